//! A sign for other windows that a session fills a screen already. It holds nothing up: everything else still works.

use std::fs::File;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::failure::StoreError;

/// The sign. It goes when it is dropped, and when the program ends, however it ends; nothing is left on the disk.
#[derive(Debug)]
pub struct Hold {
    _folder: Option<File>,
}

impl Hold {
    /// Puts the sign on a data folder. Where a file system knows no such signs, nothing is held and that is fine:
    /// two sessions at once lose nothing either, they only ask the same cards twice.
    ///
    /// # Errors
    /// When another session holds it.
    pub fn of(folder: &Path) -> Result<Self, StoreError> {
        let Ok(file) = File::open(folder) else { return Ok(Self { _folder: None }) };
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) => Err(StoreError::SessionOpen),
            Err(_) => Ok(Self { _folder: None }),
            Ok(()) => Ok(Self { _folder: Some(file) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_session_holds_a_folder_until_it_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let one = Hold::of(folder.path()).unwrap();
        let why = Hold::of(folder.path()).unwrap_err().to_string();
        assert!(why.starts_with("could not open the session here: one is open already"), "{why}");
        drop(one);
        Hold::of(folder.path()).unwrap();
        assert!(Hold::of(&folder.path().join("nowhere")).is_ok());
    }
}
