//! Workbooks of Excel and its kin (`.xlsx`), cell by cell.

#![allow(clippy::map_err_ignore, reason = "what a damaged archive says of itself helps nobody to mend it")]

use std::io::{Read, Seek, SeekFrom};

use calamine::{DataRef, Reader, Xlsx};

use super::{MOST_SHEETS, Sheet, look_through};
use crate::deck::formats::anki::package::{AGAIN, Refused};

/// Takes the cells out of a workbook.
///
/// # Errors
/// When it is damaged, locked with a password, or holds too much.
pub fn sheets<R: Read + Seek>(mut file: R) -> Result<Vec<Sheet>, Refused> {
    look_through(&mut file)?;
    let damaged = || Refused::new("the workbook cannot be read", AGAIN);
    file.seek(SeekFrom::Start(0)).map_err(|_| damaged())?;
    let mut book = Xlsx::new(file).map_err(|why| match why {
        calamine::XlsxError::Password => {
            Refused::new("the workbook is locked with a password", "save a copy without one")
        }
        _ => damaged(),
    })?;
    let mut sheets = Vec::new();
    let mut count = 0;
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let mut sheet = Sheet { name: name.clone(), rows: Vec::new() };
        let damaged = || Refused::new("a sheet of the workbook cannot be read", AGAIN);
        // What is no sheet of cells, such as a chart, is passed over.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = cells.next_cell_with_formula().map_err(|_| damaged())? {
            let (row, column) = cell.pos;
            let formula = cell.formula.is_some();
            sheet.put(row, column, said(&cell.value), formula, &mut count)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What a cell says, as text.
fn said(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        other => super::said(&other.clone().into()),
    }
}
