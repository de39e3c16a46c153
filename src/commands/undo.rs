//! `rekindle undo`: take back what was done last.

use serde::Serialize;

use super::{Outcome, World};
use crate::deck::text::SafeText;
use crate::memory::days::Moment;
use crate::record::event::{Body, EventId};
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
        let taken = store.undo(world.now(), usize::try_from(self.steps).unwrap_or(usize::MAX))?;
        if world.json {
            let undone = taken
                .iter()
                .map(|taken| Undone {
                    event: taken.event,
                    kind: taken.body.kind(),
                    what: what(&taken.body),
                    at: written(taken.at),
                })
                .collect();
            world.print_json(&Report { undone })?;
        } else if taken.is_empty() {
            world.say("There is nothing to take back.")?;
        } else {
            for Taken { body, at, .. } in &taken {
                world.say(&format!("Taken back: {} ({})", what(body), written(*at)))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// Writes a moment as local time.
pub(super) fn written(at: Moment) -> String {
    at.local().map_or_else(String::new, |local| local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
}

fn what(body: &Body) -> String {
    match body {
        Body::Practised(practised) => format!("practice of {}", practised.card),
        Body::Skipped { card, .. } => format!("passing over {card}"),
        Body::CheckedIn(_) => "how you were".to_owned(),
        Body::DeckAdded { deck, .. } => format!("adding {} {}", deck.id, deck.version),
        Body::DeckRemoved { deck } => format!("removing {deck}"),
        Body::CardRested { card, .. } => format!("resting {card}"),
        Body::CardResumed { card } => format!("resuming {card}"),
        Body::CardFavoured { card, on: true } => format!("making {card} a favourite"),
        Body::CardFavoured { card, on: false } => format!("making {card} no favourite"),
        Body::CardEdited { card, .. } => format!("your words for {card}"),
        Body::GateAllowed { gate } => format!("allowing {gate}"),
        Body::GateWithdrawn { gate } => format!("withdrawing {gate}"),
        Body::SettingChanged { key, value } => {
            let value = value.as_ref().map_or("its default", SafeText::as_str);
            format!("setting {key} to {value}")
        }
        Body::Waited { .. } => "a wait between two ratings".to_owned(),
        Body::RestLifted { card, state } => format!("letting {card} come again when {state}"),
        Body::FairTest { test: Some(test) } => format!("beginning a fair test of {} and {}", test.first, test.second),
        Body::FairTest { test: None } => "ending a fair test".to_owned(),
        Body::Told { what } => format!("a message ({what})"),
        Body::PeopleChanged { .. } => "the list of your people".to_owned(),
        Body::PlanWritten { .. } => "what you wrote in your plan".to_owned(),
        Body::ParametersAdopted(_) => "the change of the schedule".to_owned(),
        Body::Amended(_) => "changing a past practice".to_owned(),
        Body::Rated(_)
        | Body::SessionBegun(_)
        | Body::Undone { .. }
        | Body::ParametersKept { .. }
        | Body::Erased { .. } => body.kind().to_owned(),
    }
}
