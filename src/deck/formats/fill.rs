//! From what a document or a table says of a deck to the fields of a deck file; what is missing and can be guessed is
//! guessed, and noted.

use std::borrow::Cow;

use crate::deck::ids::check_id;
use crate::deck::kinds::{FAMILIES, Gate, State};

use super::fields::Part;
use super::items;
use super::json;
use super::node::{Field, Node, Spot, field};
use super::notes::{About, Notes};
use super::slugs::{Slugs, slug};
use super::times;

/// What stands for something that only the author knows.
pub(super) const NOT_STATED: &str = "not stated";

/// The family of a card when nothing says which.
const USUAL_FAMILY: &str = "upkeep";

/// Most letters of a title that is made of a cue.
const LONGEST_TITLE: usize = 60;

/// Words that tell a family.
const FAMILY_WORDS: &[(&str, &[&str])] = &[
    ("breathwork", &["breath", "breathe", "breathing", "exhale", "inhale"]),
    ("movement", &["walk", "walking", "stretch", "stretching", "shake", "sway", "yoga", "movement"]),
    ("self-compassion", &["kind", "kindness", "compassion", "self-compassion", "forgive"]),
    ("grounding", &["ground", "grounding", "feet", "floor", "5-4-3-2-1", "senses", "touch"]),
    ("somatic-awareness", &["body", "scan", "sensation", "sensations"]),
    ("relating", &["friend", "someone", "people", "call", "together"]),
    ("noticing", &["notice", "noticing", "feeling", "feelings", "emotion", "emotions", "name"]),
    ("settling", &["sleep", "calm", "settle", "rest", "relax", "relaxation"]),
];

/// The name of a field, and where it stands.
pub(super) struct Name<'a> {
    pub(super) at: Spot,
    pub(super) text: Cow<'a, str>,
}

/// A value as it is written.
pub(super) struct Value<'a> {
    pub(super) at: Spot,
    /// On one line, with its backslashes.
    pub(super) raw: &'a str,
    pub(super) text: Cow<'a, str>,
}

impl<'a> Value<'a> {
    /// A value that is what it says.
    pub(super) const fn plain(at: Spot, text: &'a str) -> Self {
        Self { at, raw: text, text: Cow::Borrowed(text) }
    }
}

/// What is given of a deck, a card or a path.
#[derive(Debug, Default)]
pub(super) struct Given<'a> {
    pub(super) at: Spot,
    pub(super) fields: Vec<Field<'a>>,
    /// The time of the whole card, in seconds, and where it stands.
    pub(super) seconds: Option<(Spot, String)>,
    /// Whether its author knows of gates, so that none means none.
    pub(super) knows_gates: bool,
    /// Whether words that are no state are left out rather than refused.
    pub(super) lenient: bool,
}

