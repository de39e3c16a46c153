//! `rekindle help-lines`: people to reach. Works without a record and without a network.

use std::io;

use anyhow::Context;
use serde::Serialize;

use super::trouble::failed;
use super::{Outcome, World};
use crate::app::people;
use crate::deck::help_lines::{HelpLines as Lines, Region};
use crate::language::EN;
use crate::record::event::{Body, Person};
use crate::record::settings::Settings;

/// Options of `rekindle help-lines`.
#[derive(Debug, clap::Args)]
pub struct HelpLines {
    /// Write down somebody to reach: asks for a name and how to reach them
    #[arg(long)]
    add: bool,
    /// Only this country, in two letters, as in GB
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    region: Option<&'a str>,
    emergency: &'static str,
    lines: Vec<&'a Region>,
    own: &'a [Person],
    directory: String,
}

impl HelpLines {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let lines = Lines::shipped().context("could not read the help lines that ship with the program")?;
        if self.add {
            return add(world);
        }
        // A record that cannot be opened must never stand between a person and these lines.
        let (own, settings, trouble) = match world.open().and_then(|store| Ok((store.people()?, store.settings()?))) {
            Ok((own, settings)) => (own, settings, None),
            Err(error) => (Vec::new(), Settings::default(), Some(error)),
        };
        let words = world.words(&settings);
        let region = self.region.or(settings.region);
        if world.json {
            let shown = match region.as_deref() {
                Some(letters) => lines.region(letters).into_iter().collect(),
                None => lines.regions.iter().collect(),
            };
            let directory = format!("{}: {}", lines.directory.name, lines.directory.note);
            let report = Report {
                region: region.as_deref(),
                emergency: EN.people.emergency,
                lines: shown,
                own: &own,
                directory,
            };
            world.print_json(&report)?;
        } else {
            let today = world.now().local().map(|local| local.date_naive()).unwrap_or_default();
            let mut page = people::page(&lines, region.as_deref(), world.surroundings.home(), &own, today, words);
            page.keys.clear();
            crate::plain::print(&page, crate::plain::WIDTH, &mut io::stdout().lock())?;
        }
        if let Some(error) = trouble {
            use io::Write;
            let note = crate::deck::text::SafeText::new(&failed(words, &error));
            let _ = writeln!(io::stderr(), "rekindle: {}", (words.printed.own_not_shown)(note.as_str()));
        }
        Ok(Outcome::Done)
    }
}

fn add(world: &mut World) -> anyhow::Result<Outcome> {
    let mut store = world.open()?;
    let words = &world.language().printed;
    world.say(words.a_name)?;
    let name = world.line()?.unwrap_or_default();
    world.say(words.how_to_reach)?;
    let reach = world.line()?.unwrap_or_default();
    if name.trim().is_empty() || reach.trim().is_empty() {
        world.say(words.nobody_added)?;
        return Ok(Outcome::Not);
    }
    let mut people = store.people()?;
    people.push(Person { name: name.trim().into(), reach: reach.trim().into() });
    store.append(world.now(), vec![Body::PeopleChanged { people }])?;
    world.say(&(words.added)(name.trim()))?;
    Ok(Outcome::Done)
}
