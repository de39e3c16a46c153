//! What each key leads to, without a terminal or a disk.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::browse::Opened;
use super::keys::Key;
use super::now::{Offered, Reason};
use super::own::DeckLine;
use super::page::Block;
use super::sample::{self, NOW};
use super::weeks::Weeks;
use super::*;
use crate::deck::ids::CardId;
use crate::deck::shipped;
use crate::helped::levels::Change;
use crate::helped::now::Because;
use crate::language::EN;
use crate::memory::recall::Recall;
use crate::record::catalog::{Entry, Stretch};
use crate::record::event::{DeviceId, Event, Helped, Kind, Order, Part, Planned, SessionBegun, SessionId};

mod clocks;
pub mod every;
mod kindness;
mod languages;
mod right_now;

/// A disk that keeps everything, or says no.
struct Disk {
    kept: Vec<Event>,
    full: bool,
}

/// What an app is told of the weeks ahead.
fn weeks() -> Weeks {
    let retention = crate::memory::retention::Retention::DEFAULT;
    Weeks { weeks: Vec::new(), workload: Vec::new(), own: retention, last: None }
}

/// A shipped card as it stands in the list.
fn listed(id: &str) -> Entry {
    let card = shown(id).card;
    Entry {
        id: id.parse().unwrap(),
        title: card.title.clone(),
        family: card.family.as_str().to_owned(),
        seconds: card.seconds(),
        gates: card.gate_bits(),
        states: 0,
        favourite: false,
        rests_until: None,
        due: None,
        active: true,
    }
}

/// A shipped card as it is looked at.
fn opened(id: &CardId) -> Opened {
    let card = shown(id.as_str()).card;
    Opened {
        id: id.clone(),
        authored: card.clone(),
        card,
        edit: crate::deck::edit::Edit::default(),
        favourite: false,
        resting: false,
        due: None,
        reviewed: Some(crate::deck::model::Reviewed {
            by: crate::deck::model::NOT_YET_REVIEWED.into(),
            on: NOW.day(4).date(),
        }),
    }
}

fn deck() -> DeckLine {
    DeckLine {
        title: "Steady ground".to_owned(),
        authors: Vec::new(),
        version: String::new(),
        licence: String::new(),
        reviewed: None,
        cautions: None,
        id: String::new(),
        summary: String::new(),
        cards: 3,
    }
}

/// An app with a disk beneath it.
pub struct Played {
    pub app: App,
    disk: Disk,
    left: bool,
    now: Moment,
    /// The rest that the next rating asks for.
    rest: Option<RestOf>,
}

impl Played {
    pub fn new(start: Start) -> Self {
        Self {
            app: App::new(start, NOW),
            disk: Disk { kept: Vec::new(), full: false },
            left: false,
            now: NOW,
            rest: None,
        }
    }

    pub fn tell(&mut self, mut msg: Msg) {
        while let Some(effect) = self.app.update(msg, self.now) {
            msg = match effect {
                Effect::Leave => {
                    self.left = true;
                    return;
                }
                Effect::Tidy => Msg::Recorded(Vec::new()),
                Effect::Decks => Msg::Decks(vec![deck()]),
                Effect::SkipsOf(card) => Msg::Skips(self.skips(&card)),
                Effect::List(_) => {
                    let entries = vec![listed(FEET.0), listed(TEXTURE.0)];
                    Msg::Listed(Stretch { entries, rest: None, begins: true })
                }
                Effect::Foresee => Msg::Foreseen(Box::new(weeks())),
                Effect::LookBack => Msg::LookedBack(Some("Much as foreseen.".to_owned())),
                Effect::Open(card) => Msg::Opened(Some(Box::new(opened(&card)))),
                Effect::Suggest(asked) => Msg::Suggested(Box::new(Self::offers(asked))),
                Effect::Lately => Msg::Lately(vec![(FEET.0.parse().unwrap(), "Feet".to_owned())]),
                Effect::WhatHelped => Msg::Failed("nothing to read".to_owned()),
                Effect::Closer(_) => Msg::Closer(None),
                Effect::Rests(..) => Msg::Rests(self.rest.take().map(Box::new)),
                Effect::Outward => Msg::Outward(Some(Box::new((TEXTURE.0.parse().unwrap(), shown(TEXTURE.0))))),
                Effect::Record(_) if self.disk.full => Msg::Failed("the disk is full".to_owned()),
                Effect::Record(bodies) => {
                    let events: Vec<Event> = bodies.into_iter().map(|body| self.event(body)).collect();
                    self.disk.kept.extend(events.iter().cloned());
                    Msg::Recorded(events)
                }
            };
        }
    }

