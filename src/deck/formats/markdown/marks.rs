//! Backslashes: how any text stands in a Markdown file, and is read back as it was.

/// Characters that a backslash makes plain.
const fn plain(c: char) -> bool {
    c.is_ascii_punctuation() || c == ' '
}

/// Reads one line of text into `text`. Returns whether a hard break follows: a backslash or two spaces at the end.
pub(super) fn read_line(line: &str, text: &mut String) -> bool {
    let trimmed = line.trim_end_matches([' ', '\t']);
    let slashes = trimmed.len() - trimmed.trim_end_matches('\\').len();
    let odd = slashes % 2 == 1;
    // An odd backslash before a space keeps that space; at the very end it breaks the line.
    let (line, hard) = match (odd, trimmed.len() < line.len()) {
        (true, true) => (line.get(..=trimmed.len()).unwrap_or(line), false),
        (true, false) => (trimmed.get(..trimmed.len() - 1).unwrap_or_default(), true),
        (false, spaces) => (trimmed, spaces && line.len() >= trimmed.len() + 2),
    };
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some(next) if c == '\\' && plain(*next) => text.extend(letters.next()),
            _ => text.push(c),
        }
    }
    hard
}

/// Writes a text as lines that [`read_line`] reads back: one line of the file for each line of the text, with a
/// backslash at the end of all but the last. `start` tells whether its lines begin where Markdown looks for headings.
pub(super) fn write_lines(text: &str, start: bool) -> Vec<String> {
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    let lines = lines.into_iter().enumerate();
    lines.map(|(number, line)| write_line(line, start, number == last && number > 0, number < last)).collect()
}

fn write_line(line: &str, start: bool, mark_empty: bool, hard: bool) -> String {
    let mut written = String::with_capacity(line.len() + 2);
    // After the dash of an item, dashes alone would be a rule.
    let dashes = !line.is_empty() && line.bytes().all(|byte| matches!(byte, b'-' | b' '));
    if (start && acts(line)) || (!start && dashes && !line.starts_with(' ')) {
        written.push('\\');
    }
    let mut letters = line.chars().peekable();
    let mut first = true;
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let acts = match c {
            '\\' => next.is_none_or(plain),
            ' ' => first || next.is_none(),
            _ => false,
        };
        if acts {
            written.push('\\');
        }
        written.push(c);
        first = false;
    }
    if hard || (line.is_empty() && mark_empty) {
        written.push('\\');
    }
    written
}

/// Tells whether a line would be more than text: a heading, a rule, a name in bold.
fn acts(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("**") || line.starts_with("<!--") || rule(line)
}

/// Tells whether a line is a rule, as in `---`.
pub(super) fn rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !matches!(c, ' ' | '\t'));
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    let mut count = 1;
    for mark in marks {
        if mark != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}
