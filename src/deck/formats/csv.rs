//! Tables of text: comma, semicolon or tab between cells.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use crate::deck::model::Deck;

use super::node::Spot;
use super::places::{Place, Places, in_text};
use super::source::{LARGEST_TABLE, Source, Unreadable, for_tables};
use super::table::{self, Table, guarded};
use super::{Import, refused};

/// Rows among which the names of columns are looked for.
const ROWS_BEFORE: usize = 100;

/// Most cells of a row that are looked at.
const MOST_COLUMNS: usize = 256;

/// The places of a table of text.
struct Cells<'a> {
    text: &'a str,
    delimiter: u8,
}

impl Cells<'_> {
    fn reader(&self) -> csv::Reader<&[u8]> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).flexible(true).from_reader(self.text.as_bytes())
    }

    /// Where a cell's byte is in the file, given where its row begins.
    fn offset(&self, row: usize, column: usize, byte: usize) -> usize {
        let raw = self.text.as_bytes();
        let (mut at, mut passed, mut quoted) = (row, 0, false);
        while passed < column {
            match raw.get(at) {
                None => return self.text.len(),
                Some(b'"') => quoted = !quoted,
                Some(b'\n') if !quoted => return at,
                Some(other) if *other == self.delimiter && !quoted => passed += 1,
                Some(_) => {}
            }
            at += 1;
        }
        let in_quotes = raw.get(at) == Some(&b'"');
        at += usize::from(in_quotes);
        for _ in 0..byte {
            // A quote inside quotes is written twice.
            at += if in_quotes && raw.get(at..at + 2) == Some(b"\"\"") { 2 } else { 1 };
        }
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

impl Places for Cells<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        let wanted: std::collections::BTreeSet<usize> =
            stretches.iter().map(|stretch| stretch.start.cell().1).collect();
        let last = wanted.last().copied().unwrap_or(0);
        let mut starts = std::collections::BTreeMap::new();
        let mut reader = self.reader();
        let mut record = StringRecord::new();
        let mut row = 0;
        while row <= last && reader.read_record(&mut record).unwrap_or(false) {
            if wanted.contains(&row) {
                starts.insert(row, record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0)));
            }
            row += 1;
        }
        let offset = |spot: Spot| {
            let (_, row, column, byte) = spot.cell();
            Spot::byte(self.offset(starts.get(&row).copied().unwrap_or(0), column, byte))
        };
        let bytes: Vec<Range<Spot>> = stretches.iter().map(|range| offset(range.start)..offset(range.end)).collect();
        in_text(self.text, &bytes)
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        text.further(byte)
    }
}

/// Reads a table of text. `name` is what the deck is called when the table does not say. Never panics, whatever the bytes.
pub fn read(bytes: &[u8], name: &str) -> Import {
    let source = match Source::of_size(bytes, LARGEST_TABLE) {
        Ok(source) => source,
        Err(Unreadable { before, message, hint }) => {
            return refused(&Whole(before), Spot::byte(before.len()), message, for_tables(hint)).into();
        }
    };
    let (text, delimiter) = delimiter(source.text);
    let cells = Cells { text, delimiter };
    let mut table = Table::new(&cells);
    let mut reader = cells.reader();
    let mut record = StringRecord::new();
    let header = header(&cells);
    let mut number = 0;
    while reader.read_record(&mut record).unwrap_or(false) {
        if header.is_some_and(|header| number < header) {
            let row: Vec<&str> = record.iter().take(MOST_COLUMNS).collect();
            if !table.deck_row(number, &row) {
                table.above(&row);
            }
            number = number.saturating_add(1);
            continue;
        }
        if record.len() > MOST_COLUMNS {
            let message = format!("{} columns; at most {MOST_COLUMNS} are looked at", record.len());
            table.error(table::spot(0, number, 0, 0), message, "keep the columns that cards are made of");
            break;
        }
        let row: Vec<&str> = record.iter().collect();
        if table.has_header() {
            table.row(number, &row);
        } else if !table.deck_row(number, &row) && row.iter().any(|cell| !cell.trim().is_empty()) {
            begin(&mut table, &cells, number, &row);
        }
        number = number.saturating_add(1);
    }
    if table.count() == 0 && !table.has_header() {
        table.error(Spot::default(), "the table is empty".to_owned(), "write a header row, then a row for each card");
    }
    table.finish(name)
}

/// Finds the row that names the columns among the first ones: above it stand titles and remarks.
fn header(cells: &Cells<'_>) -> Option<u32> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut reader = cells.reader();
    let mut record = StringRecord::new();
    while rows.len() < ROWS_BEFORE && reader.read_record(&mut record).unwrap_or(false) {
        rows.push(record.iter().take(MOST_COLUMNS).map(str::to_owned).collect());
    }
    table::header_among(rows.iter().map(Vec::as_slice)).and_then(|row| u32::try_from(row).ok())
}

/// Takes the first row that is not about the deck: names of columns, or else already a card.
fn begin(table: &mut Table<'_>, cells: &Cells<'_>, number: u32, row: &[&str]) {
    if Table::names(row) {
        table.header(row);
        let Some(column) = table.id_column() else { return };
        let mut reader = cells.reader();
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            table.keep_id(record.get(column).unwrap_or_default());
        }
    } else if row.len() >= 2 {
        table.no_header();
        table.row(number, row);
    } else {
        let message = "no column is named title, front or steps".to_owned();
        let hint = "the first row names the columns, as in: title,cue,steps,caution";
        table.error(table::spot(0, number, 0, 0), message, hint);
        table.header(row);
    }
}

/// Finds what stands between cells, from the first line; a line `sep=;` that a spreadsheet left says so.
fn delimiter(text: &str) -> (&str, u8) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let [delimiter @ (b',' | b';' | b'\t'), b'\r' | b'\n', ..] = rest.as_bytes()
    {
        let line = text.find('\n').map_or(text.len(), |at| at + 1);
        return (text.get(line..).unwrap_or_default(), *delimiter);
    }
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(64 * 1024) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            byte => counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // Of equal counts the first stays.
    let best = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter);
    (text, best)
}

/// The places of a text that is no table.
struct Whole<'a>(&'a str);

impl Places for Whole<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        in_text(self.0, stretches)
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        Spot::byte(usize::try_from(text.0).unwrap_or(usize::MAX).saturating_add(byte))
    }
}

/// Writes a deck as a table of text, with `delimiter` between cells. No cell acts as a formula where it is opened.
pub fn write(deck: &Deck, delimiter: u8) -> String {
    let mut writer = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for (_, row) in table::rows(deck) {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
