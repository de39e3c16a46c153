//! Workbooks of Excel: whole archives, and else the XML of a sheet and of its shared texts inside a sound one.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::sheets::{self, xlsx};
use rekindle_fuzz::archive;

fuzz_target!(|bytes: &[u8]| {
    let wrapped;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        let (sheet, shared) = bytes.split_at(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
        wrapped = archive(&[
            ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
            ("_rels/.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            ("xl/workbook.xml", br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
            ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", shared.get(1..).unwrap_or_default()),
        ]);
        &wrapped
    };
    if let Ok(found) = xlsx::sheets(Cursor::new(bytes)) {
        let _ = sheets::read(&found, "fuzz");
    }
});
