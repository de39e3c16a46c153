//! A deck as a file: the fields in the order of the format page, two spaces deep, a newline at the end.

use std::fmt::Write;

use super::model::Deck;
use super::text::unsafe_char;

/// Writes a deck so that reading it gives the same deck.
pub fn to_json(deck: &Deck) -> String {
    // Writing fails only for maps whose keys are no texts; a deck has none.
    let mut json = calm(&serde_json::to_string_pretty(deck).unwrap_or_default());
    json.push('\n');
    json
}

/// Writes JSON so that no terminal acts on it: a character that would make one act, or that hides, is named (`\u202e`)
/// instead of shown. It is the same JSON.
pub fn calm(json: &str) -> String {
    let mut calm = String::with_capacity(json.len());
    for c in json.chars() {
        if unsafe_char(c).is_some() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(calm, "\\u{unit:04x}");
            }
        } else {
            calm.push(c);
        }
    }
    calm
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::formats::read;
    use crate::deck::sample;

    #[test]
    fn fields_stand_in_the_order_of_the_format() {
        let json = to_json(&sample::deck());
        let places: Vec<_> = [
            "\"rekindle\"",
            "\"id\"",
            "\"version\"",
            "\"title\"",
            "\"language\"",
            "\"authors\"",
            "\"license\"",
            "\"reviewed\"",
            "\"cards\"",
            "\"family\"",
            "\"cues\"",
            "\"steps\"",
            "\"why\"",
            "\"paths\"",
        ]
        .iter()
        .map(|name| json.find(name).expect("a field"))
        .collect();
        assert!(places.is_sorted(), "{json}");
        assert!(json.ends_with("}\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn reading_what_was_written_gives_the_same_deck(deck in sample::decks()) {
            let reading = read(to_json(&deck).as_bytes());
            prop_assert_eq!(reading.deck, Some(deck), "{:#?}", reading.problems);
        }
    }
}
