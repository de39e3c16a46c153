//! A card: consent, its steps, its cue, its facts.

use crate::deck::edit::Slot;
use crate::deck::kinds::Family;
use crate::deck::model::{Reviewed, Step};

/// A card: consent, its steps, its cue, its facts.
pub struct CardWords {
    /// Introduces a new card.
    pub new_card: &'static str,
    /// Below a cue.
    pub think: &'static str,
    /// Above the first answer of a new card.
    pub one_more_look: &'static str,
    /// Above a card that did not come to mind a moment ago.
    pub once_more: &'static str,
    /// The question of recall.
    pub did_it_come: &'static str,
    /// Below the question of recall.
    pub about_remembering: &'static str,
    /// A step that waits for the person.
    pub own_pace: &'static str,
    /// Below the last step.
    pub last_step: &'static str,
    /// Below the question of a gate.
    pub gate_below: &'static str,
    /// Asks for consent to a mild gate.
    pub is_that_all_right: &'static str,
    /// A new card in numb mode.
    pub one_small_thing: &'static str,
    /// Above the line that searches cards.
    pub search: &'static str,
    /// Title of the page that puts a card into own words.
    pub in_your_words: &'static str,
    /// Below a line that puts a card into own words.
    pub your_words: &'static str,
    /// Below a part of a long list.
    pub fewer_by_typing: &'static str,
    /// No card fits what was asked.
    pub no_card_fits: &'static str,
    /// In front of a caution.
    pub caution: &'static str,
    /// Title of the page of a cue.
    pub cue_title: &'static str,
    /// A breath without a sentence.
    pub breathe: &'static str,
    /// The in-breath.
    pub breath_in: &'static str,
    /// A small second sip of air.
    pub breath_sip: &'static str,
    /// A pause with air in.
    pub breath_hold: &'static str,
    /// The out-breath.
    pub breath_out: &'static str,
    /// An out-breath with a hum.
    pub breath_hum: &'static str,
    /// A pause with air out.
    pub breath_rest: &'static str,
    /// Which breath of how many.
    pub breath_of: fn(u32, u32) -> String,
    /// Which step of how many.
    pub step_of: fn(usize, usize) -> String,
    /// About how long a step takes.
    pub about_time: fn(&str) -> String,
    /// What comes after a step.
    pub then: fn(&str) -> String,
    /// At the right of a cue that comes once more.
    pub once_more_place: &'static str,
    /// Names the card to take in place of a gated one.
    pub without_it: fn(&str) -> String,
    /// How long a step takes; `None` when it has no time.
    pub time: fn(&Step) -> Option<String>,
    /// Title of the list of cards.
    pub list_title: &'static str,
    /// In the list, when nothing was typed.
    pub any_words: &'static str,
    /// Which lines of a long list are shown: from, to, of; `None` before they are counted.
    pub lines_of: fn(usize, usize, Option<usize>) -> String,
    /// How many cards fit, before all are counted.
    pub so_far: fn(usize) -> String,
    /// No card was found yet, and not all were looked at.
    pub still_looking: &'static str,
    /// The family that the list is narrowed down to; `None` for any.
    pub narrowed_family: fn(Option<&Family>) -> String,
    /// The state that it is narrowed down to.
    pub narrowed_state: fn(Option<&str>) -> String,
    /// The minutes that it is narrowed down to.
    pub narrowed_minutes: fn(Option<u32>) -> String,
    /// The list holds cards that need no consent.
    pub no_consent: &'static str,
    /// The gate that it is narrowed down to.
    pub narrowed_gate: fn(Option<&str>) -> String,
    /// Before the day on which a card comes round.
    pub comes_round: &'static str,
    /// A card rests.
    pub rests: &'static str,
    /// A card that never comes round.
    pub pinned: &'static str,
    /// A card that was not met yet.
    pub not_met: &'static str,
    /// Before the places that the person changed.
    pub own_words: &'static str,
    /// The gates of a card, as a place that was changed.
    pub own_gates: &'static str,
    /// At the right of a favourite.
    pub favourite: &'static str,
    /// Above the lighter steps.
    pub lighter: &'static str,
    /// Before the family of a card.
    pub fact_family: &'static str,
    /// Before the states that a card is for.
    pub fact_states: &'static str,
    /// Before the gates of a card.
    pub fact_gates: &'static str,
    /// Before the card to take in its place.
    pub fact_instead: &'static str,
    /// Before the evidence of a card.
    pub fact_evidence: &'static str,
    /// Before who reviewed it, and when.
    pub fact_reviewed: &'static str,
    /// Who reviewed a card clinically with its deck, and on which day; `None` when its deck does not say.
    pub reviewed: fn(Option<&Reviewed>) -> String,
    /// A place of a card, in lower case: its title, a cue.
    pub slot: fn(Slot) -> String,
    /// Asks for the title of a card.
    pub the_title: &'static str,
}
