//! Choosing for right now: what to offer in this moment, and why, in one line.
//!
//! With one person and dozens of cards the data are always thin, so little is explored; in high distress nothing is.

use std::fmt;

use super::by_word::ByWord;
use super::chance::{Draws, Normal};
use super::constants::{
    CAUTIOUS, FAMILIES_OFFERED, FEWEST, HIGH_DISTRESS, OFFERED, PERSONAL_FROM, RECALLED, SHORT_SECONDS, SHUT_DOWN,
    UNTRIED_OFFERED,
};
use super::levels::{infer_state, shut_down};
use super::verdict::Verdict;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;

/// How much distress and connection weigh for what is wished for in a state; `None` when there is no room to move.
pub const fn weights(state: State) -> Option<(f64, f64)> {
    Some(match state {
        State::Flooded => (1.0, 0.0),
        State::Critical => (0.7, 0.3),
        State::Flat => (0.3, 0.7),
        State::Disconnected => (0.2, 0.8),
        State::Numb => (0.0, 1.0),
        State::Steady => return None,
    })
}

/// Returns the utility of a technique in a state from its benefit on both axes; `None` when there is no room to move.
pub fn utility(state: State, distress: Normal, connection: Normal) -> Option<Normal> {
    let (d, c) = weights(state)?;
    Some(Normal {
        mean: d * distress.mean + c * connection.mean,
        variance: d * d * distress.variance + c * c * connection.variance,
    })
}

/// What is offered first before there are data: ids of cards that ship.
pub const fn defaults(state: Option<State>, shut_down: bool) -> [&'static str; 5] {
    match state {
        Some(State::Flooded) if shut_down => OUTWARD,
        Some(State::Flooded) => [
            "grounding/feet-press",
            "breathwork/long-out",
            "enduring/pause-first",
            "grounding/one-colour",
            "settling/slow-look",
        ],
        Some(State::Numb) => [
            "noticing/slight-preference",
            "grounding/texture-hold",
            "movement/slow-twenty",
            "somatic-awareness/warm-cool",
            "self-compassion/welcome-numb",
        ],
        Some(State::Critical) => [
            "self-compassion/friend-line",
            "self-compassion/three-part",
            "self-compassion/own-name",
            "self-compassion/critic-job",
            "movement/wall-push",
        ],
        Some(State::Flat) => [
            "upkeep/two-minute-start",
            "movement/two-minute-rise",
            "noticing/small-good",
            "relating/one-line",
            "upkeep/daylight-walk",
        ],
        Some(State::Disconnected) => [
            "grounding/five-senses",
            "relating/side-by-side",
            "grounding/back-support",
            "relating/warm-memory",
            "noticing/three-registered",
        ],
        Some(State::Steady) => [
            "breathwork/even-fives",
            "upkeep/plan-the-cue",
            "therapy/one-page",
            "relating/good-wishes",
            "somatic-awareness/short-scan",
        ],
        // Whoever does not say gets what turns outward and asks for little.
        None => OUTWARD,
    }
}

const OUTWARD: [&str; 5] = [
    "settling/slow-look",
    "grounding/texture-hold",
    "grounding/date-place",
    "movement/wall-push",
    "safety/reach-person",
];

/// What to offer after a practice that made things worse, the first that is free of gates and rest.
pub const AFTER_WORSE: [&str; 3] = ["settling/slow-look", "grounding/one-colour", "grounding/texture-hold"];

/// Tells whether a card turns outward, to the senses and the room: by the word of its family, its gates, a bit each, and
/// whether it turns to the body.
pub fn outward(family: &str, gates: u32, turns_to_body: bool) -> bool {
    matches!(family, "grounding" | "settling") && gates == 0 && !turns_to_body
}

/// What the moment is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The state that was named.
    pub state: Option<State>,
    /// Distress, 0 to 10.
    pub distress: Option<u8>,
    /// Connection, 0 to 10.
    pub connection: Option<u8>,
    /// The time there is, in seconds.
    pub seconds: Option<u32>,
    /// Uses with numbers that count for the model, in all.
    pub rated: u32,
    /// Uses with a word, in all.
    pub said: u32,
    /// Makes the draws.
    pub seed: u64,
}

impl Asked {
    /// Returns the state to choose for: the one named, or the one that the levels speak for.
    pub fn state(&self) -> Option<State> {
        self.state.or_else(|| infer_state(self.distress, self.connection))
    }

    /// Tells whether distress is so high that nothing is explored.
    pub fn careful(&self) -> bool {
        self.distress.is_some_and(|level| level >= HIGH_DISTRESS)
            || (self.state() == Some(State::Flooded) && self.connection.is_some_and(|level| level <= SHUT_DOWN))
    }

    /// Tells whether a card that was never tried may be offered. Whoever says *flooded* and gives no number may be
    /// anywhere, so it may not (our judgement).
    fn may_explore(&self) -> bool {
        let silent = self.state() == Some(State::Flooded) && self.distress.is_none();
        !self.careful() && !silent
    }
}

