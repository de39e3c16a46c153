//! Screens as state: a key becomes a `Msg`, `update` decides, an `Effect` asks the shell to act. Pure.
//!
//! An answer waits until it is on disk: `update` returns `Effect::Record`, and only `Msg::Recorded` moves on. When
//! the disk says no, `Msg::Failed` keeps the answer in hand, and Enter tries again.

pub mod browse;
pub mod dates;
pub mod guide;
pub mod keys;
pub mod line;
pub mod page;
mod pages;
pub mod people;
mod practise;
#[cfg(test)]
pub mod sample;
#[cfg(test)]
mod tests;
pub mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::memory::days::{Day, Moment};
use crate::record::catalog::Entry;
use crate::record::event::{Body, CheckedIn, Event, EventId, Person, Rated};
use crate::session::{Done, Progress, Session};
use browse::{Browse, Opened};
use guide::Guide;
use keys::{Action, Key};
use line::Line;
use page::Page;

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
    /// The end of a session.
    End,
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
    /// One card; `None` when its words are gone.
    Opened(Option<Box<Opened>>),
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
    /// Do what can wait, at a moment when nobody waits for it. The answer is passed over.
    Tidy,
    /// Leave the program.
    Leave,
}

/// What the app asks of the world around it, whichever way it is shown.
pub struct Outside<'a> {
    /// Does what the app asks for, and answers.
    pub perform: &'a mut dyn FnMut(Effect) -> Msg,
    /// The time, whenever it is needed.
    pub now: &'a dyn Fn() -> Moment,
}

impl Outside<'_> {
    /// Tells the app, does what it asks for until it asks no more, and returns whether to leave.
    pub fn tell(&mut self, app: &mut App, mut msg: Msg) -> bool {
        while let Some(effect) = app.update(msg, (self.now)()) {
            if effect == Effect::Leave {
                return true;
            }
            msg = (self.perform)(effect);
        }
        false
    }
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
    /// Whether steps run by a timer; plain mode waits for the person instead.
    pub timed: bool,
}

/// A card as the session shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its words.
    pub card: Card,
    /// How many answers there were before; decides which cue comes.
    pub reviews: u32,
    /// Title of the card to offer in its place, if it names one.
    pub instead: Option<String>,
}

/// A question with a level from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Distress,
    Connection,
}

/// The screen in hand.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    Welcome,
    Today,
    CheckIn,
    /// A level at the beginning of the session, or after the practice with this event.
    Level(Axis, Option<EventId>),
    Gate(Gate),
    Learn,
    Cue,
    Revealed,
    Guide(Box<Guide>),
    Recall,
    After(EventId),
    Worse,
    End,
}

/// A page laid over the screen in hand.
#[derive(Debug, Clone, PartialEq)]
enum Over {
    HelpLines,
    Stop,
    Keys(Place),
    Typing { name: Option<String>, line: Line },
    Cards(Box<Browse>),
    Card(Box<Opened>, Box<Browse>),
}

/// What to do when what was asked for is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The card in hand was answered or learned; its steps were done or not.
    Practised { done: bool },
    /// The session goes on with the next card.
    Next,
    /// Show the card behind the gate.
    Allowed,
    /// Back to today's page, with how the person is.
    CheckedIn,
    /// Ask the next question about the practice.
    Rated(Option<Axis>),
    /// The practice made things worse.
    Worse,
    /// The last answer is taken back.
    TakenBack,
    /// The list of people is as typed.
    People,
    /// The card looked at is a favourite now, or not; it rests now, or not.
    Marked { favourite: bool, resting: bool },
}

/// The whole app.
#[derive(Debug, Clone)]
pub struct App {
    start: Start,
    now: Moment,
    screen: Screen,
    over: Option<Over>,
    /// What waits to be on disk, and what comes then.
    pending: Option<(Vec<Body>, Then)>,
    /// Why it is not on disk yet.
    trouble: Option<String>,
    /// When the card in hand was first shown, for the time it takes.
    shown_at: Moment,
    state: Option<State>,
    distress: Option<(u8, Moment)>,
    connection: Option<(u8, Moment)>,
    checked_in: CheckedIn,
    left: bool,
}

impl App {
    /// Begins at the first screen.
    pub fn new(start: Start, now: Moment) -> Self {
        let screen = if start.first_run { Screen::Welcome } else { Screen::Today };
        Self {
            start,
            now,
            screen,
            over: None,
            pending: None,
            trouble: None,
            shown_at: now,
            state: None,
            distress: None,
            connection: None,
            checked_in: CheckedIn::default(),
            left: false,
        }
    }

    /// Begins with nothing but people to reach: works without a record.
    pub fn help_only(start: Start, now: Moment) -> Self {
        Self { over: Some(Over::HelpLines), ..Self::new(start, now) }
    }

