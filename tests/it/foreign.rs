//! Review logs of other programs come in, once, with a report of what could not be taken.

use serde_json::json;

use crate::env::{DECK, TestEnv, fields};

const LOG: &str = "id;card;reviewed at;rating;time taken\n\
                   1;heels-down;2026-11-01 08:00:00;3;12\n\
                   2;A warm cup in both hands;1793689200;Hard;\n\
                   3;nowhere;2026-11-01 08:00:00;3;1\n\
                   4;heels-down;2026-11-04 08:00:00;9;1\n\
                   5;heels-down;2026-11-05 08:00:00;2;30\n";

#[test]
fn a_log_comes_in_once_and_says_what_could_not_be_taken() {
    let env = TestEnv::with_deck();
    let file = env.file("log.csv", LOG).display().to_string();
    let before = env.card("heels-down");
    let dry = env.run(&["record", "import", &file, "--dry-run"]);
    insta::assert_snapshot!("foreign_dry_run", dry.whole());
    assert_eq!(env.card("heels-down"), before);
    let refused = env.run(&["record", "import", &file]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.out.contains("Nothing was taken in: two problems."), "{}", refused.out);
    let report = env.run(&["record", "import", &file, "--skip-bad", "--json"]).json();
    assert_eq!((&report["new"], &report["taken"]), (&json!(3), &json!(true)));
    assert_eq!(fields(&report["problems"][0]), ["line", "why"]);
    let card = env.card("heels-down");
    assert_eq!((&card["memory"]["reviews"], &card["memory"]["last"]), (&json!(2), &json!("2026-11-05")));
    assert_eq!(card["practices"][0]["seconds"], 30);
    let again = env.run(&["record", "import", &file, "--skip-bad", "--json"]).json();
    assert_eq!((&again["new"], &again["already_there"]), (&json!(0), &json!(3)));
    assert_eq!(env.card("heels-down"), card);
    env.assert_sound();

    // The next answer goes on from there.
    let logged = env.json(&["log", "heels-down", "--recall", "good"]);
    assert_eq!(logged["memory"]["reviews"], 3);
    env.run(&["record", "erase", "--from", "2026-11-01", "--to", "2026-11-20", "--yes"]).text();
    assert_eq!(env.card("heels-down")["memory"]["reviews"], 1);
    let gone = env.run(&["record", "import", &file, "--skip-bad", "--json"]).json();
    assert_eq!((&gone["new"], &gone["erased_before"]), (&json!(0), &json!(3)));
    env.assert_sound();
}

#[test]
fn columns_and_offset_can_be_named() {
    let env = TestEnv::with_deck();
    let file = env.file("odd.txt", "2026-11-01 01:30,heels-down,3\n").display().to_string();
    let map = "card=2,time=1,grade=3";
    env.run(&["record", "import", &file, "--map", map, "--no-header", "--offset", "-05:00", "--deck", DECK]).text();
    let practice = env.card("heels-down")["practices"][0].clone();
    assert_eq!((&practice["day"], &practice["at"]["offset_minutes"]), (&json!("2026-10-31"), &json!(-300)));
    env.run(&["record", "import", &file, "--map", "colour=1"]).fails_with(2, "invalid value 'colour=1'");
    env.run(&["record", "import", &file, "--map", map, "--offset", "two"]).fails_with(2, "write it as +02:00");
    let bare = env.file("bare.csv", "what,when\n1,2\n").display().to_string();
    env.run(&["record", "import", &bare]).fails_with(1, "which column holds the card");
}

#[test]
fn a_table_of_practices_brings_them_back() {
    let env = TestEnv::with_deck();
    env.run_with(&["log", "heels-down", "--recall", "good", "--distress", "7:4", "--note", "-"], "=1+1, \"so\"\nand")
        .text();
    env.run(&["log", "warm-cup", "--helped", "same", "--state", "numb", "--connection", "2:"]).text();
    env.pass_days(5);
    env.run(&["log", "heels-down", "--recall", "hard", "--seconds", "61"]).text();
    let file = env.folder().join("practices.csv").display().to_string();
    env.run(&["record", "export", "--format", "csv", "--out", &file]).text();
    let there = env.run(&["record", "import", &file, "--json"]).json();
    assert_eq!((&there["new"], &there["already_there"]), (&json!(0), &json!(3)), "they are here already");

    let other = TestEnv::with_deck();
    other.pass_days(6);
    other.run(&["record", "import", &file]).text();
    for card in ["heels-down", "warm-cup"] {
        let (mut mine, mut theirs) = (env.card(card), other.card(card));
        for card in [&mut mine, &mut theirs] {
            card["memory"]["due"].take();
            card["memory"]["interval_days"].take();
            for practice in card["practices"].as_array_mut().unwrap() {
                practice["practice"].take();
                practice["due"].take();
            }
        }
        assert_eq!(mine, theirs, "all but the ids, and the days that were decided");
    }
    let again = other.run(&["record", "import", &file, "--json"]).json();
    assert_eq!((&again["new"], &again["already_there"]), (&json!(0), &json!(3)));
    other.assert_sound();
}

#[test]
fn answers_given_in_anki_come_to_the_cards_that_came_from_there() {
    let env = TestEnv::new();
    env.pass_days(60);
    let package = format!("{}/tests/data/decks/formats/anki-new.apkg", env!("CARGO_MANIFEST_DIR"));
    let before = env.run(&["record", "import", &package]);
    assert_eq!(before.code, Some(1));
    assert!(before.err.contains("its card is in no deck here"), "{}", before.err);
    let deck = env.folder().join("anki.json").display().to_string();
    env.run(&["deck", "convert", &package, &deck]).assert_calm();
    env.run(&["deck", "add", &deck, "--yes"]).assert_calm();
    let report = env.run(&["record", "import", &package, "--skip-bad", "--json"]).json();
    assert!(report["new"].as_u64() > Some(0), "{report}");
    let again = env.run(&["record", "import", &package, "--skip-bad", "--json"]).json();
    assert_eq!((&again["new"], &again["already_there"]), (&json!(0), &report["new"]));
    env.assert_sound();
}
