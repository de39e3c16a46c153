//! Every file that rekindle keeps in its folder, for erasing all of them, or all copies.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::backups;
use super::failure::{Doing, StoreError};
use super::open::FILE;

const DOING: &str = "erase the record";

/// Lists every file of rekindle in a data folder: the record, what stands beside it, backups, and records that were set
/// aside. Whatever else is in the folder is not rekindle's.
///
/// # Errors
/// When the folder cannot be read; one that is not there holds nothing.
pub fn files(data: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = Vec::new();
    for (folder, ours) in [(data.to_owned(), of_record as fn(&str) -> bool), (backups::folder(data), of_backups)] {
        let trouble = |why| StoreError::Folder { path: folder.clone(), why };
        let entries = match fs::read_dir(&folder) {
            Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => continue,
            entries => entries.map_err(trouble)?,
        };
        for entry in entries {
            let entry = entry.map_err(trouble)?;
            let plain = entry.file_type().map_err(trouble)?.is_file();
            if plain && entry.file_name().to_str().is_some_and(ours) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn of_record(name: &str) -> bool {
    name.starts_with(FILE) || name.starts_with(".making-") || name.starts_with(&format!(".{FILE}"))
}

fn of_backups(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending == "db") || name.contains(".db-")
}

/// Lists the copies of the record: backups, and records that were set aside.
///
/// # Errors
/// As [`files`].
pub fn copies(data: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let record = ["", "-wal", "-shm", "-journal"].map(|end| data.join(format!("{FILE}{end}")));
    Ok(files(data)?.into_iter().filter(|path| !record.contains(path)).collect())
}

/// Removes a file; one that is gone already is fine.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err(StoreError::Folder { path: path.to_owned(), why }),
        _ => Ok(()),
    }
}

/// Removes files of rekindle and the folder of backups; returns what is left in the data folder, which somebody else
/// made. The record goes last, so that what was not finished can be begun again.
///
/// # Errors
/// When another program has the record open, or a file cannot be removed.
pub fn erase(data: &Path, files: &[PathBuf]) -> Result<Vec<PathBuf>, StoreError> {
    let record = data.join(FILE);
    alone(&record)?;
    let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|path| **path == record);
    for path in first.into_iter().chain(last) {
        remove(path)?;
    }
    // What a person put among the backups stays, and the folder with it.
    let _ = fs::remove_dir(backups::folder(data));
    let _ = File::open(data).and_then(|folder| folder.sync_all());
    let mut left: Vec<PathBuf> = fs::read_dir(data).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    left.sort();
    Ok(left)
}

/// Makes sure that no other program has the record open: it would go on writing into a file without a name, and what it
/// said was saved would be gone.
fn alone(record: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(connection) = Connection::open_with_flags(record, flags) else { return Ok(()) };
    let asked = connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK").doing(DOING);
    match asked {
        Err(why @ StoreError::Locked { .. }) => Err(why),
        // A file that is too damaged to be asked goes as well.
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;
    use crate::memory::days::Day;
    use crate::store::Store;
    use crate::store::backups::Reason;

    #[test]
    fn everything_of_ours_goes_and_nothing_else() {
        let outer = tempfile::tempdir().unwrap();
        let data = outer.path().join("data");
        drop(Store::open(&data, Chance::seeded(1)).unwrap());
        backups::make(&data, Day(20_600), Reason::Daily).unwrap();
        backups::make(&data, Day(20_600), Reason::Replaced).unwrap();
        fs::write(data.join(format!("{FILE}.damaged-1")), "old").unwrap();
        fs::write(data.join("letter.txt"), "mine").unwrap();
        let files = files(&data).unwrap();
        assert!(files.contains(&data.join(FILE)));
        assert_eq!(copies(&data).unwrap().len(), 3);
        assert_eq!(erase(&data, &files).unwrap(), [data.join("letter.txt")]);
        fs::remove_file(data.join("letter.txt")).unwrap();
        assert_eq!(fs::read_dir(&data).unwrap().count(), 0);
        assert!(super::files(&data).unwrap().is_empty());
    }

    #[test]
    fn a_record_that_is_open_elsewhere_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Chance::seeded(1)).unwrap();
        store.settings().unwrap();
        let all = files(folder.path()).unwrap();
        assert!(matches!(erase(folder.path(), &all), Err(StoreError::Locked { .. })));
        assert_eq!(files(folder.path()).unwrap(), all);
        drop(store);
        assert!(erase(folder.path(), &files(folder.path()).unwrap()).unwrap().is_empty());
    }

    #[test]
    fn a_damaged_record_goes_as_well() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "no record at all, but long enough to be looked at as one".repeat(99))
            .unwrap();
        assert!(erase(folder.path(), &files(folder.path()).unwrap()).unwrap().is_empty());
    }
}
