//! Past practices written anew in part: finding what was written, and deciding again when a card comes round.

use rusqlite::{Connection, params};

use super::append::{comes_round, read_body};
use super::failure::{Doing, StoreError};
use super::practices::{self, Place};
use super::subjects;
use crate::memory::model::Model;
use crate::record::amend::{Amended, Field};
use crate::record::event::{Body, EventId, Kind};
use crate::record::remembered::Turn;

const DOING: &str = "read the record";

/// Reads what was written anew of a practice that stands at `place`, in order, without what was taken back.
pub(super) fn of(connection: &Connection, practice: EventId, place: Place) -> Result<Vec<Amended>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT body FROM event WHERE subject = ?1 AND (clock, device, number) > (?2, ?3, ?4) \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
        )
        .doing(DOING)?;
    let values = params![subjects::practice(practice), place.clock, place.device.0.as_bytes(), place.number];
    let rows = statement.query_map(values, |row| row.get::<_, String>(0)).doing(DOING)?;
    let mut amended = Vec::new();
    for row in rows {
        if let Some(Body::Amended(one)) = read_body(&row.doing(DOING)?) {
            amended.push(*one);
        }
    }
    Ok(amended)
}

/// Decides when the card comes round again, where that follows from what is written anew.
pub(super) fn decide(connection: &Connection, model: &Model, amended: &mut Amended) -> Result<(), StoreError> {
    let (place, before) = practices::find(connection, amended.practice)?.ok_or(StoreError::NoPractice)?;
    if !practices::is_there(connection, &before.card, place)? {
        return Err(StoreError::NoPractice);
    }
    let mut after = before.clone();
    after.amend(amended);
    if (before.recall, before.day) == (after.recall, after.day) || !amended.due.is_keep() {
        return Ok(());
    }
    amended.due = if after.recall.is_some() {
        let mut card = practices::before(connection, &before.card)?;
        let own = card.remembered.due;
        card.remembered = practices::earlier(connection, model, card.number, Some(place), after.at)?;
        let known = card.remembered.after(model, Turn { day: after.day, recall: after.recall, due: None });
        comes_round(connection, model, &card, own, &after, &known)?.map_or(Field::Clear, Field::Set)
    } else if after.kind == Kind::Learn {
        // Its cue is asked whenever the person is next here.
        Field::Set(after.day)
    } else if before.due.is_some() {
        Field::Clear
    } else {
        Field::Keep
    };
    Ok(())
}
