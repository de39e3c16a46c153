//! `rekindle record import`: a file taken in, all of it or nothing.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use serde::Serialize;

use super::super::{Outcome, World};
use crate::deck::text::SafeText;
use crate::language::record::Brought;
use crate::record::export::{self, Lines, OneLine};
use crate::record::foreign::table::Map;
use crate::store::{Put, Store, Taking};

/// Problems that are listed one by one; of more than that only the number is said.
const LISTED: usize = 10_000;

/// Options of `rekindle record import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file: an export of a record, a table of reviews (CSV), or a package of Anki; - reads standard input
    file: PathBuf,
    /// Only say what would come in
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Take in what is good, although some of the file is not
    #[arg(long)]
    pub(super) skip_bad: bool,
    /// For a table: which column holds what, as in card=Name,time=Date,grade=Rating; by header or by number from 1
    #[arg(long, value_name = "FIELD=COL")]
    pub(super) map: Option<Map>,
    /// For a table: its first row is no header
    #[arg(long)]
    pub(super) no_header: bool,
    /// For a table: how far its times are ahead of UTC, as in +02:00; as it is here now when left out
    #[arg(long, value_name = "OFFSET", value_parser = super::foreign::offset, allow_hyphen_values = true)]
    pub(super) offset: Option<i32>,
    /// For a table: the deck whose cards are meant
    #[arg(long, value_name = "DECK")]
    pub(super) deck: Option<String>,
}

/// What an import came to.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Whether anything was kept.
    pub taken: bool,
    pub dry_run: bool,
    pub new: u64,
    pub already_there: u64,
    pub erased_before: u64,
    /// Entries of this record that the file says were erased elsewhere.
    pub erased: u64,
    /// For a table: which column was taken for what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    problems: Vec<Problem>,
    more_problems: u64,
}

/// A line or row that could not be taken.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    line: u64,
    why: SafeText,
}

impl Report {
    pub(super) fn new(dry_run: bool) -> Self {
        Self { dry_run, ..Self::default() }
    }

    pub(super) fn problem(&mut self, line: u64, why: &str) {
        if self.problems.len() < LISTED {
            self.problems.push(Problem { line, why: SafeText::new(why) });
        } else {
            self.more_problems += 1;
        }
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }
}

impl Import {
    /// What takes the answers in from a package of Anki whose deck was just added; those that are of no card of it, and
    /// changes by hand, are left out.
    pub fn of_answers(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            dry_run: false,
            skip_bad: true,
            map: None,
            no_header: false,
            offset: None,
            deck: None,
        }
    }

    /// Takes in the answers of a package of Anki.
    ///
    /// # Errors
    /// When the package cannot be read, or the record cannot be written; nothing was changed then.
    pub fn take_in_answers(&self, world: &World, store: &mut Store) -> anyhow::Result<Report> {
        self.take_in_anki(world, store, &self.file, &SafeText::new(&self.file.display().to_string()))
    }

    /// Says what came of it, as after every import.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn say_answers(&self, world: &World, report: &Report) -> anyhow::Result<()> {
        self.tell(world, report, &SafeText::new(&self.file.display().to_string())).map(drop)
    }

    pub(in super::super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let shown = SafeText::new(&self.file.display().to_string());
        let package = |ending: &std::ffi::OsStr| ["apkg", "colpkg"].iter().any(|one| ending.eq_ignore_ascii_case(one));
        if self.file.extension().is_some_and(package) {
            let mut store = world.open()?;
            let report = self.take_in_anki(world, &mut store, &self.file, &shown)?;
            return self.tell(world, &report, &shown);
        }
        let from: Box<dyn Read> =
            if self.file.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(open(&self.file)?) };
        let mut store = world.open()?;
        let mut from = BufReader::with_capacity(1 << 18, from);
        // JSON Lines begin with a bracket; a table does not.
        let start = from.fill_buf().map_err(|why| anyhow!("could not read {shown}: {why}; nothing was changed"))?;
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let named = self.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let table =
            self.map.is_some() || named || start.first().is_some_and(|byte| !matches!(byte, b'{' | 0 | 0xFE | 0xFF));
        let report = if table {
            self.take_in_table(world, &mut store, from, &shown)?
        } else {
            self.take_in(&mut store, from, &shown)?
        };
        self.tell(world, &report, &shown)
    }

    fn take_in(&self, store: &mut Store, from: BufReader<Box<dyn Read>>, shown: &SafeText) -> anyhow::Result<Report> {
        let mut report = Report::new(self.dry_run);
        let taken = store.taking::<anyhow::Error>(|taking| {
            read_lines(taking, &mut Lines::new(from), &mut report).with_context(|| {
                format!("could not read {shown}: nothing was taken in; check the file and try again")
            })?;
            report.taken = !self.dry_run && (self.skip_bad || !report.has_problems());
            Ok(report.taken)
        })?;
        report.erased = taken.erased;
        Ok(report)
    }

    /// Says what came of it: problems one by one, then the sum.
    fn tell(&self, world: &World, report: &Report, shown: &SafeText) -> anyhow::Result<Outcome> {
        let outcome = if report.has_problems() && !self.skip_bad { Outcome::Not } else { Outcome::Done };
        if world.json {
            world.print_json(report)?;
            return Ok(outcome);
        }
        let words = &world.language().record;
        if !report.columns.is_empty() {
            let columns = report.columns.iter().filter_map(|column| column.split_once(" from "));
            world.say(&(words.columns)(&columns.collect::<Vec<_>>()))?;
        }
        let mut err = io::stderr().lock();
        for Problem { line, why } in &report.problems {
            writeln!(err, "{shown}:{line}: {why}")?;
        }
        if report.more_problems > 0 {
            writeln!(err, "{shown}: {}", (words.more_problems)(report.more_problems))?;
        }
        drop(err);
        let Report { new, already_there, erased_before, erased, .. } = *report;
        let brought = (words.brings)(Brought { new, already_there, erased_before, erased });
        let problems = report.problems.len() as u64 + report.more_problems;
        world.say(&(words.imported)(report.taken, &brought, problems))?;
        Ok(outcome)
    }
}

