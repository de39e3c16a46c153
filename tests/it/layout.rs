//! The wall of the house: which room may know what, read from the sources themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use of the others.
const MAY_USE: &[(&str, &[&str])] = &[
    ("deck", &[]),
    ("memory", &["deck"]),
    ("helped", &["deck"]),
    ("record", &["deck", "memory", "helped"]),
    ("session", &["deck", "memory", "helped", "record"]),
    ("language", &["deck", "memory", "helped", "record", "report::field"]),
    ("app", &["deck", "memory", "helped", "record", "session", "language"]),
    ("report", &["deck", "memory", "helped", "record", "language"]),
    ("clock", &["memory"]),
    ("store", &["deck", "memory", "helped", "record", "session", "clock"]),
    ("term", &["app", "language", "deck::text"]),
    ("plain", &["app", "language", "deck::text"]),
    (
        "commands",
        &[
            "deck", "memory", "helped", "record", "session", "language", "app", "report", "clock", "store", "term",
            "plain",
        ],
    ),
];

/// Rooms that decide from values they are given.
const PURE: &[&str] = &["deck", "memory", "helped", "record", "session", "language", "app", "report"];

/// What a pure room never names.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "Instant::now",
    "SystemTime::now",
    "Utc::now",
    "Local::now",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "rusqlite",
    "ratatui",
    "crossterm",
    "rustix",
    "rand",
    "getrandom",
];

/// The longest file of sources, in lines.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source file without its tests, comments and texts, with every path that it names.
struct Source {
    /// Where it is, from `src`.
    name: String,
    /// Where it is as a module: `["app", "pages"]`.
    module: Vec<String>,
    /// Everything that it names, from the crate's root where that is known.
    names: BTreeSet<String>,
    /// The code and its texts, without comments and tests.
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Reads every source that is part of the program; files that only tests use are left out.
fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut paths = Vec::new();
    files(&src, &mut paths);
    let mut only_tests: BTreeSet<PathBuf> = BTreeSet::new();
    let mut read = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let (code, tests) = without_tests(&text);
        only_tests.extend(tests.into_iter().flat_map(|test| places(&path, &test)));
        read.push((path, code));
    }
    read.retain(|(path, _)| !only_tests.iter().any(|test| path == test || path.starts_with(test.with_extension(""))));
    read.into_iter()
        .map(|(path, code)| {
            let inside = path.strip_prefix(&src).unwrap();
            let mut module: Vec<String> =
                inside.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if module.last().is_some_and(|last| last == "mod" || (module.len() == 1 && last == "lib")) {
                module.pop();
            }
            let code = without_comments(&code);
            let names = names(&code, &module);
            Source { name: inside.display().to_string(), module, names, code }
        })
        .collect()
}

/// A module that only tests see: its name, or the file that its `#[path]` gives.
enum TestModule {
    Named(String),
    File(String),
}

/// Where a module's file may be.
fn places(from: &Path, test: &TestModule) -> Vec<PathBuf> {
    let folder = from.parent().unwrap();
    match test {
        TestModule::File(file) => vec![folder.join(file)],
        TestModule::Named(name) => {
            let stem = from.file_stem().unwrap().to_str().unwrap();
            let folder = if matches!(stem, "mod" | "lib" | "main") { folder.to_owned() } else { folder.join(stem) };
            vec![folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")]
        }
    }
}

/// Takes out every item under `#[cfg(test)]`. The sources are formatted, so an item ends at its own indentation.
fn without_tests(text: &str) -> (String, Vec<TestModule>) {
    let (mut kept, mut modules) = (String::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let (mut file, mut first) = (None, true);
        for item in lines.by_ref() {
            let words = item.trim();
            if let Some(path) = words.strip_prefix("#[path = \"") {
                file = Some(path.trim_end_matches("\"]").to_owned());
            }
            if words.starts_with("#[") {
                continue;
            }
            if let Some(name) = words.strip_suffix(';').and_then(|words| words.rsplit_once("mod ")) {
                modules.push(file.take().map_or_else(|| TestModule::Named(name.1.to_owned()), TestModule::File));
            }
            if (std::mem::take(&mut first) && words.ends_with(';')) || item == format!("{indent}}}") {
                break;
            }
        }
    }
    (kept, modules)
}

fn without_comments(code: &str) -> String {
    let mut kept = String::new();
    for line in code.lines() {
        // Two slashes inside a text are rare here, and cutting a text short names nothing new.
        let end = line.find("//").filter(|at| !line[..*at].contains("http") && !line[..*at].ends_with(':'));
        kept.push_str(&line[..end.unwrap_or(line.len())]);
        kept.push('\n');
    }
    kept
}

/// Returns every path that code names, `use` groups written out and `crate`, `self`, `super` resolved.
fn names(code: &str, module: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let starts = statement.rfind("\nuse ").or_else(|| statement.rfind(" use "));
        match starts {
            Some(at) => {
                rest.push_str(&statement[..at]);
                let tree = statement[at + 5..].trim_end_matches(';');
                expand("", tree, &mut found);
            }
            None => rest.push_str(statement),
        }
    }
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    found.extend(rest.split(|c| !part(c)).filter(|word| word.contains("::")).map(str::to_owned));
    found.iter().map(|name| resolve(name, module)).collect()
}

