//! Numb mode: one thing on a screen, fewer words, nothing to type, and what looks outward before what turns inward.
//!
//! Numbness may have helped once, and nobody has to leave it at once. Cautions, stop signs and people to reach stay whole.

use super::page::{Block, Page};
use super::{App, Place};
use crate::deck::model::Card;
use crate::helped::now::outward;
use crate::language::Language;
use crate::language::keys::Does;
use crate::record::event::SessionBegun;
use crate::session::Session;

/// Keys that stay on the help line; the others work all the same, and `?` shows them.
const STAY: &[Does] = &[
    Does::PeopleToReach,
    Does::Keys,
    Does::Leave,
    Does::BackOrTake,
    Does::Back,
    Does::EscBack,
    Does::StopHere,
    Does::WhenToStop,
    Does::NotToday,
    Does::WithoutThese,
    Does::AnotherWay,
    Does::FewerWords,
    Does::RightNow,
    Does::NothingNow,
    Does::HowItCame,
    Does::Level,
    Does::LevelUp,
    Does::ComeAgain,
    Does::FirstComeAgain,
    Does::LookOutward,
    Does::LetItRest,
];

/// Takes away what can wait: hints, reasons, and keys that few need.
pub(super) fn fewer(page: &mut Page, place: Place) {
    if matches!(
        place,
        Place::HelpLines | Place::About | Place::Stop | Place::Keys | Place::Plan | Place::List | Place::Setting
    ) {
        return;
    }
    let words = page.words;
    page.blocks.retain(|block| !matches!(block, Block::Aside(text) if !says_that_nothing_is_fine(text, words)));
    // What stood between two of them would be a hole.
    page.blocks.dedup_by(|one, other| *one == Block::Gap && *other == Block::Gap);
    if page.blocks.first() == Some(&Block::Gap) {
        page.blocks.remove(0);
    }
    let mut first = true;
    page.keys.retain(|binding| std::mem::take(&mut first) || STAY.contains(&binding.does));
    for binding in page.keys.iter_mut().filter(|binding| binding.does == Does::FewerWords) {
        binding.turn_into(Does::AllWords, words);
    }
}

fn says_that_nothing_is_fine(text: &str, words: &Language) -> bool {
    [words.card.think, words.card.own_pace, words.card.last_step].contains(&text)
}

/// Tells whether a practice turns inward: anything but the senses and the room.
pub(super) fn inward(card: &Card) -> bool {
    !outward(card.family.as_str(), card.gate_bits(), card.turns_to_body())
}

impl App {
    /// Puts what looks outward first, as long as nothing of the session is done.
    pub(super) fn outward_first(&mut self) {
        let session = &self.start.session;
        if !self.start.numb || self.start.begun || !session.progress().is_empty() {
            return;
        }
        let mut items = session.begun().items.clone();
        items.sort_by_key(|item| self.start.cards.get(&item.card).is_some_and(|shown| inward(&shown.card)));
        let begun = SessionBegun { items, ..session.begun().clone() };
        self.start.session = Session::new(begun);
    }

    /// Tells whether fewer words are worth a mention: the person says that they are numb, and there are many words.
    pub(super) fn may_want_fewer(&self) -> bool {
        self.state == Some(crate::deck::kinds::State::Numb) && !self.start.numb
    }
}
