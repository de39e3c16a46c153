//! Writing events: one transaction an answer, the log first, then the views that it touches.

use rusqlite::{Connection, OptionalExtension, Statement, TransactionBehavior};
use uuid::Uuid;

use super::failure::{Doing, StoreError};
use super::practices::{self, Place};
use super::sum::Row;
use super::take_in::{give_room_back, make_room};
use super::{Store, amend, first_time, parameters, subjects};
use crate::deck::ids::CardId;
use crate::memory::days::{Day, Moment};
use crate::memory::model::Model;
use crate::memory::recall::Recall;
use crate::memory::retention::Retention;
use crate::memory::spread;
use crate::record::event::{Body, DeviceId, Event, EventId, Order, Practised};
use crate::record::remembered::Remembered;
use crate::record::settings::Settings;

const DOING: &str = "save that";

/// Cards of a deck from which its indexes do not fit any more into what SQLite keeps in memory by itself.
const MANY_CARDS: usize = 5_000;

/// What it keeps meanwhile, in KiB (SQLite counts it negative): the indexes of a hundred thousand cards.
const ROOM: i64 = -32_768;

impl Store {
    /// Puts events on disk in one transaction, in order, and returns their ids. When it returns, they survive a
    /// power cut; when it fails, none of them happened.
    ///
    /// A graded practice without a day gets the one on which its card comes round again.
    ///
    /// # Errors
    /// When the disk is full, another program holds the record, an event names a card or practice that is not
    /// there, or a level is above 10.
    pub fn append(&mut self, at: Moment, bodies: Vec<Body>) -> Result<Vec<Event>, StoreError> {
        let many = |body: &Body| match body {
            Body::DeckAdded { deck, .. } => deck.cards.len() > MANY_CARDS,
            Body::ParametersAdopted(_) => true,
            _ => false,
        };
        if !bodies.iter().any(many) {
            return self.append_what(at, |_| Ok(bodies));
        }
        let before = make_room(&self.connection, ROOM)?;
        let done = self.append_what(at, |_| Ok(bodies));
        give_room_back(&self.connection, before)?;
        done
    }

    /// Puts on disk what `choose` makes of the record while nobody else can write.
    pub(super) fn append_what(
        &mut self,
        at: Moment,
        choose: impl FnOnce(&Connection) -> Result<Vec<Body>, StoreError>,
    ) -> Result<Vec<Event>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
        let bodies = choose(&transaction)?;
        if !bodies.iter().all(Body::levels_fit) {
            return Err(StoreError::Level);
        }
        let mut order = next_order(&transaction, self.device)?;
        // Another program may have adopted parameters meanwhile.
        let mut source = self.source.clone();
        source.follow(&transaction)?;
        let mut events = Vec::with_capacity(bodies.len());
        for mut body in bodies {
            let before = match &mut body {
                Body::Practised(practised) => {
                    let before = practices::before(&transaction, &practised.card)?;
                    decide_due(&transaction, &source.model, &before, practised)?;
                    Some(before)
                }
                Body::Amended(amended) => {
                    amend::decide(&transaction, &source.model, amended)?;
                    None
                }
                _ => None,
            };
            // With the event's number in it, two programs that were given the same seed still make different ids.
            let bits = self.chance.bits().map_err(StoreError::NoChance)? ^ (u128::from(order.number) << 48);
            let id = new_id(at, bits);
            let event = Event { id, order, at, body };
            write(&transaction, &event)?;
            apply(&transaction, &source.model, before.as_ref(), &event)?;
            let may_change = matches!(event.body, Body::ParametersAdopted(_) | Body::Undone { .. });
            if may_change && source.follow(&transaction)? {
                parameters::remember_again(&transaction, &source.model)?;
            }
            events.push(event);
            order.clock += 1;
            order.number += 1;
        }
        transaction.commit().doing(DOING)?;
        self.source = source;
        self.tidy = false;
        Ok(events)
    }
}

