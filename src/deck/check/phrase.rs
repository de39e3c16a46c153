//! Sentences as words, and the small patterns by which the tables of the checks name what they look for.
//!
//! A pattern is words with spaces between. `a|b` is either word, `#` any number, `~` up to three words or none.
//! Words are compared in lower case. A pattern never goes beyond a sentence, and beyond a comma only by `~`.

use std::collections::HashMap;
use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// Where it stands in [`Words::lower`].
    low: Range<usize>,
    /// See [`key`].
    key: usize,
    /// Whether it stands inside quotation marks.
    pub(super) quoted: bool,
    sentence: usize,
    /// Whether something stands between it and the word before that makes a pause.
    pause: bool,
}

/// A text taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    /// Every word in lower case, with straight apostrophes, one behind the other.
    lower: String,
}

/// What turns the words after it into their opposite.
const NEGATIONS: &[&str] = &["no", "not", "never", "without", "don't", "instead", "avoid", "nor", "needn't", "than"];

/// Most words between a negation and what it turns round.
const REACH: usize = 3;

/// Most words that `~` stands for.
const GAP: usize = 3;

impl Words {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self { all: Vec::with_capacity(text.len() / 5 + 1), lower: String::with_capacity(text.len()) };
        let mut start = None;
        let (mut sentence, mut quoted, mut single, mut pause) = (0, false, false, false);
        let mut before = ' ';
        let mut here = 0;
        while let Some(c) = text.get(here..).and_then(|rest| rest.chars().next()) {
            let at = here;
            if c.is_ascii_alphanumeric() {
                // Most of a text are plain letters: a run of them is taken at once.
                start.get_or_insert(at);
                let run = text.as_bytes().iter().skip(at).take_while(|byte| byte.is_ascii_alphanumeric());
                here += run.count();
                before = 'a';
                continue;
            }
            here += c.len_utf8();
            let next = || text.get(here..).and_then(|rest| rest.chars().next());
            let inside =
                matches!(c, '\'' | '’') && before.is_alphanumeric() && next().is_some_and(char::is_alphanumeric);
            if inside || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c))) {
                start.get_or_insert(at);
            } else if let Some(start) = start.take() {
                words.push(text, start..at, quoted || single, sentence, pause);
                pause = false;
            }
            pause |= matches!(c, ',' | ':' | '(' | ')' | '—' | '–');
            if !inside {
                match c {
                    '"' => quoted = !quoted,
                    '“' | '„' | '«' => quoted = true,
                    '”' | '»' => quoted = false,
                    '‘' => single = true,
                    '’' => single = false,
                    '\'' => single = !single && !before.is_alphanumeric(),
                    '.' | '!' | '?' | '…' if next().is_none_or(|next| !next.is_alphanumeric()) => sentence += 1,
                    '\n' | ';' => sentence += 1,
                    _ => {}
                }
            }
            before = c;
        }
        if let Some(start) = start {
            words.push(text, start..text.len(), quoted || single, sentence, pause);
        }
        words
    }

    fn push(&mut self, text: &str, at: Range<usize>, quoted: bool, sentence: usize, pause: bool) {
        let word = text.get(at.clone()).unwrap_or_default();
        let from = self.lower.len();
        if word.is_ascii() {
            self.lower.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.lower.push_str(&word.to_lowercase().replace('’', "'"));
        }
        let low = from..self.lower.len();
        let key = key(self.lower.get(from..).unwrap_or_default());
        self.all.push(Word { at, low, key, quoted, sentence, pause });
    }

    /// Returns a word in lower case, with straight apostrophes.
    pub(super) fn get(&self, word: usize) -> Option<&str> {
        self.all.get(word).and_then(|word| self.low(word))
    }

    fn low(&self, word: &Word) -> Option<&str> {
        self.lower.get(word.low.clone())
    }

    /// Returns every word in lower case.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter_map(|word| self.low(word))
    }

    /// Finds every place of a pattern: the first and the last word.
    pub(super) fn find<'w>(&'w self, pattern: &'w str) -> impl Iterator<Item = (usize, usize)> + 'w {
        let first = pattern.split(' ').next().unwrap_or_default();
        // Most patterns begin with a word that most texts do not have.
        let may = self.iter().any(|word| is(first, word));
        let parts: Vec<&str> = if may { pattern.split(' ').collect() } else { Vec::new() };
        (0..if may { self.all.len() } else { 0 }).filter_map(move |first| {
            let after = self.fits(first, &parts)?;
            Some((first, after - 1))
        })
    }

    /// Tells whether the pattern begins at a word; returns the word after it.
    fn fits(&self, at: usize, parts: &[&str]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(at) };
        if *part == "~" {
            return (0..=GAP).find_map(|skipped| {
                let next = at + skipped;
                self.together(at, next).then(|| self.fits(next, rest)).flatten()
            });
        }
        let fits = is(part, self.get(at)?);
        let goes_on = match rest.first() {
            None => true,
            Some(&"~") => self.together(at, at + 1),
            Some(_) => self.together(at, at + 1) && self.all.get(at + 1).is_some_and(|next| !next.pause),
        };
        (fits && goes_on).then(|| self.fits(at + 1, rest)).flatten()
    }

    /// Tells whether two words stand in one sentence.
    pub(super) fn together(&self, one: usize, other: usize) -> bool {
        let sentence = |at: usize| self.all.get(at).map(|word| word.sentence);
        sentence(one).is_some() && sentence(one) == sentence(other)
    }

    /// Tells whether the word is turned round by a negation shortly before it.
    pub(super) fn negated(&self, at: usize) -> bool {
        (1..=REACH)
            .filter_map(|back| at.checked_sub(back))
            .any(|before| self.together(before, at) && self.get(before).is_some_and(|word| NEGATIONS.contains(&word)))
    }

    /// Tells whether the sentence of a word has one of these words.
    pub(super) fn has_beside(&self, at: usize, words: &[&str]) -> bool {
        (0..self.all.len())
            .any(|other| self.together(at, other) && self.get(other).is_some_and(|word| words.contains(&word)))
    }

    /// Returns where a run of words stands, in bytes.
    pub(super) fn span(&self, first: usize, last: usize) -> Range<usize> {
        let at = |word: usize| self.all.get(word).map(|word| word.at.clone()).unwrap_or_default();
        at(first).start..at(last).end
    }
}

