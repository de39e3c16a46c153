//! `rekindle log`: a practice recorded without a screen.

use std::io::Read;

use anyhow::Context;
use serde::Serialize;

use super::world::moment;
use super::{Outcome, World, WrongUsage};
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::event::{Body, Change, EventId, Helped, Kind, Practised};
use crate::record::remembered::Remembered;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 10_000;

/// How far ahead of the clock a time may be, in milliseconds: another machine's clock may run a little fast.
pub(super) const AHEAD_MS: i64 = 60_000;

/// Options of `rekindle log`.
#[derive(Debug, clap::Args)]
pub struct Log {
    /// The card: deck-id/card-id, or the card-id alone when only one deck has it
    card: String,
    /// How it came to mind: again, hard, good or easy; left out, the schedule stays as it is
    #[arg(long, value_name = "R")]
    recall: Option<Recall>,
    /// How you were: numb, flooded, critical, flat, disconnected or steady
    #[arg(long, value_name = "S")]
    state: Option<State>,
    /// Distress before and after, 0 to 10, as in 7:4; either may be left out
    #[arg(long, value_name = "B:A", value_parser = change)]
    distress: Option<Change>,
    /// Connection before and after, 0 to 10, as in 2:5; either may be left out
    #[arg(long, value_name = "B:A", value_parser = change)]
    connection: Option<Change>,
    /// What it did: helped, same, worse or unsure
    #[arg(long, value_name = "H")]
    helped: Option<Helped>,
    /// How long it took, in seconds
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=86_400))]
    seconds: Option<u32>,
    /// A note; - reads it from standard input, where no other program can see it
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    note: Option<String>,
    /// When it was, as in 2026-11-23T18:00:00+01:00; now when left out
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
    /// What it was: learn, review, now or life; review when a recall is given, life otherwise
    #[arg(long, value_name = "K")]
    kind: Option<Kind>,
}

#[derive(Serialize)]
struct Logged {
    practice: EventId,
    card: CardId,
    day: Day,
    memory: MemoryJson,
    clock_jump_hours: Option<i64>,
}

/// What is remembered of a card, as the contract gives it.
#[derive(Serialize)]
pub(super) struct MemoryJson {
    stability: Option<f32>,
    difficulty: Option<f32>,
    last: Option<Day>,
    due: Option<Day>,
    interval_days: Option<i64>,
    reviews: u32,
    lapses: u32,
}

impl From<Remembered> for MemoryJson {
    fn from(known: Remembered) -> Self {
        Self {
            stability: known.memory.map(crate::memory::model::Memory::stability),
            difficulty: known.memory.map(crate::memory::model::Memory::difficulty),
            last: known.last_day,
            due: known.due,
            interval_days: known.due.zip(known.last_day).map(|(due, last)| i64::from(due.0) - i64::from(last.0)),
            reviews: known.reviews,
            lapses: known.lapses,
        }
    }
}

impl Log {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let settings = store.settings()?;
        let now = world.now();
        let at = self.at.unwrap_or(now);
        if at.utc_ms > now.utc_ms.saturating_add(AHEAD_MS) {
            return Err(WrongUsage(
                "could not record that: the time given with --at is still to come; give one that is past, or leave it out".to_owned(),
            )
            .into());
        }
        let card = store.find_card(&self.card)?;
        let row = store.card(&card)?;
        let kind = self.kind.unwrap_or(if self.recall.is_some() { Kind::Review } else { Kind::Life });
        if self.recall.is_some() && row.text.as_ref().is_some_and(|text| text.pinned) {
            return Err(WrongUsage(format!(
                "could not grade {card}: it is always within reach and never a test; leave --recall out"
            ))
            .into());
        }
        let note = self.note.map(read_note).transpose()?;
        let late = store.last_practised(&row)?.is_some_and(|last| at.utc_ms < last.utc_ms);
        let day = at.day(settings.day_begins);
        let practised = Practised {
            card: card.clone(),
            kind,
            at,
            day,
            recall: self.recall,
            due: None,
            state: self.state,
            distress: self.distress.unwrap_or_default(),
            connection: self.connection.unwrap_or_default(),
            helped: self.helped,
            seconds: self.seconds,
            note,
            session: None,
            done: false,
        };
        let events = store.append(now, vec![Body::Practised(practised)])?;
        let known = store.card(&card)?.remembered;
        let practice = events.first().map(|event| event.id).context("could not find the practice again")?;
        if world.json {
            world.print_json(&Logged {
                practice,
                card,
                day,
                memory: known.into(),
                clock_jump_hours: world.clock_jump(),
            })?;
        } else {
            let words = world.language();
            let said = &words.printed;
            let title = row.text.map_or_else(|| card.to_string(), |text| text.title.to_string());
            let today = now.day(settings.day_begins);
            let next = match known.due {
                _ if self.helped == Some(Helped::Worse) => said.thank_you.to_owned(),
                Some(due) => (said.comes_again)(&(words.amounts.when)(due, today)),
                None => String::new(),
            };
            let late = if late { said.put_in_place } else { "" };
            world.say(&format!("{}{next}{late}", (said.kept)(&title)))?;
            if let Some(hours) = world.clock_jump() {
                world.say(&(words.amounts.jumped)(hours))?;
            }
        }
        Ok(Outcome::Done)
    }
}

pub(super) fn read_note(note: String) -> anyhow::Result<SafeText> {
    let text = if note == "-" {
        let mut text = Vec::new();
        let most = u64::try_from(LONGEST_NOTE * 4 + 1).unwrap_or(u64::MAX);
        std::io::stdin().lock().take(most).read_to_end(&mut text).context("could not read the note")?;
        String::from_utf8(text).map_err(|why| {
            WrongUsage(format!("could not read the note: it is not UTF-8 text ({why}); nothing was kept"))
        })?
    } else {
        note
    };
    if text.chars().count() > LONGEST_NOTE {
        return Err(WrongUsage(format!(
            "could not keep the note: it has more than {LONGEST_NOTE} characters; shorten it, nothing was kept yet"
        ))
        .into());
    }
    Ok(SafeText::new(text.trim_end_matches(['\n', '\r'])))
}

/// Reads `before:after`, each 0 to 10 or nothing.
pub(super) fn change(text: &str) -> Result<Change, String> {
    let wrong = || "write it as before:after, each 0 to 10, as in 7:4, 7: or :4".to_owned();
    let level = |text: &str| match text {
        "" => Ok(None),
        _ => text.parse::<u8>().ok().filter(|level| *level <= 10).map(Some).ok_or_else(wrong),
    };
    let (before, after) = text.split_once(':').ok_or_else(wrong)?;
    let change = Change { before: level(before)?, after: level(after)? };
    if change.is_empty() { Err(wrong()) } else { Ok(change) }
}