fn new_id(at: Moment, bits: u128) -> EventId {
    let millis = u64::try_from(at.utc_ms).unwrap_or(0);
    let mut random = [0; 10];
    random.iter_mut().zip(bits.to_be_bytes()).for_each(|(to, from)| *to = from);
    EventId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

/// The end of the log. Ordered by the whole key, so that it is one step down the table: for less than that, SQLite
/// reads and sorts the index of ids, which holds the same columns and looks smaller.
const LAST: &str = "SELECT clock, device, number FROM event ORDER BY clock DESC, device DESC, number DESC LIMIT 1";

/// The last event of one device, looked for backwards from the end of the log. `at` is read only because the index of
/// ids does not hold it.
const LAST_OF_DEVICE: &str =
    "SELECT number, at FROM event WHERE device = ?1 ORDER BY clock DESC, device DESC, number DESC LIMIT 1";

/// Finds the next place in the order for this device.
fn next_order(connection: &Connection, device: DeviceId) -> Result<Order, StoreError> {
    let last: Option<(i64, DeviceId, i64)> = connection
        .prepare_cached(LAST)
        .and_then(|mut s| s.query_row([], |row| Ok((row.get(0)?, DeviceId(uuid(row.get(1)?)), row.get(2)?))).optional())
        .doing(DOING)?;
    let number: Option<i64> = match last {
        Some((_, by, number)) if by == device => Some(number),
        // Only after events of other devices were taken in.
        _ => connection
            .prepare_cached(LAST_OF_DEVICE)
            .and_then(|mut s| s.query_row([device.0.as_bytes()], |row| row.get(0)).optional())
            .doing(DOING)?,
    };
    let next = |last: Option<i64>| last.and_then(|n| u64::try_from(n).ok()).map_or(0, |n| n + 1);
    Ok(Order { clock: next(last.map(|(clock, ..)| clock)), device, number: next(number) })
}

pub(super) const WRITE: &str = "INSERT INTO event (clock, device, number, id, at, offset, kind, subject, body, sum) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

/// The same, unless it is there, or another one where it would stand.
pub(super) const WRITE_IF_NEW: &str = "INSERT INTO event (clock, device, number, id, at, offset, kind, subject, body, sum) \
                                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING";

fn write(connection: &Connection, event: &Event) -> Result<(), StoreError> {
    let body = serde_json::to_string(&event.body).doing(DOING)?;
    let subject = subjects::of(&event.body);
    // What the row says is handed over before it is written, and let go of: the largest deck is a tenth of a gigabyte
    // of text, and SQLite holds it twice by itself.
    let row = Row {
        clock: signed(event.order.clock),
        device: event.order.device.0.as_bytes(),
        number: signed(event.order.number),
        id: event.id.0.as_bytes(),
        at: event.at.utc_ms,
        offset: i64::from(event.at.offset_minutes),
        kind: event.body.kind(),
        subject: subject.as_deref(),
        body: &body,
    };
    let mut statement = connection.prepare_cached(WRITE).doing(DOING)?;
    bind(&mut statement, &row).doing(DOING)?;
    drop(body);
    statement.raw_execute().map(|_| ()).doing(DOING)
}

fn bind(statement: &mut Statement<'_>, row: &Row<'_>) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, row.clock)?;
    statement.raw_bind_parameter(2, row.device)?;
    statement.raw_bind_parameter(3, row.number)?;
    statement.raw_bind_parameter(4, row.id)?;
    statement.raw_bind_parameter(5, row.at)?;
    statement.raw_bind_parameter(6, row.offset)?;
    statement.raw_bind_parameter(7, row.kind)?;
    statement.raw_bind_parameter(8, row.subject)?;
    statement.raw_bind_parameter(9, row.body)?;
    statement.raw_bind_parameter(10, row.sum())
}

/// Puts a row into the log with the sum that checks it; returns how many rows came of it.
pub(super) fn write_row(connection: &Connection, sql: &str, row: &Row<'_>) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(sql).doing(DOING)?;
    bind(&mut statement, row).and_then(|()| statement.raw_execute()).doing(DOING)
}

/// SQLite's integers are signed; no record comes near the end of them.
pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Brings the views up to date with one event that is already in the log.
fn apply(
    connection: &Connection,
    model: &Model,
    before: Option<&practices::Before>,
    event: &Event,
) -> Result<(), StoreError> {
    if let Body::DeckAdded { deck, shipped, source } = &event.body
        && first_time::applies(connection, deck)?
    {
        return first_time::add(connection, deck, &(*shipped, source.clone(), Place::of(event)));
    }
    match (&event.body, before) {
        (Body::Practised(practised), Some(before)) => {
            practices::add(connection, model, before, Place::of(event), practised)
        }
        (Body::Rated(rated), _) => practices::rate(connection, rated),
        (Body::Undone { event: target }, _) => super::undo::apply(connection, model, *target),
        (Body::CheckedIn(_) | Body::Waited { .. }, _) => super::benefit::note(connection, event),
        (Body::Amended(amended), _) => practices::fold_again(connection, model, amended.practice),
        (Body::Erased { entries }, _) => super::erase::apply(connection, model, entries),
        (body, _) => subjects::of(body).map_or(Ok(()), |subject| subjects::refresh(connection, &subject)),
    }
}

