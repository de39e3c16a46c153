//! A finished file takes the place of the record. It takes several calls to move what was there aside; a program that is
//! stopped between them is ended by the next one, so that no start ever finds nothing and begins anew.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::failure::StoreError;
use super::open::FILE;

/// Files of one record that hold entries: itself and the log beside it.
const ENDS: [&str; 2] = ["", "-wal"];

/// Why what was there is kept aside: part of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// It was damaged.
    Damaged,
    /// A backup was put in its place.
    Replaced,
}

impl Aside {
    const ALL: [Self; 2] = [Self::Damaged, Self::Replaced];

    const fn word(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Replaced => "replaced",
        }
    }

    /// The name under which a finished file waits to take the place of the record.
    fn waiting(self, data: &Path) -> PathBuf {
        data.join(format!("{FILE}.instead-of-{}", self.word()))
    }
}

/// Puts a finished file, flushed, in the place of the record; returns where what was there is kept, if anything was.
///
/// # Errors
/// When a name cannot be given. The record is what it was then, or the next program that opens it ends this.
pub(super) fn put(data: &Path, finished: &Path, aside: Aside) -> Result<Option<PathBuf>, StoreError> {
    fs::rename(finished, aside.waiting(data)).map_err(|why| trouble(data, why))?;
    // From here on it is decided.
    flush(data)?;
    end(data, aside)
}

/// Ends what a program began and was stopped in.
///
/// # Errors
/// When a name cannot be given.
pub(super) fn finish(data: &Path) -> Result<(), StoreError> {
    Aside::ALL.into_iter().try_for_each(|aside| end(data, aside).map(drop))
}

fn end(data: &Path, aside: Aside) -> Result<Option<PathBuf>, StoreError> {
    let waiting = aside.waiting(data);
    let file = match File::open(&waiting) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|why| trouble(data, why))?,
    };
    // Two programs that start together would move each other's work aside. Where a file system knows no locks, the names
    // alone have to do.
    let _ = flock(&file, FlockOperation::LockExclusive);
    if !waiting.exists() {
        return Ok(None);
    }
    let kept = set_aside(data, aside)?;
    match fs::rename(&waiting, data.join(FILE)) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(trouble(data, why)),
        _ => {}
    }
    flush(data)?;
    Ok(kept)
}

/// Moves the files of a record aside, as they are, under the first name that is free; returns the new name, if there was a
/// record. The log beside it goes first: left alone, it would be read into the file that comes.
fn set_aside(data: &Path, aside: Aside) -> Result<Option<PathBuf>, StoreError> {
    let mut names = (1..).map(|number: u64| data.join(format!("{FILE}.{}-{number}", aside.word())));
    let Some(to) = names.find(|to| !to.exists()) else { return Ok(None) };
    // What programs share while they use it is made anew by the next one.
    let _ = fs::remove_file(data.join(format!("{FILE}-shm")));
    let mut kept = None;
    for end in ENDS.into_iter().rev() {
        let mut name = to.clone().into_os_string();
        name.push(end);
        match fs::rename(data.join(format!("{FILE}{end}")), name) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(trouble(data, why)),
            moved => kept = moved.ok().map(|()| to.clone()),
        }
    }
    Ok(kept)
}

fn flush(data: &Path) -> Result<(), StoreError> {
    File::open(data).and_then(|folder| folder.sync_all()).map_err(|why| trouble(data, why))
}

fn trouble(data: &Path, why: io::Error) -> StoreError {
    StoreError::Folder { path: data.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(data: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(data).unwrap().map(Result::unwrap);
        let read = |path: PathBuf| fs::read_to_string(path).unwrap();
        let mut files: Vec<_> =
            entries.map(|entry| (entry.file_name().into_string().unwrap(), read(entry.path()))).collect();
        files.sort();
        files
    }

    fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_was_there_is_kept_with_what_stands_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(FILE, "old");
        write("rekindle.db-wal", "beside");
        write("rekindle.db-shm", "shared");
        write("new", "new");
        let kept = put(folder.path(), &folder.path().join("new"), Aside::Damaged).unwrap();
        assert_eq!(kept, Some(folder.path().join("rekindle.db.damaged-1")));
        assert_eq!(
            files(folder.path()),
            named(&[(FILE, "new"), ("rekindle.db.damaged-1", "old"), ("rekindle.db.damaged-1-wal", "beside")])
        );
        finish(folder.path()).unwrap();
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"new", "there is nothing left to end");
    }

    /// Stopped after each of its calls, it is ended by the next start.
    #[test]
    fn wherever_it_was_stopped_the_next_start_ends_it() {
        let whole = named(&[(FILE, "new"), ("rekindle.db.damaged-1", "old"), ("rekindle.db.damaged-1-wal", "beside")]);
        for stopped in [
            &[("rekindle.db.instead-of-damaged", "new"), (FILE, "old"), ("rekindle.db-wal", "beside")][..],
            &[("rekindle.db.instead-of-damaged", "new"), (FILE, "old"), ("rekindle.db.damaged-1-wal", "beside")],
            &[
                ("rekindle.db.instead-of-damaged", "new"),
                ("rekindle.db.damaged-1", "old"),
                ("rekindle.db.damaged-1-wal", "beside"),
            ],
        ] {
            let folder = tempfile::tempdir().unwrap();
            for (name, text) in stopped {
                fs::write(folder.path().join(name), text).unwrap();
            }
            finish(folder.path()).unwrap();
            assert_eq!(files(folder.path()), whole);
        }
    }

    #[test]
    fn two_programs_that_end_it_together_move_nothing_new_aside() {
        for _ in 0..50 {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(FILE), "old").unwrap();
            fs::write(Aside::Replaced.waiting(folder.path()), "new").unwrap();
            std::thread::scope(|scope| {
                for _ in 0..3 {
                    scope.spawn(|| finish(folder.path()).unwrap());
                }
            });
            assert_eq!(files(folder.path()), named(&[(FILE, "new"), ("rekindle.db.replaced-1", "old")]));
        }
    }
}
