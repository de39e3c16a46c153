//! A place of its own for a test: empty environment, empty folder, a clock that steps on, the built program.

use std::cell::Cell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, Duration, FixedOffset};
use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rekindle");

/// When every test begins.
pub const BEGIN: &str = "2026-11-23T18:00:00+01:00";

/// A folder for the record, and a clock.
pub struct TestEnv {
    folder: TempDir,
    now: Cell<DateTime<FixedOffset>>,
}

impl TestEnv {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("rekindle-it-").tempdir().unwrap();
        Self { folder, now: Cell::new(DateTime::parse_from_rfc3339(BEGIN).unwrap()) }
    }

    /// A folder of the test, for its files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the record is.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The record itself.
    pub fn record(&self) -> PathBuf {
        self.data().join("rekindle.db")
    }

    /// Writes a file of the test.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The time of the next command.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.now.get()
    }

    /// Lets time go by.
    pub fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }

    pub fn pass_days(&self, days: i64) {
        self.pass(Duration::days(days));
    }

    /// Prepares the program with these arguments, in an environment that holds nothing else.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.env_clear().current_dir(self.folder()).args(args);
        for (name, value) in self.surroundings() {
            command.env(name, value);
        }
        command
    }

    /// The whole environment of the program.
    pub fn surroundings(&self) -> Vec<(&'static str, String)> {
        let folder = |path: &Path| path.display().to_string();
        vec![
            ("HOME", folder(self.folder())),
            ("TMPDIR", folder(self.folder())),
            ("REKINDLE_DATA_DIR", folder(&self.data())),
            ("REKINDLE_NOW", self.now().to_rfc3339()),
            ("REKINDLE_SEED", "7".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("COLUMNS", "100".to_owned()),
            ("RUST_BACKTRACE", "0".to_owned()),
        ]
    }

    /// Runs a command; a minute goes by.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    /// Runs a command with something to read; a minute goes by.
    pub fn run_with(&self, args: &[&str], input: &str) -> Run {
        let run = self.finish(self.command(args), input);
        self.pass(Duration::minutes(1));
        run
    }

    /// Runs a prepared command to its end.
    pub fn finish(&self, mut command: Command, input: &str) -> Run {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that does not read its input closes it early.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let said = |bytes: Vec<u8>| String::from_utf8(bytes).expect("only UTF-8 is written");
        let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
        Run {
            command: format!("rekindle {args}"),
            out: said(output.stdout),
            err: said(output.stderr),
            code: output.status.code(),
            folder: self.folder().display().to_string(),
        }
    }

    /// Runs a command that prints JSON, and reads it.
    pub fn json(&self, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.push("--json");
        self.run(&all).json()
    }

    /// Opens the record beside the program, as nobody should, to look or to harm.
    pub fn open_record(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.record()).unwrap()
    }

    /// Fails unless every view equals a rebuild from the log and the file is sound.
    pub fn assert_sound(&self) {
        let report = self.json(&["doctor"]);
        assert_eq!(report["ok"], true, "{report:#}");
    }
}

/// What a command did. Every part of it is looked at: whoever uses one part says that the others are as expected.
#[must_use = "say what is expected of it"]
#[derive(Debug)]
pub struct Run {
    pub command: String,
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
    folder: String,
}

impl Run {
    /// Everything at once, for a snapshot; what differs from run to run is named instead.
    pub fn whole(&self) -> String {
        self.assert_calm();
        let mut text = format!("$ {}\n{}", self.command, self.out);
        if !self.err.is_empty() {
            text.push_str(&format!("--- stderr\n{}", self.err));
        }
        text.push_str(&format!("--- exit {}\n", self.code.map_or("by a signal".to_owned(), |code| code.to_string())));
        self.named(&text)
    }

    /// What was said on stderr, with names in place of folders.
    pub fn named_err(&self) -> String {
        self.named(&self.err)
    }

    /// What was said on stdout, with names in place of folders.
    pub fn named_out(&self) -> String {
        self.named(&self.out)
    }

    fn named(&self, text: &str) -> String {
        named(&text.replace(&self.folder, "[FOLDER]").replace(env!("CARGO_MANIFEST_DIR"), "[REPO]"))
    }

