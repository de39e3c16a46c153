//! Workbooks. What is in one is taken out as plain cells, within limits, and read like any other table.

#![allow(clippy::map_err_ignore, reason = "what a damaged archive says of itself helps nobody to mend it")]

pub mod ods;
mod write;
pub mod xlsx;

#[cfg(test)]
mod tests;

pub use write::{starter, write};

use std::io::{Read, Seek};
use std::ops::Range;

use calamine::Data;
use serde::{Deserialize, Serialize};

use super::Import;
use super::anki::package::{AGAIN, Refused, archive};
use super::fields;
use super::node::Spot;
use super::notes::About;
use super::places::{Place, Places};
use super::table::{self, Table};
use crate::deck::excerpt::Excerpt;
use crate::deck::problem::shown;

/// Most bytes of all files inside a workbook together.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Most cells that are taken out of a workbook.
pub const MOST_CELLS: usize = 2_000_000;

/// Most columns of a sheet that are looked at.
const MOST_COLUMNS: u32 = 256;

/// Most sheets that are looked at.
const MOST_SHEETS: usize = 50;

/// Sheets that are about the others, by name.
const ABOUT: &[&str] = &["help", "instructions", "readme", "read me", "how to"];

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the sheet, from 0.
    pub number: u32,
    /// What its cells say, from the first column on.
    pub cells: Vec<String>,
    /// The columns of which the cell is a formula.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formulas: Vec<u32>,
}

/// A sheet as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows in order.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// Puts a text into a cell; cells come in the order of rows. Tells whether there is room for more.
    fn put(&mut self, row: u32, column: u32, text: String, formula: bool, cells: &mut usize) -> Result<(), Refused> {
        if column >= MOST_COLUMNS || (text.is_empty() && !formula) {
            return Ok(());
        }
        *cells += 1;
        if *cells > MOST_CELLS {
            return Err(Refused::new(
                format!("the workbook has more than {MOST_CELLS} cells"),
                "make several files of it",
            ));
        }
        if self.rows.last().is_none_or(|last| last.number < row) {
            self.rows.push(Row { number: row, cells: Vec::new(), formulas: Vec::new() });
        }
        let Some(last) = self.rows.last_mut().filter(|last| last.number == row) else { return Ok(()) };
        let at = usize::try_from(column).unwrap_or(usize::MAX);
        if last.cells.len() <= at {
            last.cells.resize(at + 1, String::new());
        }
        if let Some(cell) = last.cells.get_mut(at) {
            *cell = text;
        }
        if formula {
            last.formulas.push(column);
        }
        Ok(())
    }
}

/// Looks through an archive before a reader takes it: the size of everything in it by counted reading, and what XML has
/// no business to declare.
fn look_through<R: Read + Seek>(file: R) -> Result<(), Refused> {
    let mut archive = archive(file)?;
    let mut total = 0_usize;
    let mut piece = vec![0_u8; 32 * 1024];
    for index in 0..archive.len() {
        let damaged = || Refused::new("a file inside the workbook is damaged", AGAIN);
        let mut entry = archive.by_index(index).map_err(|_| damaged())?;
        let xml = entry.name_raw().ends_with(b".xml") || entry.name_raw().ends_with(b".rels");
        let mut kept = 0;
        loop {
            let read = entry.read(piece.get_mut(kept..).unwrap_or_default()).map_err(|_| damaged())?;
            if read == 0 {
                break;
            }
            total += read;
            if total > LARGEST {
                let message = format!("what is inside the workbook is larger than {} MiB", LARGEST / 1024 / 1024);
                return Err(Refused::new(message, "save the sheet with the cards alone, without pictures"));
            }
            let seen = kept + read;
            let part = piece.get(..seen).unwrap_or_default();
            if xml && [&b"<!ENTITY"[..], b"<!DOCTYPE"].iter().any(|word| find(part, word)) {
                let message = "the workbook declares XML entities, which no spreadsheet program does";
                return Err(Refused::new(message, AGAIN));
            }
            if xml && wild(part) {
                return Err(Refused::new("a cell of the workbook has an address that no sheet has", AGAIN));
            }
            // A word may begin at the end of this piece.
            kept = seen.min(64);
            piece.copy_within(seen - kept..seen, 0);
        }
    }
    Ok(())
}

/// Tells whether an address of a cell or a range (`r="B7"`, `ref="A1:B7"`) is longer than the last one of a sheet,
/// `XFD1048576`, or runs backwards: the reader of workbooks counts beyond what its numbers hold.
fn wild(xml: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = xml.get(at..).and_then(|rest| memchr::memchr(b'=', rest)) {
        let equals = at + found;
        at = equals + 1;
        let Some(quote @ (b'"' | b'\'')) = xml.get(at).copied() else { continue };
        let before = xml.get(..equals).unwrap_or_default();
        let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
        if !matches!(before.get(start..), Some(b"r" | b"ref")) {
            continue;
        }
        let value = xml.get(at + 1..xml.len().min(at + 40)).unwrap_or_default();
        let value = value.split(|byte| *byte == quote).next().unwrap_or_default();
        let far = |part: &[u8]| {
            let letters = part.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
            part.len() > 10 || letters > 3
        };
        if value.split(|byte| *byte == b':').any(far) || backwards(value) {
            return true;
        }
    }
    false
}

