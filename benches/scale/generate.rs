//! Records of any size: decks written from the cards that ship, and histories of a simulated person.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use rekindle::clock;
use rekindle::deck::kinds::{FAMILIES, Family};
use rekindle::deck::model::{Card, Deck};
use rekindle::deck::shipped;
use rekindle::record::event::Body;
use rekindle::store::Store;

use crate::histories::{self, BEGIN};

/// Most cards in a deck, as the deck format has it.
const DECK: u32 = 2_000;

/// The seed of everything here.
pub const SEED: u64 = 7;

/// What a record looks like depends on these too, so that an older one in the cache is not used.
const SHAPES: [&str; 6] = [
    include_str!("../../src/store/schema/log.sql"),
    include_str!("../../src/store/schema/own.sql"),
    include_str!("../../src/store/schema/views.sql"),
    include_str!("generate.rs"),
    include_str!("histories.rs"),
    include_str!("bare.rs"),
];

/// A record of one size in the cache.
pub struct Made {
    /// Its data folder.
    pub folder: PathBuf,
    /// How many cards it holds.
    pub cards: u32,
    /// The database of the bare counterpart, with as many rows.
    pub bare: PathBuf,
}

/// Finds the record of this size in the cache, or makes it.
pub fn record(cache: &Path, cards: u32) -> Result<Made> {
    let shape = SHAPES
        .iter()
        .flat_map(|text| text.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let home = cache.join(format!("{cards}-{SEED}-{shape:016x}"));
    let made = Made { folder: home.join("data"), cards, bare: home.join("bare.db") };
    if home.exists() {
        return Ok(made);
    }
    let parts = cache.join(format!("{cards}-making"));
    if parts.exists() {
        fs::remove_dir_all(&parts)?;
    }
    fs::create_dir_all(&parts)?;
    let start = Instant::now();
    let practices = fill(&parts.join("data"), cards).context("could not make a record")?;
    eprintln!("{cards} cards, {practices} practices: made in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    crate::bare::make(&parts.join("bare.db"), cards)?;
    eprintln!("the bare one: {:.1} s", start.elapsed().as_secs_f64());
    fs::rename(&parts, &home)?;
    Ok(made)
}

fn fill(folder: &Path, cards: u32) -> Result<usize> {
    let mut store = Store::open(folder, clock::Chance::seeded(SEED))?;
    let shipped: Vec<Deck> = shipped::decks();
    let bodies =
        shipped.iter().map(|deck| Body::DeckAdded { deck: Box::new(deck.clone()), shipped: true, source: None });
    store.add_shipped(BEGIN, bodies.collect(), shipped::digest())?;
    let patterns: Vec<Card> =
        shipped.iter().flat_map(|deck| &deck.cards).filter(|card| !card.pinned).cloned().collect();
    let mut ids = Vec::new();
    let mut last = None;
    for (number, first) in (0..cards).step_by(DECK as usize).enumerate() {
        let deck = deck(&shipped[0], &patterns, number, first, DECK.min(cards - first))?;
        ids.extend(deck.cards.iter().map(|card| deck.card_id(card)));
        let events =
            store.append(BEGIN, vec![Body::DeckAdded { deck: Box::new(deck), shipped: false, source: None }])?;
        last = events.last().map(|event| event.order);
    }
    let practices = histories::practices(cards, store.model(), SEED);
    let count = practices.len();
    let events = histories::events(&practices, &ids, last.context("a record needs a deck")?, SEED);
    store.take_in(events)?;
    Ok(count)
}

fn deck(like: &Deck, patterns: &[Card], number: usize, first: u32, cards: u32) -> Result<Deck> {
    let mut deck = like.clone();
    deck.id = format!("org.example.scale-{number}").parse()?;
    deck.title = format!("Scale {number}").as_str().into();
    deck.paths.clear();
    deck.cards = (first..first + cards)
        .map(|card| {
            let index = card as usize;
            let mut made = patterns[index % patterns.len()].clone();
            made.id = format!("card-{card}").parse()?;
            made.title = format!("{} ({card})", made.title).as_str().into();
            made.family = Family::parse(FAMILIES[index % FAMILIES.len()].0)?;
            made.instead = None;
            made.gates.clear();
            Ok(made)
        })
        .collect::<Result<_>>()?;
    Ok(deck)
}
