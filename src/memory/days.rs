//! Practice days: local calendar days that begin at 04:00, or at the hour the person chose.

use std::fmt;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// The hour at which a practice day begins unless the person chose another.
pub const ROLLOVER_HOUR: u32 = 4;

/// Longest gap between two reviews that is counted, in days (a hundred years).
pub const LONGEST_GAP: u32 = 36_500;

/// A moment: UTC milliseconds since 1970 and the local offset then, so that local days survive travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub utc_ms: i64,
    /// Minutes that local time is ahead of UTC, -1,439 to 1,439.
    pub offset_minutes: i32,
}

impl Moment {
    /// Returns the moment as local date and time; `None` outside the years that a calendar can write.
    pub fn local(self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(self.offset_minutes.checked_mul(60)?)?;
        Some(Utc.timestamp_millis_opt(self.utc_ms).single()?.with_timezone(&offset))
    }

    /// Returns the practice day that the moment belongs to, for days that begin at `rollover_hour` (0 to 23).
    pub fn day(self, rollover_hour: u32) -> Day {
        let local_ms = self.utc_ms.saturating_add(i64::from(self.offset_minutes) * 60_000);
        let shifted = local_ms.saturating_sub(i64::from(rollover_hour) * 3_600_000);
        let days = shifted.div_euclid(86_400_000);
        Day(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }
}

impl From<DateTime<FixedOffset>> for Moment {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self { utc_ms: at.timestamp_millis(), offset_minutes: at.offset().local_minus_utc() / 60 }
    }
}

/// A practice day, counted from 1970-01-01. Written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub i32);

impl Day {
    /// Returns the calendar date; days too far off for a calendar become its last or first date.
    pub fn date(self) -> NaiveDate {
        let start = NaiveDate::default();
        start.checked_add_signed(Duration::days(i64::from(self.0))).unwrap_or(if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
    }

    /// Returns the day `days` later, staying within what can be counted.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let sum = i64::from(self.0).saturating_add(days);
        Self(i32::try_from(sum).unwrap_or(if sum < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Returns the days from `earlier` to this one, 0 when the clock went back, [`LONGEST_GAP`] at most.
    pub fn since(self, earlier: Self) -> u32 {
        let gap = i64::from(self.0) - i64::from(earlier.0);
        u32::try_from(gap.clamp(0, i64::from(LONGEST_GAP))).unwrap_or(0)
    }

    /// Returns the weekday, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u32 {
        self.date().weekday().num_days_from_monday()
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        Self(i32::try_from(days).unwrap_or(0))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = chrono::ParseError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Self::from)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date().format("%Y-%m-%d").to_string())
    }
}
