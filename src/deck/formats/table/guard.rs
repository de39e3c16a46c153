//! Formula injection: a cell that begins like a formula is run by the program that opens the table, so it is written with
//! an apostrophe before it, and read without.

use std::borrow::Cow;

/// Tells whether a spreadsheet would take a text for a formula (OWASP's list, and the full-width forms of its signs).
pub fn acts(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Whether apostrophes at the start stand before something that acts.
fn hidden(text: &str) -> bool {
    acts(text.trim_start_matches('\''))
}

/// A text as it is written into a table.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if hidden(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A text as it was before it was written into a table.
pub(in crate::deck::formats) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| hidden(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_that_is_written_acts_and_all_is_read_back(text in "['=+@a-]{0,6}|\\PC{0,12}") {
            let written = guarded(&text);
            prop_assert!(!acts(&written));
            prop_assert_eq!(unguarded(&written), text.as_str());
        }
    }
}
