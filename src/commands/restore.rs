//! `rekindle restore`: a backup in the place of the record.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::backup::{said_to_hold, say_list};
use super::{Outcome, World, WrongUsage};
use crate::memory::days::{Day, ROLLOVER_HOUR};
use crate::store::backups::{self, Holds};
use crate::store::restore::{present, restore};

/// Options of `rekindle restore`.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// Which one: a file, the name of a backup, a day as in 2026-11-23, or `latest`; left out, it lists them
    which: Option<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

#[derive(Serialize)]
struct Done {
    restored: PathBuf,
    entries: u64,
    practices: u64,
    replaced: Option<PathBuf>,
}

impl Restore {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        world.learn_language();
        let words = world.language();
        let data = world.data_dir()?;
        let Some(which) = self.which else {
            say_list(world, &data, &backups::list(&data)?)?;
            world.say(words.files.how_to_restore)?;
            return Ok(Outcome::Done);
        };
        let backup = find(&data, &which)?;
        let shown = backup.display().to_string();
        let holds = backups::verify(&backup)?;
        let today = world.now().day(ROLLOVER_HOUR);
        if !self.yes {
            world.say(&(words.files.backup_holds)(&shown, &said_to_hold(words, &holds, today)))?;
            world.say(&match present(&data)? {
                Some(now) => (words.files.record_holds)(&said_to_hold(words, &now, today)),
                None => words.files.no_record.to_owned(),
            })?;
            if !world.agrees(words.files.restore)? {
                world.say(words.printed.nothing_done)?;
                return Ok(Outcome::Done);
            }
        }
        let mut chance = world.split_chance()?;
        let replaced = restore(&data, &backup, today, &mut chance)?;
        if world.json {
            let Holds { entries, practices, .. } = holds;
            world.print_json(&Done { restored: backup, entries, practices, replaced })?;
        } else {
            world.say(&(words.files.restored)(&shown))?;
            if let Some(replaced) = replaced {
                world.say(&(words.files.replaced)(&replaced.display().to_string()))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// Finds the backup that is meant.
fn find(data: &Path, which: &str) -> anyhow::Result<PathBuf> {
    let kept = backups::list(data)?;
    let day = Day::try_from(which.to_owned()).ok();
    let named = kept.iter().find(|backup| {
        which == "latest" || Some(backup.day) == day || backup.path.file_name().is_some_and(|name| name == which)
    });
    if let Some(backup) = named {
        return Ok(backup.path.clone());
    }
    let file = PathBuf::from(which);
    if file.is_file() {
        return Ok(file);
    }
    Err(WrongUsage(format!(
        "could not find the backup `{which}`: it is neither a file nor one of the backups; `rekindle backup --list` shows \
         them"
    ))
    .into())
}
