//! The deck file proper.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::deck::formats;
use rekindle::deck::write;

fuzz_target!(|bytes: &[u8]| {
    if let Some(deck) = formats::read(bytes).deck {
        assert_eq!(formats::read(write::to_json(&deck).as_bytes()).deck, Some(deck));
    }
});
