//! Pictures of numbers, as values: what `term` draws and `plain` says in words. No layout, no colour.

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
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Intervals(rows) => rows.iter().flat_map(Interval::words).collect(),
            Self::Slopes(slopes) if slopes.is_empty() => Vec::new(),
            Self::Slopes(slopes) => {
                let pairs: Vec<String> = slopes.iter().map(|(before, after)| format!("{before} to {after}")).collect();
                vec![format!("Before and after, in order: {}.", pairs.join(", "))]
            }
            // Weeks before the record began have nothing to say.
            Self::Calendar(weeks) => {
                weeks.iter().filter(|week| week.days.iter().any(Option::is_some)).map(Week::words).collect()
            }
            Self::Levels(levels) => levels.words(),
            Self::Curve(curve) => curve.words(),
            Self::Weeks(weeks) => weeks.iter().map(|week| format!("{}: {}", week.label, week.said)).collect(),
        }
    }
}

/// Writes a change in points with its sign: `+1.2`.
pub fn signed(points: f64) -> String {
    let rounded = (points * 10.0).round() / 10.0;
    if rounded > 0.0 {
        format!("+{rounded:.1}")
    } else if rounded < 0.0 {
        format!("−{:.1}", -rounded)
    } else {
        "0.0".to_owned()
    }
}

impl Interval {
    fn words(&self) -> Vec<String> {
        let (low, high) = self.interval;
        let looks = self.raw.map_or_else(String::new, |raw| format!("As it looks {}; ", signed(raw)));
        let beyond =
            format!("beyond the usual drift {}, between {} and {}", signed(self.mean), signed(low), signed(high));
        let said = if looks.is_empty() { crate::app::words::sentence(&beyond) } else { looks + &beyond };
        vec![format!("{}: {}. {}. {said}.", self.label, self.verdict, crate::app::words::sentence(&self.uses))]
    }
}

impl Week {
    fn words(&self) -> String {
        const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let days: Vec<String> = NAMES
            .iter()
            .zip(self.days)
            .filter_map(|(name, count)| count.filter(|count| *count > 0).map(|count| format!("{name} {count}")))
            .collect();
        let days = if days.is_empty() { "a quiet week".to_owned() } else { days.join(", ") };
        format!("Week of {}: {days}.", self.begins)
    }
}

impl Levels {
    fn words(&self) -> Vec<String> {
        let name = crate::app::words::sentence(&self.name);
        if self.ratings.is_empty() {
            return vec![format!("{name}: no check-ins in these weeks.")];
        }
        let ratings: Vec<String> = self.ratings.iter().map(|(_, day, level)| format!("{day} {level}")).collect();
        vec![format!("{name}, usually about {:.1}: {}.", self.usual, ratings.join(", "))]
    }
}

impl Curve {
    /// Returns the chance on a day, if the curve reaches it.
    fn on(&self, day: u32) -> Option<f64> {
        self.points.iter().find(|(other, _)| *other == day).map(|(_, chance)| *chance)
    }

    fn words(&self) -> Vec<String> {
        let said = [(0, "today"), (7, "in a week"), (30, "in a month"), (90, "in three months")];
        let parts: Vec<String> = said
            .iter()
            .filter_map(|(day, when)| self.on(*day).map(|chance| format!("{when} {:.0}%", chance * 100.0)))
            .collect();
        vec![format!("The chance that it comes to mind: {}.", parts.join(", "))]
    }
}
