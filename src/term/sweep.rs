//! The last look at what is about to reach the terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::deck::text::sweep;

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
