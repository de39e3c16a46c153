//! What helped: how much, how surely, and what the numbers cannot show. Pure.
//!
//! - [`constants`]: every number that the model assumes
//! - [`levels`]: the two axes, what is usual, states that levels speak for
//! - [`uses`]: from uses of a technique to cells, one a state
//! - [`sums`], [`pool`]: sufficient statistics and the pooled estimate
//! - [`verdict`]: the estimate in words
//! - [`by_word`]: the same without numbers
//! - [`harm`], [`drift`]: when a card rests, when a person comes before any card
//! - [`fair`]: an optional fair test of two techniques
//! - [`now`]: choosing for right now
//! - [`known`]: all of it together, as screens and reports show it
//!
//! `docs/what-helped.md` explains the model, with its formulas and what would show it wrong.

pub mod by_word;
pub mod chance;
pub mod constants;
pub mod drift;
pub mod fair;
pub mod harm;
pub mod known;
pub mod levels;
pub mod now;
pub mod pool;
pub mod sums;
pub mod uses;
pub mod verdict;

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod worked;
