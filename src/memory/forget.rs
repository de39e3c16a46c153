//! How much may be lost: what planning weighs when the day is too short for every card.

use super::days::Day;
use super::model::{Memory, Model};

/// Returns the chance, 0 to 1, that a card last practised on `last` would not come to mind on `today`.
///
/// 0 on the day of the practice, and when the clock went back.
pub fn risk(model: &Model, memory: Memory, last: Day, today: Day) -> f32 {
    1.0 - model.recall_chance(memory, today.since(last))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
mod tests {
    use super::*;

    #[test]
    fn risk_grows_from_nothing_to_a_tenth_at_the_stability() {
        let (model, last) = (Model::default(), Day(20_000));
        let memory = Memory::new(10.0, 5.0).unwrap();
        let on = |days: i64| risk(&model, memory, last, last.plus(days));
        assert_eq!(on(0), 0.0);
        assert_eq!(on(-400), 0.0);
        assert!((on(10) - 0.1).abs() < 1e-6);
        assert!((0..400).all(|day| on(day) < on(day + 1)));
        assert!(on(i64::MAX) < 1.0);
    }
}
