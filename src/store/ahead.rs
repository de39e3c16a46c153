//! What a forecast is made from: the cards as they stand now, and as they stood on a day that is past.

use std::collections::BTreeMap;

use rusqlite::params;

use super::failure::{Doing, StoreError};
use super::practices::{read_turn, remembered};
use super::{Store, known, subjects};
use crate::memory::days::Day;
use crate::memory::grading::Graded;
use crate::record::event::Told;
use crate::record::remembered::{Remembered, Turn};
use crate::session::forecast::Held;

const DOING: &str = "read the record";

/// How many of the latest cards say how grades are used.
const LATEST_CARDS: u32 = 60;

fn held(known: &Remembered, seconds: u32, favourite: bool) -> Option<Held> {
    Some(Held { memory: known.memory, last_day: known.last_day, due: known.due?, seconds, favourite, planned: false })
}

impl Store {
    /// Returns every card that comes round, by its row, with the time of its steps; none that rests for good or needs
    /// a blocked gate.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn held(&self, blocked_gates: u32) -> Result<Vec<(i64, Held)>, StoreError> {
        let sql = format!(
            "SELECT number, seconds, favourite, stability, difficulty, last_day, due, reviews, lapses FROM card \
             WHERE {} AND (gates & ?1) = 0 AND (rests_until IS NULL OR rests_until <= due)",
            known::SCHEDULED
        );
        let mut statement = self.connection.prepare_cached(&sql).doing(DOING)?;
        let rows = statement
            .query_map([blocked_gates], |row| Ok((row.get(0)?, held(&remembered(row, 3)?, row.get(1)?, row.get(2)?))))
            .doing(DOING)?;
        let cards: Vec<(i64, Option<Held>)> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        Ok(cards.into_iter().filter_map(|(number, held)| Some((number, held?))).collect())
    }

    /// Returns the same cards as they stood at the beginning of a day that is past, by the model in use now.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn held_before(&self, day: Day, blocked_gates: u32) -> Result<Vec<(i64, Held)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT practice.card, practice.day, recall, practice.due, card.seconds, favourite FROM practice \
                 JOIN card ON card.number = practice.card \
                 WHERE practice.day < ?1 AND active = 1 AND pinned = 0 AND (gates & ?2) = 0 \
                 ORDER BY practice.card, at, clock, device, practice.number",
            )
            .doing(DOING)?;
        let rows = statement
            .query_map(params![day.0, blocked_gates], |row| {
                Ok((row.get(0)?, read_turn(row, 1)?, row.get(4)?, row.get(5)?))
            })
            .doing(DOING)?;
        let mut cards: BTreeMap<i64, (Remembered, u32, bool)> = BTreeMap::new();
        for row in rows {
            let (card, turn, seconds, favourite): (i64, Turn, u32, bool) = row.doing(DOING)?;
            let (known, ..) = cards.entry(card).or_insert((Remembered::default(), seconds, favourite));
            *known = known.after(self.model(), turn);
        }
        let card = |(number, (known, seconds, favourite)): (i64, (Remembered, u32, bool))| {
            Some((number, held(&known, seconds, favourite)?))
        };
        Ok(cards.into_iter().filter_map(card).collect())
    }

    /// Counts the cards that wait for their turn as new ones.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn count_new(&self, blocked_gates: u32) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT count(*) FROM card WHERE active = 1 AND pinned = 0 AND due IS NULL AND (gates & ?1) = 0 \
                 AND rests_until IS NULL",
            )
            .and_then(|mut s| s.query_row([blocked_gates], |row| row.get(0)))
            .doing(DOING)
    }

    /// Counts the cards that were not begun before a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn count_new_before(&self, day: Day, blocked_gates: u32) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT count(*) FROM card WHERE active = 1 AND pinned = 0 AND (gates & ?1) = 0 AND NOT EXISTS \
                 (SELECT 1 FROM practice WHERE practice.card = card.number AND day < ?2 AND practice.due IS NOT NULL)",
            )
            .and_then(|mut s| s.query_row(params![blocked_gates, day.0], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns the first day on which anything was practised.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn first_practice_day(&self) -> Result<Option<Day>, StoreError> {
        let day: Option<i32> = self
            .connection
            .prepare_cached("SELECT min(day) FROM day_family")
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)?;
        Ok(day.map(Day))
    }

    /// Counts what was practised from one day to before another: cards, each once a day, and seconds.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn practised_between(&self, from: Day, to: Day) -> Result<(u32, u32), StoreError> {
        let cards = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM (SELECT DISTINCT card, day FROM practice \
                 WHERE day >= ?1 AND day < ?2 AND (recall IS NOT NULL OR due IS NOT NULL))",
            )
            .and_then(|mut s| s.query_row([from.0, to.0], |row| row.get(0)))
            .doing(DOING)?;
        let seconds = self
            .connection
            .prepare_cached("SELECT coalesce(sum(seconds), 0) FROM day_family WHERE day >= ?1 AND day < ?2")
            .and_then(|mut s| s.query_row([from.0, to.0], |row| row.get(0)))
            .doing(DOING)?;
        Ok((cards, seconds))
    }

    /// Counts all practices there ever were.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn practices_in_all(&self) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached("SELECT coalesce(sum(practices), 0) FROM day_family")
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns the answers of the cards that were practised last, with the chance that each had.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn graded(&self) -> Result<Vec<Graded>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT number FROM card WHERE last_day IS NOT NULL ORDER BY last_day DESC, number LIMIT ?1",
            )
            .doing(DOING)?;
        let numbers: Vec<i64> = statement
            .query_map([LATEST_CARDS], |row| row.get(0))
            .doing(DOING)?
            .collect::<Result<_, _>>()
            .doing(DOING)?;
        let mut graded = Vec::new();
        for number in numbers {
            let mut known = Remembered::default();
            for turn in super::practices::turns(&self.connection, number, None)? {
                let gap = known.last_day.map_or(0, |last| turn.day.since(last));
                if let (Some(memory), Some(recall), 1..) = (known.memory, turn.recall, gap) {
                    graded.push(Graded { recall, chance: self.model().recall_chance(memory, gap) });
                }
                known = known.after(self.model(), turn);
            }
        }
        Ok(graded)
    }

    /// Tells whether something was ever said.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn was_told(&self, what: Told) -> Result<bool, StoreError> {
        Ok(subjects::last(&self.connection, &format!("told:{what}"))?.is_some())
    }
}
