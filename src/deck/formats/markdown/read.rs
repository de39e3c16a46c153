//! From a document to a deck. One pass over its blocks.

use std::borrow::Cow;
use std::ops::Range;

use super::blocks::{Block, Line, blocks, inside, join};
use super::marks::read_line;
use crate::deck::formats::fields::{self, Part};
use crate::deck::formats::fill::{self, Given, Name, Value};
use crate::deck::formats::node::{Field, Node, Spot};
use crate::deck::formats::notes::{About, Notes};
use crate::deck::formats::places::{Place, Places, in_text};
use crate::deck::formats::source::{Source, Unreadable};
use crate::deck::formats::{Import, Stray, json, refused, times, whole};
use crate::deck::problem::shown;

/// Most lines of a document; the largest deck that is allowed has fewer.
const MOST_LINES: usize = 200_000;

/// Most cards that are kept while reading: one more than allowed is enough to say so.
const MOST_CARDS: usize = 2_001;

/// The places of a document.
struct Document<'a>(&'a str);

impl Places for Document<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        in_text(self.0, stretches)
    }

    fn inside(&self, text: Spot, value: &str, byte: usize) -> Spot {
        Spot::byte(inside(self.0, usize::try_from(text.0).unwrap_or(usize::MAX).min(self.0.len()), value, byte))
    }
}

/// Reads a document. `name` is what the deck is called when the document does not say. Never panics, whatever the bytes.
pub fn read(bytes: &[u8], name: &str) -> Import {
    let source = match Source::new(bytes) {
        Ok(source) => source,
        Err(Unreadable { before, message, hint }) => {
            return refused(&Document(before), Spot::byte(before.len()), message, hint).into();
        }
    };
    let lines = source.text.bytes().filter(|byte| *byte == b'\n').count();
    if lines > MOST_LINES {
        let message = format!("{lines} lines; a document has at most {MOST_LINES}");
        return refused(&Document(source.text), Spot::default(), message, "make several decks of it").into();
    }
    let mut reader = Reader {
        levels: Levels::of(&blocks(source.text)),
        deck: Given::default(),
        cards: Vec::new(),
        paths: Vec::new(),
        place: Where::Deck,
        body: Vec::new(),
        notes: Notes::default(),
        strays: Vec::new(),
    };
    for block in blocks(source.text) {
        reader.take(block);
    }
    reader.finish(&Document(source.text), name)
}

/// Which level of heading begins a card.
#[derive(Debug, Clone, Copy)]
struct Levels {
    card: usize,
}

impl Levels {
    /// A card stands one level above the names of its parts; without any, on the second.
    fn of(blocks: &[Block<'_>]) -> Self {
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading(level, line) => Some((*level, fields::part(line.text).is_some_and(Part::holds_text))),
            _ => None,
        });
        let (mut parts, mut second, mut first) = (None::<usize>, false, 0);
        for (level, part) in headings {
            if part && level > 1 {
                parts = Some(parts.map_or(level, |least| least.min(level)));
            }
            second |= level == 2;
            first += usize::from(level == 1);
        }
        let card = match parts {
            Some(2) if first > 0 => 1,
            Some(_) => 2,
            None => {
                if second || first < 2 {
                    2
                } else {
                    1
                }
            }
        };
        Self { card }
    }
}

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Before the first card.
    Deck,
    /// Right under the heading of a card.
    Card,
    /// In a part of a card.
    Part(Part),
    /// In a part that is none.
    Nowhere,
    /// After more cards than are kept.
    Beyond,
    /// Under the heading of all paths.
    Paths,
    /// In a path.
    Path,
}

