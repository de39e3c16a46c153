//! What is known of one card's memory, as a fold over its practices.

use crate::memory::days::Day;
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;

/// What one practice says about memory and schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The practice day.
    pub day: Day,
    /// The answer; `None` leaves the memory as it was.
    pub recall: Option<Recall>,
    /// The day decided then for the next time; `None` leaves the schedule as it was.
    pub due: Option<Day>,
}

/// What is known of one card's memory.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Remembered {
    /// Stability and difficulty; `None` before the first answer.
    pub memory: Option<Memory>,
    /// Day of the last answer.
    pub last_day: Option<Day>,
    /// Day it comes round again; `None` before it was begun.
    pub due: Option<Day>,
    /// How many answers there were.
    pub reviews: u32,
    /// How many of them were *not this time*.
    pub lapses: u32,
}

impl Remembered {
    /// Returns what is known after one more practice. Practices come in the order in which they were done.
    #[must_use]
    pub fn after(self, model: &Model, turn: Turn) -> Self {
        let mut next = Self { due: turn.due.or(self.due), ..self };
        if let Some(recall) = turn.recall {
            let elapsed = self.last_day.map_or(0, |last| turn.day.since(last));
            next.memory = Some(model.after(self.memory, elapsed, recall));
            next.last_day = Some(turn.day);
            next.reviews = self.reviews.saturating_add(1);
            next.lapses = self.lapses.saturating_add(u32::from(recall == Recall::Again));
        }
        next
    }

    /// Folds a whole history.
    pub fn replay(model: &Model, turns: impl IntoIterator<Item = Turn>) -> Self {
        turns.into_iter().fold(Self::default(), |known, turn| known.after(model, turn))
    }
}
