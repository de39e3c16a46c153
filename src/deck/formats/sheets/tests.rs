use std::io::Cursor;

use proptest::prelude::*;

use super::{ods, read, starter, wild, write, xlsx};
use crate::deck::problem::Severity;
use crate::deck::sample;

#[test]
fn the_starter_passes_its_own_check() {
    let sheets = xlsx::sheets(Cursor::new(starter().expect("a workbook"))).expect("sheets");
    let import = read(&sheets, "starter");
    let grave: Vec<_> = import.reading.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(grave.is_empty(), "{grave:#?}");
    let deck = import.reading.deck.expect("a deck");
    assert_eq!(deck.cards[0].id.as_str(), "press-and-release-the-feet");
    assert_eq!(deck.cards[0].steps.len(), 2);
}

#[test]
fn a_fault_names_its_sheet_and_cell() {
    let mut deck = sample::deck();
    deck.cards[1].why = Some("Look at www.example.org".into());
    let sheets = xlsx::sheets(Cursor::new(write(&deck).expect("a workbook"))).expect("sheets");
    let problems = read(&sheets, "sample").reading.problems;
    let error = problems.iter().find(|problem| problem.is_error()).expect("an error");
    assert_eq!(error.place(), "Cards!F3");
    assert!(error.excerpt.is_some());
}

#[test]
fn an_address_that_no_sheet_has_is_seen() {
    for fine in ["<c r=\"XFD1048576\" t=\"s\">", "<dimension ref='A1:XFD1048576'/>", "<a x=\"inlineStr long\"/>", "a=b"]
    {
        assert!(!wild(fine.as_bytes()), "{fine}");
    }
    for far in [
        "<c r=\"ABCDEFGHIJK\">",
        "<c t=\"s\"\nr='99999999999'>",
        "<dimension ref=\"A1:AAAAAAAAAAAA1\"/>",
        "<c r=\"DomHeight1\">",
        "<dimension ref=\"Y1:H5\"/>",
        "<mergeCell ref='B5:C2'/>",
    ] {
        assert!(wild(far.as_bytes()), "{far}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_deck_written_as_a_workbook_and_read_is_the_same_deck(deck in sample::decks()) {
        let sheets = xlsx::sheets(Cursor::new(write(&deck).expect("a workbook"))).expect("sheets");
        let import = read(&sheets, "sample");
        prop_assert_eq!(import.reading.deck, Some(deck), "{:#?}", import.reading.problems);
    }

    #[test]
    fn any_bytes_are_refused_without_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..300), archive: bool) {
        if archive {
            bytes.splice(0..0, *b"PK\x03\x04");
            bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0");
        }
        prop_assert!(xlsx::sheets(Cursor::new(&bytes)).is_err());
        prop_assert!(ods::sheets(Cursor::new(&bytes)).is_err());
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = write(&sample::deck()).expect("a workbook");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(sheets) = xlsx::sheets(Cursor::new(&bytes)) {
            let _ = read(&sheets, "any");
        }
    }
}
