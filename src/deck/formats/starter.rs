//! Files to start a deck from, with a word of advice at each place.

/// A document to start from.
pub const MARKDOWN: &str = include_str!("starter.md");

/// A deck file to start from; JSON has no comments, so the advice stands under keys of its own.
pub const JSON: &str = include_str!("starter.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::formats::{json, markdown};
    use crate::deck::problem::Severity;

    #[test]
    fn what_one_starts_from_passes_its_own_check() {
        let document = markdown::read(MARKDOWN.as_bytes(), "starter");
        assert_eq!(document.notes, []);
        for reading in [document.reading, json::read(JSON.as_bytes())] {
            let grave: Vec<_> =
                reading.problems.iter().filter(|problem| problem.severity != Severity::Advice).collect();
            assert!(grave.is_empty(), "{grave:#?}");
            assert_eq!(reading.deck.expect("a deck").cards.len(), 2);
        }
    }
}
