//! Checks that need meaning: how cards, gates and paths fit together, and what texts must not hold.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

pub use gated::calls_for;
pub(in crate::deck) use gated::closes_eyes;

use super::ids::{CardId, CardSlug, DeckId};
use super::kinds::{FAMILIES, Gate};
use super::model::{Author, Card, Deck, FORMAT, Path, Reviewed};
use super::near::nearest;
use super::problem::{Severity, shown, why};
use super::text::SafeText;
use super::version::Version;

pub mod among;
mod contact;
mod gated;
mod level;
mod markup;
mod phrase;
mod rights;
mod texts;
mod times;
pub(in crate::deck) mod voice;

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
    /// How long it is, in bytes.
    pub long: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

/// Something to mend between the parts of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    /// The value that it concerns, such as `cards[3].steps[0].do`.
    pub(super) path: String,
    /// The part of that text, in bytes; none for the whole value.
    pub(super) part: Option<Range<usize>>,
    pub(super) message: String,
    pub(super) hint: Cow<'static, str>,
    pub(super) why: &'static str,
    /// The card of another deck that is named here; see [`super::problem::Problem::outward`].
    pub(super) outward: Option<CardId>,
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
    /// Its id, where no card could be read; otherwise the card has it.
    pub(super) id: Option<CardSlug>,
    pub(super) card: Option<Card>,
}

impl DraftCard {
    /// Its id, as far as that could be read.
    fn id(&self) -> Option<&CardSlug> {
        self.card.as_ref().map(|card| &card.id).or(self.id.as_ref())
    }
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
    let holds = letters(text);
    if holds & !PLAIN == 0 {
        return found;
    }
    let mut tell = |severity, (at, long), message: String, hint, why| {
        found.push(TextFinding { severity, at, long, message, hint, why });
    };
    if let (Kind::Line, Some(at)) = (kind, text.find('\n')) {
        let message = "a line break in a text of one line".to_owned();
        tell(Severity::Error, (at, 0), message, "write it on one line", why::SHAPE);
    }
    for (at, link) in if holds & LINK > 0 { contact::links(text) } else { Vec::new() } {
        let message = format!("a link: {}", shown(link));
        let hint = "cards work offline and without links; say it in words";
        tell(Severity::Error, (at, link.len()), message, hint, why::CONTACT);
    }
    let digits = holds & (DIGIT | OTHER) > 0;
    for (at, number) in if digits { contact::phones(text, kind == Kind::Source) } else { Vec::new() } {
        let message = format!("this looks like a phone number: {}", shown(number));
        let hint = "numbers to call stand in one reviewed list, shown by help-lines";
        tell(Severity::Error, (at, number.len()), message, hint, why::CONTACT);
    }
    for (at, what) in if holds & MARK > 0 { markup::marks(text) } else { Vec::new() } {
        let message = format!("{what} is shown as it stands");
        tell(Severity::Advice, (at, 1), message, "text is plain, with *emphasis* and lists only", why::LOOKS);
    }
    found
}

/// Letters and the like that no check of a text looks for.
const PLAIN: u8 = 1;
/// What links hold.
const LINK: u8 = 2;
/// Digits.
const DIGIT: u8 = 4;
/// What markup begins with.
const MARK: u8 = 8;
/// A line break.
const BREAK: u8 = 16;
/// Bytes of other scripts, which have digits too.
const OTHER: u8 = 32;

/// What each byte is to the checks of a text.
#[allow(clippy::indexing_slicing, reason = "worked out while the program is built")]
const LETTERS: [u8; 256] = {
    let mut letters = [PLAIN; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "it is below 256")]
        let kind = match byte as u8 {
            b'.' | b':' | b'@' => LINK,
            b'0'..=b'9' => DIGIT,
            b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'>' | b'&' | b'#' | b'|' | b'-' => MARK,
            b'\n' => BREAK,
            0x80.. => OTHER,
            _ => PLAIN,
        };
        letters[byte] = kind;
        byte += 1;
    }
    letters
};

/// Looks through a text once for what its checks begin with: most texts need no other look.
fn letters(text: &str) -> u8 {
    text.bytes().fold(0, |found, byte| found | LETTERS.get(usize::from(byte)).copied().unwrap_or(OTHER))
}

/// What the checks between parts look things up in.
struct Known<'d> {
    draft: &'d Draft,
    cards: HashMap<&'d str, Option<&'d Card>>,
    /// The ids of all cards, in order.
    names: OnceCell<Vec<&'d str>>,
    /// How often a name was looked for that no card has.
    asked: Cell<usize>,
}

/// Most names of no card for which the one that was meant is looked for. Our judgement: after twenty, a file has another
/// trouble than slips.
const MOST_MEANT: usize = 20;

