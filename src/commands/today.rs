//! `rekindle today`: the session.

use std::io;
use std::thread::{self, JoinHandle};

use anyhow::Context;
use serde::Serialize;

use super::background::Background;
use super::forecast::Foreseen;
use super::prepare::{self, Known, Prepared, Wish};
use super::trouble::{closed, failed};
use super::{Color, Outcome, World, WrongUsage};
use crate::app::browse::Opened;
use crate::app::own::DeckLine;
use crate::app::weeks::Weeks;
use crate::app::{App, Effect, Msg, Outside};
use crate::clock;
use crate::deck::ids::CardId;
use crate::language::Language;
use crate::memory::days::Day;
use crate::record::catalog::After;
use crate::record::event::{Body, Kind, Told};
use crate::record::settings::Settings;
use crate::session::Session;
use crate::session::plan::Item;
use crate::store::{Hold, Store, StoreError, backups};
use crate::term::{ColorChoice, Theme};

/// How many cards of the list are read at once: about a millisecond, so that no key waits for it.
const STRETCH: u32 = 1000;

/// Options of `rekindle today`.
#[derive(Debug, Default, clap::Args)]
pub struct Today {
    /// How long the session is, in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    minutes: Option<u32>,
    /// Take new cards from this path, as in paths/start
    #[arg(long, value_name = "P")]
    path: Option<String>,
    /// Only cards of this family
    #[arg(long, value_name = "F")]
    family: Option<String>,
    /// Only print the plan
    #[arg(long)]
    plan: bool,
}

#[derive(Serialize)]
struct Plan {
    day: Day,
    budget_seconds: u32,
    planned_seconds: u32,
    items: Vec<PlanItem>,
    later: u32,
    clock_jump_hours: Option<i64>,
}

#[derive(Serialize)]
struct PlanItem {
    card: CardId,
    kind: Kind,
    seconds: u32,
    retrievability: Option<f32>,
}

impl Today {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let wish = Wish { minutes: self.minutes, path: self.path, family: self.family };
        if self.plan {
            return print_plan(world, &wish);
        }
        if world.json {
            return Err(WrongUsage(
                "could not print the session as JSON: it is for people; --json goes with `today --plan`".to_owned(),
            )
            .into());
        }
        let mut store = world.open()?;
        let _held = if world.plain { None } else { Some(Hold::of(&world.data_dir()?)?) };
        let start = prepare::start(world, &mut store, &wish, !world.plain)?;
        let app = App::new(start, world.now());
        let day = world.now().day(store.settings()?.day_begins);
        let shown = show(world, &mut store, app);
        let writes = !store.view_only();
        store.leave_for_good();
        if world.plain && shown.is_ok() && writes {
            world.copy_of_the_day(day);
        }
        shown.map(|()| Outcome::Done)
    }
}

