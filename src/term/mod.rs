//! The screen: draws a `Page` in the terminal and turns key presses into `Msg`.
//!
//! - `theme` holds the styles by meaning, `prose` wraps and cleans words
//! - `blocks`, `pacer`, `help` make lines of one kind of block each; `sheet` sets them on the screen
//! - `field` is where some lines are written, with a text widget
//! - `draw` puts a sheet into a frame and sweeps every cell; `guard` gives the terminal back whatever happens
//! - `run` is the loop: it draws when something changed and waits otherwise

mod blocks;
pub mod draw;
mod field;
mod guard;
mod help;
mod keyboard;
mod pacer;
mod plot;
mod prose;
pub mod run;
pub mod sheet;
pub mod sweep;
pub mod theme;

#[cfg(test)]
mod tests;

pub use draw::Screen;
pub use run::run;
pub use theme::{ColorChoice, Theme};
