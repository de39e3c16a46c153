//! The decks that come with the program.

use super::model::Deck;

/// File name and text of every deck that ships.
pub const SHIPPED: &[(&str, &str)] = &[
    ("grounding.json", include_str!("../../decks/grounding.json")),
    ("breathwork.json", include_str!("../../decks/breathwork.json")),
    ("movement.json", include_str!("../../decks/movement.json")),
    ("somatic-awareness.json", include_str!("../../decks/somatic-awareness.json")),
    ("noticing.json", include_str!("../../decks/noticing.json")),
    ("understanding.json", include_str!("../../decks/understanding.json")),
    ("relating.json", include_str!("../../decks/relating.json")),
    ("self-compassion.json", include_str!("../../decks/self-compassion.json")),
    ("therapy.json", include_str!("../../decks/therapy.json")),
    ("enduring.json", include_str!("../../decks/enduring.json")),
    ("settling.json", include_str!("../../decks/settling.json")),
    ("upkeep.json", include_str!("../../decks/upkeep.json")),
    ("safety.json", include_str!("../../decks/safety.json")),
    ("paths.json", include_str!("../../decks/paths.json")),
];

/// Reads the decks that ship, without looking for faults: a test holds that none of them has an error or a warning, and
/// that they read the same with every check.
pub fn decks() -> Vec<Deck> {
    SHIPPED.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect()
}

/// Returns a number that changes when any shipped deck does (FNV-1a, 64 bits).
pub fn digest() -> u64 {
    SHIPPED
        .iter()
        .flat_map(|(_, json)| json.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::formats::read;
    use crate::deck::problem::Severity;

    #[test]
    fn every_shipped_deck_is_without_error_and_warning() {
        for ((name, json), deck) in SHIPPED.iter().zip(decks()) {
            let reading = read(json.as_bytes());
            assert_eq!(reading.deck, Some(deck), "{name}");
            let grave: Vec<_> =
                reading.problems.iter().filter(|problem| problem.severity != Severity::Advice).collect();
            assert!(grave.is_empty(), "{name}: {grave:#?}");
        }
        assert_eq!(decks().len(), SHIPPED.len());
    }
}
