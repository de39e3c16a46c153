//! The weeks ahead on the command line: foreseen, told, and looked back on.

use serde_json::Value;

use crate::env::{TestEnv, fields};

fn sum(days: &Value, what: &str) -> f64 {
    days.as_array().unwrap().iter().map(|day| day[what].as_f64().unwrap()).sum()
}

#[test]
fn a_new_record_foresees_new_cards_within_the_minutes_of_a_day() {
    let env = TestEnv::new();
    let found = env.json(&["forecast", "--days", "14"]);
    assert_eq!(fields(&found), ["days", "last", "weeks", "workload"]);
    let days = found["days"].as_array().unwrap();
    assert_eq!(days.len(), 14);
    assert_eq!(fields(&days[0]), ["cards", "day", "high", "low", "seconds"]);
    assert_eq!(days[0]["day"], "2026-11-23");
    assert!(days.iter().all(|day| day["high"].as_f64().unwrap() <= 300.0));
    assert!(sum(&found["days"], "cards") > 10.0);
    assert!((sum(&found["days"], "seconds") - sum(&found["weeks"], "seconds")).abs() < 1e-6);
    assert_eq!(found["last"], Value::Null);
    assert_eq!(env.json(&["forecast", "--days", "14"]), found, "the same again");
}

#[test]
fn days_of_rest_are_foreseen_empty() {
    let env = TestEnv::new();
    env.run(&["settings", "holidays", "2026-11-25..2026-11-30"]).text();
    let found = env.json(&["forecast", "--days", "14"]);
    let busy: Vec<bool> =
        found["days"].as_array().unwrap().iter().map(|day| day["cards"].as_f64().unwrap() > 0.0).collect();
    assert_eq!(busy, [vec![true; 2], vec![false; 6], vec![true; 6]].concat());
}

#[test]
fn what_was_foreseen_stands_beside_what_came() {
    let env = TestEnv::new();
    let cards: Vec<String> = env.json(&["card", "list"])["cards"]
        .as_array()
        .unwrap()
        .iter()
        .take(6)
        .map(|card| card["id"].as_str().unwrap().to_owned())
        .collect();
    for card in &cards {
        env.run(&["log", card, "--recall", "good", "--seconds", "50"]).text();
    }
    env.pass_days(70);
    for card in &cards {
        env.run(&["log", card, "--recall", "good", "--seconds", "50"]).text();
    }
    env.pass_days(1);
    let last = &env.json(&["forecast"])["last"];
    assert_eq!(
        (last["days"].as_u64(), last["cards"].as_u64(), last["seconds"].as_u64()),
        (Some(28), Some(6), Some(300))
    );
    assert!(last["expected"]["cards"].as_f64().unwrap() > 6.0, "six that wait, and new ones");
    let said = env.run(&["forecast"]).text();
    assert!(said.contains("There were 6, and 5 minutes."), "{said}");
    assert!(said.contains("To keep each practice at a chance of 0.85 takes about "), "{said}");
}
