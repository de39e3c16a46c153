//! The list of cards, searched and walked without a terminal or a disk.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::deck::text::SafeText;
use crate::language::EN;
use crate::record::catalog::Entry;
use crate::record::packed::tests::entries;

fn entry(id: &str, seconds: u32, states: u32) -> Entry {
    Entry {
        id: id.parse().expect("a card id"),
        title: SafeText::new(id),
        family: id.split('/').next().unwrap_or_default().to_owned(),
        seconds,
        gates: 0,
        states,
        favourite: false,
        rests_until: None,
        due: None,
        active: true,
    }
}

fn browse() -> Browse {
    Browse::new(whole(vec![
        entry("breathwork/out", 90, State::Flooded.bit()),
        entry("grounding/feet", 60, State::Numb.bit()),
        entry("movement/walk", 600, State::Numb.bit()),
    ]))
}

fn whole(entries: Vec<Entry>) -> Stretch {
    Stretch { entries, rest: None, begins: true }
}

fn ids(browse: &Browse) -> Vec<String> {
    browse.found.iter().filter_map(|at| browse.cards.id(*at)).map(|id| id.slug().to_owned()).collect()
}

/// A list that comes in stretches, as the record tells it.
struct Told {
    entries: Vec<Entry>,
    lengths: Vec<usize>,
    at: usize,
}

impl Told {
    fn next(&mut self) -> Stretch {
        let (begins, from) = (self.at == 0, self.at);
        let length = self.lengths.pop().unwrap_or(usize::MAX);
        self.at = self.entries.len().min(from.saturating_add(length));
        let after = After { deck: String::new(), position: 0, id: String::new(), decks: String::new() };
        let rest = (self.at < self.entries.len()).then(|| Box::new(after));
        Stretch { entries: self.entries[from..self.at].to_vec(), rest, begins }
    }
}

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        4 => "[abnN0-9 Σ]".prop_map(|text| Key::Char(text.chars().next().unwrap_or('a'))),
        2 => Just(Key::Backspace),
        1 => "[abn ]{0,3}".prop_map(Key::Paste),
        8 => prop_oneof![
            Just(Key::Delete), Just(Key::Left), Just(Key::Right), Just(Key::Home), Just(Key::End),
            Just(Key::Tab), Just(Key::Up), Just(Key::Down), (0..120_usize).prop_map(Key::Row),
        ],
    ]
}

proptest! {
    #[test]
    fn what_is_found_is_what_fits_in_the_same_order_after_any_keys(
        entries in entries(300),
        lengths in vec(0..90_usize, 0..6),
        steps in vec(prop_oneof![2 => keys().prop_map(Some), 1 => Just(None)], 0..30),
    ) {
        let mut told = Told { entries: entries.clone(), lengths, at: 0 };
        let mut browse = Browse::new(told.next());
        let active: Vec<&Entry> = entries.iter().filter(|entry| entry.active).collect();
        let kept = |browse: &Browse| {
            let filter = browse.filter();
            let kept = active.iter().filter(|entry| filter.keeps(entry));
            kept.map(|entry| entry.id.slug().to_owned()).collect::<Vec<_>>()
        };
        let quiet = |browse: &mut Browse, told: &mut Told| {
            let Some(effect) = browse.go_on() else { return };
            assert!(matches!(effect, Effect::List(Some(_))));
            assert_eq!(browse.take_in(told.next()), None, "nobody asked to open anything");
        };
        for step in steps {
            match step {
                Some(key) => {
                    browse.pressed(&key);
                }
                None => quiet(&mut browse, &mut told),
            }
            let (found, kept) = (ids(&browse), kept(&browse));
            prop_assert!(kept.starts_with(&found), "{found:?} of {kept:?}");
            prop_assert!(browse.at.is_none_or(|at| at < found.len().max(1)), "a line in hand is there");
        }
        while browse.goes_on() {
            quiet(&mut browse, &mut told);
        }
        let (found, kept) = (ids(&browse), kept(&browse));
        prop_assert_eq!(browse.page(&EN).place, format!("{} of {}", kept.len(), active.len()));
        prop_assert_eq!(found, kept);
    }
}

#[test]
fn a_long_list_is_shown_before_it_is_counted_and_enter_waits_for_the_first_that_fits() {
    let entries: Vec<_> = (0..250).map(|n| entry(&format!("grounding/card-{n}"), 60, 0)).collect();
    let mut told = Told { entries, lengths: vec![100, 120], at: 0 };
    let mut browse = Browse::new(told.next());
    assert_eq!(browse.page(&EN).place, "100 so far");
    assert!(browse.page(&EN).blocks.contains(&Block::Aside("Lines 1 to 100. A few letters make it shorter.".into())));
    for letter in "card-24".chars() {
        browse.pressed(&Key::Char(letter));
    }
    assert_eq!(browse.page(&EN).place, "1 so far");
    browse.pressed(&Key::Char('9'));
    assert!(browse.page(&EN).blocks.contains(&Block::Aside(EN.card.still_looking.into())));
    assert_eq!(browse.open(), None);
    let mut opened = None;
    while browse.goes_on() {
        assert!(matches!(browse.go_on(), Some(Effect::List(Some(_)))));
        opened = opened.or(browse.take_in(told.next()));
    }
    assert_eq!(opened, Some(Effect::Open("grounding/card-249".parse().expect("a card id"))));
    assert_eq!(browse.page(&EN).place, "1 of 250");
    // The decks changed: what was read before counts no more, what was typed stays.
    told.entries.truncate(249);
    (told.at, told.lengths) = (0, vec![]);
    browse.take_in(told.next());
    assert_eq!(browse.page(&EN).place, "0 of 249");
}

#[test]
fn the_list_narrows_as_one_types() {
    let mut browse = browse();
    for letter in "numb".chars() {
        browse.pressed(&Key::Char(letter));
    }
    assert_eq!(ids(&browse), ["feet", "walk"]);
    browse.pressed(&Key::Down);
    browse.pressed(&Key::Down);
    assert_eq!(browse.picked().expect("a card").slug(), "walk");
    browse.pressed(&Key::Down);
    assert_eq!(browse.picked().expect("a card").slug(), "walk", "the end of the list is the end");
    browse.pressed(&Key::Char('x'));
    assert_eq!(browse.picked(), None);
}

#[test]
fn tab_and_arrows_step_through_what_narrows() {
    let mut browse = browse();
    browse.pressed(&Key::Tab);
    browse.pressed(&Key::Right);
    assert_eq!(ids(&browse), ["feet"], "the first family");
    browse.pressed(&Key::Left);
    assert_eq!(ids(&browse).len(), 3);
    browse.pressed(&Key::Tab);
    browse.pressed(&Key::Tab);
    browse.pressed(&Key::Right);
    assert_eq!(ids(&browse), ["feet"], "a minute at most");
    browse.pressed(&Key::Tab);
    browse.pressed(&Key::Tab);
    browse.pressed(&Key::Left);
    assert_eq!(ids(&browse), ["feet"], "the arrows are for the text again");
}
