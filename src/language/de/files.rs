//! What commands print about the files of a record, in German.

use crate::language::files::{FileWords, Trouble};

pub(super) const FILES: FileWords = FileWords {
    copied: |file, holds| format!("Kopiert nach {file}, geöffnet und ganz gelesen: {holds}."),
    no_backup: |folder| {
        format!("Noch gibt es keine Sicherung. An jedem Tag, an dem du übst, wird eine gemacht, in {folder}.")
    },
    backup: |name, when, of, holds| {
        let of = of.map_or_else(String::new, |of| format!(", {of}"));
        format!("{name}: {when}{of}; {holds}")
    },
    before_version: "aufgehoben, bevor das Programm alles auf den neuen Stand brachte",
    replaced_by_restore: "aufgehoben, als eine Sicherung an ihre Stelle kam",
    unusable: |why| format!("lässt sich nicht verwenden ({why})"),
    folder: |folder| format!("Sie liegen in {folder}."),
    holds: |practices, entries, last| {
        let last = last.map_or_else(String::new, |last| format!(", der letzte {last}"));
        format!("{}, {}{last}", self::practices(practices), self::entries(entries))
    },
    how_to_restore: "`rekindle restore` mit einem dieser Namen holt die Sicherung zurück und fragt vorher.",
    backup_holds: |file, holds| format!("In {file}: {holds}."),
    record_holds: |holds| format!("In deiner Aufzeichnung: {holds}."),
    no_record: "Gerade ist keine Aufzeichnung da, die sich lesen lässt.",
    restore: "Was jetzt da ist, wird daneben aufgehoben. Soll die Sicherung an seine Stelle kommen?",
    restored: |file| format!("Deine Aufzeichnung ist jetzt die aus {file}."),
    replaced: |file| format!("Was vorher da war, liegt in {file}."),
    trouble,
    closed: |why, said| {
        match why {
        Trouble::Damaged => {
            "die Aufzeichnung ist beschädigt; lass die Datei am besten so, wie sie ist. `rekindle doctor` sieht nach, was noch \
             da ist"
                .to_owned()
        }
        other => trouble(other, said),
    }
    },
    people_stay: "`rekindle help-lines` zeigt dir weiter Menschen, die du erreichen kannst",
    only_copy_missing: "was du getan hast, ist gespeichert, nur die Kopie davon fehlt",
    answer_not_taken: "die letzte Antwort ließ sich nicht speichern. Alle davor sind sicher; wenn du neu beginnst, geht es dort \
                       weiter",
    mark: |fine| if fine { "in Ordnung" } else { "bitte ansehen" },
    check: |name| match name {
        "file" => "Datei".to_owned(),
        "entries" => "Einträge".to_owned(),
        "private" => "Zugriff".to_owned(),
        "modes" => "Zugriff geändert".to_owned(),
        "views" => "Ansichten".to_owned(),
        "rebuild" => "Neu gemacht".to_owned(),
        "clock" => "Uhr".to_owned(),
        "schema" => "Stand".to_owned(),
        "repair" => "Wieder heil machen".to_owned(),
        "backups" => "Sicherungen".to_owned(),
        other => other.strip_prefix("view ").map_or_else(|| other.to_owned(), |view| format!("Ansicht `{view}`")),
    },
    left_alone: "Geändert wurde nur, worum du gebeten hast, und keine Datei wurde gelöscht.",
    sound: "heil",
    repair: "`rekindle doctor --repair` macht eine neue Datei aus allem, was hier oder in einer Sicherung noch zu lesen ist, \
             und hebt die alte auf",
    entries: |all| format!("{all}, jeder so, wie er geschrieben wurde"),
    damaged: |damaged, all| {
        if damaged == 1 {
            format!("einer von {all} ist nicht mehr so, wie er geschrieben wurde")
        } else {
            format!("{damaged} von {all} sind nicht mehr so, wie sie geschrieben wurden")
        }
    },
    ahead: |ahead| {
        if ahead {
            "der letzte Eintrag ist aus einer Zeit, die erst noch kommt; sieh nach der Uhr in diesem Gerät. Was du getan \
             hast, steht trotzdem in der Reihe, in der du es getan hast"
        } else {
            "der letzte Eintrag ist nicht aus einer Zeit, die erst noch kommt"
        }
    },
    view: |rows| {
        match rows {
        0 => "so, als wäre sie neu gemacht".to_owned(),
        1 => "eine Zeile ist anders, als sie neu gemacht wäre; `rekindle doctor --rebuild` macht sie neu, von dir geht nichts \
              verloren"
            .to_owned(),
        _ => format!(
            "{rows} Zeilen sind anders, als sie neu gemacht wären; `rekindle doctor --rebuild` macht sie neu, von dir geht \
             nichts verloren"
        ),
    }
    },
    rebuilt: "alle Ansichten wurden aus der Aufzeichnung neu gemacht",
    version: |version| format!("Version {version} der Aufzeichnung, die neueste, die dieses Programm kennt"),
    still_there: |readable, copies| {
        let copies = match copies {
            0 => "keine Sicherung ist da".to_owned(),
            1 => "eine Sicherung ist da".to_owned(),
            _ => format!("{copies} Sicherungen sind da"),
        };
        format!("noch zu lesen: {}; {copies}", entries(readable))
    },
    mended: |from_file, from_backups, aside| {
        format!(
            "die Aufzeichnung ist wieder heil: {} aus der alten Datei, {from_backups} aus Sicherungen dazu; die alte Datei \
             ist noch da, als {aside}",
            entries(from_file)
        )
    },
    missing: |count, numbers| {
        if count == 1 {
            format!("ein Eintrag war nirgends zu finden (Nummer {numbers})")
        } else {
            format!("{count} Einträge waren nirgends zu finden (Nummern {numbers})")
        }
    },
    no_backups: "noch keine; an jedem Tag, an dem du übst, wird eine gemacht",
    backups: |count, when, entries| {
        format!("{count}; die neueste, {when} gemacht, wurde geöffnet und ganz gelesen: {}", self::entries(entries))
    },
    private: "nur du kannst alles lesen",
    open_to_others: |files| {
        format!("andere an diesem Gerät können lesen: {files}; `rekindle doctor --repair` macht das für sie zu")
    },
    closed_to_others: |count| {
        if count == 1 {
            "etwas, das andere lesen konnten, ist jetzt nur für dich".to_owned()
        } else {
            format!("{count} Dateien und Ordner, die andere lesen konnten, sind jetzt nur für dich")
        }
    },
};

