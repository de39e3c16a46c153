//! The only place that asks the machine for the time or for chance.

#![allow(clippy::disallowed_methods, reason = "this is the room where the machine is asked")]

use std::time::{Duration, Instant};

use crate::memory::days::Moment;

/// Where a run takes its time from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    Machine,
    /// As if it were this moment when the program began; time goes on from there.
    From(Moment, Instant),
}

impl Clock {
    /// Makes a clock that shows `moment` now and then goes on.
    pub fn starting_at(moment: Moment) -> Self {
        Self::From(moment, Instant::now())
    }

    /// Returns the time at which the program was told to begin; the time now when it was told nothing.
    pub fn began(self) -> Moment {
        match self {
            Self::Machine => self.now(),
            Self::From(start, _) => start,
        }
    }

    /// Returns the time now, with the local offset.
    pub fn now(self) -> Moment {
        match self {
            Self::Machine => chrono::Local::now().fixed_offset().into(),
            Self::From(start, began) => {
                let passed = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
                Moment { utc_ms: start.utc_ms.saturating_add(passed), ..start }
            }
        }
    }
}

/// Makes a clock for timers: it never goes back and does not care about dates.
pub fn monotonic() -> impl Fn() -> Duration {
    let start = Instant::now();
    move || start.elapsed()
}

/// Where a run takes chance from: the machine, or a seed that gives the same run again.
#[derive(Debug, Clone, Copy)]
pub struct Chance(Option<u64>);

impl Chance {
    /// Takes chance from the machine.
    pub const fn machine() -> Self {
        Self(None)
    }

    /// Gives the same numbers every time for the same `seed`.
    pub const fn seeded(seed: u64) -> Self {
        Self(Some(seed))
    }

    /// Takes a second source out of this one, with other numbers.
    ///
    /// # Errors
    /// Never for a seeded one; when the machine has none to give otherwise.
    pub fn split(&mut self) -> Result<Self, getrandom::Error> {
        match self.0 {
            None => Ok(Self(None)),
            Some(_) => self.bits().map(|bits| Self(Some(u64::try_from(bits >> 64).unwrap_or(0)))),
        }
    }

    /// Returns 128 bits of chance.
    ///
    /// # Errors
    /// When the machine has none to give.
    pub fn bits(&mut self) -> Result<u128, getrandom::Error> {
        if let Some(seed) = &mut self.0 {
            let high = splitmix(seed);
            let low = splitmix(seed);
            return Ok(u128::from(high) << 64 | u128::from(low));
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(u128::from_ne_bytes(bytes))
    }
}

/// One step of splitmix64 (Steele, Lea and Flood 2014).
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
