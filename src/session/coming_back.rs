//! Coming back after days away, simulated: what a day asks, and what it costs in recall, beside other orders.
//!
//! `cargo test --lib coming_back -- --nocapture` prints the table of `docs/scheduling.md`.

use std::collections::BTreeMap;

use super::pace::Pace;
use super::plan::{Candidate, FAMILY_DAYS, Rules, plan};
use crate::memory::days::Day;
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;
use crate::memory::retention::Retention;
use crate::memory::spread::{Limits, choose_day, seed_for};

const BUDGET: u32 = 300;
const MOST: usize = 8;
const CARDS: i64 = 90;
/// Days of practice before the gap, and days after it over which recall is measured.
const BEFORE: i64 = 200;
const AFTER: i64 = 60;

/// Which cards a day takes of what waits.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Ours,
    AllAtOnce,
    OldestDue,
    LowestRecall,
    HighestRecall,
    EasiestFirst,
    ShortestInterval,
    Chance,
}

const ORDERS: [Order; 8] = [
    Order::Ours,
    Order::AllAtOnce,
    Order::OldestDue,
    Order::LowestRecall,
    Order::HighestRecall,
    Order::EasiestFirst,
    Order::ShortestInterval,
    Order::Chance,
];

#[derive(Clone)]
struct Person {
    cards: Vec<Candidate>,
    families: BTreeMap<i64, Day>,
    last: Option<Day>,
    chance: u64,
}

impl Person {
    fn new(seed: u64) -> Self {
        let card = |number| Candidate {
            number,
            due: None,
            memory: None,
            last_day: None,
            seconds: 20 + u32::try_from(number * 13 % 70).unwrap(),
            family: number % 9,
            gates: 0,
            states: 1,
            turns_to_body: false,
            favourite: false,
        };
        Self { cards: (0..CARDS).map(card).collect(), families: BTreeMap::new(), last: None, chance: seed }
    }

    fn unit(&mut self) -> f32 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (seed_for("chance", (self.chance >> 32) as u32) >> 40) as f32 / (1 << 24) as f32
    }

    fn stale(&self, today: Day) -> Vec<i64> {
        let long_ago = |last: &Day| today.since(*last) >= FAMILY_DAYS;
        self.families.iter().filter(|(_, last)| long_ago(last)).map(|(family, _)| *family).collect()
    }

    fn recall(model: &Model, card: &Candidate, today: Day) -> f32 {
        let elapsed = card.last_day.map_or(0, |last| today.since(last));
        card.memory.map_or(0.0, |memory| model.recall_chance(memory, elapsed))
    }

    /// Practises a day in an order; returns how long it is planned to take.
    fn day(&mut self, model: &Model, today: Day, order: Order) -> u32 {
        let pace = Pace::default();
        let mut due: Vec<Candidate> =
            self.cards.iter().filter(|card| card.due.is_some_and(|due| due <= today)).cloned().collect();
        if order == Order::Ours {
            // As the program does: the next card of a family that was not touched for long, although it is not due.
            for family in self.stale(today) {
                let next = self.cards.iter().filter(|card| card.family == family && card.due.is_some());
                let there = due.iter().any(|card| card.family == family);
                due.extend(next.min_by_key(|card| card.due).filter(|_| !there).cloned());
            }
        }
        let new: Vec<Candidate> = self.cards.iter().filter(|card| card.due.is_none()).cloned().collect();
        let all_at_once = order == Order::AllAtOnce;
        let rules = Rules {
            today,
            budget_seconds: if all_at_once { u32::MAX } else { BUDGET },
            most_cards: if all_at_once { usize::MAX } else { MOST },
            most_new: 2,
            families: &self.families,
            last_day: self.last,
            seed: 1,
            model,
            pace: &pace,
        };
        let chosen: Vec<(i64, u32)> = if matches!(order, Order::Ours | Order::AllAtOnce) {
            plan(&rules, due, new).into_iter().map(|item| (item.candidate.number, item.seconds)).collect()
        } else {
            let mut due = due;
            let key = |card: &Candidate| -> f64 {
                let recall = f64::from(Self::recall(model, card, today));
                match order {
                    Order::LowestRecall => recall,
                    Order::HighestRecall => -recall,
                    Order::EasiestFirst => card.memory.map_or(0.0, |memory| f64::from(memory.difficulty())),
                    Order::ShortestInterval => card.memory.map_or(0.0, |memory| f64::from(memory.stability())),
                    Order::Chance => (seed_for("order", (card.number as u32) ^ today.0 as u32) >> 11) as f64,
                    _ => card.due.map_or(0.0, |due| f64::from(due.0)),
                }
            };
            due.sort_by(|one, other| key(one).total_cmp(&key(other)));
            let mut left = BUDGET;
            let mut chosen = Vec::new();
            for card in due {
                let seconds = pace.seconds(card.number, card.seconds, false);
                if chosen.len() < MOST && seconds <= left {
                    left -= seconds;
                    chosen.push((card.number, seconds));
                }
            }
            chosen
        };
        for (number, _) in &chosen {
            let luck = self.unit();
            let card = self.cards.get_mut(usize::try_from(*number).unwrap()).unwrap();
            let known = if card.memory.is_some() { Self::recall(model, card, today) } else { 0.8 };
            let recall = if luck < known { Recall::Good } else { Recall::Again };
            let elapsed = card.last_day.map_or(0, |last| today.since(last));
            let memory: Memory = model.after(card.memory, elapsed, recall);
            let interval = model.interval(memory.stability(), Retention::DEFAULT);
            let seed = seed_for("card", *number as u32 ^ elapsed);
            (card.memory, card.last_day) = (Some(memory), Some(today));
            card.due = Some(choose_day(today, interval, &Limits::default(), seed, |_| 0));
            self.families.insert(card.family, today);
        }
        if !chosen.is_empty() {
            self.last = Some(today);
        }
        chosen.iter().map(|(_, seconds)| seconds).sum()
    }
}

