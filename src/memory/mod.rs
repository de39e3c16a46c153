//! What is remembered: FSRS, practice days, spreading. Pure.

pub mod days;
pub mod recall;
