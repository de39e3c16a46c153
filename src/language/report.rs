//! What a report says, and what is asked before it is written.

use crate::report::field::Field;

/// What a report says, and what is asked before it is written. Each is a line or a sentence of its own unless it says
/// otherwise.
pub struct ReportWords {
    /// Before the parts are shown one by one.
    pub each_part: &'static str,
    /// Asks whether cards of the safety deck are named.
    pub name_safety: &'static str,
    /// Asks whether to look at a part that is in only when it is named: the part, and what is in it.
    pub look_further: fn(&str) -> String,
    /// Says what is in a part, in a few words.
    pub about: fn(Field) -> &'static str,
    /// Asks whether a part stays.
    pub keep: &'static str,
    /// Asks whether the file is written.
    pub write: fn(&str) -> String,
    /// Nothing was written.
    pub not_written: &'static str,
    /// It was.
    pub written: fn(&str) -> String,
}
