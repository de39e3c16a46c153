//! `rekindle gates`: consent, looked at and changed any time.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde::Serialize;

use super::{Outcome, World};
use crate::deck::kinds::Gate;
use crate::language::{EN, Language};
use crate::record::event::Body;

/// Options of `rekindle gates`.
#[derive(Debug, clap::Args)]
pub struct Gates {
    /// Which gate: breath, body, touch, imagery, hold, cold, exertion, scan or memory
    gate: Option<Gate>,
    /// Allow it or withdraw it
    #[arg(value_enum)]
    choice: Option<Choice>,
}

/// A choice about a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Choice {
    /// Cards that need it may come up
    Allow,
    /// Cards that need it stay out
    Withdraw,
}

#[derive(Serialize)]
struct Report {
    gates: BTreeMap<&'static str, &'static str>,
}

impl Gates {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        if let (Some(gate), Some(choice)) = (self.gate, self.choice) {
            let body = match choice {
                Choice::Allow => Body::GateAllowed { gate },
                Choice::Withdraw => Body::GateWithdrawn { gate },
            };
            store.append(world.now(), vec![body])?;
        }
        let decided = store.gates()?;
        let state = |gate: Gate, words: &Language| match (decided.get(&gate), gate.strong()) {
            (Some(true), _) => words.own.allowed,
            (Some(false), _) => words.own.withdrawn,
            (None, true) => words.own.off,
            (None, false) => words.own.asks,
        };
        let shown = Gate::ALL.iter().copied().filter(|gate| self.gate.is_none_or(|only| only == *gate));
        if world.json {
            let gates = shown.map(|gate| (gate.as_str(), state(gate, &EN))).collect();
            world.print_json(&Report { gates })?;
        } else {
            let words = world.language();
            for gate in shown {
                let name = (words.printed.gate)((words.names.gate)(gate), gate.as_str());
                world.say(&format!("{name}: {}", state(gate, words)))?;
                world.say(&format!("    {}", (words.names.gate_asks)(gate)))?;
            }
        }
        Ok(Outcome::Done)
    }
}
