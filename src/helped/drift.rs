//! Drift of routine check-ins away from what is usual: a cumulative sum (CUSUM, Page 1954).

use super::constants::{DRIFT_ALERT, DRIFT_DAYS, DRIFT_SLACK, USUAL_DAYS};
use super::levels::{Axis, usual_spread};

/// A routine rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// The practice day, counted from 1970-01-01.
    pub day: i32,
    /// Distress, 0 to 10.
    pub distress: Option<u8>,
    /// Connection, 0 to 10.
    pub connection: Option<u8>,
}

impl Rating {
    const fn on(self, axis: Axis) -> Option<u8> {
        match axis {
            Axis::Distress => self.distress,
            Axis::Connection => self.connection,
        }
    }
}

/// Returns the running sum after each level: how far they lie on the heavy side of usual, with half a spread of slack.
pub fn cusum(axis: Axis, usual: f64, spread: f64, levels: &[u8]) -> Vec<f64> {
    let mut sum = 0.0_f64;
    let step = |level: u8| {
        sum = (sum + axis.sign() * (f64::from(level) - usual) - DRIFT_SLACK * spread).max(0.0);
        sum
    };
    levels.iter().copied().map(step).collect()
}

/// Tells whether the check-ins of the last two weeks are heavier than those of the 60 days before them, on either
/// axis. `ratings` come in order of time.
pub fn drifts(ratings: &[Rating], today: i32) -> bool {
    Axis::ALL.iter().any(|axis| drifts_on(*axis, ratings, today))
}

fn drifts_on(axis: Axis, ratings: &[Rating], today: i32) -> bool {
    let first = today - DRIFT_DAYS + 1;
    let within = |from: i32, to: i32| {
        ratings.iter().filter(move |rating| (from..to).contains(&rating.day)).filter_map(move |rating| rating.on(axis))
    };
    let before: Vec<u8> = within(first - USUAL_DAYS, first).collect();
    let lately: Vec<u8> = within(first, today + 1).collect();
    let spread = usual_spread(&before);
    let sums = cusum(axis, axis.usual(before), spread, &lately);
    // What passed again is no reason for a message today.
    sums.last().is_some_and(|last| *last > DRIFT_ALERT * spread)
}
