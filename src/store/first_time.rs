//! A deck that comes in for the first time goes straight into the views: the log need not be asked what came before,
//! and the deck, which may hold a hundred thousand cards, is not read back from it.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, params};

use super::failure::{Doing, StoreError};
use super::practices::Place;
use super::subjects;
use crate::deck::model::Deck;
use crate::deck::text::SafeText;

const DOING: &str = "save that";

/// Tells whether the one event about a deck is the one that was just written, and nothing else in the record speaks of
/// its cards. Only then what [`add`] does is what [`subjects::deck`] would do.
pub(super) fn applies(connection: &Connection, deck: &Deck) -> Result<bool, StoreError> {
    let id = deck.id.as_str();
    let (events, cards): (i64, bool) = connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM event WHERE subject = 'deck:' || ?1), \
             EXISTS (SELECT 1 FROM card WHERE deck = ?1)",
        )
        .and_then(|mut s| s.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))))
        .doing(DOING)?;
    if events != 1 || cards || subjects::marked(connection, id)? || !subjects::edited(connection, id)?.is_empty() {
        return Ok(false);
    }
    let mut slugs = HashSet::with_capacity(deck.cards.len());
    Ok(deck.cards.iter().all(|card| slugs.insert(card.id.as_str())))
}

/// Puts a deck, its cards and its paths into the views.
pub(super) fn add(
    connection: &Connection,
    deck: &Deck,
    coming: &(bool, Option<SafeText>, Place),
) -> Result<(), StoreError> {
    let mut families = BTreeMap::new();
    {
        let mut insert = connection
            .prepare_cached(
                "INSERT INTO card (id, deck, position, title, family, seconds, gates, states, body, pinned, active) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
            )
            .doing(DOING)?;
        let mut texts = connection.prepare_cached("INSERT INTO card_text (card, text) VALUES (?1, ?2)").doing(DOING)?;
        let mut text = Vec::new();
        for (position, card) in (0_i64..).zip(&deck.cards) {
            let family = match families.get(card.family.as_str()).copied() {
                Some(known) => known,
                None => subjects::family_number(connection, card.family.as_str())?,
            };
            families.insert(card.family.as_str(), family);
            let number = insert
                .insert(params![
                    deck.card_id(card).as_str(),
                    deck.id.as_str(),
                    position,
                    card.title.as_str(),
                    family,
                    card.seconds(),
                    card.gate_bits(),
                    card.state_bits(),
                    card.turns_to_body(),
                    card.pinned,
                ])
                .doing(DOING)?;
            text.clear();
            serde_json::to_writer(&mut text, card).doing(DOING)?;
            texts.execute(params![number, str::from_utf8(&text).unwrap_or_default()]).doing(DOING)?;
        }
    }
    // Paths of other decks may have waited for these cards.
    subjects::wait_for(connection, deck.id.as_str())?;
    subjects::add_deck(connection, deck, coming, true)
}
