//! `rekindle forecast`: the weeks ahead, and whether the last ones were as foreseen.

use serde::Serialize;

use super::prepare::{self, Known, LOOK_BACK_AFTER, LOOKED_BACK_ON, Wish};
use super::{Outcome, World};
use crate::app::weeks::{Last, Weeks};
use crate::language::Language;
use crate::memory::days::Day;
use crate::memory::retention::Retention;
use crate::record::event::Kind;
use crate::session::forecast::{Ahead, FirstDay, Forecast, Held, Stretch};
use crate::session::pace::Pace;
use crate::store::Store;

/// How many days are foreseen unless somebody asks for more or fewer, and looked back on.
const DAYS: u32 = LOOKED_BACK_ON;

/// How many days a workload is the mean of: long enough for every card to come round.
const WORKLOAD_DAYS: u32 = 90;

/// Retentions whose workload is told beside the person's own.
const BESIDE: [f32; 4] = [0.75, 0.80, 0.90, 0.95];

/// Options of `rekindle forecast`.
#[derive(Debug, clap::Args)]
pub struct ForecastOptions {
    /// How many days
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,
}

#[derive(Serialize)]
struct Report {
    days: Vec<Told>,
    weeks: Vec<Told>,
    workload: Vec<Workload>,
    last: Option<LastJson>,
}

/// A stretch of days as JSON.
#[derive(Serialize)]
pub(super) struct Told {
    day: Day,
    cards: f64,
    seconds: f64,
    low: f64,
    high: f64,
}

impl From<Stretch> for Told {
    fn from(Stretch { day, cards, seconds, low, high }: Stretch) -> Self {
        Self { day, cards, seconds, low, high }
    }
}

#[derive(Serialize)]
struct Workload {
    retention: Retention,
    seconds_a_day: f64,
}

#[derive(Serialize)]
struct LastJson {
    from: Day,
    days: u32,
    expected: Told,
    cards: u32,
    seconds: u32,
}

/// Everything that can be foreseen now.
pub(super) struct Foreseen {
    forecast: Forecast,
    /// The weeks as they are shown.
    pub weeks: Weeks,
}

/// What the days ahead are played from.
struct Played<'a> {
    store: &'a Store,
    known: &'a Known,
    pace: Pace,
    held: Vec<Held>,
    waiting: u32,
    first: FirstDay,
    seed: u64,
}

impl<'a> Played<'a> {
    /// Reads the cards, and today's plan: its first day is what today still holds.
    fn read(store: &'a Store, known: &'a Known, seed: u64) -> anyhow::Result<Self> {
        let pace = Pace::learn(&store.took()?);
        let mut held = timed(&pace, store.held(known.blocked())?);
        let mut first = FirstDay::default();
        if let Some(session) = known.left() {
            for item in session.begun().items.iter().filter(|item| session.open(&item.card)) {
                let number = store.card(&item.card)?.number;
                plan_in(&mut held, &mut first, number, item.kind == Kind::Learn, item.seconds);
            }
        } else {
            for (_, item) in known.plan(store, &Wish::default(), seed)?.items {
                plan_in(&mut held, &mut first, item.candidate.number, item.new, item.seconds);
            }
        }
        let held = held.into_iter().map(|(_, card)| card).collect();
        let waiting = store.count_new(known.blocked())?;
        Ok(Self { store, known, pace, held, waiting, first, seed })
    }

    fn ahead(&self, days: u32) -> Ahead<'a> {
        let settings = &self.known.settings;
        Ahead {
            from: self.known.today,
            days,
            first: Some(self.first),
            budget_seconds: Some(settings.budget_seconds),
            most_cards: settings.most_cards as usize,
            most_new: settings.most_new,
            waiting: self.waiting,
            new_seconds: self.pace.seconds(0, prepare::USUAL_STEPS, true),
            again_seconds: self.pace.seconds(0, prepare::USUAL_STEPS, false),
            retention: settings.retention,
            limits: settings.limits(false),
            longest_favourite: settings.longest_favourite,
            seed: self.seed,
        }
    }

    fn forecast(&self, days: u32) -> Forecast {
        Forecast::new(&self.ahead(days), self.store.model(), &self.held)
    }

    /// Returns the seconds a day that each retention takes, the person's own among them.
    fn workload(&self) -> Vec<(Retention, f64)> {
        let own = self.known.settings.retention;
        let seconds_of = |retention: Retention| {
            let endless = Ahead {
                retention,
                budget_seconds: None,
                most_cards: usize::MAX,
                most_new: 0,
                first: None,
                ..self.ahead(WORKLOAD_DAYS)
            };
            let all = Forecast::new(&endless, self.store.model(), &self.held).stretches(WORKLOAD_DAYS as usize);
            all.first().map_or(0.0, |all| all.seconds) / f64::from(WORKLOAD_DAYS)
        };
        let mut asked: Vec<Retention> = BESIDE.into_iter().map(Retention::new).chain([own]).collect();
        asked.sort_by(|one, other| one.get().total_cmp(&other.get()));
        asked.dedup();
        asked.into_iter().map(|retention| (retention, seconds_of(retention))).collect()
    }

    /// Plays the last days as they were to be expected, beside what came; `None` before there was enough.
    fn last(&self) -> anyhow::Result<Option<Last>> {
        let (store, today, blocked) = (self.store, self.known.today, self.known.blocked());
        match store.first_practice_day()? {
            Some(first) if today.since(first) >= LOOK_BACK_AFTER => {
                let from = today.plus(-i64::from(DAYS));
                let waiting = store.count_new_before(from, blocked)?;
                let past = Ahead { from, waiting, first: None, ..self.ahead(DAYS) };
                let held: Vec<Held> =
                    timed(&self.pace, store.held_before(from, blocked)?).into_iter().map(|(_, card)| card).collect();
                let expected = Forecast::new(&past, store.model(), &held).stretches(DAYS as usize).first().copied();
                let (cards, seconds) = store.practised_between(from, today)?;
                Ok(expected.map(|expected| Last { from, days: DAYS, expected, cards, seconds }))
            }
            _ => Ok(None),
        }
    }
}

