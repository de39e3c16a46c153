//! What goes out comes in again: exports, imports, logs of several devices joined in any order.

use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use super::facts::{dump, same};
use super::lives::{self, Life, Step, cases};
use crate::clock::Chance;
use crate::record::event::{Body, EventId};
use crate::record::export;
use crate::store::{Put, Store, StoreError};

/// Every line of the log, as an export writes it.
fn lines(store: &Store) -> Vec<String> {
    let mut out = Vec::new();
    store
        .each_line::<StoreError>(
            None,
            |_| Ok(()),
            |line| {
                line.write(&mut out);
                Ok(())
            },
        )
        .unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

/// Takes lines in and says what became of each.
fn take_in(store: &mut Store, lines: &[String]) -> Vec<Put> {
    let mut puts = Vec::new();
    store
        .taking::<StoreError>(|taking| {
            for line in lines {
                let (line, body) = export::read(line).unwrap();
                puts.push(taking.put(&line, body.as_ref())?);
            }
            Ok(true)
        })
        .unwrap();
    puts
}

fn fresh(seed: u64) -> Store {
    Store::in_memory(Chance::seeded(seed)).unwrap()
}

/// Something that only a newer program knows.
fn from_later(life: &Life, number: u128) -> String {
    format!(
        r#"{{"id":"{}","clock":{},"device":"{}","number":0,"utc_ms":{},"offset_minutes":0,"subject":"dream:{number}","body":{{"dreamt":{{ "of":[1.50, "\u00e9", {{}}]}}}}}}"#,
        Uuid::from_u128(number),
        life.events.len(),
        Uuid::from_u128(number << 64),
        life.now.utc_ms,
    )
}

/// What two records have to agree on. Numbers of rows are not among it, nor is what is only remembered to be gone.
fn agree(one: &Store, other: &Store) -> Result<(), TestCaseError> {
    prop_assert_eq!(lines(one), lines(other));
    same(&dump(one), &dump(other))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn what_was_exported_comes_in_the_same(
        steps in vec(lives::steps(), 1..60),
        shuffled in any::<u64>(),
        later in 1..4_u128,
    ) {
        let mut life = Life::with_decks(21);
        life.run(steps);
        let unknown: Vec<String> = (1..=later).map(|number| from_later(&life, number)).collect();
        take_in(&mut life.store, &unknown);
        let exported = lines(&life.store);
        prop_assert!(unknown.iter().all(|line| exported.contains(line)), "byte by byte");

        let mut other = Life::with(fresh(22));
        let puts = take_in(&mut other.store, &exported);
        prop_assert!(puts.iter().all(|put| *put == Put::New));
        agree(&life.store, &other.store)?;
        other.holds_law_one()?;

        // Again, and in another order: nothing new, nothing else.
        let mut order = exported.clone();
        order.sort_by_key(|line| line.bytes().fold(shuffled, |hash, byte| hash.rotate_left(5) ^ u64::from(byte)));
        let puts = take_in(&mut other.store, &order);
        prop_assert!(puts.iter().all(|put| *put == Put::There));
        let mut third = fresh(23);
        take_in(&mut third, &order);
        agree(&life.store, &third)?;
    }

    #[test]
    fn two_logs_joined_in_either_order_are_the_same(
        before in vec(lives::steps(), 0..20),
        here in vec(lives::steps(), 1..25),
        there in vec(lives::steps(), 1..25),
    ) {
        let mut one = Life::with_decks(31);
        one.run(before);
        let shared = lines(&one.store);
        let mut other = Life::with(fresh(32));
        take_in(&mut other.store, &shared);
        other.read_events();
        other.now = one.now;
        one.run(here);
        other.run(there);

        let (mine, theirs) = (lines(&one.store), lines(&other.store));
        take_in(&mut one.store, &theirs);
        take_in(&mut other.store, &mine);
        agree(&one.store, &other.store)?;
        one.holds_law_one()?;

        // Once more in both directions brings nothing, and a third device gets there by either road.
        let joined = lines(&one.store);
        prop_assert!(take_in(&mut other.store, &joined).iter().all(|put| *put == Put::There));
        for (first, second) in [(&mine, &theirs), (&theirs, &mine)] {
            let mut third = fresh(33);
            take_in(&mut third, first);
            take_in(&mut third, second);
            agree(&one.store, &third)?;
        }
        // And life goes on.
        one.run([Step::Practise { practised: lives::practised("a/k", crate::record::event::Kind::Now, None, one.now), late: 0 }]);
        one.holds_law_one()?;
    }

    #[test]
    fn what_was_erased_stays_away(steps in vec(lives::steps(), 1..40), which in any::<prop::sample::Index>()) {
        let mut life = Life::with_decks(41);
        life.run(steps);
        let before = lines(&life.store);
        life.step(Step::Erase(which));
        let after = lines(&life.store);
        let puts = take_in(&mut life.store, &before);
        prop_assert!(puts.iter().all(|put| matches!(put, Put::There | Put::Erased)));
        prop_assert_eq!(&lines(&life.store), &after);
        life.holds_law_one()?;
    }
}

#[test]
fn an_id_that_says_something_else_and_a_place_that_is_taken_are_told_apart() {
    let mut life = Life::with_decks(51);
    let there = lines(&life.store);
    let last = there.last().unwrap();
    let other_words = last.replace("\"utc_ms\":", "\"utc_ms\":1");
    let id = life.events.last().unwrap().id.0.to_string();
    let other_id = last.replace(&id, &Uuid::from_u128(7).to_string());
    let puts = take_in(&mut life.store, &[last.clone(), other_words, other_id]);
    assert_eq!(puts, [Put::There, Put::Differs, Put::Taken]);
    assert_eq!(lines(&life.store), there);
}

#[test]
fn a_door_that_closes_badly_lets_nothing_through() {
    let mut life = Life::with_decks(52);
    let before = lines(&life.store);
    let mut other = Life::with_decks(53);
    other.now = life.now;
    let more = lines(&other.store);
    let taken = life.store.taking::<StoreError>(|taking| {
        for text in &more {
            let (read, body) = export::read(text).unwrap();
            assert_eq!(taking.put(&read, body.as_ref())?, Put::New);
        }
        Ok(false)
    });
    assert_eq!(taken.unwrap().new, 0);
    assert_eq!(lines(&life.store), before);
    let missing = Body::Undone { event: EventId(Uuid::from_u128(9)) };
    life.write(missing);
    life.holds_law_one().unwrap();
}
