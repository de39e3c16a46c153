//! What helped: the cells that are stored are those that the pure fold makes of the log, whatever came late.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::lives::{self, FIRST, Life, cases, noon, practised};
use crate::deck::kinds::State;
use crate::helped::constants::REST_DAYS;
use crate::helped::known::{Pools, View};
use crate::helped::levels::{Axis, Change, Helped, Usual};
use crate::helped::uses::{Cells, Use, alone, fold};
use crate::memory::days::{Day, Moment};
use crate::record::event::{Body, CheckedIn, Event, EventId, Kind, Practised};

/// Folds a whole log by the plainest way there is.
fn plainly(events: &[Event]) -> BTreeMap<String, Cells> {
    let undone: Vec<EventId> =
        events.iter().filter_map(|e| if let Body::Undone { event } = e.body { Some(event) } else { None }).collect();
    let live: Vec<&Event> = events.iter().filter(|event| !undone.contains(&event.id)).collect();
    let mut all: Vec<(&Event, Practised)> = Vec::new();
    for event in &live {
        match &event.body {
            Body::Practised(practised) => all.push((event, practised.clone())),
            Body::Rated(rated) => {
                if let Some((_, practised)) = all.iter_mut().find(|(event, _)| event.id == rated.practice) {
                    practised.distress.after = rated.distress.or(practised.distress.after);
                    practised.connection.after = rated.connection.or(practised.connection.after);
                    practised.helped = rated.helped.or(practised.helped);
                }
            }
            Body::Amended(amended) => {
                if let Some((_, practised)) = all.iter_mut().find(|(event, _)| event.id == amended.practice) {
                    practised.amend(amended);
                }
            }
            _ => {}
        }
    }
    all.retain(|(_, practised)| practised.used());
    all.sort_by_key(|(event, practised)| (practised.at.utc_ms, event.order));
    let moments: Vec<i64> = all.iter().map(|(_, practised)| practised.at.utc_ms).collect();
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    for ((_, practised), alone) in all.iter().zip(alone(&moments)) {
        uses.entry(practised.card.to_string()).or_default().push(Use {
            at: practised.at.utc_ms,
            day: practised.day.0,
            named: practised.state,
            distress: practised.distress,
            connection: practised.connection,
            helped: practised.helped,
            alone,
        });
    }
    let lifts = |id: &str| -> Vec<(State, i64)> {
        let of = |event: &&Event| match &event.body {
            Body::RestLifted { card, state } if card.as_str() == id => Some((*state, event.at.utc_ms)),
            _ => None,
        };
        live.iter().filter_map(of).collect()
    };
    uses.into_iter().map(|(card, uses)| (card.clone(), fold(uses, &lifts(&card)))).collect()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn cells_and_pools_are_those_of_the_log(steps in vec(lives::steps(), 1..60)) {
        let mut life = Life::with_decks(1);
        life.run(steps);
        let mut events = Vec::new();
        life.store.for_each_event(|event| events.push(event)).unwrap();
        let expected = plainly(&events);
        let known = life.store.what_helped(life.now, 4, u32::MAX, 60).unwrap();
        let stored: BTreeMap<String, Cells> =
            known.techniques.iter().map(|technique| (technique.card.to_string(), technique.cells.clone())).collect();
        prop_assert_eq!(&stored, &expected);
        for axis in Axis::ALL {
            let pools = known.pools(*axis);
            let fresh = Pools::of(*pools.usual(), expected.values());
            for view in View::all() {
                let (one, other) = (pools.pool(view), fresh.pool(view));
                prop_assert!((one.mu - other.mu).abs() < 1e-9 && (one.sigma2 - other.sigma2).abs() < 1e-9);
            }
        }
    }
}

fn after(minutes: i64) -> Moment {
    let noon = noon(FIRST);
    Moment { utc_ms: noon.utc_ms + minutes * 60_000, ..noon }
}

fn flooded(minutes: i64, before: u8, after_it: u8) -> Body {
    Body::Practised(Practised {
        state: Some(State::Flooded),
        distress: Change { before: Some(before), after: Some(after_it) },
        ..practised("a/k", Kind::Now, None, after(minutes))
    })
}

