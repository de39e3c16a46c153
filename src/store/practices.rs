//! Practices as rows, and what follows from them: a card's memory, the totals of a day, what is still new.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::append::signed;
use super::benefit;
use super::failure::{Doing, StoreError};
use crate::deck::ids::CardId;
use crate::memory::days::{Day, Moment};
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;
use crate::record::event::{Body, DeviceId, Event, EventId, Kind, Practised, Rated};
use crate::record::remembered::{Remembered, Turn};

const DOING: &str = "save that";

/// Finds the one row of a practice: its card's id, when it was done, and the place of its event.
const THIS: &str = "card = (SELECT card.number FROM card WHERE card.id = ?1) AND at = ?2 AND clock = ?3 AND device = ?4 \
                    AND number = ?5";

/// Where a practice's event stands in the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub clock: i64,
    pub device: DeviceId,
    pub number: i64,
}

impl Place {
    pub fn of(event: &Event) -> Self {
        Self { clock: signed(event.order.clock), device: event.order.device, number: signed(event.order.number) }
    }
}

/// Finds a card's number by its id.
pub(super) fn card_number(connection: &Connection, card: &CardId) -> Result<Option<i64>, StoreError> {
    connection
        .prepare_cached("SELECT number FROM card WHERE id = ?1")
        .and_then(|mut s| s.query_row([card.as_str()], |row| row.get(0)).optional())
        .doing("find the card")
}

/// Reads what is remembered from a row that begins with stability, difficulty, `last_day`, due, reviews, lapses.
pub(super) fn remembered(row: &Row<'_>, first: usize) -> rusqlite::Result<Remembered> {
    let stability: Option<f64> = row.get(first)?;
    let difficulty: Option<f64> = row.get(first + 1)?;
    #[allow(clippy::cast_possible_truncation, reason = "they were f32 when they were stored")]
    let memory =
        stability.zip(difficulty).and_then(|(stability, difficulty)| Memory::new(stability as f32, difficulty as f32));
    Ok(Remembered {
        memory,
        last_day: row.get::<_, Option<i32>>(first + 2)?.map(Day),
        due: row.get::<_, Option<i32>>(first + 3)?.map(Day),
        reviews: row.get(first + 4)?,
        lapses: row.get(first + 5)?,
    })
}

/// A card as it stands before a practice is added to it, read in one go.
pub(super) struct Before {
    pub number: i64,
    pub favourite: bool,
    pub remembered: Remembered,
    /// When it was practised last, in milliseconds of UTC.
    last_at: Option<i64>,
}

impl Before {
    /// Tells whether a practice at this moment comes after all that the card has.
    fn is_over(&self, at: i64) -> bool {
        self.last_at.is_none_or(|last| last <= at)
    }
}

/// Reads a card before a practice is added to it.
pub(super) fn before(connection: &Connection, card: &CardId) -> Result<Before, StoreError> {
    connection
        .prepare_cached(
            "SELECT number, favourite, stability, difficulty, last_day, due, reviews, lapses, \
             (SELECT max(at) FROM practice WHERE practice.card = card.number) FROM card WHERE id = ?1",
        )
        .and_then(|mut s| {
            s.query_row([card.as_str()], |row| {
                Ok(Before {
                    number: row.get(0)?,
                    favourite: row.get(1)?,
                    remembered: remembered(row, 2)?,
                    last_at: row.get(8)?,
                })
            })
            .optional()
        })
        .doing(DOING)?
        .ok_or_else(|| StoreError::NoCard(card.to_string()))
}

const fn turn(practised: &Practised) -> Turn {
    Turn { day: practised.day, recall: practised.recall, due: practised.due }
}

/// Returns what would be remembered after a practice that is not stored yet.
pub(super) fn would_be(
    connection: &Connection,
    model: &Model,
    before: &Before,
    practised: &Practised,
) -> Result<Remembered, StoreError> {
    if before.is_over(practised.at.utc_ms) {
        return Ok(before.remembered.after(model, turn(practised)));
    }
    Ok(earlier(connection, model, before.number, None, practised.at)?.after(model, turn(practised)))
}

/// Returns what was remembered of a card at a moment; the practice at `left_out` does not count.
pub(super) fn earlier(
    connection: &Connection,
    model: &Model,
    card: i64,
    left_out: Option<Place>,
    at: Moment,
) -> Result<Remembered, StoreError> {
    Ok(Remembered::replay(model, turns_without(connection, card, Some(at.utc_ms), left_out)?))
}