impl<'a> Given<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&Node<'a>> {
        field(&self.fields, name)
    }

    /// Sets a field that is one text. A second text of the same name follows the first on a line of its own.
    pub(super) fn text(&mut self, at: Spot, name: &'static str, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        if text.trim().is_empty() {
            return;
        }
        if let Some(Field { value: Node::Text(_, before), .. }) =
            self.fields.iter_mut().find(|field| field.name == name)
        {
            let before = before.to_mut();
            before.push('\n');
            before.push_str(&text);
        } else {
            self.fields.push(Field::new(at, name, Node::Text(at, text)));
        }
    }

    /// Adds an item to a field that is a list.
    pub(super) fn push(&mut self, at: Spot, name: &'static str, item: Node<'a>) {
        if let Some(Field { value: Node::List(_, items), .. }) = self.fields.iter_mut().find(|field| field.name == name)
        {
            items.push(item);
        } else {
            self.fields.push(Field::new(at, name, Node::List(at, vec![item])));
        }
    }

    /// Keeps a field of the author's own: JSON where it is that, else text.
    pub(super) fn own(&mut self, name: Name<'a>, value: &Value<'a>) {
        let node = match json::tree(value.raw) {
            Ok(node) => at_one_spot(&node, value.at),
            Err(_) => Node::Text(value.at, value.text.clone()),
        };
        self.fields.push(Field { at: name.at, name: name.text, value: node });
    }

    /// The same for a value that is not kept elsewhere.
    pub(super) fn own_owned(&mut self, at: Spot, name: String, value_at: Spot, text: &str) {
        let node = match json::tree(text) {
            Ok(node) => at_one_spot(&node, value_at),
            Err(_) => Node::Text(value_at, text.to_owned().into()),
        };
        self.fields.push(Field::new(at, name, node));
    }

    /// Sets a field of a deck from text.
    pub(super) fn deck_field(&mut self, at: Spot, name: &'static str, value: &Value<'a>) {
        let text = value.text.trim();
        match name {
            "authors" => {
                for author in value.text.split('\n').filter(|author| !author.trim().is_empty()) {
                    self.push(at, "authors", person(value.at, author));
                }
            }
            "reviewed" => {
                let (by, on) = match text.rsplit_once(',') {
                    Some((by, on)) if on.trim().starts_with(|c: char| c.is_ascii_digit()) => (by, Some(on.trim())),
                    _ => (text, None),
                };
                let mut fields = vec![Field::new(at, "by", Node::Text(value.at, by.to_owned().into()))];
                if let Some(on) = on {
                    fields.push(Field::new(at, "on", Node::Text(value.at, on.to_owned().into())));
                }
                self.fields.push(Field::new(at, "reviewed", Node::Fields(value.at, fields)));
            }
            "summary" | "contraindications" => self.text(value.at, name, value.text.clone()),
            _ => self.fields.push(Field::new(at, name, Node::Text(value.at, value.text.clone()))),
        }
    }

    /// Sets a part of a card from text.
    pub(super) fn part(&mut self, at: Spot, part: Part, value: &Value<'a>, notes: &mut Notes) {
        let text = value.text.trim();
        if text.is_empty() {
            return;
        }
        match part {
            Part::Id => self.fields.push(Field::new(at, "id", Node::Text(value.at, text.to_owned().into()))),
            Part::Title => self.text(value.at, "title", value.text.clone()),
            Part::Why => self.text(value.at, "why", value.text.clone()),
            Part::Caution => self.text(value.at, "caution", value.text.clone()),
            Part::Cues => self.items(value, "cues"),
            Part::Sources => self.items(value, "sources"),
            Part::Steps => self.steps(value, "steps", notes),
            Part::Lighter => self.steps(value, "lighter", notes),
            Part::Family => self.fields.push(Field::new(at, "family", Node::Text(value.at, family(text).into()))),
            Part::States => {
                for word in words(text) {
                    if self.lenient && State::parse(&word).is_none() {
                        notes.deck(About::LeftOut, &format!("the state \"{word}\", which is none of ours"));
                    } else {
                        self.word(value.at, "states", word);
                    }
                }
            }
            Part::Gates => words(text).into_iter().for_each(|word| self.word(value.at, "gates", word)),
            Part::Tags => self.tags(value),
            Part::Instead => {
                let own = text.split('/').all(|part| check_id(part).is_ok());
                let text = if own { text.to_owned() } else { slug(text) };
                self.fields.push(Field::new(at, "instead", Node::Text(value.at, text.into())));
            }
            Part::Grade => {
                let grade = text.to_uppercase();
                self.fields.push(Field::new(at, "grade", Node::Text(value.at, grade.into())));
            }
            Part::Pinned => match text.to_lowercase().as_str() {
                "no" | "false" | "0" => {}
                "yes" | "true" | "1" | "x" | "✓" => {
                    self.fields.push(Field::new(at, "pinned", Node::Truth(value.at, true)));
                }
                _ => self.fields.push(Field::new(at, "pinned", Node::Text(value.at, text.to_owned().into()))),
            },
            Part::Duration | Part::Seconds | Part::Minutes => self.duration(part, value.at, text, notes),
        }
    }

    fn items(&mut self, value: &Value<'a>, name: &'static str) {
        for (from, item) in items::placed(&value.text) {
            let at = value.at.further(from);
            self.push(at, name, Node::Text(at, item.into()));
        }
    }

    fn steps(&mut self, value: &Value<'a>, name: &'static str, notes: &mut Notes) {
        for (from, item) in items::placed(&value.text) {
            let at = value.at.further(from);
            let mut fields = Vec::new();
            let timed = items::timed(&item);
            if timed.guessed {
                notes.deck(About::Guessed, "times that a step names in its words");
            }
            if !timed.words.is_empty() {
                fields.push(Field::new(at, "do", Node::Text(at, timed.words.to_owned().into())));
            }
            fields.extend(timed.timing.into_iter().flat_map(|timing| timing.fields(at)));
            self.push(at, name, Node::Fields(at, fields));
        }
    }

    /// Adds a word to a list, once.
    fn word(&mut self, at: Spot, name: &'static str, word: String) {
        let there = match self.get(name) {
            Some(Node::List(_, items)) => {
                items.iter().any(|item| matches!(item, Node::Text(_, other) if *other == word.as_str()))
            }
            _ => false,
        };
        if !there {
            self.push(at, name, Node::Text(at, word.into()));
        }
    }

    fn tags(&mut self, value: &Value<'a>) {
        for tag in value.text.split([',', ';', ' ', '\n']).filter(|tag| !tag.is_empty()) {
            let word = tag.to_lowercase();
            if State::parse(&word).is_some() {
                self.word(value.at, "states", word);
            } else if Gate::parse(&word).is_some() {
                self.word(value.at, "gates", word);
            } else if FAMILIES.iter().any(|(family, ..)| *family == word) && self.get("family").is_none() {
                self.fields.push(Field::new(value.at, "family", Node::Text(value.at, word.into())));
            } else {
                self.push(value.at, "x-tags", Node::Text(value.at, tag.to_owned().into()));
            }
        }
    }

    fn duration(&mut self, part: Part, at: Spot, text: &str, notes: &mut Notes) {
        let bare = text.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = match (part, bare) {
            (Part::Minutes, true) => text.parse::<u32>().ok().map(|minutes| minutes.saturating_mul(60).to_string()),
            (_, true) => {
                if part == Part::Duration {
                    notes.deck(About::Guessed, "a duration without a unit as seconds");
                }
                Some(text.to_owned())
            }
            _ => match times::parse(text) {
                Some(times::Timing::Plain { seconds: Some(seconds), times: None }) => Some(seconds),
                _ => None,
            },
        };
        if let Some(seconds) = seconds {
            self.seconds = Some((at, seconds));
        } else {
            let what = format!("the duration \"{}\", which is not one time", crate::deck::problem::shown(text));
            notes.deck(About::LeftOut, &what);
        }
    }
}

