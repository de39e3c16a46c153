//! `rekindle deck diff`: what is different between two decks.

use std::path::Path;

use serde::Serialize;

use super::super::{Outcome, World};
use super::{check, read};
use crate::deck::diff::Difference;
use crate::deck::ids::DeckId;
use crate::deck::model::Deck;
use crate::deck::version::Version;

/// Options of `rekindle deck diff`.
#[derive(Debug, clap::Args)]
pub struct Compare {
    /// A file, or the id of a deck that you have
    before: String,
    /// Another one
    after: String,
}

#[derive(Serialize)]
struct Report {
    same: bool,
    before: Side,
    after: Side,
    #[serde(flatten)]
    difference: Difference,
}

#[derive(Serialize)]
struct Side {
    id: DeckId,
    version: Version,
}

impl Compare {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        world.learn_language();
        let before = deck(world, &self.before)?;
        let after = deck(world, &self.after)?;
        let difference = Difference::between(&before, &after);
        if world.json {
            let side = |deck: &Deck| Side { id: deck.id.clone(), version: deck.version };
            let (same, before, after) = (difference.is_empty(), side(&before), side(&after));
            world.print_json(&Report { same, before, after, difference })?;
        } else if difference.is_empty() {
            world.say(world.language().decks.no_difference)?;
        } else {
            let words = &world.language().decks;
            for line in difference.lines(words.card, words.other_order) {
                world.say(&line)?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// Reads a deck from a file, or takes the one that is there under an id. A file wins: an id can be told apart from it
/// with a path, as in ./name.
fn deck(world: &mut World, name: &str) -> anyhow::Result<Deck> {
    let path = Path::new(name);
    if path.exists() || name.parse::<DeckId>().is_err() {
        let reading = read(path, world.language())?;
        let Some(deck) = reading.deck else {
            check::say_problems(&world.language().decks, path, &reading.problems, &mut std::io::stderr().lock())?;
            anyhow::bail!("could not compare {}: it has errors; mend them first", path.display());
        };
        return Ok(deck);
    }
    super::find(&world.open()?, name)
}
