//! Ways in which schedulers built on FSRS are known to go wrong, and that this one does not.

use chrono::DateTime;
use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};

use super::days::{Day, Moment, ROLLOVER_HOUR};
use super::model::{Memory, Model};
use super::recall::Recall;
use super::retention::Retention;
use super::spread::{Limits, choose_day};

#[track_caller]
fn near(got: f32, wanted: f32, tolerance: f32) {
    assert!((got - wanted).abs() <= tolerance, "{got} is not {wanted}");
}

#[test]
fn a_pair_of_zeros_is_never_taken_for_a_new_card() {
    // The crate answers an empty history with zeros, and takes zeros back for a card that is all but lost.
    let fsrs = FSRS::default();
    let zeros = fsrs.memory_state(FSRSItem { reviews: Vec::new() }, None).unwrap();
    assert_eq!(zeros, MemoryState { stability: 0.0, difficulty: 0.0 });
    near(fsrs.next_states(Some(zeros), 0.85, 5).unwrap().good.memory.stability, 0.163, 5e-4);

    assert_eq!(Memory::new(zeros.stability, zeros.difficulty), None);
    near(Model::default().after(None, 5, Recall::Good).stability(), 2.3065, 1e-4);
}

#[test]
fn no_desired_retention_gives_an_impossible_interval() {
    let (fsrs, model) = (FSRS::default(), Model::default());
    let by_crate = |wanted| fsrs.next_interval(Some(10.0), wanted, 3);
    assert_eq!(by_crate(0.0), f32::INFINITY);
    assert_eq!(by_crate(1.0), 0.0);
    near(by_crate(1.5), -9.46, 0.01);
    assert!(by_crate(-0.5).is_nan() && by_crate(f32::NAN).is_nan());
    near(by_crate(0.3), 25_081.0, 1.0);

    for (asked, used) in [(0.0, 0.70), (1.0, 0.97), (1.5, 0.97), (-0.5, 0.70), (f32::NAN, 0.85), (0.3, 0.70)] {
        let interval = model.interval(10.0, Retention::new(asked));
        assert_eq!(interval, by_crate(used), "{asked}");
        assert!((1.0..=94.0).contains(&interval), "{asked}: {interval}");
    }
}

#[test]
fn an_interval_under_a_day_still_leads_to_tomorrow() {
    let model = Model::default();
    let first = model.after(None, 0, Recall::Good);
    near(model.interval(first.stability(), Retention::new(0.95)), 0.93, 0.005);
    near(FSRS::default().next_interval(Some(10.0), 0.99, 3), 0.69, 0.005);

    let today = Day(20_000);
    for interval in [0.93, 0.69, 0.49, 0.0, -9.46, f32::NAN] {
        assert_eq!(choose_day(today, interval, &Limits::default(), 1, |_| 0), today.plus(1), "{interval}");
    }
}

#[test]
fn only_the_four_answers_reach_the_model() {
    // The crate takes any number: 0 changes nothing, 7 counts as good and makes the card as easy as can be.
    let before = MemoryState { stability: 10.0, difficulty: 5.0 };
    let by_crate = |rating| {
        let reviews = vec![FSRSReview { rating, delta_t: 10 }];
        FSRS::default().memory_state(FSRSItem { reviews }, Some(before)).unwrap()
    };
    assert_eq!(by_crate(0), before);
    assert_eq!(by_crate(7).stability, by_crate(3).stability);
    assert_eq!(by_crate(7).difficulty, 1.0);

    for rating in [0, 5, 7, u32::MAX] {
        assert_eq!(Recall::from_rating(rating), None);
    }
    for recall in Recall::ALL {
        assert_eq!(Recall::from_rating(recall.rating()), Some(*recall));
    }
}

/// Stability after a good answer, `gap` days (whichever way) after one that left stability 10 and difficulty 5.
fn good_after(gap: i64) -> f32 {
    let last = Day(20_000);
    let elapsed = last.plus(gap).since(last);
    Model::default().after(Memory::new(10.0, 5.0), elapsed, Recall::Good).stability()
}

#[test]
fn a_clock_that_jumps_back_or_ahead_does_not_blow_up_a_memory() {
    near(good_after(10), 32.0, 0.05);
    near(good_after(0), 10.0, 0.05);
    near(good_after(-1), 10.0, 0.05);
    near(good_after(-40_000), 10.0, 0.05);
    near(good_after(50 * 36_525 / 100), 202.7, 0.05);
    assert_eq!(good_after(i64::MAX), good_after(36_500));

    // What a cast of -1 to u32 would have done.
    let cast = FSRS::default().next_states(Memory::new(10.0, 5.0).map(MemoryState::from), 0.85, u32::MAX).unwrap();
    near(cast.good.memory.stability, 311.9, 0.05);
}

/// The practice day of a local time with its offset, as written in RFC 3339.
fn day(time: &str) -> Day {
    Moment::from(DateTime::parse_from_rfc3339(time).unwrap()).day(ROLLOVER_HOUR)
}

#[test]
fn both_switches_of_daylight_saving_are_one_day_wide() {
    // Berlin, spring: 02:00 becomes 03:00. New York, autumn: 02:00 becomes 01:00, so 01:30 happens twice.
    for (before, at_switch, still, next) in [
        (
            "2026-03-28T22:00:00+01:00",
            "2026-03-29T03:00:00+02:00",
            "2026-03-29T03:59:59+02:00",
            "2026-03-29T04:00:00+02:00",
        ),
        (
            "2026-10-24T22:00:00+02:00",
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T04:00:00+01:00",
        ),
        (
            "2026-03-07T22:00:00-05:00",
            "2026-03-08T03:00:00-04:00",
            "2026-03-08T03:59:59-04:00",
            "2026-03-08T04:00:00-04:00",
        ),
        (
            "2026-10-31T22:00:00-04:00",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T01:30:00-05:00",
            "2026-11-01T04:00:00-05:00",
        ),
    ] {
        assert_eq!(day(at_switch).since(day(before)), 0, "{at_switch}");
        assert_eq!(day(still).since(day(before)), 0, "{still}");
        assert_eq!(day(next).since(day(before)), 1, "{next}");
        assert_eq!(day(before).since(day(next)), 0, "backwards");
    }
}

#[test]
fn travel_never_gives_a_negative_gap() {
    // A minute to four in Auckland, then half an hour of flight later by the clock of Honolulu: the day before.
    let (auckland, honolulu) = (day("2026-05-02T08:00:00+12:00"), day("2026-05-01T10:30:00-10:00"));
    assert!(honolulu < auckland);
    assert_eq!(honolulu.since(auckland), 0);
}