/// The same tree with one spot for all of it.
fn at_one_spot<'b>(node: &Node<'_>, at: Spot) -> Node<'b> {
    match node {
        Node::Text(_, text) => Node::Text(at, text.clone().into_owned().into()),
        Node::Number(_, number) => Node::Number(at, number.clone().into_owned().into()),
        Node::Truth(_, truth) => Node::Truth(at, *truth),
        Node::Null(_) => Node::Null(at),
        Node::List(_, items) => Node::List(at, items.iter().map(|item| at_one_spot(item, at)).collect()),
        Node::Fields(_, fields) => {
            let field =
                |field: &Field<'_>| Field::new(at, field.name.clone().into_owned(), at_one_spot(&field.value, at));
            Node::Fields(at, fields.iter().map(field).collect())
        }
    }
}

/// An author as `Name, role`; a comma of the name has a backslash before it.
fn person<'a>(at: Spot, text: &str) -> Node<'a> {
    let mut comma = None;
    let mut escaped = false;
    for (place, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' => {
                comma = Some(place);
                break;
            }
            _ => {}
        }
    }
    let (name, role) = match comma {
        Some(place) => text.split_at_checked(place).unwrap_or((text, "")),
        None => (text, ""),
    };
    let name = name.replace("\\,", ",").replace("\\\\", "\\");
    let mut fields = vec![Field::new(at, "name", Node::Text(at, name.into()))];
    let role = role.strip_prefix(',').unwrap_or(role);
    let role = role.strip_prefix(' ').unwrap_or(role);
    if !role.is_empty() {
        fields.push(Field::new(at, "role", Node::Text(at, role.to_owned().into())));
    }
    Node::Fields(at, fields)
}