/// A card that may be offered: it is allowed, does not rest, and fits.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Candidate {
    /// Its id.
    pub card: CardId,
    /// The word of its family.
    pub family: String,
    /// How long its steps take, in seconds.
    pub seconds: u32,
    /// Whether it turns outward.
    pub outward: bool,
    /// Whether it is for this state.
    pub fits: bool,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// Whether it was ever practised.
    pub met: bool,
    /// Uses in any state.
    pub uses: u32,
    /// Uses in this state.
    pub uses_here: u32,
    /// Uses in this state that the estimate comes from.
    pub rated_here: u32,
    /// Answers that came to mind.
    pub recalled: u32,
    /// What is believed of its utility here; `None` for *steady* or an unknown state.
    pub utility: Option<Normal>,
    /// What was said of it in this state.
    pub words: ByWord,
}

/// Why a card is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was often useful in this state, in so many uses.
    Useful(State, u32),
    /// It helped so many times of so many in this state, in the person's own words.
    Said(State, u32, u32),
    /// It was used so many times in this state, and it is too early to say more.
    Used(State, u32),
    /// It was used so many times, in other states.
    Elsewhere(u32),
    /// It was never tried.
    Untried,
    /// It is a favourite.
    Favourite,
    /// It is what is offered first in this state.
    Usual(Option<State>),
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uses = |n: u32| if n == 1 { "1 use".to_owned() } else { format!("{n} uses") };
        match self {
            Self::Useful(state, n) => write!(f, "often useful to you when {state} ({})", uses(*n)),
            Self::Said(state, helped, n) => write!(f, "you said it helped {helped} of {n} times when {state}"),
            Self::Used(state, n) => write!(f, "used when {state} ({}); too early to say", uses(*n)),
            Self::Elsewhere(n) => write!(f, "known to you from other moments ({})", uses(*n)),
            Self::Untried => f.write_str("not tried yet"),
            Self::Favourite => f.write_str("a favourite of yours"),
            Self::Usual(Some(state)) => write!(f, "a common first choice when {state}"),
            Self::Usual(None) => f.write_str("a common first choice; it looks outward and asks for little"),
        }
    }
}

/// A card to offer, by its place among the candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Its place.
    pub index: usize,
    /// Why.
    pub because: Because,
}

/// Chooses what to offer, the first choice first; three at most, and perhaps nothing.
pub fn choose(asked: &Asked, candidates: &[Candidate]) -> Vec<Offer> {
    let fits = |candidate: &Candidate| {
        asked.seconds.is_none_or(|most| candidate.seconds <= most)
            && (!asked.careful() || candidate.seconds < SHORT_SECONDS)
    };
    let open: Vec<(usize, &Candidate)> = candidates.iter().enumerate().filter(|(_, one)| fits(one)).collect();
    let state = asked.state().filter(|state| weights(*state).is_some());
    let chosen = match state {
        Some(state) if asked.careful() => careful(asked, state, &open),
        Some(state) if asked.rated >= PERSONAL_FROM => personal(asked, state, &open),
        Some(state) if asked.said >= PERSONAL_FROM => by_word(asked, state, &open),
        _ => Vec::new(),
    };
    if chosen.is_empty() {
        return usual(asked, &open);
    }
    if asked.careful() { chosen } else { filled(chosen, asked, &open) }
}

/// Fills what is left with what is offered first in this state; still with one untried card at most.
fn filled(mut chosen: Vec<Offer>, asked: &Asked, open: &[(usize, &Candidate)]) -> Vec<Offer> {
    let new = |offer: &Offer| open.iter().any(|(index, one)| *index == offer.index && !one.met);
    for offer in usual(asked, open) {
        let there = chosen.iter().any(|other| other.index == offer.index);
        let too_new = new(&offer) && chosen.iter().filter(|other| new(other)).count() >= UNTRIED_OFFERED;
        if chosen.len() < OFFERED && !there && !too_new {
            chosen.push(offer);
        }
    }
    chosen
}

/// High distress: what is known to help here, by its lower bound; what turns outward comes first.
fn careful(asked: &Asked, state: State, open: &[(usize, &Candidate)]) -> Vec<Offer> {
    let numbers = asked.rated >= PERSONAL_FROM || asked.said < PERSONAL_FROM;
    let enough = |one: &Candidate| {
        let n = if numbers { one.rated_here } else { one.words.said() };
        n >= FEWEST && one.recalled >= RECALLED
    };
    let bound = |one: &Candidate| match one.utility {
        _ if !numbers => one.words.rank(),
        Some(utility) => utility.mean - CAUTIOUS * utility.sd(),
        None => f64::NEG_INFINITY,
    };
    let mut known: Vec<&(usize, &Candidate)> = open.iter().filter(|(_, one)| enough(one)).collect();
    known.sort_by(|(_, one), (_, other)| bound(other).total_cmp(&bound(one)));
    known.truncate(OFFERED);
    known.sort_by_key(|(_, one)| !one.outward);
    known.into_iter().map(|(index, one)| Offer { index: *index, because: because(state, one, numbers) }).collect()
}

