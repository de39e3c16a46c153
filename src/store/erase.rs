//! Erasing: rows that are truly gone, from the log, its views, the file and the journal beside it.
//!
//! What stays is an event that names the ids, so that no import and no other device brings them back.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::practices::{self, Place};
use super::{Store, amend, benefit, subjects};
use crate::deck::ids::{CardId, DeckId};
use crate::memory::days::{Day, Moment};
use crate::memory::model::Model;
use crate::record::amend::Amended;
use crate::record::event::{Body, DeviceId, EventId, Practised};

const DOING: &str = "erase that";

/// Most ids in one `erased` event, so that each stays a line of a sensible length.
const IDS: usize = 1_000;

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One practice, with its ratings and whatever was written anew of it; or one check-in.
    Entry(EventId),
    /// All that was ever recorded of a card: practices, rests, being a favourite, its places in plans.
    Card(CardId),
    /// The same of every card of a deck.
    Deck(DeckId),
    /// All practices, check-ins and sessions of some practice days, both ends included.
    Days {
        /// The first.
        from: Day,
        /// The last.
        to: Day,
    },
}

/// What an erasure would take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// The practices, taken back or not.
    pub practices: Vec<EventId>,
    /// Everything that hangs on them or that falls into the scope by itself.
    pub others: Vec<EventId>,
}

impl Reach {
    /// Tells whether nothing would go.
    pub fn is_empty(&self) -> bool {
        self.practices.is_empty() && self.others.is_empty()
    }

    /// Returns every event that would go.
    pub fn all(&self) -> Vec<EventId> {
        self.practices.iter().chain(&self.others).copied().collect()
    }
}

impl Store {
    /// Finds what an erasure would take, practice days beginning at `day_begins`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reach(&self, scope: &Scope, day_begins: u32) -> Result<Reach, StoreError> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT id, at, offset, subject, body FROM event WHERE kind IN ('practised', 'rated', 'amended', \
                 'checked_in', 'skipped', 'session_begun') OR (subject IS NOT NULL AND kind NOT IN ('deck_added', \
                 'deck_removed', 'setting_changed', 'gate_allowed', 'gate_withdrawn', 'people_changed', 'plan_written')) \
                 ORDER BY clock, device, number",
            )
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        let mut reach = Reach::default();
        let mut within: HashSet<EventId> = HashSet::new();
        let mut hanging: HashMap<EventId, Vec<EventId>> = HashMap::new();
        while let Some(row) = rows.next().doing(DOING)? {
            let id = EventId(uuid(row.get(0).doing(DOING)?));
            let at = Moment { utc_ms: row.get(1).doing(DOING)?, offset_minutes: row.get(2).doing(DOING)? };
            let subject: Option<String> = row.get(3).doing(DOING)?;
            let body = read_body(&row.get::<_, String>(4).doing(DOING)?);
            match &body {
                Some(Body::Practised(practised)) => {
                    if scope.holds_practice(id, practised) {
                        within.insert(id);
                    }
                }
                Some(Body::Rated(rated)) => hanging.entry(rated.practice).or_default().push(id),
                Some(Body::Amended(amended)) => {
                    hanging.entry(amended.practice).or_default().push(id);
                    if amended.day.is_some_and(|day| scope.holds_day(day)) {
                        within.insert(amended.practice);
                    }
                }
                other => {
                    if scope.holds(id, other.as_ref(), subject.as_deref(), at.day(day_begins)) {
                        reach.others.push(id);
                    }
                }
            }
        }
        for practice in &within {
            reach.others.extend(hanging.remove(practice).unwrap_or_default());
        }
        reach.practices = within.into_iter().collect();
        reach.practices.sort_unstable();
        reach.others.sort_unstable();
        Ok(reach)
    }

    /// Tells whether an event is in the log, or was and is erased.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn has_entry(&self, event: EventId) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1) OR EXISTS (SELECT 1 FROM erased WHERE event = ?1)",
            )
            .and_then(|mut s| s.query_row([event.0.as_bytes()], |row| row.get(0)))
            .doing("read the record")
    }

    /// Erases events for good: their rows, what followed from them, and every byte of them in the file and in the
    /// journal beside it. Returns whether the bytes are gone too: another program that reads the record at that moment
    /// can keep old pages of the journal alive until it closes.
    ///
    /// # Errors
    /// When the record cannot be written; nothing is erased then. When only the cleaning up afterwards fails, the
    /// entries are gone from the record all the same.
    pub fn erase(&mut self, at: Moment, events: &[EventId]) -> Result<bool, StoreError> {
        self.erase_and(at, events, None)
    }

    /// Erases events, and notes one more event together with that.
    ///
    /// # Errors
    /// As [`Store::erase`].
    pub fn erase_and(&mut self, at: Moment, events: &[EventId], then: Option<Body>) -> Result<bool, StoreError> {
        let erased = events.chunks(IDS).map(|ids| Body::Erased { entries: ids.to_vec() });
        self.append(at, erased.chain(then).collect())?;
        self.clean_up()
    }

    /// Writes a practice anew as a whole, under a new id, with what is given in it, and erases how it was written
    /// before. Returns the new id.
    ///
    /// # Errors
    /// As [`Store::erase`]; [`StoreError::NoPractice`] when there is no such practice or it was taken back.
    pub fn replace(&mut self, at: Moment, practice: EventId, mut amended: Amended) -> Result<EventId, StoreError> {
        let reach = self.reach(&Scope::Entry(practice), 0)?;
        let mut practised = self.practice(practice)?.ok_or(StoreError::NoPractice)?.practised;
        let model = self.source.model.clone();
        let events = self.append_what(at, |connection| {
            amend::decide(connection, &model, &mut amended)?;
            practised.amend(&amended);
            Ok(vec![Body::Practised(practised), Body::Erased { entries: reach.all() }])
        })?;
        self.clean_up()?;
        events.first().map(|event| event.id).ok_or(StoreError::NoPractice)
    }

    /// Writes the whole file anew without what was deleted from it, and empties the journal beside it. Returns whether
    /// the journal could be emptied.
    ///
    /// # Errors
    /// When there is no room to write the file anew.
    pub(super) fn clean_up(&mut self) -> Result<bool, StoreError> {
        const DOING: &str = "clean up after erasing";
        self.connection.flush_prepared_statement_cache();
        self.connection.execute_batch("VACUUM").doing(DOING)?;
        let busy: i64 =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).doing(DOING)?;
        self.tidy = busy == 0;
        Ok(self.tidy)
    }
}

