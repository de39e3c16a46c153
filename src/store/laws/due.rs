//! The day on which a card comes round again: after the day of the answer, within the limits, never on a day of rest.

use proptest::collection::vec;
use proptest::prelude::*;

use super::lives::{self, Life, cases, noon, practised};
use crate::memory::recall::Recall;
use crate::record::event::{Body, Kind};

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn due_is_after_the_answer_within_the_limits_and_on_no_day_of_rest(
        past in vec(lives::steps(), 0..40),
        turns in vec((lives::waits(), lives::practices(), lives::delays()), 1..10),
    ) {
        let mut life = Life::with_decks(9);
        life.run(past);
        for (wait, practised, late) in turns {
            life.step(wait);
            let settings = life.store.settings().unwrap();
            let Ok(card) = life.store.card(&practised.card) else { continue };
            let limits = settings.limits(card.favourite);
            let longest = limits.longest;
            life.step(lives::Step::Practise { practised, late });
            let Some(Body::Practised(written)) = life.events.last().map(|event| &event.body) else { panic!("written") };
            match (written.recall, written.kind) {
                (Some(_), _) => {
                    let due = written.due.unwrap();
                    prop_assert!(written.day.plus(1) <= due, "{} {due}", written.day);
                    prop_assert!(due <= written.day.plus(i64::from(longest)), "{} {due} {longest}", written.day);
                    let open = (1..=i64::from(longest)).any(|days| !limits.rests_on(written.day.plus(days)));
                    prop_assert!(!open || !limits.rests_on(due), "{due} is a day of rest");
                }
                (None, Kind::Learn) => prop_assert_eq!(written.due, Some(written.day)),
                (None, _) => prop_assert_eq!(written.due, None),
            }
        }
    }
}

#[test]
fn a_path_may_ask_for_more() {
    let answer = |life: &mut Life| {
        let easy = practised("a/k", Kind::Review, Some(Recall::Easy), noon(lives::FIRST));
        life.write(Body::Practised(easy));
        life.store.card(&"a/k".parse().unwrap()).unwrap().remembered.due.unwrap()
    };
    let setting = |value: &str| Body::SettingChanged { key: "path-retention".into(), value: Some(value.into()) };
    let mut usual = Life::with_decks(11);
    let mut more = Life::with_decks(11);
    // Every deck stands in a path of its own that holds all its cards.
    more.write(setting("a/all=0.95,b/all=0.7"));
    let mut other = Life::with_decks(11);
    other.write(setting("b/all=0.95"));
    let (usual, more, other) = (answer(&mut usual), answer(&mut more), answer(&mut other));
    assert!(more < usual && other == usual, "{more} {usual} {other}");
}

/// Four days after an answer that lasts some ten days: what counts is the days that really went by.
#[test]
fn practice_ahead_of_its_day_counts_the_days_that_went_by() {
    let after = |days: i64, kind: Kind| {
        let mut life = Life::with_decks(12);
        for (day, kind) in [(0, Kind::Review), (days, kind)] {
            let at = noon(lives::FIRST.plus(day));
            life.write(Body::Practised(practised("a/k", kind, Some(Recall::Good), at)));
        }
        life.store.card(&"a/k".parse().unwrap()).unwrap().remembered
    };
    let (early, on_time) = (after(1, Kind::Now), after(4, Kind::Review));
    let by_model = |days| {
        let model = crate::memory::model::Model::default();
        let first = model.after(None, 0, Recall::Good);
        model.after(Some(first), days, Recall::Good)
    };
    assert_eq!(early.memory, Some(by_model(1)), "a day, not the four that were planned");
    assert_eq!(on_time.memory, Some(by_model(4)));
    assert_eq!(after(1, Kind::Life).memory, early.memory, "wherever it was practised");
}

#[test]
fn the_second_answer_of_a_day_still_comes_round_later() {
    let mut life = Life::with_decks(10);
    for recall in [Recall::Again, Recall::Again, Recall::Easy, Recall::Again] {
        life.write(Body::Practised(practised("a/k", Kind::Review, Some(recall), noon(lives::FIRST))));
        let due = life.store.card(&"a/k".parse().unwrap()).unwrap().remembered.due.unwrap();
        assert!(due > lives::FIRST, "{recall:?} {due}");
    }
}
