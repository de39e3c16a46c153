//! A Markdown file as headings, list items and paragraphs. One pass over the lines, no nesting, no HTML.

use std::ops::Range;

use super::marks::{read_line, rule};

/// A line of the file without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

/// What begins with some line.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// `## Title`, and how many hashes.
    Heading(usize, Line<'a>),
    /// A list item; whether its list is numbered, and its first line with the mark. Its lines are without the mark and
    /// the indentation.
    Item(bool, Line<'a>, Vec<Line<'a>>),
    /// Lines of text with nothing before them.
    Text(Vec<Line<'a>>),
}

impl<'a> Block<'a> {
    /// Its lines.
    pub(super) fn lines(&self) -> &[Line<'a>] {
        match self {
            Self::Heading(_, line) => std::slice::from_ref(line),
            Self::Item(_, _, lines) | Self::Text(lines) => lines,
        }
    }

    /// Where it begins.
    pub(super) fn at(&self) -> usize {
        self.lines().first().map_or(0, |line| line.at)
    }
}

/// Takes a file apart.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    let mut in_comment = false;
    for raw in text.split_inclusive('\n') {
        let (start, line) = (at, raw.trim_end_matches('\n').trim_end_matches('\r'));
        at += raw.len();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let inner = line.get(indent..).unwrap_or_default();
        if inner.is_empty() {
            after_blank = true;
            continue;
        }
        let opens = in_comment || (indent < 2 && inner.starts_with("<!--"));
        if opens {
            // A comment takes whole lines; what follows it on its last line is of it.
            in_comment = !inner.contains("-->");
            after_blank = true;
            continue;
        }
        let here = |from: usize, text| Line { at: start + from, text, after_blank };
        let continues = indent >= 2 && matches!(blocks.last(), Some(Block::Item(..)));
        if continues {
            if let Some(Block::Item(_, _, lines)) = blocks.last_mut() {
                lines.push(here(indent, inner));
            }
        } else if let Some((level, from)) = heading(inner) {
            blocks.push(Block::Heading(level, here(indent + from, inner.get(from..).unwrap_or_default())));
        } else if rule(inner) {
            after_blank = true;
            continue;
        } else if let Some((numbered, from)) = item(inner) {
            let words = here(indent + from, inner.get(from..).unwrap_or_default());
            blocks.push(Block::Item(numbered, here(indent, inner), vec![words]));
        } else {
            let line = here(indent, inner);
            match blocks.last_mut() {
                Some(Block::Text(lines) | Block::Item(_, _, lines)) if !after_blank => lines.push(line),
                _ => blocks.push(Block::Text(vec![line])),
            }
        }
        after_blank = false;
    }
    blocks
}

/// Recognises a heading: how many hashes, and where its words begin.
fn heading(line: &str) -> Option<(usize, usize)> {
    let level = line.len() - line.trim_start_matches('#').len();
    let rest = line.get(level..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    ((1..=6).contains(&level) && (gap > 0 || rest.is_empty())).then_some((level, level + gap))
}

/// Recognises a list item: whether it is numbered, and where its words begin.
pub(super) fn item(line: &str) -> Option<(bool, usize)> {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let mark = match line.get(digits..)?.chars().next()? {
        '-' | '*' | '+' | '•' if digits == 0 => line.chars().next().map_or(1, char::len_utf8),
        '.' | ')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = line.get(mark..)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((digits > 0, mark + usize::from(!rest.is_empty())))
}

/// Joins lines into one text: lines that only wrap are joined by a space, a hard break and a list line begin a new
/// line, a blank line stays one.
pub(super) fn join(lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    let mut hard = false;
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            let gap = match (line.after_blank, hard || item(line.text).is_some()) {
                (true, _) => "\n\n",
                (false, true) => "\n",
                (false, false) => " ",
            };
            text.push_str(gap);
        }
        hard = read_line(line.text, &mut text);
    }
    text
}

/// Where a byte of a joined text stands in the file: both are walked side by side. `at` is where the text begins.
pub(super) fn inside(file: &str, at: usize, joined: &str, byte: usize) -> usize {
    let mut place = at;
    let mut known = at;
    for c in joined.get(..byte).unwrap_or(joined).chars() {
        let rest = file.get(place..).unwrap_or_default();
        // A break in the file is a backslash, spaces, an end of line and the indentation of the next.
        let skipped = if matches!(c, '\n' | ' ') { gap(rest) } else { None };
        if let Some(skipped) = skipped {
            place += skipped;
        } else if rest.starts_with(c) {
            place += c.len_utf8();
        } else if rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(c)) {
            place += 1 + c.len_utf8();
        } else if c != '\n' {
            return known;
        }
        known = place;
    }
    known
}

fn gap(rest: &str) -> Option<usize> {
    let before: Range<usize> = 0..rest.find('\n')?;
    let blank = rest.get(before.clone())?.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\\'));
    let after = rest.get(before.end..)?;
    blank.then(|| before.end + after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len())
}
