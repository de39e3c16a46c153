//! Screens in another language.

use super::every::apps_in;
use super::kindness::everything;
use super::*;
use crate::language::DE;

/// Words of English that no German sentence has; cards, decks, help lines and errors keep their own language.
const ENGLISH: &[&str] = &["the", "and", "you", "is", "are", "of", "when", "it", "with", "your"];

/// What a German screen takes from elsewhere: a card, a deck, a help line, what a command says.
const FROM_ELSEWHERE: &[&str] =
    &["not_saved", "end", "people", "decks", "deck", "plan_own", "part", "cards", "worse", "rested", "setting_refused"];

#[test]
fn screens_in_german_have_no_english_left() {
    let cards: Vec<String> = shipped::decks()
        .iter()
        .flat_map(|deck| &deck.cards)
        .flat_map(|card| everything(&preview::page(card, &EN)))
        .collect();
    for (name, app) in apps_in(&DE).into_iter().filter(|(name, _)| !FROM_ELSEWHERE.contains(name)) {
        for text in everything(&app.page()) {
            let of_a_card =
                cards.iter().any(|said| said.len() > 3 && (said.contains(&text) || text.contains(said.as_str())));
            let lower = text.to_lowercase();
            let english = lower.split(|c: char| !c.is_alphanumeric()).find(|word| ENGLISH.contains(word));
            assert!(of_a_card || english.is_none(), "{name}: {english:?} in {text}");
        }
    }
}

#[test]
fn the_setting_changes_the_screen_at_once() {
    let mut app = App::new(session(&[FEET]), NOW);
    assert_eq!(app.page().title, "Today");
    app.take_up("language", Some("de"));
    assert_eq!(app.page().title, "Heute");
    app.start.around = &DE;
    app.take_up("language", Some("en"));
    assert_eq!(app.page().title, "Today");
    app.take_up("language", None);
    assert_eq!(app.page().title, "Heute", "auto takes the language of the environment");
}

#[test]
fn a_key_that_was_moved_is_named_in_german_too() {
    let mut start = session(&[FEET, TEXTURE]);
    start.words = &DE;
    start.keys = keys::Keymap::new(&[("people".to_owned(), 'i')]).unwrap();
    let mut played = Played::new(start);
    played.press("n");
    let said = everything(&played.app.page());
    assert!(said.iter().any(|text| text.starts_with("Die Taste i zeigt")), "{said:?}");
}
