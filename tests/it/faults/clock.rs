//! Clocks that jump and zones that change: no interval below nothing, no practice lost, the order stays.

use chrono::{Duration, FixedOffset};
use rekindle::clock::Chance as Source;
use rekindle::memory::days::Moment;
use rekindle::memory::recall::Recall;
use rekindle::record::event::{Body, Kind, Practised};
use rekindle::store::Store;

use super::life::{added, deck, practised};
use super::{halves, sized, tell};
use crate::chance::Chance;
use crate::env::TestEnv;
use crate::terminal::Terminal;

const LONGEST: i64 = 90;

#[test]
fn a_clock_that_went_back_is_asked_about_once_and_kindly() {
    for (days, at_all) in [(-2, true), (365, true), (-1, false), (30, false)] {
        let env = TestEnv::with_deck();
        env.run(&["settings", "new", "1"]).text();
        env.run(&["log", "heels-down", "--recall", "good"]).text();
        env.pass_days(days);
        let plain = env.run_with(&["--plain"], "\nq\n").text();
        assert_eq!(plain.starts_with("The clock\n"), at_all, "{days} days: {plain}");
        let mut term = Terminal::start(&env, &[], 80, 24);
        if at_all {
            term.wait_for("it is right");
            if days == -2 {
                insta::assert_snapshot!("clock_went_back", term.screen());
                // What comes after it is not what is looked at here.
                insta::assert_snapshot!("clock_went_back_plain", plain.split("\n> ").next().unwrap());
            }
            term.press("\r");
        }
        term.wait_for("how I am");
        term.press_for("f", "next question");
        term.press_for("1", "How much distress");
        term.press_for("\r", "how I am");
        term.press("q");
        assert_eq!(term.end(), 0);
        // Something was kept at this time, so it is taken for right from now on.
        let mut term = Terminal::start(&env, &[], 80, 24);
        term.wait_for("how I am");
        term.press("q");
        assert_eq!(term.end(), 0);
        env.assert_sound();
    }
}

#[test]
fn commands_say_that_the_clock_jumped_and_do_not_ask() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    assert_eq!(env.json(&["log", "warm-cup"])["clock_jump_hours"], serde_json::Value::Null);
    env.pass_days(-10);
    env.pass(Duration::minutes(-5));
    assert_eq!(env.json(&["today", "--plan"])["clock_jump_hours"], -240);
    let said = env.run(&["today", "--plan"]).text();
    assert!(said.contains("The clock is 10 days behind the last entry; "), "{said}");
    let said = env.run(&["log", "heels-down", "--recall", "good"]).text();
    assert!(said.contains("The clock is 10 days behind the last entry; "), "{said}");
    env.pass_days(375);
    let logged = env.json(&["log", "heels-down", "--recall", "good"]);
    assert!(logged["clock_jump_hours"].as_i64().unwrap() >= 375 * 24 - 1, "{logged:#}");
    assert!(logged["memory"]["interval_days"].as_i64().unwrap() >= 1, "{logged:#}");
    assert_eq!(env.card("heels-down")["practices"].as_array().unwrap().len(), 3);
    env.assert_sound();
}

#[test]
fn both_switch_nights_and_a_journey_lose_no_practice_and_no_day() {
    // Berlin: 2027-03-28 and 2027-10-31; then a week in Auckland and one in Los Angeles.
    for (night, before, after) in [("2027-03-27T23:30:00+01:00", 1, 2), ("2027-10-30T23:30:00+02:00", 2, 1)] {
        let env = TestEnv::with_deck();
        let start = chrono::DateTime::parse_from_rfc3339(night).unwrap();
        env.pass(start - env.now() - Duration::hours(1));
        env.run(&["log", "heels-down", "--recall", "good"]).text();
        let zone = |hours: i32| FixedOffset::east_opt(hours * 3600).unwrap();
        let mut days = Vec::new();
        for hour in 0..8 {
            let at = start + Duration::hours(hour);
            let switch = start.date_naive().succ_opt().unwrap().and_hms_opt(1, 0, 0).unwrap().and_utc();
            let local = at.with_timezone(&zone(if at < switch { before } else { after }));
            let args = ["--now", &local.to_rfc3339(), "log", "heels-down", "--recall", "good", "--json"];
            let logged = env.finish(env.command(&args), "").json();
            assert!(logged["memory"]["interval_days"].as_i64().unwrap() >= 0, "{logged:#}");
            assert_eq!(logged["clock_jump_hours"], serde_json::Value::Null);
            days.push(logged["day"].as_str().unwrap().to_owned());
        }
        // The day begins at 04:00 by the clock on the wall: once, and at no other hour.
        let turns = days.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(turns, 1, "{days:?}");
        for (day, hours) in [(2, 13), (4, 13), (5, -8), (8, after)] {
            let local = (start + Duration::days(day)).with_timezone(&zone(hours));
            let args = ["--now", &local.to_rfc3339(), "log", "heels-down", "--recall", "good", "--json"];
            let logged = env.finish(env.command(&args), "").json();
            assert!((0..=LONGEST).contains(&logged["memory"]["interval_days"].as_i64().unwrap()), "{logged:#}");
            assert_eq!(logged["clock_jump_hours"], serde_json::Value::Null, "travel is no jump");
        }
        assert_eq!(env.card("heels-down")["practices"].as_array().unwrap().len(), 13);
        env.pass_days(10);
        env.assert_sound();
    }
}

