//! A report as one table of comma-separated values, a number a row: part, table, item, card, what, value.
//!
//! Numbers are written in full. A text that a spreadsheet would take for a formula begins with an apostrophe, as the
//! Open Worldwide Application Security Project advises against formula injection.

use super::sheet::{Block, Cell, Sheet};
use crate::language::report::ReportWords;

/// The names of the columns.
pub const COLUMNS: [&str; 6] = ["part", "table", "item", "card", "what", "value"];

/// Writes a report.
pub fn write(sheet: &Sheet) -> String {
    let mut lines = Lines(csv::Writer::from_writer(Vec::new()));
    lines.add(COLUMNS);
    for lead in &sheet.lead {
        lines.add(["about", sheet.title, "", "", "says", lead]);
    }
    for (heading, sentences) in &sheet.about {
        for sentence in sentences {
            lines.add(["about", heading, "", "", "says", sentence]);
        }
    }
    for part in &sheet.parts {
        let (field, mut place) = (part.field.as_str(), String::new());
        for block in &part.blocks {
            match block {
                Block::Words(words) => lines.add([field, &place, "", "", "says", words]),
                Block::Heading(heading) => place.clone_from(heading),
                Block::Figure(_) => {}
                Block::Table(table) => {
                    for row in &table.rows {
                        let card = row.card.as_deref().unwrap_or_default();
                        for (what, cell) in table.columns.iter().skip(1).zip(&row.cells) {
                            for (end, value) in values(cell, &sheet.words.report) {
                                let what = format!("{what}{end}");
                                lines.add([field, &table.caption, row.name.as_str(), card, &what, &value]);
                            }
                        }
                    }
                }
                Block::Quote(above, words) => lines.add([field, "", above, "", "note", words.as_str()]),
            }
        }
    }
    lines.add(["about", "", "", "", "says", sheet.end]);
    lines.done()
}

/// Writes the values of a cell in full, with what is added to the name of its column.
fn values(cell: &Cell, words: &ReportWords) -> Vec<(&'static str, String)> {
    let [lower, higher] = words.low_and_high;
    let one = |value: String| vec![("", value)];
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Words(words) => one(words.to_string()),
        Cell::Count(count) => one(count.to_string()),
        Cell::Level(number) | Cell::Points(number) | Cell::Share(number) => one(number.to_string()),
        Cell::Range(low, high) => vec![(lower, low.to_string()), (higher, high.to_string())],
        Cell::Day(day) => one(day.to_string()),
    }
}

struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn add(&mut self, cells: [&str; 6]) {
        // Writing into memory does not fail.
        let _ = self.0.write_record(cells.map(inert));
    }

    fn done(self) -> String {
        self.0.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Makes a text that a spreadsheet takes for text, on one line. Numbers stay numbers.
fn inert(text: &str) -> String {
    let line = text.replace('\n', " ");
    let begins = line.trim_start().chars().next();
    let formula = begins
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '|' | '%'));
    if formula && line.parse::<f64>().is_err() { format!("'{line}") } else { line }
}
