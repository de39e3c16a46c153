//! The record on disk: an append-only log of events in SQLite, and views of it that can be rebuilt.
//!
//! This is the only room that says SQL. One answer is one transaction: the event goes to the end of the log and
//! the views that it touches follow. `rebuild` makes every view again from the log; that both agree is law one.

mod ahead;
mod amend;
pub mod anki;
mod append;
pub mod backups;
mod benefit;
mod beside;
mod cards;
mod erase;
pub mod everything;
mod failure;
mod fair;
mod first_time;
mod history;
mod hold;
mod in_place;
mod known;
#[cfg(test)]
mod laws;
mod open;
mod parameters;
mod practices;
mod rebuild;
mod replay;
mod reporting;
pub mod restore;
pub mod salvage;
mod shipped;
mod steps;
mod subjects;
mod sum;
mod take_in;
mod tidy;
mod undo;
mod view;
mod what_helped;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use cards::{CardRow, DeckRow, PastPractice};
pub use erase::{Reach, Scope};
pub use failure::StoreError;
pub use history::Asked;
pub use hold::Hold;
pub use known::{DayTotals, settings_of};
pub use open::{FILE, newest};
pub use parameters::{Answers, InUse};
pub use take_in::{Put, TakenIn, Taking};
pub use undo::Taken;

use crate::clock::Chance;
use crate::memory::model::Model;
use crate::record::event::DeviceId;
use crate::record::settings::Settings;
use failure::Doing;

/// The record, open.
pub struct Store {
    connection: Connection,
    device: DeviceId,
    chance: Chance,
    source: parameters::Source,
    path: Option<PathBuf>,
    /// Whether everything written is in the one file, and nothing waits in the log beside it.
    tidy: bool,
    /// Where the record is found by another connection, when it can be looked at only.
    viewed: Option<String>,
}

impl Store {
    /// Opens the record in `folder`; makes it, readable by its owner alone, when there is none. Where nothing can be
    /// written, it opens to be looked at only.
    ///
    /// # Errors
    /// When the folder cannot be used, the file is of a newer version, damaged, held by another program, or not a
    /// record. Nothing is changed then.
    pub fn open(folder: &Path, mut chance: Chance) -> Result<Self, StoreError> {
        in_place::finish(folder)?;
        if let Some(view::Viewed { connection, device, address }) = view::open(folder)? {
            let source = parameters::Source::read(&connection)?;
            let (path, viewed) = (Some(folder.join(FILE)), Some(address));
            return Ok(Self { connection, device, chance, source, path, tidy: true, viewed });
        }
        let (connection, device, path) = open::open(folder, &mut chance)?;
        let source = parameters::Source::read(&connection)?;
        Ok(Self { connection, device, chance, source, path: Some(path), tidy: false, viewed: None })
    }

    /// Tells whether there is a record in `folder`.
    pub fn is_in(folder: &Path) -> bool {
        // What cannot be ended now is said when the record is opened.
        let _ = in_place::finish(folder);
        folder.join(FILE).exists()
    }

    /// Opens an empty record in memory, for tests.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory(mut chance: Chance) -> Result<Self, StoreError> {
        let (connection, device) = open::open_in_memory(&mut chance)?;
        let source = parameters::Source::default();
        Ok(Self { connection, device, chance, source, path: None, tidy: true, viewed: None })
    }

    /// Returns the file of the record; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns the data folder; `None` in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// Copies the record to a file of its own, for the owner alone, and reads the copy through. A file of that name would
    /// be replaced once the copy is whole.
    ///
    /// # Errors
    /// When there is no room, or the file cannot be written.
    pub fn copy_to(&self, file: &Path) -> Result<backups::Holds, StoreError> {
        backups::copy(&self.connection, file)
    }

    /// Tells whether the record can be looked at only, because nothing can be written where it is.
    pub const fn view_only(&self) -> bool {
        self.viewed.is_some()
    }

    /// Returns the memory model in use.
    pub const fn model(&self) -> &Model {
        &self.source.model
    }

    /// Returns the settings as they are stored, by key.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn stored_settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        known::stored_settings(&self.connection)
    }

    /// Returns the settings as the program uses them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        let stored = self.stored_settings()?;
        Ok(Settings::from_stored(stored.iter().map(|(key, value)| (key.as_str(), value.as_str()))))
    }

    /// Counts the entries that are not what was written, by the sum that each carries.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn damaged_entries(&self) -> Result<u64, StoreError> {
        sum::damaged(&self.connection)
    }

    /// Counts what the record holds.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn holds(&self) -> Result<backups::Holds, StoreError> {
        backups::holds(&self.connection, newest())
    }

    /// Says what SQLite's own check finds: nothing when the file is sound.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn unsound(&self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for (check, fine) in [("PRAGMA integrity_check", Some("ok")), ("PRAGMA foreign_key_check", None)] {
            let mut statement = self.connection.prepare(check).doing("check the record")?;
            let mut rows = statement.query([]).doing("check the record")?;
            while let Some(row) = rows.next().doing("check the record")? {
                let line: String = row.get(0).doing("check the record")?;
                if Some(line.as_str()) != fine {
                    found.push(line);
                }
            }
        }
        Ok(found)
    }
}
