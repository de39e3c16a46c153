//! An app with nothing in it, for tests of the rooms that show one.

#![allow(clippy::missing_panics_doc, reason = "tests panic")]

use std::collections::BTreeMap;

use uuid::Uuid;

use super::keys::Key;
use super::{App, Msg, Shown, Start};
use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::model::Card;
use crate::memory::days::{Day, Moment};
use crate::record::event::{Kind, Planned, SessionBegun, SessionId};
use crate::record::settings::Bell;
use crate::session::Session;

/// The time at which sample apps begin: 2026-11-23 18:00 UTC.
pub const NOW: Moment = Moment { utc_ms: 1_795_456_800_000, offset_minutes: 0 };

/// Makes what an app with an empty session starts from.
pub fn start() -> Start {
    let begun =
        SessionBegun { session: SessionId(Uuid::nil()), day: Day(20_780), budget_seconds: 300, items: Vec::new() };
    let help = HelpLines::shipped().expect("the shipped file holds its form");
    Start { four_grades: true, timed: true, ..Start::new(Session::new(begun), help) }
}

/// Makes an app with an empty session.
pub fn app() -> App {
    App::new(start(), NOW)
}

/// Makes an app in which the steps of a card are being done: a breath of four in and six out, so many rounds, and nothing
/// else.
pub fn with_breath(rounds: u32, still: bool, bell: Bell) -> App {
    let card = serde_json::json!({
        "id": "out", "title": "A longer breath out", "family": "breathwork", "cues": ["How might it go?"],
        "steps": [{"do": "Let it go.", "breathe": {"in": 4, "out": 6, "rounds": rounds}}]
    });
    let card: Card = serde_json::from_value(card).expect("a card");
    let id: CardId = "sample/out".parse().expect("a card id");
    let items = vec![Planned { card: id.clone(), kind: Kind::Learn, seconds: 600 }];
    let start = start();
    let begun = SessionBegun { items, ..start.session.begun().clone() };
    let cards = BTreeMap::from([(id, Shown { card, reviews: 0, lapses: 0, instead: None })]);
    let mut app = App::new(Start { session: Session::new(begun), cards, still, bell, ..start }, NOW);
    for _ in 0..2 {
        app.update(Msg::Pressed(Key::Enter), NOW);
    }
    app
}