/// Tells whether a word is one of those between the bars.
fn is(part: &str, word: &str) -> bool {
    part.split('|').any(|one| if one == "#" { number(word).is_some() } else { one == word })
}

/// A small number that different words mostly differ in: of its first letter and its length.
fn key(word: &str) -> usize {
    let first = word.bytes().next().map_or(0, |byte| usize::from(byte & 31));
    first * 32 + word.len().min(31)
}

/// Patterns that are looked for together: each word of a text is looked up once, however many patterns there are.
pub(super) struct Table {
    rows: Vec<(usize, Vec<&'static str>)>,
    by_first: HashMap<&'static str, Vec<usize>>,
    /// The keys of the first words, a bit each: most words of a text need no other look.
    keys: [u64; 16],
}

impl Table {
    /// Takes patterns, each with a number that stands for what it is about.
    pub(super) fn new(patterns: impl IntoIterator<Item = (usize, &'static str)>) -> Self {
        let (mut rows, mut by_first) = (Vec::new(), HashMap::<_, Vec<usize>>::new());
        let mut keys = [0; 16];
        for (what, pattern) in patterns {
            let parts: Vec<&str> = pattern.split(' ').collect();
            for first in parts.first().iter().flat_map(|first| first.split('|')) {
                by_first.entry(first).or_default().push(rows.len());
                let key = key(first);
                keys.iter_mut().skip(key / 64).take(1).for_each(|bits| *bits |= 1_u64 << (key % 64));
            }
            rows.push((what, parts));
        }
        Self { rows, by_first, keys }
    }

    /// Finds every place of every pattern, in the order of the text: its number, the first and the last word.
    pub(super) fn find(&self, words: &Words) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in words.all.iter().enumerate() {
            if self.keys.get(word.key / 64).is_none_or(|bits| bits & (1 << (word.key % 64)) == 0) {
                continue;
            }
            let Some(rows) = words.low(word).and_then(|low| self.by_first.get(low)) else { continue };
            for (what, parts) in rows.iter().filter_map(|row| self.rows.get(*row)) {
                found.extend(words.fits(at, parts).map(|after| (*what, at, after - 1)));
            }
        }
        found
    }
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(0) && !c.is_control()
}

/// The numbers that are written as words.
const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("ninety", 90),
];

/// Reads a number in digits or as a word.
pub(super) fn number(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        return word.parse().ok();
    }
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, pattern: &str) -> Vec<String> {
        let words = Words::of(text);
        let found =
            words.find(pattern).map(|(first, last)| text.get(words.span(first, last)).unwrap_or_default().to_owned());
        found.collect()
    }

    #[test]
    fn patterns_find_words_in_any_case_and_within_a_sentence() {
        assert_eq!(
            found("Hold your breath, then hold THE  breath.", "hold your|the breath"),
            ["Hold your breath", "hold THE  breath"]
        );
        assert_eq!(found("Hold. Your breath", "hold your breath"), Vec::<String>::new());
        assert_eq!(found("holds your breath", "hold your breath"), Vec::<String>::new());
        assert_eq!(found("Put one warm hand on your chest", "hand ~ chest"), ["hand on your chest"]);
        assert_eq!(found("hand chest", "hand ~ chest"), ["hand chest"]);
        assert_eq!(found("wait for 30 or ten", "#"), ["30", "ten"]);
        assert_eq!(found("Don’t you shouldn't", "shouldn't"), ["shouldn't"]);
        assert_eq!(found("breathe out, for", "breathe out for"), Vec::<String>::new());
        assert_eq!(found("push-ups", "push ups"), ["push-ups"]);
        assert_eq!(found("übe, e\u{301}a", "übe|e\u{301}a"), ["übe", "e\u{301}a"]);
    }

    #[test]
    fn quotation_marks_and_negations_are_seen() {
        let words = Words::of("I 'should' say “must I” but \"do\" it's fine");
        let quoted: Vec<&str> =
            (0..words.all.len()).filter(|at| words.all[*at].quoted).filter_map(|at| words.get(at)).collect();
        assert_eq!(quoted, ["should", "must", "i", "do"]);
        let words = Words::of("Do not hold your breath. Hold it");
        assert!(words.negated(2) && !words.negated(5));
    }
}
