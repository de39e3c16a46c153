//! How hard a card is to read, and whether two cards are told apart.

use std::collections::HashMap;

use super::{Findings, Known};
use crate::deck::model::Card;
use crate::deck::problem::{Severity, shown, why};
use crate::deck::reading::{Count, prose};

/// The hardest a card may read, in school years. The aim is seven; one more is room for a word of the field.
const HARDEST: f64 = 8.0;

/// Fewest words of a card whose grade says something. The formula was made for whole pages; our judgement.
const FEWEST_WORDS: usize = 30;

/// Grades a card, for decks in English.
pub(super) fn card(card: &Card, at: &str, found: &mut Findings) {
    let count = Count::of(prose(card));
    let grade = count.grade();
    if count.words < FEWEST_WORDS || grade <= HARDEST {
        return;
    }
    let hardest = prose(card).map(|text| (Count::of(std::iter::once(text)), text)).filter(|(count, _)| count.words > 3);
    let hardest = hardest.max_by(|(one, _), (other, _)| one.grade().total_cmp(&other.grade()));
    let hint = hardest
        .map_or_else(String::new, |(_, text)| format!("short sentences, short words; hardest is: {}", shown(text)));
    let message = format!("the card reads at school year {grade:.1}; the aim is 7, the most is 8");
    found.tell(Severity::Warning, at.to_owned(), message, hint, why::READING);
}

/// Two cards with one title.
pub(super) fn titles(known: &Known<'_>, found: &mut Findings) {
    let mut seen = HashMap::with_capacity(known.draft.cards.len());
    for (index, card) in known.draft.cards.iter().enumerate() {
        let title = card.card.as_ref().map_or_else(String::new, |card| card.title.as_str().trim().to_lowercase());
        if title.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(title, index) {
            let at = format!("cards[{index}]");
            let message = format!("cards[{first}] has the same title");
            let hint = "give each card a title of its own";
            let why = "in a list of cards, the title is all that tells them apart";
            found.tell(Severity::Warning, format!("{at}.title"), message, hint, why);
        }
    }
}

/// A deck in another language than English: what looks at words cannot judge it, and says so.
pub(super) fn language(known: &Known<'_>, found: &mut Findings) {
    let Some(language) = &known.draft.language else { return };
    let message = format!("words are not looked at in \"{}\", only in English", shown(language.as_str()));
    let hint = "have somebody who speaks it look at gates, cautions, tone and how easily it reads";
    let why = "a check that stays silent about what it cannot see would pass for a clean one";
    found.tell(Severity::Advice, "language".to_owned(), message, hint, why);
}
