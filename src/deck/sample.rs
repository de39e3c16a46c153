//! Decks for tests: one small one, and generators of any.
#![allow(clippy::missing_panics_doc, reason = "only tests come here, and a panic is how they fail")]

use std::collections::BTreeMap;

use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::ids::{CardSlug, DeckId, PathId};
use super::kinds::{FAMILIES, Family, Gate, Grade, State};
use super::model::{Author, Breath, Card, Deck, Evidence, FORMAT, Path, Reviewed, Step};
use super::text::SafeText;
use super::version::Version;

/// A small deck with two cards and a path; reading it gives no problem.
pub fn deck() -> Deck {
    Deck {
        rekindle: FORMAT,
        id: "org.example.sample".parse().expect("an id"),
        version: Version { major: 1, minor: 0, patch: 0 },
        title: "Sample".into(),
        summary: None,
        language: "en".into(),
        authors: vec![Author { name: "A. Author".into(), role: None }],
        license: "CC-BY-4.0".into(),
        reviewed: Some(Reviewed {
            by: "not yet clinically reviewed".into(),
            on: chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day"),
        }),
        contraindications: None,
        cards: vec![card("one"), card("two")],
        paths: vec![Path { id: "start".parse().expect("an id"), title: "Start".into(), cards: vec!["one".into()] }],
        extra: BTreeMap::new(),
    }
}

/// A plain card with this slug: one step of ten seconds, no gates.
pub fn card(slug: &str) -> Card {
    Card {
        id: slug.parse().expect("a slug"),
        title: format!("Card {slug}").into(),
        family: Family::parse("grounding").expect("a family"),
        cues: vec!["What do the feet do?".into()],
        steps: vec![Step { say: Some("Press the feet.".into()), seconds: Some(10), times: None, breathe: None }],
        why: Some("It is easy to feel.".into()),
        states: vec![State::Flooded],
        gates: Vec::new(),
        caution: None,
        instead: None,
        lighter: Vec::new(),
        evidence: None,
        pinned: false,
        extra: BTreeMap::new(),
    }
}

/// Any text that a deck may hold, in several scripts.
pub fn texts() -> impl Strategy<Value = SafeText> {
    prop_oneof![
        4 => "[A-Za-z][a-z ,']{0,30}[a-z]",
        1 => select(vec!["می‌خواهم", "नमस्ते", "深呼吸", "Füße \"fest\"\\", "one\\two", "👩‍👩‍👧 🇩🇪", "<half> & *half*"])
            .prop_map(String::from),
    ]
    .prop_map(|text| SafeText::new(&text))
}

/// Any text of several lines.
pub fn bodies() -> impl Strategy<Value = SafeText> {
    prop::collection::vec(texts(), 1..3)
        .prop_map(|lines| lines.iter().map(SafeText::as_str).collect::<Vec<_>>().join("\n").into())
}

fn breaths(hold: bool) -> impl Strategy<Value = Breath> {
    let most = if hold { 20_u32 } else { 0 };
    (1..=20_u32, 0..=5_u32, 0..=most, 1..=30_u32, 0..=most, 1..=100_u32, any::<bool>())
        .prop_map(|(inward, sip, hold, out, rest, rounds, hum)| Breath { inward, sip, hold, out, rest, rounds, hum })
}

/// Any step; with pauses of the breath only when asked for.
pub fn steps(hold: bool) -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (bodies(), option::of(1..=3_600_u32), option::of(1..=100_u32))
            .prop_map(|(say, seconds, times)| Step { say: Some(say), seconds, times, breathe: None }),
        1 => (option::of(bodies()), breaths(hold))
            .prop_map(|(say, breath)| Step { say, seconds: None, times: None, breathe: Some(breath) }),
    ]
}

fn extras() -> impl Strategy<Value = BTreeMap<String, serde_json::Value>> {
    let value = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        (-1e300..1e300).prop_map(|number: f64| number.into()),
        texts().prop_map(|text| text.as_str().into()),
        prop::collection::vec(0..9_i64, 0..3).prop_map(Into::into),
        prop::collection::btree_map("[a-z]{1,3}", 0..9_i64, 0..3).prop_map(|map| serde_json::Value::Object(
            map.into_iter().map(|(key, value)| (key, value.into())).collect()
        )),
    ];
    prop::collection::btree_map("x-[a-z]{1,6}", value, 0..3)
}

fn families() -> impl Strategy<Value = Family> {
    prop_oneof![
        4 => select(FAMILIES).prop_map(|(word, ..)| word.to_owned()),
        1 => "[a-z]{3,8}",
    ]
    .prop_map(|word| Family::parse(&word).expect("a family"))
}

/// Any card with this slug that a deck may hold.
pub fn cards_like(slug: &str) -> impl Strategy<Value = Card> + use<> {
    let id: CardSlug = slug.parse().expect("a slug");
    let gates = subsequence(Gate::ALL.to_vec(), 0..=Gate::ALL.len());
    gates.prop_flat_map(move |gates| {
        let hold = gates.contains(&Gate::Hold);
        let id = id.clone();
        let head =
            (texts(), families(), prop::collection::vec(bodies(), 1..=5), prop::collection::vec(steps(hold), 1..=4));
        let sources = prop::collection::vec(bodies(), 0..3);
        let tail = (
            option::of(bodies()),
            subsequence(State::ALL.to_vec(), 0..=State::ALL.len()),
            option::of(bodies()),
            option::of(Just("other.deck/its-card".to_owned())),
            prop::collection::vec(steps(hold), 0..3),
            option::of((select(Grade::ALL), sources).prop_map(|(grade, sources)| Evidence { grade, sources })),
            any::<bool>(),
            extras(),
        );
        (head, tail).prop_map(move |((title, family, cues, steps), tail)| {
            let (why, states, caution, instead, lighter, evidence, pinned, extra) = tail;
            let (id, gates) = (id.clone(), gates.clone());
            Card {
                id,
                title,
                family,
                cues,
                steps,
                why,
                states,
                gates,
                caution,
                instead,
                lighter,
                evidence,
                pinned,
                extra,
            }
        })
    })
}

/// Any deck that can be read, of one to six cards named `a` to `f`; versions and authors vary little, ids not at all.
pub fn decks() -> impl Strategy<Value = Deck> {
    let slugs = subsequence(vec!["a", "b", "c", "d", "e", "f"], 1..=6).prop_shuffle();
    let cards = slugs.prop_flat_map(|slugs| slugs.into_iter().map(cards_like).collect::<Vec<_>>());
    let authors = prop::collection::vec(
        (select(vec!["A. Author", "B. Écrivain"]), option::of(texts()))
            .prop_map(|(name, role)| Author { name: name.into(), role }),
        1..3,
    );
    let head = (0..3_u32, 0..3_u32, texts(), option::of(bodies()), authors, any::<bool>());
    (head, cards, any::<bool>(), extras()).prop_map(
        |((major, minor, title, summary, authors, reviewed), cards, path, extra)| {
            let plain = deck();
            let named: Vec<String> = cards.iter().map(|card| card.id.to_string()).collect();
            let paths =
                if path { vec![Path { id: path_id(), title: title.clone(), cards: named }] } else { Vec::new() };
            Deck {
                version: Version { major, minor, patch: 0 },
                title,
                summary: summary.clone(),
                authors,
                reviewed: plain.reviewed.clone().filter(|_| reviewed),
                contraindications: summary,
                cards,
                paths,
                extra,
                ..plain
            }
        },
    )
}

fn path_id() -> PathId {
    "all".parse().expect("an id")
}

/// The id of every sampled deck.
pub fn deck_id() -> DeckId {
    deck().id
}