/// Thompson sampling: one draw a card, the best three, one untried card at most, two families at least.
fn personal(asked: &Asked, state: State, open: &[(usize, &Candidate)]) -> Vec<Offer> {
    let mut drawn: Vec<(f64, &(usize, &Candidate))> = open
        .iter()
        .filter(|(_, one)| one.uses > 0 || (one.fits && asked.may_explore()))
        .filter_map(|entry| {
            let utility = entry.1.utility?;
            Some((utility.mean + utility.sd() * draws(asked.seed, &entry.1.card).normal(), entry))
        })
        .collect();
    drawn.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    mixed(drawn.into_iter().map(|(_, entry)| entry))
        .map(|(index, one)| Offer { index: *index, because: because(state, one, true) })
        .collect()
}

/// Without numbers: by the lower point of the share that helped.
fn by_word(asked: &Asked, state: State, open: &[(usize, &Candidate)]) -> Vec<Offer> {
    let mut ranked: Vec<(f64, &(usize, &Candidate))> = open
        .iter()
        .filter(|(_, one)| one.uses > 0 || (one.fits && asked.may_explore()))
        .map(|entry| (entry.1.words.rank(), entry))
        .collect();
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    mixed(ranked.into_iter().map(|(_, entry)| entry))
        .map(|(index, one)| Offer { index: *index, because: because(state, one, false) })
        .collect()
}

/// Takes the first three, with one untried card at most and two families at least where there are two.
fn mixed<'a>(
    ranked: impl Iterator<Item = &'a (usize, &'a Candidate)>,
) -> impl Iterator<Item = &'a (usize, &'a Candidate)> {
    let mut taken: Vec<&(usize, &Candidate)> = Vec::new();
    let mut spare = None;
    for entry in ranked {
        let untried = |one: &Candidate| one.uses == 0;
        let too_new = untried(entry.1) && taken.iter().filter(|(_, one)| untried(one)).count() >= UNTRIED_OFFERED;
        let same = taken.len() + 1 == OFFERED
            && FAMILIES_OFFERED > 1
            && taken.iter().all(|(_, one)| one.family == entry.1.family);
        if taken.len() >= OFFERED || too_new {
            continue;
        }
        if same {
            spare = spare.or(Some(entry));
        } else {
            taken.push(entry);
        }
    }
    if taken.len() < OFFERED {
        taken.extend(spare);
    }
    taken.into_iter()
}

/// Before there are data, or where they do not count: favourites and what is offered first in this state. In high
/// distress, what was met before comes alone, if there is any.
fn usual(asked: &Asked, open: &[(usize, &Candidate)]) -> Vec<Offer> {
    let state = asked.state();
    let first = defaults(state, shut_down(state, asked.distress, asked.connection));
    let place = |one: &Candidate| first.iter().position(|id| *id == one.card.as_str());
    let dear = |one: &Candidate| one.favourite && (one.fits || state.is_none());
    let mut listed: Vec<&(usize, &Candidate)> =
        open.iter().filter(|(_, one)| place(one).is_some() || dear(one)).collect();
    listed.sort_by_key(|(_, one)| (!dear(one), place(one)));
    if asked.careful() {
        if listed.iter().any(|(_, one)| one.met) {
            listed.retain(|(_, one)| one.met);
        }
        listed.truncate(OFFERED);
        listed.sort_by_key(|(_, one)| !one.outward);
    }
    let offer = |(index, one): &(usize, &Candidate)| Offer {
        index: *index,
        because: if one.favourite { Because::Favourite } else { Because::Usual(state) },
    };
    listed.into_iter().take(OFFERED).map(offer).collect()
}

fn because(state: State, one: &Candidate, numbers: bool) -> Because {
    let verdict = one.utility.map(|utility| Verdict::of(one.rated_here, &utility, false));
    let useful = matches!(verdict, Some(Verdict::ProbablyHelps | Verdict::LeansHelpful));
    match one {
        Candidate { uses: 0, .. } => Because::Untried,
        Candidate { words, .. } if !numbers && words.said() > 0 => Because::Said(state, words.helped, words.said()),
        Candidate { uses_here: 0, .. } => Because::Elsewhere(one.uses),
        _ if numbers && useful => Because::Useful(state, one.uses_here),
        _ => Because::Used(state, one.uses_here),
    }
}

/// Returns the draws of one card: they do not depend on which other cards there are.
fn draws(seed: u64, card: &CardId) -> Draws {
    let hash = card
        .as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut draws = Draws::new(seed ^ hash);
    draws.bits();
    draws
}
