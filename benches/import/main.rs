//! How long a table of many cards takes to come in, beside a bare SQLite insert of the same rows.
//!
//! `cargo bench --bench import` prints, for 10,000 and 100,000 cards, the median of five: the bare insert of every row
//! that the deck becomes in the record (the event, the deck, cards, texts, paths) into the same tables with the same
//! indexes, in one transaction that is flushed to disk, the file closed; the whole process of `deck add` into a record
//! that is there already; and the same once more, when nothing has changed. Beside them stand, for information, an
//! insert of the lines of the table alone into one table with the id as key, and the most memory of the process.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement may fail loudly, and looks at a clock"
)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

/// The tables that a deck goes into, each with what picks its rows.
const TABLES: &[(&str, &str)] = &[
    ("event", "subject = 'deck:org.example.bench'"),
    ("deck", "id = 'org.example.bench'"),
    ("family", "1"),
    ("card", "deck = 'org.example.bench'"),
    ("card_text", "card IN (SELECT number FROM card WHERE deck = 'org.example.bench')"),
    ("path", "deck = 'org.example.bench'"),
    ("path_card", "path IN (SELECT number FROM path WHERE deck = 'org.example.bench')"),
];

/// As the program sets them for a file that it writes much into.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
                        PRAGMA cache_size = -32768;";

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

/// What a deck became in a record.
struct Rows {
    schema: String,
    tables: Vec<(String, Vec<Vec<Value>>)>,
}

impl Rows {
    fn of(record: &Path) -> Self {
        let connection = Connection::open_with_flags(record, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut schema = String::new();
        let mut tables = Vec::new();
        for (name, which) in TABLES {
            // A table comes before its indexes and triggers.
            let mut made = connection
                .prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL AND type != 'trigger' ORDER BY type DESC")
                .unwrap();
            for sql in made.query_map([name], |row| row.get::<_, String>(0)).unwrap() {
                schema.push_str(&sql.unwrap());
                schema.push_str(";\n");
            }
            let mut rows = connection.prepare(&format!("SELECT * FROM {name} WHERE {which}")).unwrap();
            let columns = rows.column_count();
            let insert = format!("INSERT INTO {name} VALUES ({})", vec!["?"; columns].join(", "));
            let rows = rows.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
            tables.push((insert, rows.map(Result::unwrap).collect()));
        }
        Self { schema, tables }
    }

    fn insert(&self, file: &Path) -> Duration {
        let _ = std::fs::remove_file(file);
        let mut connection = Connection::open(file).unwrap();
        connection.execute_batch(SETTINGS).unwrap();
        connection.execute_batch(&self.schema).unwrap();
        let start = Instant::now();
        let transaction = connection.transaction().unwrap();
        for (insert, rows) in &self.tables {
            let mut insert = transaction.prepare(insert).unwrap();
            for row in rows {
                insert.execute(params_from_iter(row)).unwrap();
            }
        }
        transaction.commit().unwrap();
        connection.close().unwrap();
        start.elapsed()
    }
}

/// The lines of the table alone.
fn lines(text: &str, file: &Path) -> Duration {
    let _ = std::fs::remove_file(file);
    let start = Instant::now();
    let mut connection = Connection::open(file).unwrap();
    connection.execute_batch(SETTINGS).unwrap();
    connection
        .execute_batch("CREATE TABLE card (id TEXT PRIMARY KEY, title, family, cue, steps, why, states);")
        .unwrap();
    let transaction = connection.transaction().unwrap();
    {
        let mut insert = transaction.prepare("INSERT INTO card VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)").unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).unwrap() {
            if row.len() == 7 {
                insert.execute(params_from_iter(row.iter())).unwrap();
            }
        }
    }
    transaction.commit().unwrap();
    connection.close().unwrap();
    start.elapsed()
}

/// Runs the program; returns how long it took, and the most memory that it held, in MiB.
fn run(folder: &Path, args: &[&str]) -> (Duration, f64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rekindle"));
    command.env_clear().env("REKINDLE_DATA_DIR", folder.join("data")).args(args);
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    let status_file = format!("/proc/{}/status", child.id());
    let mut most = 0.0_f64;
    let status = loop {
        let status = std::fs::read_to_string(&status_file).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        most = most.max(kib.unwrap_or(0.0) / 1024.0);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success(), "{args:?}");
    (start.elapsed(), most)
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e3
}

fn main() {
    println!("cards, bare insert ms, deck add ms, times bare, again ms, times first, lines alone ms, MiB");
    for cards in [10_000, 100_000] {
        let text = table(cards);
        let (mut bares, mut alone, mut firsts, mut agains) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut most = 0.0_f64;
        for _ in 0..5 {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("bench.csv");
            std::fs::write(&file, &text).unwrap();
            let file = file.display().to_string();
            run(folder.path(), &["status"]);
            let (first, memory) = run(folder.path(), &["deck", "add", &file, "--yes"]);
            firsts.push(first);
            most = most.max(memory);
            agains.push(run(folder.path(), &["deck", "add", &file, "--yes"]).0);
            let rows = Rows::of(&folder.path().join("data/rekindle.db"));
            bares.push(rows.insert(&folder.path().join("bare.db")));
            alone.push(lines(&text, &folder.path().join("lines.db")));
        }
        let (bare, first, again) = (median(&mut bares), median(&mut firsts), median(&mut agains));
        let (in_bare, of_first) = (first / bare, again / first);
        println!(
            "{cards}, {bare:.0}, {first:.0}, {in_bare:.2}, {again:.0}, {of_first:.2}, {:.0}, {most:.0}",
            median(&mut alone)
        );
    }
}
