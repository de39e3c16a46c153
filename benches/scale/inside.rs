//! Measurements inside this process: a plan, and answers one after another.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rekindle::app::keys::Key;
use rekindle::app::{App, Effect, Msg, Place, Shown, Start};
use rekindle::clock;
use rekindle::deck::help_lines::HelpLines;
use rekindle::deck::ids::CardId;
use rekindle::deck::kinds::State;
use rekindle::helped::levels::Axis;
use rekindle::helped::now::{Asked, choose};
use rekindle::memory::days::Moment;
use rekindle::record::event::{Body, Kind, ParametersAdopted, Planned, SessionBegun, SessionId};
use rekindle::session::Session;
use rekindle::session::pace::Pace;
use rekindle::session::plan::{Rules, plan};
use rekindle::store::{FILE, Store};
use rekindle::term::{Screen, Theme};
use rusqlite::Connection;

use crate::bare;
use crate::chance::Chance;
use crate::histories::{NOW, TODAY};

fn now() -> Result<Moment> {
    Ok(chrono::DateTime::parse_from_rfc3339(NOW)?.into())
}

/// Plans a session from an open record, again and again; gives rekindle's times and those of a bare due query.
pub fn plans(folder: &Path, times: usize) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let store = Store::open(folder, clock::Chance::seeded(1))?;
    let connection = Connection::open(folder.join(FILE))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let began = Instant::now();
        let settings = store.settings()?;
        store.gates()?;
        let families = store.families_touched()?;
        let due = store.due(TODAY, 0, None)?;
        let new = store.new_cards(TODAY, 0, None, 24)?;
        let pace = Pace::learn(&store.took()?);
        let rules = Rules {
            today: TODAY,
            budget_seconds: settings.budget_seconds,
            most_cards: settings.most_cards as usize,
            most_new: settings.most_new.saturating_sub(store.totals(TODAY)?.learned) as usize,
            families: &families,
            last_day: store.last_practice_day(TODAY)?,
            seed: 1,
            model: store.model(),
            pace: &pace,
        };
        let planned = plan(&rules, due, new);
        for item in &planned {
            store.card_id(item.candidate.number)?;
        }
        ours.push(began.elapsed());
        let began = Instant::now();
        bare::due(&connection)?;
        theirs.push(began.elapsed());
    }
    Ok((ours, theirs))
}

/// Opens the record and reads all that the screen of what helped shows, each time on a connection of its own.
pub fn helped(folder: &Path, times: usize) -> Result<Vec<Duration>> {
    let mut all = Vec::new();
    for _ in 0..times {
        let store = Store::open(folder, clock::Chance::seeded(1))?;
        let began = Instant::now();
        let known = store.what_helped(now()?, 4, 500, 119)?;
        for axis in Axis::ALL {
            ensure!(!known.table(*axis, None).is_empty(), "nothing was rated");
        }
        all.push(began.elapsed());
    }
    Ok(all)
}

/// Chooses something for right now, from the key to what is offered, words and all.
pub fn right_now(folder: &Path, times: usize) -> Result<Vec<Duration>> {
    let store = Store::open(folder, clock::Chance::seeded(1))?;
    let mut all = Vec::new();
    for seed in 0..times as u64 {
        let began = Instant::now();
        let state = State::ALL.get(usize::try_from(seed % 5)?).copied();
        let mut asked = Asked { state, distress: Some(5), connection: None, seconds: None, rated: 0, said: 0, seed };
        store.step_back(now()?, 4, true)?;
        let found = store.for_now(&mut asked, now()?, 4, 0, None)?;
        let candidates: Vec<_> = found.into_iter().map(|(candidate, _)| candidate).collect();
        for offer in choose(&asked, &candidates) {
            store.card(&candidates[offer.index].card)?;
        }
        all.push(began.elapsed());
    }
    Ok(all)
}

