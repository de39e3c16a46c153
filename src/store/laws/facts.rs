//! All that a record knows, in a form that can be compared: rows that join by ids and never by row numbers.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rusqlite::types::Value;

use crate::deck::ids::CardId;
use crate::record::event::{Body, Event, EventId, Practised};
use crate::store::Store;
use crate::store::rebuild::VIEWS;

/// The rows of every view, by its name.
pub type Facts = BTreeMap<&'static str, Vec<String>>;

/// Fails with the rows that differ, and those alone.
pub fn same(before: &Facts, after: &Facts) -> Result<(), TestCaseError> {
    let only = |one: &Facts, other: &Facts| {
        let missing = |(view, row): &(&str, &String)| !other[view].contains(row);
        let rows = one.iter().flat_map(|(view, rows)| rows.iter().map(|row| (*view, row)));
        rows.filter(missing).map(|(view, row)| format!("{view} {row}")).collect::<Vec<_>>()
    };
    prop_assert!(before == after, "before {:#?}\nafter {:#?}", only(before, after), only(after, before));
    Ok(())
}

/// Returns the rows of every view, each view in an order of its own. What was taken back is no fact.
pub fn dump(store: &Store) -> Facts {
    let mut facts = BTreeMap::new();
    for (name, select) in VIEWS.iter().filter(|(name, _)| *name != "undone") {
        let mut statement = store.connection.prepare(&select.replace("{db}", "main")).unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| {
                let values = (0..columns).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>();
                Ok(format!("{:?}", values?))
            })
            .unwrap();
        let mut rows = rows.collect::<Result<Vec<_>, _>>().unwrap();
        rows.sort();
        facts.insert(*name, rows);
    }
    facts
}

/// Returns the events that were not taken back, in order.
pub fn kept(store: &Store) -> Vec<Event> {
    let mut events = Vec::new();
    store.for_each_event(|event| events.push(event)).unwrap();
    let undone: BTreeSet<EventId> = events
        .iter()
        .filter_map(|event| match event.body {
            Body::Undone { event } => Some(event),
            _ => None,
        })
        .collect();
    events.retain(|event| !undone.contains(&event.id));
    events
}

/// Returns every card's practices in the order in which they were done, with all that was said of them later.
pub fn practised(events: &[Event]) -> BTreeMap<CardId, Vec<Practised>> {
    let mut practices: Vec<(EventId, Practised)> = Vec::new();
    for event in events {
        match &event.body {
            Body::Practised(practised) => practices.push((event.id, practised.clone())),
            Body::Rated(rated) => {
                practices.iter_mut().filter(|(id, _)| *id == rated.practice).for_each(|(_, one)| one.rate(rated));
            }
            Body::Amended(amended) => {
                practices.iter_mut().filter(|(id, _)| *id == amended.practice).for_each(|(_, one)| one.amend(amended));
            }
            _ => {}
        }
    }
    let mut cards: BTreeMap<CardId, Vec<Practised>> = BTreeMap::new();
    for (_, practised) in practices {
        cards.entry(practised.card.clone()).or_default().push(practised);
    }
    for practices in cards.values_mut() {
        practices.sort_by_key(|practised| practised.at.utc_ms);
    }
    cards
}
