//! What a report says, and what is asked before it is written.

use chrono::NaiveDate;

use crate::deck::kinds::State;
use crate::helped::harm::{StepBack, Why};
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::memory::days::Day;
use crate::report::field::Field;

/// Headings, each with its sentences.
pub type Headed = Vec<(&'static str, Vec<String>)>;

/// What is asked before a report is written. Each is a line or a sentence of its own unless it says otherwise.
pub struct AskedWords {
    /// Before the parts are shown one by one.
    pub each_part: &'static str,
    /// Asks whether cards of the safety deck are named.
    pub name_safety: &'static str,
    /// Asks whether to look at a part that is in only when it is named: the part, and what is in it.
    pub look_further: fn(&str) -> String,
    /// Says what is in a part, in a few words.
    pub about: fn(Field) -> &'static str,
    /// Asks whether a part stays.
    pub keep: &'static str,
    /// Asks whether the file is written.
    pub write: fn(&str) -> String,
    /// Nothing was written.
    pub not_written: &'static str,
    /// It was.
    pub written: fn(&str) -> String,
}

/// What a report says that is not the person's or a deck's. It speaks of the person in the third person, since somebody
/// else reads it. Each is a sentence unless it says otherwise.
pub struct ReportWords {
    /// What is asked before it is written.
    pub asked: AskedWords,
    /// The title.
    pub title: &'static str,
    /// Below the title.
    pub subtitle: &'static str,
    /// The days it covers: the first, when anything is recorded, and the last.
    pub period: fn(Option<Day>, Day) -> String,
    /// By what it was made, and when.
    pub made: fn(&str, Day) -> String,
    /// The name of what it is, is not, and how to read it.
    pub about_it: &'static str,
    /// What it is, what it is not, how to read it; from the parts that are left out.
    pub about: fn(&[Field]) -> Headed,
    /// The last line: what the record cannot show.
    pub end: &'static str,
    /// Stands where a part has nothing in it.
    pub nothing: &'static str,
    /// Stands where a row has nothing in it.
    pub nothing_here: &'static str,
    /// The heading of a part.
    pub heading: fn(Field) -> &'static str,
    /// A date.
    pub date: fn(Day) -> String,
    /// A date in few letters.
    pub short_date: fn(Day) -> String,
    /// A month with its year.
    pub month: fn(NaiveDate) -> String,
    /// A number with so many digits after the point.
    pub number: fn(f64, usize) -> String,
    /// From one number to another.
    pub range: fn(&str, &str) -> String,
    /// A share of 1, in percent.
    pub share: fn(f64) -> String,
    /// After the name of a column: the lower and the higher of two numbers.
    pub low_and_high: [&'static str; 2],
    /// The name of a column, inside a sentence.
    pub column: fn(&str) -> String,
    /// Days with practice, and practices.
    pub days: fn(u32, u32) -> String,
    /// Above a table of months, and its columns.
    pub months: (&'static str, [&'static str; 3]),
    /// Above a calendar of weeks, and its first column.
    pub weeks: (&'static str, &'static str),
    /// Above a table of kinds of practice, and its columns.
    pub families: (&'static str, [&'static str; 6]),
    /// Above all of what is remembered.
    pub remembering: &'static str,
    /// Above a table of what is remembered, and its columns.
    pub remembered: (&'static str, [&'static str; 6]),
    /// The columns of a table of practices.
    pub technique: [&'static str; 8],
    /// A verdict, and whether it depends on uses that were not rated.
    pub verdict: fn(Verdict, bool) -> String,
    /// An axis, and the state in which it is looked at; as a sentence begins.
    pub on: fn(Axis, Option<State>) -> String,
    /// Above a picture of changes, from the axis.
    pub changes: fn(&str) -> String,
    /// Above a table of practices with enough uses, from the axis.
    pub ranked: fn(&str) -> String,
    /// Above a table of the others, from the axis.
    pub others: fn(&str) -> String,
    /// The usual level, how many ratings it comes from, the correlation of two ratings, whether that is assumed.
    pub usual: fn(f64, u32, f64, bool) -> String,
    /// The heading of what was said in words.
    pub in_words: &'static str,
    /// Above a table of it, and its columns.
    pub words: (&'static str, [&'static str; 5]),
    /// The heading of an axis in a state.
    pub state: fn(State, Axis) -> String,
    /// Above all states.
    pub states: &'static str,
    /// Above a table of uses that were worse, and its columns.
    pub worse: (&'static str, [&'static str; 3]),
    /// Which uses count as worse.
    pub worse_rule: &'static str,
    /// That heavier check-ins were spoken of on a day.
    pub told_of_drift: fn(Day) -> String,
    /// Why the program names a person before any card.
    pub steps_back: fn(StepBack) -> &'static str,
    /// Above a table of cards that rest, and its columns.
    pub rests: (&'static str, [&'static str; 3]),
    /// One more column: the state in which alone a card rests.
    pub only_when: &'static str,
    /// In place of a day: until the person says so.
    pub until_resumed: &'static str,
    /// Why a card rests, in a few words; `None` for the person's own choice.
    pub rested: fn(Option<Why>) -> &'static str,
    /// Above a picture of levels: the axis, whether by week.
    pub levels: fn(Axis, bool) -> String,
    /// The usual levels: distress, connection.
    pub usual_levels: fn([f64; 2]) -> String,
    /// Above a table of levels.
    pub levels_above: &'static str,
    /// Its first column: a day, a week.
    pub day_or_week: [&'static str; 2],
    /// Its columns, where each row is one check-in.
    pub single_levels: [&'static str; 2],
    /// Its columns, where a row is several.
    pub many_levels: [&'static str; 7],
    /// Above a table of people, and its columns.
    pub people: (&'static str, [&'static str; 2]),
    /// In words, a row of a picture of changes: its title, the mean, the ends of the range; in a sentence.
    pub interval: fn(&str, &str, &str, &str) -> String,
    /// After such rows.
    pub table_follows: &'static str,
    /// In words, a picture of levels: how many points, from which day on, the usual level.
    pub points: fn(usize, Day, f64) -> String,
    /// The signs of a picture of changes.
    pub change_signs: &'static str,
    /// The signs of a picture of levels.
    pub level_signs: &'static str,
    /// Below a scale of changes.
    pub change_scale: &'static str,
}
