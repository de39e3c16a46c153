//! What an author wrote: decks, their checks with positions, the merge of an update. Pure.

pub mod check;
pub mod formats;
pub mod ids;
pub mod kinds;
mod letters;
pub mod model;
pub mod problem;
pub mod text;
pub mod version;
