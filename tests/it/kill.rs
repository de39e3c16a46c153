//! The program is killed in the middle of sessions: what was acknowledged is on disk, and the next start goes on.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::chance::Chance;
use crate::env::{DECK, TestEnv};
use crate::faults::{sized, tell};
use crate::terminal::Terminal;

/// Cards that turn to no gate, so that every session is a row of answers.
const CARDS: [&str; 6] = ["heels-down", "count-the-blue", "warm-cup", "kind-tone", "far-sound", "one-notch"];

/// A record whose next session reviews the six cards, with the cues in the order in which they come.
struct Begun {
    now: DateTime<FixedOffset>,
    record: Vec<u8>,
    order: Vec<String>,
    cues: Vec<String>,
}

fn begin() -> Begun {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["settings", "minutes", "30"]).text();
    for card in CARDS {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    let plan = env.json(&["today", "--plan"]);
    let order: Vec<String> =
        plan["items"].as_array().unwrap().iter().map(|item| item["card"].as_str().unwrap().to_owned()).collect();
    assert_eq!(order.len(), CARDS.len(), "{plan:#}");
    let cues = order.iter().map(|card| env.card(card)["card"]["cues"][1].as_str().unwrap().to_owned()).collect();
    let record = fs::read(env.record()).unwrap();
    Begun { now: env.now(), record, order, cues }
}

/// The screens of a session with the key that leads on from each: today, then a cue and its card for each card.
fn on_screen(term: &Terminal, begun: &Begun, step: usize) -> bool {
    let place = format!("{} of {}", step.div_ceil(2), CARDS.len());
    match step {
        0 => term.shows("how I am"),
        _ if step > 2 * CARDS.len() => term.shows("The end for today"),
        _ if step % 2 == 1 => {
            term.shows("A moment to recall") && term.shows(&place) && term.shows(&begun.cues[step / 2])
        }
        _ => term.shows("Did it come to mind?") && term.shows(&place),
    }
}

/// The grade of each card; every one is another row on disk.
fn grade(card: usize) -> (&'static str, &'static str) {
    [("2", "hard"), ("3", "good"), ("4", "easy")][card % 3]
}

fn key(step: usize) -> &'static str {
    if step > 0 && step.is_multiple_of(2) { grade(step / 2 - 1).0 } else { "\r" }
}

/// Answers on disk, as the log itself has them.
fn on_disk(env: &TestEnv) -> Vec<(String, String)> {
    let record = env.open_record();
    let mut statement = record
        .prepare(
            "SELECT json_extract(body, '$.practised.card'), json_extract(body, '$.practised.recall') FROM event \
                  WHERE kind = 'practised' AND json_extract(body, '$.practised.session') IS NOT NULL ORDER BY clock",
        )
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Begins anew, plays up to a step, presses its key, and kills the program some moments later.
fn trial(begun: &Begun, step: usize, delay: Option<Duration>) {
    let env = TestEnv::new();
    env.pass(begun.now - env.now());
    fs::DirBuilder::new().mode(0o700).create(env.data()).unwrap();
    fs::write(env.record(), &begun.record).unwrap();

    let mut term = Terminal::start(&env, &[], 80, 24);
    for at in 0..=step {
        wait_step(&mut term, begun, at);
        term.press(key(at));
    }
    match delay {
        Some(delay) => std::thread::sleep(delay),
        None => wait_step(&mut term, begun, step + 1),
    }
    term.kill();

    // Whatever reached the screen before the end counts.
    let moved_on = on_screen(&term, begun, step + 1);
    let acknowledged = (step + usize::from(moved_on)).saturating_sub(1) / 2;
    let pressed = step / 2;
    let kept = on_disk(&env);
    let expected: Vec<(String, String)> =
        begun.order.iter().enumerate().map(|(card, id)| (id.clone(), grade(card).1.to_owned())).collect();
    assert!(
        kept.len() >= acknowledged && kept.len() <= pressed,
        "step {step} after {delay:?}: {acknowledged} acknowledged, {pressed} answered, {} kept\n{}",
        kept.len(),
        term.screen()
    );
    assert_eq!(kept, expected[..kept.len()], "in order, none twice");

    env.assert_sound();
    let in_hand = &begun.order[pressed.saturating_sub(1)];
    let practices = env.card(in_hand)["practices"].as_array().unwrap().len();
    assert_eq!(practices, 1 + usize::from(kept.iter().any(|(card, _)| card == in_hand)), "wholly there or not at all");

    // The next start goes on where the disk is.
    let mut next = Terminal::start(&env, &[], 80, 24);
    if kept.len() == CARDS.len() {
        next.wait_for("That is all for today.");
        next.press("q");
        assert_eq!(next.end(), 0);
        return;
    }
    next.wait_for("how I am");
    assert_eq!(next.shows("Here is where you were."), !kept.is_empty(), "{}", next.screen());
    next.press("\r");
    wait_step(&mut next, begun, 2 * kept.len() + 1);
    next.press("\r");
    wait_step(&mut next, begun, 2 * kept.len() + 2);
    next.press(key(2 * kept.len() + 2));
    wait_step(&mut next, begun, 2 * kept.len() + 3);
    next.kill();
    assert_eq!(on_disk(&env), expected[..=kept.len()], "and the answer after it follows");
}

#[track_caller]
fn wait_step(term: &mut Terminal, begun: &Begun, step: usize) {
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while !on_screen(term, begun, step) {
        term.bytes_within(Duration::from_millis(1));
        assert!(std::time::Instant::now() < end, "waited in vain for step {step}\n{}", term.screen());
    }
}

#[test]
fn no_acknowledged_answer_is_lost_when_a_full_screen_is_killed() {
    // `faults::kills` kills many more, of the program line by line.
    let kills = sized(60, 200, 2_000);
    let begun = begin();
    let last = 2 * CARDS.len();
    let work = |of_thread: u64| {
        let mut chance = Chance::seeded(2026 + of_thread);
        for number in (of_thread..kills).step_by(2) {
            // Every step in turn; half of the kills fall on the key that answers.
            let step = if number % 4 < 2 {
                2 * (1 + usize::try_from(chance.below(6)).unwrap())
            } else {
                usize::try_from(chance.below(13)).unwrap()
            };
            let delay = (number % 10 != 0).then(|| Duration::from_micros(chance.below(3_000)));
            trial(&begun, step.min(last), delay);
        }
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(1));
        work(0);
        other.join().unwrap();
    });
    tell(&format!("{kills} kills of the full screen, 0 answers lost, 0 files unreadable"));
}

#[test]
fn a_kill_between_learning_and_asking_loses_neither() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press_for("\r", "only read it");
    term.press_for("o", "Is that all right for you?");
    term.press_for("y", "only read it");
    term.press_for("o", "One more look");
    term.kill();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("how I am");
    term.press_for("\r", "One more look");
    term.press_for("\r", "Did it come to mind?");
    term.press("3");
    term.wait_for("Your heart races");
    term.kill();
    let reviews = |card: &str| env.card(&format!("{DECK}/{card}"))["memory"]["reviews"].clone();
    assert_eq!((reviews("heels-down"), reviews("longer-out")), (Value::from(1), Value::from(0)));
    assert_eq!(env.card("longer-out")["practices"].as_array().unwrap().len(), 1);
    env.assert_sound();
}
