//! What commands print about decks: looked at, checked, added, compared, turned into other formats, removed.

use std::path::Path;

use crate::deck::formats::Format;
use crate::deck::formats::notes::{About, Note};
use crate::deck::kinds::Gate;
use crate::deck::merge::Safety;
use crate::deck::model::Reviewed;
use crate::deck::problem::Severity;

/// What an update does with cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updated {
    /// They are new.
    Added,
    /// Their words are others.
    Changed,
    /// They are gone from the deck; what was practised stays.
    Retired,
    /// The person and the author both changed them.
    InConflict,
}

/// What a check of deck files found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Whether there is more than one file.
    pub many: bool,
    /// Whether all of them can be added.
    pub usable: bool,
    /// How many problems stand in the way.
    pub errors: usize,
    /// How many somebody should look at.
    pub warnings: usize,
    /// How many are thoughts for the author.
    pub advice: usize,
}

/// What commands print about decks. Each is a line or a sentence of its own unless it says otherwise.
pub struct DeckWords {
    /// Where a deck in the list comes from: with the program, or from the person.
    pub from: fn(bool) -> &'static str,
    /// Before who wrote a deck.
    pub by: &'static str,
    /// Before its licence.
    pub licence: &'static str,
    /// Before who reviewed it.
    pub review: &'static str,
    /// Who reviewed it and when; `None` when it does not say.
    pub reviewed: fn(Option<&Reviewed>) -> String,
    /// Before a caution.
    pub caution: &'static str,
    /// That cards ask for a gate, from how many in words.
    pub gate: fn(Gate, &str) -> String,
    /// Before a path.
    pub path: &'static str,
    /// Asks whether a deck comes in.
    pub add: &'static str,
    /// It is in: its title and version.
    pub added: fn(&str, &str) -> String,
    /// New cards come from it first; the path that is the usual one.
    pub comes_first: fn(&str) -> String,
    /// This very version is there.
    pub have_already: &'static str,
    /// From which version to which an update goes.
    pub update: fn(&str, &str) -> String,
    /// What it does with cards, before their names.
    pub updated: fn(Updated) -> &'static str,
    /// Something that keeps a person safe is other than before: the card, and what it is.
    pub please_look: fn(&str, &str) -> String,
    /// What that is, in a few words.
    pub safety: fn(&Safety) -> String,
    /// Before what a place said before, what the author says, and what the person says; equally wide.
    pub was_theirs_yours: [&'static str; 3],
    /// In place of what the author says: nothing.
    pub nothing_any_more: &'static str,
    /// Asks whose words stay.
    pub take_theirs: &'static str,
    /// A package of Anki holds so many answers, from this day to that.
    pub holds_answers: fn(usize, &str, &str) -> String,
    /// Asks whether they come in.
    pub take_answers: &'static str,
    /// So many answers stayed out; the file they can come in from later.
    pub answers_left_out: fn(usize, &str) -> String,
    /// How much a problem matters, in a word or two.
    pub severity: fn(Severity) -> &'static str,
    /// Before why a problem matters.
    pub why: &'static str,
    /// Before how to mend it.
    pub mend: &'static str,
    /// What a check found.
    pub checked: fn(Checked) -> String,
    /// Two decks are the same.
    pub no_difference: &'static str,
    /// A card, before its name.
    pub card: &'static str,
    /// The cards of two decks stand in another order, after a mark.
    pub other_order: &'static str,
    /// What a file was read as, and how many cards are in it, in words.
    pub read: fn(Format, &str) -> String,
    /// Above notes on a conversion.
    pub notes: fn(About) -> &'static str,
    /// A note on a conversion.
    pub note: fn(&Note) -> String,
    /// A file was written.
    pub written: fn(&Path) -> String,
    /// The same of a file with answers.
    pub answers_written: fn(&Path) -> String,
    /// So many things are left for a check of the file to say.
    pub more_to_say: fn(&Path, usize) -> String,
    /// After a file to start from: what comes next.
    pub write_your_cards: fn(&Path) -> String,
    /// Above the cues of a card, on a page to read and print.
    pub what_it_answers: &'static str,
    /// Above its steps, from their seconds.
    pub what_to_do: fn(u32) -> String,
    /// Above its lighter steps, from their seconds.
    pub lighter: fn(u32) -> String,
    /// A step without a time, from the seconds it is taken for; in a few words.
    pub own_pace: fn(u32) -> String,
    /// A gate, and how it asks.
    pub asks: fn(Gate) -> String,
    /// A large file is read: millions of bytes; in a few words.
    pub reading: fn(usize) -> String,
    /// So many cards are added; in a few words.
    pub adding: fn(usize) -> String,
    /// Asks whether a deck goes.
    pub remove: fn(&str) -> String,
    /// It is gone, and how it comes back.
    pub removed: fn(&str) -> String,
    /// It is gone for good.
    pub removed_for_good: fn(&str) -> String,
    /// There is nothing to remove.
    pub nothing_to_remove: &'static str,
    /// The record holds nothing of it.
    pub nothing_recorded: &'static str,
    /// What goes from the record.
    pub record_goes: fn(&str) -> String,
    /// Asks whether it goes with its record.
    pub remove_with_record: &'static str,
}
