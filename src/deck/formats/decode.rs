//! The shape of a deck file, field by field.

use std::str::FromStr;

use crate::deck::check::{Draft, DraftCard, Kind};
use crate::deck::ids::{BadId, CardId, check_id};
use crate::deck::kinds::{Family, Gate, Grade, State};
use crate::deck::lookalike;
use crate::deck::model::{Author, Breath, Card, Evidence, FORMAT, Path, Reviewed, Step};
use crate::deck::text::SafeText;
use chrono::NaiveDate;

use super::cursor::{At, Cursor, Shape};
use super::node::{Field, Node, field};

const DECK: Shape = Shape {
    name: "a deck",
    allowed: &[
        "rekindle",
        "id",
        "version",
        "title",
        "summary",
        "language",
        "authors",
        "license",
        "reviewed",
        "contraindications",
        "cards",
        "paths",
    ],
    required: &["rekindle", "id", "version", "title", "language", "authors", "license", "cards"],
    extra: true,
};
const AUTHOR: Shape = Shape { name: "an author", allowed: &["name", "role"], required: &["name"], extra: false };
const REVIEWED: Shape = Shape { name: "a review", allowed: &["by", "on"], required: &["by", "on"], extra: false };
const CARD: Shape = Shape {
    name: "a card",
    allowed: &[
        "id", "title", "family", "cues", "steps", "why", "states", "gates", "caution", "instead", "lighter",
        "evidence", "pinned",
    ],
    required: &["id", "title", "family", "cues", "steps"],
    extra: true,
};
const STEP: Shape =
    Shape { name: "a step", allowed: &["do", "seconds", "times", "breathe"], required: &[], extra: false };
const BREATH: Shape = Shape {
    name: "a breathing pattern",
    allowed: &["in", "sip", "hold", "out", "rest", "rounds", "hum"],
    required: &["in", "out", "rounds"],
    extra: false,
};
const EVIDENCE: Shape = Shape { name: "evidence", allowed: &["grade", "sources"], required: &["grade"], extra: false };
const PATH: Shape =
    Shape { name: "a path", allowed: &["id", "title", "cards"], required: &["id", "title", "cards"], extra: false };

/// Most cards of a deck.
const MOST_CARDS: usize = 2_000;

/// Decodes the whole file; what cannot be decoded is reported and left out of the draft. Cards that were decoded one by
/// one already, as the rows of a table are, come in as `decoded`.
pub(super) fn deck(cursor: &mut Cursor<'_>, root: &Node<'_>, decoded: Option<Vec<DraftCard>>) -> Draft {
    let at = At::Root;
    let mut draft = Draft::default();
    let Some(object) = cursor.object(&at, root, &DECK) else { return draft };
    let here = |name| At::Field(&At::Root, name);
    if let Some(value) = field(object, "rekindle") {
        cursor.number(&here("rekindle"), value, FORMAT..=FORMAT);
    }
    draft.id = field(object, "id").and_then(|value| cursor.parsed(&here("id"), value, id));
    draft.version = field(object, "version").and_then(|value| cursor.parsed(&here("version"), value, str::parse));
    draft.title = text(cursor, &at, object, "title", Kind::Line);
    draft.summary = text(cursor, &at, object, "summary", Kind::Body);
    draft.language = field(object, "language")
        .and_then(|value| cursor.parsed(&here("language"), value, language))
        .map(|tag| SafeText::new(&tag));
    draft.authors = each(cursor, &at, object, "authors", (1, 100, "authors"), author);
    draft.license = text(cursor, &at, object, "license", Kind::Line);
    draft.reviewed = field(object, "reviewed").and_then(|value| reviewed(cursor, &here("reviewed"), value));
    draft.names_review = field(object, "reviewed").is_some();
    draft.contraindications = text(cursor, &at, object, "contraindications", Kind::Body);
    draft.cards = decoded.unwrap_or_else(|| {
        each(cursor, &at, object, "cards", (0, MOST_CARDS, "cards"), |cursor, at, value| Some(card(cursor, at, value)))
    });
    draft.paths =
        each(cursor, &at, object, "paths", (0, MOST_CARDS, "paths"), |cursor, at, value| Some(path(cursor, at, value)));
    draft.extra = cursor.extra(&at, object);
    if let Some(Node::List(spot, cards)) = field(object, "cards") {
        let paths = match field(object, "paths") {
            Some(Node::List(_, paths)) => paths.len(),
            _ => 0,
        };
        if cards.is_empty() && draft.cards.is_empty() && paths == 0 {
            let message = "a deck needs at least one card or one path".to_owned();
            cursor.error(&here("cards"), *spot, message, "add a card");
        }
    }
    draft
}

