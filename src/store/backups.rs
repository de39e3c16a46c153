//! Copies of the record in the folder `backups` beside it: one a practice day, one before each step of the schema, one
//! of whatever was replaced. A copy counts only once it was opened and read through.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::failure::{Doing, StoreError};
use super::{open, sum};
use crate::memory::days::{Day, Moment};
use crate::record::keeping;

/// Name of the folder of backups in the data folder.
pub const FOLDER: &str = "backups";

const DOING: &str = "make a backup";

/// Room that a backup leaves on the disk, in bytes: it never takes what the next answers need.
const ROOM_LEFT: u64 = 16 << 20;

/// Bytes of a record that are copied and read through before anybody notices: some 0.1 s on a slow disk. Our judgement;
/// ten years of ten practices a day have about as many.
const AT_ONCE: u64 = 32 << 20;

/// What a backup is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The one of its day.
    Daily,
    /// Made before the record was brought to this version.
    BeforeVersion(i64),
    /// What a restore replaced.
    Replaced,
}

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// The practice day on which it was made.
    pub day: Day,
    /// What it is there for.
    pub reason: Reason,
}

/// What a record holds, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holds {
    /// The version of its schema.
    pub version: i64,
    /// Entries of its log.
    pub entries: u64,
    /// Practices among them, taken back or not.
    pub practices: u64,
    /// When the last entry was written.
    pub last: Option<Moment>,
}

/// Returns the folder of backups of a data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// Lists the backups of a data folder, the newest first.
///
/// # Errors
/// When the folder cannot be read; none is no error.
pub fn list(data: &Path) -> Result<Vec<Backup>, StoreError> {
    let trouble = |why| StoreError::Folder { path: folder(data), why };
    let entries = match fs::read_dir(folder(data)) {
        Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        entries => entries.map_err(trouble)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(trouble)?.path();
        if let Some((day, reason)) = path.file_name().and_then(|name| read_name(name.to_str()?)) {
            found.push(Backup { path, day, reason });
        }
    }
    found.sort_by(|one, other| (other.day, other.reason, &other.path).cmp(&(one.day, one.reason, &one.path)));
    Ok(found)
}

/// Makes the backup of a day, unless there is one or there is no record yet, and lets go of those that are not kept.
/// Returns what it made.
///
/// # Errors
/// When there is no room, the record cannot be read, or what was copied is damaged. Then every older one stays.
pub fn daily(data: &Path, day: Day) -> Result<Option<Backup>, StoreError> {
    let path = folder(data).join(name(day, Reason::Daily, 0));
    if path.exists() || !data.join(open::FILE).exists() {
        return Ok(None);
    }
    let backup = make(data, day, Reason::Daily)?;
    let_go(data)?;
    Ok(Some(backup))
}

/// Tells whether a backup of what is in a data folder is made so quickly that leaving can wait for it.
pub fn is_quick(data: &Path) -> bool {
    fs::metadata(data.join(open::FILE)).is_ok_and(|file| file.len() <= AT_ONCE)
}

/// Copies the record as it is now into the folder of backups, reads the copy through, and gives it its name.
///
/// A daily one takes the place of an earlier one of its day.
///
/// # Errors
/// When there is no room, the record cannot be read, or what was copied is damaged.
pub fn make(data: &Path, day: Day, reason: Reason) -> Result<Backup, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let from = Connection::open_with_flags(data.join(open::FILE), flags).doing(DOING)?;
    from.busy_timeout(open::PATIENCE).doing(DOING)?;
    make_from(&from, data, day, reason)
}

/// The same from a record that is open.
pub(super) fn make_from(from: &Connection, data: &Path, day: Day, reason: Reason) -> Result<Backup, StoreError> {
    let folder = folder(data);
    let trouble = |why| StoreError::Folder { path: folder.clone(), why };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(trouble)?;
    sweep(&folder);
    let mut number = 0;
    let path = loop {
        let path = folder.join(name(day, reason, number));
        if reason == Reason::Daily || !path.exists() {
            break path;
        }
        number += 1;
    };
    let backup = Backup { path, day, reason };
    copy(from, &backup.path)?;
    Ok(backup)
}

/// Copies an open record to a file of its own, for the owner alone, and reads the copy through before it gets its name.
///
/// # Errors
/// When there is no room, the record cannot be read, the file cannot be written, or what was copied is damaged.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<Holds, StoreError> {
    let trouble = |why| StoreError::Folder { path: to.to_owned(), why };
    let folder = to.parent().unwrap_or(Path::new("."));
    has_room(from, folder)?;
    let making = folder.join(format!(".making-{}.db", std::process::id()));
    let _ = fs::remove_file(&making);
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&making).map_err(trouble)?;
    let copied = (|| {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut into = Connection::open_with_flags(&making, flags).doing(DOING)?;
        whole(from, &mut into)?;
        // One file, without a log beside it: whoever copies it copies all of it.
        into.pragma_update(None, "journal_mode", "delete").doing(DOING)?;
        into.close().map_err(|(_, why)| why).doing(DOING)?;
        let holds = verify(&making)?;
        File::open(&making).and_then(|file| file.sync_all()).map_err(trouble)?;
        fs::rename(&making, to).map_err(trouble)?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(trouble)?;
        Ok(holds)
    })();
    if copied.is_err() {
        let _ = fs::remove_file(&making);
    }
    copied
}