struct Reader<'a> {
    levels: Levels,
    deck: Given<'a>,
    cards: Vec<Given<'a>>,
    paths: Vec<Given<'a>>,
    place: Where,
    /// The lines of a part that is one text.
    body: Vec<Line<'a>>,
    notes: Notes,
    strays: Vec<Stray>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, block: Block<'a>) {
        match block {
            Block::Heading(level, line) => self.heading(level, line),
            block => self.content(&block),
        }
    }

    /// Gives the text of the part that ends here to its card.
    fn end_part(&mut self) {
        let lines = std::mem::take(&mut self.body);
        if let (Where::Part(part), Some(card), Some(first)) = (self.place, self.cards.last_mut(), lines.first()) {
            let at = Spot::byte(first.at);
            card.part(at, part, &Value { at, raw: first.text, text: join(&lines).into() }, &mut self.notes);
        }
    }

    fn heading(&mut self, level: usize, line: Line<'a>) {
        self.end_part();
        let at = Spot::byte(line.at);
        let in_paths = matches!(self.place, Where::Paths | Where::Path);
        if level == 1
            && fields::plain(line.text) == "paths"
            && !(self.levels.card == 2 && self.deck.get("title").is_none())
        {
            self.place = Where::Paths;
        } else if in_paths && level == 2 {
            self.paths.push(titled(line));
            self.place = Where::Path;
        } else if level == self.levels.card {
            if self.cards.len() < MOST_CARDS {
                self.cards.push(titled(line));
                self.place = Where::Card;
            } else {
                self.place = Where::Beyond;
            }
        } else if level < self.levels.card {
            if self.deck.get("title").is_some() {
                self.stray(at, "a second title", "a deck has one title; begin a card with ##");
            } else {
                let mut title = String::new();
                read_line(line.text, &mut title);
                self.deck.text(at, "title", title);
            }
            self.place = Where::Deck;
        } else if matches!(self.place, Where::Card | Where::Part(_) | Where::Nowhere) {
            self.part(line);
        } else if self.place != Where::Beyond {
            self.stray(at, "a heading outside of any card", "begin a card with ## and its title");
        }
    }

    /// Begins a part of a card.
    fn part(&mut self, line: Line<'a>) {
        self.place = if let Some(part) = fields::part(line.text) {
            Where::Part(part)
        } else {
            let what = format!("\"{}\" is no part of a card", shown(line.text));
            self.stray(Spot::byte(line.at), &what, &format!("the parts are: {}", fields::part_names()));
            Where::Nowhere
        };
    }

    fn stray(&mut self, at: Spot, what: &str, hint: &str) {
        if self.strays.len() >= MOST_CARDS {
            return;
        }
        self.strays.push(Stray { at, message: what.to_owned(), hint: hint.to_owned() });
    }

    fn content(&mut self, block: &Block<'a>) {
        if let (Block::Text(lines), true) = (block, self.in_card())
            && let Some((name, rest)) = bold(lines)
        {
            self.end_part();
            self.part(name);
            if !rest.is_empty() {
                self.content(&Block::Text(rest.to_vec()));
            }
            return;
        }
        match self.place {
            Where::Deck => self.of_deck(block),
            Where::Card => self.of_card(block),
            Where::Part(part) => self.of_part(part, block),
            Where::Path => self.of_path(block),
            Where::Nowhere | Where::Beyond => {}
            Where::Paths => {
                self.stray(Spot::byte(block.at()), "text outside of any path", "begin a path with ## and its title");
            }
        }
    }

    const fn in_card(&self) -> bool {
        matches!(self.place, Where::Card | Where::Part(_) | Where::Nowhere)
    }

    fn of_deck(&mut self, block: &Block<'a>) {
        let at = Spot::byte(block.at());
        if let Block::Item(_, _, lines) = block {
            match field_of(lines) {
                Some((name, value)) if name.text.starts_with("x-") => self.deck.own(name, &value),
                Some((name, value)) => {
                    if let Some(field) = fields::deck(&name.text) {
                        self.deck.deck_field(name.at, field, &value);
                    } else {
                        let what = format!("\"{}\" is no field of a deck", shown(&name.text));
                        let hint = format!("the fields are: {}; and your own under x-…", fields::deck_names());
                        self.stray(name.at, &what, &hint);
                    }
                }
                None => self.stray(at, "a list item that is no field", "write - name: value"),
            }
        } else {
            let text = join(block.lines());
            let before = self.deck.fields.iter_mut().find(|field| field.name == "summary");
            if let Some(Field { value: Node::Text(_, before), .. }) = before {
                let before = before.to_mut();
                before.push_str("\n\n");
                before.push_str(&text);
            } else {
                self.deck.text(at, "summary", text);
            }
        }
    }

    fn of_card(&mut self, block: &Block<'a>) {
        let Some(card) = self.cards.last_mut() else { return };
        let at = Spot::byte(block.at());
        match block {
            Block::Item(false, _, lines) => match field_of(lines) {
                Some((name, value)) if name.text.starts_with("x-") => card.own(name, &value),
                named => {
                    let part = named.and_then(|(name, value)| Some((fields::part(&name.text)?, name, value)));
                    if let Some((part, name, value)) = part {
                        card.part(name.at, part, &value, &mut self.notes);
                    } else {
                        self.notes.deck(About::Guessed, "a list right under the title of a card as its cues");
                        card.push(at, "cues", Node::Text(at, join(lines).into()));
                    }
                }
            },
            Block::Item(true, _, lines) => {
                self.notes.deck(About::Guessed, "a numbered list right under the title of a card as its steps");
                card.push(at, "steps", step(lines));
            }
            _ => {
                self.notes.deck(About::Guessed, "text right under the title of a card as its cue");
                card.push(at, "cues", Node::Text(at, join(block.lines()).into()));
            }
        }
    }

    fn of_part(&mut self, part: Part, block: &Block<'a>) {
        let Some(card) = self.cards.last_mut() else { return };
        let at = Spot::byte(block.at());
        let lines = block.lines();
        match part {
            Part::Cues => card.push(at, "cues", Node::Text(at, join(lines).into())),
            Part::Sources => card.push(at, "sources", Node::Text(at, join(lines).into())),
            Part::Steps => card.push(at, "steps", step(lines)),
            Part::Lighter => card.push(at, "lighter", step(lines)),
            _ => {
                if let Block::Item(_, first, lines) = block {
                    self.body.push(*first);
                    self.body.extend_from_slice(lines.get(1..).unwrap_or_default());
                } else {
                    self.body.extend_from_slice(lines);
                }
            }
        }
    }

    fn of_path(&mut self, block: &Block<'a>) {
        let at = Spot::byte(block.at());
        let Some(path) = self.paths.last_mut() else { return };
        path.push(at, "cards", Node::Text(at, join(block.lines()).into()));
    }

    fn finish(mut self, places: &Document<'_>, name: &str) -> Import {
        self.end_part();
        let Self { mut deck, cards, paths, mut notes, strays, .. } = self;
        let ids = cards.iter().filter_map(|card| match card.get("id") {
            Some(Node::Text(_, id)) => Some(id.as_ref()),
            _ => None,
        });
        let mut slugs = fill::Filler::new(ids);
        let cards: Vec<Node<'_>> = cards.into_iter().map(|card| slugs.card(card, &mut notes)).collect();
        fill::deck(&mut deck, name, &mut notes);
        let at = cards.first().map_or(Spot::default(), Node::at);
        deck.fields.push(Field::new(at, "cards", Node::List(at, cards)));
        if !paths.is_empty() {
            let paths: Vec<Node<'_>> = paths.into_iter().map(fill::path).collect();
            let at = paths.first().map_or(Spot::default(), Node::at);
            deck.fields.push(Field::new(at, "paths", Node::List(at, paths)));
        }
        whole(places, &Node::Fields(Spot::default(), deck.fields), strays, notes)
    }
}

