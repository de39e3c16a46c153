//! From card to card: what each key does on the screens of a session.

use super::Shown;
use super::guide::{Beat, Guide};
use super::keys::{Action, Way};
use super::{About, App, Effect, Screen, Then};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::helped::harm::stops;
use crate::helped::levels::Axis;
use crate::helped::uses::CARRY_OVER_MS;
use crate::memory::days::Moment;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Change, CheckedIn, EventId, Helped, Kind, Practised, Rated};
use crate::record::settings::Bell;
use crate::session::{Done, Turn};

/// Longer than this is not practice but a screen left open, in seconds.
const LEFT_OPEN: i64 = 3_600;

/// The level that keys begin at when they move the mark.
const MIDDLE: u8 = 5;

impl App {
    pub(super) fn card(&self) -> Option<&Card> {
        self.shown().map(|shown| &shown.card)
    }

    /// Returns the card in hand: the one outside the session, or the next of the session.
    pub(super) fn shown(&self) -> Option<&Shown> {
        if let Some(aside) = &self.aside {
            return Some(&aside.shown);
        }
        let (card, _) = self.start.session.current()?;
        self.start.cards.get(card)
    }

    pub(super) fn on_screen(&mut self, action: Action) -> Option<Effect> {
        if action == Action::TakeBack {
            return self.take_back();
        }
        if action == Action::NotToday && self.aside.take().is_some() {
            (self.nothing, self.screen) = (true, Screen::Kept);
            return None;
        }
        if action == Action::NotToday {
            let card = self.start.session.current()?.0.clone();
            return self.record(vec![Body::Skipped { session: self.start.session.id(), card }], Then::Skipped);
        }
        if self.is_of_the_moment(action) {
            return self.on_moment(action);
        }
        match (&mut self.screen, action) {
            (Screen::Today, Action::Go) => {
                if self.start.session.current().is_none() {
                    return Some(Effect::Leave);
                }
                self.next_card();
            }
            (Screen::Today, Action::CheckIn) => self.screen = Screen::CheckIn,
            (Screen::CheckIn, Action::Pick(n)) => {
                self.checked_in.state = State::ALL.get(usize::from(n)).copied();
                if self.start.numb {
                    return self.check_in(Then::CheckedIn);
                }
                self.screen = Screen::Level(Axis::Distress, About::CheckIn, None);
            }
            (Screen::CheckIn, Action::SkipQuestion) => {
                self.screen = Screen::Level(Axis::Distress, About::CheckIn, None);
            }
            (Screen::CheckIn, Action::Go) => return self.check_in(Then::CheckedIn),
            // A 0 after a 1 makes 10; any other digit stands for itself.
            (Screen::Level(_, _, marked), Action::Level(level)) => {
                *marked = Some(if (*marked, level) == (Some(1), 0) { 10 } else { level });
            }
            // Keys that move begin in the middle, nearest to every level.
            (Screen::Level(_, _, marked), Action::Move(way)) => {
                *marked = Some(match (*marked, way) {
                    (None, _) => MIDDLE,
                    (Some(level), Way::Up | Way::Right) => (level + 1).min(10),
                    (Some(level), Way::Down | Way::Left) => level.saturating_sub(1),
                });
            }
            (Screen::Level(axis, about, marked), _) => {
                let (axis, about, marked) = (*axis, *about, *marked);
                return self.level(axis, about, marked.filter(|_| action == Action::Go), action);
            }
            (Screen::Gate(_), Action::OtherWay) => {
                let (instead, _) = self.shown()?.instead.as_ref()?;
                return Some(Effect::Open(instead.clone()));
            }
            (Screen::Gate(gate), Action::Allow) => {
                let gate = *gate;
                return self.record(vec![Body::GateAllowed { gate }], Then::Next);
            }
            (Screen::Gate(gate), Action::Decline) => {
                let gate = *gate;
                return self.decline(gate);
            }
            (Screen::Learn | Screen::Revealed, Action::Go) => self.do_steps(false),
            (Screen::Learn | Screen::Revealed, Action::Lighter) => self.do_steps(true),
            (Screen::Learn, Action::SkipQuestion) => return self.practised(None, false),
            (Screen::Cue, Action::Go) => self.screen = Screen::Revealed,
            (Screen::Revealed, Action::Grade(recall)) => return self.practised(Some(recall), false),
            (Screen::Recall, Action::Grade(recall)) => return self.practised(Some(recall), true),
            (Screen::Guide(_), action) => return self.guiding(action),
            (Screen::After(practice), Action::Helped(helped)) => {
                let practice = *practice;
                return self.helped(practice, helped);
            }
            (Screen::After(practice), Action::Note) => {
                let practice = *practice;
                self.note(practice);
            }
            (Screen::After(_), Action::SkipQuestion) if self.start.numb => self.next_card(),
            (Screen::After(practice), Action::SkipQuestion) => {
                self.screen = Screen::Level(Axis::Distress, About::Practice(*practice), None);
            }
            (Screen::Worse(_), Action::Go) => {
                self.rest = None;
                self.next_card();
            }
            (Screen::Welcome | Screen::After(_) | Screen::PassedOver, Action::Go) => self.next_card(),
            (Screen::Stuck(practice), Action::Go) => match *practice {
                Some(practice) => self.screen = Screen::After(practice),
                None => self.next_card(),
            },
            (Screen::Stuck(_) | Screen::PassedOver, Action::Reword) => {
                return Some(Effect::Open(self.start.session.progress().last()?.card.clone()));
            }
            (Screen::Stuck(_) | Screen::PassedOver, Action::Rest) => {
                let card = self.start.session.progress().last()?.card.clone();
                return self.record(vec![Body::CardRested { card, until: None }], Then::Next);
            }
            (Screen::End, Action::Go) => return Some(Effect::Leave),
            _ => {}
        }
        None
    }

