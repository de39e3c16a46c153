//! What a typed line means.

use crate::app::keys::{Binding, Key, named};
use crate::app::page::{Block, Choice, Page, Progress};
use crate::language::Language;
use crate::language::keys::Does;

/// Returns the keys that a line stands for; none when it stands for nothing.
///
/// An empty line is Enter, one character is that key, and a word is a key's name, a choice, or what a key does. Where
/// a line is asked for, the line is the text, and a slash in front of a key makes it a key again: `/esc`. Two slashes
/// are one slash of text.
pub(super) fn heard(line: &str, page: &Page) -> Vec<Key> {
    let writing = page.blocks.iter().any(|block| matches!(block, Block::Writing { .. }));
    if writing || page.blocks.iter().any(|block| matches!(block, Block::Input { .. })) {
        let text = match line.strip_prefix('/') {
            Some(rest) if rest.starts_with('/') => rest,
            Some(rest) => match key(rest, page) {
                Some(key) => return vec![key],
                None => line,
            },
            None => line,
        };
        if text.is_empty() {
            return vec![Key::Enter];
        }
        let text = Key::Paste(text.to_owned());
        // What is searched for is listed first; an empty line opens it.
        let searching = page.blocks.iter().any(|block| matches!(block, Block::Steps(_)));
        return if searching || writing { vec![text] } else { vec![text, Key::Enter] };
    }
    match line.trim() {
        "" if line.is_empty() => vec![Key::Enter],
        "" => vec![Key::Char(' ')],
        number if line_of(number, page).is_some() => line_of(number, page).into_iter().collect(),
        number if is_level(number, page) => number.chars().map(Key::Char).chain([Key::Enter]).collect(),
        word => key(word, page).into_iter().collect(),
    }
}

fn key(word: &str, page: &Page) -> Option<Key> {
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return Some(Key::Char(only));
    }
    let same = |other: &str| other.trim().to_lowercase() == word.to_lowercase();
    // The first words of a choice or a label stand for all of it: `numb: little…`, `yes (the steps came)`.
    let begins = |other: &str| other.split([':', '(', ',']).next().is_some_and(same);
    let choice = choices(page).find(|choice| same(&choice.key) || same(&choice.text) || begins(&choice.text));
    let one_key = |binding: &&Binding| !matches!(binding.does, Does::Level | Does::HowItCame);
    let binding = || {
        let labelled =
            |binding: &&Binding| same(binding.label) || begins(binding.label) || said(word, &binding.key, page.words);
        page.keys.iter().filter(one_key).find(labelled)
    };
    named(word).or_else(|| named_or_char(&choice?.key)).or_else(|| named_or_char(&binding()?.key))
}

/// Returns the line of a list that a number stands for, where a page has a list to walk.
fn line_of(word: &str, page: &Page) -> Option<Key> {
    let number: usize = word.parse().ok()?;
    let lines = page.blocks.iter().find_map(|block| match block {
        Block::Steps(steps) if steps.iter().any(|step| step.progress != Progress::Listed) => Some(steps.len()),
        _ => None,
    })?;
    (1..=lines).contains(&number).then(|| Key::Row(number - 1))
}

/// Tells whether a page asks for a level and this is one.
fn is_level(word: &str, page: &Page) -> bool {
    let asks = page.keys.iter().any(|binding| binding.does == Does::Level);
    asks && word.parse::<u8>().is_ok_and(|level| level <= 10 && level.to_string() == word)
}

/// Tells whether a word is how a mark is read aloud.
fn said(word: &str, key: &str, words: &Language) -> bool {
    let word = word.to_lowercase();
    (words.lines.aloud)(key).to_lowercase() == word
        || words.lines.means.iter().any(|(name, of)| *name == word && *of == key)
}

fn choices(page: &Page) -> impl Iterator<Item = &Choice> {
    page.blocks.iter().flat_map(|block| match block {
        Block::Choices(choices) => choices.as_slice(),
        _ => &[],
    })
}

fn named_or_char(key: &str) -> Option<Key> {
    // A binding may name two keys that do the same, `q, Esc`; the first will do.
    named(key.split([',', ' ']).next()?)
}
