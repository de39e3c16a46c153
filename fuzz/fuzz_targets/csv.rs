//! Tables of text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::csv;

fuzz_target!(|bytes: &[u8]| {
    if let Some(deck) = csv::read(bytes, "fuzz").reading.deck {
        let written = csv::write(&deck, b',');
        assert_eq!(csv::read(written.as_bytes(), "fuzz").reading.deck, Some(deck), "{written}");
    }
});
