//! Keys that the person moved to other letters: the same table with their letters in it.

use std::borrow::Cow;

use super::table::{Row, TABLE};
use super::{Action, Binding, Key, Way};
use crate::app::Place;
use crate::app::page::{Block, Page};
use crate::deck::text::SafeText;
use crate::language::keys::Does;
use crate::language::{EN, Language};
use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// Says why keys cannot be moved like that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Clash {
    /// No key has that name.
    #[error("could not move the key of `{0}`: no key has that name; `rekindle settings keys` lists the names")]
    Unknown(SafeText),
    /// The letter means something else on a screen where both work.
    #[error("could not move `{name}` to {letter}: on {place} that key is `{other}` already; nothing was changed")]
    Taken {
        /// What was to be moved.
        name: String,
        /// Where to.
        letter: char,
        /// What is there.
        other: String,
        /// On which screen.
        place: &'static str,
    },
}

/// The table of keys as this person has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    moved: Vec<(String, char)>,
}

/// Returns the name by which a key is moved; `None` for numbers that are an answer and not a key.
pub fn name(row: &Row) -> Option<String> {
    let fixed = match row.action {
        _ if row.keys.contains(&Key::Enter) => "go",
        Action::Leave => "leave",
        Action::HelpLines => "people",
        Action::Level(_) => return None,
        Action::Grade(_) if row.keys.is_empty() => return None,
        Action::Grade(Recall::Again) => "again",
        Action::Grade(Recall::Hard) => "hard",
        Action::Grade(Recall::Good) => "good",
        Action::Grade(Recall::Easy) => "easy",
        Action::Helped(Helped::Helped) => "it-helped",
        Action::Helped(Helped::Same) => "no-change",
        Action::Helped(Helped::Worse) => "worse",
        Action::Helped(Helped::Unsure) => "not-sure",
        Action::Move(Way::Up) => "up",
        Action::Move(Way::Down) => "down",
        Action::Move(Way::Left) => "left",
        Action::Move(Way::Right) => "right",
        Action::Pick(n) => return Some(format!("pick-{}", n + 1)),
        _ => {
            // Names stay what they are, whatever the language is.
            let slug = row.label(&EN).replace(' ', "-").to_lowercase();
            return Some(slug.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect());
        }
    };
    Some(fixed.to_owned())
}

/// Returns the names of all keys that can be moved, each with the key it usually is, in the order of the table.
pub fn names() -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for row in TABLE {
        if let Some(name) = name(row)
            && names.iter().all(|(other, _)| *other != name)
        {
            names.push((name, row.key));
        }
    }
    names
}

impl Keymap {
    /// Takes names and letters, and looks at every screen.
    ///
    /// # Errors
    /// When there is no such name, or a letter would mean two things on one screen.
    pub fn new(moved: &[(String, char)]) -> Result<Self, Clash> {
        let moved = moved.iter().map(|(name, letter)| (name.clone(), letter.to_ascii_lowercase())).collect();
        let map = Self { moved };
        let names = names();
        if let Some((unknown, _)) = map.moved.iter().find(|(name, _)| names.iter().all(|(other, _)| other != name)) {
            return Err(Clash::Unknown(SafeText::new(unknown)));
        }
        for place in Place::ALL {
            map.look(*place)?;
        }
        Ok(map)
    }

    fn look(&self, place: Place) -> Result<(), Clash> {
        let rows = || TABLE.iter().filter(|row| row.places.contains(&place));
        for (at, row) in rows().enumerate() {
            let Some(letter) = self.letter(place, row) else { continue };
            let taken =
                rows().enumerate().find(|(other, that)| *other != at && self.has(place, that, &Key::Char(letter)));
            if let Some((_, other)) = taken {
                let called = |row: &Row| name(row).unwrap_or_else(|| row.label(&EN).to_owned());
                return Err(Clash::Taken { name: called(row), letter, other: called(other), place: place.called() });
            }
        }
        Ok(())
    }

    /// Returns the letter that a key was moved to on a screen. Where letters are typed, all stay where they are.
    fn letter(&self, place: Place, row: &Row) -> Option<char> {
        if self.moved.is_empty() || matches!(place, Place::Cards | Place::Typing | Place::Writing) {
            return None;
        }
        let name = name(row)?;
        self.moved.iter().find(|(moved, _)| *moved == name).map(|(_, letter)| *letter)
    }

    /// Tells whether a key belongs to a row on a screen. A letter moves; keys that are no letters stay beside it.
    fn has(&self, place: Place, row: &Row, key: &Key) -> bool {
        match (self.letter(place, row), key) {
            (Some(letter), Key::Char(c)) if *c != ' ' => *c == letter,
            _ => row.keys.contains(key),
        }
    }

    /// Finds what a key means on a screen.
    pub fn meaning(&self, place: Place, key: &Key) -> Option<Action> {
        let key = match key {
            // Whoever has Caps Lock on means the same key.
            Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
            other => other.clone(),
        };
        TABLE.iter().find(|row| row.places.contains(&place) && self.has(place, row, &key)).map(|row| row.action)
    }

