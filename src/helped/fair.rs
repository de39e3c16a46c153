//! An optional fair test of two techniques: pairs in an order that chance gives, and what they show.

use super::chance::{Draws, Normal};
use super::constants::{FAIR_NOISE, FAIR_PRIOR};

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
