use proptest::prelude::*;

use super::*;
use crate::deck::edit::{self, Change, GateChange, Slot};
use crate::deck::kinds::Gate;
use crate::deck::sample;
use crate::deck::text::SafeText;

fn slugs(names: &[&str]) -> Vec<CardSlug> {
    names.iter().map(|name| name.parse().expect("a slug")).collect()
}

fn edit(card: &Card, slot: Slot, now: &str) -> Edit {
    let change = Change { was: edit::words(card, slot).cloned(), now: Some(now.into()) };
    Edit { words: BTreeMap::from([(slot, change)]), ..Edit::default() }
}

fn edits(card: &Card, edit: Edit) -> Edits {
    Edits::from([(card.id.clone(), edit)])
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
    let update = merge(&base, &new, &Edits::new());
    assert_eq!(update.added, slugs(&["three"]));
    assert_eq!(update.changed, slugs(&["one"]));
    assert_eq!(update.retired, slugs(&["two"]));
    assert_eq!((update.conflicts, update.safety), (vec![], vec![]));
    assert_eq!((update.from, update.to), (Some(base.version), new.version));
    assert_eq!(*update.deck, new);
}

#[test]
fn edits_stay_and_meet_the_authors_changes() {
    let base = sample::deck();
    let own = edits(&base.cards[0], edit(&base.cards[0], Slot::Title, "My title"));
    let mut new = newer(&base);
    new.cards[0].caution = Some("Not on ice.".into());
    let merged = merge(&base, &new, &own);
    assert_eq!(merged.deck.cards[0].title.as_str(), "My title");
    assert_eq!(merged.deck.cards[0].caution, Some("Not on ice.".into()));
    assert_eq!(merged.conflicts, vec![]);
    assert_eq!(
        merged.safety[0].what.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["the caution says now: Not on ice."]
    );

    new.cards[0].title = "Their title".into();
    let merged = merge(&base, &new, &own);
    assert_eq!(merged.deck.cards[0].title.as_str(), "My title");
    assert_eq!(merged.conflicts, slugs(&["one"]));
    let clash = &merged.clashes[&new.cards[0].id][0];
    assert_eq!((clash.theirs.as_ref(), &clash.mine), (Some(&"Their title".into()), &"My title".into()));

    new.cards[0].title = "My title".into();
    assert_eq!(merge(&base, &new, &own).conflicts, vec![], "the author wrote the same");
}

#[test]
fn words_follow_the_sentence_that_they_were_written_for() {
    let mut base = sample::deck();
    base.cards[0].cues = vec!["First?".into(), "Second?".into()];
    let own = edits(&base.cards[0], edit(&base.cards[0], Slot::Cue(1), "Mine?"));
    let mut new = newer(&base);
    new.cards[0].cues = vec!["Second?".into(), "Third?".into()];
    let merged = merge(&base, &new, &own);
    assert_eq!(merged.deck.cards[0].cues, vec!["Mine?".into(), "Third?".into()] as Vec<SafeText>);
    assert_eq!(merged.conflicts, vec![]);
}

#[test]
fn an_edited_card_or_step_that_is_gone_is_set_aside() {
    let mut base = sample::deck();
    let own = edits(&base.cards[1], edit(&base.cards[1], Slot::Title, "Mine"));
    let mut new = newer(&base);
    new.cards.pop();
    let merged = merge(&base, &new, &own);
    assert_eq!((merged.retired, merged.conflicts), (slugs(&["two"]), slugs(&["two"])));
    assert_eq!(merged.set_aside, own);

    let step = base.cards[0].steps[0].clone();
    base.cards[0].steps.push(crate::deck::model::Step { say: Some("Let go.".into()), ..step });
    let own = edits(&base.cards[0], edit(&base.cards[0], Slot::Step(1), "Let it go."));
    let mut new = newer(&base);
    new.cards[0].steps.pop();
    let merged = merge(&base, &new, &own);
    assert_eq!((merged.conflicts, merged.set_aside), (slugs(&["one"]), own));
}