    /// Returns how a key is shown on a screen.
    pub fn shown(&self, place: Place, row: &Row, words: &Language) -> Cow<'static, str> {
        self.letter(place, row).map_or_else(|| (words.keys.shown)(row.key).into(), |letter| letter.to_string().into())
    }

    /// Puts the person's letters wherever a page shows the usual ones: in its help line, its choices and its sentences.
    pub fn put_into(&self, place: Place, page: &mut Page) {
        if self.moved.is_empty() {
            return;
        }
        let words = page.words;
        let here: Vec<(&'static str, char)> = TABLE
            .iter()
            .filter(|row| row.places.contains(&place) && !row.keys.is_empty())
            .filter_map(|row| Some(((words.keys.shown)(row.key), self.letter(place, row)?)))
            .collect();
        let new = |old: &str| here.iter().find(|(key, _)| *key == old).map(|(_, letter)| letter.to_string());
        let grades = self.grades(place, page);
        for binding in &mut page.keys {
            if let Some(new) = new(&binding.key) {
                binding.key = new.into();
            } else if let (Some(grades), Does::HowItCame) = (&grades, binding.does) {
                binding.key = grades.clone().into();
            }
        }
        for block in &mut page.blocks {
            match block {
                Block::Choices(choices) => {
                    for choice in choices {
                        if let Some(new) = new(&choice.key) {
                            choice.key = new;
                        }
                    }
                }
                Block::Lead(text) | Block::Text(text) | Block::Aside(text) => self.rename(&here, words, text),
                _ => {}
            }
        }
    }

    /// Returns the keys of the grades that a page offers, when one of them was moved.
    fn grades(&self, place: Place, page: &Page) -> Option<String> {
        let rows = TABLE.iter().filter(|row| row.places.contains(&place) && matches!(row.action, Action::Grade(_)));
        let rows: Vec<&Row> = rows.filter(|row| !row.keys.is_empty()).collect();
        rows.iter().find(|row| self.letter(place, row).is_some())?;
        let two = page.keys.iter().any(|binding| binding.key == page.words.keys.two_grades);
        let offered = |row: &&&Row| !two || matches!(row.action, Action::Grade(Recall::Again | Recall::Good));
        let keys: Vec<Cow<'static, str>> =
            rows.iter().filter(offered).map(|row| self.shown(place, row, page.words)).collect();
        Some(keys.join(", "))
    }

    /// Names the person's letter where a sentence says `the key x`.
    fn rename(&self, here: &[(&'static str, char)], words: &Language, text: &mut String) {
        for before in words.keys.before {
            let Some(at) = text.find(*before).map(|at| at + before.len()) else { continue };
            let Some(old) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let end = at + old.len_utf8();
            if text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric) {
                continue;
            }
            let on_page = here.iter().find(|(key, _)| **key == *old.encode_utf8(&mut [0; 4]));
            let elsewhere = || {
                let mut rows = TABLE.iter().filter(|row| row.keys.first() == Some(&Key::Char(old)));
                rows.find_map(|row| self.letter(Place::Today, row))
            };
            if let Some(letter) = on_page.map(|(_, letter)| *letter).or_else(elsewhere) {
                text.replace_range(at..end, letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Returns the keys that the help line of a screen usually shows, Enter first.
pub fn help_line(place: Place, words: &Language) -> Vec<Binding> {
    TABLE
        .iter()
        .filter(|row| row.places.contains(&place))
        .filter_map(|row| Some(Binding::new((words.keys.shown)(row.key), row.does?, row.always, words)))
        .filter(|binding| !binding.label.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(pairs: &[(&str, char)]) -> Result<Keymap, Clash> {
        Keymap::new(&pairs.iter().map(|(name, letter)| ((*name).to_owned(), *letter)).collect::<Vec<_>>())
    }

    #[test]
    fn a_letter_moves_and_everything_else_stays() {
        let map = moved(&[("people", 'I'), ("leave", 'z'), ("go", 'ö'), ("again", 'a')]).unwrap();
        let today = Place::Today;
        for key in [Key::Char('i'), Key::Char('I'), Key::F(1)] {
            assert_eq!(map.meaning(today, &key), Some(Action::HelpLines), "{key:?}");
        }
        assert_eq!(map.meaning(today, &Key::Char('!')), None);
        assert_eq!(map.meaning(today, &Key::Esc), Some(Action::Leave));
        assert_eq!(map.meaning(today, &Key::Char('q')), None);
        for key in [Key::Char('ö'), Key::Enter, Key::Char(' ')] {
            assert_eq!(map.meaning(today, &key), Some(Action::Go), "{key:?}");
        }
        assert_eq!(map.meaning(Place::Revealed, &Key::Char('a')), Some(Action::Grade(Recall::Again)));
        assert_eq!(map.meaning(Place::Cards, &Key::Char('!')), Some(Action::HelpLines), "letters are typed there");
        let mut page = Page {
            blocks: vec![Block::Text("The key ! shows people to reach, at any time.".to_owned())],
            keys: help_line(today, &EN),
            ..Page::default()
        };
        map.put_into(today, &mut page);
        assert_eq!(page.blocks, [Block::Text("The key i shows people to reach, at any time.".to_owned())]);
        let shown = |key: &str| page.keys.iter().any(|binding| binding.key == key);
        assert!(shown("i") && shown("z") && shown("ö") && !shown("!") && !shown("q") && !shown("Enter"));
    }

    #[test]
    fn what_would_mean_two_things_is_refused_in_a_sentence() {
        let said = moved(&[("people", 'n')]).unwrap_err().to_string();
        assert!(said.starts_with("could not move `people` to n: on "), "{said}");
        assert!(said.ends_with("already; nothing was changed"), "{said}");
        assert!(moved(&[("people", 'z'), ("hide", 'z')]).is_err());
        assert!(matches!(moved(&[("fly", 'z')]), Err(Clash::Unknown(_))));
        assert!(moved(&[("leave", '!'), ("people", 'q')]).is_ok(), "two may change places");
    }

    #[test]
    fn every_key_has_a_name_and_can_move_alone() {
        let names = names();
        assert!(names.len() > 40, "{names:?}");
        for (name, usual) in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
            assert!(!name.is_empty(), "{usual}");
            // A letter of no other key.
            assert!(moved(&[(&name, 'ø')]).is_ok(), "{name}");
        }
    }
}
