//! Normal and beta distributions, and draws that a seed gives again.

use statrs::function::beta::{beta_reg, inv_beta_reg};
use statrs::function::erf::erfc;

/// Chance that a standard normal number lies below `z`.
pub fn phi(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// A normal distribution: what is believed of one number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    /// Mean.
    pub mean: f64,
    /// Variance, above 0.
    pub variance: f64,
}

impl Normal {
    /// Returns the standard deviation.
    pub fn sd(&self) -> f64 {
        self.variance.sqrt()
    }

    /// Returns the chance that the number lies above `at`.
    pub fn above(&self, at: f64) -> f64 {
        phi((self.mean - at) / self.sd())
    }

    /// Returns the interval that holds it with 90%: low, high.
    pub fn ninety(&self) -> (f64, f64) {
        let half = super::constants::NINETY * self.sd();
        (self.mean - half, self.mean + half)
    }
}

/// A beta distribution of a share, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// Pseudo-count of yes, above 0.
    pub yes: f64,
    /// Pseudo-count of no, above 0.
    pub no: f64,
}

impl Beta {
    /// Returns the mean.
    pub fn mean(&self) -> f64 {
        self.yes / (self.yes + self.no)
    }

    /// Returns the chance that the share lies above `at`, 0 to 1.
    pub fn above(&self, at: f64) -> f64 {
        1.0 - beta_reg(self.yes, self.no, at.clamp(0.0, 1.0))
    }

    /// Returns the share below which it lies with the chance `at`, 0 to 1.
    pub fn point(&self, at: f64) -> f64 {
        inv_beta_reg(self.yes, self.no, at.clamp(0.0, 1.0))
    }
}

/// Numbers that look like chance and that the same seed gives again: splitmix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone, Copy)]
pub struct Draws(u64);

impl Draws {
    /// Begins at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number above 0, up to and with 1.
    pub fn unit(&mut self) -> f64 {
        ((self.bits() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a number of the standard normal distribution (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (one, other) = (self.unit(), self.unit());
        (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, within: f64) {
        assert!((found - expected).abs() < within, "{found} is not {expected}");
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        // Abramowitz and Stegun, table 26.1.
        for (z, p) in [(0.0, 0.5), (1.0, 0.841_344_746_1), (1.645, 0.950_015_094_5), (2.0, 0.977_249_868_1)] {
            near(phi(z), p, 1e-9);
            near(phi(-z), 1.0 - p, 1e-9);
        }
        near(phi(-6.0), 9.865_876e-10, 1e-15);
    }

    #[test]
    fn the_beta_distribution_is_that_of_whole_numbers() {
        // For whole a and b, P(p <= x) is a binomial tail: a = 2, b = 3 at 0.4 gives 0.5248.
        near(1.0 - Beta { yes: 2.0, no: 3.0 }.above(0.4), 0.5248, 1e-12);
        near(Beta { yes: 1.0, no: 1.0 }.point(0.1), 0.1, 1e-12);
        let beta = Beta { yes: 4.0, no: 10.0 };
        near(1.0 - beta.above(beta.point(0.37)), 0.37, 1e-9);
    }

    #[test]
    fn draws_have_the_mean_and_spread_of_a_normal_distribution() {
        let mut draws = Draws::new(1);
        let all: Vec<f64> = (0..20_000).map(|_| draws.normal()).collect();
        let mean = all.iter().sum::<f64>() / 20_000.0;
        near(mean, 0.0, 0.03);
        near(all.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / 20_000.0, 1.0, 0.03);
        assert_eq!(Draws::new(7).bits(), Draws::new(7).bits());
    }
}
