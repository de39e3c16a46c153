//! The weeks ahead as a page, and in sentences for whoever asks on the command line.

use super::page::{Block, Page};
use super::plot::{Plot, WeekAhead};
use super::{Place, keys, words};
use crate::memory::days::Day;
use crate::memory::retention::Retention;
use crate::session::forecast::Stretch;

/// What can be told of the weeks ahead.
#[derive(Debug, Clone, PartialEq)]
pub struct Weeks {
    /// Each week.
    pub weeks: Vec<Stretch>,
    /// The retention that is wanted, and those around it, with the seconds a day that each would take in time.
    pub workload: Vec<(Retention, f64)>,
    /// The retention that is wanted.
    pub own: Retention,
    /// What the last weeks were expected to bring, and what they brought; `None` before there was enough.
    pub last: Option<Last>,
}

/// A stretch that is behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Last {
    /// Its first day.
    pub from: Day,
    /// How many days.
    pub days: u32,
    /// What the forecast made on its first day would have said of the whole of it.
    pub expected: Stretch,
    /// How many practices there were.
    pub cards: u32,
    /// How many seconds they took.
    pub seconds: u32,
}

fn minutes(seconds: f64) -> String {
    format!("{:.0}", seconds / 60.0)
}

fn about(cards: f64) -> String {
    let count = cards.round();
    match count {
        count if count < 1.0 => "hardly any practices".to_owned(),
        1.0 => "about one practice".to_owned(),
        count => format!("about {count} practices"),
    }
}

/// Minutes with their word: `1 minute`, `12 minutes`.
fn in_minutes(seconds: f64) -> String {
    let said = minutes(seconds);
    if said == "1" { format!("{said} minute") } else { format!("{said} minutes") }
}

impl Weeks {
    /// Returns a line for each week: when it begins, and what it holds.
    pub fn lines(&self) -> Vec<(String, String)> {
        self.weeks
            .iter()
            .map(|week| {
                let range = format!("{} to {}", minutes(week.low), minutes(week.high));
                let what = format!("{}, {} ({range})", about(week.cards), in_minutes(week.seconds));
                (week.day.date().format("from %-d %B").to_string(), what)
            })
            .collect()
    }

    /// Says how much time a day each retention takes.
    pub fn workload(&self) -> Option<String> {
        let own = self.workload.iter().find(|(retention, _)| *retention == self.own)?;
        let others: Vec<String> = self
            .workload
            .iter()
            .filter(|(retention, _)| *retention != self.own)
            .map(|(retention, seconds)| format!("{retention:.2} about {:.1}", seconds / 60.0))
            .collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        Some(format!(
            "To keep each practice at a chance of {:.2} takes about {:.1} minutes a day; {}.",
            own.0,
            own.1 / 60.0,
            words::listed(&others)
        ))
    }

    /// Says what the last weeks were expected to bring, and what they brought.
    pub fn last(&self) -> Option<String> {
        let Last { days, expected, cards, seconds, .. } = self.last?;
        let came = match (cards, seconds) {
            (0, _) => "It was a quiet time".to_owned(),
            // What is logged afterwards often comes without its time.
            (_, 0) => format!("There were {cards}"),
            _ => format!("There were {cards}, and {}", in_minutes(f64::from(seconds))),
        };
        Some(format!(
            "For the last {days} days, {} and {} ({} to {}) were foreseen. {came}.",
            about(expected.cards),
            in_minutes(expected.seconds),
            minutes(expected.low),
            minutes(expected.high),
        ))
    }

    /// Returns the weeks as bars of minutes.
    pub fn bars(&self) -> Vec<WeekAhead> {
        let bar = |(week, (label, said)): (&Stretch, (String, String))| WeekAhead {
            label,
            said,
            minutes: week.seconds / 60.0,
            range: (week.low / 60.0, week.high / 60.0),
        };
        self.weeks.iter().zip(self.lines()).map(bar).collect()
    }

    /// Makes the page.
    pub(super) fn page(&self) -> Page {
        let mut blocks =
            vec![Block::Lead(words::WEEKS_AHEAD.to_owned()), Block::Gap, Block::Plot(Plot::Weeks(self.bars()))];
        for sentence in [self.workload(), self.last()].into_iter().flatten() {
            blocks.extend([Block::Gap, Block::Text(sentence)]);
        }
        blocks.extend([Block::Gap, Block::Aside(words::WEEKS_CHANGE.to_owned())]);
        Page { title: "The weeks ahead".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Weeks) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weeks_are_told_in_practices_and_minutes() {
        let stretch = Stretch { day: Day(20_605), cards: 12.4, seconds: 540.0, low: 300.0, high: 780.0 };
        let weeks = Weeks {
            weeks: vec![stretch, Stretch { cards: 0.2, seconds: 10.0, low: 0.0, high: 70.0, ..stretch }],
            workload: [(0.8, 100.0), (0.85, 126.0), (0.9, 200.0)].map(|(r, s)| (Retention::new(r), s)).to_vec(),
            own: Retention::DEFAULT,
            last: Some(Last { from: Day(20_577), days: 28, expected: stretch, cards: 11, seconds: 500 }),
        };
        let said: Vec<String> = weeks.lines().into_iter().map(|(week, what)| format!("{week}: {what}")).collect();
        assert_eq!(
            said,
            [
                "from 1 June: about 12 practices, 9 minutes (5 to 13)",
                "from 1 June: hardly any practices, 0 minutes (0 to 1)"
            ]
        );
        assert_eq!(
            weeks.workload().as_deref(),
            Some(
                "To keep each practice at a chance of 0.85 takes about 2.1 minutes a day; 0.80 about 1.7 and 0.90 about 3.3."
            )
        );
        assert_eq!(
            weeks.last().as_deref(),
            Some(
                "For the last 28 days, about 12 practices and 9 minutes (5 to 13) were foreseen. There were 11, and 8 minutes."
            )
        );
        assert_eq!(weeks.page().blocks.len(), 9);
    }
}
