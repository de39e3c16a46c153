//! Numbers, times and days as people say them, in German.

use chrono::{Datelike, NaiveDate};

use crate::language::amounts::AmountWords;

pub(super) const AMOUNTS: AmountWords = AmountWords {
    of: |at, of| format!("{at} von {of}"),
    practices,
    minutes,
    breaths: |n| if n == 1 { "ein Atemzug".to_owned() } else { format!("{} Atemzüge", number(n)) },
    listed,
    when: |day, today| {
        let date = day.date();
        match i64::from(day.0) - i64::from(today.0) {
            ..=0 => "heute".to_owned(),
            1 => "morgen".to_owned(),
            2..=6 => format!("am {}", weekday_of(date)),
            7..=300 => format!("am {}, {}", weekday_of(date), in_month(date)),
            _ => format!("am {}", whole_date(date)),
        }
    },
    then: |day, today| {
        let date = day.date();
        match i64::from(today.0) - i64::from(day.0) {
            ..=0 => "heute".to_owned(),
            1 => "gestern".to_owned(),
            2..=6 => format!("am {}", weekday_of(date)),
            7..=300 => format!("am {}", in_month(date)),
            _ => format!("am {}", whole_date(date)),
        }
    },
    at: |moment| {
        moment.local().map_or_else(
            || "ein unbekannter Tag".to_owned(),
            |at| {
                let date = at.date_naive();
                format!("{}, {}, {}", weekday_of(date), whole_date(date), at.format("%H:%M"))
            },
        )
    },
    jumped: |hours| {
        let days = hours.unsigned_abs() / 24;
        let way = if hours < 0 { "vor" } else { "nach" };
        format!(
            "Die Uhr liegt {days} Tage {way} dem letzten Eintrag; wenn sie nicht stimmt, stell sie und nimm das zurück mit \
             `rekindle undo`."
        )
    },
    date: whole_date,
    from_day: |date| format!("ab {}", in_month(date)),
    day: in_month,
    short_day,
    short_month: |date| short_month(date).to_owned(),
    short_weekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    seconds_left: |n| format!("noch {n} s"),
    paused: "angehalten",
};

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Writes a small number as a word; one takes the ending of what it counts, so it is written where that is known.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

pub(super) fn practices(n: usize) -> String {
    format!("{} {}", number(n), if n == 1 { "Übung" } else { "Übungen" })
}

pub(super) fn uses(n: u32) -> String {
    format!("{n} Mal")
}

/// Writes a time in minutes, as people say it.
pub(super) fn minutes(seconds: u32) -> String {
    match (seconds + 30) / 60 {
        0 => "weniger als eine Minute".to_owned(),
        1 => "etwa eine Minute".to_owned(),
        n => format!("etwa {} Minuten", number(n as usize)),
    }
}

/// Joins names: `a`, `a und b`, `a, b und c`.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} und {last}", rest.join(", ")),
    }
}

/// Names a day of the week, from Monday 0.
pub(super) fn weekday(day: usize) -> &'static str {
    const NAMES: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    NAMES.get(day).copied().unwrap_or_default()
}

fn weekday_of(date: NaiveDate) -> &'static str {
    weekday(date.weekday().num_days_from_monday() as usize)
}

pub(super) fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// A month in three letters; none of the twelve is ambiguous then.
fn short_month(date: NaiveDate) -> &'static str {
    const SHORT: [&str; 12] = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"];
    SHORT.get(date.month0() as usize).copied().unwrap_or_default()
}

/// `3. Januar`
fn in_month(date: NaiveDate) -> String {
    format!("{}. {}", date.day(), month(date))
}

/// `3. Januar 2027`
fn whole_date(date: NaiveDate) -> String {
    format!("{} {}", in_month(date), date.year())
}

fn short_day(date: NaiveDate) -> String {
    format!("{}. {}", date.day(), short_month(date))
}

/// Writes a number with one place after the comma.
pub(super) fn one(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// Writes a number with two places after the comma.
pub(super) fn two(number: f64) -> String {
    format!("{number:.2}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::days::Day;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = Day::from(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
        for (ahead, said) in [
            (-3, "heute"),
            (0, "heute"),
            (1, "morgen"),
            (2, "am Mittwoch"),
            (7, "am Montag, 30. November"),
            (400, "am 28. Dezember 2027"),
        ] {
            assert_eq!((AMOUNTS.when)(today.plus(ahead), today), said);
        }
        for (ago, said) in [(1, "gestern"), (2, "am Samstag"), (7, "am 16. November"), (400, "am 19. Oktober 2025")] {
            assert_eq!((AMOUNTS.then)(today.plus(-ago), today), said);
        }
    }

    #[test]
    fn one_of_a_thing_and_many_are_told_apart() {
        for (n, practices, breaths) in [
            (0, "keine Übungen", "keine Atemzüge"),
            (1, "eine Übung", "ein Atemzug"),
            (2, "zwei Übungen", "zwei Atemzüge"),
            (13, "13 Übungen", "13 Atemzüge"),
        ] {
            assert_eq!(((AMOUNTS.practices)(n).as_str(), (AMOUNTS.breaths)(n).as_str()), (practices, breaths));
        }
    }
}
