//! Workbooks of LibreOffice and its kin (`.ods`).

#![allow(clippy::map_err_ignore, reason = "what a damaged archive says of itself helps nobody to mend it")]

use std::io::{Read, Seek, SeekFrom};

use calamine::{Ods, Reader};
use quick_xml::events::Event;

use super::{LARGEST, MOST_CELLS, MOST_SHEETS, Sheet, look_through};
use crate::deck::formats::anki::package::{AGAIN, Refused, archive, counted};

/// Takes the cells out of a workbook.
///
/// # Errors
/// When it is damaged, locked with a password, or holds too much.
pub fn sheets<R: Read + Seek>(mut file: R) -> Result<Vec<Sheet>, Refused> {
    look_through(&mut file)?;
    let unreadable = || Refused::new("the workbook cannot be read", AGAIN);
    {
        let mut archive = archive(&mut file)?;
        let content = archive.by_name("content.xml").map_err(|_| unreadable())?;
        let content = counted(content, LARGEST)?;
        if !closed(&content) {
            return Err(unreadable());
        }
        if expanded(&content) > MOST_CELLS {
            return Err(Refused::new(
                format!("the workbook has more than {MOST_CELLS} cells"),
                "make several files of it",
            ));
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(|_| unreadable())?;
    let mut book = Ods::new(file).map_err(|why| match why {
        calamine::OdsError::Password => {
            Refused::new("the workbook is locked with a password", "save a copy without one")
        }
        _ => unreadable(),
    })?;
    let mut sheets = Vec::new();
    let mut count = 0;
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let (Ok(values), Ok(formulas)) = (book.worksheet_range(&name), book.worksheet_formula(&name)) else { continue };
        let mut sheet = Sheet { name, rows: Vec::new() };
        let (top, left) = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let place = |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let (row, column) = (place(top, row), place(left, column));
            let formula = formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
            sheet.put(row, column, super::said(value), formula, &mut count)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Tells whether every element that begins also ends. The reader of workbooks looks for the end of a table without
/// minding that the file may be over.
fn closed(xml: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

/// How many cells a reader makes of a sheet's XML: a few letters can say that a cell is repeated a million times. Cells
/// that hold nothing count only when one that holds something follows in their row.
fn expanded(xml: &[u8]) -> usize {
    const ROW: &[u8] = b"<table:table-row";
    const CELL: &[u8] = b"<table:table-cell";
    const COVERED: &[u8] = b"<table:covered-table-cell";
    let (mut total, mut in_row, mut pending, mut rows) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut widest = 0;
    let mut at = 0;
    let mut pending_rows = 0_usize;
    while let Some(found) = xml.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found;
        let rest = xml.get(at..).unwrap_or_default();
        at += 1;
        let row = rest.starts_with(ROW);
        if !row && !rest.starts_with(CELL) && !rest.starts_with(COVERED) {
            continue;
        }
        let tag = rest.get(..rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len())).unwrap_or_default();
        if row {
            finish(&mut total, in_row, widest, rows, &mut pending_rows);
            (in_row, pending) = (0, 0);
            rows = repeats(tag, b"number-rows-repeated").min(1_048_576);
            continue;
        }
        let count = repeats(tag, b"number-columns-repeated").min(16_384);
        let empty = tag.ends_with(b"/") && !super::find(tag, b"office:") && !super::find(tag, b"formula");
        if empty {
            pending = (pending + count).min(16_384);
        } else {
            in_row += pending + count;
            pending = 0;
            widest = widest.max(in_row);
        }
        if total.saturating_add(in_row) > MOST_CELLS {
            return usize::MAX;
        }
    }
    finish(&mut total, in_row, widest, rows, &mut pending_rows);
    total
}

/// Counts a row that has ended; rows without anything count when one with something follows.
fn finish(total: &mut usize, in_row: usize, widest: usize, rows: usize, pending_rows: &mut usize) {
    if in_row == 0 {
        *pending_rows = pending_rows.saturating_add(rows);
    } else {
        let all = rows.saturating_add(std::mem::take(pending_rows));
        *total = total.saturating_add(all.saturating_mul(widest.max(in_row)));
    }
}

/// The number of an attribute; 1 where there is none, and far too many where it is no plain number.
fn repeats(tag: &[u8], name: &[u8]) -> usize {
    let Some(at) = tag.windows(name.len()).position(|part| part == name) else { return 1 };
    let value = tag.get(at + name.len()..).unwrap_or_default();
    let digits: Vec<u8> = value
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\n' | b'\r'))
        .take_while(|byte| !matches!(byte, b'"' | b'\''))
        .collect();
    std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_never_ends_is_refused() {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
        let row = format!("<office:document><table:table><table:table-row>{cell}</table:table-row>");
        assert!(closed(format!("{row}</table:table></office:document>").as_bytes()));
        for open in [row.clone(), format!("{row}</office:document>"), format!("{row}</table:table>"), "<a>".to_owned()]
        {
            assert!(!closed(open.as_bytes()), "{open}");
        }
    }

    #[test]
    fn repeated_cells_are_counted_as_the_reader_makes_them() {
        let count = |xml: &str| expanded(xml.as_bytes());
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
        assert_eq!(count(&format!("<table:table-row>{cell}{cell}</table:table-row>")), 2);
        let tail = "<table:table-cell table:number-columns-repeated=\"16382\"/>";
        assert_eq!(count(&format!("<table:table-row>{cell}{tail}</table:table-row>")), 1);
        assert_eq!(count(&format!("<table:table-row>{tail}{cell}</table:table-row>")), 16_383);
        let many = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert_eq!(count(&format!("<table:table-row>{cell}</table:table-row>{many}")), 1);
        assert!(
            count(&format!("<table:table-row>{cell}</table:table-row>{many}<table:table-row>{cell}</table:table-row>"))
                > 1_000_000
        );
        let wide = "<table:table-cell office:value=\"1\" table:number-columns-repeated=\"16384\"/>";
        assert!(count(&format!("<table:table-row>{wide}</table:table-row>").repeat(200)) > MOST_CELLS);
    }
}
