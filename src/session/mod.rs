//! Today's session: the plan, and where the person is in it. Pure.
//!
//! A session is a fold over what was done in it: the same plan and the same progress give the same place, so going
//! on after a kill and going on without one are the same thing.

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small simulated numbers")]
mod coming_back;
pub mod forecast;
pub mod pace;
pub mod plan;

use std::collections::VecDeque;

use crate::deck::ids::CardId;
use crate::memory::days::Day;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Event, EventId, Kind, Planned, SessionBegun, SessionId};

/// What the person does next with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A new card, shown whole.
    Learn,
    /// A card answered from its cue.
    Review,
    /// A card that was new a moment ago, answered from its cue for the first time.
    FirstRecall,
    /// A card that did not come to mind this session, answered once more.
    OnceMore,
}

/// Something done in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The event that recorded it, for taking it back.
    pub event: EventId,
    /// The card.
    pub card: CardId,
    /// What was done.
    pub done: Done,
}

/// What was done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// A new card was shown and perhaps tried.
    Learned,
    /// A cue was answered. The day is when it comes round again.
    Answered(Recall, Option<Day>),
    /// The card was passed over.
    Skipped,
}

/// A session and where the person is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    begun: SessionBegun,
    progress: Vec<Progress>,
    queue: VecDeque<(CardId, Turn)>,
}

impl Session {
    /// Begins a session with a plan.
    pub fn new(begun: SessionBegun) -> Self {
        let queue = begun.items.iter().map(first_turn).collect();
        Self { begun, progress: Vec::new(), queue }
    }

    /// Goes on with a session from what the record holds of it.
    pub fn resume(begun: SessionBegun, since: &[Event]) -> Self {
        let id = begun.session;
        let mut session = Self::new(begun);
        for progress in since.iter().filter_map(|event| progress(id, event)) {
            session.advance(progress);
        }
        session
    }

    /// Returns what began it.
    pub const fn begun(&self) -> &SessionBegun {
        &self.begun
    }

    /// Returns its id.
    pub const fn id(&self) -> SessionId {
        self.begun.session
    }

    /// Returns the card in hand and what to do with it; `None` at the end.
    pub fn current(&self) -> Option<(&CardId, Turn)> {
        self.queue.front().map(|(card, turn)| (card, *turn))
    }

    /// Tells whether a card still has a turn.
    pub fn open(&self, card: &CardId) -> bool {
        self.queue.iter().any(|(open, _)| open == card)
    }

    /// Tells whether a new card was not shown yet.
    pub fn waits_to_begin(&self, card: &CardId) -> bool {
        self.queue.iter().any(|(open, turn)| open == card && *turn == Turn::Learn)
    }

    /// Returns what was done, in order.
    pub fn progress(&self) -> &[Progress] {
        &self.progress
    }

    /// Returns how many cards of the plan are behind, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        let open = self.begun.items.iter().filter(|item| self.open(&item.card)).count();
        (self.begun.items.len() - open, self.begun.items.len())
    }

    /// Takes in something done.
    pub fn advance(&mut self, progress: Progress) {
        if let Some(at) = self.queue.iter().position(|(card, _)| *card == progress.card)
            && let Some((card, turn)) = self.queue.remove(at)
        {
            match (progress.done, turn) {
                (Done::Learned, Turn::Learn) => self.queue.push_back((card, Turn::FirstRecall)),
                // It returns once before the session ends, and only once.
                (Done::Answered(Recall::Again, _), Turn::Review | Turn::FirstRecall) => {
                    self.queue.push_back((card, Turn::OnceMore));
                }
                _ => {}
            }
        }
        self.progress.push(progress);
    }

    /// Drops cards that have not had their last turn: they rest now, or their deck is gone.
    pub fn drop_cards(&mut self, gone: impl Fn(&CardId) -> bool) {
        let open: Vec<CardId> = self.queue.iter().map(|(card, _)| card.clone()).collect();
        self.begun.items.retain(|item| !(open.contains(&item.card) && gone(&item.card)));
        self.queue.retain(|(card, _)| !gone(card));
    }

    /// Takes back the last thing done, and returns it; `None` when there is nothing.
    pub fn take_back(&mut self) -> Option<Progress> {
        let last = self.progress.pop()?;
        let kept = std::mem::take(&mut self.progress);
        self.queue = self.begun.items.iter().map(first_turn).collect();
        for progress in kept {
            self.advance(progress);
        }
        Some(last)
    }
}

