//! What the answers say and offer: two or four of them, a word on their meaning, a card that will not stay.

use super::keys::Key;
use super::page::{Block, Page};
use super::tests::{FEET, Played, TEXTURE, session};
use super::*;
use crate::deck::ids::CardId;
use crate::record::event::Told;

fn choices(page: &Page) -> Vec<String> {
    let shown = page.blocks.iter().filter_map(|block| match block {
        Block::Choices(choices) => Some(choices),
        _ => None,
    });
    shown.flatten().map(|choice| format!("{}: {}", choice.key, choice.text)).collect()
}

#[test]
fn there_are_two_answers_unless_somebody_wants_four_and_each_keeps_its_key() {
    let mut two = Played::new(Start { four_grades: false, ..session(&[FEET]) });
    two.press("\n\n");
    assert_eq!(
        choices(&two.app.page()),
        ["1: not this time (it did not come, or you needed to look)", "3: yes (it came to mind, slowly or quickly)"]
    );
    assert!(two.app.page().keys.iter().any(|binding| binding.key == "1 or 3" && binding.label == "how it came"));
    let mut four = Played::new(Start { four_grades: true, ..session(&[FEET]) });
    four.press("\n\n");
    assert_eq!(choices(&four.app.page()).len(), 4);
}

fn says(page: &Page, part: &str) -> bool {
    page.blocks.iter().any(|block| matches!(block, Block::Text(text) if text.contains(part)))
}

#[test]
fn the_meaning_of_the_answers_is_said_once_and_kept_with_the_first_of_them() {
    let mut played = Played::new(Start { hint: Some(Told::Grades), ..session(&[FEET, TEXTURE]) });
    assert!(says(&played.app.page(), "means that it came, only slowly"));
    played.press("\n\n3\n3");
    assert_eq!(played.kinds(), ["session_begun", "practised", "told", "practised"]);
}

#[test]
fn a_card_that_does_not_stay_offers_to_change_or_rest_once() {
    let mut start = session(&[FEET, TEXTURE]);
    let id: CardId = FEET.0.parse().expect("a card id");
    start.cards.get_mut(&id).expect("it is there").lapses = 4;
    let mut played = Played::new(start.clone());
    played.press("\n\n1");
    assert_eq!(played.app.place(), Place::Stuck);
    assert!(says(&played.app.page(), "rekindle card edit grounding/feet-press"));
    let mut other = Played::new(start);
    other.app = played.app.clone();
    played.press("\n");
    assert_eq!(played.app.place(), Place::Cue, "it stays, and the next card comes");
    played.press("\n3\n1");
    assert_eq!(played.app.place(), Place::End, "the sixth time offers nothing");

    other.press("r");
    assert_eq!(other.kinds(), ["card_rested"]);
    assert_eq!(other.app.place(), Place::Cue);
    other.press("\n3");
    assert_eq!(other.app.place(), Place::End, "and it does not come once more");
}

#[test]
fn the_weeks_ahead_are_one_key_away_and_one_back() {
    let mut played = Played::new(session(&[FEET]));
    played.press("w");
    assert_eq!(played.app.place(), Place::Weeks);
    played.tell(Msg::Pressed(Key::Esc));
    assert_eq!(played.app.place(), Place::Today);
    assert!(played.kinds().is_empty());
}
