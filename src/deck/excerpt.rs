//! The line that a problem stands in, cut to fit and made safe, with the marks that point at the place.

use unicode_width::UnicodeWidthStr;

use super::text::SafeText;

/// Most columns of a line that are shown.
const WIDTH: usize = 96;

/// Columns that are kept in front of the place when the line is cut.
const BEFORE: usize = 40;

/// A line of the file and a place in it, both ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or the part of it around the place; nothing in it acts on a terminal.
    pub line: String,
    /// Columns in front of the place, as a terminal counts them.
    pub indent: usize,
    /// Columns that the place takes; at least one.
    pub width: usize,
}

impl Excerpt {
    /// Cuts a line around a place. `from` and `to` are bytes of the line; what is out of it counts as its end.
    pub fn new(line: &str, from: usize, to: usize) -> Self {
        let line = line.trim_end_matches(['\n', '\r']);
        let start = line.len() - line.trim_start().len();
        let from = floor(line, from);
        let to = floor(line, to).max(from);
        let before = line.get(start.min(from)..from).unwrap_or_default();
        let (before, cut) = tail(before, BEFORE);
        let indent = before.width() + usize::from(cut);
        let (marked, _) = head(line.get(from..to).unwrap_or_default(), WIDTH - indent);
        let room = WIDTH.saturating_sub(indent + marked.width());
        let (after, more) =
            if to < line.len() { head(line.get(to..).unwrap_or_default(), room) } else { (String::new(), false) };
        let shown = format!("{}{before}{marked}{after}{}", if cut { "…" } else { "" }, if more { "…" } else { "" });
        Self { line: shown, indent, width: marked.width().max(1) }
    }

    /// Returns the marks that stand under the line: spaces, then one `^` for each column of the place.
    pub fn marks(&self) -> String {
        format!("{}{}", " ".repeat(self.indent), "^".repeat(self.width))
    }
}

/// The last place at or before `at` where a character begins.
fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The beginning of a text, made safe and on one line, at most `most` columns of it; and whether more followed.
fn head(text: &str, most: usize) -> (String, bool) {
    // A column takes a byte at least, save for marks that take none: those are counted by the limit on letters.
    let near: String = text.chars().take(most * 4 + 4).collect();
    let safe = SafeText::new(&near).one_line().to_string();
    let mut shown = String::new();
    for letter in safe.chars() {
        let mut longer = shown.clone();
        longer.push(letter);
        if longer.width() > most {
            return (shown, true);
        }
        shown = longer;
    }
    (shown, near.len() < text.len())
}

/// The end of a text, made safe and on one line, at most `most` columns of it; and whether more stood before.
fn tail(text: &str, most: usize) -> (String, bool) {
    let count = text.chars().count();
    let near: String = text.chars().skip(count.saturating_sub(most * 4 + 4)).collect();
    let safe = SafeText::new(&near).one_line().to_string();
    let mut start = 0;
    while safe.get(start..).is_some_and(|rest| rest.width() > most) {
        start += safe.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    (safe.get(start..).unwrap_or_default().to_owned(), start > 0 || near.len() < text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::text::unsafe_parts;

    fn shown(line: &str, place: &str) -> (String, String) {
        let from = line.find(place).expect("a place");
        let excerpt = Excerpt::new(line, from, from + place.len());
        (excerpt.marks(), excerpt.line)
    }

    #[test]
    fn the_marks_stand_under_the_place() {
        let (marks, line) = shown("    \"do\": \"You should press.\",\n", "should");
        assert_eq!(line, "\"do\": \"You should press.\",");
        assert_eq!(marks, "           ^^^^^^");
    }

    #[test]
    fn wide_letters_take_two_columns_and_tabs_four() {
        assert_eq!(shown("深呼吸 should", "should").0, "       ^^^^^^");
        assert_eq!(shown("a\tshould", "should"), ("     ^^^^^^".to_owned(), "a    should".to_owned()));
        assert_eq!(shown("x 深呼吸", "呼吸").0, "    ^^^^");
        assert_eq!(shown("e\u{301}e should", "should").0, "   ^^^^^^");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let line = format!("{}should{}", "x".repeat(5_000), "y".repeat(5_000));
        let (marks, shown) = shown(&line, "should");
        assert!(shown.starts_with("…xxx") && shown.ends_with("yyy…"), "{shown}");
        assert_eq!(marks.trim_start(), "^^^^^^");
        assert_eq!(marks.width() - 6, 41);
        assert_eq!(shown.find("should"), Some("…".len() + 40));
    }

    proptest! {
        #[test]
        fn any_place_of_any_line_is_shown_safely(line in "\\PC{0,200}|[\\x00-\\x1f\u{202e}a深]{0,300}", from in 0..900_usize, long in 0..90_usize) {
            let excerpt = Excerpt::new(&line, from, from + long);
            prop_assert!(excerpt.line.width() <= WIDTH + 4, "{}", excerpt.line.width());
            prop_assert!(excerpt.width >= 1 && excerpt.indent <= BEFORE + 1);
            prop_assert!(!excerpt.line.contains('\n'));
            prop_assert!(unsafe_parts(&excerpt.line).iter().all(|part| part.name.contains("marks")));
        }
    }
}
