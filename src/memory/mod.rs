//! What is remembered: FSRS, practice days, spreading. Pure.
//!
//! - [`days`]: moments, practice days and the gaps between them
//! - [`recall`]: how well a card came to mind
//! - [`grading`]: whether grades are used as they are meant
//! - [`retention`]: how likely recall should still be on the day a card comes back
//! - [`model`]: memory after an answer, recall after a gap, the interval to the next practice
//! - [`weights`]: the 21 numbers that the model is made of
//! - [`spread`]: which day, near that interval, a card comes back on
//! - [`tuning`]: parameters of one's own, adopted only when they foretell better

pub mod days;
pub mod grading;
pub mod jump;
pub mod model;
pub mod recall;
pub mod retention;
pub mod spread;
pub mod tuning;
pub mod weights;

#[cfg(test)]
mod oracle;
#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
mod pitfalls;
#[cfg(test)]
mod vectors;
