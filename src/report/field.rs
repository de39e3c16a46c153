//! What can be in a report: one table that parses, documents, previews and asks.

use std::collections::BTreeSet;

use crate::deck::kinds::words;

words!(
    /// A part of a report that the person takes in or leaves out.
    Field {
        /// Practice days, as a calendar.
        Days = "days",
        /// Kinds of practice.
        Families = "families",
        /// What is remembered of each card.
        Remembered = "remembered",
        /// What seemed to help.
        Helped = "helped",
        /// What was worse, and what the program said then.
        Worse = "worse",
        /// What rests, and why.
        Rests = "rests",
        /// What seemed to help in each state.
        States = "states",
        /// Distress and connection over time.
        Levels = "levels",
        /// Own words beside practices.
        Notes = "notes",
        /// Own people to reach.
        People = "people",
        /// Cards of the safety deck, by name.
        Safety = "safety",
    }
);

impl Field {
    /// Returns its heading in a report.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Days => "Days with practice",
            Self::Families => "Kinds of practice",
            Self::Remembered => "What is remembered",
            Self::Helped => "What seemed to help",
            Self::Worse => "What was worse",
            Self::Rests => "What rests, and why",
            Self::States => "What seemed to help, by state",
            Self::Levels => "Distress and connection over time",
            Self::Notes => "Notes",
            Self::People => "People to reach",
            Self::Safety => "Cards of the safety deck, by name",
        }
    }

    /// Says what is in it, as the help of the command line does.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Days => "practice days as a calendar",
            Self::Families => "how often each kind of practice was done",
            Self::Remembered => "each card practised, and how well it comes to mind",
            Self::Helped => "uses, ratings, ranges and verdicts of each practice",
            Self::Worse => "how often a practice was worse, and what the program said then",
            Self::Rests => "cards that rest, and the reason",
            Self::States => "what seemed to help when numb, flooded and so on; names your states",
            Self::Levels => "distress and connection over time; names days",
            Self::Notes => "your own words beside practices",
            Self::People => "your own people to reach, as you entered them",
            Self::Safety => "cards of the safety deck by their titles; without it they are left out everywhere",
        }
    }

    /// Tells whether it is in a report when nothing was chosen. What says how the person was, their own words, their
    /// people and the safety cards are in only when they are named (our judgement: the careful side).
    pub const fn usual(self) -> bool {
        matches!(self, Self::Days | Self::Families | Self::Remembered | Self::Helped | Self::Worse | Self::Rests)
    }

    /// Returns the fields that are in when nothing was chosen.
    pub fn usual_ones() -> BTreeSet<Self> {
        Self::ALL.iter().copied().filter(|field| field.usual()).collect()
    }
}
