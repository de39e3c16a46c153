//! Lines for each kind of block.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::prose::{set, set_plain, width};
use super::sweep::clean;
use super::theme::Theme;
use crate::app::keys::{Key, named};
use crate::app::page::{Choice, Progress, StepLine};
use crate::language::Language;

/// How far choices, facts and asides stand in, where there is room for it.
pub(super) const INDENT: usize = 2;

/// Lines, where in them the person's attention belongs (column and line), and what a click means.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) focus: Option<(usize, usize)>,
    pub(super) touches: Vec<Touch>,
}

/// A stretch of a line that can be clicked, and the key that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Touch {
    pub(super) row: usize,
    pub(super) columns: Range<usize>,
    pub(super) key: Key,
}

/// Returns the indent for a column of this width.
pub(super) const fn indent(room: usize) -> usize {
    if room >= 44 { INDENT } else { 0 }
}

/// Puts `first` before the first line and as many blanks before the others.
fn hang(first: Vec<Span<'static>>, lines: Vec<Line<'static>>) -> impl Iterator<Item = Line<'static>> {
    let blanks = first.iter().map(|span| width(&span.content)).sum();
    let mut first = Some(first);
    lines.into_iter().map(move |mut line| {
        let mut spans = first.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(blanks))]);
        spans.append(&mut line.spans);
        Line::from(spans)
    })
}

/// A paragraph that stands in a little.
pub(super) fn aside(text: &str, room: usize, theme: &Theme) -> Vec<Line<'static>> {
    set(text, room, theme.aside, theme.stress)
}

/// A caution, with its word in front.
pub(super) fn caution(text: &str, room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let word = words.card.caution;
    let bare = text.trim_start().trim_start_matches(word).trim_start();
    let mut lines = set(&format!("{word} {bare}"), room, theme.text, theme.stress);
    // The word is short and never breaks in the narrowest column there is.
    if let Some(first) = lines.first_mut()
        && let Some(span) = first.spans.first_mut()
        && let Some(rest) = span.content.strip_prefix(word).map(str::to_owned)
    {
        *span = Span::styled(rest, theme.text);
        first.spans.insert(0, Span::styled(word, theme.caution));
    }
    lines
}

/// Numbered steps, their times in a column of their own close by.
pub(super) fn steps(steps: &[StepLine], room: usize, theme: &Theme) -> Piece {
    let number_room = steps.len().to_string().len();
    let before = 2 + number_room + 2;
    let time_room = steps.iter().map(|step| width(&clean(&step.time))).max().unwrap_or(0);
    let aside = time_room > 0 && room >= 44 && time_room <= room / 4;
    let text_room = room.saturating_sub(before + if aside { time_room + 3 } else { 0 }).max(8);
    let bodies: Vec<_> = steps
        .iter()
        .map(|step| {
            let style = if step.progress == Progress::Now { theme.lead } else { theme.text };
            if aside || step.time.is_empty() {
                set(&step.text, text_room, style, theme.stress)
            } else {
                // The time stays on one line: what holds it together looks like a blank.
                let time = step.time.replace(' ', "\u{a0}");
                set(&format!("{} ({time})", step.text), text_room, style, theme.stress)
            }
        })
        .collect();
    let longest = bodies.iter().flatten().map(Line::width).max().unwrap_or(0);
    let mut piece = Piece::default();
    for (index, (step, mut body)) in steps.iter().zip(bodies).enumerate() {
        if aside
            && !step.time.is_empty()
            && let Some(first) = body.first_mut()
        {
            let time = clean(&step.time);
            let gap = longest.saturating_sub(first.width()) + 3 + time_room - width(&time);
            first.spans.push(Span::raw(" ".repeat(gap)));
            first.spans.push(Span::styled(time.into_owned(), theme.aside));
        }
        let marker = match step.progress {
            Progress::Now => Span::styled("> ", theme.chosen),
            Progress::Done => Span::styled("✓ ", theme.aside),
            Progress::Listed | Progress::Ahead => Span::raw("  "),
        };
        if step.progress == Progress::Now {
            piece.focus = Some((0, piece.lines.len()));
        }
        if step.progress != Progress::Listed {
            let rows = piece.lines.len()..piece.lines.len() + body.len();
            piece.touches.extend(rows.map(|row| Touch { row, columns: 0..room, key: Key::Row(index) }));
        }
        let style = if step.progress == Progress::Now { theme.chosen } else { theme.label };
        let number = Span::styled(format!("{:>number_room$}  ", index + 1), style);
        piece.lines.extend(hang(vec![marker, number], body));
    }
    piece
}

