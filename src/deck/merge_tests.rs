use proptest::prelude::*;

use super::*;
use crate::deck::sample;

fn slugs(names: &[&str]) -> Vec<CardSlug> {
    names.iter().map(|name| name.parse().expect("a slug")).collect()
}

fn edits(cards: &[Card]) -> Edits {
    cards.iter().map(|card| (card.id.clone(), card.clone())).collect()
}

fn newer(deck: &Deck) -> Deck {
    Deck { version: Version { major: 9, ..deck.version }, ..deck.clone() }
}

#[test]
fn cards_come_change_and_go() {
    let base = sample::deck();
    let mut new = newer(&base);
    new.cards[0].why = Some("Another reason.".into());
    new.cards[1] = sample::card("three");
    let update = update(&base, &new, &Edits::new(), false).expect("an update");
    assert_eq!(update.added, slugs(&["three"]));
    assert_eq!(update.changed, slugs(&["one"]));
    assert_eq!(update.retired, slugs(&["two"]));
    assert_eq!((update.conflicts, update.safety), (vec![], vec![]));
    assert_eq!((update.from, update.to), (Some(base.version), new.version));
    assert_eq!(update.deck, new);
}

#[test]
fn edits_stay_and_meet_the_authors_changes() {
    let base = sample::deck();
    let mut own = base.cards[0].clone();
    own.title = "My title".into();
    let mut new = newer(&base);
    new.cards[0].caution = Some("Not on ice.".into());
    let merged = update(&base, &new, &edits(&[own.clone()]), false).expect("an update");
    assert_eq!(merged.deck.cards[0].title.as_str(), "My title");
    assert_eq!(merged.deck.cards[0].caution, Some("Not on ice.".into()));
    assert_eq!((merged.conflicts, merged.safety), (vec![], slugs(&["one"])));

    new.cards[0].title = "Their title".into();
    let merged = update(&base, &new, &edits(&[own]), false).expect("an update");
    assert_eq!(merged.deck.cards[0].title.as_str(), "My title");
    assert_eq!(merged.conflicts, slugs(&["one"]));
}

#[test]
fn an_edited_card_that_is_retired_is_set_aside() {
    let base = sample::deck();
    let mut own = base.cards[1].clone();
    own.title = "Mine".into();
    let mut new = newer(&base);
    new.cards.pop();
    let merged = merge(&base, &new, &edits(&[own.clone()]));
    assert_eq!((merged.retired, merged.conflicts), (slugs(&["two"]), slugs(&["two"])));
    assert_eq!(merged.set_aside, edits(&[own]));
}

#[test]
fn doubtful_updates_are_refused_unless_allowed() {
    let base = newer(&sample::deck());
    let older = sample::deck();
    let mut same = base.clone();
    same.title = "Other".into();
    let mut others = base.clone();
    others.version.major = 10;
    others.authors[0].name = "B. Stranger".into();
    let mut other = base.clone();
    other.id = "another".parse().expect("an id");
    let refused = |new: &Deck, allow| update(&base, new, &Edits::new(), allow).expect_err("a refusal");
    assert_eq!(refused(&older, false), UpdateRefused::Downgrade { have: base.version, offered: older.version });
    assert_eq!(refused(&same, false), UpdateRefused::SameVersionDifferent { version: base.version });
    assert_eq!(refused(&others, false).to_string(), "the deck you have is by A. Author; this one is by B. Stranger");
    for new in [&older, &same, &others] {
        assert_eq!(update(&base, new, &Edits::new(), true).expect("allowed").deck, *new);
    }
    assert!(matches!(refused(&other, true), UpdateRefused::OtherDeck { .. }));
}

#[test]
fn the_same_deck_again_changes_nothing() {
    let base = sample::deck();
    let again = update(&base, &base, &Edits::new(), false).expect("nothing to do");
    assert!(again.unchanged);
    assert_eq!((again.added, again.changed, again.retired), (vec![], vec![], vec![]));
    assert_eq!(add(&base).added.len(), 2);
}

/// Two versions of a deck and edits of some cards, drawn so that fields often agree.
fn versions() -> impl Strategy<Value = (Deck, Deck, Edits)> {
    (sample::decks(), sample::decks(), sample::decks(), any::<u64>()).prop_map(|(base, mut new, mut mine, mix)| {
        let mut bits = mix;
        let mut coin = || {
            bits = bits.rotate_right(1);
            bits & 1 == 1
        };
        for other in new.cards.iter_mut().chain(&mut mine.cards) {
            if let Some(was) = base.cards.iter().find(|card| card.id == other.id) {
                let kept = other.clone();
                *other = was.clone();
                if coin() {
                    other.title = kept.title;
                }
                if coin() {
                    other.steps = kept.steps;
                }
                if coin() {
                    other.extra = kept.extra;
                }
            }
        }
        let mine = edits(&mine.cards);
        (base, new, mine)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn without_edits_the_result_is_the_new_deck((base, new, _) in versions()) {
        let merged = merge(&base, &new, &Edits::new());
        prop_assert_eq!(&merged.deck, &new);
        prop_assert!(merged.conflicts.is_empty() && merged.set_aside.is_empty());
    }

    #[test]
    fn without_a_change_by_the_author_every_edit_is_there((base, _, mine) in versions()) {
        let merged = merge(&base, &base, &mine);
        for card in &merged.deck.cards {
            let was = base.cards.iter().find(|was| was.id == card.id);
            prop_assert_eq!(Some(card), mine.get(&card.id).or(was));
        }
    }

    #[test]
    fn no_edit_is_lost_in_silence((base, new, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        for (id, own) in &mine {
            let Some(card) = merged.deck.cards.iter().find(|card| card.id == *id) else {
                prop_assert_eq!(merged.set_aside.get(id), Some(own));
                prop_assert!(merged.conflicts.contains(id));
                continue;
            };
            let was = base.cards.iter().find(|card| card.id == *id);
            prop_assert!(was.is_some_and(|was| was.title == own.title) || card.title == own.title);
            prop_assert!(was.is_some_and(|was| was.steps == own.steps) || card.steps == own.steps);
            prop_assert!(was.is_some_and(|was| was.extra == own.extra) || card.extra == own.extra);
        }
    }

    #[test]
    fn added_changed_and_retired_are_the_difference((base, new, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        let of = |deck: &Deck| deck.cards.iter().map(|card| (card.id.clone(), card.clone())).collect::<Edits>();
        let (before, after) = (of(&base), of(&new));
        for id in before.keys().chain(after.keys()) {
            let (was, now) = (before.get(id), after.get(id));
            prop_assert_eq!(merged.added.contains(id), was.is_none());
            prop_assert_eq!(merged.retired.contains(id), now.is_none());
            prop_assert_eq!(merged.changed.contains(id), was.is_some() && now.is_some() && was != now);
        }
        let named = merged.added.len() + merged.changed.len() + merged.retired.len();
        let all: BTreeSet<_> = merged.added.iter().chain(&merged.changed).chain(&merged.retired).collect();
        prop_assert_eq!(named, all.len());
    }
}
