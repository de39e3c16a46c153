//! A card put into the person's own words, one line after another: the title, each cue, the caution.

use super::browse::Opened;
use super::keys::{self, Key};
use super::line::Line;
use super::over::Over;
use super::page::{Block, Page};
use super::saving::Then;
use super::{App, Effect, Place};
use crate::deck::edit::{Edit, Slot, Wanted, slots, words as words_at};
use crate::language::keys::Does;
use crate::language::{Language, sentence};
use crate::record::event::Body;

/// A card being reworded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rewording {
    slots: Vec<Slot>,
    at: usize,
    line: Line,
    wanted: Wanted,
}

impl Rewording {
    pub(super) fn new(opened: &Opened) -> Self {
        let short = |slot: &Slot| matches!(slot, Slot::Title | Slot::Cue(_) | Slot::Caution);
        let slots = slots(&opened.card).filter(short).collect();
        let mut rewording = Self { slots, at: 0, line: Line::default(), wanted: Wanted::new() };
        rewording.begin(opened);
        rewording
    }

    fn slot(&self) -> Option<Slot> {
        self.slots.get(self.at).copied()
    }

    /// Puts what stands in a place on the line.
    fn begin(&mut self, opened: &Opened) {
        let text = self.slot().and_then(|slot| words_at(&opened.card, slot));
        self.line = Line::holding(text.map_or("", |text| text.as_str()));
    }

    /// Keeps the line if it was changed, and goes on; tells whether that was the last one.
    fn next(&mut self, opened: &Opened) -> bool {
        let text = self.line.text();
        let before = self.slot().and_then(|slot| words_at(&opened.card, slot)).map_or("", |text| text.as_str());
        if let (Some(slot), true) = (self.slot(), text.trim() != Line::holding(before).text().trim()) {
            self.wanted.push((slot, text));
        }
        self.at += 1;
        self.begin(opened);
        self.at >= self.slots.len()
    }

    /// Makes the page.
    pub(super) fn page(&self, words: &'static Language) -> Page {
        let label = match self.slot() {
            Some(Slot::Title) | None => words.card.the_title.to_owned(),
            Some(slot) => sentence(&(words.card.slot)(slot)),
        };
        let last = self.at + 1 == self.slots.len();
        let mut keys = keys::help_line(Place::Typing, words);
        for binding in &mut keys {
            match binding.does {
                Does::Keep if !last => binding.turn_into(Does::Next, words),
                Does::EscBack => binding.turn_into(Does::LeaveAsItWas, words),
                _ => {}
            }
        }
        Page {
            title: words.card.in_your_words.to_owned(),
            place: (words.amounts.of)(self.at + 1, self.slots.len()),
            blocks: vec![
                Block::Input { label, text: self.line.text(), cursor: self.line.cursor() },
                Block::Gap,
                Block::Aside(words.card.your_words.to_owned()),
            ],
            keys,
            words,
        }
    }
}

impl App {
    /// Begins to reword the card that is looked at.
    pub(super) fn reword(&mut self) {
        if let Some(Over::Card(opened)) = self.over.last() {
            let rewording = Rewording::new(opened);
            self.over.push(Over::Rewording(Box::new(rewording)));
        }
    }

    /// Takes a key while a card is reworded.
    pub(super) fn reworded(&mut self, key: &Key) -> Option<Effect> {
        // Line by line, what was typed takes the place of what stood there.
        let replaces = !self.start.timed;
        let [.., Over::Card(opened), Over::Rewording(rewording)] = self.over.as_mut_slice() else { return None };
        match key {
            Key::Esc => {
                self.over.pop();
            }
            Key::Enter if rewording.next(opened) => {
                let edit = Edit::of(&opened.authored, &opened.edit, &rewording.wanted, None).unwrap_or_default();
                let card = opened.id.clone();
                self.over.pop();
                if !edit.is_empty() {
                    return self.record(vec![Body::CardEdited { card, edit }], Then::Reworded);
                }
            }
            Key::Paste(text) if replaces => rewording.line = Line::holding(text),
            key => rewording.line.take(key),
        }
        None
    }

    /// Shows the person's words where the card is in sight.
    pub(super) fn show_own_words(&mut self, card: &crate::deck::ids::CardId, edit: &Edit) {
        let Some(Over::Card(opened)) = self.over.last_mut() else { return };
        if opened.id == *card {
            opened.edit = std::mem::take(&mut opened.edit).then(edit);
            opened.card = opened.edit.over(&opened.authored).card;
            if let Some(shown) = self.start.cards.get_mut(card) {
                shown.card = opened.card.clone();
            }
        }
    }
}
