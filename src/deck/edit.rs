//! A card in the person's own words: what they changed, laid over what the author wrote, whatever version it is.
//!
//! Each change remembers what stood there when it was made. As long as the author's text is still that, the change
//! fits; where the author wrote something else meanwhile, both stand against each other until the person chooses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::check::LONGEST_TEXT;
use super::kinds::Gate;
use super::model::{Card, Step};
use super::text::SafeText;

/// A place of a card that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Slot {
    /// The title.
    Title,
    /// A cue, from 0.
    Cue(u8),
    /// The sentence of a step, from 0.
    Step(u8),
    /// The sentence of a lighter step, from 0.
    Lighter(u8),
    /// Why it may help.
    Why,
    /// The caution.
    Caution,
}

impl fmt::Display for Slot {
    /// Such as `title`, `cue 1`: people count from one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.pad("title"),
            Self::Cue(at) => write!(f, "cue {}", u32::from(*at) + 1),
            Self::Step(at) => write!(f, "step {}", u32::from(*at) + 1),
            Self::Lighter(at) => write!(f, "lighter {}", u32::from(*at) + 1),
            Self::Why => f.pad("why"),
            Self::Caution => f.pad("caution"),
        }
    }
}

/// Says that a text names no place of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place of a card is title, why, caution, or cue, step or lighter with a number, as in cue 1")]
pub struct BadSlot;

impl FromStr for Slot {
    type Err = BadSlot;
    fn from_str(text: &str) -> Result<Self, BadSlot> {
        let (name, number) = text.split_once(' ').unwrap_or((text, ""));
        let at = || number.parse::<u8>().ok().and_then(|number| number.checked_sub(1)).ok_or(BadSlot);
        match (name, number) {
            ("title", "") => Ok(Self::Title),
            ("why", "") => Ok(Self::Why),
            ("caution", "") => Ok(Self::Caution),
            ("cue", _) => at().map(Self::Cue),
            ("step", _) => at().map(Self::Step),
            ("lighter", _) => at().map(Self::Lighter),
            _ => Err(BadSlot),
        }
    }
}

impl TryFrom<String> for Slot {
    type Error = BadSlot;
    fn try_from(text: String) -> Result<Self, BadSlot> {
        text.parse()
    }
}

impl From<Slot> for String {
    fn from(slot: Slot) -> Self {
        slot.to_string()
    }
}

/// What the person put in a place, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The author's words at that time; none where there were none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<SafeText>,
    /// The person's words; none to have the author's again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<SafeText>,
}

/// The gates that the person wants, and those that the author asked for at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateChange {
    /// The author's.
    pub was: Vec<Gate>,
    /// The person's; none to have the author's again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Vec<Gate>>,
}

/// Everything that a person changed of a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edit {
    /// Whether everything that was changed before is let go of first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub afresh: bool,
    /// Words, by place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<Slot, Change>,
    /// Gates. Words alone never take one away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gates: Option<GateChange>,
}

/// What came of laying an edit over a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Worded {
    /// The card in the person's words.
    pub card: Card,
    /// Where author and person both wrote something else than what stood there. The person's words are in `card`.
    pub clashes: Vec<Clash>,
    /// The person's words that the card has no place for any more.
    pub homeless: Vec<Clash>,
}

/// Two wordings of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Which place; none for the gates.
    pub slot: Option<Slot>,
    /// What the author wrote when the person changed it.
    pub was: Option<SafeText>,
    /// What the author writes now.
    pub theirs: Option<SafeText>,
    /// What the person wrote.
    pub mine: SafeText,
}

/// Why words cannot be put in a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadWords {
    /// The card has no such place.
    #[error("the card has no {0}; `rekindle card export` shows its places")]
    NoPlace(Slot),
    /// More than [`LONGEST_TEXT`] characters.
    #[error("the words for {0} are longer than {LONGEST_TEXT} characters; shorten them")]
    TooLong(Slot),
    /// A title of several lines.
    #[error("the title stands on one line; write it without line breaks")]
    Lines,
}

/// What is wanted in each place; empty words have the author's again.
pub type Wanted = Vec<(Slot, String)>;

