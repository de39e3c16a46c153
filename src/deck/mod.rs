//! What an author wrote: decks, their checks with positions, the merge of an update. Pure.

pub mod ids;
pub mod kinds;
pub mod model;
pub mod text;
pub mod version;
