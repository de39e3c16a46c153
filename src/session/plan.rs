//! Which cards today's session holds, and in which order.
//!
//! What gains most recall for the time it takes comes first; families and states are mixed; never more than two cards
//! that turn to the body in a row, and something outward after what is intense; a family that was not touched for weeks
//! is brought back. After an absence the plan is no longer than usual and begins with what is easiest; what does not
//! fit is met over the coming days, in the same order of worth. The same record, day and seed give the same plan.

use std::collections::BTreeMap;

use crate::deck::ids::CardId;
use crate::deck::kinds::Gate;
use crate::memory::days::Day;
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;
use crate::record::event::{Kind, Planned};
use crate::session::pace::Pace;

/// Days without practice after which the plan begins with what is easiest. Our judgement.
pub const LONG_AWAY: u32 = 7;

/// Days after which a family counts as not touched for long, so that each comes within a month.
pub const FAMILY_DAYS: u32 = 24;

/// When recall is looked at to see what a practice gains, in days from now: in a week, and in a month. Our judgement.
const LOOKED_AT: [u32; 2] = [7, 30];

/// Shares of the budget that the two weeks ahead may fill before new cards slow down to one a day, and to none. Our
/// judgement.
const FULL: (f64, f64) = (0.7, 0.95);

/// The most cards in a row that turn to the body (care: dose).
pub const BODY_IN_A_ROW: usize = 2;

/// A card that might be planned, with all that planning needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The row by which the store finds it.
    pub number: i64,
    /// The day it is due; `None` for a new card.
    pub due: Option<Day>,
    /// What is remembered; `None` before the first answer.
    pub memory: Option<Memory>,
    /// The day of the last answer.
    pub last_day: Option<Day>,
    /// How long its steps take, in seconds.
    pub seconds: u32,
    /// Its family, as a number that only tells families apart.
    pub family: i64,
    /// Its gates, a bit each.
    pub gates: u32,
    /// Its states, a bit each.
    pub states: u32,
    /// Whether it turns to the body.
    pub turns_to_body: bool,
    /// Whether it is a favourite.
    pub favourite: bool,
}

/// What the plan has to keep to.
#[derive(Debug, Clone)]
pub struct Rules<'a> {
    /// The practice day.
    pub today: Day,
    /// Time, in seconds.
    pub budget_seconds: u32,
    /// The most cards.
    pub most_cards: usize,
    /// The most new cards that are left for today.
    pub most_new: usize,
    /// The last day on which each family was practised.
    pub families: &'a BTreeMap<i64, Day>,
    /// The last day before today on which anything was practised; `None` on the first day.
    pub last_day: Option<Day>,
    /// Breaks ties.
    pub seed: u64,
    /// The memory model.
    pub model: &'a Model,
    /// How long practices take this person.
    pub pace: &'a Pace,
}

/// A card in the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The card.
    pub candidate: Candidate,
    /// Whether it is new.
    pub new: bool,
    /// How long it is expected to take, in seconds.
    pub seconds: u32,
    /// The chance that it comes to mind today, 0 to 1; `None` for a card that was never answered.
    pub retrievability: Option<f32>,
}

impl Item {
    /// Makes the item again of a card in a session that was left.
    pub fn taken_up(candidate: Candidate, planned: &Planned, today: Day, model: &Model) -> Self {
        let new = planned.kind == Kind::Learn && candidate.due.is_none();
        let retrievability = chance(model, &candidate, today);
        Self { candidate, new, seconds: planned.seconds, retrievability }
    }

    /// Returns the item as the record keeps it, with the card's id.
    pub const fn planned(&self, card: CardId) -> Planned {
        Planned { card, kind: if self.new { Kind::Learn } else { Kind::Review }, seconds: self.seconds }
    }
}

/// Returns how many new cards a day may bring, of the `most` that the person wants: fewer when what comes round over
/// the two weeks ahead, and what waits already, fills most of the time (`ahead_seconds` of `budget_seconds`).
pub fn slowed(most: u32, ahead_seconds: f64, budget_seconds: f64) -> u32 {
    match ahead_seconds / budget_seconds.max(1.0) {
        full if full >= FULL.1 => 0,
        full if full >= FULL.0 => most.min(1),
        _ => most,
    }
}

