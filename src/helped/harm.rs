//! When a practice made things worse: one use, rests, families, and when a person comes before any card.
//!
//! Nothing here says anything about the risk of suicide, and nothing may be made to.

use super::chance::Beta;
use super::constants::{
    GUARD_AFTER, GUARD_RISE, HEIGHT, HEIGHTS, SITTINGS_DAYS, SITTINGS_WORSE, SOFT_WORSE, STATISTICAL_WORSE, STOP_AFTER,
    STOP_RISE, TOO_OFTEN, TOO_OFTEN_CHANCE, WORSE_BY, WORSE_PRIOR,
};
use super::levels::{Change, Helped};
use super::uses::{CARRY_OVER_MS, Use};
use crate::deck::kinds::{State, words};

words!(
    /// Which rule asked for a rest.
    Why {
        /// Two of the last three rated uses were worse.
        Soft = "two of the last three",
        /// Too many of all rated uses were worse.
        Statistical = "too often over time",
    }
);

/// Tells whether one use was worse: distress rose by two, connection fell by two, or the person said so. Numb, flat and
/// disconnected have a wider guard for distress, since a little of it is part of thawing.
pub fn worse(state: Option<State>, distress: Change, connection: Change, helped: Option<Helped>) -> bool {
    let by_distress = match state {
        Some(State::Numb | State::Flat | State::Disconnected) => guard(distress),
        _ => distress.rise().is_some_and(|rise| rise >= WORSE_BY),
    };
    by_distress || connection.rise().is_some_and(|rise| rise <= -WORSE_BY) || helped == Some(Helped::Worse)
}

/// The guard of the states in which a small rise of distress is allowed: it rose by three, or it is seven or more
/// afterwards and did not fall.
fn guard(distress: Change) -> bool {
    distress.rise().is_some_and(|rise| rise >= GUARD_RISE)
        || distress
            .after
            .is_some_and(|after| after >= GUARD_AFTER && distress.before.is_none_or(|before| after >= before))
}

/// Tells whether a practice ends at once: distress rose by three, it is nine or more and did not fall, or the person
/// said *worse*. What comes then is one outward card or nothing, and people to reach; no more techniques in a row.
pub fn stops(distress: Change, helped: Option<Helped>) -> bool {
    distress.rise().is_some_and(|rise| rise >= STOP_RISE)
        || distress
            .after
            .is_some_and(|after| after >= STOP_AFTER && distress.before.is_none_or(|before| after >= before))
        || helped == Some(Helped::Worse)
}

/// Returns the rule that asks for a rest after the `last` rated uses in a state, the latest last, with so many worse of
/// so many rated in all.
pub fn rests(last: &[bool], worse: u32, rated: u32) -> Option<Why> {
    if last.iter().filter(|worse| **worse).count() >= SOFT_WORSE {
        return Some(Why::Soft);
    }
    too_often(worse, rated).then_some(Why::Statistical)
}

/// What is believed of the share of uses that are worse.
pub fn worse_share(worse: u32, rated: u32) -> Beta {
    Beta { yes: WORSE_PRIOR.0 + f64::from(worse), no: WORSE_PRIOR.1 + f64::from(rated.saturating_sub(worse)) }
}

/// Tells whether a technique is worse too often: at least three times, and a share above a fifth is likely.
pub fn too_often(worse: u32, rated: u32) -> bool {
    worse >= STATISTICAL_WORSE && worse_share(worse, rated).above(TOO_OFTEN) >= TOO_OFTEN_CHANCE
}

/// Why a person comes before any card today, and no new cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepBack {
    /// The last three sittings that were rated ended with *worse*.
    Sittings,
    /// Distress was nine or more, twice on this day.
    Heights,
    /// Check-ins have been heavier than usual.
    Drift,
}

/// Tells whether the last three rated sittings ended with *worse*. `uses` are those of the last weeks, in order; a
/// sitting is a chain of them with less than half an hour between.
pub fn sittings_were_worse(uses: &[Use], today: i32) -> bool {
    let lately: Vec<&Use> = uses.iter().filter(|one| one.rated() && today - one.day < SITTINGS_DAYS).collect();
    let chains = lately.chunk_by(|one, next| next.at - one.at <= CARRY_OVER_MS);
    let ends: Vec<bool> = chains.filter_map(|chain| chain.last().map(|last| last.worse())).collect();
    ends.len() >= SITTINGS_WORSE && ends.iter().rev().take(SITTINGS_WORSE).all(|worse| *worse)
}

/// Tells whether the distress levels given on one day reached nine twice.
pub fn reached_heights(distress: impl IntoIterator<Item = u8>) -> bool {
    distress.into_iter().filter(|level| *level >= HEIGHT).count() >= HEIGHTS as usize
}
