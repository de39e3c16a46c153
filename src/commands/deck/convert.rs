//! `rekindle deck convert`: a deck from one format into another, with a report of what was guessed and left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::super::{Outcome, World, WrongUsage, intake};
use super::check::say_problems;
use crate::deck::formats::anki::Review;
use crate::deck::formats::notes::{About, Note};
use crate::deck::formats::{again, csv, markdown, sheets};
use crate::deck::model::{Card, Deck};
use crate::deck::problem::Problem;
use crate::deck::text::SafeText;
use crate::deck::write;

/// Options of `rekindle deck convert`.
#[derive(Debug, clap::Args)]
pub struct Convert {
    /// The file to read: JSON, Markdown, CSV, XLSX, ODS, lines of question and answer, CrowdAnki, an Anki package
    from: PathBuf,
    /// The file to write; its ending says the format: .json, .md, .csv, .tsv or .xlsx
    to: PathBuf,
    /// Write it anew when it is there; cards keep the ids that they have in it
    #[arg(long)]
    replace: bool,
    /// For a package of Anki: also write the answers that were given there, for `rekindle record import`
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
}

/// A format that decks are written in.
#[derive(Debug, Clone, Copy)]
enum Out {
    Json,
    Markdown,
    Table(u8),
    Workbook,
}

impl Out {
    fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_string_lossy().to_lowercase();
        Some(match ending.as_str() {
            "json" => Self::Json,
            "md" | "markdown" => Self::Markdown,
            "csv" => Self::Table(b','),
            "tsv" => Self::Table(b'\t'),
            "xlsx" => Self::Workbook,
            _ => return None,
        })
    }

    fn write(self, deck: &Deck) -> Result<Vec<u8>, String> {
        Ok(match self {
            Self::Json => write::to_json(deck).into_bytes(),
            Self::Markdown => markdown::write(deck).into_bytes(),
            Self::Table(delimiter) => csv::write(deck, delimiter).into_bytes(),
            Self::Workbook => sheets::write(deck)?,
        })
    }

    /// Most cards that such a file may have.
    const fn most(self) -> usize {
        match self {
            Self::Json | Self::Markdown => 2_000,
            Self::Table(_) | Self::Workbook => crate::deck::formats::table::MOST_CARDS,
        }
    }
}

#[derive(Serialize)]
struct Report {
    from: &'static str,
    cards: usize,
    notes: Vec<Note>,
    problems: Vec<Problem>,
}

impl Convert {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let to = self.to.display();
        let Some(out) = Out::of(&self.to) else {
            let message = format!("could not tell the format of {to}: end it in .json, .md, .csv, .tsv or .xlsx");
            return Err(WrongUsage(message).into());
        };
        let there = fs::symlink_metadata(&self.to).is_ok();
        if there && !self.replace {
            bail!("could not write {to}: it is there already; --replace writes it anew and keeps the ids in it");
        }
        world.learn_language();
        let words = world.language();
        let read = intake::read(&self.from, words)?;
        let (format, mut notes) = (read.format, read.import.notes);
        let Some(mut deck) = read.import.reading.deck else {
            say_problems(&words.decks, &self.from, &read.import.reading.problems, &mut io::stderr().lock())?;
            bail!("could not convert {}: it has errors; mend them first, nothing was written", self.from.display());
        };
        if there {
            let Some(old) = intake::read(&self.to, words)?.import.reading.deck else {
                bail!("could not take over the ids of {to}: it cannot be read as a deck; choose another name");
            };
            again::keep(&mut deck, &mut notes, &old);
        }
        if deck.cards.len() > out.most() {
            bail!(
                "could not write {to}: it may have {} cards, and these are {}; keep them in a table, or make several decks",
                out.most(),
                deck.cards.len()
            );
        }
        let bytes = out.write(&deck).map_err(|why| anyhow!("could not write {to}: {why}; try another format"))?;
        put(&self.to, &bytes, there)?;
        if let Some(file) = &self.history {
            put(file, answers(&deck, &read.history).as_bytes(), false)?;
        }
        if world.json {
            let problems = read.import.reading.problems;
            world.print_json(&Report { from: format.as_str(), cards: deck.cards.len(), notes, problems })?;
            return Ok(Outcome::Done);
        }
        world.say(&(words.decks.read)(format, &(words.own.cards)(deck.cards.len())))?;
        say_notes(world, &notes)?;
        world.say(&(words.decks.written)(&self.to))?;
        if let Some(file) = &self.history {
            world.say(&(words.decks.answers_written)(file))?;
        }
        let more = read.import.reading.problems.len();
        if more > 0 {
            world.say(&(words.decks.more_to_say)(&self.to, more))?;
        }
        Ok(Outcome::Done)
    }
}

/// The answers that were given in Anki as a table of reviews; those of notes that are no card are left out.
fn answers(deck: &Deck, history: &[(String, Review)]) -> String {
    let named = |card: &Card| Some((card.extra.get("x-anki")?.as_str()?.to_owned(), deck.card_id(card).to_string()));
    let cards: BTreeMap<String, String> = deck.cards.iter().filter_map(named).collect();
    let mut table = "card,time,grade,ms\n".to_owned();
    for (note, review) in history.iter().filter(|(_, review)| (1..=4).contains(&review.ease)) {
        let at = chrono::DateTime::from_timestamp_millis(review.at);
        if let (Some(card), Some(at)) = (cards.get(note), at) {
            let _ = writeln!(table, "{card},{},{},{}", at.to_rfc3339(), review.ease, review.took.max(0));
        }
    }
    table
}

/// Says what was guessed, left out, and is for the author.
pub(super) fn say_notes(world: &World, notes: &[Note]) -> anyhow::Result<()> {
    let words = &world.language().decks;
    for about in [About::Guessed, About::LeftOut, About::FillIn] {
        let mut some = notes.iter().filter(|note| note.about == about).peekable();
        if some.peek().is_some() {
            world.say((words.notes)(about))?;
        }
        some.try_for_each(|note| world.say(&format!("  {}", SafeText::new(&(words.note)(note)))))?;
    }
    Ok(())
}

/// Writes a file for its owner alone. One that is there is replaced whole, or not at all.
pub(super) fn put(to: &Path, bytes: &[u8], replace: bool) -> anyhow::Result<()> {
    let shown = to.display();
    let fail = |why: io::Error| match why.kind() {
        io::ErrorKind::AlreadyExists => anyhow!("could not write {shown}: it is there already; choose another name"),
        _ => {
            anyhow!("could not write {shown}: {why}; check the folder, who may write there, and how much room is left")
        }
    };
    let mut place = to.to_owned();
    if replace {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        place.set_file_name(name);
    }
    let mut create = File::options();
    let mut file = create.write(true).create_new(true).mode(0o600).open(&place).map_err(fail)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| if replace { fs::rename(&place, to) } else { Ok(()) });
    written.map_err(|why| {
        let _ = fs::remove_file(&place);
        fail(why)
    })
}
