//! A session that is taken up from the record is the session that was left.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

use super::lives::{self, FIRST, Life, Step, cases, noon, practised};
use crate::memory::recall::Recall;
use crate::record::event::{Body, CheckedIn, Kind, Planned, Practised, Rated, SessionBegun, SessionId};
use crate::session::{self, Session, Turn};

/// What the person does next.
#[derive(Debug, Clone)]
enum Move {
    Answer(Recall),
    Skip,
    TakeBack,
    Rate(Index),
    Elsewhere(Practised),
    CheckIn,
    LeaveAndComeBack,
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        6 => select(Recall::ALL).prop_map(Move::Answer),
        1 => Just(Move::Skip),
        2 => Just(Move::TakeBack),
        1 => any::<Index>().prop_map(Move::Rate),
        1 => lives::practices().prop_map(|practised| Move::Elsewhere(Practised { session: None, ..practised })),
        1 => Just(Move::CheckIn),
        1 => Just(Move::LeaveAndComeBack),
    ]
}

fn begun(id: u128, items: Vec<(String, Kind)>) -> SessionBegun {
    let items = items.into_iter().map(|(card, kind)| Planned { card: card.parse().unwrap(), kind, seconds: 60 });
    SessionBegun { session: SessionId(Uuid::from_u128(id)), day: FIRST, budget_seconds: 300, items: items.collect() }
}

/// The session as a program that starts now would find it.
fn taken_up(life: &Life) -> Session {
    let (begun, since) = life.store.latest_session(FIRST).unwrap().unwrap();
    Session::resume(begun, &since)
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_session_taken_up_is_the_session_that_was_left(
        past in vec(lives::steps(), 0..10),
        kinds in vec(select(vec![Kind::Learn, Kind::Review]), 1..8),
        moves in vec(moves(), 1..30),
    ) {
        let mut life = Life::with_decks(11);
        life.run(past);
        for id in lives::DECKS {
            life.write(Body::DeckAdded { deck: Box::new(lives::deck(id)), shipped: false, source: None });
        }
        let cards = lives::DECKS.iter().flat_map(|deck| lives::SLUGS.map(|slug| format!("{deck}/{slug}")));
        let begun = begun(77, cards.zip(kinds).collect());
        let mut session = Session::new(begun.clone());
        life.write(Body::SessionBegun(begun));
        for next in moves {
            let current = session.current().map(|(card, turn)| (card.clone(), turn));
            match (next, current) {
                (Move::Answer(recall), Some((card, turn))) => {
                    let (kind, recall) =
                        if turn == Turn::Learn { (Kind::Learn, None) } else { (Kind::Review, Some(recall)) };
                    let practice = Practised {
                        session: Some(session.id()),
                        ..practised(card.as_str(), kind, recall, noon(FIRST))
                    };
                    life.write(Body::Practised(practice));
                    let event = life.events.last().unwrap();
                    session.advance(session::progress(session.id(), event).unwrap());
                }
                (Move::Skip, Some((card, _))) => {
                    life.write(Body::Skipped { session: session.id(), card });
                    let event = life.events.last().unwrap();
                    session.advance(session::progress(session.id(), event).unwrap());
                }
                (Move::TakeBack, _) => {
                    if let Some(last) = session.take_back() {
                        life.store.undo_event(life.now, last.event).unwrap();
                    }
                }
                (Move::Rate(which), _) if !session.progress().is_empty() => {
                    let practice = which.get(session.progress()).event;
                    let rated = Rated { practice, distress: Some(3), connection: None, helped: None };
                    // What was passed over cannot be rated.
                    let _ = life.store.append(life.now, vec![Body::Rated(rated)]);
                }
                (Move::Elsewhere(practised), _) => life.step(Step::Practise { practised, late: 0 }),
                (Move::CheckIn, _) => {
                    life.write(Body::CheckedIn(CheckedIn::default()));
                }
                (Move::LeaveAndComeBack, _) => session = taken_up(&life),
                _ => {}
            }
            prop_assert_eq!(&session, &taken_up(&life));
        }
    }
}

#[test]
fn a_session_whose_beginning_was_taken_back_gives_way_to_the_one_before() {
    let mut life = Life::with_decks(12);
    assert!(life.store.latest_session(FIRST).unwrap().is_none());
    life.write(Body::SessionBegun(begun(1, vec![("a/k".to_owned(), Kind::Learn)])));
    let second = life.write(Body::SessionBegun(begun(2, Vec::new())));
    assert_eq!(taken_up(&life).id(), SessionId(Uuid::from_u128(2)));
    life.store.undo_event(life.now, second).unwrap();
    assert_eq!(taken_up(&life).id(), SessionId(Uuid::from_u128(1)));
}
