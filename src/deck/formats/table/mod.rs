//! A deck as a table: a header row whose names are recognised, a row for each card, and rows before the header, marked
//! with `#`, for the deck itself. CSV, workbooks, question-and-answer text and Anki notes all come through here.

mod guard;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub(super) use guard::unguarded;
pub use guard::{acts, guarded};
pub(super) use read::{Table, header_among, spot};
pub use write::{Shape, rows};

/// Most cards of a table.
pub const MOST_CARDS: usize = 100_000;