/// Gives each card the time that it is expected to take.
fn timed(pace: &Pace, found: Vec<(i64, Held)>) -> Vec<(i64, Held)> {
    let own =
        |(number, card): (i64, Held)| (number, Held { seconds: pace.seconds(number, card.seconds, false), ..card });
    found.into_iter().map(own).collect()
}

/// Notes that a card stands in the plan of the first day.
fn plan_in(held: &mut [(i64, Held)], first: &mut FirstDay, number: i64, new: bool, seconds: u32) {
    if let Some((_, card)) = held.iter_mut().find(|(other, _)| *other == number).filter(|_| !new) {
        (card.planned, card.seconds) = (true, seconds);
    } else {
        (first.new, first.new_seconds) = (first.new + 1, first.new_seconds + seconds);
    }
}

impl Foreseen {
    /// Plays the days ahead, and the last ones as they were to be expected.
    pub fn look(store: &Store, known: &Known, days: u32, seed: u64) -> anyhow::Result<Self> {
        let played = Played::read(store, known, seed)?;
        let forecast = played.forecast(days);
        let (workload, last) = (played.workload(), played.last()?);
        let weeks = Weeks { weeks: forecast.stretches(7), workload, own: known.settings.retention, last };
        Ok(Self { forecast, weeks })
    }
}

/// Plays the weeks ahead, and nothing else.
pub(super) fn weeks(store: &Store, known: &Known, seed: u64) -> anyhow::Result<Vec<Told>> {
    let forecast = Played::read(store, known, seed)?.forecast(DAYS);
    Ok(forecast.stretches(7).into_iter().map(Told::from).collect())
}

/// With more practices than these, nobody waits at the end of a session until all of them are played back; the weeks
/// ahead say it when they are asked. At eight a day it takes seventeen years to get there.
const MOST_LOOKED_BACK: u32 = 50_000;

/// Says how the last weeks compare with what was foreseen; `None` before there was enough.
pub(super) fn looked_back(store: &Store, known: &Known, seed: u64, words: &Language) -> anyhow::Result<Option<String>> {
    if store.practices_in_all()? > MOST_LOOKED_BACK {
        return Ok(None);
    }
    let last = Played::read(store, known, seed)?.last()?;
    let weeks = Weeks { weeks: Vec::new(), workload: Vec::new(), own: known.settings.retention, last };
    Ok(weeks.last(words))
}

impl ForecastOptions {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let store = world.open()?;
        let known = Known::read(world, &store)?;
        let Foreseen { forecast, weeks } = Foreseen::look(&store, &known, self.days, world.seed)?;
        if world.json {
            world.print_json(&Report {
                days: forecast.days().into_iter().map(Told::from).collect(),
                weeks: weeks.weeks.iter().copied().map(Told::from).collect(),
                workload: weeks
                    .workload
                    .iter()
                    .map(|(retention, seconds)| Workload { retention: *retention, seconds_a_day: *seconds })
                    .collect(),
                last: weeks.last.map(|last| LastJson {
                    from: last.from,
                    days: last.days,
                    expected: last.expected.into(),
                    cards: last.cards,
                    seconds: last.seconds,
                }),
            })?;
            return Ok(Outcome::Done);
        }
        let words = world.words(&known.settings);
        world.say(words.helped.weeks_ahead)?;
        for (week, what) in weeks.lines(words) {
            world.say(&format!("  {week}: {what}"))?;
        }
        for sentence in [weeks.workload(words), weeks.last(words)].into_iter().flatten() {
            world.say(&sentence)?;
        }
        Ok(Outcome::Done)
    }
}
