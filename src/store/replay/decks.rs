//! Decks and cards, from the log that was read: most decks came once, and go into their tables in one stroke.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::{Brought, DOING};
use crate::deck::ids::CardId;
use crate::deck::model::Deck;
use crate::deck::text::SafeText;
use crate::record::event::Body;
use crate::record::remembered::Remembered;
use crate::store::append::read_body;
use crate::store::beside::beside;
use crate::store::failure::{Doing, StoreError};
use crate::store::first_time::{self, CardRow};
use crate::store::practices::Place;
use crate::store::subjects;

/// Cards from which decks are taken apart beside.
const MANY: usize = 4_096;

/// A deck that is ready for its tables.
struct Ready {
    /// Where its first card stands among all; the others follow.
    first: usize,
    /// Without its cards.
    deck: Box<Deck>,
    coming: (bool, Option<SafeText>, Place),
    rows: Vec<CardRow>,
}

/// Writes every card, and decks that came once, as they stand in `decks`. The cards stand in the order of their numbers,
/// from 1; `subjects` are those of the log, with how many entries have them. Returns the decks that are still to be
/// written. Something else is done in the `meantime`, while the first decks are made ready.
pub(in super::super) fn write<'s>(
    connection: &Connection,
    decks: Vec<Brought>,
    cards: &[(CardId, Remembered)],
    subjects: &'s BTreeMap<String, u32>,
    meantime: impl FnOnce() -> Result<(), StoreError>,
) -> Result<Vec<&'s str>, StoreError> {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for (at, (card, _)) in cards.iter().enumerate() {
        firsts.entry(card.deck()).or_insert(at);
    }
    let mut written = vec![false; cards.len()];
    let mut whole: Vec<String> = Vec::new();
    // One that is made ready takes no more room than one that waits for it.
    let ahead = if cards.len() < MANY { 0 } else { decks.len() };
    let once = |deck: &str| subjects.get(&format!("deck:{deck}")) == Some(&1);
    let once = decks.into_iter().filter(|brought| once(&brought.deck));
    let once = once.filter_map(|brought| Some(Ok((*firsts.get(brought.deck.as_str())?, brought))));
    beside(ahead, once, make_ready, meantime, |ready| {
        let Some(Ready { first, deck, coming, rows }) = ready else { return Ok(()) };
        let of_deck = cards.get(first..).unwrap_or_default();
        // Not so when the deck names a card twice.
        if of_deck.len() < rows.len() || rows.iter().zip(of_deck).any(|(row, (id, _))| row.id != *id) {
            return Ok(());
        }
        written.iter_mut().skip(first).take(rows.len()).for_each(|written| *written = true);
        let numbers = (first + 1..).map(|number| i64::try_from(number).ok());
        let known = of_deck.iter().map(|(_, known)| *known);
        let rows = numbers.zip(known).zip(rows).map(|((number, known), row)| Ok((number, known, row)));
        first_time::put(connection, &deck, &coming, rows)?;
        whole.push(deck.id.to_string());
        Ok(())
    })?;
    for ((number, (id, known)), written) in (1_i64..).zip(cards).zip(&written) {
        if !written {
            subjects::stand_in(connection, number, id, known)?;
        }
    }
    let decks = subjects.keys().filter_map(|subject| subject.strip_prefix("deck:"));
    Ok(decks.filter(|deck| !whole.iter().any(|whole| whole == deck)).collect())
}

/// Writes decks that came more than once or went, once it is known what was practised of them.
pub(in super::super) fn write_others(connection: &Connection, others: &[&str]) -> Result<(), StoreError> {
    for deck in others {
        subjects::deck(connection, deck)?;
    }
    // Paths may name cards of decks that came after their own.
    connection
        .execute(
            "UPDATE path_card SET waiting = (SELECT count(*) FROM card WHERE card.id = path_card.card AND active = 1 \
             AND pinned = 0 AND due IS NULL) WHERE path IN (SELECT number FROM path WHERE implied = 0)",
            [],
        )
        .doing(DOING)?;
    Ok(())
}

fn make_ready((first, Brought { place, body, .. }): (usize, Brought)) -> Option<Ready> {
    let Some(Body::DeckAdded { mut deck, shipped, source }) = read_body(&body) else { return None };
    let rows = deck.cards.iter().map(|card| CardRow::of(&deck, card)).collect::<Result<_, _>>().ok()?;
    // Taken apart here, where there is time.
    deck.cards = Vec::new();
    Some(Ready { first, deck, coming: (shipped, source, place), rows })
}
