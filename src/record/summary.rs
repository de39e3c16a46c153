//! Sums and lists over days of the record, as reports show them.

use serde::Serialize;

use crate::deck::ids::CardId;
use crate::deck::text::SafeText;
use crate::memory::days::Day;

/// How often a kind of practice was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FamilyTotals {
    /// The word of the family.
    pub family: String,
    /// Its name on screen.
    pub name: String,
    /// Practices.
    pub practices: u32,
    /// Days on which it was practised.
    pub days: u32,
    /// Answers from memory.
    pub answers: u32,
    /// Answers that came to mind.
    pub came_to_mind: u32,
    /// Seconds of practice.
    pub seconds: u64,
}

/// A card that was answered from memory, and what is remembered of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// The last day on which it was answered.
    pub last_answered: Day,
    /// Answers from memory.
    pub answers: u32,
    /// Answers that came to mind.
    pub came_to_mind: u32,
    /// The chance that it comes to mind today, 0 to 1, as FSRS estimates it.
    pub chance_today: f64,
    /// The day it comes round again.
    pub due: Option<Day>,
}

/// Own words beside a practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The day.
    pub day: Day,
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// The words.
    pub note: SafeText,
}
