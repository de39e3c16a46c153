//! What helped and what to do right now, through the program: the worked example, rests, high distress, a whole `now`.

use chrono::Duration;
use serde_json::Value;

use crate::env::{TestEnv, fields};
use crate::terminal::Terminal;

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
        [
            "axes",
            "by_state",
            "day",
            "days",
            "fair_test",
            "levels",
            "note",
            "rested",
            "techniques",
            "techniques_in_all",
            "weeks",
            "words"
        ]
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
    let exhale = &helped["techniques"][0];
    assert_eq!(exhale["card"], "breathwork/long-out");
    let slopes: Vec<(u64, u64)> = exhale["uses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["distress"]["before"].as_u64().unwrap(), one["distress"]["after"].as_u64().unwrap()))
        .collect();
    assert_eq!(slopes, [(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)]);
    assert_eq!(helped["weeks"].as_array().unwrap().len(), 4);
    assert_eq!(helped["fair_test"], Value::Null);
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

#[test]
fn a_practice_for_right_now_runs_after_three_keys_and_a_use_in_life_takes_two() {
    let env = TestEnv::new();
    let running = |term: &Terminal| term.shows("stop here") && term.shows("step 1 of");
    let mut term = Terminal::start(&env, &["now"], 80, 24);
    term.wait_for("Which is nearest to how it is right now?");
    term.press("2");
    term.wait_for("choose myself");
    assert!(term.shows("nothing right now") && term.shows("people to reach"), "{}", term.screen());
    term.press("1");
    term.wait("a practice that runs", |screen| screen.contents().contains("step 1 of"));
    assert!(running(&term), "two keys: {}", term.screen());
    term.press("q");
    assert_eq!(term.end(), 0);

    log(&env, "grounding/feet-press", "flooded", "7:5");
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("right now");
    term.press_for("n", "Which is nearest to how it is right now?");
    term.press_for("2", "choose myself");
    term.press("1");
    term.wait("a practice that runs", |screen| screen.contents().contains("step 1 of"));
    assert!(running(&term), "three keys from the session: {}", term.screen());
    term.press("q");
    assert_eq!(term.end(), 0);

    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("right now");
    term.press_for("l", "Which one");
    term.press_for("1", "Did it help");
    term.press("q");
    assert_eq!(term.end(), 0);
    let practices = env.card("grounding/feet-press")["practices"].as_array().unwrap().clone();
    assert!(practices.iter().any(|practice| practice["kind"] == "life"), "{practices:?}");
}

#[test]
fn heavier_days_are_said_once_in_fourteen_days_and_not_at_all_when_turned_off() {
    let env = TestEnv::new();
    let check_in = |level: &str| env.run_with(&["today"], &format!("f\n6\n{level}\n\nq\n")).text();
    // The first page of all greets; after it come check-ins.
    env.run_with(&["today"], "\no\nq\n").text();
    for day in 0..24 {
        let said = check_in(if day % 2 == 0 { "3" } else { "4" });
        assert!(!said.contains("heavier"), "day {day}: {said}");
        env.pass_days(1);
    }
    let mut told = Vec::new();
    for day in 0..34 {
        let said = check_in("9");
        if said.contains("Your check-ins have been heavier than usual") {
            told.push(day);
        }
        env.pass_days(1);
    }
    assert!(told.windows(2).all(|two| two[1] - two[0] >= 14) && !told.is_empty(), "{told:?}");
    let other = TestEnv::new();
    other.run(&["settings", "heavier-days", "off"]).text();
    let check_in = |level: &str| other.run_with(&["today"], &format!("f\n6\n{level}\n\nq\n")).text();
    other.run_with(&["today"], "\no\nq\n").text();
    for day in 0..40 {
        let said = check_in(if day < 20 { "3" } else { "9" });
        assert!(!said.contains("heavier than usual"), "day {day}");
        other.pass_days(1);
    }
}

#[test]
fn a_fair_test_offers_each_card_in_turn_and_says_what_the_pairs_show() {
    let env = TestEnv::new();
    let (feet, exhale) = ("grounding/feet-press", "grounding/texture-hold");
    env.run(&["fair-test", feet, exhale]).fails_with(1, "it was never used; try it first");
    for card in [feet, exhale] {
        log(&env, card, "flooded", "6:4");
    }
    env.run(&["fair-test", feet, feet]).fails_with(2, "two different cards");
    let begun = env.run(&["fair-test", feet, exhale]).text();
    assert!(begun.contains("0 of 6"), "{begun}");
    for n in 0..12 {
        env.pass(Duration::hours(2));
        let next = env.json(&["fair-test"])["fair_test"]["next"].as_str().unwrap().to_owned();
        let offers = env.json(&["now", "--state", "flooded", "--distress", "6"])["suggestions"].clone();
        assert_eq!((&offers[0]["card"], offers.as_array().unwrap().len()), (&next.as_str().into(), 3));
        let why = format!("its turn in your fair test, pair {} of 6", n / 2 + 1);
        assert_eq!(offers[0]["why"], why);
        let careful = env.json(&["now", "--state", "flooded", "--distress", "8"])["suggestions"].clone();
        assert!(!careful.to_string().contains("fair test"), "nothing is tried when there is so much");
        let after = if next == feet { "6:3" } else { "6:5" };
        env.run(&["log", &next, "--kind", "now", "--state", "flooded", "--distress", after]).text();
    }
    let test = env.json(&["helped"])["fair_test"].clone();
    assert_eq!((test["next"].clone(), test["pairs"].as_array().unwrap().len()), (Value::Null, 6));
    near(&test["sign_flip"], 2.0 / 64.0, 9);
    assert!(test["sentence"].as_str().unwrap().contains("looks better for you"), "{test}");
    let said = on_one_line(&env.run(&["fair-test"]).text());
    assert!(said.contains("All pairs are there.") && said.contains("times in 100"), "{said}");
    env.run(&["fair-test", "--stop"]).text();
    assert_eq!(env.json(&["fair-test"])["fair_test"], Value::Null);
    env.run(&["undo"]).text();
    assert_eq!(env.json(&["fair-test"])["fair_test"]["pairs_planned"], 6);
    env.assert_sound();
}
