//! Cards by the names that other programs have for them: a full id, the last part of one, an exact title.

use std::collections::HashMap;

use crate::deck::ids::CardId;
use crate::deck::text::SafeText;
use crate::record::catalog::Entry;

/// Cards by their names.
#[derive(Debug, Default)]
pub struct Names {
    found: HashMap<String, Vec<CardId>>,
    /// A deck whose cards are meant where a name alone does not say it.
    deck: Option<String>,
}

impl Names {
    /// Takes in the cards of a record. Cards that a deck holds now go before those that are only remembered. With a
    /// `deck`, a name means a card of that deck.
    pub fn new(catalog: impl IntoIterator<Item = Entry>, deck: Option<&str>) -> Self {
        let mut names = Self { found: HashMap::new(), deck: deck.map(str::to_owned) };
        let (active, retired): (Vec<Entry>, Vec<Entry>) = catalog.into_iter().partition(|entry| entry.active);
        for entry in &active {
            for name in [entry.id.slug(), entry.title.as_str()] {
                names.add(name, &entry.id);
            }
        }
        for entry in &retired {
            for name in [entry.id.slug(), entry.title.as_str()] {
                if !names.found.contains_key(name) {
                    names.add(name, &entry.id);
                }
            }
        }
        for entry in active.iter().chain(&retired) {
            names.found.insert(entry.id.to_string(), vec![entry.id.clone()]);
        }
        names
    }

    fn add(&mut self, name: &str, id: &CardId) {
        if self.deck.as_deref().is_some_and(|deck| deck != id.deck()) {
            return;
        }
        let ids = self.found.entry(name.to_owned()).or_default();
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }

    /// Finds the one card that a name means.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find(&self, name: &str) -> Result<&CardId, String> {
        let name = name.trim();
        let shown = SafeText::new(name);
        match self.found.get(name).map(Vec::as_slice) {
            Some([one]) => Ok(one),
            Some([one, other, ..]) => Err(format!("`{shown}` may be {one} or {other}; write the id of one of them")),
            _ if name.is_empty() => Err("it names no card".to_owned()),
            _ => Err(format!("no card has the id or title `{shown}`")),
        }
    }
}