fn expand(before: &str, tree: &str, found: &mut BTreeSet<String>) {
    let tree = tree.trim();
    match tree.split_once('{') {
        None => {
            let name = tree.split(" as ").next().unwrap_or(tree).trim();
            found.insert(format!("{before}{name}").trim_end_matches("::self").to_owned());
        }
        Some((path, group)) => {
            let group = group.trim().strip_suffix('}').unwrap_or(group);
            let before = format!("{before}{}", path.trim());
            let (mut depth, mut start) = (0, 0);
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        expand(&before, &group[start..at], found);
                        start = at + 1;
                    }
                    _ => {}
                }
            }
            if !group[start..].trim().is_empty() {
                expand(&before, &group[start..], found);
            }
        }
    }
}

fn resolve(name: &str, module: &[String]) -> String {
    let mut at: Vec<&str> = module.iter().map(String::as_str).collect();
    let mut parts = name.split("::").peekable();
    match parts.peek() {
        Some(&"crate" | &"rekindle") => {
            parts.next();
            at.clear();
        }
        Some(&"self") => {
            parts.next();
        }
        Some(&"super") => {
            while parts.next_if_eq(&"super").is_some() {
                at.pop();
            }
        }
        _ => return name.to_owned(),
    }
    let whole: Vec<&str> = ["crate"].into_iter().chain(at).chain(parts).collect();
    whole.join("::")
}

fn rooms() -> BTreeSet<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|name| name.trim_end_matches(';').into()).collect()
}

#[test]
fn the_map_of_the_house_lists_every_room_and_no_other() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let listed: BTreeMap<String, String> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|row| {
            let mut cells = row.split('|').map(str::trim);
            let room = cells.next().unwrap().trim_end_matches("`]").to_owned();
            (room, cells.next().unwrap().to_owned())
        })
        .collect();
    assert_eq!(listed.keys().cloned().collect::<BTreeSet<_>>(), rooms(), "the table in lib.rs and its modules");
    for (room, kind) in &listed {
        let expected = if PURE.contains(&room.as_str()) { "pure" } else { "shell" };
        assert_eq!(kind, expected, "the kind of {room}");
    }
    let stray: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !rooms().contains(name) && !["main", "lib", "samples"].contains(&name.as_str()))
        .collect();
    assert_eq!(stray, [""; 0], "in src, and in no list");
}

#[test]
fn rooms_use_only_the_rooms_beneath_them() {
    let rooms = rooms();
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| rooms.contains(source.room())) {
        let room = source.room();
        let may = MAY_USE
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("nobody says what {room} may use"))
            .1;
        for name in &source.names {
            let Some(path) = name.strip_prefix("crate::") else { continue };
            let other = path.split("::").next().unwrap();
            let fine = other == room
                || !rooms.contains(other)
                || may.iter().any(|may| path == *may || path.starts_with(&format!("{may}::")));
            if !fine {
                broken.push(format!("{}: {name}", source.name));
            }
        }
    }
    assert_eq!(broken, [""; 0], "rooms that reach where they may not");
}