/// Copies one database over another in one go, as SQLite's online backup does: others may read and write meanwhile.
pub(super) fn whole(from: &Connection, into: &mut Connection) -> Result<(), StoreError> {
    let copying = Copying::new(from, into).doing(DOING)?;
    match copying.step(-1).doing(DOING)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Locked { doing: DOING }),
    }
}

fn has_room(from: &Connection, folder: &Path) -> Result<(), StoreError> {
    let number = |name| from.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).doing(DOING);
    let needed = u64::try_from(number("page_count")?.saturating_mul(number("page_size")?)).unwrap_or(u64::MAX);
    // What cannot be asked is found out by trying.
    let Ok(disk) = rustix::fs::statvfs(folder) else { return Ok(()) };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    if free < needed.saturating_add(ROOM_LEFT) { Err(StoreError::Full { doing: DOING }) } else { Ok(()) }
}

/// Opens a copy of a record, reads all of it, and says what it holds.
///
/// # Errors
/// When it is no record, is of a newer version, or any part of it is damaged.
pub fn verify(path: &Path) -> Result<Holds, StoreError> {
    const DOING: &str = "read the backup";
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing(DOING)?;
    let (version, application, _) = match open::look(&connection) {
        Err(why) if why.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        found => found.doing(DOING)?,
    };
    if application != open::APPLICATION {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if version > super::newest() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: super::newest() });
    }
    let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).doing(DOING)?;
    // The rows of version 1 carry no sums.
    if check != "ok" || (version > 1 && sum::damaged(&connection)? > 0) {
        return Err(StoreError::Damaged { doing: DOING });
    }
    holds(&connection, version)
}

/// Counts what an open record holds.
pub(super) fn holds(connection: &Connection, version: i64) -> Result<Holds, StoreError> {
    const DOING: &str = "count what the record holds";
    let count = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).doing(DOING);
    let unsigned = |count| u64::try_from(count).unwrap_or(0);
    let last = connection
        .query_row("SELECT at, offset FROM event ORDER BY clock DESC, device DESC, number DESC LIMIT 1", [], |row| {
            Ok(Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? })
        })
        .map(Some)
        .or_else(|why| if why == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(why) })
        .doing(DOING)?;
    Ok(Holds {
        version,
        entries: unsigned(count("SELECT count(*) FROM event")?),
        practices: unsigned(count("SELECT count(*) FROM event WHERE kind = 'practised'")?),
        last,
    })
}

/// Lets go of daily backups that are not kept. The newest always stays.
fn let_go(data: &Path) -> Result<(), StoreError> {
    let daily: BTreeMap<Day, PathBuf> = list(data)?
        .into_iter()
        .filter(|backup| backup.reason == Reason::Daily)
        .map(|backup| (backup.day, backup.path))
        .collect();
    let kept = keeping::kept(&daily.keys().copied().collect::<BTreeSet<_>>());
    for (_, path) in daily.iter().filter(|(day, _)| !kept.contains(day)) {
        fs::remove_file(path).map_err(|why| StoreError::Folder { path: path.clone(), why })?;
    }
    Ok(())
}

/// Removes what a program left that was ended while it made a backup.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let left = name.to_str().and_then(|name| name.strip_prefix(".making-")?.split('.').next()?.parse().ok());
        let process = left.and_then(rustix::process::Pid::from_raw);
        if process.is_some_and(|process| rustix::process::test_kill_process(process).is_err()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn name(day: Day, reason: Reason, number: u32) -> String {
    let again = if number == 0 { String::new() } else { format!("-{number}") };
    match reason {
        Reason::Daily => format!("{day}.db"),
        Reason::BeforeVersion(version) => format!("{day}-before-version-{version}{again}.db"),
        Reason::Replaced => format!("{day}-replaced{again}.db"),
    }
}

fn read_name(name: &str) -> Option<(Day, Reason)> {
    let name = name.strip_suffix(".db")?;
    let day = Day::try_from(name.get(..10)?.to_owned()).ok()?;
    let rest = name.get(10..)?;
    let reason = match rest {
        "" => Reason::Daily,
        _ if rest.starts_with("-replaced") => Reason::Replaced,
        _ => {
            let version = rest.strip_prefix("-before-version-")?;
            Reason::BeforeVersion(version.split('-').next()?.parse().ok()?)
        }
    };
    Some((day, reason))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn leaving_waits_for_the_copy_of_a_record_that_a_person_fills_in_years() {
        let data = tempfile::tempdir().unwrap();
        let file = File::create(data.path().join(open::FILE)).unwrap();
        file.set_len(AT_ONCE).unwrap();
        assert!(is_quick(data.path()));
        file.set_len(900_000_000).unwrap();
        assert!(!is_quick(data.path()));
    }
}
