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
use crate::store::failure::{Doing, StoreError};
use crate::store::first_time::{self, CardRow};
use crate::store::practices::Place;
use crate::store::subjects;

/// A deck that is ready for its tables.
pub(in super::super) struct Ready {
    /// Where its first card stands among all; the others follow.
    first: usize,
    /// Without its cards.
    deck: Box<Deck>,
    coming: (bool, Option<SafeText>, Place),
    rows: Vec<CardRow>,
}

/// Makes decks that came once ready for their tables. The cards stand in the order of their numbers; `subjects` are those
/// of the log, with how many entries have them.
pub(in super::super) fn prepare(decks: Vec<Brought>, cards: &[CardId], subjects: &BTreeMap<String, u32>) -> Vec<Ready> {
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for (at, card) in cards.iter().enumerate() {
        firsts.entry(card.deck()).or_insert(at);
    }
    let once = |deck: &str| subjects.get(&format!("deck:{deck}")) == Some(&1);
    let ready = decks.into_iter().filter_map(|brought| {
        let first = *firsts.get(brought.deck.as_str()).filter(|_| once(&brought.deck))?;
        let ready = make_ready(first, brought)?;
        // Not so when the deck names a card twice.
        let of_deck = cards.get(first..first + ready.rows.len())?;
        ready.rows.iter().zip(of_deck).all(|(row, id)| row.id == *id).then_some(ready)
    });
    ready.collect()
}

/// Writes every card, and the decks that are ready. The cards stand in the order of their numbers, from 1, with what is
/// remembered of each. Returns the decks among the `subjects` that are still to be written.
pub(in super::super) fn write<'s>(
    connection: &Connection,
    decks: Vec<Ready>,
    cards: &[CardId],
    remembered: &[Remembered],
    subjects: &'s BTreeMap<String, u32>,
) -> Result<Vec<&'s str>, StoreError> {
    let mut written = vec![false; cards.len()];
    let mut whole: Vec<String> = Vec::new();
    for Ready { first, deck, coming, rows } in decks {
        written.iter_mut().skip(first).take(rows.len()).for_each(|written| *written = true);
        let numbers = (first + 1..).map(|number| i64::try_from(number).ok());
        let known = remembered.iter().skip(first).copied();
        let rows = numbers.zip(known).zip(rows).map(|((number, known), row)| Ok((number, known, row)));
        first_time::put(connection, &deck, &coming, rows)?;
        whole.push(deck.id.to_string());
    }
    for (((number, id), known), written) in (1_i64..).zip(cards).zip(remembered).zip(&written) {
        if !written {
            subjects::stand_in(connection, number, id, known)?;
            // Another card may have had its number.
            drop_text(connection, number)?;
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

fn drop_text(connection: &Connection, number: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM card_text WHERE card = ?1";
    connection.prepare_cached(sql).and_then(|mut s| s.execute([number])).doing(DOING).map(drop)
}

fn make_ready(first: usize, Brought { place, body, .. }: Brought) -> Option<Ready> {
    let Some(Body::DeckAdded { mut deck, shipped, source }) = read_body(&body) else { return None };
    let rows = deck.cards.iter().map(|card| CardRow::of(&deck, card)).collect::<Result<_, _>>().ok()?;
    // Dropped here, where there is time.
    deck.cards = Vec::new();
    Some(Ready { first, deck, coming: (shipped, source, place), rows })
}
