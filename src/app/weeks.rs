//! The weeks ahead as a page, and in sentences for whoever asks on the command line.

use super::page::{Block, Page};
use super::plot::{Plot, WeekAhead};
use super::{Place, keys};
use crate::language::Language;
use crate::memory::days::Day;
use crate::memory::retention::Retention;
use crate::session::forecast::Stretch;

/// Seconds a day under which retentions need not be told apart.
const SECONDS: f64 = 6.0;

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

impl Weeks {
    /// Returns a line for each week: when it begins, and what it holds.
    pub fn lines(&self, words: &Language) -> Vec<(String, String)> {
        self.weeks
            .iter()
            .map(|week| {
                let what = (words.helped.week)(week.cards, week.seconds, week.low, week.high);
                ((words.amounts.from_day)(week.day.date()), what)
            })
            .collect()
    }

    /// Says how much time a day each retention takes: nothing before anything was learned, and of the person's own alone
    /// while every one is a matter of seconds.
    pub fn workload(&self, words: &Language) -> Option<String> {
        let most = self.workload.iter().fold(0.0_f64, |most, (_, seconds)| most.max(*seconds));
        let own = self.workload.iter().find(|(retention, _)| *retention == self.own).filter(|_| most > 0.0)?;
        let others = self.workload.iter().filter(|(retention, _)| *retention != self.own && most >= SECONDS);
        let minutes = |(retention, seconds): &(Retention, f64)| (f32::from(*retention), seconds / 60.0);
        Some((words.helped.workload)(minutes(own), &others.map(minutes).collect::<Vec<_>>()))
    }

    /// Says what the last weeks were expected to bring, and what they brought.
    pub fn last(&self, words: &Language) -> Option<String> {
        let Last { days, expected, cards, seconds, .. } = self.last?;
        let Stretch { cards: practices, seconds: likely, low, high, .. } = expected;
        Some((words.helped.foreseen)(days, (practices, likely, low, high), (cards, seconds)))
    }

    /// Returns the weeks as bars of minutes.
    pub fn bars(&self, words: &Language) -> Vec<WeekAhead> {
        let bar = |(week, (label, said)): (&Stretch, (String, String))| WeekAhead {
            label,
            said,
            minutes: week.seconds / 60.0,
            range: (week.low / 60.0, week.high / 60.0),
        };
        self.weeks.iter().zip(self.lines(words)).map(bar).collect()
    }

    /// Makes the page.
    pub(super) fn page(&self, words: &'static Language) -> Page {
        let mut blocks = vec![
            Block::Lead(words.helped.weeks_ahead.to_owned()),
            Block::Gap,
            Block::Plot(Plot::Weeks(self.bars(words))),
        ];
        for sentence in [self.workload(words), self.last(words)].into_iter().flatten() {
            blocks.extend([Block::Gap, Block::Text(sentence)]);
        }
        blocks.extend([Block::Gap, Block::Aside(words.helped.weeks_change.to_owned())]);
        Page {
            title: words.helped.weeks_title.to_owned(),
            place: String::new(),
            blocks,
            keys: keys::help_line(Place::Weeks, words),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::EN;

    #[test]
    fn the_weeks_are_told_in_practices_and_minutes() {
        let stretch = Stretch { day: Day(20_605), cards: 12.4, seconds: 540.0, low: 300.0, high: 780.0 };
        let weeks = Weeks {
            weeks: vec![stretch, Stretch { cards: 0.2, seconds: 10.0, low: 0.0, high: 70.0, ..stretch }],
            workload: [(0.8, 100.0), (0.85, 126.0), (0.9, 200.0)].map(|(r, s)| (Retention::new(r), s)).to_vec(),
            own: Retention::DEFAULT,
            last: Some(Last { from: Day(20_577), days: 28, expected: stretch, cards: 11, seconds: 500 }),
        };
        let said: Vec<String> = weeks.lines(&EN).into_iter().map(|(week, what)| format!("{week}: {what}")).collect();
        assert_eq!(
            said,
            [
                "from 1 June: about 12 practices, 9 minutes (5 to 13)",
                "from 1 June: hardly any practices, 0 minutes (0 to 1)"
            ]
        );
        assert_eq!(
            weeks.workload(&EN).as_deref(),
            Some(
                "To keep each practice at a chance of 0.85 takes about 2.1 minutes a day; 0.80 about 1.7 and 0.90 about 3.3."
            )
        );
        assert_eq!(
            weeks.last(&EN).as_deref(),
            Some(
                "For the last 28 days, about 12 practices and 9 minutes (5 to 13) were foreseen. There were 11, and 8 minutes."
            )
        );
        assert_eq!(weeks.page(&EN).blocks.len(), 9);
        let with = |workload: [(f32, f64); 3]| Weeks {
            workload: workload.map(|(retention, seconds)| (Retention::new(retention), seconds)).to_vec(),
            ..weeks.clone()
        };
        assert_eq!(with([(0.8, 0.0), (0.85, 0.0), (0.9, 0.0)]).workload(&EN), None, "nothing was learned yet");
        assert_eq!(
            with([(0.8, 2.0), (0.85, 3.0), (0.9, 4.0)]).workload(&EN).as_deref(),
            Some("To keep each practice at a chance of 0.85 takes less than 0.1 minutes a day.")
        );
        assert_eq!(
            with([(0.8, 2.0), (0.85, 3.0), (0.9, 7.0)]).workload(&EN).as_deref(),
            Some(
                "To keep each practice at a chance of 0.85 takes less than 0.1 minutes a day; 0.80 less than 0.1 and 0.90 about 0.1."
            )
        );
    }
}
