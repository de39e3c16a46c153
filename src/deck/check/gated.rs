//! Steps that call for consent: what they say, the gate they need, and what a caution had better name.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::Findings;
use super::phrase::{Table as Patterns, Words};
use super::texts::{Role, Text, of_card};
use crate::deck::kinds::Gate;
use crate::deck::model::Card;
use crate::deck::problem::{Severity, shown, why};

/// What steps say when they call for a gate.
struct Gated {
    gate: Gate,
    /// Patterns, see [`super::phrase`].
    says: &'static [&'static str],
    /// Patterns that count only when the card speaks of the breath somewhere.
    says_of_breath: &'static [&'static str],
    /// Words beside which none of it counts.
    unless: &'static [&'static str],
    /// Whom a caution names.
    caution: &'static str,
}

const PLAIN: Gated = Gated { gate: Gate::Breath, says: &[], says_of_breath: &[], unless: &[], caution: "" };

/// The table. Gates and cautions follow what is known of harm: breath holds and slow breathing (Bentley et al. 2023),
/// cold on the face (Kyriakoulis et al. 2021), scans and turning inward (Britton 2019; Baer et al. 2019), touch
/// (Dreisoerner et al. 2021), movement and exertion (exercise guidance), memories (stabilisation before processing).
/// The wordings are our judgement: rather one question too many than a card that comes unasked.
const TABLE: &[Gated] = &[
    Gated {
        gate: Gate::Hold,
        says: &[
            "hold|holding|held|keep ~ breath",
            "hold|holding|keep the air",
            "breath hold|holds|holding|held",
            "stop breathing",
            "lungs full|empty",
        ],
        says_of_breath: &[
            "hold|holding for|to #|a",
            "hold|holding #",
            "hold|holding it for|to ~ #",
            "hold at the top|bottom",
            "pause for # ~ seconds|counts",
        ],
        unless: &[],
        caution: "heart or lung disease, high blood pressure, seizures, pregnancy, panic about breathing",
    },
    Gated {
        gate: Gate::Cold,
        says: &[
            "ice water|cube|cubes|pack|packs|bath|cold|bucket",
            "icy water|cloth|pack",
            "iced water",
            "cold|freezing|chilled water|shower|showers|bath|pack|cloth|compress|flannel|towel|plunge|can|bottle",
            "cold ~ face|cheeks|eyes|neck|wrists|skin|forehead",
            "cool|wet cloth|flannel|towel ~ face|cheeks|eyes|neck|forehead",
            "cool water ~ face|cheeks|eyes|neck|wrists",
            "splash ~ water",
            "dip|dunk|submerge|plunge|immerse your|the face|head|hands|feet",
            "face in|into|under the|a|cold|cool ~ water|bowl|basin|sink|tap",
            "snow ~ hands|hand|face",
            "frozen peas|vegetables|orange",
            "some|of|the ice",
        ],
        says_of_breath: &[],
        unless: &["sip", "sips", "drink", "drinks", "glass", "cream"],
        caution: "heart or rhythm trouble, beta-blockers, low blood pressure, pregnancy, an eating disorder, Raynaud",
    },
    Gated {
        gate: Gate::Exertion,
        says: &[
            "sprint|sprints|sprinting|jog|jogging",
            "run|running on the spot",
            "run|running up|fast|as|for|around|round",
            "squat|squats|burpee|burpees|lunges",
            "push|press|sit|pull ups",
            "star|jumping|high jumps|jacks|jump|knees",
            "jump|jumping up|on|as|for|rope",
            "skip|skipping rope",
            "march fast|hard|quickly",
            "climb ~ stairs",
            "up ~ stairs",
            "as fast|hard as you can",
            "heart racing|pounding|rate",
            "out of breath",
        ],
        says_of_breath: &[],
        unless: &[],
        caution: "heart or lung illness, pregnancy, an injury, an eating disorder",
    },
    Gated {
        gate: Gate::Scan,
        says: &[
            "body scan|scans",
            "scan|scanning ~ body",
            "scan|scanning from|through|down|up",
            "head to toe|toes|foot|feet",
            "toes|feet|foot ~ head",
            "through|over your|the whole|entire body",
            "each|every part|area|region of your|the body",
            "body part by part",
            "part by part ~ body",
        ],
        says_of_breath: &[],
        unless: &[],
        caution: "trauma held in the body, feeling far away from it, pain; keep the eyes open and a way out",
    },
    Gated {
        gate: Gate::Memory,
        says: &[
            "trauma memory|memories",
            "traumatic memory|memories|event|events|experience|moment",
            "the|your|that trauma",
            "relive|reliving",
            "flashback|flashbacks",
            "worst|painful|traumatic|frightening|terrifying|distressing|upsetting|hardest memory|moment|event|experience|day",
            "bad|hard|difficult memory|memories",
            "go|going|travel back to|into the|that|your time|moment|day|event|memory|scene",
            "remember|recall|describe ~ happened|assault|abuse|accident|attack|event",
            "bring|call ~ memory ~ mind|back|up",
        ],
        says_of_breath: &[],
        unless: &["therapist", "pleasant", "good", "kind", "welcome", "steady"],
        caution: "with a therapist for memories of trauma; stop at the first sign of too much",
    },
    Gated {
        says: &[
            "breathe in|slowly|deeply|gently|steadily|into|through|with|evenly",
            "breathe out for|slowly|to|through",
            "inhale|inhales|inhaling|exhale|exhales|exhaling",
            "deep|slow|long|deeper|slower breath|breaths|breathing",
            "slow|deepen|lengthen|count|follow|watch|notice|feel|observe your|the|each breath|breathing|breaths",
            "attention|focus|mind ~ breath|breathing",
        ],
        caution: "dizziness, air hunger, asthma, panic about breathing; the breath is never forced",
        ..PLAIN
    },
    Gated {
        gate: Gate::Body,
        says: &[
            "in|inside|through|into|within your|the body",
            "where ~ feel|notice ~ body",
            "body sensation|sensations|feelings|signals",
            "sensation|sensations ~ body|chest|belly|stomach|throat",
            "tense|tighten|clench|squeeze your|the|each|every",
        ],
        caution: "pain, or fear that grows when turning inward",
        ..PLAIN
    },
    Gated {
        gate: Gate::Touch,
        says: &[
            "hand|hands|palm|palms on|over your|the heart|chest|belly|stomach|tummy|cheek|cheeks|face|neck|thigh|thighs|forehead|shoulder|shoulders|arm|arms",
            "hug|hold|embrace yourself",
            "stroke|rub|massage|tap|squeeze your|the own|arm|arms|hand|hands|neck|shoulders|temples|face|forearm|forearms|chest|thighs|knees|legs",
            "cross your arms",
        ],
        caution: "touch is not welcome for everyone; name an object to hold instead",
        ..PLAIN
    },
    Gated {
        gate: Gate::Imagery,
        says: &[
            "imagine|imagining|visualise|visualize|visualising|visualizing|envision",
            "picture a|an|the|your|yourself|someone|something|somewhere|how",
            "mind's eye",
            "see yourself",
        ],
        caution: "pictures can turn; eyes stay open, and one may stop at once",
        ..PLAIN
    },
];

