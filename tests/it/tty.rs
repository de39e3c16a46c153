//! The screens in a real terminal: what stands there, what is written, how it is left.

use std::time::Duration;

use rustix::process::Signal;
use serde_json::json;

use crate::env::TestEnv;
use crate::terminal::Terminal;

/// Goes through a first session and returns every screen with its name.
fn screens(columns: u16, rows: u16) -> Vec<(&'static str, String)> {
    let env = TestEnv::with_deck();
    let mut seen = Vec::new();
    let mut term = Terminal::start(&env, &[], columns, rows);
    let mut look = |term: &mut Terminal, name, last: &str| {
        term.wait_for(last);
        term.settle();
        // How far a timer has come depends on the machine.
        seen.push((name, term.screen().replace(['━', '╸'], "─")));
    };
    look(&mut term, "welcome", "begin");
    term.wait_for("q leave");
    term.press("\r");
    // Under load, what stood there before still does for a while.
    term.wait_for("Heels into the floor");
    look(&mut term, "new card", "q leave");
    term.press("!");
    look(&mut term, "help lines", "add someone");
    term.press("\r");
    term.wait_gone("add someone");
    term.press("?");
    look(&mut term, "keys", "Keys here");
    term.press("\r");
    term.wait_gone("Keys here");
    term.press(".");
    look(&mut term, "stop signs", "When to stop");
    term.press("q");
    term.wait_gone("When to stop");
    term.press("\rp");
    look(&mut term, "guided step", "paused");
    term.press("\r\r\r");
    look(&mut term, "after", "go on");
    term.press("\t");
    look(&mut term, "level", "How much distress");
    term.press("\r");
    look(&mut term, "gate", "Is that all right for you?");
    term.press("y");
    look(&mut term, "second card", "only read it");
    term.press("o");
    look(&mut term, "cue", "One more look");
    term.press("\r");
    look(&mut term, "revealed", "1 or 3");
    term.press("\r");
    term.wait_for("s left");
    term.press("\r\r\r");
    look(&mut term, "recall", "This is about remembering only");
    term.press("3");
    look(&mut term, "after a recall", "Did it help");
    term.press("y");
    term.wait_for("How much distress");
    term.press("4");
    look(&mut term, "level marked", "4. Enter keeps it.");
    term.press_for("\r", "How much gets through");
    term.press_for("7", "7. Enter keeps it.");
    term.press_for("1", "1. Enter keeps it.");
    term.press_for("0", "10. Enter keeps it.");
    term.press("\r");
    term.wait_for("One more look");
    term.press("\r");
    term.wait_for("1 or 3");
    term.press("4");
    look(&mut term, "end", "close");
    term.press("\r");
    assert_eq!(term.end(), 0, "{}", term.screen());
    assert_eq!(term.screen(), "That is all for today.\n");
    let practice = env.card("heels-down")["practices"][1].clone();
    assert_eq!(
        (&practice["distress"], &practice["connection"]),
        (&json!(null), &json!(null)),
        "left out, they stay out"
    );
    let practice = env.card("heels-down")["practices"][0].clone();
    assert_eq!(practice["helped"], "helped");
    assert_eq!((&practice["distress"], &practice["connection"]), (&json!({"after": 4}), &json!({"after": 10})));
    env.pass_days(10);
    let mut term = Terminal::start(&env, &[], columns, rows);
    look(&mut term, "today", "q leave");
    term.press("q");
    assert_eq!(term.end(), 0);
    env.assert_sound();
    seen
}

