//! Without numbers: what the words *helped*, *no change* and *worse* say by themselves.

use super::chance::Beta;
use super::constants::{WORD_POINT, WORD_PRIOR};

/// How often each word was said of a technique. *Not sure* counts for neither side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByWord {
    /// *Helped*.
    pub helped: u32,
    /// *No change*.
    pub same: u32,
    /// *Worse*.
    pub worse: u32,
    /// *Not sure*.
    pub unsure: u32,
}

impl ByWord {
    /// Returns how often something was said that counts.
    pub const fn said(&self) -> u32 {
        self.helped + self.same + self.worse
    }

    /// Returns the sums of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            helped: self.helped + other.helped,
            same: self.same + other.same,
            worse: self.worse + other.worse,
            unsure: self.unsure + other.unsure,
        }
    }

    /// Returns what is believed of the share of uses that help.
    pub fn share(&self) -> Beta {
        Beta {
            yes: WORD_PRIOR.0 + f64::from(self.helped),
            no: WORD_PRIOR.1 + f64::from(self.same) + f64::from(self.worse),
        }
    }

    /// Returns the number to rank by: the lower 10% point, so that a longer record wins over a shorter equal one.
    pub fn rank(&self) -> f64 {
        self.share().point(WORD_POINT)
    }
}
