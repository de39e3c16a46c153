//! What a report says, in German. Somebody who treats the person reads it, so it does not say *du*.

use super::names::NAMES;
use super::{amounts, names};
use crate::deck::kinds::State;
use crate::helped::harm::{StepBack, Why};
use crate::helped::levels::one_use_noise;
use crate::helped::verdict::Verdict;
use crate::language::report::{AskedWords, Headed, ReportWords};
use crate::language::sentence;
use crate::memory::days::Day;
use crate::report::field::Field;

const ASKED: AskedWords = AskedWords {
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

pub(super) const REPORT: ReportWords = ReportWords {
    asked: ASKED,
    title: "Bericht über Übungen",
    subtitle: "Was eine Person selbst über ihre Übungen aufgeschrieben hat. Sie hat jeden Teil dafür ausgewählt.",
    period: |from, to| match from {
        None => "Noch ist nichts aufgeschrieben.".to_owned(),
        Some(from) if from == to => format!("Es geht um den {}.", date(to)),
        Some(from) => format!("Es geht um die Zeit vom {} bis zum {}.", date(from), date(to)),
    },
    made: |by, on| format!("Erstellt mit {by} am {}.", date(on)),
    about_it: "Über diesen Bericht",
    about,
    end: "Das sind die eigenen Angaben einer Person, kein Versuch; ein Teil jeder Änderung wäre auch so gekommen.",
    nothing: "Für diese Tage ist nichts aufgeschrieben.",
    nothing_here: "nichts",
    heading,
    date,
    short_date: |day| {
        let date = day.date();
        format!("{} {}", (amounts::AMOUNTS.short_day)(date), date.format("%Y"))
    },
    month: |date| format!("{} {}", amounts::month(date), date.format("%Y")),
    number,
    range: |low, high| format!("{low} bis {high}"),
    share: |share| format!("{:.0} %", share * 100.0),
    low_and_high: [", von", ", bis"],
    column: str::to_owned,
    days: |days, practices| {
        format!(
            "Geübt wurde an {}, im Ganzen {}. Ein stiller Tag ist ein normaler Tag; Tage am Stück zählt hier nichts.",
            if days == 1 { "1 Tag".to_owned() } else { format!("{days} Tagen") },
            practices_of(practices)
        )
    },
    months: ("Nach Monaten", ["Monat", "Tage mit Übungen", "Übungen"]),
    weeks: ("Übungen an jedem Tag, Woche für Woche", "Woche ab"),
    families: (
        "Wie oft jede Art geübt wurde",
        ["Art", "Übungen", "Tage", "Antworten aus dem Kopf", "Davon eingefallen", "Minuten"],
    ),
    remembering: "Alle Antworten bis zum letzten Tag des Berichts. Chance heute: wie sicher die Übung an diesem Tag einfällt, \
                  so schätzt es ein Modell für das Erinnern. Ob eine Übung hilft, sagt das nicht.",
    remembered: (
        "Karten, nach denen gefragt wurde",
        ["Übung", "Antworten", "Davon eingefallen", "Zuletzt gefragt", "Chance heute", "Kommt wieder"],
    ),
    technique: [
        "Übung",
        "Anwendungen",
        "Mit Angaben",
        "Gezählt",
        "Dem Anschein nach",
        "Bereinigt",
        "90-%-Bereich",
        "Urteil",
    ],
    verdict: |verdict, depends| {
        let said = match verdict {
            Verdict::OftenWorse => "Oft schlechter",
            Verdict::ProbablyHelps => "Hilft wohl",
            other => (NAMES.verdict)(other),
        };
        format!("{said}{}", if depends { " (hängt von Anwendungen ohne Angaben ab)" } else { "" })
    },
    on: |axis, state| {
        let place = state.map_or_else(String::new, |state| format!(", {}", when(state)));
        format!("{}{place}", names::axis(axis))
    },
    changes: |on| format!("{on}: Änderung mit jeder Übung"),
    ranked: |on| format!("{on}: Übungen, die mindestens viermal gezählt sind, in Punkten"),
    others: |on| format!("{on}: Übungen, die seltener gezählt sind, nach Titel und ohne Rang, in Punkten"),
    usual: |level, ratings, rho, assumed| {
        format!(
            "Üblich ist {}, aus {}. Wie weit zwei Angaben ohne Übung dazwischen gleich laufen (Korrelation): {}{}.",
            number(level, 1),
            if ratings == 1 { "1 Angabe im Alltag".to_owned() } else { format!("{ratings} Angaben im Alltag") },
            number(rho, 2),
            if assumed { ", angenommen" } else { "" }
        )
    },
    in_words: "In Worten",
    words: (
        "Was nach den Worten der Person geschah, nach Titel und ohne Rang",
        ["Übung", "Hat geholfen", "Keine Änderung", "Schlechter", "Nicht sicher"],
    ),
    state: |state, axis| format!("{}: {}", sentence(&when(state)), names::axis(axis)),
    states: "Der Zustand ist das eigene Wort der Person dafür, wie es ihr ging, oder das, wofür ihre zwei Angaben vor der \
             Übung sprachen. Eine Übung lernt auch von ihren Anwendungen in anderen Zuständen.",
    worse: (
        "Anwendungen, nach denen es schlechter war, nach Titel",
        ["Übung", "Schlechter", "Mit einer Angabe danach"],
    ),
    worse_rule: "Als schlechter zählt: Die Belastung stieg um zwei oder mehr, die Verbindung sank um zwei oder mehr, oder \
                 die Person sagte es so. War sie taub, matt oder fern, zählt ein Anstieg der Belastung ab drei, oder wenn \
                 die Belastung danach bei sieben oder mehr liegt und nicht sank.",
    told_of_drift: |day| {
        format!(
            "Am {} hat das Programm gesagt, dass die Angaben schwerer waren als sonst, und dass es gut sein kann, mit einem \
             vertrauten Menschen oder einer Fachperson zu reden.",
            date(day)
        )
    },
    steps_back: |why| match why {
        StepBack::Sittings => {
            "Am letzten Tag des Berichts nennt das Programm zuerst Menschen und dann Karten: Drei Mal in Folge war es nach dem Üben schlechter."
        }
        StepBack::Heights => {
            "Am letzten Tag des Berichts nennt das Programm zuerst Menschen und dann Karten: Die Belastung lag an diesem Tag zweimal bei neun oder mehr."
        }
        StepBack::Drift => {
            "Am letzten Tag des Berichts nennt das Programm zuerst Menschen und dann Karten: Die Angaben waren schwerer als sonst."
        }
    },
    rests: ("Karten, die ruhen", ["Übung", "Ruht bis", "Warum"]),
    only_when: "Nur wenn",
    until_resumed: "die Person sie wieder holt",
    rested: |why| match why {
        Some(Why::Soft) => "bei zwei der letzten drei Angaben war es danach schlechter",
        Some(Why::Statistical) => "über die Zeit war es danach zu oft schlechter",
        None => "die Person wollte es so",
    },
    levels: |axis, weekly| {
        format!("{}, wie sie angegeben wurde, nach {}", names::axis(axis), if weekly { "Wochen" } else { "Tagen" })
    },
    usual_levels: |[distress, connection]| {
        format!(
            "Üblich: Belastung {}, Verbindung {}, aus den Angaben von 60 Tagen, ein wenig zu dem hin gezogen, was angenommen \
             wird.",
            number(distress, 1),
            number(connection, 1)
        )
    },
    levels_above: "Angaben von 0 bis 10",
    day_or_week: ["Tag", "Woche ab"],
    single_levels: ["Belastung", "Verbindung"],
    many_levels: [
        "Angaben",
        "Belastung, Mittel",
        "niedrigste Belastung",
        "höchste Belastung",
        "Verbindung, Mittel",
        "niedrigste Verbindung",
        "höchste Verbindung",
    ],
    people: ("So, wie die Person sie aufgeschrieben hat", ["Name", "Wie zu erreichen"]),
    interval: |title, mean, low, high| format!("{title}: bereinigt {mean}, 90-%-Bereich {low} bis {high}"),
    table_follows: "Alle Zahlen stehen in der Tabelle danach.",
    points: |points, first, usual| {
        format!(
            "{} ab dem {}, auf einer Skala von 0 bis 10; üblich ist {}. Alle Zahlen stehen in der Tabelle danach.",
            if points == 1 { "Ein Punkt".to_owned() } else { format!("{points} Punkte") },
            date(first),
            number(usual, 1)
        )
    },
    change_signs: "Voller Punkt: das Mittel, bereinigt. Linie: sein 90-%-Bereich. Leeres Quadrat: das Mittel dem Anschein nach. \
                   Rechts von 0 ist besser.",
    level_signs: "Punkte: das Mittel. Senkrechte Linien: vom niedrigsten zum höchsten Wert. Gestrichelte Linie: was üblich ist.",
    change_scale: "Änderung in Punkten; rechts von 0 ist besser",
};

fn date(day: Day) -> String {
    (amounts::AMOUNTS.date)(day.date())
}

fn number(number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', ",")
}

fn practices_of(number: u32) -> String {
    if number == 1 { "1 Übung".to_owned() } else { format!("{number} Übungen") }
}

fn when(state: State) -> String {
    format!("wenn {}", names::state(state))
}

const fn heading(field: Field) -> &'static str {
    match field {
        Field::Days => "Tage mit Übungen",
        Field::Families => "Arten von Übungen",
        Field::Remembered => "Was im Gedächtnis ist",
        Field::Helped => "Was zu helfen schien",
        Field::Worse => "Was schlechter war",
        Field::Rests => "Was ruht, und warum",
        Field::States => "Was zu helfen schien, nach Zustand",
        Field::Levels => "Belastung und Verbindung über die Zeit",
        Field::Notes => "Notizen",
        Field::People => "Menschen, die erreichbar sind",
        Field::Safety => "Karten aus dem Deck `safety`, beim Namen",
    }
}

