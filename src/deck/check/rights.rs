//! What belongs to others: registered and owned names as titles, long quotations.

use std::sync::LazyLock;

use super::Findings;
use super::phrase::Table as Patterns;
use super::texts::{Role, Text};
use crate::deck::problem::{Severity, shown, why};

/// A name with an owner.
struct Owned {
    /// In lower case, or in capitals when only capitals are meant.
    name: &'static str,
    whose: &'static str,
}

const fn row(name: &'static str, whose: &'static str) -> Owned {
    Owned { name, whose }
}

/// Names that are registered, or whose owners ask for permission, as far as their owners say; common names of methods
/// such as *breathing space* are not among them. Naming one as a source is fine.
const OWNED: &[Owned] = &[
    row("DBT", "a mark for Linehan's treatment and training"),
    row("dialectical behavior therapy", "Linehan's treatment"),
    row("dialectical behaviour therapy", "Linehan's treatment"),
    row("TIPP", "a set of skills of the DBT manual"),
    row("TIP", "a set of skills of the DBT manual"),
    row("DEAR MAN", "a set of skills of the DBT manual"),
    row("IMPROVE", "a set of skills of the DBT manual"),
    row("ACCEPTS", "a set of skills of the DBT manual"),
    row("STOP", "a skill of the DBT manual"),
    row("PLEASE", "a set of skills of the DBT manual"),
    row("GIVE", "a set of skills of the DBT manual"),
    row("FAST", "a set of skills of the DBT manual"),
    row("ABC PLEASE", "a set of skills of the DBT manual"),
    row("EMDR", "a clinical method that requires training"),
    row("eye movement desensitization", "a clinical method that requires training"),
    row("MSC", "a mark of the Center for Mindful Self-Compassion"),
    row("mindful self compassion", "a mark of the Center for Mindful Self-Compassion"),
    row("self compassion break", "a practice of Mindful Self-Compassion"),
    row("MBSR", "a programme with teachers of its own"),
    row("MBCT", "a programme with teachers of its own"),
    row("somatic experiencing", "a registered mark"),
    row("sensorimotor psychotherapy", "a registered mark"),
    row("TRE", "a registered mark"),
    row("tension releasing exercises", "a registered mark"),
    row("trauma releasing exercises", "a registered mark"),
    row("tension trauma releasing exercises", "a registered mark"),
    row("havening", "a registered mark"),
    row("heartmath", "a registered mark"),
    row("butterfly hug", "the named method of Artigas and Jarero"),
    row("brainspotting", "a registered mark"),
    row("internal family systems", "a mark of the IFS Institute"),
    row("IFS", "a mark of the IFS Institute"),
    row("hakomi", "a registered mark"),
    row("feldenkrais", "a registered mark"),
    row("wim hof", "a registered mark"),
    row("safe and sound protocol", "a registered mark"),
    row("seeking safety", "a registered mark"),
    row("stanley brown", "a form that needs permission"),
    row("wellness recovery action plan", "a registered mark"),
    row("WRAP", "a registered mark"),
    row("window of tolerance", "a named idea with artwork that is owned"),
    row("emotional freedom techniques", "a named method"),
    row("headspace", "a registered mark"),
];

/// Most words of a quotation; about a sentence or two. Our judgement: what may be quoted differs by country.
const LONGEST_QUOTATION: usize = 25;

/// Looks for names in titles and for long quotations anywhere but in sources.
pub(super) fn texts(texts: &[Text<'_>], found: &mut Findings) {
    for text in texts {
        match text.role {
            Role::Title => title(text, found),
            Role::Source => continue,
            Role::Do | Role::Prose => {}
        }
        quotation(text, found);
    }
}

/// The names in lower case, as texts are taken apart.
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let lower = |owned: &Owned| -> &'static str { owned.name.to_lowercase().leak() };
    Patterns::new(OWNED.iter().enumerate().map(|(number, owned)| (number, lower(owned))))
});

fn title(text: &Text<'_>, found: &mut Findings) {
    let said = |first, last| text.whole.get(text.words.span(first, last)).unwrap_or_default();
    // Capitals are an acronym only in capitals: *Stop and look* is nobody's, and neither is a title that shouts.
    let meant = |owned: &Owned, said: &str| {
        let capitals = owned.name == owned.name.to_uppercase();
        let quiet = text.whole.chars().any(char::is_lowercase) || said == text.whole.trim();
        !capitals || (said == owned.name && quiet)
    };
    let places = PATTERNS.find(&text.words).into_iter();
    let named = places.filter_map(|(number, first, last)| Some((OWNED.get(number)?, first, last)));
    // Of names inside each other the longest is meant.
    let best = named
        .filter(|(owned, first, last)| meant(owned, said(*first, *last)))
        .max_by_key(|(_, first, last)| last - first);
    if let Some((owned, first, last)) = best {
        let part = text.words.span(first, last);
        let message = format!("\"{}\" in a title: {}", shown(said(first, last)), owned.whose);
        let hint = "give it a title of your own, and name where the idea comes from under \"sources\"";
        found.tell_part(Severity::Warning, (text.place.to_string(), part), message, hint, why::RIGHTS);
    }
}

fn quotation(text: &Text<'_>, found: &mut Findings) {
    let words = &text.words.all;
    let mut start = 0;
    while let Some(first) = (start..words.len()).find(|at| words.get(*at).is_some_and(|word| word.quoted)) {
        let after =
            (first..words.len()).find(|at| words.get(*at).is_some_and(|word| !word.quoted)).unwrap_or(words.len());
        if after - first > LONGEST_QUOTATION {
            let part = text.words.span(first, after - 1);
            let message = format!("a quotation of {} words", after - first);
            let hint = "say it in your own words, and name where the idea comes from under \"sources\"";
            found.tell_part(Severity::Warning, (text.place.to_string(), part), message, hint, why::RIGHTS);
        }
        start = after;
    }
}
