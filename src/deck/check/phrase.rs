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
    /// In lower case, with straight apostrophes.
    pub(super) lower: String,
    /// Whether it stands inside quotation marks.
    pub(super) quoted: bool,
    sentence: usize,
    /// Whether something stands between it and the word before that makes a pause.
    pause: bool,
}

/// A text taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(pub(super) Vec<Word>);

/// What turns the words after it into their opposite.
const NEGATIONS: &[&str] = &["no", "not", "never", "without", "don't", "instead", "avoid", "nor", "needn't", "than"];

/// Most words between a negation and what it turns round.
const REACH: usize = 3;

/// Most words that `~` stands for.
const GAP: usize = 3;

impl Words {
    /// Takes a text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        let (mut sentence, mut quoted, mut single, mut pause) = (0, false, false, false);
        let mut before = ' ';
        let mut letters = text.char_indices().peekable();
        while let Some((at, c)) = letters.next() {
            let next = letters.peek().map(|(_, c)| *c);
            let inside = matches!(c, '\'' | '’') && before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
            if c.is_alphanumeric() || inside || is_mark(c) {
                start.get_or_insert(at);
            } else if let Some(start) = start.take() {
                push(&mut words, text, start..at, quoted || single, sentence, pause);
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
                    '.' | '!' | '?' | '…' if next.is_none_or(|next| !next.is_alphanumeric()) => sentence += 1,
                    '\n' | ';' => sentence += 1,
                    _ => {}
                }
            }
            before = c;
        }
        if let Some(start) = start {
            push(&mut words, text, start..text.len(), quoted || single, sentence, pause);
        }
        Self(words)
    }

    /// Finds every place of a pattern: the first and the last word.
    pub(super) fn find<'w>(&'w self, pattern: &'w str) -> impl Iterator<Item = (usize, usize)> + 'w {
        let first = pattern.split(' ').next().unwrap_or_default();
        // Most patterns begin with a word that most texts do not have.
        let may = self.0.iter().any(|word| is(first, &word.lower));
        let parts: Vec<&str> = if may { pattern.split(' ').collect() } else { Vec::new() };
        (0..if may { self.0.len() } else { 0 }).filter_map(move |first| {
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
        let word = self.0.get(at)?;
        let fits =
            part.split('|').any(|one| if one == "#" { number(&word.lower).is_some() } else { one == word.lower });
        let goes_on = match rest.first() {
            None => true,
            Some(&"~") => self.together(at, at + 1),
            Some(_) => self.together(at, at + 1) && self.0.get(at + 1).is_some_and(|next| !next.pause),
        };
        (fits && goes_on).then(|| self.fits(at + 1, rest)).flatten()
    }

    /// Tells whether two words stand in one sentence.
    pub(super) fn together(&self, one: usize, other: usize) -> bool {
        let sentence = |at: usize| self.0.get(at).map(|word| word.sentence);
        sentence(one).is_some() && sentence(one) == sentence(other)
    }

    /// Tells whether the word is turned round by a negation shortly before it.
    pub(super) fn negated(&self, at: usize) -> bool {
        (1..=REACH).filter_map(|back| at.checked_sub(back)).any(|before| {
            self.together(before, at) && self.0.get(before).is_some_and(|word| NEGATIONS.contains(&word.lower.as_str()))
        })
    }

    /// Tells whether the sentence of a word has one of these words.
    pub(super) fn has_beside(&self, at: usize, words: &[&str]) -> bool {
        (0..self.0.len()).any(|other| {
            self.together(at, other) && self.0.get(other).is_some_and(|w| words.contains(&w.lower.as_str()))
        })
    }

    /// Returns where a run of words stands, in bytes.
    pub(super) fn span(&self, first: usize, last: usize) -> Range<usize> {
        let at = |word: usize| self.0.get(word).map(|word| word.at.clone()).unwrap_or_default();
        at(first).start..at(last).end
    }
}

/// Tells whether a word is one of those between the bars.
fn is(part: &str, word: &str) -> bool {
    part.split('|').any(|one| if one == "#" { number(word).is_some() } else { one == word })
}

/// Patterns that are looked for together: each word of a text is looked up once, however many patterns there are.
pub(super) struct Table {
    rows: Vec<(usize, Vec<&'static str>)>,
    by_first: HashMap<&'static str, Vec<usize>>,
}

impl Table {
    /// Takes patterns, each with a number that stands for what it is about.
    pub(super) fn new(patterns: impl IntoIterator<Item = (usize, &'static str)>) -> Self {
        let (mut rows, mut by_first) = (Vec::new(), HashMap::<_, Vec<usize>>::new());
        for (what, pattern) in patterns {
            let parts: Vec<&str> = pattern.split(' ').collect();
            for first in parts.first().iter().flat_map(|first| first.split('|')) {
                by_first.entry(first).or_default().push(rows.len());
            }
            rows.push((what, parts));
        }
        Self { rows, by_first }
    }

    /// Finds every place of every pattern, in the order of the text: its number, the first and the last word.
    pub(super) fn find(&self, words: &Words) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in words.0.iter().enumerate() {
            let Some(rows) = self.by_first.get(word.lower.as_str()) else { continue };
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

fn push(words: &mut Vec<Word>, text: &str, at: Range<usize>, quoted: bool, sentence: usize, pause: bool) {
    let lower = text.get(at.clone()).unwrap_or_default().to_lowercase().replace('’', "'");
    words.push(Word { at, lower, quoted, sentence, pause });
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
    word.parse().ok().or_else(|| NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number))
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
        let quoted: Vec<&str> = words.0.iter().filter(|word| word.quoted).map(|word| word.lower.as_str()).collect();
        assert_eq!(quoted, ["should", "must", "i", "do"]);
        let words = Words::of("Do not hold your breath. Hold it");
        assert!(words.negated(2) && !words.negated(5));
    }
}
