//! From the record to a session: read by index what is due and new, let the plan decide, take up what was left.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;

use super::WrongUsage;
use super::world::World;
use crate::app::keys::Keymap;
use crate::app::{Shown, Start};
use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::deck::text::SafeText;
use crate::helped::constants::DRIFT_QUIET_DAYS;
use crate::helped::harm::StepBack;
use crate::memory::days::{Day, Moment};
use crate::memory::grading::effort_for_lapse;
use crate::record::event::{Body, CheckedIn, Kind, SessionBegun, SessionId, Told};
use crate::record::remembered::Remembered;
use crate::record::settings::Settings;
use crate::session::pace::Pace;
use crate::session::plan::{self, Item, Rules};
use crate::session::{Done, Session};
use crate::store::{Store, StoreError};

/// New cards looked at for a plan, so that a few that do not fit leave others.
const NEW_LOOKED_AT: u32 = 24;

/// How many days ahead say whether there is time for new cards.
const AHEAD: i64 = 13;

/// How long the steps of a card take, in seconds, when none in particular is meant: the middle of the cards that ship.
pub const USUAL_STEPS: u32 = 60;

/// How many days are looked back on, and at least lie between two looks.
pub const LOOKED_BACK_ON: u32 = 28;

/// How many days there have to be in the record before the last ones are looked back on.
pub const LOOK_BACK_AFTER: u32 = 2 * LOOKED_BACK_ON;

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
fn blocked(gates: &BTreeMap<Gate, bool>) -> u32 {
    Gate::ALL
        .iter()
        .filter(|gate| !gates.get(gate).copied().unwrap_or(!gate.strong()))
        .fold(0, |bits, gate| bits | gate.bit())
}

/// What the record says at the start of a session or of a plan.
pub struct Known {
    /// The settings.
    pub settings: Settings,
    /// Gates that the person decided on.
    pub gates: BTreeMap<Gate, bool>,
    /// The practice day.
    pub today: Day,
    /// The latest session of today, without cards that rest now, need a blocked gate or are gone.
    pub latest: Option<Session>,
    /// Why a person comes before any card today.
    pub step_back: Option<StepBack>,
    /// Whether the message of heavier days is to be said.
    pub heavier: bool,
    /// What the person said today of how they are, and when.
    pub checked_in: Option<(CheckedIn, Moment)>,
    /// Cards, by their numbers, that the record lets rest in a state.
    pub rests: BTreeSet<(i64, State)>,
}

/// Tells whether a person comes before any card today, and whether the message of heavier days is to be said. Heavier
/// days alone have this effect on the day on which they are told.
pub(super) fn stepping_back(
    store: &Store,
    settings: &Settings,
    now: Moment,
) -> Result<(Option<StepBack>, bool), StoreError> {
    let found = store.step_back(now, settings.day_begins, settings.drift_message)?;
    if found != Some(StepBack::Drift) {
        return Ok((found, false));
    }
    let today = now.day(settings.day_begins);
    Ok(match store.told(Told::Drift)? {
        Some(at) if at.day(settings.day_begins) == today => (found, false),
        Some(at) if today.since(at.day(settings.day_begins)) < DRIFT_QUIET_DAYS.unsigned_abs() => (None, false),
        _ => (found, true),
    })
}

