//! Deck files come in: told apart, read within limits, whatever their format.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::archive::{self, Content};
use crate::deck::formats::anki::{self, Review};
use crate::deck::formats::notes::{About, Note};
use crate::deck::formats::{
    ENOUGH, Format, Import, LARGEST, LARGEST_TABLE, Reading, digest, read_plain, sheets, unreadable,
};
use crate::deck::problem::{Problem, Severity, why};
use crate::deck::text::SafeText;
use crate::language::Language;

/// Bytes from which reading may take longer than a person waits without a word.
const LONG: usize = 2_000_000;

/// What came in.
pub struct Intake {
    /// What the file is.
    pub format: Format,
    /// The deck, its problems, and what was guessed.
    pub import: Import,
    /// Answers that were given in Anki, each with the name of its note.
    pub history: Vec<(String, Review)>,
}

impl Intake {
    /// The deck and its problems, with what was guessed as advice and what is for the author as a warning.
    pub fn reading(self) -> Reading {
        let Import { mut reading, notes } = self.import;
        reading.problems.extend(notes.iter().map(problem));
        reading
    }
}

fn problem(note: &Note) -> Problem {
    let (severity, hint) = match note.about {
        About::Guessed => (Severity::Advice, "write it into the file where it is not what you mean"),
        About::LeftOut => (Severity::Advice, "put what matters of it into a part that cards have"),
        About::FillIn => (Severity::Warning, "write it into the file"),
    };
    Problem {
        severity,
        path: String::new(),
        line: 1,
        column: 1,
        message: format!("{}: {note}", note.about),
        hint: Some(hint.to_owned()),
        why: why::GUESS,
        cell: None,
        excerpt: None,
        outward: None,
    }
}

/// A file whose bytes are at hand and were not read as a deck yet.
pub struct Opened {
    file: PathBuf,
    format: Format,
    /// Its name without the ending.
    name: String,
    /// What it holds; nothing of an archive, which is opened in a process of its own.
    bytes: Vec<u8>,
    /// Digest of the file and of how it would be read; none of an archive that is larger than a table may be.
    pub digest: Option<SafeText>,
}

/// Reads a deck file of any format, never more of it than its format may have.
///
/// # Errors
/// When the file cannot be read at all.
pub fn read(file: &Path, words: &Language) -> anyhow::Result<Intake> {
    open(file)?.read(words)
}

/// Takes the bytes of a deck file, never more of it than its format may have.
///
/// # Errors
/// When the file cannot be read at all.
pub fn open(file: &Path) -> anyhow::Result<Opened> {
    let shown = file.display();
    let trouble = |why| anyhow!("could not read {shown}: {why}; check the name and who may read it");
    let mut open = File::open(file).map_err(trouble)?;
    let mut bytes = Vec::new();
    let some = u64::try_from(ENOUGH).unwrap_or(u64::MAX);
    Read::by_ref(&mut open).take(some).read_to_end(&mut bytes).map_err(trouble)?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = Format::of(&file_name, &bytes);
    // One byte more than allowed is enough for the reader to say that the file is too large.
    let most = if matches!(format, Format::Json | Format::Markdown) { LARGEST } else { LARGEST_TABLE };
    let rest = u64::try_from(most.saturating_sub(bytes.len()).saturating_add(1)).unwrap_or(u64::MAX);
    open.take(rest).read_to_end(&mut bytes).map_err(trouble)?;
    let digest = (bytes.len() <= most).then(|| digest(format, &name, &bytes));
    if format.archive() {
        bytes = Vec::new();
    }
    Ok(Opened { file: file.to_owned(), format, name, bytes, digest })
}

impl Opened {
    /// Makes a deck of it, with every problem.
    ///
    /// # Errors
    /// When an archive cannot be read at all.
    pub fn read(self, words: &Language) -> anyhow::Result<Intake> {
        let Self { file, format, name, bytes, .. } = self;
        if !format.archive() {
            if bytes.len() > LONG {
                say_what_takes_long(&(words.decks.reading)(bytes.len() / 1_000_000));
            }
            let import = read_plain(format, &bytes, &name);
            return Ok(Intake { format, import, history: Vec::new() });
        }
        let mut history = Vec::new();
        let import = match archive::read(&file, format)? {
            Content::Sheets(found) => sheets::read(&found, &name),
            Content::Notes(found) => {
                let names: BTreeMap<i64, &str> = found.notes.iter().map(|note| (note.id, note.guid.as_str())).collect();
                let with_name = |review: &Review| Some(((*names.get(&review.note)?).to_owned(), review.clone()));
                history.extend(found.reviews.iter().filter_map(with_name));
                anki::read(&found, &name)
            }
            Content::Refused(message, hint) => unreadable(message, &hint).into(),
        };
        Ok(Intake { format, import, history })
    }
}

/// Tells a person at a terminal what is going on.
pub fn say_what_takes_long(what: &str) {
    if io::stderr().is_terminal() {
        let _ = writeln!(io::stderr(), "{what} …");
    }
}
