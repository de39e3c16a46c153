//! Which of the daily backups are kept: the last days each, then one a week, then one a month.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::memory::days::Day;

/// How many days have a backup each. Our judgement: a mistake is mostly noticed within a week.
pub const DAILY: usize = 7;

/// How many weeks have one, the last day of each. Our judgement.
pub const WEEKLY: usize = 8;

/// How many months have one, the last day of each. Our judgement.
pub const MONTHLY: usize = 12;

/// Returns the days whose backups are kept. Days, weeks and months are counted where there is a backup, so that a time
/// away takes none of them.
pub fn kept(days: &BTreeSet<Day>) -> BTreeSet<Day> {
    let week = |day: &Day| {
        let week = day.date().iso_week();
        (week.year(), week.week())
    };
    let month = |day: &Day| (day.date().year(), day.date().month());
    let mut kept = last_of_each(days, DAILY, |day| *day);
    kept.extend(last_of_each(days, WEEKLY, week));
    kept.extend(last_of_each(days, MONTHLY, month));
    kept
}

/// Returns the last day of each of the newest `count` spans.
fn last_of_each<T: PartialEq>(days: &BTreeSet<Day>, count: usize, span: impl Fn(&Day) -> T) -> BTreeSet<Day> {
    let mut last = BTreeSet::new();
    let mut before = None;
    for day in days.iter().rev() {
        let its = Some(span(day));
        if its != before {
            if last.len() == count {
                break;
            }
            last.insert(*day);
            before = its;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::try_from(text.to_owned()).unwrap()
    }

    /// Makes a backup each day from a day on, and lets go after each as the program does.
    fn lived(first: Day, days: i64) -> Vec<String> {
        let mut have = BTreeSet::new();
        for n in 0..days {
            have.insert(first.plus(n));
            have = kept(&have);
        }
        have.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn after_a_year_of_days_there_are_seven_days_eight_weeks_twelve_months() {
        assert_eq!(
            lived(day("2025-11-25"), 365),
            [
                "2025-12-31",
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
                "2026-04-30",
                "2026-05-31",
                "2026-06-30",
                "2026-07-31",
                "2026-08-31",
                "2026-09-30",
                "2026-10-11",
                "2026-10-18",
                "2026-10-25",
                "2026-10-31",
                "2026-11-01",
                "2026-11-08",
                "2026-11-15",
                "2026-11-18",
                "2026-11-19",
                "2026-11-20",
                "2026-11-21",
                "2026-11-22",
                "2026-11-23",
                "2026-11-24"
            ]
        );
    }

    #[test]
    fn a_time_away_takes_nothing() {
        let mut have: BTreeSet<Day> = (0..7).map(|n| day("2026-01-05").plus(n)).collect();
        have.insert(day("2027-03-01"));
        assert_eq!(kept(&have).len(), 7, "six days of that week, and the day of coming back");
        assert!(kept(&have).contains(&day("2026-01-11")));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_a_bounded_part_with_the_newest_in_it(days in prop::collection::btree_set(0..4_000_i32, 0..80)) {
            let days: BTreeSet<Day> = days.into_iter().map(Day).collect();
            let kept = kept(&days);
            prop_assert!(kept.is_subset(&days));
            prop_assert!(kept.len() <= DAILY + WEEKLY + MONTHLY);
            prop_assert!(days.iter().rev().take(DAILY).all(|day| kept.contains(day)));
            prop_assert_eq!(&super::kept(&kept), &kept, "letting go again takes nothing");
        }
    }
}
