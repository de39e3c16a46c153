//! What is known of techniques, by axis and by state, as screens and reports show it.

use std::collections::BTreeMap;

use super::chance::Normal;
use super::levels::{Axis, Usual};
use super::pool::Pool;
use super::sums::{Group, Sums};
use super::uses::{AxisSums, Cells};
use super::verdict::Verdict;
use crate::deck::kinds::State;

/// Printed wherever estimates are shown.
pub const OWN_RECORD: &str =
    "This is your own record, not an experiment; part of any change would have happened anyway.";

/// Which uses are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// All of them.
    All,
    /// All of them, and those that were not rated afterwards as if nothing had changed.
    WithUnrated,
    /// Those of every other state.
    Without(State),
}

impl View {
    /// Returns every view.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::All, Self::WithUnrated].into_iter().chain(State::ALL.iter().map(|state| Self::Without(*state)))
    }

    /// Returns the number by which the record keeps it.
    pub const fn number(self) -> u8 {
        match self {
            Self::All => 0,
            Self::WithUnrated => 1,
            Self::Without(state) => 2 + state as u8,
        }
    }

    /// Finds a view by that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::all().find(|view| view.number() == number)
    }

    /// Returns the sums of one technique in this view.
    pub fn sums(self, axis: Axis, cells: &Cells) -> Sums {
        let mut all = Sums::default();
        for (state, cell) in cells {
            let sums = cell.on(axis);
            match self {
                Self::Without(without) if *state == Some(without) => {}
                Self::WithUnrated => all = all.with(sums.rated).with(sums.unrated),
                _ => all = all.with(sums.rated),
            }
        }
        all
    }
}

/// The pools of one axis, one for each view.
#[derive(Debug, Clone, PartialEq)]
pub struct Pools {
    pools: BTreeMap<View, Pool>,
    usual: Usual,
}

/// What is believed of one technique on one axis, with all that has to be printed beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Uses, rated or not.
    pub uses: u32,
    /// Uses rated before and after on this axis.
    pub both: u32,
    /// Uses that the estimate comes from.
    pub n: u32,
    /// Uses that were rated before and not after.
    pub unrated: u32,
    /// Rated uses left out for want of room (floor and ceiling).
    pub no_room: u32,
    /// Rated uses left out because another technique came shortly before.
    pub carried: u32,
    /// Mean change as it looks, in points, above 0 when better; `None` without a use.
    pub raw_mean: Option<f64>,
    /// Mean change beyond the expected drift, before pooling; `None` without a use.
    pub corrected_mean: Option<f64>,
    /// The benefit, in points.
    pub benefit: Normal,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the verdict would be another one if the unrated uses had changed nothing.
    pub depends_on_unrated: bool,
}

impl Estimate {
    /// Returns the share of uses that were rated before and after, 0 to 1; `None` without a use.
    pub fn rated_share(&self) -> Option<f64> {
        (self.uses > 0).then(|| f64::from(self.both) / f64::from(self.uses))
    }

    /// Tells whether it may be ranked among others.
    pub const fn can_be_ranked(&self) -> bool {
        self.n >= super::constants::FEWEST
    }
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

impl Pools {
    /// Makes the pools of an axis from the groups of each view.
    pub fn new(usual: Usual, groups: impl IntoIterator<Item = (View, Group)>) -> Self {
        let mut by_view: BTreeMap<View, Vec<Group>> = BTreeMap::new();
        for (view, group) in groups {
            by_view.entry(view).or_default().push(group);
        }
        let pools = View::all().map(|view| (view, Pool::new(usual, by_view.remove(&view).unwrap_or_default())));
        Self { pools: pools.collect(), usual }
    }

    /// Makes the pools of an axis from the cells of every technique.
    pub fn of<'a>(usual: Usual, techniques: impl IntoIterator<Item = &'a Cells>) -> Self {
        let techniques: Vec<&Cells> = techniques.into_iter().collect();
        let groups = View::all()
            .flat_map(|view| techniques.iter().map(move |cells| (view, Group::of(&view.sums(usual.axis, cells)))));
        Self::new(usual, groups.collect::<Vec<_>>())
    }

    /// Returns what is usual on this axis.
    pub const fn usual(&self) -> &Usual {
        &self.usual
    }

    /// Returns the pool of a view.
    pub fn pool(&self, view: View) -> Pool {
        self.pools.get(&view).copied().unwrap_or_else(|| Pool::new(self.usual, []))
    }

    /// Returns what is believed of a technique over all states, seen from `today`.
    pub fn estimate(&self, cells: &Cells, today: i32) -> Estimate {
        let axis = self.usual.axis;
        let all = cells.values().fold(AxisSums::default(), |all, cell| all.with(*cell.on(axis)));
        let uses = cells.values().map(|cell| cell.uses).sum();
        let harmed = cells.values().any(|cell| cell.rests_on(today));
        let benefit = self.pool(View::All).believed(&all.rated).benefit;
        let as_if = all.rated.with(all.unrated);
        let otherwise = self.pool(View::WithUnrated).believed(&as_if).benefit;
        self.tell(uses, &all, benefit, otherwise, harmed)
    }

    /// Returns what is believed of a technique in one state: its uses there, and what other states say of it.
    pub fn estimate_in(&self, state: State, cells: &Cells, today: i32) -> Estimate {
        let axis = self.usual.axis;
        let cell = cells.get(&Some(state)).copied().unwrap_or_default();
        let here = cell.on(axis);
        let view = View::Without(state);
        let (pool, others) = (self.pool(view), view.sums(axis, cells));
        let benefit = pool.in_state(&others, &here.rated);
        let otherwise = pool.in_state(&others, &here.rated.with(here.unrated));
        self.tell(cell.uses, here, benefit, otherwise, cell.rests_on(today))
    }

    fn tell(&self, uses: u32, sums: &AxisSums, benefit: Normal, otherwise: Normal, harmed: bool) -> Estimate {
        let n = small(sums.rated.n);
        let verdict = Verdict::of(n, &benefit, harmed);
        let as_if = Verdict::of(n + small(sums.unrated.n), &otherwise, harmed);
        Estimate {
            uses,
            both: sums.both,
            n,
            unrated: small(sums.unrated.n),
            no_room: sums.no_room,
            carried: sums.carried,
            raw_mean: sums.rated.raw_mean(&self.usual),
            corrected_mean: sums.rated.corrected_mean(&self.usual),
            benefit,
            verdict,
            depends_on_unrated: sums.unrated.n > 0 && as_if != verdict,
        }
    }
}
