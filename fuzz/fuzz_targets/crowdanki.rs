//! JSON of CrowdAnki, with the HTML and clozes of its notes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::{Format, read_plain};

fuzz_target!(|bytes: &[u8]| {
    let _ = read_plain(Format::CrowdAnki, bytes, "fuzz");
});
