//! Training by the crate, both of its ways, on stretches of a history, so that the later ones can judge it.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use fsrs::{CombinedProgressState, ComputeParametersInput, DEFAULT_PARAMETERS, FSRSError, compute_parameters};

use super::history::History;
use crate::memory::weights::{self, COUNT};

/// Above this many answers, one long first stretch trains what is used, and the rest judges it: training again on all
/// would take as long once more, and would hardly move a number.
pub const LARGE: usize = 20_000;

/// Where the first stretches end, in tenths of all answers, when there are not so many.
const ENDS: [usize; 5] = [5, 6, 7, 8, 9];

/// Where it ends when there are, in tenths.
const END_OF_LARGE: usize = 9;

/// One of the two ways in which the crate trains: which answers share a batch differs, and so do the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Card by card.
    ByCard,
    /// Answer by answer.
    ByAnswer,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ByCard, Self::ByAnswer];

    /// Returns the word that stands for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByCard => "by card",
            Self::ByAnswer => "by answer",
        }
    }
}

/// Shows how far a training is, and stops it, from another thread or before it begins.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    crate_state: Arc<Mutex<CombinedProgressState>>,
    steps: Arc<Mutex<(f64, f64, f64)>>,
}

/// Says that a training was stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before the end")]
pub struct Stopped;

impl Watch {
    /// Asks the training to stop; it does after the batch in hand, at most a few milliseconds.
    pub fn stop(&self) {
        self.crate_state.lock().unwrap_or_else(PoisonError::into_inner).want_abort = true;
    }

    /// Tells whether it was asked to stop.
    pub fn stopped(&self) -> bool {
        self.crate_state.lock().unwrap_or_else(PoisonError::into_inner).want_abort
    }

    /// Returns how much is behind, 0 to 1.
    pub fn done(&self) -> f64 {
        let (behind, in_hand, all) = *self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.crate_state.lock().unwrap_or_else(PoisonError::into_inner);
        let share = if state.total() == 0 { 0.0 } else { state.current() as f64 / state.total() as f64 };
        if all > 0.0 { ((behind + in_hand * share) / all).clamp(0.0, 1.0) } else { 0.0 }
    }

    pub(super) fn expect(&self, all: f64) {
        *self.steps.lock().unwrap_or_else(PoisonError::into_inner) = (0.0, 0.0, all);
    }

    /// Counts what was in hand as behind, and takes the next piece in hand.
    fn next(&self, size: f64) {
        self.crate_state.lock().unwrap_or_else(PoisonError::into_inner).splits.clear();
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        *steps = (steps.0 + steps.1, size, steps.2);
    }
}

/// Trains on the first `count` answers; the defaults when they are too few for the crate to say anything.
///
/// An environment variable of the crate, `FSRS_NO_OUTLIER`, changes what this gives.
///
/// # Errors
/// When `watch` was asked to stop.
pub fn train(history: &History, count: usize, way: Way, watch: &Watch) -> Result<[f32; COUNT], Stopped> {
    watch.next(count as f64 * way.cost());
    if watch.stopped() {
        return Err(Stopped);
    }
    let (train_set, cards) = history.training(count);
    let input = ComputeParametersInput {
        train_set,
        card_ids: (way == Way::ByCard).then_some(cards),
        progress: Some(Arc::clone(&watch.crate_state)),
        ..ComputeParametersInput::default()
    };
    match compute_parameters(input) {
        Ok(weights) => Ok(weights::fill(&weights).unwrap_or(DEFAULT_PARAMETERS)),
        Err(FSRSError::Interrupted) => Err(Stopped),
        Err(_) => Ok(DEFAULT_PARAMETERS),
    }
}

impl Way {
    /// How long it takes beside the other, roughly: measured, and only used to show how far a training is.
    const fn cost(self) -> f64 {
        match self {
            Self::ByCard => 1.0,
            Self::ByAnswer => 3.0,
        }
    }
}

