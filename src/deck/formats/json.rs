//! The deck file proper: strict JSON.

use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

use super::Reading;
use super::cursor::{Cursor, field};
use super::decode;
use super::found::{Fault, Found};
use super::source::{Source, Unreadable};
use crate::deck::check;
use crate::deck::model::FORMAT;
use crate::deck::problem::Severity;

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
            return refused(&Source { text: before }, before.len(), message, hint);
        }
    };
    let start = source.text.len() - source.text.trim_start().len();
    match source.text.trim_start().chars().next() {
        None => return refused(&source, 0, "the file is empty".to_owned(), "a deck is a JSON file; it begins with {"),
        Some('{') => {}
        Some(_) => {
            let message = "this is not a deck: a deck is a JSON file that begins with {".to_owned();
            return refused(&source, start, message, "docs/deck-format.md has one to start from");
        }
    }
    if let Err((offset, message, hint)) = source.outline() {
        return refused(&source, offset, message, hint);
    }
    let collect = CollectOptions::default();
    match parse_to_ast(source.text, &collect, &STRICT).map(|parsed| parsed.value) {
        Ok(Some(root)) => decoded(&source, &root),
        Ok(None) => refused(&source, 0, "the file is empty".to_owned(), ""),
        Err(error) => {
            let (offset, message, hint) = syntax(&error);
            refused(&source, offset, message, hint)
        }
    }
}

fn refused(source: &Source<'_>, offset: usize, message: String, hint: &str) -> Reading {
    let mut found = Found::default();
    found.add(Fault::shape(Severity::Error, String::new(), message, hint), offset);
    let (problems, outward) = found.report(source);
    Reading { deck: None, problems, outward }
}

fn decoded<'a>(source: &Source<'a>, root: &Value<'a>) -> Reading {
    if let Some((offset, format)) = newer(root) {
        let message = format!("this deck is written for a newer rekindle (format {format}; this one reads {FORMAT})");
        return refused(source, offset, message, "update rekindle, or ask the author for an older file");
    }
    let mut cursor = Cursor { source, found: Found::default() };
    let draft = decode::deck(&mut cursor, root);
    for finding in check::relations(&draft) {
        let range = locate(root, &finding.path);
        // A whole object or list is pointed at where it begins; a word inside a text is marked from end to end.
        let place = match &finding.part {
            Some(part) => {
                let inside = |at| source.inside(range.start, range.end, at);
                inside(part.start)..inside(part.end)
            }
            None => range.start..range.start,
        };
        cursor.found.add_range(finding.into(), place);
    }
    let deck = if cursor.found.has_errors() { None } else { draft.whole() };
    let (problems, outward) = cursor.found.report(source);
    Reading { deck, problems, outward }
}

/// Tells whether the deck names a later format; then its fields cannot be judged here.
fn newer<'v>(root: &'v Value<'_>) -> Option<(usize, &'v str)> {
    let Value::NumberLit(literal) = field(root.as_object()?, "rekindle")? else { return None };
    let whole = literal.value.bytes().all(|byte| byte.is_ascii_digit()) && literal.value.len() < 10;
    (whole && literal.value.parse::<u32>().is_ok_and(|format| format > FORMAT))
        .then_some((literal.range.start, literal.value))
}

/// Finds where a path such as `cards[3].caution` stands; where a part is missing, what would hold it.
fn locate(root: &Value<'_>, path: &str) -> Range {
    let mut value = root;
    for part in path.split(['.', '[']).filter(|part| !part.is_empty()) {
        let next = match (value, part.strip_suffix(']')) {
            (Value::Array(list), Some(index)) => index.parse::<usize>().ok().and_then(|index| list.elements.get(index)),
            (Value::Object(object), None) => field(object, part),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
    }
    value.range()
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
