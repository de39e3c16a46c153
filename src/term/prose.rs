//! Words set into lines: wrapped by what they take up on screen, with `*stress*` and hanging lists.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use super::sweep::clean;

/// Returns how many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(|letter| usize::from(letter.cell_width())).sum()
}

/// Returns text with its `*stressed*` parts found and their stars taken away.
fn unstar(text: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(text.len());
    let mut stressed = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('*') {
        plain.push_str(before);
        let opens = !plain.ends_with(char::is_alphanumeric) && after.starts_with(|c: char| !c.is_whitespace());
        match after.split_once('*') {
            Some((inside, beyond))
                if opens && !inside.is_empty() && !inside.ends_with(char::is_whitespace) && !inside.contains('\n') =>
            {
                let start = plain.len();
                plain.push_str(inside);
                stressed.push(start..plain.len());
                rest = beyond;
            }
            _ => {
                plain.push('*');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    (plain, stressed)
}

/// Returns the parts of one paragraph that stand on a line each; blanks at the breaks belong to no line.
fn breaks(text: &str, room: usize) -> Vec<Range<usize>> {
    let room = room.max(1);
    let (mut lines, mut start, mut end, mut used, mut at) = (Vec::new(), 0, 0, 0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let wide = width(word.word);
        // `used` counts the blanks after the last word too: they stand between the words of a line.
        if used > 0 && used + wide > room {
            lines.push(start..end);
            (start, used) = (at, 0);
        }
        if wide > room {
            let mut here = at;
            for letter in word.word.graphemes(true) {
                let takes = usize::from(letter.cell_width());
                if used > 0 && used + takes > room {
                    lines.push(start..here);
                    (start, used) = (here, 0);
                }
                used += takes;
                here += letter.len();
            }
        } else {
            used += wide;
        }
        end = at + word.word.len();
        used += word.whitespace.len();
        at = end + word.whitespace.len();
    }
    lines.push(start..end);
    lines
}

/// Sets text from outside into lines of at most `room` columns.
pub(super) fn set(text: &str, room: usize, style: Style, stress: Style) -> Vec<Line<'static>> {
    let text = clean(text);
    let (plain, stressed) = unstar(&text);
    let mut lines = Vec::new();
    let mut offset = 0;
    for paragraph in plain.split('\n') {
        let hang = if paragraph.starts_with("- ") && room > 8 { 2 } else { 0 };
        let item = paragraph.get(hang..).unwrap_or_default();
        for (index, part) in breaks(item, room - hang).into_iter().enumerate() {
            let mut spans = Vec::new();
            if hang > 0 {
                spans.push(Span::styled(if index == 0 { "- " } else { "  " }, style));
            }
            let part = offset + hang + part.start..offset + hang + part.end;
            spans.extend(styled(&plain, part, &stressed, style, stress));
            lines.push(Line::from(spans));
        }
        offset += paragraph.len() + 1;
    }
    lines
}

/// Sets words that carry no stress, such as a title or a label.
pub(super) fn set_plain(text: &str, room: usize, style: Style) -> Vec<Line<'static>> {
    let text = clean(text);
    text.split('\n')
        .flat_map(|paragraph| {
            breaks(paragraph, room).into_iter().map(|part| {
                let words = paragraph.get(part).unwrap_or_default();
                Line::from(Span::styled(words.to_owned(), style))
            })
        })
        .collect()
}

fn styled(
    text: &str,
    part: Range<usize>,
    stressed: &[Range<usize>],
    style: Style,
    stress: Style,
) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = part.start;
    let mut push = |range: Range<usize>, style: Style| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            spans.push(Span::styled(words.to_owned(), style));
        }
    };
    for mark in stressed {
        let (from, to) = (mark.start.clamp(at, part.end.max(at)), mark.end.min(part.end));
        if from < to {
            push(at..from, style);
            push(from..to, style.patch(stress));
            at = to;
        }
    }
    push(at..part.end, style);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, room: usize) -> Vec<String> {
        set(text, room, Style::new(), Style::new()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_break_between_words_and_keep_every_letter() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrapped("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(wrapped("", 4), [""]);
        assert_eq!(wrapped("- one two three", 9), ["- one two", "  three"]);
    }

    #[test]
    fn wide_and_joined_letters_stay_whole_and_inside() {
        assert_eq!(wrapped("足の裏を床に", 5), ["足の", "裏を", "床に"]);
        for text in ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦 ❤️❤️❤️", "e\u{301}e\u{301}e\u{301}", "سلام دنیا"]
        {
            for room in 2..12 {
                assert!(wrapped(text, room).iter().all(|line| width(line) <= room), "{text} in {room}");
            }
        }
    }

    #[test]
    fn stars_become_stress_only_around_words() {
        assert_eq!(unstar("a *b c* d"), ("a b c d".to_owned(), std::iter::once(2..5).collect::<Vec<_>>()));
        for same in ["4 * 10 * 3", "a*b*c", "* item", "**", "*", "*open"] {
            assert_eq!(unstar(same), (same.to_owned(), vec![]), "{same}");
        }
    }
}