/// Tells whether a range ends before it begins, as `H1:B5`. The reader of workbooks takes one corner from the other.
fn backwards(range: &[u8]) -> bool {
    let corner = |part: &[u8]| {
        part.iter().fold((0_u64, 0_u64), |(column, row), byte| match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' => (column * 26 + u64::from(letter - b'A') + 1, row),
            digit @ b'0'..=b'9' => (column, row * 10 + u64::from(digit - b'0')),
            _ => (column, row),
        })
    };
    let mut corners = range.split(|byte| *byte == b':').map(corner);
    match (corners.next(), corners.next()) {
        (Some(start), Some(end)) => end.0 < start.0 || end.1 < start.1,
        _ => false,
    }
}

fn find(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// What a cell that is no text says, as text: whole numbers without a point, times as `1:30:00`, days as `2026-11-01`.
fn said(value: &Data) -> String {
    match value {
        // A cell that could not be worked out says nothing.
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            if time.as_f64() < 1.0 {
                // A cell formatted as a time; 0:05 typed for five minutes is five minutes past midnight there.
                let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
                return format!("{seconds} s");
            }
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

/// The places of cells.
struct Cells<'s>(&'s [Sheet]);

impl Places for Cells<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        let place = |stretch: &Range<Spot>| {
            let (sheet, row, column, from) = stretch.start.cell();
            let sheet = self.0.get(sheet);
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            let found = sheet.and_then(|sheet| {
                let at = sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
                sheet.rows.get(at)?.cells.get(column)
            });
            let name = sheet.map(|sheet| shown(&sheet.name)).unwrap_or_default();
            let to = stretch.end.cell().3.max(from);
            let excerpt = found.filter(|text| !text.trim().is_empty()).map(|text| Excerpt::new(text, from, to));
            let cell = Some(format!("{name}!{}{}", letters(column), row + 1));
            Place { line: row + 1, column: column + 1, cell, excerpt }
        };
        stretches.iter().map(place).collect()
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        text.further(byte)
    }
}

/// The letters of a column: A to Z, then AA.
fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters
}

/// Makes a deck of sheets: of every sheet that has a header with a title, cues or steps. `name` is what the deck is
/// called when no sheet says. Never panics.
pub fn read(sheets: &[Sheet], name: &str) -> Import {
    let places = Cells(sheets);
    let mut table = Table::new(&places);
    let mut used = 0;
    for (number, sheet) in sheets.iter().enumerate().take(MOST_SHEETS) {
        if sheets.len() > 1 && ABOUT.contains(&fields::plain(&sheet.name).as_str()) {
            continue;
        }
        let has_header = sheet.rows.iter().take(100).any(|row| Table::names(&cells(row)));
        let about_deck =
            sheet.rows.iter().any(|row| row.cells.first().is_some_and(|cell| cell.trim().starts_with('#')));
        if !has_header && !about_deck && (sheets.len() > 1 || sheet.rows.is_empty()) {
            if !sheet.rows.is_empty() {
                table.notes().deck(About::LeftOut, &format!("the sheet \"{}\"", shown(&sheet.name)));
            }
            continue;
        }
        used += 1;
        table.sheet(number);
        let header = table::header_among(sheet.rows.iter().take(100).map(|row| row.cells.as_slice()));
        for (place, row) in sheet.rows.iter().enumerate() {
            if header.is_some_and(|header| place < header) {
                let cells = cells(row);
                if !table.deck_row(row.number, &cells) {
                    table.above(&cells);
                }
                continue;
            }
            take(&mut table, number, sheet, row, has_header);
        }
    }
    if used == 0 {
        let message = "no sheet of this workbook has a header row".to_owned();
        table.error(Spot::default(), message, "name the columns in the first row, as in: title, cue, steps, caution");
    }
    table.finish(name)
}

fn cells(row: &Row) -> Vec<&str> {
    row.cells.iter().map(String::as_str).collect()
}

fn take(table: &mut Table<'_>, number: usize, sheet: &Sheet, row: &Row, has_header: bool) {
    let cells = cells(row);
    if table.has_header() {
        for column in &row.formulas {
            table.flag(table::spot(number, row.number, usize::try_from(*column).unwrap_or(usize::MAX), 0));
        }
        table.row(row.number, &cells);
    } else if !table.deck_row(row.number, &cells) && Table::names(&cells) {
        table.header(&cells);
        if let Some(column) = table.id_column() {
            let ids = sheet.rows.iter().filter_map(|row| row.cells.get(column));
            ids.for_each(|id| table.keep_id(id));
        }
    } else if !has_header && cells.len() >= 2 && !cells.first().is_some_and(|cell| cell.trim().starts_with('#')) {
        table.no_header();
        table.row(row.number, &cells);
    }
}
