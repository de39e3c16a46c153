//! Screens as state: a key becomes a `Msg`, `update` decides, an `Effect` asks the shell to act. Pure.

pub mod keys;
pub mod page;

use std::time::Duration;

use crate::record::event::{Body, EventId};
use keys::Key;
use page::Page;

/// Something that happened, told to the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Key),
    /// This much time went by on a monotonic clock since the last `Passed`, or since a timer began.
    Passed(Duration),
    /// What was asked for is on disk; the ids of the new events, in order.
    Recorded(Vec<EventId>),
    /// What was asked for could not be done, and why, in words for the person.
    Failed(String),
}

/// Something the app asks the shell to do. The shell answers with one `Msg`.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put these events on disk in one transaction.
    Record(Vec<Body>),
    /// Leave the program.
    Leave,
}

/// The whole app.
#[derive(Debug, Clone, Default)]
pub struct App {}

impl App {
    /// Takes a message; may ask for an effect.
    pub fn update(&mut self, msg: Msg) -> Option<Effect> {
        match msg {
            Msg::Pressed(Key::Char('q')) => Some(Effect::Leave),
            _ => None,
        }
    }

    /// Returns what the screen shows now.
    pub fn page(&self) -> Page {
        Page::default()
    }

    /// Returns how long until the page changes by itself; `None` while nothing moves.
    pub fn wakes_in(&self) -> Option<Duration> {
        None
    }
}
