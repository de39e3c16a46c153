//! What is wrong with the record, in the language of the person.

use std::path::Path;

use crate::language::Language;
use crate::language::files::Trouble;
use crate::store::StoreError;

/// Says it where what to do is said beside it.
pub(super) fn trouble(words: &Language, error: &StoreError) -> String {
    tell(error, words.files.trouble)
}

/// Says it with what to do.
pub(super) fn closed(words: &Language, error: &StoreError) -> String {
    tell(error, words.files.closed)
}

/// Says what went wrong in a command. Only what may be wrong with the record itself has words in every language.
pub fn failed(words: &Language, error: &anyhow::Error) -> String {
    match error.downcast_ref::<StoreError>() {
        Some(of_record) if error.chain().nth(1).is_none() => closed(words, of_record),
        _ => format!("{error:#}"),
    }
}

fn tell(error: &StoreError, tell: fn(Trouble<'_>, &str) -> String) -> String {
    let said = error.to_string();
    let shown = |path: &Path| path.display().to_string();
    match error {
        StoreError::Damaged { .. } => tell(Trouble::Damaged, &said),
        StoreError::Foreign { path } => tell(Trouble::Foreign(&shown(path)), &said),
        StoreError::Newer { path, found, known } => tell(Trouble::Newer(&shown(path), *found, *known), &said),
        StoreError::Folder { path, why } => tell(Trouble::Folder(&shown(path), &why.to_string()), &said),
        StoreError::Locked { .. } => tell(Trouble::Locked, &said),
        StoreError::Full { .. } => tell(Trouble::Full, &said),
        StoreError::ReadOnly { .. } => tell(Trouble::ReadOnly, &said),
        StoreError::Disk { .. } => tell(Trouble::Disk, &said),
        StoreError::NothingLeft { path } => tell(Trouble::NothingLeft(&shown(path)), &said),
        _ => tell(Trouble::Other, &said),
    }
}
