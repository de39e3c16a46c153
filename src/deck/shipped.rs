//! The decks that come with the program.

use super::formats::read;
use super::model::Deck;

/// File name and text of every deck that ships.
pub const SHIPPED: &[(&str, &str)] = &[];

/// Reads the decks that ship. A test holds that none of them has an error or a warning.
pub fn decks() -> Vec<Deck> {
    SHIPPED.iter().filter_map(|(_, json)| read(json.as_bytes()).deck).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::problem::Severity;

    #[test]
    fn every_shipped_deck_is_without_error_and_warning() {
        for (name, json) in SHIPPED {
            let reading = read(json.as_bytes());
            let grave: Vec<_> =
                reading.problems.iter().filter(|problem| problem.severity != Severity::Advice).collect();
            assert!(grave.is_empty(), "{name}: {grave:#?}");
        }
        assert_eq!(decks().len(), SHIPPED.len());
    }
}
