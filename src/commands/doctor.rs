//! `rekindle doctor`: check the record, and put right what can be without losing anything.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Outcome, World};
use crate::language::EN;
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
        let mut checks = Vec::new();
        if self.repair {
            checks.extend(close_to_others(&data)?);
            checks.extend(mend(world, &data)?);
        }
        match world.open() {
            Ok(mut store) => self.look(world, &mut store, &data, &mut checks)?,
            Err(error) if error.downcast_ref::<StoreError>().is_some_and(StoreError::closes_the_record) => {
                checks.push(closed(&data, &error));
            }
            Err(error) => return Err(error),
        }
        checks.push(copies(world, &data)?);
        let ok = checks.iter().all(|check| check.ok);
        if world.json {
            world.print_json(&Report { ok, checks })?;
        } else {
            for check in &checks {
                let mark = if check.ok { "fine" } else { "look here" };
                world.say(&format!("{mark}: {}: {}", check.name, check.detail))?;
            }
            if !ok {
                world.say("Nothing was changed that you did not ask for, and no file was removed.")?;
            }
        }
        Ok(if ok { Outcome::Done } else { Outcome::Not })
    }

    /// Looks at a record that opens.
    fn look(&self, world: &World, store: &mut Store, data: &Path, checks: &mut Vec<Check>) -> anyhow::Result<()> {
        checks.push(sound(store)?);
        checks.push(entries(store)?);
        checks.push(private(data)?);
        let differing =
            |store: &Store| -> anyhow::Result<Vec<(&'static str, u64)>> { Ok(store.compare_with_rebuild()?) };
        let mut views = match store.compare_with_rebuild() {
            // Views are made again from the entries, so damage in them is found here at the latest.
            Err(why @ (StoreError::Damaged { .. } | StoreError::Entry { .. } | StoreError::Other { .. })) => {
                checks.push(Check::new("views", false, format!("{why}; {REPAIR}")));
                return Ok(());
            }
            compared => compared?,
        };
        if self.rebuild || (self.repair && views.iter().any(|(_, rows)| *rows > 0)) {
            store.rebuild()?;
            checks.push(Check::new("rebuild", true, "every view was made again from the record"));
            views = differing(store)?;
        }
        for (view, rows) in views {
            let detail = if rows == 0 {
                "equals a rebuild".to_owned()
            } else {
                format!("{rows} rows differ from a rebuild; run `rekindle doctor --rebuild`, nothing of yours is lost")
            };
            checks.push(Check::new(&format!("view {view}"), rows == 0, detail));
        }
        checks.push(ahead(world, store)?);
        checks.push(Check::new(
            "schema",
            true,
            format!("version {} of the record, the newest this program knows", newest()),
        ));
        Ok(())
    }
}

/// What SQLite itself says of the file.
fn sound(store: &Store) -> anyhow::Result<Check> {
    let found = store.unsound()?;
    let detail = if found.is_empty() { "sound".to_owned() } else { format!("{}; {REPAIR}", found.join("; ")) };
    Ok(Check::new("file", found.is_empty(), detail))
}

/// What to do about a damaged file.
const REPAIR: &str = "run `rekindle doctor --repair`: it makes a new file of every entry that can be read here or in a \
                      backup, and keeps this one aside";

/// Whether every entry is what was written.
fn entries(store: &Store) -> anyhow::Result<Check> {
    let damaged = store.damaged_entries()?;
    let holds = store.holds()?;
    let detail = if damaged == 0 {
        format!("{} of them, each as it was written", holds.entries)
    } else {
        format!("{damaged} of {} are not as they were written; {REPAIR}", holds.entries)
    };
    Ok(Check::new("entries", damaged == 0, detail))
}

