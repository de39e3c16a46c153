//! From an answer to the disk and on: what is asked for waits in hand until it is there.

use super::over::Over;
use super::{App, Effect, Screen, Used};
use crate::deck::text::SafeText;
use crate::helped::levels::Axis;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Event, EventId};
use crate::session::{Done, Progress};

/// After so many *not this time* a card offers to be changed or to rest, once. Our judgement.
const STUCK_AFTER: u32 = 5;

/// What to do when what was asked for is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The card in hand was answered or learned; its steps were done or not.
    Practised { done: bool },
    /// The session goes on with the next card.
    Next,
    /// Back to today's page, with how the person is.
    CheckedIn,
    /// Ask the next question about the practice.
    Rated(Option<Axis>),
    /// The practice made things worse.
    Worse(EventId),
    /// The last answer is taken back.
    TakenBack,
    /// The last rating of a practice is taken back.
    Unrated(EventId),
    /// Leave the program.
    Leave,
    /// A card that rested may come again, or its kind was left out.
    Lifted,
    /// Read again what helped.
    KnowAgain,
    /// A practice outside the session is taken back.
    TakenAside,
    /// Nothing moves: what changed is shown where the person is.
    Stay,
    /// A card was passed over.
    Skipped,
    /// The card looked at is in the person's own words.
    Reworded,
    /// The card looked at is a favourite now, or not; it rests now, or not.
    Marked { favourite: bool, resting: bool },
}

impl App {
    /// Asks for events to be put on disk. The first ones of a session carry its plan with them, and whatever waits
    /// from before goes along, so that nothing is passed over.
    pub(super) fn record(&mut self, mut bodies: Vec<Body>, then: Then) -> Option<Effect> {
        let of_session = |body: &Body| match body {
            Body::Practised(practised) => practised.session.is_some(),
            body => matches!(body, Body::Skipped { .. }),
        };
        let begins = |body: &Body| matches!(body, Body::SessionBegun(_));
        let waits = self.pending.iter().any(|(waiting, _)| waiting.iter().any(begins));
        if !self.start.begun && !waits && bodies.iter().any(of_session) {
            bodies.insert(0, Body::SessionBegun(self.start.session.begun().clone()));
        }
        if bodies.iter().any(of_session) {
            // It was read on today's page.
            bodies.extend(self.start.hint.take().map(|what| Body::Told { what }));
        }
        self.pending.push((bodies, then));
        self.try_again()
    }

    /// Asks again for everything that waits.
    pub(super) fn try_again(&mut self) -> Option<Effect> {
        if self.pending.is_empty() {
            // Nothing of the person's was at stake: something could not be read.
            self.trouble = None;
            return None;
        }
        Some(Effect::Record(self.pending.iter().flat_map(|(bodies, _)| bodies.clone()).collect()))
    }

    /// Lets go of what cannot be saved, because the person says so, and goes on.
    pub(super) fn go_without(&mut self) {
        self.pending.clear();
        self.trouble = None;
        self.next_card();
    }

