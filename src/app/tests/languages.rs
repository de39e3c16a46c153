//! Screens in another language.

use super::every::apps_in;
use super::kindness::everything;
use super::*;
use crate::language::DE;
use crate::language::tests::words_of_english_alone;

/// What a German screen takes from elsewhere and no card holds: what a sample wrote, an error of the disk, ids, names.
const FROM_ELSEWHERE: &[&str] = &[
    "Press and release the feet",
    "Steady ground",
    "What helps me, even a little",
    "The warm cup.\nMusic without words.",
    "1737 Need to Talk",
    "Find A Helpline",
    "Such im Browser",
    "The disk is full",
    "Could not set `minutes` to `5x`: it takes 1 to 60; nothing was changed",
];

#[test]
fn screens_in_german_have_no_english_left() {
    let english = words_of_english_alone();
    assert!(english.len() > 500 && english.contains("the") && english.contains("practice"), "{}", english.len());
    let cards: Vec<String> = shipped::decks()
        .iter()
        .flat_map(|deck| &deck.cards)
        .flat_map(|card| everything(&preview::page(card, &EN)))
        .collect();
    let mut left = Vec::new();
    for (name, app) in apps_in(&DE) {
        for text in everything(&app.page()) {
            let of_a_card =
                cards.iter().any(|said| said.len() > 3 && (said.contains(&text) || text.contains(said.as_str())));
            let spoken = FROM_ELSEWHERE.iter().fold(text.clone(), |text, said| text.replace(said, "")).to_lowercase();
            let spoken = spoken.split('`').step_by(2).collect::<Vec<_>>().join(" ");
            let found = spoken.split(|c: char| !c.is_alphabetic()).find(|word| english.contains(*word));
            left.extend(found.filter(|_| !of_a_card).map(|word| format!("{name}: {word} in {text}")));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
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
