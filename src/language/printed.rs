//! What commands print about practising: the day, a practice, cards, choices, the schedule.

use crate::memory::days::Day;
use crate::memory::tuning::{Verdict, Way};
use crate::record::event::{Body, Kind};

/// What commands print about practising: the day, a practice, cards, choices, the schedule. Each is a line or a sentence of
/// its own unless it says otherwise.
pub struct PrintedWords {
    /// After a question that is answered with yes or no; no is meant by everything else.
    pub yes_or_no: &'static str,
    /// What means yes, in lower case.
    pub yes: &'static [&'static str],
    /// Said when a question was answered with no.
    pub nothing_done: &'static str,
    /// The same, where no question was asked.
    pub nothing_changed: &'static str,
    /// Above a plan: its day, and its time in words.
    pub plan_of: fn(Day, &str) -> String,
    /// A card of a plan: title, seconds, whether it is new.
    pub plan_card: fn(&str, u32, bool) -> String,
    /// When something comes next, after another sentence; from the words for the day.
    pub next: fn(&str) -> String,
    /// How many practices are ready, and their time in words.
    pub ready: fn(usize, &str) -> String,
    /// A practice is kept, from its title.
    pub kept: fn(&str) -> String,
    /// A past practice is changed.
    pub changed: fn(&str) -> String,
    /// When it comes round, from the words for the day; after another sentence.
    pub comes_again: fn(&str) -> String,
    /// It made things worse; after another sentence.
    pub thank_you: &'static str,
    /// It was practised before others that were written down earlier; after another sentence.
    pub put_in_place: &'static str,
    /// There is nothing to take back.
    pub nothing_to_undo: &'static str,
    /// Something was taken back: what, and when it was written down.
    pub taken_back: fn(&str, &str) -> String,
    /// What was done, in a few words.
    pub done: fn(&Body) -> String,
    /// A card rests, from its title and the day on which it may come up again.
    pub rests: fn(&str, Option<Day>) -> String,
    /// It may come up again.
    pub resumed: fn(&str) -> String,
    /// It is a favourite, or is none any more.
    pub favoured: fn(&str, bool) -> String,
    /// In a list, a card that rests.
    pub resting: &'static str,
    /// In a list, when a card comes round.
    pub comes_round: fn(&str) -> String,
    /// The same as a sentence.
    pub comes_round_then: fn(&str) -> String,
    /// A place in the person's own words, and what the author wrote there.
    pub yours: fn(&str, Option<&str>) -> String,
    /// A card whose deck is gone.
    pub no_deck: &'static str,
    /// What a practice was.
    pub kind: fn(Kind) -> &'static str,
    /// A card already says what was given.
    pub as_it_stands: &'static str,
    /// It is in the author's words again.
    pub authors_words: fn(&str) -> String,
    /// It is in the person's words, in these places.
    pub own_words: fn(&str, &str) -> String,
    /// It says something that a gate is for; what it says, and the gate as it is typed.
    pub asks_for_gate: fn(&str, &str) -> String,
    /// Asks for somebody to reach.
    pub a_name: &'static str,
    /// Asks how to reach them.
    pub how_to_reach: &'static str,
    /// One of the two was left out.
    pub nobody_added: &'static str,
    /// They are on the list, by their name.
    pub added: fn(&str) -> String,
    /// Why the person's own people are not shown, on the error output.
    pub own_not_shown: fn(&str) -> String,
    /// The names of keys, for the setting.
    pub key_names: fn(&str) -> String,
    /// The name of a gate, as a line begins.
    pub gate: fn(&str, &str) -> String,
    /// There is no fair test to end.
    pub no_test: &'static str,
    /// A fair test was ended.
    pub test_ended: &'static str,
    /// Whether the schedule changes: the verdict, answers it can learn from, how many it takes, and by what factor intervals
    /// change.
    pub tuned: fn(Verdict, usize, usize, f64) -> String,
    /// What would be, and how to have it so.
    pub would_be: &'static str,
    /// How to take it back.
    pub may_be_undone: &'static str,
    /// There is no such change.
    pub usual_already: &'static str,
    /// How far a search in the answers is, in percent; the line stays while it goes on.
    pub looking: fn(f64) -> String,
    /// Above figures on how well parameters foretell answers: answers to learn from, and those that are foretold.
    pub fits: fn(usize, usize) -> String,
    /// The heads of the figures.
    pub fits_head: &'static str,
    /// The names of the parameters: as they usually are, now in use, proposed.
    pub fits_names: [&'static str; 3],
    /// A line of figures: a name, the log loss, the RMSE.
    pub fit: fn(&str, f64, f64) -> String,
    /// How much of what is proposed was learned from the answers, in percent, and in which way.
    pub learned: fn(f64, Way) -> String,
    /// It was taken back; whether the schedule is the usual one again.
    pub untuned: fn(bool) -> &'static str,
}
