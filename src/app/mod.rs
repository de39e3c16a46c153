//! Screens as state: a key becomes a `Msg`, `update` decides, an `Effect` asks the shell to act. Pure.
//!
//! An answer waits until it is on disk: `update` returns `Effect::Record`, and only `Msg::Recorded` moves on. When
//! the disk says no, `Msg::Failed` keeps the answer in hand, and Enter tries again.

pub mod browse;
pub mod dates;
#[cfg(test)]
mod grading_tests;
pub mod guide;
pub mod handout;
pub mod helping;
pub mod keys;
pub mod line;
pub mod now;
mod outside;
mod over;
pub mod page;
mod pages;
pub mod people;
pub mod plot;
mod practise;
pub mod preview;
mod rewording;
#[cfg(test)]
pub mod sample;
mod saving;
#[cfg(test)]
mod tests;
pub mod weeks;
pub mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::helped::harm::StepBack;
use crate::helped::levels::Axis;
use crate::helped::now::Asked;
use crate::memory::days::{Day, Moment};
use crate::memory::jump::{AWAY_HOURS, RUNNING_HOURS, jump};
use crate::record::benefit::WhatHelped;
use crate::record::catalog::Entry;
use crate::record::event::{Body, CheckedIn, Event, EventId, Person, Told};
use crate::session::Session;
use browse::{Browse, Opened};
use guide::Guide;
use helping::{Closer, Helping};
use keys::{Action, Key};
pub use now::RestOf;
use now::{Aside, Suggestions, Used, Waiting};
pub use outside::Outside;
use over::Over;
use page::Page;
use saving::Then;
use weeks::Weeks;

/// A kind of screen; keys mean something by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The first run.
    Welcome,
    /// What today holds.
    Today,
    /// How the person is.
    CheckIn,
    /// Consent.
    Gate,
    /// A new card, shown whole.
    Learn,
    /// A cue to answer.
    Cue,
    /// The card behind the cue.
    Revealed,
    /// Steps being done.
    Guide,
    /// How it came to mind.
    Recall,
    /// Whether it helped.
    After,
    /// A level from 0 to 10.
    Level,
    /// After *worse*.
    Worse,
    /// After the fifth *not this time* of a card.
    Stuck,
    /// The end of a session.
    End,
    /// The weeks ahead.
    Weeks,
    /// How the moment is.
    NowState,
    /// What to offer for the moment.
    Now,
    /// After a practice outside the session.
    Kept,
    /// A wait without a practice.
    Wait,
    /// A card rests now.
    Rested,
    /// Which card was used in life.
    Life,
    /// What helped.
    Helped,
    /// One technique in full.
    Closer,
    /// People to reach.
    HelpLines,
    /// When to stop.
    Stop,
    /// Every key.
    Keys,
    /// The list of cards.
    Cards,
    /// A card looked at from the list.
    Card,
    /// A line being typed.
    Typing,
    /// Something could not be saved.
    Failed,
    /// Nothing is shown.
    Hidden,
    /// The clock jumped.
    Clock,
}

/// Something that happened, told to the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Key),
    /// This much time went by on a monotonic clock since the last `Passed`, or since a timer began.
    Passed(Duration),
    /// What was asked for is on disk; the events as they were written, in order.
    Recorded(Vec<Event>),
    /// Every card.
    Listed(Vec<Entry>),
    /// The weeks ahead.
    Foreseen(Box<Weeks>),
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
    /// What was asked for could not be done, and why, in words for the person.
    Failed(String),
}

/// Something the app asks the shell to do. The shell answers with one `Msg`.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put these events on disk in one transaction.
    Record(Vec<Body>),
    /// List every card.
    List,
    /// Read one card.
    Open(CardId),
    /// Look at the weeks ahead.
    Foresee,
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
    /// Do what can wait, at a moment when nobody waits for it. The answer is passed over.
    Tidy,
    /// Leave the program.
    Leave,
}