fn text(cursor: &mut Cursor<'_>, at: &At<'_>, object: &[Field<'_>], name: &str, kind: Kind) -> Option<SafeText> {
    field(object, name).and_then(|value| cursor.text(&At::Field(at, name), value, kind))
}

/// Decodes each item of a list; `bounds` are the least and most items and their name.
fn each<T>(
    cursor: &mut Cursor<'_>,
    at: &At<'_>,
    object: &[Field<'_>],
    name: &str,
    bounds: (usize, usize, &str),
    mut decode: impl FnMut(&mut Cursor<'_>, &At<'_>, &Node<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(value) = field(object, name) else { return Vec::new() };
    let at = At::Field(at, name);
    let items = cursor.list(&at, value, bounds.0..=bounds.1, bounds.2);
    // Room for what is there and no more: a table may bring a hundred thousand cards.
    let mut decoded = Vec::with_capacity(items.len());
    decoded.extend(items.iter().enumerate().filter_map(|(index, item)| decode(cursor, &At::Item(&at, index), item)));
    decoded
}

/// An id, or why it is none and what it could be.
fn id<T: FromStr<Err = BadId>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|why: BadId| match lookalike::mended(text) {
        Some(mended) => format!("{why}; {mended}"),
        None => why.to_string(),
    })
}

fn language(tag: &str) -> Result<String, &'static str> {
    let mut parts = tag.split('-');
    let first = parts
        .next()
        .is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if first && rest && tag.len() <= 35 { Ok(tag.to_owned()) } else { Err("a language tag such as en or pt-BR") }
}

