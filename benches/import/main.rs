//! How long a table of many cards takes to come in, beside a bare SQLite insert of the same rows.
//!
//! `cargo bench --bench import` prints, for 10,000 and 100,000 cards, the median of five: the bare insert (the table is
//! read with the csv crate and each row inserted with its id as key, in one transaction that is flushed to disk), the
//! whole process of `deck add` into a record that is there already, and the same once more, when nothing has changed.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement may fail loudly, and looks at a clock"
)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn table(cards: usize) -> String {
    use std::fmt::Write;

    let mut text = "#id,org.example.bench\n#title,Bench\nid,title,family,cue,steps,why,states\n".to_owned();
    for number in 0..cards {
        writeln!(
            text,
            "card-{number},Press and release way {number},grounding,You cannot feel the ground at place {number}. What now?,\
             \"1. Both soles flat on the floor. (5 s)\n2. Press down gently, then let go. (10 s x4)\",Pressure is easy to feel.,\"flooded, numb\""
        )
        .unwrap();
    }
    text
}

fn bare(text: &str, folder: &Path) -> Duration {
    let file = folder.join("bare.db");
    let _ = std::fs::remove_file(&file);
    let start = Instant::now();
    let mut connection = rusqlite::Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE card (id TEXT PRIMARY KEY, title, family, cue, steps, why, states);")
        .unwrap();
    let transaction = connection.transaction().unwrap();
    {
        let mut insert = transaction.prepare("INSERT INTO card VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)").unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).unwrap() {
            if row.len() == 7 {
                insert.execute(rusqlite::params_from_iter(row.iter())).unwrap();
            }
        }
    }
    transaction.commit().unwrap();
    start.elapsed()
}

fn run(folder: &Path, args: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rekindle"));
    command.env_clear().env("REKINDLE_DATA_DIR", folder.join("data")).args(args);
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{args:?}");
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e3
}

fn main() {
    println!("cards, bare insert ms, deck add ms, times bare, again ms, times first");
    for cards in [10_000, 100_000] {
        let text = table(cards);
        let (mut bares, mut firsts, mut agains) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..5 {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("bench.csv");
            std::fs::write(&file, &text).unwrap();
            let file = file.display().to_string();
            run(folder.path(), &["status"]);
            bares.push(bare(&text, folder.path()));
            firsts.push(run(folder.path(), &["deck", "add", &file, "--yes"]));
            agains.push(run(folder.path(), &["deck", "add", &file, "--yes"]));
        }
        let (bare, first, again) = (median(bares), median(firsts), median(agains));
        println!("{cards}, {bare:.0}, {first:.0}, {:.2}, {again:.0}, {:.2}", first / bare, again / first);
    }
}
