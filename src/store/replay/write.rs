//! Writing the views that follow from practices, each table once and in its own order.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::{DOING, Log, MANY, Row};
use crate::deck::ids::CardId;
use crate::helped::uses::{self, Use};
use crate::memory::days::Day;
use crate::memory::model::Model;
use crate::memory::recall::Recall;
use crate::record::event::{EventId, Kind};
use crate::record::remembered::Remembered;
use crate::store::failure::{Doing, StoreError};
use crate::store::{benefit, erase, practices};

/// Cards whose uses are folded in one go.
const CARDS: usize = 512;

impl Log {
    /// Takes out of the log what was erased.
    pub fn erase(&self, connection: &Connection) -> Result<(), StoreError> {
        let ids: Vec<EventId> = self.erased.iter().copied().collect();
        erase::from_log(connection, &ids).map(|_| ())
    }

    /// Writes down what was taken back and what was erased.
    pub fn write_marks(&self, connection: &Connection) -> Result<(), StoreError> {
        for (sql, ids) in [
            ("INSERT INTO undone (event) VALUES (?1)", &self.undone),
            ("INSERT INTO erased (event) VALUES (?1)", &self.erased),
        ] {
            for id in ids {
                connection.prepare_cached(sql).and_then(|mut s| s.execute([id.0.as_bytes()])).doing(DOING)?;
            }
        }
        Ok(())
    }

    /// Puts the practices in the order of their table and decides which uses stand alone. Returns every card in the
    /// order of its number, from 1.
    ///
    /// Cards get their numbers in the order in which decks brought them, as they came at first, since plans break ties
    /// by it; then come those that only practices know.
    pub fn order(&mut self) -> Vec<CardId> {
        let ids = self.number_cards();
        self.sort_by_card(ids.len());
        self.part_uses();
        ids
    }

    /// What is remembered of as many cards, in the order of their numbers, once the practices are in order.
    pub fn remembered(&self, model: &Model, cards: usize) -> Vec<Remembered> {
        let mut of_cards = self.by_card().peekable();
        let numbers = (1_i64..).take(cards);
        let turns = numbers.map(|number| of_cards.next_if(|rows| rows.first().is_some_and(|row| row.card == number)));
        turns.map(|rows| Remembered::replay(model, rows.unwrap_or_default().iter().map(Row::turn))).collect()
    }

    /// Gives every practice the number of its card; returns the cards in the order of their numbers, from 1.
    fn number_cards(&mut self) -> Vec<CardId> {
        let mut numbers: HashMap<&CardId, i64> = HashMap::with_capacity(self.brought.len());
        let mut ids = Vec::with_capacity(self.brought.len());
        let met = self.cards.iter();
        let mut take = |id| {
            *numbers.entry(id).or_insert_with(|| {
                ids.push(id);
                i64::try_from(ids.len()).unwrap_or(i64::MAX)
            })
        };
        for card in &self.brought {
            take(card);
        }
        // A card that was met counts once a practice of it is left.
        let mut left = vec![false; self.cards.len()];
        for row in &self.rows {
            if let Some(left) = usize::try_from(row.card).ok().and_then(|at| left.get_mut(at)) {
                *left = true;
            }
        }
        let numbers: Vec<i64> = met.zip(left).map(|(card, left)| if left { take(card) } else { 0 }).collect();
        for row in &mut self.rows {
            row.card = usize::try_from(row.card).ok().and_then(|at| numbers.get(at).copied()).unwrap_or_default();
        }
        ids.into_iter().cloned().collect()
    }