/// Choices, one a line, or side by side when they are many and short or room is scarce.
pub(super) fn choices(choices: &[Choice], room: usize, scarce: bool, theme: &Theme) -> Piece {
    let by = indent(room);
    let key_room = choices.iter().map(|choice| width(&clean(&choice.key))).max().unwrap_or(0);
    let mut piece = Piece { focus: (!choices.is_empty()).then_some((by, 0)), ..Piece::default() };
    let touch =
        |row: usize, columns: Range<usize>, choice: &Choice| named(&choice.key).map(|key| Touch { row, columns, key });
    // Where there is no room in front, the mark of the choice in hand stands behind its key.
    let before = |choice: &Choice| match (choice.here, by) {
        (true, 1..) => Span::styled(format!("{:<by$}", ">"), theme.chosen),
        _ => Span::raw(" ".repeat(by)),
    };
    // A number whose words are the number itself is shown once.
    let words =
        |choice: &Choice| if choice.text == choice.key { String::new() } else { clean(&choice.text).into_owned() };
    let bare = choices.iter().all(|choice| words(choice).is_empty());
    let (apart, mark) = if bare { ("", " ✓") } else { ("  ", "  ✓") };
    let marked = |choice: &Choice| if choice.chosen { width(mark) } else { 0 };
    let cell = |choice: &Choice| key_room + apart.len() + width(&words(choice)) + marked(choice);
    // Room for the mark is kept in every cell, so that nothing moves when one is picked.
    let widest = choices.iter().map(|choice| cell(choice) - marked(choice) + width(mark)).max().unwrap_or(0);
    let fewest = if bare {
        1
    } else if scarce {
        2
    } else {
        3
    };
    let columns = ((room - by + 2) / (widest + 2)).min(choices.len().div_ceil(fewest));
    let style = |choice: &Choice| if choice.chosen || choice.here { theme.chosen } else { theme.text };
    let key = |choice: &Choice| {
        let key = clean(&choice.key);
        let mut pad = " ".repeat(key_room - width(&key)) + apart;
        if choice.here && by == 0 && pad.pop().is_some() {
            pad.push('>');
        }
        [Span::styled(key.into_owned(), theme.key), Span::styled(pad, theme.chosen)]
    };
    if columns >= 2 && (bare || scarce || choices.len() > 6) {
        for row in choices.chunks(columns) {
            let mut spans: Vec<Span<'static>> = row.first().map(before).into_iter().collect();
            for (index, choice) in row.iter().enumerate() {
                let (at, line) = (by + index * (widest + 2), piece.lines.len());
                if choice.here {
                    piece.focus = Some((at, line));
                }
                if let (true, 1.., 1.., Some(gap)) = (choice.here, index, by, spans.last_mut()) {
                    gap.content = format!("{:>1$}", "> ", gap.content.len()).into();
                    gap.style = theme.chosen;
                }
                piece.touches.extend(touch(line, at..at + widest, choice));
                spans.extend(key(choice));
                spans.push(Span::styled(words(choice), style(choice)));
                if choice.chosen {
                    spans.push(Span::styled(mark, theme.chosen));
                }
                spans.push(Span::raw(" ".repeat(widest + 2 - cell(choice))));
            }
            spans.pop();
            piece.lines.push(Line::from(spans));
        }
    } else {
        for choice in choices {
            let text_room = room.saturating_sub(by + key_room + 2 + 3).max(8);
            let mut body = set(&choice.text, text_room, style(choice), theme.stress);
            if choice.chosen
                && let Some(first) = body.first_mut()
            {
                first.spans.push(Span::styled("  ✓", theme.chosen));
            }
            if choice.here {
                piece.focus = Some((by, piece.lines.len()));
            }
            let rows = piece.lines.len()..piece.lines.len() + body.len();
            piece.touches.extend(rows.filter_map(|row| touch(row, 0..room, choice)));
            let front = std::iter::once(before(choice)).chain(key(choice)).collect();
            piece.lines.extend(hang(front, body));
        }
    }
    piece
}

