//! `rekindle report`: looked at before it is written, chosen part by part, for the owner alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::env::{TestEnv, fields};

/// A record of some weeks.
fn lived() -> TestEnv {
    let env = TestEnv::new();
    for after in ["3:4", "4:4", "4:5", "5:3", "2:4"] {
        let (before, then) = after.split_once(':').unwrap();
        let distress = format!("7:{before}");
        let connection = format!("3:{then}");
        env.run(&[
            "log",
            "feet-press",
            "--recall",
            "good",
            "--state",
            "flooded",
            "--distress",
            &distress,
            "--connection",
            &connection,
            "--helped",
            "helped",
            "--note",
            "by the window",
        ])
        .text();
        env.pass_days(2);
    }
    env.run(&["log", "reach-person", "--distress", "8:6"]).text();
    env.run(&["card", "rest", "texture-hold"]).text();
    env.run_with(&["help-lines", "--add"], "Mia\nnext door\n").text();
    env
}

#[test]
fn with_yes_it_goes_to_standard_output_and_holds_the_usual_parts() {
    let env = lived();
    insta::assert_snapshot!("report_md", env.run(&["report", "--yes"]).text());
    let page = env.run(&["report", "--yes", "--format", "html"]).text();
    assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("window") && !page.contains("Mia"));
    let json = env.json(&["report", "--with", "notes,people"]);
    assert_eq!(json["notes"].as_array().unwrap().len(), 5);
    assert_eq!(json["people"][0]["name"], "Mia");
    assert_eq!(
        fields(&json),
        [
            "about",
            "days",
            "families",
            "from",
            "helped",
            "left_out",
            "made_by",
            "made_on",
            "notes",
            "parts",
            "people",
            "rekindle_report",
            "remembered",
            "rests",
            "to",
            "worse"
        ]
    );
}

#[test]
fn it_says_the_same_as_helped() {
    let env = lived();
    let json = env.json(&["report"]);
    let one = &json["helped"]["axes"][0]["techniques"][0];
    // x - y - 0.25 (x - 4), of five uses from 7 to 3, 4, 4, 5, 2: a mean of 3.4 as it looks, 2.65 beyond drift.
    assert_eq!(one["card"], "grounding/feet-press");
    assert_eq!((one["n"].as_u64(), one["raw_mean"].as_f64()), (Some(5), Some(3.4)));
    assert!((one["corrected_mean"].as_f64().unwrap() - 2.65).abs() < 1e-9);
    assert_eq!(one["verdict"], "Probably helps you");
}

#[test]
fn since_a_day_only_what_came_from_then_on_counts() {
    let env = lived();
    let json = env.json(&["report", "--since", "2026-11-29", "--with", "notes"]);
    let one = &json["helped"]["axes"][0]["techniques"][0];
    assert_eq!((one["n"].as_u64(), one["verdict"].as_str()), (Some(2), Some("Too early to say")));
    assert_eq!((json["from"].as_str(), json["notes"].as_array().unwrap().len()), (Some("2026-11-29"), 2));
    env.run(&["report", "--since", "2027-01-01"])
        .fails(2, "rekindle: could not look back from 2027-01-01: it is still to come\n");
    env.run(&["report", "--since", "soon"]).fails_with(2, "could not read the day of --since");
}

#[test]
fn before_a_file_is_written_it_is_shown_and_asked_for() {
    let env = lived();
    let file = env.folder().join("mine.html");
    let args = ["report", "--format", "html", "--with", "states", "--out", "mine.html"];
    let run = env.run_with(&args, "n\n");
    run.assert_calm();
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.out.contains("When flooded: distress") && run.out.ends_with("Nothing was written.\n"), "{}", run.out);
    assert!(run.out.contains("Write it to mine.html? [y/N]") && !file.exists());
    let run = env.run_with(&args, "");
    assert!(run.code == Some(1) && !file.exists(), "no answer is no");

    let said = env.run_with(&args, "y\n").text();
    assert!(said.ends_with("Written, for you alone to read: mine.html\n"), "{said}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.contains("When flooded"), "{page}");

    let again = [&args[..], &["--yes"]].concat();
    env.run(&again)
        .fails(1, "rekindle: could not write mine.html: it is there already; choose another name, or give --force\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
    env.run(&[&again[..], &["--force", "--without", "states"]].concat()).text();
    assert!(!fs::read_to_string(&file).unwrap().contains("When flooded"));
    env.run(&["report", "--yes", "--out", "no-folder/x.md"]).fails_with(1, "could not write no-folder/x.md");
    let left: Vec<_> = fs::read_dir(env.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn without_a_choice_each_part_is_shown_and_asked_for() {
    let env = lived();
    // Safety cards: no. Days, families: yes. Remembered, helped, rests: no. States: look, no. Notes: look, yes. People:
    // not even shown. Then it is written.
    let answers = "n\ny\ny\nn\nn\nn\ny\nn\ny\ny\nn\ny\n";
    let run = env.run_with(&["report"], answers);
    assert_eq!(run.code, Some(0), "{}", run.err);
    insta::assert_snapshot!("report_asked", run.text());
    let name = "rekindle-report-2026-12-03.md";
    let report = fs::read_to_string(env.folder().join(name)).unwrap();
    for (part, is_in) in [
        ("## Days with practice", true),
        ("## Kinds of practice", true),
        ("## What is remembered", false),
        ("## What seemed to help", false),
        ("## Notes", true),
        ("## People to reach", false),
        ("Mia", false),
    ] {
        assert_eq!(report.contains(part), is_in, "{part}");
    }
    let run = env.run_with(&["report", "--out", "none.md"], &"n\n".repeat(20));
    assert!(run.code == Some(1) && run.out.ends_with("Nothing was written.\n"), "{}", run.out);
}

#[test]
fn the_parts_are_named_in_help_and_wrong_ones_refused() {
    let env = TestEnv::new();
    let help = env.run(&["report", "--help"]).text();
    for field in
        ["days", "families", "remembered", "helped", "worse", "rests", "states", "levels", "notes", "people", "safety"]
    {
        assert!(help.contains(&format!("- {field}:")), "{field}\n{help}");
    }
    env.run(&["report", "--with", "diagnosis"]).fails_with(2, "diagnosis");
    env.run(&["report", "--json", "--out", "x.json"])
        .fails(2, "rekindle: could not ask before writing: --json prints facts alone; give --yes with it\n");
    env.run(&["report", "--yes", "--json", "--out", "x.json"]).text();
    let json: Value = serde_json::from_str(&fs::read_to_string(env.folder().join("x.json")).unwrap()).unwrap();
    assert_eq!(json["rekindle_report"], 1);
}
