//! Past practices found, changed and erased; and nothing left of what was erased, in any file.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::env::{DECK, TestEnv, fields};

const SECRET: &str = "SECRET-the-thing-that-happened";

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Files that hold these bytes.
fn holding(env: &TestEnv, bytes: &str) -> Vec<String> {
    let holds = |path: &PathBuf| fs::read(path).unwrap().windows(bytes.len()).any(|part| part == bytes.as_bytes());
    files(&env.data()).iter().filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

fn note(env: &TestEnv, card: &str, note: &str) -> String {
    let said = env.run_with(&["log", card, "--recall", "good", "--note", "-", "--json"], note).json();
    said["practice"].as_str().unwrap().to_owned()
}

fn listed(env: &TestEnv, more: &[&str]) -> Vec<Value> {
    let mut args = vec!["record", "list", "--show", "--json"];
    args.extend(more);
    env.run(&args).json()["practices"].as_array().unwrap().clone()
}

/// The record with a secret in it that was written, changed, taken back, backed up and exported.
fn with_secrets() -> (TestEnv, String) {
    let env = TestEnv::with_deck();
    let first = note(&env, "heels-down", &format!("{SECRET} one"));
    env.run_with(&["record", "edit", &first, "--note", "-"], &format!("{SECRET} two")).text();
    for number in 0..30 {
        note(&env, "warm-cup", &format!("harmless {number} {}", "x".repeat(300)));
    }
    env.run(&["backup"]).text();
    (env, first)
}

#[test]
fn what_is_erased_is_gone_from_every_byte_of_every_file() {
    let (env, first) = with_secrets();
    note(&env, "heels-down", &format!("{SECRET} three"));
    env.run(&["undo"]).text();
    assert!(holding(&env, SECRET).len() >= 2, "in the record and in the backup");
    let before = listed(&env, &["--most", "100"]).len();

    let asked = env.run_with(&["record", "erase", "--card", "heels-down"], "n\n").text();
    assert!(asked.starts_with("This goes: two practices"), "{asked}");
    assert!(asked.ends_with("[y/N] That's fine. Nothing was changed.\n"), "{asked}");
    let said = env.run_with(&["record", "erase", "--card", "heels-down"], "y\n").text();
    assert!(
        said.contains("Erased: two practices") && said.contains("One older copy of the record may still hold"),
        "{said}"
    );
    assert!(said.contains("Out of reach: "), "{said}");
    let left = holding(&env, SECRET);
    assert!(left.iter().all(|path| path.contains("/backups/")) && !left.is_empty(), "{left:?}");
    let said = env.run(&["record", "erase", "--backups", "--yes"]).text();
    assert!(said.starts_with("One older copy of the record deleted, and a new backup made."), "{said}");
    assert_eq!(holding(&env, SECRET), [""; 0]);

    assert_eq!(listed(&env, &["--most", "100"]).len(), before - 1);
    assert_eq!(env.card("heels-down")["practices"], json!([]));
    env.run(&["record", "erase", "--entry", &first, "--yes"]).fails_with(1, "could not find the entry");
    env.assert_sound();
}

#[test]
fn one_entry_goes_by_its_id_and_the_others_stay() {
    let (env, first) = with_secrets();
    let other = note(&env, "heels-down", "another day");
    let report = env.run(&["record", "erase", "--entry", &first[..13], "--backups", "--yes", "--json"]).json();
    assert_eq!(fields(&report), ["backups_deleted", "backups_left", "clean", "others", "practices"]);
    assert_eq!(report, json!({"practices": 1, "others": 1, "backups_deleted": 1, "backups_left": 0, "clean": true}));
    assert_eq!(holding(&env, SECRET), [""; 0]);
    let practices = env.card("heels-down")["practices"].clone();
    assert_eq!((practices.as_array().unwrap().len(), &practices[0]["practice"]), (1, &json!(other)));
    env.run(&["record", "erase", "--entry", "zzzz"]).fails_with(1, "could not find the entry `zzzz`");
    env.run(&["record", "erase"]).fails_with(2, "say what with --entry, --card, --from and --to, or --everything");
    env.run(&["record", "erase", "--entry", &other, "--json"]).fails_with(2, "give --yes with it");
    env.assert_sound();
}

#[test]
fn some_days_go_and_the_days_around_them_stay() {
    let env = TestEnv::with_deck();
    note(&env, "heels-down", "before");
    env.pass_days(2);
    note(&env, "heels-down", SECRET);
    env.run_with(&["--plain"], "f\n1\n\nq\n").text();
    env.pass_days(2);
    note(&env, "heels-down", "after");
    env.run(&["record", "erase", "--from", "2026-11-24", "--to", "2026-11-26", "--backups", "--yes"]).text();
    assert_eq!(holding(&env, SECRET), [""; 0]);
    let notes: Vec<_> = listed(&env, &[]).iter().map(|item| item["note"].clone()).collect();
    assert_eq!(notes, ["after", "before"]);
    env.run(&["record", "erase", "--from", "2026-11-24", "--to", "2026-11-26", "--yes"])
        .says("There is nothing there to erase.\n");
    env.run(&["record", "erase", "--to", "2026-11-26"]).fails_with(2, "--from");
    env.assert_sound();
}

#[test]
fn an_import_does_not_bring_back_what_was_erased() {
    let (env, first) = with_secrets();
    let file = env.folder().join("all.jsonl").display().to_string();
    env.run(&["record", "export", "--out", &file]).text();
    env.run(&["record", "erase", "--entry", &first, "--backups", "--yes"]).text();
    let said = env.run(&["record", "import", &file]).text();
    assert!(said.contains("2 were erased by you before and stay away"), "{said}");
    assert_eq!(holding(&env, SECRET), [""; 0]);

    // On another device that had the entry, the erasure arrives with the next import.
    let other = TestEnv::new();
    other.pass_days(30);
    other.run(&["record", "import", &file]).text();
    assert!(!holding(&other, SECRET).is_empty());
    let later = env.folder().join("later.jsonl").display().to_string();
    env.run(&["record", "export", "--out", &later]).text();
    let said = other.run(&["record", "import", &later]).text();
    assert!(said.contains("2 were erased on another device and are gone here too"), "{said}");
    assert_eq!(holding(&other, SECRET), [""; 0]);
    other.assert_sound();
}

#[test]
fn everything_goes_only_when_it_is_typed() {
    let (env, _) = with_secrets();
    fs::write(env.data().join("letter.txt"), "mine").unwrap();
    let said = env.run_with(&["record", "erase", "--everything"], "yes\n").text();
    assert!(said.ends_with("To go on, type: erase everything\nThat's fine. Nothing was changed.\n"), "{said}");
    assert!(!holding(&env, SECRET).is_empty());
    let said = env.run_with(&["record", "erase", "--everything"], "erase everything\n").text();
    assert!(said.contains("Everything is erased. Nothing of rekindle is left in [FOLDER]/data.\n"), "{said}");
    assert!(said.contains("Left alone, since rekindle did not make it: [FOLDER]/data/letter.txt.\n"), "{said}");
    assert_eq!(files(&env.data()), [env.data().join("letter.txt")]);
    fs::remove_file(env.data().join("letter.txt")).unwrap();
    assert_eq!(fs::read_dir(env.data()).unwrap().count(), 0, "an empty folder");
    env.run(&["record", "erase", "--everything", "--yes"]).says("There is nothing there to erase.\n");

    // A record that no program reads goes the same way.
    fs::write(env.record(), "no record at all").unwrap();
    env.run(&["record", "erase", "--everything", "--yes"]).text();
    assert_eq!(fs::read_dir(env.data()).unwrap().count(), 0);
}

#[test]
fn the_list_shows_no_words_unless_asked() {
    let env = TestEnv::with_deck();
    env.run(&["record", "list"]).says("There is nothing of that in the record.\n");
    note(&env, "heels-down", SECRET);
    env.run(&["log", "warm-cup", "--helped", "worse", "--distress", "3:5", "--seconds", "40"]).text();
    insta::assert_snapshot!("record_list", env.run(&["record", "list"]).whole());
    insta::assert_snapshot!("record_list_shown", env.run(&["record", "list", "--show"]).whole());
    assert!(!env.run(&["record", "list", "--json"]).text().contains(SECRET));
    assert_eq!(listed(&env, &["--card", "heels-down"]).len(), 1);
    assert_eq!(listed(&env, &["--most", "1"])[0]["title"], "A warm cup in both hands");
    assert_eq!(listed(&env, &["--since", "2026-11-24"]).len(), 0);
    env.run(&["undo"]).text();
    assert_eq!(listed(&env, &[]).len(), 1);
    assert_eq!(listed(&env, &["--undone"])[0]["title"], "A warm cup in both hands");
}

#[test]
fn a_past_practice_is_changed_and_its_memory_follows() {
    let env = TestEnv::with_deck();
    let straight = TestEnv::with_deck();
    let first = note(&env, "kind-tone", "was it?");
    env.pass_days(4);
    env.run(&["log", "kind-tone", "--recall", "good"]).text();
    let edited = env
        .run_with(
            &[
                "record",
                "edit",
                &first,
                "--recall",
                "again",
                "--helped",
                "same",
                "--distress",
                ":2",
                "--note",
                "-",
                "--json",
            ],
            "it was\n",
        )
        .json();
    assert_eq!(fields(&edited), ["card", "day", "erased_old", "memory", "practice"]);
    straight.run(&["log", "kind-tone", "--recall", "again", "--helped", "same", "--distress", ":2"]).text();
    straight.pass_days(4);
    straight.run(&["log", "kind-tone", "--recall", "good"]).text();
    let (one, other) = (env.card("kind-tone"), straight.card("kind-tone"));
    for field in ["stability", "difficulty", "last", "reviews", "lapses"] {
        assert_eq!(one["memory"][field], other["memory"][field], "{field}");
    }
    assert_eq!(edited["memory"], one["memory"]);
    let practice = &one["practices"][1];
    assert_eq!(
        (&practice["note"], &practice["helped"], &practice["recall"]),
        (&json!("it was"), &json!("same"), &json!("again"))
    );
    assert_eq!(practice["distress"], json!({"after": 2}));
    env.assert_sound();

    env.run(&["undo"]).text();
    let back = env.card("kind-tone");
    assert_eq!((&back["practices"][1]["note"], &back["practices"][1]["recall"]), (&json!("was it?"), &json!("good")));

    // The later one is moved before the other: the order in which they were done counts.
    env.run(&["record", "edit", "last", "--at", "2026-11-20T10:00:00+01:00"]).text();
    let moved = env.card("kind-tone");
    assert_eq!((&moved["practices"][1]["day"], &moved["memory"]["last"]), (&json!("2026-11-20"), &json!("2026-11-23")));
    env.run(&["record", "edit", "last", "--recall", "none"]).text();
    assert_eq!(env.card("kind-tone")["memory"]["reviews"], 1);
    env.assert_sound();
    env.run(&["doctor", "--repair"]).text();
    assert_eq!(env.card("kind-tone")["memory"]["reviews"], 1);
}

#[test]
fn old_words_can_be_erased_while_the_practice_stays() {
    let (env, first) = with_secrets();
    let before = env.card("heels-down");
    let said = env.run_with(&["record", "edit", &first, "--note", "-"], "calm words").text();
    assert!(said.contains("The words that stood there before are still in the log"), "{said}");
    let said = env.run(&["record", "edit", &first, "--erase-old"]).text();
    assert!(said.contains("How it was written before is erased. Its id is now [ID]."), "{said}");
    env.run(&["record", "erase", "--backups", "--yes"]).text();
    assert_eq!(holding(&env, SECRET), [""; 0]);
    let after = env.card("heels-down");
    assert_eq!(after["memory"], before["memory"]);
    assert_eq!(after["practices"][0]["note"], "calm words");
    assert_eq!(after["practices"].as_array().unwrap().len(), 1);
    env.assert_sound();
}

#[test]
fn what_cannot_be_changed_is_said() {
    let env = TestEnv::with_deck();
    let first = note(&env, "heels-down", "x");
    insta::assert_snapshot!(
        "record_edit_refused",
        [
            env.run(&["record", "edit", "last"]),
            env.run(&["record", "edit", "0000"]),
            env.run(&["record", "edit", "last", "--recall", "perfect"]),
            env.run(&["record", "edit", "last", "--distress", "11:1"]),
            env.run(&["record", "edit", "last", "--seconds", "many"]),
            env.run(&["record", "edit", "last", "--at", "2027-01-01T00:00:00Z"]),
        ]
        .iter()
        .map(crate::env::Run::whole)
        .collect::<Vec<_>>()
        .join("\n")
    );
    env.run(&["undo"]).text();
    env.run(&["record", "edit", &first, "--helped", "same"]).fails_with(1, "could not find the entry");
    assert_eq!(env.card(&format!("{DECK}/heels-down"))["practices"], json!([]));
}

#[test]
fn a_deck_goes_with_all_that_was_recorded_of_its_cards_only_when_asked() {
    let (env, _) = with_secrets();
    env.run(&["card", "edit", "warm-cup", "--title", &format!("{SECRET} as I say it")]).text();
    env.run(&["log", "grounding/feet-press", "--recall", "good"]).text();
    env.run(&["deck", "remove", DECK, "--yes"]).text();
    assert!(!holding(&env, SECRET).is_empty(), "without a word about the record it stays");
    assert!(listed(&env, &[]).len() > 1);
    env.run(&["undo"]).text();

    env.run(&["deck", "remove", DECK, "--backups"]).fails_with(2, "--with-record");
    let refused = env.run_with(&["deck", "remove", DECK, "--with-record"], "n\n");
    let asked = refused.named_out();
    assert!(asked.contains("This goes from the record, for good: 31 practices, and "), "{asked}");
    assert!(asked.ends_with("[y/N] Nothing was changed.\n"), "{asked}");
    assert_eq!((refused.code, refused.err.as_str()), (Some(1), ""));

    let said = env.run_with(&["deck", "remove", DECK, "--with-record"], "y\n").text();
    assert!(said.contains("Erased: 31 practices") && said.contains("may still hold"), "{said}");
    let left = holding(&env, SECRET);
    assert!(left.iter().all(|path| path.contains("/backups/")) && !left.is_empty(), "{left:?}");
    let practices = listed(&env, &["--most", "100"]);
    assert_eq!(practices.len(), 1, "{practices:?}");
    assert_eq!(practices[0]["card"], "grounding/feet-press", "what is of other decks stays");
    let report = env.json(&["deck", "remove", DECK, "--with-record", "--backups", "--yes"]);
    assert_eq!(
        report,
        json!({"deck": DECK, "practices": 0, "others": 0, "backups_deleted": 1, "backups_left": 0, "clean": true})
    );
    assert_eq!(holding(&env, SECRET), [""; 0]);
    env.run(&["deck", "add", &crate::env::deck_file(), "--yes"]).text();
    let card = env.card("heels-down");
    assert_eq!((&card["practices"], &card["card"]["own_words"]), (&json!([]), &json!([])), "it comes as it came first");
    env.assert_sound();
}
