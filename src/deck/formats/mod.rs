//! Deck files: bytes in, a deck and every problem out. One file a format.
//!
//! Every format becomes the same tree of names and values (`node`), in which each value knows its spot in the file.
//! One decoder makes a deck of it, with the same checks, whatever the format.

pub mod again;
pub mod anki;
mod crowdanki;
pub mod csv;
mod cursor;
mod decode;
mod fields;
mod fill;
mod found;
mod items;
pub mod json;
mod kind;
pub mod markdown;
mod node;
pub mod notes;
mod places;
pub mod sheets;
mod slugs;
mod source;
pub mod starter;
pub mod table;
pub mod text;
mod times;

use xxhash_rust::xxh3::Xxh3Default;

use super::check;
use super::model::Deck;
use super::problem::{Problem, Severity};
use super::text::SafeText;
use cursor::Cursor;
use found::{Fault, Found};
use node::{Node, Spot};
use notes::{Note, Notes};
use places::Places;

pub use json::read;
pub use kind::{ENOUGH, Format, read_plain};
pub use source::{DEEPEST, LARGEST, LARGEST_TABLE};

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

/// What came of reading a file of another format than our own.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The deck and its problems.
    pub reading: Reading,
    /// What was guessed, left out, and is for the author to fill in.
    pub notes: Vec<Note>,
}

impl From<Reading> for Import {
    fn from(reading: Reading) -> Self {
        Self { reading, notes: Vec::new() }
    }
}

/// Digest of a file and of how it is read: 128 bits of XXH3, as hexadecimal digits, over the version of this program,
/// the format, the name and the bytes. Two files with one digest become the same deck. It tells only whether a file was
/// read before; it proves nothing about where a file comes from.
pub fn digest(format: Format, name: &str, bytes: &[u8]) -> SafeText {
    let mut digest = Xxh3Default::new();
    for part in [env!("CARGO_PKG_VERSION").as_bytes(), format.as_str().as_bytes(), name.as_bytes(), bytes] {
        digest.update(&(part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    SafeText::new(&format!("{:032x}", digest.digest128()))
}

/// Something in a file that stands where nothing can.
struct Stray {
    at: Spot,
    message: String,
    hint: String,
}

/// Makes a deck of a tree, and tells of what has no place in it.
fn whole(places: &dyn Places, root: &Node<'_>, strays: Vec<Stray>, notes: Notes) -> Import {
    let mut cursor = Cursor { places, found: Found::default() };
    for Stray { at, message, hint } in strays {
        cursor.found.add(Fault::shape(Severity::Error, String::new(), message, &hint), at);
    }
    Import { reading: finished(cursor, root), notes: notes.finish() }
}

/// What has no places to point at.
struct Nowhere;

impl Places for Nowhere {
    fn places(&self, stretches: &[std::ops::Range<Spot>]) -> Vec<places::Place> {
        places::in_text("", stretches)
    }

    fn inside(&self, text: Spot, _: &str, _: usize) -> Spot {
        text
    }
}

/// A file that cannot be read at all: what is wrong with it, and how to mend it.
pub fn unreadable(message: String, hint: &str) -> Reading {
    refused(&Nowhere, Spot::default(), message, hint)
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
    finished(Cursor { places, found: Found::default() }, root)
}

fn finished(mut cursor: Cursor<'_>, root: &Node<'_>) -> Reading {
    let places = cursor.places;
    let draft = decode::deck(&mut cursor, root, None);
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
