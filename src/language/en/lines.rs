//! What is said line by line, without a screen, in English.

use crate::language::lines::LineWords;

pub(super) const LINES: LineWords = LineWords {
    not_a_key: "That is not one of the keys here. Type one of those above, then Enter.",
    nothing_changed: "Nothing changed.",
    keys: |keys| format!("Keys: {keys}."),
    type_a_line: "Type a line, then Enter. For a key, type / before it, as in /esc.",
    so_far: |text| format!("So far: {text}"),
    now: "now: ",
    done: "done: ",
    chosen: " (chosen)",
    times: " times ",
    aloud: |key| match key {
        "." => "full stop",
        "!" => "exclamation mark",
        "?" => "question mark",
        other => other,
    },
    means: &[("people", "!"), ("help", "!"), ("stop", ".")],
};