    /// Shows what comes next. A card that rests from now on is told of before it.
    pub(super) fn next_card(&mut self) {
        self.shown_at = self.now;
        self.last_rating = None;
        let next = self.next_screen();
        let told = self.used.as_ref().map(|used| used.event);
        if self.rest.is_some() && self.rest_told != told {
            self.show_rest(next);
        } else {
            self.screen = next;
        }
    }

    /// Returns the next card, or the question of a gate before it, or the end.
    fn next_screen(&mut self) -> Screen {
        if std::mem::take(&mut self.outside) {
            (self.aside, self.nothing) = (None, false);
            return Screen::Kept;
        }
        if self.aside.is_some() {
            return self.aside_screen();
        }
        match (self.start.session.current(), self.open_gate()) {
            (None, _) => Screen::End,
            (Some(_), Some(gate)) => Screen::Gate(gate),
            (Some((_, Turn::Learn)), None) => Screen::Learn,
            (Some(_), None) => Screen::Cue,
        }
    }

    pub(super) fn then_lifted(&mut self) {
        self.rest = None;
        if let Screen::Rested(next) = &mut self.screen {
            self.screen = std::mem::replace(&mut **next, Screen::Today);
        }
    }

    /// Takes cards out of the session that rest in the state that was said.
    pub(super) fn drop_resting(&mut self) {
        let Some(state) = self.state else { return };
        let resting = std::mem::take(&mut self.start.resting);
        self.start.session.drop_cards(|card| resting.iter().any(|(other, here)| other == card && *here == state));
        self.start.resting = resting;
    }

    /// Returns a gate of the card in hand that is not allowed yet.
    pub(super) fn open_gate(&self) -> Option<Gate> {
        let gates = &self.card()?.gates;
        gates.iter().copied().find(|gate| !self.start.gates.get(gate).copied().unwrap_or(false))
    }

    /// Withdraws a gate and passes over every card of the session that needs it, so that it is asked once.
    fn decline(&mut self, gate: Gate) -> Option<Effect> {
        let session = &self.start.session;
        let needs = |card: &CardId| self.start.cards.get(card).is_some_and(|shown| shown.card.gates.contains(&gate));
        let cards =
            session.begun().items.iter().map(|item| &item.card).filter(|card| session.open(card) && needs(card));
        let mut bodies = vec![Body::GateWithdrawn { gate }];
        if self.aside.take().is_some() {
            self.nothing = true;
            self.outside = true;
            return self.record(bodies, Then::TakenAside);
        }
        bodies.extend(cards.map(|card| Body::Skipped { session: session.id(), card: card.clone() }));
        self.record(bodies, Then::Next)
    }

