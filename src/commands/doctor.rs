//! `rekindle doctor`: check the record, and put right what can be without losing anything.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::trouble::trouble;
use super::{Outcome, World};
use crate::language::{EN, Language};
use crate::memory::days::ROLLOVER_HOUR;
use crate::store::backups::{self, Reason};
use crate::store::{FILE, Store, StoreError, newest, salvage};

/// Options of `rekindle doctor`.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Make every view again from the record
    #[arg(long)]
    rebuild: bool,
    /// Put right whatever is found; a damaged file is kept aside as it is
    #[arg(long)]
    repair: bool,
}

#[derive(Serialize)]
struct Report {
    ok: bool,
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Check {
    name: String,
    ok: bool,
    detail: String,
}

impl Check {
    fn new(name: &str, ok: bool, detail: impl Into<String>) -> Self {
        Self { name: name.to_owned(), ok, detail: detail.into() }
    }
}

impl Doctor {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let data = world.data_dir()?;
        world.learn_language();
        let words = if world.json { &EN } else { world.language() };
        let mut checks = Vec::new();
        if self.repair {
            checks.extend(close_to_others(words, &data)?);
            checks.extend(mend(words, world, &data)?);
        }
        match world.open() {
            Ok(mut store) => self.look(words, world, &mut store, &data, &mut checks)?,
            Err(error) => match error.downcast_ref::<StoreError>() {
                Some(why) if why.closes_the_record() => checks.push(closed(words, &data, why)),
                _ => return Err(error),
            },
        }
        checks.push(copies(words, world, &data)?);
        let ok = checks.iter().all(|check| check.ok);
        if world.json {
            world.print_json(&Report { ok, checks })?;
        } else {
            for check in &checks {
                let (mark, name) = ((words.files.mark)(check.ok), (words.files.check)(&check.name));
                world.say(&format!("{mark}: {name}: {}", check.detail))?;
            }
            if !ok {
                world.say(words.files.left_alone)?;
            }
        }
        Ok(if ok { Outcome::Done } else { Outcome::Not })
    }

