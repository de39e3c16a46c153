//! What the app asks of the world around it, and how it is answered.

use super::{App, Effect, Msg};
use crate::memory::days::Moment;

/// What the app asks of the world around it, whichever way it is shown.
pub struct Outside<'a> {
    /// Does what the app asks for, and answers.
    pub perform: &'a mut dyn FnMut(Effect) -> Msg,
    /// The time, whenever it is needed.
    pub now: &'a dyn Fn() -> Moment,
    /// Whether doing took so long that keys may have been pressed for a page that was gone by then.
    pub slow: bool,
}

/// Doing that takes longer than this is noticed, in milliseconds.
const SLOW_MS: i64 = 250;

impl Outside<'_> {
    /// Tells the app, does what it asks for until it asks no more, and returns whether to leave.
    pub fn tell(&mut self, app: &mut App, mut msg: Msg) -> bool {
        while let Some(effect) = app.update(msg, (self.now)()) {
            if effect == Effect::Leave {
                return true;
            }
            let began = (self.now)();
            msg = (self.perform)(effect);
            self.slow |= (self.now)().utc_ms - began.utc_ms > SLOW_MS;
        }
        false
    }
}
