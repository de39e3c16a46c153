//! What commands print about decks, in German.

use super::amounts::number;
use super::card::CARD;
use super::names::NAMES;
use crate::deck::formats::Format;
use crate::deck::formats::notes::About;
use crate::deck::kinds::Gate;
use crate::deck::merge::Safety;
use crate::deck::problem::Severity;
use crate::language::decks::{Checked, DeckWords, Updated};
use crate::language::sentence;

pub(super) const DECKS: DeckWords = DeckWords {
    from: |shipped| if shipped { "kommt mit rekindle" } else { "von dir hinzugefügt" },
    by: "von",
    licence: "Lizenz",
    review: "Prüfung",
    reviewed: CARD.reviewed,
    caution: "Hinweis",
    gate: |asked, cards| format!("Erlaubnis {}: {cards}; {}", gate(asked), how(asked)),
    path: "Pfad",
    add: "Hinzufügen?",
    added: |title, version| format!("Hinzugefügt: {title} {version}."),
    comes_first: |usual| {
        format!(
            "Neue Karten kommen jetzt zuerst von dort; `rekindle settings path {usual}` stellt die üblichen wieder nach vorn."
        )
    },
    have_already: "Diese Version hast du schon. Nichts hat sich geändert.",
    update: |from, to| format!("Von Version {from} zu {to}:"),
    updated: |updated| match updated {
        Updated::Added => "neu",
        Updated::Changed => "geändert",
        Updated::Retired => "nicht mehr dabei (was du damit getan hast, bleibt)",
        Updated::InConflict => "auch von dir geändert",
    },
    please_look: |card, what| format!("bitte ansehen, {card}: {what}"),
    safety: |safety| match safety {
        Safety::AsksFor(asked) => format!("fragt jetzt nach der Erlaubnis {}", gate(*asked)),
        Safety::AsksNoLonger(asked) => format!("fragt nicht mehr nach der Erlaubnis {}", gate(*asked)),
        Safety::CautionGone(was) => format!("der Hinweis ist weg: {was}"),
        Safety::CautionSays(now) => format!("im Hinweis steht jetzt: {now}"),
        Safety::NothingInPlace(was) => format!("an ihrer Stelle wird nichts mehr angeboten; bisher war es {was}"),
        Safety::InPlace { now, was } => format!("an ihrer Stelle wird {now} angeboten, bisher war es {was}"),
        Safety::StepSays(said, asked) => format!("in einem Schritt steht jetzt: {said} ({asked})"),
        Safety::HeldFor { now, was } => format!("der Atem wird länger gehalten: {now} s, bisher {was} s"),
        Safety::ClosedEyes => "ein Text spricht jetzt von geschlossenen Augen".to_owned(),
    },
    was_theirs_yours: ["bisher:  ", "im Deck: ", "von dir: "],
    nothing_any_more: "nichts mehr",
    take_theirs: "Die Worte aus dem Deck nehmen? Ohne ein Ja bleiben deine.",
    holds_answers: |answers, first, last| match answers {
        1 => format!("Im Paket ist auch eine Antwort, die du in Anki gegeben hast ({first})."),
        _ => format!(
            "Im Paket sind auch {} Antworten, die du in Anki gegeben hast, von {first} bis {last}.",
            number(answers)
        ),
    },
    take_answers: "Sollen sie in deine Aufzeichnung, damit die Abstände zu dem passen, was du schon kannst?",
    answers_left_out: |answers, file| match answers {
        1 => format!(
            "Nicht dabei ist eine Antwort aus Anki. Sie kann später kommen: `rekindle record import {file} --skip-bad`"
        ),
        _ => format!(
            "Nicht dabei sind {} Antworten aus Anki. Sie können später kommen: `rekindle record import {file} --skip-bad`",
            number(answers)
        ),
    },
    severity: |severity| match severity {
        Severity::Error => "zu ändern",
        Severity::Warning => "zu prüfen",
        Severity::Advice => "ein Vorschlag",
    },
    why: "warum",
    mend: "Abhilfe",
    checked,
    no_difference: "Sie sind gleich.",
    card: "Karte",
    other_order: "die Karten stehen in anderer Reihe",
    read: |format, cards| {
        let what = match format {
            Format::Json => "eine Deck-Datei (JSON)",
            Format::Markdown => "ein Dokument (Markdown)",
            Format::Csv => "eine Tabelle (CSV)",
            Format::Xlsx => "eine Arbeitsmappe (XLSX)",
            Format::Ods => "eine Arbeitsmappe (ODS)",
            Format::Text => "Zeilen mit Frage und Antwort",
            Format::CrowdAnki => "ein Deck von CrowdAnki",
            Format::Apkg => "ein Paket von Anki",
        };
        format!("Gelesen: {what}, {cards}.")
    },
    notes: |about| match about {
        About::Guessed => "Vermutet; wo du es anders meinst, schreib es in die Datei:",
        About::LeftOut => "Nicht dabei:",
        About::FillIn => "Von dir zu ergänzen:",
    },
    note: |note| {
        let more = note.count - note.cards.len();
        match (note.count, more) {
            (0, _) => note.what.clone(),
            (_, 0) => format!("{}: {}", note.what, note.cards.join(", ")),
            _ => format!("{}: {} und {more} weitere", note.what, note.cards.join(", ")),
        }
    },
    written: |file| format!("Geschrieben: {}", file.display()),
    answers_written: |file| {
        let file = file.display();
        format!("Geschrieben: {file}; erst kommt das Deck dazu, dann das hier: `rekindle record import {file}`")
    },
    more_to_say: |file, things| {
        let things = if things == 1 { "einer Stelle".to_owned() } else { format!("{} Stellen", number(things)) };
        format!("`rekindle deck check {}` sagt noch mehr dazu, an {things}.", file.display())
    },
    write_your_cards: |file| {
        format!("Öffne die Datei und schreib deine Karten hinein; danach: `rekindle deck check {}`", file.display())
    },
    what_it_answers: "Worauf sie antwortet",
    what_to_do: |seconds| format!("Was zu tun ist, etwa {seconds} Sekunden"),
    lighter: |seconds| format!("Leichter, etwa {seconds} Sekunden"),
    own_pace: |seconds| format!("in deinem Tempo, etwa {seconds} s"),
    asks: |gate| format!("{}: {}", sentence((NAMES.gate)(gate)), how(gate)),
    reading: |megabytes| format!("{megabytes} MB werden gelesen"),
    adding: |cards| format!("{cards} Karten kommen dazu"),
    remove: |title| format!("{title} wegnehmen? Was du damit geübt hast, bleibt in der Aufzeichnung."),
    removed: |title| format!("Weggenommen: {title}. `rekindle undo` holt es zurück."),
    removed_for_good: |title| format!("Weggenommen: {title}."),
    nothing_to_remove: "Da ist nichts wegzunehmen und nichts zu löschen.",
    nothing_recorded: "In der Aufzeichnung steht nichts von diesen Karten.",
    record_goes: |what| format!("Aus der Aufzeichnung wird für immer gelöscht: {what}."),
    remove_with_record: "Wegnehmen und löschen? Was gelöscht ist, lässt sich nicht zurückholen.",
};

/// A gate by its name, and as it is typed.
fn gate(gate: Gate) -> String {
    format!("{} (`{gate}`)", (NAMES.gate)(gate))
}

const fn how(gate: Gate) -> &'static str {
    if gate.strong() { "aus, bis du es einschaltest" } else { "du wirst vorher gefragt" }
}

fn checked(checked: Checked) -> String {
    let what = match (checked.many, checked.usable) {
        (false, true) => "Dieses Deck kann dazukommen",
        (false, false) => "Dieses Deck kann noch nicht dazukommen",
        (true, true) => "Diese Decks können dazukommen",
        (true, false) => "Noch können nicht alle diese Decks dazukommen",
    };
    let places = |count: usize| match count {
        0 => "nichts".to_owned(),
        1 => "eine Stelle".to_owned(),
        many => format!("{} Stellen", number(many)),
    };
    let advice = match checked.advice {
        0 => "kein Vorschlag".to_owned(),
        1 => "ein Vorschlag".to_owned(),
        many => format!("{} Vorschläge", number(many)),
    };
    format!("{what}: {} zu ändern, {} zu prüfen, {advice}", places(checked.errors), places(checked.warnings))
}
