//! Text that wants to make a terminal act, or to hide: refused at the door, harmless when it got in another way.

use serde_json::{Value, json};

use crate::env::{DECK, TestEnv, acts, deck_text};

/// What a hostile author might write.
const PAYLOADS: &[&str] = &[
    "clip \u{1b}]52;c;cm0gLXJm\u{7}",
    "link \u{1b}]8;;x\u{1b}\\here",
    "clear \u{1b}[2J",
    "c1 \u{9b}2J \u{9d}0;x\u{9c}",
    "back\u{8}\r\u{0}\u{7f}",
    "bidi \u{202e}drawkcab\u{2066}\u{200f}",
    "zero\u{200b}width\u{feff}\u{2060}",
    "tag \u{e0041}\u{2028}\u{2029}",
];

/// Every field of a deck that takes text, by where it is.
const FIELDS: &[&str] = &[
    "/title",
    "/summary",
    "/language",
    "/authors/0/name",
    "/authors/0/role",
    "/license",
    "/reviewed/by",
    "/contraindications",
    "/cards/0/title",
    "/cards/0/family",
    "/cards/0/cues/0",
    "/cards/0/steps/0/do",
    "/cards/0/why",
    "/cards/0/caution",
    "/cards/0/instead",
    "/cards/0/lighter/0/do",
    "/cards/0/evidence/sources/0",
    "/cards/0/id",
    "/paths/0/title",
    "/paths/0/id",
    "/paths/0/cards/0",
    "/id",
    "/version",
];

#[test]
fn a_deck_with_such_text_in_any_field_is_refused() {
    let env = TestEnv::new();
    env.run(&["status"]).text();
    let decks = env.json(&["deck", "list"]);
    let deck: Value = serde_json::from_str(&deck_text()).unwrap();
    for (number, field) in FIELDS.iter().enumerate() {
        let mut hostile = deck.clone();
        *hostile.pointer_mut(field).unwrap() = json!(PAYLOADS[number % PAYLOADS.len()]);
        let file = env.file("hostile.json", hostile.to_string()).display().to_string();
        let run = env.run(&["deck", "add", &file, "--yes"]);
        run.assert_calm();
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{field}: {}", run.err);
        assert!(run.err.contains(":1:"), "with its position: {}", run.err);
    }
    for payload in PAYLOADS {
        let mut hostile = deck.clone();
        hostile["cards"][0]["cues"][0] = json!(payload);
        let file = env.file("hostile.json", hostile.to_string()).display().to_string();
        let run = env.run(&["deck", "check", &file, "--json"]);
        run.assert_calm();
        assert_eq!(run.code, Some(1), "{payload:?}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(report["problems"][0]["path"], "cards[0].cues[0]", "{report}");
    }
    assert_eq!(env.json(&["deck", "list"]), decks, "nothing came in");
}

#[test]
fn what_authors_keep_under_their_own_keys_is_no_way_in() {
    let env = TestEnv::new();
    for own in [json!({PAYLOADS[0]: 1}), json!([PAYLOADS[5]]), json!(PAYLOADS[3])] {
        for place in ["", "/cards/0"] {
            let mut deck: Value = serde_json::from_str(&deck_text()).unwrap();
            deck.pointer_mut(place).unwrap()["x-note"] = own.clone();
            let file = env.file("own.json", deck.to_string()).display().to_string();
            let run = env.run(&["deck", "add", &file, "--yes"]);
            run.assert_calm();
            assert_eq!(run.code, Some(1), "{}", run.err);
            assert!(run.err.contains("x-note"), "{}", run.err);
        }
    }
}

/// Puts hostile text into every text of the record that is not its structure.
fn tamper(env: &TestEnv) {
    let record = env.open_record();
    let mean = PAYLOADS.concat();
    for (table, column) in
        [("deck", "title"), ("card", "title"), ("person", "name"), ("person", "reach"), ("path", "title")]
    {
        record.execute(&format!("UPDATE {table} SET {column} = ?1"), [&mean]).unwrap();
    }
    record.execute("UPDATE setting SET value = ?1 WHERE key = 'region'", [&mean]).unwrap();
    record.execute("INSERT INTO setting VALUES (?1, ?1)", [&mean]).unwrap();
    record.execute("UPDATE family SET word = word || ?1 WHERE word IN ('upkeep', 'relating')", [&mean]).unwrap();
    let mut bodies: Vec<(Vec<u8>, Value)> = Vec::new();
    let mut statement = record.prepare("SELECT id, body FROM event").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let body: String = row.get(1).unwrap();
        bodies.push((row.get(0).unwrap(), serde_json::from_str(&body).unwrap()));
    }
    drop(rows);
    for (id, mut body) in bodies {
        foul(&mut body, &mean);
        record.execute("UPDATE event SET body = ?2 WHERE id = ?1", (id, body.to_string())).unwrap();
    }
    let mut texts: Vec<(i64, Value)> = Vec::new();
    let mut statement = record.prepare("SELECT card, text FROM card_text").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let text: String = row.get(1).unwrap();
        texts.push((row.get(0).unwrap(), serde_json::from_str(&text).unwrap()));
    }
    drop(rows);
    for (card, mut text) in texts {
        foul(&mut text, &mean);
        record.execute("UPDATE card_text SET text = ?2 WHERE card = ?1", (card, text.to_string())).unwrap();
    }
}