#[test]
fn pure_rooms_name_nothing_outside() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room())) {
        for name in &source.names {
            let within = |banned: &&&str| {
                name == **banned || name.starts_with(&format!("{banned}::")) || name.ends_with(&format!("::{banned}"))
            };
            if let Some(banned) = OUTSIDE.iter().find(within) {
                broken.push(format!("{}: {name} ({banned})", source.name));
            }
        }
    }
    assert_eq!(broken, [""; 0], "pure rooms that reach outside");
}

#[test]
fn only_the_store_says_sql_and_only_screens_know_the_terminal() {
    let mut broken = Vec::new();
    for source in sources() {
        if source.room() != "store" {
            let sql = ["SELECT ", "INSERT INTO", "INSERT OR ", "UPDATE ", "DELETE FROM", "PRAGMA ", "CREATE TABLE"];
            broken.extend(
                sql.iter().filter(|word| source.code.contains(*word)).map(|word| format!("{}: {word}", source.name)),
            );
        }
        for name in &source.names {
            let owner = match name.split("::").next().unwrap() {
                "rusqlite" => "store",
                "ratatui" | "crossterm" | "signal_hook" => "term",
                "getrandom" if name.contains("fill") => "clock",
                "clap" | "anyhow" => "commands",
                _ => continue,
            };
            if source.room() != owner && source.name != "main.rs" {
                broken.push(format!("{}: {name}", source.name));
            }
        }
    }
    assert_eq!(broken, [""; 0], "rooms that do another's work");
}

#[test]
fn no_source_is_too_long_to_read() {
    let mut paths = Vec::new();
    files(&root().join("src"), &mut paths);
    files(&root().join("tests"), &mut paths);
    for path in paths {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_ban_has_a_reason() {
    let text = fs::read_to_string(root().join("clippy.toml")).unwrap();
    let bans: Vec<&str> = text.lines().filter(|line| line.contains("path = \"")).collect();
    for ban in &bans {
        let reason = ban.split("reason = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(reason.len() > 10, "no reason: {ban}");
    }
    for banned in ["SystemTime::now", "Instant::now", "Utc::now", "Local::now", "getrandom::fill", "std::env::var"] {
        assert!(bans.iter().any(|ban| ban.contains(&format!("{banned}\""))), "clippy.toml does not ban {banned}");
    }
}

#[test]
fn every_test_file_is_part_of_the_tests() {
    let here = root().join("tests/it");
    let main = fs::read_to_string(here.join("main.rs")).unwrap();
    for entry in fs::read_dir(here).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let part = name == "main" || name == "snapshots" || main.contains(&format!("mod {name};"));
        assert!(part, "main.rs does not list {name}");
    }
}

#[test]
fn the_reader_of_sources_sees_through_groups_and_leaves_tests_out() {
    let text = "use std::{io, fs::{self, File}};\nuse super::super::term::sweep::clean as c;\nfn f() { std::env::var(); }\n\
                #[cfg(test)]\n#[path = \"t.rs\"]\nmod tests;\n#[cfg(test)]\nmod more {\n    use std::net::X;\n    fn h() { std::fs::read(); }\n}\nfn g() {}\n";
    let (code, modules) = without_tests(text);
    assert!(matches!(modules.as_slice(), [TestModule::File(file)] if file == "t.rs"));
    assert!(code.contains("fn g()") && !code.contains("std::net"));
    let module = ["plain".to_owned(), "print".to_owned()];
    let expected = ["crate::term::sweep::clean", "std::env::var", "std::fs", "std::fs::File", "std::io"];
    assert_eq!(names(&format!("\n{code}"), &module), expected.map(str::to_owned).into());
}

#[test]
fn nothing_in_the_program_is_unsafe_and_one_test_file_is() {
    let mut paths = Vec::new();
    files(&root().join("tests"), &mut paths);
    files(&root().join("src"), &mut paths);
    let text = |path: &PathBuf| fs::read_to_string(path).unwrap();
    let allow = ["allow(", "unsafe_code"].concat();
    paths.retain(|path| text(path).contains(&allow));
    assert_eq!(paths, [root().join("tests/it/faults/disk.rs")]);
    for top in ["src/lib.rs", "src/main.rs"] {
        assert!(text(&root().join(top)).contains("#![forbid(unsafe_code)]"), "{top}");
    }
}
