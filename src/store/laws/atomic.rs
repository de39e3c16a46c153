//! What is written together happens together, or not at all.

use uuid::Uuid;

use super::facts::dump;
use super::lives::{FIRST, Life, noon, practised};
use crate::memory::recall::Recall;
use crate::record::event::{Body, Change, CheckedIn, EventId, Kind, Practised, Rated};
use crate::store::StoreError;

/// Writes good events with `bad` as the last, and holds that nothing at all happened.
fn refused(life: &mut Life, bad: Body) -> StoreError {
    let seen = |life: &Life| {
        let mut events = Vec::new();
        life.store.for_each_event(|event| events.push(event)).unwrap();
        (events, dump(&life.store))
    };
    let before = seen(life);
    let good = practised("a/m", Kind::Review, Some(Recall::Good), noon(FIRST.plus(1)));
    let batch = vec![
        Body::Practised(good),
        Body::DeckRemoved { deck: "a-b".parse().unwrap() },
        Body::SettingChanged { key: "longest".into(), value: Some("7".into()) },
        bad,
    ];
    let why = life.store.append(noon(FIRST.plus(1)), batch).unwrap_err();
    assert_eq!(before, seen(life));
    life.holds_law_one().unwrap();
    why
}

#[test]
fn a_batch_with_a_bad_last_event_changes_nothing_at_all() {
    let mut life = Life::with_decks(1);
    let plain = practised("a/k", Kind::Now, None, noon(FIRST));
    let there = life.write(Body::Practised(plain.clone()));
    let gone = life.write(Body::Practised(plain.clone()));
    life.store.undo_event(life.now, gone).unwrap();
    let rated = |practice| Rated { practice, distress: Some(3), connection: None, helped: None };

    let unknown = practised("nowhere/k", Kind::Now, None, noon(FIRST));
    assert!(matches!(refused(&mut life, Body::Practised(unknown)), StoreError::NoCard(card) if card == "nowhere/k"));
    let nothing = Body::Rated(rated(EventId(Uuid::nil())));
    assert!(matches!(refused(&mut life, nothing), StoreError::NoPractice));
    assert!(matches!(refused(&mut life, Body::Rated(rated(gone))), StoreError::NoPractice));
    let no_practice = Body::Rated(rated(life.events[0].id));
    assert!(matches!(refused(&mut life, no_practice), StoreError::NoPractice));

    let too_high = Change { before: None, after: Some(11) };
    for body in [
        Body::Rated(Rated { distress: Some(11), ..rated(there) }),
        Body::Rated(Rated { connection: Some(255), ..rated(there) }),
        Body::Practised(Practised { distress: too_high, ..plain.clone() }),
        Body::Practised(Practised { connection: too_high, ..plain }),
        Body::CheckedIn(CheckedIn { distress: Some(11), ..CheckedIn::default() }),
        Body::CheckedIn(CheckedIn { connection: Some(11), ..CheckedIn::default() }),
    ] {
        assert!(matches!(refused(&mut life, body), StoreError::Level));
    }
}