/// Replaces the texts of a value that a person would read.
fn foul(value: &mut Value, mean: &str) {
    const READ: &[&str] = &[
        "title",
        "summary",
        "name",
        "role",
        "license",
        "by",
        "contraindications",
        "do",
        "why",
        "caution",
        "note",
        "reach",
        "handed-out",
    ];
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if READ.contains(&name.as_str()) && field.is_string() {
                    *field = json!(mean);
                } else if ["cues", "sources"].contains(&name.as_str()) {
                    field.as_array_mut().unwrap().iter_mut().for_each(|text| *text = json!(mean));
                } else {
                    foul(field, mean);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| foul(item, mean)),
        _ => {}
    }
}

pub fn tampered() -> TestEnv {
    let env = TestEnv::with_deck();
    env.run_with(&["help-lines", "--add"], "Ana\nby message\n").text();
    env.run(&["settings", "region", "GB"]).text();
    env.run(&["log", "heels-down", "--recall", "good", "--note", "mine"]).text();
    tamper(&env);
    env.pass_days(7);
    env
}

#[test]
fn a_record_that_was_tampered_with_prints_no_raw_text_in_any_command() {
    let env = tampered();
    let mut met = 0;
    for args in [
        &["today", "--plan"][..],
        &["log", "heels-down", "--recall", "good"],
        &["card", "list"],
        &["card", "show", "heels-down"],
        &["card", "rest", "warm-cup"],
        &["card", "resume", "warm-cup"],
        &["card", "favourite", "warm-cup"],
        &["deck", "list"],
        &["deck", "show", DECK],
        &["deck", "export", DECK],
        &["status"],
        &["help-lines"],
        &["settings"],
        &["gates"],
        &["undo"],
        &["doctor"],
        &["deck", "remove", DECK, "--yes"],
        &["doctor", "--rebuild"],
    ] {
        let plain = env.run(args);
        plain.assert_calm();
        let mut with_json = args.to_vec();
        with_json.push("--json");
        let as_json = env.run(&with_json);
        as_json.assert_calm();
        met += usize::from(plain.out.contains("clip")) + usize::from(as_json.out.contains("clip"));
    }
    assert!(met >= 8, "the texts were shown in {met} of the answers, so this looked at something");
}

#[test]
fn a_session_shows_tampered_text_without_its_teeth() {
    let env = tampered();
    let keys = "\n\n.\n\n!\na\nA\u{1b}[2Jna\u{202e}\nx\u{9b}y\n\n?\n\n\n\n\n\n3\ny\n5\n5\n".repeat(2);
    let run = env.run_with(&["--plain"], &keys);
    run.assert_calm();
    assert!(run.out.contains("clip \u{fffd}"), "{}", run.out);
    assert!(!run.out.contains(acts), "{}", run.out);
}
