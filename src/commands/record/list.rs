//! `rekindle record list`: past practices, with the ids by which they are changed or erased.

use std::collections::HashMap;

use serde::Serialize;

use super::super::{Outcome, World, undo};
use crate::deck::ids::CardId;
use crate::deck::text::SafeText;
use crate::helped::levels::Axis;
use crate::memory::days::Day;
use crate::memory::recall::Recall;
use crate::record::event::{Change, EventId, Helped, Kind, Practised};
use crate::store::{Asked, PastPractice};

/// Options of `rekindle record list`.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only practices of this card
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// Only from this practice day on, as in 2026-11-23
    #[arg(long, value_name = "DAY", value_parser = super::day)]
    since: Option<Day>,
    /// The most practices that are listed, the latest first
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    /// Those that were taken back; they stand in the record until they are erased
    #[arg(long)]
    undone: bool,
    /// Show titles, ratings and notes as well; they stay in the terminal's scrollback
    #[arg(long)]
    show: bool,
}

#[derive(Serialize)]
struct Report {
    practices: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    practice: EventId,
    at: String,
    day: Day,
    kind: Kind,
    has_note: bool,
    #[serde(flatten)]
    shown: Option<Shown>,
}

/// What is for the person's eyes alone.
#[derive(Serialize)]
struct Shown {
    card: CardId,
    title: Option<SafeText>,
    recall: Option<Recall>,
    helped: Option<Helped>,
    distress: Change,
    connection: Change,
    seconds: Option<u32>,
    note: Option<SafeText>,
}

impl List {
    pub(in super::super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let store = world.open()?;
        let card = self.card.as_deref().map(|card| store.find_card(card)).transpose()?;
        let asked = Asked { card, since: self.since, most: Some(self.most), undone: self.undone };
        let mut practices = Vec::new();
        store.each_practice::<anyhow::Error>(&asked, |past| {
            practices.push(past);
            Ok(())
        })?;
        let titles: HashMap<CardId, SafeText> = if self.show {
            store.catalog()?.into_iter().map(|entry| (entry.id, entry.title)).collect()
        } else {
            HashMap::new()
        };
        if world.json {
            let item = |past: PastPractice| self.item(past, &titles);
            world.print_json(&Report { practices: practices.into_iter().map(item).collect() })?;
            return Ok(Outcome::Done);
        }
        let words = world.language();
        if practices.is_empty() {
            world.say(words.record.nothing_listed)?;
        }
        for PastPractice { event, practised } in &practices {
            let note = if practised.note.is_some() && !self.show { words.record.with_note } else { "" };
            let kind = (words.printed.kind)(practised.kind);
            world.say(&format!("{}  {}  {kind}{note}", event.0, undo::written(practised.at)))?;
            if self.show {
                let title = titles.get(&practised.card).map_or_else(|| practised.card.to_string(), ToString::to_string);
                world.say(&format!("    {title} ({})", practised.card))?;
                say_ratings(world, practised)?;
            }
        }
        Ok(Outcome::Done)
    }

    fn item(&self, past: PastPractice, titles: &HashMap<CardId, SafeText>) -> Item {
        let PastPractice { event, practised } = past;
        Item {
            practice: event,
            at: undo::written(practised.at),
            day: practised.day,
            kind: practised.kind,
            has_note: practised.note.is_some(),
            shown: self.show.then(|| Shown {
                title: titles.get(&practised.card).cloned(),
                card: practised.card,
                recall: practised.recall,
                helped: practised.helped,
                distress: practised.distress,
                connection: practised.connection,
                seconds: practised.seconds,
                note: practised.note,
            }),
        }
    }
}

fn say_ratings(world: &World, practised: &Practised) -> anyhow::Result<()> {
    let words = world.language();
    let mut parts = Vec::new();
    parts.extend(practised.recall.map(words.record.recalled));
    for (axis, change) in [(Axis::Distress, practised.distress), (Axis::Connection, practised.connection)] {
        if !change.is_empty() {
            let level = |level: Option<u8>| level.map_or_else(|| "-".to_owned(), |level| level.to_string());
            parts.push(format!("{} {}:{}", (words.names.axis)(axis), level(change.before), level(change.after)));
        }
    }
    parts.extend(practised.helped.map(|helped| (words.record.it)(helped).to_owned()));
    parts.extend(practised.seconds.map(|seconds| format!("{seconds} s")));
    if !parts.is_empty() {
        world.say(&format!("    {}", parts.join(", ")))?;
    }
    for line in practised.note.iter().flat_map(|note| note.as_str().lines()) {
        world.say(&format!("    | {line}"))?;
    }
    Ok(())
}
