//! An optional fair test of two techniques: pairs in an order that chance gives, and what they show.

use super::chance::{Draws, Normal};
use super::constants::{FAIR_CLOSE, FAIR_NOISE, FAIR_PAIRS, FAIR_PRIOR, HIGH_DISTRESS};
use super::levels::Usual;
use super::uses::Use;

/// What a fair test shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fair {
    /// Pairs.
    pub pairs: usize,
    /// Mean difference, in points; above 0 when the first is better.
    pub mean: f64,
    /// Pooled variance of a difference.
    pub noise: f64,
    /// What is believed of the difference.
    pub difference: Normal,
    /// Exact two-sided sign-flip p, 0 to 1: how often chance alone makes a mean as far from 0.
    pub sign_flip: f64,
}

/// Returns whether the first technique comes first, for each pair, as the seed has it.
pub fn order(seed: u64, pairs: usize) -> Vec<bool> {
    let mut draws = Draws::new(seed);
    (0..pairs).map(|_| draws.bits() >> 63 == 1).collect()
}

/// Tells whether it is the first technique's turn after so many uses of the test, in the order that the seed gives;
/// `None` when all pairs are complete.
pub fn turn(seed: u64, taken: usize) -> Option<bool> {
    let first_comes_first = *order(seed, FAIR_PAIRS).get(taken / 2)?;
    Some(first_comes_first == taken.is_multiple_of(2))
}

/// How far a test is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Corrected benefits of the complete pairs, in points: the first technique's, the second's.
    pub pairs: Vec<(f64, f64)>,
    /// Uses that were taken so far, twice as many as pairs or one more.
    pub taken: usize,
    /// Whether the first technique is next; `None` when all pairs are complete.
    pub next: Option<bool>,
}

/// Gathers the uses of a test: each is that of the technique whose turn it was, picked for the moment, not in high
/// distress, and one that the model takes (rated before and after, with room, alone). `uses` come in order of time, each
/// with whether it is the first technique's; all others are left out.
pub fn gather(usual: &Usual, seed: u64, uses: impl IntoIterator<Item = (bool, Use)>) -> Progress {
    let mut benefits: Vec<f64> = Vec::new();
    let mut pairs = Vec::new();
    for (first, one) in uses {
        let Some(turn) = turn(seed, benefits.len()) else { break };
        let calm = one.distress.before.is_none_or(|level| level < HIGH_DISTRESS);
        let Some((before, after)) = one.on(usual.axis).both() else { continue };
        if turn != first || !calm || !one.alone || !usual.axis.has_room(before) {
            continue;
        }
        let benefit = usual.corrected(before, after);
        if let (1, Some(other)) = (benefits.len() % 2, benefits.last()) {
            pairs.push(if first { (benefit, *other) } else { (*other, benefit) });
        }
        benefits.push(benefit);
    }
    Progress { pairs, next: turn(seed, benefits.len()), taken: benefits.len() }
}

impl Fair {
    /// Says in words what it shows: `A looks better for you, about 19 to 1, but six pairs is little.`
    pub fn words(&self, first: &str, second: &str) -> String {
        const NUMBERS: [&str; FAIR_PAIRS + 1] = ["no", "one", "two", "three", "four", "five", "six"];
        let above = self.difference.above(0.0);
        let (better, chance) = if above >= 0.5 { (first, above) } else { (second, 1.0 - above) };
        let count = NUMBERS.get(self.pairs).map_or_else(|| self.pairs.to_string(), |word| (*word).to_owned());
        let pairs = format!("{count} {} little", if self.pairs == 1 { "pair is" } else { "pairs is" });
        if chance < FAIR_CLOSE {
            return format!("The two look much alike for you so far, and {pairs}.");
        }
        let odds = chance / (1.0 - chance);
        let odds = if odds >= 100.0 { "more than 99".to_owned() } else { format!("about {odds:.0}") };
        format!("{better} looks better for you, {odds} to 1, but {pairs}.")
    }
}

/// Evaluates pairs of corrected benefits, the first technique's and the second's; `None` without a pair. Up to 20
/// pairs are flipped exactly.
pub fn evaluate(pairs: &[(f64, f64)]) -> Option<Fair> {
    if pairs.is_empty() || pairs.len() > 20 {
        return None;
    }
    let differences: Vec<f64> = pairs.iter().map(|(one, other)| one - other).collect();
    let n = differences.len() as f64;
    let sum: f64 = differences.iter().sum();
    let mean = sum / n;
    let squares: f64 = differences.iter().map(|d| (d - mean).powi(2)).sum();
    let noise = (FAIR_NOISE.0 * FAIR_NOISE.1 + squares) / (FAIR_NOISE.0 + n - 1.0);
    let variance = noise / n;
    let precision = 1.0 / variance + 1.0 / FAIR_PRIOR;
    let flips = 1_u32 << differences.len();
    let as_far = (0..flips)
        .filter(|flip| {
            let signed = differences.iter().enumerate().map(|(at, d)| if flip >> at & 1 == 1 { -d } else { *d });
            signed.sum::<f64>().abs() >= sum.abs() - 1e-9
        })
        .count();
    Some(Fair {
        pairs: pairs.len(),
        mean,
        noise,
        difference: Normal { mean: mean / variance / precision, variance: 1.0 / precision },
        sign_flip: as_far as f64 / f64::from(flips),
    })
}
