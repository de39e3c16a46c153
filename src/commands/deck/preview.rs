//! `rekindle deck preview`: a deck file as a learner meets it, without adding it.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::super::prepare::{self, Wish};
use super::super::{Outcome, World, WrongUsage, today};
use super::{check, convert, introduce, read};
use crate::app::{App, handout, preview};
use crate::deck::ids::CardSlug;
use crate::deck::kinds::Gate;
use crate::deck::model::{Card, Deck};
use crate::deck::shipped;
use crate::record::event::{Body, Kind, Planned, SessionBegun, SessionId};

/// Options of `rekindle deck preview`.
#[derive(Debug, clap::Args)]
pub struct Preview {
    /// The file
    file: PathBuf,
    /// Only this card
    #[arg(long, value_name = "CARD")]
    card: Option<CardSlug>,
    /// Write one page of HTML, for somebody without a terminal and to print
    #[arg(long, value_name = "OUT")]
    html: Option<PathBuf>,
    /// With --html: take the place of a file that is there
    #[arg(long, requires = "html")]
    force: bool,
}

impl Preview {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let file = self.file.display();
        world.learn_language();
        let words = world.language();
        let reading = read(&self.file, words)?;
        let Some(mut deck) = reading.deck else {
            check::say_problems(&words.decks, &self.file, &reading.problems, &mut io::stderr().lock())?;
            bail!("could not show {file}: it has errors; mend them first");
        };
        if let Some(card) = &self.card {
            deck.cards.retain(|other| other.id == *card);
            if deck.cards.is_empty() {
                return Err(WrongUsage(format!("could not show {file}: it has no card `{card}`")).into());
            }
        }
        if let Some(out) = &self.html {
            convert::put(out, handout::html(&deck, words).as_bytes(), self.force)?;
            world.say(&(words.decks.written)(out))?;
        } else if world.json {
            world.print_json(&deck)?;
        } else if world.plain {
            introduce(world, &deck)?;
            let mut out = io::stdout().lock();
            for card in &deck.cards {
                for page in preview::pages(card, words) {
                    writeln!(out)?;
                    crate::plain::print(&page, crate::plain::WIDTH, &mut out)?;
                }
            }
        } else {
            walk(world, deck)?;
        }
        Ok(Outcome::Done)
    }
}

/// Runs a session of all cards in a record that is forgotten afterwards. Nothing of it is kept anywhere.
fn walk(world: &mut World, deck: Deck) -> anyhow::Result<()> {
    let now = world.now();
    let mut store = world.forgetful()?;
    let planned = |card: &Card| Planned { card: deck.card_id(card), kind: Kind::Learn, seconds: card.seconds() };
    let items: Vec<Planned> = deck.cards.iter().filter(|card| !card.pinned).map(planned).collect();
    if items.is_empty() {
        return Err(anyhow!("could not walk through it: no card of it comes up by itself; --plain prints it"));
    }
    let id = uuid::Builder::from_random_bytes(world.chance()?.to_be_bytes()).into_uuid();
    let day = now.day(store.settings()?.day_begins);
    let begun = SessionBegun { session: SessionId(id), day, budget_seconds: 3_600, items };
    // Strong gates are switched on, as they are for a learner who meets such a card; the others are asked.
    let strong = Gate::ALL.iter().filter(|gate| gate.strong()).map(|gate| Body::GateAllowed { gate: *gate });
    let others = shipped::decks().into_iter().filter(|other| other.id != deck.id);
    let mut bodies: Vec<Body> =
        others.map(|deck| Body::DeckAdded { deck: Box::new(deck), shipped: true, source: None }).collect();
    bodies.push(Body::DeckAdded { deck: Box::new(deck), shipped: false, source: None });
    bodies.extend(strong);
    // The language that was set in the record of the person, which is not this one.
    bodies.push(Body::SettingChanged { key: "language".into(), value: Some(world.language().tag.into()) });
    bodies.push(Body::SessionBegun(begun));
    store.append(now, bodies)?;
    let start = prepare::start(world, &mut store, &Wish::default(), true)?;
    let app = App::new(start, world.now());
    today::show(world, &mut store, app)
}
