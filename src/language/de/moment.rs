//! Something for right now, a wait, a card that rests, a card used in life, in German.

use super::{amounts, names};
use crate::helped::now::Because;
use crate::language::moment::MomentWords;

pub(super) const MOMENT: MomentWords = MomentWords {
    right_now: "Gerade jetzt",
    how_is_it_now: "Was passt am besten dazu, wie es gerade ist?",
    not_sure_is_fine: "Nicht sicher ist auch gut: Enter geht weiter.",
    people_are_near: "Die Taste ! zeigt jederzeit Menschen, die du erreichen kannst.",
    person_first: "Es war viel in letzter Zeit. Ein Mensch hilft vielleicht mehr als eine Karte: Die Taste ! zeigt Menschen, die du erreichen kannst.",
    no_new_today: "Heute kommen keine neuen Karten. Was du kennst, bleibt hier, wenn du magst.",
    heavier: "Was du sagst, klingt schwerer als sonst. Vielleicht tut es gut, es jemandem zu erzählen, dem du vertraust, oder einer Fachperson.",
    a_lot_right_now: "Das ist viel. Jetzt kommt nur Kurzes, das du schon kennst.",
    nothing_fits: "Für diesen Moment passt nichts gut. Das ist in Ordnung; du kannst selbst eine Karte wählen oder es lassen.",
    one_that_may_suit: "Eine, die passen könnte:",
    some_that_may_suit: "Einige, die passen könnten:",
    choose_myself: "selbst wählen",
    nothing_now: "gerade nichts",
    nothing_is_fine: "Das ist in Ordnung. Nichts ist auch eine Antwort.",
    kept: "Das ist behalten.",
    more_if_it_suits: "Du kannst es dabei lassen.",
    which_in_life: "Welche hast du genutzt?",
    another_card: "eine andere Karte",
    wait_offer: "Wenn du magst, wartet die Taste t fünf Minuten ohne Übung und fragt dann noch einmal. Das zeigt, wie weit Werte von selbst schwanken.",
    why_wait: "Werte ändern sich von selbst. Zwei Angaben ohne Übung dazwischen zeigen, wie sehr. So bekommt keine Übung das Lob dafür.",
    waited: "Lang genug. Enter fragt noch einmal.",
    waited_long: "Das war länger, als für den Vergleich zählt. Das ist in Ordnung; Enter geht zurück.",
    fewer_words_offer: "Wenn viele Worte gerade zu viel sind: Die Taste m zeigt weniger, eine Sache je Seite.",
    place: "gerade jetzt",
    wait_title: "Kurz warten",
    life_title: "Im Alltag genutzt",
    left: |n| {
        format!(
            "Noch {}. Du kannst tun, was du magst, außer zu üben.",
            if n == 1 { "eine Minute".to_owned() } else { format!("{} Minuten", amounts::number(n)) }
        )
    },
    leave_gate: |gate| {
        format!(
            "Zwei Karten, die sich dem Körper zuwenden, ruhen nun. Wenn du magst, lässt die Taste w Karten weg, die {gate} brauchen; das kannst du jederzeit ändern."
        )
    },
    rests: |title, state, until, why| {
        let state = names::state(state);
        format!(
            "{title} ruht bei „{state}“ und kann {until} wiederkommen: Es wurde {} schlechter. Die Taste a lässt sie jetzt wieder kommen.",
            names::why(why)
        )
    },
    because: |because| match because {
        Because::Useful(state, n) => format!("half dir oft bei „{}“ ({})", names::state(*state), amounts::uses(*n)),
        Because::Said(state, helped, n) => {
            format!("du sagtest {helped} von {n} Mal, dass es half, bei „{}“", names::state(*state))
        }
        Because::Used(state, n) => {
            format!("genutzt bei „{}“ ({}); für mehr ist es zu früh", names::state(*state), amounts::uses(*n))
        }
        Because::Elsewhere(n) => format!("kennst du aus anderen Momenten ({})", amounts::uses(*n)),
        Because::Untried => "noch nicht probiert".to_owned(),
        Because::Favourite => "einer deiner Lieblinge".to_owned(),
        Because::Usual(Some(state)) => format!("oft eine gute erste Wahl bei „{}“", names::state(*state)),
        Because::Usual(None) => "oft eine gute erste Wahl; sie schaut nach außen und verlangt wenig".to_owned(),
    },
    its_turn: |pair, of, level| {
        let first = if level { "" } else { "; mit einem Wert davor (d) zählt es mit" };
        format!("im fairen Vergleich an der Reihe, Paar {pair} von {of}{first}")
    },
};
