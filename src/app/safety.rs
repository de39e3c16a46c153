//! A page of the person's own for hard times: free form, with headings of their own. Ours are only offered.

use super::keys::{Action, Key};
use super::line::Line;
use super::over::Over;
use super::own::walk;
use super::page::{Block, Page, Progress, StepLine};
use super::saving::Then;
use super::writing::{For, Writing};
use super::{App, Effect, Place, keys};
use crate::deck::text::SafeText;
use crate::language::keys::Does;
use crate::record::event::{Body, Part};

impl App {
    /// Returns the headings in their order, each with what stands there: the person's own, then those on offer.
    fn plan_lines(&self) -> Vec<(String, String)> {
        let own = self.start.plan.iter().map(|part| (part.heading.to_string(), part.text.to_string()));
        let taken = |heading: &str| self.start.plan.iter().any(|part| part.heading.as_str() == heading);
        let offered = self.words().people.plan_headings.iter().filter(|heading| !taken(heading));
        own.chain(offered.map(|heading| ((*heading).to_owned(), String::new()))).collect()
    }

    /// Takes a key that moves through the plan; tells whether it was one, and opens a line that was clicked.
    pub(super) fn walk_plan(&mut self, key: &Key) -> bool {
        let len = self.plan_lines().len();
        let Some(Over::Plan { at }) = self.over.last_mut() else { return false };
        let (moved, opens) = walk(at, len, key);
        if opens {
            self.on_plan(Action::Go);
        }
        moved
    }

    /// Acts on the line in hand.
    pub(super) fn on_plan(&mut self, action: Action) -> Option<Effect> {
        let Some(Over::Plan { at }) = self.over.last() else { return None };
        let at = *at;
        match action {
            Action::Go => {
                let (heading, text) = self.plan_lines().get(at)?.clone();
                self.over.push(Over::Writing(Box::new(Writing::new(For::Part(heading), &text))));
            }
            Action::AddHeading => self.over.push(Over::HeadingLine(Line::default())),
            Action::RemovePerson if at < self.start.plan.len() => {
                let mut parts = self.start.plan.clone();
                parts.remove(at);
                return self.record(vec![Body::PlanWritten { parts }], Then::Stay);
            }
            _ => {}
        }
        None
    }

    /// Takes a key while a heading is typed.
    pub(super) fn heading_typed(&mut self, key: &Key) -> Option<Effect> {
        let Some(Over::HeadingLine(line)) = self.over.last_mut() else { return None };
        match key {
            Key::Esc => {
                self.over.pop();
            }
            Key::Enter => {
                let heading = line.text().trim().to_owned();
                self.over.pop();
                if !heading.is_empty() {
                    self.over.push(Over::Writing(Box::new(Writing::new(For::Part(heading), ""))));
                }
            }
            key => line.take(key),
        }
        None
    }

    /// Keeps what was written under a heading; nothing takes the heading away.
    pub(super) fn write_part(&mut self, heading: &str, text: &str) -> Option<Effect> {
        let mut parts = self.start.plan.clone();
        let part = Part { heading: SafeText::new(heading), text: SafeText::new(text) };
        match parts.iter().position(|part| part.heading.as_str() == heading) {
            Some(at) if text.is_empty() => {
                parts.remove(at);
            }
            Some(at) => parts.splice(at..=at, [part]).for_each(drop),
            None => parts.push(part),
        }
        self.record(vec![Body::PlanWritten { parts }], Then::Stay)
    }

    /// Makes the page.
    pub(super) fn plan_page(&self, at: usize) -> Page {
        let words = self.words();
        let lines = self.plan_lines().into_iter().enumerate().map(|(index, (heading, text))| StepLine {
            text: if text.is_empty() { heading } else { format!("*{heading}*\n{text}") },
            time: String::new(),
            progress: if index == at { Progress::Now } else { Progress::Ahead },
        });
        let mut blocks =
            vec![Block::Aside(words.people.plan_above.to_owned()), Block::Gap, Block::Steps(lines.collect())];
        blocks.extend([Block::Gap, Block::Text(words.moment.people_are_near.to_owned())]);
        let mut keys = keys::help_line(Place::Plan, words);
        keys.retain(|binding| binding.does != Does::TakeAway || at < self.start.plan.len());
        Page { title: words.people.plan_title.to_owned(), place: String::new(), blocks, keys, words }
    }
}