/// Wordings for closed eyes. Open eyes are the default: with them closed, some people lose the room.
const CLOSED_EYES: &[&str] = &[
    "close|closing|shut|shutting your|the|both eyes",
    "eyes closed|shut",
    "eyes ~ close|closed",
    "closed eyes",
    "let your eyelids fall|close|drop",
];

const BREATH: &[&str] =
    &["breath", "breaths", "breathe", "breathing", "inhale", "exhale", "lungs", "nose", "in-breath", "out-breath"];

/// Finds what calls for consent: in steps all of the table, in a title what needs a strong gate. A title often says what
/// the steps leave out, as in "Cold water" and "Put your face in".
fn calls<'t>(
    texts: &'t [Text<'t>],
    breathes: impl Fn() -> bool + Copy + 't,
) -> impl Iterator<Item = (&'t Text<'t>, &'static Gated, Range<usize>)> {
    let says = texts.iter().filter(|text| matches!(text.role, Role::Do | Role::Title));
    says.flat_map(move |text| places(&text.words, breathes).map(move |(row, part)| (text, row, part)))
        .filter(|(text, row, _)| text.role == Role::Do || row.gate.strong())
}

/// Looks for what calls for consent or a caution in a card.
pub(super) fn card(card: &Card, at: &str, texts: &[Text<'_>], found: &mut Findings) {
    let breathes = LazyCell::new(|| breathes(card, texts));
    let mut told: BTreeSet<Gate> = BTreeSet::new();
    for (text, row, part) in calls(texts, || *breathes) {
        let said = shown(text.whole.get(part.clone()).unwrap_or_default());
        // Holding asks for more than attention to the breath does, a scan for more than the body.
        let wider = match row.gate {
            Gate::Breath => card.gates.contains(&Gate::Hold),
            Gate::Body => card.gates.contains(&Gate::Scan),
            _ => false,
        };
        if card.gates.contains(&row.gate) || wider || !told.insert(row.gate) {
            continue;
        }
        let kind = if row.gate.strong() { "a strong gate, off until switched on" } else { "asked once" };
        // A strong gate without a caution is told apart.
        let caution = match &card.caution {
            None if !row.gate.strong() => format!(", and a \"caution\" ({})", row.caution),
            _ => String::new(),
        };
        let place = (text.place.to_string(), part.clone());
        let message = format!("\"{said}\" without the gate \"{}\"", row.gate);
        let hint = format!("add \"{}\" to \"gates\" ({kind}){caution}, or say it another way", row.gate);
        found.tell_part(Severity::Warning, place.clone(), message, hint, why::CONSENT);
        if row.gate.strong() && card.caution.is_none() {
            let message = format!("\"{said}\" without a caution");
            let hint = format!("add \"caution\": {}", row.caution);
            found.tell_part(Severity::Warning, place, message, hint, why::CAUTION);
        }
    }
    closed_eyes(card, texts, found);
    mild_caution(card, at, &told, found);
}

/// Names the gates that a card calls for, each with the words that do.
pub fn calls_for(card: &Card) -> BTreeMap<Gate, String> {
    let texts = of_card(card, "");
    let breathes = LazyCell::new(|| breathes(card, &texts));
    let mut called = BTreeMap::new();
    for (text, row, part) in calls(&texts, || *breathes) {
        called.entry(row.gate).or_insert_with(|| shown(text.whole.get(part).unwrap_or_default()));
    }
    called
}

/// Tells whether a text of a card speaks of closed eyes.
pub(in crate::deck) fn closes_eyes(card: &Card) -> bool {
    let closed = |text: &Text<'_>| closed_eyes_in(&text.words).is_some();
    of_card(card, "").iter().filter(|text| text.role != Role::Source).any(closed)
}

fn breathes(card: &Card, texts: &[Text<'_>]) -> bool {
    let mut steps = texts.iter().filter(|text| text.role == Role::Do);
    card.steps.iter().chain(&card.lighter).any(|step| step.breathe.is_some())
        || steps.any(|text| text.words.iter().any(|word| BREATH.contains(&word)))
}

/// The number under which closed eyes are looked for.
const EYES: usize = usize::MAX;

/// Every pattern of the table: row after row, those that count beside the breath with odd numbers.
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let rows = TABLE.iter().enumerate().flat_map(|(row, gated)| {
        let says = gated.says.iter().map(move |says| (2 * row, *says));
        says.chain(gated.says_of_breath.iter().map(move |says| (2 * row + 1, *says)))
    });
    Patterns::new(rows)
});

