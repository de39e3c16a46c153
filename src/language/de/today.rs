//! What stands before the cards: the first run, today, the clock, how the person is, in German.

use super::amounts;
use crate::language::sentence;
use crate::language::today::TodayWords;

pub(super) const TODAY: TodayWords = TodayWords {
    what_it_is: "rekindle hilft dir, kleine Übungen griffbereit zu halten, die dir Halt geben. Ein paar Minuten am Stück reichen.",
    what_it_is_not: "Es ist eine Hilfe zum Üben für Erwachsene. Es ist keine Behandlung, keine Diagnose, keine Überwachung und kein Notdienst, und im Ganzen ist es nicht erprobt.",
    whom_to_ask: "Wenn etwas davon auf dich zutrifft, sprich vielleicht erst mit einer Fachperson, bevor du mit Atem, Körper oder Erinnerungen übst: Trauma, verlorene Zeit, Psychose, Manie, Essstörung, Selbstverletzung, Entzug, Herz oder Lunge, Anfälle, Schwangerschaft. Vor jeder Art wirst du gefragt.",
    nothing_lost: "Das ist in Ordnung. Nichts geht verloren.",
    all_for_today: "Das ist alles für heute.",
    good_to_see_you: "Schön, dass du da bist.",
    where_you_were: "Hier warst du stehen geblieben.",
    only_to_look_at: "Hier lässt sich alles nur ansehen, weil in diesen Ordner nichts geschrieben werden kann. Antworten werden nicht behalten.",
    is_the_time_right: "Stimmt diese Zeit?",
    clock_now: "Die Uhr hier sagt",
    clock_before: "Das letzte Mal war",
    if_the_time_is_wrong: "Wann eine Karte wiederkommt, wird nach dieser Uhr gezählt. Wenn sie nicht stimmt, kannst du gehen, sie stellen und wiederkommen. Nichts geht verloren.",
    nothing_waits: "Heute wartet nichts.",
    done_today: "Du hast heute geübt. Ein wenig mehr ist da, wenn es passt.",
    enter_keeps: "Enter behält es.",
    leave_any_time: "Du kannst jederzeit gehen.",
    distress: "Wie viel Belastung ist gerade da?",
    connection: "Wie viel kommt gerade bei dir an?",
    distress_ends: &[
        ("0", "keine"),
        ("3", "spürbar"),
        ("5", "schwer zu übersehen"),
        ("7", "kaum etwas geht"),
        ("10", "so viel, wie du dir vorstellen kannst"),
    ],
    connection_ends: &[
        ("0", "nichts kommt an, weit weg"),
        ("3", "ganz leise"),
        ("5", "zum Teil da"),
        ("7", "fast ganz da"),
        ("10", "ganz da, und du kannst fühlen"),
    ],
    how_are_you: "Was passt am besten dazu, wie es dir geht?",
    effort_means: "Eine Kleinigkeit zu den Antworten: *mit Mühe* heißt, dass es kam, aber langsam. Wenn es nicht kam, bringt *diesmal nicht* die Karte eher zurück. Wenn dir zwei Antworten lieber sind: `rekindle settings grades two`.",
    cards_speak: "Die Karten, die mitkommen, sind auf Englisch. Eigene Decks gehen in jeder Sprache.",
    welcome_title: "Willkommen",
    title: "Heute",
    clock_title: "Die Uhr",
    how_title: "Wie es dir geht",
    next_comes: |n, seconds| match n {
        1 => format!("Als Nächstes kommt eine kurze Übung, {}.", amounts::minutes(seconds)),
        n => format!("Als Nächstes kommen {} kurze Übungen, {}.", amounts::number(n), amounts::minutes(seconds)),
    },
    next_round: |when| format!("Die nächste Übung kommt {when} wieder."),
    ahead: |n| format!("Noch {} vor dir.", amounts::practices(n)),
    holds: |known, new, seconds| {
        let what = match (known, new) {
            (0, 1) => "eine neue Übung".to_owned(),
            (0, new) => format!("{} neue Übungen", amounts::number(new)),
            (known, 0) => amounts::practices(known),
            (known, 1) => format!("{} und eine neue", amounts::practices(known)),
            (known, new) => format!("{} und {} neue", amounts::practices(known), amounts::number(new)),
        };
        format!("{}, {}.", sentence(&what), amounts::minutes(seconds))
    },
    mark_skipped: "heute nicht",
    mark_done: "getan",
    mark_question: "eine Frage offen",
    mark_new: "neu",
};
