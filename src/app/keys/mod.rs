//! Keys as the app knows them, and the one table that maps them and feeds every help line.

mod moved;
mod table;

use std::borrow::Cow;

use crate::language::Language;
use crate::language::keys::Does;
use crate::memory::recall::Recall;
use crate::record::event::Helped;
pub use moved::{Clash, Keymap, help_line, name, names};
pub use table::{Row, TABLE};

/// A key, a paste or a click, free of any terminal library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A printable character, space included.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, by its number.
    F(u8),
    /// Text that was pasted.
    Paste(String),
    /// A line of a list was clicked: which one, from 0.
    Row(usize),
    /// Everything that stands in the field where one writes, as it is now.
    Written(String),
}

/// A key with its words, as shown in the help line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The key as shown: `Enter`, `l`, `!`.
    pub key: Cow<'static, str>,
    /// What it does.
    pub does: Does,
    /// What it does, in one to three words.
    pub label: &'static str,
    /// The same where there is little room.
    pub brief: &'static str,
    /// Whether the help line shows it even when there is little room.
    pub always: bool,
}

impl Binding {
    /// Makes a binding with the words of a language.
    pub fn new(key: impl Into<Cow<'static, str>>, does: Does, always: bool, words: &Language) -> Self {
        let said = (words.keys.does)(does);
        Self { key: key.into(), does, label: said.label, brief: said.brief, always }
    }

    /// Says that the key does something else for now.
    pub fn turn_into(&mut self, does: Does, words: &Language) {
        *self = Self::new(std::mem::take(&mut self.key), does, self.always, words);
    }
}

/// Which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Up a list, or one more.
    Up,
    /// Down a list, or one less.
    Down,
    /// To what is before it.
    Left,
    /// To what comes next.
    Right,
}

impl Way {
    /// Returns the arrow that means it, whichever key was pressed.
    pub const fn arrow(self) -> Key {
        match self {
            Self::Up => Key::Up,
            Self::Down => Key::Down,
            Self::Left => Key::Left,
            Self::Right => Key::Right,
        }
    }
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Go on: whatever Enter does here.
    Go,
    /// Say how you are.
    CheckIn,
    /// Pick the n-th choice of the page, from 0.
    Pick(u8),
    /// Give consent.
    Allow,
    /// Look at the card that is named in place of a gated one.
    OtherWay,
    /// Decline.
    Decline,
    /// Do the steps, shorter.
    Lighter,
    /// Pass this card over today.
    NotToday,
    /// Grade.
    Grade(Recall),
    /// Say what it did.
    Helped(Helped),
    /// A level, 0 to 10.
    Level(u8),
    /// Move by one: in a list, through choices, from page to page, along a scale.
    Move(Way),
    /// Only one state, one after another.
    OneState,
    /// Leave this question out.
    SkipQuestion,
    /// Let the timer stand still, or run again.
    Pause,
    /// Give each step half as long again.
    Slower,
    /// Show or hide the seconds.
    HideTimer,
    /// End the steps here.
    StopHere,
    /// Take back the last answer.
    TakeBack,
    /// Show people to reach.
    HelpLines,
    /// Show when to stop a practice.
    StopSigns,
    /// Show every key.
    Keys,
    /// Write down somebody to reach.
    AddPerson,
    /// Take somebody off the list.
    RemovePerson,
    /// Look for a card.
    Cards,
    /// Look at the weeks ahead.
    Weeks,
    /// Make the card a favourite, or not.
    Favourite,
    /// Let the card rest, or come again.
    Rest,
    /// Put the card into own words.
    Reword,
    /// Something for right now.
    Now,
    /// Say how much, for right now.
    HowMuch,
    /// Nothing right now.
    Nothing,
    /// Do the card now.
    DoNow,
    /// A card was used in life: pick it, or it is the one looked at.
    Life,
    /// What helped.
    WhatHelped,
    /// Let a card that rests come again.
    ComeAgain,
    /// One card that turns outward.
    Outward,
    /// A short wait without a practice.
    Wait,
    /// Let go of what cannot be saved, and go on.
    GoWithout,
    /// Show nothing until a key is pressed.
    Hide,
    /// Fewer words, or as many as usual.
    FewerWords,
    /// Look at the settings.
    Settings,
    /// Look at what was consented to.
    Gates,
    /// Look at the decks.
    Decks,
    /// Look at the person's own plan for hard times.
    Plan,
    /// Write a note on the practice.
    Note,
    /// What the program is and is not.
    About,
    /// Put a heading of one's own on the plan.
    AddHeading,
    /// Leave this page, or the program.
    Leave,
}