/// What the checks between parts have found.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn tell(
        &mut self,
        severity: Severity,
        path: String,
        message: String,
        hint: impl Into<Cow<'static, str>>,
        why: &'static str,
    ) {
        self.0.push(Finding { severity, path, part: None, message, hint: hint.into(), why, outward: None });
    }

    /// Adds one about a part of a text.
    fn tell_part(
        &mut self,
        severity: Severity,
        (path, part): (String, Range<usize>),
        message: String,
        hint: impl Into<Cow<'static, str>>,
        why: &'static str,
    ) {
        let hint = hint.into();
        self.0.push(Finding { severity, path, part: Some(part), message, hint, why, outward: None });
    }

    /// Adds a reference to a card of another deck.
    fn refer(&mut self, path: String, card: CardId) {
        let message = format!("the deck \"{}\" has no card \"{}\"", shown(card.deck()), shown(card.slug()));
        self.0.push(Finding {
            severity: Severity::Error,
            path,
            part: None,
            message,
            hint: "look at its cards with `rekindle deck show`".into(),
            why: why::NAMES,
            outward: Some(card),
        });
    }
}

type CardRule = fn(&Known<'_>, &Card, &str, &mut Findings);
type DeckRule = fn(&Known<'_>, &mut Findings);

const DECK_RULES: &[DeckRule] = &[unique_cards, unique_paths, path_cards, review, level::titles];
const CARD_RULES: &[CardRule] = &[instead, gated, breath_gate, hold_gate, caution, family];

/// Checks how the parts of a deck fit together, and what its words say.
pub(super) fn relations(draft: &Draft) -> Vec<Finding> {
    let mut found = Findings::default();
    let mut cards = HashMap::with_capacity(draft.cards.len());
    for draft in &draft.cards {
        if let Some(id) = draft.id() {
            cards.entry(id.as_str()).or_insert(draft.card.as_ref());
        }
    }
    let known = Known { draft, cards, names: OnceCell::new(), asked: Cell::new(0) };
    for rule in DECK_RULES {
        rule(&known, &mut found);
    }
    for (at, card) in texts::cards(draft) {
        for rule in CARD_RULES {
            rule(&known, card, &at, &mut found);
        }
    }
    words(&known, &mut found);
    found.0
}

/// Checks what the texts say. Times and rights are looked at in any language, the rest in English.
fn words(known: &Known<'_>, found: &mut Findings) {
    let english = known.draft.language.as_ref().is_none_or(|tag| tag.as_str().to_lowercase().starts_with("en"));
    if !english {
        level::language(known, found);
    }
    let of_deck = texts::of_deck(known.draft);
    rights::texts(&of_deck, found);
    if english {
        voice::texts(&of_deck, found);
    }
    for (at, card) in texts::cards(known.draft) {
        let texts = texts::of_card(card, &at);
        times::card(card, &at, &texts, found);
        rights::texts(&texts, found);
        if english {
            gated::card(card, &at, &texts, found);
            voice::texts(&texts, found);
            level::card(card, &at, found);
        }
    }
}

impl<'d> Known<'d> {
    /// Turns a reference into a slug of this deck; `None` when it names another deck.
    fn own<'r>(&self, reference: &'r str) -> Option<&'r str> {
        match reference.split_once('/') {
            None => Some(reference),
            Some((deck, slug)) => self.draft.id.as_ref().filter(|id| id.as_str() == deck).map(|_| slug),
        }
    }

    /// Says which card of the deck was probably meant by a name that none has.
    fn meant(&self, slug: &str) -> String {
        // Each name is looked for among all cards: a file of thousands of wrong ones is told apart by the first.
        self.asked.set(self.asked.get() + 1);
        let all = || {
            let mut names: Vec<&str> = self.cards.keys().copied().collect();
            names.sort_unstable();
            names
        };
        let names: &[&str] = if self.asked.get() > MOST_MEANT { &[] } else { self.names.get_or_init(all) };
        let near = nearest(slug, names).map(|near| format!("did you mean \"{}\"? ", shown(near)));
        format!("{}a card of another deck is written deck-id/card-id", near.unwrap_or_default())
    }

    fn card(&self, slug: &str) -> Option<&'d Card> {
        self.cards.get(slug).copied().flatten()
    }
}

fn unique_cards(known: &Known<'_>, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (index, draft) in known.draft.cards.iter().enumerate() {
        if let Some(id) = draft.id().filter(|id| !seen.insert(id.as_str())) {
            let message = format!("another card has the id \"{}\"", shown(id.as_str()));
            found.tell(
                Severity::Error,
                format!("cards[{index}].id"),
                message,
                "give each card an id of its own",
                why::NAMES,
            );
        }
    }
}

fn unique_paths(known: &Known<'_>, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (index, path) in known.draft.paths.iter().enumerate() {
        if let Some(path) = path.as_ref().filter(|path| !seen.insert(path.id.as_str())) {
            let message = format!("another path has the id \"{}\"", shown(path.id.as_str()));
            found.tell(
                Severity::Error,
                format!("paths[{index}].id"),
                message,
                "give each path an id of its own",
                why::NAMES,
            );
        }
    }
}

