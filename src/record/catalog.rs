//! The cards there are, as a list that can be searched and narrowed down.

use crate::deck::ids::CardId;
use crate::deck::kinds::{Family, Gate, State};
use crate::deck::text::SafeText;
use crate::memory::days::Day;

/// A card in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: CardId,
    /// Its title.
    pub title: SafeText,
    /// The word of its family.
    pub family: String,
    /// How long its steps take, in seconds.
    pub seconds: u32,
    /// Its gates, a bit each.
    pub gates: u32,
    /// Its states, a bit each.
    pub states: u32,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// First day on which it may come up again, if it rests; the last day there is when it rests until resumed.
    pub rests_until: Option<Day>,
    /// The day it comes round again; `None` before it was begun.
    pub due: Option<Day>,
    /// Whether it is in a deck now.
    pub active: bool,
}

/// A stretch of the list of every card, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// The cards of it, those that no deck holds any more among them.
    pub entries: Vec<Entry>,
    /// Where the list goes on; `None` at its end.
    pub rest: Option<Box<After>>,
    /// Whether the list begins here: also when the decks changed since the stretch before, which then counts no more.
    pub begins: bool,
}

/// A place in the list of every card, after which it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The deck of the last card before it.
    pub deck: String,
    /// That card's place in the deck.
    pub position: i64,
    /// That card's id.
    pub id: String,
    /// The decks as they were when the list began.
    pub decks: String,
}

/// Stands for a rest without an end: until the card is resumed.
pub const FOR_GOOD: Day = Day(i32::MAX);

/// Tells whether a card that rests until a day rests on another.
pub fn rests_on(until: Option<Day>, day: Day) -> bool {
    until.is_some_and(|until| until > day)
}

/// What a list is narrowed down to. Everything that is given has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words that title, id, family or states contain, all of them.
    pub text: String,
    /// A family's word.
    pub family: Option<String>,
    /// A state that the card is for.
    pub state: Option<State>,
    /// The most minutes it may take.
    pub minutes: Option<u32>,
    /// A gate that it needs.
    pub gate: Option<Gate>,
    /// Only cards that need no consent.
    pub ungated: bool,
}

impl Filter {
    /// Tells whether a card stays in the list.
    pub fn keeps(&self, entry: &Entry) -> bool {
        self.family.as_ref().is_none_or(|family| *family == entry.family)
            && self.state.is_none_or(|state| entry.states & state.bit() != 0)
            && self.minutes.is_none_or(|minutes| entry.seconds <= minutes.saturating_mul(60))
            && self.gate.is_none_or(|gate| entry.gates & gate.bit() != 0)
            && !(self.ungated && entry.gates != 0)
            && self.finds(&entry.words())
    }

    fn finds(&self, words: &str) -> bool {
        self.text.to_lowercase().split_whitespace().all(|word| words.contains(word))
    }
}

impl Entry {
    /// Returns the words by which a card is found, in small letters: its title, id, family and states.
    pub fn words(&self) -> String {
        let family = Family::parse(&self.family).map_or_else(|_| String::new(), |family| family.name().to_owned());
        let states = State::ALL.iter().filter(|state| self.states & state.bit() != 0).map(|state| state.as_str());
        let mut all = format!("{} {} {} {family}", self.title, self.id, self.family);
        for state in states {
            all.push(' ');
            all.push_str(state);
        }
        all.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "breathwork/long-out".parse().expect("a card id"),
            title: SafeText::new("A longer breath out"),
            family: "breathwork".to_owned(),
            seconds: 90,
            gates: Gate::Breath.bit(),
            states: State::Flooded.bit() | State::Steady.bit(),
            favourite: false,
            rests_until: None,
            due: None,
            active: true,
        }
    }

    #[test]
    fn everything_that_is_asked_for_has_to_fit() {
        let any = Filter::default;
        let text = |text: &str| Filter { text: text.to_owned(), ..any() };
        for (filter, keeps) in [
            (any(), true),
            (text("LONGER out"), true),
            (text("breathing"), true),
            (text("flooded"), true),
            (text("longer numb"), false),
            (text("  "), true),
            (Filter { family: Some("breathwork".to_owned()), ..any() }, true),
            (Filter { family: Some("movement".to_owned()), ..any() }, false),
            (Filter { state: Some(State::Steady), ..any() }, true),
            (Filter { state: Some(State::Numb), ..any() }, false),
            (Filter { minutes: Some(1), ..any() }, false),
            (Filter { minutes: Some(2), ..any() }, true),
            (Filter { gate: Some(Gate::Breath), ..any() }, true),
            (Filter { gate: Some(Gate::Hold), ..any() }, false),
            (Filter { ungated: true, ..any() }, false),
        ] {
            assert_eq!(filter.keeps(&entry()), keeps, "{filter:?}");
        }
    }
}
