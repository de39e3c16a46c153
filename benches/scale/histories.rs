//! A simulated person: remembers as FSRS with its default weights says, answers with four grades, comes late, and
//! repeats on the same day what did not come to mind.

use rekindle::deck::ids::CardId;
use rekindle::deck::kinds::State;
use rekindle::memory::days::{Day, Moment};
use rekindle::memory::model::{Memory, Model};
use rekindle::memory::recall::Recall;
use rekindle::memory::retention::Retention;
use rekindle::memory::spread::{Limits, choose_day, seed_for};
use rekindle::record::event::{
    Body, Change, Event, EventId, Helped, Kind, Order, Planned, Practised, SessionBegun, SessionId,
};
use uuid::{Builder, Uuid};

use crate::chance::Chance;

/// The day that is measured: 2026-11-23.
pub const TODAY: Day = Day(20_780);

/// The same day at ten in the morning, as the command line takes it.
pub const NOW: &str = "2026-11-23T10:00:00+01:00";

/// When the decks were added.
pub const BEGIN: Moment = Moment { utc_ms: (TODAY.0 as i64 - SPAN - 1) * DAY_MS, offset_minutes: 60 };

/// How long ago the first cards were begun, in days; gives about ten practices a card.
const SPAN: i64 = 620;

const DAY_MS: i64 = 86_400_000;

/// Cards that were never begun, of a hundred.
const NEW: u64 = 5;

/// Cards in a session.
const SESSION: usize = 8;

/// One practice, small enough to have a million of them.
#[derive(Clone, Copy)]
pub struct Practice {
    card: u32,
    at: Moment,
    kind: Kind,
    recall: Option<Recall>,
    due: Option<Day>,
}

/// Simulates every practice of every card up to yesterday, in the order in which they were done.
pub fn practices(cards: u32, model: &Model, seed: u64) -> Vec<Practice> {
    let mut chance = Chance::new(seed);
    let mut all = Vec::with_capacity(cards as usize * 11);
    for card in 0..cards {
        if chance.below(100) >= NEW {
            one_card(card, model, &mut chance, &mut all);
        }
    }
    all.sort_by_key(|practice| (practice.at.utc_ms, practice.card));
    all
}

fn one_card(card: u32, model: &Model, chance: &mut Chance, all: &mut Vec<Practice>) {
    let mut memory: Option<Memory> = None;
    let mut last = Day(TODAY.0);
    let mut reviews = 0;
    let mut day = TODAY.plus(-1 - i64::try_from(chance.below(SPAN.unsigned_abs())).unwrap_or(0));
    let mut clock = time_of_day(chance);
    let at = |day: Day, clock: i64| Moment { utc_ms: i64::from(day.0) * DAY_MS + clock, offset_minutes: 60 };
    all.push(Practice { card, at: at(day, clock), kind: Kind::Learn, recall: None, due: Some(day) });
    while day < TODAY {
        clock += 60_000 + i64::try_from(chance.below(600_000)).unwrap_or(0);
        let known = memory.map_or(0.8, |memory| f64::from(model.recall_chance(memory, day.since(last))));
        let recall = grade(chance, known);
        let after = model.after(memory, day.since(last), recall);
        reviews += 1;
        let interval = model.interval(after.stability(), Retention::DEFAULT);
        let due = choose_day(day, interval, &Limits::default(), seed_for("card", card ^ reviews), |_| 0);
        all.push(Practice { card, at: at(day, clock), kind: Kind::Review, recall: Some(recall), due: Some(due) });
        (memory, last) = (Some(after), day);
        if recall == Recall::Again && chance.happens(0.9) {
            continue;
        }
        day = due.plus(late(chance));
        clock = time_of_day(chance);
    }
}

/// Between eight in the morning and nine in the evening, in milliseconds of UTC.
fn time_of_day(chance: &mut Chance) -> i64 {
    7 * 3_600_000 + i64::try_from(chance.below(13 * 3_600_000)).unwrap_or(0)
}

fn grade(chance: &mut Chance, known: f64) -> Recall {
    if !chance.happens(known) {
        return Recall::Again;
    }
    match chance.below(100) {
        0..15 => Recall::Hard,
        15..85 => Recall::Good,
        _ => Recall::Easy,
    }
}

/// Most come on the day, some a few days later, a few after weeks away.
fn late(chance: &mut Chance) -> i64 {
    match chance.below(100) {
        0..60 => 0,
        60..97 => 1 + chance.days(2.5),
        _ => 7 + chance.days(14.0),
    }
}

/// Turns practices into finished events that follow `last` in the log, each session with the event that began it.
pub fn events<'a>(
    practices: &'a [Practice],
    ids: &'a [CardId],
    last: Order,
    seed: u64,
) -> impl Iterator<Item = Event> + 'a {
    let mut chance = Chance::new(!seed);
    let mut order = last;
    sessions(practices).flat_map(move |session| {
        let mut events = Vec::with_capacity(session.len() + 1);
        let id = SessionId(Builder::from_random_bytes(bytes(&mut chance)).into_uuid());
        let day = session[0].at.day(4);
        let items =
            session.iter().map(|one| Planned { card: ids[one.card as usize].clone(), kind: one.kind, seconds: 45 });
        let begun = SessionBegun { session: id, day, budget_seconds: 300, items: items.collect() };
        let mut push = |at: Moment, body: Body, chance: &mut Chance| {
            order.clock += 1;
            order.number += 1;
            events.push(Event { id: EventId(id_at(at, chance)), order, at, body });
        };
        push(session[0].at, Body::SessionBegun(begun), &mut chance);
        for one in session {
            let body = Body::Practised(practised(one, &ids[one.card as usize], day, id, &mut chance));
            push(one.at, body, &mut chance);
        }
        events
    })
}

/// Cuts practices into sessions: the same day, and not too many.
fn sessions(practices: &[Practice]) -> impl Iterator<Item = &[Practice]> {
    practices.chunk_by(|one, next| one.at.day(4) == next.at.day(4)).flat_map(|day| day.chunks(SESSION))
}

fn practised(one: &Practice, card: &CardId, day: Day, session: SessionId, chance: &mut Chance) -> Practised {
    let rated = one.recall.is_some() && chance.happens(0.2);
    let mut level = || rated.then(|| u8::try_from(chance.below(11)).unwrap_or(0));
    let (distress, connection) =
        (Change { before: level(), after: level() }, Change { before: level(), after: level() });
    let pick = |all: usize, chance: &mut Chance| usize::try_from(chance.below(all as u64)).unwrap_or(0);
    Practised {
        card: card.clone(),
        kind: one.kind,
        at: one.at,
        day,
        recall: one.recall,
        due: one.due,
        state: rated.then(|| State::ALL[pick(State::ALL.len(), chance)]),
        distress,
        connection,
        helped: rated.then(|| Helped::ALL[pick(Helped::ALL.len(), chance)]),
        seconds: Some(20 + u32::try_from(chance.below(60)).unwrap_or(0)),
        note: None,
        session: Some(session),
        done: false,
    }
}

fn bytes(chance: &mut Chance) -> [u8; 16] {
    (u128::from(chance.next()) << 64 | u128::from(chance.next())).to_be_bytes()
}

fn id_at(at: Moment, chance: &mut Chance) -> Uuid {
    let mut random = [0; 10];
    random.copy_from_slice(&bytes(chance)[..10]);
    Builder::from_unix_timestamp_millis(at.utc_ms.unsigned_abs(), &random).into_uuid()
}
