//! Practices as a table: one row each, for spreadsheets and for people. The lossless form is `export`.

use std::borrow::Cow;

use chrono::SecondsFormat;

use super::event::{EventId, Practised};
use crate::memory::recall::Recall;

/// The columns, in order.
pub const COLUMNS: [&str; 17] = [
    "practice",
    "card",
    "title",
    "day",
    "time",
    "kind",
    "recall",
    "grade",
    "due",
    "seconds",
    "state",
    "distress_before",
    "distress_after",
    "connection_before",
    "connection_after",
    "helped",
    "note",
];

/// Returns the cells of a practice, in the order of [`COLUMNS`]; a cell for which nothing was recorded is empty.
pub fn cells(practice: EventId, title: &str, practised: &Practised) -> [String; 17] {
    fn text<T: ToString>(value: Option<T>) -> String {
        value.map_or_else(String::new, |value| value.to_string())
    }
    let Practised { card, kind, at, day, recall, due, state, distress, connection, helped, seconds, note, .. } =
        practised;
    [
        practice.0.to_string(),
        card.to_string(),
        title.to_owned(),
        day.to_string(),
        at.local().map_or_else(String::new, |local| local.to_rfc3339_opts(SecondsFormat::Millis, false)),
        kind.to_string(),
        text(*recall),
        text(recall.map(Recall::rating)),
        text(*due),
        text(*seconds),
        text(*state),
        text(distress.before),
        text(distress.after),
        text(connection.before),
        text(connection.after),
        text(*helped),
        text(note.as_ref()),
    ]
}

/// Whether a spreadsheet takes text that begins so for a formula (OWASP, "CSV injection").
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula, so that it is shown and not run.
pub fn for_spreadsheets(cell: &str) -> Cow<'_, str> {
    // One that only looks as if it had been marked is marked as well, so that taking the mark away is exact.
    if begins_formula(cell.trim_start_matches('\'')) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes the apostrophe away that [`for_spreadsheets`] put there.
pub fn from_spreadsheets(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_is_shown_instead() {
        for (cell, shown) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("7:4", "7:4"),
            ("", ""),
        ] {
            assert_eq!(for_spreadsheets(cell), shown);
        }
    }

    proptest! {
        #[test]
        fn the_mark_comes_off_again(cell in "['=+@a\\-\t]{0,6}") {
            let marked = for_spreadsheets(&cell);
            prop_assert!(!begins_formula(&marked));
            prop_assert_eq!(from_spreadsheets(&marked), cell.as_str());
        }
    }
}
