//! A breath as a soft shape that grows and shrinks, and a timed step as a thin line that runs along.

use std::ops::Range;

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::blocks::centred;
use super::prose::{set, width};
use super::sweep::clean;
use super::theme::Theme;
use crate::app::page::Pacer;
use crate::language::Language;

/// A cell filled from the left by no to eight eighths.
const EIGHTHS: [&str; 9] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// Returns the lines of a pacer; a breath takes `height` lines for its shape.
pub(super) fn pacer(pacer: &Pacer, room: usize, height: u16, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let fill = if pacer.fill.is_finite() { pacer.fill.clamp(0.0, 1.0) } else { 0.0 };
    if pacer.breath { breath(pacer, fill, room, height, words, theme) } else { step(pacer, fill, room, words, theme) }
}

fn breath(pacer: &Pacer, fill: f32, room: usize, height: u16, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let word = clean(&pacer.word);
    let widest = room.min(if height > 5 { 60 } else { 52 });
    let below = below(pacer, words);
    let mut lines = Vec::new();
    // The seconds keep two columns, so that the word does not move when they go from 10 to 9.
    let above = pacer.seconds_left.map_or_else(|| word.to_string(), |left| format!("{word}  {left:<2}"));
    if width(&above) <= room {
        let left = Line::from(vec![Span::raw(" ".repeat((room - width(&above)) / 2)), Span::styled(above, theme.lead)]);
        lines.push(left);
    } else {
        lines.extend(set(&above, room, theme.lead, theme.stress));
    }
    if height > 1 {
        lines.push(Line::default());
    }
    if !pacer.still {
        lines.extend(shape(fill, room, widest, height, theme));
        if height > 1 {
            lines.push(Line::default());
        }
    }
    if width(&below) <= room {
        lines.push(centred(&below, room, theme.aside));
    } else {
        lines.extend(set(&below, room, theme.aside, theme.stress));
    }
    lines
}

/// What stands below the shape: how far along, and whether the clock stands still.
fn below(pacer: &Pacer, words: &Language) -> String {
    let paused = words.amounts.paused;
    let round = clean(&pacer.round);
    match (pacer.paused, round.is_empty()) {
        (true, true) => paused.to_owned(),
        (true, false) => format!("{paused} · {round}"),
        (false, _) => round.into_owned(),
    }
}

/// An ellipse in the middle of the column, smooth to an eighth of a cell at both sides.
fn shape(fill: f32, room: usize, widest: usize, height: u16, theme: &Theme) -> Vec<Line<'static>> {
    let middle = (f32::from(height) - 1.0) / 2.0;
    let across = 1.0 + fill * (widest as f32 / 2.0 - 1.0);
    let down = 0.6 + fill * (middle + 0.15);
    let centre = room as f32 / 2.0;
    let edge = (room - widest) / 2;
    let track = edge..edge + widest;
    (0..height)
        .map(|row| {
            let off = (f32::from(row) - middle).abs() / down;
            let half = across * (1.0 - off * off).max(0.0).sqrt();
            let track = (off.abs() < f32::EPSILON).then_some(&track);
            bar(centre - half, centre + half, track, room, theme)
        })
        .collect()
}

/// A bar from one place to another, with dots along the track that it may fill.
fn bar(from: f32, to: f32, track: Option<&Range<usize>>, room: usize, theme: &Theme) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for cell in 0..room {
        let at = cell as f32;
        let (start, end) = ((from - at).clamp(0.0, 1.0), (to - at).clamp(0.0, 1.0));
        let (glyph, style) = if end - start < 1.0 / 16.0 {
            // Dots on every other cell from both ends inwards read as a quiet ruler.
            match track {
                Some(track)
                    if track.contains(&cell) && (cell - track.start).min(track.end - 1 - cell).is_multiple_of(2) =>
                {
                    ("·", theme.faint)
                }
                _ => (" ", theme.text),
            }
        } else if start > 0.0 {
            // No glyph fills a cell from the right, so its opposite is drawn with the colours swapped.
            (eighth(start), theme.pacer.add_modifier(Modifier::REVERSED))
        } else {
            (eighth(end), theme.pacer)
        };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(glyph),
            _ => spans.push(Span::styled(glyph, style)),
        }
    }
    Line::from(spans)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 8, whatever the share.
fn eighth(share: f32) -> &'static str {
    EIGHTHS.get((share * 8.0).round() as usize).copied().unwrap_or("█")
}

fn step(pacer: &Pacer, fill: f32, room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !pacer.word.is_empty() {
        lines.extend(set(&pacer.word, room, theme.lead, theme.stress));
    }
    if !pacer.still {
        lines.push(line(fill, room, theme));
    }
    let left = pacer.seconds_left.map(words.amounts.seconds_left).unwrap_or_default();
    let said: Vec<String> = [left, below(pacer, words)].into_iter().filter(|said| !said.is_empty()).collect();
    if !said.is_empty() {
        lines.extend(set(&said.join(" · "), room, theme.aside, theme.stress));
    }
    lines
}

/// A thin line that runs along, smooth to half a cell.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within the column, as the fill is 0 to 1.
fn line(fill: f32, room: usize, theme: &Theme) -> Line<'static> {
    let halves = (fill * room as f32 * 2.0).round() as usize;
    let (whole, half) = (halves / 2, halves % 2);
    let mut run = "━".repeat(whole);
    run.push_str(if half == 1 { "╸" } else { "" });
    Line::from(vec![Span::styled(run, theme.pacer), Span::styled("─".repeat(room - whole - half), theme.faint)])
}
