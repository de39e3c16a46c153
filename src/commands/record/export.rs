//! `rekindle record export`: the record as a file of your own.

use std::collections::HashMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::super::{Outcome, World, WrongUsage, undo};
use crate::commands::private_file::PrivateFile;
use crate::deck::write;
use crate::memory::days::Day;
use crate::record::export::{FORMAT, Heading, LeftOut, Line, leave_out};
use crate::record::sheet;
use crate::store::{Asked, Store};

/// Options of `rekindle record export`.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The file, readable by you alone; standard output when left out, or -
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// jsonl: everything, one event a line, to be taken in again; csv: practices, one a row
    #[arg(long, value_enum, default_value_t = Format::Jsonl, value_name = "F")]
    format: Format,
    /// Only from this practice day on, as in 2026-11-23
    #[arg(long, value_name = "DAY", value_parser = super::day)]
    since: Option<Day>,
    /// Leave out notes, or people: your own people to reach; may be given twice
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    without: Vec<LeftOut>,
    /// Write cells as they are, also those that a spreadsheet would run as a formula
    #[arg(long)]
    raw_cells: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// Print it although a terminal is looking, where it stays in the scrollback
    #[arg(long)]
    show: bool,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// JSON Lines of events
    Jsonl,
    /// Practices as comma-separated values
    Csv,
}

impl Export {
    pub(in super::super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json {
            return Err(WrongUsage("could not print that as JSON: an export has its own --format".to_owned()).into());
        }
        let file = self.out.as_ref().filter(|out| out.as_os_str() != "-");
        let terminal = file.is_none() && io::stdout().is_terminal();
        if terminal && !self.show {
            return Err(WrongUsage(
                "could not print the record here: it would stay in the terminal's scrollback, where others may read it; \
                 give --out FILE, or --show if that is all right"
                    .to_owned(),
            )
            .into());
        }
        let store = world.open()?;
        match file {
            None => {
                let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
                self.write(world, &store, &mut out, terminal)?;
                out.flush()?;
            }
            Some(path) => {
                let mut out = PrivateFile::begin(path, self.force)?;
                let written = self.write(world, &store, &mut out, false).with_context(|| {
                    format!("could not write {}: make some room or choose another place", path.display())
                })?;
                out.finish()?;
                world.say(&(world.language().record.exported)(&path.display().to_string(), &written))?;
            }
        }
        Ok(Outcome::Done)
    }

    /// Writes the export and says how much was in it.
    fn write(&self, world: &World, store: &Store, out: &mut impl Write, terminal: bool) -> anyhow::Result<String> {
        match self.format {
            Format::Jsonl => self.lines(world, store, out, terminal),
            Format::Csv => self.table(world, store, out),
        }
    }

    fn lines(&self, world: &World, store: &Store, out: &mut impl Write, terminal: bool) -> anyhow::Result<String> {
        let out = std::cell::RefCell::new(out);
        let mut buffer = Vec::new();
        // A day and a half covers every offset and every hour at which a day may begin; what is too early is left out below.
        let day_begins = store.settings()?.day_begins;
        let since = self.since.map(|day| i64::from(day.0) * 86_400_000 - 129_600_000);
        let mut written = 0_u64;
        let whole = self.since.is_none() && self.without.is_empty();
        store.each_line::<anyhow::Error>(
            since,
            |events| {
                let heading = Heading {
                    rekindle_record: FORMAT,
                    program: Some(env!("CARGO_PKG_VERSION").into()),
                    written: Some(undo::written(world.now()).as_str().into()),
                    events: whole.then_some(events),
                    since: self.since,
                    without: self.without.clone(),
                };
                serde_json::to_writer(&mut **out.borrow_mut(), &heading)?;
                out.borrow_mut().write_all(b"\n")?;
                Ok(())
            },
            |line| {
                if self.since.is_some_and(|since| line.at.day(day_begins) < since) {
                    return Ok(());
                }
                buffer.clear();
                if self.without.is_empty() {
                    line.write(&mut buffer);
                } else {
                    let Some(body) = leave_out(&line.kind, line.body, &self.without) else { return Ok(()) };
                    Line { body: &body, ..line }.write(&mut buffer);
                }
                written += 1;
                if terminal {
                    out.borrow_mut().write_all(write::calm(&String::from_utf8_lossy(&buffer)).as_bytes())?;
                } else {
                    out.borrow_mut().write_all(&buffer)?;
                }
                Ok(())
            },
        )?;
        Ok((world.language().record.entries)(written))
    }

    fn table(&self, world: &World, store: &Store, out: &mut impl Write) -> anyhow::Result<String> {
        let titles: HashMap<_, _> = store.catalog()?.into_iter().map(|entry| (entry.id, entry.title)).collect();
        let note = sheet::COLUMNS.iter().position(|column| *column == "note");
        let skipped = note.filter(|_| self.without.contains(&LeftOut::Notes));
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let kept = |at: usize| Some(at) != skipped;
        csv.write_record(sheet::COLUMNS.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, name)| name))?;
        let mut written = 0_u64;
        let asked = Asked { since: self.since, ..Asked::default() };
        store.each_practice::<anyhow::Error>(&asked, |past| {
            let title = titles.get(&past.practised.card).map_or("", |title| title.as_str());
            let cells = sheet::cells(past.event, title, &past.practised);
            for (at, cell) in cells.iter().enumerate().filter(|(at, _)| kept(*at)) {
                // Our own numbers and times never begin a formula; words from outside may.
                let cell = if self.raw_cells || at < 2 { cell.into() } else { sheet::for_spreadsheets(cell) };
                csv.write_field(cell.as_bytes())?;
            }
            csv.write_record(None::<&[u8]>)?;
            written += 1;
            Ok(())
        })?;
        csv.flush()?;
        Ok((world.language().record.practices)(written))
    }
}
