//! Something for right now: what the moment is like, what to offer, and a practice outside the session. Also a practice
//! used out in life, and a wait without one.

use super::guide::Guide;
use super::keys::Action;
use super::over::Over;
use super::page::{Block, Choice, Page};
use super::saving::Then;
use super::{About, App, Effect, Place, Screen, Shown, keys, pages};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::helped::constants::{FAIR_PAIRS, WAIT_MINUTES};
use crate::helped::harm::Why;
use crate::helped::levels::{Axis, Change};
use crate::helped::now::{Asked, Because};
use crate::language::Language;
use crate::memory::days::{Day, Moment};
use crate::record::event::{Body, EventId, Kind, Practised};

/// A rest that the record asks for, as the person is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestOf {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: String,
    /// The state in which it rests.
    pub state: State,
    /// First day on which it may come up again there.
    pub until: Day,
    /// Which rule asked for it.
    pub why: Why,
    /// A gate that might be switched off, when cards that turn to the body rest.
    pub gate: Option<Gate>,
}

/// The practice that was kept last, and is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) event: EventId,
    pub(super) card: CardId,
    pub(super) title: String,
}

/// Why a card is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// What the record says of it.
    Record(Because),
    /// It is its turn in a fair test.
    Turn {
        /// The pair, from 1.
        pair: usize,
        /// Whether a level before it is known, so that the use counts.
        level: bool,
    },
}

impl Reason {
    /// Says it.
    pub fn said(&self, words: &Language) -> String {
        match self {
            Self::Record(because) => (words.moment.because)(because),
            Self::Turn { pair, level } => (words.moment.its_turn)(*pair, FAIR_PAIRS, *level),
        }
    }
}

/// A card that is offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// Its id.
    pub card: CardId,
    /// Its words.
    pub shown: Shown,
    /// Why it is offered, in a line.
    pub why: Reason,
}

/// What is offered for a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestions {
    /// What the moment is like.
    pub asked: Asked,
    /// Whether a person is suggested before any card.
    pub person_first: bool,
    /// The cards, the first choice first.
    pub offers: Vec<Offered>,
}

/// A practice outside the session.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Aside {
    card: CardId,
    pub(super) shown: Shown,
}

/// A wait without a practice between two ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    since: Moment,
    distress: Change,
    connection: Change,
}

impl Waiting {
    /// Returns the whole minutes that are left until the second rating counts, and whether it came too late.
    pub(super) fn left(&self, now: Moment) -> (i64, bool) {
        let passed = (now.utc_ms - self.since.utc_ms) / 1000;
        let (least, most) = (WAIT_MINUTES.0 * 60, WAIT_MINUTES.1 * 60);
        (((least - passed).max(0) + 59) / 60, passed > most)
    }
}

impl App {
    /// Asks what the moment is like, or goes on at once when it was said a moment ago.
    pub(super) fn for_now(&mut self) -> Option<Effect> {
        self.aside = None;
        let lately = self.said_at.is_some_and(|at| (0..=5 * 60_000).contains(&(self.now.utc_ms - at.utc_ms)));
        if lately && self.state.is_some() {
            return Some(self.suggest());
        }
        self.screen = Screen::NowState;
        None
    }

    /// Asks for what to offer.
    pub(super) fn suggest(&mut self) -> Effect {
        let seed = self.start.seed ^ self.now.utc_ms.unsigned_abs();
        Effect::Suggest(Asked {
            state: self.state,
            distress: super::practise::counts(self.distress, self.now),
            connection: super::practise::counts(self.connection, self.now),
            seconds: self.start.now_seconds,
            rated: 0,
            said: 0,
            seed,
        })
    }

    /// Takes the answer to how the moment is.
    pub(super) fn now_state(&mut self, state: Option<State>) -> Effect {
        self.state = state;
        self.said_at = Some(self.now);
        self.suggest()
    }

    pub(super) fn suggested(&mut self, mut suggestions: Box<Suggestions>) {
        if self.start.numb {
            suggestions.offers.sort_by_key(|offer| super::numb::inward(&offer.shown.card));
        }
        self.screen = Screen::Now(suggestions);
    }

    /// Begins a practice outside the session: right now, or after one that made things worse.
    pub(super) fn begin_aside(&mut self, card: CardId, shown: Shown) -> Option<Effect> {
        self.over.clear();
        self.aside = Some(Aside { card, shown });
        (self.outside, self.rest) = (false, None);
        self.shown_at = self.now;
        self.screen = self.aside_screen();
        None
    }

