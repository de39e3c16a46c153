//! Decks that ship are taken in once, updated with all that was learned, and stay away when they were removed.

use std::path::Path;

use super::facts::{dump, kept};
use super::lives::{self, FIRST, Life, noon, practised};
use crate::clock::Chance;
use crate::deck::model::Deck;
use crate::deck::version::Version;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Kind};
use crate::store::Store;

/// Starts the program, as it is with these decks in it.
fn start(folder: &Path, decks: &[Deck], digest: u64) -> Life {
    let mut store = Store::open(folder, Chance::seeded(digest)).unwrap();
    if store.shipped_digest().unwrap() != Some(digest) {
        let wanted = decks.iter().filter(|deck| store.wants_shipped(deck).unwrap());
        let bodies =
            wanted.map(|deck| Body::DeckAdded { deck: Box::new(deck.clone()), shipped: true, source: None }).collect();
        store.add_shipped(noon(FIRST), bodies, digest).unwrap();
    }
    Life::with(store)
}

fn versions(life: &Life) -> Vec<String> {
    life.store.decks().unwrap().iter().map(|deck| format!("{} {}", deck.id, deck.version)).collect()
}

fn higher(deck: &Deck) -> Deck {
    let mut cards = deck.cards.clone();
    cards.retain(|card| card.id.as_str() != "m");
    cards[0].title = "Better words".into();
    Deck { version: Version { major: 2, ..deck.version }, cards, ..deck.clone() }
}

#[test]
fn a_shipped_deck_is_taken_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let decks = [lives::deck("a"), lives::deck("a.b")];
    assert_eq!(versions(&start(folder.path(), &decks, 1)), ["a 1.0.0", "a.b 1.0.0"]);
    let events = |life: &Life| kept(&life.store).len();
    assert_eq!(events(&start(folder.path(), &decks, 1)), 2);
    // Another set of decks with the same versions, and a program that was killed before it noted that it had looked.
    assert_eq!(events(&start(folder.path(), &decks, 2)), 2);
    start(folder.path(), &decks, 2).store.connection.execute("DELETE FROM shipped", []).unwrap();
    assert_eq!(events(&start(folder.path(), &decks, 2)), 2);
}

#[test]
fn a_shipped_deck_is_not_taken_back_by_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut life = start(folder.path(), &[lives::deck("a")], 1);
    assert_eq!(life.store.undo(life.now, 5).unwrap(), []);
    assert_eq!(versions(&life), ["a 1.0.0"]);
}

#[test]
fn a_shipped_deck_that_was_removed_stays_away() {
    let folder = tempfile::tempdir().unwrap();
    let deck = lives::deck("a");
    let mut life = start(folder.path(), std::slice::from_ref(&deck), 1);
    life.write(Body::DeckRemoved { deck: deck.id.clone() });
    assert!(versions(&start(folder.path(), std::slice::from_ref(&deck), 1)).is_empty());
    let mut life = start(folder.path(), &[higher(&deck)], 2);
    assert!(versions(&life).is_empty());
    // Until the person wants it back.
    life.store.undo(life.now, 1).unwrap();
    assert_eq!(versions(&start(folder.path(), &[higher(&deck)], 2)), ["a 1.0.0"]);
    assert_eq!(versions(&start(folder.path(), &[higher(&deck)], 3)), ["a 2.0.0"]);
}

#[test]
fn a_higher_version_of_a_shipped_deck_keeps_what_was_learned() {
    let folder = tempfile::tempdir().unwrap();
    let deck = lives::deck("a");
    let mut life = start(folder.path(), std::slice::from_ref(&deck), 1);
    let card = |life: &Life, id: &str| life.store.card(&id.parse().unwrap()).unwrap();
    for id in ["a/k", "a/m"] {
        life.write(Body::Practised(practised(id, Kind::Review, Some(Recall::Good), noon(FIRST))));
        life.write(Body::CardFavoured { card: id.parse().unwrap(), on: true });
    }
    let before = [card(&life, "a/k"), card(&life, "a/m")];
    let practices = dump(&life.store)["practice"].clone();
    drop(life);
    let life = start(folder.path(), &[higher(&deck)], 2);
    let after = [card(&life, "a/k"), card(&life, "a/m")];
    assert_eq!(versions(&life), ["a 2.0.0"]);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((&before.remembered, before.favourite), (&after.remembered, after.favourite));
    }
    assert_eq!(after[0].text.as_ref().unwrap().title.as_str(), "Better words");
    assert!(after[0].active && !after[1].active);
    assert_eq!(practices, dump(&life.store)["practice"]);
    life.holds_law_one().unwrap();
    // A lower one is not taken in.
    assert_eq!(versions(&start(folder.path(), &[deck], 3)), ["a 2.0.0"]);
}

#[test]
fn a_deck_of_the_person_is_never_replaced_by_one_that_ships() {
    let folder = tempfile::tempdir().unwrap();
    let deck = lives::deck("a");
    let mut life = start(folder.path(), &[], 1);
    life.write(Body::DeckAdded { deck: Box::new(deck.clone()), shipped: false, source: None });
    assert_eq!(versions(&start(folder.path(), &[higher(&deck)], 2)), ["a 1.0.0"]);
}

#[test]
fn two_programs_that_start_together_take_a_shipped_deck_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (start(folder.path(), &[], 1), start(folder.path(), &[], 1));
    let body = || vec![Body::DeckAdded { deck: Box::new(lives::deck("a")), shipped: true, source: None }];
    one.store.add_shipped(noon(FIRST), body(), 2).unwrap();
    one.write(Body::DeckRemoved { deck: "a".parse().unwrap() });
    other.store.add_shipped(noon(FIRST), body(), 2).unwrap();
    assert!(versions(&other).is_empty());
}