/// Everything the app starts from.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Start {
    /// Whether this is the first run.
    pub first_run: bool,
    /// The session, new or left earlier today.
    pub session: Session,
    /// Whether the session is on disk already.
    pub begun: bool,
    /// The words of every card of the session.
    pub cards: BTreeMap<CardId, Shown>,
    /// What the person said earlier today of how they are, and when.
    pub checked_in: Option<(CheckedIn, Moment)>,
    /// Gates that the person decided on.
    pub gates: BTreeMap<Gate, bool>,
    /// The person's own people.
    pub people: Vec<Person>,
    /// Help lines that ship with the program.
    pub help: HelpLines,
    /// The country whose help lines are shown; `None` for all.
    pub region: Option<String>,
    /// Days since the last practice; 0 on the first day.
    pub away_days: u32,
    /// Whether a session was finished today already.
    pub done_today: bool,
    /// The next day on which something comes round, if nothing does today.
    pub next_day: Option<Day>,
    /// Hour at which a practice day begins.
    pub day_begins: u32,
    /// When the last entry of the record was written down; `None` when there is none.
    pub last_entry: Option<Moment>,
    /// Whether the record can be looked at only.
    pub view_only: bool,
    /// Whether *did it come to mind* takes four answers rather than two.
    pub four_grades: bool,
    /// Something to say once, on today's page.
    pub hint: Option<Told>,
    /// Whether steps run by a timer; plain mode waits for the person instead.
    pub timed: bool,
    /// Why a person comes before any card today.
    pub step_back: Option<StepBack>,
    /// Whether to say that check-ins have been heavier than usual.
    pub heavier: bool,
    /// Cards of the session that rest in a state.
    pub resting: Vec<(CardId, State)>,
    /// Whether a short wait without a practice may be offered.
    pub offer_wait: bool,
    /// The time there is for a practice right now, in seconds.
    pub now_seconds: Option<u32>,
    /// Whether the app was opened for right now alone.
    pub only_now: bool,
    /// Makes choices for right now.
    pub seed: u64,
}

/// A card as the session shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its words.
    pub card: Card,
    /// How many answers there were before; decides which cue comes.
    pub reviews: u32,
    /// How many of them were *not this time*.
    pub lapses: u32,
    /// The card to offer in its place, if it names one, and its title.
    pub instead: Option<(CardId, String)>,
}

/// What a level is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// How the person is, at the beginning of a session.
    CheckIn,
    /// The moment that something is chosen for.
    Now,
    /// The end of a wait.
    Wait,
    /// The time after a practice.
    Practice(EventId),
}

/// The screen in hand.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    Welcome,
    Today,
    CheckIn,
    /// A level, what it is about, and what is marked so far.
    Level(Axis, About, Option<u8>),
    Gate(Gate),
    Learn,
    Cue,
    Revealed,
    Guide(Box<Guide>),
    Recall,
    After(EventId),
    Worse(EventId),
    /// After the fifth *not this time* of a card, before the questions about the practice with this event, if any.
    Stuck(Option<EventId>),
    End,
    NowState,
    Now(Box<Suggestions>),
    /// After a practice outside the session, or after none.
    Kept,
    Wait(Waiting),
    /// A card rests now; what comes then.
    Rested(Box<Screen>),
}

/// The whole app.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct App {
    start: Start,
    now: Moment,
    screen: Screen,
    /// Pages laid over the screen in hand, the last on top.
    over: Vec<Over>,
    /// What waits to be on disk, and what comes then.
    pending: Vec<(Vec<Body>, Then)>,
    /// Why it is not on disk yet.
    trouble: Option<String>,
    /// The rating that was given last, while its practice is still asked about.
    last_rating: Option<EventId>,
    /// When the card in hand was first shown, for the time it takes.
    shown_at: Moment,
    state: Option<State>,
    distress: Option<(u8, Moment)>,
    connection: Option<(u8, Moment)>,
    checked_in: CheckedIn,
    /// When the state was said.
    said_at: Option<Moment>,
    /// A practice outside the session.
    aside: Option<Aside>,
    /// Whether the practice that is asked about is outside the session.
    outside: bool,
    /// The title of the card that is about to be kept.
    in_hand: String,
    used: Option<Used>,
    /// The rest that the last practice asked for, until it was told; and the practice of which it was told.
    rest: Option<RestOf>,
    rest_told: Option<EventId>,
    waiting: Option<Waiting>,
    /// Whether nothing was chosen for the moment.
    nothing: bool,
    /// What the shell is asked for before anything else.
    first: Option<Effect>,
}

