//! One line of text being typed.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::Key;
use crate::deck::text::SafeText;

/// The most characters a line takes.
const LONGEST: usize = 200;

/// A line and the place of the cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What stands there, letter by letter as a reader sees them.
    letters: Vec<String>,
    cursor: usize,
    /// Letters that it takes beyond the usual, because it began with a longer text.
    more: usize,
}

impl Line {
    /// Begins with a text, the cursor at its end. Such a line takes as many letters as a text of a card.
    pub fn holding(text: &str) -> Self {
        let mut line = Self { more: crate::deck::check::LONGEST_TEXT - LONGEST, ..Self::default() };
        line.write(text);
        line
    }

    /// Takes a key that writes, erases or moves; others do nothing.
    pub fn take(&mut self, key: &Key) {
        match key {
            Key::Char(c) => self.write(c.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => self.write(text),
            Key::Backspace => self.erase(),
            Key::Delete => self.erase_ahead(),
            Key::Left => self.step(false),
            Key::Right => self.step(true),
            Key::Home => self.jump(false),
            Key::End => self.jump(true),
            _ => {}
        }
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.letters.concat()
    }

    /// Returns the cursor, in letters from the beginning.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Writes text at the cursor; line ends become spaces.
    pub fn write(&mut self, text: &str) {
        let clean = SafeText::new(&text.replace(['\n', '\r', '\t'], " "));
        let before: String = self.letters.get(..self.cursor).unwrap_or_default().concat();
        let after: String = self.letters.get(self.cursor..).unwrap_or_default().concat();
        // Joined first: an accent may belong to the letter before it.
        let joined = format!("{before}{clean}");
        let most = LONGEST + self.more;
        self.letters = joined.graphemes(true).take(most).map(str::to_owned).collect();
        self.cursor = self.letters.len();
        let room = most.saturating_sub(self.cursor);
        self.letters.extend(after.graphemes(true).take(room).map(str::to_owned));
    }

    /// Removes the letter before the cursor.
    pub fn erase(&mut self) {
        if self.cursor > 0 {
            self.cursor -= 1;
            self.letters.remove(self.cursor);
        }
    }

    /// Removes the letter under the cursor.
    pub fn erase_ahead(&mut self) {
        if self.cursor < self.letters.len() {
            self.letters.remove(self.cursor);
        }
    }

    /// Moves the cursor by a letter.
    pub fn step(&mut self, forward: bool) {
        self.cursor = if forward { (self.cursor + 1).min(self.letters.len()) } else { self.cursor.saturating_sub(1) };
    }

    /// Moves the cursor to an end.
    pub fn jump(&mut self, forward: bool) {
        self.cursor = if forward { self.letters.len() } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_letter_by_letter() {
        let mut line = Line::default();
        line.write("Ana ग\u{301}");
        line.step(false);
        line.step(false);
        line.write("s\nx");
        assert_eq!(line.text(), "Anas x ग\u{301}");
        line.erase();
        line.jump(true);
        line.erase();
        assert_eq!(line.text(), "Anas  ");
        line.write(&"é".repeat(500));
        assert_eq!(line.text().chars().count(), LONGEST);
    }
}