/// Decides when a card comes round again, while nothing else can write.
fn decide_due(
    connection: &Connection,
    model: &Model,
    before: &practices::Before,
    practised: &mut Practised,
) -> Result<(), StoreError> {
    let Some(_) = practised.recall else {
        if practised.kind == crate::record::event::Kind::Learn {
            // Its cue is asked at the end of the session, or whenever the person is next here.
            practised.due.get_or_insert(practised.day);
        }
        return Ok(());
    };
    if practised.due.is_some() {
        return Ok(());
    }
    let after = practices::would_be(connection, model, before, practised)?;
    practised.due = comes_round(connection, model, before, before.remembered.due, practised, &after)?;
    Ok(())
}

/// Chooses the day on which a card comes round again, from what was remembered before a practice and after it. On `own`
/// the card itself comes round until then.
pub(super) fn comes_round(
    connection: &Connection,
    model: &Model,
    before: &practices::Before,
    own: Option<Day>,
    practised: &Practised,
    after: &Remembered,
) -> Result<Option<Day>, StoreError> {
    let Some(memory) = after.memory else { return Ok(None) };
    let settings = stored(connection)?;
    let interval = model.interval(memory.stability(), retention(connection, &settings, &practised.card)?);
    let seed = spread::seed_for(practised.card.as_str(), after.reviews);
    let mut limits = settings.limits(before.favourite);
    if practised.recall != Some(Recall::Again) {
        let known = &before.remembered;
        limits.shortest = spread::not_backwards(interval, practised.day, known.last_day, known.due);
    }
    let (low, high) = spread::window(interval, limits.shortest, limits.longest);
    let (first, last) = (practised.day.plus(i64::from(low)), practised.day.plus(i64::from(high)));
    let loads = loads(connection, first, last, own)?;
    let load = |day: Day| loads.iter().find(|(other, _)| *other == day).map_or(0, |(_, cards)| *cards);
    Ok(Some(spread::choose_day(practised.day, interval, &limits, seed, load)))
}

/// Returns how likely recall of a card is wanted to be when it comes round: the most that a path of its asks for.
fn retention(connection: &Connection, settings: &Settings, card: &CardId) -> Result<Retention, StoreError> {
    if settings.path_retention.is_empty() {
        return Ok(settings.retention);
    }
    let mut statement = connection
        .prepare_cached("SELECT path.id FROM path_card JOIN path ON path.number = path_card.path WHERE card = ?1")
        .doing(DOING)?;
    let paths = statement.query_map([card.as_str()], |row| row.get::<_, String>(0)).doing(DOING)?;
    let mut most: Option<Retention> = None;
    for path in paths {
        let asked = settings.path_retention.get(&path.doing(DOING)?).copied();
        most = asked.filter(|asked| most.is_none_or(|most| *asked > most)).or(most);
    }
    Ok(most.unwrap_or(settings.retention))
}

/// How many cards come round on each day from `first` to `last`, without the one in hand.
fn loads(connection: &Connection, first: Day, last: Day, own: Option<Day>) -> Result<Vec<(Day, u32)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT day, cards FROM due_day WHERE day BETWEEN ?1 AND ?2").doing(DOING)?;
    let rows = statement
        .query_map([first.0, last.0], |row| {
            let day = Day(row.get(0)?);
            let cards: u32 = row.get(1)?;
            Ok((day, if own == Some(day) { cards.saturating_sub(1) } else { cards }))
        })
        .doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

fn stored(connection: &Connection) -> Result<Settings, StoreError> {
    let stored = super::known::stored_settings(connection)?;
    Ok(Settings::from_stored(stored.iter().map(|(key, value)| (key.as_str(), value.as_str()))))
}

/// Reads an event's body back; `None` for a kind that only a newer program knows.
pub(super) fn read_body(text: &str) -> Option<Body> {
    serde_json::from_str(text).ok()
}

/// Reads an id as it is stored.
pub(super) fn uuid(bytes: [u8; 16]) -> Uuid {
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;

    #[test]
    fn the_end_of_the_log_is_found_without_reading_it() {
        let store = Store::in_memory(Chance::seeded(1)).unwrap();
        for sql in [LAST, LAST_OF_DEVICE] {
            let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = if sql == LAST { &[][..] } else { &[1][..] };
            let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = rows.collect::<Result<_, _>>().unwrap();
            assert_eq!(plan.first().map(String::as_str), Some("SCAN event"), "backwards, and stops at the first");
        }
    }
}
