//! What a session needs to know at its start, read by index: what is due, what is new, where it was left.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::open::{FILE, open_to_read};
use super::{Store, subjects, view};
use crate::deck::ids::CardId;
use crate::deck::kinds::Gate;
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};
use crate::memory::model::Memory;
use crate::record::event::{
    Body, CheckedIn, DeviceId, Event, EventId, Kind, Order, Part, Person, Practised, SessionBegun, SessionId,
};
use crate::record::settings::Settings;
use crate::session::pace::Took;
use crate::session::plan::Candidate;

const DOING: &str = "read the record";

/// How many skips are read to count those of one card; far more than the three that are asked about.
const SKIPS_LOOKED_AT: u32 = 200;

/// The most cards that a plan looks at. A real backlog is far smaller; a larger one is met oldest first.
const LOOKED_AT: u32 = 300;

/// How many of the latest practices say how long they take.
const LATEST: u32 = 240;

/// With more than this between two answers, in seconds, somebody was away.
const AWAY: u32 = 900;

/// How far ahead in the schedule a plan looks for a family that was not touched for long.
const LOOKED_AHEAD: u32 = 2_000;

/// Totals of one practice day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayTotals {
    /// Practices of any kind.
    pub practices: u32,
    /// New cards that were tried.
    pub learned: u32,
    /// Answers from memory.
    pub reviews: u32,
    /// Seconds of practice.
    pub seconds: u32,
}

/// Returns the settings of the record in a folder, read beside whoever has it open, and without making a record ready;
/// `None` when there is none, or none that can be read.
pub fn settings_of(folder: &Path) -> Option<Settings> {
    let path = folder.join(FILE);
    if !path.exists() {
        return None;
    }
    let stored = match view::open(folder).ok()? {
        Some(viewed) => stored_settings(&viewed.connection),
        None => open_to_read(&path).and_then(|connection| stored_settings(&connection)),
    };
    Some(Settings::from_stored(stored.ok()?.iter().map(|(key, value)| (key.as_str(), value.as_str()))))
}

