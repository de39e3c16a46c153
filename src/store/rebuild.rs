//! Making every view again from the log, and comparing what is stored with it (law one).

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::beside::both;
use super::failure::{Doing, StoreError};
use super::replay::{self, Log, decks};
use super::take_in::with_room;
use super::{Store, benefit, known, open, parameters, subjects};
use crate::record::remembered::Remembered;

const DOING: &str = "rebuild the views";

/// Every view with the columns that must agree. Numbers that only join rows are replaced by what they stand for.
pub(super) const VIEWS: &[(&str, &str)] = &[
    ("undone", "SELECT event FROM {db}.undone"),
    ("erased", "SELECT event FROM {db}.erased"),
    ("setting", "SELECT key, value FROM {db}.setting"),
    ("gate", "SELECT gate, allowed FROM {db}.gate"),
    ("person", "SELECT position, name, reach FROM {db}.person"),
    ("deck", "SELECT id, version, title, shipped, clock, device, number, source FROM {db}.deck"),
    (
        "card",
        "SELECT card.id, deck, position, title, f.word, seconds, gates, states, body, pinned, active, favourite, rests_until, \
         stability, difficulty, last_day, due, reviews, lapses FROM {db}.card \
         JOIN {db}.family f ON f.number = card.family",
    ),
    ("due_day", "SELECT day, cards FROM {db}.due_day WHERE cards > 0"),
    ("card_text", "SELECT c.id, text, own FROM {db}.card_text JOIN {db}.card c ON c.number = card_text.card"),
    ("path", "SELECT id, deck, title, shipped, added, implied, position FROM {db}.path"),
    (
        "path_card",
        "SELECT p.id, path_card.position, card, waiting FROM {db}.path_card \
         JOIN {db}.path p ON p.number = path_card.path",
    ),
    (
        "practice",
        "SELECT c.id, at, clock, device, practice.number, offset, day, kind, recall, practice.due, practice.seconds, \
         state, distress_before, distress_after, connection_before, connection_after, helped, used, alone \
         FROM {db}.practice JOIN {db}.card c ON c.number = practice.card",
    ),
    ("check_in", "SELECT at, clock, device, number, offset, state, distress, connection FROM {db}.check_in"),
    (
        "waited",
        "SELECT at, clock, device, number, distress_before, distress_after, connection_before, connection_after \
         FROM {db}.waited",
    ),
    (
        "helped",
        "SELECT c.id, state, uses, judged, worse, d_n, d_x, d_y, d_xx, d_xy, d_yy, d_unrated, d_unrated_x, d_unrated_xx, \
         d_both, d_no_room, d_carried, c_n, c_x, c_y, c_xx, c_xy, c_yy, c_unrated, c_unrated_x, c_unrated_xx, c_both, \
         c_no_room, c_carried, said_helped, said_same, said_worse, said_unsure, rest_until, rest_why, rest_since \
         FROM {db}.helped JOIN {db}.card c ON c.number = helped.card",
    ),
    ("helped_card", "SELECT c.id, h.uses, said FROM {db}.helped_card h JOIN {db}.card c ON c.number = h.card"),
    ("helped_group", "SELECT * FROM {db}.helped_group"),
    (
        "day_family",
        "SELECT day, f.word, practices, learned, reviews, recalled, seconds FROM {db}.day_family \
         JOIN {db}.family f ON f.number = day_family.family",
    ),
];

impl Store {
    /// Compares every view with a rebuild made beside it. Returns the name of each view and how many rows differ.
    ///
    /// # Errors
    /// When the record cannot be read, or there is no room for the rebuild.
    pub fn compare_with_rebuild(&self) -> Result<Vec<(&'static str, u64)>, StoreError> {
        if let Some(path) = self.path() {
            // Beside the record, for the owner alone: SQLite's own temporary files would go wherever the system has them.
            // Where nothing can be written, in memory.
            let checking = if self.view_only() { None } else { Some(Checking::new(path)?) };
            let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            flags.set(OpenFlags::SQLITE_OPEN_URI, self.view_only());
            let place = checking.as_ref().map_or(Path::new(":memory:"), |checking| &checking.0);
            let beside = Connection::open_with_flags(place, flags).doing(DOING)?;
            beside
                .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
                .doing(DOING)?;
            beside.execute_batch(open::VIEWS).doing(DOING)?;
            let path = path.to_str().ok_or_else(|| StoreError::Folder {
                path: path.to_owned(),
                why: std::io::Error::new(std::io::ErrorKind::InvalidFilename, "its name is not UTF-8"),
            })?;
            let address = self.viewed.as_deref().unwrap_or(path);
            beside.execute("ATTACH DATABASE ?1 AS stored", [address]).doing(DOING)?;
            let transaction = beside.unchecked_transaction().doing(DOING)?;
            let later = put_off(&transaction, LATER)?;
            fill(&transaction, false)?;
            make_up(&transaction, &later)?;
            return differences(&transaction, "main", "stored");
        }
        // In memory there is no file to attach: the copy of the log goes into the rebuild instead.
        self.connection.execute_batch("ATTACH DATABASE ':memory:' AS beside").doing(DOING)?;
        let found = (|| {
            let copies = VIEWS.iter().map(|(name, _)| *name).chain(["family"]);
            for name in copies {
                let sql = format!("CREATE TABLE beside.{name} AS SELECT * FROM main.{name}");
                self.connection.execute_batch(&sql).doing(DOING)?;
            }
            let transaction = self.connection.unchecked_transaction().doing(DOING)?;
            let later = put_off(&transaction, LATER)?;
            fill(&transaction, false)?;
            make_up(&transaction, &later)?;
            let found = differences(&transaction, "main", "beside");
            transaction.rollback().doing(DOING)?;
            found
        })();
        self.connection.flush_prepared_statement_cache();
        self.connection.execute_batch("DETACH DATABASE beside").doing(DOING)?;
        found
    }