/// A title with the id that may stand after it: `Press the feet {#feet-press}`.
fn titled<'a>(line: Line<'a>) -> Given<'a> {
    let mut given = Given { at: Spot::byte(line.at), ..Given::default() };
    let mut words = line.text;
    if let Some((before, id)) = words.trim_end().strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) {
        let at = Spot::byte(line.at + before.len() + 2);
        given.fields.push(Field::new(at, "id", Node::Text(at, id.into())));
        given.knows_gates = true;
        words = before.strip_suffix(' ').unwrap_or(before);
    }
    let mut title = String::new();
    read_line(words, &mut title);
    let at = Spot::byte(line.at);
    if !title.is_empty() {
        let title: Cow<'a, str> = if title == words { words.into() } else { title.into() };
        given.fields.push(Field::new(at, "title", Node::Text(at, title)));
    }
    given
}

/// A step with the time at its end.
fn step<'a>(lines: &[Line<'a>]) -> Node<'a> {
    let at = Spot::byte(lines.first().map_or(0, |line| line.at));
    if let [only] = lines
        && let Some(timing) = times::parse_breath(only.text)
    {
        return Node::Fields(at, timing.fields(at));
    }
    let (last, before) = match lines.split_last() {
        Some((last, before)) => (*last, before),
        None => return Node::Fields(at, Vec::new()),
    };
    let timed = times::at_end(last.text);
    let mut words: Vec<Line<'a>> = before.to_vec();
    let time_at = Spot::byte(last.at + timed.as_ref().map_or(0, |(rest, _)| rest.len()));
    words.push(Line { text: timed.as_ref().map_or(last.text, |(rest, _)| rest), ..last });
    let mut fields = Vec::new();
    if words.len() > 1 || words.iter().any(|line| !line.text.is_empty()) {
        let said = join(&words);
        fields.push(Field::new(at, "do", Node::Text(at, said.into())));
    }
    fields.extend(timed.into_iter().flat_map(|(_, timing)| timing.fields(time_at)));
    Node::Fields(at, fields)
}

