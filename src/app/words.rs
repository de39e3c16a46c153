//! Every sentence of the program that is not a card's, in one place.
//!
//! The voice is that of care: an invitation, the present tense, no guilt, nothing that a tired reader trips over.

use crate::deck::kinds::Gate;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// First run: what this is.
pub const WHAT_IT_IS: &str =
    "rekindle helps you keep small steadying skills within reach. A few minutes at a time is enough.";
/// First run: what it is not.
pub const WHAT_IT_IS_NOT: &str = "It is a practice aid for adults. It is not treatment, diagnosis, monitoring or an emergency service, and it is \
     untested as a whole.";
/// First run: whom to ask first.
pub const WHOM_TO_ASK: &str = "If one of these is yours, you might talk with a professional before practices with the breath, the body or \
     memories: trauma, lost time, psychosis, mania, an eating disorder, self-harm, withdrawal, heart or lung disease, \
     seizures, pregnancy. You are asked before each kind.";

/// Said when the person leaves in the middle.
pub const NOTHING_LOST: &str = "That's fine. Nothing is lost.";
/// Said when the program closes at the end of a session.
pub const ALL_FOR_TODAY: &str = "That is all for today.";
/// Greeting after an absence.
pub const GOOD_TO_SEE_YOU: &str = "Good to see you.";
/// A session that was left goes on.
pub const WHERE_YOU_WERE: &str = "Here is where you were.";
/// Nothing can be written where the record is.
pub const ONLY_TO_LOOK_AT: &str =
    "The record can only be looked at here, since nothing can be written in its folder. Answers are not kept.";
/// Asks whether a clock that jumped is right.
pub const IS_THE_TIME_RIGHT: &str = "Is this the right time?";
/// What the clock says.
pub const CLOCK_NOW: &str = "The clock here says";
/// When something was written down or pressed last.
pub const CLOCK_BEFORE: &str = "The last time was";
/// What to do when it is wrong.
pub const IF_THE_TIME_IS_WRONG: &str = "When a card comes round again is counted from this clock. If it is not right, you might leave, set it, and come \
     back. Nothing is lost.";
/// Nothing is planned.
pub const NOTHING_WAITS: &str = "Nothing is waiting today.";
/// Everything planned for today is done.
pub const DONE_TODAY: &str = "You have practised today. There is a little more, if it suits.";
/// A level is marked.
pub const ENTER_KEEPS: &str = "Enter keeps it.";
/// You can leave.
pub const LEAVE_ANY_TIME: &str = "You can leave at any point.";

/// Introduces a new card.
pub const NEW_CARD: &str = "Here is a new one. You can do it now, do a lighter version, or only read it.";
/// Below a cue.
pub const THINK: &str = "Let an answer come. A guess is fine, and so is nothing yet.";
/// Above the first answer of a new card.
pub const ONE_MORE_LOOK: &str = "One more look at the new one. A guess is fine.";
/// Above a card that did not come to mind a moment ago.
pub const ONCE_MORE: &str = "Here it is once more.";
/// The question of recall.
pub const DID_IT_COME: &str = "Did it come to mind?";
/// Below the question of recall.
pub const ABOUT_REMEMBERING: &str = "This is about remembering only, not about whether it helped.";
/// A step that waits for the person.
pub const OWN_PACE: &str = "At your own pace.";
/// Below the last step.
pub const LAST_STEP: &str = "This is the last step.";
/// Above the line that searches cards.
pub const SEARCH: &str = "Search:";
/// Title of the page that puts a card into own words.
pub const IN_YOUR_WORDS: &str = "In your words";
/// Below a line that puts a card into own words.
pub const YOUR_WORDS: &str = "Change it as you like; Enter goes on. Updates of the deck leave your words alone.";
/// Below a part of a long list.
pub const FEWER_BY_TYPING: &str = "A few letters make it shorter.";
/// No card fits what was asked.
pub const NO_CARD_FITS: &str = "No card fits all of that. Fewer words may find one.";
/// Asks whether it helped.
pub const DID_IT_HELP: &str = "Did it help, as far as you can tell?";
/// Below the questions after a practice.
pub const SKIP_ANY: &str = "Enter goes on without an answer. What you did is kept already.";
/// Asks for distress.
pub const DISTRESS: &str = "How much distress is there now?";
/// Asks for connection.
pub const CONNECTION: &str = "How much gets through to you now?";
/// The distress scale.
pub const DISTRESS_ENDS: &[(&str, &str)] = &[
    ("0", "none"),
    ("3", "noticeable"),
    ("5", "hard to ignore"),
    ("7", "hard to function"),
    ("10", "the most you can imagine"),
];
/// The connection scale.
pub const CONNECTION_ENDS: &[(&str, &str)] = &[
    ("0", "nothing gets through, far away"),
    ("3", "faint"),
    ("5", "partly here"),
    ("7", "mostly here"),
    ("10", "fully here and able to feel"),
];
/// Asks how the person is.
pub const HOW_ARE_YOU: &str = "Which is nearest to how you are?";

