//! Days as people say them.

use crate::memory::days::{Day, Moment};

/// Says when a day is, seen from `today`: `later today`, `tomorrow`, `on Friday`, `on 3 January`.
pub fn when(day: Day, today: Day) -> String {
    let date = day.date();
    match i64::from(day.0) - i64::from(today.0) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => date.format("on %A").to_string(),
        7..=300 => date.format("on %A, %-d %B").to_string(),
        _ => date.format("on %-d %B %Y").to_string(),
    }
}

/// Says when a day was, seen from `today`: `today`, `yesterday`, `on Friday`, `on 3 January`.
pub fn then(day: Day, today: Day) -> String {
    let date = day.date();
    match i64::from(today.0) - i64::from(day.0) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => date.format("on %A").to_string(),
        7..=300 => date.format("on %-d %B").to_string(),
        _ => date.format("on %-d %B %Y").to_string(),
    }
}

/// Says when a moment was, on the clock of those who were there: `Monday, 23 November 2026, 18:00`.
pub fn at(moment: Moment) -> String {
    moment.local().map_or_else(|| "an unknown day".to_owned(), |at| at.format("%A, %-d %B %Y, %H:%M").to_string())
}

/// Says that the clock jumped by these hours since the last entry, where nobody can be asked.
pub fn jumped(hours: i64) -> String {
    let days = hours.unsigned_abs() / 24;
    let way = if hours < 0 { "behind" } else { "after" };
    format!(
        "The clock is {days} days {way} the last entry; if it is wrong, set it, and take this back with `rekindle undo`."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = Day::from(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
        for (ahead, said) in [
            (-3, "today"),
            (0, "today"),
            (1, "tomorrow"),
            (2, "on Wednesday"),
            (7, "on Monday, 30 November"),
            (400, "on 28 December 2027"),
        ] {
            assert_eq!(when(today.plus(ahead), today), said);
        }
        for (ago, said) in [
            (-3, "today"),
            (0, "today"),
            (1, "yesterday"),
            (2, "on Saturday"),
            (7, "on 16 November"),
            (400, "on 19 October 2025"),
        ] {
            assert_eq!(then(today.plus(-ago), today), said);
        }
    }
}