impl Known {
    /// Reads it.
    pub fn read(world: &World, store: &Store) -> anyhow::Result<Self> {
        let settings = store.settings()?;
        let gates = store.gates()?;
        let today = world.now().day(settings.day_begins);
        let (step_back, heavier) = stepping_back(store, &settings, world.now())?;
        let of_today = |(_, at): &(CheckedIn, Moment)| at.day(settings.day_begins) == today;
        let checked_in = store.last_check_in()?.filter(of_today);
        let state = checked_in.and_then(|(said, _)| said.state);
        let rests = store.rests(today)?;
        let mut latest = store.latest_session(today)?.map(|(begun, since)| Session::resume(begun, &since));
        if let Some(session) = &mut latest {
            let blocked = blocked(&gates);
            let mut gone = Vec::new();
            for item in session.begun().items.iter().filter(|item| session.open(&item.card)) {
                let stays = match store.card(&item.card) {
                    Ok(row) => {
                        let open = |card: &Card| card.gate_bits() & blocked == 0;
                        let rests_here = state.is_some_and(|state| rests.contains(&(row.number, state)));
                        row.active && !row.rests_on(today) && !rests_here && row.text.as_ref().is_some_and(open)
                    }
                    Err(StoreError::NoCard(_)) => false,
                    Err(other) => return Err(other.into()),
                };
                let hidden = step_back.is_some() && item.kind == Kind::Learn && session.waits_to_begin(&item.card);
                if !stays || hidden {
                    gone.push(item.card.clone());
                }
            }
            session.drop_cards(|card| gone.contains(card));
        }
        Ok(Self { settings, gates, today, latest, step_back, heavier, checked_in, rests })
    }

    /// Returns the session that was left today and can go on.
    pub fn left(&self) -> Option<&Session> {
        self.latest.as_ref().filter(|session| session.current().is_some())
    }

    /// Returns the gates whose cards stay out of plans, a bit each.
    pub fn blocked(&self) -> u32 {
        blocked(&self.gates)
    }

    /// Returns the next day on which something comes up, and on which the person does not rest: what waits already, a
    /// card that comes round, or a new one.
    pub fn next_day(&self, store: &Store) -> anyhow::Result<Option<Day>> {
        let tomorrow = self.today.plus(1);
        let blocked = self.blocked();
        let new = self.settings.most_new > 0
            && !store.new_cards(tomorrow, blocked, self.settings.path.as_deref(), 1)?.is_empty();
        let next = if new || store.count_due(self.today, blocked)? > 0 {
            Some(tomorrow)
        } else {
            store.next_due_day(self.today, blocked)?
        };
        Ok(next.map(|day| self.settings.limits(false).open_from(day)))
    }

    /// Tells whether today's session is behind: begun, and nothing of it is open.
    pub fn done_today(&self) -> bool {
        self.left().is_none()
            && self.latest.iter().flat_map(Session::progress).any(|progress| progress.done != Done::Skipped)
    }

    /// Returns the time and the cards that today's session took of what a day may hold, as they were planned: a second
    /// session of the day gets what is left, unless the person asks for so many minutes.
    fn taken_today(&self, wish: &Wish) -> (u32, usize) {
        let Some(session) = self.latest.as_ref().filter(|_| wish.minutes.is_none() && self.left().is_none()) else {
            return (0, 0);
        };
        let practised = |card: &CardId| {
            session.progress().iter().any(|progress| progress.card == *card && progress.done != Done::Skipped)
        };
        let items = session.begun().items.iter().filter(|item| practised(&item.card));
        items.fold((0, 0), |(seconds, cards), item| (seconds + item.seconds, cards + 1))
    }

    /// Tells whether today is a day of rest. What comes round on it is met on the next open day, and is there all the
    /// same when the person asks for a session of so many minutes, of a path or of a family.
    fn rests(&self, wish: &Wish) -> bool {
        *wish == Wish::default() && self.settings.limits(false).rests_on(self.today)
    }

