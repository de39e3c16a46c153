//! The names that people give to the parts of a deck and a card, in headings, columns and fields. One table.

/// A part of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Id,
    Title,
    Cues,
    Steps,
    Family,
    Why,
    States,
    Gates,
    Caution,
    Instead,
    Lighter,
    Grade,
    Sources,
    Pinned,
    /// The time of the whole card; its unit is in the name or the value.
    Duration,
    /// The same, in seconds.
    Seconds,
    /// The same, in minutes.
    Minutes,
    /// Words that may name states, gates or a family.
    Tags,
}

impl Part {
    /// Tells whether it is one that takes lines of its own, rather than a word.
    pub(super) const fn holds_text(self) -> bool {
        matches!(self, Self::Cues | Self::Steps | Self::Lighter | Self::Why | Self::Caution | Self::Sources)
    }
}

/// Every name of a part of a card, its own name first.
const PARTS: &[(Part, &[&str])] = &[
    (Part::Id, &["id", "card id", "slug"]),
    (
        Part::Title,
        &[
            "title",
            "skill",
            "name",
            "card",
            "technique",
            "exercise",
            "practice",
            "tool",
            "heading",
            "skill name",
            "activity",
            "strategy",
        ],
    ),
    (
        Part::Cues,
        &[
            "cues",
            "cue",
            "front",
            "question",
            "questions",
            "prompt",
            "prompts",
            "situation",
            "situations",
            "when",
            "when to use",
            "trigger",
            "triggers",
            "use when",
            "use this when",
            "text",
            "term",
        ],
    ),
    (
        Part::Steps,
        &[
            "steps",
            "step",
            "back",
            "answer",
            "answers",
            "instruction",
            "instructions",
            "how",
            "how to",
            "how to do it",
            "do this",
            "step by step",
            "what to do",
            "directions",
            "procedure",
            "script",
            "definition",
        ],
    ),
    (Part::Family, &["family", "category", "type", "kind", "group", "topic", "area"]),
    (Part::Why, &["why", "rationale", "reason", "purpose", "why it helps", "explanation", "background", "goal"]),
    (Part::States, &["states", "state", "mood", "moods", "for", "feeling", "feelings", "helps with"]),
    (Part::Gates, &["gates", "gate", "consent", "needs consent", "asks first"]),
    (
        Part::Caution,
        &[
            "caution",
            "cautions",
            "warning",
            "warnings",
            "safety",
            "contraindication",
            "contraindications",
            "careful",
            "avoid if",
            "not for",
            "precautions",
            "stop if",
            "watch out",
            "watch out for",
            "when not to use",
            "do not use if",
            "don t use if",
            "not suitable for",
            "risks",
        ],
    ),
    (Part::Instead, &["instead", "alternative", "alternatives", "offer instead", "otherwise"]),
    (Part::Lighter, &["lighter", "lighter steps", "easier", "short version", "shorter", "lite", "gentler"]),
    (Part::Grade, &["evidence", "grade", "evidence grade", "evidence level"]),
    (Part::Sources, &["sources", "source", "references", "reference", "evidence sources", "citation", "citations"]),
    (Part::Pinned, &["pinned", "pin", "always", "safety card"]),
    (Part::Duration, &["duration", "time", "length", "how long", "time needed", "how long it takes"]),
    (
        Part::Seconds,
        &["seconds", "secs", "sec", "duration s", "duration sec", "duration seconds", "time s", "time sec"],
    ),
    (Part::Minutes, &["minutes", "mins", "min", "duration min", "duration minutes", "time min", "time minutes"]),
    (Part::Tags, &["tags", "tag", "labels", "keywords"]),
];

/// Words that make a heading one of a caution, whatever else it says.
const WARNING: &[&str] = &[
    "caution",
    "cautions",
    "warning",
    "warnings",
    "contraindication",
    "contraindications",
    "contraindicated",
    "precaution",
    "precautions",
    "avoid",
    "unsafe",
];

/// Every name of a field of a deck, its own name first.
const DECK: &[(&str, &[&str])] = &[
    ("id", &["id", "deck id"]),
    ("version", &["version"]),
    ("title", &["title", "deck", "name"]),
    ("summary", &["summary", "description", "about", "subtitle"]),
    ("language", &["language", "lang"]),
    ("authors", &["author", "authors", "by", "written by"]),
    ("license", &["license", "licence", "rights"]),
    ("reviewed", &["reviewed", "review", "reviewed by", "clinical review"]),
    ("contraindications", &["contraindications", "contraindication", "caution", "cautions", "not for"]),
];

/// Lower case, one space between words, nothing else.
pub(super) fn plain(name: &str) -> String {
    let mut words = String::with_capacity(name.len().min(64));
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
        if words.len() > 64 {
            break;
        }
    }
    words
}

/// Finds the part of a card that a name means: `Steps`, `WHAT TO DO:`, `Cue 2`.
pub(super) fn part(name: &str) -> Option<Part> {
    let name = plain(name);
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    // Whom a practice may harm is never left out because of how its heading is worded.
    let warns = || name.split(' ').any(|word| WARNING.contains(&word)).then_some(Part::Caution);
    let found = |name: &str| PARTS.iter().find(|(_, names)| names.contains(&name)).map(|(part, _)| *part);
    found(&name)
        .or_else(|| found(numbered).filter(|part| matches!(part, Part::Cues | Part::Steps | Part::Sources)))
        .or_else(warns)
}

/// Finds the field of a deck that a name means.
pub(super) fn deck(name: &str) -> Option<&'static str> {
    let name = plain(name);
    DECK.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// The first name of every part, for messages.
pub(super) fn part_names() -> String {
    let names: Vec<&str> = PARTS.iter().filter_map(|(_, names)| names.first().copied()).collect();
    names.join(", ")
}

/// The first name of every field of a deck, for messages.
pub(super) fn deck_names() -> String {
    let names: Vec<&str> = DECK.iter().filter_map(|(_, names)| names.first().copied()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        for (name, found) in [
            ("Front", Some(Part::Cues)),
            ("cue_2", Some(Part::Cues)),
            ("Step 1", Some(Part::Steps)),
            ("WHAT TO DO:", Some(Part::Steps)),
            ("Duration (min)", Some(Part::Minutes)),
            ("**Caution**", Some(Part::Caution)),
            ("Watch out", Some(Part::Caution)),
            ("Avoid in these cases", Some(Part::Caution)),
            ("Medical warnings (read first)", Some(Part::Caution)),
            ("colour", None),
            ("Title 2", None),
        ] {
            assert_eq!(part(name), found, "{name}");
        }
        assert_eq!(deck("Licence"), Some("license"));
    }

    #[test]
    fn no_name_means_two_parts() {
        let mut names: Vec<&str> = PARTS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(names.iter().all(|name| plain(name) == *name));
    }
}
