//! `rekindle report`: chosen parts of the record for somebody who treats the person, looked at before they are written.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::private_file::PrivateFile;
use super::{Outcome, World, WrongUsage};
use crate::language::Language;
use crate::memory::days::{Day, Moment};
use crate::record::catalog::{FOR_GOOD, rests_on};
use crate::record::event::Told;
use crate::record::settings::Settings;
use crate::report::field::Field;
use crate::report::gather::{Known, SAFETY, report};
use crate::report::sheet::{Block, Part};
use crate::report::{Format, lay_out, text, write};
use crate::store::Store;

/// Options of `rekindle report`.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// How it is written: md, html, csv or json
    #[arg(long, value_name = "F", default_value_t = Format::Markdown)]
    format: Format,
    /// Only what was done from this day on, as in 2026-09-01
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// The file; it must not be there yet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Parts to take in besides the usual ones
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = fields())]
    with: Vec<Field>,
    /// Parts to leave out
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = fields(), hide_possible_values = true)]
    without: Vec<Field>,
    /// Do not show it first and do not ask; without --out it goes to standard output
    #[arg(long)]
    yes: bool,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

/// The names of the parts, from the table of fields.
fn fields() -> impl TypedValueParser<Value = Field> {
    let values = Field::ALL.iter().map(|field| {
        let usual = if field.usual() { "" } else { " (only when named)" };
        PossibleValue::new(field.as_str()).help(format!("{}{usual}", field.about()))
    });
    PossibleValuesParser::new(values).try_map(|word| word.parse::<Field>())
}

impl Report {
    pub(super) fn run(mut self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json {
            if self.out.is_some() && !self.yes {
                return Err(WrongUsage(
                    "could not ask before writing: --json prints facts alone; give --yes with it".to_owned(),
                )
                .into());
            }
            (self.format, self.yes) = (Format::Json, true);
        }
        let store = world.open()?;
        let settings = store.settings()?;
        let day_begins = settings.day_begins;
        let since = self.since(world.now().day(day_begins))?;
        let named = !self.with.is_empty() || !self.without.is_empty();
        let chosen = (self.yes || named).then(|| self.chosen());
        // Notes are read entry by entry, which takes a while in a record of many years.
        let notes = chosen.as_ref().is_none_or(|chosen| chosen.contains(&Field::Notes));
        let known = known(&store, world.now(), &settings, since, notes)?;
        drop(store);
        let chosen = chosen.map_or_else(|| ask(world, &known), Ok)?;
        let report = report(&known, &chosen);
        let language = world.language();
        let written = write(&report, self.format, language);
        if self.yes && self.out.is_none() {
            io::stdout().lock().write_all(written.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let name = format!("rekindle-report-{}.{}", report.made_on, self.format);
        let path = self.out.unwrap_or_else(|| PathBuf::from(name));
        let words = &language.report.asked;
        if !self.yes {
            let sheet = lay_out::sheet(&report, language);
            let shown = if named { text::write(&sheet) } else { text::head(&sheet) };
            print(&format!("\n{shown}\n"))?;
            if sheet.parts.is_empty() || !world.agrees(&(words.write)(&path.display().to_string()))? {
                world.say(words.not_written)?;
                return Ok(Outcome::Not);
            }
        }
        let mut file = PrivateFile::begin(&path, self.force)?;
        file.write_all(written.as_bytes()).map_err(|why| {
            anyhow::anyhow!("could not write {}: {why}; make some room or choose another place", path.display())
        })?;
        file.finish()?;
        world.say(&(words.written)(&path.display().to_string()))?;
        Ok(Outcome::Done)
    }

    fn since(&self, today: Day) -> anyhow::Result<Option<Day>> {
        let Some(text) = &self.since else { return Ok(None) };
        let day = Day::try_from(text.clone())
            .map_err(|why| WrongUsage(format!("could not read the day of --since: {why}; write it as 2026-09-01")))?;
        if day > today {
            return Err(WrongUsage(format!("could not look back from {day}: it is still to come")).into());
        }
        Ok(Some(day))
    }

    /// The usual parts, with and without what was named. Leaving out wins.
    fn chosen(&self) -> BTreeSet<Field> {
        let mut chosen = Field::usual_ones();
        chosen.extend(&self.with);
        chosen.retain(|field| !self.without.contains(field));
        chosen
    }
}

/// Reads all that a report may be made from: everything, or what was done from a day on.
fn known(store: &Store, now: Moment, settings: &Settings, since: Option<Day>, notes: bool) -> anyhow::Result<Known> {
    let day_begins = settings.day_begins;
    let (first, today) = (since.unwrap_or(Day(0)), now.day(day_begins));
    let laid_aside = store.catalog()?.into_iter().filter(|card| card.active && rests_on(card.rests_until, today));
    Ok(Known {
        made_by: format!("rekindle {}", env!("CARGO_PKG_VERSION")),
        since,
        day_begins,
        helped: store.what_helped_since(now, day_begins, since)?,
        families: store.families_practised(first, today)?,
        remembered: store.answered(first, today)?,
        laid_aside: laid_aside
            .map(|card| (card.id, card.title, card.rests_until.filter(|until| *until != FOR_GOOD)))
            .collect(),
        step_back: store.step_back(now, day_begins, settings.drift_message)?,
        told_of_drift: store.told(Told::Drift)?.map(|at| at.day(day_begins)),
        notes: if notes { store.notes(first, today)? } else { Vec::new() },
        people: store.people()?,
    })
}

/// Shows each part that has anything in it, and asks whether to keep it. What is left out unless named is not even shown
/// before the person says so: somebody may be looking on.
fn ask(world: &World, known: &Known) -> anyhow::Result<BTreeSet<Field>> {
    let mut chosen = BTreeSet::new();
    let language = world.language();
    let words = &language.report.asked;
    world.say(words.each_part)?;
    if known.helped.techniques.iter().any(|used| used.card.deck() == SAFETY)
        && world.agrees(&format!("\n{}", words.name_safety))?
    {
        chosen.insert(Field::Safety);
    }
    for field in Field::ALL {
        let mut one = chosen.clone();
        one.insert(*field);
        let sheet = lay_out::sheet(&report(known, &one), language);
        let Some(part) = sheet.parts.iter().find(|part| part.field == *field && !is_empty(part, language)) else {
            continue;
        };
        let about = format!("{}: {}", field.as_str(), (words.about)(*field));
        if !field.usual() && !world.agrees(&format!("\n{}", (words.look_further)(&about)))? {
            continue;
        }
        print(&format!("\n{}", text::part(part, language)))?;
        if world.agrees(words.keep)? {
            chosen.insert(*field);
        }
    }
    Ok(chosen)
}

fn is_empty(part: &Part, words: &Language) -> bool {
    part.blocks.iter().all(|block| matches!(block, Block::Words(said) if said == words.report.nothing))
}

fn print(text: &str) -> anyhow::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
