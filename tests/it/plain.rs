//! Whole sessions line by line: what a screen reader hears and a script can drive.

use crate::env::{DECK, TestEnv};

/// Runs a session on these lines, and marks each line in what it printed.
fn session(env: &TestEnv, lines: &[&str]) -> String {
    session_with(env, &["--plain"], lines)
}

fn session_with(env: &TestEnv, args: &[&str], lines: &[&str]) -> String {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let text = env.run_with(args, &input).text();
    // The program does not echo what is typed; a transcript reads better with it.
    let mut parts = text.split("\n> ");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    let mut typed = lines.iter();
    for part in parts {
        let line = typed.next().map_or("[the end of the input]", |line| if line.is_empty() { "[Enter]" } else { line });
        marked.push_str(&format!("\n> {line}\n{}", part.strip_prefix('\n').unwrap_or(part)));
    }
    marked
}

fn practices(env: &TestEnv, card: &str) -> usize {
    env.card(card)["practices"].as_array().unwrap().len()
}

#[test]
fn a_first_session_from_welcome_to_the_end() {
    let env = TestEnv::with_deck();
    // The first card is done and helps; the second is read after consent; both are asked once more.
    let lines = ["", "", "", "", "", "y", "4", "6", "y", "o", "", "3", "", "l", "", "4", "", ""];
    insta::assert_snapshot!(session(&env, &lines));
    let card = env.card("heels-down");
    let kept: Vec<_> = card["practices"].as_array().unwrap().iter().map(|p| (&p["kind"], &p["recall"])).collect();
    assert_eq!(format!("{kept:?}"), r#"[(String("review"), String("good")), (String("learn"), Null)]"#);
    assert_eq!(card["practices"][1]["helped"], "helped");
    assert_eq!(card["practices"][1]["distress"]["after"], 4);
    assert_eq!(card["practices"][1]["connection"]["after"], 6);
    assert_eq!(env.card("longer-out")["practices"][0]["recall"], "easy");
    assert_eq!(session(&env, &[""]).lines().nth(2), Some("That is all for today."));
    env.assert_sound();
}

#[test]
fn what_ships_reaches_a_first_practice_and_an_end() {
    let env = TestEnv::new();
    let text = env.run_with(&["--plain"], &"o\ny\n\n3\nd\n".repeat(30)).text();
    assert!(text.starts_with("Welcome\n"), "{text}");
    assert!(text.ends_with("That is all for today.\n"), "{text}");
    env.assert_sound();
}

#[test]
fn worse_is_met_with_kindness_and_kept() {
    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "", "", "", "", "w", "!", "", "g", "q"]);
    let after = &heard[heard.find("Did it help").unwrap()..];
    let shown = after.split("People to reach\n").next().unwrap();
    insta::assert_snapshot!(shown);
    assert_eq!(env.card("heels-down")["practices"][0]["helped"], "worse");
    assert!(
        heard.contains("> g\nA slower breath out (2 of 2)"),
        "the session goes on where that is asked for: {heard}"
    );
    assert!(heard.ends_with("That's fine. Nothing is lost.\n"), "{heard}");
    assert_eq!(passed_over(&env), ["heels-down"], "it does not come again today");
    let heard = session(&env, &["", "w", "", "3", "3"]);
    assert!(!heard.contains("Heels into the floor ("), "{heard}");
    env.assert_sound();
}

#[test]
fn worse_closes_with_enter_and_can_be_taken_back() {
    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "", "", "", "", "w", ""]);
    assert!(heard.ends_with("That's fine. Nothing is lost.\n"), "{heard}");
    assert_eq!(env.card("heels-down")["practices"][0]["helped"], "worse");
    assert_eq!(passed_over(&env), ["heels-down"]);

    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "", "", "", "", "w", "u", "c", "", "y", "o", "", "3", "q"]);
    assert!(heard.contains("> u\nHeels into the floor\n\nDid it help"), "{heard}");
    assert_eq!(passed_over(&env), [""; 0]);
    let practices = env.card("heels-down")["practices"].clone();
    assert_eq!((&practices[1]["helped"], &practices[0]["recall"]), (&"same".into(), &"good".into()), "{practices:#}");
    env.assert_sound();
}