#[test]
fn a_gate_is_gone_only_where_the_person_took_it_away() {
    let mut base = sample::deck();
    base.cards[0].gates = vec![Gate::Body];
    let take_away = Edit {
        gates: Some(GateChange { was: vec![Gate::Body], now: Some(Vec::new()) }),
        ..edit(&base.cards[0], Slot::Step(0), "Mine.")
    };
    let words_alone = edits(&base.cards[0], edit(&base.cards[0], Slot::Step(0), "Mine."));
    let mut new = newer(&base);
    assert_eq!(merge(&base, &new, &words_alone).deck.cards[0].gates, [Gate::Body]);
    let own = edits(&base.cards[0], take_away);
    assert_eq!(merge(&base, &new, &own).deck.cards[0].gates, []);
    new.cards[0].gates = vec![Gate::Body, Gate::Hold];
    let merged = merge(&base, &new, &own);
    assert_eq!(merged.deck.cards[0].gates, [Gate::Hold], "what the author added is there");
    assert_eq!(merged.clashes[&new.cards[0].id][0].slot, None, "and the choice is asked about again");
}

#[test]
fn changes_of_safety_are_named() {
    let base = sample::deck();
    let mut new = newer(&base);
    new.cards[0].steps[0].say = Some("Press the feet and hold your breath.".into());
    new.cards[1].gates = vec![Gate::Cold];
    let said: Vec<String> = merge(&base, &new, &Edits::new())
        .safety
        .iter()
        .flat_map(|change| &change.what)
        .map(ToString::to_string)
        .collect();
    assert_eq!(said, ["a step says now: hold your breath (hold)", "now asks for the gate cold"]);
    let mut softer = newer(&base);
    softer.cards[0].steps[0].say = Some("Press both feet.".into());
    assert_eq!(merge(&base, &softer, &Edits::new()).safety, [], "wording alone is no change of safety");
}

#[test]
fn doubtful_updates_are_refused() {
    let base = newer(&sample::deck());
    let older = sample::deck();
    let mut same = base.clone();
    same.title = "Other".into();
    let mut others = base.clone();
    others.version.major = 10;
    others.authors[0].name = "B. Stranger".into();
    let mut other = base.clone();
    other.id = "another".parse().expect("an id");
    let refused = |new: &Deck| may_follow(&base, new, base.version).expect_err("a refusal");
    assert_eq!(refused(&older), UpdateRefused::Downgrade { have: base.version, offered: older.version });
    assert_eq!(refused(&same), UpdateRefused::SameVersionDifferent { version: base.version });
    assert_eq!(refused(&others).to_string(), "the deck you have is by A. Author; this one is by B. Stranger");
    assert!(matches!(refused(&other), UpdateRefused::OtherDeck { .. }));
    let highest = Version { major: 12, ..base.version };
    let next = Deck { version: Version { major: 11, ..base.version }, ..base.clone() };
    assert!(matches!(may_follow(&base, &next, highest), Err(UpdateRefused::Downgrade { .. })), "older than one before");
    assert_eq!(may_follow(&base, &next, base.version), Ok(()));
    assert_eq!(may_follow(&base, &base, base.version), Ok(()));
}

#[test]
fn the_same_deck_again_changes_nothing() {
    let base = sample::deck();
    let again = merge(&base, &base, &Edits::new());
    assert!(again.unchanged);
    assert_eq!((again.added, again.changed, again.retired), (vec![], vec![], vec![]));
    assert_eq!(add(&base).added.len(), 2);
}

/// Three versions of a deck, alike enough to meet, and edits of the first.
fn versions() -> impl Strategy<Value = (Deck, Deck, Deck, Edits)> {
    let own = prop::collection::vec((any::<prop::sample::Index>(), 0..7_u8, sample::texts()), 0..8);
    let gates = prop::option::of(prop::sample::subsequence(Gate::ALL.to_vec(), 0..4));
    (sample::decks(), sample::decks(), sample::decks(), own, gates, any::<u64>()).prop_map(
        |(base, mut new, mut newest, own, gates, mix)| {
            let mut bits = mix;
            let mut coin = || {
                bits = bits.rotate_right(1);
                bits & 1 == 1
            };
            for other in new.cards.iter_mut().chain(&mut newest.cards) {
                if let Some(was) = base.cards.iter().find(|card| card.id == other.id) {
                    let kept = std::mem::replace(other, was.clone());
                    for field in 0..5 {
                        match field {
                            _ if coin() => {}
                            0 => other.title.clone_from(&kept.title),
                            1 => other.steps.clone_from(&kept.steps),
                            2 => other.cues.clone_from(&kept.cues),
                            3 => other.caution.clone_from(&kept.caution),
                            _ => other.gates.clone_from(&kept.gates),
                        }
                    }
                }
            }
            let mut mine = Edits::new();
            for (which, place, text) in own {
                let card = &base.cards[which.index(base.cards.len())];
                let slot = match place {
                    0 => Slot::Title,
                    1 => Slot::Caution,
                    2 => Slot::Why,
                    3 => Slot::Cue(1),
                    4 => Slot::Cue(0),
                    5 => Slot::Step(1),
                    _ => Slot::Step(0),
                };
                if edit::there(card, slot) && edit::words(card, slot) != Some(&text) {
                    let entry = mine.entry(card.id.clone()).or_default();
                    entry.words.insert(slot, Change { was: edit::words(card, slot).cloned(), now: Some(text) });
                }
            }
            if let (Some(gates), Some(card)) = (gates, base.cards.first()) {
                mine.entry(card.id.clone()).or_default().gates =
                    Some(GateChange { was: card.gates.clone(), now: Some(gates) });
            }
            (base, new, newest, mine)
        },
    )
}

