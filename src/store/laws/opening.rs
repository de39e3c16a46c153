//! Opening: the record is for its owner alone, and what is not a record of ours stays as it was, to the byte.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::facts::dump;
use super::lives::{self, FIRST, Life, noon, practised};
use crate::clock::Chance;
use crate::record::event::{Body, Kind, Order};
use crate::store::{FILE, Store, StoreError, newest};

fn open(folder: &Path, seed: u64) -> Result<Store, StoreError> {
    Store::open(folder, Chance::seeded(seed))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Everything in a folder: names, modes, bytes.
fn seen(folder: &Path) -> BTreeMap<String, (u32, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    files
        .map(|file| {
            (file.file_name().into_string().unwrap(), (mode(&file.path()), fs::read(file.path()).unwrap_or_default()))
        })
        .collect()
}

/// Holds that opening is refused and changes nothing, and returns why.
fn refused(folder: &Path) -> StoreError {
    let before = seen(folder);
    let why = open(folder, 1).map(drop).unwrap_err();
    assert!(before == seen(folder), "something changed, and opening said: {why}");
    why
}

/// A folder whose record is this text, readable by all.
fn holding(bytes: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE), bytes).unwrap();
    fs::set_permissions(folder.path().join(FILE), Permissions::from_mode(0o644)).unwrap();
    folder
}

/// A folder with another program's database.
fn foreign(sql: &str) -> TempDir {
    let folder = holding(b"");
    Connection::open(folder.path().join(FILE)).unwrap().execute_batch(sql).unwrap();
    folder
}

/// A record with a few things in it, closed.
fn closed_record() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut life = Life::with(open(folder.path(), 1).unwrap());
    for id in lives::DECKS {
        life.write(Body::DeckAdded { deck: Box::new(lives::deck(id)), shipped: false, source: None });
    }
    folder
}

#[test]
fn a_fresh_record_is_for_its_owner_alone_whatever_the_umask() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("share/rekindle");
    let before = rustix::process::umask(rustix::fs::Mode::empty());
    let mut life = Life::with(open(&folder, 1).unwrap());
    life.write(Body::DeckAdded { deck: Box::new(lives::deck("a")), shipped: false, source: None });
    let found = seen(&folder);
    rustix::process::umask(before);
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&outer.path().join("share")), 0o700);
    let modes: Vec<_> = found.iter().map(|(name, (mode, _))| (name.as_str(), *mode)).collect();
    assert_eq!(modes, [("rekindle.db", 0o600), ("rekindle.db-shm", 0o600), ("rekindle.db-wal", 0o600)]);
}

#[test]
fn a_record_that_others_could_read_is_closed_to_them() {
    let folder = closed_record();
    let kept_open = open(folder.path(), 1).unwrap();
    for name in seen(folder.path()).into_keys() {
        fs::set_permissions(folder.path().join(name), Permissions::from_mode(0o664)).unwrap();
    }
    let _again = open(folder.path(), 2).unwrap();
    let found = seen(folder.path());
    assert_eq!(found.len(), 3);
    assert!(found.values().all(|(mode, _)| *mode == 0o600));
    drop(kept_open);
}

#[test]
fn a_record_of_a_newer_version_is_refused_and_unchanged() {
    let folder = closed_record();
    let path = folder.path().join(FILE);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", newest() + 1).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    let why = refused(folder.path());
    assert!(matches!(why, StoreError::Newer { found, known, .. } if found == known + 1));
    let said = why.to_string();
    assert!(said.contains("a newer rekindle wrote it") && said.contains("nothing was changed"), "{said}");
}

#[test]
fn what_is_no_record_is_refused_and_unchanged() {
    for folder in [
        foreign("CREATE TABLE other (x); INSERT INTO other VALUES (1)"),
        foreign("PRAGMA journal_mode = wal; CREATE TABLE other (x)"),
        foreign("PRAGMA application_id = 7; VACUUM"),
        foreign("PRAGMA user_version = 1; VACUUM"),
        holding(b"Dear diary,\n"),
        holding(&[0; 4096]),
        holding(b"SQLite format 3\0"),
    ] {
        let why = refused(folder.path());
        assert!(matches!(why, StoreError::Foreign { .. }), "{why}");
    }
}

