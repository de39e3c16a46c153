//! `rekindle record edit`: a past practice written anew in part.

use std::str::FromStr;

use serde::Serialize;

use super::super::log::{AHEAD_MS, MemoryJson, change, read_note};
use super::super::world::moment;
use super::super::{Outcome, World, WrongUsage};
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::amend::{Amended, Field};
use crate::record::event::{Body, Change, EventId, Helped};

/// Options of `rekindle record edit`.
#[derive(Debug, clap::Args)]
pub struct Edit {
    /// The practice: its id or the beginning of it, from `record list`; `last` is the one written down last
    practice: String,
    /// Its note; - reads it from standard input, where no other program can see it; empty takes it away
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    note: Option<String>,
    /// What it did: helped, same, worse or unsure; none takes it away
    #[arg(long, value_name = "H", value_parser = field::<Helped>)]
    helped: Option<Field<Helped>>,
    /// Distress before and after, 0 to 10, as in 7:4; 7: or :4 changes one of them; none takes both away
    #[arg(long, value_name = "B:A", value_parser = levels)]
    distress: Option<Levels>,
    /// Connection before and after, the same way
    #[arg(long, value_name = "B:A", value_parser = levels)]
    connection: Option<Levels>,
    /// How it came to mind: again, hard, good or easy; none takes it away; the schedule follows
    #[arg(long, value_name = "R", value_parser = field::<Recall>)]
    recall: Option<Field<Recall>>,
    /// How you were; none takes it away
    #[arg(long, value_name = "S", value_parser = field::<State>)]
    state: Option<Field<State>>,
    /// How long it took, in seconds; none takes it away
    #[arg(long, value_name = "N", value_parser = seconds)]
    seconds: Option<Field<u32>>,
    /// When it was, as in 2026-11-23T18:00:00+01:00; the schedule follows
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
    /// Erase for good how it was written before; the practice gets a new id, and that cannot be taken back
    #[arg(long)]
    erase_old: bool,
}

/// Both levels of a scale.
type Levels = (Field<u8>, Field<u8>);

#[derive(Serialize)]
struct Edited {
    practice: EventId,
    card: CardId,
    day: Day,
    memory: MemoryJson,
    erased_old: bool,
}

/// Reads a word of a field, or `none`.
fn field<T: FromStr<Err = String>>(text: &str) -> Result<Field<T>, String> {
    if text == "none" {
        Ok(Field::Clear)
    } else {
        text.parse().map(Field::Set).map_err(|why| format!("{why}, or none"))
    }
}

fn seconds(text: &str) -> Result<Field<u32>, String> {
    match text.parse() {
        _ if text == "none" => Ok(Field::Clear),
        Ok(seconds @ 0..=86_400) => Ok(Field::Set(seconds)),
        _ => Err("a number from 0 to 86400, or none".to_owned()),
    }
}

fn levels(text: &str) -> Result<Levels, String> {
    if text == "none" {
        return Ok((Field::Clear, Field::Clear));
    }
    let Change { before, after } = change(text)?;
    let field = |level: Option<u8>| level.map_or(Field::Keep, Field::Set);
    Ok((field(before), field(after)))
}

impl Edit {
    pub(in super::super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let now = world.now();
        let settings = store.settings()?;
        if self.at.is_some_and(|at| at.utc_ms > now.utc_ms.saturating_add(AHEAD_MS)) {
            return Err(WrongUsage(
                "could not change that: the time given with --at is still to come; give one that is past".to_owned(),
            )
            .into());
        }
        let past = store.find_practice(&self.practice)?;
        let card = past.practised.card.clone();
        let text = store.card(&card)?.text;
        if matches!(self.recall, Some(Field::Set(_))) && text.as_ref().is_some_and(|text| text.pinned) {
            return Err(WrongUsage(format!(
                "could not grade {card}: it is always within reach and never a test; leave --recall out"
            ))
            .into());
        }
        let erase_old = self.erase_old;
        let amended = self.amended(past.event, settings.day_begins)?;
        if amended.is_empty() && !erase_old {
            return Err(WrongUsage(
                "could not change anything: nothing new was given; `rekindle record edit --help` says what can be"
                    .to_owned(),
            )
            .into());
        }
        let new_words = !amended.note.is_keep();
        let practice = if erase_old {
            store.replace(now, past.event, amended)?
        } else {
            store.append(now, vec![Body::Amended(Box::new(amended))])?;
            past.event
        };
        let known = store.card(&card)?.remembered;
        let day = store.practice(practice)?.map_or(past.practised.day, |past| past.practised.day);
        if world.json {
            let edited = Edited { practice, card, day, memory: known.into(), erased_old: erase_old };
            world.print_json(&edited)?;
            return Ok(Outcome::Done);
        }
        let title = text.map_or_else(|| card.to_string(), |text| text.title.to_string());
        let today = now.day(settings.day_begins);
        let words = world.language();
        let due =
            known.due.map_or_else(String::new, |due| (words.printed.comes_again)(&(words.amounts.when)(due, today)));
        world.say(&format!("{}{due}", (words.printed.changed)(&title)))?;
        let id = practice.0.to_string();
        if erase_old {
            world.say(&(words.record.old_erased)(&id))?;
        } else if new_words && past.practised.note.is_some() {
            world.say(&(words.record.old_words_stay)(&id))?;
        }
        Ok(Outcome::Done)
    }

    fn amended(self, practice: EventId, day_begins: u32) -> anyhow::Result<Amended> {
        let note = match self.note.map(read_note).transpose()? {
            None => Field::Keep,
            Some(note) if note.is_blank() => Field::Clear,
            Some(note) => Field::Set(note),
        };
        let (distress_before, distress_after) = self.distress.unwrap_or_default();
        let (connection_before, connection_after) = self.connection.unwrap_or_default();
        Ok(Amended {
            at: self.at,
            day: self.at.map(|at| at.day(day_begins)),
            recall: self.recall.unwrap_or_default(),
            state: self.state.unwrap_or_default(),
            distress_before,
            distress_after,
            connection_before,
            connection_after,
            helped: self.helped.unwrap_or_default(),
            seconds: self.seconds.unwrap_or_default(),
            note,
            ..Amended::of(practice)
        })
    }
}
