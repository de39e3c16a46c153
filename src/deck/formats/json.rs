//! The deck file proper: strict JSON.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

use super::node::{Field, Node, Spot};
use super::places::{Place, Places, in_text};
use super::source::{Source, Unreadable};
use super::{Reading, decoded, refused};
use crate::deck::model::FORMAT;

/// Everything that JSON itself does not have is off.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a deck file. Never panics, whatever the bytes; reports every problem in one go, except that what is not JSON
/// at all is reported alone.
pub fn read(bytes: &[u8]) -> Reading {
    let source = match Source::new(bytes) {
        Ok(source) => source,
        Err(Unreadable { before, message, hint }) => {
            return refused(&Json(before), Spot::byte(before.len()), message, hint);
        }
    };
    let places = Json(source.text);
    let start = source.text.len() - source.text.trim_start().len();
    match source.text.trim_start().chars().next() {
        None => {
            return refused(
                &places,
                Spot::default(),
                "the file is empty".to_owned(),
                "a deck is a JSON file; it begins with {",
            );
        }
        Some('{') => {}
        Some(_) => {
            let message = "this is not a deck: a deck is a JSON file that begins with {".to_owned();
            return refused(&places, Spot::byte(start), message, "docs/deck-format.md has one to start from");
        }
    }
    match tree(source.text) {
        Ok(root) => match newer(&root) {
            Some((at, format)) => {
                let message =
                    format!("this deck is written for a newer rekindle (format {format}; this one reads {FORMAT})");
                refused(&places, at, message, "update rekindle, or ask the author for an older file")
            }
            None => decoded(&places, &root),
        },
        Err((offset, message, hint)) => refused(&places, Spot::byte(offset), message, hint),
    }
}

/// Reads JSON into a tree. When it is none: the offset, what is wrong, how to mend it.
pub(super) fn tree(text: &str) -> Result<Node<'_>, (usize, String, &'static str)> {
    Source { text }.outline()?;
    match parse_to_ast(text, &CollectOptions::default(), &STRICT).map(|parsed| parsed.value) {
        Ok(Some(root)) => Ok(node(root)),
        Ok(None) => Err((0, "the file is empty".to_owned(), "")),
        Err(error) => Err(syntax(&error)),
    }
}

/// As deep as the outline allows, so recursion ends.
fn node(value: Value<'_>) -> Node<'_> {
    match value {
        Value::StringLit(text) => Node::Text(Spot::byte(text.range.start), text.value),
        Value::NumberLit(number) => Node::Number(Spot::byte(number.range.start), number.value.into()),
        Value::BooleanLit(truth) => Node::Truth(Spot::byte(truth.range.start), truth.value),
        Value::NullKeyword(null) => Node::Null(Spot::byte(null.range.start)),
        Value::Array(list) => Node::List(Spot::byte(list.range.start), list.elements.into_iter().map(node).collect()),
        Value::Object(object) => {
            let fields = object.properties.into_iter().map(|property| {
                let (start, name) = match property.name {
                    ObjectPropName::String(name) => (name.range.start, name.value),
                    ObjectPropName::Word(name) => (name.range.start, name.value.into()),
                };
                Field::new(Spot::byte(start), name, node(property.value))
            });
            Node::Fields(Spot::byte(object.range.start), fields.collect())
        }
    }
}

/// The places of a JSON text: a text in it begins with its quote, and a byte of it may be written as an escape.
struct Json<'a>(&'a str);

impl Places for Json<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        in_text(self.0, stretches)
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        Spot::byte(Source { text: self.0 }.inside(usize::try_from(text.0).unwrap_or(usize::MAX), byte))
    }
}

/// Tells whether the deck names a later format; then its fields cannot be judged here.
fn newer<'v>(root: &'v Node<'_>) -> Option<(Spot, &'v str)> {
    let Node::Number(at, written) = root.get("rekindle")? else { return None };
    let whole = written.bytes().all(|byte| byte.is_ascii_digit()) && written.len() < 10;
    (whole && written.parse::<u32>().is_ok_and(|format| format > FORMAT)).then_some((*at, written))
}

/// Puts what the parser found into plain words.
fn syntax(error: &ParseError) -> (usize, String, &'static str) {
    use ParseErrorKind as E;
    use ParseStringErrorKind as S;
    let (message, hint) = match error.kind() {
        E::CommentsNotAllowed => ("JSON has no comments", "delete it, or keep it under a key such as \"x-note\""),
        E::TrailingCommasNotAllowed => ("a comma before a closing bracket", "delete the comma"),
        E::ExpectedComma => ("a comma is missing here", "put a comma between two values"),
        E::ExpectedColonAfterObjectKey => ("a colon is missing after the name of a field", "write \"name\": value"),
        E::ExpectedObjectValue => ("a field without a value", "write \"name\": value"),
        E::ExpectedStringObjectProperty | E::UnexpectedTokenInObject => {
            ("expected the name of a field in double quotes", "write \"name\": value")
        }
        E::SingleQuotedStringsNotAllowed => ("text in single quotes", "use double quotes"),
        E::MultipleRootJsonValues => ("something follows after the deck has ended", "delete it; look for a } too many"),
        E::UnterminatedObject => ("this { is never closed", "add the missing }"),
        E::UnterminatedArray => ("this [ is never closed", "add the missing ]"),
        E::UnterminatedCommentBlock => ("a comment that never ends", "delete it; JSON has no comments"),
        E::String(S::UnterminatedStringLiteral) => ("this text is never closed", "add the missing \""),
        E::String(S::InvalidUnicodeEscapeSequence(_)) => {
            ("a \\u escape that stands for half a character", "write the character itself")
        }
        E::String(_) => ("a backslash that JSON does not know", "write \\\\ for a backslash, \\n for a new line"),
        E::HexadecimalNumbersNotAllowed
        | E::UnaryPlusNumbersNotAllowed
        | E::BareDecimalPointNumbersNotAllowed
        | E::NonFiniteNumbersNotAllowed
        | E::ExpectedDigit
        | E::ExpectedDigitFollowingNegativeSign
        | E::ExpectedPlusMinusOrDigitInNumberLiteral => ("not a number as JSON writes it", "write digits only"),
        E::UnexpectedCloseBrace => ("a } where a value should be", "look for a comma too many"),
        E::UnexpectedCloseBracket => ("a ] where a value should be", "look for a comma too many"),
        E::UnexpectedComma => ("a comma where a value should be", "delete the comma"),
        E::UnexpectedColon => ("a colon where a value should be", "lists have no names; use { } for fields"),
        E::UnexpectedWord | E::UnexpectedToken => ("a word without quotes", "put text in double quotes"),
        E::NestingDepthExceeded => ("too many nested brackets", ""),
    };
    (error.range().start, message.to_owned(), hint)
}
