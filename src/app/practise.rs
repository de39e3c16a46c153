//! From card to card: what each key does on the screens of a session.

use super::guide::Guide;
use super::keys::Action;
use super::{App, Axis, Effect, Screen, Then};
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::memory::days::Moment;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Change, CheckedIn, EventId, Helped, Kind, Practised, Rated};
use crate::session::Turn;

/// How long a level counts as the one before a practice, in milliseconds (helped: carry-over window).
const LEVEL_COUNTS_MS: i64 = 30 * 60 * 1000;

/// Longer than this is not practice but a screen left open, in seconds.
const LEFT_OPEN: i64 = 3_600;

impl App {
    pub(super) fn card(&self) -> Option<&Card> {
        let (card, _) = self.start.session.current()?;
        self.start.cards.get(card).map(|shown| &shown.card)
    }

    pub(super) fn on_screen(&mut self, action: Action) -> Option<Effect> {
        if action == Action::TakeBack {
            return self.take_back();
        }
        if action == Action::NotToday {
            let card = self.start.session.current()?.0.clone();
            return self.record(vec![Body::Skipped { session: self.start.session.id(), card }], Then::Next);
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
                self.screen = Screen::Level(Axis::Distress, None);
            }
            (Screen::CheckIn, Action::SkipQuestion) => self.screen = Screen::Level(Axis::Distress, None),
            (Screen::CheckIn, Action::Go) => return self.check_in(),
            (Screen::Level(axis, practice), _) => {
                let (axis, practice) = (*axis, *practice);
                return self.level(axis, practice, action);
            }
            (Screen::Gate(gate), Action::Allow) => {
                let gate = *gate;
                return self.record(vec![Body::GateAllowed { gate }], Then::Allowed);
            }
            (Screen::Gate(gate), Action::Decline) => {
                let gate = *gate;
                let card = self.start.session.current()?.0.clone();
                let session = self.start.session.id();
                return self.record(vec![Body::GateWithdrawn { gate }, Body::Skipped { session, card }], Then::Next);
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
                let then = if helped == Helped::Worse { Then::Worse } else { Then::Rated(Some(Axis::Distress)) };
                let rated = Rated { practice, distress: None, connection: None, helped: Some(helped) };
                return self.rate(rated, then);
            }
            (Screen::After(practice), Action::SkipQuestion) => {
                self.screen = Screen::Level(Axis::Distress, Some(*practice));
            }
            (Screen::Welcome | Screen::After(_) | Screen::Worse, Action::Go) => self.next_card(),
            (Screen::End, Action::Go) => return Some(Effect::Leave),
            _ => {}
        }
        None
    }

    /// Shows the next card, or the end.
    pub(super) fn next_card(&mut self) {
        self.show_card();
    }

    /// Returns a gate of the card in hand that the person was not asked about yet.
    fn open_gate(&self) -> Option<Gate> {
        let gates = &self.card()?.gates;
        gates.iter().copied().find(|gate| !self.start.gates.get(gate).copied().unwrap_or(false))
    }

    pub(super) fn show_card(&mut self) {
        if let Some(gate) = self.open_gate() {
            self.screen = Screen::Gate(gate);
            return;
        }
        self.shown_at = self.now;
        self.screen = match self.start.session.current() {
            Some((_, Turn::Learn)) => Screen::Learn,
            Some(_) => Screen::Cue,
            None => Screen::End,
        };
    }

    fn do_steps(&mut self, lighter: bool) {
        if let Some(card) = self.card() {
            self.screen = Screen::Guide(Box::new(Guide::new(card, lighter, self.start.timed)));
        }
    }

    fn guiding(&mut self, action: Action) -> Option<Effect> {
        if action == Action::Lighter {
            self.do_steps(true);
            return None;
        }
        if action == Action::StopHere {
            // Stopping feeds neither schedule nor statistics: the card is where it was before the steps.
            self.show_card();
            if self.screen == Screen::Cue {
                self.screen = Screen::Revealed;
            }
            return None;
        }
        let Screen::Guide(guide) = &mut self.screen else { return None };
        match action {
            Action::Go => guide.next_step(),
            Action::Pause => guide.paused = !guide.paused,
            Action::Slower => guide.slow_down(),
            Action::HideTimer => guide.hidden = !guide.hidden,
            _ => {}
        }
        self.steps_over()
    }

    pub(super) fn passed(&mut self, time: std::time::Duration) {
        if self.over.is_some() {
            return;
        }
        if let Screen::Guide(guide) = &mut self.screen {
            guide.pass(time);
        }
        if matches!(&self.screen, Screen::Guide(guide) if guide.over())
            && !matches!(self.start.session.current(), Some((_, Turn::Learn)))
        {
            self.screen = Screen::Recall;
        }
    }

    /// After the last step: a new card is kept; another is graded. A new card waits for Enter, so that an event is
    /// never written while nobody looks.
    fn steps_over(&mut self) -> Option<Effect> {
        let Screen::Guide(guide) = &self.screen else { return None };
        if !guide.over() {
            return None;
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
        let took = (self.now.utc_ms - self.shown_at.utc_ms) / 1000;
        let practised = Practised {
            card: card.clone(),
            kind: if turn == Turn::Learn { Kind::Learn } else { Kind::Review },
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
        };
        self.record(vec![Body::Practised(practised)], Then::Practised { done })
    }

    fn level(&mut self, axis: Axis, practice: Option<EventId>, action: Action) -> Option<Effect> {
        let given = match action {
            Action::Level(level) => Some(level),
            Action::SkipQuestion => None,
            Action::Go if practice.is_none() => return self.check_in(),
            Action::Go => {
                self.next_card();
                return None;
            }
            _ => return None,
        };
        let known = given.map(|level| (level, self.now));
        match axis {
            Axis::Distress => self.distress = known.or(self.distress),
            Axis::Connection => self.connection = known.or(self.connection),
        }
        let next = (axis == Axis::Distress).then_some(Axis::Connection);
        match (practice, given) {
            (Some(practice), Some(_)) => {
                let (distress, connection) = if next.is_some() { (given, None) } else { (None, given) };
                self.rate(Rated { practice, distress, connection, helped: None }, Then::Rated(next))
            }
            (Some(_), None) => {
                self.after_rating(next);
                None
            }
            (None, _) => {
                if next.is_some() {
                    self.checked_in.distress = given;
                    self.screen = Screen::Level(Axis::Connection, None);
                    return None;
                }
                self.checked_in.connection = given;
                self.check_in()
            }
        }
    }

    pub(super) fn after_rating(&mut self, next: Option<Axis>) {
        let practice = match self.screen {
            Screen::After(practice) | Screen::Level(_, Some(practice)) => Some(practice),
            _ => None,
        };
        match next.zip(practice) {
            Some((axis, practice)) => self.screen = Screen::Level(axis, Some(practice)),
            None => self.next_card(),
        }
    }

    /// Records how the person is, if they said anything.
    fn check_in(&mut self) -> Option<Effect> {
        let said = std::mem::take(&mut self.checked_in);
        self.screen = Screen::Today;
        if said == CheckedIn::default() {
            return None;
        }
        self.state = said.state.or(self.state);
        self.record(vec![Body::CheckedIn(said)], Then::CheckedIn)
    }

    fn take_back(&mut self) -> Option<Effect> {
        let event = self.start.session.progress().last()?.event;
        self.record(vec![Body::Undone { event }], Then::TakenBack)
    }
}

/// Returns a level if it was given lately enough to be the one before a practice.
fn counts(level: Option<(u8, Moment)>, now: Moment) -> Option<u8> {
    level.filter(|(_, at)| (0..=LEVEL_COUNTS_MS).contains(&(now.utc_ms - at.utc_ms))).map(|(level, _)| level)
}
