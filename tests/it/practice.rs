//! A clinician's deck over a season: what is remembered is exactly what `fsrs` says of the same histories.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use fsrs::{FSRS, FSRSItem, FSRSReview};
use serde_json::Value;

use crate::chance::Chance;
use crate::env::{DECK, TestEnv};

const DAYS: i64 = 90;

/// Everything that the simulated person remembers having done.
#[derive(Default)]
struct Diary {
    answers: BTreeMap<String, Vec<(DateTime<FixedOffset>, u32)>>,
    /// In the order in which it was told, for taking back.
    last: Vec<String>,
}

/// A practice day begins at four.
fn day(at: DateTime<FixedOffset>) -> NaiveDate {
    (at.naive_local() - Duration::hours(4)).date()
}

impl Diary {
    fn write(&mut self, card: &str, at: DateTime<FixedOffset>, rating: u32) {
        self.answers.entry(card.to_owned()).or_default().push((at, rating));
        self.last.push(card.to_owned());
    }

    /// How often a card did not come to mind.
    fn lapses(&self, card: &str) -> usize {
        self.answers.get(card).map_or(0, |answers| answers.iter().filter(|(_, rating)| *rating == 1).count())
    }

    /// What the crate says after all answers to a card, in the order of time.
    fn memory(&self, fsrs: &FSRS, card: &str) -> Option<(u32, u32)> {
        let mut answers = self.answers.get(card)?.clone();
        answers.sort_by_key(|(at, _)| *at);
        let mut before = day(answers.first()?.0);
        let mut reviews = Vec::new();
        for (at, rating) in answers {
            let delta_t = u32::try_from((day(at) - before).num_days()).unwrap();
            before = day(at);
            reviews.push(FSRSReview { rating, delta_t });
        }
        let state = fsrs.memory_state(FSRSItem { reviews }, None).unwrap();
        Some((state.stability.to_bits(), state.difficulty.to_bits()))
    }
}

/// The bits of the numbers that a command printed.
#[allow(clippy::cast_possible_truncation, reason = "an f32 was printed")]
fn bits(memory: &Value) -> Option<(u32, u32)> {
    let number = |name: &str| Some((memory[name].as_f64()? as f32).to_bits());
    Some((number("stability")?, number("difficulty")?))
}

fn grade(chance: &mut Chance) -> u32 {
    match chance.below(20) {
        0..=2 => 1,
        3..=6 => 2,
        7..=16 => 3,
        _ => 4,
    }
}

/// Plays today's session line by line, and writes down what was answered.
fn play(env: &TestEnv, plan: &Value, diary: &mut Diary, chance: &mut Chance) {
    let mut queue: VecDeque<(String, bool, bool)> = VecDeque::new();
    for item in plan["items"].as_array().unwrap() {
        queue.push_back((item["card"].as_str().unwrap().to_owned(), item["kind"] == "learn", true));
    }
    let mut lines = "\n".to_owned();
    let at = env.now();
    while let Some((card, new, returns)) = queue.pop_front() {
        if new {
            lines.push_str("o\n");
            queue.push_back((card, false, true));
            continue;
        }
        // A card that did not come five times is talked about, which is another test's affair.
        let rating = if diary.lapses(&card) < 4 { grade(chance) } else { 3 };
        lines.push_str(&format!("\n{rating}\n"));
        diary.write(&card, at, rating);
        if rating == 1 && returns {
            queue.push_back((card, false, false));
        }
    }
    lines.push('\n');
    let text = env.run_with(&["--plain"], &lines).text();
    assert!(text.ends_with("That is all for today.\n"), "{text}");
}

fn by_id(listed: &Value) -> Vec<Value> {
    let mut cards = listed["cards"].as_array().unwrap().clone();
    cards.sort_by_key(|card| card["id"].as_str().unwrap().to_owned());
    cards
}

#[test]
fn a_rebuild_leaves_the_cards_in_their_order() {
    let env = TestEnv::with_deck();
    env.run(&["log", "good-enough-day", "--recall", "good"]).text();
    let before = env.json(&["card", "list"]);
    env.run(&["doctor", "--rebuild"]).text();
    assert_eq!(env.json(&["card", "list"]), before);
}