    /// Plans a session. What was passed over today stays out of it.
    pub fn plan(&self, store: &Store, wish: &Wish, seed: u64) -> anyhow::Result<Prepared> {
        let (today, settings, blocked) = (self.today, &self.settings, self.blocked());
        let (seconds_taken, cards_taken) = self.taken_today(wish);
        let budget_seconds = wish
            .minutes
            .map_or(settings.budget_seconds, |minutes| minutes.saturating_mul(60))
            .saturating_sub(seconds_taken);
        let totals = store.totals(today)?;
        let families = store.families_touched()?;
        let family = wish.family.as_ref().map(|word| family(store, word)).transpose()?;
        if let Some(path) = &wish.path {
            has_path(store, path)?;
        }
        if self.rests(wish) {
            return Ok(Prepared { today, budget_seconds, items: Vec::new() });
        }
        let mut due = store.due(today, blocked, family)?;
        let long_ago = |last: Day| today.since(last) >= plan::FAMILY_DAYS;
        let stale: Vec<i64> = families
            .iter()
            .filter(|(family, last)| long_ago(**last) && due.iter().all(|card| card.family != **family))
            .map(|(family, _)| *family)
            .collect();
        if !stale.is_empty() && totals.practices == 0 && family.is_none() {
            due.extend(store.ahead(today, blocked, &stale)?);
        }
        let pace = Pace::learn(&store.took()?);
        let most_new = if self.step_back.is_some() { 0 } else { settings.most_new.saturating_sub(totals.learned) };
        let a_day = f64::from(settings.budget_seconds);
        let each = f64::from(pace.seconds(0, USUAL_STEPS, false));
        let ahead = f64::from(store.count_ahead(today, AHEAD)?) * each;
        let most_new = plan::slowed(most_new, ahead, a_day * (AHEAD + 1) as f64);
        let path = wish.path.as_deref().or(settings.path.as_deref());
        let mut new = if most_new == 0 {
            Vec::new()
        } else {
            let most = if family.is_some() { u32::MAX } else { NEW_LOOKED_AT };
            store.new_cards(today, blocked, path, most)?
        };
        new.retain(|card| family.is_none_or(|family| card.family == family));
        let skipped = self.skipped(store)?;
        due.retain(|card| !skipped.contains(&card.number) && !self.rests_here(card.number));
        new.retain(|card| !skipped.contains(&card.number) && !self.rests_here(card.number));
        let rules = Rules {
            today,
            budget_seconds,
            most_cards: (settings.most_cards as usize).saturating_sub(cards_taken),
            most_new: most_new as usize,
            families: &families,
            last_day: store.last_practice_day(today.plus(-1))?,
            seed,
            model: store.model(),
            pace: &pace,
        };
        let mut items = Vec::new();
        let mut planned = plan::plan(&rules, due, new);
        if seconds_taken > 0 && planned.iter().map(|item| item.seconds).sum::<u32>() > budget_seconds {
            // The only card of a session may be longer than its time, and this is not the only one of the day.
            planned.clear();
        }
        for item in planned {
            if let Some(id) = store.card_id(item.candidate.number)? {
                items.push((id, item));
            }
        }
        Ok(Prepared { today, budget_seconds, items })
    }

    /// Tells whether a card rests in the state that was said today.
    fn rests_here(&self, number: i64) -> bool {
        let state = self.checked_in.and_then(|(said, _)| said.state);
        state.is_some_and(|state| self.rests.contains(&(number, state)))
    }

