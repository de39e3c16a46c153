//! rekindle keeps the skills that steady you within reach.
//!
//! # The house
//!
//! A pure core decides, a thin shell does. Pure rooms use no files, no clock, no terminal, no database and no
//! random source; what they need comes in as values. A test holds this list and the wall.
//!
//! | room | kind | what it knows |
//! |---|---|---|
//! | [`deck`] | pure | what an author wrote: the deck file, its checks, the merge of an update |
//! | [`memory`] | pure | what is remembered: FSRS, practice days, spreading |
//! | [`helped`] | pure | what helped: the benefit model, verdicts, harm rules, choosing for right now |
//! | [`record`] | pure | what happened: events, settings, and the fold to what is known |
//! | [`session`] | pure | today's plan and where the person is in it |
//! | [`language`] | pure | the words of the screens, in every language |
//! | [`app`] | pure | screens as state: key, message, effect |
//! | [`report`] | pure | a report of chosen parts, as Markdown, HTML, CSV and JSON |
//! | [`store`] | shell | the record on disk; the only room that says SQL |
//! | [`term`] | shell | screens drawn in a terminal |
//! | [`plain`] | shell | the same screens, line by line |
//! | [`commands`] | shell | one file a subcommand |
//! | [`clock`] | shell | the only place that asks for the time or for chance |

#![forbid(unsafe_code)]

pub mod app;
pub mod clock;
pub mod commands;
pub mod deck;
pub mod helped;
pub mod language;
pub mod memory;
pub mod plain;
pub mod record;
pub mod report;
pub mod session;
pub mod store;
pub mod term;

#[cfg(test)]
mod samples;
