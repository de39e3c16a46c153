//! The 21 numbers that the model of memory is made of.

/// How many weights FSRS-6 has.
pub const COUNT: usize = 21;

/// Place of the weight that says how flat the forgetting curve is (the decay), the last one.
pub(super) const DECAY: usize = 20;

/// The range that FSRS brings each weight into: `parameter_clipper.rs` of the crate fsrs 6.6.2, as `FSRS::new` calls
/// it (one relearning step, no floor for same-day practice). A test compares each bound with the crate's behaviour.
const RANGES: [(f32, f32); COUNT] = [
    (0.001, 100.0), // 0..=3: stability after a first answer, days
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0), // 4..=7: difficulty
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5), // 8..=10: stability after recall
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0), // 11..=14: stability after forgetting
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0), // 15: with effort
    (1.0, 6.0), // 16: easily
    (0.0, 2.0), // 17..=19: again on the same day
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8), // 20: decay
];

/// Says why numbers are no weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadParameters {
    /// There are as many as no version of FSRS has.
    #[error("FSRS has 17, 19 or 21 parameters (or none, for the defaults), not {0}")]
    Count(usize),
    /// The parameter at this place, counted from 0, is not a number or not finite.
    #[error("parameter {0} (counted from 0) is not a finite number")]
    NotFinite(usize),
    /// They are of an older version, and this one, counted from 0, has no meaning in the current version.
    #[error("parameter {0} (counted from 0) cannot be converted to the current version of FSRS")]
    NotConvertible(usize),
}

/// Returns the 21 weights that `given` stand for: converted if they are of an older version, the defaults if there are
/// none, and each brought silently into the range that FSRS allows it, exactly as `FSRS::new` does.
///
/// # Errors
///
/// If there are not 0, 17, 19 or 21 of them, or if one is not finite, before or after the conversion.
pub(super) fn fill(given: &[f32]) -> Result<[f32; COUNT], BadParameters> {
    if !matches!(given.len(), 0 | 17 | 19 | COUNT) {
        return Err(BadParameters::Count(given.len()));
    }
    if let Some(place) = given.iter().position(|weight| !weight.is_finite()) {
        return Err(BadParameters::NotFinite(place));
    }
    // Only the older versions can fail from here on, and of those only weight 5, which ends up in a logarithm.
    let Ok(filled) = fsrs::check_and_fill_parameters(given) else { return Err(BadParameters::NotConvertible(5)) };
    let Ok(mut weights) = <[f32; COUNT]>::try_from(filled) else { return Err(BadParameters::Count(given.len())) };
    for (weight, (low, high)) in weights.iter_mut().zip(RANGES) {
        *weight = weight.clamp(low, high);
    }
    Ok(weights)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
mod tests {
    use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview};

    use super::*;

    /// What a weight does to some telling histories and curves, in bits: among the defaults, and among weights that
    /// keep difficulties off their lowest value and relapses off their highest.
    fn behaviour(place: usize, value: f32) -> Vec<u32> {
        let mut gentle = DEFAULT_PARAMETERS;
        gentle[5] = 0.3;
        gentle[11] = 0.3;
        gentle[place] = value;
        [traces(&with(place, value)), traces(&gentle)].concat()
    }

    fn traces(weights: &[f32]) -> Vec<u32> {
        let fsrs = FSRS::new(weights).unwrap();
        let mut seen = Vec::new();
        for first in 1..=4 {
            for (second, gap) in [(1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (1, 30), (2, 7), (3, 30), (4, 30)] {
                let reviews = [(first, 0), (3, 2), (second, gap)];
                let reviews = reviews.map(|(rating, delta_t)| FSRSReview { rating, delta_t }).to_vec();
                for state in fsrs.historical_memory_states(FSRSItem { reviews }, None).unwrap() {
                    seen.extend([state.stability.to_bits(), state.difficulty.to_bits()]);
                }
            }
        }
        seen.extend([0.7, 0.97].map(|wanted| fsrs.next_interval(Some(10.0), wanted, 3).to_bits()));
        seen
    }

    fn with(place: usize, value: f32) -> [f32; COUNT] {
        let mut weights = DEFAULT_PARAMETERS;
        weights[place] = value;
        weights
    }

    #[test]
    fn the_ranges_are_those_of_the_crate() {
        for (place, (low, high)) in RANGES.into_iter().enumerate() {
            for (bound, outside, inside) in [(low, low - 0.5, low * 1.01 + 1e-4), (high, high + 0.5, high * 0.99)] {
                let at_bound = behaviour(place, bound);
                assert!(at_bound == behaviour(place, outside), "weight {place} goes beyond {bound}");
                // Every difficulty is 1 long before weight 5 reaches its upper bound, so nothing can be told from it.
                let telling = place != 5 || bound == low;
                assert!(!telling || at_bound != behaviour(place, inside), "weight {place} stops before {bound}");
                assert_eq!(fill(&with(place, outside)).unwrap()[place], bound);
                assert_eq!(fill(&with(place, inside)).unwrap()[place], inside);
            }
        }
    }

    #[test]
    fn none_means_the_defaults_and_the_defaults_are_in_range() {
        assert_eq!(fill(&[]), Ok(DEFAULT_PARAMETERS));
        assert_eq!(fill(&DEFAULT_PARAMETERS), Ok(DEFAULT_PARAMETERS));
    }

    #[test]
    fn older_versions_are_converted() {
        let nineteen = fill(&DEFAULT_PARAMETERS[..19]).unwrap();
        assert_eq!(nineteen[..19], DEFAULT_PARAMETERS[..19]);
        assert_eq!(nineteen[19..], [0.0, fsrs::FSRS5_DEFAULT_DECAY]);
        let seventeen = fill(&DEFAULT_PARAMETERS[..17]).unwrap();
        assert_eq!(seventeen[17..], [0.0, 0.0, 0.0, fsrs::FSRS5_DEFAULT_DECAY]);
    }

    #[test]
    fn refusals_name_the_trouble() {
        assert_eq!(fill(&[1.0; 5]), Err(BadParameters::Count(5)));
        assert_eq!(fill(&[1.0; 22]), Err(BadParameters::Count(22)));
        for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert_eq!(fill(&with(7, broken)), Err(BadParameters::NotFinite(7)));
        }
        let mut old = [1.0; 17];
        old[5] = -1.0;
        assert_eq!(fill(&old), Err(BadParameters::NotConvertible(5)));
        old[5] = f32::MAX;
        assert_eq!(fill(&old), Err(BadParameters::NotConvertible(5)));
        assert_eq!(
            BadParameters::Count(5).to_string(),
            "FSRS has 17, 19 or 21 parameters (or none, for the defaults), not 5"
        );
    }
}
