//! What is different between two decks: cards that came, went and changed, field by field.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ids::CardSlug;
use super::model::{Card, Deck, Step};
use super::text::SafeText;

/// The difference of two decks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// What is different about the deck itself.
    pub deck: Vec<FieldChange>,
    /// Cards that only the second has.
    pub added: Vec<CardSlug>,
    /// Cards that only the first has.
    pub removed: Vec<CardSlug>,
    /// Cards that both have, with what is different.
    pub changed: Vec<CardChange>,
    /// Whether the cards that both have stand in another order.
    pub reordered: bool,
}

/// A card that is different.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardChange {
    /// Which card.
    pub card: CardSlug,
    /// Its title in the second deck.
    pub title: SafeText,
    /// What is different.
    pub fields: Vec<FieldChange>,
}

/// A field that is different. Its texts are safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which field, such as `steps[1]`.
    pub field: String,
    /// What it was; none when it was not there.
    pub before: Option<String>,
    /// What it is; none when it is gone.
    pub after: Option<String>,
}

impl Difference {
    /// Compares two decks, whatever their ids.
    pub fn between(before: &Deck, after: &Deck) -> Self {
        let old: BTreeMap<&CardSlug, &Card> = before.cards.iter().map(|card| (&card.id, card)).collect();
        let new: BTreeMap<&CardSlug, &Card> = after.cards.iter().map(|card| (&card.id, card)).collect();
        let changed = after.cards.iter().filter_map(|card| {
            let fields = fields(&of_card(old.get(&card.id)?), &of_card(card));
            (!fields.is_empty()).then(|| CardChange { card: card.id.clone(), title: card.title.clone(), fields })
        });
        let stay = |deck: &Deck, other: &BTreeMap<&CardSlug, &Card>| -> Vec<CardSlug> {
            deck.cards.iter().map(|card| card.id.clone()).filter(|id| other.contains_key(id)).collect()
        };
        let only = |deck: &Deck, other: &BTreeMap<&CardSlug, &Card>| -> Vec<CardSlug> {
            deck.cards.iter().map(|card| card.id.clone()).filter(|id| !other.contains_key(id)).collect()
        };
        Self {
            deck: fields(&of_deck(before), &of_deck(after)),
            added: only(after, &old),
            removed: only(before, &new),
            changed: changed.collect(),
            reordered: stay(before, &new) != stay(after, &old),
        }
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.deck.is_empty()
            && self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && !self.reordered
    }

    /// Writes it in lines: `+` came, `-` went, `~` changed; with the words for a card, and for cards in another order.
    pub fn lines(&self, a_card: &str, other_order: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for change in &self.deck {
            change.write("", &mut lines);
        }
        lines.extend(self.added.iter().map(|card| format!("+ {a_card} {card}")));
        lines.extend(self.removed.iter().map(|card| format!("- {a_card} {card}")));
        for CardChange { card, title, fields } in &self.changed {
            lines.push(format!("~ {a_card} {card}: {title}"));
            for change in fields {
                change.write("  ", &mut lines);
            }
        }
        if self.reordered {
            lines.push(format!("~ {other_order}"));
        }
        lines
    }
}

impl FieldChange {
    fn write(&self, indent: &str, lines: &mut Vec<String>) {
        lines.push(format!("{indent}{}:", self.field));
        for (mark, text) in [("-", &self.before), ("+", &self.after)] {
            for line in text.iter().flat_map(|text| text.lines()) {
                lines.push(format!("{indent}  {mark} {line}"));
            }
        }
    }
}

type Fields = Vec<(String, String)>;

/// Compares fields by name, in the order of the second, and what is gone after it.
fn fields(before: &[(String, String)], after: &[(String, String)]) -> Vec<FieldChange> {
    let old: BTreeMap<&str, &str> = before.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let new: BTreeMap<&str, &str> = after.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut changes = Vec::new();
    for (field, text) in after {
        let was = old.get(field.as_str()).copied();
        if was != Some(text.as_str()) {
            changes.push(FieldChange {
                field: field.clone(),
                before: was.map(str::to_owned),
                after: Some(text.clone()),
            });
        }
    }
    for (field, text) in before.iter().filter(|(field, _)| !new.contains_key(field.as_str())) {
        changes.push(FieldChange { field: field.clone(), before: Some(text.clone()), after: None });
    }
    changes
}