/// Tells whether a practice counts: it is there and was not taken back.
pub(super) fn is_there(connection: &Connection, card: &CardId, place: Place) -> Result<bool, StoreError> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM practice WHERE card = (SELECT card.number FROM card WHERE card.id = ?1) \
             AND clock = ?2 AND device = ?3 AND number = ?4)",
        )
        .and_then(|mut s| {
            s.query_row(params![card.as_str(), place.clock, place.device.0.as_bytes(), place.number], |row| row.get(0))
        })
        .doing(DOING)
}

/// Reads a card's practices in the order in which they were done, up to and with the moment `until`.
pub(super) fn turns(connection: &Connection, card: i64, until: Option<i64>) -> Result<Vec<Turn>, StoreError> {
    turns_without(connection, card, until, None)
}

/// The same without the practice at `left_out`.
fn turns_without(
    connection: &Connection,
    card: i64,
    until: Option<i64>,
    left_out: Option<Place>,
) -> Result<Vec<Turn>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT day, recall, due FROM practice WHERE card = ?1 AND at <= ?2 \
             AND NOT (clock IS ?3 AND device IS ?4 AND number IS ?5) ORDER BY at, clock, device, number",
        )
        .doing(DOING)?;
    let values = params![
        card,
        until.unwrap_or(i64::MAX),
        left_out.map(|place| place.clock),
        left_out.as_ref().map(|place| place.device.0.as_bytes()),
        left_out.map(|place| place.number),
    ];
    let rows = statement.query_map(values, |row| read_turn(row, 0)).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// Reads a turn from a row that holds day, recall, due from column `first` on.
pub(super) fn read_turn(row: &Row<'_>, first: usize) -> rusqlite::Result<Turn> {
    Ok(Turn {
        day: Day(row.get(first)?),
        recall: row.get::<_, Option<u32>>(first + 1)?.and_then(Recall::from_rating),
        due: row.get::<_, Option<i32>>(first + 2)?.map(Day),
    })
}

/// Adds a practice and all that follows from it.
pub(super) fn add(
    connection: &Connection,
    model: &Model,
    before: &Before,
    place: Place,
    practised: &Practised,
) -> Result<(), StoreError> {
    let card = before.number;
    insert(connection, place, card, practised)?;
    if before.is_over(practised.at.utc_ms) {
        let known = before.remembered;
        // The first turn on the schedule ends the waiting for its turn as a new card.
        if known.due.is_none() && practised.due.is_some() {
            stop_waiting(connection, card)?;
        }
        if practised.recall.is_some() || practised.due.is_some() {
            remember(connection, card, &known.after(model, turn(practised)))?;
        }
    } else {
        replay(connection, model, card)?;
    }
    count(connection, card, Counted::of(practised), 1)?;
    if practised.used() { benefit::changed(connection, card, practised.at.utc_ms) } else { Ok(()) }
}

/// How the row of a practice is written.
pub(super) const INSERT: &str = "INSERT INTO practice (card, at, clock, device, number, offset, day, kind, recall, due, \
                                 seconds, state, distress_before, distress_after, connection_before, \
                                 connection_after, helped, used, alone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, \
                                 ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";

/// Inserts the row of a practice, and nothing that follows from it.
pub(super) fn insert(
    connection: &Connection,
    place: Place,
    card: i64,
    practised: &Practised,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(INSERT)
        .and_then(|mut s| {
            s.execute(params![
                card,
                practised.at.utc_ms,
                place.clock,
                place.device.0.as_bytes(),
                place.number,
                practised.at.offset_minutes,
                practised.day.0,
                practised.kind as u8,
                practised.recall.map(Recall::rating),
                practised.due.map(|day| day.0),
                practised.seconds,
                practised.state.map(|state| state as u8),
                practised.distress.before,
                practised.distress.after,
                practised.connection.before,
                practised.connection.after,
                practised.helped.map(|helped| helped as u8),
                practised.used(),
                practised.used(),
            ])
        })
        .doing(DOING)?;
    Ok(())
}

/// Removes a practice and makes again what followed from it.
pub(super) fn remove(connection: &Connection, model: &Model, place: Place, card: &CardId) -> Result<(), StoreError> {
    let Some(card) = card_number(connection, card)? else { return Ok(()) };
    if let Some((counted, used)) = take_out(connection, card, place)? {
        count(connection, card, counted, -1)?;
        replay(connection, model, card)?;
        if let Some(at) = used {
            benefit::changed(connection, card, at)?;
        }
        let_go(connection, card)?;
    }
    Ok(())
}

