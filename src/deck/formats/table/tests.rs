use std::fmt::Write;

use proptest::prelude::*;

use super::{Shape, acts, rows};
use crate::deck::formats::{Import, csv, text};
use crate::deck::text::unsafe_parts;
use crate::deck::{sample, write as json};

fn told(import: &Import) -> String {
    let mut told = String::new();
    for note in &import.notes {
        writeln!(told, "{}: {note}", note.about).expect("written");
    }
    for problem in &import.reading.problems {
        writeln!(told, "{} {problem}", problem.severity).expect("written");
    }
    told.push_str(&import.reading.deck.as_ref().map(json::to_json).unwrap_or_default());
    told
}

#[test]
fn a_sheet_as_a_clinician_keeps_it() {
    let sheet = "Skill;Situation;Instructions;Duration;Careful;Nr.;For\n\
        Press the feet;You cannot feel the ground. What now?;\"1. Both soles flat.\n2. Press, then let go (x4)\";1 min;\"Not on ice\";1;flooded, numb, sad\n\
        Slow out-breath;The breath is fast.;breathe 4-7-8 x4;;;2;\n\
        Name five things;;Name five things that you see, for thirty seconds.;;;3;\n";
    insta::assert_snapshot!(told(&csv::read(sheet.as_bytes(), "my-skills")));
}

#[test]
fn lines_of_question_and_answer() {
    let lines =
        "You cannot feel the ground?\tPress both feet down for 10 seconds\nThe breath is fast?\tBreathe out slowly\n";
    insta::assert_snapshot!(told(&text::read(lines.as_bytes(), "cards")));
    let dashes = "Fast breath - breathe out slowly\nCold hands - rub them\n\nnothing here\n";
    let import = text::read(dashes.as_bytes(), "cards");
    let problem = import.reading.problems.iter().find(|problem| problem.is_error()).expect("a problem");
    assert_eq!((problem.line, problem.column), (4, 1), "{problem}");
}

#[test]
fn the_place_of_a_fault_is_that_in_the_file() {
    let sheet = "title,cue,steps\n\"A \"\"big\"\" one\",\"Where?\nHere, at www.example.org\",Sit.\nB,c\u{202e}d,Sit.\n";
    let import = csv::read(sheet.as_bytes(), "sheet");
    let told: Vec<String> = import.reading.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|line| line.starts_with("3:10: cards[0].cues[1]: a link")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("4:4: cards[1].cues[0]: right-to-left override")), "{told:#?}");
}

#[test]
fn an_id_that_a_row_names_is_never_given_to_another() {
    let sheet = "id,title,cue,steps\n,Feet,Where?,Press.\nfeet,Hands,Where?,Press.\n,Feet,Where?,Press.\n";
    let deck = csv::read(sheet.as_bytes(), "sheet").reading.deck.expect("a deck");
    let ids: Vec<&str> = deck.cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, ["feet-2", "feet", "feet-3"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_deck_written_as_a_table_and_read_is_the_same_deck(deck in sample::decks(), delimiter in prop::sample::select(vec![b',', b';', b'\t'])) {
        let written = csv::write(&deck, delimiter);
        let import = csv::read(written.as_bytes(), "sample");
        prop_assert_eq!(import.reading.deck, Some(deck), "{}\n{:#?}", written, import.reading.problems);
    }

    #[test]
    fn no_cell_that_is_written_acts_as_a_formula(mut deck in sample::decks(), sign in prop::sample::select(vec!["=1+1", "+1", "-1", "@x", "＝1", "'=1"])) {
        let card = &mut deck.cards[0];
        (card.title, card.cues, card.why) = (sign.into(), vec![sign.into()], Some(sign.into()));
        deck.title = sign.into();
        let written = csv::write(&deck, b',');
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(written.as_bytes());
        for record in reader.records() {
            prop_assert!(record.expect("a row").iter().all(|cell| !acts(cell)));
        }
        prop_assert_eq!(csv::read(written.as_bytes(), "sample").reading.deck, Some(deck));
    }

    #[test]
    fn a_table_has_a_header_and_a_row_for_each_card(deck in sample::decks()) {
        let rows = rows(&deck);
        let cards = rows.iter().filter(|(shape, _)| *shape == Shape::Card).count();
        prop_assert_eq!(cards, deck.cards.len());
        let header = rows.iter().find(|(shape, _)| *shape == Shape::Header).expect("a header").1.len();
        prop_assert!(rows.iter().all(|(shape, row)| *shape != Shape::Card || row.len() == header));
    }
}

/// Texts that a list in a cell would be taken apart by.
#[test]
fn texts_that_look_like_lists_stay_texts() {
    for text in [
        "1. Sit. 2. Breathe.",
        "- a",
        "• a",
        "1. a",
        " a",
        "a ",
        "a\n\nb",
        "a\nb\n",
        "\na",
        "Wait (5 s)",
        "for ten seconds",
        "breathe 4-6 x8",
        "'a",
        "#a",
        "a,b;c\td",
    ] {
        let mut deck = sample::deck();
        let card = &mut deck.cards[0];
        let text = text.replace('\t', " ");
        card.cues = vec![text.as_str().into()];
        card.steps[0].say = Some(text.as_str().into());
        card.steps[0].seconds = None;
        card.why = Some(text.as_str().into());
        if !text.contains('\n') {
            card.title = text.as_str().into();
        }
        let written = csv::write(&deck, b',');
        let import = csv::read(written.as_bytes(), "sample");
        assert_eq!(import.reading.deck.as_ref(), Some(&deck), "{text:?}\n{written}\n{:#?}", import.reading.problems);
    }
}

proptest! {
    #[test]
    fn reading_any_table_never_panics(text in "(title|cue|steps|seconds|x-a|#title|#path a|[,;\t\n\"'=@]|[0-9]{1,5}|\\(5 s\\)|[a-z ]|[\u{202e}é深\r]){0,60}") {
        for import in [csv::read(text.as_bytes(), "any"), text::read(text.as_bytes(), "any")] {
            for problem in &import.reading.problems {
                prop_assert!(problem.line > 0 && problem.column > 0);
                prop_assert!(unsafe_parts(&problem.to_string()).is_empty());
            }
        }
    }
}
