//! From a spot in a file to what a person looks for: line and column, or sheet and cell.

use std::ops::Range;

use super::node::Spot;
use crate::deck::excerpt::Excerpt;

/// Where a spot is, in the words of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Line of the text, or row of the table, from 1.
    pub(super) line: usize,
    /// Character of the line, or column of the table, from 1.
    pub(super) column: usize,
    /// The cell, such as `Cards!C7`; none in a text.
    pub(super) cell: Option<String>,
    /// The line or the cell, to show.
    pub(super) excerpt: Option<Excerpt>,
}

/// What knows the places of one file.
pub(super) trait Places {
    /// Where each of these stretches begins, and what to show of it; they come in order.
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place>;

    /// The spot of a byte inside a text that begins at `text`, as decoded.
    fn inside(&self, text: Spot, value: &str, byte: usize) -> Spot;
}

/// Finds lines and columns of offsets in a text.
pub(super) fn in_text(text: &str, stretches: &[Range<Spot>]) -> Vec<Place> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let lines: Vec<usize> = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
    let byte = |spot: Spot| usize::try_from(spot.0).unwrap_or(usize::MAX).min(text.len());
    let place = |stretch: &Range<Spot>| {
        let (from, to) = (byte(stretch.start), byte(stretch.end));
        let line = lines.partition_point(|start| *start <= from).max(1);
        let start = lines.get(line - 1).copied().unwrap_or(0);
        let end = lines.get(line).copied().unwrap_or(text.len());
        let before = text.get(start..from).map_or(0, |text| text.chars().count());
        let shown = text.get(start..end).filter(|line| !line.trim().is_empty());
        let excerpt = shown.map(|line| Excerpt::new(line, from.saturating_sub(start), to.saturating_sub(start)));
        Place { line, column: before + 1, cell: None, excerpt }
    };
    stretches.iter().map(place).collect()
}
