//! What holds for the words of every language.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_environment_names_a_language() {
    for (around, tag) in [
        ([None, None, None], "en"),
        ([None, None, Some("de_DE.UTF-8")], "de"),
        ([None, Some("de_AT@euro"), Some("en_US.UTF-8")], "de"),
        ([Some("C"), Some("de_DE"), Some("de_DE")], "en"),
        ([Some(""), None, Some("DE")], "de"),
        ([None, Some("fr_FR.UTF-8"), Some("de_DE")], "en"),
        ([None, None, Some("den_CA")], "en"),
        ([None, None, Some("POSIX")], "en"),
    ] {
        assert_eq!(of_locale(around).tag, tag, "{around:?}");
    }
}

#[test]
fn the_environment_names_a_country() {
    for (around, country) in [
        ([None, None, Some("de_AT.UTF-8")], Some(*b"AT")),
        ([Some(""), Some("en-gb"), Some("de_DE")], Some(*b"GB")),
        ([None, None, Some("en_US@calendar=x")], Some(*b"US")),
        ([Some("C"), None, Some("de_DE")], None),
        ([None, None, Some("C.UTF-8")], None),
        ([None, None, Some("es_419")], None),
        ([None, None, Some("zh_Hans_CN")], None),
        ([None, None, Some("de_ÄT")], None),
        ([None, None, None], None),
    ] {
        assert_eq!(country_of(around), country, "{around:?}");
    }
}

#[test]
fn a_language_that_was_set_comes_first() {
    for (set, around, tag) in [(None, &DE, "de"), (Some("en"), &DE, "en"), (Some("de"), &EN, "de"), (None, &EN, "en")] {
        assert_eq!(chosen(set, around).tag, tag, "{set:?}");
    }
}

/// The sources of the German words, read as they are written: every text is in one of them.
const GERMAN: &[&str] = &[
    include_str!("de/after.rs"),
    include_str!("de/amounts.rs"),
    include_str!("de/card.rs"),
    include_str!("de/decks.rs"),
    include_str!("de/files.rs"),
    include_str!("de/help_lines.rs"),
    include_str!("de/helped.rs"),
    include_str!("de/keys.rs"),
    include_str!("de/lines.rs"),
    include_str!("de/moment.rs"),
    include_str!("de/names.rs"),
    include_str!("de/own.rs"),
    include_str!("de/people.rs"),
    include_str!("de/printed.rs"),
    include_str!("de/record.rs"),
    include_str!("de/report.rs"),
    include_str!("de/settings.rs"),
    include_str!("de/today.rs"),
];

