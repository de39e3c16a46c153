//! Every number that the model assumes, in one place, each with its source or the words "our judgement".
//!
//! `docs/what-helped.md` explains them to a curious reader.

/// Usual distress of somebody of whom nothing is known, 0 to 10. Our judgement.
pub const USUAL_DISTRESS: f64 = 4.0;
/// Usual connection of somebody of whom nothing is known, 0 to 10. Our judgement.
pub const USUAL_CONNECTION: f64 = 5.0;
/// How many ratings the assumed usual level counts as. Our judgement.
pub const USUAL_WEIGHT: f64 = 4.0;
/// How far back routine ratings count for the usual level, in days. Our judgement.
pub const USUAL_DAYS: i32 = 60;
/// Usual spread (standard deviation) of routine ratings of somebody of whom nothing is known. Our judgement.
pub const USUAL_SPREAD: f64 = 1.5;

/// Correlation of two ratings 5 to 15 minutes apart without a practice: an assumption until it is measured. Our
/// judgement; at 0.75 the null simulation keeps about a tenth of a point of bias.
pub const RHO: f64 = 0.75;
/// How many pairs the assumed correlation counts as. Our judgement.
pub const RHO_WEIGHT: f64 = 12.0;
/// The lowest correlation that is believed. Our judgement.
pub const RHO_LOW: f64 = 0.3;
/// The highest correlation that is believed. Our judgement.
pub const RHO_HIGH: f64 = 0.95;
/// The shortest and the longest wait of a pair, in minutes. Our judgement.
pub const WAIT_MINUTES: (i64, i64) = (5, 15);

/// Distress at or below this before a practice leaves no room to fall: the use stays out of the distress model. Our
/// judgement.
pub const FLOOR_DISTRESS: u8 = 2;
/// Connection at or above this before a practice leaves no room to rise. Our judgement.
pub const CEILING_CONNECTION: u8 = 8;
/// Within this many minutes after another practice, a change is not attributed to the later one. Our judgement.
pub const CARRY_OVER_MINUTES: i64 = 30;

/// How many observations the assumed noise counts as. Our judgement.
pub const NOISE_WEIGHT: f64 = 6.0;
/// Assumed variance of one use, so a standard deviation of 2; a little below the 2.3 to 2.6 that PTSD Coach studies
/// report, which also mix people (Owen et al. 2015).
pub const NOISE: f64 = 4.0;
/// Variance of techniques around their common average. Our judgement.
pub const TAU2: f64 = 1.0;
/// Mean of the average technique before anything is known: sceptical, below the uncontrolled 1.4 to 2.0 of PTSD Coach
/// (Owen et al. 2015; Hallenbeck et al. 2022).
pub const MU: f64 = 0.5;
/// Variance of that mean. Our judgement.
pub const MU_VARIANCE: f64 = 1.0;
/// Variance of a technique between states: a standard deviation of 0.75. Our judgement.
pub const STATE_VARIANCE: f64 = 0.75 * 0.75;

/// Standard deviations on both sides that hold 90% of a normal distribution.
pub const NINETY: f64 = 1.645;
/// Retest correlation that is assumed for the noise of a single use. Our judgement.
pub const RETEST: f64 = 0.7;
/// Standard deviation that is assumed for it. Our judgement.
pub const RETEST_SPREAD: f64 = 2.0;

/// Uses below which it is too early to say, and below which nothing is ranked. Our judgement.
pub const FEWEST: u32 = 4;
/// An interval wider than this says too little. Our judgement.
pub const WIDEST: f64 = 3.0;
/// A benefit that a person would notice, in points. Our judgement.
pub const NOTICEABLE: f64 = 0.5;
/// Chance of a noticeable benefit from which a technique *probably helps*. Our judgement.
pub const PROBABLY: f64 = 0.90;
/// Chance from which it *leans* one way, or is *often worse*. Our judgement.
pub const LEANS: f64 = 0.80;
/// Chance of hardly any effect from which there is *no clear difference*. Our judgement.
pub const NO_DIFFERENCE: f64 = 0.50;