fn listed(seen: &[(&str, String)]) -> String {
    seen.iter().map(|(name, screen)| format!("=== {name}\n{screen}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_screens_of_a_usual_terminal() {
    insta::assert_snapshot!(listed(&screens(80, 24)));
}

#[test]
fn the_screens_of_a_small_terminal() {
    insta::assert_snapshot!(listed(&screens(40, 12)));
}

#[test]
fn the_screens_of_a_wide_terminal() {
    insta::assert_snapshot!(listed(&screens(120, 40)));
}

#[test]
fn without_colour_bold_stays_and_no_colour_is_ever_set() {
    for (args, more) in [(&[][..], &[("NO_COLOR", "1")][..]), (&["--color", "never"], &[]), (&[], &[])] {
        let env = TestEnv::with_deck();
        let mut term = Terminal::start_with(&env, args, 80, 24, more);
        term.wait_for("q leave");
        term.press_for("\r", "only read it");
        term.settle();
        let screen = term.grid();
        let cells = |wanted: fn(&vt100::Cell) -> bool| {
            let every = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
            every.filter_map(|(row, column)| screen.cell(row, column)).filter(|cell| wanted(cell)).count()
        };
        assert!(cells(vt100::Cell::bold) > 10, "keys stand out\n{}", term.screen());
        let coloured =
            |cell: &vt100::Cell| cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default;
        assert_eq!(cells(coloured), 0);
        term.press_for("\r", "s left");
        term.settle();
        term.press("q");
        assert_eq!(term.end(), 0);
        assert_eq!(colours(&term.raw), Vec::<String>::new(), "{args:?} {more:?}");
    }
}

#[test]
fn colour_is_used_where_it_is_asked_for() {
    let env = TestEnv::with_deck();
    env.run(&["settings", "background", "dark"]).text();
    for args in [&[][..], &["--color", "always"]] {
        let mut term = Terminal::start(&env, args, 80, 24);
        term.wait_for("q leave");
        term.settle();
        assert!(!colours(&term.raw).is_empty(), "{args:?}");
    }
}

/// Finds every sequence that sets a colour.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found = Vec::new();
    for part in text.split("\u{1b}[").skip(1) {
        let end = part.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == ':')).unwrap_or(part.len());
        if part[end..].starts_with('m') {
            let sets = |code: &str| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
            if part[..end].split([';', ':']).any(sets) {
                found.push(part[..=end].to_owned());
            }
        }
    }
    found
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let env = TestEnv::with_deck();
        let mut term = Terminal::start(&env, &[], 80, 24);
        term.wait_for("q leave");
        assert!(term.grid().alternate_screen());
        term.press_for("\r", "only read it");
        term.press_for("\r", "s left");
        term.signal(signal);
        assert_eq!(term.end(), code, "{signal:?}");
        given_back(&term);
        env.assert_sound();
    }
}

/// The terminal is as it was before.
pub fn given_back(term: &Terminal) {
    assert!(!term.grid().alternate_screen(), "the other screen is left\n{}", term.screen());
    assert!(!term.grid().hide_cursor(), "the cursor is shown");
    assert!(!term.grid().bracketed_paste(), "pastes are plain again");
    let raw = String::from_utf8_lossy(&term.raw);
    assert!(raw.rfind("\u{1b}[?1049l") > raw.rfind("\u{1b}[?1049h"));
}

#[test]
fn every_way_out_leaves_at_once_and_keeps_what_was_said() {
    for way in ["q", "\u{1b}", "Q", "\u{3}", "\u{4}"] {
        let env = TestEnv::with_deck();
        let mut term = Terminal::start(&env, &[], 80, 24);
        term.wait_for("q leave");
        term.press_for("\r", "only read it");
        term.press_for("o", "Is that all right for you?");
        term.press_for("y", "only read it");
        term.press_for("\r", "Rest your eyes");
        term.press(way);
        assert_eq!(term.end(), 0, "{way:?}");
        given_back(&term);
        assert_eq!(term.screen(), "That's fine. Nothing is lost.\n", "{way:?}");
        assert_eq!(env.card("heels-down")["practices"].as_array().unwrap().len(), 1);
        assert_eq!(env.card("longer-out")["practices"].as_array().unwrap().len(), 0, "stopping keeps nothing");
    }
}

#[test]
fn a_storm_of_sizes_breaks_nothing() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    for (number, keys) in (0_u16..)
        .zip(["\r", "!", "q", "?", "q", ".", "q", "\r", "\r", "\r", "\r", "y", "5", "\r", "5", "\r", "y", "o", "\r"])
    {
        for step in 0..12_u16 {
            let (columns, rows) = (1 + (number * 37 + step * 53) % 150, 1 + (number * 11 + step * 7) % 50);
            term.resize(columns, rows);
        }
        term.press(keys);
        term.bytes_within(Duration::from_millis(2));
    }
    term.resize(80, 24);
    term.press("\u{c}");
    term.wait("a whole screen again", |screen| screen.contents().contains("people to reach"));
    term.press("q");
    assert_eq!(term.end(), 0, "{}", term.screen());
    given_back(&term);
    env.assert_sound();
}

#[test]
fn the_smallest_windows_are_borne() {
    let env = TestEnv::with_deck();
    for (columns, rows) in [(1, 1), (2, 40), (150, 1), (9, 3), (20, 5)] {
        let mut term = Terminal::start(&env, &[], columns, rows);
        term.wait("anything at all", |screen| !screen.contents().trim().is_empty());
        term.press("\r!q?q\r");
        term.settle();
        term.press("qqq");
        assert_eq!(term.end(), 0, "{columns}x{rows}");
        given_back(&term);
    }
}

