//! What helped, its pictures, and the weeks ahead, in German.

use super::{amounts, names};
use crate::helped::constants::FAIR_CLOSE;
use crate::language::helped::HelpedWords;
use crate::language::{EN, sentence};

pub(super) const HELPED: HelpedWords = HelpedWords {
    no_rated: "Noch ist nichts angegeben, also gibt es nichts zu sagen. So beginnen alle.",
    no_rated_here: "In diesem Zustand ist noch nichts angegeben.",
    how_to_rate: "Nach einer Übung kannst du sagen, ob sie half und wie viel jetzt da ist. Einen Wert davor gibst du mit der Taste f an. Alles davon darf wegbleiben.",
    too_early: "Noch ist es zu früh, und das ist in Ordnung. Ein paar Angaben mehr sagen mehr als schnelles Raten.",
    how_to_read: "Über das Übliche hinaus heißt: ohne die Änderung, die von selbst kommt, und ein wenig gestützt auf deine anderen Techniken. Der Bereich enthält die Wahrheit in etwa neun von zehn Fällen. Was seltener als viermal zählt, bekommt keinen Rang.",
    depends: "Manche Antworten hängen an Malen, zu denen danach nichts angegeben ist.",
    cannot_show: "Das kann nicht zeigen, was ohne die Übung gewesen wäre, was du gehofft hast oder warum. Andere Momente brauchen andere Techniken; die Taste s zeigt einen Zustand allein.",
    no_test: "Gerade läuft kein fairer Vergleich. Niemand braucht einen.",
    what_a_test_is: "Ein fairer Vergleich stellt zwei Karten nebeneinander, die sich für dich gut anfühlen. Der Zufall ordnet sechs Paare, eine Karte je Moment, wenn es nicht zu viel ist. Er sagt mehr, als der Alltag zeigen kann, und doch nicht viel.",
    how_to_test: "`rekindle fair-test KARTE KARTE` beginnt einen, und `rekindle fair-test --stop` beendet ihn jederzeit.",
    test_goes_on: "Wenn du etwas für gerade jetzt suchst, steht die Karte vorn, die an der Reihe ist. Du kannst immer eine andere nehmen.",
    test_is_over: "Alle Paare sind da. `rekindle fair-test --stop` räumt ihn weg.",
    test_cannot_show: "Du weißt immer, welche Karte es ist. Darum zählt auch mit, was du dir erhoffst.",
    one_cannot_show: "Das kann nicht zeigen, was ohne sie gewesen wäre, was du gehofft hast oder warum ein Moment schwer war.",
    no_words: "In Worten ist noch nichts gesagt.",
    words_order: "Wozu du mehr gesagt hast, steht weiter oben, wenn es sonst gleich aussieht. „Nicht sicher“ zählt für keine Seite.",
    days_say: "Tage mit Übung, und wie es dir ging. Ein Tag ohne beides ist ein Tag wie jeder andere.",
    nothing_rests: "Keine Karte ruht.",
    why_rest: "Wenn es in einem Zustand bei zwei der letzten drei Male schlechter wurde, oder über die Zeit zu oft, ruht eine Karte dort für dreißig Tage. Du kannst sie jederzeit wieder kommen lassen.",
    weeks_ahead: "Was die nächsten Wochen wohl bringen.",
    weeks_change: "Es ändert sich mit jeder Übung, und eine Woche Pause ist eine Woche Pause.",
    own_record: "Das ist deine eigene Aufzeichnung, kein Versuch; ein Teil jeder Änderung wäre auch so gekommen.",
    title: |axis| format!("Was half: {}", names::axis(axis)),
    words_title: "Was half: in deinen Worten",
    days_title: "Tage und Werte",
    rest_title: "Karten, die ruhen",
    test_title: "Ein fairer Vergleich",
    when: |state| format!("bei „{}“", names::state(state)),
    page_of: |at, of| format!("Seite {at} von {of}"),
    usual: |axis, level, ratings, pairs, rho| {
        let rho = match pairs {
            0 => format!("wie Werte von selbst schwanken, ist angenommen ({})", amounts::two(rho)),
            1 => format!("wie Werte von selbst schwanken, kommt aus einmal Warten ({})", amounts::two(rho)),
            n => format!("wie Werte von selbst schwanken, kommt aus {n} Mal Warten ({})", amounts::two(rho)),
        };
        let from = match ratings {
            0 => "noch ohne Angabe".to_owned(),
            1 => "aus einer Angabe".to_owned(),
            n => format!("aus {} Angaben", amounts::number(n)),
        };
        format!("Dein üblicher Wert für {} gilt als {}, {from}; {rho}.", names::axis(axis), amounts::one(level))
    },
    not_shown: |n| {
        if n == 1 {
            "Eine seltener genutzte Technik ist nicht gezeigt.".to_owned()
        } else {
            format!("{} seltener genutzte Techniken sind nicht gezeigt.", sentence(&amounts::number(n)))
        }
    },
    said: |helped, of, worse, unsure, early| {
        let mut parts = vec![format!("half {helped} von {of}")];
        parts.extend((worse > 0).then(|| format!("schlechter {worse}")));
        parts.extend((unsure > 0).then(|| format!("nicht sicher {unsure}")));
        format!("{}{}", parts.join(", "), if early { "; noch zu früh" } else { "" })
    },
    unnamed_state: "in einem Zustand ohne Namen",
    resting: |state, until, why| {
        format!("ruht {state} und kann {until} wiederkommen: Es wurde {} schlechter", names::why(why))
    },
    test_between: "Zwischen",
    test_axis: "Betrachtet",
    test_pairs: "Paare",
    test_next: "Als Nächstes",
    both: |one, other| format!("{one} und {other}"),
    pair: |n| format!("Paar {n}"),
    test_said: |fair, one, other| {
        let above = fair.difference.above(0.0);
        let (better, chance) = if above >= 0.5 { (one, above) } else { (other, 1.0 - above) };
        let pairs = match fair.pairs {
            1 => "ein Paar ist wenig".to_owned(),
            n => format!("{} Paare sind wenig", amounts::number(n)),
        };
        if chance < FAIR_CLOSE {
            return format!("Die beiden sehen für dich bisher sehr ähnlich aus, und {pairs}.");
        }
        let odds = chance / (1.0 - chance);
        let odds = if odds >= 100.0 { "über 99".to_owned() } else { format!("etwa {odds:.0}") };
        format!("{better} sieht für dich besser aus, {odds} zu 1, aber {pairs}.")
    },
    test_numbers: |mean, low, high, share| {
        format!(
            "Die erste neben der zweiten: {mean}, zwischen {low} und {high}. Wären die beiden gleich, käme ein so großer Unterschied durch Zufall {share:.0} Mal in 100 vor."
        )
    },
    signed: |points| (EN.helped.signed)(points).replace('.', ","),
    uses: amounts::uses,
    rated: |uses, rated| {
        let n = amounts::uses(uses);
        if rated == uses { format!("{n}, alle mit Angabe") } else { format!("{n}, {rated} mit Angabe") }
    },
    by_state: "Je Zustand",
    stateless: "ohne Zustand",
    remembering: "Erinnern",
    noise: |points| format!("Ein einzelnes Mal kann allein durch Zufall um etwa {points:.0} Punkte schwanken."),
    in_short: "Kurz gesagt",
    label_uses: "Genutzt",
    as_it_looks: "Wie es aussieht",
    points: |points| format!("{points} Punkte"),
    beyond: "Über das Übliche hinaus",
    range: |mean, low, high| format!("{mean}, zwischen {low} und {high}"),
    early_because: "Zu früh, weil",
    early_uses: |n, least| format!("{n} von mindestens {least} Malen zählen"),
    early_wide: |points| format!("der Bereich ist breiter als {points:.0} Punkte"),
    left_out: "Weggelassen",
    left_out_too: "Auch weggelassen",
    no_room: |n| format!("{n} ohne Platz nach oben"),
    carried: |n| format!("{n} binnen einer halben Stunde nach einer anderen Übung"),
    unrated: "Danach ohne Angabe",
    unrated_uses: |n, depends| format!("{n}{}", if depends { "; die Antwort hängt an ihnen" } else { "" }),
    weeks_title: "Die nächsten Wochen",
    week: |cards, seconds, low, high| {
        format!("{}, {} ({} bis {})", about(cards), in_minutes(seconds), minutes(low), minutes(high))
    },
    workload: |(own, minutes), others| {
        // Numbers with a comma in them are told apart by more than a comma.
        let also = others
            .iter()
            .map(|(retention, minutes)| format!("; bei {} {}", amounts::two((*retention).into()), tenths(*minutes)));
        let also = also.collect::<Vec<_>>().concat();
        format!(
            "Damit jede Übung mit einer Chance von {} einfällt, braucht es {} Minuten am Tag{also}.",
            amounts::two(own.into()),
            tenths(minutes),
        )
    },
    foreseen: |days, (practices, likely, low, high), (cards, seconds)| {
        let came = match (cards, seconds) {
            (0, _) => "Es war eine ruhige Zeit".to_owned(),
            // What is logged afterwards often comes without its time.
            (_, 0) => format!("Es wurden {cards}"),
            _ => format!("Es wurden {cards}, und {}", in_minutes(f64::from(seconds))),
        };
        format!(
            "Für die letzten {days} Tage waren {} und {} ({} bis {}) erwartet. {came}.",
            about(practices),
            in_minutes(likely),
            minutes(low),
            minutes(high),
        )
    },
    slopes: |pairs| {
        let pairs: Vec<String> = pairs.iter().map(|(before, after)| format!("{before} auf {after}")).collect();
        format!("Davor und danach, der Reihe nach: {}.", pairs.join(", "))
    },
    change: |looks, mean, low, high| match looks {
        Some(looks) => format!("Wie es aussieht {looks}; über das Übliche hinaus {mean}, zwischen {low} und {high}."),
        None => format!("Über das Übliche hinaus {mean}, zwischen {low} und {high}."),
    },
    calendar_week: |begins, days| {
        let days: Vec<String> = days.iter().map(|(day, n)| format!("{} {n}", amounts::weekday(*day))).collect();
        let days = if days.is_empty() { "eine ruhige Woche".to_owned() } else { days.join(", ") };
        format!("Woche ab {begins}: {days}.")
    },
    no_check_ins: |name| format!("{}: keine Angaben in diesen Wochen.", sentence(name)),
    levels: |name, usual, days| format!("{}, meist etwa {}: {days}.", sentence(name), amounts::one(usual)),
    levels_below: |name, usual| format!("{}, meist etwa {} (die Linie)", sentence(name), amounts::one(usual)),
    chances: |days| {
        let parts = days.iter().map(|(day, chance)| {
            let when = match day {
                0 => "heute",
                7 => "in einer Woche",
                30 => "in einem Monat",
                _ => "in drei Monaten",
            };
            format!("{when} {:.0} %", chance * 100.0)
        });
        format!("Die Chance, dass es dir einfällt: {}.", parts.collect::<Vec<_>>().join(", "))
    },
    legend_intervals: "● über das Übliche, mit Bereich   ○ wie es aussieht",
    worse: "← schlechter",
    better: "besser →",
    before: "davor",
    after: "danach",
    legend_slopes: "● ein Mal; eine Zahl zählt mehrere auf diesem Wert",
    legend_calendar: "· keine   ▪ eine oder zwei   ■ einige   █ mehr",
    legend_weeks: |most| format!("Minuten: █ so gut wie sicher   ░ wohl möglich; höchstens {most:.0}"),
    from_today: "heute",
    in_days: |days| format!("in {days} Tagen"),
    legend_curve: "Chance, dass es dir einfällt",
    legend_curve_due: "Chance, dass es dir einfällt; Punkte: wann es wiederkommt",
};

fn minutes(seconds: f64) -> String {
    format!("{:.0}", seconds / 60.0)
}

fn about(cards: f64) -> String {
    let count = cards.round();
    match count {
        count if count < 1.0 => "kaum eine Übung".to_owned(),
        1.0 => "etwa eine Übung".to_owned(),
        count => format!("etwa {count} Übungen"),
    }
}

/// Minutes with their word: `1 Minute`, `12 Minuten`.
fn in_minutes(seconds: f64) -> String {
    let said = minutes(seconds);
    if said == "1" { format!("{said} Minute") } else { format!("{said} Minuten") }
}

/// Minutes to one tenth, and little as little.
fn tenths(minutes: f64) -> String {
    if minutes < 0.1 { "weniger als 0,1".to_owned() } else { format!("etwa {}", amounts::one(minutes)) }
}
