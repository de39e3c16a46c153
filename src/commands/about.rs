//! `rekindle about`: what the program is, what it is not, who made it and what nobody has tried yet.

use std::io;

use serde::Serialize;

use super::{Outcome, World};
use crate::app::about;
use crate::language::EN;

/// Options of `rekindle about`.
#[derive(Debug, clap::Args)]
pub struct About {}

#[derive(Serialize)]
struct Report {
    version: &'static str,
    is: &'static str,
    is_not: &'static str,
    ask_first: &'static str,
    clinically_reviewed: bool,
    tried_by_people_with_lived_experience: bool,
}

impl About {
    #[allow(clippy::unused_self, reason = "every command is run the same way")]
    pub(super) fn run(self, world: &World) -> anyhow::Result<Outcome> {
        if world.json {
            world.print_json(&Report {
                version: env!("CARGO_PKG_VERSION"),
                is: EN.today.what_it_is,
                is_not: EN.today.what_it_is_not,
                ask_first: EN.today.whom_to_ask,
                clinically_reviewed: false,
                tried_by_people_with_lived_experience: false,
            })?;
        } else {
            let mut page = about::page(world.surroundings.words);
            page.keys.clear();
            crate::plain::print(&page, crate::plain::WIDTH, &mut io::stdout().lock())?;
        }
        Ok(Outcome::Done)
    }
}
