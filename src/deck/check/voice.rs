//! Words that press, blame or promise.

use std::sync::LazyLock;

use super::Findings;
use super::phrase::{Table as Patterns, Words};
use super::texts::{Role, Text};
use crate::deck::problem::{Severity, shown, why};

/// A wording that has no place on a card.
struct Wording {
    /// Its pattern, see [`super::phrase`].
    says: &'static str,
    mend: &'static str,
    why: &'static str,
}

const fn row(says: &'static str, mend: &'static str, why: &'static str) -> Wording {
    Wording { says, mend, why }
}

const INVITE: &str = "invite: \"you might\", \"if it suits\", or only the thing to do";
const FACTS: &str = "say what is hard now, without a verdict";
const NO_COUNT: &str = "leave it out; time away is fine";
const OWN_WORDS: &str = "say what to do, in small steps";
const NO_PROMISE: &str = "say that it may help, or what it did for some";

/// The rules of voice of the decks that ship and of the program itself: an invitation, no blame, no promise. From
/// trauma-informed practice (SAMHSA 2014; Chen et al. 2022) and safe messaging on suicide; the list is our judgement.
const VOICE: &[Wording] = &[
    row("should|shouldn't", INVITE, why::VOICE),
    row("just", "leave it out: it says that this is easy", why::VOICE),
    row("must|mustn't", INVITE, why::VOICE),
    row("calm down", "say what to do: look round, press the feet", why::VOICE),
    row("broken", FACTS, why::VOICE),
    row("failure|failures", FACTS, why::VOICE),
    row("failed", FACTS, why::VOICE),
    row("missed", NO_COUNT, why::VOICE),
    row("overdue", NO_COUNT, why::VOICE),
    row("streak|streaks", NO_COUNT, why::VOICE),
    row("pull yourself together", OWN_WORDS, why::VOICE),
    row("snap out of", OWN_WORDS, why::VOICE),
    row("get over it", OWN_WORDS, why::VOICE),
    row("cheer up", OWN_WORDS, why::VOICE),
    row("safe place|space", "say \"a place that is okay\": safety cannot be promised", why::PROMISE),
    row("will heal|cure", NO_PROMISE, why::PROMISE),
    row("heals", NO_PROMISE, why::PROMISE),
    row("cures", NO_PROMISE, why::PROMISE),
    row("guarantee|guarantees|guaranteed", NO_PROMISE, why::PROMISE),
    row("release|releases|releasing ~ trauma", NO_PROMISE, why::PROMISE),
    row(
        "commit|commits|committed|committing suicide",
        "say \"end their life\" or \"die by suicide\"",
        "the word of a crime keeps people from speaking of it",
    ),
];

static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::new(VOICE.iter().enumerate().map(|(number, wording)| (number, wording.says))));

/// Finds the wordings in a text: which, and where.
fn found(words: &Words) -> impl Iterator<Item = (&'static Wording, (usize, usize))> {
    let places = PATTERNS.find(words).into_iter();
    places.filter_map(|(number, first, last)| Some((VOICE.get(number)?, (first, last))))
}

/// Names the wordings in a text, for the laws of the decks that ship and of the program's own sentences.
#[cfg(test)]
pub(in crate::deck) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<_> = found(&Words::of(text)).map(|(wording, _)| first_words(wording.says)).collect();
    names.dedup();
    names
}

#[cfg(test)]
fn first_words(pattern: &str) -> String {
    let words = pattern.split(' ').filter(|part| *part != "~").filter_map(|part| part.split('|').next());
    words.collect::<Vec<_>>().join(" ")
}

/// Looks for them in texts. What stands in quotation marks or between stars is somebody's voice, not the card's.
pub(super) fn texts(texts: &[Text<'_>], findings: &mut Findings) {
    for text in texts.iter().filter(|text| text.role != Role::Source) {
        for (wording, (first, last)) in found(&text.words) {
            let part = text.words.span(first, last);
            if text.words.all.get(first).is_some_and(|word| word.quoted) || starred(text.whole, part.start) {
                continue;
            }
            let said = shown(text.whole.get(part.clone()).unwrap_or_default());
            let heard = if wording.why == why::PROMISE { "a promise" } else { "pressure or blame" };
            let message = format!("\"{said}\" may be heard as {heard}");
            findings.tell_part(Severity::Warning, (text.place.to_string(), part), message, wording.mend, wording.why);
        }
    }
}

/// Tells whether a place stands between two stars, as what one might say often does.
fn starred(text: &str, at: usize) -> bool {
    let count = |part: Option<&str>| part.unwrap_or_default().matches('*').count();
    count(text.get(..at)) % 2 == 1 && count(text.get(at..)) > 0
}
