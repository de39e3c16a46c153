//! Taking back is the opposite of doing, however much was done, also by a program that starts anew.

use std::thread;

use proptest::collection::vec;
use proptest::prelude::*;

use super::facts::{dump, same};
use super::lives::{self, FIRST, Life, Step, cases, noon, practised};
use crate::clock::Chance;
use crate::record::event::{Body, Kind};
use crate::store::Store;

/// Does things that can be taken back, and returns how many were done.
fn do_things(life: &mut Life, steps: Vec<Step>) -> usize {
    let before = life.events.len();
    life.run(steps);
    life.events.len() - before
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn undo_is_identity(
        full in any::<bool>(),
        past in vec(lives::steps(), 0..25),
        steps in vec(lives::undoable(), 1..12),
        one_by_one in any::<bool>(),
    ) {
        let mut life = if full { Life::with_decks(3) } else { Life::new(3) };
        life.run(past);
        let before = dump(&life.store);
        let done = do_things(&mut life, steps);
        if one_by_one {
            for _ in 0..done {
                prop_assert_eq!(life.store.undo(life.now, 1).unwrap().len(), 1);
            }
        } else {
            prop_assert_eq!(life.store.undo(life.now, done).unwrap().len(), done);
        }
        same(&before, &dump(&life.store))?;
        life.holds_law_one()?;
    }

    #[test]
    fn an_event_taken_back_twice_or_with_its_undoing_is_taken_back_once(
        past in vec(lives::steps(), 0..25),
        step in lives::choices(),
    ) {
        let mut life = Life::with_decks(4);
        life.run(past);
        let before = dump(&life.store);
        let event = life.write(step);
        life.store.undo_event(life.now, event).unwrap();
        life.store.undo_event(life.now, event).unwrap();
        let undoing = life.store.append(life.now, vec![Body::Undone { event }]).unwrap();
        // Taking back is final: the undoing itself cannot be taken back.
        life.store.undo_event(life.now, undoing[0].id).unwrap();
        same(&before, &dump(&life.store))?;
        life.holds_law_one()?;
    }
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn undo_is_identity_across_starts(
        past in vec(lives::steps(), 0..20),
        steps in vec(lives::undoable(), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let open = |seed| {
            let store = Store::open(folder.path(), Chance::seeded(seed)).unwrap();
            // The disk is not what is tried here.
            store.connection.pragma_update(None, "synchronous", "off").unwrap();
            store
        };
        let mut life = Life::with(open(5));
        life.run(past);
        let before = dump(&life.store);
        let done = do_things(&mut life, steps);
        for seed in 0..done {
            life.store = open(seed as u64);
            prop_assert_eq!(life.store.undo(life.now, 1).unwrap().len(), 1);
        }
        same(&before, &dump(&life.store))?;
        life.holds_law_one()?;
    }
}

#[test]
fn a_card_of_decks_that_were_all_taken_back_keeps_its_first_words() {
    let mut life = Life::with_decks(6);
    let (first, mut second) = (life.events[0].id, lives::deck("a"));
    life.write(Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST))));
    life.store.undo_event(life.now, first).unwrap();
    let before = dump(&life.store);
    second.cards[0].title = "Another".into();
    life.write(Body::DeckAdded { deck: Box::new(second), shipped: false, source: None });
    life.store.undo(life.now, 1).unwrap();
    same(&before, &dump(&life.store)).unwrap();
}

#[test]
fn two_programs_never_take_back_the_same_step() {
    let folder = tempfile::tempdir().unwrap();
    let open = |seed| {
        let store = Store::open(folder.path(), Chance::seeded(seed)).unwrap();
        // The disk is not what is tried here.
        store.connection.pragma_update(None, "synchronous", "off").unwrap();
        store
    };
    let mut life = Life::with(open(1));
    life.write(Body::DeckAdded { deck: Box::new(lives::deck("a")), shipped: false, source: None });
    for _ in 0..60 {
        life.write(Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST))));
    }
    thread::scope(|scope| {
        for seed in 2..4 {
            scope.spawn(move || {
                let mut store = open(seed);
                for _ in 0..30 {
                    assert_eq!(store.undo(noon(FIRST), 1).unwrap().len(), 1);
                }
            });
        }
    });
    assert_eq!(life.store.totals(FIRST).unwrap().practices, 0);
    assert_eq!(life.store.decks().unwrap().len(), 1);
}