    /// Returns the screen of the practice outside the session: consent where it is needed, then its steps.
    pub(super) fn aside_screen(&self) -> Screen {
        match (self.open_gate(), self.card()) {
            (Some(gate), _) => Screen::Gate(gate),
            (None, Some(card)) => {
                Screen::Guide(Box::new(Guide::new(card, false, self.start.timed).still(self.start.still)))
            }
            (None, None) => Screen::Kept,
        }
    }

    /// Keeps the practice outside the session, whose steps are done.
    pub(super) fn keep_aside(&mut self) -> Option<Effect> {
        let aside = self.aside.as_ref()?;
        let practised = self.practice(aside.card.clone(), Kind::Now, None, true);
        self.in_hand = aside.shown.card.title.to_string();
        self.outside = true;
        self.record(vec![Body::Practised(Practised { session: None, ..practised })], Then::Practised { done: true })
    }

    /// Keeps that a card was used out in life, and asks what it did.
    pub(super) fn lived(&mut self, card: CardId, title: String) -> Option<Effect> {
        self.over.clear();
        self.in_hand = title;
        let practised = self.practice(card, Kind::Life, None, true);
        let body = Practised {
            session: None,
            seconds: None,
            distress: Change::default(),
            connection: Change::default(),
            ..practised
        };
        self.outside = true;
        self.record(vec![Body::Practised(body)], Then::Practised { done: true })
    }

    /// Tells whether an action belongs to a moment, and not to the session.
    pub(super) const fn is_of_the_moment(&self, action: Action) -> bool {
        matches!(self.screen, Screen::NowState | Screen::Now(_) | Screen::Kept | Screen::Wait(_) | Screen::Rested(_))
            || matches!(action, Action::Now | Action::Life | Action::Wait | Action::ComeAgain | Action::Outward)
    }

    /// Acts on the screens of a moment.
    pub(super) fn on_moment(&mut self, action: Action) -> Option<Effect> {
        match (&self.screen, action) {
            (Screen::Now(_) | Screen::NowState, Action::Now) => self.screen = Screen::NowState,
            (_, Action::Now) => return self.for_now(),
            (_, Action::Life) => return Some(Effect::Lately),
            (Screen::Today, Action::Wait) => return self.begin_wait(),
            (Screen::Wait(_), Action::Go) => return self.go_on_waiting(),
            (Screen::NowState, Action::Pick(n)) => {
                return Some(self.now_state(State::ALL.get(usize::from(n)).copied()));
            }
            (Screen::NowState, Action::Go) => return Some(self.now_state(None)),
            (Screen::NowState, Action::HowMuch) => self.screen = Screen::Level(Axis::Distress, About::Now, None),
            (Screen::NowState, Action::Nothing) => (self.nothing, self.screen) = (true, Screen::Kept),
            (Screen::Now(_), action) => return self.on_offers(action),
            (Screen::Kept, Action::Go) if self.start.only_now => return Some(Effect::Leave),
            (Screen::Kept, Action::Go) => self.screen = Screen::Today,
            (Screen::Rested(_), Action::Go) => self.then_lifted(),
            (Screen::Rested(_), Action::Decline) => {
                let gate = self.rest.as_ref()?.gate?;
                return self.record(vec![Body::GateWithdrawn { gate }], Then::Lifted);
            }
            (Screen::Rested(_) | Screen::Worse(_), Action::ComeAgain) => {
                let rest = self.rest.as_ref()?;
                let body = Body::RestLifted { card: rest.card.clone(), state: rest.state };
                return self.record(vec![body], Then::Lifted);
            }
            (Screen::Worse(_), Action::Outward) => return Some(Effect::Outward),
            _ => {}
        }
        None
    }

    /// Acts on the page of offers.
    pub(super) fn on_offers(&mut self, action: Action) -> Option<Effect> {
        let Screen::Now(suggestions) = &self.screen else { return None };
        let pick = match action {
            Action::Go => 0,
            Action::Pick(n) => usize::from(n),
            Action::Nothing => {
                self.screen = Screen::Kept;
                self.nothing = true;
                return None;
            }
            Action::HowMuch => {
                self.screen = Screen::Level(Axis::Distress, About::Now, None);
                return None;
            }
            _ => return None,
        };
        let offered = suggestions.offers.get(pick)?.clone();
        self.begin_aside(offered.card, offered.shown)
    }

