//! Clocks that jump: told from the last entry of the record, so that a person is asked before days are counted wrong.

use super::days::Moment;

/// Hours behind the last entry from which a clock is asked about: more than travel and daylight saving can make
/// (our judgement, from the design).
pub const BACK_HOURS: i64 = 36;

/// Hours after the last entry from which a clock is asked about when the program begins: half a year. Weeks and months
/// away are usual, and nobody is asked about those (our judgement).
pub const AWAY_HOURS: i64 = 180 * 24;

/// Hours from one moment to the next, while the program runs, from which a clock is asked about (our judgement).
pub const RUNNING_HOURS: i64 = 36;

/// Returns the whole hours from `last` to `now` if it is more than [`BACK_HOURS`] back (below 0) or more than
/// `ahead_hours` ahead; `None` otherwise.
pub fn jump(last: Moment, now: Moment, ahead_hours: i64) -> Option<i64> {
    let passed = now.utc_ms.saturating_sub(last.utc_ms);
    let hour = 3_600_000;
    (passed < -BACK_HOURS * hour || passed > ahead_hours.saturating_mul(hour)).then_some(passed / hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(hours: i64, offset_minutes: i32) -> Option<i64> {
        let last = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 60 };
        let now = Moment { utc_ms: last.utc_ms.saturating_add(hours.saturating_mul(3_600_000)), offset_minutes };
        jump(last, now, AWAY_HOURS)
    }

    #[test]
    fn only_what_no_journey_and_no_absence_makes_is_a_jump() {
        for usual in [0, 1, -1, -36, 24 * 60, 24 * 180] {
            assert_eq!(after(usual, 60), None, "{usual}");
        }
        // Around the world the time stays the same.
        assert_eq!((after(0, -720), after(0, 840)), (None, None));
        for odd in [-37, -24 * 365, 24 * 180 + 1, 24 * 365] {
            assert_eq!(after(odd, 60), Some(odd), "{odd}");
        }
        assert!(after(i64::MAX, 0).is_some() && after(i64::MIN, 0).is_some());
    }
}
