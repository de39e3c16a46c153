//! A report as a value. Names and meanings are those of `helped --json` where both have them; they only grow.

use serde::{Serialize, Serializer};

use super::field::Field;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::helped::by_word::ByWord;
use crate::helped::harm::{StepBack, Why};
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::language::EN;
use crate::language::report::ReportWords;
use crate::memory::days::Day;
use crate::record::event::Person;
pub use crate::record::summary::{Answered, FamilyTotals, Note};

/// A report: what the person chose of what is known. A part is `None` when it was left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The form of this file, 1.
    pub rekindle_report: u32,
    /// The program and its version.
    pub made_by: String,
    /// The practice day on which it was made.
    pub made_on: Day,
    /// The first day it covers; `None` when nothing was recorded yet.
    pub from: Option<Day>,
    /// The last day it covers.
    pub to: Day,
    /// The parts that are in it.
    pub parts: Vec<Field>,
    /// The parts that are not.
    pub left_out: Vec<Field>,
    /// What it is, what it is not, how to read it: a heading and its sentences each.
    pub about: Vec<About>,
    /// Practice days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// Kinds of practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub families: Option<Vec<FamilyTotals>>,
    /// What is remembered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remembered: Option<Vec<Answered>>,
    /// What seemed to help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helped: Option<Helped>,
    /// What was worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worse: Option<Worse>,
    /// What rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests: Option<Vec<Rest>>,
    /// What seemed to help in each state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<Vec<InState>>,
    /// Distress and connection over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
    /// Own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<Note>>,
    /// Own people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<Person>>,
}

/// A heading and its sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// The heading.
    pub heading: &'static str,
    /// The sentences.
    pub sentences: Vec<String>,
}

/// When practice happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Days {
    /// How many days had practice.
    pub days_with_practice: u32,
    /// How many practices there were.
    pub practices: u32,
    /// Each day that had any, in order.
    pub days: Vec<PracticeDay>,
}

/// A day with practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PracticeDay {
    /// The day.
    pub day: Day,
    /// Practices on it.
    pub practices: u32,
}

/// What seemed to help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Helped {
    /// By numbers, one an axis.
    pub axes: Vec<OnAxis>,
    /// By words.
    pub words: Vec<InWords>,
}

/// One axis, over all states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnAxis {
    /// The axis.
    pub axis: Axis,
    /// The usual level, 0 to 10.
    pub usual: f64,
    /// Routine ratings that it comes from.
    pub usual_ratings: u32,
    /// Correlation of two ratings without a practice between them.
    pub rho: f64,
    /// Pairs that it comes from; 0 when it is assumed.
    pub rho_pairs: u32,
    /// What is believed of each practice. Those with enough uses first, the best first; then the others by title, which
    /// are in no order.
    pub techniques: Vec<Technique>,
}

/// What is believed of one practice, in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Technique {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// Uses, rated or not.
    pub uses: u32,
    /// Uses rated before and after.
    pub rated: u32,
    /// The same as a share, 0 to 1.
    pub rated_share: Option<f64>,
    /// Uses that the estimate comes from.
    pub n: u32,
    /// Mean change as it looks, above 0 when better.
    pub raw_mean: Option<f64>,
    /// Mean change beyond drift, before pooling.
    pub corrected_mean: Option<f64>,
    /// Mean change beyond drift, pooled.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Lower end of the 90% interval.
    pub low: f64,
    /// Upper end of the 90% interval.
    pub high: f64,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it has enough uses to stand in an order.
    pub ranked: bool,
    /// Whether the verdict depends on uses that were not rated.
    pub depends_on_unrated: bool,
}

/// One axis in one state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InState {
    /// The state.
    pub state: State,
    /// The axis.
    pub axis: Axis,
    /// As in [`OnAxis`].
    pub techniques: Vec<Technique>,
}

/// What was said in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InWords {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// *Helped*.
    pub helped: u32,
    /// *No change*.
    pub same: u32,
    /// *Worse*.
    pub worse: u32,
    /// *Not sure*.
    pub unsure: u32,
}

impl InWords {
    /// Takes the counts of a card.
    pub const fn new(card: CardId, title: SafeText, said: ByWord) -> Self {
        Self { card, title, helped: said.helped, same: said.same, worse: said.worse, unsure: said.unsure }
    }
}

/// What was worse, and what the program said then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worse {
    /// Practices with a use that was worse.
    pub techniques: Vec<WorseUses>,
    /// What the program said.
    pub notices: Vec<Notice>,
}

/// Something that the program said. In JSON it is a sentence in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Check-ins were heavier than usual; the day on which it said so.
    Drift(Day),
    /// A person comes before any card.
    StepBack(StepBack),
}

impl Notice {
    /// Says it in a language.
    pub fn said(self, words: &ReportWords) -> String {
        match self {
            Self::Drift(day) => (words.told_of_drift)(day),
            Self::StepBack(why) => (words.steps_back)(why).to_owned(),
        }
    }
}

impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.said(&EN.report))
    }
}

/// How often a practice was worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorseUses {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// Uses that were worse.
    pub worse: u32,
    /// Uses after which anything was said.
    pub judged: u32,
}

/// A card that rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: SafeText,
    /// The state in which it rests; `None` when in all, or when states are left out.
    pub state: Option<State>,
    /// The first day on which it may come up again; `None` when it rests until it is resumed.
    pub until: Option<Day>,
    /// The rule that asked for it; `None` when the person did. In JSON it is said in English.
    #[serde(serialize_with = "rested")]
    pub why: Option<Why>,
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn rested<S: Serializer>(why: &Option<Why>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str((EN.report.rested)(*why))
}

/// Distress and connection over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Levels {
    /// Days that one row takes together: 1, or 7 when there are many.
    pub days_in_a_row: u32,
    /// The usual levels: distress, connection.
    pub usual: [f64; 2],
    /// Check-ins in order of time.
    pub spans: Vec<Span>,
}

/// Check-ins of a day or a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// Its first day.
    pub day: Day,
    /// Check-ins in it.
    pub check_ins: u32,
    /// Distress; `None` when it was not rated.
    pub distress: Option<Level>,
    /// Connection; `None` when it was not rated.
    pub connection: Option<Level>,
}

impl Span {
    /// Returns the level of one axis.
    pub const fn on(&self, axis: Axis) -> Option<Level> {
        match axis {
            Axis::Distress => self.distress,
            Axis::Connection => self.connection,
        }
    }
}

/// Levels, 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Level {
    /// The mean.
    pub mean: f64,
    /// The lowest.
    pub low: u8,
    /// The highest.
    pub high: u8,
}