impl Scope {
    fn holds_practice(&self, id: EventId, practised: &Practised) -> bool {
        match self {
            Self::Entry(entry) => *entry == id,
            Self::Card(card) => *card == practised.card,
            Self::Deck(deck) => deck.as_str() == practised.card.deck(),
            Self::Days { .. } => self.holds_day(practised.day),
        }
    }

    fn holds_day(&self, day: Day) -> bool {
        matches!(self, Self::Days { from, to } if (*from..=*to).contains(&day))
    }

    fn holds(&self, id: EventId, body: Option<&Body>, subject: Option<&str>, day: Day) -> bool {
        let of_moment = matches!(
            body,
            Some(Body::CheckedIn(_) | Body::Waited { .. } | Body::Skipped { .. } | Body::SessionBegun(_))
        );
        match self {
            Self::Entry(entry) => *entry == id && matches!(body, Some(Body::CheckedIn(_))),
            Self::Days { .. } => of_moment && self.holds_day(day),
            Self::Card(card) => of_cards(body, subject, |name| name == card.as_str()),
            Self::Deck(deck) => {
                of_cards(body, subject, |name| name.split_once('/').is_some_and(|(of, _)| of == deck.as_str()))
            }
        }
    }
}

/// Tells whether an event is about one of some cards.
fn of_cards(body: Option<&Body>, subject: Option<&str>, among: impl Fn(&str) -> bool) -> bool {
    match body {
        Some(Body::Skipped { card, .. }) => among(card.as_str()),
        Some(Body::SessionBegun(begun)) => begun.items.iter().any(|item| among(item.card.as_str())),
        Some(Body::FairTest { test: Some(test) }) => among(test.first.as_str()) || among(test.second.as_str()),
        // A rest, a favourite, and whatever else stands under the card's name.
        _ => subject.and_then(|subject| subject.split_once(':')).is_some_and(|(_, name)| among(name)),
    }
}

/// Reads which events were erased.
pub(super) fn erased(connection: &Connection) -> Result<HashSet<EventId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT event FROM erased").doing(DOING)?;
    let rows = statement.query_map([], |row| Ok(EventId(uuid(row.get(0)?)))).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// Takes events out of the log and leaves the views alone; returns how many there were.
pub(super) fn from_log(connection: &Connection, events: &[EventId]) -> Result<u64, StoreError> {
    let mut gone = 0;
    for event in events {
        let rows = connection
            .prepare_cached("DELETE FROM event WHERE id = ?1")
            .and_then(|mut s| s.execute([event.0.as_bytes()]))
            .doing(DOING)?;
        gone += u64::from(rows > 0);
    }
    Ok(gone)
}

/// Takes events out of the log, notes that they are gone for good, and brings the views up to date.
pub(super) fn apply(connection: &Connection, model: &Model, events: &[EventId]) -> Result<(), StoreError> {
    let mut touched: BTreeSet<String> = BTreeSet::new();
    let mut rated: BTreeSet<EventId> = BTreeSet::new();
    for event in events {
        connection
            .prepare_cached("INSERT OR IGNORE INTO erased (event) VALUES (?1)")
            .and_then(|mut s| s.execute([event.0.as_bytes()]))
            .doing(DOING)?;
        let found: Option<(Place, Option<String>, String, i64)> = connection
            .prepare_cached("SELECT clock, device, number, subject, body, at FROM event WHERE id = ?1")
            .and_then(|mut s| {
                s.query_row([event.0.as_bytes()], |row| {
                    let place = Place { clock: row.get(0)?, device: DeviceId(uuid(row.get(1)?)), number: row.get(2)? };
                    Ok((place, row.get(3)?, row.get(4)?, row.get(5)?))
                })
                .optional()
            })
            .doing(DOING)?;
        let Some((place, subject, body, at)) = found else { continue };
        from_log(connection, &[*event])?;
        match read_body(&body) {
            Some(Body::Practised(practised)) => practices::remove(connection, model, place, &practised.card)?,
            Some(Body::Rated(one)) => drop(rated.insert(one.practice)),
            Some(Body::Amended(one)) => drop(rated.insert(one.practice)),
            _ if subject.as_deref().is_some_and(subjects::is_note) => benefit::forget(connection, at, place)?,
            _ => touched.extend(subject),
        }
    }
    for practice in rated {
        practices::fold_again(connection, model, practice)?;
    }
    for subject in touched {
        subjects::refresh(connection, &subject)?;
    }
    Ok(())
}
