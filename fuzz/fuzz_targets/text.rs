//! Lines of question and answer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::text;

fuzz_target!(|bytes: &[u8]| {
    let _ = text::read(bytes, "fuzz");
});
