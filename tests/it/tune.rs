//! Parameters of one's own, from the answers on disk to what is remembered, and back.

use rekindle::clock::Chance as Source;
use rekindle::memory::days::{Day, Moment};
use rekindle::memory::model::{Memory, Model};
use rekindle::memory::recall::Recall;
use rekindle::record::event::{Body, Change, Kind, Practised};
use rekindle::store::Store;
use serde_json::Value;

use crate::chance::Chance;
use crate::env::{TestEnv, fields};

#[allow(clippy::cast_possible_truncation, reason = "some weeks of days")]
/// Answers of somebody whose memory lasts `lasting` times as long as the defaults say, as bodies for the record.
fn answers(cards: &[String], lasting: f32, most: usize, before: i64) -> Vec<Body> {
    let (model, mut chance) = (Model::default(), Chance::seeded(5));
    let mut held: Vec<(Option<Memory>, i64, i64)> = vec![(None, 0, 0); cards.len()];
    let mut given = Vec::new();
    for day in 0.. {
        for (card, (memory, last, due)) in cards.iter().zip(&mut held) {
            if *due > day || given.len() >= most {
                continue;
            }
            let gap = u32::try_from(day - *last).unwrap();
            let own = memory.and_then(|memory| Memory::new(memory.stability() * lasting, memory.difficulty()));
            let known = own.map_or(0.8, |memory| model.recall_chance(memory, gap));
            let recall = if (chance.below(10_000) as f32) < known * 1e4 { Recall::Good } else { Recall::Again };
            let after = model.after(*memory, gap, recall);
            let next = model.interval(after.stability(), rekindle::memory::retention::Retention::DEFAULT);
            (*memory, *last, *due) = (Some(after), day, day + (next.clamp(1.0, 60.0) as i64));
            let at = Moment { utc_ms: (before + day) * 86_400_000 + 36_000_000, offset_minutes: 60 };
            given.push(Body::Practised(Practised {
                card: card.parse().unwrap(),
                kind: Kind::Review,
                at,
                day: at.day(4),
                recall: Some(recall),
                due: Some(Day(i32::try_from(before + *due).unwrap())),
                state: None,
                distress: Change::default(),
                connection: Change::default(),
                helped: None,
                seconds: Some(40),
                note: None,
                session: None,
                done: true,
            }));
        }
        if given.len() >= most {
            return given;
        }
    }
    given
}

/// A record with so many answers of such a person, the last of them before the test begins.
fn lived(lasting: f32, most: usize) -> TestEnv {
    let env = TestEnv::new();
    let cards: Vec<String> = env.json(&["card", "list"])["cards"].as_array().unwrap().iter().map(id).collect();
    let mut store = Store::open(&env.data(), Source::seeded(1)).unwrap();
    let at = Moment { utc_ms: 1_763_000_000_000, offset_minutes: 60 };
    store.append(at, answers(&cards, lasting, most, 18_000)).unwrap();
    env
}

fn id(card: &Value) -> String {
    card["id"].as_str().or_else(|| card["card"].as_str()).unwrap().to_owned()
}

#[test]
fn too_little_says_so_and_changes_nothing() {
    let env = TestEnv::with_deck();
    env.run(&["log", "feet-press", "--recall", "good"]).text();
    let found = env.json(&["tune", "--check"]);
    assert_eq!(
        fields(&found),
        ["adopted", "changed", "items", "log_loss", "parameters", "rmse_bins", "sentence", "unseen", "way", "weight"]
    );
    assert_eq!((found["items"].as_u64(), found["adopted"].as_bool()), (Some(0), Some(false)));
    assert_eq!(found["parameters"].as_array().unwrap().len(), 21);
    env.run(&["tune", "--undo"]).says("There is nothing to take back: the schedule is the usual one.\n");
}

#[test]
fn what_is_adopted_changes_what_is_remembered_and_can_be_taken_back() {
    let env = lived(0.02, 1_500);
    let usual = env.json(&["doctor"])["ok"].clone();
    assert_eq!(usual, Value::Bool(true));
    let all = || env.json(&["today", "--plan"])["items"].clone();
    let before = all();
    let checked = env.json(&["tune", "--check"]);
    assert_eq!((checked["adopted"].as_bool(), checked["changed"].as_bool()), (Some(true), Some(false)));
    let loss = |of: &str| checked["log_loss"][of].as_f64().unwrap();
    assert!(loss("candidate") < loss("default"));
    assert_eq!(checked["log_loss"]["current"], checked["log_loss"]["default"]);
    let mut german = env.command(&["tune", "--check"]);
    german.env("LANG", "de_DE.UTF-8");
    let said = env.finish(german, "").text();
    let figures: Vec<&str> = said.lines().collect();
    assert!(figures[0].ends_with("die sie nicht kennt (weniger ist besser):"), "{said}");
    assert_eq!(figures[1], "                 Log-Loss   RMSE (Bins)");
    for (line, name) in figures[2..5].iter().zip(["  wie üblich     0,", "  wie jetzt      0,", "  ein Vorschlag  0,"])
    {
        assert!(line.starts_with(name) && !line.contains('.'), "{said}");
    }
    assert!(
        figures[5].starts_with("Der Vorschlag kommt zu ") && figures[5].ends_with("der Rest ist wie üblich."),
        "{said}"
    );
    assert!(said.ends_with("So wäre es; nichts hat sich geändert. `rekindle tune` macht es so.\n"), "{said}");
    assert_eq!(all(), before, "a check changes nothing");

    let tuned = env.json(&["tune"]);
    assert_eq!(tuned["changed"].as_bool(), Some(true));
    assert_eq!(tuned["parameters"], checked["parameters"], "the same again");
    assert!(
        tuned["sentence"].as_str().unwrap().starts_with("The schedule follows your own answers more closely now: ")
    );
    assert_ne!(all(), before, "the plan follows");
    assert_eq!(env.json(&["doctor"])["ok"], Value::Bool(true), "rebuilt is stored");
    let again = env.json(&["tune", "--check"]);
    assert!(again["log_loss"]["current"].as_f64().unwrap() < again["log_loss"]["default"].as_f64().unwrap());

    env.run(&["tune", "--undo"]).says("Taken back. The schedule is the usual one again.\n");
    assert_eq!(all(), before);
    assert_eq!(env.json(&["doctor"])["ok"], Value::Bool(true));
}

#[test]
fn a_session_looks_by_itself_and_says_in_a_sentence_what_changed() {
    let env = lived(0.02, 1_500);
    // Everything of the session is passed over, so that its end comes.
    let pages = "\n".to_owned() + &"n\n".repeat(20) + "\n";
    let run = env.run_with(&["--plain"], &pages);
    let said = run.text();
    let events = env.open_record();
    let looked: i64 = events
        .query_row("SELECT count(*) FROM event WHERE kind IN ('parameters_adopted', 'parameters_kept')", [], |row| {
            row.get(0)
        })
        .unwrap();
    // A machine in a hurry ends the session before the search; then the next one looks.
    assert_eq!(looked > 0, said.contains("The schedule follows your own answers more closely now"), "{said}");
    env.assert_sound();
}