fn author(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Option<Author> {
    let object = cursor.object(at, value, &AUTHOR)?;
    let name = text(cursor, at, object, "name", Kind::Line);
    let role = text(cursor, at, object, "role", Kind::Line);
    Some(Author { name: name?, role })
}

fn reviewed(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Option<Reviewed> {
    let object = cursor.object(at, value, &REVIEWED)?;
    let by = text(cursor, at, object, "by", Kind::Line);
    let on = field(object, "on").and_then(|value| cursor.parsed(&At::Field(at, "on"), value, day));
    Some(Reviewed { by: by?, on: on? })
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    let shape = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| shape);
    day.ok_or("a day of the calendar, written YYYY-MM-DD")
}

pub(super) fn card(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> DraftCard {
    let Some(object) = cursor.object(at, value, &CARD) else { return DraftCard::default() };
    let id = field(object, "id").and_then(|value| cursor.parsed(&At::Field(at, "id"), value, id));
    let title = text(cursor, at, object, "title", Kind::Line);
    let family =
        field(object, "family").and_then(|value| cursor.parsed(&At::Field(at, "family"), value, Family::parse));
    let cues = each(cursor, at, object, "cues", (1, 5, "cues"), |cursor, at, value| cursor.text(at, value, Kind::Body));
    let steps = each(cursor, at, object, "steps", (1, 12, "steps"), |cursor, at, value| Some(step(cursor, at, value)));
    let why = text(cursor, at, object, "why", Kind::Body);
    let states = field(object, "states").map(|value| cursor.words(&At::Field(at, "states"), value, State::ALL));
    let gates = field(object, "gates").map(|value| cursor.words(&At::Field(at, "gates"), value, Gate::ALL));
    let caution = text(cursor, at, object, "caution", Kind::Body);
    let instead = field(object, "instead").and_then(|value| cursor.parsed(&At::Field(at, "instead"), value, reference));
    let lighter =
        each(cursor, at, object, "lighter", (0, 12, "steps"), |cursor, at, value| Some(step(cursor, at, value)));
    let evidence = field(object, "evidence").and_then(|value| evidence(cursor, &At::Field(at, "evidence"), value));
    let pinned = field(object, "pinned").and_then(|value| cursor.truth(&At::Field(at, "pinned"), value));
    let extra = cursor.extra(at, object);
    // A card without title still takes part in the checks between cards; the error keeps the deck from being used.
    let (id, family) = match (id, family) {
        (Some(id), Some(family)) => (id, family),
        (id, _) => return DraftCard { id, card: None },
    };
    let card = Card {
        id,
        title: title.unwrap_or_default(),
        family,
        cues,
        steps,
        why,
        states: states.unwrap_or_default(),
        gates: gates.unwrap_or_default(),
        caution,
        instead,
        lighter,
        evidence,
        pinned: pinned.unwrap_or_default(),
        extra,
    };
    DraftCard { id: None, card: Some(card) }
}

/// A card as an author names it: a slug of the same deck, or `deck-id/card-slug`.
fn reference(text: &str) -> Result<String, BadId> {
    if text.contains('/') { text.parse::<CardId>().map(drop) } else { check_id(text) }?;
    Ok(text.to_owned())
}

fn step(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Step {
    // A step that is none keeps its place, so that the paths of later steps stay those of the file.
    let Some(object) = cursor.object(at, value, &STEP) else {
        return Step { say: None, seconds: None, times: None, breathe: None };
    };
    let say = text(cursor, at, object, "do", Kind::Body);
    let number = |cursor: &mut Cursor<'_>, name, most| {
        field(object, name).and_then(|value| cursor.number(&At::Field(at, name), value, 1..=most))
    };
    let seconds = number(cursor, "seconds", 3_600);
    let times = number(cursor, "times", 100);
    let pattern = field(object, "breathe");
    let breathe = pattern.and_then(|value| breath(cursor, &At::Field(at, "breathe"), value));
    if pattern.is_some() {
        for name in ["seconds", "times"] {
            if let Some(value) = field(object, name) {
                let message = format!("\"{name}\" beside \"breathe\"");
                cursor.error(
                    &At::Field(at, name),
                    value.at(),
                    message,
                    "a breathing pattern has its own times; leave it out",
                );
            }
        }
    } else if field(object, "do").is_none() {
        let message = "a step needs \"do\" or \"breathe\"".to_owned();
        cursor.error(at, value.at(), message, "write {\"do\": \"…\", \"seconds\": 10}");
    }
    Step { say, seconds, times, breathe }
}

fn breath(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Option<Breath> {
    let object = cursor.object(at, value, &BREATH)?;
    let number = |cursor: &mut Cursor<'_>, name, range| {
        field(object, name).and_then(|value| cursor.number(&At::Field(at, name), value, range))
    };
    let inward = number(cursor, "in", 1..=20);
    let sip = number(cursor, "sip", 0..=5).unwrap_or(0);
    let hold = number(cursor, "hold", 0..=20).unwrap_or(0);
    let out = number(cursor, "out", 1..=30);
    let rest = number(cursor, "rest", 0..=20).unwrap_or(0);
    let rounds = number(cursor, "rounds", 1..=100);
    let hum = field(object, "hum").and_then(|value| cursor.truth(&At::Field(at, "hum"), value)).unwrap_or(false);
    Some(Breath { inward: inward?, sip, hold, out: out?, rest, rounds: rounds?, hum })
}

fn evidence(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Option<Evidence> {
    let object = cursor.object(at, value, &EVIDENCE)?;
    let grade = field(object, "grade").and_then(|value| cursor.word(&At::Field(at, "grade"), value, Grade::ALL));
    let sources = each(cursor, at, object, "sources", (0, 20, "sources"), |cursor, at, value| {
        cursor.text(at, value, Kind::Source)
    });
    Some(Evidence { grade: grade?, sources })
}

fn path(cursor: &mut Cursor<'_>, at: &At<'_>, value: &Node<'_>) -> Option<Path> {
    let object = cursor.object(at, value, &PATH)?;
    let id = field(object, "id").and_then(|value| cursor.parsed(&At::Field(at, "id"), value, id));
    let title = text(cursor, at, object, "title", Kind::Line);
    let mut cards = Vec::new();
    if let Some(value) = field(object, "cards") {
        let at = At::Field(at, "cards");
        for (index, item) in cursor.list(&at, value, 1..=MOST_CARDS, "cards").iter().enumerate() {
            // Kept even when wrong, so that places in the list stay those of the file.
            cards.push(cursor.parsed(&At::Item(&at, index), item, reference).unwrap_or_default());
        }
    }
    Some(Path { id: id?, title: title.unwrap_or_default(), cards })
}
