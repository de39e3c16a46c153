//! What the documents of care promise, held against what there is; and a few promises that need the whole program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::env::{DECK, TestEnv};
use crate::terminal::Terminal;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// The names of all tests, and of all screens that are kept as snapshots.
fn known() -> BTreeSet<String> {
    let mut text = String::new();
    for folder in ["src", "tests/it"] {
        sources(&root().join(folder), &mut text);
    }
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut follows = false;
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("fn ").filter(|_| follows) {
            names.insert(name.split(['(', '<']).next().unwrap().to_owned());
            follows = false;
        }
        follows |= line.starts_with("#[test]");
    }
    for entry in fs::read_dir(root().join("src/term/screens")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        names.extend(
            name.strip_prefix("rekindle__term__tests__").and_then(|name| name.strip_suffix(".snap")).map(str::to_owned),
        );
    }
    names
}

/// The rows of the table of a document, cell by cell, without its head.
fn rows(document: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let rows = text.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between backticks.
fn named(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).filter(|name| !name.contains(' ') && name.len() > 2).collect()
}

fn assert_known(document: &str, cell: &str, known: &BTreeSet<String>) {
    for name in named(cell) {
        assert!(known.contains(name), "{document} names `{name}`, which is no test and no screen");
    }
    for file in cell.split([' ', ',', ';', ':']).filter(|word| word.starts_with("docs/") || word.starts_with(".ci/")) {
        assert!(root().join(file).exists(), "{document} names {file}");
    }
}

#[test]
fn forty_questions_are_answered_and_what_answers_them_exists() {
    let (known, rows) = (known(), rows("docs/care-checklist.md"));
    assert_eq!(rows.len(), 40);
    let text = fs::read_to_string(root().join("docs/care-checklist.md")).unwrap();
    let still = text.lines().find(|line| line.starts_with("Still **no**")).expect("those that are still no are named");
    for (number, row) in (1..).zip(&rows) {
        let [count, _, answer, by] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(*count, number.to_string());
        assert!(matches!(answer.as_str(), "yes" | "no"), "{number}: {answer}");
        let named_as_no = still.split([' ', ',', '.', ':']).any(|word| word == count);
        assert_eq!(answer == "no", named_as_no, "{number} and the line that names what is still no");
        assert!(answer == "no" || !named(by).is_empty(), "{number} is shown by a test or a screen");
        assert_known("docs/care-checklist.md", by, &known);
    }
}

#[test]
fn every_hazard_has_a_control_and_a_test() {
    let (known, rows) = (known(), rows("docs/hazards.md"));
    assert!(rows.len() >= 11, "the list of hazards to begin with");
    for row in &rows {
        let [hazard, cause, effect, control, test, remains] = row.as_slice() else { panic!("{row:?}") };
        assert!([cause, effect, control, remains].iter().all(|cell| !cell.is_empty()), "{hazard}");
        assert!(!named(test).is_empty(), "{hazard}");
        assert_known("docs/hazards.md", test, &known);
    }
}

/// What memory and statistics are, as JSON.
fn facts(env: &TestEnv) -> (Vec<Value>, Value) {
    let card = |card: &str| env.json(&["card", "show", &format!("{DECK}/{card}")]);
    let cards = ["heels-down", "warm-cup", "kind-tone"].map(card).to_vec();
    (cards, env.json(&["helped"]))
}

#[test]
fn what_is_skipped_or_stopped_leaves_no_trace_in_memory_or_statistics() {
    let env = TestEnv::with_deck();
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        env.run(&["log", card, "--recall", "good", "--helped", "helped", "--distress", "6:4"]).text();
    }
    env.pass_days(20);
    let before = facts(&env);
    // Skipped at the cue, after it, and stopped in the middle of the steps.
    env.run_with(&["--plain"], "\nn\n\nn\n\n\nx\nq\n").text();
    let after = facts(&env);
    assert_eq!(before.0, after.0);
    assert_eq!(before.1["axes"], after.1["axes"]);
    env.assert_sound();
}

#[test]
fn after_sixty_days_the_first_session_is_no_longer_than_usual() {
    let env = TestEnv::new();
    for day in 0..12 {
        let said = env.run_with(&["--plain"], &"\no\n\n3\n".repeat(12)).text();
        assert!(!said.is_empty(), "day {day}");
        env.pass_days(1);
    }
    let usual = env.json(&["today", "--plan"]);
    env.pass_days(60);
    let plan = env.json(&["today", "--plan"]);
    let seconds = |plan: &Value| plan["planned_seconds"].as_u64().unwrap();
    assert!(seconds(&plan) <= plan["budget_seconds"].as_u64().unwrap(), "{plan:#}");
    assert_eq!(plan["budget_seconds"], usual["budget_seconds"]);
    let items = plan["items"].as_array().unwrap();
    assert!((1..=8).contains(&items.len()), "{plan:#}");
    let new = items.iter().filter(|item| item["kind"] == "learn").count();
    assert!(new <= 2, "{plan:#}");
}