/// The cards that were passed over and not taken back, without their deck.
fn passed_over(env: &TestEnv) -> Vec<String> {
    let record = env.open_record();
    let mut statement = record
        .prepare(
            "SELECT json_extract(body, '$.skipped.card') FROM event WHERE kind = 'skipped' AND lower(hex(id)) NOT IN \
             (SELECT replace(json_extract(body, '$.undone.event'), '-', '') FROM event WHERE kind = 'undone') \
             ORDER BY clock",
        )
        .unwrap();
    let cards = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    cards.map(|card| card.unwrap().rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn passing_over_changes_nothing_and_can_be_taken_back() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    let before = env.card("heels-down");
    let heard = session(&env, &["", "n", "q"]);
    assert!(heard.contains("A moment to recall (1 of 3)"), "{heard}");
    assert_eq!(env.card("heels-down"), before, "the schedule and the practices are as they were");
    let heard = session(&env, &["", "u", "q"]);
    assert!(heard.contains("Here is where you were.") && heard.contains("Two practices ahead."), "{heard}");
    assert!(heard.contains("A moment to recall (1 of 3)"), "taken back, it comes again: {heard}");
    assert_eq!(env.card("heels-down"), before);
    env.assert_sound();
}

#[test]
fn an_answer_is_taken_back_in_the_session_and_given_anew() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    let before = env.card("heels-down");
    session(&env, &["", "", "1", "u", "q"]);
    assert_eq!(env.card("heels-down"), before);
    session(&env, &["", "", "4", "q"]);
    let after = env.card("heels-down");
    assert_eq!(after["practices"][0]["recall"], "easy");
    assert_eq!(after["memory"]["reviews"], 2);
    env.run(&["undo"]).text();
    assert_eq!(env.card("heels-down"), before, "and from outside too");
    env.assert_sound();
}

#[test]
fn not_this_time_comes_once_more_and_only_once() {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    let heard = session(&env, &["", "", "1", "", "1", "", ""]);
    assert_eq!(heard.matches("Here it is once more.").count(), 1, "{heard}");
    assert!(heard.contains("The end for today"), "{heard}");
    assert_eq!(practices(&env, "heels-down"), 3);
    env.assert_sound();
}

#[test]
fn leaving_and_coming_back_goes_on_where_it_was() {
    let env = TestEnv::with_deck();
    session(&env, &["", "o", "q"]);
    assert_eq!(practices(&env, "heels-down"), 1);
    env.run(&["status"]).says("Two practices ready, about three minutes.\n");
    let heard = session(&env, &["", "y", "o"]);
    assert!(heard.starts_with("Today\n\nHere is where you were.\n"), "{heard}");
    assert!(heard.contains("A slower breath out (2 of 2)"), "{heard}");
    assert!(!heard.contains("Welcome"), "{heard}");
    let heard = session(&env, &["", "", "3", "", "3", ""]);
    assert!(heard.ends_with("That is all for today.\n"), "{heard}");
    assert_eq!((practices(&env, "heels-down"), practices(&env, "longer-out")), (2, 2));
    env.assert_sound();
}

#[test]
fn declining_a_gate_shows_another_way_and_is_remembered() {
    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "o", "a", "", "w", "", "3", ""]);
    assert!(heard.contains("> a\nCount what is blue\n"), "{heard}");
    assert!(heard.ends_with("That is all for today.\n"), "{heard}");
    let gate = &heard[heard.find("Is that all right").unwrap()..];
    insta::assert_snapshot!(gate.split("\n> ").next().unwrap());
    assert_eq!(env.json(&["gates", "breath"])["gates"]["breath"], "withdrawn");
    assert_eq!(practices(&env, "longer-out"), 0);
    assert_eq!(passed_over(&env), ["longer-out"]);
    env.pass_days(30);
    let plan = env.run(&["today", "--plan", "--family", "breathwork"]).text();
    assert!(!plan.contains(DECK), "{plan}");
    env.assert_sound();
}

