//! What the closed lists of the field are called, in German.

use crate::deck::kinds::{Family, Gate, State};
use crate::helped::harm::Why;
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::language::names::NameWords;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

pub(super) const NAMES: NameWords = NameWords {
    state,
    state_line: |state| match state {
        State::Numb => "taub: wenig oder nichts kommt an",
        State::Flooded => "überflutet: zu viel auf einmal",
        State::Critical => "streng: hart zu dir selbst",
        State::Flat => "matt: gedrückt, ohne Antrieb",
        State::Disconnected => "fern: weit weg von Menschen oder von dir",
        State::Steady => "ruhig: gut, so wie es ist",
    },
    gate: |gate| match gate {
        Gate::Breath => "Atem",
        Gate::Body => "Körper",
        Gate::Touch => "Berührung",
        Gate::Imagery => "innere Bilder",
        Gate::Hold => "Luft anhalten",
        Gate::Cold => "Kälte",
        Gate::Exertion => "Anstrengung",
        Gate::Scan => "Gang durch den Körper",
        Gate::Memory => "schwere Erinnerung",
    },
    gate_asks: |gate| match gate {
        Gate::Breath => {
            "Manche Übungen wenden sich dem Atem zu. Darauf zu achten kann Schwindel oder Panik bringen, und kleine Atemzüge sind gut."
        }
        Gate::Body => {
            "Manche Übungen wenden sich dem Körper zu oder bewegen ihn. Das kann Schmerz oder Erinnerungen wecken, und du kannst jederzeit aufhören."
        }
        Gate::Touch => {
            "Manche Übungen legen eine Hand auf deinen Körper. Wenn Berührung nicht willkommen ist, geht auch ein Gegenstand."
        }
        Gate::Imagery => {
            "Manche Übungen nutzen innere Bilder. Bilder können kippen; wenn das geschieht, lass das Bild und schau dich um."
        }
        Gate::Hold => {
            "Diese halten für ein paar Sekunden die Luft an. Lass sie weg in der Schwangerschaft oder bei Herz oder Lunge, hohem Blutdruck, Anfällen oder Panik."
        }
        Gate::Cold => {
            "Diese nutzen kühles Wasser auf der Haut. Lass sie weg in der Schwangerschaft oder bei Problemen mit Herz oder Herzrhythmus, Mitteln, die das Herz bremsen, hohem oder niedrigem Blutdruck, einer Essstörung oder wenn Haut oder Finger auf Kälte reagieren."
        }
        Gate::Exertion => {
            "Diese bringen das Herz in Gang. Lass sie weg in der Schwangerschaft oder bei Krankheit von Herz oder Lunge, Asthma, hohem Blutdruck, Ohnmacht, einer Essstörung oder einer Verletzung."
        }
        Gate::Scan => {
            "Diese gehen durch den Körper, Teil für Teil. Bei Trauma, Schmerz, Sorgen um den Körper oder dem Gefühl, nicht wirklich zu sein, können sie es schwerer machen."
        }
        Gate::Memory => {
            "Diese kommen einer schweren Erinnerung nah. Erinnerungen an ein Trauma haben es bei einer Fachperson besser als allein."
        }
    },
    family,
    axis,
    verdict: |verdict| match verdict {
        Verdict::OftenWorse => "Oft schlechter für dich",
        Verdict::TooEarly => "Noch zu früh",
        Verdict::ProbablyHelps => "Hilft dir wohl",
        Verdict::LeansHelpful => "Eher hilfreich",
        Verdict::NoDifference => "Kein klarer Unterschied",
        Verdict::LeansUnhelpful => "Eher nicht hilfreich",
        Verdict::Unclear => "Unklar",
    },
    verdict_within: |verdict| {
        match verdict {
            Verdict::OftenWorse => "oft schlechter für dich",
            Verdict::TooEarly => "noch zu früh",
            Verdict::ProbablyHelps => "hilft dir wohl",
            Verdict::LeansHelpful => "eher hilfreich",
            Verdict::NoDifference => "kein klarer Unterschied",
            Verdict::LeansUnhelpful => "eher nicht hilfreich",
            Verdict::Unclear => "unklar",
        }
        .to_owned()
    },
    recall: |recall| match recall {
        Recall::Again => "diesmal nicht (es kam nicht, oder etwas anderes)",
        Recall::Hard => "mit Mühe (langsam, oder zum Teil)",
        Recall::Good => "ja (die Schritte kamen)",
        Recall::Easy => "leicht (sie waren gleich da)",
    },
    recall_word: |recall| match recall {
        Recall::Again => "diesmal nicht",
        Recall::Hard => "mit Mühe",
        Recall::Good => "ja",
        Recall::Easy => "leicht",
    },
    one_of_two: |recall| match recall {
        Recall::Again | Recall::Hard => "diesmal nicht (es kam nicht, oder du hast nachgesehen)",
        Recall::Good | Recall::Easy => "ja (es fiel dir ein, langsam oder schnell)",
    },
    helped: |helped| match helped {
        Helped::Helped => "es hat geholfen",
        Helped::Same => "keine Änderung",
        Helped::Worse => "schlechter",
        Helped::Unsure => "nicht sicher",
    },
};

pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Numb => "taub",
        State::Flooded => "überflutet",
        State::Critical => "streng",
        State::Flat => "matt",
        State::Disconnected => "fern",
        State::Steady => "ruhig",
    }
}

pub(super) fn family(family: &Family) -> &str {
    match family.as_str() {
        "grounding" => "Boden finden",
        "breathwork" => "Atmen",
        "movement" => "Langsame Bewegung",
        "somatic-awareness" => "Den Körper bemerken",
        "noticing" => "Gefühle bemerken, Stück für Stück",
        "understanding" => "Taubheit verstehen",
        "relating" => "Mit anderen sein",
        "self-compassion" => "Freundlich zu dir selbst",
        "therapy" => "Therapie nutzen",
        "enduring" => "Durch schwere Momente kommen",
        "settling" => "Zur Ruhe kommen",
        "upkeep" => "Pflege im Alltag",
        own => own,
    }
}

pub(super) const fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Distress => "Belastung",
        Axis::Connection => "Verbindung",
    }
}

/// Says which rule let a card rest, as it goes on after `es wurde`.
pub(super) const fn why(why: Why) -> &'static str {
    match why {
        Why::Soft => "bei zwei der letzten drei Male",
        Why::Statistical => "über die Zeit zu oft",
    }
}
