//! A report as plain lines, for looking at it before it is written. Nothing in it acts on a terminal.

use std::fmt::Write as _;

use super::sheet::{Block, Cell, Part, Row, Sheet, Table};
use crate::deck::text::SafeText;
use crate::language::Language;

/// The longest line, in columns.
const WIDTH: usize = 78;

/// Writes everything.
pub fn write(sheet: &Sheet) -> String {
    let parts = sheet.parts.iter().map(|one| part(one, sheet.words));
    let all: Vec<String> = std::iter::once(head(sheet)).chain(parts).chain([line(sheet.end)]).collect();
    all.join("\n")
}

/// Writes what stands above the parts.
pub fn head(sheet: &Sheet) -> String {
    let mut text = format!("{}\n{}\n", sheet.title, "=".repeat(sheet.title.chars().count()));
    for lead in &sheet.lead {
        text.push_str(&line(lead));
    }
    for (heading, sentences) in &sheet.about {
        let _ = write!(text, "\n{heading}\n");
        for sentence in sentences {
            text.push_str(&line(sentence));
        }
    }
    text
}

/// Writes one part.
pub fn part(part: &Part, words: &Language) -> String {
    let heading = (words.report.heading)(part.field);
    let mut text = format!("{heading}\n{}\n", "-".repeat(heading.chars().count()));
    for block in &part.blocks {
        match block {
            Block::Words(said) => text.push_str(&line(said)),
            Block::Heading(heading) => {
                let _ = write!(text, "\n{}\n", SafeText::new(heading).one_line());
            }
            // The table after it says the same.
            Block::Figure(_) => {}
            Block::Table(table) => rows(table, words, &mut text),
            Block::Quote(above, note) => {
                text.push_str(&line(&format!("{above}:")));
                for spoken in note.as_str().lines() {
                    text.push_str(&filled(&format!("    {spoken}"), "    "));
                }
            }
        }
    }
    text
}

fn line(words: &str) -> String {
    filled(words, "")
}

fn filled(words: &str, indent: &str) -> String {
    let safe = SafeText::new(words).one_line();
    let mut text = textwrap::fill(safe.as_str(), textwrap::Options::new(WIDTH).subsequent_indent(indent));
    text.push('\n');
    text
}

/// Writes each row as a sentence: read aloud, a column that stands far from its name says nothing.
fn rows(table: &Table, words: &Language, text: &mut String) {
    text.push_str(&line(&format!("{}:", table.caption)));
    for row in &table.rows {
        text.push_str(&filled(&format!("  {}: {}", row.name.one_line(), said(table, row, words)), "    "));
    }
}

fn said(table: &Table, row: &Row, words: &Language) -> String {
    let named = table.columns.iter().skip(1).zip(&row.cells);
    let said: Vec<String> = named
        .filter(|(_, cell)| **cell != Cell::Empty)
        .map(|(name, cell)| {
            let name = if table.calendar { (*name).to_owned() } else { (words.report.column)(name) };
            format!("{name} {}", cell.shown(words))
        })
        .collect();
    if said.is_empty() { words.report.nothing_here.to_owned() } else { said.join("; ") }
}
