//! Decoding by hand: each function looks at one value, reports what is wrong with it, and goes on.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::RangeInclusive;

use crate::deck::check::{self, Kind, LONGEST_TEXT};
use crate::deck::near::nearest;
use crate::deck::problem::{Severity, shown, why};
use crate::deck::text::{SafeText, unsafe_parts};

use super::found::{Fault, Found};
use super::node::{Field, Node, Spot, field};
use super::places::Places;

/// Most hidden characters that are reported of one text.
const MOST_FAULTS: usize = 20;

/// Most fields that are looked through one by one.
const FEW: usize = 24;

/// Where a value stands, as in `cards[3].steps[0].seconds`; written out only when there is something to say.
#[derive(Clone, Copy)]
pub(super) enum At<'p> {
    Root,
    Field(&'p At<'p>, &'p str),
    Item(&'p At<'p>, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(&shown(name)),
            Self::Field(parent, name) => write!(f, "{parent}.{}", shown(name)),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// The fields that an object may have.
pub(super) struct Shape {
    /// What it is called in messages, such as `a card`.
    pub(super) name: &'static str,
    pub(super) allowed: &'static [&'static str],
    pub(super) required: &'static [&'static str],
    /// Whether keys that begin with `x-` are kept.
    pub(super) extra: bool,
}

/// Reads values and gathers problems.
pub(super) struct Cursor<'s> {
    pub(super) places: &'s dyn Places,
    pub(super) found: Found,
}

