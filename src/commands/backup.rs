//! `rekindle backup`: a copy of the record now, and the ones there are.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::trouble::trouble;
use super::{Outcome, World, WrongUsage};
use crate::language::{EN, Language};
use crate::memory::days::{Day, Moment};
use crate::store::backups::{self, Backup as Kept, Holds, Reason};

/// Options of `rekindle backup`.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// List the backups there are and what each holds
    #[arg(long, conflicts_with = "to")]
    list: bool,
    /// Write the copy to this file instead, on another disk say
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// A backup as it is printed.
#[derive(Serialize)]
pub(super) struct BackupJson {
    file: PathBuf,
    day: Option<Day>,
    reason: &'static str,
    sound: bool,
    entries: Option<u64>,
    practices: Option<u64>,
    last: Option<Moment>,
}

#[derive(Serialize)]
struct ListJson {
    backups: Vec<BackupJson>,
}

impl Backup {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let data = world.data_dir()?;
        if self.list {
            world.learn_language();
            return list(world, &data);
        }
        let store = world.open()?;
        let day = world.now().day(store.settings()?.day_begins);
        let file = match &self.to {
            Some(to) => {
                if to.exists() {
                    return Err(WrongUsage(format!(
                        "could not write {}: there is a file of that name; choose another, nothing was changed",
                        to.display()
                    ))
                    .into());
                }
                store.copy_to(to)?;
                to.clone()
            }
            None => backups::make(&data, day, Reason::Daily)?.path,
        };
        let holds = backups::verify(&file)?;
        if world.json {
            let day = self.to.is_none().then_some(day);
            let reason = if day.is_some() { said(Reason::Daily) } else { "asked for" };
            world.print_json(&json(file, day, reason, Some(holds)))?;
        } else {
            let words = world.language();
            world.say(&(words.files.copied)(&file.display().to_string(), &said_to_hold(words, &holds, day)))?;
        }
        Ok(Outcome::Done)
    }
}

fn list(world: &World, data: &Path) -> anyhow::Result<Outcome> {
    let kept = backups::list(data)?;
    if world.json {
        let backups = kept.into_iter().map(|kept| {
            let holds = backups::verify(&kept.path).ok();
            json(kept.path, Some(kept.day), said(kept.reason), holds)
        });
        world.print_json(&ListJson { backups: backups.collect() })?;
        return Ok(Outcome::Done);
    }
    say_list(world, data, &kept)?;
    Ok(Outcome::Done)
}

/// Prints the backups there are, the newest first.
pub(super) fn say_list(world: &World, data: &Path, kept: &[Kept]) -> anyhow::Result<()> {
    let words = world.language();
    let folder = backups::folder(data).display().to_string();
    if kept.is_empty() {
        return world.say(&(words.files.no_backup)(&folder));
    }
    let today = world.now().day(crate::memory::days::ROLLOVER_HOUR);
    for backup in kept {
        let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let holds = match backups::verify(&backup.path) {
            Ok(holds) => said_to_hold(words, &holds, today),
            Err(why) => (words.files.unusable)(&trouble(words, &why)),
        };
        let of = match backup.reason {
            Reason::Daily => None,
            Reason::BeforeVersion(_) => Some(words.files.before_version),
            Reason::Replaced => Some(words.files.replaced_by_restore),
        };
        world.say(&(words.files.backup)(&name, &(words.amounts.then)(backup.day, today), of, &holds))?;
    }
    world.say(&(words.files.folder)(&folder))
}

/// What a record holds, in words.
pub(super) fn said_to_hold(words: &Language, holds: &Holds, today: Day) -> String {
    let last = holds.last.map(|last| (words.amounts.then)(last.day(crate::memory::days::ROLLOVER_HOUR), today));
    (words.files.holds)(holds.practices, holds.entries, last.as_deref())
}

fn json(file: PathBuf, day: Option<Day>, reason: &'static str, holds: Option<Holds>) -> BackupJson {
    BackupJson {
        file,
        day,
        reason,
        sound: holds.is_some(),
        entries: holds.map(|holds| holds.entries),
        practices: holds.map(|holds| holds.practices),
        last: holds.and_then(|holds| holds.last),
    }
}

fn said(reason: Reason) -> &'static str {
    match reason {
        Reason::Daily => "daily",
        Reason::BeforeVersion(_) => EN.files.before_version,
        Reason::Replaced => EN.files.replaced_by_restore,
    }
}
