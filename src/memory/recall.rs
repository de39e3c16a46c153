//! How well a card came to mind.

use crate::deck::kinds::words;

words!(
    /// How well a card came to mind. Feeds the schedule and nothing else.
    Recall {
        /// Not this time.
        Again = "again",
        /// With effort.
        Hard = "hard",
        /// Yes.
        Good = "good",
        /// Easily.
        Easy = "easy",
    }
);

impl Recall {
    /// Returns the grade as FSRS counts it, 1 to 4.
    pub const fn rating(self) -> u32 {
        self as u32 + 1
    }

    /// Finds the grade that FSRS counts as `rating`; anything outside 1 to 4 is none.
    pub fn from_rating(rating: u32) -> Option<Self> {
        rating.checked_sub(1).and_then(|index| Self::ALL.get(usize::try_from(index).ok()?).copied())
    }

    /// Returns the words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Again => "not this time",
            Self::Hard => "with effort",
            Self::Good => "yes",
            Self::Easy => "easily",
        }
    }
}
