//! Disks of every small size that fill up under the real program, and folders in which nothing can be written.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{sized, tell};
use crate::env::{PROGRAM, TestEnv};
use crate::terminal::Terminal;

/// A disk of its own on a folder, as large as asked; it goes with the test.
struct Mounted(PathBuf);

impl Mounted {
    /// `None` where this user may not mount.
    fn new(folder: &Path, kib: u64) -> Option<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).unwrap();
        let options = format!("size={kib}k,mode=700");
        mount(&["-t", "tmpfs", "-o", &options, "tmpfs"], folder).then(|| Self(folder.to_owned()))
    }

    fn set(&self, options: &str) {
        assert!(mount(&["-o", &format!("remount,{options}")], &self.0));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(args: &[&str], folder: &Path) -> bool {
    let asked = Command::new("mount").args(args).arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

fn skipped(what: &str) {
    tell(&format!("{what} NOT TESTED with a disk of its own: this user may not mount one; run it as root"));
}

/// Ids of practices that were acknowledged, by what `log --json` said.
fn logged(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap()["practice"].as_str().unwrap().to_owned()
}

fn kept(env: &TestEnv, card: &str) -> Vec<String> {
    let shown = env.json(&["card", "show", card]);
    shown["practices"].as_array().unwrap().iter().map(|it| it["practice"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_disk_of_any_size_that_fills_up_keeps_what_was_acknowledged() {
    let before = TestEnv::with_deck();
    before.run(&["log", "heels-down", "--recall", "good"]).text();
    let record = fs::read(before.record()).unwrap();
    let first = record.len() as u64 / 1024;
    let (mut sizes, mut acknowledged, mut refused) = (0, 0, 0);
    // From what hardly holds the record to what holds it and many answers.
    for kib in (0..sized(8, 75, 300)).map(|size| first + 4 + size * sized(32, 8, 4)) {
        let env = TestEnv::new();
        let Some(disk) = Mounted::new(&env.data(), kib) else { return skipped("a full disk") };
        fs::write(env.record(), &record).unwrap();
        let mut ids = Vec::new();
        for number in 0..6 {
            // A long note takes more room each time.
            let note = "a quiet minute by the window; ".repeat(60 + number * 50);
            let run = env.run(&["log", "heels-down", "--recall", "good", "--json", "--note", &note]);
            if run.code == Some(0) {
                ids.push(logged(&run.out));
                // A copy is made only where it leaves room for answers.
                assert!(
                    run.err.is_empty() || run.err.contains("could not make a backup: the disk is full"),
                    "{}",
                    run.err
                );
            } else {
                run.assert_calm();
                assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{kib} KiB: {}", run.err);
                let said = run.err.lines().next().unwrap_or_default();
                assert!(
                    said.starts_with("rekindle: could not ") && said.contains("the disk is full; "),
                    "{kib}: {said}"
                );
                refused += 1;
            }
        }
        sizes += 1;
        acknowledged += ids.len();
        // With some room again, everything acknowledged is there, and it goes on.
        disk.set(&format!("size={}k", kib + 65_536));
        let there = kept(&env, "heels-down");
        assert!(ids.iter().all(|id| there.contains(id)), "{kib} KiB");
        assert_eq!(there.len(), 1 + ids.len(), "{kib} KiB: nothing by halves");
        env.assert_sound();
        env.run(&["log", "heels-down", "--recall", "good"]).text();
    }
    assert!(refused > 0 && acknowledged > 0, "{refused} refused, {acknowledged} acknowledged");
    tell(&format!(
        "{sizes} sizes of a full disk: {acknowledged} practices acknowledged, {refused} refused, 0 lost, 0 files unreadable"
    ));
}

#[test]
fn a_session_on_a_full_disk_keeps_the_answer_in_hand_until_there_is_room() {
    let env = TestEnv::new();
    let Some(disk) = Mounted::new(&env.data(), 65_536) else { return skipped("a session on a full disk") };
    env.run(&["deck", "add", &crate::env::deck_file(), "--yes"]).text();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(20);
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("how I am");
    term.press_for("\r", "A moment to recall");
    term.press_for("\r", "Did it come to mind?");
    // Somebody else takes all the room there is.
    let mut filler = fs::File::create(env.data().join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    term.press_for("3", "the disk is full");
    assert!(term.shows("try again"), "{}", term.screen());
    assert_eq!(kept(&env, "heels-down").len(), 1);
    drop(filler);
    fs::remove_file(env.data().join("filler")).unwrap();
    term.press_for("\r", "The end for today");
    term.press("\r");
    assert_eq!(term.end(), 0);
    assert_eq!(kept(&env, "heels-down").len(), 2, "kept once");
    env.assert_sound();
    drop(disk);
}

/// Looks at a record in a folder where nothing can be written, and holds that it stays as it was.
fn only_looked_at(env: &TestEnv, allow: impl Fn(bool)) {
    let seen = || {
        let inside = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = inside(env.data()).chain(inside(env.data().join("backups"))).filter(|path| path.is_file());
        let mut files: Vec<_> = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        files.sort();
        files
    };
    allow(false);
    let before = seen();
    env.run(&["status"]).says("One practice ready, about a minute.\n");
    env.run(&["card", "list"]).text();
    env.run(&["deck", "list"]).text();
    env.run(&["settings"]).text();
    env.run(&["help-lines", "--region", "GB"]).text();
    let shown = env.card("heels-down");
    assert_eq!(shown["practices"].as_array().unwrap().len(), 1);
    env.run(&["deck", "export", crate::env::DECK]).text();
    assert_eq!(env.json(&["doctor"])["ok"], true);
    let refused =
        "rekindle: could not save that: the record cannot be written; check who may write in the data folder\n";
    for args in [&["log", "heels-down"][..], &["settings", "minutes", "9"], &["card", "favourite", "heels-down"]] {
        let run = env.run(args);
        run.assert_calm();
        assert!(run.err.starts_with(refused), "{args:?}: {}", run.err);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    }
    let run = env.run_with(&["--plain"], "\n\n3\n");
    run.assert_calm();
    let said = run.out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    assert!(said.contains("the record can only be looked at here"), "{}", run.out);
    assert!(said.contains("could not save that: the record cannot be written"), "{}", run.out);
    assert_eq!(run.code, Some(1), "what was answered is not kept, and that is said: {}", run.err);
    let mut term = Terminal::start(env, &[], 80, 24);
    term.wait_for("The record can only be looked at here");
    term.wait_for("q leave");
    term.press("q");
    assert_eq!(term.end(), 0, "{}", term.screen());
    assert!(before == seen(), "nothing was written");
    allow(true);
    assert_eq!(env.card("heels-down"), shown);
    env.run(&["log", "heels-down"]).text();
    env.assert_sound();
}

fn practised_once(env: &TestEnv) {
    env.run(&["deck", "add", &crate::env::deck_file(), "--yes"]).text();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(20);
}

#[test]
fn a_folder_that_cannot_be_written_is_looked_at() {
    let env = TestEnv::new();
    if rustix::process::geteuid().is_root() {
        let Some(disk) = Mounted::new(&env.data(), 65_536) else { return skipped("a folder for reading only") };
        practised_once(&env);
        only_looked_at(&env, |write| disk.set(if write { "rw" } else { "ro" }));
        tell("a folder for reading only: opened, shown, every answer refused in a sentence, 0 bytes changed");
    } else {
        practised_once(&env);
        only_looked_at(&env, |write| {
            let mode = if write { 0o700 } else { 0o500 };
            fs::set_permissions(env.data(), fs::Permissions::from_mode(mode)).unwrap();
        });
        tell("a folder without leave to write: opened, shown, every answer refused in a sentence, 0 bytes changed");
    }
}

#[test]
fn answers_that_wait_beside_the_file_are_seen_where_nothing_can_be_written() {
    let env = TestEnv::new();
    let Some(disk) = Mounted::new(&env.data(), 65_536) else {
        return skipped("answers beside a file for reading only");
    };
    practised_once(&env);
    // A session leaves the last answer in the log beside the file.
    let run = env.run_with(&["--plain"], "\n\n3\nq\n");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let beside = env.data().join("rekindle.db-wal");
    let waits = fs::metadata(&beside).is_ok_and(|file| file.len() > 0);
    disk.set("ro");
    assert_eq!(kept(&env, "heels-down").len(), 2);
    if waits {
        // Without the memory that programs share, they cannot be read; that is said, and nothing older is shown as all.
        disk.set("rw");
        fs::remove_file(env.data().join("rekindle.db-shm")).unwrap();
        disk.set("ro");
        let run = env.run(&["card", "show", "heels-down"]);
        run.fails_with(1, "the latest answers stand beside the file");
    }
    disk.set("rw");
    assert_eq!(kept(&env, "heels-down").len(), 2);
    env.assert_sound();
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    // Needs no leave of anybody: the shell limits what the program may write.
    let env = TestEnv::with_deck();
    let mut refused = 0;
    for blocks in [4, 20, 60, 90, 120, 700, 1_040] {
        let mut command = Command::new("sh");
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" log heels-down --helped same");
        command.args(["-c", &script, PROGRAM]).env_clear().envs(env.surroundings()).current_dir(env.folder());
        let before = kept(&env, "heels-down").len();
        let run = env.finish(command, "");
        run.assert_calm();
        env.pass(chrono::Duration::minutes(1));
        let there = kept(&env, "heels-down").len();
        if run.code == Some(0) {
            assert_eq!(there, before + 1);
        } else {
            assert!(run.err.starts_with("rekindle: could not ") && run.err.contains("; "), "{}", run.err);
            assert!(there <= before + 1);
            refused += 1;
        }
        env.assert_sound();
    }
    tell(&format!("seven limits on the size of files, {refused} of them reached: 0 practices lost"));
}
