//! What the program is, what it is not, who made it and what nobody has tried yet.

use super::page::{Block, Page};
use super::{Place, keys, words};

/// Makes the page, the same in the app and on the command line.
pub fn page() -> Page {
    let mut blocks = vec![Block::Lead(words::WHAT_IT_IS.to_owned()), Block::Gap];
    for text in [words::WHAT_IT_IS_NOT, words::WHOM_TO_ASK] {
        blocks.extend([Block::Text(text.to_owned()), Block::Gap]);
    }
    for (heading, text) in words::ABOUT {
        blocks.extend([Block::Heading((*heading).to_owned()), Block::Text((*text).to_owned()), Block::Gap]);
    }
    Page { title: "About".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::About) }
}
