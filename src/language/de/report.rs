//! What a report says, in German.

use crate::language::report::ReportWords;
use crate::report::field::Field;

pub(super) const REPORT: ReportWords = ReportWords {
    each_part: "Hier ist jeder Teil, den ein Bericht haben kann. Es bleibt nur, wozu du j sagst.",
    name_safety: "Sollen Karten aus dem Deck `safety` beim Namen stehen, wo du sie genutzt hast?",
    look_further: |part| format!("Noch einen Teil ansehen? {part}"),
    about: |field| match field {
        Field::Days => "Tage mit Übungen, als Kalender",
        Field::Families => "wie oft du jede Art von Übung gemacht hast",
        Field::Remembered => "jede geübte Karte, und wie gut sie dir einfällt",
        Field::Helped => "wie oft, mit welchen Angaben und wie weit jede Übung geholfen hat",
        Field::Worse => "wie oft es nach einer Übung schlechter war, und was das Programm dann gesagt hat",
        Field::Rests => "Karten, die ruhen, und der Grund",
        Field::States => "was zu helfen schien, wenn du taub, überflutet oder anders warst; nennt, wie es dir ging",
        Field::Levels => "Belastung und Verbindung über die Zeit; nennt Tage",
        Field::Notes => "deine eigenen Worte zu den Übungen",
        Field::People => "deine eigenen Menschen, so wie du sie aufgeschrieben hast",
        Field::Safety => "Karten aus dem Deck `safety` beim Namen; ohne das fehlen sie überall",
    },
    keep: "Diesen Teil behalten?",
    write: |file| format!("Soll er in diese Datei: {file}?"),
    not_written: "Nichts wurde geschrieben.",
    written: |file| format!("Geschrieben, und nur du kannst es lesen: {file}"),
};
