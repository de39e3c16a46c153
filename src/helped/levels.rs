//! Levels that a person gives, and what is usual for them.

use serde::{Deserialize, Serialize};

use super::constants::{
    CEILING_CONNECTION, FLOODED_FROM, FLOOR_DISTRESS, NUMB_TO, RHO, RHO_HIGH, RHO_LOW, RHO_WEIGHT, USUAL_CONNECTION,
    USUAL_DISTRESS, USUAL_SPREAD, USUAL_WEIGHT,
};
use crate::deck::kinds::{State, words};

words!(
    /// What is rated. The two are never pooled together.
    Axis {
        /// Distress, 0 none to 10 the most imaginable.
        Distress = "distress",
        /// Connection, 0 nothing gets through to 10 fully here.
        Connection = "connection",
    }
);

words!(
    /// What the person says a practice did.
    Helped {
        /// It helped.
        Helped = "helped",
        /// No change.
        Same = "same",
        /// It made things worse.
        Worse = "worse",
        /// Cannot tell.
        Unsure = "unsure",
    }
);

/// A level before and after, each 0 to 10 or not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// Level before, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u8>,
    /// Level after, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u8>,
}

impl Change {
    /// Tells whether neither level was given.
    pub const fn is_empty(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }

    /// Returns both levels when both were given.
    pub fn both(&self) -> Option<(u8, u8)> {
        self.before.zip(self.after)
    }

    /// Returns by how much the level rose, when both were given.
    pub fn rise(&self) -> Option<i16> {
        self.both().map(|(before, after)| i16::from(after) - i16::from(before))
    }
}

impl Axis {
    /// Returns 1 where less is better, −1 where more is.
    pub(super) const fn sign(self) -> f64 {
        match self {
            Self::Distress => 1.0,
            Self::Connection => -1.0,
        }
    }

    /// Tells whether a level before a practice leaves room to get better (floor and ceiling).
    pub const fn has_room(self, before: u8) -> bool {
        match self {
            Self::Distress => before > FLOOR_DISTRESS,
            Self::Connection => before < CEILING_CONNECTION,
        }
    }

    /// Returns the level that is assumed to be usual before anything is known.
    pub const fn assumed(self) -> f64 {
        match self {
            Self::Distress => USUAL_DISTRESS,
            Self::Connection => USUAL_CONNECTION,
        }
    }

    /// Returns the usual level from routine ratings, shrunk towards what is assumed: (n·mean + 4·m0)/(n + 4).
    pub fn usual(self, ratings: impl IntoIterator<Item = u8>) -> f64 {
        let (n, sum) = ratings.into_iter().fold((0.0, 0.0), |(n, sum), level| (n + 1.0, sum + f64::from(level)));
        (sum + USUAL_WEIGHT * self.assumed()) / (n + USUAL_WEIGHT)
    }
}

/// Returns the usual spread of routine ratings, a standard deviation, shrunk towards what is assumed.
pub fn usual_spread(ratings: &[u8]) -> f64 {
    let n = ratings.len() as f64;
    let mean = ratings.iter().map(|level| f64::from(*level)).sum::<f64>() / n.max(1.0);
    let squares: f64 = ratings.iter().map(|level| (f64::from(*level) - mean).powi(2)).sum();
    let freedom = (n - 1.0).max(0.0);
    ((squares + USUAL_WEIGHT * USUAL_SPREAD.powi(2)) / (freedom + USUAL_WEIGHT)).sqrt()
}

/// Returns the correlation of two ratings with a wait and no practice between them, from such pairs and what is
/// assumed: (n·r + 12·0.75)/(n + 12), within 0.3 and 0.95. Pairs that do not vary say nothing.
pub fn rho(pairs: &[(u8, u8)]) -> f64 {
    let n = pairs.len() as f64;
    let means = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + f64::from(pair.0) / n, y + f64::from(pair.1) / n));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for pair in pairs {
        let (x, y) = (f64::from(pair.0) - means.0, f64::from(pair.1) - means.1);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let varies = pairs.len() >= 3 && xx > 1e-9 && yy > 1e-9;
    let (n, r) = if varies { (n, xy / (xx * yy).sqrt()) } else { (0.0, 0.0) };
    ((n * r + RHO_WEIGHT * RHO) / (n + RHO_WEIGHT)).clamp(RHO_LOW, RHO_HIGH)
}

/// Returns the state that levels speak for when none was named: much distress is *flooded*, little connection with
/// little distress is *numb*; otherwise it has to be asked.
pub fn infer_state(distress: Option<u8>, connection: Option<u8>) -> Option<State> {
    match (distress, connection) {
        (Some(FLOODED_FROM..), _) => Some(State::Flooded),
        (Some(_), Some(..=NUMB_TO)) => Some(State::Numb),
        _ => None,
    }
}

/// Tells whether levels speak for *flooded and shut down*: outward grounding comes first then.
pub fn shut_down(state: Option<State>, distress: Option<u8>, connection: Option<u8>) -> bool {
    let flooded = state == Some(State::Flooded) || distress.is_some_and(|level| level >= FLOODED_FROM);
    flooded && connection.is_some_and(|level| level <= NUMB_TO)
}

/// What is usual for a person on one axis, by which drift is corrected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The axis.
    pub axis: Axis,
    /// Usual level, 0 to 10.
    pub level: f64,
    /// Routine ratings that it comes from.
    pub ratings: u32,
    /// Correlation of two ratings without a practice between them, 0.3 to 0.95.
    pub rho: f64,
    /// Just-wait pairs that it comes from; 0 when it is only assumed.
    pub pairs: u32,
}

impl Usual {
    /// Returns what is assumed before anything is known.
    pub const fn assumed(axis: Axis) -> Self {
        Self { axis, level: axis.assumed(), ratings: 0, rho: RHO, pairs: 0 }
    }

    /// Makes it from routine ratings and just-wait pairs.
    pub fn from_ratings(axis: Axis, ratings: &[u8], pairs: &[(u8, u8)]) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            axis,
            level: axis.usual(ratings.iter().copied()),
            ratings: count(ratings.len()),
            rho: rho(pairs),
            pairs: count(pairs.len()),
        }
    }

    /// Returns the benefit of one use as it looks: points better.
    pub fn raw(&self, before: u8, after: u8) -> f64 {
        self.axis.sign() * (f64::from(before) - f64::from(after))
    }

    /// Returns the benefit of one use beyond the drift back to the usual level that was to be expected anyway.
    pub fn corrected(&self, before: u8, after: u8) -> f64 {
        let expected = (1.0 - self.rho) * (f64::from(before) - self.level);
        self.axis.sign() * (f64::from(before) - f64::from(after) - expected)
    }
}

/// Returns how far one use may move by noise alone: 1.96·s·√(2·(1 − r)), about three points.
pub fn one_use_noise() -> f64 {
    1.96 * super::constants::RETEST_SPREAD * (2.0 * (1.0 - super::constants::RETEST)).sqrt()
}
