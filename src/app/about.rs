//! What the program is, what it is not, who made it and what nobody has tried yet.

use super::page::{Block, Page};
use super::{Place, keys};
use crate::language::Language;

/// Makes the page, the same in the app and on the command line.
pub fn page(words: &'static Language) -> Page {
    let mut blocks = vec![Block::Lead(words.today.what_it_is.to_owned()), Block::Gap];
    for text in [words.today.what_it_is_not, words.today.whom_to_ask] {
        blocks.extend([Block::Text(text.to_owned()), Block::Gap]);
    }
    for (heading, text) in words.own.about {
        blocks.extend([Block::Heading((*heading).to_owned()), Block::Text((*text).to_owned()), Block::Gap]);
    }
    Page {
        title: words.own.about_title.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(Place::About, words),
        words,
    }
}
