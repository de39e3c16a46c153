//! What helped and what to do right now, through the program: the worked example, rests, high distress, a whole `now`.

use chrono::Duration;
use serde_json::Value;

use crate::env::{TestEnv, fields};

/// The worked example: flooded, distress, a usual level of 4 that nobody measured.
const EXAMPLE: [(&str, &[(u8, u8)]); 3] = [
    ("breathwork/long-out", &[(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)]),
    ("grounding/five-senses", &[(8, 3), (6, 4)]),
    ("somatic-awareness/okay-spot", &[(5, 6), (6, 6), (4, 5)]),
];

/// Logs a use two hours after the one before.
fn log(env: &TestEnv, card: &str, state: &str, levels: &str) {
    env.run(&["log", card, "--state", state, "--distress", levels]).text();
    env.pass(Duration::hours(2));
}

fn example() -> TestEnv {
    let env = TestEnv::new();
    for (card, uses) in EXAMPLE {
        for (before, after) in uses {
            log(&env, card, "flooded", &format!("{before}:{after}"));
        }
    }
    env
}

/// The words of a text, wherever its lines end.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn near(value: &Value, expected: f64, digits: i32) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() <= 0.5 * 10_f64.powi(-digits), "{value} is not {expected}");
}

#[test]
fn the_worked_example_comes_out_of_the_program() {
    let env = example();
    let helped = env.json(&["helped"]);
    assert_eq!(
        fields(&helped),
        ["axes", "by_state", "day", "days", "levels", "note", "rested", "techniques_in_all", "words"]
    );
    let distress = &helped["axes"]["distress"];
    near(&distress["sigma2"], 2.21090, 5);
    near(&distress["mu"], 0.80700, 5);
    near(&distress["untried"]["mean"], 0.80700, 5);
    near(&distress["untried"]["sd"], 1.16808, 5);
    let techniques = distress["techniques"].as_array().unwrap();
    assert_eq!(techniques[0]["card"], "breathwork/long-out", "the only one that may be ranked comes first");
    for (card, n, raw, mean, sd, low, high, positive, half, verdict) in [
        ("breathwork/long-out", 5, 2.0, 1.18351, 0.58383, 0.223, 2.144, 0.9787, 0.8791, "Leans helpful"),
        ("grounding/five-senses", 2, 3.5, 1.72985, 0.79089, 0.429, 3.031, 0.9856, 0.9400, "Too early to say"),
        ("somatic-awareness/okay-spot", 3, -0.67, -0.18534, 0.69992, -1.337, 0.966, 0.3956, 0.1637, "Too early to say"),
    ] {
        let told = techniques.iter().find(|told| told["card"] == card).unwrap();
        assert_eq!((&told["n"], &told["verdict"], &told["rated_share"]), (&n.into(), &verdict.into(), &1.0.into()));
        near(&told["raw_mean"], raw, 2);
        near(&told["mean"], mean, 5);
        near(&told["sd"], sd, 5);
        near(&told["low"], low, 3);
        near(&told["high"], high, 3);
        near(&told["p_positive"], positive, 4);
        near(&told["p_half"], half, 4);
    }
    assert_eq!(helped["axes"]["connection"]["techniques"], Value::Array(Vec::new()));
    let only = env.json(&["helped", "--axis", "connection", "--state", "numb"]);
    assert_eq!(fields(&only["axes"]), ["connection"]);
    assert_eq!(only["by_state"], Value::Array(Vec::new()));
}

#[test]
fn undoing_the_last_use_leaves_what_was_before_and_a_flat_one_humbles() {
    let env = example();
    let before = env.json(&["helped"])["axes"].clone();
    log(&env, "grounding/five-senses", "flooded", "7:7");
    let after = env.json(&["helped"]);
    let techniques = after["axes"]["distress"]["techniques"].as_array().unwrap();
    let mean = |card: &str| &techniques.iter().find(|told| told["card"] == card).unwrap()["mean"];
    near(mean("grounding/five-senses"), 1.14183, 5);
    near(mean("breathwork/long-out"), 1.10468, 5);
    env.run(&["undo"]).text();
    assert_eq!(env.json(&["helped"])["axes"], before);
}

