//! The settings in German. A row of the settings table without words here does not compile.

use crate::record::settings::SETTINGS;

/// The words of a setting.
pub(super) struct SettingWords {
    key: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) takes: &'static str,
    /// What it is for.
    pub(super) about: &'static str,
}

const fn row(key: &'static str, name: &'static str, takes: &'static str, about: &'static str) -> SettingWords {
    SettingWords { key, name, takes, about }
}

const ROWS: &[SettingWords] = &[
    row("minutes", "Minuten", "1 bis 60", "wie lang eine Sitzung ist, in Minuten"),
    row("cards", "Karten", "1 bis 30", "die meisten Karten in einer Sitzung"),
    row("new", "neue Karten", "0 bis 10", "die meisten neuen Karten an einem Tag"),
    row("retention", "Erinnern", "0.70 bis 0.97", "wie sicher dir eine Übung einfallen soll, wenn sie wiederkommt"),
    row("longest", "längste Pause", "7 bis 365", "die meisten Tage, bis eine Übung wiederkommt"),
    row("longest-favourite", "Pause der Lieblinge", "7 bis 365", "dasselbe für deine Lieblinge"),
    row("day-begins", "Tagesbeginn", "0 bis 23", "die Stunde, in der ein neuer Übungstag beginnt"),
    row(
        "rest-days",
        "Ruhetage",
        "`none` oder Wochentage wie `sat,sun`, höchstens sechs",
        "Wochentage, an denen nichts wiederkommen soll",
    ),
    row(
        "holidays",
        "freie Zeit",
        "`none` oder Tage wie `2026-12-20..2027-01-03`, mehrere mit Komma dazwischen",
        "Tage, an denen nichts wiederkommen soll",
    ),
    row("grades", "Antworten", "`two` oder `four`", "wie viele Antworten es darauf gibt, ob dir eine Übung einfiel"),
    row("learning", "Lernen", "`on` oder `off`", "ob sich die Abstände von selbst nach deinen Antworten richten"),
    row(
        "path-retention",
        "Erinnern je Pfad",
        "`none` oder Pfade mit einem Wert wie `paths/start=0.9`, mehrere mit Komma dazwischen",
        "ein anderer Wert für das Erinnern bei den Karten eines Pfads",
    ),
    row("path", "Pfad", "`usual` oder ein Pfad wie `paths/start`", "woher neue Karten kommen"),
    row("region", "Land", "`all` oder zwei Buchstaben wie `DE`", "das Land, dessen Nummern gezeigt werden"),
    row(
        "background",
        "Hintergrund",
        "`any`, `dark` oder `light`",
        "der Hintergrund deines Terminals, für Farben, die sich darauf gut lesen",
    ),
    row(
        "heavier-days",
        "schwerere Tage",
        "`on` oder `off`",
        "ob dir gesagt wird, höchstens alle zwei Wochen, dass es zuletzt schwerer war als sonst",
    ),
    row(
        "motion",
        "Bewegung",
        "`full` oder `still`",
        "ob sich die Form eines Atemzugs bewegt; `still` zählt in Worten, wie `NO_MOTION`",
    ),
    row(
        "bell",
        "Glocke",
        "`off`, `steps` oder `turns`",
        "eine leise Glocke des Terminals, wenn ein Schritt endet; `turns` auch, wenn der Atem wechselt",
    ),
    row(
        "numb-mode",
        "weniger Worte",
        "`on` oder `off`",
        "weniger Worte, eine Sache je Seite, nichts zu tippen, und zuerst Übungen, die nach außen schauen",
    ),
    row(
        "mouse",
        "Maus",
        "`on` oder `off`",
        "ob Klicks und das Rad hierher kommen; mit Umschalt lässt sich Text markieren",
    ),
    row(
        "keys",
        "Tasten",
        "`usual` oder Tasten wie `people=i,hide=z`; `rekindle settings keys` nennt ihre Namen",
        "andere Buchstaben für das, was Tasten tun; Enter, Esc, Tab, Pfeile und F1 bis F4 bleiben immer",
    ),
    row("language", "Sprache", "`auto`, `en` oder `de`", "die Sprache der Seiten; `auto` nimmt die deines Systems"),
];

#[allow(clippy::indexing_slicing, reason = "worked out while it is compiled")]
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Tells whether every setting has its words, in the order of the table.
#[allow(clippy::indexing_slicing, reason = "worked out while it is compiled")]
const fn whole() -> bool {
    let mut at = 0;
    while at < SETTINGS.len() && at < ROWS.len() && same(SETTINGS[at].key, ROWS[at].key) {
        at += 1;
    }
    at == SETTINGS.len() && at == ROWS.len()
}

const _: () = assert!(whole(), "every setting has a row here, in the order of the settings table");

pub(super) fn of(key: &str) -> Option<&'static SettingWords> {
    ROWS.iter().find(|row| row.key == key)
}

/// Returns the word for a value that is chosen; what is typed stays as it is.
pub(super) fn value(value: &str) -> &str {
    match value {
        "on" => "an",
        "off" => "aus",
        "two" => "zwei",
        "four" => "vier",
        "none" => "keine",
        "usual" => "wie üblich",
        "all" => "alle",
        "any" => "beliebig",
        "dark" => "dunkel",
        "light" => "hell",
        "full" => "ganz",
        "still" => "ruhig",
        "steps" => "Schritte",
        "turns" => "Wechsel",
        "auto" => "wie das System",
        "en" => "English",
        "de" => "Deutsch",
        other => other,
    }
}