/// The words of a list in one line.
fn words(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '/', '|', '\n']);
    parts.map(|word| word.trim().trim_start_matches("- ").to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// A family by its word or by its name on screen; else the word itself in the shape of an id.
fn family(text: &str) -> String {
    if check_id(text).is_ok() {
        return text.to_owned();
    }
    let word = text.to_lowercase();
    let known = FAMILIES.iter().find(|(id, name, _)| *id == word || name.to_lowercase() == word);
    known.map_or_else(|| slug(text), |(id, ..)| (*id).to_owned())
}

/// Fills in what cards do not say, card by card.
pub(super) struct Filler {
    slugs: Slugs,
}

impl Filler {
    /// Knows the ids that the cards name themselves, so that none is given twice.
    pub(super) fn new<'g>(ids: impl Iterator<Item = &'g str>) -> Self {
        let mut slugs = Slugs::default();
        ids.for_each(|id| slugs.keep(id));
        Self { slugs }
    }

    /// Knows one more id that a card names itself.
    pub(super) fn keep(&mut self, id: &str) {
        if !id.is_empty() {
            self.slugs.keep(id);
        }
    }

    /// Makes a card of what is given.
    pub(super) fn card<'a>(&mut self, mut card: Given<'a>, notes: &mut Notes) -> Node<'a> {
        let at = card.at;
        let mut guessed: Vec<&'static str> = Vec::new();
        if card.get("title").is_none()
            && let Some(Node::List(_, cues)) = card.get("cues")
            && let Some(Node::Text(cue_at, cue)) = cues.first()
        {
            let (cue_at, title) = (*cue_at, short(cue));
            guessed.push("the title, from the cue");
            card.fields.push(Field::new(at, "title", Node::Text(cue_at, title.into())));
        }
        if card.get("cues").is_none()
            && let Some(Node::Text(title_at, title)) = card.get("title")
        {
            let cue = Node::Text(*title_at, title.clone());
            guessed.push("the cue, from the title");
            card.push(at, "cues", cue);
        }
        if card.get("id").is_none()
            && let Some(Node::Text(title_at, title)) = card.get("title")
        {
            let id = Node::Text(*title_at, self.slugs.give(title).into());
            guessed.push("the id, from the title");
            card.fields.push(Field::new(at, "id", id));
        }
        if card.get("family").is_none() {
            let (family, how) = guess_family(&card);
            guessed.push(how);
            card.fields.push(Field::new(at, "family", Node::Text(at, family.into())));
        }
        timed(&mut card, &mut guessed);
        gated(&mut card, &mut guessed);
        evidence(&mut card);
        let id = match card.get("id") {
            Some(Node::Text(_, id)) => id.as_ref(),
            _ => "",
        };
        for what in guessed {
            let about = if what.contains("for the author") { About::FillIn } else { About::Guessed };
            notes.card(about, what, id);
        }
        Node::Fields(at, card.fields)
    }
}

/// The beginning of a cue as a title: its first sentence, cut between words.
fn short(cue: &str) -> String {
    let line = cue.trim().lines().next().unwrap_or_default();
    let end = line.find(['.', '?', '!', ';', ':']).filter(|end| *end > 2).unwrap_or(line.len());
    let sentence = line.get(..end).unwrap_or(line).trim();
    if sentence.chars().count() <= LONGEST_TITLE {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST_TITLE).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ' ']))
}

fn guess_family(card: &Given<'_>) -> (&'static str, &'static str) {
    let says = |word: &str| {
        let in_text = |text: &str| {
            text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|other| other.eq_ignore_ascii_case(word))
        };
        match card.get("title") {
            Some(Node::Text(_, title)) => in_text(title),
            _ => false,
        }
    };
    if breaths(card).next().is_some() {
        return ("breathwork", "the family, from its words");
    }
    match FAMILY_WORDS.iter().find(|(_, words)| words.iter().any(|word| says(word))) {
        Some((family, _)) => (*family, "the family, from its words"),
        None => (USUAL_FAMILY, "the family, taken as \"upkeep\"; for the author to choose"),
    }
}

/// The breathing patterns of a card.
fn breaths<'c, 'a>(card: &'c Given<'a>) -> impl Iterator<Item = &'c Node<'a>> {
    ["steps", "lighter"]
        .into_iter()
        .flat_map(|name| match card.get(name) {
            Some(Node::List(_, steps)) => steps.as_slice(),
            _ => &[],
        })
        .filter_map(|step| step.get("breathe"))
}