    /// How often a card was passed over since it was practised last.
    fn skips(&self, card: &CardId) -> u32 {
        let mut times = 0;
        for event in &self.disk.kept {
            match &event.body {
                Body::Skipped { card: skipped, .. } if skipped == card => times += 1,
                Body::Practised(practised) if practised.card == *card => times = 0,
                _ => {}
            }
        }
        times
    }

    fn offers(asked: Asked) -> Suggestions {
        let offer = |card: &str| Offered {
            card: card.parse().unwrap(),
            shown: shown(card),
            why: Reason::Record(Because::Untried),
        };
        Suggestions { asked, person_first: false, offers: vec![offer(FEET.0), offer(TEXTURE.0)] }
    }

    fn event(&self, body: Body) -> Event {
        let number = self.disk.kept.len() as u64;
        let order = Order { clock: number, device: DeviceId(Uuid::nil()), number };
        let mut body = body;
        if let Body::Practised(practised) = &mut body
            && practised.recall.is_some()
        {
            practised.due = Some(practised.day.plus(3));
        }
        let id = EventId(Uuid::from_u128(u128::from(number) << 64 | self.disk.kept.len() as u128));
        Event { id, order, at: self.now, body }
    }

    pub fn press(&mut self, keys: &str) {
        for key in keys.chars() {
            self.tell(Msg::Pressed(match key {
                '\n' => Key::Enter,
                '\t' => Key::Tab,
                '\u{1b}' => Key::Esc,
                other => Key::Char(other),
            }));
        }
    }

    pub fn kinds(&self) -> Vec<&'static str> {
        self.disk.kept.iter().map(|event| event.body.kind()).collect()
    }

    fn practised(&self) -> Vec<(Kind, Option<Recall>)> {
        self.disk
            .kept
            .iter()
            .filter_map(|event| match &event.body {
                Body::Practised(practised) => Some((practised.kind, practised.recall)),
                _ => None,
            })
            .collect()
    }
}

/// A shipped card as it is shown.
fn shown(id: &str) -> Shown {
    let decks = shipped::decks();
    let mut cards = decks.iter().flat_map(|deck| deck.cards.iter().map(|card| (deck.card_id(card), card)));
    let (_, card) = cards.find(|(card, _)| card.as_str() == id).expect("a shipped card");
    Shown { card: card.clone(), reviews: 0, lapses: 0, instead: None }
}

/// A session of shipped cards: each id with what it is in the plan.
pub fn session(cards: &[(&str, Kind)]) -> Start {
    let mut known = BTreeMap::new();
    for deck in shipped::decks() {
        for card in &deck.cards {
            known.insert(deck.card_id(card), Shown { card: card.clone(), reviews: 0, lapses: 0, instead: None });
        }
    }
    let items = cards
        .iter()
        .map(|(card, kind)| Planned { card: card.parse().expect("a card id"), kind: *kind, seconds: 60 })
        .collect();
    let begun = SessionBegun { session: SessionId(Uuid::nil()), day: NOW.day(4), budget_seconds: 300, items };
    Start { session: Session::new(begun), cards: known, ..sample::start() }
}

pub const FEET: (&str, Kind) = ("grounding/feet-press", Kind::Review);
pub const TEXTURE: (&str, Kind) = ("grounding/texture-hold", Kind::Review);
const NEW_FEET: (&str, Kind) = ("grounding/feet-press", Kind::Learn);
const NEW_BREATH: (&str, Kind) = ("breathwork/long-out", Kind::Learn);

#[test]
fn two_keys_are_enough_for_a_whole_card() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n");
    assert_eq!(played.app.place(), Place::Cue);
    played.press("\n3");
    assert_eq!(played.app.place(), Place::Cue, "the next card");
    played.press("\n4");
    assert_eq!(played.app.place(), Place::End);
    assert_eq!(played.practised(), [(Kind::Review, Some(Recall::Good)), (Kind::Review, Some(Recall::Easy))]);
    assert_eq!(played.kinds(), ["session_begun", "practised", "practised"]);
}

