//! What the app is told, and what it asks of the shell.

use std::time::Duration;

use super::browse::Opened;
use super::helping::Closer;
use super::keys::Key;
use super::now::{RestOf, Suggestions};
use super::own::DeckLine;
use super::start::Shown;
use super::weeks::Weeks;
use crate::deck::ids::CardId;
use crate::helped::now::Asked;
use crate::record::benefit::WhatHelped;
use crate::record::catalog::{After, Stretch};
use crate::record::event::{Body, Event, EventId};

/// Something that happened, told to the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Key),
    /// This much time went by on a monotonic clock since the last `Passed`, or since a timer began.
    Passed(Duration),
    /// What was asked for is on disk; the events as they were written, in order.
    Recorded(Vec<Event>),
    /// Nobody pressed anything for a moment: what is under way may go on.
    Quiet,
    /// Every card, or a stretch of them.
    Listed(Stretch),
    /// The weeks ahead.
    Foreseen(Box<Weeks>),
    /// How the last weeks compare with what was foreseen; `None` when there is nothing to say.
    LookedBack(Option<String>),
    /// One card; `None` when its words are gone.
    Opened(Option<Box<Opened>>),
    /// What to offer for the moment.
    Suggested(Box<Suggestions>),
    /// The cards that were used most: id and title.
    Lately(Vec<(CardId, String)>),
    /// What helped.
    Known(Box<WhatHelped>),
    /// One technique in full; `None` when there is nothing of it.
    Closer(Option<Box<Closer>>),
    /// The rest that a practice asked for, if it did.
    Rests(Option<Box<RestOf>>),
    /// A card that turns outward; `None` when none is free.
    Outward(Option<Box<(CardId, Shown)>>),
    /// Every deck.
    Decks(Vec<DeckLine>),
    /// How often the card that was passed over last was passed over in a row.
    Skips(u32),
    /// What was asked for could not be done, and why, in words for the person.
    Failed(String),
}

/// Something the app asks the shell to do. The shell answers with one `Msg`.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put these events on disk in one transaction.
    Record(Vec<Body>),
    /// List every card: from the first, or from where the list goes on.
    List(Option<Box<After>>),
    /// Read one card.
    Open(CardId),
    /// Look at the weeks ahead.
    Foresee,
    /// Say how the last weeks compare with what was foreseen, and keep that it was said.
    LookBack,
    /// Choose what to offer for the moment.
    Suggest(Asked),
    /// Find the cards that were used most.
    Lately,
    /// Read what helped.
    WhatHelped,
    /// Read one technique in full.
    Closer(CardId),
    /// Tell whether a card rests by what was said of this practice.
    Rests(CardId, EventId),
    /// Find a card that turns outward.
    Outward,
    /// List every deck.
    Decks,
    /// Count how often a card was passed over since it was practised last.
    SkipsOf(CardId),
    /// Do what can wait, at a moment when nobody waits for it. The answer is passed over.
    Tidy,
    /// Leave the program.
    Leave,
}
