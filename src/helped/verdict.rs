//! The verdict in words: the first rule that fits.

use super::chance::Normal;
use super::constants::{FEWEST, LEANS, NO_DIFFERENCE, NOTICEABLE, PROBABLY, WIDEST};
use crate::deck::kinds::words;

words!(
    /// What the record says of a technique.
    Verdict {
        /// It made things worse too often.
        OftenWorse = "Often worse for you",
        /// There is too little to go by, which is how everything begins.
        TooEarly = "Too early to say",
        /// A noticeable benefit is very likely.
        ProbablyHelps = "Probably helps you",
        /// Some benefit is likely.
        LeansHelpful = "Leans helpful",
        /// Hardly any effect is more likely than not.
        NoDifference = "No clear difference",
        /// Some harm is likely.
        LeansUnhelpful = "Leans unhelpful",
        /// None of these.
        Unclear = "Unclear",
    }
);

impl Verdict {
    /// Says what the record says of a technique with so many uses; `harmed` when a harm rule fired.
    pub fn of(uses: u32, benefit: &Normal, harmed: bool) -> Self {
        let (low, high) = benefit.ninety();
        let below = |at: f64| 1.0 - benefit.above(at);
        if harmed || (uses >= FEWEST && below(-NOTICEABLE) >= LEANS) {
            Self::OftenWorse
        } else if uses < FEWEST || high - low > WIDEST {
            Self::TooEarly
        } else if benefit.above(NOTICEABLE) >= PROBABLY {
            Self::ProbablyHelps
        } else if benefit.above(0.0) >= LEANS {
            Self::LeansHelpful
        } else if benefit.above(-NOTICEABLE) - benefit.above(NOTICEABLE) >= NO_DIFFERENCE {
            Self::NoDifference
        } else if below(0.0) >= LEANS {
            Self::LeansUnhelpful
        } else {
            Self::Unclear
        }
    }
}