impl App {
    /// Begins at the first screen.
    pub fn new(start: Start, now: Moment) -> Self {
        let screen = if start.first_run { Screen::Welcome } else { Screen::Today };
        let (said, at) = start.checked_in.unwrap_or((CheckedIn::default(), now));
        // Where nothing is written, nothing is counted from the clock.
        let last = start.last_entry.filter(|_| !start.view_only);
        let jumped = last.filter(|last| jump(*last, now, AWAY_HOURS).is_some());
        Self {
            now,
            screen,
            over: jumped.map(|last| Over::Clock { last }).into_iter().collect(),
            pending: Vec::new(),
            trouble: None,
            last_rating: None,
            shown_at: now,
            state: said.state,
            distress: said.distress.map(|level| (level, at)),
            connection: said.connection.map(|level| (level, at)),
            checked_in: CheckedIn::default(),
            said_at: said.state.map(|_| at),
            aside: None,
            outside: false,
            in_hand: String::new(),
            used: None,
            rest: None,
            rest_told: None,
            waiting: None,
            nothing: false,
            first: None,
            start,
        }
    }

    /// Begins with something for right now, from what is known of the moment.
    #[must_use]
    pub fn right_now(mut self, asked: Asked, now: Moment) -> Self {
        self.start.only_now = true;
        (self.start.now_seconds, self.start.seed) = (asked.seconds, asked.seed ^ now.utc_ms.unsigned_abs());
        self.distress = asked.distress.map(|level| (level, now)).or(self.distress);
        self.connection = asked.connection.map(|level| (level, now)).or(self.connection);
        self.state = asked.state().or(self.state);
        if asked.state().is_some() {
            self.said_at = Some(now);
        }
        self.now = now;
        self.first = self.for_now();
        self
    }

    /// Begins with what helped.
    #[must_use]
    pub fn showing(mut self, helping: Helping) -> Self {
        self.over.push(Over::Helped(Box::new(helping)));
        self
    }

    /// Returns what the shell is asked for before anything else.
    pub const fn first(&mut self) -> Option<Effect> {
        self.first.take()
    }

    /// Takes a message at the time `now`; may ask for an effect.
    pub fn update(&mut self, msg: Msg, now: Moment) -> Option<Effect> {
        let before = std::mem::replace(&mut self.now, now);
        match msg {
            // The key was meant for the page that the person saw; it comes again if they like.
            Msg::Pressed(_) if self.pending.is_empty() && jump(before, now, RUNNING_HOURS).is_some() => {
                self.over.retain(|over| !matches!(over, Over::Clock { .. }));
                self.over.push(Over::Clock { last: before });
                None
            }
            Msg::Pressed(key) => self.pressed(key),
            Msg::Passed(time) => self.passed(time),
            Msg::Recorded(events) => self.recorded(&events),
            Msg::Listed(entries) => {
                self.over.push(Over::Cards(Box::new(Browse::new(entries))));
                None
            }
            Msg::Foreseen(weeks) => {
                self.over.push(Over::Weeks(weeks));
                None
            }
            Msg::Opened(opened) => {
                self.over.extend(opened.map(Over::Card));
                None
            }
            Msg::Suggested(suggestions) => {
                self.suggested(suggestions);
                None
            }
            Msg::Lately(cards) => {
                self.over.push(Over::Life(cards));
                None
            }
            Msg::Known(known) => {
                self.know(*known);
                None
            }
            Msg::Closer(closer) => {
                self.over.extend(closer.map(Over::Closer));
                None
            }
            Msg::Rests(rest) => {
                self.rests_now(rest);
                None
            }
            Msg::Outward(found) => {
                let (card, shown) = *found?;
                self.begin_aside(card, shown)
            }
            Msg::Failed(why) => {
                // Whatever lies above would hide it.
                self.over.clear();
                self.trouble = Some(why);
                None
            }
        }
    }

    /// Returns what the screen shows now.
    pub fn page(&self) -> Page {
        pages::page(self)
    }