#[test]
fn an_empty_file_becomes_a_record() {
    let folder = holding(b"");
    let mut life = Life::with(open(folder.path(), 1).unwrap());
    life.write(Body::DeckAdded { deck: Box::new(lives::deck("a")), shipped: false, source: None });
    assert_eq!(mode(&folder.path().join(FILE)), 0o600);
    life.store = open(folder.path(), 2).unwrap();
    assert_eq!(life.store.decks().unwrap().len(), 1);
    life.holds_law_one().unwrap();
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("file"), "").unwrap();
    let before = seen(outer.path());
    for below in ["file", "file/deep/er"] {
        let why = open(&outer.path().join(below), 1).map(drop).unwrap_err();
        assert!(matches!(why, StoreError::Folder { .. }), "{why}");
    }
    assert_eq!(before, seen(outer.path()));
}

#[test]
fn a_folder_or_a_link_to_nowhere_in_place_of_the_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(FILE)).unwrap();
    refused(folder.path());
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("nowhere"), folder.path().join(FILE)).unwrap();
    assert!(open(folder.path(), 1).is_err());
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn a_record_cut_short_is_never_taken_for_a_whole_one() {
    let record = closed_record();
    let facts = dump(&open(record.path(), 1).unwrap());
    let whole = fs::read(record.path().join(FILE)).unwrap();
    // SQLite takes a file of one byte for an empty one, and there is nothing left to lose in it.
    let cuts = [2, 15, 16, 50, 99, 100, 511].into_iter().chain((512..whole.len()).step_by(512));
    for cut in cuts {
        let folder = holding(&whole[..cut]);
        // A last page of which only a part is there may be an empty part. If not, it is noticed when it is read.
        if let Ok(store) = open(folder.path(), 1) {
            assert!(cut > whole.len() - 4096);
            match store.compare_with_rebuild() {
                Ok(_) => assert_eq!(facts, dump(&store)),
                Err(why) => assert!(matches!(why, StoreError::Damaged { .. }), "{cut}: {why}"),
            }
            continue;
        }
        let why = refused(folder.path());
        assert!(matches!(why, StoreError::Damaged { .. } | StoreError::Foreign { .. }), "{cut}: {why}");
    }
}

#[test]
fn two_programs_that_start_together_share_one_record() {
    for round in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let devices: Vec<_> = thread::scope(|scope| {
            let begin = |n: u64| {
                scope.spawn({
                    let folder = folder.path();
                    move || open(folder, round * 8 + n).unwrap().device
                })
            };
            let running: Vec<_> = (0..4).map(begin).collect();
            running.into_iter().map(|program| program.join().unwrap()).collect()
        });
        assert!(devices.iter().all(|device| *device == devices[0]), "{devices:?}");
    }
}

#[test]
fn two_programs_lose_nothing_and_never_take_the_same_place() {
    let folder = closed_record();
    let card = |n: usize| format!("{}/k", lives::DECKS[n % 4]);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                // The same seed in both: even then their ids differ.
                let mut store = open(folder.path(), 9).unwrap();
                store.connection.pragma_update(None, "synchronous", "off").unwrap();
                for n in 0..60 {
                    let practice = practised(&card(n), Kind::Now, None, noon(FIRST));
                    store.append(noon(FIRST), vec![Body::Practised(practice)]).unwrap();
                }
            });
        }
    });
    let life = Life::with(open(folder.path(), 3).unwrap());
    let mut orders: Vec<Order> = Vec::new();
    let mut ids = Vec::new();
    life.store
        .for_each_event(|event| {
            orders.push(event.order);
            ids.push(event.id);
        })
        .unwrap();
    assert_eq!(orders.len(), 4 + 2 * 60);
    assert!(orders.iter().zip(0..).all(|(order, n)| order.clock == n && order.number == n), "{orders:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), orders.len());
    assert_eq!(life.store.totals(FIRST).unwrap().practices, 120);
    life.holds_law_one().unwrap();
}

#[test]
fn a_record_that_another_program_holds_is_not_written() {
    let folder = closed_record();
    let mut store = open(folder.path(), 1).unwrap();
    store.connection.busy_timeout(Duration::from_millis(1)).unwrap();
    let other = Connection::open(folder.path().join(FILE)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let before = dump(&store);
    let body = || vec![Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST)))];
    assert!(matches!(store.append(noon(FIRST), body()), Err(StoreError::Locked { .. })));
    assert!(matches!(store.undo(noon(FIRST), 1), Err(StoreError::Locked { .. })));
    assert!(matches!(store.rebuild(), Err(StoreError::Locked { .. })));
    // It can be read and opened all the same.
    assert_eq!(before, dump(&store));
    assert_eq!(before, dump(&open(folder.path(), 2).unwrap()));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(store.append(noon(FIRST), body()).is_ok());
}