#[test]
fn the_first_practice_is_six_keys_from_the_first_launch() {
    let mut played = Played::new(Start { first_run: true, ..session(&[NEW_FEET]) });
    assert_eq!(played.app.place(), Place::Welcome);
    played.press("\n");
    assert_eq!(played.app.place(), Place::Learn);
    played.press("\n\n\n\n");
    assert_eq!(played.practised(), [(Kind::Learn, None)], "kept as soon as the last step is done");
    assert_eq!(played.app.place(), Place::After);
    played.press("\n\n3");
    assert_eq!(played.app.place(), Place::End, "its question comes once before the end");
    assert_eq!(played.practised().len(), 2);
}

#[test]
fn not_this_time_comes_once_more_before_the_end() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n1\n3");
    assert_eq!(played.app.place(), Place::Cue);
    played.press("\n1");
    assert_eq!(played.app.place(), Place::End);
    assert_eq!(played.practised().len(), 3);
}

#[test]
fn passing_over_and_stopping_feed_nothing() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n\nx");
    assert_eq!(played.app.place(), Place::Revealed, "stopping leads back to the card");
    played.press("n");
    assert_eq!(played.kinds(), ["session_begun", "skipped"]);
    assert!(played.practised().is_empty());
}

#[test]
fn one_key_leaves_from_everywhere_and_says_so_kindly() {
    for keys in ["", "\n", "\n\n", "\n\n\n", "\n\n\n\n\n\n", "f", "?", "!", "\n."] {
        for leave in ["q", "\u{1b}"] {
            let mut played = Played::new(session(&[FEET]));
            played.press(keys);
            let over = matches!(played.app.place(), Place::Keys | Place::HelpLines | Place::Stop);
            played.press(leave);
            assert_eq!(played.left, !over, "{keys:?}");
            played.press(leave);
            assert!(played.left, "{keys:?}");
        }
    }
    let mut played = Played::new(session(&[FEET]));
    played.press("\nq");
    assert_eq!(played.app.farewell(), Some(EN.today.nothing_lost));
}

#[test]
fn an_answer_that_is_not_on_disk_stays_in_hand() {
    let mut played = Played::new(session(&[FEET]));
    played.press("\n\n");
    played.disk.full = true;
    played.press("3");
    assert_eq!(played.app.place(), Place::Failed);
    assert!(played.app.unsaved());
    played.press("\n");
    assert_eq!(played.app.place(), Place::Failed, "still full");
    played.press("!");
    assert_eq!(played.app.place(), Place::HelpLines, "people to reach are one key away even now");
    played.press("q");
    played.disk.full = false;
    played.press("\n");
    assert_eq!(played.app.place(), Place::End);
    assert_eq!(played.practised(), [(Kind::Review, Some(Recall::Good))], "once, not twice");
    assert!(!played.app.unsaved());
}

#[test]
fn undo_takes_back_the_last_answer_and_shows_its_card_again() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n3");
    let second = played.app.page();
    played.press("\n4u");
    assert_eq!(played.app.page(), second, "the second card, from its cue");
    played.press("u");
    assert_eq!(played.app.place(), Place::Cue);
    assert_eq!(played.app.session().progress().len(), 0);
    played.press("u");
    assert_eq!(played.kinds().iter().filter(|kind| **kind == "undone").count(), 2, "nothing is left to take back");
}

#[test]
fn a_gate_is_asked_once_and_declining_goes_on() {
    let mut played = Played::new(session(&[NEW_BREATH, FEET]));
    played.press("\n");
    assert_eq!(played.app.place(), Place::Gate);
    played.press("w");
    assert_eq!(played.kinds(), ["session_begun", "gate_withdrawn", "skipped"]);
    assert_eq!(played.app.place(), Place::Cue, "the next card");

    let mut played = Played::new(session(&[NEW_BREATH]));
    played.press("\ny");
    assert_eq!(played.app.place(), Place::Learn);
    played.press("o\n");
    assert_eq!(played.app.place(), Place::Revealed, "not asked again");
}

#[test]
fn helped_and_both_levels_are_each_optional() {
    for (keys, rated) in
        [("\n", 0), ("y\n", 1), ("\t5\n\n", 1), ("c3\n\n", 2), ("d4\n3\n", 3), ("\t\t8\n", 1), ("y\t\t", 1)]
    {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        played.press("\n\n\n\n\n\n3");
        assert_eq!(played.app.place(), Place::After);
        played.press(keys);
        assert_eq!(played.app.place(), Place::Cue, "{keys:?}: on to the next card");
        assert_eq!(played.kinds().iter().filter(|kind| **kind == "rated").count(), rated, "{keys:?}");
    }
}

