//! Law one: what is stored equals what a rebuild makes of the log.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::facts::{dump, same};
use super::lives::{self, FIRST, Life, cases, noon, practised};
use crate::clock::Chance;
use crate::deck::model::Deck;
use crate::deck::sample;
use crate::record::event::{Body, Change, Kind, Practised, Rated};
use crate::store::Store;

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn rebuild_equals_stored(full in any::<bool>(), steps in vec(lives::steps(), 1..60)) {
        let mut life = if full { Life::with_decks(1) } else { Life::new(1) };
        life.run(steps);
        life.holds_law_one()?;
        let before = dump(&life.store);
        life.store.rebuild().unwrap();
        same(&before, &dump(&life.store))?;
        life.holds_law_one()?;
    }
}

proptest! {
    #![proptest_config(cases(15))]

    #[test]
    fn rebuild_equals_stored_on_file(
        some in vec(lives::steps(), 1..30),
        more in vec(lives::steps(), 1..30),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let open = || {
            let store = Store::open(folder.path(), Chance::seeded(2)).unwrap();
            // The disk is not what is tried here.
            store.connection.pragma_update(None, "synchronous", "off").unwrap();
            store
        };
        let mut life = Life::with(open());
        life.run(some);
        let before = dump(&life.store);
        life.store = open();
        same(&before, &dump(&life.store))?;
        life.run(more);
        life.holds_law_one()?;
        let before = dump(&life.store);
        life.store.rebuild().unwrap();
        same(&before, &dump(&life.store))?;
        life.holds_law_one()?;
    }
}

#[test]
fn a_retired_card_goes_with_its_last_practice() {
    let mut life = Life::with_decks(1);
    let practice = life.write(Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST))));
    life.write(Body::DeckRemoved { deck: "a".parse().unwrap() });
    assert!(life.store.card(&"a/k".parse().unwrap()).is_ok());
    life.store.undo_event(life.now, practice).unwrap();
    assert!(life.store.card(&"a/k".parse().unwrap()).is_err());
    life.holds_law_one().unwrap();
}

#[test]
fn ratings_that_are_taken_back_leave_those_before_them() {
    let mut life = Life::with_decks(1);
    let practice = Practised {
        distress: Change { before: Some(8), after: Some(7) },
        ..practised("a/k", Kind::Now, None, noon(FIRST))
    };
    let practice = life.write(Body::Practised(practice));
    let rate = |distress| Body::Rated(Rated { practice, distress, connection: Some(3), helped: None });
    life.write(rate(Some(6)));
    let last = life.write(rate(Some(1)));
    life.store.undo_event(life.now, last).unwrap();
    life.holds_law_one().unwrap();
    let card = life.store.card(&"a/k".parse().unwrap()).unwrap();
    let known = life.store.practices(&card, 9).unwrap();
    assert_eq!(known[0].practised.distress, Change { before: Some(8), after: Some(6) });
    assert_eq!(known[0].practised.connection.after, Some(3));
}

#[test]
fn cards_are_listed_by_their_place_in_the_deck_also_after_an_update_and_a_rebuild() {
    let mut life = Life::new(1);
    let with = |slugs: &[&str]| {
        let cards = slugs.iter().map(|slug| sample::card(slug)).collect();
        Body::DeckAdded { deck: Box::new(Deck { cards, ..lives::deck("a") }), shipped: false, source: None }
    };
    let listed = |life: &Life| life.store.catalog().unwrap().iter().map(|c| c.id.to_string()).collect::<Vec<_>>();
    life.write(with(&["m", "k"]));
    life.write(Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST))));
    assert_eq!(listed(&life), ["a/m", "a/k"]);
    life.write(with(&["0", "m", "k"]));
    assert_eq!(listed(&life), ["a/0", "a/m", "a/k"]);
    life.store.rebuild().unwrap();
    assert_eq!(listed(&life), ["a/0", "a/m", "a/k"]);
}

#[test]
fn a_record_that_is_gone_is_not_made_anew_to_compare_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Chance::seeded(1)).unwrap();
    std::fs::remove_file(store.path().unwrap()).unwrap();
    assert!(store.compare_with_rebuild().is_err());
    assert!(!store.path().unwrap().exists());
}

#[test]
fn a_folder_whose_name_is_no_text_is_said_to_be_so() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join(OsStr::from_bytes(b"not\xfftext"));
    let store = Store::open(&folder, Chance::seeded(1)).unwrap();
    let why = store.compare_with_rebuild().unwrap_err().to_string();
    assert!(why.contains("its name is not UTF-8"), "{why}");
}

#[test]
fn an_index_that_somebody_dropped_is_made_again() {
    let mut life = Life::with_decks(1);
    let schema = |store: &Store| -> Vec<(String, String)> {
        let mut all = store
            .connection
            .prepare(
                "SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY 1",
            )
            .unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let before = schema(&life.store);
    life.store
        .connection
        .execute_batch("DROP INDEX card_due; DROP TRIGGER card_goes; DROP INDEX helped_state")
        .unwrap();
    life.store.rebuild().unwrap();
    assert_eq!(schema(&life.store), before);
}

#[test]
fn a_card_that_stands_in_takes_over_no_text_of_the_one_that_had_its_number() {
    let mut life = Life::new(1);
    // Known by a practice alone, and so numbered before the cards of the deck until views are made again.
    let mut other = Life::new(2);
    other.write(Body::DeckAdded { deck: Box::new(lives::deck("b")), shipped: false, source: None });
    other.write(Body::Practised(practised("b/k", Kind::Now, None, noon(FIRST))));
    life.store.take_in(other.events.split_off(1)).unwrap();
    let deck = Deck { cards: vec![sample::card("k")], ..lives::deck("a") };
    life.write(Body::DeckAdded { deck: Box::new(deck), shipped: false, source: None });
    let before = dump(&life.store);
    life.store.rebuild().unwrap();
    same(&before, &dump(&life.store)).unwrap();
    life.holds_law_one().unwrap();
}
