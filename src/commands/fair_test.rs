//! `rekindle fair-test`: two cards in pairs, in an order that chance gives.

use std::io;

use serde::Serialize;

use super::{Outcome, World, WrongUsage};
use crate::app::helping::testing_page;
use crate::app::page::Page;
use crate::deck::ids::CardId;
use crate::deck::text::SafeText;
use crate::helped::constants::FAIR_PAIRS;
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::record::benefit::Testing;
use crate::record::event::FairTest;
use crate::store::Store;

/// Options of `rekindle fair-test`.
#[derive(Debug, clap::Args)]
pub struct FairTestOptions {
    /// The two cards, as in grounding/feet-press; without them the test that goes on is shown
    #[arg(value_name = "CARD", num_args = 2)]
    cards: Vec<String>,
    /// What is looked at: distress or connection
    #[arg(long, value_name = "A", default_value_t = Axis::Distress)]
    axis: Axis,
    /// End the test that goes on
    #[arg(long, conflicts_with = "cards")]
    stop: bool,
}

/// A fair test as JSON: here, and in `helped --json`.
#[derive(Serialize)]
pub(super) struct Told {
    first: CardId,
    second: CardId,
    axis: Axis,
    pairs: Vec<(f64, f64)>,
    pairs_planned: usize,
    taken: usize,
    next: Option<CardId>,
    mean: Option<f64>,
    sd: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p_first: Option<f64>,
    sign_flip: Option<f64>,
    sentence: Option<String>,
}

impl From<&Testing> for Told {
    fn from(testing: &Testing) -> Self {
        let shown = testing.shown();
        let range = shown.map(|shown| shown.difference.ninety());
        let (first, second) = &testing.titles;
        Self {
            first: testing.test.first.clone(),
            second: testing.test.second.clone(),
            axis: testing.test.axis,
            pairs: testing.progress.pairs.clone(),
            pairs_planned: FAIR_PAIRS,
            taken: testing.progress.taken,
            next: testing.next().cloned(),
            mean: shown.map(|shown| shown.difference.mean),
            sd: shown.map(|shown| shown.difference.sd()),
            low: range.map(|(low, _)| low),
            high: range.map(|(_, high)| high),
            p_first: shown.map(|shown| shown.difference.above(0.0)),
            sign_flip: shown.map(|shown| shown.sign_flip),
            sentence: shown.map(|shown| shown.words(first.as_str(), second.as_str())),
        }
    }
}

#[derive(Serialize)]
struct Report {
    fair_test: Option<Told>,
}

impl FairTestOptions {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let day_begins = store.settings()?.day_begins;
        if self.stop {
            let goes_on = store.fair_test(world.now(), day_begins)?.is_some();
            if goes_on {
                store.test_fairly(world.now(), None)?;
            }
            if !world.json {
                world.say(if goes_on {
                    world.language().printed.test_ended
                } else {
                    world.language().printed.no_test
                })?;
                return Ok(Outcome::Done);
            }
        }
        if let [first, second] = self.cards.as_slice() {
            let (first, second) = (safe(world, &store, first)?, safe(world, &store, second)?);
            if first == second {
                return Err(WrongUsage("could not begin a fair test: it takes two different cards".to_owned()).into());
            }
            // Within what every reader of JSON holds exactly.
            let seed = u64::try_from(world.chance()? >> 75).unwrap_or(0);
            store.test_fairly(world.now(), Some(FairTest { first, second, axis: self.axis, seed }))?;
        }
        let testing = store.fair_test(world.now(), day_begins)?;
        if world.json {
            world.print_json(&Report { fair_test: testing.as_ref().map(Told::from) })?;
        } else {
            let words = world.words(&store.settings()?);
            let page = Page { blocks: testing_page(testing.as_ref(), words), words, ..Page::default() };
            crate::plain::print(&page, crate::plain::WIDTH, &mut io::stdout().lock())?;
        }
        Ok(Outcome::Done)
    }
}

/// Finds a card that the person already finds safe: used before, not at rest anywhere, not often worse.
fn safe(world: &World, store: &Store, named: &str) -> anyhow::Result<CardId> {
    let shown = SafeText::new(named);
    let card: CardId = named.parse().map_err(|_bad| {
        WrongUsage(format!("could not begin a fair test: `{shown}` is no card; `rekindle card list` shows them"))
    })?;
    let settings = store.settings()?;
    let today = world.now().day(settings.day_begins);
    let row = store.card(&card)?;
    let refused = |why: &str| anyhow::anyhow!("could not begin a fair test with {card}: {why}");
    let Some(technique) = store.technique(&card)? else {
        return Err(refused("it was never used; try it first, and see whether it suits you"));
    };
    let (distress, connection) = store.pools(world.now(), settings.day_begins)?;
    let worse = [distress, connection]
        .iter()
        .any(|pools| pools.estimate(&technique.cells, today.0).verdict == Verdict::OftenWorse);
    if !row.active || row.rests_on(today) || worse {
        return Err(refused("it rests or was often worse; choose one that feels all right"));
    }
    Ok(card)
}
