//! Screens as state: a key becomes a `Msg`, `update` decides, an `Effect` asks the shell to act. Pure.
//!
//! An answer waits until it is on disk: `update` returns `Effect::Record`, and only `Msg::Recorded` moves on. When
//! the disk says no, `Msg::Failed` keeps the answer in hand, and Enter tries again.

pub mod about;
pub mod browse;
#[cfg(test)]
mod grading_tests;
pub mod guide;
pub mod handout;
pub mod helping;
pub mod keys;
pub mod line;
pub mod message;
pub mod now;
mod numb;
mod outside;
mod over;
pub mod own;
pub mod page;
mod pages;
pub mod people;
pub mod place;
pub mod plot;
mod practise;
pub mod preview;
mod rewording;
mod safety;
#[cfg(test)]
pub mod sample;
mod saving;
pub mod start;
#[cfg(test)]
pub(crate) mod tests;
pub mod weeks;
mod writing;

use std::time::Duration;

use crate::deck::kinds::{Gate, State};
use crate::helped::levels::Axis;
use crate::helped::now::Asked;
use crate::language::Language;
use crate::memory::days::{Day, Moment};
use crate::memory::jump::{AWAY_HOURS, RUNNING_HOURS, jump};
use crate::record::event::{Body, CheckedIn, EventId};
use crate::session::Session;
use browse::Browse;
use guide::Guide;
use helping::Helping;
use keys::{Action, Key};
pub use message::{Effect, Msg};
pub use now::RestOf;
use now::{Aside, Suggestions, Used, Waiting};
pub use outside::Outside;
use over::Over;
use page::Page;
pub use place::Place;
use saving::Then;
pub use start::{Shown, Start};

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
    /// After a card was passed over three times in a row.
    PassedOver,
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
    /// How the last weeks compare with what was foreseen, when that is said.
    looked_back: Option<String>,
    /// What the shell is asked for before anything else.
    first: Option<Effect>,
    /// The choice that the arrows have come to.
    here: Option<usize>,
    /// Whether the bell is to ring.
    bell: bool,
    /// The practice that a note was written on last, and the note.
    noted: (EventId, String),
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
            looked_back: None,
            first: None,
            here: None,
            bell: false,
            noted: (EventId(uuid::Uuid::nil()), String::new()),
            start,
        }
        .ready()
    }

    fn ready(mut self) -> Self {
        self.outward_first();
        self
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
            Msg::Quiet => match self.over.last_mut() {
                Some(Over::Cards(browse)) => browse.go_on(),
                _ => None,
            },
            Msg::Listed(stretch) => {
                match self.over.last_mut() {
                    Some(Over::Cards(browse)) => return browse.take_in(stretch),
                    _ => self.over.push(Over::Cards(Box::new(Browse::new(stretch)))),
                }
                None
            }
            Msg::Foreseen(weeks) => {
                self.over.push(Over::Weeks(weeks));
                None
            }
            Msg::LookedBack(said) => {
                self.looked_back = said;
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
            Msg::Decks(decks) => {
                self.over.push(Over::List(own::List::new(own::Of::Decks(decks))));
                None
            }
            Msg::Skips(times) => {
                self.passed_over_often(times);
                None
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
        let (place, mut page) = (self.place(), pages::page(self));
        if self.start.numb {
            numb::fewer(&mut page, place);
        }
        if let Some(choice) = self.here.and_then(|here| page.choices_mut().nth(here)) {
            choice.here = true;
        }
        self.start.keys.put_into(place, &mut page);
        page
    }

    /// Returns what a key means on the screen in hand.
    pub fn meaning(&self, key: &Key) -> Option<Action> {
        self.start.keys.meaning(self.place(), key)
    }

    /// Tells whether a key leaves or shows people to reach on a page of cards: such a key is never passed over.
    pub fn is_urgent(&self, key: &Key) -> bool {
        matches!(self.start.keys.meaning(Place::Today, key), Some(Action::HelpLines | Action::Leave))
    }

    /// Tells whether the bell is to ring now, once.
    pub const fn take_bell(&mut self) -> bool {
        std::mem::replace(&mut self.bell, false)
    }

    /// Returns how long until the page changes by itself; `None` while nothing moves.
    pub fn wakes_in(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Guide(guide) if self.over.is_empty() && self.trouble.is_none() => guide.wakes_in(),
            _ => None,
        }
    }

    /// Tells whether something is under way that goes on with [`Msg::Quiet`], whenever nobody presses anything.
    pub fn goes_on(&self) -> bool {
        matches!(self.over.last(), Some(Over::Cards(browse)) if browse.goes_on())
    }

    /// Tells whether this is a page to stay on for a while, before or after the cards.
    pub fn rests(&self) -> bool {
        matches!(self.place(), Place::Welcome | Place::Today | Place::End | Place::Kept)
    }

    /// Returns what to say after the screen is gone; `None` when there is nothing to say.
    pub fn farewell(&self) -> Option<&'static str> {
        match self.screen {
            _ if self.unsaved() => None,
            Screen::End => Some(self.words().today.all_for_today),
            Screen::Welcome | Screen::Today | Screen::Kept => None,
            _ => Some(self.words().today.nothing_lost),
        }
    }

    /// Tells whether something that the person answered is not on disk.
    pub const fn unsaved(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Returns the language of the screens.
    pub const fn words(&self) -> &'static Language {
        self.start.words
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
            Some(Over::Typing { .. } | Over::Rewording(_) | Over::SettingLine { .. } | Over::HeadingLine(_)) => {
                return Place::Typing;
            }
            Some(Over::Writing(_)) => return Place::Writing,
            Some(Over::List(_)) => return Place::List,
            Some(Over::Setting(_)) => return Place::Setting,
            Some(Over::GateOf(_)) => return Place::Consent,
            Some(Over::Deck(_)) => return Place::Deck,
            Some(Over::Plan { .. }) => return Place::Plan,
            Some(Over::About) => return Place::About,
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
            Screen::Stuck(_) | Screen::PassedOver => Place::Stuck,
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
        let place = self.place();
        if matches!(place, Place::Typing | Place::Writing)
            && let Some(action @ (Action::HelpLines | Action::Hide | Action::Keys)) = self.meaning(&key)
        {
            return self.lay_over(action);
        }
        match self.over.last() {
            Some(Over::Typing { .. }) => return self.typed(key),
            Some(Over::Rewording(_)) => return self.reworded(&key),
            Some(Over::SettingLine { .. }) => return self.set_typed(&key),
            Some(Over::HeadingLine(_)) => return self.heading_typed(&key),
            Some(Over::Writing(_)) => return self.written(&key),
            Some(Over::Hidden) => {
                self.show_again(&key);
                return None;
            }
            _ => {}
        }
        // Whichever key moves here: from now on it is an arrow.
        let key = match self.meaning(&key) {
            Some(Action::Move(way)) => way.arrow(),
            _ => key,
        };
        if self.walk_list(&key) || self.walk_plan(&key) {
            return None;
        }
        let key = self.walk_choices(key)?;
        let action = self.meaning(&key);
        if let Some(Over::Cards(browse)) = self.over.last_mut()
            && !action.is_some_and(browse::claims)
        {
            browse.pressed(&key);
            return None;
        }
        if let Some(Over::Helped(helping)) = self.over.last_mut()
            && !action.is_some_and(helping::claims)
        {
            if let Some(action) = action {
                helping.pressed(action);
            }
            return None;
        }
        // A paste where nothing is typed is not a row of keys.
        match action? {
            Action::Leave if matches!(self.over.last(), Some(Over::Clock { .. })) => self.leave(),
            Action::Leave if self.over.pop().is_some() => None,
            Action::FewerWords if self.over.is_empty() => self.fewer_words(),
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

    /// Lets the arrows walk the choices of a page, and Enter pick the one they came to. Returns the key that is meant;
    /// `None` when it only moved.
    fn walk_choices(&mut self, key: Key) -> Option<Key> {
        let here = self.here.take();
        let down = match key {
            Key::Down => true,
            Key::Up => false,
            Key::Enter | Key::Char(' ') if here.is_some() => {
                let mut page = self.page();
                let picked = page.choices_mut().nth(here?)?.key.clone();
                return keys::named(&picked);
            }
            key => return Some(key),
        };
        let count = self.page().choices_mut().count();
        let Some(last) = count.checked_sub(1) else { return Some(key) };
        self.here = Some(match (here, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + 1).min(last),
            (Some(at), false) => at.saturating_sub(1),
        });
        None
    }
}
