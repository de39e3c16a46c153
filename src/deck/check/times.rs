//! Times: what a step says against what its timer does, and how long a card takes.

use std::ops::RangeInclusive;

use super::Findings;
use super::phrase::{Words, number};
use super::texts::{Role, Text};
use crate::deck::model::{Breath, Card, Step};
use crate::deck::problem::{Severity, why};

/// Seconds of a card beyond which somebody had better look. The longest that ships takes ten minutes, and a session
/// takes at most an hour; three times the one and half of the other is our judgement.
const LONGEST_CARD: u32 = 1_800;

/// Seconds below which a card is over before it is read. Our judgement.
const SHORTEST_CARD: u32 = 5;

/// Words that can be read in a second, at most: twice the usual pace of silent reading, 238 words a minute (Brysbaert
/// 2019), rounded down, so that only what nobody can read is named.
const FASTEST: u32 = 7;

/// Units of time, in several languages, with their seconds.
const UNITS: &[(&str, u32)] = &[
    ("s", 1),
    ("sec", 1),
    ("secs", 1),
    ("second", 1),
    ("seconds", 1),
    ("sekunde", 1),
    ("sekunden", 1),
    ("seconde", 1),
    ("secondes", 1),
    ("seconden", 1),
    ("segundo", 1),
    ("segundos", 1),
    ("secondi", 1),
    ("min", 60),
    ("mins", 60),
    ("minute", 60),
    ("minutes", 60),
    ("minuten", 60),
    ("minuut", 60),
    ("minuto", 60),
    ("minutos", 60),
    ("minuti", 60),
];

/// Words after which a time is how long to do something.
const LEADS: &[&str] = &[
    "for", "hold", "wait", "rest", "stay", "pause", "press", "squeeze", "keep", "spend", "count", "during", "für",
    "lang", "pendant", "durant", "por", "durante", "per",
];

/// Words that may stand between those and the time.
const ABOUT: &[&str] = &[
    "about", "around", "roughly", "another", "at", "least", "up", "to", "the", "next", "full", "some", "whole", "etwa",
    "environ", "unos",
];

/// Words that tell of doing something more than once.
const AGAIN: &[&str] = &[
    "each",
    "every",
    "times",
    "again",
    "repeat",
    "both",
    "twice",
    "round",
    "rounds",
    "then",
    "side",
    "sides",
    "more",
    "alternate",
    "either",
];

/// A time that a text names.
struct Named {
    /// Shortest and longest seconds.
    seconds: RangeInclusive<u32>,
    first: usize,
    last: usize,
}

