use proptest::prelude::*;

use super::marks::{read_line, write_lines};
use super::{read, write};
use crate::deck::model::Deck;
use crate::deck::text::unsafe_parts;
use crate::deck::{sample, write as json};

fn deck(text: &str) -> Deck {
    let import = read(text.as_bytes(), "sample");
    import.reading.deck.unwrap_or_else(|| panic!("{:#?}", import.reading.problems))
}

#[test]
fn a_document_as_a_clinician_writes_it() {
    let text = "# Steady ground\n\nSix ways back\ninto the room.\n\n- author: A. Clinician, clinical psychologist\n\
        - licence: CC-BY-4.0\n- reviewed: not yet clinically reviewed, 2026-11-01\n\n\
        ## Press the feet\n\n- family: Grounding\n- states: flooded, numb\n\n### Cues\n\n- You cannot feel the\n  ground. What now?\n\n\
        ### Steps\n\n1. Both soles flat. 5 s\n2. Press, let go (10 s x4)\n3. breathe 4-6 x8\n\n**Why:**\nEasy to feel.\n\n\
        ### Caution\n\n- not on ice\n- not on stairs\n\n# Paths\n\n## Start\n\n- press-the-feet\n";
    insta::assert_snapshot!(json::to_json(&deck(text)));
}

#[test]
fn what_is_no_part_is_said_with_its_place() {
    let text = "# Deck\n\n- colour: red\n\n## Card\n\n### Cues\n\n- one\n\n### Steps\n\n1. Two (4000 s)\n\n### Colour\n\nred\n";
    let import = read(text.as_bytes(), "deck");
    let told: Vec<String> = import.reading.problems.iter().map(ToString::to_string).collect();
    assert!(import.reading.deck.is_none());
    assert!(told.iter().any(|line| line.starts_with("3:3: \"colour\" is no field of a deck")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("15:5: \"Colour\" is no part of a card")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("13:7: cards[0].steps[0].seconds: 4000 is more")), "{told:#?}");
}

#[test]
fn headings_of_one_level_are_cards_when_their_parts_stand_below() {
    let text = "# Feet\n\n## Cue\n\nWhere are you?\n\n## Steps\n\nPress.\n\n# Hands\n\n## Cue\n\nAnd now?\n\n## Steps\n\nHold.\n";
    let titles: Vec<String> = deck(text).cards.iter().map(|card| card.title.to_string()).collect();
    assert_eq!(titles, ["Feet", "Hands"]);
}

/// A deck of which every text is meant to be taken for something else.
#[test]
fn texts_that_look_like_marks_stay_texts() {
    for text in [
        "# no heading",
        "- no item",
        "1. no number",
        "**Steps**",
        "---",
        " led by a space",
        "space at the end ",
        "a\\",
        "\\",
        "a\\#b",
        "two\n\nlines",
        "\nled by a line",
        "ends with one\n",
        "a \n b",
        "Wait (5 s)",
        "Wait ()",
        "breathe 4-6 x8",
        "Wait. 5 s",
        "key: value",
        "x-key: 1",
        "{#id}",
        "Title {#id}",
        "a\\\nb",
        "```",
        "> quote",
        "* * *",
        "a  \nb",
        "\\ ",
    ] {
        let mut deck = sample::deck();
        deck.summary = Some(text.into());
        deck.contraindications = Some(text.into());
        let card = &mut deck.cards[0];
        card.why = Some(text.into());
        card.caution = Some(text.into());
        card.cues = vec![text.into(), "plain".into()];
        card.steps[0].say = Some(text.into());
        card.lighter = vec![crate::deck::model::Step { seconds: None, ..card.steps[0].clone() }];
        if !text.contains('\n') {
            card.title = text.into();
            deck.title = text.into();
            deck.license = text.into();
            deck.authors[0].name = text.into();
            deck.authors[0].role = Some(text.into());
        }
        let written = write(&deck);
        let import = read(written.as_bytes(), "sample");
        assert_eq!(import.reading.deck.as_ref(), Some(&deck), "{text:?}\n{written}\n{:#?}", import.reading.problems);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_deck_written_and_read_is_the_same_deck(deck in sample::decks()) {
        let written = write(&deck);
        let import = read(written.as_bytes(), "sample");
        prop_assert_eq!(import.reading.deck, Some(deck), "{}\n{:#?}", written, import.reading.problems);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_back(text in "[a #*\\\\()\n{}:.1-]{1,24}|\\PC{1,40}", start: bool) {
        let lines = write_lines(&text, start);
        let mut read = String::new();
        for (number, line) in lines.iter().enumerate() {
            let hard = read_line(line, &mut read);
            if number + 1 < lines.len() {
                prop_assert!(hard, "{:?}", lines);
                read.push('\n');
            }
        }
        prop_assert_eq!(read, text);
    }

    #[test]
    fn reading_any_document_never_panics(text in "(#{1,3} |- |[0-9]\\. |\n|\\*\\*|Steps|Cues|Why|[a-z:\\\\(){}\"]|x-|\\(5 s\\)|[\u{202e}é深]){0,60}") {
        let import = read(text.as_bytes(), "any");
        for problem in &import.reading.problems {
            prop_assert!(problem.line > 0 && problem.column > 0);
            prop_assert!(unsafe_parts(&problem.to_string()).is_empty());
        }
        if let Some(deck) = import.reading.deck {
            prop_assert_eq!(read(write(&deck).as_bytes(), "any").reading.deck, Some(deck));
        }
    }
}
