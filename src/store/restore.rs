//! Putting a backup in the place of the record. What it replaces is kept.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::backups::{self, Holds, Reason};
use super::failure::{Doing, StoreError};
use super::in_place::{self, Aside};
use super::open::{self, FILE};
use super::salvage;
use crate::clock::Chance;
use crate::memory::days::Day;

const DOING: &str = "put the backup in the place of the record";

/// What the record of a folder holds now; `None` when there is none, or none that can be read.
///
/// # Errors
/// When the folder cannot be read.
pub fn present(data: &Path) -> Result<Option<Holds>, StoreError> {
    in_place::finish(data)?;
    let path = data.join(FILE);
    match fs::metadata(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(StoreError::Folder { path, why }),
        Ok(_) => Ok(backups::verify(&path).ok()),
    }
}

/// Puts a backup in the place of the record, and returns where what it replaced is kept: a sound record as one more
/// backup, anything else as it was, beside the new one. `None` when there was nothing.
///
/// The restored record gets a device of its own: what was written after the backup may have been given to others, and
/// its numbers must not be given twice.
///
/// # Errors
/// When the backup is damaged, of a newer program or no record, another program is writing, or there is no room. The
/// record stays as it was then.
pub fn restore(data: &Path, backup: &Path, today: Day, chance: &mut Chance) -> Result<Option<PathBuf>, StoreError> {
    backups::verify(backup)?;
    let record = data.join(FILE);
    let trouble = |why| StoreError::Folder { path: data.to_owned(), why };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if present(data)?.is_some() {
        salvage::in_nobodys_hands(&record)?;
        let mut into = Connection::open_with_flags(&record, flags).doing(DOING)?;
        into.busy_timeout(open::PATIENCE).doing(DOING)?;
        let kept = backups::make_from(&into, data, today, Reason::Replaced)?;
        let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let from = Connection::open_with_flags(backup, read_only).doing(DOING)?;
        // Through SQLite, so that another program that has it open sees the one or the other, never a part.
        backups::whole(&from, &mut into)?;
        another_device(&into, chance)?;
        return Ok(Some(kept.path));
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(trouble)?;
    let arriving = data.join(format!("{FILE}.arriving"));
    let _ = fs::remove_file(&arriving);
    let arrived = (|| {
        let mut from = File::open(backup)?;
        let mut into = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&arriving)?;
        io::copy(&mut from, &mut into)?;
        into.sync_all()
    })();
    if let Err(why) = arrived {
        let _ = fs::remove_file(&arriving);
        return Err(trouble(why));
    }
    let into = Connection::open_with_flags(&arriving, flags).doing(DOING)?;
    another_device(&into, chance)?;
    into.close().map_err(|(_, why)| why).doing(DOING)?;
    in_place::put(data, &arriving, Aside::Replaced)
}

fn another_device(connection: &Connection, chance: &mut Chance) -> Result<(), StoreError> {
    let id = uuid::Builder::from_random_bytes(chance.bits().map_err(StoreError::NoChance)?.to_be_bytes()).into_uuid();
    connection.execute("UPDATE device SET id = ?1", [id.as_bytes()]).doing(DOING)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::record::event::{Body, Event, Kind};
    use crate::store::Store;
    use crate::store::laws::lives::{self, FIRST, Life, noon, practised};

    fn log(folder: &Path) -> Vec<Event> {
        let mut events = Vec::new();
        Store::open(folder, Chance::seeded(9)).unwrap().for_each_event(|event| events.push(event)).unwrap();
        events
    }

    fn practise(store: &mut Store, day: i64) {
        let at = noon(FIRST.plus(day));
        store.append(at, vec![Body::Practised(practised("a/k", Kind::Now, None, at))]).unwrap();
    }

    /// A record with a backup, and three practices after it.
    fn gone_on() -> (TempDir, PathBuf, Vec<Event>, Vec<Event>) {
        let folder = tempfile::tempdir().unwrap();
        let mut life = Life::with(Store::open(folder.path(), Chance::seeded(1)).unwrap());
        life.write(Body::DeckAdded { deck: Box::new(lives::deck("a")), shipped: false, source: None });
        practise(&mut life.store, 0);
        let backup = backups::daily(folder.path(), FIRST).unwrap().unwrap();
        let then = log(folder.path());
        for day in 1..4 {
            practise(&mut life.store, day);
        }
        drop(life);
        let now = log(folder.path());
        (folder, backup.path, then, now)
    }

    #[test]
    fn a_backup_comes_back_and_what_it_replaces_is_kept() {
        let (folder, backup, then, now) = gone_on();
        let kept = restore(folder.path(), &backup, FIRST, &mut Chance::seeded(2)).unwrap().unwrap();
        assert_eq!(log(folder.path()), then);
        // And back again, as if nothing had been.
        restore(folder.path(), &kept, FIRST, &mut Chance::seeded(3)).unwrap().unwrap();
        assert_eq!(log(folder.path()), now);
        Life::with(Store::open(folder.path(), Chance::seeded(4)).unwrap()).holds_law_one().unwrap();
    }

    #[test]
    fn what_was_replaced_and_what_came_after_can_be_joined() {
        let (folder, backup, _, now) = gone_on();
        restore(folder.path(), &backup, FIRST, &mut Chance::seeded(2)).unwrap();
        let mut store = Store::open(folder.path(), Chance::seeded(5)).unwrap();
        practise(&mut store, 9);
        assert_eq!(store.take_in(now.clone()).unwrap(), 3, "no place in the order was given twice");
        drop(store);
        assert_eq!(log(folder.path()).len(), now.len() + 1);
    }

    #[test]
    fn a_damaged_record_is_set_aside_as_it_is() {
        let (folder, backup, then, _) = gone_on();
        let record = folder.path().join(FILE);
        fs::write(&record, "no record at all").unwrap();
        let aside = restore(folder.path(), &backup, FIRST, &mut Chance::seeded(2)).unwrap().unwrap();
        assert_eq!(fs::read(aside).unwrap(), b"no record at all");
        assert_eq!(log(folder.path()), then);
        fs::remove_file(&record).unwrap();
        assert_eq!(restore(folder.path(), &backup, FIRST, &mut Chance::seeded(2)).unwrap(), None);
        assert_eq!(log(folder.path()), then);
    }

    #[test]
    fn a_damaged_backup_changes_nothing() {
        let (folder, backup, _, now) = gone_on();
        let mut bytes = fs::read(&backup).unwrap();
        let word = bytes.windows(9).position(|bytes| bytes == b"practised").unwrap();
        bytes[word] ^= 1;
        fs::write(&backup, bytes).unwrap();
        let why = restore(folder.path(), &backup, FIRST, &mut Chance::seeded(2)).unwrap_err();
        assert!(matches!(why, StoreError::Damaged { .. }), "{why}");
        assert_eq!(log(folder.path()), now);
    }
}
