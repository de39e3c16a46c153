//! A damaged record made whole again: every entry that can be read from the damaged file, from the log beside it and
//! from the backups, in a new file; the damaged one is kept aside.

mod page;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::append::{self, WRITE};
use super::backups::{self, Backup};
use super::failure::{Doing, StoreError};
use super::in_place::{self, Aside};
use super::open::{self, FILE};
use super::rebuild;
use crate::clock::Chance;
use crate::record::event::Body;
pub(super) use page::Entry;

const DOING: &str = "make the record whole again";

/// How long to wait for another program before saying that it holds the record.
const PATIENCE: Duration = Duration::from_millis(500);

/// What came of making a record whole again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Entries that the damaged file still held.
    pub from_file: u64,
    /// Entries that only a backup held.
    pub from_backups: u64,
    /// Numbers of entries of this record's own device that were found nowhere.
    pub missing: Vec<u64>,
    /// Where the damaged file is now.
    pub aside: PathBuf,
}

/// Counts the entries that the bytes of a record still hold, whatever else of it is damaged.
///
/// # Errors
/// When the file cannot be read at all.
pub fn readable(data: &Path) -> Result<u64, StoreError> {
    in_place::finish(data)?;
    let (file, log) = (bytes(data, "")?, bytes(data, "-wal")?);
    Ok(page::Pages::new(&file, &log).entries().len() as u64)
}

/// Reads one of the files of a record; empty when it is not there.
fn bytes(data: &Path, end: &str) -> Result<Vec<u8>, StoreError> {
    let path = data.join(format!("{FILE}{end}"));
    match fs::read(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read.map_err(|why| StoreError::Folder { path, why }),
    }
}

/// Makes the record of a folder whole again. The damaged file is moved aside as it is; nothing of it is changed.
///
/// # Errors
/// When no entry can be read anywhere, there is no room, or another program is writing. The record stays as it was then.
pub fn mend(data: &Path, chance: &mut Chance) -> Result<Mended, StoreError> {
    let record = data.join(FILE);
    let trouble = |why| StoreError::Folder { path: data.to_owned(), why };
    in_place::finish(data)?;
    in_nobodys_hands(&record)?;
    let (file, log) = (bytes(data, "")?, bytes(data, "-wal")?);
    let mut entries = page::Pages::new(&file, &log).entries();
    let from_file = entries.len() as u64;
    let mut own = own_device(&record);
    for backup in backups::list(data)? {
        own = own.or_else(|| own_device(&backup.path));
        for entry in of_backup(&backup)? {
            entries.entry(entry.id).or_insert(entry);
        }
    }
    if entries.is_empty() {
        return Err(StoreError::NothingLeft { path: record });
    }
    let from_backups = entries.len() as u64 - from_file;
    let missing = own.map_or_else(Vec::new, |own| missing(own, entries.values()));
    // What the person erased stays gone, also where an older copy still has it.
    let erased = erased(entries.values());
    let before = entries.len();
    entries.retain(|id, _| !erased.contains(id));
    let kept_away = before - entries.len();
    // An entry that was erased leaves a gap in the numbers and is not missing.
    let missing = if missing.len() + kept_away > erased.len() { missing } else { Vec::new() };
    let from_backups = from_backups.min(entries.len() as u64);
    let mending = data.join(format!("{FILE}.mending"));
    let _ = fs::remove_file(&mending);
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&mending).map_err(trouble)?;
    let written = write(&mending, entries.into_values().collect(), chance);
    if let Err(why) = written {
        let _ = fs::remove_file(&mending);
        return Err(why);
    }
    File::open(&mending).and_then(|file| file.sync_all()).map_err(trouble)?;
    let aside = in_place::put(data, &mending, Aside::Damaged)?;
    Ok(Mended { from_file, from_backups, missing, aside: aside.unwrap_or(record) })
}

/// Makes sure that no other program is writing into a file that is about to be moved. What cannot be asked because the
/// file is too damaged is in nobody's hands either.
pub(super) fn in_nobodys_hands(record: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(connection) = Connection::open_with_flags(record, flags) else { return Ok(()) };
    connection.busy_timeout(PATIENCE).doing(DOING)?;
    // Nothing is moved into the damaged file on the way out.
    let _ = connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    match connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").doing(DOING) {
        Err(why @ StoreError::Locked { .. }) => Err(why),
        _ => Ok(()),
    }
}

/// The device that a record is of, if that can still be read.
fn own_device(record: &Path) -> Option<[u8; 16]> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(record, flags).ok()?;
    connection.query_row("SELECT id FROM device", [], |row| row.get(0)).ok()
}

/// Reads the entries of a backup, if it is sound; an unsound one gives what its pages hold.
fn of_backup(backup: &Backup) -> Result<Vec<Entry>, StoreError> {
    if backups::verify(&backup.path).is_ok() {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&backup.path, flags).doing(DOING)?;
        let mut statement = connection
            .prepare("SELECT clock, device, number, id, at, offset, kind, subject, body FROM event")
            .doing(DOING)?;
        let rows = statement
            .query_map([], |row| {
                Ok(Entry {
                    clock: row.get(0)?,
                    device: row.get(1)?,
                    number: row.get(2)?,
                    id: row.get(3)?,
                    at: row.get(4)?,
                    offset: row.get(5)?,
                    kind: row.get(6)?,
                    subject: row.get(7)?,
                    body: row.get(8)?,
                })
            })
            .doing(DOING)?;
        return rows.collect::<rusqlite::Result<_>>().doing(DOING);
    }
    let bytes = fs::read(&backup.path).map_err(|why| StoreError::Folder { path: backup.path.clone(), why })?;
    Ok(page::Pages::new(&bytes, &[]).entries().into_values().collect())
}

/// Reads which events were erased for good.
fn erased<'a>(entries: impl Iterator<Item = &'a Entry>) -> HashSet<[u8; 16]> {
    let mut erased = HashSet::new();
    for entry in entries {
        if let Some(Body::Erased { entries }) = append::read_body(&entry.body) {
            erased.extend(entries.iter().map(|id| id.0.into_bytes()));
        }
    }
    erased
}

/// Finds the numbers that a device gave and that no entry has.
fn missing<'a>(own: [u8; 16], entries: impl Iterator<Item = &'a Entry>) -> Vec<u64> {
    let numbers: BTreeSet<u64> =
        entries.filter(|entry| entry.device == own).filter_map(|entry| u64::try_from(entry.number).ok()).collect();
    let Some(last) = numbers.last() else { return Vec::new() };
    (0..*last).filter(|number| !numbers.contains(number)).collect()
}

/// Writes a new record that holds these entries. Its device is a new one: the old one may have given numbers to entries
/// that are gone, and they must not be given twice.
fn write(path: &Path, mut entries: Vec<Entry>, chance: &mut Chance) -> Result<(), StoreError> {
    entries.sort_by_key(|entry| (entry.clock, entry.device, entry.number, entry.id));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).doing(DOING)?;
    open::ready(&mut connection, path, chance)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
    let sql = format!("{WRITE} ON CONFLICT DO NOTHING");
    for entry in &entries {
        append::write_row(&transaction, &sql, &entry.row())?;
    }
    rebuild::again(&transaction)?;
    transaction.commit().doing(DOING)?;
    connection.pragma_update(None, "journal_mode", "delete").doing(DOING)?;
    connection.close().map_err(|(_, why)| why).doing(DOING)?;
    backups::verify(path).map(drop)
}

#[cfg(test)]
mod tests;
