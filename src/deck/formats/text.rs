//! Questions and answers in two columns of plain text, as flashcard sites export them: a tab, ` - ` or `;` between.

use std::ops::Range;

use super::node::Spot;
use super::notes::About;
use super::places::{Place, Places, in_text};
use super::source::{LARGEST_TABLE, Source, Unreadable, for_tables};
use super::table::{self, Table};
use super::{Import, anki, refused};

/// What may stand between question and answer, the surest first.
const BETWEEN: &[&str] = &["\t", " – ", " — ", " - ", ";", ": ", ","];

/// The places of lines: a row is a line, a column what stands before or after the separator.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    between: &'static str,
}

impl Places for Lines<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        let offset = |spot: Spot| {
            let (_, row, column, byte) = spot.cell();
            let start = self.starts.get(row).copied().unwrap_or(self.text.len());
            let line = self.text.get(start..).unwrap_or_default();
            let line = line.get(..line.find('\n').unwrap_or(line.len())).unwrap_or_default();
            let mut at = start;
            for _ in 0..column {
                let rest = line.get(at - start..).unwrap_or_default();
                at += rest.find(self.between).map_or(rest.len(), |found| found + self.between.len());
            }
            let mut at = at.saturating_add(byte).min(start + line.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            Spot::byte(at)
        };
        let bytes: Vec<Range<Spot>> = stretches.iter().map(|range| offset(range.start)..offset(range.end)).collect();
        in_text(self.text, &bytes)
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        text.further(byte)
    }
}

/// Reads lines of question and answer. Never panics, whatever the bytes.
pub fn read(bytes: &[u8], name: &str) -> Import {
    let source = match Source::of_size(bytes, LARGEST_TABLE) {
        Ok(source) => source,
        Err(Unreadable { before, message, hint }) => {
            let places = Lines { text: before, starts: vec![0], between: "\t" };
            return refused(&places, table::spot(0, 0, 0, before.len()), message, for_tables(hint)).into();
        }
    };
    let text = source.text;
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(breaks).collect();
    let marks = Marks::of(text);
    let lines = Lines { text, starts, between: marks.between };
    let mut table = Table::new(&lines);
    let mut first = true;
    for (number, line) in (0_u32..).zip(text.split('\n')) {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || (line.starts_with('#') && line.contains(':') && first) {
            continue;
        }
        let mut cells: Vec<&str> = match marks.between {
            "\t" => line.split('\t').collect(),
            between => line.splitn(2, between).collect(),
        };
        let html: Vec<String>;
        if marks.html {
            html = cells.iter().map(|cell| anki::plain(cell, table.notes())).collect();
            cells = html.iter().map(String::as_str).collect();
        }
        if std::mem::take(&mut first) {
            if let Some(columns) = &marks.columns {
                table.header(columns);
            } else if Table::names(&cells) && cells.len() > 1 {
                table.header(&cells);
                continue;
            } else {
                table.no_header();
            }
        }
        if cells.len() < 2 {
            let message = "nothing stands between a question and its answer here".to_owned();
            table.error(table::spot(0, number, 0, 0), message, "put a tab between them, or ` - `, or `;`");
            continue;
        }
        table.row(number, &cells);
    }
    if first {
        table.error(
            Spot::default(),
            "the file is empty".to_owned(),
            "write a question, a tab and its answer on each line",
        );
    } else if marks.columns.is_none() {
        let what = format!("{} as what stands between question and answer", marks.name());
        table.notes().deck(About::Guessed, &what);
    }
    table.finish(name)
}

/// What the file says of itself, or shows.
struct Marks<'a> {
    between: &'static str,
    columns: Option<Vec<&'a str>>,
    html: bool,
}

impl<'a> Marks<'a> {
    /// Looks at the marks that Anki writes (`#separator:tab`, `#html:true`, `#columns:…`), else at the lines.
    fn of(text: &'a str) -> Self {
        let mut marks = Self { between: "", columns: None, html: false };
        let mut columns = None;
        for line in text.lines().take_while(|line| line.starts_with('#')) {
            match line.split_once(':') {
                Some(("#separator", value)) => {
                    marks.between = match value.trim().to_lowercase().as_str() {
                        "comma" | "," => ",",
                        "semicolon" | ";" => ";",
                        _ => "\t",
                    }
                }
                Some(("#html", value)) => marks.html = value.trim() == "true",
                Some(("#columns", value)) => columns = Some(value),
                _ => {}
            }
        }
        if marks.between.is_empty() {
            let lines: Vec<&str> =
                text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(50).collect();
            // What stands in most lines; of equals the surest.
            let count = |between: &&str| lines.iter().filter(|line| line.contains(*between)).count();
            marks.between = BETWEEN.iter().rev().copied().max_by_key(count).unwrap_or("\t");
        }
        marks.columns = columns.map(|line| line.split(marks.between).map(str::trim).collect());
        marks
    }

    fn name(&self) -> String {
        if self.between == "\t" { "a tab".to_owned() } else { format!("\"{}\"", self.between) }
    }
}