#[test]
fn without_these_passes_over_every_card_of_its_kind_and_not_today_only_one() {
    for (key, gate, over) in [("w", "withdrawn", 2), ("n", "asks first", 1)] {
        let env = TestEnv::with_deck();
        env.run(&["settings", "new", "0"]).text();
        env.run(&["log", "longer-out", "--recall", "good"]).text();
        env.run(&["log", "long-hum", "--recall", "good"]).text();
        env.pass_days(9);
        let heard = session(&env, &["", key, "q"]);
        assert_eq!(env.json(&["gates", "breath"])["gates"]["breath"], gate);
        assert_eq!(passed_over(&env).len(), over, "{heard}");
        assert_eq!(heard.contains("The end for today"), key == "w", "{heard}");
        assert_eq!((practices(&env, "longer-out"), practices(&env, "long-hum")), (1, 1));
        env.assert_sound();
    }
}

#[test]
fn a_level_is_a_number_on_its_line_and_the_rest_may_be_left_out() {
    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "", "", "", "", "y", "7", "10", "q"]);
    assert!(
        heard.contains("> 7\nHeels into the floor\n\nHow much gets") && heard.contains("> 10\nA slower breath out"),
        "{heard}"
    );
    let practice = env.card("heels-down")["practices"][0].clone();
    assert_eq!((&practice["distress"]["after"], &practice["connection"]["after"]), (&7.into(), &10.into()));

    let env = TestEnv::with_deck();
    let heard = session(&env, &["", "", "", "", "", "y", "11", "", "q"]);
    assert!(heard.contains("> [Enter]\nA slower breath out"), "{heard}");
    let practice = env.card("heels-down")["practices"][0].clone();
    assert_eq!(practice["helped"], "helped");
    assert_eq!(
        (&practice["distress"], &practice["connection"]),
        (&serde_json::Value::Null, &serde_json::Value::Null),
        "left out, they stay out"
    );
}

#[test]
fn keys_are_named_as_they_are_read_aloud_and_so_understood() {
    let env = TestEnv::with_deck();
    let heard = session(
        &env,
        &["begin", "lighter", "stop here", "full stop", "back", "exclamation mark", "q", "question mark", "q", "leave"],
    );
    for words in [
        "Keys: Enter: do it now; l: lighter; o: only read it; n: not today; full\nstop: when to stop; exclamation mark: \
         people to reach; question mark:\nkeys; h: hide; q: leave.",
        "> full stop\nWhen to stop",
        "> back\nHeels into the floor",
        "> exclamation mark\nPeople to reach",
        "> question mark\nKeys here",
        "(3 times 8 s)",
    ] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert!(!heard.contains('*'), "{heard}");
    assert!(!heard.contains("not one of the keys") && heard.ends_with("That's fine. Nothing is lost.\n"), "{heard}");
}

#[test]
fn allowing_a_gate_is_asked_only_once() {
    let env = TestEnv::with_deck();
    session(&env, &["", "o", "y", "q"]);
    assert_eq!(env.json(&["gates", "breath"])["gates"]["breath"], "allowed");
    let heard = session(&env, &["", "o", "q"]);
    assert!(!heard.contains("Is that all right"), "{heard}");
    assert_eq!(practices(&env, "longer-out"), 1);
}

#[test]
fn saying_how_one_is_goes_into_the_practice() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    let heard = session(&env, &["f", "2", "7", "2", "", "", "", "", "", "", "3", "y", "4", "", "q"]);
    insta::assert_snapshot!(&heard[heard.find("> f").unwrap()..heard.find("A moment to recall").unwrap()]);
    let practice = env.card("heels-down")["practices"][0].clone();
    assert_eq!(practice["state"], "flooded");
    assert_eq!(practice["distress"], serde_json::json!({"before": 7, "after": 4}));
    assert_eq!(practice["connection"], serde_json::json!({"before": 2}), "left out, it stays out");
    env.assert_sound();
}

