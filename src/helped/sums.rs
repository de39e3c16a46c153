//! Sufficient statistics: all that the model needs of many uses, in whole numbers, so that adding and taking away
//! is exact.

use super::levels::Usual;

/// Sums over the uses of one technique, on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Uses.
    pub n: i64,
    /// Sum of levels before.
    pub x: i64,
    /// Sum of levels after.
    pub y: i64,
    /// Sum of squares before.
    pub xx: i64,
    /// Sum of products.
    pub xy: i64,
    /// Sum of squares after.
    pub yy: i64,
}

impl Sums {
    /// Adds a use.
    pub fn add(&mut self, before: u8, after: u8) {
        let (x, y) = (i64::from(before), i64::from(after));
        *self = self.with(Self { n: 1, x, y, xx: x * x, xy: x * y, yy: y * y });
    }

    /// Returns the sums of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            xy: self.xy + other.xy,
            yy: self.yy + other.yy,
        }
    }

    /// Returns the sums without those of `other`, which are among them.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            n: self.n - other.n,
            x: self.x - other.x,
            y: self.y - other.y,
            xx: self.xx - other.xx,
            xy: self.xy - other.xy,
            yy: self.yy - other.yy,
        }
    }

    /// Returns the mean benefit as it looks; `None` without a use.
    pub fn raw_mean(&self, usual: &Usual) -> Option<f64> {
        (self.n > 0).then(|| usual.axis.sign() * (self.x - self.y) as f64 / self.n as f64)
    }

    /// Returns the mean benefit beyond the expected drift; `None` without a use.
    ///
    /// For distress a = ρx − y + (1 − ρ)m; for connection the same with the other sign.
    pub fn corrected_mean(&self, usual: &Usual) -> Option<f64> {
        let mean = |n: f64| (usual.rho * self.x as f64 - self.y as f64) / n + (1.0 - usual.rho) * usual.level;
        (self.n > 0).then(|| usual.axis.sign() * mean(self.n as f64))
    }
}

/// Techniques that were used equally often, taken together: the pool needs no more of them than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    /// How often each was used.
    pub n: i64,
    /// How many techniques.
    pub cards: i64,
    /// Sum of their levels before.
    pub x: i64,
    /// Sum of their levels after.
    pub y: i64,
    /// Sum over techniques of n·Σx² − (Σx)².
    pub qxx: i64,
    /// Sum over techniques of n·Σxy − Σx·Σy.
    pub qxy: i64,
    /// Sum over techniques of n·Σy² − (Σy)².
    pub qyy: i64,
}

impl Group {
    /// Makes the group of one technique; of none when it was never used.
    pub const fn of(sums: &Sums) -> Self {
        let Sums { n, x, y, xx, xy, yy } = *sums;
        let cards = if n > 0 { 1 } else { 0 };
        Self { n, cards, x, y, qxx: n * xx - x * x, qxy: n * xy - x * y, qyy: n * yy - y * y }
    }

    /// Returns both groups together; they have the same `n`, or one of them is empty.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            n: if self.cards == 0 { other.n } else { self.n },
            cards: self.cards + other.cards,
            x: self.x + other.x,
            y: self.y + other.y,
            qxx: self.qxx + other.qxx,
            qxy: self.qxy + other.qxy,
            qyy: self.qyy + other.qyy,
        }
    }

    /// Returns the sum of squares within its techniques, of corrected benefits.
    pub(super) fn within(&self, rho: f64) -> f64 {
        if self.n == 0 {
            return 0.0;
        }
        (rho * rho * self.qxx as f64 - 2.0 * rho * self.qxy as f64 + self.qyy as f64) / self.n as f64
    }

    /// Returns the sum of the corrected means of its techniques.
    pub(super) fn sum_of_means(&self, usual: &Usual) -> f64 {
        if self.n == 0 {
            return 0.0;
        }
        let drift = (1.0 - usual.rho) * usual.level * self.cards as f64;
        usual.axis.sign() * ((usual.rho * self.x as f64 - self.y as f64) / self.n as f64 + drift)
    }
}