impl Edit {
    /// Makes an edit of what the person wants, given what the author writes and what they changed before. Only what is
    /// different from now is in it.
    ///
    /// # Errors
    /// When the card has no such place, or the words do not fit there.
    pub fn of(authored: &Card, before: &Self, wanted: &Wanted, gates: Option<Vec<Gate>>) -> Result<Self, BadWords> {
        let shown = before.over(authored).card;
        let mut edit = Self::default();
        for (slot, text) in wanted {
            if !there(authored, *slot) {
                return Err(BadWords::NoPlace(*slot));
            }
            let text = SafeText::new(text.trim());
            if text.as_str().chars().count() > LONGEST_TEXT {
                return Err(BadWords::TooLong(*slot));
            }
            if *slot == Slot::Title && text.as_str().contains('\n') {
                return Err(BadWords::Lines);
            }
            let was = words(authored, *slot).cloned();
            let now = Some(text).filter(|text| !text.is_blank() && Some(text) != was.as_ref());
            if now.is_none() && !before.words.contains_key(slot)
                || now.is_some() && now.as_ref() == words(&shown, *slot)
            {
                continue;
            }
            edit.words.insert(*slot, Change { was, now });
        }
        if let Some(now) = gates.filter(|now| !same(now, &shown.gates)) {
            let was = authored.gates.clone();
            let now = Some(now).filter(|now| !same(now, &was));
            edit.gates = Some(GateChange { was, now });
        }
        Ok(edit)
    }

    /// Tells whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        !self.afresh && self.words.is_empty() && self.gates.is_none()
    }

    /// Returns this edit with a later one after it: the later decides wherever both speak.
    #[must_use]
    pub fn then(self, later: &Self) -> Self {
        let mut both = if later.afresh { Self::default() } else { self };
        for (slot, change) in &later.words {
            if change.now.is_some() {
                both.words.insert(*slot, change.clone());
            } else {
                both.words.remove(slot);
            }
        }
        match &later.gates {
            Some(gates) if gates.now.is_some() => both.gates = Some(gates.clone()),
            Some(_) => both.gates = None,
            None => {}
        }
        both
    }

    /// Lays the edit over what the author writes now.
    pub fn over(&self, authored: &Card) -> Worded {
        let mut worded = Worded { card: authored.clone(), clashes: Vec::new(), homeless: Vec::new() };
        let mut taken = BTreeSet::new();
        // What fits comes first: words that the author moved must not be covered by words that stand against others.
        for fitting in [true, false] {
            for (slot, change) in &self.words {
                let (Some(now), place) = (&change.now, settle(authored, *slot, change)) else { continue };
                let theirs = words(authored, place);
                let fits = there(authored, place) && (theirs == change.was.as_ref() || theirs == Some(now));
                if fits != fitting {
                    continue;
                }
                let clash =
                    Clash { slot: Some(*slot), was: change.was.clone(), theirs: theirs.cloned(), mine: now.clone() };
                if !there(authored, place) || !taken.insert(place) {
                    worded.homeless.push(clash);
                    continue;
                }
                put(&mut worded.card, place, now.clone());
                if !fits {
                    worded.clashes.push(clash);
                }
            }
        }
        if let Some(GateChange { was, now: Some(now) }) = &self.gates {
            let kept = |gate: &Gate| !was.contains(gate) || now.contains(gate);
            let theirs = &authored.gates;
            worded.card.gates = Gate::ALL
                .iter()
                .copied()
                .filter(|gate| (theirs.contains(gate) && kept(gate)) || (now.contains(gate) && !was.contains(gate)))
                .collect();
            // To take a gate away was a choice about the card as it was; a card that asks for others is another one.
            if !same(theirs, was) && !same(theirs, now) {
                worded.clashes.push(Clash {
                    slot: None,
                    was: Some(gate_words(was)),
                    theirs: Some(gate_words(theirs)),
                    mine: gate_words(now),
                });
            }
        }
        worded
    }

    /// Returns the same edit as one that was made of the author's card as it is now: nothing clashes then.
    #[must_use]
    pub fn onto(&self, authored: &Card) -> Self {
        let mut kept = BTreeMap::new();
        for (slot, change) in self.words.iter().filter(|(_, change)| change.now.is_some()) {
            let place = settle(authored, *slot, change);
            if there(authored, place) {
                let was = words(authored, place).cloned();
                kept.entry(place).or_insert(Change { was, now: change.now.clone() });
            }
        }
        let gates = self
            .gates
            .as_ref()
            .filter(|gates| gates.now.is_some())
            .map(|_| GateChange { was: authored.gates.clone(), now: Some(self.over(authored).card.gates) });
        Self { afresh: false, words: kept, gates }
    }
}