/// Looks at the times of a card.
pub(super) fn card(card: &Card, at: &str, texts: &[Text<'_>], found: &mut Findings) {
    for (name, steps) in [("steps", &card.steps), ("lighter", &card.lighter)] {
        for (index, step) in steps.iter().enumerate() {
            let of_step = |text: &&Text<'_>| text.role == Role::Do && text.place.is_step(name, index);
            if let Some(text) = texts.iter().find(of_step) {
                let path = || format!("{at}.{name}[{index}]");
                lasting(step, path, text, found);
                counted(step, path, text, found);
                readable(step, path, text, found);
            }
        }
    }
    whole(card, at, found);
}

/// Compares the times that a text names with the timer.
fn lasting(step: &Step, path: impl Fn() -> String, text: &Text<'_>, found: &mut Findings) {
    let named = named(&text.words);
    let Some(longest) = named.iter().max_by_key(|named| *named.seconds.end()) else { return };
    let part = (text.place.to_string(), text.words.span(longest.first, longest.last));
    let said = text.whole.get(part.1.clone()).unwrap_or_default().to_owned();
    let wanted = *longest.seconds.start();
    if !step.is_timed() {
        let message = format!("the text says \"{said}\", and the step has no timer");
        let hint = format!("add \"seconds\": {wanted}");
        found.tell_part(Severity::Advice, part, message, hint, why::TIME);
        return;
    }
    let (once, total) = (step.seconds.unwrap_or(0), step.seconds_total());
    let sum: u32 = named.iter().map(|named| *named.seconds.start()).fold(0, u32::saturating_add);
    let fits = |seconds: u32| close(seconds, &longest.seconds) || seconds == sum;
    if fits(total) || (once > 0 && fits(once)) {
        return;
    }
    let again = named.len() > 1 || text.words.has_beside(longest.first, AGAIN);
    if total > *longest.seconds.end() && again {
        return;
    }
    let message = format!("the text says \"{said}\", and the timer runs {total} seconds");
    let field = format!("{}.{}", path(), if step.breathe.is_some() { "breathe" } else { "seconds" });
    let hint = format!("write {wanted} in {field}, or change the text");
    found.tell_part(Severity::Warning, part, message, hint, why::TIME);
}

/// Tells whether a time is as long as named, give or take a tenth.
fn close(seconds: u32, named: &RangeInclusive<u32>) -> bool {
    let (least, most) = (u64::from(*named.start()), u64::from(*named.end()));
    (least * 9..=most * 11).contains(&(u64::from(seconds) * 10))
}

/// Finds the times in a text that say how long to do something.
fn named(words: &Words) -> Vec<Named> {
    let word = |at: usize| words.get(at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.all.len() {
        let Some((seconds, last)) = duration(words, at) else {
            at += 1;
            continue;
        };
        let mut before = at.checked_sub(1);
        while let Some(here) = before.filter(|here| word(*here).is_some_and(|word| ABOUT.contains(&word))) {
            before = here.checked_sub(1);
        }
        let leads =
            before.is_some_and(|here| words.together(here, at) && word(here).is_some_and(|word| LEADS.contains(&word)));
        if leads {
            found.push(Named { seconds, first: at, last });
        }
        at = last + 1;
    }
    found
}

/// Reads a time that begins at a word, such as `30 seconds`, `20 to 30 s`, `half a minute`; returns its last word.
fn duration(words: &Words, at: usize) -> Option<(RangeInclusive<u32>, usize)> {
    let word = |at: usize| words.get(at);
    let unit = |at: usize| {
        let word = word(at)?;
        UNITS.iter().find(|(name, _)| *name == word).map(|(_, seconds)| *seconds)
    };
    if word(at)? == "half" && word(at + 1) == Some("a") && words.together(at, at + 2) {
        let half = unit(at + 2)? / 2;
        return (half > 0).then_some((half..=half, at + 2));
    }
    if matches!(word(at)?, "a" | "an") && words.together(at, at + 1) {
        // *For a second* is said of a moment.
        let one = unit(at + 1).filter(|seconds| *seconds > 1)?;
        return Some((one..=one, at + 1));
    }
    if let Some((digits, rest)) = word(at)?.split_at_checked(word(at)?.trim_end_matches(char::is_alphabetic).len())
        && let (Ok(count), Some((_, seconds))) =
            (digits.parse::<u32>(), UNITS.iter().find(|(name, _)| *name == rest && !rest.is_empty()))
    {
        let seconds = count.checked_mul(*seconds)?;
        return Some((seconds..=seconds, at));
    }
    let (low, mut next) = whole_number(words, at)?;
    let mut high = low;
    let joint = usize::from(matches!(word(next), Some("to" | "or" | "bis" | "à" | "a")));
    if let Some((other, after)) = whole_number(words, next + joint) {
        (high, next) = (other.max(low), after);
    }
    let seconds = unit(next).filter(|_| words.together(at, next))?;
    Some((low.checked_mul(seconds)?..=high.checked_mul(seconds)?, next))
}

/// Reads a number that may be two words, `forty-five`; returns the word after it.
fn whole_number(words: &Words, at: usize) -> Option<(u32, usize)> {
    let of = |at: usize| words.get(at).and_then(number);
    let first = of(at)?;
    let spelled = words.get(at).is_some_and(|word| word.chars().all(char::is_alphabetic));
    match of(at + 1) {
        Some(second) if spelled && first >= 20 && second < 10 => Some((first + second, at + 2)),
        _ => Some((first, at + 1)),
    }
}

/// Compares how often a text says with what the step does.
fn counted(step: &Step, path: impl Fn() -> String, text: &Text<'_>, found: &mut Findings) {
    let mut differs = |first: usize, last: usize, has: u32, field: &str| {
        let Some(says) = (first..=last).find_map(|at| text.words.get(at).and_then(number)) else {
            return;
        };
        if says != has {
            let part = (text.place.to_string(), text.words.span(first, last));
            let said = text.whole.get(part.1.clone()).unwrap_or_default();
            let message = format!("the text says \"{said}\", and \"{field}\" is {has}");
            found.tell_part(Severity::Warning, part, message, format!("make them agree in {}", path()), why::TIME);
        }
    };
    if let Some(times) = step.times
        && let Some((first, last)) = text.words.find("# times").next()
    {
        differs(first, last, times, "times");
    }
    let Some(Breath { inward, hold, out, rounds, .. }) = step.breathe else { return };
    for (pattern, has, field) in [
        ("in|inhale ~ for #", inward, "in"),
        ("out|exhale ~ for #", out, "out"),
        ("hold ~ for #", hold, "hold"),
        ("# breaths|rounds", rounds, "rounds"),
    ] {
        if let Some((first, last)) = text.words.find(pattern).next() {
            differs(first, last, has, field);
        }
    }
}

/// A text that is longer than its time.
fn readable(step: &Step, path: impl Fn() -> String, text: &Text<'_>, found: &mut Findings) {
    let words = u32::try_from(text.words.all.len()).unwrap_or(u32::MAX);
    let seconds = step.seconds_total();
    if step.is_timed() && words > seconds.saturating_mul(FASTEST) {
        let message = format!("{words} words to read in {seconds} seconds");
        let hint = "give it more time, or fewer words";
        found.tell(Severity::Warning, format!("{}.seconds", path()), message, hint, why::TIME);
    }
}

/// How long the card takes as a whole.
fn whole(card: &Card, at: &str, found: &mut Findings) {
    let (seconds, lighter) = (card.seconds(), card.lighter_seconds());
    let mut tell = |part: &str, message: String, hint: &'static str, why: &'static str| {
        found.tell(Severity::Warning, format!("{at}.{part}"), message, hint, why);
    };
    if seconds > LONGEST_CARD {
        let message = format!("the steps take {} minutes", seconds / 60);
        tell(
            "steps",
            message,
            "look for a slip in a time, or make several cards of it",
            "a session takes five minutes",
        );
    } else if seconds < SHORTEST_CARD && !card.steps.is_empty() {
        let message = format!("the steps take {seconds} s");
        tell("steps", message, "look for a slip in a time", why::TIME);
    }
    if !card.lighter.is_empty() && lighter > seconds {
        let message = format!("the lighter steps take {lighter} seconds, the others {seconds}");
        let why = "lighter is for the days on which little is possible";
        tell("lighter", message, "make them shorter; without any, *lighter* halves the times", why);
    }
}
