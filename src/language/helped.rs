//! What helped, its pictures, and the weeks ahead.

use crate::deck::kinds::State;
use crate::helped::fair::Fair;
use crate::helped::harm::Why;
use crate::helped::levels::Axis;

/// A retention, and the minutes a day that it takes.
pub type Workload = (f32, f64);

/// Practices, and their seconds: likely, low, high.
pub type Likely = (f64, f64, f64, f64);

/// What helped, its pictures, and the weeks ahead.
pub struct HelpedWords {
    /// No technique has a rating.
    pub no_rated: &'static str,
    /// None in this state.
    pub no_rated_here: &'static str,
    /// How ratings come about.
    pub how_to_rate: &'static str,
    /// Every verdict is too early.
    pub too_early: &'static str,
    /// How to read the intervals.
    pub how_to_read: &'static str,
    /// A verdict depends on what was not rated.
    pub depends: &'static str,
    /// What numbers cannot show.
    pub cannot_show: &'static str,
    /// No fair test goes on.
    pub no_test: &'static str,
    /// What a fair test is.
    pub what_a_test_is: &'static str,
    /// How one begins.
    pub how_to_test: &'static str,
    /// A fair test goes on.
    pub test_goes_on: &'static str,
    /// All pairs are there.
    pub test_is_over: &'static str,
    /// What a fair test cannot show.
    pub test_cannot_show: &'static str,
    /// Below the numbers of one technique.
    pub one_cannot_show: &'static str,
    /// No words were said.
    pub no_words: &'static str,
    /// The order of words.
    pub words_order: &'static str,
    /// Below the calendar.
    pub days_say: &'static str,
    /// Nothing rests.
    pub nothing_rests: &'static str,
    /// Why cards rest.
    pub why_rest: &'static str,
    /// Above the weeks ahead.
    pub weeks_ahead: &'static str,
    /// Below them.
    pub weeks_change: &'static str,
    /// What a record is, and what it is not.
    pub own_record: &'static str,
    /// Title of the page of an axis.
    pub title: fn(Axis) -> String,
    /// Title of the page of what was said in words.
    pub words_title: &'static str,
    /// Title of the calendar.
    pub days_title: &'static str,
    /// Title of the cards at rest.
    pub rest_title: &'static str,
    /// Title of the fair test.
    pub test_title: &'static str,
    /// The state that a page is of.
    pub when: fn(State) -> String,
    /// Which page of how many.
    pub page_of: fn(usize, usize) -> String,
    /// The usual level, from how many check-ins, and how levels drift: the axis, the level, check-ins, waits, the drift.
    pub usual: fn(Axis, f64, usize, usize, f64) -> String,
    /// How many techniques are not shown.
    pub not_shown: fn(usize) -> String,
    /// What was said in words: helped, of how many, worse, not sure, and whether it is too early.
    pub said: fn(u32, u32, u32, u32, bool) -> String,
    /// A state without a name, where a card rests.
    pub unnamed_state: &'static str,
    /// That a card rests: the words for the state, when it may come again, which uses were worse.
    pub resting: fn(&str, &str, Why) -> String,
    /// Before the two cards of a fair test.
    pub test_between: &'static str,
    /// Before what a fair test looks at.
    pub test_axis: &'static str,
    /// Before the pairs of a fair test.
    pub test_pairs: &'static str,
    /// Before the card whose turn it is.
    pub test_next: &'static str,
    /// Two things.
    pub both: fn(&str, &str) -> String,
    /// A pair by its number.
    pub pair: fn(usize) -> String,
    /// What a fair test shows, from the two titles.
    pub test_said: fn(&Fair, &str, &str) -> String,
    /// The numbers below it: mean, low, high, each with its sign, and the share of chance in 100.
    pub test_numbers: fn(&str, &str, &str, f64) -> String,
    /// A change in points with its sign.
    pub signed: fn(f64) -> String,
    /// How often a technique was used.
    pub uses: fn(u32) -> String,
    /// How often a technique was used, and how many of the uses were rated.
    pub rated: fn(u32, u32) -> String,
    /// Above the uses by state.
    pub by_state: &'static str,
    /// A use without a state.
    pub stateless: &'static str,
    /// Above the curve of remembering.
    pub remembering: &'static str,
    /// How far one use may move by chance, in points.
    pub noise: fn(f64) -> String,
    /// Before the verdict.
    pub in_short: &'static str,
    /// Before the number of uses.
    pub label_uses: &'static str,
    /// Before the mean as it looks.
    pub as_it_looks: &'static str,
    /// Points, from a number with its sign.
    pub points: fn(&str) -> String,
    /// Before the mean beyond the drift.
    pub beyond: &'static str,
    /// A mean and its range, each with its sign.
    pub range: fn(&str, &str, &str) -> String,
    /// Before why it is too early.
    pub early_because: &'static str,
    /// Too few uses count: how many, of at least how many.
    pub early_uses: fn(u32, u32) -> String,
    /// The range is wider than so many points.
    pub early_wide: fn(f64) -> String,
    /// Before uses that were left out.
    pub left_out: &'static str,
    /// Before more of them.
    pub left_out_too: &'static str,
    /// Uses with no room to get better.
    pub no_room: fn(u32) -> String,
    /// Uses soon after another practice.
    pub carried: fn(u32) -> String,
    /// Before uses that were not rated afterwards.
    pub unrated: &'static str,
    /// How many, and whether the answer depends on them.
    pub unrated_uses: fn(u32, bool) -> String,
    /// Title of the weeks ahead.
    pub weeks_title: &'static str,
    /// A week ahead: practices, minutes, and their range, in seconds.
    pub week: fn(f64, f64, f64, f64) -> String,
    /// How much time a day each retention takes: the wanted one with its minutes, and others.
    pub workload: fn(Workload, &[Workload]) -> String,
    /// What the last days were expected to bring and brought: days; expected practices, seconds, low, high; practices and seconds.
    pub foreseen: fn(u32, Likely, (u32, u32)) -> String,
    /// The levels before and after, in order, each as a pair.
    pub slopes: fn(&[(u8, u8)]) -> String,
    /// A technique in one sentence: the mean as it looks, if any, and the mean beyond the drift with its range, with signs.
    pub change: fn(Option<&str>, &str, &str, &str) -> String,
    /// A week of a calendar: its Monday in words, and the days with practices, Monday 0, in order.
    pub calendar_week: fn(&str, &[(usize, u32)]) -> String,
    /// That an axis, by its name, has no check-ins.
    pub no_check_ins: fn(&str) -> String,
    /// The levels of an axis: its name, the usual level, days and levels in words.
    pub levels: fn(&str, f64, &str) -> String,
    /// The same below a picture of them.
    pub levels_below: fn(&str, f64) -> String,
    /// The chance that it comes to mind, on some days from today: 0, 7, 30 or 90, and a share.
    pub chances: fn(&[(u32, f64)]) -> String,
    /// Below a picture of intervals.
    pub legend_intervals: &'static str,
    /// The left end of a scale.
    pub worse: &'static str,
    /// The right end of a scale.
    pub better: &'static str,
    /// The left of a picture of levels.
    pub before: &'static str,
    /// The right of a picture of levels.
    pub after: &'static str,
    /// Below such a picture.
    pub legend_slopes: &'static str,
    /// Below a calendar.
    pub legend_calendar: &'static str,
    /// Below the weeks ahead, from the most minutes.
    pub legend_weeks: fn(f64) -> String,
    /// The left end of a curve.
    pub from_today: &'static str,
    /// The right end of a curve, in days.
    pub in_days: fn(u32) -> String,
    /// Below a curve.
    pub legend_curve: &'static str,
    /// The same where a card comes round.
    pub legend_curve_due: &'static str,
}
