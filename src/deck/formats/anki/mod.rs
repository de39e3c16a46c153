//! Flashcard decks of Anki: notes with fields by name, HTML in them. The notes come from a package (`.apkg`, `.colpkg`),
//! whose database the store reads in a process of its own, or from CrowdAnki's JSON.

mod cloze;
mod html;
mod notes;
pub mod package;

pub use notes::{Collection, Kind, Note, Review, read};

use super::notes::{About, Notes};
use crate::deck::problem::shown;

/// Makes the HTML of a field plain, and notes the media in it.
pub(super) fn plain(html: &str, notes: &mut Notes) -> String {
    let found = html::plain(html);
    for name in &found.media {
        notes.card(About::LeftOut, "pictures and sounds", &shown(name));
    }
    found.text
}