    /// Takes a message at the time `now`; may ask for an effect.
    pub fn update(&mut self, msg: Msg, now: Moment) -> Option<Effect> {
        self.now = now;
        match msg {
            Msg::Pressed(key) => self.pressed(key),
            Msg::Passed(time) => {
                self.passed(time);
                None
            }
            Msg::Recorded(events) => {
                self.recorded(&events);
                None
            }
            Msg::Listed(entries) => {
                self.over = Some(Over::Cards(Box::new(Browse::new(entries))));
                None
            }
            Msg::Opened(opened) => {
                self.over = match (opened, self.over.take()) {
                    (Some(opened), Some(Over::Cards(browse))) => Some(Over::Card(opened, browse)),
                    (_, over) => over,
                };
                None
            }
            Msg::Failed(why) => {
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
            Screen::Guide(guide) if self.over.is_none() && self.trouble.is_none() => guide.wakes_in(),
            _ => None,
        }
    }

    /// Tells whether this is a page to stay on for a while, before or after the cards.
    pub fn rests(&self) -> bool {
        matches!(self.place(), Place::Welcome | Place::Today | Place::End)
    }

    /// Returns what to say after the screen is gone; `None` when there is nothing to say.
    pub fn farewell(&self) -> Option<&'static str> {
        match self.screen {
            Screen::End => Some(words::ALL_FOR_TODAY),
            Screen::Welcome | Screen::Today => None,
            _ => Some(words::NOTHING_LOST),
        }
    }

    /// Tells whether something that the person answered is not on disk.
    pub const fn unsaved(&self) -> bool {
        self.trouble.is_some() && self.pending.is_some()
    }

    /// Returns the session.
    pub const fn session(&self) -> &Session {
        &self.start.session
    }

    /// Returns where the person is, by which keys mean something.
    pub fn place(&self) -> Place {
        if self.trouble.is_some() && self.over.is_none() {
            return Place::Failed;
        }
        match &self.over {
            Some(Over::HelpLines) => return Place::HelpLines,
            Some(Over::Stop) => return Place::Stop,
            Some(Over::Keys(_)) => return Place::Keys,
            Some(Over::Typing { .. }) => return Place::Typing,
            Some(Over::Cards(_)) => return Place::Cards,
            Some(Over::Card(..)) => return Place::Card,
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
            Screen::Worse => Place::Worse,
            Screen::End => Place::End,
        }
    }

    fn today(&self) -> Day {
        self.now.day(self.start.day_begins)
    }

