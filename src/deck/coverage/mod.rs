//! The laws of the decks that ship: which cards there are, what each of them holds, how it reads, what it never says.
//!
//! Each test is named after the law it holds and lists every card that breaks it. `figures` prints what is counted:
//! `cargo test --lib coverage::docs::figures -- --ignored --nocapture`.

mod docs;
mod reading;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use words::plain_words;

use super::kinds::{FAMILIES, Gate, State};
use super::model::{Card, Deck, Step};
use super::shipped::SHIPPED;

/// The plan: the cards of each family.
const PLAN: &[(&str, usize)] = &[
    ("grounding", 8),
    ("breathwork", 7),
    ("movement", 7),
    ("somatic-awareness", 6),
    ("noticing", 8),
    ("understanding", 9),
    ("relating", 8),
    ("self-compassion", 8),
    ("therapy", 7),
    ("enduring", 10),
    ("settling", 6),
    ("upkeep", 4),
    ("safety", 2),
];
/// The plan: every path.
const PATHS: &[&str] = &[
    "start",
    "numb-and-shut-down",
    "anxious-and-flooded",
    "self-critical",
    "low-and-flat",
    "close-to-others",
    "working-with-a-therapist",
];
/// The plan: the only cards with a strong gate.
const STRONG: &[(&str, Gate)] = &[
    ("breathwork/soft-box", Gate::Hold),
    ("enduring/cool-face", Gate::Cold),
    ("enduring/short-burst", Gate::Exertion),
    ("settling/small-sip", Gate::Memory),
    ("somatic-awareness/short-scan", Gate::Scan),
];
/// The plan: the cards that are always open.
const PINNED: &[&str] = &["safety/reach-person", "safety/stop-signs"];
/// The hardest a card may read, and all of them on average, in school years.
const HARDEST: f64 = 7.0;
const HARDEST_ON_AVERAGE: f64 = 4.0;

const CONTENT: &str = include_str!("../../../docs/content.md");
const ARTICLE: &str = include_str!("../../../docs/article.md");
const READ_ME: &str = include_str!("../../../decks/README.md");
const WORDS: &str = concat!(
    include_str!("../../language/en/after.rs"),
    include_str!("../../language/en/amounts.rs"),
    include_str!("../../language/en/card.rs"),
    include_str!("../../language/en/helped.rs"),
    include_str!("../../language/en/lines.rs"),
    include_str!("../../language/en/moment.rs"),
    include_str!("../../language/en/names.rs"),
    include_str!("../../language/en/own.rs"),
    include_str!("../../language/en/people.rs"),
    include_str!("../../language/en/today.rs"),
);
const KEYS: &str = include_str!("../../language/en/keys.rs");

/// Every deck that ships, unchecked: one that `check` refuses still has each of its faults listed here.
fn decks() -> Vec<Deck> {
    let deck = |(name, json): &(&str, &str)| serde_json::from_str(json).unwrap_or_else(|why| panic!("{name}: {why}"));
    SHIPPED.iter().map(deck).collect()
}

/// Every card by its full id, in the order of the decks.
fn cards() -> Vec<(String, Card)> {
    let of = |deck: Deck| {
        let ids: Vec<_> = deck.cards.iter().map(|card| deck.card_id(card).to_string()).collect();
        ids.into_iter().zip(deck.cards)
    };
    decks().into_iter().flat_map(of).collect()
}

fn by_id() -> BTreeMap<String, Card> {
    cards().into_iter().collect()
}

/// The cards whose sentence is not empty: what `look` says against each.
fn faults(look: impl Fn(&str, &Card) -> Option<String>) -> Vec<String> {
    cards().iter().filter_map(|(id, card)| look(id, card).map(|fault| format!("{id}: {fault}"))).collect()
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

// What there is.

#[test]
fn ninety_cards_stand_in_twelve_families_and_safety() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for (id, card) in cards() {
        let deck = id.split('/').next().expect("a deck");
        assert_eq!(deck, card.family.as_str(), "{id} stands in the deck of another family");
        *found.entry(deck.to_owned()).or_default() += 1;
    }
    let plan: BTreeMap<_, _> = PLAN.iter().map(|(family, count)| ((*family).to_owned(), *count)).collect();
    assert_eq!(found, plan);
    assert_eq!(found.values().sum::<usize>(), 90);
    let families: Vec<_> = FAMILIES.iter().map(|(word, ..)| *word).collect();
    let planned: Vec<_> = PLAN.iter().map(|(word, _)| *word).filter(|word| *word != "safety").collect();
    assert_eq!(families, planned);
}

#[test]
fn no_id_and_no_title_stands_twice() {
    let cards = cards();
    let ids: BTreeSet<_> = cards.iter().map(|(id, _)| id).collect();
    let titles: BTreeSet<_> = cards.iter().map(|(_, card)| &card.title).collect();
    assert_eq!((ids.len(), titles.len()), (cards.len(), cards.len()));
    let decks = decks();
    let names: BTreeSet<_> = decks.iter().map(|deck| deck.id.as_str()).collect();
    assert_eq!(names.len(), decks.len());
}

#[test]
fn every_state_finds_eight_cards_or_more() {
    let few = |state: &&State| cards().iter().filter(|(_, card)| card.states.contains(state)).count() < 8;
    none(&State::ALL.iter().filter(few).map(ToString::to_string).collect::<Vec<_>>());
}

