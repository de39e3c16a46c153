//! The record as a whole: taken out, brought in, and its views made again, beside bare SQLite and the crate `fsrs`.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use fsrs::{FSRS, FSRSItem, FSRSReview};
use rekindle::clock;
use rekindle::record::event::Body;
use rekindle::store::{FILE, Store};
use rusqlite::{Connection, params};

use crate::generate::Made;
use crate::measure::{PROGRAM, arguments};
use crate::table::Figure;

/// How often each is measured; both sides of a ratio take turns.
const TIMES: usize = 7;

/// Export and import of a record with a hundred thousand practices, as processes, beside the same rows read from and
/// written into one bare table inside this process.
pub fn to_and_fro(made: &Made, scratch: &Path) -> Result<Vec<Figure>> {
    fs::create_dir_all(scratch)?;
    let file = scratch.join("record.jsonl");
    let name = file.display().to_string();
    let (mut out, mut read, mut into, mut write) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TIMES {
        out.push(run(&made.folder, &["record", "export", "--out", &name, "--force"])?);
        let began = Instant::now();
        black_box(bare_read(&made.folder.join(FILE))?);
        read.push(began.elapsed());

        let rows = rows(&made.folder.join(FILE))?;
        let (ours, theirs) = (scratch.join(format!("in-{turn}")), scratch.join(format!("bare-{turn}.db")));
        // An empty record that is there already: the decks that ship are no part of the question.
        run(&ours, &["status"])?;
        into.push(run(&ours, &["record", "import", &name])?);
        let began = Instant::now();
        bare_write(&theirs, &rows)?;
        write.push(began.elapsed());
        fs::remove_dir_all(&ours)?;
        fs::remove_file(&theirs)?;
    }
    let size = fs::metadata(&file)?.len();
    eprintln!("  the export has {:.1} MB", size as f64 / 1e6);
    fs::remove_dir_all(scratch)?;
    Ok(vec![
        Figure::new("export, process, beside a bare read", &out, &read),
        Figure::new("import, process, beside a bare insert", &into, &write),
    ])
}

fn run(folder: &Path, words: &[&str]) -> Result<Duration> {
    let began = Instant::now();
    let status = Command::new(PROGRAM).args(arguments(folder, words)).stdout(Stdio::null()).status()?;
    let took = began.elapsed();
    ensure!(status.success(), "{words:?} ended with {status}");
    Ok(took)
}

/// One row of the log, as it stands.
type Row = (i64, [u8; 16], i64, [u8; 16], i64, i64, String, Option<String>, String);

const READ: &str =
    "SELECT clock, device, number, id, at, offset, kind, subject, body FROM event ORDER BY clock, device, number";

fn rows(record: &Path) -> Result<Vec<Row>> {
    let connection = Connection::open(record)?;
    let mut statement = connection.prepare(READ)?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opens the record and reads every column of every row.
fn bare_read(record: &Path) -> Result<usize> {
    Ok(rows(record)?.iter().map(|row| row.8.len()).sum())
}

/// Writes the rows into one table, in one durable transaction.
fn bare_write(path: &Path, rows: &[Row]) -> Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE event (clock INTEGER, device BLOB, number INTEGER, id BLOB UNIQUE, at INTEGER, offset INTEGER,
           kind TEXT, subject TEXT, body TEXT, PRIMARY KEY (clock, device, number)) WITHOUT ROWID;",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
        for (clock, device, number, id, at, offset, kind, subject, body) in rows {
            insert.execute(params![clock, device, number, id, at, offset, kind, subject, body])?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// Making every view again, beside reading the log by card and replaying each card in the crate `fsrs`: once from the
/// practices as they are stored by card, once from the bodies of the log.
pub fn rebuild(made: &Made, scratch: &Path) -> Result<Vec<Figure>> {
    fs::create_dir_all(scratch)?;
    fs::copy(made.folder.join(FILE), scratch.join(FILE))?;
    let (mut ours, mut by_row, mut by_body) = (Vec::new(), Vec::new(), Vec::new());
    let mut store = Store::open(scratch, clock::Chance::seeded(3))?;
    for _ in 0..TIMES.min(5) {
        let began = Instant::now();
        store.rebuild()?;
        ours.push(began.elapsed());
        let began = Instant::now();
        black_box(by_stored_card(&scratch.join(FILE))?);
        by_row.push(began.elapsed());
        let began = Instant::now();
        black_box(by_log(&scratch.join(FILE))?);
        by_body.push(began.elapsed());
    }
    drop(store);
    fs::remove_dir_all(scratch)?;
    Ok(vec![
        Figure::new("rebuild beside the log by card and fsrs", &ours, &by_body),
        Figure::new("rebuild beside stored practices and fsrs", &ours, &by_row),
    ])
}

/// What is remembered of one card, by the crate alone.
fn replay(fsrs: &FSRS, answers: &[(i32, u32)]) -> Result<f32> {
    let mut before = answers.first().map_or(0, |(day, _)| *day);
    let mut reviews = Vec::with_capacity(answers.len());
    for &(day, rating) in answers {
        reviews.push(FSRSReview { rating, delta_t: u32::try_from(day - before).unwrap_or(0) });
        before = day;
    }
    if reviews.is_empty() {
        return Ok(0.0);
    }
    Ok(fsrs.memory_state(FSRSItem { reviews }, None)?.stability)
}

fn by_stored_card(record: &Path) -> Result<f32> {
    let connection = Connection::open(record)?;
    let fsrs = FSRS::default();
    let mut statement =
        connection.prepare("SELECT card, day, recall FROM practice ORDER BY card, at, clock, device, number")?;
    let mut rows = statement.query([])?;
    let (mut card, mut answers, mut sum) = (-1_i64, Vec::new(), 0.0);
    while let Some(row) = rows.next()? {
        let next: i64 = row.get(0)?;
        if next != card {
            sum += replay(&fsrs, &answers)?;
            answers.clear();
            card = next;
        }
        if let Some(rating) = row.get::<_, Option<u32>>(2)? {
            answers.push((row.get(1)?, rating));
        }
    }
    Ok(sum + replay(&fsrs, &answers)?)
}

fn by_log(record: &Path) -> Result<f32> {
    let connection = Connection::open(record)?;
    let fsrs = FSRS::default();
    let mut statement =
        connection.prepare("SELECT body FROM event WHERE kind = 'practised' ORDER BY clock, device, number")?;
    let mut rows = statement.query([])?;
    let mut cards: BTreeMap<String, Vec<(i64, i32, u32)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let Body::Practised(practised) = serde_json::from_str(row.get_ref(0)?.as_str()?)? else { continue };
        if let Some(recall) = practised.recall {
            let answer = (practised.at.utc_ms, practised.day.0, recall.rating());
            cards.entry(practised.card.to_string()).or_default().push(answer);
        }
    }
    let mut sum = 0.0;
    for mut answers in cards.into_values() {
        answers.sort_unstable();
        let answers: Vec<(i32, u32)> = answers.into_iter().map(|(_, day, rating)| (day, rating)).collect();
        sum += replay(&fsrs, &answers)?;
    }
    Ok(sum)
}
