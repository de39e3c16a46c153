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
        // A log holds two days an answer, all of them written so; the calendar's own reader takes ten times as long.
        if let Some(date) = plain(text.as_bytes()) {
            return Ok(Self::from(date));
        }
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Self::from)
    }
}

/// Reads a date of ten characters, `YYYY-MM-DD`; `None` for anything else.
fn plain(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[&u8]| {
        digits
            .iter()
            .try_fold(0_u32, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(**digit - b'0')))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date().format("%Y-%m-%d").to_string())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 3_600_000;

    /// A moment from a local time with its offset, as RFC 3339 writes it.
    fn at(time: &str) -> Moment {
        Moment::from(DateTime::parse_from_rfc3339(time).unwrap())
    }

    fn later(moment: Moment, hours: i64) -> Moment {
        Moment { utc_ms: moment.utc_ms + hours * HOUR, ..moment }
    }

    /// The calendar date of a moment, from which Anki counts: it does not move a collection made at 02:00 to the day
    /// before, whereas two practices of ours are both on practice days.
    fn calendar_day(moment: Moment) -> Day {
        Day::from(moment.local().unwrap().date_naive())
    }

    #[test]
    fn days_turn_over_at_four_as_anki_counts_them() {
        let made = at("2026-08-06T02:00:00+02:00");
        assert_eq!(later(made, 24).day(4).since(calendar_day(made)), 0);
        assert_eq!(later(made, 26).day(4).since(calendar_day(made)), 1);
        assert_eq!(later(made, 24).day(4).since(made.day(4)), 1);
        assert_eq!(later(made, 26).day(4).since(made.day(4)), 2);
    }

    #[test]
    fn days_turn_over_at_eleven_in_the_evening_as_anki_counts_them() {
        let made = at("2026-08-06T02:00:00+02:00");
        assert_eq!(later(made, 44).day(23).since(calendar_day(made)), 0);
        assert_eq!(later(made, 45).day(23).since(calendar_day(made)), 1);
    }

    #[test]
    fn days_are_local_wherever_the_person_is() {
        let made = calendar_day(at("2018-08-06T00:00:00-06:00"));
        assert_eq!(at("2019-12-26T20:00:00-07:00").day(4).since(made), 507);
        assert_eq!(at("2019-12-26T20:00:00-06:00").day(4).since(made), 507);
        let made = calendar_day(at("2018-08-06T03:00:00-06:00"));
        assert_eq!(at("2018-08-09T03:59:59-07:00").day(4).since(made), 2);
        assert_eq!(at("2018-08-09T04:00:00-07:00").day(4).since(made), 3);
    }

    #[test]
    fn a_gap_is_never_negative_and_never_longer_than_is_counted() {
        assert_eq!(Day(10).since(Day(3)), 7);
        assert_eq!(Day(3).since(Day(10)), 0);
        assert_eq!(Day(i32::MAX).since(Day(i32::MIN)), LONGEST_GAP);
        assert_eq!(Day(i32::MIN).since(Day(i32::MAX)), 0);
    }

    #[test]
    fn days_are_written_as_dates() {
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day(0).weekday(), 3, "a Thursday");
        assert_eq!(Day(-1).to_string(), "1969-12-31");
        assert_eq!(serde_json::to_string(&Day(20_605)).unwrap(), r#""2026-06-01""#);
        for broken in ["2026-02-29", "yesterday", "", "2026-06-01T10:00"] {
            assert!(Day::try_from(broken.to_owned()).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_moment_that_no_calendar_can_write_has_no_local_time_but_a_day() {
        for (utc_ms, day) in [(i64::MIN, i32::MIN), (i64::MAX, i32::MAX)] {
            let moment = Moment { utc_ms, offset_minutes: 60 };
            assert_eq!(moment.local(), None);
            assert_eq!(moment.day(ROLLOVER_HOUR), Day(day));
            assert!(!moment.day(ROLLOVER_HOUR).to_string().is_empty());
        }
        assert_eq!(Moment { utc_ms: 0, offset_minutes: i32::MAX }.local(), None);
    }

    proptest! {
        #[test]
        fn a_day_reads_back_as_it_was_written(days in -700_000..2_900_000_i32) {
            let text = Day(days).to_string();
            prop_assert_eq!(text.len(), 10);
            prop_assert_eq!(Day::try_from(text), Ok(Day(days)));
            prop_assert_eq!(Day::from(Day(days).date()), Day(days));
            prop_assert_eq!(Day(days).weekday(), u32::try_from((days + 3).rem_euclid(7)).unwrap());
        }

        #[test]
        fn a_practice_day_is_the_local_date_some_hours_ago(
            utc_ms in -60_000_000_000_000..200_000_000_000_000_i64,
            offset_minutes in -1_439..=1_439_i32,
            rollover in 0..24_u32,
        ) {
            let moment = Moment { utc_ms, offset_minutes };
            let shifted = moment.local().unwrap() - Duration::hours(i64::from(rollover));
            prop_assert_eq!(moment.day(rollover), Day::from(shifted.date_naive()));
        }

        #[test]
        fn plus_and_since_undo_each_other(day in any::<i32>(), gap in 0..=LONGEST_GAP) {
            let later = Day(day).plus(i64::from(gap));
            prop_assert!(later.since(Day(day)) == gap || later == Day(i32::MAX));
            prop_assert_eq!(Day(day).since(later), 0);
        }
    }
}
