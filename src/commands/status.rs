//! `rekindle status`: one line, for a prompt or a timer.

use serde::Serialize;

use super::prepare::{self, Wish};
use super::{Outcome, World};
use crate::app::{dates, words};
use crate::memory::days::Day;
use crate::session::Session;

/// Options of `rekindle status`.
#[derive(Debug, clap::Args)]
pub struct Status {
    /// Say nothing; exit with 0 when something is ready, 3 when not
    #[arg(long)]
    check: bool,
}

#[derive(Serialize)]
struct Report {
    ready: usize,
    seconds: u32,
    next_day: Option<Day>,
}

impl Status {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let store = world.open()?;
        let settings = store.settings()?;
        let today = world.now().day(settings.day_begins);
        let left = store
            .latest_session()?
            .filter(|(begun, _)| begun.day == today)
            .map(|(begun, since)| Session::resume(begun, &since))
            .filter(|session| session.current().is_some());
        let (ready, seconds) = if let Some(session) = left {
            let open = session.begun().items.iter().filter(|item| session.open(&item.card));
            open.fold((0, 0), |(count, seconds), item| (count + 1, seconds + item.seconds))
        } else {
            let plan = prepare::plan_today(&store, &settings, &store.gates()?, &Wish::default(), today, world.seed)?;
            (plan.items.len(), plan.seconds())
        };
        let next_day = if ready == 0 { store.next_due_day(today)? } else { Some(today) };
        if self.check {
            return Ok(if ready == 0 { Outcome::NothingToDo } else { Outcome::Done });
        }
        if world.json {
            world.print_json(&Report { ready, seconds, next_day })?;
        } else if ready == 0 {
            let next = next_day.map_or_else(String::new, |day| format!(" Next: {}.", dates::when(day, today)));
            world.say(&format!("{}{next}", words::NOTHING_WAITS))?;
        } else {
            let count = words::sentence(&words::count(ready, "practice"));
            world.say(&format!("{count} ready, {}.", words::minutes(seconds)))?;
        }
        Ok(Outcome::Done)
    }
}
