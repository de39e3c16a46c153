//! The record in the person's own hands: taken along, brought back.

use std::os::unix::fs::PermissionsExt;

use crate::env::{DECK, TestEnv, fields};

/// A record with a bit of everything in it.
fn lived_in() -> TestEnv {
    let env = TestEnv::with_deck();
    env.run(&["log", "heels-down", "--recall", "good", "--helped", "helped", "--distress", "7:4"]).text();
    env.run_with(&["log", "warm-cup", "--note", "-"], "=HYPERLINK(\"x\")\nand \"more\", \u{e9}\n").text();
    env.run(&["log", "kind-tone", "--recall", "hard", "--connection", "2:5", "--seconds", "40"]).text();
    env.run(&["undo"]).text();
    env.run_with(&["help-lines", "--add"], "Ana\nafter six\n").text();
    env.run(&["card", "rest", "warm-cup", "--until", "2026-12-24"]).text();
    env.pass_days(3);
    env.run(&["log", "heels-down", "--recall", "easy"]).text();
    env
}

fn export(env: &TestEnv, name: &str, more: &[&str]) -> String {
    let path = env.folder().join(name).display().to_string();
    let mut args = vec!["record", "export", "--out", &path];
    args.extend(more);
    env.run(&args).text();
    path
}

fn events(path: &str) -> Vec<String> {
    std::fs::read_to_string(path).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_record_goes_out_and_comes_in_the_same() {
    let env = lived_in();
    let file = export(&env, "mine.jsonl", &[]);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let heading: serde_json::Value =
        serde_json::from_str(std::fs::read_to_string(&file).unwrap().lines().next().unwrap()).unwrap();
    assert_eq!(fields(&heading), ["events", "program", "rekindle_record", "written"]);
    assert_eq!(heading["events"], events(&file).len());

    let other = TestEnv::new();
    other.pass(env.now() - other.now());
    let dry = other.run(&["record", "import", &file, "--dry-run", "--json"]).json();
    assert_eq!(
        fields(&dry),
        ["already_there", "dry_run", "erased", "erased_before", "more_problems", "new", "problems", "taken"]
    );
    assert_eq!((&dry["taken"], dry["new"].as_u64().unwrap() > 5), (&false.into(), true));
    let said = other.run(&["record", "import", &file]).text();
    assert!(said.starts_with("Taken in: ") && said.ends_with(" new events.\n"), "{said}");
    let all = export(&other, "again.jsonl", &[]);
    let (mine, theirs) = (events(&file), events(&all));
    assert!(mine.iter().all(|line| theirs.contains(line)), "every event, byte by byte");
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        let card = format!("{DECK}/{card}");
        assert_eq!(env.card(&card), other.card(&card));
    }
    other.assert_sound();
    let said = other.run(&["record", "import", &file]).text();
    assert!(said.starts_with("Taken in: no new events, ") && said.ends_with(" were here already.\n"), "{said}");
    assert_eq!(events(&export(&other, "third.jsonl", &[])), theirs, "and nothing else");
}

#[test]
fn an_export_is_kept_from_eyes_and_from_other_files() {
    let env = lived_in();
    let file = export(&env, "mine.jsonl", &[]);
    env.run(&["record", "export", "--out", &file]).fails(
        1,
        "rekindle: could not write [FOLDER]/mine.jsonl: it is there already; choose another name, or give --force\n",
    );
    env.run(&["record", "export", "--out", &file, "--force"]).text();
    let folder = env.folder().display().to_string();
    env.run(&["record", "export", "--out", &folder, "--force"]).fails_with(1, "it is no plain file");
    env.run(&["record", "export", "--out", "no/such/place"]).fails_with(1, "could not write no/such/place");
    assert_eq!(
        env.run(&["record", "export"]).text().lines().count(),
        events(&file).len() + 1,
        "to a pipe it is printed"
    );
    env.run(&["record", "export", "--json"]).fails_with(2, "an export has its own --format");
    let names: Vec<_> = std::fs::read_dir(env.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".part"))
        .collect();
    assert_eq!(names, [""; 0], "nothing half written is left");
}