/// Takes the row of a practice out, wherever in its card's history it stands; returns what it counted for, and when it
/// was if the technique was used.
fn take_out(connection: &Connection, card: i64, place: Place) -> Result<Option<(Counted, Option<i64>)>, StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM practice WHERE card = ?1 AND clock = ?2 AND device = ?3 AND number = ?4 \
             RETURNING day, kind = ?5, recall, seconds, at, used",
        )
        .and_then(|mut s| {
            let values = params![card, place.clock, place.device.0.as_bytes(), place.number, Kind::Learn as u8];
            s.query_row(values, |row| {
                let counted = Counted {
                    day: Day(row.get(0)?),
                    learned: row.get(1)?,
                    recall: row.get::<_, Option<u32>>(2)?.and_then(Recall::from_rating),
                    seconds: row.get::<_, Option<u32>>(3)?.unwrap_or(0),
                };
                let (at, used): (i64, bool) = (row.get(4)?, row.get(5)?);
                Ok((counted, used.then_some(at)))
            })
            .optional()
        })
        .doing(DOING)
}

/// Lets a card go that no deck holds any more and that was here for its practices alone.
pub(super) fn let_go(connection: &Connection, card: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM card WHERE number = ?1 AND active = 0 \
             AND NOT EXISTS (SELECT 1 FROM practice WHERE practice.card = ?1)",
        )
        .and_then(|mut s| s.execute([card]))
        .doing(DOING)?;
    Ok(())
}

/// Makes the row of a practice again from all that was said of it, after one of those things changed.
pub(super) fn fold_again(connection: &Connection, model: &Model, practice: EventId) -> Result<(), StoreError> {
    let Some((place, mut practised)) = as_written(connection, practice)? else { return Ok(()) };
    let Some(card) = card_number(connection, &practised.card)? else { return Ok(()) };
    // Nothing, when the practice itself was taken back.
    let Some((before, was_used)) = take_out(connection, card, place)? else { return Ok(()) };
    let mut statement = connection
        .prepare_cached(
            "SELECT body FROM event WHERE (clock, device, number) > (?1, ?2, ?3) AND kind IN ('rated', 'amended') \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
        )
        .doing(DOING)?;
    let mut rows = statement.query(params![place.clock, place.device.0.as_bytes(), place.number]).doing(DOING)?;
    while let Some(row) = rows.next().doing(DOING)? {
        match super::append::read_body(&row.get::<_, String>(0).doing(DOING)?) {
            Some(Body::Rated(rated)) if rated.practice == practice => practised.rate(&rated),
            Some(Body::Amended(amended)) if amended.practice == practice => practised.amend(&amended),
            _ => {}
        }
    }
    insert(connection, place, card, &practised)?;
    let after = Counted::of(&practised);
    if before != after {
        count(connection, card, before, -1)?;
        count(connection, card, after, 1)?;
    }
    replay(connection, model, card)?;
    let mut moments: Vec<i64> = was_used.into_iter().chain(practised.used().then_some(practised.at.utc_ms)).collect();
    moments.dedup();
    moments.into_iter().try_for_each(|at| benefit::changed(connection, card, at))
}

/// Makes a card's memory again from all its practices.
pub(super) fn replay(connection: &Connection, model: &Model, card: i64) -> Result<(), StoreError> {
    let known = Remembered::replay(model, turns(connection, card, None)?);
    remember(connection, card, &known)?;
    super::subjects::wait_or_not(connection, card)
}

/// Stores what is remembered of a card.
pub(super) fn remember(connection: &Connection, card: i64, known: &Remembered) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE card SET stability = ?2, difficulty = ?3, last_day = ?4, due = ?5, reviews = ?6, lapses = ?7 \
             WHERE number = ?1",
        )
        .and_then(|mut s| {
            s.execute(params![
                card,
                known.memory.map(|m| f64::from(m.stability())),
                known.memory.map(|m| f64::from(m.difficulty())),
                known.last_day.map(|day| day.0),
                known.due.map(|day| day.0),
                known.reviews,
                known.lapses,
            ])
        })
        .doing(DOING)?;
    Ok(())
}

/// How the memory of a card alone is stored, after its parameters changed.
pub(super) const REMEMBER_MEMORY: &str = "UPDATE card SET stability = ?2, difficulty = ?3 WHERE number = ?1";

fn stop_waiting(connection: &Connection, card: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE path_card SET waiting = 0 WHERE waiting = 1 AND card = (SELECT id FROM card WHERE number = ?1)",
        )
        .and_then(|mut s| s.execute([card]))
        .doing(DOING)?;
    Ok(())
}

/// What of a practice goes into the totals of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counted {
    day: Day,
    learned: bool,
    recall: Option<Recall>,
    seconds: u32,
}

