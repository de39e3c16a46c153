//! The program is killed at any moment, in sessions line by line and in single commands, over and over on one record:
//! what it acknowledged is there once, and the next start goes on. `kill.rs` does the same to the full screen.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rekindle::clock::Chance as Source;
use rekindle::store::{FILE, Store};
use rusqlite::Connection;

use super::{sized, tell};
use crate::chance::Chance;
use crate::env::TestEnv;

/// Cards of a session.
const CARDS: usize = 6;

/// The next session reviews six cards.
struct Begun {
    now: DateTime<FixedOffset>,
    record: Vec<u8>,
}

fn begin() -> Begun {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["settings", "minutes", "30"]).text();
    for card in ["heels-down", "count-the-blue", "warm-cup", "kind-tone", "far-sound", "one-notch"] {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    Begun { now: env.now(), record: fs::read(env.record()).unwrap() }
}

/// What is in the log: every id in order, and the cards answered in sessions.
fn log(folder: &Path) -> (Vec<Vec<u8>>, Vec<String>) {
    let record = Connection::open(folder.join(FILE)).unwrap();
    let check: String = record.query_row("PRAGMA quick_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let mut statement = record.prepare("SELECT id FROM event ORDER BY clock, device, number").unwrap();
    let ids = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut statement = record
        .prepare(
            "SELECT json_extract(body, '$.practised.card') FROM event WHERE kind = 'practised' \
             AND json_extract(body, '$.practised.session') IS NOT NULL ORDER BY clock",
        )
        .unwrap();
    let cards = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    (ids, cards)
}

/// What a run of the program may do to the log, and how it says so.
struct Deed {
    args: &'static [&'static str],
    input: String,
}

impl Deed {
    fn session(answered: usize) -> Self {
        let answers: String = (answered..CARDS).map(|card| format!("\n{}\n", 2 + card % 3)).collect();
        Self { args: &["--plain"], input: format!("\n{answers}") }
    }

    fn single(args: &'static [&'static str]) -> Self {
        Self { args, input: String::new() }
    }

    /// Answers, or single things, that it acknowledged.
    fn acknowledged(&self, said: &str) -> usize {
        match self.args {
            ["--plain"] => said.matches("\n> ").count().saturating_sub(2) / 2,
            _ => usize::from(said.ends_with('\n')),
        }
    }
}

/// Runs the program, gives it these lines one by one as it asks for them, and kills it some moments after the last.
/// Returns what it said, and whether it was still alive.
fn killed_after(mut command: Command, lines: &[&str], delay: Duration) -> (String, bool) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut keys, mut out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut said, mut bytes) = (Vec::new(), [0; 4096]);
    for (asked, line) in lines.iter().enumerate() {
        while String::from_utf8_lossy(&said).matches("\n> ").count() <= asked {
            match out.read(&mut bytes).unwrap() {
                0 => panic!("it left: {}", String::from_utf8_lossy(&said)),
                read => said.extend(&bytes[..read]),
            }
        }
        keys.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
    std::thread::sleep(delay);
    child.kill().unwrap();
    out.read_to_end(&mut said).unwrap();
    let alive = child.wait().unwrap().code().is_none();
    (String::from_utf8(said).unwrap(), alive)
}

/// Lives with one record through so many kills; returns how many of them hit a running program.
fn through(begun: &Begun, kills: u64, seed: u64) -> u64 {
    let (env, folder, mut chance) = (TestEnv::new(), super::folder(), Chance::seeded(seed));
    env.pass(begun.now - env.now());
    let command = |args: &[&str]| {
        let mut command = env.command(args);
        command.env("REKINDLE_DATA_DIR", folder.path());
        command
    };
    let begin_again = || {
        for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                fs::remove_dir_all(entry.path()).unwrap();
            } else {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        fs::write(folder.path().join(FILE), &begun.record).unwrap();
        log(folder.path()).0
    };
    let mut known = begin_again();
    let (mut hit, mut answered) = (0, 0);
    for number in 0..kills {
        if answered == CARDS {
            (known, answered) = (begin_again(), 0);
        }
        let deed = match chance.below(8) {
            0 => Deed::single(&["log", "warm-cup", "--helped", "helped", "--note", "by the window"]),
            1 => Deed::single(&["log", "far-sound", "--distress", "6:4"]),
            _ => Deed::session(answered),
        };
        env.pass(chrono::Duration::milliseconds(1));
        let lines: Vec<&str> = deed.input.lines().collect();
        let given = usize::try_from(chance.below(lines.len() as u64 + 1)).unwrap();
        // A session waits for the next line; a single command is soon over.
        let delay = Duration::from_micros(chance.below(if lines.is_empty() { 16_000 } else { 3_000 }));
        let (said, alive) = killed_after(command(deed.args), &lines[..given], delay);
        hit += u64::from(alive);
        let (ids, cards) = log(folder.path());
        let when = format!("seed {seed}, kill {number}, {:?} after {given} lines and {delay:?}: {said}", deed.args);
        assert_eq!(ids[..known.len()], known, "{when}: what was there before is there");
        let new = ids.len() - known.len();
        let acknowledged = deed.acknowledged(&said);
        if deed.args == ["--plain"] {
            assert!(
                cards.len() >= answered + acknowledged,
                "{when}: {} kept, {acknowledged} more acknowledged",
                cards.len()
            );
            assert_eq!(new, cards.len() - answered + usize::from(answered == 0 && !cards.is_empty()), "{when}");
            answered = cards.len();
        } else {
            assert!(new >= acknowledged && new <= 1, "{when}: {new} kept");
        }
        let once: std::collections::BTreeSet<_> = cards.iter().collect();
        assert_eq!(once.len(), cards.len(), "{when}: a card answered twice");
        known = ids;
        if number % 40 == 0 {
            let store = Store::open(folder.path(), Source::seeded(1)).unwrap();
            assert_eq!(store.unsound().unwrap(), Vec::<String>::new(), "{when}");
            assert!(store.compare_with_rebuild().unwrap().iter().all(|(_, rows)| *rows == 0), "{when}");
        }
    }
    hit
}

#[test]
fn no_acknowledged_answer_is_lost_when_the_program_is_killed() {
    let begun = begin();
    let kills = sized(120, 2_400, 24_000);
    let hit = AtomicU64::new(0);
    super::halves(2, |thread| {
        hit.fetch_add(through(&begun, kills / 2, 2026 + thread), Ordering::Relaxed);
    });
    let hit = hit.into_inner();
    tell(&format!("{kills} kills of the program line by line, {hit} while it ran, 0 answers lost, 0 files unreadable"));
    assert!(hit * 2 > kills, "most kills hit a running program: {hit} of {kills}");
}