#[test]
fn people_are_added_and_taken_off() {
    let env = TestEnv::with_deck();
    let heard =
        session(&env, &["!", "a", "Ana", "after six: by message", "a", "/esc", "a", "//odd", "x", "r", "", "q"]);
    assert!(heard.contains("Ana: after six: by message"), "{heard}");
    assert!(heard.contains("/odd: x"), "{heard}");
    let own = env.json(&["help-lines"])["own"].clone();
    assert_eq!(own, serde_json::json!([{"name": "Ana", "reach": "after six: by message"}]));
    env.run(&["undo", "--steps", "3"]).text();
    assert_eq!(env.json(&["help-lines"])["own"], serde_json::json!([]));
    env.assert_sound();
}

#[test]
fn help_is_one_key_away_on_every_page() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    for way in [&["f"][..], &["f", "1"], &["", "", ""], &["", "", "", "", "", ""], &["", ""], &[""], &[]] {
        for key in ["!", "f1", "people to reach"] {
            let mut lines = way.to_vec();
            lines.extend([key, "", "?", "", "q"]);
            let heard = session(&env, &lines);
            let words = heard.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("call your local emergency number"), "{lines:?}: {heard}");
            assert!(heard.contains("Keys here"), "{lines:?}: {heard}");
        }
    }
    let heard = session(&env, &["", ".", "", "?", "", "q"]);
    let stop = &heard[heard.find("When to stop").unwrap()..];
    insta::assert_snapshot!(stop);
}

#[test]
fn what_means_nothing_is_said_to_mean_nothing() {
    let env = TestEnv::with_deck();
    let heard = session(&env, &["banana", "7", "\u{1b}[A", "q"]);
    assert!(heard.contains("> banana\nThat is not one of the keys here."), "{heard}");
    assert!(heard.contains("> 7\nNothing changed."), "{heard}");
    let mut command = env.command(&["--plain"]);
    let text = env
        .finish(
            {
                command.env("TERM", "dumb");
                command
            },
            "",
        )
        .text();
    assert!(text.starts_with("Welcome"), "the end of the input is a way to leave: {text}");
}

#[test]
fn a_quarter_of_a_year_away_is_met_with_a_usual_session() {
    let env = TestEnv::with_deck();
    for card in [
        "heels-down",
        "warm-cup",
        "count-the-blue",
        "name-the-day",
        "one-notch",
        "kind-tone",
        "far-sound",
        "numbness-served",
        "text-one-person",
        "eat-something",
        "feeling-or-not",
        "window-look",
    ] {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(90);
    let heard = session(&env, &["q"]);
    assert!(heard.contains("Good to see you."), "{heard}");
    for word in ["overdue", "missed", "streak", "late", "behind"] {
        assert!(!heard.contains(word), "{word}: {heard}");
    }
    let plan = env.json(&["today", "--plan"]);
    assert!(plan["items"].as_array().unwrap().len() <= 8);
    assert!(plan["planned_seconds"].as_u64().unwrap() <= 300);
}

#[test]
fn no_row_of_lines_breaks_it() {
    let words = [
        "",
        "",
        "",
        "",
        "!",
        "?",
        ".",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "0",
        "10",
        "t",
        "u",
        "n",
        "l",
        "o",
        "y",
        "f",
        "a",
        "r",
        "x",
        "p",
        "s",
        "c",
        "w",
        "d",
        "g",
        "tab",
        "esc",
        "/esc",
        "it helped",
        "yes",
        "Ana",
        "\u{1b}[2J",
        "\u{202e}",
        "pgdn",
        "é",
        "//",
        "/",
    ];
    for seed in 0..12 {
        let mut chance = crate::chance::Chance::seeded(seed);
        let env = TestEnv::with_deck();
        for _ in 0..5 {
            let lines: Vec<&str> =
                (0..120).map(|_| words[usize::try_from(chance.below(words.len() as u64)).unwrap()]).collect();
            env.run_with(&["--plain"], &format!("{}\n", lines.join("\n"))).text();
            env.pass_days(i64::try_from(chance.below(9)).unwrap());
        }
        env.run(&["undo", "--steps", "5"]).text();
        env.assert_sound();
    }
}
