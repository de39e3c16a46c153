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
    assert!(said.contains("To keep each practice at a chance of 0.85 takes less than 0.1 minutes a day."), "{said}");
}

/// Cards that are learned on one day, with every mild gate allowed.
fn several(env: &TestEnv, count: usize) -> Vec<String> {
    let cards: Vec<String> = env.json(&["card", "list"])["cards"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|card| !card["id"].as_str().unwrap().starts_with("safety"))
        .take(count)
        .map(|card| card["id"].as_str().unwrap().to_owned())
        .collect();
    for card in &cards {
        env.run(&["log", card, "--recall", "good", "--seconds", "50"]).text();
    }
    for gate in ["breath", "body", "touch", "imagery"] {
        env.run(&["gates", gate, "allow"]).text();
    }
    cards
}

#[test]
fn a_day_that_became_a_day_of_rest_is_met_on_the_next_open_one_everywhere() {
    let env = TestEnv::new();
    env.run(&["settings", "new", "0"]).text();
    let card = &several(&env, 1)[0];
    let due = env.card(card)["memory"]["due"].as_str().unwrap().to_owned();
    let away = i64::from(u8::try_from((date(&due) - date("2026-11-23")).num_days()).unwrap());
    env.run(&["settings", "holidays", "2026-11-24..2026-12-06"]).text();
    assert!((1..=13).contains(&away), "{due}");
    assert_eq!(env.card(card)["memory"]["due"], due.as_str(), "what was decided stays in the record");
    let status = env.json(&["status"]);
    assert_eq!((status["ready"].as_u64(), status["next_day"].as_str()), (Some(0), Some("2026-12-07")));
    let days = env.json(&["forecast", "--days", "20"])["days"].clone();
    let first = days.as_array().unwrap().iter().find(|day| day["cards"].as_f64().unwrap() > 0.0).unwrap();
    assert_eq!((first["day"].as_str(), first["cards"].as_f64()), (Some("2026-12-07"), Some(1.0)));
    env.pass_days(away);
    assert_eq!(env.json(&["today", "--plan"])["items"].as_array().unwrap().len(), 0, "a day of rest");
    let asked = env.json(&["today", "--plan", "--minutes", "5"]);
    assert_eq!(asked["items"].as_array().unwrap().len(), 1, "and there all the same for whoever asks");
    assert_eq!(env.json(&["status"])["next_day"], "2026-12-07");
    env.pass_days(14 - away);
    assert_eq!(env.json(&["today", "--plan"])["items"][0]["card"], card.as_str());
}

fn date(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn after_a_gap_plan_status_and_forecast_say_the_same() {
    let env = TestEnv::new();
    env.run(&["settings", "new", "0"]).text();
    several(&env, 30);
    env.pass_days(90);
    let plan = env.json(&["today", "--plan"]);
    let (cards, seconds) = (plan["items"].as_array().unwrap().len(), plan["planned_seconds"].as_f64().unwrap());
    assert!(seconds <= 300.0 && plan["later"].as_u64().unwrap() > 15, "{plan}");
    let status = env.json(&["status"]);
    assert_eq!((status["ready"].as_u64(), status["seconds"].as_f64()), (Some(cards as u64), Some(seconds)));
    let days = env.json(&["forecast", "--days", "14"])["days"].clone();
    assert_eq!((days[0]["cards"].as_f64(), days[0]["seconds"].as_f64()), (Some(cards as f64), Some(seconds)));
    assert!(days.as_array().unwrap().iter().all(|day| day["high"].as_f64().unwrap() <= 300.0));
    assert!(days[1]["cards"].as_f64().unwrap() >= 3.0, "what waits is met over the coming days");
    let said = env.run_with(&["today"], "q\n").text();
    assert!(said.contains("Good to see you."), "{said}");
    env.run_with(&["today"], &format!("\n{}", "\n3\n".repeat(12))).text();
    let status = env.json(&["status"]);
    assert_eq!(status["ready"], 0, "what is left waits for the days to come");
    assert_eq!(status["next_day"], "2027-02-22");
    assert_eq!(env.run(&["status", "--check"]).code, Some(3));
    let days = env.json(&["forecast", "--days", "14"])["days"].clone();
    assert_eq!(days[0]["cards"].as_f64(), Some(0.0));
    assert!(days[1]["cards"].as_f64().unwrap() >= 3.0);
}

#[test]
fn once_a_month_the_end_of_a_session_looks_back() {
    let env = TestEnv::new();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["settings", "longest", "14"]).text();
    several(&env, 6);
    for (days, looks) in [(40, false), (30, true), (20, false), (20, true)] {
        env.pass_days(days);
        let said = env.run_with(&["today"], &format!("\n{}", "\n3\n".repeat(12))).text();
        assert!(said.contains("You practised"), "{said}");
        assert_eq!(said.contains("Once a month, a look back."), looks, "{days}: {said}");
        assert_eq!(said.contains("practices and"), looks, "{said}");
    }
}

#[test]
fn the_look_back_of_a_month_is_said_in_german_too() {
    let env = TestEnv::new();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["settings", "longest", "14"]).text();
    several(&env, 6);
    let played = || {
        let mut command = env.command(&["today"]);
        command.env("LANG", "de_DE.UTF-8");
        env.finish(command, &format!("\n{}", "\n3\n".repeat(12))).text()
    };
    env.pass_days(40);
    assert!(!played().contains("Blick zurück"), "there are too few weeks yet");
    for (days, came) in [(30, "Es war eine ruhige Zeit."), (20, ""), (20, "Es wurden ")] {
        env.pass_days(days);
        let said = played();
        let back = said.split("Einmal im Monat ein Blick zurück. Nichts muss passen.\n").nth(1);
        let Some(back) = back else {
            assert_eq!(came, "", "{said}");
            continue;
        };
        let back = back.trim_start().lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(back.starts_with("Für die letzten 28 Tage waren etwa "), "{back}");
        assert!(back.contains(&format!(" erwartet. {came}")), "{back}");
        for english in [" the ", " days", " and ", "practices", "minutes"] {
            assert!(!back.contains(english), "{back}");
        }
    }
}
