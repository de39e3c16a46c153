//! What helped, read for showing and for choosing: a few rows of views, never the practices of years.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::benefit::{CELL, CELL_COLUMNS, USE, cells, read_cell, read_use, state};
use super::failure::{Doing, StoreError};
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::helped::constants::{DRIFT_DAYS, SITTINGS_DAYS, USUAL_DAYS};
use crate::helped::drift::{Rating, drifts};
use crate::helped::harm::{StepBack, reached_heights, sittings_were_worse};
use crate::helped::known::{Pools, View};
use crate::helped::levels::{Axis, Usual, shut_down};
use crate::helped::now::{Asked, Candidate, defaults, outward, utility};
use crate::helped::sums::Group;
use crate::helped::uses::{Cells, Use};
use crate::memory::days::{Day, Moment};
use crate::record::benefit::{CheckIn, Resting, Technique, WhatHelped};
use crate::record::catalog::rests_on;
use crate::record::event::{Kind, Told};

const DOING: &str = "read the record";

const DAY_MS: i64 = 86_400_000;

/// The most cards of each kind that choosing for right now looks at: what was used here, what was used elsewhere,
/// favourites, new ones. A person's own repertoire is smaller.
const LOOKED_AT: [u32; 4] = [60, 30, 30, 12];

/// A wait is offered again after so many days. Our judgement.
const WAITS_DAYS: i64 = 7;

/// Uses that are looked at for the last sittings; three of them are far fewer.
const SITTINGS_USES: u32 = 100;

/// The most just-wait pairs that are read.
const PAIRS: u32 = 500;

/// A card, its cells and all that choosing needs.
struct Row {
    candidate: Candidate,
    cells: Cells,
}

