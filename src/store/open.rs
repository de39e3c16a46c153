//! Opening the record: folder, file modes, schema steps, refusal of a newer file.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::backups::{self, Reason};
use super::failure::{Doing, StoreError};
use super::steps;
use crate::clock::Chance;
use crate::memory::days::{Day, ROLLOVER_HOUR};
use crate::record::event::DeviceId;

const DOING: &str = "open the record";

/// Name of the record's file in the data folder.
pub const FILE: &str = "rekindle.db";

/// Pages that may wait in the log beside the file before an answer moves them into it. An answer writes about nine, so
/// that one in some eighty costs two or three flushes more; and a start never has more than this to read back.
const WAITING_PAGES: u32 = 700;

/// What stands for the path of a record in memory.
const MEMORY: &str = ":memory:";

/// Marks the file as a rekindle record ("rknd"), in SQLite's application id.
pub(super) const APPLICATION: i64 = 0x726b_6e64;

/// How long to wait for another program before saying that it holds the record.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The tables of a new record: the log, what belongs to this file alone, and the views.
const TABLES: [&str; 3] = [LOG, include_str!("schema/own.sql"), VIEWS];

/// The log alone.
pub(super) const LOG: &str = include_str!("schema/log.sql");

/// The views alone, for rebuilding them beside the record.
pub(super) const VIEWS: &str = include_str!("schema/views.sql");

/// The newest schema version that this program knows.
pub const fn newest() -> i64 {
    steps::NEWEST
}

/// Opens the record in `folder`, making folder and file for the owner alone when they are not there.
pub(super) fn open(folder: &Path, chance: &mut Chance) -> Result<(Connection, DeviceId, PathBuf), StoreError> {
    let path = folder.join(FILE);
    prepare(folder, &path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&path, flags).doing(DOING)?;
    connection.busy_timeout(PATIENCE).doing(DOING)?;
    connection.set_prepared_statement_cache_capacity(64);
    let device = ready(&mut connection, &path, chance)?;
    close_to_others(folder)?;
    Ok((connection, device, path))
}

/// Opens a record only to read it, while others write.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing("read the record")?;
    connection.busy_timeout(PATIENCE).doing("read the record")?;
    Ok(connection)
}

/// Opens a record that lives in memory, for tests.
pub(super) fn open_in_memory(chance: &mut Chance) -> Result<(Connection, DeviceId), StoreError> {
    let mut connection = Connection::open_in_memory().doing(DOING)?;
    let device = ready(&mut connection, Path::new(MEMORY), chance)?;
    Ok((connection, device))
}

/// Makes folder and file for the owner alone, whatever the umask, if there is no file.
fn prepare(folder: &Path, path: &Path) -> Result<(), StoreError> {
    let trouble = |why| StoreError::Folder { path: folder.to_owned(), why };
    match fs::metadata(path) {
        Ok(_) => Ok(()),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
            let new: Vec<&Path> = folder.ancestors().take_while(|above| !above.exists()).collect();
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(trouble)?;
            // SQLite flushes the names in the folder itself. Were its own name lost with the power, so were all answers.
            for above in new.iter().filter_map(|made| made.parent()) {
                let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
                // Not every file system can flush a folder; those that cannot keep its names by themselves.
                let _ = fs::File::open(above).and_then(|above| above.sync_all());
            }
            let mut create = OpenOptions::new();
            match create.write(true).create_new(true).mode(0o600).open(path) {
                Ok(_) => Ok(()),
                // Two programs may start together; the other one made it.
                Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                Err(why) => Err(trouble(why)),
            }
        }
        Err(why) => Err(trouble(why)),
    }
}

/// Sees that only the owner can read what there is of the record. Only once it is known to be one: what is not ours
/// keeps its modes.
fn close_to_others(folder: &Path) -> Result<(), StoreError> {
    let trouble = |why| StoreError::Folder { path: folder.to_owned(), why };
    for end in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{FILE}{end}"));
        match fs::metadata(&path) {
            Ok(found) if found.permissions().mode() & 0o077 != 0 => {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(trouble)?;
            }
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => return Err(trouble(why)),
            _ => {}
        }
    }
    Ok(())
}

