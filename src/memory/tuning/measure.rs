//! How well parameters foretell answers: log loss and RMSE over bins, answer by answer.

use std::collections::HashMap;
use std::ops::Range;

use fsrs::{FSRS, FSRSItem, FSRSReview, current_retrievability};

use super::history::History;
use crate::memory::weights::{COUNT, DECAY};

/// A chance of recall is taken as at least this far from certain, so that one surprise costs much and not everything.
const LEAST_DOUBT: f64 = 1e-4;

/// How well parameters foretell some answers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fit {
    /// Mean log loss in natural units, each answer counted alike; lower is better. Coins give 0.693.
    pub log_loss: f64,
    /// Root of the mean squared distance between the chance foretold and the share recalled, over the crate's bins of
    /// gap, answers before and lapses before, each weighed by its answers; 0 is perfect.
    pub rmse_bins: f64,
    /// How many answers.
    pub reviews: usize,
}

/// What was foretold of one answer, and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Foretold {
    /// Chance of recall, just above 0 to just below 1.
    pub chance: f64,
    /// Whether it came to mind.
    pub came: bool,
    /// Which card.
    pub card: usize,
    bin: (u32, u32, u32),
}

impl Foretold {
    /// Returns the log loss of this one answer.
    pub fn loss(&self) -> f64 {
        self.loss_if(self.came)
    }

    /// Returns what its log loss would be if it had come, or not.
    pub fn loss_if(&self, came: bool) -> f64 {
        -if came { self.chance } else { 1.0 - self.chance }.ln()
    }
}

/// Foretells a stretch of answers, each from what went before it; in the order of time.
///
/// Every card is gone through once, whatever the number of its answers in the stretch.
pub(super) fn foretell(history: &History, range: Range<usize>, weights: &[f32; COUNT]) -> Vec<Foretold> {
    let items = history.items(range);
    let Ok(fsrs) = FSRS::new(weights) else { return Vec::new() };
    let mut by_card: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        by_card.entry(item.card).or_default().push(at);
    }
    let mut told: Vec<Option<Foretold>> = vec![None; items.len()];
    for (card, places) in by_card {
        let reviews = history.card(card);
        let longest = places.last().and_then(|at| items.get(*at)).map_or(0, |item| item.length);
        let before = reviews.get(..longest.saturating_sub(1)).unwrap_or_default();
        let Ok(states) = fsrs.historical_memory_states(FSRSItem { reviews: before.to_vec() }, None) else { continue };
        let mut counted = Counted::default();
        for at in places {
            let Some(length) = items.get(at).map(|item| item.length) else { continue };
            let (Some(state), Some(last)) = (states.get(length.wrapping_sub(2)), reviews.get(length - 1)) else {
                continue;
            };
            counted.go_on(reviews, length - 1);
            let chance = f64::from(current_retrievability(*state, last.delta_t as f32, weights[DECAY]));
            let chance = if chance.is_nan() { 0.5 } else { chance.clamp(LEAST_DOUBT, 1.0 - LEAST_DOUBT) };
            let foretold = Foretold { chance, came: last.rating > 1, card, bin: counted.bin(last.delta_t) };
            if let Some(place) = told.get_mut(at) {
                *place = Some(foretold);
            }
        }
    }
    told.into_iter().flatten().collect()
}

/// What the bins count of a card's answers so far.
#[derive(Default)]
struct Counted {
    seen: usize,
    over_days: u32,
    lapses: u32,
}

impl Counted {
    fn go_on(&mut self, reviews: &[FSRSReview], until: usize) {
        for review in reviews.get(self.seen..until).unwrap_or_default() {
            let over_days = u32::from(review.delta_t > 0);
            self.over_days += over_days;
            self.lapses += over_days * u32::from(review.rating == 1);
        }
        self.seen = until.max(self.seen);
    }

    /// The crate's bin (`r_matrix_index` of fsrs 6.6.2) of an answer that comes `gap` days after these.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small positive numbers")]
    fn bin(&self, gap: u32) -> (u32, u32, u32) {
        let step = |value: f64, first: f64, base: f64| first * base.powf(value.log(base).floor());
        let gap = (step(f64::from(gap), 2.48, 3.62) * 100.0).round() as u32;
        // With the answer itself, and one more: the crate counts so.
        let length = step(f64::from(self.over_days) + 2.0, 1.99, 1.89).round() as u32;
        let lapse = if self.lapses == 0 { 0 } else { step(f64::from(self.lapses), 1.65, 1.73).round() as u32 };
        (gap, length, lapse)
    }
}

