//! From a deck to a document that reads back as the same deck.

use std::fmt::Write;

use super::marks::write_lines;
use crate::deck::formats::times;
use crate::deck::model::{Author, Card, Deck, Evidence, Path, Step};
use crate::deck::text::SafeText;
use crate::deck::write::calm;

/// Writes a deck as a document.
pub fn write(deck: &Deck) -> String {
    let mut text = String::new();
    heading(&mut text, 1, &deck.title, None);
    text.push('\n');
    field(&mut text, "id", deck.id.as_str());
    field(&mut text, "version", &deck.version.to_string());
    if let Some(summary) = &deck.summary {
        field(&mut text, "summary", summary.as_str());
    }
    field(&mut text, "language", deck.language.as_str());
    for author in &deck.authors {
        field(&mut text, "author", &person(author));
    }
    field(&mut text, "license", deck.license.as_str());
    if let Some(reviewed) = &deck.reviewed {
        field(&mut text, "reviewed", &format!("{}, {}", reviewed.by, reviewed.on));
    }
    if let Some(when_not) = &deck.contraindications {
        field(&mut text, "contraindications", when_not.as_str());
    }
    own(&mut text, deck.extra.iter());
    for one in &deck.cards {
        card(&mut text, one);
    }
    if !deck.paths.is_empty() {
        text.push_str("\n# Paths\n");
        deck.paths.iter().for_each(|one| path(&mut text, one));
    }
    text
}

/// An author as one line; a comma in the name gets a backslash, so that the role is what follows the first without.
pub(in crate::deck::formats) fn person(author: &Author) -> String {
    let mut line = author.name.as_str().replace('\\', "\\\\").replace(',', "\\,");
    if let Some(role) = &author.role {
        let _ = write!(line, ", {role}");
    }
    line
}

fn heading(text: &mut String, level: usize, title: &SafeText, id: Option<&str>) {
    let line = write_lines(title.as_str(), false).concat();
    let _ = write!(text, "{} {line}", "#".repeat(level));
    if let Some(id) = id {
        let _ = write!(text, " {{#{id}}}");
    }
    text.push('\n');
}

fn field(text: &mut String, name: &str, value: &str) {
    item(text, &format!("- {name}: "), &write_lines(value, false));
}

/// A list item: its mark, and its further lines under its words.
fn item(text: &mut String, mark: &str, lines: &[String]) {
    for (number, line) in lines.iter().enumerate() {
        let before = if number == 0 {
            mark
        } else if mark.starts_with('-') {
            "  "
        } else {
            "   "
        };
        let _ = writeln!(text, "{before}{line}");
    }
}

fn own<'e>(text: &mut String, extra: impl Iterator<Item = (&'e String, &'e serde_json::Value)>) {
    for (name, value) in extra {
        // A value always has texts as keys, so writing it cannot fail.
        let json = calm(&serde_json::to_string(value).unwrap_or_default());
        let simple = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let name = if simple { name.clone() } else { calm(&serde_json::to_string(name).unwrap_or_default()) };
        let _ = writeln!(text, "- {name}: {json}");
    }
}

fn card(text: &mut String, card: &Card) {
    text.push('\n');
    heading(text, 2, &card.title, Some(card.id.as_str()));
    text.push('\n');
    field(text, "family", card.family.as_str());
    let words = |words: Vec<&str>| words.join(", ");
    if !card.states.is_empty() {
        field(text, "states", &words(card.states.iter().map(|state| state.as_str()).collect()));
    }
    if !card.gates.is_empty() {
        field(text, "gates", &words(card.gates.iter().map(|gate| gate.as_str()).collect()));
    }
    if let Some(instead) = &card.instead {
        field(text, "instead", instead);
    }
    if let Some(Evidence { grade, .. }) = &card.evidence {
        field(text, "evidence", grade.as_str());
    }
    if card.pinned {
        field(text, "pinned", "yes");
    }
    own(text, card.extra.iter());
    part(text, "Cues");
    card.cues.iter().for_each(|cue| item(text, "- ", &write_lines(cue.as_str(), false)));
    steps(text, "Steps", &card.steps);
    if !card.lighter.is_empty() {
        steps(text, "Lighter", &card.lighter);
    }
    for (name, words) in [("Why", &card.why), ("Caution", &card.caution)] {
        if let Some(words) = words {
            part(text, name);
            for line in write_lines(words.as_str(), true) {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    if let Some(Evidence { sources, .. }) = card.evidence.as_ref().filter(|evidence| !evidence.sources.is_empty()) {
        part(text, "Sources");
        for source in sources {
            item(text, "- ", &write_lines(source.as_str(), false));
        }
    }
}

fn part(text: &mut String, name: &str) {
    let _ = write!(text, "\n### {name}\n\n");
}

fn steps(text: &mut String, name: &str, steps: &[Step]) {
    part(text, name);
    for (number, step) in steps.iter().enumerate() {
        item(text, &format!("{}. ", number + 1), &timed(step));
    }
}

/// The lines of a step with its time at the end of the last.
fn timed(step: &Step) -> Vec<String> {
    let mut lines = step.say.as_ref().map(|say| write_lines(say.as_str(), false)).unwrap_or_default();
    let time = times::write(step);
    let Some(last) = lines.last_mut() else {
        return vec![time.unwrap_or_default()];
    };
    match time {
        Some(time) => {
            let _ = write!(last, " ({time})");
        }
        // Words that look like a time are told apart by an empty one.
        None if times::at_end(last).is_some() || times::parse_breath(last).is_some() => last.push_str(" ()"),
        None => {}
    }
    lines
}

fn path(text: &mut String, path: &Path) {
    text.push('\n');
    heading(text, 2, &path.title, Some(path.id.as_str()));
    text.push('\n');
    path.cards.iter().for_each(|card| item(text, "- ", std::slice::from_ref(card)));
}