    /// Keeps only the lines that hold this, where the rest is what ships with the program and may change.
    pub fn only(mut self, part: &str) -> Self {
        self.out = self.out.lines().filter(|line| line.contains(part)).map(|line| format!("{line}\n")).collect();
        self
    }

    /// The output of a command that went well and had nothing to complain of.
    #[track_caller]
    pub fn text(self) -> String {
        self.assert_calm();
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}\n{}", self.command, self.out);
        self.named(&self.out)
    }

    /// The output of a command that went well and printed JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}\n{}", self.command, self.out);
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{}: {why}\n{}", self.command, self.out))
    }

    /// It went well and said exactly this.
    #[track_caller]
    pub fn says(self, expected: &str) {
        let command = self.command.clone();
        assert_eq!(self.text(), expected, "{command}");
    }

    /// It failed with this code, said exactly this on stderr, and nothing on stdout.
    #[track_caller]
    pub fn fails(self, code: i32, expected: &str) {
        self.assert_calm();
        assert_eq!(self.named(&self.err), expected, "{}", self.command);
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.command);
    }

    /// It failed with this code and said this somewhere on stderr, and nothing on stdout.
    #[track_caller]
    pub fn fails_with(self, code: i32, part: &str) {
        self.assert_calm();
        assert!(self.err.contains(part), "{}\n{}", self.command, self.err);
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}\n{}", self.command, self.err);
    }

    /// Nothing that a terminal would act on was written anywhere.
    #[track_caller]
    pub fn assert_calm(&self) {
        for (name, text) in [("stdout", &self.out), ("stderr", &self.err)] {
            if let Some(at) = text.find(acts) {
                panic!("{}: {name} holds {:?}", self.command, &text[at..].chars().take(20).collect::<String>());
            }
        }
    }
}

/// Whether a character makes a terminal act, or hides from the reader.
pub fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Puts names in place of ids and of seconds, which differ from run to run.
pub fn named(text: &str) -> String {
    let mut named = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let id = rest.get(..36).filter(|id| {
            id.char_indices()
                .all(|(at, c)| if [8, 13, 18, 23].contains(&at) { c == '-' } else { c.is_ascii_hexdigit() })
        });
        let clock = rest.get(..9).filter(|time| {
            time.char_indices().all(|(at, c)| match at {
                0 => c == 'T',
                3 | 6 => c == ':',
                _ => c.is_ascii_digit(),
            })
        });
        if id.is_some() {
            named.push_str("[ID]");
            rest = &rest[36..];
        } else if let Some(time) = clock {
            named.push_str(&time[..7]);
            named.push_str("SS");
            rest = &rest[9..];
        } else {
            named.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    named
}

/// The names of the fields of a JSON object, in order of the alphabet.
#[track_caller]
pub fn fields(value: &Value) -> Vec<&str> {
    let mut fields: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    fields
}

/// The deck that a clinician wrote by hand for the tests.
pub const DECK: &str = "org.example.steady-ground";

/// Where that deck is.
pub fn deck_file() -> String {
    format!("{}/tests/data/decks/steady-ground.json", env!("CARGO_MANIFEST_DIR"))
}

/// The text of that deck.
pub fn deck_text() -> String {
    std::fs::read_to_string(deck_file()).unwrap()
}

impl TestEnv {
    /// A place where new cards come from the clinician's deck, so that what ships may change without changing tests.
    pub fn with_deck() -> Self {
        let env = Self::new();
        env.run(&["deck", "add", &deck_file(), "--yes"]).text();
        env.run(&["settings", "path", &format!("{DECK}/start")]).text();
        env
    }

    /// A record of three days, with a backup of each and answers after the last of them.
    pub fn lived() -> Self {
        let env = Self::with_deck();
        for day in 0..3 {
            env.run(&["log", "heels-down", "--recall", "good", "--note", &format!("note of day {day}")]).text();
            env.run(&["log", "warm-cup", "--recall", "hard"]).text();
            env.pass_days(1);
        }
        env
    }

    /// What is remembered of a card, and its practices.
    pub fn card(&self, card: &str) -> Value {
        self.json(&["card", "show", card])
    }
}
