//! Text from outside, made safe to show: nothing a terminal would act on, nothing that hides from the reader.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

use super::letters::{emoji, joins, keycap, letter_with_variants, mark, mongolian};

/// What stands where something unsafe stood. Leaving nothing would let `1<ESC>0` pose as `10`.
pub const REPLACEMENT: char = '\u{FFFD}';

/// Most combining marks, joiners and variation selectors on one letter.
pub const MOST_MARKS: usize = 8;

/// Text that holds nothing a terminal would act on and nothing that hides from the reader.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String", inline, extend("minLength" = 1, "maxLength" = 2000))]
pub struct SafeText(String);

impl SafeText {
    /// Takes text from outside. Whatever is unsafe becomes U+FFFD, a tab becomes spaces, CRLF a newline.
    pub fn new(text: &str) -> Self {
        Self(clean(text))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text with its newlines turned into spaces.
    #[must_use]
    pub fn one_line(&self) -> Self {
        Self(self.0.replace('\n', " "))
    }

    /// Tells whether nothing but white space is in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// Names what is wrong with a character wherever it stands, such as `right-to-left override`; `None` when it is fine
/// in itself. Joiners and variation selectors depend on their neighbours: see [`unsafe_parts`].
pub fn unsafe_char(c: char) -> Option<&'static str> {
    Some(match c {
        '\n' | ' '..='~' | '\u{E0100}'..='\u{E01EF}' => return None,
        '\0' => "null character",
        '\u{7}' => "bell",
        '\u{8}' => "backspace",
        '\t' => "tab",
        '\r' => "carriage return",
        '\u{1B}' => "escape",
        '\u{7F}' => "delete",
        '\u{9B}' => "control sequence introducer",
        '\u{9D}' => "operating system command",
        '\u{1}'..='\u{1F}' | '\u{80}'..='\u{9F}' => "control character",
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "invisible Hangul filler",
        '\u{17B4}' | '\u{17B5}' => "invisible Khmer vowel",
        '\u{180E}' => "invisible Mongolian separator",
        '\u{200B}' => "zero-width space",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202C}' => "end of directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible mathematical sign",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "end of directional isolate",
        '\u{2065}' | '\u{206A}'..='\u{206F}' => "invisible formatting character",
        '\u{FEFF}' => "byte order mark",
        '\u{FFF9}'..='\u{FFFB}' => "interlinear annotation sign",
        '\u{FFFE}' | '\u{FFFF}' => "noncharacter",
        '\u{1BCA0}'..='\u{1BCA3}' => "invisible shorthand sign",
        '\u{1D173}'..='\u{1D17A}' => "invisible musical sign",
        '\u{E0000}'..='\u{E007F}' => "invisible tag character",
        '\u{FFF0}'..='\u{FFF8}' | '\u{E0080}'..='\u{E0FFF}' => "invisible unassigned character",
        _ => return None,
    })
}

/// Something unsafe in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsafe {
    /// Where it starts, in bytes.
    pub at: usize,
    /// The character.
    pub character: char,
    /// What is wrong with it.
    pub name: &'static str,
}

impl fmt::Display for Unsafe {
    /// Such as `right-to-left override U+202E`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} U+{:04X}", self.name, u32::from(self.character))
    }
}

/// Finds everything unsafe in a text, in order; joiners, variation selectors and piled-up marks included.
pub fn unsafe_parts(text: &str) -> Vec<Unsafe> {
    let mut found = Vec::new();
    if !plain(text) {
        walk(text, |at, character, verdict| match verdict {
            Verdict::Replace(name) => found.push(Unsafe { at, character, name }),
            Verdict::Keep | Verdict::Drop => {}
        });
    }
    found
}

/// Checks what one cell of the terminal is about to show. Returns what to show in its place, as wide as before, when
/// the cell holds anything unsafe, newlines included; `None` when it is clean.
pub fn sweep(symbol: &str) -> Option<String> {
    if symbol.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return None;
    }
    if !symbol.contains('\n') && unsafe_parts(symbol).is_empty() {
        return None;
    }
    // The whole cell goes: a cell holds one letter, and the cells beside it must not move.
    let width = symbol.width().clamp(1, 2);
    let mut shown = String::from(REPLACEMENT);
    shown.push_str(if width == 2 { " " } else { "" });
    Some(shown)
}

enum Verdict {
    Keep,
    /// Replaced, and why.
    Replace(&'static str),
    /// Covered by the replacement before it.
    Drop,
}

/// Only printable ASCII and newlines: nothing to look at more closely.
fn plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n'))
}

fn clean(text: &str) -> String {
    if plain(text) {
        return text.to_owned();
    }
    let text: Cow<'_, str> =
        if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let mut safe = String::with_capacity(text.len());
    walk(&text, |_, c, verdict| match (verdict, c) {
        (Verdict::Keep, c) => safe.push(c),
        (Verdict::Replace(_), '\t') => safe.push_str("    "),
        (Verdict::Replace(_), _) => safe.push(REPLACEMENT),
        (Verdict::Drop, _) => {}
    });
    safe
}

/// Judges each character by itself, by the one kept before it, by the one after it, and by the marks piled so far.
fn walk(text: &str, mut tell: impl FnMut(usize, char, Verdict)) {
    let mut before = '\n';
    let mut marks = 0;
    let mut overflowing = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if matches!(c, ' '..='~' | '\n') {
            (before, marks, overflowing) = (c, 0, false);
            tell(at, c, Verdict::Keep);
            continue;
        }
        let after = letters.peek().map(|(_, c)| *c);
        let wrong = unsafe_char(c).or_else(|| out_of_place(before, c, after));
        let piled = mark(c) || (c == '\u{200D}' && joins(before));
        if let Some(name) = wrong {
            (before, marks, overflowing) = (REPLACEMENT, 0, false);
            tell(at, c, Verdict::Replace(name));
        } else if piled && overflowing {
            tell(at, c, Verdict::Drop);
        } else if piled && marks == MOST_MARKS {
            (before, overflowing) = (REPLACEMENT, true);
            tell(at, c, Verdict::Replace("more than 8 combining marks on one letter"));
        } else {
            (marks, overflowing) = (if piled { marks + 1 } else { 0 }, false);
            before = c;
            tell(at, c, Verdict::Keep);
        }
    }
}

/// Names a joiner or variation selector that stands where no script and no emoji needs it.
fn out_of_place(before: char, c: char, after: Option<char>) -> Option<&'static str> {
    let pictures = emoji(before) || before == '\u{FE0F}';
    match c {
        '\u{200C}' if joins(before) => None,
        '\u{200C}' => Some("zero-width non-joiner"),
        '\u{200D}' if joins(before) || (pictures && after.is_some_and(emoji)) => None,
        '\u{200D}' => Some("zero-width joiner"),
        '\u{FE0E}' | '\u{FE0F}' if emoji(before) || (keycap(before) && after == Some('\u{20E3}')) => None,
        '\u{180B}'..='\u{180D}' | '\u{180F}' if mongolian(before) => None,
        '\u{E0100}'..='\u{E01EF}' if letter_with_variants(before) => None,
        '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{E0100}'..='\u{E01EF}' => {
            Some("variation selector")
        }
        _ => None,
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> Self {
        if plain(&text) { Self(text) } else { Self::new(&text) }
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<SafeText> for String {
    fn from(text: SafeText) -> Self {
        text.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
