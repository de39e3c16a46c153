//! Uses of a technique, and the fold from them to what the model and the harm rules need: one cell for each state.

use std::collections::BTreeMap;

use super::by_word::ByWord;
use super::constants::{CARRY_OVER_MINUTES, REST_DAYS, SOFT_OF};
use super::harm::{self, Why};
use super::levels::{Axis, Change, Helped, infer_state};
use super::sums::Sums;
use crate::deck::kinds::State;

/// One use of a technique: its steps were done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// When, in milliseconds of UTC.
    pub at: i64,
    /// The practice day, counted from 1970-01-01.
    pub day: i32,
    /// The state that was named.
    pub named: Option<State>,
    /// Distress before and after.
    pub distress: Change,
    /// Connection before and after.
    pub connection: Change,
    /// What the person said it did.
    pub helped: Option<Helped>,
    /// Whether no other technique was used in the 30 minutes before, so that the change is this one's.
    pub alone: bool,
}

/// The state a use is counted in: the one that was named, or the one that the levels before speak for.
pub fn state_of(named: Option<State>, distress: &Change, connection: &Change) -> Option<State> {
    named.or_else(|| infer_state(distress.before, connection.before))
}

/// Tells which uses stand alone: no other began within the 30 minutes before. Moments come in order, in milliseconds.
pub fn alone(moments: &[i64]) -> Vec<bool> {
    let before = std::iter::once(None).chain(moments.iter().map(|at| Some(*at)));
    moments.iter().zip(before).map(|(at, before)| before.is_none_or(|before| at - before > CARRY_OVER_MS)).collect()
}

/// The carry-over window in milliseconds.
pub const CARRY_OVER_MS: i64 = CARRY_OVER_MINUTES * 60_000;

impl Use {
    /// Returns the state it is counted in.
    pub fn state(&self) -> Option<State> {
        state_of(self.named, &self.distress, &self.connection)
    }

    /// Returns the levels of one axis.
    pub const fn on(&self, axis: Axis) -> Change {
        match axis {
            Axis::Distress => self.distress,
            Axis::Connection => self.connection,
        }
    }

    /// Tells whether anything was said afterwards.
    pub const fn rated(&self) -> bool {
        self.distress.after.is_some() || self.connection.after.is_some() || self.helped.is_some()
    }

    /// Tells whether it was worse, by the rule of the state it was in.
    pub fn worse(&self) -> bool {
        harm::worse(self.state(), self.distress, self.connection, self.helped)
    }
}

/// The uses of one technique on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AxisSums {
    /// Those that the model takes: rated before and after, with room to get better, and standing alone.
    pub rated: Sums,
    /// Those that it would take if they had been rated afterwards, as if nothing had changed.
    pub unrated: Sums,
    /// Rated before and after, with or without room, alone or not.
    pub both: u32,
    /// Rated, but left out for want of room.
    pub no_room: u32,
    /// Rated, but left out because another technique came shortly before.
    pub carried: u32,
}

impl AxisSums {
    fn take(&mut self, axis: Axis, levels: Change, alone: bool) {
        let Some(before) = levels.before else { return };
        let counts = axis.has_room(before) && alone;
        match levels.after {
            Some(after) => {
                self.both += 1;
                self.no_room += u32::from(!axis.has_room(before));
                self.carried += u32::from(axis.has_room(before) && !alone);
                if counts {
                    self.rated.add(before, after);
                }
            }
            None if counts => self.unrated.add(before, before),
            None => {}
        }
    }

    /// Returns the sums of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            rated: self.rated.with(other.rated),
            unrated: self.unrated.with(other.unrated),
            both: self.both + other.both,
            no_room: self.no_room + other.no_room,
            carried: self.carried + other.carried,
        }
    }
}

/// A rest that the record asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// First day on which it may come up again in that state.
    pub until: i32,
    /// Which rule asked for it.
    pub why: Why,
    /// When the use was that fired the rule, in milliseconds of UTC.
    pub since: i64,
}

/// All uses of one technique in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Uses.
    pub uses: u32,
    /// Uses after which anything was said.
    pub judged: u32,
    /// Uses that were worse.
    pub worse: u32,
    /// Distress.
    pub distress: AxisSums,
    /// Connection.
    pub connection: AxisSums,
    /// What was said in words.
    pub words: ByWord,
    /// The rest that the record asks for, past or not; `None` when no rule fired or the person lifted it.
    pub rest: Option<Rest>,
}

impl Cell {
    /// Returns one axis.
    pub const fn on(&self, axis: Axis) -> &AxisSums {
        match axis {
            Axis::Distress => &self.distress,
            Axis::Connection => &self.connection,
        }
    }

    /// Returns both together. The rest is the later one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            uses: self.uses + other.uses,
            judged: self.judged + other.judged,
            worse: self.worse + other.worse,
            distress: self.distress.with(other.distress),
            connection: self.connection.with(other.connection),
            words: self.words.with(other.words),
            rest: [self.rest, other.rest].into_iter().flatten().max_by_key(|rest| rest.until),
        }
    }

    /// Tells whether the record asks for rest on a day.
    pub fn rests_on(&self, day: i32) -> bool {
        self.rest.is_some_and(|rest| rest.until > day)
    }
}

/// All that is known of one technique: a cell for each state in which it was used. `None` is a state that nobody named
/// and no level spoke for.
pub type Cells = BTreeMap<Option<State>, Cell>;

/// Folds the uses of one technique, in the order in which they were done. `lifts` are the moments at which the person
/// let it come again in a state, in milliseconds of UTC.
pub fn fold(uses: impl IntoIterator<Item = Use>, lifts: &[(State, i64)]) -> Cells {
    let mut cells = Cells::new();
    let mut last: BTreeMap<Option<State>, [bool; SOFT_OF]> = BTreeMap::new();
    for one in uses {
        let state = one.state();
        let cell = cells.entry(state).or_default();
        cell.uses += 1;
        cell.distress.take(Axis::Distress, one.distress, one.alone);
        cell.connection.take(Axis::Connection, one.connection, one.alone);
        match one.helped {
            Some(Helped::Helped) => cell.words.helped += 1,
            Some(Helped::Same) => cell.words.same += 1,
            Some(Helped::Worse) => cell.words.worse += 1,
            Some(Helped::Unsure) => cell.words.unsure += 1,
            None => {}
        }
        if !one.rated() {
            continue;
        }
        let worse = one.worse();
        cell.judged += 1;
        cell.worse += u32::from(worse);
        let last = last.entry(state).or_default();
        last.rotate_left(1);
        if let Some(latest) = last.last_mut() {
            *latest = worse;
        }
        // A rest is asked for by a use that was worse, never by one that was not.
        if let Some(why) = harm::rests(last, cell.worse, cell.judged).filter(|_| worse) {
            cell.rest = Some(Rest { until: one.day.saturating_add(REST_DAYS), why, since: one.at });
        }
    }
    for (state, at) in lifts {
        if let Some(cell) = cells.get_mut(&Some(*state))
            && cell.rest.is_some_and(|rest| rest.since <= *at)
        {
            cell.rest = None;
        }
    }
    cells
}
