//! Numbers, times and days as people say them.

use chrono::NaiveDate;

use crate::memory::days::{Day, Moment};

/// Numbers, times and days as people say them.
pub struct AmountWords {
    /// Which of how many.
    pub of: fn(usize, usize) -> String,
    /// A number of practices.
    pub practices: fn(usize) -> String,
    /// A time in seconds, in minutes.
    pub minutes: fn(u32) -> String,
    /// A number of breaths.
    pub breaths: fn(usize) -> String,
    /// Joins names.
    pub listed: fn(&[&str]) -> String,
    /// When a day is, seen from today: the day, today.
    pub when: fn(Day, Day) -> String,
    /// When a day was, seen from today: the day, today.
    pub then: fn(Day, Day) -> String,
    /// When a moment was, on the clock of those who were there.
    pub at: fn(Moment) -> String,
    /// That the clock jumped by these hours since the last entry, where nobody can be asked.
    pub jumped: fn(i64) -> String,
    /// A date.
    pub date: fn(NaiveDate) -> String,
    /// From a day on.
    pub from_day: fn(NaiveDate) -> String,
    /// A day of a month.
    pub day: fn(NaiveDate) -> String,
    /// A day of a month, short.
    pub short_day: fn(NaiveDate) -> String,
    /// A month, short.
    pub short_month: fn(NaiveDate) -> String,
    /// The days of a week from Monday on, short and equally wide.
    pub short_weekdays: [&'static str; 7],
    /// Seconds that are left.
    pub seconds_left: fn(u32) -> String,
    /// The clock stands still.
    pub paused: &'static str,
}
