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
use crate::language::Language;
use crate::language::decks::DeckWords;
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
fn read(file: &Path, words: &Language) -> anyhow::Result<Reading> {
    Ok(intake::read(file, words)?.reading())
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
    let words = world.language();
    let DeckWords { by, licence, review, caution, .. } = words.decks;
    world.say(&format!("  {by}: {}", authors.join("; ")))?;
    world.say(&format!("  {licence}: {}", deck.license))?;
    world.say(&format!("  {review}: {}", (words.decks.reviewed)(deck.reviewed.as_ref())))?;
    if let Some(when_not) = &deck.contraindications {
        world.say(&format!("  {caution}: {when_not}"))?;
    }
    world.say(&format!("  {}", (words.own.cards)(deck.cards.len())))?;
    for gate in Gate::ALL {
        let cards = deck.cards.iter().filter(|card| card.gates.contains(gate)).count();
        if cards > 0 {
            world.say(&format!("  {}", (words.decks.gate)(*gate, &(words.own.cards)(cards))))?;
        }
    }
    for card in &deck.cards {
        if let Some(text) = &card.caution {
            world.say(&format!("  {}: {caution}: {text}", card.title))?;
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
        let words = world.language();
        for deck in decks {
            let from = (words.decks.from)(deck.shipped);
            let cards = (words.own.cards)(usize::try_from(deck.cards).unwrap_or(usize::MAX));
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
        let said = world.language().decks.path;
        world.say(&format!("  {said} {}/{}  {}: {}", deck.id, path.id, path.title, path.cards.join(", ")))?;
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
            world.say(&(world.language().decks.written)(path))?;
        }
    }
    Ok(Outcome::Done)
}