/// Shows an app until it is left, in the terminal or line by line.
pub(super) fn show(world: &World, store: &mut Store, mut app: App) -> anyhow::Result<()> {
    let clock = world.clock();
    let settings = store.settings()?;
    let words = world.words(&settings);
    let (dark, day_begins) = (settings.dark.or(world.surroundings.dark), settings.day_begins);
    // The person goes on meanwhile; a copy that is not done when they leave is made another time.
    let mut copying: Option<JoinHandle<_>> = None;
    let mut copy = |store: &Store| {
        if let (None, false, Some(data)) = (&copying, store.view_only(), store.folder()) {
            let (data, day) = (data.to_owned(), clock.now().day(day_begins));
            copying = Some(thread::spawn(move || backups::daily(&data, day)));
        }
    };
    // Line by line there is no quiet moment to wait for; a small record is copied on leaving, with all of the session.
    let copies_beside = world.plain && store.folder().is_some_and(|data| !backups::is_quick(data));
    // Not before the first page, and once.
    let mut search: Option<Option<Background>> = None;
    let begin = |store: &Store| settings.learns.then(|| Background::begin(store, settings.retention)).flatten();
    let mut perform = |effect: Effect| match effect {
        Effect::Record(bodies) => match store.append(clock.now(), bodies) {
            Ok(events) => {
                search.get_or_insert_with(|| begin(store));
                if copies_beside {
                    copy(store);
                }
                Msg::Recorded(events)
            }
            Err(error) => Msg::Failed(closed(words, &error)),
        },
        Effect::List(after) => listed(store, after.as_deref(), words),
        Effect::Open(id) => open(store, &settings, clock.now().day(day_begins), id)
            .map_or_else(|error| Msg::Failed(closed(words, &error)), |card| Msg::Opened(card.map(Box::new))),
        Effect::Decks => decks(store).map_or_else(|error| Msg::Failed(closed(words, &error)), Msg::Decks),
        Effect::SkipsOf(card) => {
            // What cannot be counted is not asked about.
            Msg::Skips(store.skips_in_a_row(&card).unwrap_or(0))
        }
        Effect::Foresee => match foresee(world, store) {
            Ok(weeks) => Msg::Foreseen(Box::new(weeks)),
            Err(error) => Msg::Failed(failed(words, &error)),
        },
        Effect::LookBack => match look_back(world, store) {
            Ok(said) => {
                // Whatever is wrong with the disk, it is said again another time.
                let _ = said.is_some().then(|| store.append(clock.now(), vec![Body::Told { what: Told::Weeks }]));
                Msg::LookedBack(said)
            }
            Err(_unread) => Msg::LookedBack(None),
        },
        Effect::Tidy => {
            // Whatever is wrong with the disk, the next answer says it better.
            let _ = store.tidy();
            search.get_or_insert_with(|| begin(store));
            copy(store);
            Msg::Recorded(Vec::new())
        }
        // The loops leave by themselves.
        Effect::Leave => Msg::Recorded(Vec::new()),
        other => super::now::answer(store, &settings, clock.now(), other, words),
    };
    let now = || clock.now();
    let mut outside = Outside { perform: &mut perform, now: &now, slow: false };
    if let Some(first) = app.first() {
        let answer = (outside.perform)(first);
        outside.tell(&mut app, answer);
    }
    if world.plain {
        let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
        crate::plain::run(&mut app, &mut outside, &mut input, &mut output, crate::plain::WIDTH)
            .context("could not go on with the session")?;
    } else {
        let choice = match world.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let theme = Theme::choose(choice, world.surroundings.no_color, dark);
        crate::term::run(&mut app, &mut outside, &clock::monotonic(), theme, settings.mouse)
            .context("could not use the terminal")?;
    }
    // What a copy that is done found out is told once the screen is the person's again.
    if let Some(Ok(Err(why))) = copying.take_if(|copying| copying.is_finished()).map(JoinHandle::join) {
        world.no_backup(&why.into());
    }
    anyhow::ensure!(!app.unsaved(), words.files.answer_not_taken);
    // A window that was closed hears no farewell, and closing it is a way to leave.
    let say = |sentence: &str| if world.plain { world.say(sentence) } else { world.say(sentence).or(Ok(())) };
    app.farewell().map_or(Ok(()), say)?;
    let between = app.session().current().is_none();
    let changed = search.flatten().and_then(|search| search.end(store, clock.now(), between, world));
    changed.map_or(Ok(()), |sentence| say(&sentence))
}

/// Reads a card as it is looked at; `None` when its words are gone with their deck.
fn open(store: &Store, settings: &Settings, today: Day, id: CardId) -> Result<Option<Opened>, StoreError> {
    let row = store.card(&id)?;
    let (favourite, resting) = (row.favourite, row.rests_on(today));
    let due = row.remembered.due.map(|due| settings.limits(favourite).open_from(due));
    let (edit, reviewed) = (store.edit(&id)?, store.reviewed(id.deck())?);
    let authored = row.authored;
    Ok(row.text.map(|card| {
        let authored = authored.unwrap_or_else(|| card.clone());
        Opened { id, card, authored, edit, favourite, resting, due, reviewed }
    }))
}

/// Reads a stretch of the list of every card.
fn listed(store: &Store, after: Option<&After>, words: &Language) -> Msg {
    store.catalog_after(after, STRETCH).map_or_else(|error| Msg::Failed(closed(words, &error)), Msg::Listed)
}