#[test]
fn a_season_with_a_clinicians_deck_is_remembered_as_fsrs_does() {
    let env = TestEnv::with_deck();
    let shown = env.run(&["deck", "check", &crate::env::deck_file()]).text();
    assert_eq!(shown, "This deck can be added: no errors, no warnings, no advice\n");
    for gate in ["breath", "body", "touch", "imagery", "hold", "cold", "exertion", "scan"] {
        env.run(&["gates", gate, "allow"]).text();
    }
    env.run(&["settings", "new", "4"]).text();
    env.run(&["settings", "minutes", "12"]).text();
    let (fsrs, mut chance, mut diary) = (FSRS::default(), Chance::seeded(1_2026), Diary::default());
    let words = ["", "again", "hard", "good", "easy"];
    let begin = env.now();
    let (mut logged, mut played) = (0, 0);
    for number in 0..DAYS {
        // Some evenings are long: half past two at night still belongs to the day before.
        let late = if chance.below(9) == 0 { Duration::hours(8) + Duration::minutes(30) } else { Duration::zero() };
        env.pass(begin + Duration::days(number) + late - env.now());
        if chance.below(12) == 0 {
            continue;
        }
        let plan = env.json(&["today", "--plan"]);
        let items: Vec<String> =
            plan["items"].as_array().unwrap().iter().map(|item| item["card"].as_str().unwrap().to_owned()).collect();
        if number % 6 == 0 && !items.is_empty() {
            play(&env, &plan, &mut diary, &mut chance);
            played += 1;
            for card in &items {
                assert_eq!(bits(&env.card(card)["memory"]), diary.memory(&fsrs, card), "{card} on day {number}");
            }
            continue;
        }
        for card in &items {
            let rating = grade(&mut chance);
            // Now and then a practice of the day before is told only now.
            let at = if chance.below(10) == 0 { env.now() - Duration::hours(26) } else { env.now() };
            let said = env.run(&["log", card, "--recall", words[rating as usize], "--at", &at.to_rfc3339(), "--json"]);
            diary.write(card, at, rating);
            logged += 1;
            assert_eq!(bits(&said.json()["memory"]), diary.memory(&fsrs, card), "{card} on day {number}");
            match chance.below(25) {
                0 => {
                    env.run(&["undo"]).text();
                    let card = diary.last.pop().unwrap();
                    diary.answers.get_mut(&card).unwrap().pop();
                    let memory = env.card(&card)["memory"].clone();
                    assert_eq!(bits(&memory), diary.memory(&fsrs, &card), "taken back: {card} on day {number}");
                }
                1 => {
                    // Used out in life, without a test: nothing changes.
                    let said = env.json(&["log", card, "--helped", "helped", "--distress", "7:4"]);
                    assert_eq!(bits(&said["memory"]), diary.memory(&fsrs, card), "{card} on day {number}");
                }
                _ => {}
            }
        }
    }
    assert!(logged > 150 && played > 8, "{logged} logged, {played} sessions");

    let listed = env.json(&["card", "list"]);
    let cards: Vec<&Value> =
        listed["cards"].as_array().unwrap().iter().filter(|card| card["id"].to_string().contains(DECK)).collect();
    assert_eq!(cards.len(), 30);
    for card in cards {
        let id = card["id"].as_str().unwrap();
        let memory = env.card(id)["memory"].clone();
        assert_eq!(bits(&memory), diary.memory(&fsrs, id), "{id} at the end");
        assert!(memory["reviews"].as_u64() > Some(0), "{id} was never met");
        assert!((1..=90).contains(&memory["interval_days"].as_i64().unwrap()), "{id}: {memory}");
        assert_eq!(memory["due"], card["due"], "{id}");
    }
    env.assert_sound();
    env.run(&["doctor", "--rebuild"]).text();
    assert_eq!(by_id(&env.json(&["card", "list"])), by_id(&listed), "made again from the record, it is the same");
    env.assert_sound();
}
