//! Past practices, read one by one in the order in which they were done, with all that was said of them later.

use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::practices::Place;
use super::{PastPractice, Store, amend};
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::event::{Body, DeviceId, EventId, Helped, Kind};

const DOING: &str = "read the record";

/// Which practices are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Those of one card.
    pub card: Option<CardId>,
    /// Those from this practice day on.
    pub since: Option<Day>,
    /// The latest so many, the last one first.
    pub most: Option<u32>,
    /// Those that were taken back, as they were written, instead of those that count.
    pub undone: bool,
}

/// What is read of a practice: the columns of its row, then its event.
pub(super) const COLUMNS: &str = "practice.at, practice.offset, day, practice.kind, recall, practice.due, practice.seconds, \
                                  state, distress_before, distress_after, connection_before, connection_after, helped, \
                                  event.id, event.body, clock, device, event.number";

/// Finds a word by the number under which it is stored.
fn word<T: Copy>(all: &[T], index: Option<u32>) -> Option<T> {
    index.and_then(|index| all.get(usize::try_from(index).ok()?).copied())
}

/// Reads a practice from a row of [`COLUMNS`], but for a note that was written anew; `None` when its event cannot be
/// read.
pub(super) fn past(row: &Row<'_>) -> rusqlite::Result<Option<(PastPractice, Place)>> {
    let Some(Body::Practised(mut practised)) = read_body(row.get_ref(14)?.as_str().unwrap_or_default()) else {
        return Ok(None);
    };
    practised.at = Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? };
    practised.day = Day(row.get(2)?);
    practised.kind = word(Kind::ALL, row.get(3)?).unwrap_or(practised.kind);
    practised.recall = row.get::<_, Option<u32>>(4)?.and_then(Recall::from_rating);
    practised.due = row.get::<_, Option<i32>>(5)?.map(Day);
    practised.seconds = row.get(6)?;
    practised.state = word(State::ALL, row.get(7)?);
    practised.distress.before = row.get(8)?;
    practised.distress.after = row.get(9)?;
    practised.connection.before = row.get(10)?;
    practised.connection.after = row.get(11)?;
    practised.helped = word(Helped::ALL, row.get(12)?);
    let place = Place { clock: row.get(15)?, device: DeviceId(uuid(row.get(16)?)), number: row.get(17)? };
    Ok(Some((PastPractice { event: EventId(uuid(row.get(13)?)), practised }, place)))
}

impl Store {
    /// Calls `each` for every practice that is asked for, in the order in which they were done.
    ///
    /// # Errors
    /// When the record cannot be read, or `each` fails.
    pub fn each_practice<E: From<StoreError>>(
        &self,
        asked: &Asked,
        mut each: impl FnMut(PastPractice) -> Result<(), E>,
    ) -> Result<(), E> {
        if asked.undone {
            return self.each_undone(asked, each);
        }
        let order = if asked.most.is_some() { "DESC" } else { "ASC" };
        let mut statement = self
            .connection
            .prepare(&format!(
                "SELECT {COLUMNS} FROM practice JOIN event USING (clock, device, number) \
                 WHERE (?1 IS NULL OR card = (SELECT card.number FROM card WHERE card.id = ?1)) AND day >= ?2 \
                 ORDER BY practice.at {order}, clock {order}, device {order}, event.number {order} LIMIT ?3"
            ))
            .doing(DOING)?;
        let since = asked.since.map_or(i32::MIN, |day| day.0);
        let card = asked.card.as_ref().map(CardId::as_str);
        let most = asked.most.map_or(-1, i64::from);
        let mut rows = statement.query(params![card, since, most]).doing(DOING)?;
        let amended = self.anything_amended()?;
        while let Some(row) = rows.next().doing(DOING)? {
            let Some((mut past, place)) = past(row).doing(DOING)? else { continue };
            if amended {
                self.note_of(&mut past, place)?;
            }
            each(past)?;
        }
        Ok(())
    }

