//! `rekindle undo`: take back what was done last.

use serde::Serialize;

use super::{Outcome, World};
use crate::language::EN;
use crate::memory::days::Moment;
use crate::record::event::EventId;
use crate::store::Taken;

/// Options of `rekindle undo`.
#[derive(Debug, clap::Args)]
pub struct Undo {
    /// How many things to take back
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    steps: u32,
}

#[derive(Serialize)]
struct Report {
    undone: Vec<Undone>,
}

#[derive(Serialize)]
struct Undone {
    event: EventId,
    kind: &'static str,
    what: String,
    at: String,
}

impl Undo {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let words = &world.language().printed;
        let taken = store.undo(world.now(), usize::try_from(self.steps).unwrap_or(usize::MAX))?;
        if world.json {
            let undone = taken
                .iter()
                .map(|taken| Undone {
                    event: taken.event,
                    kind: taken.body.kind(),
                    what: (EN.printed.done)(&taken.body),
                    at: written(taken.at),
                })
                .collect();
            world.print_json(&Report { undone })?;
        } else if taken.is_empty() {
            world.say(words.nothing_to_undo)?;
        } else {
            for Taken { body, at, .. } in &taken {
                world.say(&(words.taken_back)(&(words.done)(body), &written(*at)))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// Writes a moment as local time.
pub(super) fn written(at: Moment) -> String {
    at.local().map_or_else(String::new, |local| local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
}