/// Distress that rises by this in one use is worse; connection that falls by this too. Our judgement.
pub const WORSE_BY: i16 = 2;
/// For states in which a little distress is part of thawing: a rise by this is worse. Our judgement.
pub const GUARD_RISE: i16 = 3;
/// For the same states: distress that is this high afterwards and did not fall is worse. Our judgement.
pub const GUARD_AFTER: u8 = 7;
/// A rise by this ends the practice at once. Our judgement.
pub const STOP_RISE: i16 = 3;
/// Distress this high that did not fall ends the practice at once. Our judgement.
pub const STOP_AFTER: u8 = 9;
/// Soft rest: so many worse uses …. Our judgement.
pub const SOFT_WORSE: usize = 2;
/// … of the last so many rated uses in a state. Our judgement.
pub const SOFT_OF: usize = 3;
/// How long a card rests in a state, in days. Our judgement.
pub const REST_DAYS: i32 = 30;
/// Prior of the share of worse uses, as uses: worse, not worse. Our judgement.
pub const WORSE_PRIOR: (f64, f64) = (1.0, 9.0);
/// Statistical rest: the fewest worse uses. Our judgement.
pub const STATISTICAL_WORSE: u32 = 3;
/// A share of worse uses above this is too much. Our judgement.
pub const TOO_OFTEN: f64 = 0.20;
/// Chance of that from which a card rests. Our judgement.
pub const TOO_OFTEN_CHANCE: f64 = 0.70;
/// Resting cards that turn to the body after which the gate is asked about. Our judgement.
pub const FAMILY_RESTS: usize = 2;

/// CUSUM: slack, in spreads of routine ratings (Page 1954; the usual half standard deviation).
pub const DRIFT_SLACK: f64 = 0.5;
/// CUSUM: the height that alerts, in spreads (the usual four standard deviations).
pub const DRIFT_ALERT: f64 = 4.0;
/// How far back drift is looked for, in days; the usual level is that of the time before. Our judgement: as long as
/// the message then stays away.
pub const DRIFT_DAYS: i32 = 14;
/// The message of drift comes at most once in so many days. Our judgement.
pub const DRIFT_QUIET_DAYS: i32 = 14;
/// So many sittings in a row that ended with *worse* suggest a person before any card. Our judgement.
pub const SITTINGS_WORSE: usize = 3;
/// How far back sittings count for it, in days. Our judgement.
pub const SITTINGS_DAYS: i32 = 14;
/// Distress this high counts as a height; two on a day suggest a person before any card. Our judgement.
pub const HEIGHT: u8 = 9;
/// So many of them. Our judgement.
pub const HEIGHTS: u32 = 2;

/// No-numbers mode: prior of the share that helped, as uses: helped, not helped. Our judgement.
pub const WORD_PRIOR: (f64, f64) = (2.0, 2.0);
/// No-numbers mode: ranked by this lower point. Our judgement.
pub const WORD_POINT: f64 = 0.10;

/// From this distress on, nothing untried is offered. Our judgement.
pub const HIGH_DISTRESS: u8 = 8;
/// With *flooded*, connection at or below this has the same effect. Our judgement.
pub const SHUT_DOWN: u8 = 2;
/// Distress from which a state counts as flooded when none was named. Our judgement.
pub const FLOODED_FROM: u8 = 6;
/// Connection up to which a state counts as numb, or as shut down, when none was named. Our judgement.
pub const NUMB_TO: u8 = 3;
/// In high distress: the lower bound lies so many standard deviations below the mean. Our judgement.
pub const CAUTIOUS: f64 = 1.0;
/// In high distress: the fewest answers that came to mind. Our judgement.
pub const RECALLED: u32 = 2;
/// In high distress: practices are shorter than this, in seconds.
pub const SHORT_SECONDS: u32 = 120;
/// Rated uses below which nothing is personal yet. Our judgement.
pub const PERSONAL_FROM: u32 = 10;
/// The most cards that are offered.
pub const OFFERED: usize = 3;
/// The most cards among them that were never tried.
pub const UNTRIED_OFFERED: usize = 1;
/// The fewest families among them, where there are as many.
pub const FAMILIES_OFFERED: usize = 2;

/// Fair test: pairs. Our judgement.
pub const FAIR_PAIRS: usize = 6;
/// Fair test: below this chance of being better, the two are said to look alike. Our judgement.
pub const FAIR_CLOSE: f64 = 2.0 / 3.0;
/// Fair test: how many pairs the assumed variance counts as, and that variance. Our judgement.
pub const FAIR_NOISE: (f64, f64) = (4.0, 4.0);
/// Fair test: prior variance of the difference, a standard deviation of 1.5. Our judgement.
pub const FAIR_PRIOR: f64 = 2.25;
