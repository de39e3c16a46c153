//! `rekindle now`: something for this moment.

use serde::Serialize;

use super::prepare::{self, Wish};
use super::trouble::closed;
use super::{Outcome, World, today};
use crate::app::helping::Closer;
use crate::app::now::{Offered, Reason, Suggestions};
use crate::app::plot::Curve;
use crate::app::{App, Effect, Msg, RestOf, Shown};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::text::SafeText;
use crate::helped::constants::{FAMILY_RESTS, OFFERED};
use crate::helped::levels::Axis;
use crate::helped::now::{AFTER_WORSE, Asked, Candidate, choose};
use crate::helped::uses::Use;
use crate::language::EN;
use crate::language::Language;
use crate::memory::days::Moment;
use crate::record::benefit::{Technique, Testing};
use crate::record::settings::Settings;
use crate::store::{Store, StoreError};

/// Options of `rekindle now`.
#[derive(Debug, clap::Args)]
pub struct Now {
    /// How you are: numb, flooded, critical, flat, disconnected or steady
    #[arg(long, value_name = "S")]
    state: Option<State>,
    /// The time you have, in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    minutes: Option<u32>,
    /// Distress, 0 to 10
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=10))]
    distress: Option<u8>,
    /// Connection, 0 to 10
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=10))]
    connection: Option<u8>,
}

#[derive(Serialize)]
struct Report {
    state: Option<State>,
    /// Whether distress is so high that nothing is explored.
    careful: bool,
    /// Whether a person is suggested before any card.
    person_first: bool,
    suggestions: Vec<Suggestion>,
    /// Always there beside the suggestions.
    also: [&'static str; 3],
}

#[derive(Serialize)]
struct Suggestion {
    card: CardId,
    title: SafeText,
    seconds: u32,
    why: String,
}

impl Now {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let now = world.now();
        let asked = Asked {
            state: self.state,
            distress: self.distress,
            connection: self.connection,
            seconds: self.minutes.map(|minutes| minutes * 60),
            rated: 0,
            said: 0,
            seed: world.seed ^ if world.seeded { 0 } else { now.utc_ms.unsigned_abs() },
        };
        if world.json {
            let found = suggest(&store, &store.settings()?, now, asked)?;
            let suggestions = found.offers.into_iter().map(|offer| Suggestion {
                card: offer.card,
                title: offer.shown.card.title.clone(),
                seconds: offer.shown.card.seconds(),
                why: offer.why.said(&EN),
            });
            world.print_json(&Report {
                state: found.asked.state(),
                careful: found.asked.careful(),
                person_first: found.person_first,
                suggestions: suggestions.collect(),
                also: ["choose myself", "nothing right now", "people to reach: rekindle help-lines"],
            })?;
            return Ok(Outcome::Done);
        }
        let start = prepare::start(world, &mut store, &Wish::default(), !world.plain)?;
        let shown = today::show(world, &mut store, App::new(start, now).right_now(asked, now));
        store.leave();
        shown.map(|()| Outcome::Done)
    }
}

/// Chooses what to offer in a moment.
fn suggest(store: &Store, settings: &Settings, now: Moment, mut asked: Asked) -> Result<Suggestions, StoreError> {
    let gates = store.gates()?;
    // In such a moment nobody is asked for consent: only what was allowed before is offered.
    let blocked = Gate::ALL
        .iter()
        .filter(|gate| !gates.get(gate).copied().unwrap_or(false))
        .fold(0, |bits, gate| bits | gate.bit());
    let found = store.for_now(&mut asked, now, settings.day_begins, blocked, settings.path.as_deref())?;
    let candidates: Vec<_> = found.into_iter().map(|(candidate, _)| candidate).collect();
    let mut offers = Vec::new();
    for offer in choose(&asked, &candidates) {
        let Some(candidate) = candidates.get(offer.index) else { continue };
        if let Some(shown) = prepare::shown(store, &candidate.card)? {
            offers.push(Offered { card: candidate.card.clone(), shown, why: Reason::Record(offer.because) });
        }
    }
    let (step_back, _) = prepare::stepping_back(store, settings, now)?;
    if step_back.is_none() && !asked.careful() && asked.state() != Some(State::Steady) {
        let testing = store.fair_test(now, settings.day_begins)?;
        let next = testing.as_ref().and_then(Testing::next);
        let fits = |one: &&Candidate| asked.seconds.is_none_or(|most| one.seconds <= most);
        let free = next.and_then(|next| candidates.iter().filter(fits).find(|one| one.card == *next));
        if let (Some(testing), Some(one)) = (&testing, free)
            && let Some(shown) = prepare::shown(store, &one.card)?
        {
            offers.retain(|offer| offer.card != one.card);
            offers.truncate(OFFERED - 1);
            offers.insert(0, Offered { card: one.card.clone(), shown, why: turn(testing, &asked) });
        }
    }
    Ok(Suggestions { person_first: step_back.is_some(), asked, offers })
}

