//! FSRS-6 written down a second time, in `f64` and from its published formulas, to check the crate against.

/// The weights as the crate names them, w0 to w20.
pub type Weights = [f64; 21];

/// The default weights of FSRS-6, typed in afresh.
pub const DEFAULTS: Weights = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// Chance of recall after `days`.
pub fn recall_chance(decay: f64, days: f64, stability: f64) -> f64 {
    (1.0 + (0.9_f64.powf(-1.0 / decay) - 1.0) * days / stability).powf(-decay)
}

/// Difficulty after a first answer, before it is brought into 1 to 10.
pub fn first_difficulty(w: &Weights, rating: u32) -> f64 {
    w[4] - (w[5] * f64::from(rating - 1)).exp() + 1.0
}

/// Difficulty after any other answer.
pub fn next_difficulty(w: &Weights, difficulty: f64, rating: u32) -> f64 {
    let moved = difficulty - w[6] * (f64::from(rating) - 3.0) * (10.0 - difficulty) / 9.0;
    (w[7] * first_difficulty(w, 4) + (1.0 - w[7]) * moved).clamp(1.0, 10.0)
}

/// Stability after recall on a later day, at a chance of recall of `chance`.
pub fn after_success(w: &Weights, stability: f64, difficulty: f64, chance: f64, rating: u32) -> f64 {
    let bonus = match rating {
        2 => w[15],
        4 => w[16],
        _ => 1.0,
    };
    let surprise = (w[10] * (1.0 - chance)).exp() - 1.0;
    stability * (1.0 + w[8].exp() * (11.0 - difficulty) * stability.powf(-w[9]) * surprise * bonus)
}

/// Stability after forgetting on a later day, at a chance of recall of `chance`.
pub fn after_failure(w: &Weights, stability: f64, difficulty: f64, chance: f64) -> f64 {
    let fresh =
        w[11] * difficulty.powf(-w[12]) * ((stability + 1.0).powf(w[13]) - 1.0) * (w[14] * (1.0 - chance)).exp();
    fresh.min(stability / (w[17] * w[18]).exp())
}

/// Stability after another answer on the same day; only forgetting may lower it.
pub fn same_day(w: &Weights, stability: f64, rating: u32) -> f64 {
    let growth = (w[17] * (f64::from(rating) - 3.0 + w[18])).exp() * stability.powf(-w[19]);
    stability * if rating >= 2 { growth.max(1.0) } else { growth }
}

/// Stability and difficulty after an answer `days` after the last.
pub fn after(w: &Weights, (stability, difficulty): (f64, f64), days: u32, rating: u32) -> (f64, f64) {
    let chance = recall_chance(w[20], f64::from(days), stability);
    let next = match (days, rating) {
        (0, _) => same_day(w, stability, rating),
        (_, 1) => after_failure(w, stability, difficulty, chance),
        _ => after_success(w, stability, difficulty, chance, rating),
    };
    (next.clamp(0.001, 36_500.0), next_difficulty(w, difficulty, rating))
}
