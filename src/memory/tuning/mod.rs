//! Personal parameters that cannot hurt: trained, drawn back toward the defaults, and adopted only when answers that
//! they have not seen speak for them. The rule and the evidence for its constants are told in `docs/scheduling.md`.

mod history;
mod judge;
mod measure;
mod train;

use fsrs::DEFAULT_PARAMETERS;

pub use history::{Answer, History};
pub use judge::{Judged, Rule, judge, mixed, steadied};
pub use measure::{Fit, measure};
pub use train::{Fold, LARGE, Stopped, Watch, Way, folds, train};

use super::model::Model;
use super::retention::Retention;
use super::weights::COUNT;

/// Tells whether parameters are the defaults, number by number.
fn are_defaults(weights: &[f32; COUNT]) -> bool {
    weights.map(f32::to_bits) == DEFAULT_PARAMETERS.map(f32::to_bits)
}

/// What to do with parameters after looking at a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Unseen answers speak for the candidate.
    Adopt,
    /// Nothing speaks clearly for a change.
    Keep,
    /// Parameters are in use that foretell the latest answers worse than the defaults: these come back.
    Return,
}

/// What was found by looking at a history.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuned {
    /// How many answers could be learned from.
    pub items: usize,
    /// What to do.
    pub verdict: Verdict,
    /// The way of training that foretold better.
    pub way: Way,
    /// The share of one's own training in the candidate, 0 to 1; 0 when there is none.
    pub weight: f64,
    /// The candidate: what would be adopted, or the defaults when nothing was found.
    pub candidate: [f32; COUNT],
    /// The defaults on the unseen answers.
    pub default: Fit,
    /// The parameters in use on the same answers. They may have seen some of them when they were trained.
    pub current: Fit,
    /// What was trained before each of the same answers, drawn back as the candidate is.
    pub proposed: Fit,
}

/// Looks whether a history speaks for parameters of its own beside the defaults and those in use.
///
/// Takes about as long as the crate trains both ways on nine tenths of a large history; a few times as long, which is
/// still milliseconds, on a small one.
///
/// # Errors
/// When `watch` was asked to stop.
pub fn tune(history: &History, current: &[f32; COUNT], rule: &Rule, watch: &Watch) -> Result<Tuned, Stopped> {
    let items = history.len();
    watch.expect(train::size(items));
    let unseen_from = train::ends(items).first().copied().unwrap_or(0);
    let folds = if items < rule.least { Vec::new() } else { folds(history, watch)? };
    let judged = judge(history, &folds, rule);
    let default = measure(history, unseen_from, &DEFAULT_PARAMETERS);
    let mut tuned = Tuned {
        items,
        verdict: Verdict::Keep,
        way: judged.way,
        weight: judged.share,
        candidate: DEFAULT_PARAMETERS,
        default,
        current: if are_defaults(current) { default } else { measure(history, unseen_from, current) },
        proposed: if folds.is_empty() { default } else { judged.candidate },
    };
    if judged.supported {
        let mut trained: Vec<[f32; COUNT]> = folds.iter().map(|fold| fold.by(judged.way)).collect();
        if items <= LARGE {
            trained.push(train(history, items, judged.way, watch)?);
        }
        tuned.candidate = mixed(&steadied(&trained), judged.share);
        tuned.verdict = Verdict::Adopt;
    } else if !are_defaults(current) && tuned.current.log_loss > default.log_loss {
        tuned.verdict = Verdict::Return;
    }
    Ok(tuned)
}

/// Returns by what factor intervals change, on the whole, when parameters do: 0.8 when practices come round a fifth
/// sooner. 1 when nothing was practised.
///
/// It is the middle, by ratio, of what the next interval of each card would be under the two.
pub fn change_of_pace(history: &History, from: &Model, to: &Model, retention: Retention) -> f64 {
    let mut ratios: Vec<f64> = history
        .cards()
        .filter_map(|reviews| {
            let next = |model: &Model| {
                let stability = model.crate_replay(reviews)?.stability();
                Some(f64::from(model.interval(stability, retention).max(0.5)))
            };
            Some(next(to)? / next(from)?)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests;
