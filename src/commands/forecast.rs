//! `rekindle forecast`: the weeks ahead, and whether the last ones were as foreseen.

use serde::Serialize;

use super::prepare::{self, Known};
use super::{Outcome, World};
use crate::app::weeks::{Last, Weeks};
use crate::memory::days::Day;
use crate::memory::retention::Retention;
use crate::session::forecast::{Ahead, Forecast, Held, Stretch};
use crate::session::pace::Pace;
use crate::store::Store;

/// How many days are foreseen unless somebody asks for more or fewer, and looked back on.
const DAYS: u32 = 28;

/// How many days a workload is the mean of: long enough for every card to come round.
const WORKLOAD_DAYS: u32 = 90;

/// Retentions whose workload is told beside the person's own.
const BESIDE: [f32; 4] = [0.75, 0.80, 0.90, 0.95];

/// How many days there have to be in the record before the last ones are looked back on.
const LOOK_BACK_AFTER: u32 = 2 * DAYS;

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

#[derive(Serialize)]
struct Told {
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

impl Foreseen {
    /// Plays the days ahead, and the last ones as they were to be expected.
    pub fn look(store: &Store, known: &Known, days: u32, seed: u64) -> anyhow::Result<Self> {
        let (today, blocked, settings) = (known.today, known.blocked(), &known.settings);
        let pace = Pace::learn(&store.took()?);
        let mut ahead = Ahead {
            from: today,
            days,
            budget_seconds: Some(settings.budget_seconds),
            most_cards: settings.most_cards as usize,
            most_new: settings.most_new,
            waiting: 0,
            new_seconds: pace.seconds(0, prepare::USUAL_STEPS, true),
            retention: settings.retention,
            limits: settings.limits(false),
            longest_favourite: settings.longest_favourite,
            seed,
        };
        let held = |found: Vec<(i64, Held)>| -> Vec<Held> {
            let own = |(number, card): (i64, Held)| Held { seconds: pace.seconds(number, card.seconds, false), ..card };
            found.into_iter().map(own).collect()
        };
        let now = held(store.held(blocked)?);
        ahead.waiting = store.count_new(blocked)?;
        let forecast = Forecast::new(&ahead, store.model(), &now);
        let of_retention = |retention: Retention| {
            let endless = Ahead {
                retention,
                days: WORKLOAD_DAYS,
                budget_seconds: None,
                most_cards: usize::MAX,
                most_new: 0,
                ..ahead.clone()
            };
            let all = Forecast::new(&endless, store.model(), &now).stretches(WORKLOAD_DAYS as usize);
            all.first().map_or(0.0, |all| all.seconds) / f64::from(WORKLOAD_DAYS)
        };
        let mut asked: Vec<Retention> = BESIDE.into_iter().map(Retention::new).chain([settings.retention]).collect();
        asked.sort_by(|one, other| one.get().total_cmp(&other.get()));
        asked.dedup();
        let workload = asked.into_iter().map(|retention| (retention, of_retention(retention))).collect();
        let last = match store.first_practice_day()? {
            Some(first) if today.since(first) >= LOOK_BACK_AFTER => {
                let from = today.plus(-i64::from(DAYS));
                ahead.waiting = store.count_new_before(from, blocked)?;
                let past = Ahead { from, days: DAYS, ..ahead.clone() };
                let expected = Forecast::new(&past, store.model(), &held(store.held_before(from, blocked)?));
                let (cards, seconds) = store.practised_between(from, today)?;
                let expected = expected.stretches(DAYS as usize).first().copied();
                expected.map(|expected| Last { from, days: DAYS, expected, cards, seconds })
            }
            _ => None,
        };
        let weeks = Weeks { weeks: forecast.stretches(7), workload, own: settings.retention, last };
        Ok(Self { forecast, weeks })
    }
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
        world.say(crate::app::words::WEEKS_AHEAD)?;
        for (week, what) in weeks.lines() {
            world.say(&format!("  {week}: {what}"))?;
        }
        for sentence in [weeks.workload(), weeks.last()].into_iter().flatten() {
            world.say(&sentence)?;
        }
        Ok(Outcome::Done)
    }
}
