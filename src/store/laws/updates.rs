//! Memory follows the id: whatever an author does to a deck, and whatever format it goes through, what a person remembers,
//! practised, rested, chose and wrote stays with the card.

use std::collections::BTreeMap;
use std::io::Cursor;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::lives::{FIRST, Life, cases, noon, practised};
use crate::deck::edit::{Change, Edit, Slot};
use crate::deck::formats::sheets::{self, xlsx};
use crate::deck::formats::{csv, markdown, read};
use crate::deck::ids::CardId;
use crate::deck::model::Deck;
use crate::deck::version::Version;
use crate::deck::{edit, sample, write};
use crate::memory::days::Day;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Kind};
use crate::store::cards::CardRow;

const SLUGS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn id(slug: &str) -> CardId {
    format!("{}/{slug}", sample::deck_id()).parse().unwrap()
}

/// A deck through a format and back.
fn through(format: &str, deck: &Deck) -> Option<Deck> {
    let name = "deck";
    match format {
        "json" => read(write::to_json(deck).as_bytes()).deck,
        "markdown" => markdown::read(markdown::write(deck).as_bytes(), name).reading.deck,
        "csv" => csv::read(csv::write(deck, b';').as_bytes(), name).reading.deck,
        _ => {
            let bytes = sheets::write(deck).unwrap();
            sheets::read(&xlsx::sheets(Cursor::new(bytes)).unwrap(), name).reading.deck
        }
    }
}

/// What is a person's own of a card, and none of the author's business.
fn own(life: &Life, card: &CardId) -> Option<(CardRow, usize, Edit)> {
    let row = life.store.card(card).ok()?;
    let practices = life.store.practices(&row, 1_000).unwrap().len();
    let edit = life.store.edit(card).unwrap();
    // The words and whether the author still has the card are what updates are for; the row is of the file.
    Some((CardRow { number: 0, text: None, authored: None, active: true, ..row }, practices, edit))
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_is_ones_own_follows_the_id_through_updates_renames_and_formats(
        answers in vec((select(&SLUGS[..]), select(&[Recall::Again, Recall::Hard, Recall::Good, Recall::Easy][..])), 1..12),
        marked in select(&SLUGS[..]),
        versions in vec((sample::decks(), select(&["json", "markdown", "csv", "xlsx"][..])), 1..5),
    ) {
        let mut life = Life::new(1);
        let first = Deck { cards: SLUGS.map(sample::card).to_vec(), paths: Vec::new(), ..sample::deck() };
        life.write(Body::DeckAdded { deck: Box::new(first.clone()), shipped: false, source: None });
        for (day, (slug, recall)) in (0..).zip(&answers) {
            let at = noon(FIRST.plus(day));
            life.now = at;
            let practice = practised(id(slug).as_str(), Kind::Review, Some(*recall), at);
            life.write(Body::Practised(practice));
        }
        // A card with something of every kind, and a practice, so that it stays when its author takes it out.
        life.write(Body::Practised(practised(id(marked).as_str(), Kind::Review, Some(Recall::Good), life.now)));
        life.write(Body::CardFavoured { card: id(marked), on: true });
        life.write(Body::CardRested { card: id(marked), until: Some(Day(FIRST.0 + 90)) });
        let card = first.cards.iter().find(|card| card.id.as_str() == marked).unwrap();
        let was = edit::words(card, Slot::Title).cloned();
        let words = BTreeMap::from([(Slot::Title, Change { was, now: Some("In my words".into()) })]);
        life.write(Body::CardEdited { card: id(marked), edit: Edit { words, ..Edit::default() } });
        let practised: Vec<CardId> = SLUGS
            .iter()
            .filter(|slug| **slug == marked || answers.iter().any(|(answered, _)| answered == *slug))
            .map(|slug| id(slug))
            .collect();
        let before: Vec<_> = practised.iter().map(|card| own(&life, card)).collect();
        prop_assert!(before.iter().all(Option::is_some));
        for (major, (deck, format)) in (10..).zip(versions) {
            let version = Version { major, ..deck.version };
            let deck = Deck { version, ..deck };
            let Some(read) = through(format, &deck) else { return Err(TestCaseError::fail(format)) };
            prop_assert_eq!(&read, &deck, "{}", format);
            life.write(Body::DeckAdded { deck: Box::new(read), shipped: false, source: None });
            let after: Vec<_> = practised.iter().map(|card| own(&life, card)).collect();
            prop_assert_eq!(&after, &before, "{}", format);
        }
        life.holds_law_one()?;
        life.write(Body::DeckRemoved { deck: sample::deck_id() });
        let after: Vec<_> = practised.iter().map(|card| own(&life, card)).collect();
        prop_assert_eq!(&after, &before, "removed");
        life.holds_law_one()?;
    }
}
