//! Where the latest answers are: in the log beside the file, or in the one file.
//!
//! SQLite writes an answer to a log beside the file (`-wal`) with one flush, and moves it into the file later, which
//! takes two flushes more. By default it also does so when the file is closed, and whoever leaves a session waits for
//! it: about four times as long as for an answer. So leaving a session leaves the log where it is, and the answers are
//! moved when nobody waits: while the first or the last page of a session is being read, or at the end of any other
//! command. They are safe in either place; only somebody who copies the one file alone, right after leaving in a
//! hurry, copies it without the answers that still wait beside it.

use rusqlite::config::DbConfig;

use super::Store;
use super::failure::{Doing, StoreError};

impl Store {
    /// Moves the answers that wait beside the file into it, unless another program is reading them. For moments when
    /// nobody waits.
    ///
    /// # Errors
    /// When the file cannot be written; the answers are safe where they are then.
    pub fn tidy(&mut self) -> Result<(), StoreError> {
        if self.tidy {
            return Ok(());
        }
        let (waiting, moved): (i64, i64) = self
            .connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| Ok((row.get(1)?, row.get(2)?)))
            .doing("put the answers into one file")?;
        self.tidy = waiting == moved;
        Ok(())
    }

    /// Closes the record without making anybody wait.
    pub fn leave(self) {
        // Were it refused, closing would take a little longer and nothing else.
        let _ = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !self.tidy);
    }

    /// The same when the program ends with it: unless there is something to put together, the system takes back memory and
    /// locks at once, and nobody waits while SQLite lets go of them page by page.
    pub fn leave_for_good(self) {
        if self.tidy {
            self.leave();
        } else {
            std::mem::forget(self);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::clock::Chance;
    use crate::memory::days::Moment;
    use crate::record::event::{Body, CheckedIn};
    use crate::store::FILE;

    fn answered(folder: &Path) -> Store {
        let mut store = Store::open(folder, Chance::seeded(1)).unwrap();
        let at = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 0 };
        store.append(at, vec![Body::CheckedIn(CheckedIn::default())]).unwrap();
        store
    }

    fn events(folder: &Path) -> usize {
        let mut count = 0;
        Store::open(folder, Chance::seeded(2)).unwrap().for_each_event(|_| count += 1).unwrap();
        count
    }

    #[test]
    fn leaving_in_a_hurry_loses_nothing_and_the_next_close_makes_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join(format!("{FILE}-wal"));
        answered(folder.path()).leave();
        assert!(beside.exists());
        assert_eq!(events(folder.path()), 1);
        assert!(!beside.exists(), "the last to close it cleaned up");
    }

    #[test]
    fn after_a_quiet_moment_there_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = answered(folder.path());
        store.tidy().unwrap();
        store.leave();
        assert!(!folder.path().join(format!("{FILE}-wal")).exists());
        assert_eq!(events(folder.path()), 1);
    }
}