/// Mean recall over all cards and the days after the return, and the most that one of these days asked, in seconds.
fn after(model: &Model, person: &Person, gap: i64, order: Order) -> (f64, u32) {
    let mut person = person.clone();
    let (mut recall, mut most) = (0.0, 0);
    for day in (BEFORE + gap..BEFORE + gap + AFTER).map(|day| Day(20_000).plus(day)) {
        most = most.max(person.day(model, day, order));
        let all: f64 = person.cards.iter().map(|card| f64::from(Person::recall(model, card, day))).sum();
        recall += all / CARDS as f64 / AFTER as f64;
    }
    (recall, most)
}

#[test]
fn no_day_after_an_absence_asks_for_more_than_usual() {
    let model = Model::default();
    let people: Vec<Person> = (1..=4)
        .map(|seed| {
            let mut person = Person::new(seed);
            for day in 0..BEFORE {
                person.day(&model, Day(20_000).plus(day), Order::Ours);
            }
            person
        })
        .collect();
    println!("| days away | order | most a day, s | mean recall over {AFTER} days | beside all at once |");
    for gap in [7, 30, 90, 400] {
        let mut whole = 0.0;
        let mut found = Vec::new();
        for order in ORDERS {
            let each: Vec<(f64, u32)> = people.iter().map(|person| after(&model, person, gap, order)).collect();
            let recall = each.iter().map(|(recall, _)| recall).sum::<f64>() / each.len() as f64;
            let most = each.iter().map(|(_, most)| *most).max().unwrap();
            if order == Order::AllAtOnce {
                whole = recall;
            } else {
                assert!(most <= BUDGET, "{gap} days away, {order:?}: {most} s");
            }
            found.push((order, most, recall));
        }
        for (order, most, recall) in &found {
            println!("| {gap} | {order:?} | {most} | {recall:.4} | {:+.4} |", recall - whole);
        }
        let of = |order| found.iter().find(|(other, ..)| *other == order).unwrap().2;
        let others = ORDERS.iter().skip(2).map(|order| of(*order));
        let best = others.fold(f64::NEG_INFINITY, f64::max);
        assert!(
            of(Order::Ours) >= best - 0.01,
            "{gap} days away: another order keeps more: {} {best}",
            of(Order::Ours)
        );
    }
}

/// Four good days a week, and every family of what was begun is practised within a month, although many of its cards do
/// not come round in that time.
#[test]
fn every_family_comes_within_a_month() {
    let model = Model::default();
    let mut longest = 0;
    for seed in 1..=8 {
        let mut person = Person::new(seed);
        // Some families hold two cards, others most of them.
        for card in &mut person.cards {
            card.family = if card.number < 18 { card.number / 2 } else { 9 + card.number % 2 };
        }
        for day in (0..400).map(|day| Day(20_000).plus(day)) {
            if person.unit() > 4.0 / 7.0 {
                continue;
            }
            longest = person.families.values().map(|last| day.since(*last)).max().unwrap_or(0).max(longest);
            person.day(&model, day, Order::Ours);
        }
        assert_eq!(person.families.len(), 11, "all of them were begun");
    }
    println!("the longest that a family was not practised: {longest} days");
    assert!(longest <= 31, "{longest}");
}
