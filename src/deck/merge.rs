//! The update of a deck: a three-way merge of the version that was added, the new one, and the person's own edits.
//! What is remembered hangs on card ids and is not touched here.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{CardSlug, DeckId};
use super::model::{Card, Deck};
use super::version::Version;

/// The person's own wording of cards, by slug.
pub type Edits = BTreeMap<CardSlug, Card>;

/// What an update does.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The deck as it is afterwards, the person's edits in it.
    pub deck: Deck,
    /// The version that was there; none when the deck is new.
    pub from: Option<Version>,
    /// The version that is there afterwards.
    pub to: Version,
    /// Cards that come in.
    pub added: Vec<CardSlug>,
    /// Cards that the author changed.
    pub changed: Vec<CardSlug>,
    /// Cards that the author took out; their record stays.
    pub retired: Vec<CardSlug>,
    /// Cards that author and person both changed in the same place; the person's words stay.
    pub conflicts: Vec<CardSlug>,
    /// Cards whose steps, gates, caution or alternative changed: to be shown and asked about, never taken silently.
    pub safety: Vec<CardSlug>,
    /// Edited cards that the new deck has no place for.
    pub set_aside: Edits,
    /// Whether there is nothing to do: same version, same content.
    pub unchanged: bool,
}

/// Why an update is refused. All but the first can be allowed by the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdateRefused {
    /// The decks have different ids.
    #[error("{offered} is another deck than {have}")]
    OtherDeck {
        /// Id of the deck that is there.
        have: DeckId,
        /// Id of the deck that was offered.
        offered: DeckId,
    },
    /// The offered version is lower.
    #[error("version {offered} is older than {have}, which you have")]
    Downgrade {
        /// The version that is there.
        have: Version,
        /// The version that was offered.
        offered: Version,
    },
    /// The version is the same and the content is not.
    #[error("the deck differs from the one you have, yet both call themselves version {version}")]
    SameVersionDifferent {
        /// The version of both.
        version: Version,
    },
    /// None of the authors is the same.
    #[error("the deck you have is by {}; this one is by {}", have.join(", "), offered.join(", "))]
    OtherAuthors {
        /// Names of the authors of the deck that is there.
        have: Vec<String>,
        /// Names of the authors of the deck that was offered.
        offered: Vec<String>,
    },
}

/// Adds a deck that was not there before.
pub fn add(new: &Deck) -> Update {
    Update {
        deck: new.clone(),
        from: None,
        to: new.version,
        added: new.cards.iter().map(|card| card.id.clone()).collect(),
        changed: Vec::new(),
        retired: Vec::new(),
        conflicts: Vec::new(),
        safety: Vec::new(),
        set_aside: Edits::new(),
        unchanged: false,
    }
}

/// Updates a deck, if it is one that may be: a higher version with at least one author in common. `allow` lets a lower
/// version, the same version with other content, and other authors pass.
///
/// # Errors
/// When the offered deck is another one, or may not follow the one that is there.
pub fn update(base: &Deck, new: &Deck, mine: &Edits, allow: bool) -> Result<Update, UpdateRefused> {
    if base.id != new.id {
        return Err(UpdateRefused::OtherDeck { have: base.id.clone(), offered: new.id.clone() });
    }
    if !allow {
        let (have, offered) = (names(base), names(new));
        if !have.iter().any(|name| offered.contains(name)) {
            return Err(UpdateRefused::OtherAuthors { have, offered });
        }
        if new.version < base.version {
            return Err(UpdateRefused::Downgrade { have: base.version, offered: new.version });
        }
        if new.version == base.version && new != base {
            return Err(UpdateRefused::SameVersionDifferent { version: base.version });
        }
    }
    Ok(merge(base, new, mine))
}

fn names(deck: &Deck) -> Vec<String> {
    deck.authors.iter().map(|author| author.name.as_str().trim().to_owned()).collect()
}

/// Merges without asking whether it may: what the person changed stays theirs, what only the author changed is new.
pub fn merge(base: &Deck, new: &Deck, mine: &Edits) -> Update {
    let before: BTreeMap<&CardSlug, &Card> = base.cards.iter().map(|card| (&card.id, card)).collect();
    let after: BTreeSet<&CardSlug> = new.cards.iter().map(|card| &card.id).collect();
    let mut update = Update { added: Vec::new(), from: Some(base.version), unchanged: base == new, ..add(new) };
    for card in &mut update.deck.cards {
        let was = before.get(&card.id).copied();
        match was {
            None => update.added.push(card.id.clone()),
            Some(was) if was != card => {
                update.changed.push(card.id.clone());
                if asks_again(was, card) {
                    update.safety.push(card.id.clone());
                }
            }
            Some(_) => {}
        }
        if let Some(own) = mine.get(&card.id) {
            let (merged, conflict) = three_way(was, card, own);
            if conflict {
                update.conflicts.push(card.id.clone());
            }
            *card = merged;
        }
    }
    update.retired = base.cards.iter().map(|card| &card.id).filter(|id| !after.contains(id)).cloned().collect();
    for (id, own) in mine.iter().filter(|(id, _)| !after.contains(id)) {
        update.conflicts.push(id.clone());
        update.set_aside.insert(id.clone(), own.clone());
    }
    update
}

/// Tells whether what keeps a person safe, or what they are told to do, is different.
fn asks_again(was: &Card, now: &Card) -> bool {
    was.steps != now.steps
        || was.lighter != now.lighter
        || was.gates != now.gates
        || was.caution != now.caution
        || was.instead != now.instead
}

/// Merges one card, field by field. Returns it, and whether both sides changed the same field differently.
fn three_way(base: Option<&Card>, new: &Card, mine: &Card) -> (Card, bool) {
    let mut conflict = false;
    macro_rules! merged {
        ($($field:ident),+) => {
            Card {
                id: new.id.clone(),
                $($field: {
                    let was = base.map(|base| &base.$field);
                    if was == Some(&mine.$field) {
                        new.$field.clone()
                    } else {
                        conflict |= was != Some(&new.$field) && new.$field != mine.$field;
                        mine.$field.clone()
                    }
                }),+
            }
        };
    }
    let card =
        merged!(title, family, cues, steps, why, states, gates, caution, instead, lighter, evidence, pinned, extra);
    (card, conflict)
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
