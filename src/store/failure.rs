//! What can go wrong with the record, in words that say what to do.

use std::path::PathBuf;

/// SQLite's code for a page of which only a part is in the file.
const SHORT_READ: i32 = rusqlite::ffi::SQLITE_IOERR_SHORT_READ;

/// SQLite's code for no room for the file of the memory that programs share.
const SHARED_MEMORY_SIZE: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Why the record could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder could not be made or used.
    #[error("could not use the data folder {}: {why}; choose another with --data-dir, or let this user write there", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// The record was written by a newer program.
    #[error(
        "could not open {}: a newer rekindle wrote it (its record is at version {found}, this program knows {known}); \
         update rekindle, nothing was changed", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest one this program knows.
        known: i64,
    },
    /// The file is something else.
    #[error("could not open {}: it is not a rekindle record; move it away or choose another folder with --data-dir", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another program holds the record.
    #[error("could not {doing}: another program is using the record; close it or try again, nothing was lost")]
    Locked {
        /// What was being done.
        doing: &'static str,
    },
    /// Another window holds a session.
    #[error(
        "could not open the session here: one is open already in another window; go on there, close it first, or add \
         --plain to have one here line by line"
    )]
    SessionOpen,
    /// There is no room left.
    #[error("could not {doing}: the disk is full; make some room and try again, nothing older was changed")]
    Full {
        /// What was being done.
        doing: &'static str,
    },
    /// The file cannot be written.
    #[error("could not {doing}: the record cannot be written; check who may write in the data folder")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
    },
    /// The disk did not do what it was asked.
    #[error("could not {doing}: the disk could not be read or written; try again, nothing older was changed")]
    Disk {
        /// What was being done.
        doing: &'static str,
    },
    /// The file is damaged.
    #[error("could not {doing}: the record is damaged; keep the file as it is and run `rekindle doctor`")]
    Damaged {
        /// What was being done.
        doing: &'static str,
    },
    /// Neither the damaged file nor a backup holds anything that can be read.
    #[error(
        "could not make the record whole again: no entry can be read from {} or from any backup; keep the file as it is, a \
         copy of it that you made elsewhere may still be good", path.display()
    )]
    NothingLeft {
        /// The file.
        path: PathBuf,
    },
    /// An event in the record could not be read.
    #[error("could not {doing}: an entry of the record cannot be read ({why}); run `rekindle doctor`")]
    Entry {
        /// What was being done.
        doing: &'static str,
        /// What the reader said.
        why: serde_json::Error,
    },
    /// A short name that more than one card has.
    #[error("could not tell which card `{name}` means: {} both have that name; write it with its deck", .ids.join(" and "))]
    ManyCards {
        /// The name.
        name: String,
        /// Two of the cards.
        ids: Vec<String>,
    },
    /// No such card.
    #[error("could not find the card `{0}`: no deck holds it; `rekindle card list` shows them all")]
    NoCard(String),
    /// No such practice to rate.
    #[error("could not find the practice to rate; it may have been taken back")]
    NoPractice,
    /// No such entry of the record.
    #[error(
        "could not find the entry `{0}`: no practice has that id, or more than one begins with it; `rekindle record list` shows them"
    )]
    NoEntry(String),
    /// A level that is on no scale.
    #[error("could not save that: distress and connection go from 0 to 10")]
    Level,
    /// The machine gave no chance.
    #[error("could not make an id: the system gave no random numbers ({0})")]
    NoChance(getrandom::Error),
    /// Anything else that SQLite said.
    #[error("could not {doing}: {why}; try again, and run `rekindle doctor` if it stays so")]
    Other {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        why: rusqlite::Error,
    },
}

impl StoreError {
    /// Tells whether the whole record is out of reach, not one entry or one card of it.
    pub const fn closes_the_record(&self) -> bool {
        matches!(
            self,
            Self::Folder { .. }
                | Self::Newer { .. }
                | Self::Foreign { .. }
                | Self::Locked { .. }
                | Self::ReadOnly { .. }
                | Self::Disk { .. }
                | Self::Damaged { .. }
        )
    }
}

/// Adds what was being done to an error of SQLite.
pub(super) trait Doing<T> {
    /// Names what was being done, as in "could not …".
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        use rusqlite::ErrorCode as Code;
        self.map_err(|why| match why.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => StoreError::Locked { doing },
            Some(Code::DiskFull) => StoreError::Full { doing },
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => StoreError::ReadOnly { doing },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => StoreError::Damaged { doing },
            // A page that ends too early: the file was cut short.
            _ if matches!(&why, rusqlite::Error::SqliteFailure(said, _) if said.extended_code == SHORT_READ) => {
                StoreError::Damaged { doing }
            }
            // There was no room for the memory that programs share.
            _ if matches!(&why, rusqlite::Error::SqliteFailure(said, _) if said.extended_code == SHARED_MEMORY_SIZE) => {
                StoreError::Full { doing }
            }
            Some(Code::SystemIoFailure) => StoreError::Disk { doing },
            _ => StoreError::Other { doing, why },
        })
    }
}

impl<T> Doing<T> for serde_json::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|why| StoreError::Entry { doing, why })
    }
}
