//! `rekindle doctor`: check the record, and rebuild its views.

use std::os::unix::fs::PermissionsExt;

use serde::Serialize;

use super::{Outcome, World};
use crate::store::{FILE, Store, StoreError, newest};

/// Options of `rekindle doctor`.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Make every view again from the record
    #[arg(long)]
    rebuild: bool,
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

impl Doctor {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = match world.open() {
            Ok(store) => store,
            Err(error) if error.downcast_ref::<StoreError>().is_some_and(StoreError::closes_the_record) => {
                return closed(world, &error);
            }
            Err(error) => return Err(error),
        };
        let mut checks = vec![sound(&store)?, private(&store)];
        if self.rebuild {
            store.rebuild()?;
            checks.push(Check { name: "rebuild".to_owned(), ok: true, detail: "every view was made again".to_owned() });
        }
        for (view, rows) in store.compare_with_rebuild()? {
            let detail = if rows == 0 {
                "equals a rebuild".to_owned()
            } else {
                format!("{rows} rows differ from a rebuild; run `rekindle doctor --rebuild`, nothing of yours is lost")
            };
            checks.push(Check { name: format!("view {view}"), ok: rows == 0, detail });
        }
        checks.push(Check {
            name: "schema".to_owned(),
            ok: true,
            detail: format!("version {} of the record, the newest this program knows", newest()),
        });
        let ok = checks.iter().all(|check| check.ok);
        if world.json {
            world.print_json(&Report { ok, checks })?;
        } else {
            for check in &checks {
                let mark = if check.ok { "fine" } else { "look here" };
                world.say(&format!("{mark}: {}: {}", check.name, check.detail))?;
            }
        }
        Ok(if ok { Outcome::Done } else { Outcome::Not })
    }
}

/// Reports a record that cannot be opened, as a check that says so.
fn closed(world: &World, error: &anyhow::Error) -> anyhow::Result<Outcome> {
    let checks = vec![Check { name: "file".to_owned(), ok: false, detail: format!("{error:#}") }];
    if world.json {
        world.print_json(&Report { ok: false, checks })?;
    } else {
        world.say(&format!("look here: file: {error:#}"))?;
        let path = world.data_dir()?.join(FILE);
        world.say(&format!("Nothing was changed. Keep {} as it is, and a copy of it elsewhere.", path.display()))?;
    }
    Ok(Outcome::Not)
}

fn sound(store: &Store) -> anyhow::Result<Check> {
    let found = store.unsound()?;
    Ok(Check {
        name: "file".to_owned(),
        ok: found.is_empty(),
        detail: if found.is_empty() { "sound".to_owned() } else { found.join("; ") },
    })
}

fn private(store: &Store) -> Check {
    let name = "private".to_owned();
    let Some(path) = store.path() else { return Check { name, ok: true, detail: "in memory".to_owned() } };
    let open: Vec<String> = [path.to_owned()]
        .into_iter()
        .chain(path.parent().map(std::path::Path::to_owned))
        .filter(|path| std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0))
        .map(|path| path.display().to_string())
        .collect();
    let detail = if open.is_empty() {
        "readable by you alone".to_owned()
    } else {
        format!("others on this machine can read {}; run `chmod go= ` on it", open.join(" and "))
    };
    Check { name, ok: open.is_empty(), detail }
}
