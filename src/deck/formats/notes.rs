//! What reading another format had to guess, what it left out, and what the author can still fill in.

use std::fmt;

use serde::Serialize;

use crate::deck::kinds::words;
use crate::deck::text::SafeText;

words!(
    /// What a note is about.
    About {
        /// Something that the file does not say was taken from what it says.
        Guessed = "guessed",
        /// Something in the file has no place on a card.
        LeftOut = "left out",
        /// Something that only the author knows.
        FillIn = "fill in",
    }
);

/// Most places that a note names; the rest are counted.
const MOST_NAMED: usize = 5;

/// Most different notes; what comes after is named together. Each one is looked for among all of them.
const MOST_KINDS: usize = 200;

/// One thing about a conversion that its author may want to know. Its texts are safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What it is about.
    pub about: About,
    /// What it is, in a few words.
    pub what: String,
    /// On how many cards; 0 when it is about the deck as a whole.
    pub count: usize,
    /// The first of those cards, at most five.
    pub cards: Vec<String>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        let more = self.count - self.cards.len();
        match (self.count, more) {
            (0, _) => Ok(()),
            (_, 0) => write!(f, ": {}", self.cards.join(", ")),
            _ => write!(f, ": {} and {more} more", self.cards.join(", ")),
        }
    }
}

/// Gathers notes; the same thing on many cards is one note.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Notes something about the whole deck.
    pub(super) fn deck(&mut self, about: About, what: &str) {
        self.take(about, what);
    }

    /// Notes something about one card.
    pub(super) fn card(&mut self, about: About, what: &str, card: &str) {
        let note = self.take(about, what);
        note.count += 1;
        if note.cards.len() < MOST_NAMED {
            note.cards.push(crate::deck::problem::shown(card));
        }
    }

    fn take(&mut self, about: About, what: &str) -> &mut Note {
        let place = |notes: &[Note], what: &str| notes.iter().position(|note| note.about == about && note.what == what);
        let mut what = what;
        let mut found = place(&self.0, what);
        if found.is_none() && self.0.len() >= MOST_KINDS {
            what = "more of this kind";
            found = place(&self.0, what);
        }
        let at = found.unwrap_or_else(|| {
            self.0.push(Note { about, what: SafeText::new(what).one_line().into(), count: 0, cards: Vec::new() });
            self.0.len() - 1
        });
        // The place was just found or made.
        #[allow(clippy::indexing_slicing, reason = "the place was just found or made")]
        &mut self.0[at]
    }

    /// Everything noted, in the order of [`About`].
    pub(super) fn finish(mut self) -> Vec<Note> {
        self.0.sort_by_key(|note| note.about);
        self.0
    }
}