/// Takes `name: value` apart. A name of one's own may stand in quotes, with its value as JSON on the same line.
fn field_of<'a>(lines: &[Line<'a>]) -> Option<(Name<'a>, Value<'a>)> {
    let (first, rest) = lines.split_first()?;
    let at = Spot::byte(first.at);
    if first.text.starts_with('"') {
        let end = closing_quote(first.text)?;
        let Ok(Node::Text(_, name)) = json::tree(first.text.get(..end)?) else { return None };
        let value = first.text.get(end..)?.strip_prefix(':')?;
        let from = first.at + first.text.len() - value.trim_start().len();
        let value = Value { at: Spot::byte(from), raw: value.trim_start(), text: Cow::Borrowed(value.trim_start()) };
        return Some((Name { at, text: name.into_owned().into() }, value));
    }
    let (name, value) = first.text.split_once(':')?;
    if name.len() > 60 || !(value.is_empty() || value.starts_with([' ', '\t', '*', '_'])) {
        return None;
    }
    // `**Name:** value` has its marks on both sides of the colon.
    let value = value.trim_start_matches(['*', '_']);
    let value = value.strip_prefix([' ', '\t']).unwrap_or(value);
    let name = name.trim_matches(|c| matches!(c, '*' | '_' | ' ' | '\t'));
    let from = first.at + first.text.len() - value.len();
    let mut words = vec![Line { at: from, text: value, after_blank: false }];
    words.extend_from_slice(rest);
    let text = join(&words);
    let text = if text == value { Cow::Borrowed(value) } else { Cow::Owned(text) };
    Some((Name { at, text: name.into() }, Value { at: Spot::byte(from), raw: value, text }))
}

/// The byte after the quote that closes the text which `line` begins with.
fn closing_quote(line: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in line.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Recognises a part's name in bold on a line of its own; returns it and the lines after it.
fn bold<'l, 'a>(lines: &'l [Line<'a>]) -> Option<(Line<'a>, &'l [Line<'a>])> {
    let (first, rest) = lines.split_first()?;
    let name = first.text.strip_prefix("**")?.trim_end_matches([':', ' ', '*']);
    fields::part(name)?;
    Some((Line { text: name, ..*first }, rest))
}
