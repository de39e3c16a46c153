//! Looking for a card: search as you type, narrowed down by family, state, minutes and consent.

use super::keys::{Action, Key};
use super::line::Line;
use super::page::{Block, Page, Progress, StepLine};
use super::{Effect, Place, keys};
use crate::deck::edit::{Edit, slots, words as words_at};
use crate::deck::ids::CardId;
use crate::deck::kinds::{FAMILIES, Family, Gate, State};
use crate::deck::model::{Card, Reviewed};
use crate::language::Language;
use crate::language::keys::Does;
use crate::memory::days::Day;
use crate::record::catalog::{After, Filter, Stretch};
use crate::record::packed::Packed;

/// The minutes to choose from.
const MINUTES: [u32; 4] = [1, 2, 5, 10];

/// The most lines that are shown at once, so that a list of any length is drawn as fast.
const SHOWN: usize = 100;

/// The most cards that are looked at before the page is drawn, and again before the next key is listened for; a
/// millisecond or two.
const LOOKED_AT: usize = 40_000;

/// A narrowing that can be stepped through; 0 is any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Family,
    State,
    Minutes,
    Consent,
}

impl Part {
    const ALL: [Self; 4] = [Self::Family, Self::State, Self::Minutes, Self::Consent];

    /// Returns how many values there are beside *any*.
    const fn values(self) -> usize {
        match self {
            Self::Family => FAMILIES.len(),
            Self::State => State::ALL.len(),
            Self::Minutes => MINUTES.len(),
            // Without consent, or one of the gates.
            Self::Consent => Gate::ALL.len() + 1,
        }
    }
}

/// The list of cards and what it is narrowed down to.
///
/// A long one is never waited for: it comes in stretches, and a search shows what it found first. The rest is read and
/// looked through while nobody presses anything. What is shown is right all the time, only not yet counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Browse {
    cards: Packed,
    /// Where the list goes on; none when all of it is here.
    rest: Option<Box<After>>,
    /// The cards that fit, by their places, among those that were looked at.
    found: Vec<usize>,
    /// How many were looked at.
    looked: usize,
    /// Whether the first that fits is to be opened once there is one.
    opens: bool,
    line: Line,
    chosen: [usize; 4],
    /// The narrowing that Left and Right change; none while text is typed or the list is walked.
    part: Option<Part>,
    /// The place in the list; none while text is typed.
    at: Option<usize>,
}

impl Browse {
    /// Begins with the first stretch of the list.
    pub fn new(stretch: Stretch) -> Self {
        let mut browse = Self {
            cards: Packed::default(),
            rest: None,
            found: Vec::new(),
            looked: 0,
            opens: false,
            line: Line::default(),
            chosen: [0; 4],
            part: None,
            at: None,
        };
        browse.take_in(stretch);
        browse
    }

    /// Takes in the next stretch: every card of it that is in a deck. Returns what it leads to.
    pub(super) fn take_in(&mut self, stretch: Stretch) -> Option<Effect> {
        if stretch.begins {
            (self.cards, self.at) = (Packed::default(), None);
            self.found.clear();
            self.looked = 0;
        }
        stretch.entries.iter().filter(|entry| entry.active).for_each(|entry| self.cards.push(entry));
        self.rest = stretch.rest;
        self.look_on(usize::MAX)
    }

    /// Tells whether there is more to read or to look through.
    pub(super) const fn goes_on(&self) -> bool {
        self.looked < self.cards.len() || self.rest.is_some()
    }

    /// Reads or looks on for a moment.
    pub(super) fn go_on(&mut self) -> Option<Effect> {
        if self.looked < self.cards.len() {
            return self.look_on(usize::MAX);
        }
        self.rest.clone().map(|rest| Effect::List(Some(rest)))
    }

    /// Looks on until so many were found, or for a moment.
    fn look_on(&mut self, enough: usize) -> Option<Effect> {
        self.looked = self.cards.look(&self.filter(), self.looked, LOOKED_AT, enough, &mut self.found);
        self.opens &= self.goes_on() || !self.found.is_empty();
        if self.opens { self.open().map(Effect::Open) } else { None }
    }

    /// Returns the card that Enter opens. Where none was found yet, the first that is found opens by itself.
    pub(super) fn open(&mut self) -> Option<CardId> {
        let picked = self.picked();
        self.opens = picked.is_none() && self.goes_on();
        picked
    }

