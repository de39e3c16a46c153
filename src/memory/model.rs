//! Memory after an answer, recall after a gap, the interval to the next practice: FSRS-6 by the crate `fsrs`.

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};
use serde::{Deserialize, Serialize};

use super::days::{Day, LONGEST_GAP};
use super::recall::Recall;
use super::retention::Retention;
pub use super::weights::BadParameters;
use super::weights::{self, COUNT, DECAY};

/// Longest interval that [`Model::interval`] returns, in days (a hundred years).
pub const LONGEST_INTERVAL: f32 = 36_500.0;

/// What is remembered of a card after its last practice. Both numbers are finite and above 0, always.
///
/// A card that was never practised has no memory: `None`, never a pair of zeros.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Memory {
    stability: f32,
    difficulty: f32,
}

impl Memory {
    /// Makes a memory of a stability in days and a difficulty; `None` unless both are finite and above 0.
    pub fn new(stability: f32, difficulty: f32) -> Option<Self> {
        let sound = |number: f32| number.is_finite() && number > 0.0;
        (sound(stability) && sound(difficulty)).then_some(Self { stability, difficulty })
    }

    /// Returns the days after which the chance of recall has fallen to 0.9; FSRS keeps it in 0.001 to 36,500.
    pub const fn stability(self) -> f32 {
        self.stability
    }

    /// Returns how hard the card is to keep, 1 (easy) to 10.
    pub const fn difficulty(self) -> f32 {
        self.difficulty
    }
}

/// A memory as it was written down, before it is known to be sound.
#[derive(Deserialize)]
struct Stored {
    stability: f32,
    difficulty: f32,
}

/// Says that stored numbers are no memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stability and difficulty are finite numbers above 0")]
struct BadMemory;

impl TryFrom<Stored> for Memory {
    type Error = BadMemory;
    fn try_from(stored: Stored) -> Result<Self, BadMemory> {
        Self::new(stored.stability, stored.difficulty).ok_or(BadMemory)
    }
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> Self {
        Self { stability: memory.stability, difficulty: memory.difficulty }
    }
}

/// The model of memory: FSRS-6 with one set of weights.
#[derive(Debug, Clone)]
pub struct Model {
    fsrs: FSRS,
    /// The crate does not give its weights back.
    weights: [f32; COUNT],
}

impl Default for Model {
    /// Makes the model with the weights that fit the average person.
    fn default() -> Self {
        Self { fsrs: FSRS::default(), weights: fsrs::DEFAULT_PARAMETERS }
    }
}

impl Model {
    /// Makes a model of the given weights: none for the defaults, 17 (FSRS-4.5) or 19 (FSRS-5), which are converted,
    /// or 21 (FSRS-6). Each weight that lies outside the range that FSRS allows is silently brought into it.
    ///
    /// # Errors
    ///
    /// If there are as many as no version has, or if one of them is not finite or cannot be converted.
    pub fn new(parameters: &[f32]) -> Result<Self, BadParameters> {
        let weights = weights::fill(parameters)?;
        let Ok(fsrs) = FSRS::new(&weights) else { return Err(BadParameters::Count(weights.len())) };
        Ok(Self { fsrs, weights })
    }

    /// Returns the 21 weights in use: those given, converted and brought into range.
    pub fn parameters(&self) -> &[f32] {
        &self.weights
    }

    /// Returns the memory after an answer.
    ///
    /// `before` is the memory after the previous answer, `None` for a card that was never answered; `elapsed_days` are
    /// the practice days since then (0 on the same day, at most [`LONGEST_GAP`] are counted, ignored without a
    /// `before`). Answer by answer, this gives the same bits as the crate's replay of the whole history.
    pub fn after(&self, before: Option<Memory>, elapsed_days: u32, recall: Recall) -> Memory {
        self.step(vec![review(elapsed_days, recall)], before)
    }

    /// Returns the memory after a whole history of (practice day, recall), oldest first; `None` if it is empty.
    ///
    /// A day before its predecessor, because a clock went back, counts as the same day.
    pub fn replay(&self, history: &[(Day, Recall)]) -> Option<Memory> {
        let mut last = history.first()?.0;
        let mut reviews = Vec::with_capacity(history.len());
        for &(day, recall) in history {
            reviews.push(review(day.since(last), recall));
            last = day;
        }
        Some(self.step(reviews, None))
    }

