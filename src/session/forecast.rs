//! The weeks ahead: how many practices and minutes each day is likely to bring, with a range.
//!
//! The days are played through some dozens of times with answers as the memory model makes them likely. Each played day
//! takes what fits the budget, what gains most first, as a session does; what does not fit waits for the next day.

use std::collections::{BTreeMap, HashMap};

use super::plan::gain;
use crate::memory::days::Day;
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;
use crate::memory::retention::Retention;
use crate::memory::spread::{Limits, choose_day, seed_for};

/// How many times the days are played.
const PLAYED: u32 = 60;

/// With more cards than these, the days are played fewer times: the sums of many cards vary little.
const MANY: usize = 1_000;

/// The most cards that are played; those that come round latest are left out.
const MOST: usize = 5_000;

/// The range holds what comes out in eight of ten plays: from the lowest tenth to the highest.
const TENTH: f64 = 0.1;

/// A card as the forecast sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// What is remembered; `None` before the first answer.
    pub memory: Option<Memory>,
    /// Day of the last answer.
    pub last_day: Option<Day>,
    /// Day it comes round.
    pub due: Day,
    /// How long it is expected to take, in seconds.
    pub seconds: u32,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// Whether it stands in the plan of the first day.
    pub planned: bool,
}

/// What the plan of the first day holds beside the cards that are [`Held::planned`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FirstDay {
    /// New cards.
    pub new: u32,
    /// How long they are expected to take together, in seconds.
    pub new_seconds: u32,
}

/// What the days ahead have to keep to.
#[derive(Debug, Clone)]
pub struct Ahead<'a> {
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u32,
    /// What is planned for the first day, which then holds just that; `None` plays it like the others.
    pub first: Option<FirstDay>,
    /// Seconds of a day; `None` for as many as it takes.
    pub budget_seconds: Option<u32>,
    /// The most cards of a day.
    pub most_cards: usize,
    /// The most new cards of a day.
    pub most_new: u32,
    /// New cards that wait for their turn.
    pub waiting: u32,
    /// How long a new card is expected to take, in seconds.
    pub new_seconds: u32,
    /// How long it is expected to take when it comes round again.
    pub again_seconds: u32,
    /// Desired retention.
    pub retention: Retention,
    /// Limits of spreading for cards that are no favourites.
    pub limits: Limits<'a>,
    /// Longest interval of a favourite, in days.
    pub longest_favourite: u32,
    /// Makes the plays differ.
    pub seed: u64,
}

/// A stretch of days, a day or a week, as it is likely to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Its first day.
    pub day: Day,
    /// How many practices on average.
    pub cards: f64,
    /// How many seconds on average.
    pub seconds: f64,
    /// Seconds that nine of ten plays reach.
    pub low: f64,
    /// Seconds that nine of ten plays do not go beyond.
    pub high: f64,
}

/// The days ahead, played so and so often: cards and seconds of each day of each play.
#[derive(Debug, Clone)]
pub struct Forecast {
    from: Day,
    plays: Vec<Vec<(u32, u32)>>,
}

impl Forecast {
    /// Plays the days ahead. The same arguments give the same forecast.
    pub fn new(ahead: &Ahead<'_>, model: &Model, held: &[Held]) -> Self {
        let last = ahead.from.plus(i64::from(ahead.days));
        // What is planned for the first day may come round later: its family was not touched for long.
        let planned = |card: &Held| ahead.first.is_some() && card.planned;
        let mut held: Vec<Held> = held.iter().filter(|card| card.due < last || planned(card)).copied().collect();
        held.sort_by_key(|card| (!planned(card), card.due));
        held.truncate(MOST);
        let plays = if held.len() > MANY { PLAYED / 10 } else { PLAYED };
        let plays = (0..plays).map(|play| played(ahead, model, held.clone(), play)).collect();
        Self { from: ahead.from, plays }
    }

    /// Returns each day.
    pub fn days(&self) -> Vec<Stretch> {
        self.stretches(1)
    }

