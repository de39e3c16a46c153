//! An app with nothing in it, for tests of the rooms that show one.

#![allow(clippy::missing_panics_doc, reason = "tests panic")]

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{App, Start};
use crate::deck::help_lines::HelpLines;
use crate::memory::days::{Day, Moment};
use crate::record::event::{SessionBegun, SessionId};
use crate::session::Session;

/// The time at which sample apps begin: 2026-11-23 18:00 UTC.
pub const NOW: Moment = Moment { utc_ms: 1_795_456_800_000, offset_minutes: 0 };

/// Makes what an app with an empty session starts from.
pub fn start() -> Start {
    let begun =
        SessionBegun { session: SessionId(Uuid::nil()), day: Day(20_780), budget_seconds: 300, items: Vec::new() };
    Start {
        first_run: false,
        session: Session::new(begun),
        begun: false,
        cards: BTreeMap::new(),
        checked_in: None,
        gates: BTreeMap::new(),
        people: Vec::new(),
        help: HelpLines::shipped().expect("the shipped file holds its form"),
        region: None,
        away_days: 0,
        done_today: false,
        next_day: None,
        day_begins: 4,
        last_entry: None,
        view_only: false,
        four_grades: true,
        hint: None,
        timed: true,
        step_back: None,
        heavier: false,
        resting: Vec::new(),
        offer_wait: false,
        now_seconds: None,
        only_now: false,
        seed: 1,
    }
}

/// Makes an app with an empty session.
pub fn app() -> App {
    App::new(start(), NOW)
}