#[test]
fn worse_offers_people_and_a_way_out_before_any_card() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n\n\n\n\n3w");
    assert_eq!(played.app.place(), Place::Worse);
    let worse = |event: &Event| matches!(&event.body, Body::Rated(rated) if rated.helped == Some(Helped::Worse));
    assert!(played.disk.kept.iter().any(worse));
}

#[test]
fn how_you_are_is_kept_and_goes_with_what_follows() {
    let mut played = Played::new(session(&[FEET]));
    played.press("f17\n2\n");
    assert_eq!(played.app.place(), Place::Today);
    played.press("\n\n3");
    let Some(Body::Practised(practised)) = played.disk.kept.last().map(|event| &event.body) else {
        panic!("a practice is kept last")
    };
    assert_eq!(practised.state, Some(State::Numb));
    assert_eq!((practised.distress.before, practised.connection.before), (Some(7), Some(2)));
    assert_eq!(played.kinds(), ["checked_in", "session_begun", "practised"]);
}

#[test]
fn cues_change_from_time_to_time() {
    let cue = |reviews| {
        let mut start = session(&[FEET]);
        for shown in start.cards.values_mut() {
            shown.reviews = reviews;
        }
        let mut played = Played::new(start);
        played.press("\n");
        played.app.page()
    };
    assert_ne!(cue(0), cue(1));
    assert_eq!(cue(0), cue(3), "three cues, in turn");
}

#[test]
fn a_person_is_written_down_letter_by_letter() {
    let mut played = Played::new(session(&[FEET]));
    played.press("!aAna");
    played.tell(Msg::Pressed(Key::Backspace));
    played.tell(Msg::Pressed(Key::Paste("a\u{1b}[2J".to_owned())));
    played.press("\nnext door\n");
    assert_eq!(played.app.place(), Place::HelpLines);
    let Some(Body::PeopleChanged { people }) = played.disk.kept.last().map(|event| &event.body) else {
        panic!("the list is kept")
    };
    let [person] = people.as_slice() else { panic!("one person") };
    assert_eq!((person.name.as_str(), person.reach.as_str()), ("Ana\u{fffd}[2J", "next door"));
}

#[test]
fn time_runs_a_session_of_steps_to_its_question_and_no_further() {
    let mut played = Played::new(session(&[FEET]));
    played.press("\n\n\n");
    let mut frames = 0;
    while let Some(wait) = played.app.wakes_in() {
        played.tell(Msg::Passed(wait));
        frames += 1;
        assert!(frames < 2_000, "the steps end");
    }
    assert_eq!(played.app.place(), Place::Recall);
    assert!(played.disk.kept.is_empty(), "nothing is written while nobody looks");
}

#[test]
fn ten_is_typed_as_ten_and_a_slip_is_mended_before_it_is_kept() {
    for (keys, kept) in [("10\n", 10), ("7\n", 7), ("34\n", 4), ("110\n", 10), ("100\n", 0)] {
        let mut played = Played::new(session(&[FEET]));
        played.press("\n\n\n\n\n\n3\t");
        assert_eq!(played.app.place(), Place::Level);
        played.press(keys);
        let distress = played.disk.kept.iter().find_map(|event| match &event.body {
            Body::Rated(rated) => rated.distress,
            _ => None,
        });
        assert_eq!(distress, Some(kept), "{keys:?}");
    }
}

#[test]
fn a_grade_pressed_twice_never_says_what_helped() {
    let mut played = Played::new(session(&[FEET]));
    played.press("\n\n\n\n\n\n3333");
    assert!(!played.kinds().contains(&"rated"));
    assert_eq!(played.app.place(), Place::After);
}

#[test]
fn what_made_things_worse_does_not_come_back_today() {
    let mut played = Played::new(session(&[NEW_FEET]));
    played.press("\n\n\n\n\nw");
    assert_eq!(played.app.place(), Place::Worse);
    assert_eq!(played.kinds(), ["session_begun", "practised", "rated", "skipped"]);
    assert_eq!(played.app.session().current(), None);
    played.press("u");
    assert_eq!(played.app.place(), Place::After, "the rating is taken back, not the practice");
    assert_eq!(played.practised().len(), 1);
    played.press("\n");
    assert_eq!(played.app.place(), Place::Cue, "and its question comes again");
}