#[test]
fn the_first_practice_takes_ten_keys_and_a_minute_at_most() {
    let env = TestEnv::new();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    let began = env.now();
    // Two keys to the first step, on a record that did not exist a moment ago.
    term.press_for("\r", "do it now");
    term.press_for("\r", "step 1");
    let mut keys = 2;
    while !term.shows("Did it help") {
        term.press("\r");
        term.settle();
        keys += 1;
        assert!(keys <= 10, "{}", term.screen());
    }
    term.press("q");
    assert_eq!(term.end(), 0);
    assert_eq!(env.now(), began, "no waiting");
    // And in its own time: the steps of the card that came first.
    let plan = env.json(&["card", "list"]);
    let first = plan["cards"].as_array().unwrap().iter().find(|card| !card["due"].is_null()).cloned().unwrap();
    let seconds = first["seconds"].as_u64().unwrap();
    assert!(seconds <= 60, "the first card takes {seconds} s");
}

#[test]
fn no_motion_in_the_environment_stills_the_breath() {
    let env = TestEnv::with_deck();
    env.run(&["gates", "breath", "allow"]).text();
    env.run(&["log", "longer-out", "--recall", "good"]).text();
    env.pass_days(20);
    for (more, moves) in [(&[("NO_MOTION", "1")][..], false), (&[], true)] {
        let mut term = Terminal::start_with(&env, &[], 80, 24, more);
        term.wait_for("q leave");
        term.press_for("\r", "A moment to recall");
        term.press_for("\r", "Did it come");
        term.press_for("\r", "breath 1 of");
        term.settle();
        assert_eq!(term.screen().contains('·') || term.screen().contains('█'), moves, "{}", term.screen());
        term.press("q");
        assert_eq!(term.end(), 0);
    }
}

#[test]
fn what_it_is_and_who_made_it_is_told() {
    let env = TestEnv::new();
    let said = env.run(&["about"]).text().split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "It is not treatment, diagnosis, monitoring or an emergency service",
        "not on skills like these",
        "No clinician has reviewed the cards yet.",
        "People with lived experience have not tried it yet",
        "takes no money",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let facts = env.json(&["about"]);
    assert_eq!(facts["clinically_reviewed"], false);
}

#[test]
fn settings_a_plan_and_a_note_go_line_by_line() {
    let env = TestEnv::with_deck();
    let said = env.run_with(&["--plain"], "\nq\n").text();
    assert!(said.contains("Heels"), "{said}");
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(20);
    // Settings: the list, the line of the bell by its number, a choice; consent; a plan with two lines.
    let bell = 1 + env
        .run(&["settings"])
        .text()
        .lines()
        .filter(|line| !line.starts_with(' '))
        .position(|line| line.starts_with("bell"))
        .unwrap();
    let lines = format!("g\n{}\nsteps\nq\ng\n1\n1\nw\nq\nq\np\n1\nHands cold.\nNo sleep.\n\nq\nq\n", bell + 1);
    let said = env.run_with(&["--plain"], &lines).text();
    assert!(said.contains("Hands cold."), "{said}");
    assert_eq!(env.json(&["settings", "bell"])["settings"]["bell"], "steps", "{said}");
    assert_eq!(env.json(&["gates"])["gates"]["breath"], "withdrawn", "{said}");
    let said = env.run_with(&["--plain"], "p\n").text();
    assert!(said.contains("No sleep."), "{said}");
    let said = env.run_with(&["--plain"], "\n\n\n\n\n\n3\ne\nBetter outside.\n\nq\n").text();
    assert!(said.contains("A note"), "{said}");
    let practices = env.card("heels-down")["practices"].clone();
    assert_eq!(practices[0]["note"], "Better outside.", "{said}");
    env.assert_sound();
}

#[test]
fn a_note_is_typed_and_pasted_in_any_script_and_kept_on_every_way_out() {
    for (way, code) in [("\u{1b}", None), ("\u{3}", Some(0))] {
        let env = TestEnv::with_deck();
        let mut term = Terminal::start(&env, &[], 80, 24);
        term.wait_for("q leave");
        term.press_for("\r", "only read it");
        term.press_for("\r", "step 1");
        term.press_for("\r", "step 2");
        term.press_for("\r", "step 3");
        term.press_for("\r", "Did it help");
        term.press_for("e", "In your own words");
        term.press_for("Warm hands", "Warm hands");
        term.press("\r\u{1b}[200~足の裏\u{202e} سلام\u{9b}2J\u{1b}[201~");
        term.wait_for("سلام");
        // Looking for people to reach and hiding the screen lose nothing.
        term.press_for("\u{1b}OP", "add someone");
        term.press_for("q", "Warm hands");
        term.press("\u{1b}OQ");
        term.wait_gone("Warm hands");
        term.press_for("x", "Warm hands");
        term.resize(40, 12);
        term.wait_for("Warm hands");
        term.press(way);
        if code.is_none() {
            term.wait_for("Did it help");
            term.press("q");
        }
        assert_eq!(term.end(), 0, "{}", term.screen());
        crate::tty::given_back(&term);
        crate::tty::assert_calm(&term);
        let note = env.card("heels-down")["practices"][0]["note"].clone();
        assert_eq!(note, "Warm hands\n足の裏\u{fffd} سلام\u{fffd}2J", "{way:?}");
    }
}
