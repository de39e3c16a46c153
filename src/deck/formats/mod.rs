//! Deck files: bytes in, a deck and every problem out. One file a format.

mod cursor;
mod decode;
mod found;
pub mod json;
mod node;
mod places;
mod source;

use super::check;
use super::model::Deck;
use super::problem::{Problem, Severity};
use cursor::Cursor;
use found::{Fault, Found};
use node::{Node, Spot};
use places::Places;

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

/// What cannot be read at all.
fn refused(places: &dyn Places, at: Spot, message: String, hint: &str) -> Reading {
    let mut found = Found::default();
    found.add(Fault::shape(Severity::Error, String::new(), message, hint), at);
    let (problems, outward) = found.report(places);
    Reading { deck: None, problems, outward }
}

/// Makes a deck of a tree, with every check over it.
fn decoded(places: &dyn Places, root: &Node<'_>) -> Reading {
    let mut cursor = Cursor { places, found: Found::default() };
    let draft = decode::deck(&mut cursor, root);
    for finding in check::relations(&draft) {
        let node = root.locate(&finding.path);
        // A whole object or list is pointed at where it begins; a word inside a text is marked from end to end.
        let place = match (&finding.part, node) {
            (Some(part), Node::Text(at, text)) => {
                places.inside(*at, text, part.start)..places.inside(*at, text, part.end)
            }
            _ => node.at()..node.at(),
        };
        cursor.found.add_range(finding.into(), place);
    }
    let deck = if cursor.found.has_errors() { None } else { draft.whole() };
    let (problems, outward) = cursor.found.report(places);
    Reading { deck, problems, outward }
}

#[cfg(test)]
mod tests;
