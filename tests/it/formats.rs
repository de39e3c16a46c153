//! Decks as real programs write them, and what becomes of them. `tests/data/decks/make/make.py` made the files.

use std::path::{Path, PathBuf};

use crate::env::TestEnv;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decks/formats")
}

#[test]
fn decks_of_every_program_become_documents() {
    let mut names: Vec<String> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 14, "{names:?}");
    for name in names {
        let env = TestEnv::new();
        let from = folder().join(&name).display().to_string();
        let run = env.run(&["deck", "convert", &from, "deck.md"]);
        let document = std::fs::read_to_string(env.folder().join("deck.md")).unwrap_or_default();
        insta::assert_snapshot!(format!("convert_{}", name.replace('.', "_")), format!("{}\n{document}", run.whole()));
    }
}

#[test]
fn a_deck_goes_through_every_format_and_comes_back_the_same() {
    let env = TestEnv::new();
    let first = env.file("deck.json", crate::env::deck_text()).display().to_string();
    env.run(&["deck", "convert", &first, "0.json"]).text();
    let mut last = "0.json".to_owned();
    for next in ["1.md", "2.csv", "3.tsv", "4.xlsx", "5.json"] {
        env.run(&["deck", "convert", &last, next]).text();
        last = next.to_owned();
    }
    let read = |name: &str| std::fs::read_to_string(env.folder().join(name)).unwrap();
    assert_eq!(read("0.json"), read("5.json"));
}

#[test]
fn converting_again_keeps_ids_and_what_was_filled_in() {
    let env = TestEnv::new();
    env.file("skills.csv", "title,cue,steps\nFeet,Where?,Press.\nHands,Cold?,Rub.\n");
    env.run(&["deck", "convert", "skills.csv", "deck.md"]).text();
    let document = env.folder().join("deck.md");
    let text = std::fs::read_to_string(&document).unwrap().replace("- license: not stated", "- license: CC0-1.0");
    std::fs::write(&document, text).unwrap();
    env.run(&["deck", "convert", "skills.csv", "deck.md"]).fails(
        1,
        "rekindle: could not write deck.md: it is there already; --replace writes it anew and keeps the ids in it\n",
    );
    env.file("skills.csv", "title,cue,steps\nNew,Now?,Look.\nWarm hands,Cold?,Rub.\nFeet,Where?,Press.\n");
    env.run(&["deck", "convert", "skills.csv", "deck.md", "--replace"]).text();
    let text = std::fs::read_to_string(&document).unwrap();
    for part in ["## New {#new}", "## Warm hands {#hands}", "## Feet {#feet}", "- license: CC0-1.0"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn what_one_starts_from_can_be_checked_and_added() {
    let env = TestEnv::new();
    for (args, name) in [
        (&["deck", "new", "deck.md"][..], "deck.md"),
        (&["deck", "new", "deck.json"], "deck.json"),
        (&["deck", "new", "--sheet", "deck.xlsx"], "deck.xlsx"),
    ] {
        env.run(args).text();
        let run = env.run(&["deck", "check", name]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
        let run = env.run(&["deck", "add", name, "--yes", "--allow"]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}: {}", run.out);
    }
    env.run(&["deck", "new", "deck.doc"])
        .fails(2, "rekindle: could not make deck.doc: end it in .md, .json or .xlsx\n");
}

#[test]
fn answers_that_were_given_in_anki_come_into_the_record() {
    let env = TestEnv::new();
    let package = folder().join("anki-new.apkg").display().to_string();
    env.run(&["deck", "convert", &package, "deck.json", "--history", "answers.csv"]).text();
    env.run(&["deck", "add", "deck.json", "--yes"]).text();
    // The package was made later than the tests begin.
    env.pass_days(30);
    let report = env.json(&["record", "import", "answers.csv"]);
    assert_eq!(report["new"], 3, "{report:#}");
    assert_eq!(env.card("steady-skills/the-breath-is-fast")["practices"].as_array().map(Vec::len), Some(1));
    env.assert_sound();
}

#[test]
fn adding_a_package_of_anki_offers_the_answers_that_were_given_there() {
    let package = folder().join("anki-new.apkg").display().to_string();
    let practices = |env: &TestEnv| {
        let card = env.card("steady-skills/the-breath-is-fast");
        card["practices"].as_array().map(Vec::len)
    };
    for (args, input, taken) in [
        (&["--history", "--yes"][..], "", 1),
        (&["--no-history", "--yes"], "", 0),
        (&["--yes"], "", 0),
        (&[], "y\ny\n", 1),
        (&[], "y\nn\n", 0),
    ] {
        let env = TestEnv::new();
        // The package was made later than the tests begin.
        env.pass_days(30);
        let mut all = vec!["deck", "add", package.as_str()];
        all.extend(args);
        let said = env.run_with(&all, input);
        assert_eq!(said.code, Some(0), "{args:?}: {}", said.err);
        if input.is_empty() {
            assert_eq!(said.out.contains("Taken in: three new events"), taken > 0, "{args:?}: {}", said.out);
        } else {
            assert!(said.out.contains("The package also holds "), "{}", said.out);
        }
        assert_eq!(practices(&env), Some(taken), "{args:?}");
        env.assert_sound();
        if taken == 0 {
            // It is not too late.
            let report = env.json(&["deck", "add", &package, "--yes", "--history"]);
            assert_eq!(report["history"]["taken_in"]["new"], 3, "{report:#}");
            assert_eq!(practices(&env), Some(1));
        }
    }
}