    /// Returns the cards that were passed over today.
    fn skipped(&self, store: &Store) -> anyhow::Result<Vec<i64>> {
        let mut numbers = Vec::new();
        for card in store.passed_over(self.today, self.settings.day_begins)? {
            match store.card(&card) {
                Ok(row) => numbers.push(row.number),
                Err(StoreError::NoCard(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(numbers)
    }
}

fn family(store: &Store, word: &str) -> anyhow::Result<i64> {
    Ok(store.family(word)?.ok_or_else(|| {
        WrongUsage(format!(
            "could not plan for the family `{}`: no card is of it; `rekindle card list` shows the cards",
            SafeText::new(word)
        ))
    })?)
}

/// Tells whether there is such a path.
///
/// # Errors
/// When there is none, with what to do.
pub fn has_path(store: &Store, path: &str) -> anyhow::Result<()> {
    if store.has_path(path)? {
        return Ok(());
    }
    Err(WrongUsage(format!(
        "could not plan by the path `{}`: there is none of that name; `rekindle deck show paths` lists those that ship",
        SafeText::new(path)
    ))
    .into())
}

/// Makes everything the app starts from: the session left earlier today, or a new one.
pub fn start(world: &mut World, store: &mut Store, wish: &Wish, timed: bool) -> anyhow::Result<Start> {
    let known = Known::read(world, store)?;
    let today = known.today;
    let last_day = store.last_practice_day(today)?;
    let done_today = known.done_today();
    let (session, begun) = match known.left() {
        Some(session) if *wish == Wish::default() => (session.clone(), true),
        _ => {
            let prepared = known.plan(store, wish, world.seed)?;
            let items = prepared.items.iter().map(|(card, item)| item.planned(card.clone())).collect();
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
    if known.heavier && !store.view_only() {
        store.append(world.now(), vec![Body::Told { what: Told::Drift }])?;
    }
    let mut resting = Vec::new();
    for card in cards.keys() {
        let number = store.card(card)?.number;
        let here = State::ALL.iter().filter(|state| known.rests.contains(&(number, **state)));
        resting.extend(here.map(|state| (card.clone(), *state)));
    }
    let words = world.words(&known.settings);
    Ok(Start {
        // Also when the clock went back behind every practice, this is not the first time.
        first_run: store.last_practice_day(Day(i32::MAX))?.is_none() && known.latest.is_none(),
        next_day: if session.current().is_none() { known.next_day(store)? } else { None },
        session,
        begun,
        cards,
        checked_in: known.checked_in,
        step_back: known.step_back,
        heavier: known.heavier,
        resting,
        offer_wait: !store.waited_lately(world.now())?,
        now_seconds: None,
        only_now: false,
        seed: world.seed,
        people: store.people()?,
        help: HelpLines::shipped().context("could not read the help lines that ship with the program")?,
        away_days: last_day.map_or(0, |last| today.since(last)),
        done_today,
        day_begins: known.settings.day_begins,
        last_entry: world.last_entry,
        view_only: store.view_only(),
        four_grades: known.settings.four_grades,
        hint: hint(store, &known)?,
        look_back: may_look_back(world, store, &known)?,
        region: known.settings.region,
        home: world.surroundings.home().map(str::to_owned),
        still: known.settings.still || world.surroundings.no_motion,
        no_motion: world.surroundings.no_motion,
        bell: known.settings.bell,
        numb: known.settings.numb,
        // Letters that this version cannot place are passed over, so that a record never keeps its screens shut.
        keys: Keymap::new(&known.settings.keys).unwrap_or_default(),
        stored: store.stored_settings()?,
        plan: store.plan()?,
        words,
        around: world.surroundings.words,
        gates: known.gates,
        timed,
    })
}

/// Returns what is worth saying once about how grades are used.
fn hint(store: &Store, known: &Known) -> anyhow::Result<Option<Told>> {
    let may = known.settings.four_grades && !store.was_told(Told::Grades)?;
    Ok((may && effort_for_lapse(&store.graded()?)).then_some(Told::Grades))
}

/// Tells whether it is time to say how the last weeks compare with what was foreseen: once in that many days, and not
/// before there are twice as many in the record.
fn may_look_back(world: &World, store: &Store, known: &Known) -> anyhow::Result<bool> {
    let told = store.told(Told::Weeks)?.map(|at| at.day(known.settings.day_begins));
    let lately = told.is_some_and(|day| known.today.since(day) < LOOKED_BACK_ON);
    let enough = store.first_practice_day()?.is_some_and(|first| known.today.since(first) >= LOOK_BACK_AFTER);
    Ok(enough && !lately && !store.view_only() && world.now().day(known.settings.day_begins) == known.today)
}

/// Reads a card as the session shows it; `None` when its words are gone with their deck.
pub(super) fn shown(store: &Store, id: &CardId) -> Result<Option<Shown>, StoreError> {
    let row = match store.card(id) {
        Ok(row) => row,
        Err(StoreError::NoCard(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(card) = row.text else { return Ok(None) };
    let instead = card.instead.as_ref().and_then(|reference| {
        let full = if reference.contains('/') { reference.clone() } else { format!("{}/{reference}", id.deck()) };
        let other = store.card(&full.parse().ok()?).ok()?;
        Some((other.id, other.text?.title.to_string()))
    });
    let Remembered { reviews, lapses, .. } = row.remembered;
    Ok(Some(Shown { card, reviews, lapses, instead }))
}
