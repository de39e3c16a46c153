//! The last look at what is about to reach the terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Returns a safe replacement for what stands in one cell, or `None` when it is safe already.
pub fn sweep(symbol: &str) -> Option<String> {
    const MARKS: usize = 8;
    if symbol.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return None;
    }
    let joins = symbol.chars().any(|c| !c.is_ascii() && !is_joiner(c) && !is_hidden(c));
    let mut marks = 0;
    let mut clean = String::with_capacity(symbol.len());
    for c in symbol.chars() {
        if c.is_control() || is_hidden(c) || (is_joiner(c) && !joins) {
            clean.push(char::REPLACEMENT_CHARACTER);
        } else if unicode_width::UnicodeWidthChar::width(c) == Some(0) {
            marks += 1;
            if marks <= MARKS {
                clean.push(c);
            }
        } else {
            marks = 0;
            clean.push(c);
        }
    }
    (clean != symbol).then_some(clean)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns text with every letter swept; line breaks stay and a tab becomes spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for letter in text.graphemes(true) {
        match letter {
            "\n" | "\r\n" => clean.push('\n'),
            "\t" => clean.push_str("    "),
            _ => match sweep(letter) {
                Some(safe) => clean.push_str(&safe),
                None => clean.push_str(letter),
            },
        }
    }
    Cow::Owned(clean)
}
