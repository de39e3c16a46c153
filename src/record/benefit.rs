//! What helped, as read from the record: everything that screens and reports show of it.

use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::helped::fair::{Fair, Progress, evaluate};
use crate::helped::harm::Why;
use crate::helped::known::{Estimate, Pools};
use crate::helped::levels::Axis;
use crate::helped::uses::Cells;
use crate::memory::days::{Day, Moment};
use crate::record::event::FairTest;

/// A technique that was used, with all that is known of its uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Technique {
    /// Its row, by which the store finds it again.
    pub number: i64,
    /// Its id.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// Whether it turns to the body.
    pub turns_to_body: bool,
    /// Its cells, one for each state in which it was used.
    pub cells: Cells,
}

impl Technique {
    /// Returns how often it was used.
    pub fn uses(&self) -> u32 {
        self.cells.values().map(|cell| cell.uses).sum()
    }
}

/// A card that the record lets rest in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resting {
    /// Its row, by which the store finds it again.
    pub number: i64,
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// The state; `None` for one that nobody named.
    pub state: Option<State>,
    /// First day on which it may come up again there.
    pub until: Day,
    /// Which rule asked for it.
    pub why: Why,
    /// Whether it turns to the body.
    pub turns_to_body: bool,
}

/// How the person said they were, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckIn {
    /// When.
    pub at: Moment,
    /// The state.
    pub state: Option<State>,
    /// Distress, 0 to 10.
    pub distress: Option<u8>,
    /// Connection, 0 to 10.
    pub connection: Option<u8>,
}

impl CheckIn {
    /// Returns the level of one axis.
    pub const fn on(&self, axis: Axis) -> Option<u8> {
        match axis {
            Axis::Distress => self.distress,
            Axis::Connection => self.connection,
        }
    }
}

/// A fair test that goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Testing {
    /// The test.
    pub test: FairTest,
    /// The titles of both: the first, the second.
    pub titles: (SafeText, SafeText),
    /// How far it is.
    pub progress: Progress,
}

impl Testing {
    /// Returns the card whose turn it is; `None` when all pairs are complete.
    pub fn next(&self) -> Option<&CardId> {
        self.progress.next.map(|first| if first { &self.test.first } else { &self.test.second })
    }

    /// Returns what the complete pairs show; `None` without one.
    pub fn shown(&self) -> Option<Fair> {
        evaluate(&self.progress.pairs)
    }
}

/// What is known of what helped, seen from a day.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatHelped {
    /// The day it is seen from.
    pub today: Day,
    /// The pools of distress.
    pub distress: Pools,
    /// The pools of connection.
    pub connection: Pools,
    /// Techniques that were used, the most used first.
    pub techniques: Vec<Technique>,
    /// How many were used in all; more than `techniques` holds when only the most used were asked for.
    pub techniques_in_all: u32,
    /// Cards that the record lets rest in a state today.
    pub resting: Vec<Resting>,
    /// Check-ins of the last weeks, in order of time.
    pub check_ins: Vec<CheckIn>,
    /// Days of the last weeks with practice, and how many practices, in order.
    pub days: Vec<(Day, u32)>,
    /// The first day on which anything was practised; `None` before that.
    pub first_day: Option<Day>,
    /// The fair test that goes on.
    pub testing: Option<Testing>,
}

impl WhatHelped {
    /// Returns the pools of one axis.
    pub const fn pools(&self, axis: Axis) -> &Pools {
        match axis {
            Axis::Distress => &self.distress,
            Axis::Connection => &self.connection,
        }
    }

    /// Returns what is believed of a technique on one axis: in one state, or over all of them.
    pub fn estimate(&self, axis: Axis, state: Option<State>, technique: &Technique) -> Estimate {
        let pools = self.pools(axis);
        match state {
            Some(state) => pools.estimate_in(state, &technique.cells, self.today.0),
            None => pools.estimate(&technique.cells, self.today.0),
        }
    }

    /// Returns the techniques with a use that counts on one axis, with what is believed of each. Those with enough uses
    /// to be ranked come first, the best first; the others follow in the order of their uses.
    pub fn table(&self, axis: Axis, state: Option<State>) -> Vec<(&Technique, Estimate)> {
        let mut table: Vec<(&Technique, Estimate)> = self
            .techniques
            .iter()
            .map(|technique| (technique, self.estimate(axis, state, technique)))
            .filter(|(_, known)| known.n + known.unrated > 0)
            .collect();
        let rank = |known: &Estimate| known.can_be_ranked().then_some(known.benefit.mean);
        table.sort_by(|(_, one), (_, other)| match (rank(one), rank(other)) {
            (Some(one), Some(other)) => other.total_cmp(&one),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        table
    }
}
