//! A deck as a document: a heading for each card, lists for cues and steps. `docs/deck-format.md` shows the layout.

mod blocks;
mod marks;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::read;
pub(super) use write::person;
pub use write::write;
