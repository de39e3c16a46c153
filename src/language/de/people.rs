//! People to reach, when to stop, the plan for hard times, notes, in German.

use super::help_lines;
use crate::language::people::PeopleWords;

pub(super) const PEOPLE: PeopleWords = PeopleWords {
    stop_signs: &[
        "Dir wird schwindlig, die Brust schmerzt oder die Luft wird knapp.",
        "Du verlierst Zeit oder Ort, oder Bilder strömen auf dich ein.",
        "Du spürst den Drang, dich zu verletzen.",
        "Ein klares *Nein* reicht.",
    ],
    when_to_stop: "Wann es gut ist aufzuhören",
    stop_then: "Hör auf. Schau dich um. Beweg dich ein wenig. Trink etwas Wasser. Wende dich an einen Menschen.",
    stop_medical: "Bei Schmerz in der Brust, Ohnmacht oder Atemnot hol dir ärztliche Hilfe.",
    stop_free: "Aufhören nimmt dir nichts weg.",
    stop_lead: "Jedes davon ist ein Grund aufzuhören:",
    people_to_reach: "Menschen, die du erreichen kannst",
    emergency: "Wenn du Gedanken hast, dein Leben zu beenden, und ihnen folgen könntest, oder wenn du in Gefahr bist: Ruf den örtlichen Notruf an oder geh dorthin, wo Menschen sind.",
    own_people: "Deine eigenen Menschen und Orte",
    no_people: "Hier ist Platz für deine eigenen Menschen und Orte.",
    no_lines: "Für deinen Ort steht hier noch nichts. Dies sind die Nummern anderer Orte.",
    check_number: "Prüf diese Nummer erst.",
    cannot_tell: "Dieses Programm merkt nicht, ob du in Gefahr bist, und niemand sieht, was du tippst.",
    emergency_in: |place, number| format!("Notruf, {place}: {number}"),
    emergency_number: |number| format!("Notruf: {number}"),
    looked_up: |day| format!("Nachgesehen am {day}."),
    shipped: help_lines::of,
    a_name: "Ein Name",
    how_to_reach: |name| format!("Wie du {name} erreichst"),
    note_title: "Eine Notiz",
    note_label: "In deinen Worten, für dich selbst:",
    writing_below: "Esc behält es. Niemand sieht durch, was du hier schreibst.",
    writing_lines: "Schreib Zeile für Zeile; eine leere Zeile behält es. Die erste ersetzt, was dort steht.",
    plan_title: "Ein Plan von dir",
    plan_above: "Für schwere Zeiten, in deinen Worten. Schreib, was du magst, lass weg, was du magst.",
    plan_heading: "Eine Überschrift von dir",
    plan_headings: &[
        "Woran ich merke, dass es schwer wird",
        "Was mir hilft, auch ein wenig",
        "Orte, an denen es mir gut geht",
        "Menschen, bei denen ich gern bin",
        "Menschen, die ich um Hilfe bitten kann",
        "Was ich außer Reichweite legen kann",
        "Wofür ich bleiben will",
    ],
};
