//! Some lines in the person's own words: a note on a practice, a part of their plan. The terminal lends a field to write
//! in; line by line, each line that is typed is added.

use super::keys::Key;
use super::over::Over;
use super::page::{Block, Page};
use super::saving::Then;
use super::{App, Effect};
use crate::deck::check::LONGEST_TEXT;
use crate::deck::text::SafeText;
use crate::language::Language;
use crate::record::amend::{Amended, Field};
use crate::record::event::{Body, EventId};

/// What the lines are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum For {
    /// A note on this practice.
    Note(EventId),
    /// The part of the plan with this heading.
    Part(String),
}

/// Lines being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writing {
    what: For,
    text: String,
    /// What stood there before.
    before: String,
}

impl Writing {
    pub(super) fn new(what: For, text: &str) -> Self {
        Self { what, text: text.to_owned(), before: text.to_owned() }
    }

    fn put(&mut self, text: &str) {
        let clean = SafeText::new(text);
        self.text = clean.as_str().chars().take(LONGEST_TEXT).collect();
    }

    pub(super) fn page(&self, timed: bool, words: &'static Language) -> Page {
        let (title, label) = match &self.what {
            For::Note(_) => (words.people.note_title, words.people.note_label.to_owned()),
            For::Part(heading) => (words.people.plan_title, heading.clone()),
        };
        let below = if timed { words.people.writing_below } else { words.people.writing_lines };
        Page {
            title: title.to_owned(),
            place: String::new(),
            blocks: vec![Block::Writing { label, text: self.text.clone() }, Block::Gap, Block::Aside(below.to_owned())],
            keys: super::pages::writing_keys(timed, words),
            words,
        }
    }
}

impl App {
    /// Takes a key while lines are written.
    pub(super) fn written(&mut self, key: &Key) -> Option<Effect> {
        let timed = self.start.timed;
        let Some(Over::Writing(writing)) = self.over.last_mut() else { return None };
        match key {
            Key::Written(text) => writing.put(text),
            // Line by line, the first line takes the place of what stood there, and the others follow it.
            Key::Paste(text) if !timed && writing.text == writing.before => writing.put(text),
            Key::Paste(text) => {
                let joined = format!("{}\n{text}", writing.text);
                writing.put(&joined);
            }
            Key::Esc | Key::Enter => return self.keep_written(),
            _ => {}
        }
        None
    }

    fn keep_written(&mut self) -> Option<Effect> {
        let Some(Over::Writing(writing)) = self.over.pop() else { return None };
        let text = writing.text.trim().to_owned();
        if text == writing.before.trim() {
            return None;
        }
        match writing.what {
            For::Note(practice) => {
                let note = if text.is_empty() { Field::Clear } else { Field::Set(SafeText::new(&text)) };
                self.noted = (practice, text);
                self.record(vec![Body::Amended(Box::new(Amended { note, ..Amended::of(practice) }))], Then::Stay)
            }
            For::Part(heading) => self.write_part(&heading, &text),
        }
    }

    /// Begins a note on the practice that is asked about.
    pub(super) fn note(&mut self, practice: EventId) {
        let before = if self.noted.0 == practice { self.noted.1.clone() } else { String::new() };
        self.over.push(Over::Writing(Box::new(Writing::new(For::Note(practice), &before))));
    }
}
