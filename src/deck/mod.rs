//! What an author wrote: decks, their checks with positions, the merge of an update. Pure.

pub mod check;
#[cfg(test)]
mod coverage;
pub mod diff;
pub mod edit;
pub mod excerpt;
pub mod formats;
pub mod help_lines;
pub mod ids;
pub mod kinds;
mod letters;
pub mod lookalike;
pub mod merge;
pub mod model;
mod near;
pub mod problem;
pub mod reading;
#[cfg(test)]
pub mod sample;
pub mod schema;
pub mod shipped;
pub mod steps;
pub mod text;
pub mod version;
pub mod write;
