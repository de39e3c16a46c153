//! What comes after a practice, and the end, in English.

use super::amounts;
use crate::language::after::AfterWords;

pub(super) const AFTER: AfterWords = AfterWords {
    did_it_help: "Did it help, as far as you can tell?",
    skip_any: "Enter goes on without an answer. What you did is kept already.",
    worse: &[
        "Thank you for saying so. That can happen, and it is not your doing.",
        "That is enough for today, if you like. You can look around, or drink some water.",
        "A person may help more than a card right now. The key ! shows people to reach.",
    ],
    stuck: "This one has not come to mind five times by now. That says more about the card than about you.",
    stuck_edit: |card| {
        format!("You might put its cue in your own words, or change its steps: `rekindle card edit {card}`.")
    },
    stuck_rest: "Or let it rest for now: the key r. It comes again whenever you say so.",
    stuck_or: "Enter goes on, and it stays as it is.",
    passed_over: "You passed this one over three times, which is fine. It may not fit right now.",
    passed_over_or: "If you like, the key r lets it rest until you say otherwise, and the key e puts it in your own words.",
    next_time: "next time",
    looked_in: "You looked in. That is fine.",
    practised: |n| format!("You practised {}. Here is when each comes round again.", amounts::count(n, "skill")),
    end_title: "The end for today",
    once_a_month: "Once a month, a look back. Nothing has to match.",
};
