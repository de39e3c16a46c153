//! All that a record knows, in a form that can be compared: rows that join by ids and never by row numbers.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rusqlite::types::Value;

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
