//! Checks that need meaning: how cards, gates and paths fit together, and what texts must not hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ids::{CardSlug, DeckId};
use super::kinds::Gate;
use super::model::{Author, Card, Deck, FORMAT, Path, Reviewed};
use super::problem::{Severity, shown};
use super::text::SafeText;
use super::version::Version;

mod contact;
mod markup;

/// What a text is for; it decides which checks it has to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One short line: a title, a name, a licence.
    Line,
    /// Sentences.
    Body,
    /// A source; page and volume numbers stand in it.
    Source,
}

/// Most characters of a text.
pub const LONGEST_TEXT: usize = 2_000;

/// Something to mend in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFinding {
    /// How much it matters.
    pub severity: Severity,
    /// Where in the text, in bytes.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: &'static str,
}

/// Something to mend between the parts of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    pub(super) path: String,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// A deck as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) id: Option<DeckId>,
    pub(super) version: Option<Version>,
    pub(super) title: Option<SafeText>,
    pub(super) summary: Option<SafeText>,
    pub(super) language: Option<SafeText>,
    pub(super) authors: Vec<Author>,
    pub(super) license: Option<SafeText>,
    pub(super) reviewed: Option<Reviewed>,
    /// Whether the file says anything about a review, right or wrong.
    pub(super) names_review: bool,
    pub(super) contraindications: Option<SafeText>,
    pub(super) cards: Vec<DraftCard>,
    pub(super) paths: Vec<Option<Path>>,
    pub(super) extra: BTreeMap<String, serde_json::Value>,
}

/// A card as far as it could be read; its place in the list is its place in the file.
#[derive(Debug, Default)]
pub(super) struct DraftCard {
    pub(super) id: Option<CardSlug>,
    pub(super) card: Option<Card>,
}

impl Draft {
    /// Returns the deck, when every part that it needs was read.
    pub(super) fn whole(self) -> Option<Deck> {
        Some(Deck {
            rekindle: FORMAT,
            id: self.id?,
            version: self.version?,
            title: self.title?,
            summary: self.summary,
            language: self.language?,
            authors: self.authors,
            license: self.license?,
            reviewed: self.reviewed,
            contraindications: self.contraindications,
            cards: self.cards.into_iter().map(|draft| draft.card).collect::<Option<_>>()?,
            paths: self.paths.into_iter().collect::<Option<_>>()?,
            extra: self.extra,
        })
    }
}

/// Checks one text: phone numbers and links (errors), line breaks where one line is meant (error), markup (advice).
/// Hidden and acting characters are found by [`super::text::unsafe_parts`].
pub fn text(text: &str, kind: Kind) -> Vec<TextFinding> {
    let mut found = Vec::new();
    let mut tell = |severity, at, message: String, hint| found.push(TextFinding { severity, at, message, hint });
    if let (Kind::Line, Some(at)) = (kind, text.find('\n')) {
        tell(Severity::Error, at, "a line break in a text of one line".to_owned(), "write it on one line");
    }
    for (at, link) in contact::links(text) {
        tell(
            Severity::Error,
            at,
            format!("a link: {}", shown(link)),
            "cards work offline and without links; say it in words",
        );
    }
    for (at, number) in contact::phones(text, kind == Kind::Source) {
        let message = format!("this looks like a phone number: {}", shown(number));
        tell(Severity::Error, at, message, "numbers to call stand in one reviewed list, shown by help-lines");
    }
    for (at, what) in markup::marks(text) {
        tell(
            Severity::Advice,
            at,
            format!("{what} is shown as it stands"),
            "text is plain, with *emphasis* and lists only",
        );
    }
    found
}

/// What the checks between parts look things up in.
struct Known<'d> {
    draft: &'d Draft,
    cards: HashMap<&'d str, Option<&'d Card>>,
}

type Tell<'t> = dyn FnMut(Severity, String, String, &'static str) + 't;
type CardRule = fn(&Known<'_>, &Card, &str, &mut Tell<'_>);
type DeckRule = fn(&Known<'_>, &mut Tell<'_>);

const DECK_RULES: &[DeckRule] = &[unique_cards, unique_paths, path_cards, review];
const CARD_RULES: &[CardRule] = &[instead, gated, breath_gate, hold_gate, caution, family];

/// Checks how the parts of a deck fit together.
pub(super) fn relations(draft: &Draft) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |severity, path, message, hint| found.push(Finding { severity, path, message, hint });
    let mut cards = HashMap::with_capacity(draft.cards.len());
    for DraftCard { id, card } in &draft.cards {
        if let Some(id) = id {
            cards.entry(id.as_str()).or_insert(card.as_ref());
        }
    }
    let known = Known { draft, cards };
    for rule in DECK_RULES {
        rule(&known, &mut tell);
    }
    for (index, card) in draft.cards.iter().enumerate() {
        for (rule, card) in CARD_RULES.iter().zip(std::iter::repeat(&card.card)) {
            if let Some(card) = card {
                rule(&known, card, &format!("cards[{index}]"), &mut tell);
            }
        }
    }
    found
}

impl<'d> Known<'d> {
    /// Turns a reference into a slug of this deck; `None` when it names another deck.
    fn own<'r>(&self, reference: &'r str) -> Option<&'r str> {
        match reference.split_once('/') {
            None => Some(reference),
            Some((deck, slug)) => self.draft.id.as_ref().filter(|id| id.as_str() == deck).map(|_| slug),
        }
    }

    fn card(&self, slug: &str) -> Option<&'d Card> {
        self.cards.get(slug).copied().flatten()
    }
}