    pub(super) fn recorded(&mut self, events: &[Event]) -> Option<Effect> {
        self.trouble = None;
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
                Body::Rated(_) => self.last_rating = Some(event.id),
                Body::SettingChanged { key, value } => self.take_up(key, value.as_ref().map(SafeText::as_str)),
                Body::PlanWritten { parts } => self.start.plan.clone_from(parts),
                Body::CardEdited { card, edit } => self.show_own_words(card, edit),
                Body::Practised(practised) => {
                    let (card, title) = (practised.card.clone(), self.in_hand.clone());
                    self.used = Some(Used { event: event.id, card, title });
                }
                Body::CardRested { card, .. } => self.start.session.drop_cards(|open| open == card),
                _ => {}
            }
            if let Some(progress) = crate::session::progress(id, event) {
                self.count_answer(&progress, 1);
                self.start.session.advance(progress);
            }
        }
        // What was said of a practice may ask for a rest.
        let said = events.iter().any(|event| matches!(event.body, Body::Rated(_)));
        let mut effect = self.used.as_ref().filter(|_| said).map(|used| Effect::Rests(used.card.clone(), used.event));
        for (_, then) in std::mem::take(&mut self.pending) {
            match then {
                Then::Leave => effect = Some(Effect::Leave),
                Then::KnowAgain => effect = Some(Effect::WhatHelped),
                Then::Skipped => {
                    let card = self.start.session.progress().last().map(|progress| progress.card.clone());
                    effect = card.map(Effect::SkipsOf);
                }
                _ => {}
            }
            self.then(then);
        }
        let at_the_end = self.screen == Screen::End && effect.is_none();
        if at_the_end && std::mem::take(&mut self.start.look_back) {
            return Some(Effect::LookBack);
        }
        effect
    }

    fn then(&mut self, then: Then) {
        match then {
            Then::Practised { done } => {
                let last = self.used.as_ref().map(|used| used.event);
                match last {
                    _ if !self.outside && self.is_stuck() => self.screen = Screen::Stuck(last.filter(|_| done)),
                    Some(event) if done => self.screen = Screen::After(event),
                    _ => self.next_card(),
                }
            }
            Then::Next | Then::Skipped => self.next_card(),
            Then::CheckedIn => {
                self.drop_resting();
                self.screen = Screen::Today;
            }
            Then::Rated(axis) => self.after_rating(axis),
            Then::Worse(practice) => self.screen = Screen::Worse(practice),
            Then::Unrated(practice) => {
                // What made things worse was passed over together with its rating.
                let last = self.start.session.progress().last();
                let mine = |progress: &Progress| self.used.as_ref().is_some_and(|used| used.card == progress.card);
                if last.is_some_and(|progress| progress.done == Done::Skipped && mine(progress)) {
                    self.start.session.take_back();
                }
                (self.last_rating, self.rest, self.rest_told) = (None, None, None);
                self.screen = Screen::After(practice);
            }
            Then::TakenBack => {
                if let Some(progress) = self.start.session.take_back() {
                    self.count_answer(&progress, -1);
                }
                self.next_card();
            }
            Then::Stay | Then::Reworded | Then::Leave | Then::KnowAgain => {}
            Then::Lifted => {
                self.rest = None;
                if let Screen::Rested(next) = &mut self.screen {
                    self.screen = std::mem::replace(&mut **next, Screen::Today);
                }
            }
            Then::TakenAside => {
                (self.outside, self.aside, self.used) = (false, None, None);
                self.nothing = true;
                self.screen = Screen::Kept;
            }
            Then::Marked { favourite, resting } => {
                if let Some(Over::Card(opened)) = self.over.last_mut() {
                    (opened.favourite, opened.resting) = (favourite, resting);
                }
            }
        }
    }

    /// Counts answers as they are given and taken back: they decide which cue comes.
    fn count_answer(&mut self, progress: &Progress, sign: i32) {
        if let (Done::Answered(..), Some(shown)) = (progress.done, self.start.cards.get_mut(&progress.card)) {
            shown.reviews = shown.reviews.saturating_add_signed(sign);
            if matches!(progress.done, Done::Answered(Recall::Again, _)) {
                shown.lapses = shown.lapses.saturating_add_signed(sign);
            }
        }
    }

    /// Tells whether the last answer was the fifth *not this time* of its card.
    fn is_stuck(&self) -> bool {
        self.start.session.progress().last().is_some_and(|progress| {
            let shown = self.start.cards.get(&progress.card);
            matches!(progress.done, Done::Answered(Recall::Again, _))
                && shown.is_some_and(|shown| shown.lapses == STUCK_AFTER)
        })
    }

    /// Asks once, after a card was passed over three times in a row, whether it is to rest or to be put in other words.
    pub(super) fn passed_over_often(&mut self, times: u32) {
        if times == PASSED_OVER && self.over.is_empty() && self.trouble.is_none() {
            self.screen = Screen::PassedOver;
        }
    }
}

/// After so many times in a row a card that was passed over offers to rest or to be reworded, once (care: skip).
const PASSED_OVER: u32 = 3;