    /// Makes every view again from the log, in one transaction: all of it, or nothing.
    ///
    /// # Errors
    /// When the record cannot be read or written; the views stay as they were then.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        with_room(&mut self.connection, |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
            again(&transaction)?;
            transaction.commit().doing(DOING)
        })?;
        self.source = parameters::Source::read(&self.connection)?;
        Ok(())
    }
}

/// A file for a rebuild that is only looked at; it goes with this value.
struct Checking(PathBuf);

impl Checking {
    fn new(record: &Path) -> Result<Self, StoreError> {
        let path = record.with_extension("db.checking");
        let _ = fs::remove_file(&path);
        let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        made.map_err(|why| StoreError::Folder { path: path.clone(), why })?;
        Ok(Self(path))
    }
}

impl Drop for Checking {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Makes every view again inside a transaction that somebody else ends.
pub(super) fn again(transaction: &Connection) -> Result<(), StoreError> {
    let later = put_off(transaction, LATER)?;
    // What was erased may have come back by way of a backup.
    fill(transaction, true)?;
    make_up(transaction, &later)
}

/// Empties the views, but for the texts of cards: they are most of a record with large decks, and nearly always stay as
/// they are. Each is looked at again as its card is written, and those without a card go at the end.
fn empty(connection: &Connection) -> Result<(), StoreError> {
    for view in [
        "day_family",
        "helped_group",
        "helped_card",
        "helped",
        "check_in",
        "waited",
        "practice",
        "path_card",
        "path",
        "card",
        "due_day",
        "family",
        "deck",
        "person",
        "gate",
        "setting",
        "undone",
        "erased",
    ] {
        connection.execute(&format!("DELETE FROM {view}"), []).doing(DOING)?;
    }
    Ok(())
}

/// Indexes that are made once their tables are full, and what keeps the days: row by row, they would be most of the
/// work. Those that filling itself asks are not among them.
const LATER: &[&str] = &[
    "card_due",
    "card_favourite",
    "path_waiting",
    "practice_used",
    "helped_state",
    "helped_rest",
    "helped_uses",
    "card_comes_round",
    "card_goes",
];

/// Empties the views, and fills them from the log.
///
/// With `erase`, what was erased and stands in the log all the same goes.
fn fill(connection: &Connection, erase: bool) -> Result<(), StoreError> {
    // Practices come before their cards, which are made ready meanwhile.
    connection.execute_batch("PRAGMA defer_foreign_keys = ON").doing(DOING)?;
    let mut log = Log::read(connection, || empty(connection))?;
    if erase {
        log.erase(connection)?;
    }
    log.write_marks(connection)?;
    fill_from(&mut log, connection)
}

/// Drops indexes and triggers that come later; returns how they are made. One that somebody dropped before is made like
/// the others.
pub(super) fn put_off(connection: &Connection, names: &[&str]) -> Result<Vec<String>, StoreError> {
    let mut made = Vec::with_capacity(names.len());
    for name in names {
        let there = definition(connection, name)?;
        if let Some((kind, _)) = &there {
            connection.execute_batch(&format!("DROP {kind} main.{name}")).doing(DOING)?;
        }
        made.extend(there.map_or_else(|| as_made(name), |(_, sql)| Ok(Some(sql)))?);
    }
    Ok(made)
}

/// What an index or a trigger is, and how it is made.
fn definition(connection: &Connection, name: &str) -> Result<Option<(String, String)>, StoreError> {
    connection
        .query_row("SELECT type, sql FROM main.sqlite_schema WHERE name = ?1", [name], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
        .doing(DOING)
}

/// How an index or a trigger is made in a new record.
fn as_made(name: &str) -> Result<Option<String>, StoreError> {
    let new = Connection::open_in_memory().doing(DOING)?;
    new.execute_batch(open::VIEWS).doing(DOING)?;
    Ok(definition(&new, name)?.map(|(_, sql)| sql))
}

/// Makes what was put off.
pub(super) fn make_up(connection: &Connection, later: &[String]) -> Result<(), StoreError> {
    later.iter().try_for_each(|sql| connection.execute_batch(sql).doing(DOING))
}

/// Each table as a whole, and first what the next ones ask.
fn fill_from(log: &mut Log, connection: &Connection) -> Result<(), StoreError> {
    let model = parameters::Source::read(connection)?.model;
    let subjects = count_subjects(connection)?;
    let cards = log.order();
    let brought = std::mem::take(&mut log.decks);
    let ((ready, remembered), practices) = both(
        cards.len() >= replay::MANY,
        || (decks::prepare(brought, &cards, &subjects), log.remembered(&model, cards.len())),
        || log.write_practices(connection),
    );
    practices?;
    let others = decks::write(connection, ready, &cards, &remembered, &subjects)?;
    decks::write_others(connection, &others)?;
    write_due_days(connection, &remembered)?;
    drop_texts(connection, others.is_empty())?;
    // Lifted rests are part of the cells, which are made last.
    for subject in subjects.keys().filter(|subject| !subject.starts_with("deck:") && !subject.starts_with("lift:")) {
        subjects::refresh(connection, subject)?;
    }
    noted(connection)?;
    log.write_uses(connection)?;
    log.write_days(connection)
}

/// Writes how many cards come round on each day.
fn write_due_days(connection: &Connection, remembered: &[Remembered]) -> Result<(), StoreError> {
    let mut days: BTreeMap<i32, u32> = BTreeMap::new();
    for day in remembered.iter().filter_map(|known| known.due) {
        *days.entry(day.0).or_default() += 1;
    }
    let mut insert = connection.prepare("INSERT INTO due_day (day, cards) VALUES (?1, ?2)").doing(DOING)?;
    days.into_iter().try_for_each(|row| insert.execute(row).doing(DOING).map(drop))
}

/// Drops the texts that stand without a card. When none went again, they are all behind the last card.
fn drop_texts(connection: &Connection, none_went: bool) -> Result<(), StoreError> {
    let sql = if none_went {
        "DELETE FROM card_text WHERE card > (SELECT coalesce(max(number), 0) FROM card)"
    } else {
        "DELETE FROM card_text WHERE card NOT IN (SELECT number FROM card)"
    };
    connection.execute(sql, []).doing(DOING).map(drop)
}

/// Counts the entries of every subject.
fn count_subjects(connection: &Connection) -> Result<BTreeMap<String, u32>, StoreError> {
    // Told apart here: for DISTINCT, SQLite leaps through an index, and in a damaged one it may leap in a circle.
    let mut statement = connection.prepare("SELECT subject FROM event WHERE subject IS NOT NULL").doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mut subjects = BTreeMap::new();
    while let Some(row) = rows.next().doing(DOING)? {
        let subject = row.get_ref(0).doing(DOING)?.as_str().unwrap_or_default();
        match subjects.get_mut(subject) {
            Some(entries) => *entries += 1,
            None => drop(subjects.insert(subject.to_owned(), 1)),
        }
    }
    Ok(subjects)
}

/// Takes in again how levels were without a practice.
fn noted(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare(
            "SELECT id, clock, device, number, at, offset, body FROM event WHERE subject IN (?1, ?2) \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
        )
        .doing(DOING)?;
    let mut rows = statement.query([subjects::CHECK_IN, subjects::WAITED]).doing(DOING)?;
    while let Some(row) = rows.next().doing(DOING)? {
        if let Some(event) = known::event(row).doing(DOING)? {
            benefit::note(connection, &event)?;
        }
    }
    Ok(())
}

/// Makes the totals of all days again from the practices.
pub(super) fn count_days(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM day_family", []).doing(DOING)?;
    connection
        .execute(
            "INSERT INTO day_family (day, family, practices, learned, reviews, recalled, seconds) \
             SELECT day, c.family, count(*), sum(kind = ?1), count(recall), \
             sum(recall IS NOT NULL AND recall > 1), sum(coalesce(practice.seconds, 0)) \
             FROM practice JOIN card c ON c.number = practice.card GROUP BY day, c.family",
            params![crate::record::event::Kind::Learn as u8],
        )
        .doing(DOING)?;
    Ok(())
}

fn differences(connection: &Connection, rebuilt: &str, stored: &str) -> Result<Vec<(&'static str, u64)>, StoreError> {
    let mut found = Vec::with_capacity(VIEWS.len());
    for (name, select) in VIEWS {
        let one = select.replace("{db}", rebuilt);
        let other = select.replace("{db}", stored);
        let sql = format!(
            "SELECT (SELECT count(*) FROM ({one} EXCEPT {other})) + (SELECT count(*) FROM ({other} EXCEPT {one})) \
             + abs((SELECT count(*) FROM ({one})) - (SELECT count(*) FROM ({other})))"
        );
        let rows: i64 = connection.query_row(&sql, [], |row| row.get(0)).doing(DOING)?;
        found.push((*name, u64::try_from(rows).unwrap_or(u64::MAX)));
    }
    Ok(found)
}