    /// Returns how long until the page changes by itself; `None` while nothing moves.
    pub fn wakes_in(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Guide(guide) if self.over.is_empty() && self.trouble.is_none() => guide.wakes_in(),
            _ => None,
        }
    }

    /// Tells whether this is a page to stay on for a while, before or after the cards.
    pub fn rests(&self) -> bool {
        matches!(self.place(), Place::Welcome | Place::Today | Place::End | Place::Kept)
    }

    /// Returns what to say after the screen is gone; `None` when there is nothing to say.
    pub fn farewell(&self) -> Option<&'static str> {
        match self.screen {
            _ if self.unsaved() => None,
            Screen::End => Some(words::ALL_FOR_TODAY),
            Screen::Welcome | Screen::Today | Screen::Kept => None,
            _ => Some(words::NOTHING_LOST),
        }
    }

    /// Tells whether something that the person answered is not on disk.
    pub const fn unsaved(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the session.
    pub const fn session(&self) -> &Session {
        &self.start.session
    }

    /// Returns where the person is, by which keys mean something.
    pub fn place(&self) -> Place {
        match self.over.last() {
            Some(Over::HelpLines) => return Place::HelpLines,
            Some(Over::Stop) => return Place::Stop,
            Some(Over::Keys(_)) => return Place::Keys,
            Some(Over::Typing { .. } | Over::Rewording(_)) => return Place::Typing,
            Some(Over::Cards(_)) => return Place::Cards,
            Some(Over::Card(..)) => return Place::Card,
            Some(Over::Hidden) => return Place::Hidden,
            Some(Over::Clock { .. }) => return Place::Clock,
            Some(Over::Weeks(_)) => return Place::Weeks,
            Some(Over::Life(_)) => return Place::Life,
            Some(Over::Helped(_)) => return Place::Helped,
            Some(Over::Closer(_)) => return Place::Closer,
            None if self.trouble.is_some() => return Place::Failed,
            None => {}
        }
        match self.screen {
            Screen::Welcome => Place::Welcome,
            Screen::Today => Place::Today,
            Screen::CheckIn => Place::CheckIn,
            Screen::Level(..) => Place::Level,
            Screen::Gate(_) => Place::Gate,
            Screen::Learn => Place::Learn,
            Screen::Cue => Place::Cue,
            Screen::Revealed => Place::Revealed,
            Screen::Guide(_) => Place::Guide,
            Screen::Recall => Place::Recall,
            Screen::After(_) => Place::After,
            Screen::Worse(_) => Place::Worse,
            Screen::Stuck(_) => Place::Stuck,
            Screen::End => Place::End,
            Screen::NowState => Place::NowState,
            Screen::Now(_) => Place::Now,
            Screen::Kept => Place::Kept,
            Screen::Wait(_) => Place::Wait,
            Screen::Rested(_) => Place::Rested,
        }
    }

    fn today(&self) -> Day {
        self.now.day(self.start.day_begins)
    }

    fn pressed(&mut self, key: Key) -> Option<Effect> {
        match self.over.last() {
            Some(Over::Typing { .. }) => return self.typed(key),
            Some(Over::Rewording(_)) => return self.reworded(&key),
            Some(Over::Hidden) => {
                self.show_again(&key);
                return None;
            }
            _ => {}
        }
        let action = keys::meaning(self.place(), &key);
        if let Some(Over::Cards(browse)) = self.over.last_mut()
            && !action.is_some_and(browse::claims)
        {
            browse.pressed(&key);
            return None;
        }
        if let Some(Over::Helped(helping)) = self.over.last_mut()
            && !action.is_some_and(helping::claims)
        {
            helping.pressed(&key);
            return None;
        }
        // A paste where nothing is typed is not a row of keys.
        match action? {
            Action::Leave if matches!(self.over.last(), Some(Over::Clock { .. })) => self.leave(),
            Action::Leave if self.over.pop().is_some() => None,
            Action::Leave => self.leave(),
            action if over::takes(action) || !self.over.is_empty() => self.lay_over(action),
            Action::Go if self.trouble.is_some() => self.try_again(),
            Action::GoWithout => {
                self.go_without();
                None
            }
            action => self.on_screen(action),
        }
    }
}
