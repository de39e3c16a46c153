//! What no sentence says: pressure, blame, promises, numbers to call.

use super::*;
use crate::deck::check::voice;

/// Every text of the decks, whatever key it stands under, with its place.
pub(super) fn deck_texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, json) in SHIPPED {
        walk(&serde_json::from_str(json).expect("a deck"), name, &mut found);
    }
    found
}

fn walk(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((at.to_owned(), text.clone())),
        Value::Array(all) => all.iter().for_each(|one| walk(one, at, found)),
        Value::Object(fields) => {
            let id = fields.get("id").and_then(Value::as_str).unwrap_or_default();
            for (key, one) in fields {
                walk(one, &format!("{at} {id} {key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The words of a text in lower case, without signs; `shouldn't` is *shouldn* and *t*.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[track_caller]
fn none_banned<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) {
    let mut faults = Vec::new();
    for (at, text) in texts {
        faults.extend(voice::names(text).iter().map(|word| format!("{at}: *{word}* in: {text}")));
    }
    none(&faults);
}

#[test]
fn no_deck_presses_blames_or_promises() {
    none_banned(deck_texts().iter().map(|(at, text)| (at.as_str(), text.as_str())));
}

#[test]
fn no_sentence_of_the_program_presses_blames_or_promises() {
    let words = literals(WORDS);
    assert!(words.len() > 100 && words.iter().any(|text| text == "That's fine. Nothing is lost."));
    none_banned(words.iter().map(|text| ("src/language/en", text.as_str())));
}

#[test]
fn no_key_presses_blames_or_promises() {
    let labels = literals(KEYS.split("#[cfg(test)]").next().expect("a file"));
    for label in ["begin", "people to reach", "leave at once; Esc too"] {
        assert!(labels.iter().any(|text| text == label), "{label} was not read");
    }
    none_banned(labels.iter().map(|text| ("src/language/en/keys.rs", text.as_str())));
}

#[test]
fn a_banned_word_is_found_as_a_whole_word_in_any_case() {
    for (text, found) in [
        ("You Should rest.", vec!["should"]),
        ("you shouldn’t, you mustn't", vec!["should", "must"]),
        ("Calm  down; a safe-place", vec!["calm down", "safe place"]),
        ("adjust the mustard; unbroken, justice; a safe kind of place", vec![]),
        ("It *will heal*.", vec!["will heal"]),
    ] {
        assert_eq!(voice::names(text), found, "{text}");
    }
}

/// The string literals of a Rust file: comments passed over, escapes and broken lines taken as written.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => {
                chars.by_ref().find(|c| *c == '\n');
            }
            // A quotation mark or a backslash as a single character.
            '\'' if chars.peek() == Some(&'"') => {
                chars.next();
            }
            '\'' if chars.peek() == Some(&'\\') => {
                chars.by_ref().nth(1);
            }
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    match (c, chars.peek()) {
                        ('\\', Some('\n')) => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                        ('\\', Some('n')) => text.extend(chars.next().map(|_| '\n')),
                        ('\\', Some(_)) => text.extend(chars.next()),
                        _ => text.push(c),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn literals_are_read_as_rust_reads_them() {
    let source =
        "// \"no\"\nconst A: &str = \"one \\\n     two \\\"three\\\"\"; let q = '\"'; let s = '\\''; \"four\\nfive\"";
    assert_eq!(literals(source), ["one two \"three\"", "four\nfive"]);
}

#[test]
fn no_deck_holds_digits_that_look_like_a_phone_number() {
    let date = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    let mut faults = Vec::new();
    for (at, text) in deck_texts().iter().filter(|(_, text)| !date(text)) {
        faults.extend(numbers_to_call(text).iter().map(|number| format!("{at}: {number}")));
    }
    none(&faults);
}

/// Digits that could be called, cruder and stricter than the check of any deck: seven or more with only spaces, dashes,
/// points, slashes or brackets between; five or more without a break; a plus before a digit; a known short line; three
/// or more after a word for calling.
fn numbers_to_call(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for run in text.split(|c: char| !(c.is_numeric() || " +-./()\u{a0}–".contains(c))) {
        let groups: Vec<&str> = run.split(|c: char| !c.is_numeric()).filter(|group| !group.is_empty()).collect();
        let digits: usize = groups.iter().map(|group| group.chars().count()).sum();
        let long = groups.iter().any(|group| group.chars().count() >= 5);
        let known = groups.iter().any(|group| ["000", "111", "112", "911", "988", "999"].contains(group));
        let plus = run.chars().zip(run.chars().skip(1)).any(|(one, next)| one == '+' && next.is_numeric());
        if digits >= 7 || long || known || plus {
            found.push(run.trim().to_owned());
        }
    }
    let words = plain_words(text);
    for (word, number) in words.iter().zip(words.iter().skip(1)) {
        let called = ["call", "dial", "ring", "phone", "text"].contains(&word.as_str());
        if called && number.chars().count() >= 3 && number.chars().all(char::is_numeric) {
            found.push(format!("{word} {number}"));
        }
    }
    found
}

#[test]
fn a_number_to_call_is_told_from_years_and_counts() {
    for text in ["0800 111 222", "call 116", "+49 1", "116123", "112", "(555) 123-4567"] {
        assert!(!numbers_to_call(text).is_empty(), "{text}");
    }
    for text in ["Gross and John 2003, Kazantzis et al. 2010, 2016", "3, 2, 1", "70 percent", "46%", "call 2 friends"] {
        assert_eq!(numbers_to_call(text), Vec::<String>::new(), "{text}");
    }
}

// How it reads.