    /// Returns the memory after a history as the crate takes it; `None` if it is empty.
    pub(super) fn crate_replay(&self, reviews: &[FSRSReview]) -> Option<Memory> {
        (!reviews.is_empty()).then(|| self.step(reviews.to_vec(), None))
    }

    /// Returns the chance of recall, 0 to 1, `elapsed_days` after the practice that left this memory.
    ///
    /// FSRS-6: `(1 + factor × elapsed ÷ stability) ^ -decay`, where `decay` is this model's own weight 20 (counted
    /// from 0) and `factor` makes it 0.9 when `elapsed` is the stability.
    pub fn recall_chance(&self, memory: Memory, elapsed_days: u32) -> f32 {
        let elapsed = elapsed_days.min(LONGEST_GAP) as f32;
        let chance = fsrs::current_retrievability(memory.into(), elapsed, self.weights[DECAY]);
        if chance.is_nan() { 0.0 } else { chance.clamp(0.0, 1.0) }
    }

    /// Returns the days until the chance of recall has fallen to `retention`, not rounded, 0 to [`LONGEST_INTERVAL`].
    ///
    /// What is not a number counts as no stability at all: 0 days.
    pub fn interval(&self, stability: f32, retention: Retention) -> f32 {
        let days = self.fsrs.next_interval(Some(stability), retention.get(), Recall::Good.rating());
        if days.is_nan() { 0.0 } else { days.clamp(0.0, LONGEST_INTERVAL) }
    }

    /// Lets the crate replay `reviews` onto `before`.
    fn step(&self, reviews: Vec<FSRSReview>, before: Option<Memory>) -> Memory {
        let state = self.fsrs.memory_state(FSRSItem { reviews }, before.map(MemoryState::from)).ok();
        let after = state.and_then(|state| Memory::new(state.stability, state.difficulty));
        // The crate fails only on numbers that are not finite, which weights in range and a sound memory do not give.
        after.or(before).unwrap_or(Memory { stability: self.weights[0], difficulty: self.weights[4] })
    }
}

