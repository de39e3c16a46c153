//! Review logs of other programs: reviews in, finished events and a report out.
//!
//! Everything about such an event follows from the review itself: its id, its place in the order, its due day. So the
//! same log can come in twice, or on two devices that are joined later, and is there once.

pub mod names;
pub mod table;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use self::names::Names;
use super::event::{Body, Change, DeviceId, Event, EventId, Helped, Kind, Order, Practised};
use super::export::in_time;
use super::remembered::{Remembered, Turn};
use super::settings::Settings;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};
use crate::memory::model::Model;
use crate::memory::recall::Recall;
use crate::memory::retention::Retention;

/// The name space of ids that are made from reviews. Random once, and the same for ever.
const SPACE: Uuid = Uuid::from_u128(0x8d0f_6b5e_5c0b_4f7c_9a35_2e1d_70c4_b6a1);

/// How far ahead of the clock a review may be, in milliseconds: a day, since its offset may be a guess.
const AHEAD_MS: i64 = 86_400_000;

/// One review of another program.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Where it stood, for the report: its row or line, from 1.
    pub row: u64,
    /// Its card, as the log names it: an id, the last part of one, or a title.
    pub card: String,
    /// When it was.
    pub at: Moment,
    /// How it went; only a row of our own table may be without.
    pub recall: Option<Recall>,
    /// How long it took, in seconds, 0 to 86,400.
    pub seconds: Option<u32>,
    /// What only a table of our own holds.
    pub ours: Ours,
}

/// What a table that rekindle wrote holds beyond a review.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ours {
    /// The practice's own id, by which one that is here already is known.
    pub practice: Option<EventId>,
    /// What kind of practice it was.
    pub kind: Option<Kind>,
    /// How the person was.
    pub state: Option<State>,
    /// Distress, 0 to 10.
    pub distress: Change,
    /// Connection, 0 to 10.
    pub connection: Change,
    /// What it did.
    pub helped: Option<Helped>,
    /// The person's words.
    pub note: Option<SafeText>,
}

/// A review that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its row or line, from 1.
    pub row: u64,
    /// Why, in words for the person.
    pub why: String,
}

/// What became of a log.
#[derive(Debug, Default)]
pub struct Converted {
    /// The events, each with the row that it came from, in the order in which they were done.
    pub events: Vec<(u64, Event)>,
    /// How many rows said the same as one before them.
    pub repeated: u64,
    /// What could not be taken, by row.
    pub refused: Vec<Refused>,
}

/// Makes events of reviews. `now` is the end of time: what lies more than a day after it is refused. Practice days begin
/// at `day_begins`. Reviews that are `here` already, by the id that our own table gives, are counted as repeated.
///
/// A graded review gets the day on which FSRS with the usual retention brings its card round again, from the reviews of
/// that card in the log alone, at most the usual longest interval away; the next answer decides anew.
pub fn convert(
    reviews: impl IntoIterator<Item = Review>,
    names: &Names,
    here: impl Fn(EventId) -> bool,
    model: &Model,
    now: Moment,
    day_begins: u32,
) -> Converted {
    let mut converted = Converted::default();
    let mut seen: BTreeSet<EventId> = BTreeSet::new();
    let mut cards: BTreeMap<CardId, Vec<(u64, EventId, Practised)>> = BTreeMap::new();
    for review in reviews {
        let row = review.row;
        match practised(review, names, now, day_begins) {
            Err(why) => converted.refused.push(Refused { row, why }),
            Ok((ours, practised)) => {
                let id = id(&practised);
                if ours.is_some_and(&here) || !seen.insert(id) {
                    converted.repeated += 1;
                } else {
                    cards.entry(practised.card.clone()).or_default().push((row, id, practised));
                }
            }
        }
    }
    for (_, mut practices) in cards {
        practices.sort_by_key(|(_, id, practised)| (practised.at.utc_ms, *id));
        let mut known = Remembered::default();
        for (row, id, mut practised) in practices {
            known = known.after(model, Turn { day: practised.day, recall: practised.recall, due: None });
            practised.due = comes_round(model, &known, &practised);
            converted.events.push((row, event(id, practised)));
        }
    }
    converted.events.sort_by_key(|(_, event)| event.order);
    converted.refused.sort_by_key(|refused| refused.row);
    converted
}

fn practised(
    review: Review,
    names: &Names,
    now: Moment,
    day_begins: u32,
) -> Result<(Option<EventId>, Practised), String> {
    let Review { row: _, card, at, recall, seconds, ours } = review;
    in_time(at)?;
    if at.utc_ms > now.utc_ms.saturating_add(AHEAD_MS) {
        return Err("its time is still to come".to_owned());
    }
    let card = names.find(&card)?.clone();
    let practised = Practised {
        card,
        kind: ours.kind.unwrap_or(if recall.is_some() { Kind::Review } else { Kind::Life }),
        done: false,
        at,
        day: at.day(day_begins),
        recall,
        due: None,
        state: ours.state,
        distress: ours.distress,
        connection: ours.connection,
        helped: ours.helped,
        seconds,
        note: ours.note,
        session: None,
    };
    Ok((ours.practice, practised))
}

/// Makes the id of a practice from what it says, so that the same review always has the same one. The offset and the day
/// are left out, since both may have been guessed.
fn id(practised: &Practised) -> EventId {
    let at = Moment { offset_minutes: 0, ..practised.at };
    let said = Practised { at, day: Day(0), due: None, ..practised.clone() };
    // Writing fails only for maps whose keys are no texts.
    let said = serde_json::to_vec(&said).unwrap_or_default();
    EventId(Uuid::new_v5(&SPACE, &said))
}

fn comes_round(model: &Model, known: &Remembered, practised: &Practised) -> Option<Day> {
    if practised.recall.is_none() {
        return (practised.kind == Kind::Learn).then_some(practised.day);
    }
    let longest = Settings::default().longest;
    #[allow(clippy::cast_possible_truncation, reason = "clamped to a few days before")]
    let days = model.interval(known.memory?.stability(), Retention::DEFAULT).round().clamp(1.0, longest as f32) as i64;
    Some(practised.day.plus(days))
}

/// Puts a practice at the beginning of the log, at a number that follows from its id: nothing else stands there, and what
/// is said of it later comes after it.
fn event(id: EventId, practised: Practised) -> Event {
    let number = u64::try_from(id.0.as_u128() >> 76).unwrap_or(0);
    let device = DeviceId(Uuid::new_v5(&SPACE, b"device"));
    Event { id, order: Order { clock: 0, device, number }, at: practised.at, body: Body::Practised(practised) }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