#[test]
fn a_screen_that_rests_writes_nothing() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.settle();
    assert_eq!(term.bytes_within(Duration::from_millis(400)), 0);
    term.press_for("\r", "only read it");
    term.press_for("\r", "s left");
    term.press_for("p", "paused");
    term.settle();
    assert_eq!(term.bytes_within(Duration::from_millis(400)), 0, "a timer that stands still is at rest too");
    term.press("#");
    assert_eq!(term.bytes_within(Duration::from_millis(100)), 0, "a key that means nothing draws nothing");
}

#[test]
fn a_pasted_text_is_typed_and_is_never_a_row_of_keys() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press("\u{1b}[200~qqq\u{1b}[201~");
    term.press_for("!", "add someone");
    term.press_for("a", "A name");
    term.press_for("\u{1b}[200~Ana\u{202e}\u{9b}2J\nq\u{1b}[201~", "Ana");
    term.press_for("\r", "How to reach Ana");
    term.press_for("by post", "by post");
    term.press("\r");
    term.wait_for("add someone");
    term.press("\rq");
    assert_eq!(term.end(), 0);
    assert_calm(&term);
    let own = env.json(&["help-lines"])["own"].clone();
    assert_eq!(own, serde_json::json!([{"name": "Ana\u{fffd}\u{fffd}2J q", "reach": "by post"}]));
}

/// Nothing was written but text and the sequences of drawing.
pub fn assert_calm(term: &Terminal) {
    let text = std::str::from_utf8(&term.raw).expect("only UTF-8 is written");
    // What is typed after the program has left is echoed by the terminal itself.
    let text = text.find("\u{1b}[?1049l").map_or(text, |left| &text[..left]);
    for part in text.split('\u{1b}').skip(1) {
        let kind = part.chars().next();
        assert!(
            matches!(kind, Some('[')),
            "an escape that is no drawing: {:?}",
            part.chars().take(20).collect::<String>()
        );
        let body: String = part[1..].chars().take_while(|c| !c.is_ascii_alphabetic()).collect();
        let last = part[1 + body.len()..].chars().next();
        assert!(matches!(last, Some('m' | 'H' | 'J' | 'K' | 'h' | 'l' | 'q' | 'A' | 'B' | 'C' | 'D')), "{part:?}");
    }
    let wrong = text.find(|c| crate::env::acts(c) && !matches!(c, '\u{1b}' | '\r'));
    let near = wrong.map(|at| text[at..].chars().take(20).collect::<String>());
    assert_eq!(near, None);
}

#[test]
fn hostile_words_of_a_card_never_reach_the_terminal() {
    let env = crate::hostile::tampered();
    env.run(&["settings", "path", "default"]).text();
    let mut term = Terminal::start(&env, &[], 80, 24);
    for keys in [
        "",
        "\r",
        "\r",
        "!",
        "\u{1b}[6~",
        "q",
        ".",
        "q",
        "\r",
        "x",
        "\r\r\r\r",
        "3",
        "y",
        "5\r",
        "5\r",
        "a",
        "q",
        "y",
        "\r",
        "l",
        "\r",
        "\r",
        "\r",
        "3",
    ] {
        term.press(keys);
        term.settle();
    }
    assert!(term.raw.windows(4).any(|four| four == b"clip"), "the words were shown\n{}", term.screen());
    assert_calm(&term);
}

#[test]
fn steps_go_on_by_themselves_until_they_are_held() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press_for("\r", "only read it");
    term.press_for("\r", "5 s left");
    term.wait_for("4 s left");
    term.press_for("s", "s left");
    term.press_for("t", "p pause");
    term.wait_gone("s left");
    term.press_for("t", "s left");
    term.press_for("!", "add someone");
    term.settle();
    assert_eq!(term.bytes_within(Duration::from_millis(300)), 0, "time stands still under another page");
    term.press("q");
    term.wait_gone("add someone");
    term.press_for("x", "only read it");
    term.press("q");
    assert_eq!(term.end(), 0);
    assert_eq!(env.card("heels-down")["practices"], serde_json::json!([]), "stopping keeps nothing");
}