/// Plans a session from what is due and what is new, both in the order in which the store gives them.
///
/// After an absence the same cards are chosen as on any other day, those that gain most; they come in another order,
/// the easiest first.
pub fn plan(rules: &Rules<'_>, due: Vec<Candidate>, new: Vec<Candidate>) -> Vec<Item> {
    let away = rules.last_day.is_some_and(|last| rules.today.since(last) > LONG_AWAY);
    let planned = filled(rules, due, new, false);
    if !away {
        return planned;
    }
    let (new, due): (Vec<Item>, Vec<Item>) = planned.into_iter().partition(|item| item.new);
    let again = |items: Vec<Item>| items.into_iter().map(|item| item.candidate).collect();
    filled(rules, again(due), again(new), true)
}

fn filled(rules: &Rules<'_>, due: Vec<Candidate>, new: Vec<Candidate>, away: bool) -> Vec<Item> {
    let mut open: Vec<(f32, Item)> = due
        .into_iter()
        .map(|candidate| {
            let item = review(rules, candidate);
            (worth(rules, &item, away), item)
        })
        .collect();
    open.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| tie(rules, x).cmp(&tie(rules, y))));
    let mut fresh = new.into_iter().map(|candidate| learn(rules, candidate)).collect::<Vec<_>>();

    let mut planned: Vec<Item> = Vec::new();
    let mut left = rules.budget_seconds;
    // What is due has the first word; what time it leaves goes to new cards, and these come early in the session so
    // that their first answer at its end has had a moment to settle.
    let mut for_new = left.saturating_sub(open.iter().map(|(_, item)| item.seconds).sum());
    let mut new_left = rules.most_new;
    while planned.len() < rules.most_cards {
        let due = best(&open, &planned, left);
        // Once nothing that is due fits any more, what is left of the time is free.
        let for_new_now = if due.is_none() { left } else { for_new };
        let ready = new_left > 0 && (due.is_none() || !planned.is_empty());
        let fits = |item: &Item| {
            // The first card of all may be longer than the budget: there is always something to do.
            (item.seconds <= for_new_now || planned.is_empty()) && fits_body(&planned, item)
        };
        let item = match (fresh.iter().position(fits).filter(|_| ready), due) {
            (Some(index), _) => fresh.remove(index),
            (None, Some(index)) => open.remove(index).1,
            (None, None) => break,
        };
        if item.new {
            new_left -= 1;
            for_new = for_new.saturating_sub(item.seconds);
        }
        left = left.saturating_sub(item.seconds);
        planned.push(item);
    }
    planned
}

/// Finds the best card that may come next: among those that fit, one that is unlike the card before.
fn best(open: &[(f32, Item)], planned: &[Item], left: u32) -> Option<usize> {
    let before = planned.last();
    let mut found: Option<(f32, usize)> = None;
    for (index, (worth, item)) in open.iter().enumerate() {
        let fits = item.seconds <= left || planned.is_empty();
        if !fits || !fits_body(planned, item) {
            continue;
        }
        let same_family = before.is_some_and(|before| before.candidate.family == item.candidate.family);
        let same_states = before.is_some_and(|before| before.candidate.states == item.candidate.states);
        let worth = worth * if same_family { 0.4 } else { 1.0 } * if same_states { 0.9 } else { 1.0 };
        if found.is_none_or(|(best, _)| worth > best) {
            found = Some((worth, index));
        }
    }
    found.map(|(_, index)| index)
}

/// Tells whether a card may follow those before it: not a third that turns to the body, and after an intense one
/// neither another intense one nor one that turns to the body (care: dose).
fn fits_body(planned: &[Item], item: &Item) -> bool {
    let run = planned.iter().rev().take_while(|before| before.candidate.turns_to_body).count();
    let after_intense = planned.last().is_some_and(|before| is_intense(&before.candidate));
    let inward = item.candidate.turns_to_body || is_intense(&item.candidate);
    (!item.candidate.turns_to_body || run < BODY_IN_A_ROW) && !(after_intense && inward)
}

fn is_intense(candidate: &Candidate) -> bool {
    Gate::ALL.iter().any(|gate| gate.strong() && candidate.gates & gate.bit() != 0)
}

/// Returns the chance that a card comes to mind today; `None` when it was never answered.
fn chance(model: &Model, candidate: &Candidate, today: Day) -> Option<f32> {
    let elapsed = candidate.last_day.map_or(0, |last| today.since(last));
    candidate.memory.map(|memory| model.recall_chance(memory, elapsed))
}

