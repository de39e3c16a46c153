//! A card: consent, its steps, its cue, its facts, in German.

use super::{amounts, names};
use crate::deck::edit::Slot;
use crate::deck::model::NOT_YET_REVIEWED;
use crate::language::card::CardWords;

pub(super) const CARD: CardWords = CardWords {
    new_card: "Hier ist eine neue. Du kannst sie jetzt tun, leichter tun oder nur lesen.",
    think: "Lass eine Antwort kommen. Raten ist in Ordnung, und noch nichts auch.",
    one_more_look: "Noch ein Blick auf die neue. Raten ist in Ordnung.",
    once_more: "Hier ist sie noch einmal.",
    did_it_come: "Ist es dir eingefallen?",
    about_remembering: "Hier geht es nur ums Erinnern, nicht darum, ob es geholfen hat.",
    own_pace: "In deinem Tempo.",
    last_step: "Das ist der letzte Schritt.",
    gate_below: "Das kannst du jederzeit ändern: `rekindle gates`. Ohne das bekommst du andere Übungen.",
    is_that_all_right: "Ist das für dich in Ordnung?",
    one_small_thing: "Eine kleine Sache nach der anderen. Halb getan ist auch gut.",
    search: "Suche:",
    in_your_words: "In deinen Worten",
    your_words: "Ändere, was du magst; Enter geht weiter. Wenn das Deck neu kommt, bleiben deine Worte.",
    fewer_by_typing: "Ein paar Buchstaben machen es kürzer.",
    no_card_fits: "Keine Karte passt zu all dem. Mit weniger Worten findet sich vielleicht eine.",
    caution: "Hinweis:",
    cue_title: "Ein Moment zum Erinnern",
    breathe: "Atmen",
    breath_in: "ein",
    breath_sip: "noch ein Schluck Luft",
    breath_hold: "halten",
    breath_out: "aus",
    breath_hum: "summend aus",
    breath_rest: "ruhen",
    breath_of: |at, of| format!("Atemzug {at} von {of}"),
    step_of: |at, of| format!("Schritt {at} von {of}"),
    about_time: |time| format!("Etwa {time}."),
    then: |step| format!("Danach: {step}"),
    once_more_place: "noch einmal",
    without_it: |card| format!("Ein anderer Weg, ohne das: {card}."),
    time: |step| {
        if let Some(breath) = &step.breathe {
            let parts = [
                ("ein", breath.inward),
                ("Schluck", breath.sip),
                ("halten", breath.hold),
                (if breath.hum { "summend aus" } else { "aus" }, breath.out),
                ("ruhen", breath.rest),
            ];
            let parts = parts.into_iter().filter(|(_, seconds)| *seconds > 0);
            let mut words: Vec<String> = parts.map(|(part, seconds)| format!("{part} {seconds}")).collect();
            words.push(match breath.rounds {
                1 => "1 Atemzug".to_owned(),
                rounds => format!("{rounds} Atemzüge"),
            });
            return Some(words.join(", "));
        }
        match (step.times.unwrap_or(1), step.seconds) {
            (1, None) => None,
            (times, None) => Some(format!("{times} Mal")),
            (1, Some(seconds)) => Some(format!("{seconds} s")),
            (times, Some(seconds)) => Some(format!("{times} × {seconds} s")),
        }
    },
    list_title: "Karten",
    any_words: "alle Worte",
    lines_of: |from, to, of| match of {
        Some(of) => format!("Zeilen {from} bis {to} von {of}."),
        None => format!("Zeilen {from} bis {to}."),
    },
    so_far: |found| format!("bisher {found}"),
    still_looking: "Die Suche läuft noch.",
    narrowed_family: |family| {
        family.map_or_else(|| "jede Art".to_owned(), |family| format!("Art „{}“", names::family(family)))
    },
    narrowed_state: |state| state.map_or_else(|| "jeder Zustand".to_owned(), |state| format!("Zustand {state}")),
    narrowed_minutes: |most| most.map_or_else(|| "jede Länge".to_owned(), |most| format!("bis {most} min")),
    no_consent: "ohne Erlaubnis",
    narrowed_gate: |gate| gate.map_or_else(|| "jede Erlaubnis".to_owned(), |gate| format!("Erlaubnis {gate}")),
    comes_round: "Kommt wieder",
    rests: "ruht",
    pinned: "nie; sie ist immer griffbereit",
    not_met: "noch nicht begegnet",
    own_words: "Deine Worte",
    own_gates: "Erlaubnis",
    favourite: "Liebling",
    lighter: "Leichter",
    fact_family: "Art",
    fact_states: "Für",
    fact_gates: "Erlaubnis",
    fact_instead: "Stattdessen",
    fact_evidence: "Belege",
    fact_reviewed: "Geprüft",
    reviewed: |review| {
        review.map_or_else(
            || "das Deck sagt nichts dazu".to_owned(),
            |review| {
                // What the format of decks offers as a plain answer has a German form; a name stays a name.
                let by = match review.by.as_str() {
                    NOT_YET_REVIEWED => "noch nicht klinisch geprüft",
                    by => by,
                };
                format!("{by}, {}", (amounts::AMOUNTS.date)(review.on))
            },
        )
    },
    slot: |slot| match slot {
        Slot::Title => "Titel".to_owned(),
        Slot::Cue(at) => format!("Frage {}", u32::from(at) + 1),
        Slot::Step(at) => format!("Schritt {}", u32::from(at) + 1),
        Slot::Lighter(at) => format!("leichterer Schritt {}", u32::from(at) + 1),
        Slot::Why => "Warum".to_owned(),
        Slot::Caution => "Hinweis".to_owned(),
    },
    the_title: "Der Titel",
};