/// A moment some way from another, as a broken clock, a journey or a night has it.
fn jumped(from: Moment, chance: &mut Chance) -> Moment {
    let minute = 60_000;
    let far =
        |chance: &mut Chance, most: u64| i64::try_from(chance.below(2 * most)).unwrap() - i64::try_from(most).unwrap();
    let by = match chance.below(10) {
        0 => far(chance, 100 * 366 * 1_440),
        1 => far(chance, 400 * 1_440),
        2 => -1_440,
        3 => 365 * 1_440,
        4 => far(chance, 180),
        _ => i64::try_from(chance.below(9 * 1_440)).unwrap(),
    };
    let zones = [60, 120, -480, 780, -720, 840, 345, 0];
    let zone =
        if chance.below(4) == 0 { zones[usize::try_from(chance.below(8)).unwrap()] } else { from.offset_minutes };
    // Years that a clock can show: about 1900 to 2200.
    let utc_ms = (from.utc_ms + by * minute).clamp(-2_200_000_000_000, 7_200_000_000_000);
    Moment { utc_ms, offset_minutes: zone }
}

#[test]
fn no_history_of_a_clock_breaks_the_schedule() {
    let jumps_each = 40;
    let histories = sized(40, 2_500, 25_000);
    let cards = ["a", "b", "c"];
    halves(histories, |seed| {
        let mut chance = Chance::seeded(seed);
        let mut store = Store::in_memory(Source::seeded(seed)).unwrap();
        let mut now = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 60 };
        store.append(now, vec![added(deck("1.0.0", &cards), false)]).unwrap();
        let mut written = Vec::new();
        for _ in 0..jumps_each {
            now = jumped(now, &mut chance);
            let card = cards[usize::try_from(chance.below(3)).unwrap()];
            let recall = Recall::ALL[usize::try_from(chance.below(4)).unwrap()];
            let body = Practised { note: None, session: None, ..practised(card, Kind::Review, Some(recall), now) };
            let event = store.append(now, vec![Body::Practised(body)]).unwrap().remove(0);
            let Body::Practised(kept) = &event.body else { panic!("a practice stays one") };
            let wait = i64::from(kept.due.unwrap().0) - i64::from(kept.day.0);
            assert!((0..=LONGEST).contains(&wait), "seed {seed}: {wait} days at {now:?}");
            written.push(event.id);
            let remembered = store.card(&kept.card).unwrap().remembered;
            let memory = remembered.memory.expect("an answered card is remembered");
            assert!((0.001..=36_500.0).contains(&memory.stability()), "seed {seed}: {memory:?}");
        }
        let mut read = Vec::new();
        store.for_each_event(|event| read.push(event.id)).unwrap();
        assert_eq!(read[1..], written, "seed {seed}: the order is that of writing");
        let reviews: u32 = cards
            .iter()
            .map(|card| store.card(&format!("org.example.small/{card}").parse().unwrap()).unwrap().remembered.reviews)
            .sum();
        assert_eq!(u64::from(reviews), jumps_each, "seed {seed}: every practice counts");
        if seed % 8 == 0 {
            assert!(store.compare_with_rebuild().unwrap().iter().all(|(_, rows)| *rows == 0), "seed {seed}");
        }
    });
    tell(&format!(
        "{} jumps of a clock in {histories} histories: 0 practices lost, 0 intervals out of range",
        histories * jumps_each
    ));
}
