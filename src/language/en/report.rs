//! What a report says, in English.

use crate::language::report::ReportWords;
use crate::report::field::Field;

pub(super) const REPORT: ReportWords = ReportWords {
    each_part: "Here is each part that a report can have. Only what you answer with y is kept.",
    name_safety: "Name cards of the safety deck where you used them?",
    look_further: |part| format!("Look at a further part? {part}"),
    about: Field::about,
    keep: "Keep this part?",
    write: |file| format!("Write it to {file}?"),
    not_written: "Nothing was written.",
    written: |file| format!("Written, for you alone to read: {file}"),
};