fn review(rules: &Rules<'_>, candidate: Candidate) -> Item {
    let retrievability = chance(rules.model, &candidate, rules.today);
    let seconds = rules.pace.seconds(candidate.number, candidate.seconds, false);
    Item { seconds, candidate, new: false, retrievability }
}

fn learn(rules: &Rules<'_>, candidate: Candidate) -> Item {
    let seconds = rules.pace.seconds(candidate.number, candidate.seconds, true);
    Item { seconds, candidate, new: true, retrievability: None }
}

/// Returns how much more likely recall is in the coming weeks if a card is practised today, 0 to 1: over both answers
/// that it may be given, beside leaving it alone.
pub fn gain(model: &Model, memory: Memory, elapsed: u32) -> f32 {
    let now = model.recall_chance(memory, elapsed);
    let later = |memory: Memory, from: u32| -> f32 {
        LOOKED_AT.iter().map(|days| model.recall_chance(memory, from.saturating_add(*days))).sum::<f32>()
            / LOOKED_AT.len() as f32
    };
    let after = |recall| later(model.after(Some(memory), elapsed, recall), 0);
    let with = now * after(Recall::Good) + (1.0 - now) * after(Recall::Again);
    (with - later(memory, elapsed)).max(0.0)
}

/// Says how much a card is worth per second: the recall that practising it gains, or in the order of a way back how
/// easily it still comes, so that this begins with success.
fn worth(rules: &Rules<'_>, item: &Item, away: bool) -> f32 {
    let chance = item.retrievability.unwrap_or(0.5);
    let favourite = item.candidate.favourite;
    if away {
        return chance + if favourite { 2.0 } else { 0.0 };
    }
    let elapsed = item.candidate.last_day.map_or(0, |last| rules.today.since(last));
    let gained = item.candidate.memory.map_or(0.5, |memory| gain(rules.model, memory, elapsed));
    let base = gained * if favourite { 1.25 } else { 1.0 };
    let untouched =
        rules.families.get(&item.candidate.family).is_none_or(|last| rules.today.since(*last) >= FAMILY_DAYS);
    let breadth = if untouched { 1.0 } else { 0.0 };
    (base + breadth + f32::EPSILON) / item.seconds.max(1) as f32
}

