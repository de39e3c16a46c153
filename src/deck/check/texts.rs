//! Every text of a deck, with the place it has in the file and what it is for.

use super::Draft;
use super::phrase::Words;
use crate::deck::model::{Card, Step};
use crate::deck::text::SafeText;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A name that stands above something.
    Title,
    /// A sentence to do.
    Do,
    /// Any other sentences.
    Prose,
    /// Where an idea comes from.
    Source,
}

/// A text of a deck, taken apart.
pub(super) struct Text<'d> {
    pub(super) path: String,
    pub(super) role: Role,
    pub(super) whole: &'d str,
    pub(super) words: Words,
}

impl<'d> Text<'d> {
    fn new(path: String, role: Role, text: &'d SafeText) -> Self {
        Self { path, role, whole: text.as_str(), words: Words::of(text.as_str()) }
    }
}

/// Lists the texts of a deck that belong to no card.
pub(super) fn of_deck(draft: &Draft) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    found.extend(draft.title.as_ref().map(|text| Text::new("title".to_owned(), Role::Title, text)));
    found.extend(draft.summary.as_ref().map(|text| Text::new("summary".to_owned(), Role::Prose, text)));
    let when_not = draft.contraindications.as_ref();
    found.extend(when_not.map(|text| Text::new("contraindications".to_owned(), Role::Prose, text)));
    for (index, path) in draft.paths.iter().enumerate() {
        found.extend(path.as_ref().map(|path| Text::new(format!("paths[{index}].title"), Role::Title, &path.title)));
    }
    found
}

/// Lists the texts of a card; `at` is its path.
pub(super) fn of_card<'d>(card: &'d Card, at: &str) -> Vec<Text<'d>> {
    let mut found = vec![Text::new(format!("{at}.title"), Role::Title, &card.title)];
    let cues = card.cues.iter().enumerate();
    found.extend(cues.map(|(index, cue)| Text::new(format!("{at}.cues[{index}]"), Role::Prose, cue)));
    for (name, steps) in [("steps", &card.steps), ("lighter", &card.lighter)] {
        let said = |(index, step): (usize, &'d Step)| Some((index, step.say.as_ref()?));
        let says = steps.iter().enumerate().filter_map(said);
        found.extend(says.map(|(index, say)| Text::new(format!("{at}.{name}[{index}].do"), Role::Do, say)));
    }
    found.extend(card.why.as_ref().map(|why| Text::new(format!("{at}.why"), Role::Prose, why)));
    found.extend(card.caution.as_ref().map(|caution| Text::new(format!("{at}.caution"), Role::Prose, caution)));
    let sources = card.evidence.iter().flat_map(|evidence| evidence.sources.iter().enumerate());
    found.extend(
        sources.map(|(index, source)| Text::new(format!("{at}.evidence.sources[{index}]"), Role::Source, source)),
    );
    found
}

/// Lists the cards that could be read, with their paths.
pub(super) fn cards(draft: &Draft) -> impl Iterator<Item = (String, &Card)> {
    draft.cards.iter().enumerate().filter_map(|(index, draft)| Some((format!("cards[{index}]"), draft.card.as_ref()?)))
}