/// Returns an answer as the crate takes it.
fn review(elapsed_days: u32, recall: Recall) -> FSRSReview {
    FSRSReview { rating: recall.rating(), delta_t: elapsed_days.min(LONGEST_GAP) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn recalls() -> impl Strategy<Value = Recall> {
        select(Recall::ALL)
    }

    /// Gaps as they happen: the same day often, then days, then anything.
    fn gaps() -> impl Strategy<Value = u32> {
        prop_oneof![Just(0), 1..60_u32, 0..=LONGEST_GAP, any::<u32>()]
    }

    /// The defaults, and anything that the crate takes.
    fn models() -> impl Strategy<Value = Model> {
        let wild = prop_oneof![-0.5..3.0_f32, -200.0..200.0_f32, any::<f32>().prop_filter("finite", |w| w.is_finite())];
        prop_oneof![Just(Model::default()), vec(wild, COUNT).prop_map(|weights| Model::new(&weights).unwrap())]
    }

    fn bits(memory: impl Into<MemoryState>) -> (u32, u32) {
        let state = memory.into();
        (state.stability.to_bits(), state.difficulty.to_bits())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn answer_by_answer_equals_replay_equals_the_crate(
            model in models(),
            start in -800_000..800_000_i32,
            answers in vec((gaps(), recalls()), 1..40),
        ) {
            let mut day = Day(start);
            let (mut memory, mut history, mut reviews) = (None, Vec::new(), Vec::new());
            for &(gap, recall) in &answers {
                let before = memory;
                let after = model.after(before, gap, recall);
                memory = Some(after);
                day = day.plus(i64::from(gap.min(LONGEST_GAP)));
                history.push((day, recall));
                reviews.push(FSRSReview { rating: recall.rating(), delta_t: gap.min(LONGEST_GAP) });

                // The crate has two more ways to the same state.
                let outcomes = model.fsrs.next_states(before.map(MemoryState::from), 0.85, gap.min(LONGEST_GAP)).unwrap();
                let outcome = match recall {
                    Recall::Again => outcomes.again,
                    Recall::Hard => outcomes.hard,
                    Recall::Good => outcomes.good,
                    Recall::Easy => outcomes.easy,
                };
                prop_assert_eq!(bits(outcome.memory), bits(after));
            }
            let item = FSRSItem { reviews };
            let by_crate = model.fsrs.memory_state(item.clone(), None).unwrap();
            let by_step = *model.fsrs.historical_memory_states(item, None).unwrap().last().unwrap();
            prop_assert_eq!(bits(by_crate), bits(memory.unwrap()));
            prop_assert_eq!(bits(by_step), bits(memory.unwrap()));
            prop_assert_eq!(model.replay(&history), memory);
        }

        #[test]
        fn every_number_that_comes_out_is_sound(
            model in models(),
            stability in any::<f32>(),
            difficulty in any::<f32>(),
            gap in any::<u32>(),
            recall in recalls(),
            wanted in any::<f32>(),
        ) {
            let before = Memory::new(stability, difficulty);
            let sound = |number: f32| number > 0.0 && number < f32::INFINITY;
            prop_assert_eq!(before.is_some(), sound(stability) && sound(difficulty));
            let after = model.after(before, gap, recall);
            prop_assert!((0.001..=36_500.0).contains(&after.stability()), "{after:?}");
            prop_assert!((1.0..=10.0).contains(&after.difficulty()), "{after:?}");
            let chance = model.recall_chance(before.unwrap_or(after), gap);
            prop_assert!((0.0..=1.0).contains(&chance), "{chance}");
            let interval = model.interval(stability, Retention::new(wanted));
            prop_assert!((0.0..=LONGEST_INTERVAL).contains(&interval), "{interval}");
        }

        #[test]
        fn interval_and_recall_chance_undo_each_other(days in 1..3_000_u32, stabilities in 0.26..8.0_f32) {
            let (model, stability) = (Model::default(), days as f32 / stabilities);
            let chance = model.recall_chance(Memory::new(stability, 5.0).unwrap(), days);
            prop_assert!((0.70..=0.97).contains(&chance), "else it would be clamped");
            let interval = model.interval(stability, Retention::new(chance));
            prop_assert!((interval / days as f32 - 1.0).abs() < 1e-3, "{interval} {days}");
        }

        #[test]
        fn memory_is_stored_and_read_back_unchanged(stability in 0.001..36_500.0_f32, difficulty in 1.0..10.0_f32) {
            let memory = Memory::new(stability, difficulty).unwrap();
            let stored = serde_json::to_string(&memory).unwrap();
            prop_assert_eq!(serde_json::from_str::<Memory>(&stored).unwrap(), memory);
        }
    }

    #[test]
    fn a_memory_is_never_read_from_unsound_numbers() {
        for stored in [r#"{"stability":0,"difficulty":0}"#, r#"{"stability":-1,"difficulty":5}"#, "[]"] {
            assert!(serde_json::from_str::<Memory>(stored).is_err(), "{stored}");
        }
        let stored = serde_json::to_string(&Memory::new(2.5, 5.0)).unwrap();
        assert_eq!(stored, r#"{"stability":2.5,"difficulty":5.0}"#);
    }

    #[test]
    fn the_default_model_is_the_one_without_parameters() {
        let (one, other) = (Model::default(), Model::new(&[]).unwrap());
        assert_eq!(one.parameters(), other.parameters());
        assert_eq!(one.after(None, 0, Recall::Good), other.after(None, 0, Recall::Good));
        assert_eq!(Model::new(&[1.0]).unwrap_err(), BadParameters::Count(1));
    }

    #[test]
    fn an_empty_history_leaves_no_memory() {
        assert_eq!(Model::default().replay(&[]), None);
    }

    #[test]
    fn the_gap_before_a_first_answer_is_ignored() {
        let model = Model::default();
        assert_eq!(model.after(None, 500, Recall::Hard), model.after(None, 0, Recall::Hard));
    }

    #[test]
    fn a_day_before_its_predecessor_counts_as_the_same_day() {
        let model = Model::default();
        let back = model.replay(&[(Day(100), Recall::Good), (Day(90), Recall::Good), (Day(93), Recall::Good)]);
        let same = model.replay(&[(Day(100), Recall::Good), (Day(100), Recall::Good), (Day(103), Recall::Good)]);
        assert_eq!(back, same);
    }

    #[test]
    fn what_is_not_a_number_has_no_interval() {
        let model = Model::default();
        assert_eq!(model.interval(f32::NAN, Retention::DEFAULT), 0.0);
        assert_eq!(model.interval(-5.0, Retention::DEFAULT), 0.0);
        assert_eq!(model.interval(f32::INFINITY, Retention::DEFAULT), LONGEST_INTERVAL);
    }
}
