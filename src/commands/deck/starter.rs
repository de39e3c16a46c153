//! `rekindle deck new`: a file to start a deck from.

use std::path::PathBuf;

use anyhow::anyhow;

use super::super::{Outcome, World, WrongUsage};
use super::convert::put;
use crate::deck::formats::{sheets, starter};

/// Options of `rekindle deck new`.
#[derive(Debug, clap::Args)]
pub struct New {
    /// The file to make; its ending says the format: .md or .json, with --sheet .xlsx
    file: PathBuf,
    /// Make a workbook, with lists to choose from and a sheet of help
    #[arg(long)]
    sheet: bool,
}

impl New {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let shown = self.file.display();
        let ending = self.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let bytes = match (ending.as_deref(), self.sheet) {
            (Some("xlsx"), _) => sheets::starter().map_err(|why| anyhow!("could not make {shown}: {why}"))?,
            (Some("md" | "markdown"), false) => starter::MARKDOWN.as_bytes().to_owned(),
            (Some("json"), false) => starter::JSON.as_bytes().to_owned(),
            (_, true) => return Err(WrongUsage(format!("could not make {shown}: a workbook ends in .xlsx")).into()),
            _ => return Err(WrongUsage(format!("could not make {shown}: end it in .md, .json or .xlsx")).into()),
        };
        put(&self.file, &bytes, false)?;
        world.learn_language();
        let words = &world.language().decks;
        world.say(&(words.written)(&self.file))?;
        world.say(&(words.write_your_cards)(&self.file))?;
        Ok(Outcome::Done)
    }
}
