//! Damage of every kind is done to a real record, and every entry comes back.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::page::Pages;
use super::*;
use crate::deck::text::SafeText;
use crate::memory::days::Day;
use crate::record::event::{Body, Kind};
use crate::store::Store;
use crate::store::laws::lives::{self, FIRST, Life, noon, practised};

/// A closed record with decks, answers, and notes short and long.
fn record() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut life = Life::with(Store::open(folder.path(), Chance::seeded(1)).unwrap());
    for id in lives::DECKS {
        life.write(Body::DeckAdded { deck: Box::new(lives::deck(id)), shipped: false, source: None });
    }
    for n in 0..60_usize {
        let at = noon(FIRST.plus(i64::try_from(n).unwrap()));
        let mut practice = practised(&format!("{}/k", lives::DECKS[n % 4]), Kind::Now, None, at);
        practice.note = (n % 3 == 0).then(|| SafeText::new(&"a word of mine ".repeat(1 + n * n / 8)));
        life.store.append(at, vec![Body::Practised(practice)]).unwrap();
    }
    folder
}

fn all_entries(file: &[u8]) -> Vec<Entry> {
    Pages::new(file, &[]).entries().into_values().collect()
}

/// The entries as SQL reads them.
fn by_sql(folder: &Path) -> Vec<Entry> {
    let backup = Backup { path: folder.join(FILE), day: Day(0), reason: backups::Reason::Daily };
    let mut entries = of_backup(&backup).unwrap();
    entries.sort_by_key(|entry| entry.id);
    entries
}

#[test]
fn a_sound_file_gives_every_entry_as_sql_does() {
    let folder = record();
    let entries = by_sql(folder.path());
    assert_eq!(entries.len(), 64);
    assert_eq!(all_entries(&fs::read(folder.path().join(FILE)).unwrap()), entries);
}

#[test]
fn what_waits_in_the_log_beside_the_file_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path(), Chance::seeded(1)).unwrap();
    store.append(noon(FIRST), vec![Body::CheckedIn(crate::record::event::CheckedIn::default())]).unwrap();
    let (file, log) =
        (fs::read(folder.path().join(FILE)).unwrap(), fs::read(folder.path().join("rekindle.db-wal")).unwrap());
    assert_eq!(Pages::new(&file, &log).entries().len(), 1);
}

/// Turns over this many bits, one at a time, each in a fresh copy, and reads every entry all the same.
fn turn_over(bits: usize, seed: u64) {
    let folder = record();
    let whole = fs::read(folder.path().join(FILE)).unwrap();
    let entries = by_sql(folder.path());
    let mut chance = Chance::seeded(seed);
    let mut any = |below: usize| usize::try_from(chance.bits().unwrap() % below as u128).unwrap();
    for number in 0..bits {
        let mut file = whole.clone();
        let place = any(file.len());
        let was = file[place];
        let now = was ^ (1 << any(8));
        file[place] = now;
        assert!(all_entries(&file) == entries, "bit {number}: byte {place}, {was:#x} to {now:#x}");
    }
    println!("{bits} bits turned over one at a time, entries lost: 0");
}

#[test]
fn any_one_bit_turned_over_anywhere_loses_no_entry() {
    turn_over(100, 5);
}

#[test]
#[ignore = "the long run: cargo test --release --lib salvage -- --ignored --nocapture"]
fn any_one_bit_of_many_turned_over_loses_no_entry() {
    turn_over(20_000, 6);
}

/// Puts other bytes into a record and has it made whole again.
fn mended(harm: impl FnOnce(&mut Vec<u8>)) -> (TempDir, Vec<Entry>, Mended) {
    let folder = record();
    let before = by_sql(folder.path());
    let mut file = fs::read(folder.path().join(FILE)).unwrap();
    harm(&mut file);
    fs::write(folder.path().join(FILE), &file).unwrap();
    let mended = mend(folder.path(), &mut Chance::seeded(3)).unwrap();
    assert!(fs::read(&mended.aside).unwrap() == file, "the damaged file is kept as it was");
    (folder, before, mended)
}

#[test]
fn a_record_whose_head_is_gone_is_made_whole() {
    let (folder, before, mended) = mended(|file| file[..4096].fill(0));
    assert_eq!(by_sql(folder.path()), before);
    assert_eq!((mended.from_file, mended.from_backups, mended.missing), (64, 0, vec![]));
    let mut life = Life::with(Store::open(folder.path(), Chance::seeded(4)).unwrap());
    life.holds_law_one().unwrap();
    life.write(Body::DeckRemoved { deck: lives::deck("a").id });
    life.holds_law_one().unwrap();
}

#[test]
fn what_was_cut_off_comes_from_the_backup_and_what_is_nowhere_is_named() {
    let folder = record();
    let before = by_sql(folder.path());
    backups::daily(folder.path(), FIRST).unwrap().unwrap();
    let mut store = Store::open(folder.path(), Chance::seeded(8)).unwrap();
    for n in 0..40 {
        let at = noon(FIRST.plus(100 + n));
        store.append(at, vec![Body::Practised(practised("a/k", Kind::Now, None, at))]).unwrap();
    }
    drop(store);
    let path = folder.path().join(FILE);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let mended = mend(folder.path(), &mut Chance::seeded(3)).unwrap();
    let after = by_sql(folder.path());
    assert!(before.iter().all(|entry| after.contains(entry)), "the backup had them");
    assert!(mended.from_backups > 0);
    let lost = before.len() + 40 - after.len();
    assert_eq!(lost, mended.missing.len() + trailing(&after, before.len() + 40), "{mended:?}");
    Life::with(Store::open(folder.path(), Chance::seeded(4)).unwrap()).holds_law_one().unwrap();
}

/// How many numbers after the last one that is left are gone: nothing in the file can tell of them.
fn trailing(entries: &[Entry], given: usize) -> usize {
    let last = entries.iter().map(|entry| entry.number).max().unwrap();
    given - 1 - usize::try_from(last).unwrap()
}

#[test]
fn a_file_with_nothing_in_it_and_no_backup_is_left_alone() {
    let folder = record();
    fs::write(folder.path().join(FILE), vec![0x5a; 20_000]).unwrap();
    let why = mend(folder.path(), &mut Chance::seeded(3)).unwrap_err();
    assert!(matches!(why, StoreError::NothingLeft { .. }), "{why}");
    assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), vec![0x5a; 20_000]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_record_that_another_program_writes_is_not_moved() {
    let folder = record();
    let other = Connection::open(folder.path().join(FILE)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let why = mend(folder.path(), &mut Chance::seeded(3)).unwrap_err();
    assert!(matches!(why, StoreError::Locked { .. }), "{why}");
}

#[test]
fn what_was_erased_stays_gone_although_a_backup_has_it() {
    let folder = record();
    backups::daily(folder.path(), FIRST).unwrap().unwrap();
    let mut store = Store::open(folder.path(), Chance::seeded(8)).unwrap();
    let mut gone = None;
    store
        .for_each_event(|event| {
            if matches!(event.body, Body::Practised(_)) {
                gone = Some(event.id);
            }
        })
        .unwrap();
    let gone = gone.unwrap();
    store.erase(noon(FIRST), &[gone]).unwrap();
    drop(store);
    let mut file = fs::read(folder.path().join(FILE)).unwrap();
    file[..4096].fill(0);
    fs::write(folder.path().join(FILE), &file).unwrap();
    let mended = mend(folder.path(), &mut Chance::seeded(3)).unwrap();
    assert!(mended.missing.is_empty());
    assert!(by_sql(folder.path()).iter().all(|entry| entry.id != gone.0.into_bytes()));
}