    /// Tells whether a level was given within the last minute.
    pub(super) fn said_a_moment_ago(&self) -> bool {
        [self.distress, self.connection]
            .into_iter()
            .flatten()
            .any(|(_, at)| (0..=60_000).contains(&(self.now.utc_ms - at.utc_ms)))
    }

    /// Begins a wait without a practice, from how the person said they are a moment ago.
    pub(super) fn begin_wait(&mut self) -> Option<Effect> {
        let fresh = |level: Option<(u8, Moment)>| {
            level.filter(|(_, at)| (0..=60_000).contains(&(self.now.utc_ms - at.utc_ms))).map(|(level, _)| level)
        };
        let before = |before| Change { before, after: None };
        let (distress, connection) = (before(fresh(self.distress)), before(fresh(self.connection)));
        if distress.is_empty() && connection.is_empty() {
            return None;
        }
        self.screen = Screen::Wait(Waiting { since: self.now, distress, connection });
        None
    }

    /// Goes on with a wait: asks once more when it was long enough.
    pub(super) fn go_on_waiting(&mut self) -> Option<Effect> {
        let Screen::Wait(waiting) = self.screen else { return None };
        match waiting.left(self.now) {
            (_, true) => self.screen = Screen::Today,
            (0, false) => {
                let axis = if waiting.distress.before.is_some() { Axis::Distress } else { Axis::Connection };
                self.waiting = Some(waiting);
                self.screen = Screen::Level(axis, About::Wait, None);
            }
            _ => {}
        }
        None
    }

    /// Takes a level after a wait, and keeps the pair when both are known.
    pub(super) fn waited(&mut self, axis: Axis, given: Option<u8>) -> Option<Effect> {
        let waiting = self.waiting.as_mut()?;
        match axis {
            Axis::Distress => waiting.distress.after = given,
            Axis::Connection => waiting.connection.after = given,
        }
        if axis == Axis::Distress && waiting.connection.before.is_some() {
            self.screen = Screen::Level(Axis::Connection, About::Wait, None);
            return None;
        }
        let whole = |change: Change| if change.both().is_some() { change } else { Change::default() };
        let (distress, connection) = (whole(waiting.distress), whole(waiting.connection));
        self.waiting = None;
        self.start.offer_wait = false;
        self.screen = Screen::Today;
        if distress.is_empty() && connection.is_empty() {
            return None;
        }
        self.record(vec![Body::Waited { distress, connection }], Then::CheckedIn)
    }
}

/// What the page of states says.
pub(super) fn state_page(words: &Language) -> (String, Vec<Block>) {
    let blocks = vec![
        Block::Lead(words.moment.how_is_it_now.to_owned()),
        Block::Gap,
        pages::states(words),
        Block::Gap,
        Block::Aside(words.moment.not_sure_is_fine.to_owned()),
        Block::Gap,
        Block::Text(words.moment.people_are_near.to_owned()),
    ];
    (words.moment.right_now.to_owned(), blocks)
}

/// What the page of offers says.
pub(super) fn offers_page(suggestions: &Suggestions, words: &Language) -> (String, Vec<Block>) {
    let mut blocks = Vec::new();
    if suggestions.person_first {
        blocks.extend([Block::Lead(words.moment.person_first.to_owned()), Block::Gap]);
    } else if suggestions.asked.careful() {
        blocks.extend([Block::Lead(words.moment.a_lot_right_now.to_owned()), Block::Gap]);
    }
    if suggestions.offers.is_empty() {
        blocks.push(Block::Text(words.moment.nothing_fits.to_owned()));
    } else {
        let lead = if suggestions.offers.len() == 1 {
            words.moment.one_that_may_suit
        } else {
            words.moment.some_that_may_suit
        };
        blocks.push(Block::Text(lead.to_owned()));
    }
    let mut choices: Vec<Choice> = suggestions
        .offers
        .iter()
        .zip(1..)
        .map(|(offer, key)| {
            let time = (words.amounts.minutes)(offer.shown.card.seconds());
            Choice::new(key.to_string(), format!("{} ({time}): {}", offer.shown.card.title, offer.why.said(words)))
        })
        .collect();
    let choice = |key: &str, text: &str| Choice::new(key.to_owned(), text.to_owned());
    choices.push(choice("c", words.moment.choose_myself));
    choices.push(choice("0", words.moment.nothing_now));
    blocks.extend([Block::Choices(choices), Block::Gap, Block::Text(words.moment.people_are_near.to_owned())]);
    (words.moment.right_now.to_owned(), blocks)
}