/// Adopts parameters, which makes all memory again; beside reading the answers by card and letting the crate replay them.
pub fn memories(folder: &Path, times: usize) -> Result<(Vec<Duration>, Vec<Duration>)> {
    let mut store = Store::open(folder, clock::Chance::seeded(4))?;
    let connection = Connection::open(folder.join(FILE))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..times {
        let parameters = fsrs::DEFAULT_PARAMETERS.map(|weight| weight * (1.01 + round as f32 * 0.01));
        let adopted = ParametersAdopted {
            parameters: Some(parameters.to_vec()),
            answers: 0,
            weight: 1.0,
            log_loss_default: 0.0,
            log_loss: 0.0,
        };
        let began = Instant::now();
        store.append(now()?, vec![Body::ParametersAdopted(adopted)])?;
        ours.push(began.elapsed());
        let began = Instant::now();
        bare::replay(&connection, &parameters)?;
        theirs.push(began.elapsed());
    }
    Ok((ours, theirs))
}

/// Times of answers.
#[derive(Default)]
pub struct Answers {
    /// From the key to the next card drawn.
    pub whole: Vec<Duration>,
    /// Of it, until the answer was on disk.
    pub stored: Vec<Duration>,
    /// The bare transaction.
    pub bare: Vec<Duration>,
}

/// Answers cards in sessions of a usual length, each until the next card is drawn, and as many bare transactions in
/// between.
pub fn answers(folder: &Path, other: &Path, cards: u32, most: usize) -> Result<Answers> {
    let mut store = Store::open(folder, clock::Chance::seeded(2))?;
    let mut bare = bare::Answers::open(other, cards)?;
    let cards_begun = store.catalog()?.into_iter().filter(|card| card.active && card.due.is_some());
    let mut ids: Vec<CardId> = cards_begun.map(|card| card.id).collect();
    let mut chance = Chance::new(3);
    let mut terminal = Terminal::new(TestBackend::new(80, 24))?;
    let now = now()?;
    let mut times = Answers::default();
    while times.whole.len() < most {
        let mut app = App::new(session(&store, &mut ids, &mut chance)?, now);
        while app.place() != Place::End {
            let key = if app.place() == Place::Revealed { Key::Char('3') } else { Key::Enter };
            let pressed = Instant::now();
            let Some(effect) = app.update(Msg::Pressed(key), now) else { continue };
            let Effect::Record(bodies) = effect else { bail!("a session ended early") };
            let asked = pressed.elapsed();
            // As long a text for the other side; not a part of our answer.
            let written = serde_json::to_string(&bodies)?;
            let writing = Instant::now();
            let events = store.append(now, bodies)?;
            times.stored.push(asked + writing.elapsed());
            app.update(Msg::Recorded(events), now);
            let page = app.page();
            terminal.draw(|frame| {
                frame.render_widget(Screen { page: &page, theme: &Theme::DARK, scroll: 0 }, frame.area());
            })?;
            times.whole.push(asked + writing.elapsed());
            let writing = Instant::now();
            bare.write(&written)?;
            times.bare.push(writing.elapsed());
        }
    }
    Ok(times)
}

/// Makes a session of cards from everywhere in the record, all of them begun before, none of them twice.
fn session(store: &Store, ids: &mut Vec<CardId>, chance: &mut Chance) -> Result<Start> {
    let (mut items, mut cards) = (Vec::new(), BTreeMap::new());
    while items.len() < 8 {
        let index = usize::try_from(chance.below(ids.len().max(1) as u64))?;
        let id = ids.swap_remove(index);
        let row = store.card(&id)?;
        let card = row.text.context("a card has words")?;
        let shown = Shown { card, reviews: row.remembered.reviews, lapses: 0, instead: None };
        cards.insert(id.clone(), shown);
        items.push(Planned { card: id, kind: Kind::Review, seconds: 45 });
    }
    let id = SessionId(uuid::Builder::from_random_bytes([7; 16]).into_uuid());
    let begun = SessionBegun { session: id, day: TODAY, budget_seconds: 300, items };
    Ok(Start {
        last_entry: store.last_entry()?,
        begun: true,
        cards,
        gates: store.gates()?,
        people: store.people()?,
        ..Start::new(Session::new(begun), HelpLines::shipped()?)
    })
}
