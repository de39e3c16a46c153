//! Chance that is the same on every machine: splitmix64 (Steele, Lea and Flood 2014).

/// A source of numbers, given by its seed alone.
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Whether something happens that happens with this chance.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Whole days that come with this mean, most of them few (geometric).
    #[allow(clippy::cast_possible_truncation, reason = "a few days, or some hundred at most")]
    pub fn days(&mut self, mean: f64) -> i64 {
        (self.unit().max(1e-9).ln() / (mean / (mean + 1.0)).ln()) as i64
    }
}