impl Cursor<'_> {
    pub(super) fn error(&mut self, at: &At<'_>, spot: Spot, message: String, hint: &str) {
        self.found.add(Fault::shape(Severity::Error, at.to_string(), message, hint), spot);
    }

    fn wrong_kind(&mut self, at: &At<'_>, value: &Node<'_>, expected: &str) {
        let hint = match (value, expected) {
            (Node::Null(_), _) => "leave the field out instead",
            (Node::Number(..) | Node::Truth(..), "text") => "put it in quotes",
            (Node::Text(..), "a whole number" | "true or false") => "write it without quotes",
            (_, "a list") => "put it in [ ]",
            (_, "an object") => "put it in { }",
            _ => "",
        };
        self.error(at, value.at(), format!("expected {expected}, found {}", value.kind()), hint);
    }

    /// Takes an object of a known shape; reports unknown, repeated and missing fields.
    pub(super) fn object<'v, 'a>(
        &mut self,
        at: &At<'_>,
        value: &'v Node<'a>,
        shape: &Shape,
    ) -> Option<&'v [Field<'a>]> {
        let Node::Fields(spot, fields) = value else {
            self.wrong_kind(at, value, "an object");
            return None;
        };
        self.repeated(at, fields);
        for Field { at: spot, name, .. } in fields {
            let name = name.as_ref();
            if shape.allowed.contains(&name) || (shape.extra && name.starts_with("x-")) || self.found.only_counted() {
                continue;
            }
            let near =
                nearest(name, shape.allowed).map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
            let own = if shape.extra { ", and your own under \"x-…\"" } else { "" };
            let hint = format!("{near}allowed in {}: {}{own}", shape.name, shape.allowed.join(", "));
            let message = format!("unknown field \"{}\"", shown(name));
            self.error(&At::Field(at, name), *spot, message, &hint);
        }
        for name in shape.required.iter().filter(|name| field(fields, name).is_none()) {
            let message = format!("\"{name}\" is missing");
            self.error(at, *spot, message, &format!("{} needs: {}", shape.name, shape.required.join(", ")));
        }
        Some(fields)
    }

    fn repeated(&mut self, at: &At<'_>, fields: &[Field<'_>]) {
        // Few fields are looked through; a set is made only for many.
        let mut seen = HashSet::with_capacity(if fields.len() > FEW { fields.len() } else { 0 });
        for (number, Field { at: spot, name, .. }) in fields.iter().enumerate() {
            let name = name.as_ref();
            let twice = if fields.len() > FEW {
                !seen.insert(name)
            } else {
                fields.iter().take(number).any(|before| before.name == name)
            };
            if twice && !self.found.only_counted() {
                let message = format!("\"{}\" is given twice", shown(name));
                self.error(&At::Field(at, name), *spot, message, "keep one of them");
            }
        }
    }

    /// Takes a list with an allowed count of items.
    pub(super) fn list<'v, 'a>(
        &mut self,
        at: &At<'_>,
        value: &'v Node<'a>,
        count: RangeInclusive<usize>,
        what: &str,
    ) -> &'v [Node<'a>] {
        let Node::List(spot, items) = value else {
            self.wrong_kind(at, value, "a list");
            return &[];
        };
        let (found, least, most) = (items.len(), *count.start(), *count.end());
        if !count.contains(&found) {
            let message = if found < least {
                format!("{found} {what}; at least {least} is needed")
            } else {
                format!("{found} {what}; at most {most} are allowed")
            };
            self.error(at, *spot, message, "");
        }
        // What is beyond the limit was just refused; looking at a million items more would help nobody.
        items.get(..found.min(most)).unwrap_or_default()
    }

    /// Takes text as it stands, without any check of its content.
    pub(super) fn raw<'v>(&mut self, at: &At<'_>, value: &'v Node<'_>) -> Option<(Spot, &'v str)> {
        if let Node::Text(spot, text) = value {
            return Some((*spot, text));
        }
        self.wrong_kind(at, value, "text");
        None
    }

    /// Takes text that will be shown, and runs every check of texts over it.
    pub(super) fn text(&mut self, at: &At<'_>, value: &Node<'_>, kind: Kind) -> Option<SafeText> {
        let (start, text) = self.raw(at, value)?;
        if text.trim().is_empty() {
            self.error(
                at,
                start,
                "the text is empty".to_owned(),
                "write something; a field that is optional can be left out",
            );
            return None;
        }
        if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
            let message = format!("{} characters; at most {LONGEST_TEXT} are allowed", text.chars().count());
            self.error(at, start, message, "shorten it, or make two of it");
            return None;
        }
        self.no_hidden(at, text, start);
        for finding in check::text(text, kind) {
            let from = self.places.inside(start, text, finding.at);
            let to = self.places.inside(start, text, finding.at + finding.long);
            let fault = Fault::shape(finding.severity, at.to_string(), finding.message, finding.hint);
            self.found.add_range(fault.because(finding.why), from..to);
        }
        Some(SafeText::new(text))
    }

    /// Takes a whole number in a range.
    pub(super) fn number(&mut self, at: &At<'_>, value: &Node<'_>, range: RangeInclusive<u32>) -> Option<u32> {
        let Node::Number(spot, written) = value else {
            self.wrong_kind(at, value, "a whole number");
            return None;
        };
        let (least, most) = (*range.start(), *range.end());
        let digits = written.strip_prefix('-').unwrap_or(written);
        let message = if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("{} is not a whole number", shown(written))
        } else if written.starts_with('-') && digits.bytes().any(|byte| byte != b'0') {
            format!("{} is less than {least}", shown(written))
        } else {
            match digits.parse::<u32>() {
                Ok(number) if range.contains(&number) => return Some(number),
                Ok(number) if number < least => format!("{number} is less than {least}"),
                _ => format!("{} is more than {most}", shown(written)),
            }
        };
        let hint = if least == most {
            format!("write {least}")
        } else {
            format!("write a whole number from {least} to {most}")
        };
        self.error(at, *spot, message, &hint);
        None
    }

    /// Takes true or false.
    pub(super) fn truth(&mut self, at: &At<'_>, value: &Node<'_>) -> Option<bool> {
        if let Node::Truth(_, truth) = value {
            return Some(*truth);
        }
        self.wrong_kind(at, value, "true or false");
        None
    }

    /// Takes text that parses into something: an id, a version, a day.
    pub(super) fn parsed<T, E: fmt::Display>(
        &mut self,
        at: &At<'_>,
        value: &Node<'_>,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let (spot, text) = self.raw(at, value)?;
        match parse(text) {
            Ok(parsed) => Some(parsed),
            Err(why) => {
                let message = format!("\"{}\" does not fit", shown(text));
                self.error(at, spot, message, &why.to_string());
                None
            }
        }
    }

    /// Takes one of a closed list of words.
    pub(super) fn word<T: Copy + fmt::Display>(&mut self, at: &At<'_>, value: &Node<'_>, all: &[T]) -> Option<T> {
        let (spot, text) = self.raw(at, value)?;
        if let Some(found) = all.iter().find(|word| is_written(*word, text)) {
            return Some(*found);
        }
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        let names: Vec<&str> = words.iter().map(String::as_str).collect();
        let near = nearest(text, &names).map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
        let hint = format!("{near}one of: {}", words.join(", "));
        self.error(at, spot, format!("unknown word \"{}\"", shown(text)), &hint);
        None
    }

    /// Takes a list of words from a closed list, each at most once.
    pub(super) fn words<T: Copy + Eq + fmt::Display>(&mut self, at: &At<'_>, value: &Node<'_>, all: &[T]) -> Vec<T> {
        let mut taken = Vec::new();
        for (index, item) in self.list(at, value, 0..=all.len() * 2, "words").iter().enumerate() {
            let here = At::Item(at, index);
            match self.word(&here, item, all) {
                Some(word) if taken.contains(&word) => {
                    self.error(&here, item.at(), format!("\"{word}\" is named twice"), "keep one of them");
                }
                Some(word) => taken.push(word),
                None => {}
            }
        }
        taken
    }

    /// Keeps what stands under keys that begin with `x-`.
    pub(super) fn extra(&mut self, at: &At<'_>, fields: &[Field<'_>]) -> BTreeMap<String, serde_json::Value> {
        let mut kept = BTreeMap::new();
        for Field { at: spot, name, value } in fields.iter().filter(|field| field.name.starts_with("x-")) {
            let here = At::Field(at, name);
            self.no_hidden(&here, name, *spot);
            kept.insert(name.as_ref().to_owned(), self.any(&here, value));
        }
        kept
    }

    fn no_hidden(&mut self, at: &At<'_>, text: &str, start: Spot) {
        // Each place is found by walking the text from its start, so a text of a million faults shows its first.
        for part in unsafe_parts(text).into_iter().take(MOST_FAULTS) {
            let spot = self.places.inside(start, text, part.at);
            let message = format!("{part} in the text");
            let fault = Fault::shape(Severity::Error, at.to_string(), message, "delete it; text is plain");
            self.found.add(fault.because(why::HIDDEN), spot);
        }
    }

    /// Takes any value as it is.
    fn any(&mut self, at: &At<'_>, value: &Node<'_>) -> serde_json::Value {
        match value {
            Node::Null(_) => serde_json::Value::Null,
            Node::Truth(_, truth) => (*truth).into(),
            Node::Text(spot, text) => {
                self.no_hidden(at, text, *spot);
                text.as_ref().into()
            }
            Node::Number(spot, written) => exact(written).unwrap_or_else(|| {
                let message = format!("{} is larger than a number can be", shown(written));
                self.error(at, *spot, message, "write it as text");
                serde_json::Value::Null
            }),
            Node::List(_, items) => {
                let items = items.iter().enumerate().map(|(index, item)| self.any(&At::Item(at, index), item));
                serde_json::Value::Array(items.collect())
            }
            Node::Fields(_, fields) => {
                self.repeated(at, fields);
                let mut map = serde_json::Map::new();
                for Field { at: spot, name, value } in fields {
                    let here = At::Field(at, name);
                    self.no_hidden(&here, name, *spot);
                    map.insert(name.as_ref().to_owned(), self.any(&here, value));
                }
                serde_json::Value::Object(map)
            }
        }
    }
}

/// Tells whether a word is written like a text, without writing it.
fn is_written(word: &impl fmt::Display, text: &str) -> bool {
    struct Rest<'t>(Option<&'t str>);
    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0 = self.0.and_then(|rest| rest.strip_prefix(part));
            self.0.map_or(Err(fmt::Error), |_| Ok(()))
        }
    }
    let mut rest = Rest(Some(text));
    fmt::Write::write_fmt(&mut rest, format_args!("{word}")).is_ok() && rest.0 == Some("")
}

/// Reads a number so that writing it again gives the same number.
fn exact(text: &str) -> Option<serde_json::Value> {
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    match text.parse::<i64>() {
        Ok(number) if number != 0 => Some(number.into()),
        _ => serde_json::Number::from_f64(text.parse().ok()?).map(serde_json::Value::Number),
    }
}