    fn value(&self, part: Part) -> usize {
        self.chosen.get(part as usize).copied().unwrap_or(0)
    }

    fn filter(&self) -> Filter {
        let pick = |part: Part| self.value(part).checked_sub(1);
        let consent = pick(Part::Consent);
        Filter {
            text: self.line.text(),
            family: pick(Part::Family).and_then(|at| FAMILIES.get(at)).map(|(word, ..)| (*word).to_owned()),
            state: pick(Part::State).and_then(|at| State::ALL.get(at)).copied(),
            minutes: pick(Part::Minutes).and_then(|at| MINUTES.get(at)).copied(),
            gate: consent.and_then(|at| Gate::ALL.get(at.checked_sub(1)?)).copied(),
            ungated: consent == Some(0),
        }
    }

    /// Returns the first line that is shown: a long list is shown in parts, and the part follows the place in hand.
    fn from(&self) -> usize {
        self.at.unwrap_or(0) / SHOWN * SHOWN
    }

    /// Returns the card that Enter opens: the one in hand, or the first.
    pub fn picked(&self) -> Option<CardId> {
        self.cards.id(*self.found.get(self.at.unwrap_or(0))?)
    }

    /// Takes a key that no row of the key table claims, or one that moves; returns whether it changed anything.
    pub fn pressed(&mut self, key: &Key) -> bool {
        let (text, chosen) = (self.line.text(), self.chosen);
        self.opens = false;
        let pressed = self.take(key);
        if chosen != self.chosen || text != self.line.text() {
            // What was in hand may be gone.
            self.at = None;
            self.found.clear();
            self.looked = 0;
            // One more than is shown tells that there are more.
            self.look_on(SHOWN + 1);
        }
        pressed
    }

    fn take(&mut self, key: &Key) -> bool {
        match key {
            Key::Up | Key::Down => self.walk(*key == Key::Down),
            Key::Tab => {
                let next = self.part.map_or(0, |part| part as usize + 1);
                self.part = Part::ALL.get(next).copied();
                self.at = None;
            }
            Key::Left | Key::Right if self.part.is_some() => self.turn(*key == Key::Right),
            Key::Left | Key::Right => self.line.step(*key == Key::Right),
            Key::Row(row) if self.from() + *row < self.found.len() => {
                (self.part, self.at) = (None, Some(self.from() + *row));
            }
            Key::Home | Key::End => self.line.jump(*key == Key::End),
            Key::Char(c) => self.write(c.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => {
                self.line = Line::default();
                self.write(text);
            }
            Key::Backspace => {
                self.at = None;
                self.line.erase();
            }
            Key::Delete => self.line.erase_ahead(),
            _ => return false,
        }
        true
    }

    fn write(&mut self, text: &str) {
        (self.at, self.part) = (None, None);
        self.line.write(text);
    }

    fn walk(&mut self, down: bool) {
        self.part = None;
        let last = self.found.len().saturating_sub(1);
        self.at = match (self.at, down) {
            (None, true) => Some(0),
            (Some(at), true) => Some((at + 1).min(last)),
            (Some(at), false) => at.checked_sub(1),
            (None, false) => None,
        };
    }

    fn turn(&mut self, forward: bool) {
        let Some(part) = self.part else { return };
        let count = part.values() + 1;
        if let Some(value) = self.chosen.get_mut(part as usize) {
            *value = (*value + if forward { 1 } else { count - 1 }) % count;
        }
        self.at = None;
    }

    /// Makes the page.
    pub(super) fn page(&self, words: &'static Language) -> Page {
        let mut blocks = Vec::new();
        let text = self.line.text();
        if self.at.is_none() && self.part.is_none() {
            blocks.push(Block::Input { label: words.card.search.to_owned(), text, cursor: self.line.cursor() });
        } else {
            let text = if text.is_empty() { words.card.any_words.to_owned() } else { text };
            blocks.push(Block::Text(format!("{} {text}", words.card.search)));
        }
        blocks.push(Block::Text(self.narrowed(words)));
        blocks.push(Block::Gap);
        let (found, counted) = (self.found.len(), !self.goes_on());
        if found == 0 {
            let said = if counted { words.card.no_card_fits } else { words.card.still_looking };
            blocks.push(Block::Aside(said.to_owned()));
        } else {
            let from = self.from();
            let shown = self.found.iter().enumerate().skip(from).take(SHOWN);
            let shown = shown.filter_map(|(index, at)| Some((index, self.cards.line(*at)?)));
            let lines = shown.map(|(index, (title, seconds))| StepLine {
                text: title.to_owned(),
                time: format!("{seconds} s"),
                progress: if self.at == Some(index) { Progress::Now } else { Progress::Ahead },
            });
            blocks.push(Block::Steps(lines.collect()));
            if found > SHOWN {
                let last = (from + SHOWN).min(found);
                let lines = (words.card.lines_of)(from + 1, last, counted.then_some(found));
                let said = format!("{lines} {}", words.card.fewer_by_typing);
                blocks.extend([Block::Gap, Block::Aside(said)]);
            }
        }
        let place = if counted {
            (words.amounts.of)(found, self.cards.len())
        } else {
            // A number that runs would only draw the eye.
            (words.card.so_far)(found.min(SHOWN))
        };
        Page {
            title: words.card.list_title.to_owned(),
            place,
            blocks,
            keys: keys::help_line(Place::Cards, words),
            words,
        }
    }

    fn narrowed(&self, words: &Language) -> String {
        let filter = self.filter();
        let card = &words.card;
        let said = |part: Part| match part {
            Part::Family => {
                let family = filter.family.as_deref().and_then(|word| Family::parse(word).ok());
                (card.narrowed_family)(family.as_ref())
            }
            Part::State => (card.narrowed_state)(filter.state.map(words.names.state)),
            Part::Minutes => (card.narrowed_minutes)(filter.minutes),
            Part::Consent if filter.ungated => card.no_consent.to_owned(),
            Part::Consent => (card.narrowed_gate)(filter.gate.map(words.names.gate)),
        };
        let parts =
            Part::ALL.map(|part| if self.part == Some(part) { format!("*{}*", said(part)) } else { said(part) });
        parts.join(" · ")
    }
}

/// A card looked at from the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Its id.
    pub id: CardId,
    /// Its words, as the person sees them.
    pub card: Card,
    /// What the author wrote.
    pub authored: Card,
    /// What the person changed of it.
    pub edit: Edit,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// Whether it rests.
    pub resting: bool,
    /// The day it comes round again.
    pub due: Option<Day>,
    /// Who reviewed its deck clinically, and when.
    pub reviewed: Option<Reviewed>,
}

