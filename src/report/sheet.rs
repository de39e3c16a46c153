//! A report as headings, sentences, tables and pictures, which every format writes out.

use super::field::Field;
use super::figure::Figure;
use crate::deck::text::SafeText;
use crate::language::Language;
use crate::language::report::{Headed, ReportWords};
use crate::memory::days::Day;

/// A whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The language of its words.
    pub words: &'static Language,
    /// Its title.
    pub title: &'static str,
    /// Below the title: what it is, which days, made by what and when.
    pub lead: Vec<String>,
    /// What it is and is not, how to read it: a heading and its sentences each.
    pub about: Headed,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The last line.
    pub end: &'static str,
}

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which field of the choice it is.
    pub field: Field,
    /// What is in it, in order.
    pub blocks: Vec<Block>,
}

/// Something in a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A sentence.
    Words(String),
    /// A heading below that of the part.
    Heading(String),
    /// A picture of what the table after it holds.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// Somebody's own words: above them when and about what, then the words, which may have lines.
    Quote(String, SafeText),
}

/// A table. Its first column names the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The names of its columns, that of the first included.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether it is a calendar: a row a week, a column a day.
    pub calendar: bool,
}

/// A row: its name, and a cell for each further column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: SafeText,
    /// The id of the card it is about; only CSV writes it.
    pub card: Option<String>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Words(SafeText),
    /// A count.
    Count(u64),
    /// A level, 0 to 10.
    Level(f64),
    /// A change in points.
    Points(f64),
    /// Two changes in points, from the first to the second.
    Range(f64, f64),
    /// A share, 0 to 1.
    Share(f64),
    /// A day.
    Day(Day),
}

impl Cell {
    /// Makes a cell of fixed words.
    pub fn words(text: &str) -> Self {
        Self::Words(SafeText::new(text))
    }

    /// Tells whether it is a number, which stands at the right of its column.
    pub const fn is_number(&self) -> bool {
        !matches!(self, Self::Empty | Self::Words(_) | Self::Day(_))
    }

    /// Writes it for reading, with one digit after the point.
    pub fn shown(&self, words: &Language) -> String {
        let words = &words.report;
        match self {
            Self::Empty => String::new(),
            Self::Words(text) => text.one_line().to_string(),
            Self::Count(count) => count.to_string(),
            Self::Level(level) => (words.number)(*level, 1),
            Self::Points(points) => points_shown(*points, words),
            Self::Range(low, high) => (words.range)(&points_shown(*low, words), &points_shown(*high, words)),
            Self::Share(share) => (words.share)(*share),
            Self::Day(day) => (words.short_date)(*day),
        }
    }
}

/// Writes a change in points with its sign: `+1.2`, `−0.4`, `0.0`.
pub fn points_shown(points: f64, words: &ReportWords) -> String {
    let shown = (words.number)(points.abs(), 1);
    if shown == (words.number)(0.0, 1) {
        shown
    } else if points > 0.0 {
        format!("+{shown}")
    } else {
        format!("−{shown}")
    }
}
