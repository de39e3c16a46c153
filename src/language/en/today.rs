//! What stands before the cards: the first run, today, the clock, how the person is, in English.

use super::amounts;
use crate::language::sentence;
use crate::language::today::TodayWords;

pub(super) const TODAY: TodayWords = TodayWords {
    what_it_is: "rekindle helps you keep small steadying skills within reach. A few minutes at a time is enough.",
    what_it_is_not: "It is a practice aid for adults. It is not treatment, diagnosis, monitoring or an emergency service, and it is \
     untested as a whole.",
    whom_to_ask: "If one of these is yours, you might talk with a professional before practices with the breath, the body or \
     memories: trauma, lost time, psychosis, mania, an eating disorder, self-harm, withdrawal, heart or lung disease, \
     seizures, pregnancy. You are asked before each kind.",
    nothing_lost: "That's fine. Nothing is lost.",
    all_for_today: "That is all for today.",
    good_to_see_you: "Good to see you.",
    where_you_were: "Here is where you were.",
    only_to_look_at: "The record can only be looked at here, since nothing can be written in its folder. Answers are not kept.",
    is_the_time_right: "Is this the right time?",
    clock_now: "The clock here says",
    clock_before: "The last time was",
    if_the_time_is_wrong: "When a card comes round again is counted from this clock. If it is not right, you might leave, set it, and come \
     back. Nothing is lost.",
    nothing_waits: "Nothing is waiting today.",
    done_today: "You have practised today. There is a little more, if it suits.",
    enter_keeps: "Enter keeps it.",
    leave_any_time: "You can leave at any point.",
    distress: "How much distress is there now?",
    connection: "How much gets through to you now?",
    distress_ends: &[
        ("0", "none"),
        ("3", "noticeable"),
        ("5", "hard to ignore"),
        ("7", "hard to function"),
        ("10", "the most you can imagine"),
    ],
    connection_ends: &[
        ("0", "nothing gets through, far away"),
        ("3", "faint"),
        ("5", "partly here"),
        ("7", "mostly here"),
        ("10", "fully here and able to feel"),
    ],
    how_are_you: "Which is nearest to how you are?",
    effort_means: "A small thing about the answers: *with effort* means that it came, only slowly. When it did not come, *not this time* brings it back sooner. If two answers suit you better: `rekindle settings grades two`.",
    cards_speak: "",
    welcome_title: "Welcome",
    title: "Today",
    clock_title: "The clock",
    how_title: "How you are",
    next_comes: |n, seconds| match n {
        1 => format!("Next comes one short practice, {}.", amounts::minutes(seconds)),
        n => format!("Next come {} short practices, {}.", amounts::number(n), amounts::minutes(seconds)),
    },
    next_round: |when| format!("The next practice comes round {when}."),
    ahead: |n| format!("{} ahead.", sentence(&amounts::practices(n))),
    holds: |known, new, seconds| {
        let what = match (known, new) {
            (0, new) => format!("{} new {}", amounts::number(new), if new == 1 { "practice" } else { "practices" }),
            (known, 0) => amounts::practices(known),
            (known, new) => format!("{} and {} new", amounts::practices(known), amounts::number(new)),
        };
        format!("{}, {}.", sentence(&what), amounts::minutes(seconds))
    },
    mark_skipped: "not today",
    mark_done: "done",
    mark_question: "one question left",
    mark_new: "new",
};
