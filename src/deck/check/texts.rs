//! Every text of a deck, with the place it has in the file and what it is for.

use std::fmt;

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

/// Where a text stands, as in `cards[3].steps[0].do`; written out only when there is something to say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'d> {
    /// The path of what holds it; empty for the deck.
    at: &'d str,
    part: &'static str,
    number: Option<usize>,
    last: &'static str,
}

impl Place<'_> {
    /// Tells whether it is the sentence of a step, `steps` or `lighter`.
    pub(super) fn is_step(&self, part: &str, number: usize) -> bool {
        self.part == part && self.number == Some(number)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dot = if self.at.is_empty() { "" } else { "." };
        write!(f, "{}{dot}{}", self.at, self.part)?;
        self.number.map_or(Ok(()), |number| write!(f, "[{number}]"))?;
        f.write_str(self.last)
    }
}

/// A text of a deck, taken apart.
pub(super) struct Text<'d> {
    pub(super) place: Place<'d>,
    pub(super) role: Role,
    pub(super) whole: &'d str,
    pub(super) words: Words,
}

impl<'d> Text<'d> {
    fn new(place: Place<'d>, role: Role, text: &'d SafeText) -> Self {
        Self { place, role, whole: text.as_str(), words: Words::of(text.as_str()) }
    }
}

/// Lists the texts of a deck that belong to no card.
pub(super) fn of_deck(draft: &Draft) -> Vec<Text<'_>> {
    let place = |part| Place { at: "", part, number: None, last: "" };
    let mut found = Vec::new();
    found.extend(draft.title.as_ref().map(|text| Text::new(place("title"), Role::Title, text)));
    found.extend(draft.summary.as_ref().map(|text| Text::new(place("summary"), Role::Prose, text)));
    let when_not = draft.contraindications.as_ref();
    found.extend(when_not.map(|text| Text::new(place("contraindications"), Role::Prose, text)));
    for (index, path) in draft.paths.iter().enumerate() {
        let place = Place { number: Some(index), last: ".title", ..place("paths") };
        found.extend(path.as_ref().map(|path| Text::new(place, Role::Title, &path.title)));
    }
    found
}

/// Lists the texts of a card; `at` is its path.
pub(super) fn of_card<'d>(card: &'d Card, at: &'d str) -> Vec<Text<'d>> {
    let place = |part| Place { at, part, number: None, last: "" };
    let item = |part, number, last| Place { at, part, number: Some(number), last };
    let mut found = Vec::with_capacity(4 + card.cues.len() + card.steps.len() + card.lighter.len());
    found.push(Text::new(place("title"), Role::Title, &card.title));
    let cues = card.cues.iter().enumerate();
    found.extend(cues.map(|(index, cue)| Text::new(item("cues", index, ""), Role::Prose, cue)));
    for (name, steps) in [("steps", &card.steps), ("lighter", &card.lighter)] {
        let said = |(index, step): (usize, &'d Step)| Some((index, step.say.as_ref()?));
        let says = steps.iter().enumerate().filter_map(said);
        found.extend(says.map(|(index, say)| Text::new(item(name, index, ".do"), Role::Do, say)));
    }
    found.extend(card.why.as_ref().map(|why| Text::new(place("why"), Role::Prose, why)));
    found.extend(card.caution.as_ref().map(|caution| Text::new(place("caution"), Role::Prose, caution)));
    let sources = card.evidence.iter().flat_map(|evidence| evidence.sources.iter().enumerate());
    found.extend(sources.map(|(index, source)| Text::new(item("evidence.sources", index, ""), Role::Source, source)));
    found
}

/// Lists the cards that could be read, with their paths.
pub(super) fn cards(draft: &Draft) -> impl Iterator<Item = (String, &Card)> {
    draft.cards.iter().enumerate().filter_map(|(index, draft)| Some((format!("cards[{index}]"), draft.card.as_ref()?)))
}
