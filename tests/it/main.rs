//! The program as people meet it: the binary, real files, real terminals, real signals.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_pass_by_value,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and may look at a clock to give up waiting"
)]

mod chance;
mod cli;
mod decks;
mod env;
mod erasing;
mod faults;
mod forecast;
mod foreign;
mod formats;
mod helping;
mod hostile;
mod hostile_files;
mod kill;
mod languages;
mod layout;
mod mending;
mod messy;
mod older;
mod own;
mod plain;
mod practice;
mod privacy;
mod promises;
mod readme;
mod report;
mod storm;
mod terminal;
mod trouble;
mod tty;
mod tune;
