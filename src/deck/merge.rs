//! The update of a deck: a three-way merge of the version that was added, the new one, and the person's own edits.
//! What is remembered hangs on card ids and is not touched here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::check;
use super::edit::{Clash, Edit};
use super::ids::{CardSlug, DeckId};
use super::kinds::Gate;
use super::model::{Card, Deck};
use super::text::SafeText;
use super::version::Version;

/// The person's own edits of cards, by slug.
pub type Edits = BTreeMap<CardSlug, Edit>;

/// What an update does.
#[derive(Debug, Clone, PartialEq)]
pub struct Update<'n> {
    /// The deck as it is shown afterwards, the person's edits in it; the new one itself where there are none.
    pub deck: Cow<'n, Deck>,
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
    /// Cards that author and person both changed in the same place, or whose place for the person's words is gone.
    /// The person's words stay until they choose.
    pub conflicts: Vec<CardSlug>,
    /// The places where they did, card by card.
    pub clashes: BTreeMap<CardSlug, Vec<Clash>>,
    /// Changes of what keeps a person safe: to be shown and asked about, never taken silently.
    pub safety: Vec<SafetyChange>,
    /// Edits of cards, or of parts of cards, that the new deck has no place for. They stay in the record.
    pub set_aside: Edits,
    /// Whether there is nothing to do: same version, same content.
    pub unchanged: bool,
}

/// A card whose safety wording is another than before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SafetyChange {
    /// Which card.
    pub card: CardSlug,
    /// What is different.
    pub what: Vec<Safety>,
}

/// Something that keeps a person safe and is other than before. In JSON it is a sentence in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Safety {
    /// The card asks for a gate.
    #[error("now asks for the gate {0}")]
    AsksFor(Gate),
    /// It asks for it no longer.
    #[error("no longer asks for the gate {0}")]
    AsksNoLonger(Gate),
    /// What it warned of.
    #[error("the caution is gone: {0}")]
    CautionGone(SafeText),
    /// What it warns of now.
    #[error("the caution says now: {0}")]
    CautionSays(SafeText),
    /// The card that was offered in its place; none is now.
    #[error("nothing is offered in its place any more; it was {0}")]
    NothingInPlace(String),
    /// Another card is offered in its place.
    #[error("in its place it offers {now}, no longer {was}")]
    InPlace {
        /// The card that is.
        now: String,
        /// The one that was.
        was: String,
    },
    /// A step says something that a gate is for.
    #[error("a step says now: {0} ({1})")]
    StepSays(String, Gate),
    /// The breath is held for longer, in seconds.
    #[error("the breath is held for longer: {now} s, before {was} s")]
    HeldFor {
        /// How long now.
        now: u32,
        /// How long before.
        was: u32,
    },
    /// A text speaks of closed eyes, which none did.
    #[error("a text speaks of closed eyes now")]
    ClosedEyes,
}

impl serde::Serialize for Safety {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why an update is refused. All but the first two can be allowed by the person.
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
    #[error("version {offered} is older than {have}, which you have had")]
    Downgrade {
        /// The highest version that was ever there.
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
pub fn add(new: &Deck) -> Update<'_> {
    Update {
        deck: Cow::Borrowed(new),
        from: None,
        to: new.version,
        added: new.cards.iter().map(|card| card.id.clone()).collect(),
        changed: Vec::new(),
        retired: Vec::new(),
        conflicts: Vec::new(),
        clashes: BTreeMap::new(),
        safety: Vec::new(),
        set_aside: Edits::new(),
        unchanged: false,
    }
}

/// Tells whether a deck may follow another: the same id, an author in common, a version that is higher than any that
/// was there (`highest`), or the very same deck.
///
/// # Errors
/// The first rule that it breaks.
pub fn may_follow(base: &Deck, new: &Deck, highest: Version) -> Result<(), UpdateRefused> {
    if base.id != new.id {
        return Err(UpdateRefused::OtherDeck { have: base.id.clone(), offered: new.id.clone() });
    }
    let (have, offered) = (names(base), names(new));
    if !have.iter().any(|name| offered.contains(name)) {
        return Err(UpdateRefused::OtherAuthors { have, offered });
    }
    if new.version < highest {
        return Err(UpdateRefused::Downgrade { have: highest, offered: new.version });
    }
    if new.version == base.version && new != base {
        return Err(UpdateRefused::SameVersionDifferent { version: base.version });
    }
    Ok(())
}

/// Names of authors as they are compared: without differences of case, spaces and dots.
fn names(deck: &Deck) -> Vec<String> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    deck.authors.iter().map(|author| plain(author.name.as_str())).collect()
}

