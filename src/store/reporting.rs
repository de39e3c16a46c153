//! What a report is made from, read for the days it covers.

use rusqlite::params;

use super::Store;
use super::failure::{Doing, StoreError};
use crate::deck::kinds::Family;
use crate::deck::text::SafeText;
use crate::helped::known::Pools;
use crate::helped::uses::fold;
use crate::memory::days::{Day, Moment};
use crate::record::benefit::{Technique, WhatHelped};
use crate::record::summary::{Answered, FamilyTotals, Note};

const DOING: &str = "read the record";

impl Store {
    /// Returns what is known of what helped: everything, or what was done from a day on.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn what_helped_since(
        &self,
        now: Moment,
        day_begins: u32,
        since: Option<Day>,
    ) -> Result<WhatHelped, StoreError> {
        let days = now.day(day_begins).since(since.unwrap_or(Day(0)));
        let days = i32::try_from(days).unwrap_or(i32::MAX).saturating_add(1);
        let mut helped = self.what_helped(now, day_begins, u32::MAX, days)?;
        if let Some(first) = since {
            self.only_since(&mut helped, first)?;
        }
        Ok(helped)
    }

    /// Folds what helped again from the uses from a day on. Rests stay as they are today.
    fn only_since(&self, helped: &mut WhatHelped, first: Day) -> Result<(), StoreError> {
        let mut techniques = Vec::new();
        for technique in std::mem::take(&mut helped.techniques) {
            let uses = self.uses(technique.number, u32::MAX)?;
            let mut cells = fold(uses.into_iter().filter(|one| one.day >= first.0), &[]);
            for (state, cell) in &mut cells {
                cell.rest = technique.cells.get(state).and_then(|whole| whole.rest);
            }
            if !cells.is_empty() {
                techniques.push(Technique { cells, ..technique });
            }
        }
        let cells = || techniques.iter().map(|technique| &technique.cells);
        helped.distress = Pools::of(*helped.distress.usual(), cells());
        helped.connection = Pools::of(*helped.connection.usual(), cells());
        helped.techniques_in_all = u32::try_from(techniques.len()).unwrap_or(u32::MAX);
        helped.techniques = techniques;
        Ok(())
    }

    /// Returns how often each kind of practice was done from one day to another, the most practised first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn families_practised(&self, first: Day, last: Day) -> Result<Vec<FamilyTotals>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT word, sum(practices), count(*), sum(reviews), sum(recalled), sum(seconds) \
                 FROM day_family JOIN family ON family.number = day_family.family \
                 WHERE day BETWEEN ?1 AND ?2 GROUP BY word ORDER BY sum(practices) DESC, word",
            )
            .doing(DOING)?;
        let rows = statement
            .query_map(params![first.0, last.0], |row| {
                let family: String = row.get(0)?;
                let name = Family::parse(&family).map_or_else(|_| family.clone(), |known| known.name().to_owned());
                Ok(FamilyTotals {
                    family,
                    name,
                    practices: row.get(1)?,
                    days: row.get(2)?,
                    answers: row.get(3)?,
                    came_to_mind: row.get(4)?,
                    seconds: row.get::<_, u32>(5)?.into(),
                })
            })
            .doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns what is remembered of the cards that were answered last from one day to another, by title.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn answered(&self, first: Day, last: Day) -> Result<Vec<Answered>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, title FROM card WHERE last_day BETWEEN ?1 AND ?2 ORDER BY title, id")
            .doing(DOING)?;
        let rows = statement
            .query_map(params![first.0, last.0], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
            .doing(DOING)?;
        let mut cards = Vec::new();
        for row in rows {
            let (number, title) = row.doing(DOING)?;
            let Some(card) = self.card_by_number(number)? else { continue };
            let known = card.remembered;
            let Some((memory, last_answered)) = known.memory.zip(known.last_day) else { continue };
            cards.push(Answered {
                card: card.id,
                title: SafeText::new(&title),
                last_answered,
                answers: known.reviews,
                came_to_mind: known.reviews.saturating_sub(known.lapses),
                chance_today: self.model().recall_chance(memory, last.since(last_answered)).into(),
                due: known.due,
            });
        }
        Ok(cards)
    }

    /// Returns the notes from one day to another, in order of time.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn notes(&self, first: Day, last: Day) -> Result<Vec<Note>, StoreError> {
        let mut notes = Vec::new();
        for entry in self.catalog()? {
            let card = self.card(&entry.id)?;
            for past in self.practices(&card, u32::MAX)? {
                let practised = past.practised;
                let Some(note) = practised.note.filter(|_| (first..=last).contains(&practised.day)) else { continue };
                let said = Note { day: practised.day, card: entry.id.clone(), title: entry.title.clone(), note };
                notes.push((practised.at.utc_ms, said));
            }
        }
        notes.sort_by(|(at, one), (other_at, other)| (at, &one.card).cmp(&(other_at, &other.card)));
        Ok(notes.into_iter().map(|(_, note)| note).collect())
    }
}