fn path_cards(known: &Known<'_>, found: &mut Findings) {
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
                found.tell(Severity::Warning, here.clone(), message, "keep the first", why::NAMES);
            }
            let Some(slug) = own else {
                reference.parse().into_iter().for_each(|card| found.refer(here.clone(), card));
                continue;
            };
            if !known.cards.contains_key(slug) {
                let message = format!("no card of this deck has the id \"{}\"", shown(slug));
                found.tell(Severity::Error, here, message, known.meant(slug), why::NAMES);
            } else if known.card(slug).is_some_and(|card| card.pinned) {
                let message = format!("\"{}\" is pinned; a path never brings it", shown(slug));
                found.tell(
                    Severity::Warning,
                    here,
                    message,
                    "pinned cards are always within reach; leave it out",
                    why::NAMES,
                );
            }
        }
    }
}

fn review(known: &Known<'_>, found: &mut Findings) {
    if !known.draft.names_review {
        let message = "nothing says who reviewed the deck clinically".to_owned();
        let hint = "add \"reviewed\"; \"by\": \"not yet clinically reviewed\" is a fair answer";
        let why = "people weigh a practice by who looked at it";
        found.tell(Severity::Advice, String::new(), message, hint, why);
    }
}

fn instead(known: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    let Some(reference) = &card.instead else { return };
    let here = format!("{at}.instead");
    let Some(slug) = known.own(reference) else {
        reference.parse().into_iter().for_each(|card| found.refer(here.clone(), card));
        return;
    };
    if slug == card.id.as_str() {
        let message = "the card names itself".to_owned();
        found.tell(Severity::Error, here, message, "name another card, or leave it out", why::NAMES);
    } else if !known.cards.contains_key(slug) {
        let message = format!("no card of this deck has the id \"{}\"", shown(slug));
        found.tell(Severity::Error, here, message, known.meant(slug), why::NAMES);
    } else if !card.gates.is_empty() && known.card(slug).is_some_and(|other| !other.gates.is_empty()) {
        let message = format!("\"{}\" needs consent too", shown(slug));
        found.tell(Severity::Warning, here, message, "offer a card without gates", why::CONSENT);
    }
}

fn gated(_: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    if !card.gates.is_empty() && card.instead.is_none() {
        let message = "a card with gates and nothing to offer in its place".to_owned();
        let hint = "add \"instead\" with a card without gates";
        found.tell(Severity::Warning, format!("{at}.gates"), message, hint, why::CONSENT);
    }
}

fn breath_gate(_: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    let asks = card.gates.iter().any(|gate| matches!(gate, Gate::Breath | Gate::Hold));
    if !asks && let Some((here, _)) = patterns(card, at).next() {
        let message = "a breathing pattern without the gate \"breath\"".to_owned();
        found.tell(Severity::Warning, here, message, "add \"gates\": [\"breath\"]", why::CONSENT);
    }
}

fn hold_gate(_: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    if card.gates.contains(&Gate::Hold) {
        return;
    }
    for (here, breath) in patterns(card, at) {
        for (name, seconds) in [("hold", breath.hold), ("rest", breath.rest)] {
            if seconds > 0 {
                let message = "holding the breath without the gate \"hold\"".to_owned();
                let hint = "add \"hold\" to the gates, or leave the pause out";
                found.tell(Severity::Error, format!("{here}.{name}"), message, hint, why::CONSENT);
            }
        }
    }
}

fn caution(_: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    if let (Some(gate), None) = (card.gates.iter().find(|gate| gate.strong()), &card.caution) {
        let message = format!("the gate \"{gate}\" is a strong one, and there is no caution");
        let hint = "add \"caution\": who had better leave it out, and when to stop";
        found.tell(Severity::Warning, format!("{at}.gates"), message, hint, why::CAUTION);
    }
}

fn family(_: &Known<'_>, card: &Card, at: &str, found: &mut Findings) {
    // Pinned cards never take turns.
    if !card.family.known() && !card.pinned {
        let names: Vec<&str> = FAMILIES.iter().map(|(word, ..)| *word).collect();
        let why = "cards of one family come in turn with those of others; a slip makes a family of one";
        let word = shown(card.family.as_str());
        let (severity, message, hint) = match nearest(card.family.as_str(), &names) {
            Some(near) => {
                (Severity::Warning, format!("unknown family \"{word}\""), format!("did you mean \"{near}\"?"))
            }
            None => (
                Severity::Advice,
                format!("\"{word}\" is a family of your own"),
                "that is allowed; the usual ones are in docs/deck-format.md".to_owned(),
            ),
        };
        found.tell(severity, format!("{at}.family"), message, hint, why);
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