/// Sums up what was foretold; all zero when nothing was.
pub(super) fn fit<'a>(told: impl IntoIterator<Item = &'a Foretold>) -> Fit {
    let mut bins: HashMap<(u32, u32, u32), (f64, f64, f64)> = HashMap::new();
    let (mut loss, mut reviews) = (0.0, 0_usize);
    for one in told {
        loss += one.loss();
        reviews += 1;
        let (count, chance, came) = bins.entry(one.bin).or_default();
        *count += 1.0;
        *chance += one.chance;
        *came += f64::from(u8::from(one.came));
    }
    if reviews == 0 {
        return Fit::default();
    }
    // In a fixed order, so that the same answers give the same bits.
    let mut bins: Vec<_> = bins.into_iter().collect();
    bins.sort_by_key(|(bin, _)| *bin);
    let squares: f64 = bins.iter().map(|(_, (count, chance, came))| (chance - came).powi(2) / count).sum();
    let all = reviews as f64;
    Fit { log_loss: loss / all, rmse_bins: (squares / all).sqrt(), reviews }
}

/// Measures parameters on every answer from the `from`-th on that can be learned from.
///
/// What the parameters do not know as numbers of FSRS gives an empty fit.
pub fn measure(history: &History, from: usize, weights: &[f32; COUNT]) -> Fit {
    fit(&foretell(history, from.min(history.len())..history.len(), weights))
}

#[cfg(test)]
mod tests {
    use fsrs::DEFAULT_PARAMETERS;

    use super::*;
    use crate::memory::days::Day;
    use crate::memory::recall::Recall;
    use crate::memory::tuning::Answer;

    /// Forty cards with some of everything: same days, lapses, long gaps.
    fn history() -> History {
        let mut answers = Vec::new();
        for card in 0..40_i32 {
            let mut day = card % 7;
            for turn in 0..12 {
                let recall = Recall::ALL[usize::try_from((card * 5 + turn * 3) % 9 % 4).unwrap()];
                answers.push(Answer { card: i64::from(card), day: Day(day), recall });
                day += (card + turn * turn) % 11;
            }
        }
        answers.sort_by_key(|answer| answer.day);
        History::new(answers)
    }

    #[test]
    fn the_measures_are_those_of_the_crate() {
        let history = history();
        let (items, cards) = history.training(usize::MAX);
        for weights in [DEFAULT_PARAMETERS, DEFAULT_PARAMETERS.map(|weight| weight * 0.9)] {
            let fsrs = FSRS::new(&weights).unwrap();
            // The crate weighs later answers more; alone, each has its whole weight.
            let alone = |item: &FSRSItem| f64::from(fsrs.evaluate(vec![item.clone()], |_| true).unwrap().log_loss);
            let by_crate = items.iter().map(alone).sum::<f64>() / items.len() as f64;
            let ours = measure(&history, 0, &weights);
            assert_eq!(ours.reviews, items.len());
            assert!((ours.log_loss - by_crate).abs() < 1e-5, "{} {by_crate}", ours.log_loss);

            // Given twenty times over, the weights of a stretch hardly differ, and only the last stretch counts.
            let again = || items.iter().cloned().cycle().take(items.len() * 400).collect::<Vec<_>>();
            let many: Vec<i64> = cards.iter().copied().cycle().take(items.len() * 400).collect();
            let whole = fsrs.evaluate_with_card_ids(again(), many, |_| true).unwrap();
            assert!(
                (ours.rmse_bins - f64::from(whole.rmse_bins)).abs() < 2e-3,
                "{} {}",
                ours.rmse_bins,
                whole.rmse_bins
            );
            assert!((ours.log_loss - f64::from(whole.log_loss)).abs() < 2e-3);
        }
    }

    #[test]
    fn a_later_stretch_is_foretold_from_all_that_went_before() {
        let history = history();
        let all = foretell(&history, 0..history.len(), &DEFAULT_PARAMETERS);
        let later = foretell(&history, 150..history.len(), &DEFAULT_PARAMETERS);
        assert_eq!(all.get(150..), Some(later.as_slice()));
        assert_eq!(measure(&history, 10_000, &DEFAULT_PARAMETERS), Fit::default());
    }
}