/// After *worse*.
pub const WORSE: &[&str] = &[
    "Thank you for saying so. That can happen, and it is not your doing.",
    "That is enough for today, if you like. You can look around, or drink some water.",
    "A person may help more than a card right now. The key ! shows people to reach.",
];

/// Title of the pages for this moment.
pub const RIGHT_NOW: &str = "Right now";
/// Asks how the moment is.
pub const HOW_IS_IT_NOW: &str = "Which is nearest to how it is right now?";
/// No word for it is fine too.
pub const NOT_SURE_IS_FINE: &str = "Not sure is fine: Enter goes on.";
/// Help from people, in plain sight.
pub const PEOPLE_ARE_NEAR: &str = "The key ! shows people to reach, at any time.";
/// A person before any card.
pub const PERSON_FIRST: &str =
    "It has been a lot lately. A person may help more than a card: the key ! shows people to reach.";
/// New cards stay away on such a day.
pub const NO_NEW_TODAY: &str = "No new cards today. What you know stays here, if you like.";
/// Check-ins drift.
pub const HEAVIER: &str =
    "Your check-ins have been heavier than usual. It may be a good time to tell someone you trust or a professional.";
/// High distress.
pub const A_LOT_RIGHT_NOW: &str = "That is a lot. Only short things that you know are offered now.";
/// Nothing to offer.
pub const NOTHING_FITS: &str =
    "Nothing fits this moment well. That is fine; you can choose a card yourself, or leave it.";
/// One card is offered.
pub const ONE_THAT_MAY_SUIT: &str = "One that may suit:";
/// Some cards are offered.
pub const SOME_THAT_MAY_SUIT: &str = "A few that may suit:";
/// A choice beside the offers.
pub const CHOOSE_MYSELF: &str = "choose myself";
/// Another.
pub const NOTHING_NOW: &str = "nothing right now";
/// Nothing was chosen.
pub const NOTHING_IS_FINE: &str = "That's fine. Nothing is also an answer.";
/// A practice outside the session is kept.
pub const KEPT: &str = "That is kept.";
/// After it.
pub const MORE_IF_IT_SUITS: &str = "You can leave it at that.";
/// Asks which card was used in life.
pub const WHICH_IN_LIFE: &str = "Which one did you use?";
/// A card that is not in the list.
pub const ANOTHER_CARD: &str = "another card";
/// Offers a wait.
pub const WAIT_OFFER: &str = "If you like, the key t waits five minutes without a practice and asks once more. It shows how far levels drift by themselves.";
/// Why wait.
pub const WHY_WAIT: &str = "Levels move by themselves. Two ratings with no practice between them show how much, so that no practice gets the credit for it.";
/// The wait was long enough.
pub const WAITED: &str = "Long enough. Enter asks once more.";
/// The wait was too long.
pub const WAITED_LONG: &str = "That was a longer wait than counts. It is fine; Enter goes back.";

