//! What commands print about practising, in German.

use super::names::NAMES;
use super::{amounts, names};
use crate::deck::text::SafeText;
use crate::language::printed::PrintedWords;
use crate::language::sentence;
use crate::memory::tuning::{Verdict, Way};
use crate::record::event::{Body, Kind};

pub(super) const PRINTED: PrintedWords = PrintedWords {
    yes_or_no: "[j/N]",
    yes: &["j", "ja", "y", "yes"],
    nothing_done: "Das ist in Ordnung. Nichts hat sich geändert.",
    nothing_changed: "Nichts hat sich geändert.",
    plan_of: |day, time| format!("{}: {time}", (amounts::AMOUNTS.date)(day.date())),
    plan_card: |title, seconds, new| format!("{title} ({seconds} s{})", if new { ", neu" } else { "" }),
    next: |when| format!(" Das Nächste kommt {when}."),
    ready: |n, time| {
        let verb = if n == 1 { "liegt" } else { "liegen" };
        format!("{} {verb} bereit, {time}.", sentence(&amounts::practices(n)))
    },
    kept: |title| format!("Behalten: {title}."),
    changed: |title| format!("Geändert: {title}."),
    comes_again: |when| format!(" Sie kommt {when} wieder."),
    thank_you: " Danke, dass du es sagst.",
    put_in_place: " Sie steht nun an ihrem Platz unter den anderen.",
    nothing_to_undo: "Es gibt nichts zurückzunehmen.",
    taken_back: |what, at| format!("Zurückgenommen: {what} ({at})"),
    done,
    rests: |title, until| match until {
        Some(day) => format!("{title} ruht bis zum {}.", (amounts::AMOUNTS.date)(day.date())),
        None => format!("{title} ruht, bis du sie wieder holst."),
    },
    resumed: |title| format!("{title} kann wiederkommen."),
    favoured: |title, on| {
        if on { format!("{title} ist jetzt ein Liebling.") } else { format!("{title} ist kein Liebling mehr.") }
    },
    resting: "ruht",
    comes_round: |when| format!("kommt {when} wieder"),
    comes_round_then: |when| format!("Kommt {when} wieder."),
    yours: |place, author| match author {
        Some(author) => format!("Deine Worte: {place}. Im Deck steht: {author}"),
        None => format!("Deine Worte: {place}. Im Deck steht dort nichts."),
    },
    no_deck: "Sie steht in keinem Deck mehr; was du damit getan hast, bleibt.",
    kind: |kind| match kind {
        Kind::Learn => "gelernt",
        Kind::Review => "wiederholt",
        Kind::Now => "gerade jetzt",
        Kind::Life => "im Alltag",
    },
    as_it_stands: "So steht es schon da. Nichts hat sich geändert.",
    authors_words: |title| format!("{title} steht wieder da, wie das Deck sie sagt."),
    own_words: |title, places| format!("{title} steht in deinen Worten da: {places}."),
    asks_for_gate: |said, gate| format!("Da steht „{said}“. Mit `--gate {gate}` wirst du gefragt, bevor sie kommt."),
    a_name: "Ein Name:",
    how_to_reach: "Wie du sie oder ihn erreichst:",
    nobody_added: "Es wurde nichts aufgeschrieben.",
    added: |name| format!("{name} steht jetzt auf deiner Liste."),
    own_not_shown: |why| format!("Deine eigenen Menschen stehen hier nicht: {why}"),
    key_names: |names| format!("    die Namen mit ihren üblichen Tasten: {names}"),
    gate: |name, typed| format!("{} ({typed})", sentence(name)),
    no_test: "Gerade läuft kein fairer Vergleich.",
    test_ended: "Der faire Vergleich ist zu Ende. Was du geübt hast, bleibt.",
    tuned: |verdict, items, least, factor| match verdict {
        Verdict::Keep if items < least => {
            format!(
                "Die Abstände bleiben, wie sie sind: Von dir lernen können sie ab {least} Antworten an späteren Tagen, und {items} sind da."
            )
        }
        Verdict::Keep => {
            "Die Abstände bleiben, wie sie sind: Deine Antworten sprechen nicht klar für andere.".to_owned()
        }
        Verdict::Adopt => format!("Die Abstände folgen jetzt mehr deinen eigenen Antworten: {}.", pace(factor)),
        Verdict::Return => {
            format!(
                "Die üblichen Abstände passen besser zu dem, was zuletzt kam, und sind wieder da: {}.",
                pace(factor)
            )
        }
    },
    would_be: "So wäre es; nichts hat sich geändert. `rekindle tune` macht es so.",
    may_be_undone: "`rekindle tune --undo` nimmt es zurück.",
    usual_already: "Es gibt nichts zurückzunehmen: Die Abstände sind die üblichen.",
    looking: |percent| {
        format!("Deine Antworten werden durchgesehen: {percent:.0} % (Strg-C hält an, nichts ändert sich)")
    },
    fits: |items, foretold| {
        format!(
            "{items} Antworten sind da, von denen sich lernen lässt. Wie gut jede Art der Abstände {foretold} davon \
             vorhersagt, die sie nicht kennt (weniger ist besser):"
        )
    },
    fits_head: "                 Log-Loss   RMSE (Bins)",
    fits_names: ["wie üblich", "wie jetzt", "ein Vorschlag"],
    fit: |name, log_loss, rmse| format!("  {name:<13}  {log_loss:.4}     {rmse:.4}").replace('.', ","),
    learned: |percent, way| {
        let way = match way {
            Way::ByCard => "Karte für Karte",
            Way::ByAnswer => "Antwort für Antwort",
        };
        format!("Der Vorschlag kommt zu {percent:.0} Prozent aus deinen Antworten, {way}; der Rest ist wie üblich.")
    },
    untuned: |usual| {
        if usual {
            "Zurückgenommen. Die Abstände sind wieder die üblichen."
        } else {
            "Zurückgenommen. Die Abstände sind wieder so wie vor dieser Änderung."
        }
    },
};

