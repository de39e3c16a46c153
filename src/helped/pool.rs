//! Partial pooling: each technique borrows from the average of all, the more the less it was used. Closed form.

use super::chance::{Normal, phi};
use super::constants::{MU, MU_VARIANCE, NOISE, NOISE_WEIGHT, STATE_VARIANCE, TAU2};
use super::levels::Usual;
use super::sums::{Group, Sums};

/// All techniques on one axis, pooled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pool {
    /// What is usual, by which drift is corrected.
    pub usual: Usual,
    /// Techniques with at least one use.
    pub techniques: i64,
    /// Uses.
    pub uses: i64,
    /// Noise of one use, a variance.
    pub sigma2: f64,
    /// Benefit of the average technique, in points.
    pub mu: f64,
    /// Variance of that.
    pub mu_variance: f64,
}

/// What is believed of one technique.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Believed {
    /// Its benefit, in points.
    pub benefit: Normal,
    /// The share that it takes from the average, 0 to 1; 1 when it was never used.
    pub borrowed: f64,
}

impl Pool {
    /// Pools techniques, grouped by how often they were used.
    pub fn new(usual: Usual, groups: impl IntoIterator<Item = Group>) -> Self {
        let groups: Vec<Group> = groups.into_iter().filter(|group| group.n > 0 && group.cards > 0).collect();
        let techniques: i64 = groups.iter().map(|group| group.cards).sum();
        let uses: i64 = groups.iter().map(|group| group.n * group.cards).sum();
        let squares: f64 = groups.iter().map(|group| group.within(usual.rho)).sum();
        let sigma2 = (NOISE_WEIGHT * NOISE + squares) / (NOISE_WEIGHT + (uses - techniques) as f64);
        let (mut precision, mut weighted) = (1.0 / MU_VARIANCE, MU / MU_VARIANCE);
        for group in &groups {
            let variance = sigma2 / group.n as f64 + TAU2;
            precision += group.cards as f64 / variance;
            weighted += group.sum_of_means(&usual) / variance;
        }
        Self { usual, techniques, uses, sigma2, mu: weighted / precision, mu_variance: 1.0 / precision }
    }

    /// Pools techniques one by one.
    pub fn of<'a>(usual: Usual, techniques: impl IntoIterator<Item = &'a Sums>) -> Self {
        Self::new(usual, techniques.into_iter().map(Group::of))
    }

    /// Returns what is believed of a technique that is in the pool.
    pub fn believed(&self, sums: &Sums) -> Believed {
        let Some(mean) = sums.corrected_mean(&self.usual) else {
            return Believed { benefit: self.untried(), borrowed: 1.0 };
        };
        let variance = self.sigma2 / sums.n as f64;
        let borrowed = variance / (variance + TAU2);
        Believed {
            benefit: Normal {
                mean: borrowed * self.mu + (1.0 - borrowed) * mean,
                variance: (1.0 - borrowed) * variance + borrowed * borrowed * self.mu_variance,
            },
            borrowed,
        }
    }

    /// Returns what is believed of a technique that was never tried.
    pub fn untried(&self) -> Normal {
        Normal { mean: self.mu, variance: TAU2 + self.mu_variance }
    }

    /// Returns the chance that one technique is better than another of the same pool.
    pub fn better(&self, one: &Believed, other: &Believed) -> f64 {
        let shared = 2.0 * one.borrowed * other.borrowed * self.mu_variance;
        let variance = one.benefit.variance + other.benefit.variance - shared;
        phi((one.benefit.mean - other.benefit.mean) / variance.max(f64::EPSILON).sqrt())
    }

    /// Returns what is believed of a technique in one state. This pool is that of all other states, `others` the uses
    /// there and `here` those in the state, so that no use counts twice.
    pub fn in_state(&self, others: &Sums, here: &Sums) -> Normal {
        cell(self.believed(others).benefit, self.sigma2, here.corrected_mean(&self.usual).map(|mean| (mean, here.n)))
    }
}

/// Combines what other states say of a technique with its uses in one state: their mean and number.
pub fn cell(others: Normal, sigma2: f64, here: Option<(f64, i64)>) -> Normal {
    let prior = others.variance + STATE_VARIANCE;
    let Some((mean, n)) = here else { return Normal { mean: others.mean, variance: prior } };
    let weight = n as f64 / sigma2;
    let precision = 1.0 / prior + weight;
    Normal { mean: (others.mean / prior + mean * weight) / precision, variance: 1.0 / precision }
}