/// No technique has a rating.
pub const NO_RATED: &str = "Nothing is rated yet, so there is nothing to say. That is how everyone begins.";
/// None in this state.
pub const NO_RATED_HERE: &str = "Nothing is rated in this state yet.";
/// How ratings come about.
pub const HOW_TO_RATE: &str = "After a practice you can say whether it helped, and how much there is now. A level before comes from the key f, how I am. All of it may be left out.";
/// Every verdict is too early.
pub const TOO_EARLY: &str =
    "Too early to say, and that is fine. A few more rated uses will tell more than a quick guess.";
/// How to read the intervals.
pub const HOW_TO_READ: &str = "Beyond the drift means: without the change that comes by itself, and borrowed a little from your other techniques. The range holds the truth about nine times in ten. Those with fewer than four uses are not ranked.";
/// A verdict depends on what was not rated.
pub const DEPENDS: &str = "Some answers depend on uses that were not rated afterwards.";
/// What numbers cannot show.
pub const CANNOT_SHOW: &str = "It cannot show what would have happened without it, what you hoped for, or why. Different moments call for different techniques; the key s shows one state at a time.";
/// No fair test goes on.
pub const NO_TEST: &str = "No fair test goes on. Nobody needs one.";
/// What a fair test is.
pub const WHAT_A_TEST_IS: &str = "A fair test compares two cards that feel all right to you. Chance gives the order of six pairs, one card a moment, when there is not too much. It says more than the everyday record can, and still not much.";
/// How one begins.
pub const HOW_TO_TEST: &str =
    "`rekindle fair-test CARD CARD` begins one, and `rekindle fair-test --stop` ends it at any time.";
/// A fair test goes on.
pub const TEST_GOES_ON: &str =
    "When you look for something right now, the card whose turn it is comes first. You can always take another one.";
/// All pairs are there.
pub const TEST_IS_OVER: &str = "All pairs are there. `rekindle fair-test --stop` puts it away.";
/// What a fair test cannot show.
pub const TEST_CANNOT_SHOW: &str = "Nobody can be kept from knowing which card it is, so what you hope for counts too.";
/// Below the numbers of one technique.
pub const ONE_CANNOT_SHOW: &str =
    "It cannot show what would have happened without it, what you hoped for, or why a moment was hard.";
/// No words were said.
pub const NO_WORDS: &str = "Nothing was said in words yet.";
/// The order of words.
pub const WORDS_ORDER: &str =
    "A longer record stands higher than a short one that looks the same. Not sure counts for neither side.";
/// Below the calendar.
pub const DAYS_SAY: &str =
    "Days with practice, and how you said you were. A day without either is a day like any other.";
/// Nothing rests.
pub const NOTHING_RESTS: &str = "No card rests.";
/// Why cards rest.
pub const WHY_REST: &str = "When two of the last three rated uses in a state were worse, or too many over time, a card rests there for thirty days. You can let it come again at any time.";

/// Below the question of a gate.
pub const GATE_BELOW: &str =
    "You can change this whenever you like: `rekindle gates`. Without it, you get other practices.";

/// When to stop a practice.
pub const STOP_SIGNS: &[&str] = &[
    "You feel faint, have chest pain, or get short of breath.",
    "You lose track of time or place, or pictures flood in.",
    "You feel an urge to hurt yourself.",
    "A plain *no* is enough.",
];
/// Title of the page of stop signs.
pub const WHEN_TO_STOP: &str = "When to stop";
/// What to do then.
pub const STOP_THEN: &str = "Stop. Look around. Move a little. Drink some water. Reach a person.";
/// When stopping is not enough.
pub const STOP_MEDICAL: &str = "For chest pain, fainting or trouble getting air, get medical help.";
/// Stopping costs nothing.
pub const STOP_FREE: &str = "Stopping takes nothing away.";

/// Title of the page of help lines.
pub const PEOPLE_TO_REACH: &str = "People to reach";
/// Help lines, first of all.
pub const EMERGENCY: &str = "If you may act on thoughts of ending your life, or are in danger, call your local emergency number, or go where \
     people are.";