/// Labels and values in two columns, or one after the other where two do not fit.
pub(super) fn facts(facts: &[(String, String)], room: usize, theme: &Theme) -> Vec<Line<'static>> {
    let by = indent(room);
    let room = room - by;
    let longest = facts.iter().map(|(label, _)| width(&clean(label))).max().unwrap_or(0);
    // Long values leave the labels two fifths of the room; short ones leave them all of the rest.
    let values = facts.iter().map(|(_, value)| width(&clean(value))).max().unwrap_or(0);
    let label_room = longest.min(room.saturating_sub(3 + values.min(room * 3 / 5)));
    let pad = || Span::raw(" ".repeat(by));
    let mut lines = Vec::new();
    if longest > label_room && by == 0 {
        // Two columns this thin read badly; a sentence does better.
        for (label, value) in facts {
            let mut set = set(&format!("{label}: {value}"), room - 2, theme.text, theme.stress).into_iter();
            lines.extend(set.next());
            lines.extend(hang(vec![Span::raw("  ")], set.collect()));
        }
        return lines;
    }
    for (label, value) in facts {
        let values = set(value, room.saturating_sub(label_room + 3).max(4), theme.text, theme.stress);
        let mut labels = set_plain(label, label_room.max(1), theme.aside).into_iter();
        let mut values = values.into_iter();
        loop {
            let (left, right) = (labels.next(), values.next());
            if left.is_none() && right.is_none() {
                break;
            }
            let left = left.unwrap_or_default();
            let gap = label_room.saturating_sub(left.width()) + 3;
            let mut spans = vec![pad()];
            spans.extend(left.spans);
            spans.push(Span::raw(" ".repeat(gap)));
            spans.extend(right.unwrap_or_default().spans);
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// A line being typed; where it is longer than the column it goes on below, so that all of it can be read.
pub(super) fn input(label: &str, text: &str, cursor: usize, room: usize, theme: &Theme) -> Piece {
    let mut piece = Piece::default();
    if !label.is_empty() {
        piece.lines.extend(set(label, room, theme.text, theme.stress));
    }
    let text_room = room.saturating_sub(2).max(2);
    let top = piece.lines.len();
    let (mut rows, mut row, mut used, mut seen) = (Vec::new(), String::new(), 0, 0);
    for letter in text.graphemes(true) {
        let safe = clean(letter).replace('\n', " ");
        let takes = width(&safe);
        if used + takes > text_room {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        if seen <= cursor {
            piece.focus = Some((2 + used, top + rows.len()));
        }
        seen += letter.chars().count();
        row.push_str(&safe);
        used += takes;
    }
    if cursor >= seen {
        // Past the last letter, and onto a new line when the last one is full.
        if used >= text_room {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        piece.focus = Some((2 + used, top + rows.len()));
    }
    rows.push(row);
    let body = rows.into_iter().map(|row| Line::from(Span::styled(row, theme.text))).collect();
    piece.lines.extend(hang(vec![Span::styled("> ", theme.chosen)], body));
    piece
}

/// A line of words in the middle of the column.
pub(super) fn centred(text: &str, room: usize, style: Style) -> Line<'static> {
    let pad = room.saturating_sub(width(text)) / 2;
    Line::from(vec![Span::raw(" ".repeat(pad)), Span::styled(text.to_owned(), style)])
}