fn tie(rules: &Rules<'_>, item: &Item) -> u64 {
    let mut z = rules.seed ^ item.candidate.number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(number: i64) -> Candidate {
        Candidate {
            number,
            due: Some(Day(100)),
            memory: Memory::new(10.0, 5.0),
            last_day: Some(Day(90)),
            seconds: 45,
            family: number % 3,
            gates: 0,
            states: 1,
            turns_to_body: false,
            favourite: false,
        }
    }

    fn rules<'a>(model: &'a Model, families: &'a BTreeMap<i64, Day>) -> Rules<'a> {
        Rules {
            today: Day(100),
            budget_seconds: 300,
            most_cards: 8,
            most_new: 2,
            families,
            last_day: Some(Day(99)),
            seed: 7,
            model,
            pace: PACE,
        }
    }

    const PACE: &Pace = &Pace::new();

    #[test]
    fn new_cards_slow_down_when_the_weeks_ahead_are_full() {
        let share = |share: f64| slowed(2, share * 4_200.0, 4_200.0);
        assert_eq!([0.0, 0.69, 0.7, 0.94, 0.95, 3.0].map(share), [2, 2, 1, 1, 0, 0]);
        assert_eq!(slowed(0, 0.0, 0.0), 0);
    }

    #[test]
    fn something_outward_follows_what_is_intense() {
        let (model, families) = (Model::default(), (0..3).map(|n| (n, Day(99))).collect());
        let scan = Candidate { gates: Gate::Scan.bit(), last_day: Some(Day(20)), ..candidate(0) };
        let body = Candidate { turns_to_body: true, last_day: Some(Day(40)), ..candidate(1) };
        let outward = Candidate { last_day: Some(Day(97)), ..candidate(2) };
        let planned = plan(&rules(&model, &families), vec![scan, body, outward], Vec::new());
        assert_eq!(numbers(&planned), [0, 2, 1]);
    }

    #[test]
    fn a_practice_gains_most_where_recall_is_in_doubt() {
        let model = Model::default();
        let gain = |stability: f32, elapsed| gain(&model, Memory::new(stability, 5.0).unwrap(), elapsed);
        assert!(gain(10.0, 20) > gain(10.0, 3) && gain(10.0, 3) > 0.0);
        assert!(gain(5.0, 30) > gain(80.0, 30), "what holds by itself can wait");
    }

    fn numbers(plan: &[Item]) -> Vec<i64> {
        plan.iter().map(|item| item.candidate.number).collect()
    }

    #[test]
    fn the_first_day_holds_new_cards_alone() {
        let (model, families) = (Model::default(), BTreeMap::new());
        let rules = Rules { last_day: None, ..rules(&model, &families) };
        let new = (0..6).map(|n| Candidate { due: None, memory: None, last_day: None, ..candidate(n) }).collect();
        assert_eq!(numbers(&plan(&rules, Vec::new(), new)), [0, 1]);
    }

    #[test]
    fn what_is_most_at_risk_comes_first() {
        let (model, families) = (Model::default(), (0..3).map(|n| (n, Day(99))).collect());
        let long_ago = Candidate { last_day: Some(Day(40)), ..candidate(1) };
        let lately = Candidate { last_day: Some(Day(98)), ..candidate(2) };
        let planned = plan(&rules(&model, &families), vec![lately, long_ago], Vec::new());
        assert_eq!(numbers(&planned), [1, 2]);
    }

    #[test]
    fn after_an_absence_favourites_and_easy_cards_come_first() {
        let (model, families) = (Model::default(), BTreeMap::new());
        let rules = Rules { today: Day(160), ..rules(&model, &families) };
        let firm = Candidate { memory: Memory::new(80.0, 3.0), ..candidate(1) };
        let weak = Candidate { memory: Memory::new(1.0, 9.0), ..candidate(2) };
        let dear = Candidate { favourite: true, ..candidate(3) };
        let planned = plan(&rules, vec![weak, firm, dear], Vec::new());
        assert_eq!(numbers(&planned), [3, 1, 2]);
    }

    #[test]
    fn a_family_not_touched_for_weeks_comes_back() {
        let (model, families) = (Model::default(), BTreeMap::from([(0, Day(99)), (1, Day(70)), (2, Day(99))]));
        let planned = plan(&rules(&model, &families), vec![candidate(0), candidate(2), candidate(1)], Vec::new());
        assert_eq!(numbers(&planned).first(), Some(&1));
    }

    fn any_candidate() -> impl Strategy<Value = Candidate> {
        (0_i64..5, 0_u32..200, 0.1_f32..500.0, 1_u32..400, any::<bool>(), any::<bool>(), 0_u32..4).prop_map(
            |(family, ago, stability, seconds, turns_to_body, favourite, states)| Candidate {
                family,
                last_day: Some(Day(100).plus(-i64::from(ago))),
                memory: Memory::new(stability, 5.0),
                seconds,
                turns_to_body,
                favourite,
                states,
                ..candidate(0)
            },
        )
    }

    proptest! {
        #[test]
        fn a_plan_keeps_to_its_rules(
            due in prop::collection::vec(any_candidate(), 0..40),
            new in prop::collection::vec(any_candidate(), 0..6),
            budget in 30_u32..1200,
            most_new in 0_usize..4,
            away in 0_i64..100,
            seed in any::<u64>(),
        ) {
            let number = |(number, candidate): (i64, Candidate)| Candidate { number, ..candidate };
            let due: Vec<_> = (0..).zip(due).map(number).collect();
            let new: Vec<_> = (1000..).zip(new).map(number).collect();
            let (model, families) = (Model::default(), BTreeMap::new());
            let last_day = Some(Day(100).plus(-away));
            let rules = Rules { budget_seconds: budget, most_new, last_day, seed, ..rules(&model, &families) };
            let planned = plan(&rules, due.clone(), new.clone());

            prop_assert_eq!(&planned, &plan(&rules, due.clone(), new.clone()), "the same again");
            let total: u32 = planned.iter().map(|item| item.seconds).sum();
            prop_assert!(total <= budget || planned.len() == 1, "{total} of {budget}");
            prop_assert!(planned.len() <= rules.most_cards);
            prop_assert!(planned.iter().filter(|item| item.new).count() <= most_new);
            let mut seen = numbers(&planned);
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), planned.len(), "no card twice");
            let too_much = planned.windows(3).any(|three| three.iter().all(|item| item.candidate.turns_to_body));
            prop_assert!(!too_much, "three in a row turn to the body");
            prop_assert!(!planned.is_empty() || (due.is_empty() && (new.is_empty() || most_new == 0)));
        }
    }
}