    /// Keeps what the person says a practice did. What made things worse does not come back today.
    fn helped(&mut self, practice: EventId, helped: Helped) -> Option<Effect> {
        let rated = Rated { practice, distress: None, connection: None, helped: Some(helped) };
        if helped != Helped::Worse {
            // Numb mode asks one thing, and no numbers.
            let next = (!self.start.numb).then_some(Axis::Distress);
            return self.record(vec![Body::Rated(rated)], Then::Rated(next));
        }
        let session = &self.start.session;
        let mut bodies = vec![Body::Rated(rated)];
        let card = self.used.as_ref().filter(|used| used.event == practice).map(|used| &used.card);
        if let Some(card) = card.filter(|card| session.open(card)) {
            bodies.push(Body::Skipped { session: session.id(), card: card.clone() });
        }
        self.record(bodies, Then::Worse(practice))
    }

    fn do_steps(&mut self, lighter: bool) {
        if let Some(card) = self.card() {
            let guide = Guide::new(card, lighter, self.start.timed).still(self.start.still);
            self.screen = Screen::Guide(Box::new(guide));
        }
    }

    fn guiding(&mut self, action: Action) -> Option<Effect> {
        if action == Action::Lighter {
            self.do_steps(true);
            return None;
        }
        if action == Action::StopHere {
            // Stopping feeds neither schedule nor statistics: the card is where it was before the steps.
            if self.aside.take().is_some() {
                (self.nothing, self.screen) = (true, Screen::Kept);
                return None;
            }
            self.next_card();
            if self.screen == Screen::Cue {
                self.screen = Screen::Revealed;
            }
            return None;
        }
        let Screen::Guide(guide) = &mut self.screen else { return None };
        match action {
            Action::Go => {
                guide.next_step();
                return self.steps_over();
            }
            Action::Pause => guide.paused = !guide.paused,
            Action::Slower => guide.slow_down(),
            Action::HideTimer => guide.hidden = !guide.hidden,
            _ => {}
        }
        None
    }

    pub(super) fn passed(&mut self, time: std::time::Duration) -> Option<Effect> {
        if !self.over.is_empty() || self.trouble.is_some() {
            return None;
        }
        if let Screen::Guide(guide) = &mut self.screen {
            let before = guide.beat();
            guide.pass(time);
            let (step, turn) =
                (|beat: Option<Beat>| beat.map(|beat| beat.step), |beat: Option<Beat>| beat.map(|b| b.phase));
            let after = guide.beat();
            let ends = step(before) != step(after);
            let turns = turn(before) != turn(after);
            self.bell |= match self.start.bell {
                Bell::Off => false,
                Bell::Steps => ends,
                Bell::Turns => ends || turns,
            };
        }
        self.steps_over()
    }

    /// After the last step, a new card is kept and another is graded.
    fn steps_over(&mut self) -> Option<Effect> {
        if !matches!(&self.screen, Screen::Guide(guide) if guide.over()) {
            return None;
        }
        if self.aside.is_some() {
            return self.keep_aside();
        }
        if matches!(self.start.session.current(), Some((_, Turn::Learn))) {
            return self.practised(None, true);
        }
        self.screen = Screen::Recall;
        None
    }

    /// Records the card in hand as learned or answered.
    fn practised(&mut self, recall: Option<Recall>, done: bool) -> Option<Effect> {
        let (card, turn) = self.start.session.current()?;
        let kind = if turn == Turn::Learn { Kind::Learn } else { Kind::Review };
        let practised = self.practice(card.clone(), kind, recall, done);
        self.outside = false;
        self.in_hand = self.card().map_or_else(String::new, |card| card.title.to_string());
        self.record(vec![Body::Practised(practised)], Then::Practised { done })
    }

    /// Makes a practice of a card at this moment.
    pub(super) fn practice(&self, card: CardId, kind: Kind, recall: Option<Recall>, done: bool) -> Practised {
        let took = (self.now.utc_ms - self.shown_at.utc_ms) / 1000;
        Practised {
            card,
            kind,
            at: self.now,
            day: self.today(),
            recall,
            due: None,
            state: self.state,
            distress: Change { before: counts(self.distress, self.now), after: None },
            connection: Change { before: counts(self.connection, self.now), after: None },
            helped: None,
            seconds: u32::try_from(took).ok().filter(|_| took <= LEFT_OPEN),
            note: None,
            session: Some(self.start.session.id()),
            done,
        }
    }

