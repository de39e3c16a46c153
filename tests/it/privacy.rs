//! What the program writes is what its page on privacy lists, and it never talks to anybody.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::env::{DECK, PROGRAM, TestEnv, deck_file};

const PAGE: &str = include_str!("../../docs/privacy.md");

/// The files that the page lists, each with its numbers and days written as `N`.
fn listed() -> BTreeSet<String> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2)).map(shape).collect()
}

/// A name with its numbers written as `N`, so that days and counts do not matter.
fn shape(name: &str) -> String {
    let mut shape = String::new();
    for c in name.chars() {
        match c {
            '0'..='9' if shape.ends_with('N') => {}
            '0'..='9' => shape.push('N'),
            c => shape.push(c),
        }
    }
    shape
}

/// Runs the program under a trace of every file it opens for writing and every connection it asks for.
fn traced(env: &TestEnv, args: &[&str], input: &str) -> String {
    let trace = env.folder().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=openat,creat,rename,renameat,renameat2,mkdir,mkdirat,%network"]);
    command.arg("-o").arg(&trace).arg(PROGRAM).args(args).env_clear().current_dir(env.folder());
    command.envs(env.surroundings()).env("PATH", "/usr/bin:/bin");
    let run = env.finish(command, input);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    env.pass(chrono::Duration::minutes(1));
    let traced = fs::read_to_string(&trace).unwrap();
    fs::remove_file(&trace).unwrap();
    traced
}

/// Everything that somebody does in a year, in short.
const LIFE: &[(&[&str], &str)] = &[
    (&["--plain"], "\n\n\n\n\nq\n"),
    (&["log", "heels-down", "--recall", "good", "--note", "by the window"], ""),
    (&["undo"], ""),
    (&["settings", "minutes", "7"], ""),
    (&["gates", "breath", "allow"], ""),
    (&["card", "rest", "warm-cup"], ""),
    (&["deck", "export", DECK], ""),
    (&["deck", "remove", DECK, "--yes"], ""),
    (&["help-lines", "--add"], "Mia\nnext door\n"),
    (&["status"], ""),
    (&["report", "--yes", "--with", "notes,states,levels,people,safety"], ""),
    (&["backup"], ""),
    (&["restore", "latest", "--yes"], ""),
    (&["doctor"], ""),
];

#[test]
fn only_listed_files_are_written_and_nobody_is_called() {
    let has_trace = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !has_trace.is_ok_and(|status| status.success()) {
        eprintln!("strace is not here, so nothing was watched; .ci/run installs it");
        return;
    }
    let env = TestEnv::new();
    // A record of an older program, so that a step is taken and copied first.
    fs::DirBuilder::new().mode(0o700).create(env.data()).unwrap();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/records/version-1.db"), env.record()).unwrap();
    fs::set_permissions(env.record(), fs::Permissions::from_mode(0o600)).unwrap();
    let mut all = String::new();
    for (args, input) in LIFE {
        all.push_str(&traced(&env, args, input));
    }
    all.push_str(&traced(&env, &["deck", "add", &deck_file(), "--yes"], ""));
    // Then the record is damaged and mended.
    let mut bytes = fs::read(env.record()).unwrap();
    bytes[..100].fill(0);
    fs::write(env.record(), bytes).unwrap();
    all.push_str(&traced(&env, &["doctor", "--repair"], ""));
    fs::write(env.record(), "no record any more").unwrap();
    all.push_str(&traced(&env, &["restore", "latest", "--yes"], ""));

    for call in ["socket(", "connect(", "bind(", "sendto(", "socketpair("] {
        assert!(!all.contains(call), "{call} was called:\n{}", lines(&all, call));
    }
    let listed = listed();
    let (mut written, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for line in all.lines().filter(|line| line.contains("O_CREAT") || line.contains("rename") || line.contains("mkdir"))
    {
        for path in line.split('"').skip(1).step_by(2) {
            written.insert(path.to_owned());
        }
    }
    for path in written {
        let Ok(name) = Path::new(&path).strip_prefix(env.data()) else {
            panic!("{path} was written, which is not in the data folder")
        };
        let name = shape(&name.display().to_string());
        if !name.is_empty() && name != "backups" {
            assert!(listed.contains(&name), "{name} is not listed in docs/privacy.md");
            seen.insert(name);
        }
    }
    // What is there at the end, however it came about.
    for folder in [env.data(), env.data().join("backups")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = shape(&path.strip_prefix(env.data()).unwrap().display().to_string());
            if path.is_file() {
                assert!(listed.contains(&name), "{name} is not listed in docs/privacy.md");
                assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{name}");
                seen.insert(name);
            }
        }
    }
    let missing: Vec<_> = listed.difference(&seen).collect();
    assert!(missing.is_empty(), "{missing:?} is what the page lists and no run wrote");
}

fn lines(all: &str, part: &str) -> String {
    all.lines().filter(|line| line.contains(part)).collect::<Vec<_>>().join("\n")
}
