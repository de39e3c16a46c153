//! What happened: events, and what is known from them. Pure; no SQL.

pub mod amend;
pub mod benefit;
pub mod catalog;
pub mod event;
pub mod export;
pub mod foreign;
pub mod keeping;
pub mod packed;
pub mod remembered;
pub mod settings;
pub mod sheet;
pub mod summary;
