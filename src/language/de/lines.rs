//! What is said line by line, without a screen, in German.

use crate::language::lines::LineWords;

pub(super) const LINES: LineWords = LineWords {
    not_a_key: "Das ist hier keine der Tasten. Tipp eine von oben, dann Enter.",
    nothing_changed: "Nichts hat sich geändert.",
    keys: |keys| format!("Tasten: {keys}."),
    type_a_line: "Tipp eine Zeile, dann Enter. Für eine Taste tipp / davor, wie in /esc.",
    so_far: |text| format!("Bisher: {text}"),
    now: "hier: ",
    done: "getan: ",
    chosen: " (gewählt)",
    times: " mal ",
    aloud: |key| match key {
        "." => "Punkt",
        "!" => "Ausrufezeichen",
        "?" => "Fragezeichen",
        "↑" => "Pfeil auf",
        "↓" => "Pfeil ab",
        "←" => "Pfeil links",
        "→" => "Pfeil rechts",
        other => other,
    },
    means: &[("menschen", "!"), ("hilfe", "!"), ("stopp", ".")],
};
