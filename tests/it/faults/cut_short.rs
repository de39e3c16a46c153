//! What works on a whole record, killed at every call that changes a file: putting a backup in its place, making it whole
//! again, erasing, taking in, bringing it up to date. Nothing is lost or half done, and the same command again ends it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rekindle::clock::Chance;
use rekindle::store::Store;

use super::trace::can_trace;
use super::{sized, tell};
use crate::env::{DECK, PROGRAM, TestEnv, deck_file};
use crate::older::oldest;

/// Calls that change what is on the disk, or promise that it is there.
const CALLS: [&str; 10] =
    ["openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "mkdir", "linkat"];

/// A place with the same files, at the same time.
fn twin(of: &TestEnv) -> TestEnv {
    let twin = TestEnv::new();
    twin.pass(of.now() - twin.now());
    copy(of.folder(), twin.folder());
    twin
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::DirBuilder::new().mode(0o700).create(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Runs a command that is killed as it enters the `nth` of these calls; returns whether it came that far.
fn killed(env: &TestEnv, args: &[&str], call: &str, nth: u64) -> bool {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e"]).arg(format!("trace={call}"));
    command.arg("-e").arg(format!("inject={call}:signal=KILL:when={nth}")).arg("--").arg(PROGRAM).args(args);
    command.env_clear().envs(env.surroundings()).current_dir(env.folder());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    !command.status().unwrap().success()
}

/// Kills a command at its calls, each time in a place like `pristine`, and looks at what is left.
fn at_every_call(what: &str, pristine: &TestEnv, args: &[&str], look: impl Fn(&TestEnv)) {
    if !can_trace() {
        tell(&format!("{what}: not tried, there is no strace"));
        return;
    }
    let (mut kills, step) = (0, sized(31, 3, 1));
    for call in CALLS {
        let mut nth = 1;
        loop {
            let env = twin(pristine);
            if !killed(&env, args, call, nth) {
                break;
            }
            look(&env);
            kills += 1;
            // The last calls, at which one thing takes the place of another, are few and all tried.
            nth += if matches!(call, "pwrite64" | "openat") { step } else { 1 };
        }
    }
    assert!(kills > 20, "{what}: {kills} kills");
    tell(&format!("{what}: killed at {kills} calls, nothing lost or half done"));
}

/// Every entry of a log: its id and its body.
type Log = BTreeSet<(String, String)>;

/// Opens the record as the program does, and sees that it is whole.
fn log(env: &TestEnv) -> Log {
    let store = Store::open(&env.data(), Chance::seeded(5)).unwrap();
    let differ: Vec<_> = store.compare_with_rebuild().unwrap().into_iter().filter(|(_, rows)| *rows > 0).collect();
    assert!(differ.is_empty(), "{differ:?}");
    rows(&env.record())
}

fn rows(record: &Path) -> Log {
    let record = rusqlite::Connection::open(record).unwrap();
    let check: String = record.query_row("PRAGMA quick_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let mut statement = record.prepare("SELECT hex(id), body FROM event").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Damages the record; returns its bytes.
fn harmed(env: &TestEnv) -> Vec<u8> {
    let bytes = fs::read(env.record()).unwrap();
    fs::write(env.record(), &bytes[..bytes.len() / 2]).unwrap();
    fs::read(env.record()).unwrap()
}

/// Whether a file of the folder holds exactly this.
fn kept(env: &TestEnv, bytes: &[u8]) -> bool {
    let files = fs::read_dir(env.data()).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).any(|path| fs::read(path).unwrap() == bytes)
}

#[test]
fn a_restore_gives_the_one_or_the_other() {
    let env = TestEnv::lived();
    let (now, then) = (log(&env), rows(&env.data().join("backups/2026-11-24.db")));
    at_every_call("restore", &env, &["restore", "2026-11-24", "--yes"], |env| {
        let left = log(env);
        let replaced = env.data().join("backups/2026-11-26-replaced.db");
        assert!(left == now || (left == then && rows(&replaced) == now));
        env.run(&["restore", "2026-11-24", "--yes"]).text();
        assert!(log(env) == then, "the backup");
    });
}

#[test]
fn a_restore_in_place_of_a_damaged_record_keeps_both_and_never_begins_anew() {
    let env = TestEnv::lived();
    let then = rows(&env.data().join("backups/2026-11-24.db"));
    let harm = harmed(&env);
    at_every_call("restore over damage", &env, &["restore", "2026-11-24", "--yes"], |env| {
        let status = env.run(&["status"]);
        status.assert_calm();
        assert!(kept(env, &harm), "the damaged file is kept as it was");
        if status.code == Some(0) {
            assert!(log(env) == then, "the backup");
        } else {
            assert!(status.err.contains("run `rekindle doctor`"), "{}", status.err);
            env.run(&["restore", "2026-11-24", "--yes"]).text();
            assert!(log(env) == then, "the backup");
        }
    });
}

#[test]
fn a_repair_can_be_made_again_and_never_begins_anew() {
    let env = TestEnv::lived();
    let harm = harmed(&env);
    let whole = {
        let env = twin(&env);
        assert_eq!(env.run(&["doctor", "--repair"]).code, Some(0));
        log(&env)
    };
    assert!(whole.iter().filter(|(_, body)| body.starts_with("{\"practised\"")).count() >= 5);
    at_every_call("repair", &env, &["doctor", "--repair"], |env| {
        let status = env.run(&["status"]);
        status.assert_calm();
        assert!(kept(env, &harm), "the damaged file is kept as it was");
        if status.code != Some(0) {
            assert!(status.err.contains("run `rekindle doctor`"), "{}", status.err);
            assert_eq!(env.run(&["doctor", "--repair"]).code, Some(0));
        }
        assert!(log(env) == whole, "every entry that could be read");
    });
}

#[test]
fn erasing_is_done_or_not_done_and_the_rest_stays() {
    let env = TestEnv::lived();
    let card = format!("{DECK}/warm-cup");
    let before = log(&env);
    let rest: Log = before.iter().filter(|(_, body)| !body.contains(&card)).cloned().collect();
    let args = ["record", "erase", "--card", &card, "--yes"];
    at_every_call("erase", &env, &args, |env| {
        let left = log(env);
        assert!(left == before || rest.is_subset(&left), "what was not to be erased stays");
        env.run(&args).assert_calm();
        let left = log(env);
        assert!(
            rest.is_subset(&left)
                && !left.iter().any(|(_, body)| body.contains("\"practised\"") && body.contains(&card))
        );
    });
}

#[test]
fn what_is_taken_in_is_there_as_a_whole_or_not_at_all() {
    let elsewhere = TestEnv::lived();
    let file = elsewhere.folder().join("mine.jsonl").display().to_string();
    elsewhere.run(&["record", "export", "--out", &file]).text();
    let env = TestEnv::new();
    env.pass(elsewhere.now() - env.now());
    // Another device, with practices of its own.
    for args in [&["deck", "add", &deck_file(), "--yes"][..], &["log", "kind-tone", "--recall", "good"]] {
        let mut command = env.command(args);
        command.env("REKINDLE_SEED", "8");
        env.finish(command, "").text();
    }
    let text = fs::read_to_string(&file).unwrap();
    env.file("mine.jsonl", &text);
    let before = log(&env);
    let args = ["record", "import", "mine.jsonl"];
    let after = {
        let env = twin(&env);
        env.run(&args).text();
        log(&env)
    };
    assert!(after.len() > before.len() + 5);
    at_every_call("import", &env, &args, |env| {
        let left = log(env);
        assert!(left == before || left == after);
        env.run(&args).text();
        assert!(log(env) == after, "all of it");
    });
}

#[test]
fn an_older_record_is_brought_up_to_date_or_stays_what_it_was() {
    let env = oldest();
    let before = rows(&env.record());
    at_every_call("bring up to date", &env, &["status"], |env| {
        assert!(before.is_subset(&log(env)));
    });
}