    /// Returns the days in stretches of so many; the last may be shorter.
    pub fn stretches(&self, length: usize) -> Vec<Stretch> {
        let days = self.plays.first().map_or(0, Vec::len);
        (0..days)
            .step_by(length.max(1))
            .map(|start| {
                let sum = |play: &Vec<(u32, u32)>| {
                    let days = play.get(start..(start + length).min(days)).unwrap_or_default();
                    days.iter().fold((0.0, 0.0), |(cards, seconds), day| {
                        (cards + f64::from(day.0), seconds + f64::from(day.1))
                    })
                };
                let sums: Vec<(f64, f64)> = self.plays.iter().map(sum).collect();
                let mean = |of: fn(&(f64, f64)) -> f64| sums.iter().map(of).sum::<f64>() / sums.len().max(1) as f64;
                let mut seconds: Vec<f64> = sums.iter().map(|(_, seconds)| *seconds).collect();
                seconds.sort_by(f64::total_cmp);
                let average = mean(|(_, seconds)| *seconds);
                Stretch {
                    day: self.from.plus(i64::try_from(start).unwrap_or(0)),
                    cards: mean(|(cards, _)| *cards),
                    seconds: average,
                    low: at_share(&seconds, TENTH).min(average),
                    high: at_share(&seconds, 1.0 - TENTH).max(average),
                }
            })
            .collect()
    }
}

/// Returns the value below which a share of sorted values lies.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short list")]
fn at_share(sorted: &[f64], share: f64) -> f64 {
    let place = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(place).copied().unwrap_or(0.0)
}

/// Chance that is the same on every machine: `SplitMix64` (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z >> 40) as f32 / (1_u64 << 24) as f32
    }
}

/// The chance that a new card's cue is answered at the end of its first session. Our judgement.
const FIRST_TIME: f32 = 0.85;

fn played(ahead: &Ahead<'_>, model: &Model, mut held: Vec<Held>, play: u32) -> Vec<(u32, u32)> {
    let mut chance = Chance(ahead.seed ^ seed_for("forecast", play));
    let mut load: HashMap<Day, u32> = HashMap::new();
    for card in &held {
        *load.entry(card.due).or_default() += 1;
    }
    let mut due_on: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (at, card) in held.iter().enumerate() {
        let on = if ahead.first.is_some() && card.planned { ahead.from.min(card.due) } else { card.due };
        due_on.entry(on).or_default().push(at);
    }
    let (mut waiting, mut open, mut days) = (ahead.waiting, Vec::<usize>::new(), Vec::new());
    for day in (0..i64::from(ahead.days)).map(|days| ahead.from.plus(days)) {
        while due_on.first_key_value().is_some_and(|(due, _)| *due <= day) {
            open.extend(due_on.pop_first().map(|(_, cards)| cards).unwrap_or_default());
        }
        let first = ahead.first.filter(|_| day == ahead.from);
        if first.is_none() && ahead.limits.rests_on(day) {
            days.push((0, 0));
            continue;
        }
        let worth = |card: &Held| {
            let elapsed = card.last_day.map_or(0, |last| day.since(last));
            card.memory.map_or(0.5, |memory| gain(model, memory, elapsed)) / card.seconds.max(1) as f32
        };
        let budget = ahead.budget_seconds.unwrap_or(u32::MAX);
        if ahead.budget_seconds.is_some() {
            let mut by_worth: Vec<(f32, usize)> =
                open.iter().filter_map(|at| Some((worth(held.get(*at)?), *at))).collect();
            by_worth.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
            open = by_worth.into_iter().map(|(_, at)| at).collect();
        }
        let (mut cards, mut seconds, mut left) = (0_u32, 0_u32, Vec::new());
        for at in std::mem::take(&mut open) {
            let Some(card) = held.get_mut(at) else { continue };
            let fits = seconds.saturating_add(card.seconds) <= budget || cards == 0;
            let fits = if first.is_some() { card.planned } else { fits && (cards as usize) < ahead.most_cards };
            if !fits {
                left.push(at);
                continue;
            }
            (cards, seconds) = (cards + 1, seconds.saturating_add(card.seconds));
            let elapsed = card.last_day.map_or(0, |last| day.since(last));
            let known = card.memory.map_or(FIRST_TIME, |memory| model.recall_chance(memory, elapsed));
            answer(ahead, model, card, day, chance.unit() < known, &mut load);
            due_on.entry(card.due).or_default().push(at);
        }
        open = left;
        let new = first.map_or(ahead.most_new, |first| first.new);
        for _ in 0..new {
            let each = first.map_or(ahead.new_seconds, |first| first.new_seconds / first.new.max(1));
            let room = seconds.saturating_add(each) <= budget && (cards as usize) < ahead.most_cards;
            if waiting == 0 || !(room || first.is_some()) {
                break;
            }
            waiting -= 1;
            (cards, seconds) = (cards + 1, seconds.saturating_add(each));
            let again = ahead.again_seconds;
            let mut card =
                Held { memory: None, last_day: None, due: day, seconds: again, favourite: false, planned: false };
            answer(ahead, model, &mut card, day, chance.unit() < FIRST_TIME, &mut load);
            due_on.entry(card.due).or_default().push(held.len());
            held.push(card);
        }
        days.push((cards, seconds));
    }
    days
}

