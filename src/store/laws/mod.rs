//! The laws of the record, held by tests over lives that chance makes up.

mod facts;
mod helped;
pub(super) mod lives;

mod atomic;
mod due;
mod memory;
mod opening;
mod own;
mod queries;
mod rebuild;
mod sessions;
mod shipped;
mod undo;
mod updates;