/// Reads the name of a key as it is shown: one character, or `Enter`, `Esc`, `Tab`, an arrow, a function key.
pub fn named(word: &str) -> Option<Key> {
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return Some(match only {
            '↑' => Key::Up,
            '↓' => Key::Down,
            '←' => Key::Left,
            '→' => Key::Right,
            only => Key::Char(only),
        });
    }
    Some(match word.to_lowercase().as_str() {
        "enter" | "return" => Key::Enter,
        "esc" | "escape" => Key::Esc,
        "tab" => Key::Tab,
        "space" => Key::Char(' '),
        "backspace" => Key::Backspace,
        "del" | "delete" => Key::Delete,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "home" => Key::Home,
        "end" => Key::End,
        "pgup" | "pageup" | "page up" => Key::PageUp,
        "pgdn" | "pagedown" | "page down" | "pgdown" => Key::PageDown,
        other => Key::F(other.strip_prefix('f')?.parse().ok().filter(|number| (1..=24).contains(number))?),
    })
}

#[cfg(test)]
mod tests {
    use crate::app::Place;
    use Place as P;

    use super::table::{OVER, SCREENS};
    use super::*;
    use crate::language::EN;

    fn meaning(place: Place, key: &Key) -> Option<Action> {
        Keymap::default().meaning(place, key)
    }

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        for place in SCREENS.iter().chain(OVER).chain(&[P::Cards, P::Helped]) {
            let mut seen: Vec<&Key> = Vec::new();
            for key in TABLE.iter().filter(|row| row.places.contains(place)).flat_map(|row| row.keys) {
                assert!(!seen.contains(&key), "{place:?}: {key:?} stands twice");
                seen.push(key);
            }
        }
    }

    #[test]
    fn people_keys_and_the_way_out_work_on_every_screen() {
        for place in SCREENS.iter().chain(OVER).filter(|place| **place != P::HelpLines) {
            assert_eq!(meaning(*place, &Key::Char('!')), Some(Action::HelpLines), "{place:?}");
            assert_eq!(meaning(*place, &Key::F(1)), Some(Action::HelpLines), "{place:?}");
            let keys = (*place != P::Keys).then_some(Action::Keys);
            assert_eq!(meaning(*place, &Key::Char('?')), keys, "{place:?}");
            assert_eq!(meaning(*place, &Key::Esc), Some(Action::Leave), "{place:?}");
            assert_eq!(meaning(*place, &Key::Char('Q')), Some(Action::Leave), "{place:?}");
            let shown = help_line(*place, &EN);
            for key in ["!", "?", "q"].into_iter().filter(|key| *place != P::Keys || *key != "?") {
                assert!(shown.iter().any(|binding| binding.key == key && binding.always), "{place:?} hides {key}");
            }
        }
    }

    #[test]
    fn every_key_that_works_is_shown_or_explained() {
        for row in TABLE.iter().filter(|row| row.label(&EN).is_empty()) {
            let twin = |other: &Row| {
                !other.label(&EN).is_empty()
                    && other.action == row.action
                    && row.places.iter().all(|place| other.places.contains(place))
            };
            if TABLE.iter().any(twin) {
                continue;
            }
            // The page of all keys lists what moves.
            if matches!(row.action, Action::Move(_)) && !row.about(&EN).is_empty() {
                continue;
            }
            let choice = row.places.iter().all(|place| {
                matches!(
                    place,
                    P::CheckIn
                        | P::After
                        | P::Level
                        | P::Revealed
                        | P::Recall
                        | P::NowState
                        | P::Now
                        | P::Life
                        | P::Setting
                )
            });
            assert!(choice, "{:?} is neither on the help line nor a choice on its page", row.key);
        }
    }
}
