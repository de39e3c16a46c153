//! What comes after a practice, and the end, in German.

use super::amounts;
use crate::language::after::AfterWords;

pub(super) const AFTER: AfterWords = AfterWords {
    did_it_help: "Hat es geholfen, soweit du es sagen kannst?",
    skip_any: "Enter geht ohne Antwort weiter. Was du getan hast, ist schon behalten.",
    worse: &[
        "Danke, dass du es sagst. Das kommt vor, und es liegt nicht an dir.",
        "Das ist genug für heute, wenn du magst. Du kannst dich umschauen oder etwas Wasser trinken.",
        "Ein Mensch hilft jetzt vielleicht mehr als eine Karte. Die Taste ! zeigt Menschen, die du erreichen kannst.",
    ],
    stuck: "Diese ist dir nun fünfmal nicht eingefallen. Das sagt mehr über die Karte als über dich.",
    stuck_edit: |card| {
        format!(
            "Vielleicht magst du ihre Frage in deine Worte fassen oder ihre Schritte ändern: `rekindle card edit {card}`."
        )
    },
    stuck_rest: "Oder du lässt sie erst einmal ruhen: mit der Taste r. Sie kommt wieder, wenn du es sagst.",
    stuck_or: "Enter geht weiter, und sie bleibt, wie sie ist.",
    passed_over: "Du hast diese dreimal ausgelassen, und das ist in Ordnung. Vielleicht passt sie gerade nicht.",
    passed_over_or: "Wenn du magst, lässt die Taste r sie ruhen, bis du es anders sagst, und die Taste e fasst sie in deine Worte.",
    next_time: "nächstes Mal",
    looked_in: "Du hast hereingeschaut. Das ist gut so.",
    practised: |n| {
        format!(
            "Du hast {} gemacht. Hier steht, wann {} wiederkommt.",
            amounts::practices(n),
            if n == 1 { "sie" } else { "jede" }
        )
    },
    end_title: "Schluss für heute",
    once_a_month: "Einmal im Monat ein Blick zurück. Nichts muss passen.",
};