pub(super) fn stored_settings(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT key, value FROM setting").doing(DOING)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

const CANDIDATE: &str = "card.number, card.due, stability, difficulty, last_day, seconds, family, gates, states, body, \
                         favourite";

/// Which cards the index `card_due` holds; a question has to say it in these words to be answered by the index alone.
pub(super) const SCHEDULED: &str = "due IS NOT NULL AND active = 1 AND pinned = 0";

/// Which of them may come up on the day ?1 when the gates ?2 are blocked.
const MAY_COME: &str = "(gates & ?2) = 0 AND (rests_until IS NULL OR rests_until <= ?1)";

pub(super) fn due_sql() -> String {
    format!(
        "SELECT {CANDIDATE} FROM card INDEXED BY card_due WHERE {SCHEDULED} AND due <= ?1 AND {MAY_COME} \
         AND (?3 IS NULL OR family = ?3) ORDER BY due LIMIT {LOOKED_AT}"
    )
}

pub(super) fn ahead_sql() -> String {
    format!(
        "SELECT {CANDIDATE} FROM card INDEXED BY card_due WHERE {SCHEDULED} AND due > ?1 AND {MAY_COME} \
         ORDER BY due LIMIT {LOOKED_AHEAD}"
    )
}

pub(super) fn count_due_sql() -> String {
    format!("SELECT count(*) FROM card INDEXED BY card_due WHERE {SCHEDULED} AND due <= ?1 AND {MAY_COME}")
}

pub(super) fn next_due_day_sql() -> String {
    format!(
        "SELECT due FROM card INDEXED BY card_due WHERE {SCHEDULED} AND due > ?1 AND (gates & ?2) = 0 \
         AND (rests_until IS NULL OR rests_until <= due) ORDER BY due LIMIT 1"
    )
}

pub(super) fn new_cards_sql() -> String {
    format!(
        "SELECT {CANDIDATE} FROM path_card INDEXED BY path_waiting JOIN card ON card.id = path_card.card \
         WHERE path = ?3 AND waiting = 1 AND {MAY_COME} ORDER BY path_card.position LIMIT ?4"
    )
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    let stability: Option<f64> = row.get(2)?;
    let difficulty: Option<f64> = row.get(3)?;
    #[allow(clippy::cast_possible_truncation, reason = "they were f32 when they were stored")]
    let memory =
        stability.zip(difficulty).and_then(|(stability, difficulty)| Memory::new(stability as f32, difficulty as f32));
    Ok(Candidate {
        number: row.get(0)?,
        due: row.get::<_, Option<i32>>(1)?.map(Day),
        memory,
        last_day: row.get::<_, Option<i32>>(4)?.map(Day),
        seconds: row.get(5)?,
        family: row.get(6)?,
        gates: row.get(7)?,
        states: row.get(8)?,
        turns_to_body: row.get(9)?,
        favourite: row.get(10)?,
    })
}

impl Store {
    /// Returns cards that are due on `today`, of one family if given, the longest waiting first; none that rests or
    /// needs a blocked gate.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn due(&self, today: Day, blocked_gates: u32, family: Option<i64>) -> Result<Vec<Candidate>, StoreError> {
        self.candidates(&due_sql(), params![today.0, blocked_gates, family])
    }

    /// Returns the next card of each of some families that is due after `today`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn ahead(&self, today: Day, blocked_gates: u32, families: &[i64]) -> Result<Vec<Candidate>, StoreError> {
        let ahead = self.candidates(&ahead_sql(), params![today.0, blocked_gates])?;
        let mut first = Vec::new();
        for family in families {
            first.extend(ahead.iter().find(|candidate| candidate.family == *family).cloned());
        }
        Ok(first)
    }

    /// Counts the cards due on `today`, planned or not.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn count_due(&self, today: Day, blocked_gates: u32) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached(&count_due_sql())
            .and_then(|mut s| s.query_row(params![today.0, blocked_gates], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns the first day after `today` on which something is due that does not rest then.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn next_due_day(&self, today: Day, blocked_gates: u32) -> Result<Option<Day>, StoreError> {
        let day: Option<i32> = self
            .connection
            .prepare_cached(&next_due_day_sql())
            .and_then(|mut s| s.query_row(params![today.0, blocked_gates], |row| row.get(0)).optional())
            .doing(DOING)?;
        Ok(day.map(Day))
    }

    /// Returns up to `most` new cards in the order of the paths: the chosen path first, then what the person added,
    /// the newest deck first, then what ships with the program.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn new_cards(
        &self,
        today: Day,
        blocked_gates: u32,
        path: Option<&str>,
        most: u32,
    ) -> Result<Vec<Candidate>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT number FROM path ORDER BY (id = ?1) DESC, shipped, added DESC, implied, position, number",
            )
            .doing(DOING)?;
        let paths = statement.query_map([path.unwrap_or("")], |row| row.get::<_, i64>(0)).doing(DOING)?;
        let mut found: Vec<Candidate> = Vec::new();
        for path in paths {
            let path = path.doing(DOING)?;
            if found.len() >= most as usize {
                break;
            }
            let more = self.candidates(&new_cards_sql(), params![today.0, blocked_gates, path, most])?;
            for candidate in more {
                if found.len() < most as usize && found.iter().all(|other| other.number != candidate.number) {
                    found.push(candidate);
                }
            }
        }
        Ok(found)
    }

    /// Returns a card as planning sees it; `None` when it is gone.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn candidate(&self, card: &CardId) -> Result<Option<Candidate>, StoreError> {
        let found = self.candidates(&format!("SELECT {CANDIDATE} FROM card WHERE id = ?1"), [card.as_str()])?;
        Ok(found.into_iter().next())
    }

    fn candidates(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Candidate>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).doing(DOING)?;
        let rows = statement.query_map(values, candidate).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns the last day on which each family was practised.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn families_touched(&self) -> Result<BTreeMap<i64, Day>, StoreError> {
        // One step down an index for each family; grouping would read every day there ever was.
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT number, (SELECT max(day) FROM day_family WHERE family = number) \
                 FROM family",
            )
            .doing(DOING)?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<i32>>(1)?.map(Day)))).doing(DOING)?;
        rows.filter_map(|row| row.map(|(family, day)| Some((family, day?))).transpose())
            .collect::<rusqlite::Result<_>>()
            .doing(DOING)
    }

    /// Returns how long the cards of the latest sessions took, each with everything that was asked of it there, and
    /// reviews that were logged with their time; in order.
    ///
    /// What counts is from one answer to the next, since the questions after a practice take time too; where somebody
    /// was away in between, the time on the card alone.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn took(&self) -> Result<Vec<Took>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT body FROM event WHERE kind = 'practised' \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC LIMIT ?1",
            )
            .doing(DOING)?;
        let rows = statement.query_map([LATEST], |row| row.get::<_, String>(0)).doing(DOING)?;
        let mut latest = Vec::new();
        for row in rows {
            if let Some(Body::Practised(practised)) = read_body(&row.doing(DOING)?) {
                latest.push(practised);
            }
        }
        latest.reverse();
        let mut places: BTreeMap<(SessionId, CardId), usize> = BTreeMap::new();
        let mut sums: Vec<(CardId, bool, Option<u32>)> = Vec::new();
        let mut before: Option<(Option<SessionId>, i64)> = None;
        for practised in latest {
            let Practised { card, session, at, kind, recall, seconds, .. } = practised;
            let since = before.filter(|(other, _)| *other == session).map(|(_, last)| (at.utc_ms - last) / 1_000);
            let whole = since.and_then(|since| u32::try_from(since).ok()).filter(|since| *since <= AWAY);
            before = Some((session, at.utc_ms));
            let Some(session) = session else {
                // A review that was logged with its time is one as well.
                if let (Kind::Review, Some(_), Some(seconds)) = (kind, recall, seconds) {
                    sums.push((card, false, Some(seconds)));
                }
                continue;
            };
            let place = *places.entry((session, card.clone())).or_insert_with(|| {
                sums.push((card, false, Some(0)));
                sums.len() - 1
            });
            if let Some((_, new, sum)) = sums.get_mut(place) {
                *new |= kind == Kind::Learn;
                *sum = sum.zip(seconds).map(|(sum, seconds)| sum.saturating_add(seconds.max(whole.unwrap_or(0))));
            }
        }
        let mut took = Vec::with_capacity(sums.len());
        for (card, new, seconds) in sums {
            let found = self
                .connection
                .prepare_cached("SELECT number, seconds FROM card WHERE id = ?1")
                .and_then(|mut s| s.query_row([card.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional())
                .doing(DOING)?;
            took.extend(found.zip(seconds).map(|((card, steps), seconds)| Took { card, steps, new, seconds }));
        }
        Ok(took)
    }

    /// Counts the cards that come round from `today` to the day `days` later, and what waits from before.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn count_ahead(&self, today: Day, days: i64) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached("SELECT coalesce(sum(cards), 0) FROM due_day WHERE day <= ?1")
            .and_then(|mut s| s.query_row([today.plus(days).0], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns the totals of a practice day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn totals(&self, day: Day) -> Result<DayTotals, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT coalesce(sum(practices), 0), coalesce(sum(learned), 0), coalesce(sum(reviews), 0), \
                 coalesce(sum(seconds), 0) FROM day_family WHERE day = ?1",
            )
            .and_then(|mut s| {
                s.query_row([day.0], |row| {
                    Ok(DayTotals {
                        practices: row.get(0)?,
                        learned: row.get(1)?,
                        reviews: row.get(2)?,
                        seconds: row.get(3)?,
                    })
                })
            })
            .doing(DOING)
    }

    /// Returns the last day before or on `today` on which anything was practised.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_practice_day(&self, today: Day) -> Result<Option<Day>, StoreError> {
        let day: Option<i32> = self
            .connection
            .prepare_cached("SELECT max(day) FROM day_family WHERE day <= ?1")
            .and_then(|mut s| s.query_row([today.0], |row| row.get(0)))
            .doing(DOING)?;
        Ok(day.map(Day))
    }

    /// Returns each gate that the person decided on, and whether it is allowed.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn gates(&self) -> Result<BTreeMap<Gate, bool>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT gate, allowed FROM gate").doing(DOING)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).doing(DOING)?;
        let mut gates = BTreeMap::new();
        for row in rows {
            let (word, allowed) = row.doing(DOING)?;
            gates.extend(Gate::parse(&word).map(|gate| (gate, allowed)));
        }
        Ok(gates)
    }

    /// Returns when the last entry was written down, by the order of the log; `None` in an empty record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_entry(&self) -> Result<Option<Moment>, StoreError> {
        self.connection
            .prepare_cached("SELECT at, offset FROM event ORDER BY clock DESC, device DESC, number DESC LIMIT 1")
            .and_then(|mut s| {
                s.query_row([], |row| Ok(Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? })).optional()
            })
            .doing(DOING)
    }

    /// Returns the person's own people, in their order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, reach FROM person ORDER BY position").doing(DOING)?;
        let rows = statement
            .query_map([], |row| {
                Ok(Person {
                    name: SafeText::new(&row.get::<_, String>(0)?),
                    reach: SafeText::new(&row.get::<_, String>(1)?),
                })
            })
            .doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns the person's own plan for hard times, in their order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn plan(&self) -> Result<Vec<Part>, StoreError> {
        Ok(match subjects::last(&self.connection, subjects::PLAN)? {
            Some(Body::PlanWritten { parts }) => parts,
            _ => Vec::new(),
        })
    }

    /// Counts how often a card was passed over since it was practised last.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn skips_in_a_row(&self, card: &CardId) -> Result<u32, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT body FROM event WHERE subject = ?1 AND at > ifnull((SELECT max(practice.at) FROM practice \
                 JOIN card ON card.number = practice.card WHERE card.id = ?2), 0) \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC LIMIT ?3",
            )
            .doing(DOING)?;
        let mut rows = statement.query(params![subjects::SKIPPED, card.as_str(), SKIPS_LOOKED_AT]).doing(DOING)?;
        let mut times = 0;
        while let Some(row) = rows.next().doing(DOING)? {
            let body = read_body(&row.get::<_, String>(0).doing(DOING)?);
            times += u32::from(matches!(body, Some(Body::Skipped { card: skipped, .. }) if skipped == *card));
        }
        Ok(times)
    }

    /// Returns the cards that were passed over on `today`, in whichever session, for days that begin at `day_begins`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn passed_over(&self, today: Day, day_begins: u32) -> Result<Vec<CardId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT body, at, offset FROM event WHERE subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC",
            )
            .doing(DOING)?;
        let mut rows = statement.query([subjects::SKIPPED]).doing(DOING)?;
        let mut cards = Vec::new();
        while let Some(row) = rows.next().doing(DOING)? {
            let at = Moment { utc_ms: row.get(1).doing(DOING)?, offset_minutes: row.get(2).doing(DOING)? };
            if at.day(day_begins) < today {
                break;
            }
            if let Some(Body::Skipped { card, .. }) = read_body(&row.get::<_, String>(0).doing(DOING)?) {
                cards.push(card);
            }
        }
        Ok(cards)
    }

    /// Returns what the person said last of how they are, and when.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_check_in(&self) -> Result<Option<(CheckedIn, Moment)>, StoreError> {
        let found: Option<(String, Moment)> = self
            .connection
            .prepare_cached(
                "SELECT body, at, offset FROM event WHERE subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
            )
            .and_then(|mut s| {
                s.query_row([subjects::CHECK_IN], |row| {
                    Ok((row.get(0)?, Moment { utc_ms: row.get(1)?, offset_minutes: row.get(2)? }))
                })
                .optional()
            })
            .doing(DOING)?;
        Ok(found.and_then(|(body, at)| match read_body(&body)? {
            Body::CheckedIn(said) => Some((said, at)),
            _ => None,
        }))
    }

    /// Returns the latest session if it was begun on `today`, and what was done in it, in order, without what was
    /// taken back.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn latest_session(&self, today: Day) -> Result<Option<(SessionBegun, Vec<Event>)>, StoreError> {
        let begun: Option<(i64, String)> = self
            .connection
            .prepare_cached(
                "SELECT clock, body FROM event WHERE subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
            )
            .and_then(|mut s| s.query_row([subjects::SESSION], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .doing(DOING)?;
        let Some((clock, body)) = begun else { return Ok(None) };
        let Some(Body::SessionBegun(begun)) = read_body(&body) else { return Ok(None) };
        if begun.day != today {
            return Ok(None);
        }
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, clock, device, number, at, offset, body FROM event WHERE clock > ?1 \
                 AND kind IN ('practised', 'skipped') \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
            )
            .doing(DOING)?;
        let rows = statement.query_map([clock], event).doing(DOING)?;
        let mut since = Vec::new();
        for row in rows {
            since.extend(row.doing(DOING)?);
        }
        Ok(Some((begun, since)))
    }

    /// Calls `each` for every event in order; kinds that this program does not know are passed over.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn for_each_event(&self, mut each: impl FnMut(Event)) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT id, clock, device, number, at, offset, body FROM event ORDER BY clock, device, number")
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        while let Some(row) = rows.next().doing(DOING)? {
            if let Some(event) = event(row).doing(DOING)? {
                each(event);
            }
        }
        Ok(())
    }
}

/// Reads an event from a row of id, clock, device, number, at, offset, body; `None` for a kind that is not known.
pub(super) fn event(row: &Row<'_>) -> rusqlite::Result<Option<Event>> {
    let clock: i64 = row.get(1)?;
    let number: i64 = row.get(3)?;
    let Some(body) = read_body(&row.get::<_, String>(6)?) else { return Ok(None) };
    Ok(Some(Event {
        id: EventId(uuid(row.get(0)?)),
        order: Order {
            clock: u64::try_from(clock).unwrap_or(0),
            device: DeviceId(uuid(row.get(2)?)),
            number: u64::try_from(number).unwrap_or(0),
        },
        at: Moment { utc_ms: row.get(4)?, offset_minutes: row.get(5)? },
        body,
    }))
}