#[test]
fn the_worked_example_comes_out_of_the_record() {
    let mut life = Life::with_decks(1);
    life.now = after(100_000);
    let table: [(&str, &[(u8, u8)]); 3] = [
        ("a/k", &[(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)]),
        ("a/m", &[(8, 3), (6, 4)]),
        ("a/0", &[(5, 6), (6, 6), (4, 5)]),
    ];
    let mut minutes = 0;
    for (card, uses) in table {
        for (before, level) in uses {
            minutes += 100;
            let Body::Practised(one) = flooded(minutes, *before, *level) else { unreachable!() };
            life.write(Body::Practised(Practised { card: card.parse().unwrap(), ..one }));
        }
    }
    let known = life.store.what_helped(life.now, 4, 10, 60).unwrap();
    let pool = known.distress.pool(View::All);
    assert!((pool.mu - 0.80700).abs() < 5e-6 && (pool.sigma2 - 2.21090).abs() < 5e-6);
    let first = known.estimate(Axis::Distress, None, &known.techniques[0]);
    assert!((first.benefit.mean - 1.18351).abs() < 5e-6);
    assert_eq!(known.table(Axis::Distress, None)[0].0.card.as_str(), "a/k", "the one that may be ranked");
}

#[test]
fn a_card_that_was_worse_rests_in_its_state_and_comes_again_by_a_word_and_by_undo() {
    let mut life = Life::with_decks(1);
    life.now = after(1_000);
    life.write(flooded(0, 5, 7));
    let last = life.write(flooded(100, 5, 8));
    let today = life.now.day(4);
    let resting = |life: &Life| life.store.resting(today).unwrap();
    let rest = &resting(&life)[0];
    assert_eq!((rest.card.as_str(), rest.state), ("a/k", Some(State::Flooded)));
    assert_eq!(rest.until, Day(FIRST.0 + REST_DAYS));
    let again = life.write(Body::RestLifted { card: "a/k".parse().unwrap(), state: State::Flooded });
    assert!(resting(&life).is_empty());
    life.holds_law_one().unwrap();
    life.store.undo_event(life.now, again).unwrap();
    assert_eq!(resting(&life).len(), 1);
    life.store.undo_event(life.now, last).unwrap();
    assert!(resting(&life).is_empty(), "what did not happen asks for no rest");
    life.holds_law_one().unwrap();
}

#[test]
fn a_use_that_is_logged_late_takes_the_change_from_the_one_after_it() {
    let mut life = Life::with_decks(1);
    life.now = after(1_000);
    life.write(flooded(20, 7, 3));
    let n = |life: &Life| {
        let card = "a/k".parse().unwrap();
        life.store.technique(&card).unwrap().unwrap().cells[&Some(State::Flooded)].distress.rated.n
    };
    assert_eq!(n(&life), 1);
    let late = life.write(Body::Practised(practised("a/m", Kind::Life, None, after(0))));
    assert_eq!(n(&life), 0);
    life.store.undo_event(life.now, late).unwrap();
    assert_eq!(n(&life), 1);
    life.write(Body::Practised(practised("a/m", Kind::Review, None, after(0))));
    assert_eq!(n(&life), 1, "a cue that was only answered is no use");
}

#[test]
fn what_is_usual_comes_from_check_ins_of_sixty_days() {
    let mut life = Life::with_decks(1);
    for (days, level) in [(0, 10), (100, 8), (101, 8), (102, 8), (103, 8)] {
        life.now = noon(FIRST.plus(days));
        life.write(Body::CheckedIn(CheckedIn { state: None, distress: Some(level), connection: None }));
    }
    let usual = |life: &Life| *life.store.pools(life.now, 4).unwrap().0.usual();
    assert_eq!((usual(&life).level, usual(&life).ratings), (6.0, 4));
    for step in 0..3_u8 {
        let change = Change { before: Some(step * 3), after: Some(step * 3) };
        life.write(Body::Waited { distress: change, connection: Change::default() });
    }
    assert_eq!((usual(&life).rho, usual(&life).pairs), (12.0 / 15.0, 3));
    assert_eq!(*life.store.pools(life.now, 4).unwrap().1.usual(), Usual::assumed(Axis::Connection));
    life.holds_law_one().unwrap();
}

#[test]
fn three_sittings_that_ended_with_worse_bring_a_person_first() {
    let mut life = Life::with_decks(1);
    for hours in [0, 5, 10] {
        life.now = after(hours * 60);
        assert_eq!(life.store.step_back(life.now, 4, true).unwrap(), None);
        life.write(Body::Practised(Practised {
            helped: Some(Helped::Worse),
            ..practised("a/k", Kind::Now, None, life.now)
        }));
    }
    assert!(life.store.step_back(life.now, 4, true).unwrap().is_some());
}
