//! What is stored of a card's memory is what the crate `fsrs` makes of its history, bit for bit.

use fsrs::{FSRS, FSRSItem, FSRSReview};
use proptest::collection::vec;
use proptest::prelude::*;

use super::facts::{kept, practised};
use super::lives::{self, Life, Step, cases};
use crate::clock::Chance;
use crate::memory::model::Model;
use crate::record::event::Practised;
use crate::store::Store;

/// Lets the crate replay a history: ratings, and days between answers that never go below 0.
fn by_crate(parameters: &[f32], history: &[Practised]) -> Option<(u32, u32)> {
    let answers: Vec<_> = history.iter().filter_map(|p| Some((p.day.0, p.recall?.rating()))).collect();
    let days = answers.iter().map(|(day, _)| *day).skip(1).zip(&answers).map(|(day, before)| day - before.0);
    let delta_t = [0].into_iter().chain(days.map(|days| u32::try_from(days).unwrap_or(0)));
    let reviews: Vec<_> =
        answers.iter().zip(delta_t).map(|((_, rating), delta_t)| FSRSReview { rating: *rating, delta_t }).collect();
    if reviews.is_empty() {
        return None;
    }
    let state = FSRS::new(parameters).unwrap().memory_state(FSRSItem { reviews }, None).unwrap();
    Some((state.stability.to_bits(), state.difficulty.to_bits()))
}

fn holds(life: &Life) -> Result<(), TestCaseError> {
    for (id, history) in practised(&kept(&life.store)) {
        let known = life.store.card(&id).unwrap().remembered;
        let memory = known.memory.map(|memory| (memory.stability().to_bits(), memory.difficulty().to_bits()));
        prop_assert_eq!(memory, by_crate(life.store.model().parameters(), &history), "{}", id);
        let answers = || history.iter().filter_map(|practised| practised.recall.map(|recall| (practised.day, recall)));
        prop_assert_eq!(known.reviews as usize, answers().count());
        prop_assert_eq!(known.lapses as usize, answers().filter(|(_, recall)| recall.rating() == 1).count());
        prop_assert_eq!(known.last_day, answers().next_back().map(|(day, _)| day));
        prop_assert_eq!(known.due, history.iter().rev().find_map(|practised| practised.due));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn memory_equals_fsrs(steps in vec(lives::steps(), 1..60)) {
        let mut life = Life::with_decks(7);
        life.run(steps);
        holds(&life)?;
    }

    /// Whatever is adopted and taken back, a record opened again knows the same.
    #[test]
    fn the_model_is_what_the_log_says(steps in vec(lives::steps(), 1..60)) {
        let mut life = Life::with_decks(9);
        life.run(steps);
        let said = life.store.parameters_in_use().unwrap().and_then(|found| found.adopted.parameters);
        let model = said.and_then(|parameters| Model::new(&parameters).ok()).unwrap_or_default();
        prop_assert_eq!(life.store.model().parameters(), model.parameters());
        let mut log = Vec::new();
        life.store.for_each_event(|event| log.push(event)).unwrap();
        let mut other = Store::in_memory(Chance::seeded(3)).unwrap();
        other.take_in(log).unwrap();
        prop_assert_eq!(other.model().parameters(), model.parameters());
    }

    #[test]
    fn memory_equals_fsrs_over_a_long_history_of_one_card(
        turns in vec((lives::waits(), lives::practices(), lives::delays(), prop::bool::weighted(0.1)), 1..40),
    ) {
        let mut life = Life::with_decks(8);
        for (wait, practised, late, taken_back) in turns {
            life.step(wait);
            life.step(Step::Practise { practised: Practised { card: "a/k".parse().unwrap(), ..practised }, late });
            if taken_back {
                life.step(Step::Undo(1));
            }
        }
        holds(&life)?;
    }
}
