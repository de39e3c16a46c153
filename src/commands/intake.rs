//! Deck files come in: told apart, read within limits, whatever their format.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use anyhow::anyhow;

use super::archive::{self, Content};
use crate::deck::formats::anki::{self, Review};
use crate::deck::formats::notes::{About, Note};
use crate::deck::formats::{ENOUGH, Format, Import, LARGEST, LARGEST_TABLE, Reading, read_plain, sheets, unreadable};
use crate::deck::problem::{Problem, Severity, why};

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

/// Reads a deck file of any format, never more of it than its format may have.
///
/// # Errors
/// When the file cannot be read at all.
pub fn read(file: &Path) -> anyhow::Result<Intake> {
    let shown = file.display();
    let trouble = |why| anyhow!("could not read {shown}: {why}; check the name and who may read it");
    let mut open = File::open(file).map_err(trouble)?;
    let mut bytes = Vec::new();
    let some = u64::try_from(ENOUGH).unwrap_or(u64::MAX);
    Read::by_ref(&mut open).take(some).read_to_end(&mut bytes).map_err(trouble)?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = Format::of(&file_name, &bytes);
    if !format.archive() {
        // One byte more than allowed is enough for the reader to say that the file is too large.
        let most = if matches!(format, Format::Json | Format::Markdown) { LARGEST } else { LARGEST_TABLE };
        let rest = u64::try_from(most.saturating_sub(bytes.len()).saturating_add(1)).unwrap_or(u64::MAX);
        open.take(rest).read_to_end(&mut bytes).map_err(trouble)?;
        if bytes.len() > LONG && io::stderr().is_terminal() {
            // What takes a while says so.
            let _ = writeln!(io::stderr(), "Reading {} MB …", bytes.len() / 1_000_000);
        }
        let import = read_plain(format, &bytes, &name);
        return Ok(Intake { format, import, history: Vec::new() });
    }
    drop(open);
    let mut history = Vec::new();
    let import = match archive::read(file, format)? {
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
