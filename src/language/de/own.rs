//! What a person decides for themselves, and what the program says of itself, in German.

use super::{amounts, settings};
use crate::language::own::OwnWords;

pub(super) const OWN: OwnWords = OwnWords {
    settings_above: "Das alles kannst du jederzeit ändern.",
    gates_above: "Wem sich Übungen zuwenden dürfen. Du kannst es dir jederzeit anders überlegen.",
    gate_allow: "solche Übungen erlauben",
    gate_withdraw: "sie weglassen",
    decks_above: "Die Decks hier. Jedes ist eine Datei, die jemand geschrieben hat.",
    deck_commands: "Der Befehl `rekindle deck` prüft Decks, fügt sie hinzu, vergleicht sie und nimmt sie heraus. Was du gelernt hast, bleibt bei dir. Karten bleiben in der Sprache, in der sie geschrieben sind.",
    next_start: "Das ändert sich, wenn du das nächste Mal beginnst.",
    keys_below: "Die Pfeile, j und k führen durch Auswahl und lange Seiten. Jede Taste kann eine andere sein: die Einstellung `keys`.",
    about: &[
        (
            "Was erprobt ist und was nicht",
            "Die Abstände kommen von FSRS. Das ist an Lernkarten erprobt, nicht an Übungen wie diesen. Noch hat keine \
             Fachperson die Karten geprüft. Menschen mit eigener Erfahrung haben es noch nicht ausprobiert. Im Ganzen hat es \
             niemand erprobt.",
        ),
        (
            "Von wem es ist",
            "rekindle ist freie Software. Du darfst sie lesen, ändern und teilen. Sie nimmt kein Geld, zeigt keine Werbung und \
             verkauft nichts. Kein Hersteller einer Behandlung hat sie bezahlt oder mitgeredet. Jedes Deck nennt, wer es \
             geschrieben hat: Du siehst es mit der Taste d.",
        ),
        (
            "Was behalten wird",
            "Was du tust, bleibt in Dateien auf diesem Gerät, die nur du lesen kannst. Nichts wird irgendwohin gesendet. Du \
             kannst es mitnehmen oder löschen: `rekindle record`.",
        ),
    ],
    about_title: "Über rekindle",
    keys_title: "Tasten hier",
    not_saved: "Deine Antwort ist noch nicht gespeichert. Sie bleibt hier; Enter versucht es noch einmal.",
    not_shown: "Das lässt sich jetzt nicht zeigen. Nichts von dir ist berührt; Enter geht zurück.",
    not_saved_title: "Noch nicht gespeichert",
    not_shown_title: "Nicht gezeigt",
    settings_title: "Einstellungen",
    consent_title: "Erlaubnis",
    decks_title: "Decks",
    consent_row: "Erlaubnis",
    kinds: |n| if n == 1 { "eine Art".to_owned() } else { format!("{} Arten", amounts::number(n)) },
    allowed: "erlaubt",
    withdrawn: "zurückgezogen",
    off: "aus",
    asks: "fragt erst",
    setting: |setting| settings::of(setting.key).map_or(setting.key, |said| said.name).to_owned(),
    setting_about: |setting| settings::of(setting.key).map_or(setting.about, |said| said.about),
    setting_takes: |setting| settings::of(setting.key).map_or(setting.takes, |said| said.takes),
    value: settings::value,
    as_usual: |value| format!("{value} (wie üblich)"),
    now_set: |now, takes, key| format!("Jetzt {now}. Möglich ist {takes}: `rekindle settings {key} …`."),
    takes: |takes| format!("Möglich ist {takes}"),
    does_not_fit: |takes, _| format!("Das passt hier nicht. Möglich ist {takes}. Es bleibt, wie es war."),
    cards: |n| if n == 1 { "eine Karte".to_owned() } else { format!("{} Karten", amounts::number(n)) },
    deck_by: "Von",
    deck_version: "Version",
    deck_licence: "Lizenz",
    deck_reviewed: "Geprüft",
    deck_cautions: "Hinweise",
    deck_id: "Kennung",
    too_small: "Fenster zu klein",
    more_below: ("↓ mehr unten (Bild ab)", "↓ mehr unten"),
    more_above: ("↑ mehr oben (Bild auf)", "↑ mehr oben"),
    more_around: ("↑ mehr oben  ↓ mehr unten", "↑ mehr ↓ mehr"),
};