fn about(left_out: &[Field]) -> Headed {
    let mut is = vec![
        "Er sagt, was eine Person selbst angegeben hat: was sie geübt hat, wie gut ihr die Übungen einfielen, und wie stark \
         Belastung und Verbindung vorher und nachher waren. Alles kommt aus Einträgen, die sie selbst gemacht hat, auf ihrem \
         eigenen Gerät."
            .to_owned(),
    ];
    if !left_out.is_empty() {
        let names: Vec<&str> = left_out.iter().map(|field| heading(*field)).collect();
        is.push(format!(
            "Die Person hat die Teile ausgewählt. Nicht darin, weil sie es so wollte oder weil es nur auf Wunsch dazukommt: {}.",
            names.join("; ")
        ));
    }
    let is_not = [
        "Er ist keine Diagnose, schätzt kein Risiko ein, misst keine Behandlung und überwacht nichts. Über Gefahr für das \
         Leben sagt er nichts, und niemand sieht den Einträgen zu.",
        "Die Zahlen sind eigene Angaben ohne Vergleich: Ein Teil jeder Änderung wäre auch so gekommen, und Menschen geben an, \
         worauf sie hoffen. Eine Zahl für alles gibt es nicht, denn sie würde nichts bedeuten.",
        "Das Programm und seine Karten hat als Ganzes noch niemand erprobt. Die Abstände kommen von FSRS, einem Modell für das \
         Erinnern, das für Wissen gemacht ist; ob es zu Übungen passt, ist nicht bekannt.",
    ];
    let to_read = vec![
        "Belastung geht von 0 (keine) bis 10 (das Stärkste, das die Person sich vorstellen kann). Verbindung geht von 0 (nichts \
         kommt an) bis 10 (ganz da). Änderungen sind Punkte auf diesen Skalen; über 0 heißt immer besser: weniger Belastung, \
         mehr Verbindung."
            .to_owned(),
        format!(
            "Dem Anschein nach: das Mittel aus vorher und nachher. Bereinigt: ohne den Weg zurück zum Üblichen, der auch so zu \
             erwarten war, und zum Mittel aller Übungen hin gezogen, umso mehr, je weniger Anwendungen es gibt. 90-%-Bereich: \
             Neun von zehn solchen Bereichen enthalten das wahre Mittel, wenn die Annahmen des Modells stimmen. Eine einzelne \
             Anwendung kann durch Zufall allein um etwa {:.0} Punkte abweichen.",
            one_use_noise()
        ),
        "Anwendungen: wie oft die Übung genutzt wurde. Mit Angaben: der Anteil mit Angaben vorher und nachher. Gezählt: die \
         Anwendungen, aus denen die Schätzung kommt; ohne die, bei denen es nicht besser werden konnte, und die, die kurz nach \
         einer anderen Übung kamen. Unter vier gezählten Anwendungen gibt es keinen Rang, und es ist noch zu früh."
            .to_owned(),
        "Hilft wohl: Dass es um mehr als einen halben Punkt hilft, ist zu mindestens 90 % wahrscheinlich. Eher hilfreich, \
         eher nicht hilfreich: Dass es hilft oder schadet, ist zu mindestens 80 % wahrscheinlich. Kein klarer Unterschied: \
         Weniger als ein halber Punkt, hin oder her, ist eher der Fall als mehr. Oft schlechter: Eine Regel für Schaden \
         griff, oder dass es um mehr als einen halben Punkt schadet, ist zu mindestens 80 % wahrscheinlich. Hängt von \
         Anwendungen ohne Angaben ab: Das Urteil wäre ein anderes, wenn sich bei diesen nichts geändert hätte."
            .to_owned(),
    ];
    vec![
        ("Was dieser Bericht ist", is),
        ("Was er nicht ist", is_not.map(str::to_owned).to_vec()),
        ("Wie die Zahlen zu lesen sind", to_read),
    ]
}