    /// Looks at a record that opens.
    fn look(
        &self,
        words: &Language,
        world: &World,
        store: &mut Store,
        data: &Path,
        checks: &mut Vec<Check>,
    ) -> anyhow::Result<()> {
        checks.push(sound(words, store)?);
        checks.push(entries(words, store)?);
        checks.push(private(words, data)?);
        let differing =
            |store: &Store| -> anyhow::Result<Vec<(&'static str, u64)>> { Ok(store.compare_with_rebuild()?) };
        let mut views = match store.compare_with_rebuild() {
            // Views are made again from the entries, so damage in them is found here at the latest.
            Err(why @ (StoreError::Damaged { .. } | StoreError::Entry { .. } | StoreError::Other { .. })) => {
                let detail = format!("{}; {}", trouble(words, &why), words.files.repair);
                checks.push(Check::new("views", false, detail));
                return Ok(());
            }
            compared => compared?,
        };
        if self.rebuild || (self.repair && views.iter().any(|(_, rows)| *rows > 0)) {
            store.rebuild()?;
            checks.push(Check::new("rebuild", true, words.files.rebuilt));
            views = differing(store)?;
        }
        for (view, rows) in views {
            checks.push(Check::new(&format!("view {view}"), rows == 0, (words.files.view)(rows)));
        }
        checks.push(ahead(words, world, store)?);
        checks.push(Check::new("schema", true, (words.files.version)(newest())));
        Ok(())
    }
}

/// What SQLite itself says of the file.
fn sound(words: &Language, store: &Store) -> anyhow::Result<Check> {
    let found = store.unsound()?;
    let detail = if found.is_empty() {
        words.files.sound.to_owned()
    } else {
        format!("{}; {}", found.join("; "), words.files.repair)
    };
    Ok(Check::new("file", found.is_empty(), detail))
}

/// Whether every entry is what was written.
fn entries(words: &Language, store: &Store) -> anyhow::Result<Check> {
    let damaged = store.damaged_entries()?;
    let all = store.holds()?.entries;
    let detail = if damaged == 0 {
        (words.files.entries)(all)
    } else {
        format!("{}; {}", (words.files.damaged)(damaged, all), words.files.repair)
    };
    Ok(Check::new("entries", damaged == 0, detail))
}

/// Whether a practice was written down in a time that is still to come: the clock may have been wrong then, or is now.
fn ahead(words: &Language, world: &World, store: &Store) -> anyhow::Result<Check> {
    let now = world.now();
    let last = store.holds()?.last;
    let ahead = last.is_some_and(|last| last.utc_ms > now.utc_ms.saturating_add(36 * 3_600_000));
    Ok(Check::new("clock", !ahead, (words.files.ahead)(ahead)))
}

/// Reports a record that cannot be opened, as a check that says so.
fn closed(words: &Language, data: &Path, error: &StoreError) -> Check {
    let damaged = matches!(error, StoreError::Damaged { .. });
    let may_mend = damaged || matches!(error, StoreError::Foreign { .. });
    let readable = if may_mend { salvage::readable(data).unwrap_or(0) } else { 0 };
    let copies = backups::list(data).map_or(0, |kept| kept.len());
    // Without an entry of ours in it, a file of another program is nobody's to repair.
    let next = if readable > 0 || (damaged && copies > 0) {
        format!("\n{}; {}", (words.files.still_there)(readable, copies), words.files.repair)
    } else {
        String::new()
    };
    Check::new("file", false, format!("{}{next}", trouble(words, error)))
}

/// Makes a damaged record whole again. What is sound is left alone.
fn mend(words: &Language, world: &mut World, data: &Path) -> anyhow::Result<Option<Check>> {
    let damaged = match world.open() {
        Ok(mut store) => {
            let unsound = store.unsound().map_or(true, |found| !found.is_empty());
            unsound
                || store.damaged_entries().map_or(true, |damaged| damaged > 0)
                || match store.compare_with_rebuild() {
                    Ok(views) if views.iter().all(|(_, rows)| *rows == 0) => false,
                    // Views can be damaged too, so that they cannot even be emptied.
                    Ok(_) => store.rebuild().is_err(),
                    Err(_) => true,
                }
        }
        Err(error) => match error.downcast_ref::<StoreError>() {
            Some(StoreError::Damaged { .. }) => true,
            // A head that cannot be read looks like a file of another program, until it gives an entry of ours.
            Some(StoreError::Foreign { .. }) => salvage::readable(data)? > 0,
            _ => false,
        },
    };
    if !damaged {
        return Ok(None);
    }
    let mut chance = world.split_chance()?;
    let mended = match salvage::mend(data, &mut chance) {
        Ok(mended) => mended,
        Err(why @ StoreError::NothingLeft { .. }) => {
            return Ok(Some(Check::new("repair", false, trouble(words, &why))));
        }
        Err(why) => return Err(why.into()),
    };
    let aside = mended.aside.display().to_string();
    let mut detail = (words.files.mended)(mended.from_file, mended.from_backups, &aside);
    if !mended.missing.is_empty() {
        let numbers: Vec<String> = mended.missing.iter().take(20).map(u64::to_string).collect();
        let more = if mended.missing.len() > 20 { ", …" } else { "" };
        detail.push_str("; ");
        detail.push_str(&(words.files.missing)(mended.missing.len(), &format!("{}{more}", numbers.join(", "))));
    }
    Ok(Some(Check::new("repair", true, detail)))
}

/// Whether there are backups, and whether the newest can be used.
fn copies(words: &Language, world: &World, data: &Path) -> anyhow::Result<Check> {
    let kept = backups::list(data)?;
    let today = world.now().day(ROLLOVER_HOUR);
    let Some(newest) = kept.iter().find(|backup| backup.reason == Reason::Daily).or_else(|| kept.first()) else {
        return Ok(Check::new("backups", true, words.files.no_backups));
    };
    let (ok, detail) = match backups::verify(&newest.path) {
        Ok(holds) => {
            let when = (words.amounts.then)(newest.day, today);
            (true, (words.files.backups)(kept.len(), &when, holds.entries))
        }
        Err(why) => (false, format!("{}: {}", newest.path.display(), trouble(words, &why))),
    };
    Ok(Check::new("backups", ok, detail))
}

/// Everything that belongs to the record, with the folders that hold it.
fn all_files(data: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut all = vec![data.to_owned()];
    for folder in [data.to_owned(), backups::folder(data)] {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            let ours = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(FILE));
            if ours || folder != data || path == backups::folder(data) {
                all.push(path);
            }
        }
    }
    Ok(all)
}

fn open_to_others(path: &PathBuf) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

fn private(words: &Language, data: &Path) -> anyhow::Result<Check> {
    let open: Vec<String> =
        all_files(data)?.iter().filter(|path| open_to_others(path)).map(|path| path.display().to_string()).collect();
    let detail = if open.is_empty() {
        words.files.private.to_owned()
    } else {
        let names: Vec<&str> = open.iter().map(String::as_str).collect();
        (words.files.open_to_others)(&(words.amounts.listed)(&names))
    };
    Ok(Check::new("private", open.is_empty(), detail))
}

/// Takes from others what they could read.
fn close_to_others(words: &Language, data: &Path) -> anyhow::Result<Option<Check>> {
    let mut closed = 0;
    for path in all_files(data)?.iter().filter(|path| open_to_others(path)) {
        let mode = fs::metadata(path)?.permissions().mode() & 0o700;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        closed += 1;
    }
    Ok((closed > 0).then(|| Check::new("modes", true, (words.files.closed_to_others)(closed))))
}