impl Opened {
    /// Makes the page.
    pub(super) fn page(&self, today: Day, words: &'static Language) -> Page {
        let mut blocks: Vec<Block> = self.card.cues.iter().map(|cue| Block::Aside(cue.to_string())).collect();
        blocks.push(Block::Gap);
        blocks.extend(super::pages::whole(&self.card, words));
        let mut facts = super::preview::facts(&self.card, words);
        facts.push((words.card.fact_reviewed.to_owned(), (words.card.reviewed)(self.reviewed.as_ref())));
        let next = match (self.resting, self.due) {
            (true, _) => words.card.rests.to_owned(),
            (false, Some(due)) => (words.amounts.when)(due, today),
            (false, None) if self.card.pinned => words.card.pinned.to_owned(),
            (false, None) => words.card.not_met.to_owned(),
        };
        facts.push((words.card.comes_round.to_owned(), next));
        if self.card != self.authored {
            let own = slots(&self.card).filter(|slot| words_at(&self.card, *slot) != words_at(&self.authored, *slot));
            let mut places: Vec<String> = own.map(words.card.slot).collect();
            places.extend((self.card.gates != self.authored.gates).then(|| words.card.own_gates.to_owned()));
            facts.push((words.card.own_words.to_owned(), places.join(", ")));
        }
        blocks.extend([Block::Gap, Block::Facts(facts)]);
        let mut keys = keys::help_line(Place::Card, words);
        for binding in &mut keys {
            if binding.does == Does::Rest && self.resting {
                binding.turn_into(Does::Resume, words);
            }
        }
        Page {
            title: self.card.title.to_string(),
            place: if self.favourite { words.card.favourite.to_owned() } else { String::new() },
            blocks,
            keys,
            words,
        }
    }
}

/// Tells whether an action of the key table is taken while a list is browsed; letters are for searching.
pub(super) const fn claims(action: Action) -> bool {
    matches!(action, Action::Go | Action::Leave | Action::Hide | Action::HelpLines | Action::Keys)
}

#[cfg(test)]
#[path = "browse_tests.rs"]
mod tests;
