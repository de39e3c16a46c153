//! What the closed lists of the field are called.

use crate::deck::kinds::{Family, Gate, State};
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// What the closed lists of the field are called.
pub struct NameWords {
    /// A state in a word.
    pub state: fn(State) -> &'static str,
    /// A state with its plain explanation.
    pub state_line: fn(State) -> &'static str,
    /// A gate in a word.
    pub gate: fn(Gate) -> &'static str,
    /// The question for a gate: what it is about, and its caution.
    pub gate_asks: fn(Gate) -> &'static str,
    /// The name of a family; one that a deck chose keeps its own.
    pub family: fn(&Family) -> &str,
    /// An axis in a word.
    pub axis: fn(Axis) -> &'static str,
    /// A verdict.
    pub verdict: fn(Verdict) -> &'static str,
    /// A verdict inside a sentence.
    pub verdict_within: fn(Verdict) -> String,
    /// A grade with its plain explanation.
    pub recall: fn(Recall) -> &'static str,
    /// A grade in a word or two.
    pub recall_word: fn(Recall) -> &'static str,
    /// One of the two answers that there usually are, with its plain explanation.
    pub one_of_two: fn(Recall) -> &'static str,
    /// What a practice did.
    pub helped: fn(Helped) -> &'static str,
}
