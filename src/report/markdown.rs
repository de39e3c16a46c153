//! A report as Markdown (`CommonMark` with the tables of GitHub). Words from outside stay words: every sign that would
//! mean something is escaped.

use std::fmt::Write as _;

use super::sheet::{Block, Row, Sheet, Table};
use crate::language::Language;

/// Writes a report.
pub fn write(sheet: &Sheet) -> String {
    let mut text = format!("# {}\n", sheet.title);
    for lead in &sheet.lead {
        let _ = write!(text, "\n{}\n", inert_line(lead));
    }
    for (heading, sentences) in &sheet.about {
        let _ = write!(text, "\n## {heading}\n");
        for sentence in sentences {
            let _ = write!(text, "\n{}\n", inert_line(sentence));
        }
    }
    for part in &sheet.parts {
        let _ = write!(text, "\n## {}\n", (sheet.words.report.heading)(part.field));
        for block in &part.blocks {
            match block {
                Block::Words(words) => {
                    let _ = write!(text, "\n{}\n", inert_line(words));
                }
                Block::Heading(heading) => {
                    let _ = write!(text, "\n### {}\n", inert(heading));
                }
                // The table after it says the same.
                Block::Figure(_) => {}
                Block::Table(table) => rows(table, sheet.words, &mut text),
                Block::Quote(above, words) => {
                    let _ = write!(text, "\n{}:\n\n", inert_line(above));
                    for spoken in words.as_str().lines() {
                        // Two spaces at the end keep the line as a line of its own.
                        text.push_str(format!("> {}", inert_line(spoken)).trim_end());
                        text.push_str("  \n");
                    }
                }
            }
        }
    }
    let _ = write!(text, "\n*{}*\n", inert(sheet.end));
    text
}

fn rows(table: &Table, words: &Language, text: &mut String) {
    let _ = write!(text, "\n{}:\n\n|", inert_line(&table.caption));
    for name in &table.columns {
        let _ = write!(text, " {} |", inert(name));
    }
    text.push_str("\n|");
    for column in 0..table.columns.len() {
        text.push_str(if is_numbers(table, column) { " ---: |" } else { " --- |" });
    }
    text.push('\n');
    for row in &table.rows {
        let _ = write!(text, "| {} |", inert(row.name.as_str()));
        for cell in &row.cells {
            let _ = write!(text, " {} |", inert(&cell.shown(words)));
        }
        text.push('\n');
    }
}

/// Tells whether a column holds numbers, which stand at its right.
pub(super) fn is_numbers(table: &Table, column: usize) -> bool {
    let cell =
        |row: &Row| column.checked_sub(1).and_then(|at| row.cells.get(at)).is_some_and(super::sheet::Cell::is_number);
    table.rows.iter().any(cell)
}

/// Makes words mean nothing but themselves where they stand inside a line.
fn inert(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut letters = words.trim().chars().map(|c| if c == '\n' { ' ' } else { c }).peekable();
    while let Some(c) = letters.next() {
        let means = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^' | '@' => {
                true
            }
            // Programs make links of addresses that nobody marked.
            ':' => letters.peek() == Some(&'/'),
            '.' => text.ends_with("www") || text.ends_with("WWW"),
            _ => false,
        };
        if means {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// The same at the beginning of a line, where a dash or `1.` would begin a list, and `===` make a heading.
fn inert_line(words: &str) -> String {
    let mut line = inert(words);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = line.as_bytes().get(digits);
    let means = match sign {
        Some(b'-' | b'+' | b'=') => digits == 0,
        Some(b'.' | b')') => digits > 0,
        _ => false,
    };
    if means {
        line.insert(digits, '\\');
    }
    line
}
