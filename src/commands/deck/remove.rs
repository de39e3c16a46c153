//! `rekindle deck remove`: a deck goes; what was practised from it stays in the record unless its removal is asked for too.

use anyhow::bail;
use serde::Serialize;

use super::super::record::erase::{self, Aftermath};
use super::super::{Outcome, World, WrongUsage};
use super::SAFETY;
use crate::deck::ids::DeckId;
use crate::deck::text::SafeText;
use crate::record::event::Body;
use crate::store::{Reach, Scope, Store, everything};

/// Options of `rekindle deck remove`.
#[derive(Debug, clap::Args)]
pub struct Remove {
    /// Its id
    deck: String,
    /// Also erase, for good, what you recorded of its cards: practices, ratings, notes, your own words; also for a
    /// deck that you removed before
    #[arg(long)]
    with_record: bool,
    /// With --with-record, in the backups as well: those from before are deleted, and a new one is made
    #[arg(long, requires = "with_record")]
    backups: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

#[derive(Serialize)]
struct Report {
    deck: DeckId,
    practices: usize,
    others: usize,
    backups_deleted: usize,
    backups_left: usize,
    /// Whether every byte is gone from the file and the journal beside it.
    clean: bool,
}

impl Remove {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json && !self.yes {
            return Err(WrongUsage(
                "could not ask before removing: --json prints facts alone; give --yes with it".to_owned(),
            )
            .into());
        }
        let mut store = world.open()?;
        let (id, title, there) = self.find(&store)?;
        if id.as_str() == SAFETY {
            bail!("could not remove {title}: its cards say when to stop and whom to reach, and stay within reach");
        }
        if self.with_record {
            return self.with_record(world, store, id, &title, there);
        }
        let words = world.language();
        if !self.yes && !world.agrees(&(words.decks.remove)(title.as_str()))? {
            world.say(words.printed.nothing_changed)?;
            return Ok(Outcome::Not);
        }
        store.append(world.now(), vec![Body::DeckRemoved { deck: id.clone() }])?;
        if world.json {
            let backups_left = everything::copies(&world.data_dir()?)?.len();
            world.print_json(&Report {
                deck: id,
                practices: 0,
                others: 0,
                backups_deleted: 0,
                backups_left,
                clean: true,
            })?;
        } else {
            world.say(&(words.decks.removed)(title.as_str()))?;
        }
        Ok(Outcome::Done)
    }

    /// Finds the deck: its id, its title, and whether it is there now.
    fn find(&self, store: &Store) -> anyhow::Result<(DeckId, SafeText, bool)> {
        if self.with_record
            && let Some(known) = store.known_deck(&self.deck)?
        {
            return Ok((known.deck.id, known.deck.title, !known.removed));
        }
        super::find(store, &self.deck).map(|deck| (deck.id, deck.title, true))
    }

    fn with_record(
        &self,
        world: &World,
        mut store: Store,
        deck: DeckId,
        title: &SafeText,
        there: bool,
    ) -> anyhow::Result<Outcome> {
        let day_begins = store.settings()?.day_begins;
        let reach = store.reach(&Scope::Deck(deck.clone()), day_begins)?;
        let data = world.data_dir()?;
        let kept = everything::copies(&data)?;
        let words = world.language();
        let no_copies = !self.backups || kept.is_empty();
        if !there && reach.is_empty() && no_copies {
            world.say(words.decks.nothing_to_remove)?;
            return Ok(Outcome::Done);
        }
        if !self.yes {
            self.say_what_goes(world, title, there, &reach, kept.len())?;
            if !world.agrees(words.decks.remove_with_record)? {
                world.say(words.printed.nothing_changed)?;
                return Ok(Outcome::Not);
            }
        }
        let removed = there.then(|| Body::DeckRemoved { deck: deck.clone() });
        let clean = store.erase_and(world.now(), &reach.all(), removed)?;
        let day = world.now().day(day_begins);
        drop(store);
        let deleted = if self.backups { erase::renew_backups(&data, &kept, day)? } else { 0 };
        let left = kept.len() - deleted;
        if world.json {
            world.print_json(&Report {
                deck,
                practices: reach.practices.len(),
                others: reach.others.len(),
                backups_deleted: deleted,
                backups_left: left,
                clean,
            })?;
        } else {
            if there {
                world.say(&(words.decks.removed_for_good)(title.as_str()))?;
            }
            let command = format!("rekindle deck remove {deck} --with-record --backups");
            Aftermath { reach: &reach, deleted, left, clean, command: &command }.tell(world)?;
        }
        Ok(if clean { Outcome::Done } else { Outcome::Not })
    }

    fn say_what_goes(
        &self,
        world: &World,
        title: &SafeText,
        there: bool,
        reach: &Reach,
        copies: usize,
    ) -> anyhow::Result<()> {
        let words = world.language();
        if there {
            world.say(&(words.record.goes)(title.as_str()))?;
        }
        if reach.is_empty() {
            world.say(words.decks.nothing_recorded)?;
        } else {
            world.say(&(words.decks.record_goes)(&erase::described(words, reach)))?;
        }
        if self.backups && copies > 0 {
            world.say(&(words.record.copies_go)(copies))?;
        }
        Ok(())
    }
}
