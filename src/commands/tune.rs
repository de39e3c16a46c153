//! `rekindle tune`: parameters of one's own, looked for and adopted when they foretell better.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::{Outcome, World};
use crate::language::{EN, Language};
use crate::memory::model::Model;
use crate::memory::retention::Retention;
use crate::memory::tuning::{Fit, History, Rule, Tuned, Verdict, Watch, change_of_pace, tune};
use crate::memory::weights::COUNT;
use crate::record::event::{Body, ParametersAdopted};
use crate::store::Answers;

/// How often the share that is done is written anew.
const EVERY: Duration = Duration::from_millis(100);

/// Options of `rekindle tune`.
#[derive(Debug, clap::Args)]
pub struct Tune {
    /// Only show how well the parameters foretell your answers; change nothing
    #[arg(long)]
    check: bool,
    /// Take back the last change of the parameters
    #[arg(long, conflicts_with = "check")]
    undo: bool,
}

#[derive(Serialize)]
struct Report {
    items: usize,
    weight: f64,
    adopted: bool,
    log_loss: Three,
    rmse_bins: Three,
    parameters: Vec<f32>,
    unseen: usize,
    way: &'static str,
    changed: bool,
    sentence: String,
}

#[derive(Serialize)]
struct Three {
    default: f64,
    current: f64,
    candidate: f64,
}

impl Three {
    fn of(tuned: &Tuned, measure: fn(&Fit) -> f64) -> Self {
        let (default, current, candidate) = (&tuned.default, &tuned.current, &tuned.proposed);
        Self { default: measure(default), current: measure(current), candidate: measure(candidate) }
    }
}

/// What was found in the answers of a record.
#[derive(Debug)]
pub struct Found {
    /// What the rule says.
    pub tuned: Tuned,
    /// How many answers there were.
    pub answers: u32,
    /// By what factor intervals would change.
    pub pace: f64,
}

impl Found {
    /// Looks at answers; `None` when it was asked to stop.
    pub fn look(answers: &Answers, retention: Retention, watch: &Watch) -> Option<Self> {
        let history = History::new(answers.answers.iter().copied());
        let current: [f32; COUNT] = answers.model.parameters().try_into().ok()?;
        let tuned = tune(&history, &current, &Rule::OURS, watch).ok()?;
        let to = match tuned.verdict {
            Verdict::Keep => answers.model.clone(),
            Verdict::Adopt | Verdict::Return => Model::new(&tuned.candidate).unwrap_or_default(),
        };
        let pace = change_of_pace(&history, &answers.model, &to, retention);
        Some(Self { tuned, answers: u32::try_from(answers.answers.len()).unwrap_or(u32::MAX), pace })
    }

    /// Returns what the record keeps of it.
    pub fn body(&self) -> Body {
        let Tuned { verdict, candidate, weight, default, proposed, .. } = &self.tuned;
        let parameters = match verdict {
            Verdict::Keep => return Body::ParametersKept { answers: self.answers },
            Verdict::Return => None,
            Verdict::Adopt => Some(candidate.to_vec()),
        };
        let log_loss = if parameters.is_some() { proposed.log_loss } else { default.log_loss };
        Body::ParametersAdopted(ParametersAdopted {
            parameters,
            answers: self.answers,
            weight: *weight,
            log_loss_default: default.log_loss,
            log_loss,
        })
    }

    /// Says in a plain sentence what changes.
    pub fn sentence(&self, words: &Language) -> String {
        (words.printed.tuned)(self.tuned.verdict, self.tuned.items, Rule::OURS.least, self.pace)
    }
}

impl Tune {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        if self.undo {
            return undo(world, &mut store);
        }
        let (answers, retention) = (store.answers()?, store.settings()?.retention);
        let Some(found) = look(world, answers, retention)? else { return Ok(Outcome::Not) };
        let changed = !self.check && found.tuned.verdict != Verdict::Keep;
        if !self.check {
            store.append(world.now(), vec![found.body()])?;
        }
        if world.json {
            let in_use = match found.tuned.verdict {
                Verdict::Keep => store.model().parameters().to_vec(),
                Verdict::Adopt | Verdict::Return => found.tuned.candidate.to_vec(),
            };
            world.print_json(&Report {
                items: found.tuned.items,
                weight: found.tuned.weight,
                adopted: found.tuned.verdict == Verdict::Adopt,
                log_loss: Three::of(&found.tuned, |fit| fit.log_loss),
                rmse_bins: Three::of(&found.tuned, |fit| fit.rmse_bins),
                parameters: in_use,
                unseen: found.tuned.default.reviews,
                way: found.tuned.way.as_str(),
                changed,
                sentence: found.sentence(&EN),
            })?;
        } else {
            if self.check {
                say_fits(world, &found.tuned)?;
            }
            world.say(&found.sentence(world.language()))?;
            if self.check && found.tuned.verdict != Verdict::Keep {
                world.say(world.language().printed.would_be)?;
            } else if changed {
                world.say(world.language().printed.may_be_undone)?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// Takes back the last adoption.
fn undo(world: &World, store: &mut crate::store::Store) -> anyhow::Result<Outcome> {
    let Some(last) = store.parameters_in_use()? else {
        world.say(world.language().printed.usual_already)?;
        return Ok(Outcome::Done);
    };
    store.undo_event(world.now(), last.event)?;
    let usual = store.parameters_in_use()?.is_none_or(|before| before.adopted.parameters.is_none());
    world.say((world.language().printed.untuned)(usual))?;
    Ok(Outcome::Done)
}

/// Looks at the answers while a thread of its own trains, and shows how far it is when somebody watches.
fn look(world: &World, answers: Answers, retention: Retention) -> anyhow::Result<Option<Found>> {
    let watch = Watch::default();
    let shown = !world.json && !world.plain && std::io::stderr().is_terminal();
    thread::scope(|scope| {
        let (done, told) = channel();
        let watching = watch.clone();
        scope.spawn(move || {
            // Nobody listens any more only when the program ends.
            let _ = done.send(Found::look(&answers, retention, &watching));
        });
        let mut written = false;
        loop {
            match told.recv_timeout(EVERY) {
                Ok(found) => {
                    if written {
                        write!(std::io::stderr(), "\r\x1b[K")?;
                    }
                    return Ok(found);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("could not look at your answers: the search ended early; try again")
                }
                Err(RecvTimeoutError::Timeout) if shown => {
                    written = true;
                    let line = (world.language().printed.looking)(watch.done() * 100.0);
                    write!(std::io::stderr(), "\r{line}")?;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    })
}

fn say_fits(world: &World, tuned: &Tuned) -> anyhow::Result<()> {
    if tuned.default.reviews == 0 {
        return Ok(());
    }
    let words = &world.language().printed;
    world.say(&(words.fits)(tuned.items, tuned.default.reviews))?;
    world.say(words.fits_head)?;
    for (name, fit) in words.fits_names.into_iter().zip([&tuned.default, &tuned.current, &tuned.proposed]) {
        world.say(&(words.fit)(name, fit.log_loss, fit.rmse_bins))?;
    }
    if tuned.weight > 0.0 {
        world.say(&(words.learned)(tuned.weight * 100.0, tuned.way))?;
    }
    Ok(())
}
