//! rekindle keeps the skills that steady you within reach.
//!
//! # The house
//!
//! A pure core decides, a thin shell does. Pure rooms use no files, no clock, no terminal, no database and no
//! random source; what they need comes in as values. A test holds this list and the wall.
//!
//! - [`deck`] (pure): what an author wrote
//! - [`memory`] (pure): what is remembered
//! - [`record`] (pure): what happened, and what is known from it
//! - [`app`] (pure): screens as state
//! - [`term`]: the screen, and the loop that keeps it
//! - [`plain`]: the same app, line by line, without escape codes

pub mod app;
pub mod deck;
pub mod memory;
pub mod plain;
pub mod record;
pub mod term;

#[cfg(test)]
mod samples;
