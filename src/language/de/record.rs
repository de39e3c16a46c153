//! What commands print about the record in the person's own hands, in German.

use super::{amounts, files, names};
use crate::language::record::{Brought, RecordWords};
use crate::language::sentence;
use crate::record::event::Helped;

pub(super) const RECORD: RecordWords = RecordWords {
    nothing_listed: "So etwas steht nicht in der Aufzeichnung.",
    with_note: "  mit Notiz",
    recalled: |recall| format!("eingefallen: {}", (names::NAMES.recall_word)(recall)),
    it: |helped| match helped {
        Helped::Helped => "es hat geholfen",
        Helped::Same => "es hat nichts geändert",
        Helped::Worse => "es wurde schlechter",
        Helped::Unsure => "es lässt sich nicht sagen",
    },
    old_erased: |id| format!("Wie es vorher dastand, ist gelöscht. Die Kennung ist jetzt {id}."),
    old_words_stay: |id| {
        format!(
            "Die Worte, die vorher dastanden, sind noch in der Aufzeichnung; `rekindle record edit {id} --erase-old` löscht \
             sie."
        )
    },
    nothing_to_erase: "Da ist nichts zu löschen.",
    goes: |what| format!("Das wird gelöscht: {what}."),
    reach: |practices, others| {
        let practices = amounts::practices(practices);
        let others = match others {
            0 => return practices,
            1 => "ein Eintrag".to_owned(),
            _ => format!("{} Einträge", amounts::number(others)),
        };
        format!("{practices} und {others} dazu (was du angegeben, geändert oder geplant hast)")
    },
    copies_go: |number| {
        let verb = if number == 1 { "wird" } else { "werden" };
        format!("Gelöscht {verb} auch {} der Aufzeichnung.", copies(number))
    },
    erase: "Für immer löschen? Das lässt sich nicht zurücknehmen.",
    all_goes: |folder| {
        format!(
            "Das wird für immer gelöscht: die ganze Aufzeichnung in {folder}, ihre Sicherungen und alles andere, was rekindle \
             dort aufhebt."
        )
    },
    erase_everything: "alles löschen",
    type_it: |words| {
        format!("Mit `rekindle record export` kannst du sie vorher mitnehmen. Zum Weitergehen tippe: {words}")
    },
    all_gone: |folder| format!("Alles ist gelöscht. In {folder} ist nichts mehr von rekindle."),
    not_ours: |names| format!("Das ist noch da, weil es nicht von rekindle kommt: {names}."),
    out_of_reach: "Von hier nicht zu erreichen: was du woanders hin kopiert oder exportiert hast, Sicherungen der ganzen \
                   Platte und was ein Terminal noch von früher zeigt.",
    erased: |what| format!("Gelöscht: {what}."),
    in_use: "Ein anderes Programm hat die Aufzeichnung offen. Darum kann in der Datei daneben noch etwas davon stehen, bis \
             es geschlossen wird.",
    copies_deleted: |number| {
        format!("{} der Aufzeichnung gelöscht, und eine neue Sicherung gemacht.", sentence(&copies(number)))
    },
    copies_stay: |number, command| {
        let copies = if number == 1 {
            "einer älteren Kopie".to_owned()
        } else {
            format!("{} älteren Kopien", amounts::number(number))
        };
        format!(
            "In {copies} der Aufzeichnung kann noch stehen, was gelöscht wurde; `{command}` löscht, was älter ist, und macht \
             eine neue."
        )
    },
    exported: |file, what| format!("Geschrieben: {file} ({what}). Nur du kannst es lesen."),
    entries: files::entries,
    practices: files::practices,
    columns: |columns| {
        let columns = columns.iter().map(|(field, column)| {
            let column =
                column.strip_prefix("column ").map_or_else(|| (*column).to_owned(), |at| format!("Spalte {at}"));
            format!("`{field}` aus {column}")
        });
        format!("Gelesen als: {}.", columns.collect::<Vec<_>>().join(", "))
    },
    more_problems: |number| format!("und {number} weitere dieser Art"),
    brings,
    imported: |taken, sums, problems| {
        let lines = match problems {
            1 => "eine Zeile".to_owned(),
            _ => format!("{} Zeilen", number(problems)),
        };
        match (taken, problems) {
            (true, 0) => format!("Aufgenommen: {sums}."),
            (true, 1) => format!("Aufgenommen: {sums}. {} blieb draußen.", sentence(&lines)),
            (true, _) => format!("Aufgenommen: {sums}. {} blieben draußen.", sentence(&lines)),
            (false, 0) => format!("Das käme dazu: {sums}. Nichts hat sich geändert."),
            (false, 1) => {
                format!("Nichts wurde aufgenommen: {lines} passt nicht. `--skip-bad` nimmt den Rest auf ({sums}).")
            }
            (false, _) => {
                format!("Nichts wurde aufgenommen: {lines} passen nicht. `--skip-bad` nimmt den Rest auf ({sums}).")
            }
        }
    },
};

fn number(number: u64) -> String {
    amounts::number(usize::try_from(number).unwrap_or(usize::MAX))
}

/// Names older copies of the record.
fn copies(number: usize) -> String {
    if number == 1 { "eine ältere Kopie".to_owned() } else { format!("{} ältere Kopien", amounts::number(number)) }
}

fn brings(brought: Brought) -> String {
    let mut sums = vec![match brought.new {
        0 => "kein neuer Eintrag".to_owned(),
        1 => "ein neuer Eintrag".to_owned(),
        many => format!("{} neue Einträge", number(many)),
    }];
    for (number, one, more) in [
        (brought.already_there, "war schon da", "waren schon da"),
        (brought.erased_before, "ist von dir gelöscht und bleibt weg", "sind von dir gelöscht und bleiben weg"),
        (
            brought.erased,
            "wurde auf einem anderen Gerät gelöscht und ist auch hier weg",
            "wurden auf einem anderen Gerät gelöscht und sind auch hier weg",
        ),
    ] {
        match number {
            0 => {}
            1 => sums.push(format!("einer {one}")),
            _ => sums.push(format!("{number} {more}")),
        }
    }
    sums.join(", ")
}