/// Merges: what the person changed stays theirs, what only the author changed is new. Whether it may is asked of
/// [`may_follow`].
pub fn merge<'n>(base: &Deck, new: &'n Deck, mine: &Edits) -> Update<'n> {
    let before: BTreeMap<&CardSlug, &Card> = base.cards.iter().map(|card| (&card.id, card)).collect();
    let after: BTreeSet<&CardSlug> = new.cards.iter().map(|card| &card.id).collect();
    let mut update = Update { added: Vec::new(), from: Some(base.version), unchanged: base == new, ..add(new) };
    for (place, card) in new.cards.iter().enumerate() {
        match before.get(&card.id).copied() {
            None => update.added.push(card.id.clone()),
            Some(was) if was != card => {
                update.changed.push(card.id.clone());
                let what = safety(was, card);
                if !what.is_empty() {
                    update.safety.push(SafetyChange { card: card.id.clone(), what });
                }
            }
            Some(_) => {}
        }
        let Some(edit) = mine.get(&card.id) else { continue };
        let worded = edit.over(card);
        let clashes: Vec<Clash> = worded.clashes.into_iter().chain(worded.homeless.iter().cloned()).collect();
        if !clashes.is_empty() {
            update.conflicts.push(card.id.clone());
            update.clashes.insert(card.id.clone(), clashes);
        }
        if !worded.homeless.is_empty() {
            let lost = |slot: &super::edit::Slot| worded.homeless.iter().any(|clash| clash.slot == Some(*slot));
            let words = edit.words.iter().filter(|(slot, _)| lost(slot));
            let words = words.map(|(slot, change)| (*slot, change.clone())).collect();
            update.set_aside.insert(card.id.clone(), Edit { words, ..Edit::default() });
        }
        if let Some(shown) = update.deck.to_mut().cards.get_mut(place) {
            *shown = worded.card;
        }
    }
    update.retired = base.cards.iter().map(|card| &card.id).filter(|id| !after.contains(id)).cloned().collect();
    for (id, edit) in mine.iter().filter(|(id, edit)| !after.contains(id) && !edit.is_empty()) {
        update.conflicts.push(id.clone());
        update.set_aside.insert(id.clone(), edit.clone());
    }
    update
}

/// Says what is different of that which keeps a person safe: gates, caution, alternative, holds, and steps that call
/// for a gate that they did not call for.
fn safety(was: &Card, now: &Card) -> Vec<Safety> {
    let mut what = Vec::new();
    what.extend(now.gates.iter().filter(|gate| !was.gates.contains(gate)).copied().map(Safety::AsksFor));
    what.extend(was.gates.iter().filter(|gate| !now.gates.contains(gate)).copied().map(Safety::AsksNoLonger));
    match (&was.caution, &now.caution) {
        (Some(was), None) => what.push(Safety::CautionGone(was.clone())),
        (was, Some(now)) if was.as_ref() != Some(now) => what.push(Safety::CautionSays(now.clone())),
        _ => {}
    }
    match (&was.instead, &now.instead) {
        (Some(was), None) => what.push(Safety::NothingInPlace(was.clone())),
        (Some(was), Some(now)) if was != now => {
            what.push(Safety::InPlace { now: now.clone(), was: was.clone() });
        }
        _ => {}
    }
    let called = check::calls_for(was);
    for (gate, said) in check::calls_for(now).into_iter().filter(|(gate, _)| !called.contains_key(gate)) {
        what.push(Safety::StepSays(said, gate));
    }
    if holds(now) > holds(was) {
        what.push(Safety::HeldFor { now: holds(now), was: holds(was) });
    }
    if check::closes_eyes(now) && !check::closes_eyes(was) {
        what.push(Safety::ClosedEyes);
    }
    what
}

/// The longest pause of the breath on a card, in seconds.
fn holds(card: &Card) -> u32 {
    let steps = card.steps.iter().chain(&card.lighter);
    steps.filter_map(|step| step.breathe).map(|breath| breath.hold.max(breath.rest)).max().unwrap_or(0)
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