/// Above the person's own people.
pub const OWN_PEOPLE: &str = "Your own people and places";
/// When there are none yet.
pub const NO_PEOPLE: &str = "There is room here for your own people and places.";
/// When no line is known for a region.
pub const NO_LINES: &str = "No lines are listed for your place yet. These are the lines of other places.";
/// In front of an old number.
pub const CHECK_NUMBER: &str = "Check this number first.";
/// Last on the page.
pub const CANNOT_TELL: &str = "This app cannot tell if you are in danger, and nobody sees what you type.";

/// When an answer could not be saved.
pub const NOT_SAVED: &str = "Your answer is not saved yet. It is kept here; Enter tries again.";

/// When something could not be read.
pub const NOT_SHOWN: &str = "That cannot be shown now. Nothing of yours is touched; Enter goes back.";

/// Returns the question for a gate: what it is about, its caution, and whether that is all right.
pub const fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Breath => {
            "Some practices turn to the breath. Watching it can bring dizziness or panic, and small breaths are fine."
        }
        Gate::Body => {
            "Some practices turn to the body or move it. It can bring up pain or memories, and you can stop at any time."
        }
        Gate::Touch => "Some practices rest a hand on your own body. If touch is not welcome, an object does as well.",
        Gate::Imagery => {
            "Some practices use pictures in the mind. Pictures can turn; if one does, leave it and look around."
        }
        Gate::Hold => {
            "These hold the breath for a few seconds. Leave them off in pregnancy, or with heart or lung disease, high \
             blood pressure, seizures or panic."
        }
        Gate::Cold => {
            "These use cool water on the skin. Leave them off in pregnancy, or with heart or rhythm problems, medicines \
             that slow the heart, high or low blood pressure, an eating disorder, or skin or fingers that react to cold."
        }
        Gate::Exertion => {
            "These get the heart working. Leave them off in pregnancy, or with heart or lung illness, asthma, high blood \
             pressure, fainting, an eating disorder or an injury."
        }
        Gate::Scan => {
            "These go through the body, part by part. With trauma, pain, body worries or a sense of being unreal, they \
             can make things harder."
        }
        Gate::Memory => "These come near a hard memory. Memories of trauma are better met with a therapist than alone.",
    }
}

/// Asks for consent to a mild gate.
pub const IS_THAT_ALL_RIGHT: &str = "Is that all right for you?";

/// Returns a grade with its plain explanation.
pub const fn recall(recall: Recall) -> &'static str {
    match recall {
        Recall::Again => "not this time (it did not come, or something else did)",
        Recall::Hard => "with effort (slowly, or in part)",
        Recall::Good => "yes (the steps came)",
        Recall::Easy => "easily (they came at once)",
    }
}

/// Returns one of the two answers that there usually are, with its plain explanation.
pub const fn one_of_two(recall: Recall) -> &'static str {
    match recall {
        Recall::Again | Recall::Hard => "not this time (it did not come, or you needed to look)",
        Recall::Good | Recall::Easy => "yes (it came to mind, slowly or quickly)",
    }
}

/// Said once, when *with effort* seems to stand for *not this time*.
pub const EFFORT_MEANS: &str = "A small thing about the answers: *with effort* means that it came, only slowly. When it did not come, *not this time* brings it back sooner. If two answers suit you better: `rekindle settings grades two`.";

/// After the fifth *not this time* of a card.
pub const STUCK: &str =
    "This one has not come to mind five times by now. That says more about the card than about you.";
/// How to change it.
pub const STUCK_EDIT: &str = "You might put its cue in your own words, or change its steps:";
/// How to let it rest.
pub const STUCK_REST: &str = "Or let it rest for now: the key r. It comes again whenever you say so.";
/// Nothing has to be done.
pub const STUCK_OR: &str = "Enter goes on, and it stays as it is.";

/// After a card was passed over three times in a row.
pub const PASSED_OVER: &str = "You passed this one over three times, which is fine. It may not fit right now.";
/// What may be done about it.
pub const PASSED_OVER_OR: &str =
    "If you like, the key r lets it rest until you say otherwise, and the key e puts it in your own words.";

