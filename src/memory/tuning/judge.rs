//! The rule: what was trained is drawn back toward the defaults, and unseen answers decide.

use std::collections::HashMap;

use fsrs::DEFAULT_PARAMETERS;

use super::history::History;
use super::measure::{Fit, Foretold, fit, foretell};
use super::train::{Fold, Way};
use crate::memory::weights::{self, COUNT};

/// Places of the stabilities after a first answer. They are times, so they are mixed by their ratio.
const FIRST_STABILITIES: usize = 4;

/// Parts of the share that are tried, the largest first: what is in use is a mix of numbers, and a mix can foretell
/// worse than either side, so each is judged by itself.
const DRAWN_BACK: [f64; 8] = [1.0, 0.7, 0.5, 0.35, 0.25, 0.17, 0.12, 0.08];

/// How many trainings, each on a little more, are averaged: one alone jumps about while answers are few.
const AVERAGED: usize = 3;

/// Stretches of time into which unseen answers are cut to see how far good and bad weeks go: our judgement.
const STRETCHES: usize = 20;

/// The rule by which parameters are drawn back and adopted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Fewest answers to learn from; with fewer, nothing is tried.
    pub least: usize,
    /// The share of one's own training is n ÷ (n + k) after n answers.
    pub k: f64,
    /// How many standard errors the gain on unseen answers has to be above 0.
    pub sure: f64,
    /// The same for how many lapses there may be, among the answers that judged and among the next ones.
    pub edge: f64,
    /// How many standard deviations of bad luck the next [`Rule::window`] answers may bring.
    pub bad_luck: f64,
    /// How many answers come next.
    pub window: f64,
    /// How much log loss such bad luck may cost at most, beside the defaults.
    pub cost: f64,
}

impl Rule {
    /// The rule in use, chosen on simulated people and judged on others: `docs/scheduling.md`.
    pub const OURS: Self =
        Self { least: 200, k: 2_000.0, sure: 3.5, edge: 3.0, bad_luck: 4.0, window: 500.0, cost: 0.000_2 };

    /// Returns the share of one's own training after `n` answers, 0 to 1.
    pub fn share(&self, n: usize) -> f64 {
        let n = n as f64;
        n / (n + self.k)
    }
}

/// Mixes trained parameters with the defaults: `share` of the trained, the rest of the defaults. The four stabilities
/// after a first answer are mixed by their ratio (geometric), the others by their difference.
pub fn mixed(trained: &[f32; COUNT], share: f64) -> [f32; COUNT] {
    between(&[(&DEFAULT_PARAMETERS, 1.0 - share), (trained, share)])
}

/// Averages what was trained on stretches that end one after the other, the last three of them; the defaults when
/// there is none.
pub fn steadied(trained: &[[f32; COUNT]]) -> [f32; COUNT] {
    let last = trained.get(trained.len().saturating_sub(AVERAGED)..).unwrap_or_default();
    let part = 1.0 / (last.len() as f64).max(1.0);
    if last.is_empty() { DEFAULT_PARAMETERS } else { between(&last.iter().map(|one| (one, part)).collect::<Vec<_>>()) }
}

/// Weighs parameters together; the parts sum to 1.
fn between(parts: &[(&[f32; COUNT], f64)]) -> [f32; COUNT] {
    let mut mean = DEFAULT_PARAMETERS;
    for (place, weight) in mean.iter_mut().enumerate() {
        let values = parts.iter().filter_map(|(one, part)| Some((f64::from(*one.get(place)?), *part)));
        let value = if place < FIRST_STABILITIES {
            values.map(|(value, part)| value.ln() * part).sum::<f64>().exp()
        } else {
            values.map(|(value, part)| value * part).sum()
        };
        #[expect(clippy::cast_possible_truncation, reason = "between numbers of this size")]
        let value = value as f32;
        *weight = value;
    }
    weights::fill(&mean).unwrap_or(DEFAULT_PARAMETERS)
}

/// What a history says for parameters of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Which way of training foretold better.
    pub way: Way,
    /// The share of the trained parameters, 0 to 1; 0 when nothing speaks for them.
    pub share: f64,
    /// The defaults on the unseen answers.
    pub default: Fit,
    /// What was trained before them, drawn back, on the same answers.
    pub candidate: Fit,
    /// Whether the unseen answers speak for it clearly enough.
    pub supported: bool,
}

/// Judges what was trained on first stretches by the stretches after them.
///
/// Both ways are judged at their full share and the better one is kept. Of its shares the largest is taken that gains
/// beyond doubt, gains in each of the last two stretches, and cannot become dear by bad luck.
pub fn judge(history: &History, folds: &[Fold], rule: &Rule) -> Judged {
    let default: Vec<Vec<Foretold>> =
        folds.iter().map(|fold| foretell(history, fold.unseen.clone(), &DEFAULT_PARAMETERS)).collect();
    let own = |way: Way, part: f64| -> Vec<Vec<Foretold>> {
        let trained: Vec<[f32; COUNT]> = folds.iter().map(|fold| fold.by(way)).collect();
        let so_far = (1..).map_while(|count| trained.get(..count));
        let fold = |(fold, so_far): (&Fold, &[[f32; COUNT]])| {
            let weights = mixed(&steadied(so_far), rule.share(fold.unseen.start) * part);
            foretell(history, fold.unseen.clone(), &weights)
        };
        folds.iter().zip(so_far).map(fold).collect()
    };
    let mut found = [own(Way::ByCard, 1.0), own(Way::ByAnswer, 1.0)].map(|own| (Gain::of(&default, &own), own));
    let way = if found[1].0.mean > found[0].0.mean { Way::ByAnswer } else { Way::ByCard };
    if way == Way::ByAnswer {
        found.reverse();
    }
    let [(gain, told), _] = found;
    let mut judged = Judged {
        way,
        share: 0.0,
        default: fit(default.iter().flatten()),
        candidate: fit(told.iter().flatten()),
        supported: false,
    };
    // Drawn back further, a gain only shrinks.
    if history.len() < rule.least || gain.mean <= 0.0 {
        return judged;
    }
    for part in DRAWN_BACK {
        let told = own(way, part);
        let gain = Gain::of(&default, &told);
        if gain.is_sure(rule) && gain.stands_at_the_edge(rule) && gain.is_affordable(rule) {
            judged.share = rule.share(history.len()) * part;
            judged.candidate = fit(told.iter().flatten());
            judged.supported = true;
            break;
        }
    }
    judged
}

