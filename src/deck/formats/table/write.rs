//! From a deck to rows that read back as the same deck.

use std::collections::BTreeSet;

use crate::deck::formats::{items, markdown, times};
use crate::deck::model::{Card, Deck, Step};
use crate::deck::text::SafeText;
use crate::deck::write::calm;

/// The columns of a table, in their order; those of the author's own come after.
pub const COLUMNS: &[&str] = &[
    "id", "title", "family", "cues", "steps", "why", "states", "gates", "caution", "instead", "lighter", "evidence",
    "sources", "pinned",
];

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A field of the deck.
    Deck,
    /// The names of the columns.
    Header,
    /// A card.
    Card,
}

/// The rows of a deck. Cells are texts as they are; formulas are guarded where a file is written.
pub fn rows(deck: &Deck) -> Vec<(Shape, Vec<String>)> {
    let mut rows = Vec::with_capacity(deck.cards.len() + 16);
    let mut field = |name: &str, value: &str| rows.push((Shape::Deck, vec![format!("#{name}"), value.to_owned()]));
    field("id", deck.id.as_str());
    field("version", &deck.version.to_string());
    field("title", deck.title.as_str());
    if let Some(summary) = &deck.summary {
        field("summary", summary.as_str());
    }
    field("language", deck.language.as_str());
    deck.authors.iter().for_each(|author| field("author", &markdown::person(author)));
    field("license", deck.license.as_str());
    if let Some(reviewed) = &deck.reviewed {
        field("reviewed", &format!("{}, {}", reviewed.by, reviewed.on));
    }
    if let Some(when_not) = &deck.contraindications {
        field("contraindications", when_not.as_str());
    }
    deck.extra.iter().for_each(|(name, value)| field(name, &json(value)));
    for path in &deck.paths {
        let row = vec![format!("#path {}", path.id), path.title.to_string(), path.cards.join("\n")];
        rows.push((Shape::Deck, row));
    }
    let own: BTreeSet<&str> = deck.cards.iter().flat_map(|card| card.extra.keys()).map(String::as_str).collect();
    let names = COLUMNS.iter().copied().chain(own.iter().copied());
    rows.push((Shape::Header, names.map(str::to_owned).collect()));
    rows.extend(deck.cards.iter().map(|card| (Shape::Card, row(card, &own))));
    rows
}

fn json(value: &serde_json::Value) -> String {
    calm(&serde_json::to_string(value).unwrap_or_default())
}

fn row(card: &Card, own: &BTreeSet<&str>) -> Vec<String> {
    let text = |text: &Option<SafeText>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let texts = |texts: &[SafeText]| list(&texts.iter().map(ToString::to_string).collect::<Vec<_>>());
    let steps = |steps: &[Step]| list(&steps.iter().map(step).collect::<Vec<_>>());
    let evidence = card.evidence.as_ref();
    let mut row = vec![
        card.id.to_string(),
        card.title.to_string(),
        card.family.to_string(),
        texts(&card.cues),
        steps(&card.steps),
        text(&card.why),
        card.states.iter().map(|state| state.as_str()).collect::<Vec<_>>().join(", "),
        card.gates.iter().map(|gate| gate.as_str()).collect::<Vec<_>>().join(", "),
        text(&card.caution),
        card.instead.clone().unwrap_or_default(),
        steps(&card.lighter),
        evidence.map(|evidence| evidence.grade.to_string()).unwrap_or_default(),
        evidence.map(|evidence| texts(&evidence.sources)).unwrap_or_default(),
        if card.pinned { "yes".to_owned() } else { String::new() },
    ];
    row.extend(own.iter().map(|name| card.extra.get(*name).map(json).unwrap_or_default()));
    row
}

/// Items in one cell: a single one as it is, where it reads back as one; else numbered, a line each.
fn list(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [only] if items::split(only) == list => only.clone(),
        _ => items::join(list, true),
    }
}

fn step(step: &Step) -> String {
    let time = times::write(step);
    let Some(say) = &step.say else { return time.unwrap_or_default() };
    match time {
        Some(time) => format!("{say} ({time})"),
        None if items::timed(say.as_str()).timing.is_some() => format!("{say} ()"),
        None => say.to_string(),
    }
}
