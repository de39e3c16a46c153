//! The list of cards, packed close together, so that a hundred thousand of them are searched between two keys.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::catalog::{Entry, Filter};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Family, State};

/// Cards in the order in which they came, each found by its place. Three long stretches of memory rather than some
/// for each card: quick to read through, and gone at once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Packed {
    /// For each card its title in small letters and its id, a line each.
    words: String,
    /// The titles as they are shown, one after another.
    titles: String,
    cards: Vec<Facts>,
    /// The families that occur, by their words, and the words and names by which each is found.
    families: HashMap<String, usize>,
    named: Vec<String>,
}

/// What is known of a card beside its words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Facts {
    /// Where its words end.
    words: usize,
    /// Where its title ends.
    title: usize,
    family: usize,
    seconds: u32,
    gates: u32,
    states: u32,
}

impl Packed {
    /// Adds a card at the end.
    pub fn push(&mut self, entry: &Entry) {
        self.words.push_str(&entry.title.as_str().to_lowercase());
        self.words.push('\n');
        self.words.push_str(entry.id.as_str());
        self.words.push('\n');
        self.titles.push_str(entry.title.as_str());
        let family = self.families.get(&entry.family).copied().unwrap_or_else(|| {
            let name = Family::parse(&entry.family).map_or_else(|_| String::new(), |family| family.name().to_owned());
            self.families.insert(entry.family.clone(), self.named.len());
            self.named.push(format!("{}\n{name}", entry.family).to_lowercase());
            self.named.len() - 1
        });
        self.cards.push(Facts {
            words: self.words.len(),
            title: self.titles.len(),
            family,
            seconds: entry.seconds,
            gates: entry.gates,
            states: entry.states,
        });
    }

    /// Returns how many cards there are.
    pub const fn len(&self) -> usize {
        self.cards.len()
    }

    /// Tells whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Returns title and seconds of the card at a place.
    pub fn line(&self, at: usize) -> Option<(&str, u32)> {
        let card = self.cards.get(at)?;
        let from = at.checked_sub(1).and_then(|before| self.cards.get(before)).map_or(0, |before| before.title);
        Some((self.titles.get(from..card.title)?, card.seconds))
    }

    /// Returns the id of the card at a place.
    pub fn id(&self, at: usize) -> Option<CardId> {
        let words = self.words.get(..self.cards.get(at)?.words)?;
        words.trim_end_matches('\n').rsplit('\n').next()?.parse().ok()
    }

    /// Looks through the cards from the place `from` on and puts the places of those that `filter` keeps behind what is in
    /// `found`, in order: until `enough` are in it or `most` were looked at. Returns the place where to look on.
    ///
    /// It finds what [`Filter::keeps`] keeps. A word never reaches over white space, so that it may be looked for in each
    /// part of what a card is found by; families and states are looked through once, and titles and ids in one go.
    pub fn look(&self, filter: &Filter, from: usize, most: usize, enough: usize, found: &mut Vec<usize>) -> usize {
        let small = filter.text.to_lowercase();
        let last = self.cards.len().min(from.saturating_add(most));
        let end = last.checked_sub(1).and_then(|at| self.cards.get(at)).map_or(0, |card| card.words);
        let text = self.words.as_bytes().get(..end).unwrap_or_default();
        let mut words: Vec<Word<'_>> = small.split_whitespace().map(|word| Word::new(word, text, self)).collect();
        // The longest is the rarest, more often than not.
        words.sort_by_key(|word| std::cmp::Reverse(word.length));
        let family = filter.family.as_ref().map(|family| self.families.get(family).copied());
        let state = filter.state.map(State::bit);
        let seconds = filter.minutes.map_or(u32::MAX, |minutes| minutes.saturating_mul(60));
        let gate = filter.gate.map(crate::deck::kinds::Gate::bit);
        let mut start = from.checked_sub(1).and_then(|before| self.cards.get(before)).map_or(0, |before| before.words);
        for (at, card) in self.cards.iter().enumerate().take(last).skip(from) {
            if found.len() >= enough {
                return at;
            }
            let fits = family.is_none_or(|family| family == Some(card.family))
                && state.is_none_or(|state| card.states & state != 0)
                && card.seconds <= seconds
                && gate.is_none_or(|gate| card.gates & gate != 0)
                && !(filter.ungated && card.gates != 0);
            if fits && words.iter_mut().all(|word| word.is_in(card, start)) {
                found.push(at);
            }
            start = card.words;
        }
        last.max(from)
    }
}

