//! Converting again: what the author filled in stays, and every card keeps the id that it was given first.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::NOT_STATED;
use super::notes::{About, Note};
use super::slugs::Slugs;
use crate::deck::ids::CardSlug;
use crate::deck::model::{Card, Deck};

/// Gives the cards of `new` the ids that they have in `old`, and `new` what `old` knows and it does not. A card is the
/// same when it comes from the same note, or has the same title and cues, or one of title, cues and steps that no other
/// card has.
pub fn keep(new: &mut Deck, notes: &mut Vec<Note>, old: &Deck) {
    let says = |about, what: &str| notes.iter().any(|note| note.about == about && note.what.starts_with(what));
    if says(About::Guessed, "the id of the deck") {
        new.id = old.id.clone();
    }
    if says(About::Guessed, "the title of the deck") {
        new.title = old.title.clone();
    }
    if says(About::FillIn, "the version of the deck") {
        new.version = old.version;
    }
    if says(About::FillIn, "the language of the deck") {
        new.language = old.language.clone();
    }
    if says(About::FillIn, "the licence of the deck") {
        new.license = old.license.clone();
    }
    if says(About::FillIn, "who wrote the deck") {
        new.authors.clone_from(&old.authors);
    }
    if new.reviewed.is_none() {
        new.reviewed.clone_from(&old.reviewed);
    }
    let made = says(About::Guessed, "the id, from the title");
    notes.retain(|note| {
        let known = match (note.about, note.what.as_str()) {
            (About::FillIn, "the licence of the deck") => old.license.as_str() != NOT_STATED,
            (About::FillIn, "who wrote the deck") => {
                old.authors.iter().any(|author| author.name.as_str() != NOT_STATED)
            }
            (About::FillIn, "who reviewed the deck clinically, and when") => old.reviewed.is_some(),
            (About::FillIn, what) => what.starts_with("the version") || what.starts_with("the language"),
            (_, what) => what.starts_with("the id of the deck") || what.starts_with("the title of the deck"),
        };
        !known
    });
    if made {
        ids(new, old);
    }
}

type Sign = fn(&Card) -> Option<String>;

/// What a card is known by, the surest first.
const SIGNS: &[Sign] = &[
    |card| card.extra.get("x-anki").map(ToString::to_string),
    |card| Some(format!("{}\n{:?}", card.title, card.cues)),
    |card| Some(card.title.to_string()),
    |card| Some(format!("{:?}", card.cues)),
    |card| Some(format!("{:?}", card.steps)),
];

fn ids(new: &mut Deck, old: &Deck) {
    let mut given: Vec<Option<CardSlug>> = vec![None; new.cards.len()];
    let mut taken: BTreeSet<&CardSlug> = BTreeSet::new();
    for sign in SIGNS {
        let mut there: BTreeMap<String, Vec<&CardSlug>> = BTreeMap::new();
        for card in old.cards.iter().filter(|card| !taken.contains(&card.id)) {
            if let Some(sign) = sign(card) {
                there.entry(sign).or_default().push(&card.id);
            }
        }
        let mut here: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, card) in new.cards.iter().enumerate() {
            if given.get(number).is_some_and(Option::is_none)
                && let Some(sign) = sign(card)
            {
                here.entry(sign).or_default().push(number);
            }
        }
        for (sign, numbers) in here {
            // Of several that look the same, the order tells which is which.
            for (number, id) in numbers.into_iter().zip(there.get(&sign).into_iter().flatten()) {
                if taken.insert(id)
                    && let Some(given) = given.get_mut(number)
                {
                    *given = Some((*id).clone());
                }
            }
        }
    }
    let mut slugs = Slugs::default();
    old.cards.iter().for_each(|card| slugs.keep(card.id.as_str()));
    let mut renamed: BTreeMap<String, CardSlug> = BTreeMap::new();
    for (card, id) in new.cards.iter_mut().zip(given) {
        let id = id.or_else(|| {
            let clashes = old.cards.iter().any(|other| other.id == card.id);
            if clashes { slugs.give(card.title.as_str()).parse().ok() } else { None }
        });
        if let Some(id) = id {
            renamed.entry(card.id.to_string()).or_insert_with(|| id.clone());
            card.id = id;
        }
    }
    let references = new.cards.iter_mut().filter_map(|card| card.instead.as_mut());
    for reference in references.chain(new.paths.iter_mut().flat_map(|path| path.cards.iter_mut())) {
        if let Some(id) = renamed.get(reference.as_str()) {
            *reference = id.to_string();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::formats::csv;

    fn deck(sheet: &str) -> (Deck, Vec<Note>) {
        let import = csv::read(sheet.as_bytes(), "sheet");
        (import.reading.deck.expect("a deck"), import.notes)
    }

    #[test]
    fn a_card_keeps_its_id_when_the_sheet_changes_around_it() {
        let (mut old, _) = deck("title,cue,steps\nFeet,Where?,Press.\nFeet,And now?,Stand.\nHands,Cold?,Rub.\n");
        old.license = "CC0-1.0".into();
        let sheet = "title,cue,steps\nNew,First?,Look.\nFeet,And now?,Stand.\nWarm hands,Cold?,Rub.\nFeet,Where?,Press.\nFeet,Third?,Go.\n";
        let (mut new, mut notes) = deck(sheet);
        keep(&mut new, &mut notes, &old);
        let ids: Vec<&str> = new.cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids, ["new", "feet-2", "hands", "feet", "feet-3"]);
        assert_eq!(new.license.as_str(), "CC0-1.0");
        assert!(notes.iter().all(|note| !note.what.contains("licence")), "{notes:?}");
    }
}