    /// Puts the practices in the order of their table: those of a card together, and in the order of their time. They come
    /// nearly in order of time, so that little is left to sort within a card.
    fn sort_by_card(&mut self, cards: usize) {
        let card = |row: &Row| usize::try_from(row.card).unwrap_or_default().min(cards);
        let mut next = vec![0_usize; cards + 2];
        for row in &self.rows {
            if let Some(count) = next.get_mut(card(row) + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for count in &mut next {
            before += *count;
            *count = before;
        }
        let mut order = vec![0_usize; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(place) = next.get_mut(card(row)) {
                if let Some(here) = order.get_mut(*place) {
                    *here = at;
                }
                *place += 1;
            }
        }
        self.rows = order.into_iter().filter_map(|at| self.rows.get(at).copied()).collect();
        for of_card in self.rows.chunk_by_mut(|one, next| one.card == next.card) {
            of_card.sort_unstable_by_key(|row| (row.at.utc_ms, row.place.clock, row.place.device, row.place.number));
        }
    }

    /// Decides which uses stand alone.
    fn part_uses(&mut self) {
        let mut used: Vec<_> = (0..)
            .zip(&self.rows)
            .filter(|(_, row)| row.used())
            .map(|(at, row)| (row.at.utc_ms, row.place.clock, row.place.device, row.place.number, at))
            .collect();
        used.sort_unstable();
        let moments: Vec<i64> = used.iter().map(|one| one.0).collect();
        for ((.., at), alone) in used.into_iter().zip(uses::alone(&moments)) {
            if let Some(row) = self.rows.get_mut::<usize>(at) {
                row.alone = alone;
            }
        }
    }

    /// The practices of one card after the other.
    fn by_card(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunk_by(|one, next| one.card == next.card)
    }

    /// Writes every practice.
    pub fn write_practices(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut insert = connection.prepare(practices::INSERT).doing(DOING)?;
        for row in &self.rows {
            insert
                .execute(params![
                    row.card,
                    row.at.utc_ms,
                    row.place.clock,
                    row.place.device.0.as_bytes(),
                    row.place.number,
                    row.at.offset_minutes,
                    row.day.0,
                    row.kind as u8,
                    row.recall.map(Recall::rating),
                    row.due.map(|day| day.0),
                    row.seconds,
                    row.state.map(|state| state as u8),
                    row.distress.before,
                    row.distress.after,
                    row.connection.before,
                    row.connection.after,
                    row.helped.map(|helped| helped as u8),
                    row.used(),
                    row.alone,
                ])
                .doing(DOING)?;
        }
        Ok(())
    }

    /// Writes cells and groups of what helped.
    pub fn write_uses(&self, connection: &Connection) -> Result<(), StoreError> {
        let uses = |rows: &&[Row]| {
            let uses: Vec<Use> = rows.iter().filter(|row| row.used()).map(Row::as_use).collect();
            Some((rows.first()?.card, uses)).filter(|(_, uses)| !uses.is_empty())
        };
        let cards: Vec<&[Row]> = self.by_card().collect();
        let uses_of = |cards: &[&[Row]]| cards.iter().filter_map(uses).collect();
        benefit::again(connection, cards.len() >= MANY, cards.chunks(CARDS), uses_of)
    }

    /// Writes the totals of every day, once it is known which family each card belongs to.
    pub fn write_days(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement = connection.prepare("SELECT number, family FROM card").doing(DOING)?;
        let families = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(DOING)?;
        let families: HashMap<i64, i64> = families.collect::<rusqlite::Result<_>>().doing(DOING)?;
        let mut days: HashMap<(Day, i64), [i64; 5]> = HashMap::new();
        for of_card in self.by_card() {
            let Some(family) = of_card.first().and_then(|row| families.get(&row.card)) else { continue };
            for row in of_card {
                let totals = days.entry((row.day, *family)).or_default();
                let recalled = row.recall.is_some_and(|recall| recall != Recall::Again);
                let one = [
                    1,
                    i64::from(row.kind == Kind::Learn),
                    i64::from(row.recall.is_some()),
                    i64::from(recalled),
                    i64::from(row.seconds.unwrap_or(0)),
                ];
                totals.iter_mut().zip(one).for_each(|(total, one)| *total += one);
            }
        }
        let mut insert = connection
            .prepare(
                "INSERT INTO day_family (day, family, practices, learned, reviews, recalled, seconds) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .doing(DOING)?;
        for ((day, family), [practices, learned, reviews, recalled, seconds]) in days {
            insert.execute(params![day.0, family, practices, learned, reviews, recalled, seconds]).doing(DOING)?;
        }
        Ok(())
    }
}