/// Says that it is the turn of a card in a fair test, and what makes the use count.
fn turn(testing: &Testing, asked: &Asked) -> Reason {
    let pair = testing.progress.taken / 2 + 1;
    let level = match testing.test.axis {
        Axis::Distress => asked.distress,
        Axis::Connection => asked.connection,
    };
    Reason::Turn { pair, level: level.is_some() }
}

/// Finds a card that turns outward and asks for little, for after a practice that made things worse.
fn outward(store: &Store, now: Moment, day_begins: u32) -> Result<Option<(CardId, Shown)>, StoreError> {
    let today = now.day(day_begins);
    for id in AFTER_WORSE {
        let Ok(card) = id.parse::<CardId>() else { continue };
        let row = match store.card(&card) {
            Ok(row) => row,
            Err(StoreError::NoCard(_)) => continue,
            Err(other) => return Err(other),
        };
        if row.active
            && !row.rests_on(today)
            && let Some(shown) = prepare::shown(store, &card)?
        {
            return Ok(Some((card, shown)));
        }
    }
    Ok(None)
}

/// Answers what the app asks beside sessions: what to offer, what helped, what rests.
pub(super) fn answer(store: &Store, settings: &Settings, now: Moment, effect: Effect, words: &Language) -> Msg {
    let answered = match effect {
        Effect::Suggest(asked) => suggest(store, settings, now, asked).map(|found| Msg::Suggested(Box::new(found))),
        Effect::Lately => store
            .for_life(FOR_LIFE)
            .map(|cards| Msg::Lately(cards.into_iter().map(|(card, title)| (card, title.to_string())).collect())),
        Effect::WhatHelped => store
            .what_helped(now, settings.day_begins, super::helped::MOST, super::helped::DAYS)
            .map(|known| Msg::Known(Box::new(known))),
        Effect::Closer(card) => closer(store, settings, now, &card).map(|found| Msg::Closer(found.map(Box::new))),
        Effect::Rests(card, _) => rest_of(store, settings, now, &card).map(|rest| Msg::Rests(rest.map(Box::new))),
        Effect::Outward => outward(store, now, settings.day_begins).map(|found| Msg::Outward(found.map(Box::new))),
        _ => Ok(Msg::Recorded(Vec::new())),
    };
    answered.unwrap_or_else(|error| Msg::Failed(closed(words, &error)))
}

/// Cards to pick from when one was used in life; each has a digit.
const FOR_LIFE: usize = 9;

/// Uses that are drawn of one technique.
const DRAWN: u32 = 30;

/// Days ahead for which the chance to recall is drawn.
const AHEAD: u32 = 90;

/// Reads what the pictures of one technique are drawn from: its last uses, and the chance that it comes to mind.
pub(super) fn drawn(
    store: &Store,
    settings: &Settings,
    now: Moment,
    technique: &Technique,
) -> Result<(Vec<Use>, Option<Curve>), StoreError> {
    let uses = store.uses(technique.number, DRAWN)?;
    let known = store.card(&technique.card)?.remembered;
    let today = now.day(settings.day_begins);
    let curve = known.memory.map(|memory| {
        let elapsed = known.last_day.map_or(0, |last| today.since(last));
        let chance = |ahead: u32| f64::from(store.model().recall_chance(memory, elapsed.saturating_add(ahead)));
        Curve {
            points: (0..=AHEAD).map(|ahead| (ahead, chance(ahead))).collect(),
            due: known.due.filter(|due| *due > today).map(|due| due.since(today)).filter(|due| *due <= AHEAD),
        }
    });
    Ok((uses, curve))
}

fn closer(store: &Store, settings: &Settings, now: Moment, card: &CardId) -> Result<Option<Closer>, StoreError> {
    let Some(technique) = store.technique(card)? else { return Ok(None) };
    let (uses, curve) = drawn(store, settings, now, &technique)?;
    Ok(Some(Closer { technique, uses, curve }))
}

/// Returns the rest that the last use of a card asked for, if it did.
fn rest_of(store: &Store, settings: &Settings, now: Moment, card: &CardId) -> Result<Option<RestOf>, StoreError> {
    let Some(technique) = store.technique(card)? else { return Ok(None) };
    let last = store.uses(technique.number, 1)?.first().map(|one| one.at);
    let today = now.day(settings.day_begins);
    let found = technique.cells.iter().find_map(|(state, cell)| {
        let rest = cell.rest.filter(|rest| rest.until > today.0 && Some(rest.since) == last)?;
        Some(((*state)?, rest))
    });
    let Some((state, rest)) = found else { return Ok(None) };
    let mut resting = store.resting(today)?;
    resting.retain(|other| other.turns_to_body);
    resting.dedup_by(|one, other| one.card == other.card);
    let gate = if technique.turns_to_body && resting.len() >= FAMILY_RESTS {
        let allowed = store.gates()?;
        let gates = store.card(card)?.text.map(|text| text.gates).unwrap_or_default();
        gates.into_iter().find(|gate| allowed.get(gate).copied().unwrap_or(false))
    } else {
        None
    };
    Ok(Some(RestOf {
        card: card.clone(),
        title: technique.title.to_string(),
        state,
        until: crate::memory::days::Day(rest.until),
        why: rest.why,
        gate,
    }))
}
