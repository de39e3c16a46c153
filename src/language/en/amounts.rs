//! Numbers, times and days as people say them, in English.

use crate::language::amounts::AmountWords;

pub(super) const AMOUNTS: AmountWords = AmountWords {
    of: |at, of| format!("{at} of {of}"),
    practices,
    minutes,
    breaths: |n| count(n, "breath"),
    listed,
    when: |day, today| {
        let date = day.date();
        match i64::from(day.0) - i64::from(today.0) {
            ..=0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            2..=6 => date.format("on %A").to_string(),
            7..=300 => date.format("on %A, %-d %B").to_string(),
            _ => date.format("on %-d %B %Y").to_string(),
        }
    },
    then: |day, today| {
        let date = day.date();
        match i64::from(today.0) - i64::from(day.0) {
            ..=0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            2..=6 => date.format("on %A").to_string(),
            7..=300 => date.format("on %-d %B").to_string(),
            _ => date.format("on %-d %B %Y").to_string(),
        }
    },
    at: |moment| {
        moment.local().map_or_else(|| "an unknown day".to_owned(), |at| at.format("%A, %-d %B %Y, %H:%M").to_string())
    },
    jumped: |hours| {
        let days = hours.unsigned_abs() / 24;
        let way = if hours < 0 { "behind" } else { "after" };
        format!(
            "The clock is {days} days {way} the last entry; if it is wrong, set it, and take this back with `rekindle undo`."
        )
    },
    date: |date| date.format("%-d %B %Y").to_string(),
    from_day: |date| date.format("from %-d %B").to_string(),
    day: |date| date.format("%-d %B").to_string(),
    short_day: |date| date.format("%-d %b").to_string(),
    short_month: |date| date.format("%b").to_string(),
    short_weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    seconds_left: |n| format!("{n} s left"),
    paused: "paused",
};

/// Writes a small number as a word.
pub fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Writes a number of things: `one practice`, `three practices`.
pub fn count(n: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

pub(super) fn practices(n: usize) -> String {
    count(n, "practice")
}

/// Writes a time in minutes, as people say it.
pub(super) fn minutes(seconds: u32) -> String {
    match (seconds + 30) / 60 {
        0 => "less than a minute".to_owned(),
        1 => "about a minute".to_owned(),
        n => format!("about {} minutes", number(n as usize)),
    }
}

/// Joins names: `a`, `a and b`, `a, b and c`.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Names a day of the week, from Monday 0.
pub(super) fn weekday(day: usize) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(day).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::memory::days::Day;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = Day::from(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
        for (ahead, said) in [
            (-3, "today"),
            (0, "today"),
            (1, "tomorrow"),
            (2, "on Wednesday"),
            (7, "on Monday, 30 November"),
            (400, "on 28 December 2027"),
        ] {
            assert_eq!((AMOUNTS.when)(today.plus(ahead), today), said);
        }
        for (ago, said) in [
            (-3, "today"),
            (0, "today"),
            (1, "yesterday"),
            (2, "on Saturday"),
            (7, "on 16 November"),
            (400, "on 19 October 2025"),
        ] {
            assert_eq!((AMOUNTS.then)(today.plus(-ago), today), said);
        }
    }
}