#[test]
fn what_is_to_be_left_out_is_left_out() {
    let env = lived_in();
    let whole = std::fs::read_to_string(export(&env, "whole.jsonl", &[])).unwrap();
    assert!(whole.contains("HYPERLINK") && whole.contains("after six"));
    let part = export(&env, "part.jsonl", &["--without", "notes,people", "--since", "2026-11-23"]);
    let text = std::fs::read_to_string(&part).unwrap();
    assert!(!text.contains("HYPERLINK") && !text.contains("after six"), "{text}");
    assert!(text.starts_with("{\"rekindle_record\":1,"));
    assert!(text.lines().next().unwrap().contains(r#""since":"2026-11-23","without":["notes","people"]"#), "{text}");
    env.run(&["record", "import", &part]).text();
    let late = export(&env, "late.jsonl", &["--since", "2026-11-26"]);
    assert_eq!(events(&late).len(), 1);
    env.run(&["record", "export", "--since", "soon"]).fails_with(2, "invalid value 'soon'");
}

#[test]
fn practices_go_into_a_table_that_no_spreadsheet_runs() {
    let env = lived_in();
    let file = export(&env, "mine.csv", &["--format", "csv"]);
    let text = std::fs::read_to_string(&file).unwrap();
    insta::with_settings!({ filters => vec![(r"SS\.\d{3}", "SS")] }, {
        insta::assert_snapshot!("record_csv", crate::env::named(&text.replace("\r\n", "\n")));
    });
    let raw = std::fs::read_to_string(export(&env, "raw.csv", &["--format", "csv", "--raw-cells"])).unwrap();
    assert!(raw.contains("\"=HYPERLINK(\"\"x\"\")\nand"), "{raw}");
    let bare = std::fs::read_to_string(export(&env, "bare.csv", &["--format", "csv", "--without", "notes"])).unwrap();
    assert!(bare.lines().next().unwrap().ends_with(",helped") && !bare.contains("HYPERLINK"), "{bare}");
}

#[test]
fn a_broken_file_is_taken_in_as_a_whole_or_not_at_all() {
    let env = lived_in();
    let file = export(&env, "mine.jsonl", &[]);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut broken: Vec<u8> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let line = match at {
            // The decks that ship come first; what follows was done here.
            12 => b"{\"id\":".to_vec(),
            14 => [line.as_bytes(), b"\xff"].concat(),
            _ => line.as_bytes().to_vec(),
        };
        broken.extend(line);
        broken.push(b'\n');
    }
    let path = env.file("broken.jsonl", &broken).display().to_string();
    let other = TestEnv::new();
    // Another time makes another device of the same seed.
    other.pass_days(9);
    other.run(&["status"]).text();
    let before = export(&other, "before.jsonl", &[]);
    let run = other.run(&["record", "import", &path]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("broken.jsonl:13: EOF while parsing"), "{}", run.err);
    assert!(run.err.contains("broken.jsonl:15: it is not UTF-8 at byte"), "{}", run.err);
    assert!(run.out.starts_with("Nothing was taken in: two problems. --skip-bad takes in the rest ("), "{}", run.out);
    assert_eq!(events(&export(&other, "after.jsonl", &[])), events(&before));
    let run = other.run(&["record", "import", &path, "--skip-bad"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.ends_with("Two problems left out.\n"), "{}", run.out);
    other.assert_sound();

    let cut = lines[..lines.len() - 1].join("\n");
    let path = env.file("cut.jsonl", &cut).display().to_string();
    let run = TestEnv::new().run(&["record", "import", &path]);
    assert!(run.err.contains("and its first line speaks of"), "{}", run.err);
    for (name, bytes, why) in [
        ("empty", &b""[..], ":1: the file is empty"),
        ("wide", b"\xff\xfe{\0", ":1: the file is UTF-16"),
        ("newer", b"{\"rekindle_record\":9}\n", "a newer rekindle wrote it"),
        ("other", b"{\"rekindle\":1}\n", "does not begin as an export does"),
    ] {
        let path = env.file(name, bytes).display().to_string();
        let run = env.run(&["record", "import", &path]);
        assert_eq!(run.code, Some(1), "{name}");
        assert!(run.err.contains(why), "{name}: {}", run.err);
    }
    env.run(&["record", "import", "no-such-file"]).fails_with(1, "could not read no-such-file");
    let folder = env.folder().display().to_string();
    env.run(&["record", "import", &folder]).fails_with(1, "it is a folder");
    env.assert_sound();
}