/// A word that is looked for.
struct Word<'a> {
    finder: Finder<'a>,
    length: usize,
    text: &'a [u8],
    /// Where it stands next in the text, as far as is known; beyond the text when nowhere.
    next: Option<usize>,
    /// The states whose names hold it, a bit each.
    states: u32,
    /// Whether the words of each family hold it.
    families: Vec<bool>,
}

impl<'a> Word<'a> {
    fn new(word: &'a str, text: &'a [u8], packed: &Packed) -> Self {
        let states = State::ALL.iter().filter(|state| state.as_str().to_lowercase().contains(word));
        Self {
            finder: Finder::new(word),
            length: word.len(),
            text,
            next: None,
            states: states.fold(0, |all, state| all | state.bit()),
            families: packed.named.iter().map(|words| words.contains(word)).collect(),
        }
    }

    /// Tells whether it is among the words of a card whose text starts at `start`.
    fn is_in(&mut self, card: &Facts, start: usize) -> bool {
        if card.states & self.states != 0 || self.families.get(card.family).is_some_and(|holds| *holds) {
            return true;
        }
        let next = match self.next {
            Some(next) if next >= start => next,
            _ => {
                let there = self.text.get(start..).and_then(|text| self.finder.find(text));
                *self.next.insert(there.map_or(usize::MAX, |at| start + at))
            }
        };
        next < card.words
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::deck::kinds::{FAMILIES, Gate};
    use crate::deck::text::SafeText;

    /// Cards with titles of few letters, so that much is found, among them letters that change when they are made small.
    pub(crate) fn entries(most: usize) -> impl Strategy<Value = Vec<Entry>> {
        let title = prop_oneof!["[abn ]{1,6}", "[AbİΣςß\u{a0}\u{301} ]{1,5}"];
        let family = prop_oneof!["grounding|breathwork|self-compassion", "x-[ab]"];
        let card = (title, family, 0..700_u32, 0..512_u32, 0..64_u32, any::<bool>());
        let entry =
            |(number, (title, family, seconds, gates, states, active)): (usize, (String, _, _, _, _, _))| Entry {
                id: format!("a.b/n-{number}").parse().expect("a card id"),
                title: SafeText::new(&title),
                family,
                seconds,
                gates,
                states,
                favourite: false,
                rests_until: None,
                due: None,
                active,
            };
        vec(card, 0..most).prop_map(move |cards| cards.into_iter().enumerate().map(entry).collect())
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let text = prop_oneof!["[abnAİΣß ]{0,4}", "n-[0-9] ?b?", "(num|ground|ING|x-|compass)?( [ab])?"];
        let gate = prop_oneof![Just(None), (0..Gate::ALL.len()).prop_map(|at| Some(Gate::ALL[at]))];
        let state = prop_oneof![Just(None), (0..State::ALL.len()).prop_map(|at| Some(State::ALL[at]))];
        let family = prop_oneof![
            Just(None),
            (0..FAMILIES.len()).prop_map(|at| Some(FAMILIES[at].0.to_owned())),
            Just(Some("x-a".to_owned()))
        ];
        let minutes = prop_oneof![Just(None), (1..11_u32).prop_map(Some)];
        (text, family, state, minutes, gate, any::<bool>()).prop_map(|(text, family, state, minutes, gate, ungated)| {
            Filter { text, family, state, minutes, gate, ungated: ungated && gate.is_none() && minutes.is_none() }
        })
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_found_in_order_however_it_is_cut(
            entries in entries(30),
            filter in filters(),
            cuts in vec((1..9_usize, 0..9_usize), 1..5),
        ) {
            let mut packed = Packed::default();
            for entry in &entries {
                packed.push(entry);
            }
            let kept: Vec<usize> = (0..entries.len()).filter(|at| filter.keeps(&entries[*at])).collect();
            let (mut found, mut at) = (Vec::new(), 0);
            for (most, more) in cuts.into_iter().cycle() {
                if at == packed.len() {
                    break;
                }
                let enough = found.len() + more;
                let from = at;
                at = packed.look(&filter, at, most, enough, &mut found);
                prop_assert!(at <= from + most && found.len() <= enough);
                prop_assert_eq!(&found[..], &kept[..kept.partition_point(|place| *place < at)]);
                if more == 0 {
                    at = packed.look(&filter, at, 1, usize::MAX, &mut found);
                }
            }
            prop_assert_eq!(found, kept);
            for (at, entry) in entries.iter().enumerate() {
                prop_assert_eq!(packed.line(at), Some((entry.title.as_str(), entry.seconds)));
                prop_assert_eq!(packed.id(at), Some(entry.id.clone()));
            }
        }
    }
}