impl Store {
    /// Returns the pools of both axes: distress, connection.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn pools(&self, now: Moment, day_begins: u32) -> Result<(Pools, Pools), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT view, axis, n, cards, x, y, qxx, qxy, qyy FROM helped_group")
            .doing(DOING)?;
        let rows = statement
            .query_map([], |row| {
                let group = Group {
                    n: row.get(2)?,
                    cards: row.get(3)?,
                    x: row.get(4)?,
                    y: row.get(5)?,
                    qxx: row.get(6)?,
                    qxy: row.get(7)?,
                    qyy: row.get(8)?,
                };
                Ok((row.get::<_, u8>(0)?, row.get::<_, u8>(1)?, group))
            })
            .doing(DOING)?;
        let groups: Vec<(u8, u8, Group)> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        let today = now.day(day_begins);
        let check_ins = self.check_ins(today, USUAL_DAYS, day_begins)?;
        let pools = |axis: Axis| {
            let ratings: Vec<u8> = check_ins.iter().filter_map(|said| said.on(axis)).collect();
            let usual = Usual::from_ratings(axis, &ratings, &self.pairs(axis)?);
            let mine = groups.iter().filter(|(_, other, _)| *other == axis as u8);
            Ok(Pools::new(usual, mine.filter_map(|(view, _, group)| Some((View::from_number(*view)?, *group)))))
        };
        Ok((pools(Axis::Distress)?, pools(Axis::Connection)?))
    }

    /// Returns the just-wait pairs of one axis, the latest first.
    fn pairs(&self, axis: Axis) -> Result<Vec<(u8, u8)>, StoreError> {
        let (before, after) = match axis {
            Axis::Distress => ("distress_before", "distress_after"),
            Axis::Connection => ("connection_before", "connection_after"),
        };
        let sql = format!(
            "SELECT {before}, {after} FROM waited WHERE {before} IS NOT NULL AND {after} IS NOT NULL \
             ORDER BY at DESC LIMIT {PAIRS}"
        );
        let mut statement = self.connection.prepare_cached(&sql).doing(DOING)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns the check-ins of the last `days` days, in order of time.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn check_ins(&self, today: Day, days: i32, day_begins: u32) -> Result<Vec<CheckIn>, StoreError> {
        let first = today.plus(1 - i64::from(days));
        // A day more on either side: days are local.
        let (from, to) = (i64::from(first.0 - 1) * DAY_MS, i64::from(today.0 + 2) * DAY_MS);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT at, offset, state, distress, connection FROM check_in WHERE at BETWEEN ?1 AND ?2 \
                 ORDER BY at, clock, device, number",
            )
            .doing(DOING)?;
        let rows = statement
            .query_map([from, to], |row| {
                Ok(CheckIn {
                    at: Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? },
                    state: row.get::<_, Option<i64>>(2)?.and_then(state),
                    distress: row.get(3)?,
                    connection: row.get(4)?,
                })
            })
            .doing(DOING)?;
        let within = |said: &CheckIn| (first..=today).contains(&said.at.day(day_begins));
        let all: Vec<CheckIn> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        Ok(all.into_iter().filter(within).collect())
    }

    /// Returns what is known of what helped: the `most` techniques that were used most, and the check-ins and practice
    /// days of the last `days` days.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn what_helped(&self, now: Moment, day_begins: u32, most: u32, days: i32) -> Result<WhatHelped, StoreError> {
        let today = now.day(day_begins);
        let (distress, connection) = self.pools(now, day_begins)?;
        let count = self
            .connection
            .prepare_cached("SELECT count(*) FROM helped_card")
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)?;
        Ok(WhatHelped {
            today,
            distress,
            connection,
            techniques: self.most_used(most)?,
            techniques_in_all: count,
            resting: self.resting(today)?,
            check_ins: self.check_ins(today, days, day_begins)?,
            days: self.practice_days(today.plus(1 - i64::from(days)), today)?,
            first_day: self.first_practice_day()?,
            testing: self.fair_test(now, day_begins)?,
        })
    }

    fn most_used(&self, most: u32) -> Result<Vec<Technique>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT card.number, card.id, title, body FROM helped_card JOIN card ON card.number = helped_card.card \
                 ORDER BY helped_card.uses DESC, helped_card.card LIMIT ?1",
            )
            .doing(DOING)?;
        let rows = statement
            .query_map([most], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?)))
            .doing(DOING)?;
        let mut techniques = Vec::new();
        for row in rows {
            let (number, id, title, turns_to_body) = row.doing(DOING)?;
            let Ok(card) = id.parse::<CardId>() else { continue };
            let cells = cells(&self.connection, number)?;
            techniques.push(Technique { number, card, title: SafeText::new(&title), turns_to_body, cells });
        }
        Ok(techniques)
    }

    /// Returns what is known of the uses of one card; `None` when it was never used.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn technique(&self, card: &CardId) -> Result<Option<Technique>, StoreError> {
        let row = self.card(card)?;
        let cells = cells(&self.connection, row.number)?;
        let title = row.text.as_ref().map_or_else(|| SafeText::new(card.slug()), |text| text.title.clone());
        let turns_to_body = row.text.as_ref().is_some_and(crate::deck::model::Card::turns_to_body);
        let technique = Technique { number: row.number, card: card.clone(), title, turns_to_body, cells };
        Ok((!technique.cells.is_empty()).then_some(technique))
    }

    /// Returns the last uses of a card, at most `most`, in the order in which they were done.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn uses(&self, number: i64, most: u32) -> Result<Vec<Use>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT {USE} FROM practice WHERE card = ?1 AND used = 1 \
                 ORDER BY at DESC, clock DESC, device DESC, number DESC LIMIT ?2"
            ))
            .doing(DOING)?;
        let rows = statement.query_map(params![number, most], |row| read_use(row, 0)).doing(DOING)?;
        let mut uses: Vec<Use> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        uses.reverse();
        Ok(uses)
    }

    /// Returns the cards that the record lets rest in a state on a day, the longest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn resting(&self, today: Day) -> Result<Vec<Resting>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT id, title, body, state, {CELL}, card FROM helped INDEXED BY helped_rest JOIN card ON number = card \
                 WHERE rest_until IS NOT NULL AND rest_until > ?1 ORDER BY rest_until DESC, id"
            ))
            .doing(DOING)?;
        let rows = statement
            .query_map([today.0], |row| {
                let id: String = row.get(0)?;
                let cell = read_cell(row, 4)?;
                let Some((card, rest)) = id.parse().ok().zip(cell.rest) else { return Ok(None) };
                Ok(Some(Resting {
                    number: row.get(4 + CELL_COLUMNS)?,
                    card,
                    title: SafeText::new(&row.get::<_, String>(1)?),
                    state: state(row.get(3)?),
                    until: Day(rest.until),
                    why: rest.why,
                    turns_to_body: row.get(2)?,
                }))
            })
            .doing(DOING)?;
        rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns which cards, by their numbers, the record lets rest on a day, each with the state. The index alone knows it:
    /// plans ask this before the first page, however much rests.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn rests(&self, today: Day) -> Result<BTreeSet<(i64, State)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT card, state FROM helped INDEXED BY helped_rest WHERE rest_until IS NOT NULL AND rest_until > ?1",
            )
            .doing(DOING)?;
        let rows = statement.query_map([today.0], |row| Ok((row.get(0)?, state(row.get(1)?)))).doing(DOING)?;
        let here = rows.map(|row| row.map(|(card, state)| Some((card, state?)))).filter_map(Result::transpose);
        here.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Returns the days with practice from one day to another, and how many practices each had, in order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn practice_days(&self, first: Day, last: Day) -> Result<Vec<(Day, u32)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT day, sum(practices) FROM day_family WHERE day BETWEEN ?1 AND ?2 GROUP BY day ORDER BY day",
            )
            .doing(DOING)?;
        let rows = statement.query_map([first.0, last.0], |row| Ok((Day(row.get(0)?), row.get(1)?))).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Tells whether a person comes before any card today, and why. `drift` says whether drift may be looked for.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn step_back(&self, now: Moment, day_begins: u32, drift: bool) -> Result<Option<StepBack>, StoreError> {
        let today = now.day(day_begins);
        let from = now.utc_ms - i64::from(SITTINGS_DAYS + 1) * DAY_MS;
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT {USE}, kind FROM practice INDEXED BY practice_used WHERE used = 1 AND at >= ?1 \
                 ORDER BY at DESC, clock DESC, device DESC, number DESC LIMIT {SITTINGS_USES}"
            ))
            .doing(DOING)?;
        let rows = statement.query_map([from], |row| Ok((read_use(row, 0)?, row.get::<_, u8>(9)?))).doing(DOING)?;
        let mut uses: Vec<(Use, u8)> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        uses.reverse();
        let only: Vec<Use> = uses.iter().map(|(one, _)| *one).collect();
        if sittings_were_worse(&only, today.0) {
            return Ok(Some(StepBack::Sittings));
        }
        let ratings = self.check_ins(today, DRIFT_DAYS + USUAL_DAYS, day_begins)?;
        let said = ratings.iter().filter(|said| said.at.day(day_begins) == today).filter_map(|said| said.distress);
        let practised = uses.iter().filter(|(one, _)| one.day == today.0).flat_map(|(one, kind)| {
            // In a session the level before is that of the check-in, or the one after the practice before it.
            let own = *kind == Kind::Now as u8 || *kind == Kind::Life as u8;
            [one.distress.before.filter(|_| own), one.distress.after].into_iter().flatten()
        });
        if reached_heights(said.chain(practised)) {
            return Ok(Some(StepBack::Heights));
        }
        let rating = |said: &CheckIn| Rating {
            day: said.at.day(day_begins).0,
            distress: said.distress,
            connection: said.connection,
        };
        let ratings: Vec<Rating> = ratings.iter().map(rating).collect();
        Ok((drift && drifts(&ratings, today.0)).then_some(StepBack::Drift))
    }

    /// Returns when something was told last.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn told(&self, what: Told) -> Result<Option<Moment>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT at, offset FROM event WHERE subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY at DESC LIMIT 1",
            )
            .and_then(|mut s| {
                s.query_row([format!("told:{what}")], |row| {
                    Ok(Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? })
                })
                .optional()
            })
            .doing(DOING)
    }

    /// Tells whether a wait without a practice was kept within the last week.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn waited_lately(&self, now: Moment) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM waited WHERE at > ?1)")
            .and_then(|mut s| s.query_row([now.utc_ms - WAITS_DAYS * DAY_MS], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns what may be offered in this moment, and how many uses with numbers and with words there are in all; both
    /// go into `asked`. Cards that rest, are gone or need a gate of `blocked` are not among them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn for_now(
        &self,
        asked: &mut Asked,
        now: Moment,
        day_begins: u32,
        blocked: u32,
        path: Option<&str>,
    ) -> Result<Vec<(Candidate, SafeText)>, StoreError> {
        let today = now.day(day_begins);
        let (distress, connection) = self.pools(now, day_begins)?;
        let rated = distress.pool(View::All).uses.max(connection.pool(View::All).uses);
        asked.rated = u32::try_from(rated).unwrap_or(u32::MAX);
        asked.said = self.words_said()?;
        let state = asked.state();
        let mut found = Vec::new();
        for number in self.looked_at(asked, state, today, blocked, path)? {
            let Some((row, title)) = self.for_now_row(number, state, today, blocked)? else { continue };
            let mut one = row.candidate;
            one.utility = state.and_then(|state| {
                let d = distress.estimate_in(state, &row.cells, today.0);
                let c = connection.estimate_in(state, &row.cells, today.0);
                let heavier = crate::helped::now::weights(state).is_some_and(|(d, c)| c > d);
                one.rated_here = if heavier { c.n } else { d.n };
                utility(state, d.benefit, c.benefit)
            });
            found.push((one, title));
        }
        Ok(found)
    }

    /// Returns the cards that choosing looks at, each once.
    fn looked_at(
        &self,
        asked: &Asked,
        state: Option<State>,
        today: Day,
        blocked: u32,
        path: Option<&str>,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let [here, elsewhere, favourites, new] = LOOKED_AT;
        let mut numbers = BTreeSet::new();
        for id in defaults(state, shut_down(state, asked.distress, asked.connection)) {
            if let Ok(card) = id.parse() {
                numbers.extend(super::practices::card_number(&self.connection, &card)?);
            }
        }
        let code = state.map_or(-1, |state| state as i64);
        for (sql, values) in [
            ("SELECT card FROM helped WHERE state = ?1 ORDER BY uses DESC LIMIT ?2", [code, here.into()]),
            ("SELECT card FROM helped_card WHERE uses >= ?1 ORDER BY uses DESC LIMIT ?2", [1, elsewhere.into()]),
            (
                "SELECT number FROM card INDEXED BY card_favourite WHERE favourite = 1 AND number > ?1 LIMIT ?2",
                [0, favourites.into()],
            ),
        ] {
            let mut statement = self.connection.prepare_cached(sql).doing(DOING)?;
            let rows = statement.query_map(values, |row| row.get::<_, i64>(0)).doing(DOING)?;
            for row in rows {
                numbers.insert(row.doing(DOING)?);
            }
        }
        let fits = |states: u32| state.is_none_or(|state| states & state.bit() != 0);
        let new = self.new_cards(today, blocked, path, new)?;
        numbers.extend(new.into_iter().filter(|card| fits(card.states)).map(|card| card.number));
        Ok(numbers)
    }

    fn for_now_row(
        &self,
        number: i64,
        state: Option<State>,
        today: Day,
        blocked: u32,
    ) -> Result<Option<(Row, SafeText)>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT id, title, word, seconds, gates, states, body, favourite, rests_until, due, reviews, lapses, active \
                 FROM card JOIN family ON family.number = card.family WHERE card.number = ?1",
            )
            .and_then(|mut s| {
                s.query_row([number], |row| {
                    let (gates, states): (u32, u32) = (row.get(4)?, row.get(5)?);
                    let rests = rests_on(row.get::<_, Option<i32>>(8)?.map(Day), today);
                    let id: String = row.get(0)?;
                    let Ok(card) = id.parse::<CardId>() else { return Ok(None) };
                    if gates & blocked != 0 || rests || !row.get::<_, bool>(12)? {
                        return Ok(None);
                    }
                    let (reviews, lapses): (u32, u32) = (row.get(10)?, row.get(11)?);
                    let family: String = row.get(2)?;
                    let candidate = Candidate {
                        card,
                        seconds: row.get(3)?,
                        outward: outward(&family, gates, row.get(6)?),
                        family,
                        fits: state.is_none_or(|state| states & state.bit() != 0),
                        favourite: row.get(7)?,
                        met: reviews > 0 || row.get::<_, Option<i32>>(9)?.is_some(),
                        uses: 0,
                        uses_here: 0,
                        rated_here: 0,
                        recalled: reviews.saturating_sub(lapses),
                        utility: None,
                        words: crate::helped::by_word::ByWord::default(),
                    };
                    Ok(Some((candidate, SafeText::new(&row.get::<_, String>(1)?))))
                })
                .optional()
            })
            .doing(DOING)?;
        let Some((mut candidate, title)) = found.flatten() else { return Ok(None) };
        let cells = cells(&self.connection, number)?;
        let here = cells.get(&state).copied().unwrap_or_default();
        if here.rests_on(today.0) {
            return Ok(None);
        }
        candidate.uses = cells.values().map(|cell| cell.uses).sum();
        candidate.met |= candidate.uses > 0;
        (candidate.uses_here, candidate.words) = (here.uses, here.words);
        Ok(Some((Row { candidate, cells }, title)))
    }

    /// Counts the uses with a word, as far as it matters.
    fn words_said(&self) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT coalesce(sum(said), 0) FROM (SELECT said FROM helped_card ORDER BY uses DESC LIMIT 30)",
            )
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns cards to pick from when one was used in life: those used most, then those that come round next.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn for_life(&self, most: usize) -> Result<Vec<(CardId, SafeText)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, title FROM (SELECT card AS number FROM helped_card ORDER BY uses DESC LIMIT ?1) \
                 JOIN card USING (number) WHERE active = 1 \
                 UNION ALL \
                 SELECT id, title FROM (SELECT number FROM card INDEXED BY card_due \
                 WHERE due IS NOT NULL AND active = 1 AND pinned = 0 ORDER BY due LIMIT ?1) JOIN card USING (number) \
                 WHERE NOT EXISTS (SELECT 1 FROM helped_card WHERE helped_card.card = card.number)",
            )
            .doing(DOING)?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement
            .query_map([limit], |row| Ok((row.get::<_, String>(0)?, SafeText::new(&row.get::<_, String>(1)?))))
            .doing(DOING)?;
        let all: Vec<(String, SafeText)> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
        Ok(all.into_iter().filter_map(|(id, title)| Some((id.parse().ok()?, title))).take(most).collect())
    }
}
