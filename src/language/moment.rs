//! Something for right now, a wait, a card that rests, a card used in life.

use crate::deck::kinds::State;
use crate::helped::harm::Why;
use crate::helped::now::Because;

/// Something for right now, a wait, a card that rests, a card used in life.
pub struct MomentWords {
    /// Title of the pages for this moment.
    pub right_now: &'static str,
    /// Asks how the moment is.
    pub how_is_it_now: &'static str,
    /// No word for it is fine too.
    pub not_sure_is_fine: &'static str,
    /// Help from people, in plain sight.
    pub people_are_near: &'static str,
    /// A person before any card.
    pub person_first: &'static str,
    /// New cards stay away on such a day.
    pub no_new_today: &'static str,
    /// Check-ins drift.
    pub heavier: &'static str,
    /// High distress.
    pub a_lot_right_now: &'static str,
    /// Nothing to offer.
    pub nothing_fits: &'static str,
    /// One card is offered.
    pub one_that_may_suit: &'static str,
    /// Some cards are offered.
    pub some_that_may_suit: &'static str,
    /// A choice beside the offers.
    pub choose_myself: &'static str,
    /// Another.
    pub nothing_now: &'static str,
    /// Nothing was chosen.
    pub nothing_is_fine: &'static str,
    /// A practice outside the session is kept.
    pub kept: &'static str,
    /// After it.
    pub more_if_it_suits: &'static str,
    /// Asks which card was used in life.
    pub which_in_life: &'static str,
    /// A card that is not in the list.
    pub another_card: &'static str,
    /// Offers a wait.
    pub wait_offer: &'static str,
    /// Why wait.
    pub why_wait: &'static str,
    /// The wait was long enough.
    pub waited: &'static str,
    /// The wait was too long.
    pub waited_long: &'static str,
    /// Offers numb mode.
    pub fewer_words_offer: &'static str,
    /// At the right of the title of a practice outside the session.
    pub place: &'static str,
    /// Title of the page of a wait.
    pub wait_title: &'static str,
    /// Title of the list of cards used in life.
    pub life_title: &'static str,
    /// How many minutes of a wait are left.
    pub left: fn(usize) -> String,
    /// Offers to leave out cards that need a gate, by its name.
    pub leave_gate: fn(&str) -> String,
    /// That a card rests: its title, the words for the state, when it may come again, which uses were worse.
    pub rests: fn(&str, State, &str, Why) -> String,
    /// Why a card is offered.
    pub because: fn(&Because) -> String,
    /// That it is the turn of a card in a fair test: the pair, of how many, and whether a level before it is known.
    pub its_turn: fn(usize, usize, bool) -> String,
}