fn unique_cards(known: &Known<'_>, tell: &mut Tell<'_>) {
    let mut seen = BTreeSet::new();
    for (index, draft) in known.draft.cards.iter().enumerate() {
        if let Some(id) = draft.id.as_ref().filter(|id| !seen.insert(id.as_str())) {
            let message = format!("another card has the id \"{}\"", shown(id.as_str()));
            tell(Severity::Error, format!("cards[{index}].id"), message, "give each card an id of its own");
        }
    }
}

fn unique_paths(known: &Known<'_>, tell: &mut Tell<'_>) {
    let mut seen = BTreeSet::new();
    for (index, path) in known.draft.paths.iter().enumerate() {
        if let Some(path) = path.as_ref().filter(|path| !seen.insert(path.id.as_str())) {
            let message = format!("another path has the id \"{}\"", shown(path.id.as_str()));
            tell(Severity::Error, format!("paths[{index}].id"), message, "give each path an id of its own");
        }
    }
}

fn path_cards(known: &Known<'_>, tell: &mut Tell<'_>) {
    for (index, path) in known.draft.paths.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (place, reference) in path.iter().flat_map(|path| path.cards.iter().enumerate()) {
            let here = format!("paths[{index}].cards[{place}]");
            // What has no shape was reported while it was read.
            if reference.is_empty() {
                continue;
            }
            let own = known.own(reference);
            if !seen.insert(own.unwrap_or(reference)) {
                let message = format!("\"{}\" stands in this path twice", shown(reference));
                tell(Severity::Warning, here.clone(), message, "keep the first");
            }
            let Some(slug) = own else { continue };
            if !known.cards.contains_key(slug) {
                let message = format!("no card of this deck has the id \"{}\"", shown(slug));
                tell(Severity::Error, here, message, "a card of another deck is written deck-id/card-id");
            } else if known.card(slug).is_some_and(|card| card.pinned) {
                let message = format!("\"{}\" is pinned; a path never brings it", shown(slug));
                tell(Severity::Warning, here, message, "pinned cards are always within reach; leave it out");
            }
        }
    }
}

fn review(known: &Known<'_>, tell: &mut Tell<'_>) {
    if !known.draft.names_review {
        let message = "nothing says who reviewed the deck clinically".to_owned();
        let hint = "add \"reviewed\"; \"by\": \"not yet clinically reviewed\" is a fair answer";
        tell(Severity::Advice, String::new(), message, hint);
    }
}

fn instead(known: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    let Some(reference) = &card.instead else { return };
    let Some(slug) = known.own(reference) else { return };
    let here = format!("{at}.instead");
    if slug == card.id.as_str() {
        tell(Severity::Error, here, "the card names itself".to_owned(), "name another card, or leave it out");
    } else if !known.cards.contains_key(slug) {
        let message = format!("no card of this deck has the id \"{}\"", shown(slug));
        tell(Severity::Error, here, message, "a card of another deck is written deck-id/card-id");
    } else if !card.gates.is_empty() && known.card(slug).is_some_and(|other| !other.gates.is_empty()) {
        let message = format!("\"{}\" needs consent too", shown(slug));
        tell(Severity::Warning, here, message, "offer a card without gates");
    }
}

fn gated(_: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    if !card.gates.is_empty() && card.instead.is_none() {
        let message = "a card with gates and nothing to offer in its place".to_owned();
        tell(Severity::Warning, format!("{at}.gates"), message, "add \"instead\" with a card without gates");
    }
}

fn breath_gate(_: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    let asks = card.gates.iter().any(|gate| matches!(gate, Gate::Breath | Gate::Hold));
    if !asks && let Some((here, _)) = patterns(card, at).next() {
        let message = "a breathing pattern without the gate \"breath\"".to_owned();
        tell(Severity::Warning, here, message, "add \"gates\": [\"breath\"]");
    }
}

fn hold_gate(_: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    if card.gates.contains(&Gate::Hold) {
        return;
    }
    for (here, breath) in patterns(card, at) {
        for (name, seconds) in [("hold", breath.hold), ("rest", breath.rest)] {
            if seconds > 0 {
                let message = "holding the breath without the gate \"hold\"".to_owned();
                tell(
                    Severity::Error,
                    format!("{here}.{name}"),
                    message,
                    "add \"hold\" to the gates, or leave the pause out",
                );
            }
        }
    }
}

fn caution(_: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    if let (Some(gate), None) = (card.gates.iter().find(|gate| gate.strong()), &card.caution) {
        let message = format!("the gate \"{gate}\" is a strong one, and there is no caution");
        tell(
            Severity::Warning,
            format!("{at}.gates"),
            message,
            "add \"caution\": who should leave it out, when to stop",
        );
    }
}

fn family(_: &Known<'_>, card: &Card, at: &str, tell: &mut Tell<'_>) {
    if !card.family.known() {
        let message = format!("\"{}\" is a family of your own", shown(card.family.as_str()));
        tell(Severity::Advice, format!("{at}.family"), message, "that is allowed; look for a typing slip");
    }
}

/// The breathing patterns of a card, with their paths.
fn patterns<'c>(card: &'c Card, at: &'c str) -> impl Iterator<Item = (String, super::model::Breath)> + 'c {
    [("steps", &card.steps), ("lighter", &card.lighter)].into_iter().flat_map(move |(name, steps)| {
        let breaths = steps.iter().enumerate().filter_map(|(index, step)| Some((index, step.breathe?)));
        breaths.map(move |(index, breath)| (format!("{at}.{name}[{index}].breathe"), breath))
    })
}

#[cfg(test)]
mod tests;