/// Whether a practice was written down in a time that is still to come: the clock may have been wrong then, or is now.
fn ahead(world: &World, store: &Store) -> anyhow::Result<Check> {
    let now = world.now();
    let last = store.holds()?.last;
    let ahead = last.is_some_and(|last| last.utc_ms > now.utc_ms.saturating_add(36 * 3_600_000));
    let detail = if ahead {
        "the last entry was written in a time that is still to come; look at the clock of this machine, the order of what \
         you did does not depend on it"
    } else {
        "the last entry is not from a time to come"
    };
    Ok(Check::new("clock", !ahead, detail))
}

/// Reports a record that cannot be opened, as a check that says so.
fn closed(data: &Path, error: &anyhow::Error) -> Check {
    let may_mend =
        matches!(error.downcast_ref::<StoreError>(), Some(StoreError::Damaged { .. } | StoreError::Foreign { .. }));
    let readable = if may_mend { salvage::readable(data).unwrap_or(0) } else { 0 };
    let copies = backups::list(data).map_or(0, |kept| kept.len());
    // Without an entry of ours in it, a file of another program is nobody's to repair.
    let damaged = matches!(error.downcast_ref::<StoreError>(), Some(StoreError::Damaged { .. }));
    let next = if readable > 0 || (damaged && copies > 0) {
        format!("\n{readable} entries can still be read from it, and {copies} backups are there; {REPAIR}")
    } else {
        String::new()
    };
    Check::new("file", false, format!("{error:#}{next}"))
}

/// Makes a damaged record whole again. What is sound is left alone.
fn mend(world: &mut World, data: &Path) -> anyhow::Result<Option<Check>> {
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
        Err(why @ StoreError::NothingLeft { .. }) => return Ok(Some(Check::new("repair", false, why.to_string()))),
        Err(why) => return Err(why.into()),
    };
    let mut detail = format!(
        "the record was made whole again: {} entries from the damaged file, {} more from backups; the damaged file is \
         kept as {}",
        mended.from_file,
        mended.from_backups,
        mended.aside.display()
    );
    if !mended.missing.is_empty() {
        let numbers: Vec<String> = mended.missing.iter().take(20).map(u64::to_string).collect();
        let more = if mended.missing.len() > 20 { ", …" } else { "" };
        let (count, numbers) = (mended.missing.len(), numbers.join(", "));
        let _ = write!(detail, "; {count} entries were found nowhere (numbers {numbers}{more})");
    }
    Ok(Some(Check::new("repair", true, detail)))
}

/// Whether there are backups, and whether the newest can be used.
fn copies(world: &World, data: &Path) -> anyhow::Result<Check> {
    let kept = backups::list(data)?;
    let today = world.now().day(ROLLOVER_HOUR);
    let Some(newest) = kept.iter().find(|backup| backup.reason == Reason::Daily).or_else(|| kept.first()) else {
        return Ok(Check::new("backups", true, "none yet; one is made each day on which you practise"));
    };
    Ok(match backups::verify(&newest.path) {
        Ok(holds) => Check::new(
            "backups",
            true,
            format!(
                "{}, the newest made {}, with {} entries, opened and read through",
                kept.len(),
                (EN.amounts.then)(newest.day, today),
                holds.entries
            ),
        ),
        Err(why) => Check::new("backups", false, format!("{}: {why}", newest.path.display())),
    })
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

fn private(data: &Path) -> anyhow::Result<Check> {
    let open: Vec<String> =
        all_files(data)?.iter().filter(|path| open_to_others(path)).map(|path| path.display().to_string()).collect();
    let detail = if open.is_empty() {
        "readable by you alone".to_owned()
    } else {
        format!("others on this machine can read {}; run `rekindle doctor --repair`", open.join(" and "))
    };
    Ok(Check::new("private", open.is_empty(), detail))
}

/// Takes from others what they could read.
fn close_to_others(data: &Path) -> anyhow::Result<Option<Check>> {
    let mut closed = 0;
    for path in all_files(data)?.iter().filter(|path| open_to_others(path)) {
        let mode = fs::metadata(path)?.permissions().mode() & 0o700;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        closed += 1;
    }
    let detail = format!("{closed} files and folders that others could read are for you alone now");
    Ok((closed > 0).then(|| Check::new("modes", true, detail)))
}
