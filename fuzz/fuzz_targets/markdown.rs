//! Documents.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats::markdown;

fuzz_target!(|bytes: &[u8]| {
    if let Some(deck) = markdown::read(bytes, "fuzz").reading.deck {
        let written = markdown::write(&deck);
        assert_eq!(markdown::read(written.as_bytes(), "fuzz").reading.deck, Some(deck), "{written}");
    }
});