fn same(one: &[Gate], other: &[Gate]) -> bool {
    one.len() == other.len() && one.iter().all(|gate| other.contains(gate))
}

/// Writes gates as words, `none` for none.
pub fn gate_words(gates: &[Gate]) -> SafeText {
    let names: Vec<&str> = gates.iter().map(|gate| gate.as_str()).collect();
    SafeText::new(&if names.is_empty() { "none".to_owned() } else { names.join(", ") })
}

/// Lists the places of a card, in the order in which it is read.
pub fn slots(card: &Card) -> impl Iterator<Item = Slot> {
    let each = |count: usize, place: fn(u8) -> Slot| (0..count).filter_map(|at| u8::try_from(at).ok()).map(place);
    std::iter::once(Slot::Title)
        .chain(each(card.cues.len(), Slot::Cue))
        .chain(each(card.steps.len(), Slot::Step))
        .chain(each(card.lighter.len(), Slot::Lighter))
        .chain([Slot::Why, Slot::Caution])
}

/// Returns the words in a place, if there are any.
pub fn words(card: &Card, slot: Slot) -> Option<&SafeText> {
    fn say(steps: &[Step], at: u8) -> Option<&SafeText> {
        steps.get(usize::from(at))?.say.as_ref()
    }
    match slot {
        Slot::Title => Some(&card.title),
        Slot::Cue(at) => card.cues.get(usize::from(at)),
        Slot::Step(at) => say(&card.steps, at),
        Slot::Lighter(at) => say(&card.lighter, at),
        Slot::Why => card.why.as_ref(),
        Slot::Caution => card.caution.as_ref(),
    }
}

/// Tells whether a card has such a place, with words in it or not.
pub fn there(card: &Card, slot: Slot) -> bool {
    match slot {
        Slot::Title | Slot::Why | Slot::Caution => true,
        Slot::Cue(at) => usize::from(at) < card.cues.len(),
        Slot::Step(at) => usize::from(at) < card.steps.len(),
        Slot::Lighter(at) => usize::from(at) < card.lighter.len(),
    }
}

fn put(card: &mut Card, slot: Slot, text: SafeText) {
    let say = |steps: &mut [Step], at: u8, text| {
        if let Some(step) = steps.get_mut(usize::from(at)) {
            step.say = Some(text);
        }
    };
    match slot {
        Slot::Title => card.title = text,
        Slot::Cue(at) => {
            if let Some(cue) = card.cues.get_mut(usize::from(at)) {
                *cue = text;
            }
        }
        Slot::Step(at) => say(&mut card.steps, at, text),
        Slot::Lighter(at) => say(&mut card.lighter, at, text),
        Slot::Why => card.why = Some(text),
        Slot::Caution => card.caution = Some(text),
    }
}

/// Finds where the words stand that a change was made of: where they stood, or where the author moved them to.
fn settle(authored: &Card, slot: Slot, change: &Change) -> Slot {
    let (count, place): (usize, fn(u8) -> Slot) = match slot {
        Slot::Cue(_) => (authored.cues.len(), Slot::Cue),
        Slot::Step(_) => (authored.steps.len(), Slot::Step),
        Slot::Lighter(_) => (authored.lighter.len(), Slot::Lighter),
        Slot::Title | Slot::Why | Slot::Caution => return slot,
    };
    let holds = |slot: &Slot| change.was.is_some() && words(authored, *slot) == change.was.as_ref();
    if holds(&slot) {
        return slot;
    }
    (0..count).filter_map(|at| u8::try_from(at).ok()).map(place).find(holds).unwrap_or(slot)
}