/// Lets a card be answered on a day, and finds the day on which it comes round again.
fn answer(ahead: &Ahead<'_>, model: &Model, card: &mut Held, day: Day, came: bool, load: &mut HashMap<Day, u32>) {
    let elapsed = card.last_day.map_or(0, |last| day.since(last));
    let memory = model.after(card.memory, elapsed, if came { Recall::Good } else { Recall::Again });
    let interval = model.interval(memory.stability(), ahead.retention);
    let longest = if card.favourite { ahead.longest_favourite } else { u32::MAX };
    let limits = Limits { longest: ahead.limits.longest.min(longest), ..ahead.limits };
    let due = choose_day(day, interval, &limits, ahead.seed, |day| load.get(&day).copied().unwrap_or(0));
    if let Some(cards) = load.get_mut(&card.due) {
        *cards = cards.saturating_sub(1);
    }
    *load.entry(due).or_default() += 1;
    (card.memory, card.last_day, card.due) = (Some(memory), Some(day), due);
}

#[cfg(test)]
mod tests {
    use fsrs::{Card, SimulatorConfig, simulate};
    use proptest::prelude::*;

    use super::*;

    const FROM: Day = Day(20_600);

    fn held(count: i64) -> Vec<Held> {
        (0..count)
            .map(|n| {
                let stability = 3.0 + (n * 7 % 40) as f32;
                let last = FROM.plus(-(n % 9) - 1);
                Held {
                    memory: Memory::new(stability, 2.0 + (n % 6) as f32),
                    last_day: Some(last),
                    due: FROM.plus(n % 12),
                    seconds: 40 + u32::try_from(n % 5).unwrap() * 10,
                    favourite: n % 11 == 0,
                    planned: n % 12 == 0 && n < 60,
                }
            })
            .collect()
    }