/// Returns every text of a source, without its tests, and without what stands for a value.
fn texts(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let code = |line: &&str| {
        !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#[") && !line.contains("assert!(")
    };
    for line in source.replace("\\\n", " ").lines().filter(code) {
        let parts: Vec<&str> = line.split('"').collect();
        for (index, part) in parts.iter().enumerate().filter(|(index, _)| index % 2 == 1) {
            // What is matched is the name of something, and not said.
            let matched = parts.get(index + 1).is_some_and(|after| after.trim_start().starts_with("=>"));
            if !matched {
                found.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    found
}

/// Words that count, press, blame or alarm, and a tone that orders about.
const NEVER: &[&str] = &[
    "serie",
    "überfällig",
    "versäumt",
    "verpasst",
    "gescheitert",
    "versagt",
    "musst",
    "müsst",
    "sollst",
    "solltest",
    "nur noch",
    "endlich",
    "faul",
    "schuld",
    "leider",
    "fehler",
    "falsch",
    "alarm",
    "warnung",
    "achtung",
    "beruhige dich",
    "kaputt",
    "punktzahl",
    "abzeichen",
    "rekord",
    "glückwunsch",
    "gut gemacht",
    "sie müssen",
    "ihre antwort",
];

#[test]
fn no_german_text_counts_presses_or_alarms() {
    let all: Vec<String> = GERMAN.iter().flat_map(|source| texts(source)).collect();
    assert!(all.len() > 400, "the texts are found: {}", all.len());
    for text in &all {
        let words = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '!', " "));
        let found: Vec<&&str> = NEVER.iter().filter(|never| words.contains(&format!(" {never} "))).collect();
        assert!(found.is_empty(), "{found:?} in {text}");
        assert!(!text.ends_with('!') || text == "!", "{text}");
    }
}

/// Counts the syllables of a German word: a group of vowels is one, where two that are no diphthong are two.
fn syllables(word: &str) -> usize {
    let mut letters: Vec<char> = word.to_lowercase().chars().collect();
    letters.push(' ');
    let vowel = |c: char| "aeiouyäöü".contains(c);
    let (mut count, mut at) = (0, 0);
    while at + 1 < letters.len() {
        if vowel(letters[at]) {
            count += 1;
            let pair: String = letters[at..=at + 1].iter().collect();
            at += usize::from(
                ["ei", "ai", "ey", "ay", "au", "äu", "eu", "ie", "aa", "ee", "oo"].contains(&pair.as_str()),
            );
        }
        at += 1;
    }
    count.max(1)
}

/// Amstad's Flesch reading ease for German, 180 − words a sentence − 58.5 · syllables a word (T. Amstad, *Wie verständlich
/// sind unsere Zeitungen?*, Zürich 1978). From 60 to 70 is plain for thirteen-year-olds, above it is easier.
fn ease(texts: &[&String]) -> f64 {
    let (mut words, mut sentences, mut spoken) = (0_usize, 0_usize, 0_usize);
    for text in texts {
        let mut ended = true;
        for word in text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
            words += 1;
            let parts = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
            spoken += parts.map(syllables).sum::<usize>();
            ended = word.trim_end_matches(['*', '“', '`', ')']).ends_with(['.', '!', '?', '…']);
            sentences += usize::from(ended);
        }
        sentences += usize::from(!ended);
    }
    180.0 - words as f64 / sentences as f64 - 58.5 * spoken as f64 / words as f64
}

#[test]
fn german_reads_easily() {
    for (word, count) in [("Übung", 2), ("Menschen", 2), ("Trauma", 2), ("wieder", 2), ("ruhig", 2), ("erreichen", 3)]
    {
        assert_eq!(syllables(word), count, "{word}");
    }
    let all: Vec<String> = GERMAN.iter().flat_map(|source| texts(source)).collect();
    // What is typed as it stands is no word of German.
    let typed = |text: &String| text.split('`').step_by(2).collect::<Vec<_>>().join("so");
    let all: Vec<String> = all.iter().map(typed).collect();
    let prose: Vec<&String> = all.iter().filter(|text| text.split(' ').count() > 5).collect();
    let whole = ease(&prose);
    assert!(whole >= 75.0, "all texts together: {whole:.0}");
    for text in prose {
        // Names of illnesses are long words: a person has to find theirs.
        let least = if text.contains("Schwangerschaft") { 30.0 } else { 40.0 };
        let found = ease(&[text]);
        assert!(found >= least, "{found:.0}: {text}");
    }
}

#[test]
fn keys_are_shown_or_not_in_every_language_alike_and_briefly() {
    for does in keys::Does::ALL {
        let (english, german) = ((EN.keys.does)(*does), (DE.keys.does)(*does));
        assert_eq!(english.label.is_empty(), german.label.is_empty(), "{does:?}");
        assert_eq!(english.about.is_empty(), german.about.is_empty(), "{does:?}");
        assert!(german.brief.chars().count() <= 18, "{does:?}: {}", german.brief);
    }
}

#[test]
fn every_family_has_a_name_in_german() {
    for (word, english, _) in crate::deck::kinds::FAMILIES {
        let family = crate::deck::kinds::Family::parse(word).unwrap();
        assert!((DE.names.family)(&family) != *word && (DE.names.family)(&family) != *english, "{word}");
    }
    let own = crate::deck::kinds::Family::parse("my-own").unwrap();
    assert_eq!((DE.names.family)(&own), "my-own");
}

