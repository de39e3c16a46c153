//! What commands print about the record in the person's own hands: listed, changed, erased, taken along, brought back.

use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// What a file brings into the record, in entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// New here.
    pub new: u64,
    /// Here already.
    pub already_there: u64,
    /// Erased by the person before.
    pub erased_before: u64,
    /// Here until now, and erased on another device.
    pub erased: u64,
}

/// What commands print about the record in the person's own hands. Each is a line or a sentence of its own unless it says
/// otherwise.
pub struct RecordWords {
    /// Nothing is listed.
    pub nothing_listed: &'static str,
    /// At the end of a line: the practice has a note.
    pub with_note: &'static str,
    /// How it came to mind, among other things.
    pub recalled: fn(Recall) -> String,
    /// What it did, among other things.
    pub it: fn(Helped) -> &'static str,
    /// How it was written before is erased; its new id.
    pub old_erased: fn(&str) -> String,
    /// The words from before are still there; its id.
    pub old_words_stay: fn(&str) -> String,
    /// There is nothing to erase.
    pub nothing_to_erase: &'static str,
    /// What will go.
    pub goes: fn(&str) -> String,
    /// How much an erasure takes, in a sentence: practices, and other entries.
    pub reach: fn(usize, usize) -> String,
    /// So many older copies go too.
    pub copies_go: fn(usize) -> String,
    /// Asks before it is erased.
    pub erase: &'static str,
    /// Everything will go, from this folder.
    pub all_goes: fn(&str) -> String,
    /// What is typed before everything goes; what means it in English does so in every language.
    pub erase_everything: &'static str,
    /// Asks for it, after the advice to take the record along first.
    pub type_it: fn(&str) -> String,
    /// Everything is gone from this folder.
    pub all_gone: fn(&str) -> String,
    /// What is in it that is not from here.
    pub not_ours: fn(&str) -> String,
    /// What no program on this machine reaches.
    pub out_of_reach: &'static str,
    /// What was erased.
    pub erased: fn(&str) -> String,
    /// Another program has the record open, so that not every byte is gone yet.
    pub in_use: &'static str,
    /// So many older copies were deleted, and a new one made.
    pub copies_deleted: fn(usize) -> String,
    /// So many older copies may still hold it; the command that deletes them.
    pub copies_stay: fn(usize, &str) -> String,
    /// An export was written: its file, and how much is in it.
    pub exported: fn(&str, &str) -> String,
    /// A number of entries.
    pub entries: fn(u64) -> String,
    /// A number of practices.
    pub practices: fn(u64) -> String,
    /// Which column of a table was taken for what: each field with its column, by name or as `column 3`.
    pub columns: fn(&[(&str, &str)]) -> String,
    /// After a list of problems, so many more; after the name of a file.
    pub more_problems: fn(u64) -> String,
    /// What a file brings, in a sentence.
    pub brings: fn(Brought) -> String,
    /// What came of an import: whether it was kept, what the file brings, and problems in it.
    pub imported: fn(bool, &str, u64) -> String,
}
