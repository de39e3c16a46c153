//! What a plan asks, against what the log says; and that the answer comes from an index alone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::facts::{kept, practised as histories};
use super::lives::{self, FIRST, Life, cases, noon, practised};
use crate::deck::edit::Edit;
use crate::deck::ids::CardId;
use crate::deck::kinds::{Family, Gate};
use crate::deck::model::{Card, Deck, Path};
use crate::memory::days::Day;
use crate::memory::recall::Recall;
use crate::record::event::{Body, Event, Kind, Practised};
use crate::session::plan::Candidate;
use crate::store::known;

/// What the log says, by the plainest reading of it.
struct Told {
    /// Decks that are there, with the place of their event and whether they ship.
    decks: Vec<(u64, bool, Deck)>,
    cards: BTreeMap<CardId, Card>,
    histories: BTreeMap<CardId, Vec<Practised>>,
    rests: BTreeMap<CardId, Day>,
    favourites: BTreeSet<CardId>,
}

impl Told {
    fn by(events: &[Event]) -> Self {
        let mut decks = BTreeMap::new();
        let (mut rests, mut favourites) = (BTreeMap::new(), BTreeSet::new());
        let mut own: BTreeMap<CardId, Edit> = BTreeMap::new();
        for event in events {
            match &event.body {
                Body::DeckAdded { deck, shipped, .. } => {
                    decks.insert(deck.id.clone(), (event.order.clock, *shipped, (**deck).clone()));
                }
                Body::DeckRemoved { deck } => {
                    decks.remove(deck);
                }
                Body::CardRested { card, until } => {
                    rests.insert(card.clone(), until.unwrap_or(Day(i32::MAX)));
                }
                Body::CardResumed { card } => {
                    rests.remove(card);
                }
                Body::CardFavoured { card, on: true } => {
                    favourites.insert(card.clone());
                }
                Body::CardFavoured { card, on: false } => {
                    favourites.remove(card);
                }
                Body::CardEdited { card, edit } => {
                    let before = own.remove(card).unwrap_or_default();
                    own.insert(card.clone(), before.then(edit));
                }
                _ => {}
            }
        }
        let decks: Vec<_> = decks.into_values().collect();
        let of_deck = |(_, _, deck): &(u64, bool, Deck)| {
            let worded = |card: &Card| {
                let id = deck.card_id(card);
                let card = own.get(&id).map_or_else(|| card.clone(), |edit| edit.over(card).card);
                (id, card)
            };
            deck.cards.iter().map(worded).collect::<Vec<_>>()
        };
        let cards = decks.iter().flat_map(of_deck).collect();
        Self { decks, cards, histories: histories(events), rests, favourites }
    }

    fn due(&self, id: &CardId) -> Option<Day> {
        self.histories.get(id)?.iter().rev().find_map(|practised| practised.due)
    }

    /// Cards that may come up today, with the day they are due.
    fn may_come(&self, today: Day, blocked: u32) -> impl Iterator<Item = (&CardId, Option<Day>)> {
        let open = move |(id, card): &(&CardId, &Card)| {
            !card.pinned && card.gate_bits() & blocked == 0 && self.rests.get(*id).is_none_or(|until| *until <= today)
        };
        self.cards.iter().filter(open).map(|(id, _)| (id, self.due(id)))
    }

    /// New cards in the order of the paths: the chosen one, then those of the person, the newest deck first, then
    /// those that ship; in a deck its own paths first, then the deck as it stands.
    fn new_cards(&self, today: Day, blocked: u32, chosen: Option<&str>) -> Vec<CardId> {
        let mut paths = Vec::new();
        for (clock, shipped, deck) in &self.decks {
            for (position, path) in deck.paths.iter().enumerate() {
                let cards: Vec<_> = path.cards.iter().filter_map(|card| deck.resolve(card)).collect();
                let id = format!("{}/{}", deck.id, path.id);
                paths.push(((Some(id.as_str()) != chosen, *shipped, u64::MAX - clock, false, position), cards));
            }
            if deck.paths.iter().all(|path| path.id.as_str() != "all") {
                let cards = deck.cards.iter().map(|card| deck.card_id(card)).collect();
                let id = format!("{}/all", deck.id);
                paths.push(((Some(id.as_str()) != chosen, *shipped, u64::MAX - clock, true, 0), cards));
            }
        }
        paths.sort();
        let may_come: BTreeSet<_> =
            self.may_come(today, blocked).filter(|(_, due)| due.is_none()).map(|(id, _)| id.clone()).collect();
        let mut seen = BTreeSet::new();
        let cards = paths.into_iter().flat_map(|(_, cards)| cards);
        cards.filter(|card| may_come.contains(card) && seen.insert(card.clone())).collect()
    }
}