    fn each_undone<E: From<StoreError>>(
        &self,
        asked: &Asked,
        mut each: impl FnMut(PastPractice) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT id, body FROM event WHERE kind = 'practised' \
                 AND EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC",
            )
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        let mut left = asked.most.unwrap_or(u32::MAX);
        while let Some(row) = rows.next().doing(DOING)?.filter(|_| left > 0) {
            let event = EventId(uuid(row.get(0).doing(DOING)?));
            let body = row.get_ref(1).doing(DOING)?.as_str().unwrap_or_default();
            let Some(Body::Practised(practised)) = read_body(body) else { continue };
            let fits = asked.card.as_ref().is_none_or(|card| *card == practised.card)
                && asked.since.is_none_or(|since| practised.day >= since);
            if fits {
                left -= 1;
                each(PastPractice { event, practised })?;
            }
        }
        Ok(())
    }

    /// Finds a practice that counts, by its id or the beginning of it; `last` is the one that was written down last.
    ///
    /// # Errors
    /// [`StoreError::NoEntry`] when there is none, or more than one.
    pub fn find_practice(&self, name: &str) -> Result<PastPractice, StoreError> {
        let event = self.find_entry(name)?;
        self.practice(event)?.ok_or_else(|| StoreError::NoEntry(SafeText::new(name).to_string()))
    }

    /// Finds a practice or a check-in, taken back or not, by its id or the beginning of it; `last` is the practice that
    /// was written down last and counts.
    ///
    /// # Errors
    /// [`StoreError::NoEntry`] when there is none, or more than one.
    pub fn find_entry(&self, name: &str) -> Result<EventId, StoreError> {
        let none = || StoreError::NoEntry(SafeText::new(name).to_string());
        if name == "last" {
            let id = self
                .connection
                .query_row(
                    "SELECT id FROM event WHERE kind = 'practised' \
                     AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                     ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )
                .optional()
                .doing(DOING)?;
            return id.map(|id| EventId(uuid(id))).ok_or_else(none);
        }
        let digits: String = name.chars().filter(|c| *c != '-').collect();
        let bound = |fill: &str| {
            let padded: String = digits.chars().chain(fill.repeat(32).chars()).take(32).collect();
            Uuid::try_parse(&padded).ok()
        };
        let bounds = bound("0").zip(bound("f")).filter(|_| (4..=32).contains(&digits.len()));
        let (low, high) = bounds.ok_or_else(none)?;
        let mut statement = self
            .connection
            .prepare("SELECT id FROM event WHERE id BETWEEN ?1 AND ?2 AND kind IN ('practised', 'checked_in') LIMIT 2")
            .doing(DOING)?;
        let rows = statement.query_map([low.as_bytes(), high.as_bytes()], |row| row.get(0)).doing(DOING)?;
        match rows.collect::<rusqlite::Result<Vec<_>>>().doing(DOING)?.as_slice() {
            [one] => Ok(EventId(uuid(*one))),
            _ => Err(none()),
        }
    }

    /// Returns one practice with all that was said of it later; `None` when there is none, or it was taken back.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn practice(&self, event: EventId) -> Result<Option<PastPractice>, StoreError> {
        let mut found = None;
        let Some((_, practised)) = super::practices::find(&self.connection, event)? else { return Ok(None) };
        let asked = Asked { card: Some(practised.card), ..Asked::default() };
        self.each_practice::<StoreError>(&asked, |past| {
            if past.event == event {
                found = Some(past);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Tells whether any practice was ever written anew.
    pub(super) fn anything_amended(&self) -> Result<bool, StoreError> {
        // ';' comes right after ':'.
        self.connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM event WHERE subject >= 'practice:' AND subject < 'practice;')",
                [],
                |row| row.get(0),
            )
            .doing(DOING)
    }

    /// Brings a note up to date that was written anew.
    pub(super) fn note_of(&self, past: &mut PastPractice, place: Place) -> Result<(), StoreError> {
        for amended in amend::of(&self.connection, past.event, place)? {
            amended.note.put(&mut past.practised.note);
        }
        Ok(())
    }
}