static EYE_PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(CLOSED_EYES.iter().map(|says| (EYES, *says))));

fn closed_eyes_in(words: &Words) -> Option<(usize, usize)> {
    let mut places = EYE_PATTERNS.find(words).into_iter();
    places.find(|(_, first, _)| !words.negated(*first)).map(|(_, first, last)| (first, last))
}

/// Finds the first place of each row of the table in a text.
fn places(words: &Words, breathes: impl Fn() -> bool) -> impl Iterator<Item = (&'static Gated, Range<usize>)> {
    let mut first_of_row = BTreeMap::new();
    for (number, first, last) in PATTERNS.find(words) {
        let Some(row) = TABLE.get(number / 2) else { continue };
        let counts = number % 2 == 0 || breathes();
        if counts && !words.negated(first) && !words.has_beside(first, row.unless) {
            first_of_row.entry(number / 2).or_insert((row, words.span(first, last)));
        }
    }
    first_of_row.into_values()
}

fn closed_eyes(card: &Card, texts: &[Text<'_>], found: &mut Findings) {
    for text in texts.iter().filter(|text| text.role != Role::Source) {
        let Some((first, last)) = closed_eyes_in(&text.words) else { continue };
        let place = (text.place.to_string(), text.words.span(first, last));
        let why = "with eyes closed some people lose the room and are back in a bad moment";
        let hint = "let the eyes rest on something; open is the default";
        found.tell_part(Severity::Warning, place.clone(), "closed eyes".to_owned(), hint, why);
        if card.caution.is_none() {
            let hint = "add \"caution\": with eyes closed the room may fade; open them at once then";
            found.tell_part(Severity::Warning, place, "closed eyes without a caution".to_owned(), hint, why::CAUTION);
        }
        return;
    }
}

/// A gate without a caution; strong ones are warned about elsewhere.
fn mild_caution(card: &Card, at: &str, told: &BTreeSet<Gate>, found: &mut Findings) {
    let mild = card.gates.iter().find(|gate| !gate.strong());
    let strong = card.gates.iter().any(|gate| gate.strong());
    if let (Some(gate), false, None, true) = (mild, strong, &card.caution, told.is_empty()) {
        let whom = TABLE.iter().find(|row| row.gate == *gate).map_or("", |row| row.caution);
        let message = format!("the gate \"{gate}\" without a caution");
        let hint = format!("add \"caution\": {whom}");
        found.tell(Severity::Advice, format!("{at}.gates"), message, hint, why::CAUTION);
    }
}