fn open(path: &Path) -> anyhow::Result<File> {
    let shown = path.display();
    let file =
        File::open(path).map_err(|why| anyhow!("could not read {shown}: {why}; check the name and who may read it"))?;
    let plain = file.metadata().map(|found| !found.is_dir());
    match plain {
        Ok(true) => Ok(file),
        _ => Err(anyhow!("could not read {shown}: it is a folder; name a file")),
    }
}

/// Reads events line by line into the record; whatever cannot be taken is noted, and the rest read on.
fn read_lines<R: BufRead>(taking: &mut Taking<'_>, lines: &mut Lines<R>, report: &mut Report) -> anyhow::Result<()> {
    let heading = match lines.next_line()? {
        None => Err((1, "the file is empty".to_owned())),
        Some(OneLine::Bad(why)) => Err((1, why)),
        Some(OneLine::Text(text)) => export::read_heading(text).map_err(|why| (1, why)),
    };
    let heading = match heading {
        Ok(heading) => heading,
        Err((line, why)) => {
            report.problem(line, &why);
            return Ok(());
        }
    };
    let (mut read, mut last) = (0_u64, 1);
    loop {
        let number = lines.number() + 1;
        let text = match lines.next_line()? {
            None => break,
            Some(OneLine::Bad(why)) => Err(why),
            Some(OneLine::Text(text)) => Ok(text),
        };
        read += 1;
        last = number;
        let put = match text.and_then(export::read) {
            Ok((line, body)) => match taking.put(&line, body.as_ref())? {
                Put::Differs if !heading.without.is_empty() => Ok(Put::There),
                Put::Differs => Err("an entry with this id is here already and says something else; that one stays"),
                Put::Taken => Err("another entry of the same device has this place; they cannot both stand there"),
                put => Ok(put),
            }
            .map_err(str::to_owned),
            Err(why) => Err(why),
        };
        match put {
            Ok(Put::New) => report.new += 1,
            Ok(Put::Erased) => report.erased_before += 1,
            Ok(_) => report.already_there += 1,
            Err(why) => report.problem(number, &why),
        }
    }
    if heading.events.is_some_and(|events| events != read) {
        let events = heading.events.unwrap_or_default();
        report.problem(last, &format!("the file ends here with {read} entries, and its first line speaks of {events}"));
    }
    Ok(())
}