#[test]
fn an_answer_that_cannot_be_saved_is_kept_in_hand() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    env.pass_days(5);
    let other = env.open_record();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("how I am");
    term.press_for("\r", "A moment to recall");
    term.press_for("\r", "Did it come to mind?");
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    term.press_for("3", "try again");
    insta::assert_snapshot!("not_saved_yet", term.screen());
    term.press_for("!", "Your answer is not saved yet");
    term.wait_for("add someone");
    term.press_for("q", "try again");
    other.execute_batch("ROLLBACK").unwrap();
    term.press_for("\r", "Is that all right for you?");
    let kept = env.card("heels-down");
    assert_eq!((kept["practices"].as_array().unwrap().len(), &kept["practices"][0]["recall"]), (2, &"good".into()));

    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    term.press_for("y", "try again");
    term.press("q");
    assert_eq!(term.end(), 1, "{}", term.screen());
    assert!(term.screen().contains("rekindle: could not save the last answer"), "{}", term.screen());
    other.execute_batch("ROLLBACK").unwrap();
    env.assert_sound();
}

#[test]
fn a_second_window_says_that_one_is_open_and_loses_nothing() {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    let mut one = Terminal::start(&env, &[], 80, 24);
    one.wait_for("how I am");
    env.pass(chrono::Duration::minutes(1));
    let mut other = Terminal::start(&env, &[], 80, 24);
    assert_eq!(other.end(), 1);
    insta::assert_snapshot!("one_is_open", other.screen());
    assert!(!other.raw.starts_with(b"\x1b[?1049h"), "the screen stays as it is");
    // Everything else goes on meanwhile, and so does a session line by line.
    env.run(&["status"]).says("Three practices ready, about three minutes.\n");
    let said = env.run_with(&["--plain"], &["", "", "3", "", "2", "", "4", "", ""].join("\n")).text();
    assert!(said.ends_with("That is all for today.\n"), "{said}");
    one.press_for("\r", "1 of 3");
    for (card, keys) in [("2 of 3", "3"), ("3 of 3", "2"), ("The end for today", "4")] {
        one.press_for("\r", "Did it come to mind?");
        one.press_for(keys, card);
    }
    one.press("\r");
    assert_eq!(one.end(), 0);
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        assert_eq!(env.card(card)["practices"].as_array().unwrap().len(), 3, "{card}");
    }
    env.assert_sound();
    // A window that is gone, however it went, is open no more.
    let mut one = Terminal::start(&env, &[], 80, 24);
    one.wait_for("q leave");
    one.kill();
    let mut other = Terminal::start(&env, &[], 80, 24);
    other.wait_for("q leave");
}

#[test]
fn no_row_of_keys_breaks_it() {
    let keys = [
        "\r",
        "\r",
        "\r",
        " ",
        "q",
        "\u{1b}",
        "!",
        "?",
        ".",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "0",
        "t",
        "u",
        "n",
        "l",
        "o",
        "y",
        "f",
        "c",
        "w",
        "d",
        "g",
        "a",
        "r",
        "x",
        "p",
        "s",
        "\t",
        "\u{7f}",
        "\u{1b}[A",
        "\u{1b}[B",
        "\u{1b}[5~",
        "\u{1b}[6~",
        "\u{1b}[H",
        "\u{1b}[F",
        "\u{1b}OP",
        "é",
        "\u{1b}[200~two\nlines\u{1b}[201~",
        "\u{c}",
        "\u{0}",
    ];
    for seed in 0..6 {
        let mut chance = crate::chance::Chance::seeded(seed);
        let env = TestEnv::with_deck();
        for _ in 0..4 {
            let mut term = Terminal::start(&env, &[], 80, 24);
            term.wait_for("q leave");
            for _ in 0..60 {
                let key = keys[usize::try_from(chance.below(keys.len() as u64)).unwrap()];
                // Leaving is tested elsewhere; here the session should go on for a while.
                if key != "q" || chance.below(8) == 0 {
                    term.press(key);
                }
                term.bytes_within(Duration::from_millis(1));
            }
            term.press("\u{1b}[201~\u{3}");
            assert_eq!(term.end(), 0, "seed {seed}\n{}", term.screen());
            given_back(&term);
            assert_calm(&term);
        }
        env.assert_sound();
    }
}

#[test]
fn the_screen_is_hidden_at_once_and_shown_again_by_any_key() {
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press_for("\r", "only read it");
    let before = term.screen();
    term.press("h");
    term.wait("an empty screen", |screen| screen.contents().trim().is_empty());
    term.press("x");
    term.wait_for("only read it");
    assert_eq!(term.screen(), before);
    term.press("h");
    term.wait("an empty screen", |screen| screen.contents().trim().is_empty());
    term.press("!");
    term.wait_for("People to reach");
    term.press("\u{3}");
    assert_eq!(term.end(), 0);
    given_back(&term);
}
