//! A deck that comes in for the first time goes straight into the views: the log need not be asked what came before,
//! and the deck, which may hold a hundred thousand cards, is not read back from it.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, params};

use super::failure::{Doing, StoreError};
use super::practices::Place;
use super::subjects;
use crate::deck::ids::CardId;
use crate::deck::kinds::Family;
use crate::deck::model::{Card, Deck};
use crate::deck::text::SafeText;
use crate::record::remembered::Remembered;

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

/// What the views keep of a card.
pub(super) struct CardRow {
    pub id: CardId,
    title: SafeText,
    family: Family,
    seconds: u32,
    gates: u32,
    states: u32,
    body: bool,
    pinned: bool,
    text: String,
}

impl CardRow {
    pub fn of(deck: &Deck, card: &Card) -> serde_json::Result<Self> {
        Ok(Self {
            id: deck.card_id(card),
            title: card.title.clone(),
            family: card.family.clone(),
            seconds: card.seconds(),
            gates: card.gate_bits(),
            states: card.state_bits(),
            body: card.turns_to_body(),
            pinned: card.pinned,
            text: serde_json::to_string(card)?,
        })
    }
}

/// Puts a deck, its cards and its paths into the views.
pub(super) fn add(
    connection: &Connection,
    deck: &Deck,
    coming: &(bool, Option<SafeText>, Place),
) -> Result<(), StoreError> {
    let rows = deck.cards.iter().map(|card| Ok((None, Remembered::default(), CardRow::of(deck, card).doing(DOING)?)));
    put(connection, deck, coming, rows)?;
    // Paths of other decks may have waited for these cards.
    subjects::wait_for(connection, deck.id.as_str())
}

/// The same with the rows of its cards, none of which is there yet: each with its number, or none for the next that is
/// free, and what is remembered of it.
pub(super) fn put(
    connection: &Connection,
    deck: &Deck,
    coming: &(bool, Option<SafeText>, Place),
    rows: impl Iterator<Item = Result<(Option<i64>, Remembered, CardRow), StoreError>>,
) -> Result<(), StoreError> {
    let mut families: BTreeMap<Family, i64> = BTreeMap::new();
    let mut written = Vec::new();
    {
        let mut insert = connection
            .prepare_cached(
                "INSERT INTO card (number, id, deck, position, title, family, seconds, gates, states, body, pinned, active, \
                 stability, difficulty, last_day, due, reviews, lapses) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1, ?12, ?13, ?14, ?15, ?16, ?17)",
            )
            .doing(DOING)?;
        let mut texts = connection.prepare_cached(subjects::WRITE_TEXT).doing(DOING)?;
        for (position, row) in (0_i64..).zip(rows) {
            let (number, known, card) = row?;
            let family = match families.get(&card.family).copied() {
                Some(known) => known,
                None => subjects::family_number(connection, card.family.as_str())?,
            };
            families.insert(card.family, family);
            let number = insert
                .insert(params![
                    number,
                    card.id.as_str(),
                    deck.id.as_str(),
                    position,
                    card.title.as_str(),
                    family,
                    card.seconds,
                    card.gates,
                    card.states,
                    card.body,
                    card.pinned,
                    known.memory.map(|m| f64::from(m.stability())),
                    known.memory.map(|m| f64::from(m.difficulty())),
                    known.last_day.map(|day| day.0),
                    known.due.map(|day| day.0),
                    known.reviews,
                    known.lapses,
                ])
                .doing(DOING)?;
            texts.execute(params![number, card.text]).doing(DOING)?;
            written.push((card.id, !card.pinned && known.due.is_none()));
        }
    }
    subjects::add_deck(connection, deck, coming, Some(written))
}
