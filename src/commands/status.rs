//! `rekindle status`: one line, for a prompt or a timer.

use serde::Serialize;

use super::prepare::{Known, Wish};
use super::{Outcome, World};
use crate::memory::days::Day;

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
        let known = Known::read(world, &store)?;
        let (today, words) = (known.today, world.language());
        let (ready, seconds) = if let Some(session) = known.left() {
            let open = session.begun().items.iter().filter(|item| session.open(&item.card));
            open.fold((0, 0), |(count, seconds), item| (count + 1, seconds + item.seconds))
        } else {
            let plan = known.plan(&store, &Wish::default(), world.seed)?;
            (plan.items.len(), plan.seconds())
        };
        let next_day = if ready == 0 { known.next_day(&store)? } else { Some(today) };
        if self.check {
            return Ok(if ready == 0 { Outcome::NothingToDo } else { Outcome::Done });
        }
        if world.json {
            world.print_json(&Report { ready, seconds, next_day })?;
        } else if ready == 0 {
            let next = next_day.map_or_else(String::new, |day| (words.printed.next)(&(words.amounts.when)(day, today)));
            world.say(&format!("{}{next}", words.today.nothing_waits))?;
        } else {
            world.say(&(words.printed.ready)(ready, &(words.amounts.minutes)(seconds)))?;
        }
        Ok(Outcome::Done)
    }
}