#[test]
fn distress_that_rises_or_stays_at_its_height_offers_people_before_cards() {
    for (before, after, stops) in
        [("2", "5", true), ("2", "4", false), ("9", "9", true), ("9", "8", false), ("10", "9", false)]
    {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        played.press(&format!("f\t{before}\n\t"));
        assert_eq!(played.app.place(), Place::Today);
        played.press("\n\n\n\n\n\n3\t");
        played.press(&format!("{after}\n"));
        assert_eq!(played.app.place() == Place::Worse, stops, "{before} to {after}");
    }
}

#[test]
fn declining_a_gate_passes_over_every_card_that_needs_it() {
    let mut played = Played::new(session(&[NEW_BREATH, ("breathwork/even-fives", Kind::Learn), FEET]));
    played.press("\nw");
    assert_eq!(played.app.place(), Place::Cue);
    assert_eq!(played.kinds(), ["session_begun", "gate_withdrawn", "skipped", "skipped"]);
    let mut played = Played::new(session(&[NEW_BREATH, FEET]));
    played.press("\nn");
    assert_eq!(played.kinds(), ["session_begun", "skipped"], "not today is not never");
}

#[test]
fn a_new_card_is_kept_when_its_last_step_ends() {
    let mut played = Played::new(session(&[NEW_FEET]));
    played.press("\n\n");
    while let Some(wait) = played.app.wakes_in() {
        played.tell(Msg::Passed(wait));
    }
    assert_eq!(played.practised(), [(Kind::Learn, None)]);
    assert_eq!(played.app.place(), Place::After);
}

#[test]
fn what_waits_for_the_disk_is_not_lost_when_something_else_is_kept() {
    let mut played = Played::new(session(&[FEET]));
    played.disk.full = true;
    played.press("\n\n3");
    assert_eq!(played.app.place(), Place::Failed);
    played.disk.full = false;
    played.press("!aAna\nnext door\n");
    assert_eq!(played.practised().len(), 1, "the answer went along");
    assert!(played.kinds().contains(&"people_changed"));
}

#[test]
fn an_answer_that_can_never_be_kept_does_not_hold_the_person() {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.disk.full = true;
    played.press("\n\n3n");
    assert_eq!(played.app.place(), Place::Cue);
    assert!(!played.app.unsaved());
}

#[test]
fn how_you_are_is_kept_when_you_leave_in_the_middle_of_it() {
    let mut played = Played::new(session(&[FEET]));
    played.press("f1q");
    assert!(played.left);
    assert_eq!(played.kinds(), ["checked_in"]);
}

#[test]
fn hiding_shows_nothing_and_any_key_shows_all_again() {
    let mut played = Played::new(sample::start());
    for begin in [&[][..], &[Key::Char('f')], &[Key::Char('?')], &[Key::Char('!')], &[Key::Char('!'), Key::Char('a')]] {
        let mut played = Played::new(sample::start());
        for key in begin {
            played.tell(Msg::Pressed(key.clone()));
        }
        let before = played.app.page();
        played.tell(Msg::Pressed(Key::F(2)));
        assert_eq!(played.app.page(), Page::default(), "{begin:?}");
        assert_eq!(played.app.wakes_in(), None, "timers stand still");
        // A key that means much elsewhere.
        played.tell(Msg::Pressed(Key::Char('q')));
        assert_eq!(played.app.page(), before, "{begin:?}");
        assert!(!played.left);
    }
    played.tell(Msg::Pressed(Key::Char('h')));
    assert_eq!(played.app.page(), Page::default());
    played.tell(Msg::Pressed(Key::Char('!')));
    assert_eq!(played.app.place(), Place::HelpLines, "people to reach stay one key away");
    assert!(played.disk.kept.is_empty());
}

#[test]
fn where_nothing_can_be_written_that_is_said_first() {
    let start = Start { view_only: true, ..session(&[FEET]) };
    for first_run in [false, true] {
        let app = App::new(Start { first_run, ..start.clone() }, NOW);
        assert!(matches!(app.page().blocks.first(), Some(Block::Lead(said)) if said == EN.today.only_to_look_at));
    }
}