/// A first stretch of answers with what was trained on it, both ways, and the stretch after it that judges.
#[derive(Debug, Clone)]
pub struct Fold {
    /// The answers that come after those that were trained on.
    pub unseen: Range<usize>,
    /// What was trained, in the order of [`Way::ALL`].
    pub trained: [[f32; COUNT]; 2],
}

impl Fold {
    /// Returns what one way of training gave.
    pub const fn by(&self, way: Way) -> [f32; COUNT] {
        let [by_card, by_answer] = self.trained;
        match way {
            Way::ByCard => by_card,
            Way::ByAnswer => by_answer,
        }
    }
}

/// Trains on every first stretch. Runs on the thread it is called from and never on a pool of threads: the crate's own
/// evaluation in stretches waits for ever in a pool of one.
///
/// # Errors
/// When `watch` was asked to stop.
pub fn folds(history: &History, watch: &Watch) -> Result<Vec<Fold>, Stopped> {
    let all = history.len();
    let ends = ends(all);
    let mut folds = Vec::with_capacity(ends.len());
    for (place, end) in ends.iter().enumerate() {
        let mut trained = [DEFAULT_PARAMETERS; 2];
        for (way, to) in Way::ALL.into_iter().zip(&mut trained) {
            *to = train(history, *end, way, watch)?;
        }
        folds.push(Fold { unseen: *end..ends.get(place + 1).copied().unwrap_or(all), trained });
    }
    Ok(folds)
}

pub(super) fn ends(all: usize) -> Vec<usize> {
    let tenths: &[usize] = if all > LARGE { &[END_OF_LARGE] } else { &ENDS };
    tenths.iter().map(|tenths| all * tenths / 10).collect()
}

/// Returns how much there is to train in all, in the units of [`Way::cost`].
pub(super) fn size(all: usize) -> f64 {
    let of_folds: usize = ends(all).iter().sum();
    let again = if all > LARGE { 0.0 } else { all as f64 * Way::ByAnswer.cost() };
    of_folds as f64 * (Way::ByCard.cost() + Way::ByAnswer.cost()) + again
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::days::Day;
    use crate::memory::recall::Recall;
    use crate::memory::tuning::Answer;

    fn history(cards: i64) -> History {
        let turn = |at: i32| {
            (0..cards).map(move |card| Answer {
                card,
                day: Day(at * 3 + i32::try_from(card % 3).unwrap_or(0) * at),
                recall: if (card + i64::from(at)) % 4 == 0 { Recall::Again } else { Recall::Good },
            })
        };
        History::new((0..8).flat_map(turn))
    }

    #[test]
    fn a_stopped_training_ends_and_says_so() {
        let watch = Watch::default();
        watch.stop();
        assert_eq!(train(&history(200), usize::MAX, Way::ByCard, &watch), Err(Stopped));
        assert_eq!(folds(&history(200), &watch).map(|_| ()), Err(Stopped));
    }

    #[test]
    fn too_little_to_learn_from_gives_the_defaults() {
        for cards in [0, 1, 2] {
            let history = history(cards);
            for way in Way::ALL {
                assert_eq!(train(&history, usize::MAX, way, &Watch::default()), Ok(DEFAULT_PARAMETERS), "{cards}");
            }
        }
    }

    #[test]
    fn stretches_follow_each_other_and_what_is_behind_grows() {
        let history = history(100);
        let watch = Watch::default();
        watch.expect(size(history.len()));
        let folds = folds(&history, &watch).unwrap();
        assert_eq!(folds.len(), 5);
        assert!(folds.windows(2).all(|two| two[0].unseen.end == two[1].unseen.start));
        assert_eq!(folds.last().unwrap().unseen.end, history.len());
        assert!(watch.done() > 0.5, "{}", watch.done());
    }

    #[test]
    fn the_same_history_gives_the_same_numbers() {
        let history = history(120);
        for way in Way::ALL {
            let once = train(&history, usize::MAX, way, &Watch::default());
            assert_eq!(once, train(&history, usize::MAX, way, &Watch::default()));
            assert_ne!(once, Ok(DEFAULT_PARAMETERS));
        }
    }
}