/// The sources of the English words beside the German ones that have the same name.
const BESIDE: &[(&str, &str)] = &[
    (include_str!("en/after.rs"), include_str!("de/after.rs")),
    (include_str!("en/amounts.rs"), include_str!("de/amounts.rs")),
    (include_str!("en/card.rs"), include_str!("de/card.rs")),
    (include_str!("en/decks.rs"), include_str!("de/decks.rs")),
    (include_str!("en/files.rs"), include_str!("de/files.rs")),
    (include_str!("en/helped.rs"), include_str!("de/helped.rs")),
    (include_str!("en/keys.rs"), include_str!("de/keys.rs")),
    (include_str!("en/lines.rs"), include_str!("de/lines.rs")),
    (include_str!("en/moment.rs"), include_str!("de/moment.rs")),
    (include_str!("en/names.rs"), include_str!("de/names.rs")),
    (include_str!("en/own.rs"), include_str!("de/own.rs")),
    (include_str!("en/people.rs"), include_str!("de/people.rs")),
    (include_str!("en/printed.rs"), include_str!("de/printed.rs")),
    (include_str!("en/record.rs"), include_str!("de/record.rs")),
    (include_str!("en/report.rs"), include_str!("de/report.rs")),
    (include_str!("en/today.rs"), include_str!("de/today.rs")),
];

/// What is written alike in both languages.
const ALIKE: &[&str] = &["Decks", "Version", "Pause", "Name", "yes", "name", "minutes"];

/// Takes out what stands for a value.
fn without_values(text: &str) -> String {
    let mut said = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            c if !inside => said.push(c),
            _ => {}
        }
    }
    said
}

#[test]
fn every_german_text_differs_from_the_english_one_unless_named() {
    for (english, german) in BESIDE {
        let english = texts(english);
        for text in texts(german) {
            let said = without_values(&text);
            let says = said.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
            assert!(!says || !english.contains(&text) || ALIKE.contains(&text.as_str()), "{text}");
        }
    }
}

/// Stands where the English is beside the German.
const TABLE: &str = "const ROWS: &[(&str, &str)]";

/// Common words of English that are no words of German.
const COMMON: &[&str] = &[
    "the",
    "and",
    "of",
    "is",
    "are",
    "you",
    "your",
    "with",
    "this",
    "that",
    "when",
    "it",
    "to",
    "from",
    "for",
    "no",
    "yes",
    "card",
    "cards",
    "practice",
    "practices",
    "day",
    "days",
    "week",
    "what",
    "how",
    "which",
    "again",
    "helped",
    "worse",
];

#[test]
fn no_german_text_is_left_in_english() {
    for source in GERMAN {
        let skipped = source.contains(TABLE);
        let key = |text: &String| crate::record::settings::SETTINGS.iter().any(|setting| setting.key == text);
        for text in texts(source).iter().filter(|text| !skipped && !key(text)) {
            let spoken = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
            let spoken = without_values(&spoken).to_lowercase();
            let left = spoken.split(|c: char| !c.is_alphanumeric()).find(|word| COMMON.contains(word));
            assert!(left.is_none() || ALIKE.contains(&text.as_str()), "{left:?} in {text}");
        }
    }
}

/// Returns every word of three letters or more that the English table says and the German one does not.
pub(crate) fn words_of_english_alone() -> BTreeSet<String> {
    let words = |text: String| {
        let text = without_values(&text.split('`').step_by(2).collect::<Vec<_>>().join(" ")).to_lowercase();
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let of = |text: &str| texts(text).into_iter().flat_map(words).collect::<BTreeSet<_>>();
    let english: BTreeSet<String> = BESIDE.iter().flat_map(|(english, _)| of(english)).collect();
    let spoken = GERMAN.iter().filter(|source| !source.contains(TABLE));
    let german: BTreeSet<String> = spoken.flat_map(|german| of(german)).collect();
    english.difference(&german).cloned().collect()
}
