//! `rekindle deck`: look at decks, check, add and remove them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

mod add;
mod check;
mod compare;
mod convert;
mod preview;
mod remove;
mod starter;

use super::{Outcome, World, intake};
use crate::deck::formats::Reading;
use crate::deck::ids::DeckId;
use crate::deck::kinds::Gate;
use crate::deck::model::Deck as Text;
use crate::deck::text::SafeText;
use crate::deck::version::Version;
use crate::deck::write;
use crate::language::count;
use crate::store::Store;

/// The path through the decks that ship.
const USUAL_PATH: &str = "paths/start";

/// The deck of safety cards: always within reach.
const SAFETY: &str = "safety";

/// What to do with decks.
#[derive(Debug, clap::Subcommand)]
pub enum Deck {
    /// List the decks
    List,
    /// Add a deck from a file, or a newer version of one
    Add(add::Add),
    /// Check deck files and say everything that is wrong with them
    Check(check::Check),
    /// Show what is different between two decks: files, or decks that you have
    Diff(compare::Compare),
    /// Walk through the cards of a deck file as a learner meets them, without adding it
    Preview(preview::Preview),
    /// Make a file to start a deck from
    New(starter::New),
    /// Turn a deck of one format into another
    Convert(convert::Convert),
    /// Show a deck
    Show {
        /// Its id
        deck: String,
    },
    /// Write a deck to a file, or to standard output
    Export {
        /// Its id
        deck: String,
        /// The file; it must not be there yet
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Remove a deck; what you practised from it stays in the record, unless you ask for that to go too
    Remove(remove::Remove),
}

#[derive(Serialize)]
struct ListReport {
    decks: Vec<ListItem>,
}

#[derive(Serialize)]
struct ListItem {
    id: DeckId,
    version: Version,
    title: SafeText,
    cards: u32,
    shipped: bool,
}

impl Deck {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        match self {
            Self::List => list(world),
            Self::Add(add) => add.run(world),
            Self::Check(check) => check.run(world),
            Self::Diff(compare) => compare.run(world),
            Self::Preview(preview) => preview.run(world),
            Self::New(new) => new.run(world),
            Self::Convert(convert) => convert.run(world),
            Self::Show { deck } => show(world, &deck),
            Self::Export { deck, out } => export(world, &deck, out.as_deref()),
            Self::Remove(remove) => remove.run(world),
        }
    }
}

/// Reads a deck file of any format.
fn read(file: &Path) -> anyhow::Result<Reading> {
    Ok(intake::read(file)?.reading())
}

/// Says who wrote a deck and what it needs.
fn introduce(world: &World, deck: &Text) -> anyhow::Result<()> {
    world.say(&format!("{} {} ({})", deck.title, deck.version, deck.id))?;
    if let Some(summary) = &deck.summary {
        world.say(summary.as_str())?;
    }
    let authors: Vec<String> = deck
        .authors
        .iter()
        .map(|author| match &author.role {
            Some(role) => format!("{}, {role}", author.name),
            None => author.name.to_string(),
        })
        .collect();
    world.say(&format!("  by: {}", authors.join("; ")))?;
    world.say(&format!("  licence: {}", deck.license))?;
    let review = deck
        .reviewed
        .as_ref()
        .map_or_else(|| "not stated".to_owned(), |reviewed| format!("{}, {}", reviewed.by, reviewed.on));
    world.say(&format!("  clinical review: {review}"))?;
    if let Some(when_not) = &deck.contraindications {
        world.say(&format!("  Caution: {when_not}"))?;
    }
    world.say(&format!("  {}", count(deck.cards.len(), "card")))?;
    for gate in Gate::ALL {
        let cards = deck.cards.iter().filter(|card| card.gates.contains(gate)).count();
        if cards > 0 {
            let how = if gate.strong() { "off until you switch it on" } else { "you are asked first" };
            world.say(&format!("  gate {gate}: {}; {how}", count(cards, "card")))?;
        }
    }
    for card in &deck.cards {
        if let Some(caution) = &card.caution {
            world.say(&format!("  {}: Caution: {caution}", card.title))?;
        }
    }
    Ok(())
}

fn list(world: &mut World) -> anyhow::Result<Outcome> {
    let store = world.open()?;
    let decks = store.decks()?;
    if world.json {
        let decks = decks
            .into_iter()
            .map(|deck| ListItem {
                id: deck.id,
                version: deck.version,
                title: deck.title,
                cards: deck.cards,
                shipped: deck.shipped,
            })
            .collect();
        world.print_json(&ListReport { decks })?;
    } else {
        for deck in decks {
            let from = if deck.shipped { "ships with rekindle" } else { "added by you" };
            let cards = count(usize::try_from(deck.cards).unwrap_or(usize::MAX), "card");
            world.say(&format!("{} {}  {} ({cards}, {from})", deck.id, deck.version, deck.title))?;
        }
    }
    Ok(Outcome::Done)
}

fn find(store: &Store, deck: &str) -> anyhow::Result<Text> {
    store.deck(deck)?.map(|(deck, _)| deck).with_context(|| {
        format!("could not find the deck: there is no `{}`; `rekindle deck list` shows them all", SafeText::new(deck))
    })
}

fn show(world: &mut World, deck: &str) -> anyhow::Result<Outcome> {
    let store = world.open()?;
    let deck = find(&store, deck)?;
    if world.json {
        world.print_json(&deck)?;
        return Ok(Outcome::Done);
    }
    introduce(world, &deck)?;
    for card in &deck.cards {
        world.say(&format!("  {}  {} ({} s)", deck.card_id(card), card.title, card.seconds()))?;
    }
    for path in &deck.paths {
        world.say(&format!("  path {}/{}  {}: {}", deck.id, path.id, path.title, path.cards.join(", ")))?;
    }
    Ok(Outcome::Done)
}

fn export(world: &mut World, deck: &str, out: Option<&Path>) -> anyhow::Result<Outcome> {
    let store = world.open()?;
    let text = write::to_json(&find(&store, deck)?);
    match out {
        None => io::stdout().lock().write_all(text.as_bytes())?,
        Some(path) => {
            convert::put(path, text.as_bytes(), false)?;
            let shown = path.display();
            world.say(&format!("Written: {shown}"))?;
        }
    }
    Ok(Outcome::Done)
}