/// Reads schema version, application id and how many tables there are, in one reading: what another program that
/// makes the record meanwhile has done of it is seen as a whole, or not at all.
pub(super) fn look(connection: &Connection) -> rusqlite::Result<(i64, i64, i64)> {
    let reading = connection.unchecked_transaction()?;
    let number = |name| reading.pragma_query_value(None, name, |row| row.get(0));
    let tables = reading.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((number("user_version")?, number("application_id")?, tables))
}

/// Returns the version of what was looked at, if it is a record that this program can use.
pub(super) fn known_version(found: rusqlite::Result<(i64, i64, i64)>, path: &Path) -> Result<i64, StoreError> {
    let (version, application, tables) = match found {
        Err(why) if why.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        found => found.doing(DOING)?,
    };
    if application != APPLICATION && (application, version, tables) != (0, 0, 0) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    // Both marks are set together with the tables; one without the others is a head that changed behind our back.
    if version < 0 || (version == 0 && application == APPLICATION) {
        return Err(StoreError::Damaged { doing: DOING });
    }
    if version > newest() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: newest() });
    }
    Ok(version)
}

/// Reads whose record this is.
pub(super) fn device(connection: &Connection) -> Result<DeviceId, StoreError> {
    let bytes: [u8; 16] = connection.query_row("SELECT id FROM device", [], |row| row.get(0)).doing(DOING)?;
    Ok(DeviceId(uuid::Uuid::from_bytes(bytes)))
}

pub(super) fn ready(connection: &mut Connection, path: &Path, chance: &mut Chance) -> Result<DeviceId, StoreError> {
    let mut version = known_version(look(connection), path)?;
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; \
             PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
        )
        .doing(DOING)?;
    connection
        .execute_batch(&format!(
            "PRAGMA wal_autocheckpoint = {WAITING_PAGES}; PRAGMA journal_size_limit = {};",
            WAITING_PAGES * 4096
        ))
        .doing(DOING)?;
    // The journal mode is a mark in the file: it is set once. SQLite waits for nobody here, so a program that starts
    // together with another may come too late; the other one sets it, or else the next start does.
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).doing(DOING)?;
    if mode == "delete" {
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(why) if why.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {}
            set => set.doing(DOING)?,
        }
    }
    if (1..newest()).contains(&version) {
        back_up_before_steps(connection, path)?;
    }
    while version < newest() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
        let now: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).doing(DOING)?;
        if now != version {
            // Another program took the step while this one waited.
            version = now;
            continue;
        }
        if version == 0 {
            for tables in TABLES {
                transaction.execute_batch(tables).doing(DOING)?;
            }
            let id = uuid::Builder::from_random_bytes(chance.bits().map_err(StoreError::NoChance)?.to_be_bytes());
            transaction.execute("INSERT INTO device (id) VALUES (?1)", [id.into_uuid().as_bytes()]).doing(DOING)?;
            transaction.pragma_update(None, "application_id", APPLICATION).doing(DOING)?;
            version = newest();
        } else {
            version = steps::take(&transaction, version)?;
        }
        transaction.pragma_update(None, "user_version", version).doing(DOING)?;
        transaction.commit().doing(DOING)?;
    }
    connection.execute_batch("PRAGMA foreign_keys = ON").doing(DOING)?;
    device(connection)
}

/// Keeps a copy of an older record before it is changed, named after its last day.
fn back_up_before_steps(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let Some(data) = path.parent().filter(|_| path != Path::new(MEMORY)) else { return Ok(()) };
    let last = backups::holds(connection, newest())?.last.map_or(Day(0), |last| last.day(ROLLOVER_HOUR));
    backups::make_from(connection, data, last, Reason::BeforeVersion(newest())).map(drop)
}