impl Counted {
    fn of(practised: &Practised) -> Self {
        Self {
            day: practised.day,
            learned: practised.kind == Kind::Learn,
            recall: practised.recall,
            seconds: practised.seconds.unwrap_or(0),
        }
    }
}

/// Adds a practice to the totals of its day, or takes it out with `sign` −1.
fn count(connection: &Connection, card: i64, counted: Counted, sign: i64) -> Result<(), StoreError> {
    let learned = i64::from(counted.learned);
    let reviews = i64::from(counted.recall.is_some());
    let recalled = i64::from(counted.recall.is_some_and(|recall| recall != Recall::Again));
    let seconds = i64::from(counted.seconds);
    connection
        .prepare_cached(
            "INSERT INTO day_family (day, family, practices, learned, reviews, recalled, seconds) \
             VALUES (?1, (SELECT family FROM card WHERE number = ?2), ?3, ?4, ?5, ?6, ?7) \
             ON CONFLICT (day, family) DO UPDATE SET practices = practices + excluded.practices, \
             learned = learned + excluded.learned, reviews = reviews + excluded.reviews, \
             recalled = recalled + excluded.recalled, seconds = seconds + excluded.seconds",
        )
        .and_then(|mut s| {
            s.execute(params![
                counted.day.0,
                card,
                sign,
                sign * learned,
                sign * reviews,
                sign * recalled,
                sign * seconds
            ])
        })
        .doing(DOING)?;
    if sign < 0 {
        connection
            .prepare_cached("DELETE FROM day_family WHERE day = ?1 AND practices = 0")
            .and_then(|mut s| s.execute([counted.day.0]))
            .doing(DOING)?;
    }
    Ok(())
}

/// Finds the event of a practice: its place and what it said when it was written.
pub(super) fn as_written(connection: &Connection, event: EventId) -> Result<Option<(Place, Practised)>, StoreError> {
    let found = connection
        .prepare_cached("SELECT clock, device, number, body FROM event WHERE id = ?1 AND kind = 'practised'")
        .and_then(|mut s| {
            s.query_row([event.0.as_bytes()], |row| {
                let place = Place {
                    clock: row.get(0)?,
                    device: DeviceId(super::append::uuid(row.get(1)?)),
                    number: row.get(2)?,
                };
                Ok((place, row.get::<_, String>(3)?))
            })
            .optional()
        })
        .doing("find the practice")?;
    Ok(found.and_then(|(place, body)| match super::append::read_body(&body)? {
        Body::Practised(practised) => Some((place, practised)),
        _ => None,
    }))
}

/// Finds the event of a practice: its place, and what it says with what was written anew of it.
pub(super) fn find(connection: &Connection, event: EventId) -> Result<Option<(Place, Practised)>, StoreError> {
    let Some((place, mut practised)) = as_written(connection, event)? else { return Ok(None) };
    for amended in super::amend::of(connection, event, place)? {
        practised.amend(&amended);
    }
    Ok(Some((place, practised)))
}

/// Adds ratings to a practice, and all that follows from them. Only what is given replaces what was there.
pub(super) fn rate(connection: &Connection, rated: &Rated) -> Result<(), StoreError> {
    let (card, at) = rate_row(connection, rated)?;
    benefit::changed(connection, card, at)
}

/// Adds ratings to the row of a practice, and nothing that follows from them; returns its card and when it was done.
pub(super) fn rate_row(connection: &Connection, rated: &Rated) -> Result<(i64, i64), StoreError> {
    let (place, practised) = find(connection, rated.practice)?.ok_or(StoreError::NoPractice)?;
    let says = rated.distress.is_some() || rated.connection.is_some() || rated.helped.is_some();
    let card: Option<i64> = connection
        .prepare_cached(&format!(
            "UPDATE practice SET distress_after = coalesce(?6, distress_after), \
             connection_after = coalesce(?7, connection_after), helped = coalesce(?8, helped), \
             alone = CASE WHEN used THEN alone ELSE ?9 END, used = used OR ?9 WHERE {THIS} RETURNING card"
        ))
        .and_then(|mut s| {
            let values = params![
                practised.card.as_str(),
                practised.at.utc_ms,
                place.clock,
                place.device.0.as_bytes(),
                place.number,
                rated.distress,
                rated.connection,
                rated.helped.map(|helped| helped as u8),
                says,
            ];
            s.query_row(values, |row| row.get(0)).optional()
        })
        .doing(DOING)?;
    Ok((card.ok_or(StoreError::NoPractice)?, practised.at.utc_ms))
}
