//! Pictures of numbers, as values: what `term` draws and `plain` says in words. No layout, no colour.

use crate::language::{Language, sentence};

/// A picture of numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// A row with an interval for each technique, on one common scale around 0.
    Intervals(Vec<Interval>),
    /// Lines from the level before to the one after, 0 to 10, one for each use.
    Slopes(Vec<(u8, u8)>),
    /// Weeks of days, each with its practices.
    Calendar(Vec<Week>),
    /// Levels over time, 0 to 10, with the usual level.
    Levels(Levels),
    /// The chance that a card comes to mind, over the days to come.
    Curve(Curve),
    /// A bar of minutes for each week ahead, with its range.
    Weeks(Vec<WeekAhead>),
}

/// A technique in a plot of intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Its title.
    pub label: String,
    /// The verdict, in words.
    pub verdict: String,
    /// Uses and how many were rated, in words.
    pub uses: String,
    /// Mean change as it looks, in points; `None` without a use that counts.
    pub raw: Option<f64>,
    /// Mean beyond the expected drift, pooled.
    pub mean: f64,
    /// The 90% interval: low, high.
    pub interval: (f64, f64),
    /// Whether the person stands on this row.
    pub chosen: bool,
}

/// A week in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its month, short: `Nov`.
    pub month: String,
    /// Its Monday: `2 November`.
    pub begins: String,
    /// Practices of its days from Monday on; `None` for a day that is still to come or lies before the record.
    pub days: [Option<u32>; 7],
}

/// Levels of one axis over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// What is rated: `distress`.
    pub name: String,
    /// The first day and the last, as they are said.
    pub ends: (String, String),
    /// Days from the first to the last.
    pub days: u32,
    /// The ratings, in order: days from the first, the day as it is said, the level.
    pub ratings: Vec<(u32, String, u8)>,
    /// The usual level.
    pub usual: f64,
}

/// The chance that a card comes to mind, from today on.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Days from today, and the chance, 0 to 1.
    pub points: Vec<(u32, f64)>,
    /// Days from today until it comes round again, when that is still to come.
    pub due: Option<u32>,
}

/// A week ahead, as it is likely to be.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekAhead {
    /// When it begins: `from 2 November`.
    pub label: String,
    /// Practices and minutes, in words.
    pub said: String,
    /// Minutes that are likely, and those that eight of ten plays lie between: low, high.
    pub minutes: f64,
    /// The range: low, high, in minutes.
    pub range: (f64, f64),
}

impl Plot {
    /// Returns the ends of the scale of intervals: whole points that hold every interval and 0.
    pub fn scale(rows: &[Interval]) -> (f64, f64) {
        let ends = rows.iter().flat_map(|row| [row.interval.0, row.interval.1, row.raw.unwrap_or(0.0)]);
        let (low, high) = ends.fold((-1.0_f64, 1.0_f64), |(low, high), end| (low.min(end), high.max(end)));
        (low.floor().max(-10.0), high.ceil().min(10.0))
    }

    /// Says everything that the picture shows, in lines of words.
    pub fn words(&self, words: &Language) -> Vec<String> {
        match self {
            Self::Intervals(rows) => rows.iter().map(|row| row.words(words)).collect(),
            Self::Slopes(slopes) if slopes.is_empty() => Vec::new(),
            Self::Slopes(slopes) => vec![(words.helped.slopes)(slopes)],
            // Weeks before the record began have nothing to say.
            Self::Calendar(weeks) => {
                let told = weeks.iter().filter(|week| week.days.iter().any(Option::is_some));
                told.map(|week| week.words(words)).collect()
            }
            Self::Levels(levels) => vec![levels.words(words)],
            Self::Curve(curve) => vec![curve.words(words)],
            Self::Weeks(weeks) => weeks.iter().map(|week| format!("{}: {}", week.label, week.said)).collect(),
        }
    }
}

impl Interval {
    fn words(&self, words: &Language) -> String {
        let signed = words.helped.signed;
        let looks = self.raw.map(signed);
        let (low, high) = self.interval;
        let change = (words.helped.change)(looks.as_deref(), &signed(self.mean), &signed(low), &signed(high));
        format!("{}: {}. {}. {change}", self.label, self.verdict, sentence(&self.uses))
    }
}

impl Week {
    fn words(&self, words: &Language) -> String {
        let days = self.days.iter().enumerate();
        let practised: Vec<(usize, u32)> =
            days.filter_map(|(day, count)| Some((day, count.filter(|count| *count > 0)?))).collect();
        (words.helped.calendar_week)(&self.begins, &practised)
    }
}

impl Levels {
    /// Says them in a sentence.
    pub fn words(&self, words: &Language) -> String {
        if self.ratings.is_empty() {
            return (words.helped.no_check_ins)(&self.name);
        }
        let ratings: Vec<String> = self.ratings.iter().map(|(_, day, level)| format!("{day} {level}")).collect();
        (words.helped.levels)(&self.name, self.usual, &ratings.join(", "))
    }
}

impl Curve {
    /// Returns the chance on a day, if the curve reaches it.
    fn on(&self, day: u32) -> Option<f64> {
        self.points.iter().find(|(other, _)| *other == day).map(|(_, chance)| *chance)
    }

    fn words(&self, words: &Language) -> String {
        let days = [0, 7, 30, 90].into_iter().filter_map(|day| Some((day, self.on(day)?)));
        (words.helped.chances)(&days.collect::<Vec<_>>())
    }
}