fn trouble(trouble: Trouble<'_>, said: &str) -> String {
    match trouble {
        Trouble::Damaged => "die Datei ist beschädigt; lass sie am besten so, wie sie ist".to_owned(),
        Trouble::Foreign(path) => format!(
            "{path} ist keine Aufzeichnung von rekindle; leg die Datei woanders hin, oder nenne mit `--data-dir` einen \
             anderen Ordner"
        ),
        Trouble::Newer(path, found, known) => format!(
            "{path} hat ein neueres rekindle geschrieben (Version {found}, hier ist {known} bekannt); hol dir das neue \
             rekindle, an der Datei hat sich nichts geändert"
        ),
        Trouble::Folder(path, why) => format!(
            "{path} lässt sich nicht verwenden ({why}); nenne mit `--data-dir` einen anderen Ordner, oder einen, in dem du \
             schreiben darfst"
        ),
        Trouble::Locked => {
            "ein anderes Programm hat die Aufzeichnung gerade; schließ es, oder versuch es noch einmal. Nichts \
                            ist verloren"
                .to_owned()
        }
        Trouble::Full => {
            "auf der Platte ist kein Platz mehr; schaff etwas Platz und versuch es noch einmal. Was schon da war, \
                          ist noch da"
                .to_owned()
        }
        Trouble::ReadOnly => {
            "hier lässt sich nichts schreiben; sieh nach, wer in diesem Ordner schreiben darf".to_owned()
        }
        Trouble::Disk => {
            "die Platte ließ sich nicht lesen oder nicht beschreiben; versuch es noch einmal. Was schon da war, \
                          ist noch da"
                .to_owned()
        }
        Trouble::NothingLeft(path) => format!(
            "weder aus {path} noch aus einer Sicherung ließ sich etwas lesen; lass die Datei so, wie sie ist. Eine Kopie, \
             die du woanders gemacht hast, ist vielleicht noch gut"
        ),
        Trouble::Other => said.to_owned(),
    }
}

pub(super) fn practices(number: u64) -> String {
    if number == 1 { "eine Übung".to_owned() } else { format!("{number} Übungen") }
}

pub(super) fn entries(number: u64) -> String {
    if number == 1 { "ein Eintrag".to_owned() } else { format!("{number} Einträge") }
}
