//! Deck files: bytes in, a deck and every problem out. One file a format.

mod cursor;
mod decode;
mod found;
pub mod json;
mod source;

use super::model::Deck;
use super::problem::{Problem, Severity};

pub use json::read;
pub use source::{DEEPEST, LARGEST};

/// What came of reading a deck file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The deck; there when no problem is an error.
    pub deck: Option<Deck>,
    /// Everything to mend or to think about, in the order of the file; at most 200, then one that counts the rest.
    pub problems: Vec<Problem>,
    /// Every reference to a card of another deck, as the problem that it is when that deck has no such card.
    pub outward: Vec<Problem>,
}

impl Reading {
    /// Counts the problems of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

#[cfg(test)]
mod tests;