/// Reads every deck as it is listed and looked at.
fn decks(store: &Store) -> Result<Vec<DeckLine>, StoreError> {
    let mut lines = Vec::new();
    for row in store.decks()? {
        let Some((deck, _)) = store.deck(row.id.as_str())? else { continue };
        lines.push(DeckLine {
            title: row.title.to_string(),
            authors: deck.authors.iter().map(|author| author.name.to_string()).collect(),
            version: row.version.to_string(),
            licence: deck.license.to_string(),
            reviewed: deck.reviewed,
            cautions: deck.contraindications.as_ref().map(ToString::to_string),
            id: row.id.to_string(),
            summary: deck.summary.as_ref().map_or_else(String::new, ToString::to_string),
            cards: row.cards,
        });
    }
    Ok(lines)
}

/// How many weeks the page shows.
const WEEKS_SHOWN: u32 = 4;

fn foresee(world: &World, store: &Store) -> anyhow::Result<Weeks> {
    let known = Known::read(world, store)?;
    Ok(Foreseen::look(store, &known, WEEKS_SHOWN * 7, world.seed)?.weeks)
}

/// Says how the last weeks compare with what was foreseen.
fn look_back(world: &World, store: &Store) -> anyhow::Result<Option<String>> {
    let known = Known::read(world, store)?;
    super::forecast::looked_back(store, &known, world.seed, world.words(&known.settings))
}

fn print_plan(world: &mut World, wish: &Wish) -> anyhow::Result<Outcome> {
    let store = world.open()?;
    let known = Known::read(world, &store)?;
    let plan = match known.left().filter(|_| *wish == Wish::default()) {
        Some(session) => left(&store, &known, session)?,
        None => known.plan(&store, wish, world.seed)?,
    };
    if world.json {
        let due_today = |item: &&(CardId, Item)| item.1.candidate.due.is_some_and(|due| due <= known.today);
        let planned = plan.items.iter().filter(due_today).count();
        let due = store.count_due(known.today, known.blocked())?;
        let later = due.saturating_sub(u32::try_from(planned).unwrap_or(u32::MAX));
        world.print_json(&as_json(&plan, later, world.clock_jump()))?;
    } else {
        say_plan(world, &store, &plan)?;
        if let Some(hours) = world.clock_jump() {
            world.say(&(world.language().amounts.jumped)(hours))?;
        }
    }
    Ok(Outcome::Done)
}

/// Makes a plan of what is open in a session that was left.
fn left(store: &Store, known: &Known, session: &Session) -> anyhow::Result<Prepared> {
    let mut items = Vec::new();
    for planned in session.begun().items.iter().filter(|item| session.open(&item.card)) {
        if let Some(candidate) = store.candidate(&planned.card)? {
            let item = Item::taken_up(candidate, planned, known.today, store.model());
            items.push((planned.card.clone(), item));
        }
    }
    Ok(Prepared { today: known.today, budget_seconds: session.begun().budget_seconds, items })
}

fn as_json(prepared: &Prepared, later: u32, clock_jump_hours: Option<i64>) -> Plan {
    Plan {
        day: prepared.today,
        budget_seconds: prepared.budget_seconds,
        planned_seconds: prepared.seconds(),
        items: prepared
            .items
            .iter()
            .map(|(card, item)| PlanItem {
                card: card.clone(),
                kind: item.planned(card.clone()).kind,
                seconds: item.seconds,
                retrievability: item.retrievability,
            })
            .collect(),
        later,
        clock_jump_hours,
    }
}

fn say_plan(world: &World, store: &Store, prepared: &Prepared) -> anyhow::Result<()> {
    let words = world.language();
    if prepared.items.is_empty() {
        return world.say(words.today.nothing_waits);
    }
    world.say(&(words.printed.plan_of)(prepared.today, &(words.amounts.minutes)(prepared.seconds())))?;
    for (id, item) in &prepared.items {
        let row = store.card(id)?;
        let title = row.text.map_or_else(|| id.to_string(), |text| text.title.to_string());
        world.say(&format!("  {}  {id}", (words.printed.plan_card)(&title, item.seconds, item.new)))?;
    }
    Ok(())
}