#[test]
fn every_path_is_there_and_names_shipped_cards_once_and_every_card_is_on_one() {
    let cards = by_id();
    let mut names = Vec::new();
    let mut alone: BTreeSet<_> = cards.keys().cloned().collect();
    let mut faults = Vec::new();
    for deck in decks() {
        for path in &deck.paths {
            let mut seen = BTreeSet::new();
            for card in &path.cards {
                let id = deck.resolve(card).map(|id| id.to_string()).unwrap_or_default();
                alone.remove(&id);
                if !cards.contains_key(&id) {
                    faults.push(format!("{}: {card} does not ship", path.id));
                }
                if !seen.insert(id) {
                    faults.push(format!("{}: {card} stands twice", path.id));
                }
            }
            names.push(path.id.to_string());
        }
    }
    faults.extend(alone.into_iter().map(|id| format!("{id} is on no path")));
    none(&faults);
    assert_eq!(names, PATHS);
}

#[test]
fn the_first_path_begins_short_and_without_a_gate() {
    let cards = by_id();
    let decks = decks();
    let start = decks.iter().flat_map(|deck| &deck.paths).find(|path| path.id.as_str() == "start").expect("a start");
    let first = cards.get(start.cards.first().expect("a card")).expect("a shipped card");
    assert!(first.gates.is_empty() && !first.pinned && first.seconds() <= 60, "{}", first.title);
}

// What every card holds.

#[test]
fn every_card_is_asked_in_two_or_three_different_ways() {
    let mut seen: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let mut faults =
        faults(|_, card| (!(2..=3).contains(&card.cues.len())).then(|| format!("{} cues", card.cues.len())));
    for (id, card) in cards() {
        for cue in &card.cues {
            if let Some(other) = seen.insert(plain_words(cue.as_str()), id.clone()) {
                faults.push(format!("{id}: {other} asks the same: {}", cue.as_str()));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_card_has_two_to_six_steps_and_twenty_to_six_hundred_seconds() {
    none(&faults(|_, card| {
        let seconds: u32 = card.steps.iter().map(seconds).sum();
        let steps = (2..=6).contains(&card.steps.len());
        let fine = steps && (20..=600).contains(&seconds) && seconds == card.seconds();
        (!fine).then(|| format!("{} steps, {seconds} s, shown as {} s", card.steps.len(), card.seconds()))
    }));
}

/// The seconds of a step, counted apart from [`Step::seconds_total`].
fn seconds(step: &Step) -> u32 {
    match step.breathe {
        Some(breath) => (breath.inward + breath.sip + breath.hold + breath.out + breath.rest) * breath.rounds,
        None => step.seconds.unwrap_or(10) * step.times.unwrap_or(1),
    }
}

#[test]
fn lighter_is_written_out_and_takes_about_half_as_long() {
    none(&faults(|_, card| {
        let (full, light) = (card.seconds(), card.lighter.iter().map(seconds).sum::<u32>());
        let half = light * 10 >= full * 4 && light * 10 <= full * 6;
        (card.lighter.is_empty() || !half).then(|| format!("{light} s of {full} s"))
    }));
}

#[test]
fn every_card_says_why_for_whom_and_on_what_grounds() {
    none(&faults(|_, card| {
        let states: BTreeSet<_> = card.states.iter().collect();
        let grounds = card.evidence.as_ref().is_some_and(|evidence| {
            !evidence.sources.is_empty() && evidence.sources.iter().all(|source| !source.is_blank())
        });
        let lacks = [
            (card.why.as_ref().is_some_and(|why| !why.is_blank()), "a why"),
            (!states.is_empty() && states.len() == card.states.len(), "states, each once"),
            (grounds, "evidence with a source"),
        ];
        let lacks: Vec<_> = lacks.iter().filter(|(there, _)| !there).map(|(_, what)| *what).collect();
        (!lacks.is_empty()).then(|| format!("lacks {}", lacks.join(", ")))
    }));
}

#[test]
fn a_gated_card_has_a_caution_and_names_one_that_needs_no_consent() {
    let all = by_id();
    let mut faults = Vec::new();
    for deck in decks() {
        for card in &deck.cards {
            let id = deck.card_id(card).to_string();
            if !card.gates.is_empty() && card.caution.as_ref().is_none_or(crate::deck::text::SafeText::is_blank) {
                faults.push(format!("{id}: no caution"));
            }
            let Some(named) = &card.instead else {
                if !card.gates.is_empty() {
                    faults.push(format!("{id}: no other card in its place"));
                }
                continue;
            };
            let other = deck.resolve(named).and_then(|id| all.get(&id.to_string()));
            if !other.is_some_and(|other| other.gates.is_empty() && !other.pinned) {
                faults.push(format!("{id}: {named} does not ship, or has a gate, or is pinned"));
            }
        }
    }
    none(&faults);
}

#[test]
fn strong_gates_stand_on_the_planned_cards_only() {
    let mut found: Vec<_> = cards()
        .into_iter()
        .flat_map(|(id, card)| card.gates.into_iter().map(move |gate| (id.clone(), gate)))
        .filter(|(_, gate)| gate.strong())
        .collect();
    found.sort();
    let planned: Vec<_> = STRONG.iter().map(|(id, gate)| ((*id).to_owned(), *gate)).collect();
    assert_eq!(found, planned);
}

#[test]
fn only_the_two_safety_cards_are_pinned() {
    let mut found: Vec<_> = cards().into_iter().filter(|(_, card)| card.pinned).map(|(id, _)| id).collect();
    found.sort();
    assert_eq!(found, PINNED);
}

#[test]
fn every_deck_names_its_licence_and_that_nobody_reviewed_it() {
    let unsaid = |deck: &&Deck| {
        let reviewed = deck.reviewed.as_ref().map(|reviewed| reviewed.by.as_str());
        deck.license.as_str() != "CC-BY-4.0" || reviewed != Some("not yet clinically reviewed")
    };
    none(&decks().iter().filter(unsaid).map(|deck| deck.id.to_string()).collect::<Vec<_>>());
}

// What nothing says.