    fn ahead() -> Ahead<'static> {
        Ahead {
            from: FROM,
            days: 28,
            budget_seconds: Some(300),
            most_cards: 8,
            most_new: 2,
            waiting: 10,
            new_seconds: 90,
            again_seconds: 60,
            first: None,
            retention: Retention::DEFAULT,
            limits: Limits::default(),
            longest_favourite: 45,
            seed: 1,
        }
    }

    #[test]
    fn no_day_goes_beyond_the_budget_and_days_of_rest_are_empty() {
        let limits = Limits { rest_weekdays: 0b110_0000, ..Limits::default() };
        let forecast = Forecast::new(&Ahead { limits, ..ahead() }, &Model::default(), &held(120));
        let days = forecast.days();
        assert_eq!(days.len(), 28);
        for day in &days {
            assert!(day.high <= 300.0 && day.cards <= 8.0 && day.low <= day.seconds && day.seconds <= day.high + 1e-9);
            assert_eq!(day.cards > 0.0, day.day.weekday() < 5, "{day:?}");
        }
        let weeks = forecast.stretches(7);
        assert_eq!(weeks.len(), 4);
        let (by_day, by_week): (f64, f64) =
            (days.iter().map(|day| day.seconds).sum(), weeks.iter().map(|week| week.seconds).sum());
        assert!((by_day - by_week).abs() < 1e-6);
        assert!(weeks.iter().all(|week| week.low < week.high));
    }

    #[test]
    fn the_first_day_is_the_plan_and_what_waits_is_played_over_the_next() {
        let first = Some(FirstDay { new: 1, new_seconds: 85 });
        let cards = held(120);
        let planned: Vec<&Held> = cards.iter().filter(|card| card.planned).collect();
        let days = Forecast::new(&Ahead { first, ..ahead() }, &Model::default(), &cards).days();
        let seconds = f64::from(planned.iter().map(|card| card.seconds).sum::<u32>() + 85);
        assert_eq!((days[0].cards.round(), days[0].seconds.round()), (planned.len() as f64 + 1.0, seconds));
        assert_eq!((days[0].low, days[0].high), (days[0].seconds, days[0].seconds), "it is certain");
        assert!(days[1].cards > 3.0, "what was due and not planned waits for tomorrow");
        let none = Forecast::new(&Ahead { first: Some(FirstDay::default()), ..ahead() }, &Model::default(), &[]);
        assert!(none.days()[0].cards < 0.5, "a session that is behind");
    }

    /// As the crate plays it: no limit of time, only *yes* and *not this time*, no second question on the same day.
    #[test]
    fn it_agrees_with_the_simulator_of_the_crate() {
        let cards = held(400);
        let day = |day: Option<Day>| day.map_or(0.0, |day| (day.0 - FROM.0) as f32);
        let theirs: Vec<Card> = (0..)
            .zip(&cards)
            .map(|(id, card)| Card {
                id,
                difficulty: card.memory.unwrap().difficulty(),
                stability: card.memory.unwrap().stability(),
                last_date: day(card.last_day),
                due: day(Some(card.due)),
                interval: day(Some(card.due)) - day(card.last_day),
                lapses: 0,
                desired_retention: 0.85,
                parameters: std::sync::Arc::new(fsrs::DEFAULT_PARAMETERS.to_vec()),
            })
            .collect();
        let config = SimulatorConfig {
            deck_size: cards.len(),
            learn_span: 60,
            max_cost_perday: f32::MAX,
            max_ivl: 90.0,
            review_rating_prob: [0.0, 1.0, 0.0],
            learn_limit: 0,
            relearning_step_count: 0,
            learning_step_count: 0,
            ..SimulatorConfig::default()
        };
        let found = simulate(&config, &fsrs::DEFAULT_PARAMETERS, 0.85, Some(7), Some(theirs)).unwrap();
        let by_crate: usize = found.review_cnt_per_day.iter().sum();
        let endless = Ahead { days: 60, budget_seconds: None, most_cards: usize::MAX, most_new: 0, ..ahead() };
        let cards: Vec<Held> = cards.into_iter().map(|card| Held { favourite: false, ..card }).collect();
        let ours: f64 = Forecast::new(&endless, &Model::default(), &cards).days().iter().map(|day| day.cards).sum();
        let differ = ours / by_crate as f64 - 1.0;
        println!("60 days of 400 cards: {ours:.0} practices, {by_crate} by the crate, {:+.1} %", differ * 100.0);
        assert!(differ.abs() < 0.08, "{ours} {by_crate}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn any_cards_give_a_forecast_and_the_same_again(count in 0..60_i64, seed in any::<u64>(), days in 0..40_u32) {
            let ahead = Ahead { days, seed, ..ahead() };
            let days = Forecast::new(&ahead, &Model::default(), &held(count)).days();
            prop_assert_eq!(days.len(), ahead.days as usize);
            prop_assert_eq!(days, Forecast::new(&ahead, &Model::default(), &held(count)).days());
        }
    }
}
