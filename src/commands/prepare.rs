//! From the record to a session: read by index what is due and new, let the plan decide, take up what was left.

use std::collections::BTreeMap;

use anyhow::Context;

use super::WrongUsage;
use super::world::World;
use crate::app::{Shown, Start};
use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::kinds::Gate;
use crate::deck::text::SafeText;
use crate::memory::days::Day;
use crate::record::event::{Kind, Planned, SessionBegun, SessionId};
use crate::record::settings::Settings;
use crate::session::Session;
use crate::session::plan::{self, Candidate, Item, Rules};
use crate::store::Store;

/// New cards looked at for a plan, so that a few that do not fit leave others.
const NEW_LOOKED_AT: u32 = 24;

/// What the person asked of today's plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Minutes, in place of the setting.
    pub minutes: Option<u32>,
    /// A path for new cards.
    pub path: Option<String>,
    /// Only this family.
    pub family: Option<String>,
}

/// A plan, with what it was made from.
pub struct Prepared {
    /// The practice day.
    pub today: Day,
    /// The time it may take, in seconds.
    pub budget_seconds: u32,
    /// The cards, with their ids.
    pub items: Vec<(CardId, Item)>,
}

impl Prepared {
    /// Returns how long the plan takes, in seconds.
    pub fn seconds(&self) -> u32 {
        self.items.iter().map(|(_, item)| item.seconds).sum()
    }
}

/// Returns the gates whose cards stay out of plans: those that were declined, and strong ones that were not allowed.
pub fn blocked(gates: &BTreeMap<Gate, bool>) -> u32 {
    Gate::ALL
        .iter()
        .filter(|gate| !gates.get(gate).copied().unwrap_or(!gate.strong()))
        .fold(0, |bits, gate| bits | gate.bit())
}

/// Plans a session for `today`.
pub fn plan_today(
    store: &Store,
    settings: &Settings,
    gates: &BTreeMap<Gate, bool>,
    wish: &Wish,
    today: Day,
    seed: u64,
) -> anyhow::Result<Prepared> {
    let blocked = blocked(gates);
    let budget_seconds = wish.minutes.map_or(settings.budget_seconds, |minutes| minutes.saturating_mul(60));
    let totals = store.totals(today)?;
    let last_day = store.last_practice_day(today)?;
    let families = store.families_touched()?;
    let mut due = store.due(today, blocked)?;
    let stale: Vec<i64> = families
        .iter()
        .filter(|(family, last)| {
            today.since(**last) >= plan::FAMILY_DAYS && due.iter().all(|card| card.family != **family)
        })
        .map(|(family, _)| *family)
        .collect();
    if !stale.is_empty() && totals.practices == 0 {
        due.extend(store.ahead(today, blocked, &stale)?);
    }
    let most_new = settings.most_new.saturating_sub(totals.learned);
    let mut new = if most_new == 0 {
        Vec::new()
    } else {
        let path = wish.path.as_deref().or(settings.path.as_deref());
        if let Some(path) = wish.path.as_deref()
            && !store.has_path(path)?
        {
            return Err(WrongUsage(format!(
                "could not plan by the path `{}`: there is none of that name; `rekindle deck show paths` lists those that ship",
                SafeText::new(path)
            ))
            .into());
        }
        store.new_cards(today, blocked, path, if wish.family.is_some() { u32::MAX } else { NEW_LOOKED_AT })?
    };
    if let Some(word) = &wish.family {
        let family = store.family(word)?.ok_or_else(|| {
            WrongUsage(format!(
                "could not plan for the family `{}`: no card is of it; `rekindle card list` shows the cards",
                SafeText::new(word)
            ))
        })?;
        let of_family = |card: &Candidate| card.family == family;
        due.retain(of_family);
        new.retain(of_family);
    }
    let rules = Rules {
        today,
        budget_seconds,
        most_cards: settings.most_cards as usize,
        most_new: most_new as usize,
        families: &families,
        last_day,
        seed,
        model: store.model(),
    };
    let mut items = Vec::new();
    for item in plan::plan(&rules, due, new) {
        if let Some(id) = store.card_id(item.candidate.number)? {
            items.push((id, item));
        }
    }
    Ok(Prepared { today, budget_seconds, items })
}

/// Makes everything the app starts from: the session left earlier today, or a new one.
pub fn start(world: &mut World, store: &Store, wish: &Wish, timed: bool) -> anyhow::Result<Start> {
    let settings = store.settings()?;
    let gates = store.gates()?;
    let today = world.now().day(settings.day_begins);
    let last_day = store.last_practice_day(today)?;
    let latest = store.latest_session()?.filter(|(begun, _)| begun.day == today);
    let left = latest.as_ref().map(|(begun, since)| Session::resume(begun.clone(), since));
    let done_today = left.as_ref().is_some_and(|session| session.current().is_none());
    let (session, begun) = match left {
        Some(session) if !done_today && *wish == Wish::default() => (session, true),
        _ => {
            let prepared = plan_today(store, &settings, &gates, wish, today, world.seed)?;
            let items = prepared
                .items
                .iter()
                .map(|(card, item)| Planned {
                    card: card.clone(),
                    kind: if item.new { Kind::Learn } else { Kind::Review },
                    seconds: item.seconds,
                })
                .collect();
            let id = uuid::Builder::from_random_bytes(world.chance()?.to_be_bytes()).into_uuid();
            let budget_seconds = prepared.budget_seconds;
            (Session::new(SessionBegun { session: SessionId(id), day: today, budget_seconds, items }), false)
        }
    };
    let mut cards = BTreeMap::new();
    for item in &session.begun().items {
        if let Some(shown) = shown(store, &item.card)? {
            cards.insert(item.card.clone(), shown);
        }
    }
    Ok(Start {
        first_run: last_day.is_none() && !begun,
        next_day: if session.current().is_none() { store.next_due_day(today)? } else { None },
        session,
        begun,
        cards,
        gates,
        people: store.people()?,
        help: HelpLines::shipped().context("could not read the help lines that ship with the program")?,
        region: settings.region,
        away_days: last_day.map_or(0, |last| today.since(last)),
        done_today,
        day_begins: settings.day_begins,
        timed,
    })
}

/// Reads a card as the session shows it; `None` when its words are gone with their deck.
fn shown(store: &Store, id: &CardId) -> anyhow::Result<Option<Shown>> {
    let row = store.card(id)?;
    let Some(card) = row.text else { return Ok(None) };
    let instead = match &card.instead {
        None => None,
        Some(reference) => {
            let full = if reference.contains('/') { reference.clone() } else { format!("{}/{reference}", id.deck()) };
            match full.parse().ok().map(|other| store.card(&other)) {
                Some(Ok(other)) => other.text.map(|text| text.title.to_string()),
                _ => None,
            }
        }
    };
    Ok(Some(Shown { card, reviews: row.remembered.reviews, instead }))
}