/// What the page after a practice outside the session says.
pub(super) fn kept_page(nothing: bool, words: &Language) -> (String, Vec<Block>) {
    let lead = if nothing { words.moment.nothing_is_fine } else { words.moment.kept };
    let blocks = vec![
        Block::Lead(lead.to_owned()),
        Block::Gap,
        Block::Aside(words.moment.more_if_it_suits.to_owned()),
        Block::Gap,
        Block::Text(words.moment.people_are_near.to_owned()),
    ];
    (words.moment.right_now.to_owned(), blocks)
}

/// What the page of a wait says.
pub(super) fn wait_page(waiting: &Waiting, now: Moment, words: &Language) -> (String, Vec<Block>) {
    let said = match waiting.left(now) {
        (_, true) => words.moment.waited_long.to_owned(),
        (0, false) => words.moment.waited.to_owned(),
        (minutes, false) => (words.moment.left)(usize::try_from(minutes).unwrap_or(0)),
    };
    let blocks = vec![Block::Lead(said), Block::Gap, Block::Aside(words.moment.why_wait.to_owned())];
    (words.moment.wait_title.to_owned(), blocks)
}

/// What the list of cards used in life says.
pub(super) fn life_page(cards: &[(CardId, String)], words: &Language) -> Vec<Block> {
    let mut blocks = vec![Block::Lead(words.moment.which_in_life.to_owned()), Block::Gap];
    let choices = cards.iter().zip(1..=9).map(|((_, title), key)| Choice::new(key.to_string(), title.clone()));
    blocks.push(Block::Choices(
        choices.chain([Choice::new("c".to_owned(), words.moment.another_card.to_owned())]).collect(),
    ));
    blocks
}

/// What comes before any card: a person, when the record says so; a word on heavier days; a wait, if it suits.
pub(super) fn before_cards(app: &App) -> Vec<Block> {
    let words = app.words();
    let mut blocks = Vec::new();
    if app.start.heavier {
        blocks.extend([pages::lead(words.moment.heavier), Block::Gap]);
    }
    if app.start.step_back.is_some() {
        blocks.extend([pages::lead(words.moment.person_first), pages::text(words.moment.no_new_today), Block::Gap]);
    }
    if app.start.offer_wait && app.said_a_moment_ago() {
        blocks.extend([pages::aside(words.moment.wait_offer), Block::Gap]);
    }
    if app.may_want_fewer() {
        blocks.extend([pages::text(words.moment.fewer_words_offer), Block::Gap]);
    }
    blocks
}

pub(super) fn rested(app: &App) -> (String, Vec<Block>) {
    let mut blocks = rest_line(app);
    if let Some(gate) = app.rest.as_ref().and_then(|rest| rest.gate) {
        let words = app.words();
        let question = (words.moment.leave_gate)((words.names.gate)(gate));
        blocks.extend([Block::Gap, Block::Text(question)]);
    }
    (pages::last_title(app), blocks)
}

/// Says in a line that a card rests, why, and which key lets it come again.
pub(super) fn rest_line(app: &App) -> Vec<Block> {
    let Some(rest) = &app.rest else { return Vec::new() };
    let words = app.words();
    let until = (words.amounts.when)(rest.until, app.today());
    let line = (words.moment.rests)(&rest.title, rest.state, &until, rest.why);
    vec![Block::Text(line)]
}

pub(super) fn life(cards: &[(CardId, String)], words: &'static Language) -> Page {
    let blocks = life_page(cards, words);
    Page {
        title: words.moment.life_title.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(Place::Life, words),
        words,
    }
}

pub(super) fn closer_page(app: &App, closer: &super::helping::Closer) -> Page {
    let helping = app.over.iter().rev().find_map(|over| match over {
        Over::Helped(helping) => Some(helping),
        _ => None,
    });
    helping.map(|helping| closer.page(helping, app.words())).unwrap_or_default()
}