/// Spreads the time of the whole card over its steps, when none of them has a time of its own.
fn timed(card: &mut Given<'_>, guessed: &mut Vec<&'static str>) {
    let Some((at, seconds)) = card.seconds.take() else { return };
    let Some(Field { value: Node::List(_, steps), .. }) = card.fields.iter_mut().find(|field| field.name == "steps")
    else {
        return;
    };
    if steps.iter().any(|step| step.get("seconds").is_some() || step.get("breathe").is_some()) {
        guessed.push("the times of the steps over the time of the card");
        return;
    }
    let count = u64::try_from(steps.len()).unwrap_or(u64::MAX).max(1);
    let each = match (count, seconds.parse::<u64>()) {
        (2.., Ok(seconds)) => {
            guessed.push("the time of each step, as an even share of the time of the card");
            (seconds / count).max(1).to_string()
        }
        _ => seconds,
    };
    for step in steps {
        if let Node::Fields(_, fields) = step {
            fields.push(Field::new(at, "seconds", Node::Number(at, each.clone().into())));
        }
    }
}

/// Adds the gates that breathing patterns need: a gate too many asks a person once more, one too few does not ask.
fn gated(card: &mut Given<'_>, guessed: &mut Vec<&'static str>) {
    let mut needed = Vec::new();
    for breath in breaths(card) {
        let pause = |name| matches!(breath.get(name), Some(Node::Number(_, seconds)) if seconds.bytes().any(|byte| byte != b'0'));
        needed.push("breath");
        if pause("hold") || pause("rest") {
            needed.push("hold");
        }
    }
    if needed.is_empty() || card.knows_gates || card.get("gates").is_some() {
        return;
    }
    guessed.push("the gates, from its breathing patterns");
    let at = card.at;
    for gate in needed {
        card.word(at, "gates", gate.to_owned());
    }
}

/// Puts grade and sources together.
fn evidence(card: &mut Given<'_>) {
    let mut fields = Vec::new();
    card.fields.retain(|field| {
        let part = field.name == "grade" || field.name == "sources";
        if part {
            fields.push(field.clone());
        }
        !part
    });
    if let Some(first) = fields.first() {
        let at = first.at;
        card.fields.push(Field::new(at, "evidence", Node::Fields(at, fields)));
    }
}

/// Fills in what the deck does not say. `name` is the name of the file without its ending.
pub(super) fn deck(deck: &mut Given<'_>, name: &str, notes: &mut Notes) {
    let at = deck.at;
    deck.fields.push(Field::new(at, "rekindle", Node::Number(at, "1".into())));
    let mut fill = |field: &'static str, about, what: &str, value: String| {
        if deck.get(field).is_none() {
            notes.deck(about, what);
            deck.fields.push(Field::new(at, field, Node::Text(at, value.into())));
        }
    };
    let words: String = name.chars().map(|c| if matches!(c, '-' | '_') { ' ' } else { c }).collect();
    let words = if words.trim().is_empty() { "Deck" } else { words.trim() };
    fill("title", About::Guessed, "the title of the deck, from the name of the file", words.to_owned());
    let title = match deck.get("title") {
        Some(Node::Text(_, title)) => title.clone().into_owned(),
        _ => words.to_owned(),
    };
    let id = if check_id(name).is_ok() { name.to_owned() } else { slug(&title) };
    let mut fill = |field: &'static str, about, what: &str, value: String| {
        if deck.get(field).is_none() {
            notes.deck(about, what);
            deck.fields.push(Field::new(at, field, Node::Text(at, value.into())));
        }
    };
    fill("id", About::Guessed, "the id of the deck, from its name; keep it the same in every version", id);
    fill("version", About::FillIn, "the version of the deck, taken as 1.0.0", "1.0.0".to_owned());
    fill("language", About::FillIn, "the language of the deck, taken as en", "en".to_owned());
    fill("license", About::FillIn, "the licence of the deck", NOT_STATED.to_owned());
    if deck.get("authors").is_none() {
        notes.deck(About::FillIn, "who wrote the deck");
        deck.push(at, "authors", person(at, NOT_STATED));
    }
    if deck.get("reviewed").is_none() {
        notes.deck(About::FillIn, "who reviewed the deck clinically, and when");
    }
}

/// Makes a path of what is given.
pub(super) fn path(mut path: Given<'_>) -> Node<'_> {
    if path.get("id").is_none()
        && let Some(Node::Text(at, title)) = path.get("title")
    {
        let id = Node::Text(*at, slug(title).into());
        path.fields.push(Field::new(path.at, "id", id));
    }
    Node::Fields(path.at, path.fields)
}
