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
            let longest = settings.limits(card.favourite, &[]).longest;
            life.step(lives::Step::Practise { practised, late });
            let Some(Body::Practised(written)) = life.events.last().map(|event| &event.body) else { panic!("written") };
            match (written.recall, written.kind) {
                (Some(_), _) => {
                    let due = written.due.unwrap();
                    prop_assert!(written.day.plus(1) <= due, "{} {due}", written.day);
                    prop_assert!(due <= written.day.plus(i64::from(longest)), "{} {due} {longest}", written.day);
                    prop_assert_eq!(settings.rest_weekdays >> due.weekday() & 1, 0);
                }
                (None, Kind::Learn) => prop_assert_eq!(written.due, Some(written.day)),
                (None, _) => prop_assert_eq!(written.due, None),
            }
        }
    }
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