fn first_turn(item: &Planned) -> (CardId, Turn) {
    (item.card.clone(), if item.kind == Kind::Learn { Turn::Learn } else { Turn::Review })
}

/// Reads an event as progress in the session `id`; `None` when it belongs elsewhere.
pub fn progress(id: SessionId, event: &Event) -> Option<Progress> {
    let (card, done) = match &event.body {
        Body::Practised(practised) if practised.session == Some(id) => (
            &practised.card,
            match practised.recall {
                Some(recall) => Done::Answered(recall, practised.due),
                None => Done::Learned,
            },
        ),
        Body::Skipped { session, card } if *session == id => (card, Done::Skipped),
        _ => return None,
    };
    Some(Progress { event: event.id, card: card.clone(), done })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn card(n: u8) -> CardId {
        format!("deck/card-{n}").parse().expect("a card id")
    }

    fn begun(kinds: &[Kind]) -> SessionBegun {
        let items = (0..).zip(kinds).map(|(n, kind)| Planned { card: card(n), kind: *kind, seconds: 60 }).collect();
        SessionBegun { session: SessionId(Uuid::nil()), day: Day(1), budget_seconds: 300, items }
    }

    fn done(n: u8, done: Done) -> Progress {
        Progress { event: EventId(Uuid::nil()), card: card(n), done }
    }

    #[test]
    fn a_new_card_is_asked_once_at_the_end() {
        let mut session = Session::new(begun(&[Kind::Learn, Kind::Review]));
        assert_eq!(session.current(), Some((&card(0), Turn::Learn)));
        session.advance(done(0, Done::Learned));
        assert_eq!(session.current(), Some((&card(1), Turn::Review)));
        session.advance(done(1, Done::Answered(Recall::Good, None)));
        assert_eq!(session.current(), Some((&card(0), Turn::FirstRecall)));
        assert_eq!(session.place(), (1, 2));
        session.advance(done(0, Done::Answered(Recall::Good, None)));
        assert_eq!(session.current(), None);
    }

    #[test]
    fn not_this_time_returns_once_and_only_once() {
        let mut session = Session::new(begun(&[Kind::Review, Kind::Review]));
        session.advance(done(0, Done::Answered(Recall::Again, None)));
        session.advance(done(1, Done::Answered(Recall::Easy, None)));
        assert_eq!(session.current(), Some((&card(0), Turn::OnceMore)));
        session.advance(done(0, Done::Answered(Recall::Again, None)));
        assert_eq!(session.current(), None);
    }

    #[test]
    fn what_is_passed_over_does_not_return() {
        let mut session = Session::new(begun(&[Kind::Learn, Kind::Review]));
        session.advance(done(0, Done::Skipped));
        session.advance(done(1, Done::Skipped));
        assert_eq!(session.current(), None);
    }

    fn any_done() -> impl Strategy<Value = Done> {
        prop_oneof![
            Just(Done::Learned),
            Just(Done::Skipped),
            (1_u32..=4).prop_map(|rating| Done::Answered(Recall::from_rating(rating).expect("1 to 4"), None)),
        ]
    }

    proptest! {
        #[test]
        fn taking_back_is_the_opposite_of_doing(
            kinds in prop::collection::vec(prop_oneof![Just(Kind::Learn), Just(Kind::Review)], 1..6),
            steps in prop::collection::vec((0_u8..6, any_done()), 0..12),
            last in (0_u8..6, any_done()),
        ) {
            let mut session = Session::new(begun(&kinds));
            for (n, what) in steps {
                session.advance(done(n, what));
            }
            let before = session.clone();
            session.advance(done(last.0, last.1));
            prop_assert!(session.take_back().is_some());
            prop_assert_eq!(session, before);
        }

        #[test]
        fn every_session_ends(
            kinds in prop::collection::vec(prop_oneof![Just(Kind::Learn), Just(Kind::Review)], 1..9),
            answers in prop::collection::vec(any_done(), 40),
        ) {
            let mut session = Session::new(begun(&kinds));
            let mut turns = 0;
            for answer in answers {
                let Some((card, turn)) = session.current() else { break };
                let what = if turn == Turn::Learn { Done::Learned } else { answer };
                let card = card.clone();
                session.advance(Progress { event: EventId(Uuid::nil()), card, done: what });
                turns += 1;
            }
            prop_assert!(session.current().is_none());
            prop_assert!(turns <= kinds.len() * 3);
        }
    }
}
