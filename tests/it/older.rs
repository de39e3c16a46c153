//! Records that older programs wrote: each version ever released is kept as a file and opened by the program of today.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use chrono::DateTime;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;

use crate::env::TestEnv;

/// Every version before the one of today, with the time at which its record was closed.
const VERSIONS: &[(i64, &str)] = &[(1, "2026-10-11T09:00:00+02:00")];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/records"))
}

/// A place whose record is the one of an older version.
fn older(version: i64, closed: &str) -> TestEnv {
    let env = TestEnv::new();
    env.pass(DateTime::parse_from_rfc3339(closed).unwrap() - env.now());
    fs::DirBuilder::new().mode(0o700).create(env.data()).unwrap();
    fs::copy(folder().join(format!("version-{version}.db")), env.record()).unwrap();
    env
}

/// A place whose record is the oldest that there is.
pub fn oldest() -> TestEnv {
    let (version, closed) = VERSIONS[0];
    older(version, closed)
}

/// The log as every version has it, up to the last entry of `until`.
fn log(record: &Path, until: Option<usize>) -> Vec<Vec<Cell>> {
    let record = Connection::open(record).unwrap();
    let mut statement = record
        .prepare(
            "SELECT clock, device, number, id, at, offset, kind, subject, body FROM event ORDER BY clock, device, number",
        )
        .unwrap();
    let rows = statement.query_map([], |row| (0..9).map(|column| row.get(column)).collect()).unwrap();
    rows.map(Result::unwrap).take(until.unwrap_or(usize::MAX)).collect()
}

#[test]
fn there_is_a_record_of_every_version() {
    let versions: Vec<i64> = VERSIONS.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (1..rekindle::store::newest()).collect::<Vec<_>>());
}

#[test]
fn an_older_record_loses_no_entry_and_shows_the_same() {
    for (version, closed) in VERSIONS {
        let env = older(*version, closed);
        let before = log(&env.record(), None);
        assert!(before.len() > 30, "a record worth keeping");
        let known: Value =
            serde_json::from_slice(&fs::read(folder().join(format!("version-{version}.json"))).unwrap()).unwrap();
        for (card, shown) in known.as_object().unwrap() {
            let now = env.card(card);
            assert_eq!(now["memory"], shown["memory"], "{card}");
            // Fields only grow: what was shown then is shown now.
            let (practices, then) = (now["practices"].as_array().unwrap(), shown["practices"].as_array().unwrap());
            assert_eq!(practices.len(), then.len(), "{card}");
            for (practice, then) in practices.iter().zip(then) {
                for (field, value) in then.as_object().unwrap() {
                    assert_eq!(&practice[field], value, "{card} {field}");
                }
            }
        }
        assert_eq!(log(&env.record(), Some(before.len())), before, "version {version}");
        env.assert_sound();
        // And it goes on from there.
        env.run(&["log", "org.example.steady-ground/warm-cup", "--recall", "good"]).text();
        env.assert_sound();
    }
}