fn of_deck(deck: &Deck) -> Fields {
    let mut fields: Fields = vec![
        ("id".to_owned(), deck.id.to_string()),
        ("version".to_owned(), deck.version.to_string()),
        ("title".to_owned(), deck.title.to_string()),
        ("language".to_owned(), deck.language.to_string()),
        ("license".to_owned(), deck.license.to_string()),
    ];
    let authors = deck.authors.iter().map(|author| match &author.role {
        Some(role) => format!("{}, {role}", author.name),
        None => author.name.to_string(),
    });
    fields.push(("authors".to_owned(), authors.collect::<Vec<_>>().join("; ")));
    let mut some = |name: &str, text: Option<String>| fields.extend(text.map(|text| (name.to_owned(), text)));
    some("summary", deck.summary.as_ref().map(ToString::to_string));
    some("reviewed", deck.reviewed.as_ref().map(|reviewed| format!("{}, {}", reviewed.by, reviewed.on)));
    some("contraindications", deck.contraindications.as_ref().map(ToString::to_string));
    for path in &deck.paths {
        some(&format!("path {}", path.id), Some(format!("{}: {}", path.title, path.cards.join(", "))));
    }
    for (key, value) in &deck.extra {
        some(key, Some(kept(value)));
    }
    fields
}

fn of_card(card: &Card) -> Fields {
    let mut fields: Fields =
        vec![("title".to_owned(), card.title.to_string()), ("family".to_owned(), card.family.to_string())];
    for (index, cue) in card.cues.iter().enumerate() {
        fields.push((format!("cues[{index}]"), cue.to_string()));
    }
    for (name, steps) in [("steps", &card.steps), ("lighter", &card.lighter)] {
        fields.extend(steps.iter().enumerate().map(|(index, step)| (format!("{name}[{index}]"), said(step))));
    }
    let mut some = |name: &str, text: Option<String>| fields.extend(text.map(|text| (name.to_owned(), text)));
    let listed = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(", "));
    some("why", card.why.as_ref().map(ToString::to_string));
    some("states", listed(card.states.iter().map(|state| state.as_str()).collect()));
    some("gates", listed(card.gates.iter().map(|gate| gate.as_str()).collect()));
    some("caution", card.caution.as_ref().map(ToString::to_string));
    some("instead", card.instead.as_ref().map(|instead| SafeText::new(instead).to_string()));
    if let Some(evidence) = &card.evidence {
        let sources: Vec<&str> = evidence.sources.iter().map(SafeText::as_str).collect();
        some("evidence", Some(format!("{}: {}", evidence.grade, sources.join("; "))));
    }
    some("pinned", card.pinned.then(|| "true".to_owned()));
    for (key, value) in &card.extra {
        some(key, Some(kept(value)));
    }
    fields
}

fn kept(value: &serde_json::Value) -> String {
    SafeText::new(&value.to_string()).to_string()
}

fn said(step: &Step) -> String {
    let say = step.say.as_ref().map_or("Breathe", SafeText::as_str);
    let time = match (step.time_words(), step.times) {
        (time, Some(1)) => Some(format!("{}1 time", time.map_or_else(String::new, |time| format!("{time}, ")))),
        (time, _) => time,
    };
    time.map_or_else(|| say.to_owned(), |time| format!("{say} ({time})"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::sample;

    #[test]
    fn what_came_went_and_changed_is_written_in_lines() {
        let before = sample::deck();
        let mut after = before.clone();
        after.version.minor = 1;
        after.cards[0].caution = Some("Not on ice.".into());
        after.cards[0].steps[0].seconds = Some(20);
        after.cards[1] = sample::card("three");
        let lines = Difference::between(&before, &after).lines("card", "the cards stand in another order");
        assert_eq!(
            lines,
            [
                "version:",
                "  - 1.0.0",
                "  + 1.1.0",
                "+ card three",
                "- card two",
                "~ card one: Card one",
                "  steps[0]:",
                "    - Press the feet. (10 s)",
                "    + Press the feet. (20 s)",
                "  caution:",
                "    + Not on ice.",
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_deck_differs_from_itself_in_nothing_and_from_others_in_something(one in sample::decks(), other in sample::decks()) {
            prop_assert!(Difference::between(&one, &one).is_empty());
            prop_assert_eq!(Difference::between(&one, &other).is_empty(), one == other);
        }
    }
}
