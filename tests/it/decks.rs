//! Decks on the way in: checked, looked at, added, compared, changed.

use serde_json::{Value, json};

use crate::env::{DECK, TestEnv, deck_file, deck_text, fields};
use crate::terminal::Terminal;

fn broken(name: &str) -> String {
    format!("{}/tests/data/decks/broken/{name}.json", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn check_says_of_every_fault_where_why_and_how() {
    let env = TestEnv::new();
    for name in ["gated-words", "times", "tone", "german", "other-decks", "hidden-name", "references"] {
        let run = env.run(&["deck", "check", &broken(name)]);
        run.assert_calm();
        insta::assert_snapshot!(format!("check_{name}"), run.whole());
    }
}

#[test]
fn check_looks_at_several_files_together() {
    let env = TestEnv::new();
    let elsewhere = std::fs::read_to_string(broken("other-decks"))
        .unwrap()
        .replace("org.example.seeded", "org.example.elsewhere")
        .replace("\"id\": \"a\"", "\"id\": \"card\"")
        .replace("\"a\", \"feat\"", "\"card\"")
        .replace("\"fet\"", "\"card\"")
        .replace("grounding/no-such-card", "grounding/feet-press")
        .replace(", \"grounding/feet-pres\"", "")
        .replace(", \"org.example.elsewhere/card\"", "");
    let elsewhere = env.file("elsewhere.json", elsewhere).display().to_string();
    let alone = env.run(&["deck", "check", &elsewhere]);
    assert_eq!(alone.code, Some(0), "{}", alone.whole());
    let both = env.run(&["deck", "check", &broken("other-decks"), &elsewhere, "--json"]);
    assert_eq!(both.code, Some(1));
    let report: Value = serde_json::from_str(&both.out).unwrap();
    assert_eq!(fields(&report["files"][0]), ["advice", "errors", "file", "ok", "warnings"]);
    assert_eq!((&report["files"][0]["ok"], &report["files"][1]["ok"]), (&json!(false), &json!(true)));
    let told: Vec<String> = report["problems"].as_array().unwrap().iter().map(|p| p["message"].to_string()).collect();
    assert_eq!(
        told,
        [
            r#""the deck \"grounding\" has no card \"no-such-card\"""#,
            r#""no card of this deck has the id \"fet\"""#,
            r#""no card of this deck has the id \"feat\"""#,
            r#""the deck \"grounding\" has no card \"feet-pres\"""#,
        ],
        "what is in the other file is found there"
    );
}

#[test]
fn warnings_end_with_one_only_when_asked() {
    let env = TestEnv::new();
    assert_eq!(env.run(&["deck", "check", &broken("times")]).code, Some(0));
    let strict = env.run(&["deck", "check", &broken("times"), "--strict", "--json"]);
    assert_eq!(strict.code, Some(1));
    assert_eq!(serde_json::from_str::<Value>(&strict.out).unwrap()["ok"], false);
    let german = env.run(&["deck", "check", &broken("german"), "--strict"]);
    assert_eq!(german.code, Some(1));
}

#[test]
fn the_decks_that_ship_are_clean_in_every_way() {
    let env = TestEnv::new();
    let named = rekindle::deck::shipped::SHIPPED.iter();
    let files: Vec<String> = named.map(|(name, _)| format!("{}/decks/{name}", env!("CARGO_MANIFEST_DIR"))).collect();
    let args: Vec<&str> = ["deck", "check", "--strict"].into_iter().chain(files.iter().map(String::as_str)).collect();
    env.run(&args).says("These decks can be added: no errors, no warnings, no advice\n");
}

/// A newer version of the clinician's deck, with changes.
fn newer(env: &TestEnv, version: &str, changes: &[(&str, &str)]) -> String {
    let mut text = deck_text().replace("\"version\": \"1.2.0\"", &format!("\"version\": \"{version}\""));
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    env.file(&format!("deck-{version}.json"), text).display().to_string()
}

const FIRST_STEP: &str = "Press the heels down a little, then let go.";

#[test]
fn a_card_in_ones_own_words_survives_updates_and_can_be_taken_back() {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    let plain = env.card("heels-down");
    let steps = plain["card"]["steps"].clone();
    env.run(&["card", "edit", "heels-down", "--title", "Heels, as I say it", "--step", "2=Press. Let go."])
        .says("Heels, as I say it is in your words: title, step 2.\n");
    let mine = env.card("heels-down");
    assert_eq!(mine["card"]["title"], "Heels, as I say it");
    assert_eq!(mine["card"]["steps"][1]["do"], "Press. Let go.");
    assert_eq!(mine["card"]["steps"][1]["seconds"], steps[1]["seconds"], "times stay");
    assert_eq!((&mine["memory"], &mine["practices"]), (&plain["memory"], &plain["practices"]));
    assert_eq!(
        mine["card"]["own_words"],
        json!([
            {"place": "title", "author": "Heels into the floor", "yours": "Heels, as I say it"},
            {"place": "step 2", "author": FIRST_STEP, "yours": "Press. Let go."},
        ])
    );
    insta::assert_snapshot!("card_in_own_words", env.run(&["card", "show", "heels-down"]).whole());
    env.run(&["card", "list"])
        .only("heels-down")
        .says("org.example.steady-ground/heels-down  Heels, as I say it (39 s, comes round on Friday)\n");
    env.assert_sound();

    let file = newer(&env, "1.3.0", &[("Heels into the floor", "Heels on the ground")]);
    let said = env.run(&["deck", "add", &file, "--yes"]).text();
    let change = said.split("From version").nth(1).unwrap();
    insta::assert_snapshot!("deck_update_against_own_words", format!("From version{change}"));
    assert_eq!(env.card("heels-down")["card"]["title"], "Heels, as I say it", "mine stay");
    assert_eq!(env.card("heels-down")["memory"], plain["memory"]);
    let again =
        env.json(&["deck", "add", &newer(&env, "1.4.0", &[("Heels into the floor", "Heels on the ground")]), "--yes"]);
    assert_eq!(again["conflicts"], json!([]), "it was settled once");

    env.run(&["card", "edit", "heels-down", "--title", ""]).says("Heels on the ground is in your words: step 2.\n");
    env.run(&["undo"]).text();
    assert_eq!(env.card("heels-down")["card"]["title"], "Heels, as I say it");
    env.run(&["card", "edit", "heels-down", "--reset"]).says("Heels on the ground is in the author's words again.\n");
    assert_eq!(env.card("heels-down")["card"]["own_words"], json!([]));
    env.run(&["card", "edit", "heels-down", "--reset"]).says("That is how it stands already. Nothing was changed.\n");
    env.assert_sound();
}

#[test]
fn whose_words_stay_is_the_persons_choice() {
    let changes: &[(&str, &str)] = &[("Heels into the floor", "Heels on the ground")];
    for (choice, input, title) in [
        (&["--conflicts", "theirs"][..], "y\n", "Heels on the ground"),
        (&["--conflicts", "mine"], "y\n", "Mine"),
        (&[], "y\ny\n", "Heels on the ground"),
        (&[], "y\n\n", "Mine"),
    ] {
        let env = TestEnv::with_deck();
        env.run(&["card", "edit", "heels-down", "--title", "Mine"]).text();
        let file = newer(&env, "1.3.0", changes);
        let args: Vec<&str> = ["deck", "add", &file].into_iter().chain(choice.iter().copied()).collect();
        let run = env.run_with(&args, input);
        assert_eq!(run.code, Some(0), "{}", run.whole());
        assert_eq!(env.card("heels-down")["card"]["title"], title, "{choice:?} {input:?}");
        env.assert_sound();
    }
}

#[test]
fn words_alone_take_no_gate_away() {
    let env = TestEnv::with_deck();
    let gates = |card: &str| env.card(card)["card"]["gates"].clone();
    env.run(&["card", "edit", "long-hum", "--caution", "Mine.", "--step", "1=Mine."]).text();
    assert_eq!(gates("long-hum"), json!(["breath"]));
    env.run(&["card", "edit", "long-hum", "--no-gate", "breath", "--gate", "body"]).text();
    assert_eq!(gates("long-hum"), json!(["body"]));
    let told = env.run(&["card", "edit", "heels-down", "--step", "1=Hold your breath."]).text();
    assert!(told.contains("With `--gate hold` it asks before it comes up."), "{told}");
    env.assert_sound();
}

#[test]
fn words_go_out_and_come_back_by_file() {
    let env = TestEnv::with_deck();
    let plain = env.run(&["card", "export", "heels-down"]).text();
    insta::assert_snapshot!("card_export", plain);
    let back = env.run_with(&["card", "edit", "heels-down", "--from", "-"], &plain);
    assert_eq!(back.out, "That is how it stands already. Nothing was changed.\n");
    let changed = plain.replace("title: Heels into the floor", "title: Mine").replace("gates: none", "gates: body");
    env.run_with(&["card", "edit", "heels-down", "--from", "-"], &changed)
        .says("Mine is in your words: title, gates.\n");
    let json = env.run(&["card", "export", "heels-down", "--json"]).text();
    let file = env.file("card.json", json.replace("Mine", "Mine again")).display().to_string();
    env.run(&["card", "edit", "heels-down", "--from", &file]).says("Mine again is in your words: title, gates.\n");
    let file = env.file("card.json", json.replace("\"grounding\"", "\"movement\"")).display().to_string();
    env.run(&["card", "edit", "heels-down", "--from", &file]).fails_with(1, "only its words and gates can be yours");
    env.run(&["card", "edit", "heels-down"]).fails_with(2, "nothing was given");
    env.run(&["card", "edit", "heels-down", "--cue", "9=x"]).fails_with(1, "the card has no cue 9");
    env.assert_sound();
}

#[test]
fn what_keeps_a_person_safe_is_never_changed_unasked() {
    let env = TestEnv::with_deck();
    let file = newer(&env, "1.3.0", &[(FIRST_STEP, "Press the heels down and hold your breath.")]);
    let refused = env.run(&["deck", "add", &file, "--yes"]);
    assert_eq!(refused.code, Some(1));
    insta::assert_snapshot!("deck_update_of_safety", format!("{}{}", refused.named_out(), refused.named_err()));
    assert_eq!(env.card("heels-down")["card"]["steps"][1]["do"], FIRST_STEP);
    assert_eq!(env.run_with(&["deck", "add", &file], "\n").code, Some(1), "asked, and not taken");
    env.run(&["deck", "add", &file, "--yes", "--json"]).fails_with(1, "give --safety too");
    let taken = env.json(&["deck", "add", &file, "--yes", "--safety"]);
    assert_eq!(taken["safety"][0]["card"], "heels-down");
}

#[test]
fn a_deck_that_is_not_the_next_one_is_refused() {
    let env = TestEnv::with_deck();
    let newer_file = newer(&env, "2.0.0", &[]);
    env.run(&["deck", "add", &newer_file, "--yes"]).text();
    let refused = |file: &str, part: &str| env.run(&["deck", "add", file, "--yes"]).fails_with(1, part);
    refused(&deck_file(), "version 1.2.0 is older than 2.0.0, which you have had");
    env.run(&["deck", "remove", DECK, "--yes"]).text();
    refused(&deck_file(), "version 1.2.0 is older than 2.0.0, which you have had");
    env.run(&["deck", "add", &newer_file, "--yes"]).text();
    let other = newer(&env, "2.0.0", &[("Heels into the floor", "Another title")]);
    let run = env.run(&["deck", "add", &other, "--yes"]);
    assert!(run.err.starts_with("~ card heels-down: Another title\n  title:\n    - Heels into"), "{}", run.err);
    assert!(run.err.contains("both call themselves version 2.0.0"), "{}", run.err);
    let shipped = std::fs::read_to_string(format!("{}/decks/grounding.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let shipped = env.file("mine.json", shipped.replace("\"version\": \"", "\"version\": \"9"));
    refused(&shipped.display().to_string(), "grounding ships with rekindle");
    let safety = std::fs::read_to_string(format!("{}/decks/safety.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let safety = env.file("safety.json", safety).display().to_string();
    env.run(&["deck", "add", &safety, "--yes", "--allow"]).fails_with(1, "stays as it is");
}

#[test]
fn two_decks_are_compared() {
    let env = TestEnv::with_deck();
    env.run(&["deck", "diff", DECK, &deck_file()]).says("There is no difference.\n");
    let file = newer(
        &env,
        "1.3.0",
        &[
            (FIRST_STEP, "Press the heels down."),
            ("\"id\": \"good-enough-day\"", "\"id\": \"enough-for-today\""),
            ("\"good-enough-day\"", "\"enough-for-today\""),
        ],
    );
    insta::assert_snapshot!("deck_diff", env.run(&["deck", "diff", DECK, &file]).whole());
    let report = env.json(&["deck", "diff", &deck_file(), &file]);
    assert_eq!(fields(&report), ["added", "after", "before", "changed", "deck", "removed", "reordered", "same"]);
    assert_eq!((&report["added"], &report["removed"]), (&json!(["enough-for-today"]), &json!(["good-enough-day"])));
    env.run(&["deck", "diff", "no-such", &file]).fails_with(1, "there is no `no-such`");
}

#[test]
fn a_deck_is_looked_at_as_a_page_of_html() {
    use std::os::unix::fs::MetadataExt;
    let env = TestEnv::new();
    let out = env.folder().join("deck.html");
    let name = out.display().to_string();
    let preview = ["deck", "preview", &deck_file(), "--html", &name];
    env.run(&preview).says("Written: [FOLDER]/deck.html\n");
    assert_eq!(std::fs::metadata(&out).unwrap().mode() & 0o777, 0o600);
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"), "{page}");
    for foreign in ["<script", "http://", "https://", "src=", "url(", "@import", "<link", "<img", "<iframe", " on"] {
        let found =
            page.match_indices(foreign).filter(|(at, _)| foreign != " on" || page[at + 3..].contains("=\"alert"));
        assert_eq!(found.count(), 0, "{foreign}");
    }
    assert_eq!(page.matches("<article").count(), 30);
    assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme:dark"));
    env.run(&preview)
        .fails(1, "rekindle: could not write [FOLDER]/deck.html: it is there already; choose another name\n");
    std::fs::write(&out, "old").unwrap();
    let forced: Vec<&str> = preview.iter().copied().chain(["--force"]).collect();
    env.run(&forced).text();
    assert_eq!(std::fs::read_to_string(&out).unwrap(), page);
    assert_eq!(std::fs::metadata(&out).unwrap().mode() & 0o777, 0o600);
    env.run(&["deck", "preview", &deck_file(), "--html", &name, "--force", "--card", "long-hum"]).text();
    insta::assert_snapshot!("deck_preview_html", std::fs::read_to_string(&out).unwrap());
    assert!(!env.record().exists(), "looking at a deck keeps nothing");
}

#[test]
fn a_deck_is_printed_card_by_card_with_what_is_asked_first() {
    let env = TestEnv::new();
    insta::assert_snapshot!(
        "deck_preview_plain",
        env.run(&["deck", "preview", &deck_file(), "--card", "long-hum"]).whole()
    );
    env.run(&["deck", "preview", &deck_file(), "--card", "nobody"]).fails_with(2, "it has no card `nobody`");
}

#[test]
fn a_deck_is_walked_through_as_a_learner_meets_it_and_nothing_is_kept() {
    let env = TestEnv::new();
    let mut term = Terminal::start(&env, &["deck", "preview", &deck_file(), "--card", "long-hum"], 80, 24);
    term.wait_for("Hum one note");
    term.press_for("\r", "Is that all right for you?");
    term.press_for("y", "Here is a new one.");
    term.press_for("o", "One more look");
    term.press_for("\r", "Did it come to mind?");
    term.press("q");
    term.end();
    assert!(!env.record().exists(), "nothing is kept");
}

#[test]
fn a_card_is_put_into_own_words_from_its_page() {
    let env = TestEnv::with_deck();
    // After the first card there is no welcome any more, and the list of cards is a key away.
    env.run_with(&["today", "--plain"], "\no\nq\n").text();
    let lines =
        ["c", "heels into", "", "e", "Heels, mine", "", "Where are they?", "", "Mine to mind.", "q", "/esc", "q"];
    let run = env.run_with(&["today", "--plain"], &(lines.join("\n") + "\n"));
    assert_eq!(run.code, Some(0), "{}", run.whole());
    let card = env.card("heels-down")["card"].clone();
    assert_eq!(card["title"], "Heels, mine", "{}", run.whole());
    assert_eq!(card["cues"][1], "Where are they?");
    assert_eq!(card["cues"][0], "You sit at a table and the voices go far away. What could your heels do?");
    assert_eq!(card["caution"], "Mine to mind.");
    assert!(run.out.contains("Your words: title, cue 2, caution"), "{}", run.out);
    let run = env.run_with(&["today", "--plain"], "c\nheels\n\ne\nOther\n/esc\nq\n/esc\nq\n");
    assert_eq!(env.card("heels-down")["card"]["title"], "Heels, mine", "left as it was: {}", run.whole());
    env.assert_sound();
}

#[test]
fn a_file_that_came_in_before_is_known_by_its_bytes() {
    let env = TestEnv::with_deck();
    let unchanged = format!("Steady ground 1.2.0 ({DECK})\nYou have this version already. Nothing was changed.\n");
    env.run(&["deck", "add", &deck_file(), "--yes"]).says(&unchanged);
    let report = env.json(&["deck", "add", &deck_file(), "--yes"]);
    assert_eq!((&report["from"], &report["to"], &report["added"]), (&json!("1.2.0"), &json!("1.2.0"), &json!([])));
    // Taken back, removed, or replaced by another version: then it is read.
    env.run(&["deck", "remove", DECK, "--yes"]).text();
    let again = env.run(&["deck", "add", &deck_file(), "--yes"]).text();
    assert!(again.contains("Added: Steady ground 1.2.0."), "{again}");
    env.run(&["deck", "add", &newer(&env, "1.3.0", &[]), "--yes"]).text();
    env.run(&["deck", "add", &deck_file(), "--yes"]).fails_with(1, "version 1.2.0 is older than 1.3.0");
    env.run(&["undo"]).text();
    env.run(&["deck", "add", &deck_file(), "--yes"]).says(&unchanged);
    env.run(&["doctor", "--rebuild"]).text();
    env.run(&["deck", "add", &deck_file(), "--yes"]).says(&unchanged);
    env.assert_sound();
}

#[test]
fn ids_that_can_be_taken_for_another_decks_are_named() {
    let env = TestEnv::with_deck();
    let named = |id: &str| {
        let text = deck_text().replace(&format!("\"{DECK}\""), &format!("\"{id}\""));
        env.file("other.json", text).display().to_string()
    };
    for id in ["org.example.steadyground", "org.exarnple.steady-ground", "org.example.steady.ground"] {
        let file = named(id);
        env.run(&["deck", "add", &file, "--dry-run"])
            .fails_with(1, &format!("its id {id} can be taken for {DECK} (Steady ground), which you have"));
        let run = env.run(&["deck", "check", &deck_file(), &file]);
        assert!(run.out.contains(&format!("the id \"{id}\" can be taken for \"{DECK}\"")), "{}", run.out);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    }
    for (id, mended) in [
        ("org.example.steady_ground", "write \\\"org.example.steady-ground\\\""),
        ("Org.Example.Steady-Ground", "write \\\"org.example.steady-ground\\\""),
        (
            "org.example.st\u{435}ady-ground",
            "the character U+0435 in it only looks plain; write \\\"org.example.steady-ground\\\"",
        ),
    ] {
        let report = env.run(&["deck", "check", &named(id), "--json"]);
        assert_eq!((report.code, report.err.as_str()), (Some(1), ""));
        assert!(report.out.contains(mended), "{}", report.out);
    }
    // A deck by somebody else under the very same id.
    let text = deck_text().replace("A. Clinician", "Somebody Else").replace("B. Reader", "Another One");
    assert_ne!(text, deck_text());
    let file = env.file("theirs.json", text).display().to_string();
    let run = env.run(&["deck", "check", &deck_file(), &file]);
    assert!(run.out.contains(&format!("error: id: another deck has the id \"{DECK}\"")), "{}", run.out);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
}
