//! The record where nothing can be written: on a medium for reading only, or in a folder of somebody else. It opens to be
//! looked at, and whatever would be written is refused in a sentence.

use std::fmt::Write;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use rustix::fs::{Access, access};
use rustix::io::Errno;

use super::failure::{Doing, StoreError};
use super::open::{self, FILE};
use crate::record::event::DeviceId;

const DOING: &str = "open the record";

/// A record that is looked at only.
pub(super) struct Viewed {
    pub connection: Connection,
    pub device: DeviceId,
    /// Where another connection finds it, as SQLite reads an address.
    pub address: String,
}

/// Opens the record to look at it, if there is one and it cannot be written; `None` otherwise.
///
/// # Errors
/// When it cannot be read, is of another version, or is no record.
pub(super) fn open(folder: &Path) -> Result<Option<Viewed>, StoreError> {
    let path = folder.join(FILE);
    if !path.exists() || (may_write(folder) && may_write(&path)) {
        return Ok(None);
    }
    let mut address = address(&path);
    let mut connection = connect(&address)?;
    let found = match open::look(&connection) {
        // SQLite wants to write beside a file even for reading, unless it is told that nobody can change it.
        Err(why) if matches!(why.sqlite_error_code(), Some(code) if cannot_write_beside(code)) => {
            if fs::metadata(folder.join(format!("{FILE}-wal"))).is_ok_and(|waiting| waiting.len() > 0) {
                let why = "the latest answers stand beside the file, and are read only where something can be written; \
                           copy the folder";
                return Err(StoreError::Folder { path: folder.to_owned(), why: io::Error::other(why) });
            }
            address.push_str("?immutable=1");
            connection = connect(&address)?;
            open::look(&connection)
        }
        found => found,
    };
    if open::known_version(found, &path)? < open::newest() {
        return Err(StoreError::ReadOnly { doing: "bring the record to this version" });
    }
    connection
        .execute_batch("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;")
        .doing(DOING)?;
    let device = open::device(&connection)?;
    Ok(Some(Viewed { connection, device, address }))
}

fn connect(address: &str) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address, flags).doing(DOING)?;
    connection.busy_timeout(open::PATIENCE).doing(DOING)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn cannot_write_beside(code: rusqlite::ErrorCode) -> bool {
    matches!(code, rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)
}

/// Tells whether this user may write there, as far as the system says.
fn may_write(path: &Path) -> bool {
    !matches!(access(path, Access::WRITE_OK), Err(Errno::ROFS | Errno::ACCESS | Errno::PERM))
}

/// A path as SQLite reads an address, where some letters mean something.
fn address(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