    fn pressed(&mut self, key: Key) -> Option<Effect> {
        if let Some(Over::Typing { name, line }) = &mut self.over {
            let (name, mut line) = (name.clone(), std::mem::take(line));
            return self.typed(key, name, &mut line);
        }
        let action = keys::meaning(self.place(), &key);
        if let Some(Over::Cards(browse)) = &mut self.over
            && !action.is_some_and(browse::claims)
        {
            browse.pressed(&key);
            return None;
        }
        // A paste where nothing is typed is not a row of keys.
        let action = action?;
        self.act(action)
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::HelpLines => {
                self.over = Some(Over::HelpLines);
                None
            }
            Action::StopSigns => {
                self.over = Some(Over::Stop);
                None
            }
            Action::Keys => {
                self.over = Some(Over::Keys(self.place()));
                None
            }
            Action::AddPerson => {
                self.over = Some(Over::Typing { name: None, line: Line::default() });
                None
            }
            Action::Cards => Some(Effect::List),
            Action::Go if matches!(self.over, Some(Over::Cards(_))) => {
                let Some(Over::Cards(browse)) = &self.over else { return None };
                browse.picked().map(Effect::Open)
            }
            Action::Favourite | Action::Rest => self.mark(action),
            Action::RemovePerson => {
                let mut people = self.start.people.clone();
                people.pop()?;
                self.record(vec![Body::PeopleChanged { people }], Then::People)
            }
            Action::Leave if self.over.is_some() => {
                self.over = match self.over.take() {
                    Some(Over::Card(_, browse)) => Some(Over::Cards(browse)),
                    _ => None,
                };
                if self.over.is_some() {
                    return None;
                }
                self.leave_if_nothing_is_beneath()
            }
            Action::Leave => {
                self.left = true;
                Some(Effect::Leave)
            }
            _ if self.trouble.is_some() => self.try_again(),
            _ => self.on_screen(action),
        }
    }

    /// The page of people to reach may be all there is.
    fn leave_if_nothing_is_beneath(&mut self) -> Option<Effect> {
        let nothing = self.start.cards.is_empty() && self.start.next_day.is_none() && !self.start.first_run;
        (nothing && !self.start.done_today && self.screen == Screen::Today).then(|| {
            self.left = true;
            Effect::Leave
        })
    }

    fn typed(&mut self, key: Key, name: Option<String>, line: &mut Line) -> Option<Effect> {
        match key {
            Key::Esc => {
                self.over = Some(Over::HelpLines);
                return None;
            }
            Key::Enter => {
                let text = line.text().trim().to_owned();
                return match (name, text.is_empty()) {
                    (_, true) => {
                        self.over = Some(Over::HelpLines);
                        None
                    }
                    (None, false) => {
                        self.over = Some(Over::Typing { name: Some(text), line: Line::default() });
                        None
                    }
                    (Some(name), false) => {
                        let mut people = self.start.people.clone();
                        people.push(Person { name: name.as_str().into(), reach: text.as_str().into() });
                        self.record(vec![Body::PeopleChanged { people }], Then::People)
                    }
                };
            }
            Key::Char(c) => line.write(c.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => line.write(&text),
            Key::Backspace => line.erase(),
            Key::Delete => line.erase_ahead(),
            Key::Left => line.step(false),
            Key::Right => line.step(true),
            Key::Home => line.jump(false),
            Key::End => line.jump(true),
            _ => {}
        }
        self.over = Some(Over::Typing { name, line: std::mem::take(line) });
        None
    }

    /// Asks for events to be put on disk, as most keys end in nothing or in this. The first ones of a session carry its plan with them.
    #[allow(clippy::unnecessary_wraps, reason = "it is the last word of what a key does, which may be nothing")]
    fn record(&mut self, mut bodies: Vec<Body>, then: Then) -> Option<Effect> {
        let of_session = |body: &Body| matches!(body, Body::Practised(_) | Body::Skipped { .. });
        if !self.start.begun && bodies.iter().any(of_session) {
            bodies.insert(0, Body::SessionBegun(self.start.session.begun().clone()));
        }
        self.pending = Some((bodies.clone(), then));
        Some(Effect::Record(bodies))
    }

    fn try_again(&mut self) -> Option<Effect> {
        let Some((bodies, _)) = &self.pending else {
            // Nothing of the person's was at stake: something could not be read.
            self.trouble = None;
            return None;
        };
        Some(Effect::Record(bodies.clone()))
    }

    fn recorded(&mut self, events: &[Event]) {
        self.trouble = None;
        let Some((_, then)) = self.pending.take() else { return };
        let id = self.start.session.id();
        for event in events {
            match &event.body {
                Body::SessionBegun(_) => self.start.begun = true,
                Body::PeopleChanged { people } => self.start.people.clone_from(people),
                Body::GateAllowed { gate } => {
                    self.start.gates.insert(*gate, true);
                }
                Body::GateWithdrawn { gate } => {
                    self.start.gates.insert(*gate, false);
                }
                _ => {}
            }
            if let Some(progress) = crate::session::progress(id, event) {
                self.count_answer(&progress, 1);
                self.start.session.advance(progress);
            }
        }
        self.then(then);
    }

    fn then(&mut self, then: Then) {
        match then {
            Then::Practised { done } => {
                let last = self.start.session.progress().last().map(|progress| progress.event);
                match last {
                    Some(event) if done => self.screen = Screen::After(event),
                    _ => self.next_card(),
                }
            }
            Then::Next => self.next_card(),
            Then::Allowed => self.show_card(),
            Then::CheckedIn => self.screen = Screen::Today,
            Then::Rated(axis) => self.after_rating(axis),
            Then::Worse => self.screen = Screen::Worse,
            Then::TakenBack => {
                if let Some(progress) = self.start.session.take_back() {
                    self.count_answer(&progress, -1);
                }
                self.next_card();
            }
            Then::People => self.over = Some(Over::HelpLines),
            Then::Marked { favourite, resting } => {
                if let Some(Over::Card(opened, _)) = &mut self.over {
                    (opened.favourite, opened.resting) = (favourite, resting);
                }
            }
        }
    }

    /// Makes the card looked at a favourite or not, or lets it rest or come again.
    fn mark(&mut self, action: Action) -> Option<Effect> {
        let Some(Over::Card(opened, _)) = &self.over else { return None };
        let card = opened.id.clone();
        let (mut favourite, mut resting) = (opened.favourite, opened.resting);
        let body = if action == Action::Favourite {
            favourite = !favourite;
            Body::CardFavoured { card, on: favourite }
        } else {
            resting = !resting;
            if resting { Body::CardRested { card, until: None } } else { Body::CardResumed { card } }
        };
        self.record(vec![body], Then::Marked { favourite, resting })
    }

    /// Counts answers as they are given and taken back: they decide which cue comes.
    fn count_answer(&mut self, progress: &Progress, sign: i32) {
        if let (Done::Answered(..), Some(shown)) = (progress.done, self.start.cards.get_mut(&progress.card)) {
            shown.reviews = shown.reviews.saturating_add_signed(sign);
        }
    }

    /// Rates the practice in hand with one thing more.
    fn rate(&mut self, rated: Rated, then: Then) -> Option<Effect> {
        self.record(vec![Body::Rated(rated)], then)
    }
}