fn texts(card: &Card) -> Vec<String> {
    let says = card.steps.iter().chain(&card.lighter).filter_map(|step| step.say.as_ref());
    let all = std::iter::once(&card.title).chain(&card.cues).chain(says).chain(&card.why).chain(&card.caution);
    all.map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn without_edits_the_result_is_the_new_deck((base, new, _, _) in versions()) {
        let merged = merge(&base, &new, &Edits::new());
        prop_assert_eq!(&*merged.deck, &new);
        prop_assert!(merged.conflicts.is_empty() && merged.set_aside.is_empty());
    }

    #[test]
    fn without_a_change_by_the_author_every_edit_is_there((base, _, _, mine) in versions()) {
        let merged = merge(&base, &base, &mine);
        prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.clashes);
        for card in &merged.deck.cards {
            for (slot, change) in mine.get(&card.id).iter().flat_map(|edit| &edit.words) {
                prop_assert_eq!(edit::words(card, *slot), change.now.as_ref());
            }
        }
    }

    /// Each of the person's wordings is on the card, or was named as set aside.
    #[test]
    fn no_edit_is_lost_in_silence((base, new, _, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        for (id, edit) in &mine {
            let aside = merged.set_aside.get(id);
            let Some(card) = merged.deck.cards.iter().find(|card| card.id == *id) else {
                prop_assert_eq!(aside, Some(edit));
                prop_assert!(merged.conflicts.contains(id));
                continue;
            };
            let there = texts(card);
            for (slot, change) in &edit.words {
                let mine = change.now.as_ref().expect("words").to_string();
                let named = aside.is_some_and(|aside| aside.words.contains_key(slot));
                prop_assert!(there.contains(&mine) || named, "{slot}: {mine} in {there:?}");
                prop_assert!(!named || merged.conflicts.contains(id));
            }
        }
    }

    /// A gate of the author's is missing only where the person took that very gate away.
    #[test]
    fn no_gate_is_lost_by_words((base, new, _, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        for (card, theirs) in merged.deck.cards.iter().zip(&new.cards) {
            let taken = |gate: &Gate| mine.get(&card.id).and_then(|edit| edit.gates.as_ref()).is_some_and(|gates| {
                gates.was.contains(gate) && gates.now.as_ref().is_some_and(|now| !now.contains(gate))
            });
            for gate in &theirs.gates {
                prop_assert!(card.gates.contains(gate) || taken(gate), "{gate}");
            }
        }
    }

    /// The view is a function of the author's deck and the edits: how it came to be does not matter.
    #[test]
    fn merging_again_and_by_another_way_gives_the_same((base, new, newest, mine) in versions()) {
        let once = merge(&base, &new, &mine);
        prop_assert_eq!(&merge(&new, &new, &mine).deck, &once.deck);
        let by_new = merge(&new, &newest, &mine);
        let straight = merge(&base, &newest, &mine);
        prop_assert_eq!(by_new.deck, straight.deck);
        prop_assert_eq!(by_new.clashes, straight.clashes);
    }

    /// After the person chose their own words, nothing clashes, and the card reads the same.
    #[test]
    fn keeping_ones_own_words_settles_a_clash((base, new, _, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        let kept: Edits = mine
            .iter()
            .filter_map(|(id, edit)| {
                let card = new.cards.iter().find(|card| card.id == *id)?;
                Some((id.clone(), edit.onto(card)))
            })
            .collect();
        let again = merge(&new, &new, &kept);
        prop_assert_eq!(again.conflicts, Vec::new());
        prop_assert_eq!(again.deck, merged.deck);
    }

    #[test]
    fn added_changed_and_retired_are_the_difference((base, new, _, mine) in versions()) {
        let merged = merge(&base, &new, &mine);
        let of = |deck: &Deck| deck.cards.iter().map(|card| (card.id.clone(), card.clone())).collect::<BTreeMap<_, _>>();
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
