//! Decks on the way in: checked, looked at, added, compared, changed.

use serde_json::{Value, json};

use crate::env::{TestEnv, fields};

fn broken(name: &str) -> String {
    format!("{}/tests/data/decks/broken/{name}.json", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn check_says_of_every_fault_where_why_and_how() {
    let env = TestEnv::new();
    for name in ["gated-words", "times", "tone", "german", "other-decks", "hidden-name", "references"] {
        let run = env.run(&["deck", "check", &broken(name)]);
        run.assert_calm();
        insta::assert_snapshot!(format!("check_{name}"), run.whole());
    }
}

#[test]
fn check_looks_at_several_files_together() {
    let env = TestEnv::new();
    let elsewhere = std::fs::read_to_string(broken("other-decks"))
        .unwrap()
        .replace("org.example.seeded", "org.example.elsewhere")
        .replace("\"id\": \"a\"", "\"id\": \"card\"")
        .replace("\"a\", \"feat\"", "\"card\"")
        .replace("\"fet\"", "\"card\"")
        .replace("grounding/no-such-card", "grounding/feet-press")
        .replace(", \"grounding/feet-pres\"", "")
        .replace(", \"org.example.elsewhere/card\"", "");
    let elsewhere = env.file("elsewhere.json", elsewhere).display().to_string();
    let alone = env.run(&["deck", "check", &elsewhere]);
    assert_eq!(alone.code, Some(0), "{}", alone.whole());
    let both = env.run(&["deck", "check", &broken("other-decks"), &elsewhere, "--json"]);
    assert_eq!(both.code, Some(1));
    let report: Value = serde_json::from_str(&both.out).unwrap();
    assert_eq!(fields(&report["files"][0]), ["advice", "errors", "file", "ok", "warnings"]);
    assert_eq!((&report["files"][0]["ok"], &report["files"][1]["ok"]), (&json!(false), &json!(true)));
    let told: Vec<String> = report["problems"].as_array().unwrap().iter().map(|p| p["message"].to_string()).collect();
    assert_eq!(
        told,
        [
            r#""the deck \"grounding\" has no card \"no-such-card\"""#,
            r#""no card of this deck has the id \"fet\"""#,
            r#""no card of this deck has the id \"feat\"""#,
            r#""the deck \"grounding\" has no card \"feet-pres\"""#,
        ],
        "what is in the other file is found there"
    );
}

#[test]
fn warnings_end_with_one_only_when_asked() {
    let env = TestEnv::new();
    assert_eq!(env.run(&["deck", "check", &broken("times")]).code, Some(0));
    let strict = env.run(&["deck", "check", &broken("times"), "--strict", "--json"]);
    assert_eq!(strict.code, Some(1));
    assert_eq!(serde_json::from_str::<Value>(&strict.out).unwrap()["ok"], false);
    let german = env.run(&["deck", "check", &broken("german"), "--strict"]);
    assert_eq!(german.code, Some(1));
}

#[test]
fn the_decks_that_ship_are_clean_in_every_way() {
    let env = TestEnv::new();
    let named = rekindle::deck::shipped::SHIPPED.iter();
    let files: Vec<String> = named.map(|(name, _)| format!("{}/decks/{name}", env!("CARGO_MANIFEST_DIR"))).collect();
    let args: Vec<&str> = ["deck", "check", "--strict"].into_iter().chain(files.iter().map(String::as_str)).collect();
    env.run(&args).says("These decks can be added: no errors, no warnings, no advice\n");
}