/// What parameters gain on unseen answers beside the defaults, in log loss; positive is better.
#[derive(Debug, Clone, Default)]
struct Gain {
    mean: f64,
    /// Standard error of the mean, allowing for cards and for weeks that hang together.
    error: f64,
    /// Standard deviation of one answer's gain.
    deviation: f64,
    /// The mean gain after each training.
    after_each: Vec<f64>,
    /// How many answers there are, and how many they are worth when they hang together.
    answers: f64,
    count: f64,
    /// The share of answers that did not come.
    lapsed: f64,
    /// The mean gain if all had come, and if none had.
    if_came: f64,
    if_lapsed: f64,
}

impl Gain {
    fn of(default: &[Vec<Foretold>], own: &[Vec<Foretold>]) -> Self {
        let gains = |(default, own): (&Vec<Foretold>, &Vec<Foretold>)| -> Vec<(usize, f64)> {
            default.iter().zip(own).map(|(one, other)| (one.card, one.loss() - other.loss())).collect()
        };
        let after_each: Vec<Vec<(usize, f64)>> = default.iter().zip(own).map(gains).collect();
        let all: Vec<(usize, f64)> = after_each.iter().flatten().copied().collect();
        if all.len() < 2 {
            return Self::default();
        }
        let count = all.len() as f64;
        let mean = all.iter().map(|(_, gain)| gain).sum::<f64>() / count;
        let variance = all.iter().map(|(_, gain)| (gain - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let long = all.len().div_ceil(STRETCHES);
        let by_card = clustered(all.iter().map(|(card, gain)| (*card, gain - mean)));
        let by_time = clustered(all.iter().enumerate().map(|(at, (_, gain))| (at / long, gain - mean)));
        let mean_of =
            |gains: &Vec<(usize, f64)>| gains.iter().map(|(_, gain)| gain).sum::<f64>() / (gains.len() as f64).max(1.0);
        let alone = (variance * count).sqrt();
        let together = alone.max(by_card).max(by_time);
        let pairs = || default.iter().flatten().zip(own.iter().flatten());
        let on_average =
            |came| pairs().map(|(one, other)| one.loss_if(came) - other.loss_if(came)).sum::<f64>() / count;
        Self {
            mean,
            error: together / count,
            deviation: variance.sqrt(),
            after_each: after_each.iter().map(mean_of).collect(),
            answers: count,
            count: count * (alone / together.max(f64::MIN_POSITIVE)).powi(2),
            lapsed: pairs().filter(|(one, _)| !one.came).count() as f64 / count,
            if_came: on_average(true),
            if_lapsed: on_average(false),
        }
    }

    /// Tells whether there would still be a gain if lapses were as many, or as few, as these answers leave possible.
    ///
    /// Whoever recalls nearly all has had few lapses, and what is drawn from a handful of them looks surer than it is; and
    /// the next answers bring more or fewer than these by chance too. The bounds are those of Wilson (1927).
    fn stands_at_the_edge(&self, rule: &Rule) -> bool {
        let (p, z) = (self.lapsed, rule.edge);
        let n = 1.0 / (1.0 / self.count.max(1.0) + 1.0 / rule.window);
        let middle = p + z * z / (2.0 * n);
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        [middle - reach, middle + reach].into_iter().all(|edge| {
            let edge = (edge / (1.0 + z * z / n)).clamp(0.0, 1.0);
            edge * self.if_lapsed + (1.0 - edge) * self.if_came > 0.0
        })
    }

    /// Tells whether the gain is there beyond doubt, all in all and after the last two trainings, which say most of
    /// what comes next.
    fn is_sure(&self, rule: &Rule) -> bool {
        let lately = self.after_each.iter().rev().take(2).all(|gain| *gain > 0.0);
        self.mean > rule.sure * self.error && lately
    }

    /// Tells whether bad luck over the next answers costs no more than the rule allows: what is not known of the gain and
    /// how far the next answers stray by chance, both together. They hang together as those that judged.
    fn is_affordable(&self, rule: &Rule) -> bool {
        let strays = self.deviation * (self.answers / self.count.max(1.0)).sqrt() / rule.window.sqrt();
        rule.bad_luck * self.error.hypot(strays) - self.mean <= rule.cost
    }
}

/// Returns the standard deviation of a sum whose terms hang together within groups (the sandwich estimate with its
/// usual small-sample factor, g ÷ (g − 1) for g groups).
fn clustered(terms: impl Iterator<Item = (usize, f64)>) -> f64 {
    let mut sums: HashMap<usize, f64> = HashMap::new();
    for (group, term) in terms {
        *sums.entry(group).or_default() += term;
    }
    let mut squares: Vec<f64> = sums.into_values().map(|sum| sum * sum).collect();
    // In a fixed order, so that the same answers give the same bits.
    squares.sort_by(f64::total_cmp);
    let groups = squares.len() as f64;
    (squares.iter().sum::<f64>() * groups / (groups - 1.0).max(1.0)).sqrt()
}
