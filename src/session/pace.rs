//! How long practices take this person: learned from what they took, with the time of the steps as a first guess.

use std::collections::BTreeMap;

/// Seconds to read a cue, answer it and grade it, beside doing the steps: the first guess. Our judgement.
pub const ANSWER_SECONDS: u32 = 15;

/// Seconds to read a new card whole, and to answer its cue at the end: the first guess. Our judgement.
pub const NEW_SECONDS: u32 = 40;

/// As many practices as the first guess counts for, for the person and for a card. Our judgement.
const GUESS_COUNTS: (f64, f64) = (8.0, 1.0);

/// What took more times longer than expected than this counts as this much: somebody was at the door.
const AT_MOST_TIMES: f64 = 4.0;

/// The shortest that anything is expected to take, in seconds.
const SHORTEST: f64 = 5.0;

/// How long one card took in one session, with everything that was asked of it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// The card, by the row by which the store finds it.
    pub card: i64,
    /// How long its steps take, in seconds.
    pub steps: u32,
    /// Whether it was new.
    pub new: bool,
    /// How long it took, in seconds.
    pub seconds: u32,
}

/// What was learned of a person's time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pace {
    /// How many times longer than the first guess reviews and new cards take, as logarithms; 0 for just as long.
    review: f64,
    new: f64,
    /// How many times longer than the person's usual a card takes, as a logarithm.
    cards: BTreeMap<i64, f64>,
}

fn guess(steps: u32, new: bool) -> f64 {
    f64::from(steps.saturating_add(if new { NEW_SECONDS } else { ANSWER_SECONDS }))
}

/// Returns the logarithm of how many times longer than expected things took. Means, since the times of a session add
/// up; cut off at the top, so that one long pause does not stretch every plan after it; and drawn to 0 as long as
/// there are few.
fn stretched(pairs: &[(f64, f64)], guess_counts: f64) -> f64 {
    if pairs.is_empty() {
        return 0.0;
    }
    let expected: f64 = pairs.iter().map(|(expected, _)| expected).sum();
    let took: f64 = pairs.iter().map(|(expected, took)| took.min(expected * AT_MOST_TIMES)).sum();
    let guessed = guess_counts * expected / pairs.len() as f64;
    ((took + guessed) / (expected + guessed)).ln()
}

impl Pace {
    /// Knows nothing yet.
    pub const fn new() -> Self {
        Self { review: 0.0, new: 0.0, cards: BTreeMap::new() }
    }

    /// Learns from what practices took.
    pub fn learn(took: &[Took]) -> Self {
        let pairs = |new: bool| -> Vec<(f64, f64)> {
            let these = took.iter().filter(|one| one.new == new);
            these.map(|one| (guess(one.steps, new), f64::from(one.seconds))).collect()
        };
        let usual = |new: bool| stretched(&pairs(new), GUESS_COUNTS.0);
        let mut pace = Self { review: usual(false), new: usual(true), cards: BTreeMap::new() };
        let mut by_card: BTreeMap<i64, Vec<(f64, f64)>> = BTreeMap::new();
        for one in took.iter().filter(|one| !one.new) {
            let expected = guess(one.steps, false) * pace.review.exp();
            by_card.entry(one.card).or_default().push((expected, f64::from(one.seconds)));
        }
        pace.cards = by_card.into_iter().map(|(card, pairs)| (card, stretched(&pairs, GUESS_COUNTS.1))).collect();
        pace
    }

    /// Returns how long a card is expected to take, in seconds: a new one, or one that is answered from its cue.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
    pub fn seconds(&self, card: i64, steps: u32, new: bool) -> u32 {
        let usual = if new { self.new } else { self.review };
        let own = if new { 0.0 } else { self.cards.get(&card).copied().unwrap_or(0.0) };
        (guess(steps, new) * (usual + own).exp()).max(SHORTEST).round() as u32
    }
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small simulated numbers")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn took(card: i64, steps: u32, seconds: u32) -> Took {
        Took { card, steps, new: false, seconds }
    }

    #[test]
    fn nothing_known_is_the_first_guess() {
        let pace = Pace::default();
        assert_eq!((pace.seconds(1, 45, false), pace.seconds(1, 45, true)), (60, 85));
        assert_eq!(pace, Pace::learn(&[]));
    }

    #[test]
    fn a_long_pause_stretches_little() {
        let usual: Vec<Took> = (0..40).map(|card| took(card % 10, 45, 60)).collect();
        let mut with_pause = usual.clone();
        with_pause.push(took(3, 45, 3_000));
        let (before, after) = (Pace::learn(&usual), Pace::learn(&with_pause));
        assert_eq!(before.seconds(99, 45, false), 60);
        assert!(after.seconds(99, 45, false) <= 64, "{}", after.seconds(99, 45, false));
        assert!(after.seconds(3, 45, false) < 100);
    }

    /// Sessions of people who are quick or slow, do the steps of most cards and only look at others, mostly the same ones,
    /// differ from day to day and card to card, and now and then leave the screen open.
    #[test]
    fn sessions_take_about_as_long_as_planned() {
        let mut seed = 11_u64;
        let mut chance = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((seed >> 33) as u32) / f64::from(1_u32 << 31)
        };
        let mut errors = Vec::new();
        for _ in 0..100 {
            let quick = 0.4 + 1.8 * chance();
            let skips = chance() * 0.6;
            let cards: Vec<(i64, u32, f64, bool)> = (0..25)
                .map(|card| (card, 20 + (chance() * 100.0) as u32, 0.6 + 0.8 * chance(), chance() < skips))
                .collect();
            let mut known: Vec<Took> = Vec::new();
            for session in 0..25 {
                let pace = Pace::learn(known.get(known.len().saturating_sub(240)..).unwrap());
                let (mut planned, mut actual, mut today) = (0.0, 0.0, Vec::new());
                let of_day = 0.9 + 0.2 * chance();
                for _ in 0..7 {
                    let (card, steps, own, only_looks) = cards[(chance() * 25.0) as usize % 25];
                    let looks = only_looks != (chance() < 0.1);
                    let whole = if looks { ANSWER_SECONDS } else { steps + ANSWER_SECONDS };
                    let noise = 0.75 + 0.5 * chance();
                    let left_open = if chance() < 0.01 { 400.0 } else { 0.0 };
                    let took = f64::from(whole) * quick * own * of_day * noise + left_open;
                    planned += f64::from(pace.seconds(card, steps, false));
                    actual += took;
                    today.push(Took { card, steps, new: false, seconds: took as u32 });
                }
                known.extend(today);
                if session >= 10 {
                    errors.push(((planned - actual) / actual).abs());
                }
            }
        }
        errors.sort_by(f64::total_cmp);
        let median = errors[errors.len() / 2];
        println!("median error of a session's minutes: {:.1} %", median * 100.0);
        assert!(median < 0.15, "{median}");
    }

    proptest! {
        #[test]
        fn every_expectation_is_a_time(
            all in prop::collection::vec((0..5_i64, 0..2_000_u32, any::<bool>(), any::<u32>()), 0..60),
            steps in any::<u32>(),
        ) {
            let took: Vec<Took> =
                all.into_iter().map(|(card, steps, new, seconds)| Took { card, steps, new, seconds }).collect();
            let pace = Pace::learn(&took);
            for new in [false, true] {
                let seconds = pace.seconds(2, steps % 4_000, new);
                prop_assert!((5..=4_040 * 16).contains(&seconds), "{seconds}");
            }
        }
    }
}