    fn level(&mut self, axis: Axis, about: About, given: Option<u8>, action: Action) -> Option<Effect> {
        if action == Action::Go && given.is_none() {
            return match about {
                About::CheckIn => self.check_in(Then::CheckedIn),
                About::Now => Some(self.suggest()),
                About::Wait => self.waited(axis, None),
                About::Practice(_) => {
                    self.next_card();
                    None
                }
            };
        }
        let known = given.map(|level| (level, self.now));
        let before = counts(self.distress, self.now);
        match axis {
            Axis::Distress => self.distress = known.or(self.distress),
            Axis::Connection => self.connection = known.or(self.connection),
        }
        let next = (axis == Axis::Distress).then_some(Axis::Connection);
        let practice = match (about, next) {
            (About::Practice(practice), _) => practice,
            (About::Wait, _) => return self.waited(axis, given),
            (About::Now, None) => return Some(self.suggest()),
            (About::CheckIn, None) => {
                self.checked_in.connection = given;
                return self.check_in(Then::CheckedIn);
            }
            (About::Now | About::CheckIn, Some(next)) => {
                if about == About::CheckIn {
                    self.checked_in.distress = given;
                }
                self.screen = Screen::Level(next, about, None);
                return None;
            }
        };
        let Some(level) = given else {
            self.after_rating(next);
            return None;
        };
        let (distress, connection) = if next.is_some() { (given, None) } else { (None, given) };
        let rated = Rated { practice, distress, connection, helped: None };
        let change = Change { before, after: Some(level) };
        let heavy = axis == Axis::Distress && stops(change, None);
        self.record(vec![Body::Rated(rated)], if heavy { Then::Worse(practice) } else { Then::Rated(next) })
    }

    pub(super) fn after_rating(&mut self, next: Option<Axis>) {
        let practice = match self.screen {
            Screen::After(practice) | Screen::Level(_, About::Practice(practice), _) => Some(practice),
            _ => None,
        };
        match next.zip(practice) {
            Some((axis, practice)) => self.screen = Screen::Level(axis, About::Practice(practice), None),
            None => self.next_card(),
        }
    }

    /// Records how the person is, if they said anything.
    fn check_in(&mut self, then: Then) -> Option<Effect> {
        let said = std::mem::take(&mut self.checked_in);
        self.screen = Screen::Today;
        if said == CheckedIn::default() {
            return (then == Then::Leave).then_some(Effect::Leave);
        }
        self.state = said.state.or(self.state);
        self.said_at = said.state.map(|_| self.now).or(self.said_at);
        self.record(vec![Body::CheckedIn(said)], then)
    }

    /// Leaves at once. What was said of how the person is goes with them.
    pub(super) fn leave(&mut self) -> Option<Effect> {
        match self.screen {
            Screen::Level(_, About::CheckIn, _) if self.trouble.is_none() => self.check_in(Then::Leave),
            _ => Some(Effect::Leave),
        }
    }

    /// Takes back the last rating of the practice that is asked about, or else the last answer.
    fn take_back(&mut self) -> Option<Effect> {
        let last = self.start.session.progress().last();
        if let (Screen::Level(_, About::Practice(practice), _) | Screen::Worse(practice), Some(event)) =
            (&self.screen, self.last_rating)
        {
            let practice = *practice;
            let mut bodies = vec![Body::Undone { event }];
            let mine = self.used.as_ref().map(|used| &used.card);
            if let Some(progress) = last.filter(|last| last.done == Done::Skipped && Some(&last.card) == mine) {
                bodies.push(Body::Undone { event: progress.event });
            }
            return self.record(bodies, Then::Unrated(practice));
        }
        let aside = self.outside || (self.screen == Screen::Kept && !self.nothing);
        if let Some(used) = self.used.as_ref().filter(|_| aside) {
            let event = used.event;
            return self.record(vec![Body::Undone { event }], Then::TakenAside);
        }
        let event = last?.event;
        self.record(vec![Body::Undone { event }], Then::TakenBack)
    }
}

/// Returns a level if it was given lately enough to be the one before a practice: within the carry-over window.
pub(super) fn counts(level: Option<(u8, Moment)>, now: Moment) -> Option<u8> {
    level.filter(|(_, at)| (0..=CARRY_OVER_MS).contains(&(now.utc_ms - at.utc_ms))).map(|(level, _)| level)
}
