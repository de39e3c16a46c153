//! A deck among others: references to their cards, dead when that deck is known and has no such card; and names that are
//! theirs.

use crate::deck::formats::Reading;
use crate::deck::lookalike;
use crate::deck::model::Deck;
use crate::deck::problem::{Problem, Severity, why};
use crate::deck::text::SafeText;

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

/// Says when the id of a deck is that of a deck by somebody else, or can be taken for another deck's. The same id is fine
/// for versions of one deck: when an author is in common.
pub fn names<'d>(deck: &Deck, others: impl IntoIterator<Item = &'d Deck>) -> Vec<Problem> {
    let look = lookalike::look(deck.id.as_str());
    let mut problems: Vec<Problem> = Vec::new();
    for other in others {
        let by = || other.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ");
        let (severity, message, hint) = if other.id == deck.id {
            if deck.authors.iter().any(|author| other.authors.iter().any(|one| one.name == author.name)) {
                continue;
            }
            let message = format!("another deck has the id \"{}\": {}, by {}", other.id, other.title, by());
            (Severity::Error, message, "give this deck an id of its own; begin it with a name that is yours")
        } else if lookalike::look(other.id.as_str()) == look {
            let message =
                format!("the id \"{}\" can be taken for \"{}\": {}, by {}", deck.id, other.id, other.title, by());
            let hint = "give a newer version of a deck the very same id, and another deck one that can be told apart";
            (Severity::Warning, message, hint)
        } else {
            continue;
        };
        if problems.iter().all(|problem| problem.message != message) {
            problems.push(Problem {
                severity,
                path: "id".to_owned(),
                line: 1,
                column: 1,
                message: SafeText::new(&message).one_line().to_string(),
                hint: Some(hint.to_owned()),
                why: why::NAMES,
                cell: None,
                excerpt: None,
                outward: None,
            });
        }
    }
    problems
}
