//! The laws of the record, held by tests over lives that chance makes up.

mod facts;
mod lives;

mod atomic;
mod opening;
mod rebuild;
mod undo;
