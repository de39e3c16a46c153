//! Taking back: an `undone` event in the log, and the views made again without what it names.

use rusqlite::{Connection, OptionalExtension};

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::practices::Place;
use super::{Store, benefit, practices, subjects};
use crate::memory::days::Moment;
use crate::memory::model::Model;
use crate::record::event::{Body, DeviceId, EventId};

const DOING: &str = "take that back";

/// Kinds of events that a person takes back as one step. A practice goes together with its ratings.
const STEPS: &str = "('practised', 'skipped', 'checked_in', 'deck_added', 'deck_removed', 'card_rested', \
                     'card_resumed', 'card_favoured', 'card_edited', 'gate_allowed', 'gate_withdrawn', 'setting_changed', \
                     'people_changed', 'plan_written', 'waited', 'rest_lifted', 'fair_test', 'amended')";

/// Something that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The event.
    pub event: EventId,
    /// When it was.
    pub at: Moment,
    /// What it said.
    pub body: Body,
}

impl Store {
    /// Takes back the last `steps` things that the person did and that were not taken back before, newest first.
    /// Works across restarts; what ships with the program is not taken back.
    ///
    /// # Errors
    /// When the record cannot be read or written; nothing is taken back then.
    pub fn undo(&mut self, at: Moment, steps: usize) -> Result<Vec<Taken>, StoreError> {
        let mut last = Vec::new();
        self.append_what(at, |connection| {
            last = last_steps(connection, steps)?;
            Ok(last.iter().map(|taken| Body::Undone { event: taken.event }).collect())
        })?;
        Ok(last)
    }

    /// Takes back one event by its id, if it was not taken back before.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn undo_event(&mut self, at: Moment, event: EventId) -> Result<(), StoreError> {
        self.append_what(at, |connection| {
            Ok(if is_undone(connection, event)? { Vec::new() } else { vec![Body::Undone { event }] })
        })?;
        Ok(())
    }
}

fn last_steps(connection: &Connection, steps: usize) -> Result<Vec<Taken>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!(
            "SELECT id, at, offset, body FROM event WHERE kind IN {STEPS} \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
             ORDER BY clock DESC, device DESC, number DESC"
        ))
        .doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mut taken = Vec::new();
    while taken.len() < steps {
        let Some(row) = rows.next().doing(DOING)? else { break };
        let body: String = row.get(3).doing(DOING)?;
        let Some(body) = read_body(&body) else { continue };
        if matches!(body, Body::DeckAdded { shipped: true, .. }) {
            continue;
        }
        taken.push(Taken {
            event: EventId(uuid(row.get(0).doing(DOING)?)),
            at: Moment { utc_ms: row.get(1).doing(DOING)?, offset_minutes: row.get(2).doing(DOING)? },
            body,
        });
    }
    Ok(taken)
}

fn is_undone(connection: &Connection, event: EventId) -> Result<bool, StoreError> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM undone WHERE event = ?1)")
        .and_then(|mut s| s.query_row([event.0.as_bytes()], |row| row.get(0)))
        .doing(DOING)
}

/// Brings the views up to date after an event was taken back.
pub(super) fn apply(connection: &Connection, model: &Model, target: EventId) -> Result<(), StoreError> {
    let new = connection
        .prepare_cached("INSERT OR IGNORE INTO undone (event) VALUES (?1)")
        .and_then(|mut s| s.execute([target.0.as_bytes()]))
        .doing(DOING)?;
    if new == 0 {
        return Ok(());
    }
    if let Some((place, practised)) = practices::find(connection, target)? {
        return practices::remove(connection, model, place, &practised.card);
    }
    let found: Option<(Option<String>, String, i64, Place)> = connection
        .prepare_cached("SELECT subject, body, at, clock, device, number FROM event WHERE id = ?1")
        .and_then(|mut s| {
            s.query_row([target.0.as_bytes()], |row| {
                let place = Place { clock: row.get(3)?, device: DeviceId(uuid(row.get(4)?)), number: row.get(5)? };
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, place))
            })
            .optional()
        })
        .doing(DOING)?;
    match found {
        Some((Some(subject), _, at, place)) if subjects::is_note(&subject) => benefit::forget(connection, at, place),
        Some((subject, body, ..)) => match (subject, read_body(&body)) {
            (_, Some(Body::Amended(amended))) => practices::fold_again(connection, model, amended.practice),
            (_, Some(Body::Rated(rated))) => practices::fold_again(connection, model, rated.practice),
            (Some(subject), _) => subjects::refresh(connection, &subject),
            _ => Ok(()),
        },
        None => Ok(()),
    }
}