/// Offers numb mode.
pub const FEWER_WORDS_OFFER: &str = "If many words are too much now: the key m shows fewer, one thing on a screen.";
/// A new card in numb mode.
pub const ONE_SMALL_THING: &str = "One small thing at a time. Doing it halfway is fine.";
/// Above the settings.
pub const SETTINGS_ABOVE: &str = "All of this is yours to change, at any time.";
/// Above the kinds of consent.
pub const GATES_ABOVE: &str = "What practices may turn to. You can change your mind at any time.";
/// Consent is given.
pub const GATE_ALLOW: &str = "allow such practices";
/// Consent is withdrawn.
pub const GATE_WITHDRAW: &str = "leave them out";
/// Above the decks.
pub const DECKS_ABOVE: &str = "The decks here. Each is a file that somebody wrote.";
/// Below a deck.
pub const DECK_COMMANDS: &str =
    "The command `rekindle deck` checks, adds, compares and takes out decks. What you learned stays with you.";
/// Below a setting that is read at the start.
pub const NEXT_START: &str = "This changes the next time you begin.";
/// Below the keys of a page.
pub const KEYS_BELOW: &str =
    "The arrows, j and k walk through choices and long pages. Any key can be another one: the setting `keys`.";

/// What the program says of itself, beside what it is and is not: a heading and some sentences each.
pub const ABOUT: &[(&str, &str)] = &[
    (
        "What was tried, and what was not",
        "The timing comes from FSRS. It was tested on flashcards, not on skills like these. No clinician has reviewed the \
         cards yet. People with lived experience have not tried it yet. Nobody has tested it as a whole.",
    ),
    (
        "Who made it",
        "rekindle is free software. You may read, change and share it. It takes no money, has no ads and sells nothing. No \
         maker of a treatment paid for it or had a say in it. Each deck names its own authors: look there with the key d.",
    ),
    (
        "What is kept",
        "What you do stays in files on this machine that only you can read. Nothing is sent anywhere. You can take it with \
         you or erase it: `rekindle record`.",
    ),
];

/// Title of a note.
pub const NOTE_TITLE: &str = "A note";
/// What a note is for.
pub const NOTE_LABEL: &str = "In your own words, for yourself:";
/// Below a field in which one writes.
pub const WRITING_BELOW: &str = "Esc keeps it. Nobody looks through what you write here.";
/// The same, line by line.
pub const WRITING_LINES: &str =
    "Type a line at a time; an empty line keeps it. The first one takes the place of what stands there.";
/// Title of the person's own plan for hard times.
pub const PLAN_TITLE: &str = "A plan of your own";
/// Above it.
pub const PLAN_ABOVE: &str = "For hard times, in your own words. Write what you like, leave out what you like.";
/// Asks for a heading.
pub const PLAN_HEADING: &str = "A heading of your own";
/// Headings on offer.
pub const PLAN_HEADINGS: &[&str] = &[
    "How I notice that it gets hard",
    "What helps me, even a little",
    "Places where I feel all right",
    "People I like to be with",
    "People I can ask for help",
    "What I can put out of reach",
    "What I want to stay for",
];

/// Above the weeks ahead.
pub const WEEKS_AHEAD: &str = "What the weeks ahead are likely to bring.";
/// Before how the last weeks compare with what was foreseen.
pub const ONCE_A_MONTH: &str = "Once a month, a look back. Nothing has to match.";
/// Below them.
pub const WEEKS_CHANGE: &str = "It moves with every practice, and a week away is a week away.";

/// Returns the words for what a practice did.
pub const fn helped(helped: Helped) -> &'static str {
    match helped {
        Helped::Helped => "it helped",
        Helped::Same => "no change",
        Helped::Worse => "worse",
        Helped::Unsure => "not sure",
    }
}

/// Writes a small number as a word.
pub fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Writes a number of things: `one practice`, `three practices`.
pub fn count(n: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

/// Writes a time in minutes, as people say it.
pub fn minutes(seconds: u32) -> String {
    match (seconds + 30) / 60 {
        0 => "less than a minute".to_owned(),
        1 => "about a minute".to_owned(),
        n => format!("about {} minutes", number(n as usize)),
    }
}

/// Joins names: `a`, `a and b`, `a, b and c`.
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Makes the first letter large.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
