//! Something for right now, a wait, a card that rests, a card used in life, in English.

use super::amounts;
use crate::language::moment::MomentWords;
use crate::language::sentence;

pub(super) const MOMENT: MomentWords = MomentWords {
    right_now: "Right now",
    how_is_it_now: "Which is nearest to how it is right now?",
    not_sure_is_fine: "Not sure is fine: Enter goes on.",
    people_are_near: "The key ! shows people to reach, at any time.",
    person_first: "It has been a lot lately. A person may help more than a card: the key ! shows people to reach.",
    no_new_today: "No new cards today. What you know stays here, if you like.",
    heavier: "Your check-ins have been heavier than usual. It may be a good time to tell someone you trust or a professional.",
    a_lot_right_now: "That is a lot. Only short things that you know are offered now.",
    nothing_fits: "Nothing fits this moment well. That is fine; you can choose a card yourself, or leave it.",
    one_that_may_suit: "One that may suit:",
    some_that_may_suit: "A few that may suit:",
    choose_myself: "choose myself",
    nothing_now: "nothing right now",
    nothing_is_fine: "That's fine. Nothing is also an answer.",
    kept: "That is kept.",
    more_if_it_suits: "You can leave it at that.",
    which_in_life: "Which one did you use?",
    another_card: "another card",
    wait_offer: "If you like, the key t waits five minutes without a practice and asks once more. It shows how far levels drift by themselves.",
    why_wait: "Levels move by themselves. Two ratings with no practice between them show how much, so that no practice gets the credit for it.",
    waited: "Long enough. Enter asks once more.",
    waited_long: "That was a longer wait than counts. It is fine; Enter goes back.",
    fewer_words_offer: "If many words are too much now: the key m shows fewer, one thing on a screen.",
    place: "right now",
    wait_title: "A short wait",
    life_title: "Used in life",
    left: |n| {
        format!("{} left. You can do whatever you like, only no practice.", sentence(&amounts::count(n, "minute")))
    },
    leave_gate: |gate| {
        format!(
            "Two cards that turn to the body rest now. If you like, the key w leaves out cards that need {gate}; you can change that whenever you like."
        )
    },
    rests: |title, state, until, why| {
        format!(
            "{title} rests when {state}, and may come again {until}: {why} rated uses were worse. The key a lets it come again."
        )
    },
    because: |because| because.to_string(),
    its_turn: |pair, of, level| {
        let first = if level { "" } else { "; a level before it (d) makes it count" };
        format!("its turn in your fair test, pair {pair} of {of}{first}")
    },
};