#[test]
fn what_was_worse_rests_in_its_state_and_is_not_offered_there() {
    let env = TestEnv::new();
    log(&env, "grounding/feet-press", "flooded", "5:7");
    let offered = |env: &TestEnv, state: &str| -> Vec<String> {
        let now = env.json(&["now", "--state", state]);
        let cards = now["suggestions"].as_array().unwrap().iter();
        cards.map(|offer| offer["card"].as_str().unwrap().to_owned()).collect()
    };
    assert!(offered(&env, "flooded").contains(&"grounding/feet-press".to_owned()));
    log(&env, "grounding/feet-press", "flooded", "5:8");
    let rested = &env.json(&["helped"])["rested"];
    assert_eq!(rested[0]["card"], "grounding/feet-press");
    assert_eq!((rested[0]["state"].as_str(), rested[0]["until"].as_str()), (Some("flooded"), Some("2026-12-23")));
    assert!(!offered(&env, "flooded").contains(&"grounding/feet-press".to_owned()));
    env.pass_days(31);
    assert!(offered(&env, "flooded").contains(&"grounding/feet-press".to_owned()));
}

#[test]
fn high_distress_offers_only_what_is_known_and_short() {
    let env = example();
    let now = env.json(&["now", "--state", "flooded", "--distress", "9"]);
    assert_eq!(fields(&now), ["also", "careful", "person_first", "state", "suggestions"]);
    assert_eq!(now["careful"], true);
    let offers = now["suggestions"].as_array().unwrap();
    assert!(!offers.is_empty() && offers.len() <= 3);
    for offer in offers {
        assert!(offer["seconds"].as_u64().unwrap() < 120);
        assert_ne!(offer["why"], "not tried yet");
    }
    for _ in 0..2 {
        env.run(&["log", "grounding/one-colour", "--distress", "9:9"]).text();
        env.pass(Duration::minutes(40));
    }
    let now = env.json(&["now", "--distress", "5"]);
    assert_eq!(now["person_first"], true, "nine twice on a day");
    let page = on_one_line(&env.run_with(&["now", "--state", "flooded", "--plain"], "0\nq\n").text());
    assert!(page.contains("A person may help more than a card"), "{page}");
    assert!(page.contains("choose myself") && page.contains("nothing right now"));
    let today = on_one_line(&env.run_with(&["today"], "q\n").text());
    assert!(today.contains("No new cards today."), "{today}");
    assert_eq!(env.json(&["today", "--plan"])["items"], Value::Array(Vec::new()), "nothing is new and nothing due");
}

#[test]
fn a_whole_practice_for_right_now_goes_line_by_line() {
    let env = TestEnv::new();
    // The second, its steps one by one, a word, two levels, close.
    let said = on_one_line(&env.run_with(&["now"], "2\n1\n\n\n\n\n\n\n\n\n").text());
    assert!(said.contains("Which is nearest to how it is right now?"), "{said}");
    assert!(said.contains("a common first choice when flooded"), "{said}");
    assert!(said.contains("That is kept."), "{said}");
    let cards = env.json(&["helped"]);
    assert_eq!(cards["techniques_in_all"], 1);
    let card = env.card("grounding/feet-press");
    assert_eq!(card["practices"][0]["kind"], "now");
    assert_eq!(card["practices"][0]["state"], "flooded");
    assert_eq!(card["memory"]["stability"], Value::Null, "it feeds no schedule");
}

#[test]
fn what_helped_reads_from_top_to_bottom() {
    let env = example();
    env.run(&["log", "grounding/five-senses", "--helped", "helped"]).text();
    let said = env.run(&["helped"]).text();
    for part in [
        "What helped: distress",
        "Leans helpful",
        "Too early to say",
        "As it looks +2.0; beyond the usual drift +1.2, between +0.2 and +2.1",
        "This is your own record, not an experiment",
        "helped 1 of 1; too early to say",
        "Days and levels",
        "No card rests.",
    ] {
        assert!(on_one_line(&said).contains(part), "{part}: {said}");
    }
    for word in ["streak", "missed", "failed", "score"] {
        assert!(!said.contains(word), "{word}");
    }
}
