//! Every command, said in full: what it prints, how it ends.

use serde_json::{Value, json};

use crate::env::{DECK, TestEnv, deck_file, deck_text, fields};

/// Several runs as one text.
fn all(runs: &[crate::env::Run]) -> String {
    runs.iter().map(crate::env::Run::whole).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_plan_is_printed_and_nothing_is_kept() {
    let env = TestEnv::with_deck();
    insta::assert_snapshot!(all(&[
        env.run(&["today", "--plan"]),
        env.run(&["today", "--plan", "--minutes", "1"]),
        env.run(&["today", "--plan", "--family", "therapy", "--json"]),
        env.run(&["today", "--plan", "--family", "no-such"]),
        env.run(&["today", "--plan", "--path", "no/such"]),
        env.run(&["today", "--plan", "--minutes", "0"]),
        env.run(&["today", "--json"]),
    ]));
    let plan = env.json(&["today", "--plan"]);
    assert_eq!(fields(&plan), ["budget_seconds", "clock_jump_hours", "day", "items", "later", "planned_seconds"]);
    assert_eq!(fields(&plan["items"][0]), ["card", "kind", "retrievability", "seconds"]);
    assert_eq!(plan, env.json(&["today", "--plan"]), "the same day and seed make the same plan");
    let total: u64 = plan["items"].as_array().unwrap().iter().map(|item| item["seconds"].as_u64().unwrap()).sum();
    assert_eq!(plan["planned_seconds"], total);
    let events: i64 = env
        .open_record()
        .query_row("SELECT count(*) FROM event WHERE kind IN ('practised', 'session_begun')", [], |row| row.get(0))
        .unwrap();
    assert_eq!(events, 0);
}

#[test]
fn a_practice_is_logged_with_all_that_can_be_said_of_it() {
    let env = TestEnv::with_deck();
    let options = [
        "log",
        "heels-down",
        "--recall",
        "good",
        "--state",
        "numb",
        "--distress",
        "7:4",
        "--connection",
        ":5",
        "--helped",
        "helped",
        "--seconds",
        "55",
        "--note",
        "on the bus",
        "--kind",
        "now",
        "--at",
        "2026-11-23T17:00:00+01:00",
        "--json",
    ];
    let logged = env.run(&options).json();
    assert_eq!(fields(&logged), ["card", "clock_jump_hours", "day", "memory", "practice"]);
    let memory = ["difficulty", "due", "interval_days", "lapses", "last", "reviews", "stability"];
    assert_eq!(fields(&logged["memory"]), memory);
    assert_eq!(logged["card"], format!("{DECK}/heels-down"));
    let shown = env.card("heels-down");
    assert_eq!(fields(&shown), ["card", "memory", "practices"]);
    assert_eq!(shown["memory"], logged["memory"]);
    let mut practice = shown["practices"][0].clone();
    assert_eq!(practice["practice"], logged["practice"]);
    practice.as_object_mut().unwrap().remove("practice");
    let due = logged["memory"]["due"].clone();
    assert_eq!(
        practice,
        json!({
            "card": format!("{DECK}/heels-down"), "kind": "now", "day": "2026-11-23", "recall": "good", "due": due,
            "at": {"utc_ms": 1_795_449_600_000_i64, "offset_minutes": 60},
            "state": "numb", "distress": {"before": 7, "after": 4}, "connection": {"after": 5}, "helped": "helped",
            "seconds": 55, "note": "on the bus",
        })
    );
    env.run_with(&["log", "warm-cup", "--note", "-"], "two\nlines\n").says("Kept: A warm cup in both hands.\n");
    let shown = env.card("warm-cup");
    assert_eq!(
        (&shown["practices"][0]["note"], &shown["practices"][0]["kind"]),
        (&json!("two\nlines"), &json!("life"))
    );
    assert_eq!(shown["memory"]["stability"], Value::Null, "without a recall the schedule stays as it is");
    env.run(&["log", "count-the-blue", "--recall", "again"])
        .says("Kept: Count what is blue. It comes round again tomorrow.\n");
    env.assert_sound();
}

#[test]
fn what_cannot_be_logged_is_said_and_nothing_is_kept() {
    let env = TestEnv::with_deck();
    let before = events(&env);
    let note = "x".repeat(10_001);
    insta::assert_snapshot!(all(&[
        env.run(&["log"]),
        env.run(&["log", "no-such-card"]),
        env.run(&["log", "heels-down", "--recall", "perfect"]),
        env.run(&["log", "heels-down", "--state", "sad"]),
        env.run(&["log", "heels-down", "--distress", "11:3"]),
        env.run(&["log", "heels-down", "--distress", ":"]),
        env.run(&["log", "heels-down", "--connection", "4"]),
        env.run(&["log", "heels-down", "--helped", "much"]),
        env.run(&["log", "heels-down", "--seconds=-1"]),
        env.run(&["log", "heels-down", "--kind", "dream"]),
        env.run(&["log", "heels-down", "--at", "yesterday"]),
        env.run(&["log", "heels-down", "--at", "2026-11-24T18:00:00+01:00"]),
        env.run(&["log", "heels-down", "--at", "2026-11-24T18:00:00"]),
        env.run(&["log", "heels-down", "--now", "soon"]),
        env.run(&["log", "heels-down", "--seed", "many"]),
    ]));
    env.run(&["log", "heels-down", "--note", &note]).fails_with(2, "it has more than 10000 characters");
    assert_eq!(events(&env), before);
}

fn events(env: &TestEnv) -> i64 {
    env.open_record().query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_practice_of_yesterday_is_put_in_its_place() {
    let (late, straight) = (TestEnv::with_deck(), TestEnv::with_deck());
    let log =
        |env: &TestEnv, recall: &str, at: &str| env.run(&["log", "kind-tone", "--recall", recall, "--at", at]).text();
    late.pass_days(30);
    straight.pass_days(30);
    let times = ["2026-11-24T10:00:00+01:00", "2026-11-27T10:00:00+01:00", "2026-12-05T10:00:00+01:00"];
    log(&straight, "good", times[0]);
    log(&straight, "again", times[1]);
    log(&straight, "easy", times[2]);
    log(&late, "good", times[0]);
    assert!(!log(&late, "easy", times[2]).contains("in its place"));
    let said = log(&late, "again", times[1]);
    assert!(said.ends_with(" It was put in its place among the others.\n"), "{said}");
    let (one, other) = (late.card("kind-tone"), straight.card("kind-tone"));
    for field in ["stability", "difficulty", "last", "reviews", "lapses"] {
        assert_eq!(one["memory"][field], other["memory"][field], "{field}");
    }
    let recalls = |card: &Value| {
        let practices = card["practices"].as_array().unwrap();
        practices.iter().map(|practice| practice["recall"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(recalls(&one), ["easy", "again", "good"]);
    late.assert_sound();
}

#[test]
fn a_short_name_that_two_decks_have_is_said_to_be_so() {
    let env = TestEnv::with_deck();
    let other = deck_text().replace(DECK, "org.example.other");
    let file = env.file("other.json", other).display().to_string();
    env.run(&["deck", "add", &file, "--yes"]).text();
    let said = env.run(&["log", "heels-down"]);
    assert!(said.err.contains("org.example.other/heels-down"), "{}", said.err);
    said.fails_with(1, "could not tell which card `heels-down` means");
    env.run(&["log", &format!("{DECK}/heels-down")]).text();
}

#[test]
fn taking_back_works_across_runs_and_any_number_of_steps() {
    let env = TestEnv::with_deck();
    let fresh = env.card("heels-down");
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    let once = env.card("heels-down");
    env.pass_days(4);
    env.run(&["log", "heels-down", "--recall", "hard"]).text();
    env.run(&["card", "favourite", "heels-down"]).text();
    env.run(&["gates", "breath", "allow"]).text();
    insta::assert_snapshot!(all(&[env.run(&["undo"]), env.run(&["undo", "--steps", "2"])]));
    assert_eq!(env.card("heels-down"), once);
    assert_eq!(env.json(&["gates", "breath"])["gates"]["breath"], "asks first");
    let undone = env.json(&["undo"]);
    assert_eq!(fields(&undone), ["undone"]);
    assert_eq!(fields(&undone["undone"][0]), ["at", "event", "kind", "what"]);
    assert_eq!(env.card("heels-down"), fresh);
    env.run(&["undo", "--steps", "99"]).text();
    env.run(&["undo"]).says("There is nothing to take back.\n");
    assert_eq!(env.json(&["undo"]), json!({"undone": []}));
    env.run(&["undo", "--steps", "0"]).fails_with(2, "invalid value '0'");
    assert_eq!(env.json(&["deck", "list"])["decks"].as_array().unwrap().iter().find(|deck| deck["id"] == DECK), None);
    env.assert_sound();
}

#[test]
fn cards_are_shown_rested_resumed_and_liked() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    insta::assert_snapshot!(all(&[
        env.run(&["card", "list", "--family", "self-compassion"]).only(DECK),
        env.run(&["card", "show", "heels-down"]),
        env.run(&["card", "show", &format!("{DECK}/longer-out")]),
        env.run(&["card", "rest", "heels-down"]),
        env.run(&["card", "rest", "warm-cup", "--until", "2026-12-24"]),
        env.run(&["card", "list", "--family", "grounding"]).only(DECK),
        env.run(&["card", "resume", "heels-down"]),
        env.run(&["card", "favourite", "heels-down"]),
        env.run(&["card", "favourite", "warm-cup", "--off"]),
        env.run(&["card", "show", "no-such"]),
        env.run(&["card", "rest", "heels-down", "--until", "Christmas"]),
    ]));
    let listed = env.json(&["card", "list"]);
    let item =
        ["active", "due", "family", "favourite", "gates", "id", "resting", "rests_until", "seconds", "states", "title"];
    assert_eq!(fields(&listed), ["cards"]);
    assert_eq!(fields(&listed["cards"][0]), item);
    let cup = env.card("warm-cup");
    let card = [
        "active",
        "card",
        "caution",
        "cues",
        "family",
        "favourite",
        "id",
        "lighter",
        "own_words",
        "resting",
        "rests_until",
        "states",
        "steps",
        "title",
    ];
    assert_eq!(fields(&cup["card"]), card);
    assert_eq!(cup["card"]["rests_until"], "2026-12-24");
    for listed in listed["cards"].as_array().unwrap() {
        assert_eq!(listed["resting"], listed["id"] == format!("{DECK}/warm-cup"), "{listed}");
    }
    env.assert_sound();
}

#[test]
fn a_resting_card_stays_out_of_the_plan_until_its_day() {
    let env = TestEnv::with_deck();
    let planned = |env: &TestEnv| env.json(&["today", "--plan"])["items"].to_string().contains("heels-down");
    assert!(planned(&env));
    env.run(&["card", "rest", "heels-down", "--until", "2026-11-26"]).text();
    assert!(!planned(&env));
    env.pass_days(3);
    assert!(planned(&env));
    env.run(&["card", "rest", "heels-down"]).text();
    env.pass_days(400);
    assert!(!planned(&env));
    env.run(&["card", "resume", "heels-down"]).text();
    assert!(planned(&env));
}

#[test]
fn decks_come_in_are_shown_and_go() {
    let env = TestEnv::new();
    let file = deck_file();
    let dry = env.run(&["deck", "add", &file, "--dry-run", "--json"]).json();
    let fields_of_add =
        ["added", "changed", "clashes", "conflicts", "deck", "dry_run", "from", "retired", "safety", "to"];
    assert_eq!(fields(&dry), fields_of_add);
    assert_eq!((dry["added"].as_array().unwrap().len(), &dry["from"]), (30, &Value::Null));
    let quiet = env.run(&["deck", "show", DECK]);
    quiet.fails(
        1,
        &format!("rekindle: could not find the deck: there is no `{DECK}`; `rekindle deck list` shows them all\n"),
    );
    let asked = env.run_with(&["deck", "add", &file], "no\n");
    assert_eq!((asked.code, asked.err.as_str()), (Some(1), ""));
    assert!(asked.out.ends_with("Add it? [y/N] Nothing was changed.\n"), "{}", asked.out);
    insta::assert_snapshot!("deck_add", env.run_with(&["deck", "add", &file], "y\n").whole());
    env.run(&["deck", "add", &file, "--json"]).fails(
        2,
        "rekindle: could not ask before adding: --json prints facts alone; give --yes or --dry-run with it\n",
    );
    let again = env.run(&["deck", "add", &file, "--yes"]).text();
    assert!(again.ends_with("You have this version already. Nothing was changed.\n"), "{again}");

    let decks = env.json(&["deck", "list"]);
    assert_eq!(fields(&decks["decks"][0]), ["cards", "id", "shipped", "title", "version"]);
    let listed = env.run(&["deck", "list"]).only(DECK).text();
    assert_eq!(listed, format!("{DECK} 1.2.0  Steady ground (30 cards, added by you)\n"));
    let shown = env.json(&["deck", "show", DECK]);
    assert_eq!(shown, serde_json::from_str::<Value>(&deck_text()).unwrap(), "shown as it was written");

    let exported = env.run(&["deck", "export", DECK]).text();
    assert_eq!(serde_json::from_str::<Value>(&exported).unwrap(), shown, "exported as it was written");
    let out = env.folder().join("out.json").display().to_string();
    env.run(&["deck", "export", DECK, "--out", &out]).says("Written: [FOLDER]/out.json\n");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), exported);
    env.run(&["deck", "export", DECK, "--out", &out])
        .fails(1, "rekindle: could not write [FOLDER]/out.json: it is there already; choose another name\n");
    env.run(&["deck", "check", &out]).says("This deck can be added: no errors, no warnings, no advice\n");

    let kept = env.run_with(&["deck", "remove", DECK], "");
    assert_eq!(kept.code, Some(1));
    assert_eq!(
        kept.out,
        "Remove Steady ground? What you practised from it stays in the record. [y/N] Nothing was changed.\n"
    );
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    let before = env.card("heels-down");
    env.run(&["deck", "remove", DECK, "--yes"]).says("Removed: Steady ground. `rekindle undo` brings it back.\n");
    env.run(&["deck", "show", DECK]).fails_with(1, "could not find the deck: there is no");
    env.run(&["undo"]).text();
    assert_eq!(env.card("heels-down"), before, "removed and brought back, nothing learned is lost");
    env.assert_sound();
}

#[test]
fn an_update_keeps_what_was_learned_and_says_what_changes() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.run(&["log", "good-enough-day", "--recall", "easy"]).text();
    let before = env.card("heels-down");
    let newer = deck_text()
        .replace("\"version\": \"1.2.0\"", "\"version\": \"1.3.0\"")
        .replace("Press the heels down a little, then let go.", "Press the heels down, then let them go soft.")
        .replace("\"id\": \"good-enough-day\"", "\"id\": \"enough-for-today\"")
        .replace("\"good-enough-day\"", "\"enough-for-today\"");
    let file = env.file("newer.json", &newer).display().to_string();
    let said = env.run(&["deck", "add", &file, "--yes"]).text();
    let change = said.split("From version").nth(1).unwrap();
    insta::assert_snapshot!("deck_update", format!("From version{change}"));
    let after = env.card("heels-down");
    assert_eq!(after["memory"], before["memory"]);
    assert_eq!(after["practices"], before["practices"]);
    assert_eq!(after["card"]["steps"][1]["do"], "Press the heels down, then let them go soft.");
    assert_eq!(env.card(&format!("{DECK}/good-enough-day"))["card"]["active"], false, "retired, its record kept");
    env.run(&["deck", "add", &deck_file(), "--yes"])
        .fails_with(1, "nothing was changed; --allow takes it all the same");
    let back = env.json(&["deck", "add", &deck_file(), "--yes", "--allow"]);
    assert_eq!((&back["from"], &back["to"]), (&json!("1.3.0"), &json!("1.2.0")));
    let stranger =
        newer.replace("A. Clinician", "Somebody Else").replace("B. Reader", "Another").replace("1.3.0", "1.4.0");
    let stranger = env.file("stranger.json", stranger).display().to_string();
    env.run(&["deck", "add", &stranger, "--yes"]).fails_with(1, "could not add");
    env.assert_sound();
}

#[test]
fn a_deck_with_errors_is_refused_line_by_line() {
    let env = TestEnv::new();
    let wrong = deck_text().replace("\"family\": \"movement\"", "\"famly\": \"movement\"");
    let file = env.file("wrong.json", wrong).display().to_string();
    insta::assert_snapshot!(all(&[env.run(&["deck", "check", &file]), env.run(&["deck", "add", &file, "--yes"])]));
    let check = env.run(&["deck", "check", &file, "--json"]);
    assert_eq!((check.code, check.err.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!((fields(&report), &report["ok"]), (vec!["files", "ok", "problems"], &json!(false)));
    let of_a_problem = ["column", "file", "hint", "line", "message", "path", "severity", "why"];
    assert_eq!(fields(&report["problems"][0]), of_a_problem);
    let clean = env.json(&["deck", "check", &deck_file()]);
    assert_eq!((&clean["ok"], &clean["problems"]), (&json!(true), &json!([])));
    env.run(&["deck", "check", "no-such.json"]).fails(
        1,
        "rekindle: could not read no-such.json: No such file or directory (os error 2); check the name and who may read it\n",
    );
}

#[test]
fn status_says_it_in_one_line_and_check_in_none() {
    let env = TestEnv::with_deck();
    env.run(&["status"]).says("Two practices ready, about three minutes.\n");
    env.run(&["status", "--check"]).says("");
    assert_eq!(env.json(&["status"]), json!({"ready": 2, "seconds": 156, "next_day": "2026-11-23"}));
    env.run(&["settings", "new", "0"]).text();
    env.run(&["status"]).says("Nothing is waiting today.\n");
    let check = env.run(&["status", "--check"]);
    assert_eq!((check.code, check.out.as_str(), check.err.as_str()), (Some(3), "", ""));
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.run(&["status"]).says("Nothing is waiting today. Next: on Friday.\n");
    assert_eq!(env.json(&["status"]), json!({"ready": 0, "seconds": 0, "next_day": "2026-11-27"}));
}

#[test]
fn the_plan_and_status_agree_with_a_session_that_was_left() {
    let env = TestEnv::with_deck();
    let planned = |env: &TestEnv| {
        let (plan, status) = (env.json(&["today", "--plan"]), env.json(&["status"]));
        let items = plan["items"].as_array().unwrap();
        assert_eq!(
            (items.len(), &plan["planned_seconds"]),
            (usize::try_from(status["ready"].as_u64().unwrap()).unwrap(), &status["seconds"])
        );
        let cards = items.iter().map(|item| item["card"].as_str().unwrap().rsplit('/').next().unwrap().to_owned());
        (cards.collect::<Vec<_>>(), status["next_day"].clone())
    };
    assert_eq!(planned(&env).0, ["heels-down", "longer-out"]);
    env.run_with(&["--plain"], "\no\nq\n").text();
    let mut left = planned(&env).0;
    left.sort_unstable();
    assert_eq!(left, ["heels-down", "longer-out"], "the first is asked once more, the other is new still");
    env.run_with(&["--plain"], "\nn\nq\n").text();
    assert_eq!(planned(&env).0, ["heels-down"], "what is passed over stays out for the day");
    env.run_with(&["--plain"], "\n\n3\n\n").text();
    assert_eq!(planned(&env).0, ["count-the-blue"], "a new one is left for today; what was passed over is not it");
    env.run_with(&["--plain"], "\no\n\n3\n\n").text();
    assert_eq!(planned(&env), (vec![], json!("2026-11-24")), "new cards wait for tomorrow");
    env.run(&["status"]).says("Nothing is waiting today. Next: tomorrow.\n");
    env.pass_days(1);
    assert_eq!(planned(&env).0.first().map(String::as_str), Some("longer-out"), "passed over, it comes another day");
    env.assert_sound();
}

#[test]
fn what_is_passed_over_stays_out_in_every_session_of_the_day() {
    let env = TestEnv::with_deck();
    let mut seen: Vec<String> = Vec::new();
    for number in 0..3 {
        let plan = env.json(&["today", "--plan"]);
        let items = plan["items"].as_array().unwrap().iter();
        for card in items.map(|item| item["card"].as_str().unwrap().to_owned()) {
            assert!(!seen.contains(&card), "passed over today already, in session {number}: {card}");
            seen.push(card);
        }
        env.run_with(&["--plain"], "\nn\nn\n\n").text();
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
    env.assert_sound();
}

#[test]
fn settings_are_looked_at_and_changed() {
    let env = TestEnv::new();
    insta::assert_snapshot!(all(&[
        env.run(&["settings"]),
        env.run(&["settings", "minutes"]),
        env.run(&["settings", "minutes", "10"]),
        env.run(&["settings", "minutes", "default"]),
        env.run(&["settings", "minutes", "61"]),
        env.run(&["settings", "retention", "0.99"]),
        env.run(&["settings", "rest-days", "everyday"]),
        env.run(&["settings", "streak"]),
    ]));
    env.run(&["settings", "rest-days", "sat,sun"]).text();
    let shown = env.json(&["settings", "rest-days"]);
    assert_eq!(shown, json!({"settings": {"rest-days": "sat,sun"}}));
    env.run(&["undo"]).text();
    assert_eq!(env.json(&["settings", "rest-days"])["settings"]["rest-days"], "none");
    env.assert_sound();
}

#[test]
fn gates_are_looked_at_allowed_and_withdrawn() {
    let env = TestEnv::with_deck();
    insta::assert_snapshot!(all(&[
        env.run(&["gates"]),
        env.run(&["gates", "cold", "allow"]),
        env.run(&["gates", "cold", "withdraw"]),
        env.run(&["gates", "cold", "perhaps"]),
        env.run(&["gates", "fire"]),
    ]));
    let all = env.json(&["gates"]);
    assert_eq!(all["gates"].as_object().unwrap().len(), 9);
    let only = ["today", "--plan", "--family", "breathwork", "--json"];
    assert!(env.run(&only).text().contains("longer-out"), "a mild gate asks when the card comes");
    env.run(&["gates", "breath", "withdraw"]).text();
    assert!(!env.run(&only).text().contains("longer-out"), "withdrawn, it does not come");
}

#[test]
fn people_to_reach_are_shown_and_written_down() {
    let env = TestEnv::new();
    let added = env.run_with(&["help-lines", "--add"], "Ana\nafter six, by message\n");
    added.says("A name:\nHow to reach them:\nAna is on your list now.\n");
    let none = env.run_with(&["help-lines", "--add"], "Ben\n\n");
    assert_eq!((none.code, none.err.as_str()), (Some(1), ""));
    assert_eq!(none.out, "A name:\nHow to reach them:\nNothing was written down.\n");
    let page = env.run(&["help-lines", "--region", "gb"]).text();
    let order = [
        "Emergency number, United Kingdom: 999 or 112",
        "your local emergency number",
        "Ana: after six, by message",
        "Samaritans",
        "Find A Helpline",
    ];
    let places: Vec<_> =
        order.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}\n{page}"))).collect();
    assert!(places.is_sorted(), "emergency, own people, lines, where to look: {page}");
    assert!(page.contains("Samaritans: call 116\u{a0}123; day and night, every day; free;"), "{page}");
    assert!(page.trim_end().ends_with("nobody sees what you\ntype."), "{page}");
    let report = env.json(&["help-lines", "--region", "GB"]);
    assert_eq!(fields(&report), ["directory", "emergency", "lines", "own", "region"]);
    assert_eq!(report["own"], json!([{"name": "Ana", "reach": "after six, by message"}]));
    assert_eq!(report["lines"].as_array().unwrap().len(), 1);
    env.run(&["help-lines", "--region", "XX"]).text();
}

#[test]
fn old_numbers_say_so() {
    let env = TestEnv::new();
    env.pass_days(3650);
    let page = env.run(&["help-lines", "--region", "GB"]).text();
    assert!(page.contains("Check this number first."), "{page}");
}

#[test]
fn doctor_looks_and_mends() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    for args in [&["doctor"][..], &["doctor", "--rebuild"]] {
        let said = env.run(args).text();
        assert!(said.lines().all(|line| line.starts_with("fine: ")), "{said}");
        assert!(said.contains("fine: view practice: equals a rebuild\n"), "{said}");
    }
    let report = env.json(&["doctor"]);
    assert_eq!(fields(&report), ["checks", "ok"]);
    assert_eq!(fields(&report["checks"][0]), ["detail", "name", "ok"]);
    let truth = env.card("heels-down");
    let record = env.open_record();
    record.execute("UPDATE card SET stability = 99, due = 1, reviews = 12 WHERE stability IS NOT NULL", []).unwrap();
    record.execute("DELETE FROM practice", []).unwrap();
    drop(record);
    let ill = env.run(&["doctor"]);
    assert_eq!((ill.code, ill.err.as_str()), (Some(1), ""));
    assert!(
        ill.out.contains("look here: view card: ") && ill.out.contains("look here: view practice: "),
        "{}",
        ill.out
    );
    env.run(&["doctor", "--rebuild"]).text();
    assert_eq!(env.card("heels-down"), truth);
    env.assert_sound();
}

#[test]
fn packagers_get_what_they_need() {
    let env = TestEnv::new();
    let man = env.run(&["generate", "man"]);
    assert_eq!((man.code, man.err.as_str()), (Some(0), ""));
    assert!(man.out.starts_with(".ie") && man.out.contains(".SH NAME\nrekindle"), "{}", man.out);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = env.run(&["generate", "completions", shell]).text();
        assert!(script.contains("help-lines"), "{shell}");
    }
    env.run(&["generate", "completions", "csh"]).fails_with(2, "invalid value 'csh'");
    let schema = env.run(&["generate", "schema"]).text();
    let stored = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json")).unwrap();
    assert_eq!(schema, stored);
    assert!(!env.data().exists(), "no record is made for that");
}

#[test]
fn help_is_given_and_wrong_usage_ends_with_two() {
    let env = TestEnv::new();
    let help = env.run(&["--help"]).text();
    for command in ["today", "log", "undo", "card", "deck", "status", "help-lines", "settings", "gates", "doctor"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
    }
    env.run(&["--version"]).says(concat!("rekindle ", env!("CARGO_PKG_VERSION"), "\n"));
    env.run(&["dance"]).fails_with(2, "rekindle: could not read the command: unrecognized subcommand 'dance'");
    env.run(&["status", "--loud"]).fails_with(2, "rekindle: could not read the command: unexpected argument '--loud'");
    env.run(&["--color", "red", "status"]).fails_with(2, "rekindle: could not read the command: invalid value 'red'");
    assert!(!env.data().exists(), "no record is made for that");
}
