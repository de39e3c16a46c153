//! `rekindle record erase`: entries, a card, some days or everything, gone for good.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::{Outcome, World, WrongUsage};
use crate::language::{EN, Language};
use crate::memory::days::Day;
use crate::store::backups::{self, Reason};
use crate::store::{Reach, Scope, Store, everything};

/// Options of `rekindle record erase`.
#[derive(Debug, clap::Args)]
pub struct Erase {
    /// A practice with its ratings and notes: its id or the beginning of it, from `record list`; may be given twice
    #[arg(long, value_name = "ID")]
    entry: Vec<String>,
    /// All that was ever recorded of a card
    #[arg(long, value_name = "CARD", conflicts_with_all = ["entry", "from", "to"])]
    card: Option<String>,
    /// Everything you did from this practice day on, as in 2026-11-23
    #[arg(long, value_name = "DAY", value_parser = super::day, conflicts_with = "entry")]
    from: Option<Day>,
    /// And up to this one
    #[arg(long, value_name = "DAY", value_parser = super::day, requires = "from")]
    to: Option<Day>,
    /// The whole record, its backups and whatever else rekindle keeps
    #[arg(long, conflicts_with_all = ["entry", "card", "from", "to"])]
    everything: bool,
    /// In the backups as well: those from before are deleted, and a new one is made
    #[arg(long)]
    backups: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

#[derive(Serialize)]
struct Report {
    practices: usize,
    others: usize,
    backups_deleted: usize,
    backups_left: usize,
    /// Whether every byte is gone from the file and the journal beside it.
    clean: bool,
}

#[derive(Serialize)]
struct Gone {
    removed: Vec<PathBuf>,
    left: Vec<PathBuf>,
}

impl Erase {
    pub(in super::super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json && !self.yes {
            return Err(WrongUsage(
                "could not ask before erasing: --json prints facts alone; give --yes with it".to_owned(),
            )
            .into());
        }
        if self.everything {
            return self.all(world);
        }
        if self.entry.is_empty() && self.card.is_none() && self.from.is_none() && !self.backups {
            return Err(WrongUsage(
                "could not erase that: say what with --entry, --card, --from and --to, or --everything; \
                 `rekindle record list` shows the ids"
                    .to_owned(),
            )
            .into());
        }
        let mut store = world.open()?;
        let reach = self.reach(world, &store)?;
        let data = world.data_dir()?;
        let kept = everything::copies(&data)?;
        let with_backups = self.backups && !kept.is_empty();
        let words = world.language();
        if reach.is_empty() && !with_backups {
            world.say(words.record.nothing_to_erase)?;
            return Ok(Outcome::Done);
        }
        if !self.yes {
            if !reach.is_empty() {
                world.say(&(words.record.goes)(&described(words, &reach)))?;
            }
            if with_backups {
                world.say(&(words.record.copies_go)(kept.len()))?;
            }
            if !world.agrees(words.record.erase)? {
                world.say(words.printed.nothing_done)?;
                return Ok(Outcome::Done);
            }
        }
        let clean = reach.is_empty() || store.erase(world.now(), &reach.all())?;
        let day = world.now().day(store.settings()?.day_begins);
        drop(store);
        let deleted = if self.backups { renew_backups(&data, &kept, day)? } else { 0 };
        let left = kept.len() - deleted;
        if world.json {
            let (practices, others) = (reach.practices.len(), reach.others.len());
            world.print_json(&Report { practices, others, backups_deleted: deleted, backups_left: left, clean })?;
        } else {
            let command = "rekindle record erase --backups";
            Aftermath { reach: &reach, deleted, left, clean, command }.tell(world)?;
        }
        Ok(if clean { Outcome::Done } else { Outcome::Not })
    }

    /// Finds all that is asked for.
    fn reach(&self, world: &World, store: &Store) -> anyhow::Result<Reach> {
        let mut scopes = Vec::new();
        for entry in &self.entry {
            scopes.push(Scope::Entry(store.find_entry(entry)?));
        }
        if let Some(card) = &self.card {
            scopes.push(Scope::Card(store.find_card(card)?));
        }
        let day_begins = store.settings()?.day_begins;
        if let Some(from) = self.from {
            scopes.push(Scope::Days { from, to: self.to.unwrap_or_else(|| world.now().day(day_begins)) });
        }
        let mut reach = Reach::default();
        for scope in scopes {
            let one = store.reach(&scope, day_begins)?;
            reach.practices.extend(one.practices);
            reach.others.extend(one.others);
        }
        for list in [&mut reach.practices, &mut reach.others] {
            list.sort_unstable();
            list.dedup();
        }
        Ok(reach)
    }

    /// Erases the record itself, and all that is kept beside it.
    fn all(&self, world: &mut World) -> anyhow::Result<Outcome> {
        world.learn_language();
        let words = world.language();
        let data = world.data_dir()?;
        let folder = data.display().to_string();
        let files = everything::files(&data)?;
        if files.is_empty() {
            world.say(words.record.nothing_to_erase)?;
            return Ok(Outcome::Done);
        }
        if !self.yes {
            world.say(&(words.record.all_goes)(&folder))?;
            let asked = words.record.erase_everything;
            world.say(&(words.record.type_it)(asked))?;
            let meant = |line: String| [asked, EN.record.erase_everything].contains(&line.trim());
            if !world.line()?.is_some_and(meant) {
                world.say(words.printed.nothing_done)?;
                return Ok(Outcome::Done);
            }
        }
        let left = everything::erase(&data, &files)?;
        if world.json {
            world.print_json(&Gone { removed: files, left })?;
            return Ok(Outcome::Done);
        }
        world.say(&(words.record.all_gone)(&folder))?;
        if !left.is_empty() {
            let names: Vec<String> = left.iter().map(|path| path.display().to_string()).collect();
            world.say(&(words.record.not_ours)(&names.join(", ")))?;
        }
        world.say(words.record.out_of_reach)?;
        Ok(Outcome::Done)
    }
}

/// What an erasure came to.
pub struct Aftermath<'a> {
    /// What went.
    pub reach: &'a Reach,
    /// How many older copies of the record were deleted.
    pub deleted: usize,
    /// How many are left.
    pub left: usize,
    /// Whether the bytes are gone too.
    pub clean: bool,
    /// What deletes the older copies.
    pub command: &'a str,
}

impl Aftermath<'_> {
    /// Says it, and what is out of reach.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn tell(&self, world: &World) -> anyhow::Result<()> {
        let Self { reach, deleted, left, clean, command } = *self;
        let words = world.language();
        if !reach.is_empty() {
            world.say(&(words.record.erased)(&described(words, reach)))?;
        }
        if !clean {
            world.say(words.record.in_use)?;
        }
        if deleted > 0 {
            world.say(&(words.record.copies_deleted)(deleted))?;
        } else if left > 0 {
            world.say(&(words.record.copies_stay)(left, command))?;
        }
        world.say(words.record.out_of_reach)
    }
}

/// Deletes older copies of the record and makes a new backup; returns how many were deleted.
///
/// # Errors
/// When one cannot be deleted, or there is no room for the new one.
pub fn renew_backups(data: &Path, kept: &[PathBuf], day: Day) -> anyhow::Result<usize> {
    for path in kept {
        everything::remove(path)?;
    }
    backups::make(data, day, Reason::Daily)?;
    Ok(kept.len())
}

/// Says in words how much an erasure takes.
pub fn described(words: &Language, reach: &Reach) -> String {
    (words.record.reach)(reach.practices.len(), reach.others.len())
}
