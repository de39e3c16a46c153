//! The world failing: what is said, how it ends, and that nothing is lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::env::{DECK, TestEnv, deck_file};

/// Commands that need the record, one of each.
const NEED_THE_RECORD: &[&[&str]] = &[
    &["--plain"],
    &["today", "--plan"],
    &["log", "heels-down"],
    &["undo"],
    &["card", "list"],
    &["card", "show", "heels-down"],
    &["deck", "list"],
    &["deck", "show", DECK],
    &["status"],
    &["settings"],
    &["gates"],
];

/// What follows whenever the record is in the way.
const PEOPLE: &str = "rekindle: `rekindle help-lines` still shows people to reach\n";

/// Whatever needs the record says this, doctor finds it, and people to reach are shown all the same.
fn refused_everywhere(env: &TestEnv, why: &str) {
    for args in NEED_THE_RECORD {
        env.run(args).fails(1, &format!("rekindle: {why}\n{PEOPLE}"));
    }
    for args in [&["doctor"][..], &["doctor", "--rebuild"]] {
        let ill = env.run(args);
        ill.assert_calm();
        assert!(ill.named_out().contains(&format!("look here: file: {why}\n")), "{}", ill.out);
        assert_eq!((ill.code, ill.err.as_str()), (Some(1), ""), "{}", ill.out);
    }
    let ill = env.run(&["doctor", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&ill.out).unwrap();
    assert_eq!((ill.code, ill.err.as_str(), &report["ok"]), (Some(1), "", &false.into()), "{report:#}");
    let check = &report["checks"][0];
    assert_eq!((&check["name"], &check["ok"]), (&"file".into(), &false.into()), "{report:#}");
    for args in [&["help-lines"][..], &["help-lines", "--region", "GB", "--json"]] {
        let lines = env.run(args);
        lines.assert_calm();
        assert_eq!(lines.code, Some(0));
        assert!(lines.out.contains("Samaritans"), "{}", lines.out);
        assert_eq!(lines.named_err(), format!("rekindle: your own people are not shown: {why}\n"));
    }
}

#[test]
fn a_data_folder_that_is_a_file_is_refused() {
    let env = TestEnv::new();
    fs::write(env.data(), "mine").unwrap();
    refused_everywhere(
        &env,
        "could not use the data folder [FOLDER]/data: Not a directory (os error 20); \
         choose another with --data-dir, or let this user write there",
    );
    assert_eq!(fs::read_to_string(env.data()).unwrap(), "mine");
}

#[test]
fn a_record_of_a_newer_program_is_left_alone() {
    let env = TestEnv::with_deck();
    env.open_record().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(env.record()).unwrap();
    let known: i64 = rekindle::store::newest();
    refused_everywhere(
        &env,
        &format!(
            "could not open [FOLDER]/data/rekindle.db: a newer rekindle wrote it (its record is at version 99, this \
             program knows {known}); update rekindle, nothing was changed"
        ),
    );
    assert!(fs::read(env.record()).unwrap() == before);
}

#[test]
fn a_file_that_is_no_record_is_left_alone() {
    for content in [
        b"a letter, not a record; long enough to be read as a header of a hundred bytes and some more bytes".to_vec(),
        {
            let env = TestEnv::new();
            let other = rusqlite::Connection::open(env.folder().join("other.db")).unwrap();
            other.execute_batch("CREATE TABLE mine (x); PRAGMA user_version = 1;").unwrap();
            drop(other);
            fs::read(env.folder().join("other.db")).unwrap()
        },
    ] {
        let env = TestEnv::new();
        fs::create_dir(env.data()).unwrap();
        fs::write(env.record(), &content).unwrap();
        refused_everywhere(
            &env,
            "could not open [FOLDER]/data/rekindle.db: it is not a rekindle record; move it away or choose another \
             folder with --data-dir",
        );
        assert!(fs::read(env.record()).unwrap() == content);
    }
}

#[test]
fn a_damaged_record_is_said_to_be_so() {
    let env = TestEnv::with_deck();
    let mut bytes = fs::read(env.record()).unwrap();
    let half = bytes.len() / 2;
    bytes.truncate(half);
    bytes[4096..half.min(40_000)].fill(0xa5);
    fs::write(env.record(), &bytes).unwrap();
    for args in NEED_THE_RECORD.iter().chain([&&["doctor"][..]]) {
        let run = env.run(args);
        run.assert_calm();
        assert_eq!(run.code, Some(1), "{}\n{}", run.command, run.out);
        let told = run.err.starts_with("rekindle: could not ") && run.err.contains("the record is damaged");
        let found = *args == ["doctor"] && run.out.contains("look here: file: ");
        assert!(told || found, "{}: {}{}", run.command, run.out, run.err);
    }
    let lines = env.run(&["help-lines"]);
    assert_eq!(lines.code, Some(0));
    assert!(lines.out.contains("Samaritans"));
}

#[test]
fn another_program_that_writes_is_waited_for_and_then_named() {
    let env = TestEnv::with_deck();
    let before = env.card("heels-down");
    let other = env.open_record();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    env.run(&["status"]).says("Two practices ready, about three minutes.\n");
    env.run(&["help-lines", "--region", "GB"]).text();
    env.run(&["log", "heels-down", "--recall", "good"]).fails(
        1,
        &format!(
            "rekindle: could not save that: another program is using the record; close it or try again, nothing was \
             lost\n{PEOPLE}"
        ),
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(env.card("heels-down"), before);
    env.run(&["log", "heels-down", "--recall", "good"]).text();
}

#[test]
fn many_programs_at_once_lose_nothing() {
    let env = TestEnv::with_deck();
    let args = |recall: &'static str| ["log", "warm-cup", "--recall", recall, "--json"];
    let running: Vec<_> = ["again", "hard", "good", "easy"]
        .into_iter()
        .cycle()
        .take(12)
        .map(|recall| env.command(&args(recall)).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap())
        .collect();
    for child in running {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(env.card("warm-cup")["practices"].as_array().unwrap().len(), 12);
    env.assert_sound();
}

#[test]
fn the_first_start_of_several_at_once_makes_one_record() {
    let env = TestEnv::new();
    let running: Vec<_> = (0..6)
        .map(|_| {
            let mut command = env.command(&["status"]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success());
    }
    env.assert_sound();
    let devices: i64 = env.open_record().query_row("SELECT count(*) FROM device", [], |row| row.get(0)).unwrap();
    assert_eq!(devices, 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let env = TestEnv::with_deck();
    let commands: &[&[&str]] = &[
        &["--plain"],
        &["today", "--plan"],
        &["card", "list", "--json"],
        &["deck", "show", DECK, "--json"],
        &["deck", "export", DECK],
        &["help-lines"],
        &["settings"],
        &["gates"],
        &["doctor"],
        &["generate", "man"],
        &["generate", "schema"],
        &["generate", "completions", "bash"],
        &["--help"],
    ];
    for args in commands {
        let (reader, writer) = std::io::pipe().unwrap();
        let mut command = env.command(args);
        command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
        drop(reader);
        let child = command.spawn().unwrap();
        drop(command);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let env = TestEnv::with_deck();
    for args in [&["card", "list"][..], &["settings", "--json"], &["generate", "schema"], &["deck", "export", DECK]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = env.command(args);
        let output = command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.starts_with("rekindle: could not "), "{args:?}: {said}");
    }
}

#[test]
fn only_the_owner_can_read_what_is_written() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good", "--note", "mine"]).text();
    let out = env.folder().join("out.json").display().to_string();
    env.run(&["deck", "export", DECK, "--out", &out]).text();
    let open = env.open_record();
    open.execute_batch("BEGIN").unwrap();
    env.run(&["log", "heels-down"]).text();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&env.data()), 0o700);
    assert_eq!(mode(out.as_ref()), 0o600);
    for entry in fs::read_dir(env.data()).unwrap() {
        let path = entry.unwrap().path();
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
    drop(open);
    let everything: Vec<_> = fs::read_dir(env.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(everything.len(), 2, "nothing is written beside the record: {everything:?}");

    fs::set_permissions(env.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let ill = env.run(&["doctor"]);
    assert_eq!(ill.code, Some(1));
    assert!(ill.out.contains("look here: private: others on this machine can read"), "{}", ill.out);
}

#[test]
fn without_a_home_a_folder_is_asked_for() {
    let env = TestEnv::new();
    let mut command = env.command(&["status"]);
    command.env_remove("HOME").env_remove("REKINDLE_DATA_DIR").env("HOME", "");
    let run = env.finish(command, "");
    run.assert_calm();
    // Some systems know the home folder without being told; then nothing may be written to it by a test.
    if run.code != Some(0) {
        assert!(run.err.starts_with("rekindle: could not "), "{}", run.err);
    }
}

#[test]
fn a_clock_that_goes_back_loses_no_practice() {
    let env = TestEnv::with_deck();
    env.pass_days(10);
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(-10);
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(-3650);
    env.run(&["log", "heels-down", "--recall", "easy"]).text();
    let card = env.card("heels-down");
    assert_eq!(card["practices"].as_array().unwrap().len(), 3);
    assert!(card["memory"]["interval_days"].as_i64().unwrap() >= 0);
    env.pass_days(3650 + 18_250);
    env.run(&["log", "heels-down", "--recall", "hard"]).text();
    assert!(env.card("heels-down")["memory"]["interval_days"].as_i64().unwrap() <= 90);
    env.assert_sound();
}

#[test]
fn the_name_of_a_file_makes_no_terminal_act() {
    let env = TestEnv::new();
    let name = "evil\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}.json";
    let file = env.file(name, "{").display().to_string();
    for args in [["deck", "check", &file], ["deck", "add", &file], ["deck", "check", "no\u{1b}[2Jsuch"]] {
        let run = env.run(&args);
        run.assert_calm();
        assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    }
    for args in [["card", "show", "\u{1b}[2J"], ["settings", "\u{202e}x", "1"], ["deck", "show", "\u{9b}2J"]] {
        env.run(&args).assert_calm();
    }
    let mut command = env.command(&["status"]);
    fs::write(env.folder().join("x\u{1b}[2J"), "").unwrap();
    command.env("REKINDLE_DATA_DIR", env.folder().join("x\u{1b}[2J"));
    let run = env.finish(command, "");
    run.fails_with(1, "could not use the data folder");
    env.run(&["deck", "add", &deck_file(), "--yes"]).text();
}
