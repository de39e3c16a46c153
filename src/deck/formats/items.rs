//! Several things in one text: cues and steps in a cell or a field, by line or by number; and the time at the end of one.

use super::times::{self, Timing};

/// Most items that a text is split into; what is beyond is refused anyway, and need not be held.
const MOST: usize = 200;

/// Splits a text into its items. A line is an item; so is what begins with a number or a bullet, and then a line without
/// one goes on with the item before it, as does an indented line. A single line with numbers, as in `1. Sit. 2. Breathe.`,
/// is split at the numbers.
pub(super) fn split(text: &str) -> Vec<String> {
    placed(text).into_iter().map(|(_, item)| item).collect()
}

/// The same, each with the byte at which it begins.
pub(super) fn placed(text: &str) -> Vec<(usize, String)> {
    if !text.contains('\n') {
        let inline = inline(text);
        if inline.len() > 1 {
            return inline;
        }
    }
    let mut lines = text.split('\n').scan(0, |next, line| {
        let at = *next;
        *next += line.len() + 1;
        Some((at, line.trim_end_matches('\r')))
    });
    let marked = lines.clone().find(|(_, line)| !line.trim().is_empty()).is_some_and(|(_, line)| mark(line).is_some());
    let mut items: Vec<(usize, String)> = Vec::new();
    for (at, line) in lines.by_ref() {
        let indented = line.starts_with("  ") || line.starts_with('\t');
        let trimmed = line.trim();
        if trimmed.is_empty() && (!indented || items.is_empty()) {
            continue;
        }
        if items.len() == MOST {
            break;
        }
        match (mark(line), items.last_mut()) {
            (Some(from), _) if marked && !indented => {
                items.push((at + from, line.get(from..).unwrap_or_default().to_owned()));
            }
            (_, Some((_, last))) if marked || indented => {
                last.push('\n');
                last.push_str(line.strip_prefix("  ").unwrap_or(line));
            }
            _ => items.push((at + line.len() - line.trim_start().len(), trimmed.to_owned())),
        }
    }
    items
}

/// Where the words of a line begin after its number or bullet.
fn mark(line: &str) -> Option<usize> {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let sign = line.get(digits..)?.chars().next()?;
    let mark = match sign {
        '-' | '*' | '•' | '–' if digits == 0 => sign.len_utf8(),
        '.' | ')' if (1..=3).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = line.get(mark..)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(mark + usize::from(!rest.is_empty()))
}

/// Splits `1. Sit. 2. Breathe.` at its numbers, when they count up from 1.
fn inline(line: &str) -> Vec<(usize, String)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let number = starts.len() + 1;
        let found = word.trim_end().strip_suffix(['.', ')']).and_then(|digits| digits.parse::<usize>().ok());
        if found == Some(number) && word.ends_with(' ') {
            starts.push((at, at + word.len()));
        }
        at += word.len();
    }
    if starts.first().is_none_or(|(start, _)| *start != 0) || starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([line.len()]);
    let items = starts
        .iter()
        .zip(ends)
        .map(|((_, from), to)| (*from, line.get(*from..to).unwrap_or_default().trim().to_owned()));
    items.filter(|(_, item)| !item.is_empty()).collect()
}

/// A step without the time at its end.
pub(super) struct Timed<'i> {
    pub(super) words: &'i str,
    pub(super) timing: Option<Timing>,
    /// Whether the time was found in the words, which keep it.
    pub(super) guessed: bool,
}

/// Takes the time off a step.
pub(super) fn timed(item: &str) -> Timed<'_> {
    if let Some(timing) = times::parse_breath(item) {
        return Timed { words: "", timing: Some(timing), guessed: false };
    }
    let last = item.rfind('\n').map_or(0, |at| at + 1);
    if let Some((rest, timing)) = item.get(last..).and_then(times::at_end) {
        let words = item.get(..last + rest.len()).unwrap_or(item);
        return Timed { words, timing: Some(timing), guessed: false };
    }
    match times::in_sentence(item) {
        Some((seconds, times)) => {
            let digits = |number: Option<u32>| number.map(|number| number.to_string());
            let timing = Timing::Plain { seconds: digits(seconds), times: digits(times) };
            Timed { words: item, timing: Some(timing), guessed: true }
        }
        None => Timed { words: item, timing: None, guessed: false },
    }
}

/// Writes items as [`split`] reads them: each with a mark, its further lines indented. A single item ends its line: that
/// keeps numbers inside it from being taken for more items.
pub(super) fn join(items: &[String], numbered: bool) -> String {
    let mut text = String::new();
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        if numbered {
            text.push_str(&(number + 1).to_string());
            text.push_str(". ");
        } else {
            text.push_str("- ");
        }
        text.push_str(&item.replace('\n', "\n  "));
    }
    if items.len() == 1 {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn items_are_found_by_line_and_by_number() {
        for (text, items) in [
            ("Sit.\nBreathe.", vec!["Sit.", "Breathe."]),
            ("1. Sit.\n2. Breathe.", vec!["Sit.", "Breathe."]),
            ("1) Sit.\n2) Breathe,\nslowly.", vec!["Sit.", "Breathe,\nslowly."]),
            ("• Sit.\n• Breathe.", vec!["Sit.", "Breathe."]),
            ("1. Sit. 2. Breathe. 3. Look.", vec!["Sit.", "Breathe.", "Look."]),
            ("Name 3 things. 2. Breathe.", vec!["Name 3 things. 2. Breathe."]),
            ("Sit.\n\nBreathe.\r\n", vec!["Sit.", "Breathe."]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), items, "{text:?}");
        }
    }

    #[test]
    fn numbers_inside_a_single_item_do_not_split_it() {
        let items = ["0 2) a".to_owned()];
        assert_eq!(split(&join(&items, true)), items);
    }

    proptest! {
        #[test]
        fn what_is_joined_is_split(items in prop::collection::vec("[a-z0-9 .)*-]{0,12}[a-z](\n[a-z0-9 .)*-]{0,12}){0,2}", 1..5), numbered: bool) {
            prop_assert_eq!(split(&join(&items, numbered)), items);
        }
    }
}
