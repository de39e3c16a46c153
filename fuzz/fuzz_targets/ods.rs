//! Workbooks of LibreOffice: whole archives, and else the XML of the content inside a sound one.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::sheets::{self, ods};
use rekindle_fuzz::archive;

fuzz_target!(|bytes: &[u8]| {
    let wrapped;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        wrapped = archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("content.xml", bytes),
        ]);
        &wrapped
    };
    if let Ok(found) = ods::sheets(Cursor::new(bytes)) {
        let _ = sheets::read(&found, "fuzz");
    }
});