fn ids(life: &Life, candidates: &[Candidate]) -> Vec<CardId> {
    candidates.iter().map(|candidate| life.store.card_id(candidate.number).unwrap().unwrap()).collect()
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_plan_is_told_what_the_log_says(
        full in any::<bool>(),
        steps in vec(lives::steps(), 1..50),
        days in 0..120_i64,
        blocked in prop_oneof![Just(0), Just(Gate::Hold.bit()), Just(Gate::Hold.bit() | Gate::Breath.bit())],
        chosen in prop_oneof![Just(None), Just(Some("a.b/start")), Just(Some("a/all")), Just(Some("none/there"))],
    ) {
        let mut life = if full { Life::with_decks(13) } else { Life::new(13) };
        life.run(steps);
        let (today, told) = (FIRST.plus(days), Told::by(&kept(&life.store)));

        let due = life.store.due(today, blocked, None).unwrap();
        prop_assert!(due.windows(2).all(|two| two[0].due <= two[1].due), "the longest waiting first");
        let found: BTreeSet<_> = ids(&life, &due).into_iter().collect();
        prop_assert_eq!(found.len(), due.len());
        prop_assert_eq!(life.store.count_due(today, blocked).unwrap() as usize, due.len());
        let wanted = |when: fn(Day, Day) -> bool| {
            let due = told.may_come(today, blocked).filter(|(_, due)| due.is_some_and(|due| when(due, today)));
            due.map(|(id, _)| id.clone()).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(found, wanted(|due, today| due <= today));

        let families: Vec<i64> =
            ["grounding", "breathwork", "odd"].iter().filter_map(|word| life.store.family(word).unwrap()).collect();
        let ahead: BTreeSet<_> = ids(&life, &life.store.ahead(today, blocked, &families).unwrap()).into_iter().collect();
        let later = wanted(|due, today| due > today);
        prop_assert!(ahead.is_subset(&later));
        let family = |id: &CardId| told.cards[id].family.as_str();
        let of = |cards: &BTreeSet<CardId>| cards.iter().map(|id| family(id).to_owned()).collect::<BTreeSet<_>>();
        prop_assert_eq!(of(&ahead), of(&later));

        let new = told.new_cards(today, blocked, chosen);
        for most in [0, 1, 3, 1000] {
            let found = ids(&life, &life.store.new_cards(today, blocked, chosen, most).unwrap());
            prop_assert_eq!(&found[..], &new[..new.len().min(most as usize)]);
        }

        for listed in life.store.catalog().unwrap() {
            let card = told.cards.get(&listed.id);
            prop_assert_eq!(listed.active, card.is_some());
            prop_assert_eq!(listed.favourite, told.favourites.contains(&listed.id));
            prop_assert_eq!(listed.rests_until, told.rests.get(&listed.id).copied());
            prop_assert_eq!(listed.due, told.due(&listed.id));
            if let Some(card) = card {
                prop_assert_eq!((listed.title.as_str(), &*listed.family), (card.title.as_str(), card.family.as_str()));
            }
            let row = life.store.card(&listed.id).unwrap();
            let past = life.store.practices(&row, 1000).unwrap().len();
            prop_assert_eq!(past, told.histories.get(&listed.id).map_or(0, Vec::len));
        }
        let listed = life.store.catalog().unwrap();
        let (mut stretches, mut after) = (Vec::new(), None);
        let most = 1 + u32::try_from(days % 5).unwrap();
        loop {
            let stretch = life.store.catalog_after(after.as_deref(), most).unwrap();
            prop_assert_eq!(stretch.begins, after.is_none());
            stretches.extend(stretch.entries);
            after = stretch.rest;
            if after.is_none() {
                break;
            }
        }
        prop_assert_eq!(&stretches, &listed, "in stretches as at once");
        prop_assert!(told.cards.keys().chain(told.histories.keys()).all(|id| listed.iter().any(|card| card.id == *id)));

        let all = || told.histories.values().flatten();
        for day in all().map(|practised| practised.day).chain([today]) {
            let of_day = || all().filter(|practised| practised.day == day);
            let totals = life.store.totals(day).unwrap();
            prop_assert_eq!(totals.practices as usize, of_day().count());
            prop_assert_eq!(totals.learned as usize, of_day().filter(|p| p.kind == Kind::Learn).count());
            prop_assert_eq!(totals.reviews as usize, of_day().filter(|p| p.recall.is_some()).count());
            prop_assert_eq!(totals.seconds, of_day().filter_map(|p| p.seconds).sum::<u32>());
        }
        let last = all().map(|practised| practised.day).filter(|day| *day <= today).max();
        prop_assert_eq!(life.store.last_practice_day(today).unwrap(), last);
    }
}

#[test]
fn what_a_plan_asks_is_answered_by_an_index_alone() {
    let life = Life::with_decks(14);
    let plan = |sql: &str| {
        let mut statement = life.store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = statement.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            lines.push(row.get::<_, String>(3).unwrap());
        }
        lines.join("; ")
    };
    for sql in [known::due_sql(), known::ahead_sql(), known::count_due_sql(), known::next_due_day_sql()] {
        let plan = plan(&sql);
        assert!(plan.starts_with("SEARCH card USING COVERING INDEX card_due (due"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
    }
    let plan = plan(&known::new_cards_sql());
    assert!(plan.starts_with("SEARCH path_card USING COVERING INDEX path_waiting (path=?)"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
}

#[test]
fn a_pinned_card_never_comes_however_it_was_practised() {
    let mut life = Life::new(15);
    let mut deck = lives::deck("a");
    deck.cards[0].pinned = true;
    life.write(Body::DeckAdded { deck: Box::new(deck.clone()), shipped: false, source: None });
    let pinned = format!("a/{}", deck.cards[0].id);
    life.write(Body::Practised(practised(&pinned, Kind::Life, Some(Recall::Good), noon(FIRST))));
    let later = FIRST.plus(300);
    assert_eq!(life.store.count_due(later, 0).unwrap(), 0);
    assert_eq!(life.store.due(later, 0, None).unwrap(), []);
    assert_eq!(life.store.next_due_day(FIRST, 0).unwrap(), None);
    let new = life.store.new_cards(later, 0, None, 9).unwrap();
    assert!(!ids(&life, &new).contains(&pinned.parse().unwrap()));
}

#[test]
fn a_card_that_stands_in_a_path_twice_takes_no_place_from_another() {
    let mut life = Life::new(19);
    let cards = ["k", "k", "m", "k", "0"].map(str::to_owned).to_vec();
    let path = Path { id: "start".parse().unwrap(), title: "Start".into(), cards };
    life.write(Body::DeckAdded {
        deck: Box::new(Deck { paths: vec![path], ..lives::deck("a") }),
        shipped: false,
        source: None,
    });
    let new = ids(&life, &life.store.new_cards(FIRST, 0, None, 3).unwrap());
    assert_eq!(new, ["a/k", "a/m", "a/0"].map(|id| id.parse().unwrap()));
}

#[test]
fn a_retired_card_stays_out_and_keeps_its_practices() {
    let mut life = Life::new(16);
    let deck = lives::deck("a");
    life.write(Body::DeckAdded { deck: Box::new(deck.clone()), shipped: false, source: None });
    life.write(Body::Practised(practised("a/k", Kind::Review, Some(Recall::Again), noon(FIRST))));
    let known = |life: &Life| life.store.card(&"a/k".parse().unwrap()).unwrap();
    let before = known(&life);
    let without = Deck { cards: deck.cards[1..].to_vec(), ..deck.clone() };
    life.write(Body::DeckAdded { deck: Box::new(without), shipped: false, source: None });
    let later = FIRST.plus(300);
    assert_eq!(life.store.due(later, 0, None).unwrap(), []);
    assert_eq!(life.store.practices(&known(&life), 9).unwrap().len(), 1);
    assert!(!known(&life).active);
    life.write(Body::DeckAdded { deck: Box::new(deck), shipped: false, source: None });
    assert_eq!(before, known(&life));
    assert_eq!(ids(&life, &life.store.due(later, 0, None).unwrap()), ["a/k".parse().unwrap()]);
}

#[test]
fn the_day_on_which_something_comes_again_passes_over_what_rests() {
    let mut life = Life::with_decks(17);
    for (card, recall) in [("a/k", Recall::Again), ("a/m", Recall::Easy)] {
        life.write(Body::Practised(practised(card, Kind::Review, Some(recall), noon(FIRST))));
    }
    let due = |card: &str| life.store.card(&card.parse().unwrap()).unwrap().remembered.due;
    let (first, second) = (due("a/k"), due("a/m"));
    assert!(first < second);
    assert_eq!(life.store.next_due_day(FIRST, 0).unwrap(), first);
    life.write(Body::CardRested { card: "a/k".parse().unwrap(), until: None });
    assert_eq!(life.store.next_due_day(FIRST, 0).unwrap(), second);
}

#[test]
fn past_days_follow_a_card_to_its_new_family_and_back() {
    let mut life = Life::with_decks(18);
    life.write(Body::Practised(practised("a/k", Kind::Now, None, noon(FIRST))));
    let family = |life: &Life, word: &str| life.store.family(word).unwrap();
    let touched = |life: &Life| life.store.families_touched().unwrap();
    let grounding = family(&life, "grounding").unwrap();
    assert_eq!(touched(&life), BTreeMap::from([(grounding, FIRST)]));
    let mut moved = lives::deck("a");
    moved.cards[0].family = Family::parse("settling").unwrap();
    moved.paths = vec![Path { id: "start".parse().unwrap(), title: "Start".into(), cards: vec!["a-b/k".into()] }];
    life.write(Body::DeckAdded { deck: Box::new(moved), shipped: false, source: None });
    assert_eq!(touched(&life), BTreeMap::from([(family(&life, "settling").unwrap(), FIRST)]));
    life.store.undo(life.now, 1).unwrap();
    assert_eq!(touched(&life), BTreeMap::from([(grounding, FIRST)]));
}

#[test]
fn the_list_begins_again_when_the_decks_change_and_goes_on_otherwise() {
    let mut life = Life::with_decks(15);
    let all = life.store.catalog().unwrap();
    let first = life.store.catalog_after(None, 2).unwrap();
    assert!(first.begins);
    assert_eq!(first.entries, all[..2]);
    life.write(Body::CardFavoured { card: all[0].id.clone(), on: true });
    let next = life.store.catalog_after(first.rest.as_deref(), 2).unwrap();
    assert!(!next.begins);
    assert_eq!(next.entries, all[2..4]);
    life.write(Body::DeckRemoved { deck: all[0].id.deck().parse().unwrap() });
    let again = life.store.catalog_after(next.rest.as_deref(), 1000).unwrap();
    assert!(again.begins && again.rest.is_none());
    assert_eq!(again.entries, life.store.catalog().unwrap());
    let sql = format!("EXPLAIN QUERY PLAN {}", crate::store::cards::catalog_after_sql());
    let mut statement = life.store.connection.prepare(&sql).unwrap();
    let plan: Vec<String> =
        statement.query_map(["", "", "", ""], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
    assert!(
        plan[0].starts_with("SEARCH card USING INDEX card_deck (deck>?") || plan[0].contains("(deck,position)>"),
        "{plan:?}"
    );
}