fn pace(factor: f64) -> String {
    match ((factor - 1.0) * 20.0).round() * 5.0 {
        percent if percent >= 5.0 => format!("im Ganzen kommen Übungen etwa {percent} Prozent später wieder"),
        percent if percent <= -5.0 => format!("im Ganzen kommen Übungen etwa {} Prozent früher wieder", -percent),
        _ => "im Ganzen kommen Übungen etwa so oft wieder wie bisher".to_owned(),
    }
}

fn done(body: &Body) -> String {
    match body {
        Body::Practised(practised) => format!("Übung {}", practised.card),
        Body::Skipped { card, .. } => format!("{card} ausgelassen"),
        Body::CheckedIn(_) => "wie es dir ging".to_owned(),
        Body::DeckAdded { deck, .. } => format!("{} {} hinzugefügt", deck.id, deck.version),
        Body::DeckRemoved { deck } => format!("{deck} weggenommen"),
        Body::CardRested { card, .. } => format!("{card} ruhen lassen"),
        Body::CardResumed { card } => format!("{card} wieder geholt"),
        Body::CardFavoured { card, on: true } => format!("{card} als Liebling"),
        Body::CardFavoured { card, on: false } => format!("{card} nicht mehr als Liebling"),
        Body::CardEdited { card, .. } => format!("deine Worte für {card}"),
        Body::GateAllowed { gate } => format!("{} erlaubt", (NAMES.gate)(*gate)),
        Body::GateWithdrawn { gate } => format!("{} nicht mehr erlaubt", (NAMES.gate)(*gate)),
        Body::SettingChanged { key, value: Some(value) } => format!("Einstellung {key}: {}", SafeText::as_str(value)),
        Body::SettingChanged { key, value: None } => format!("Einstellung {key}: wie üblich"),
        Body::Waited { .. } => "ein Warten zwischen zwei Angaben".to_owned(),
        Body::RestLifted { card, state } => format!("{card} kommt wieder bei „{}“", names::state(*state)),
        Body::FairTest { test: Some(test) } => {
            format!("ein fairer Vergleich von {} und {} begonnen", test.first, test.second)
        }
        Body::FairTest { test: None } => "ein fairer Vergleich beendet".to_owned(),
        Body::Told { what } => format!("ein Hinweis ({what})"),
        Body::PeopleChanged { .. } => "die Liste deiner Menschen".to_owned(),
        Body::PlanWritten { .. } => "was du in deinen Plan geschrieben hast".to_owned(),
        Body::ParametersAdopted(_) => "die Änderung der Abstände".to_owned(),
        Body::Amended(_) => "eine frühere Übung geändert".to_owned(),
        Body::Rated(_)
        | Body::SessionBegun(_)
        | Body::Undone { .. }
        | Body::ParametersKept { .. }
        | Body::Erased { .. } => body.kind().to_owned(),
    }
}
