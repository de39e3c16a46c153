//! Packages of Anki, in this process: whole packages, and else a database inside a sound one.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::anki;
use rekindle::store::anki::collection;
use rekindle_fuzz::archive;

fuzz_target!(|bytes: &[u8]| {
    let wrapped;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        wrapped = archive(&[("collection.anki21", bytes)]);
        &wrapped
    };
    if let Ok(database) = anki::package::database(Cursor::new(bytes))
        && let Ok(found) = collection(database, true)
    {
        let _ = anki::read(&found, "fuzz");
    }
});
