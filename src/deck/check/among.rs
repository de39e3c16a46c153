//! References to cards of other decks: dead when that deck is known and has no such card.

use crate::deck::formats::Reading;
use crate::deck::model::Deck;
use crate::deck::problem::{Problem, Severity};

/// Returns the problems of a deck among other decks. `find` knows decks by their ids; what it does not know is named
/// as advice, since the deck may be there where this one is added.
pub fn problems<'d>(reading: &Reading, find: impl Fn(&str) -> Option<&'d Deck>) -> Vec<Problem> {
    let mut problems = reading.problems.clone();
    for reference in &reading.outward {
        let Some(card) = &reference.outward else { continue };
        match find(card.deck()) {
            Some(deck) if deck.cards.iter().any(|known| known.id.as_str() == card.slug()) => {}
            Some(_) => problems.push(reference.clone()),
            None => problems.push(Problem {
                severity: Severity::Advice,
                message: format!("the deck of \"{card}\" is not at hand, so nobody looked whether it has that card"),
                hint: Some("name its file too, to check them together".to_owned()),
                ..reference.clone()
            }),
        }
    }
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}
