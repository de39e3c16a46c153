//! `rekindle record`: the record in your own hands. Look at it, take it along, bring it back, change it, erase it.

mod anki;
mod edit;
pub(super) mod erase;
mod export;
mod foreign;
pub(super) mod import;
mod list;

use super::{Outcome, World};
use crate::memory::days::Day;

/// What to do with the record.
#[derive(Debug, clap::Subcommand)]
pub enum Record {
    /// List past practices, with the ids by which they are changed or erased
    List(list::List),
    /// Change a past practice: its note, its ratings, when it was
    Edit(edit::Edit),
    /// Erase entries, a card, some days or everything, for good
    Erase(erase::Erase),
    /// Write the record to a file of your own
    Export(export::Export),
    /// Take in a file that was exported
    Import(import::Import),
}

impl Record {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        match self {
            Self::List(list) => list.run(world),
            Self::Edit(edit) => edit.run(world),
            Self::Erase(erase) => erase.run(world),
            Self::Export(export) => export.run(world),
            Self::Import(import) => import.run(world),
        }
    }
}

/// Reads a practice day as it is written on the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::try_from(text.to_owned()).map_err(|why| format!("{why}; write it as 2026-11-23"))
}
