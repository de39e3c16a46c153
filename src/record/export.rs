//! The record as a file to take along: JSON Lines, a heading first, then one event a line in the order of the log.
//!
//! A body goes in and out as it stands, byte by byte, also of a kind that this program does not know. See
//! `docs/record-format.md`.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::event::{Body, DeviceId, Event, EventId, Order};
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};

/// Version of the format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// Longest line that is read, in bytes: twice the largest deck file.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// Highest logical clock and number that is taken in: the largest whole number that every reader of JSON keeps exactly.
pub const HIGHEST: u64 = 1 << 53;

/// The first and the last moment that is taken in, in UTC milliseconds: the years 1900 to 9999.
const MOMENTS: std::ops::RangeInclusive<i64> = -2_208_988_800_000..=253_402_300_799_999;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Says what the file is, and which version of the format.
    pub rekindle_record: u32,
    /// Version of the program that wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<SafeText>,
    /// When it was written, as local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<SafeText>,
    /// How many events follow, so that a file that was cut short is known to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<u64>,
    /// First practice day that is in it, when earlier ones were left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// What was left out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<LeftOut>,
}

crate::deck::kinds::words!(
    /// What an export may leave out.
    LeftOut {
        /// The person's own words about practices.
        Notes = "notes",
        /// The person's own people to reach, and their own plan for hard times.
        People = "people",
    }
);

/// One event as it stands in the log or in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its id.
    pub id: EventId,
    /// Its place in the order.
    pub order: Order,
    /// When it was written down.
    pub at: Moment,
    /// The word for its kind.
    pub kind: Cow<'a, str>,
    /// What it is about; given for kinds that this program does not know, since it cannot tell by itself.
    pub subject: Option<Cow<'a, str>>,
    /// Its body: JSON on one line, as it stands.
    pub body: &'a str,
}

impl<'a> Line<'a> {
    /// Makes a line of an event, with its body as it is to be written.
    pub fn of(event: &Event, body: &'a str) -> Self {
        let kind = Cow::Borrowed(event.body.kind());
        Self { id: event.id, order: event.order, at: event.at, kind, subject: None, body }
    }

    /// Writes the line with its newline to the end of `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut id = Uuid::encode_buffer();
        let number = |out: &mut Vec<u8>, number: i128| {
            use io::Write;
            // Writing to memory does not fail.
            let _ = write!(out, "{number}");
        };
        out.extend_from_slice(b"{\"id\":\"");
        out.extend_from_slice(self.id.0.hyphenated().encode_lower(&mut id).as_bytes());
        out.extend_from_slice(b"\",\"clock\":");
        number(out, self.order.clock.into());
        out.extend_from_slice(b",\"device\":\"");
        out.extend_from_slice(self.order.device.0.hyphenated().encode_lower(&mut id).as_bytes());
        out.extend_from_slice(b"\",\"number\":");
        number(out, self.order.number.into());
        out.extend_from_slice(b",\"utc_ms\":");
        number(out, self.at.utc_ms.into());
        out.extend_from_slice(b",\"offset_minutes\":");
        number(out, self.at.offset_minutes.into());
        if let Some(subject) = self.subject.as_ref().filter(|_| !Body::KINDS.contains(&self.kind.as_ref())) {
            out.extend_from_slice(b",\"subject\":");
            // Neither does text.
            let _ = serde_json::to_writer(&mut *out, subject);
        }
        out.extend_from_slice(b",\"body\":");
        if self.body.contains('\n') {
            // JSON has newlines only between its parts.
            out.extend_from_slice(self.body.replace('\n', " ").as_bytes());
        } else {
            out.extend_from_slice(self.body.as_bytes());
        }
        out.extend_from_slice(b"}\n");
    }
}

/// A line as serde reads it; what it does not name is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<'a> {
    id: Uuid,
    clock: u64,
    device: Uuid,
    number: u64,
    utc_ms: i64,
    offset_minutes: i32,
    #[serde(borrow, default)]
    subject: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body: &'a RawValue,
}

/// Reads one line; its body as this program understands it comes along when its kind is known.
///
/// # Errors
/// Why it is no event, in words for the person.
pub fn read(text: &str) -> Result<(Line<'_>, Option<Body>), String> {
    object(text)?;
    let line: Parts<'_> = serde_json::from_str(text).map_err(|why| in_words(&why))?;
    let at = Moment { utc_ms: line.utc_ms, offset_minutes: line.offset_minutes };
    in_time(at)?;
    for (what, number) in [("clock", line.clock), ("number", line.number)] {
        if number > HIGHEST {
            return Err(format!("its {what} is {number}, more than any record counts to"));
        }
    }
    if line.id.is_nil() || line.device.is_nil() {
        return Err("its id or its device is all zeros".to_owned());
    }
    let text = line.body.get();
    let known =
        text.strip_prefix("{\"").and_then(|rest| rest.split('"').next()).filter(|word| Body::KINDS.contains(word));
    let kind = match known {
        // Reading it as what it is finds everything that is wrong with it, but for what a reader passes over.
        Some(word) if is_plain(text) => Cow::Borrowed(word),
        _ => serde_json::from_str::<Kind<'_>>(text).map_err(|why| in_words(&why))?.0,
    };
    let body = if Body::KINDS.contains(&kind.as_ref()) {
        let body: Body = serde_json::from_str(text).map_err(|why| in_words(&why))?;
        if !body.levels_fit() {
            return Err("distress and connection go from 0 to 10".to_owned());
        }
        let practised = match &body {
            Body::Practised(practised) => Some(practised.at),
            Body::Amended(amended) => amended.at,
            _ => None,
        };
        practised.map_or(Ok(()), in_time)?;
        Some(body)
    } else {
        None
    };
    let order = Order { clock: line.clock, device: DeviceId(line.device), number: line.number };
    let line = Line { id: EventId(line.id), order, at, kind, subject: line.subject, body: text };
    Ok((line, body))
}

/// Tells whether a text has no escapes, no exponents and only a few brackets: then nothing in it can be unsound.
fn is_plain(text: &str) -> bool {
    let (mut brackets, mut before, mut quoted) = (0_u32, 0_u8, false);
    for byte in text.bytes() {
        match byte {
            b'\\' => return false,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'e' | b'E' if before.is_ascii_digit() => return false,
            b'[' | b'{' => brackets += 1,
            _ => {}
        }
        before = byte;
    }
    brackets < 100
}

/// A list of the same values would be read as well; it is not what is written.
fn object(text: &str) -> Result<(), String> {
    if text.trim_start().starts_with('{') { Ok(()) } else { Err("it is no JSON object".to_owned()) }
}

/// Tells whether a moment can stand in a record.
pub(super) fn in_time(at: Moment) -> Result<(), String> {
    if !MOMENTS.contains(&at.utc_ms) {
        return Err(format!("its time ({} ms of UTC) lies outside the years 1900 to 9999", at.utc_ms));
    }
    if at.offset_minutes.abs() > 1_439 {
        return Err(format!("its offset of {} minutes is more than a day", at.offset_minutes));
    }
    Ok(())
}

/// What the reader of JSON said, without the line number that it counts for itself.
fn in_words(why: &serde_json::Error) -> String {
    let text = why.to_string();
    let said = text.rsplit_once(" at line ").map_or(text.as_str(), |(said, _)| said);
    format!("{said}, at character {}", why.column())
}

/// The kind of a body: the name of its one field, or the body itself when it is a word. Everything inside is looked at
/// as well: numbers that no number holds, halves of characters, and more than 127 brackets within each other are
/// refused whatever the kind.
struct Kind<'a>(Cow<'a, str>);

/// The longest word for a kind.
const LONGEST_KIND: usize = 64;

impl<'de> Deserialize<'de> for Kind<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = Cow<'de, str>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a body with the word for its kind as its one field")
            }
            fn visit_borrowed_str<E: serde::de::Error>(self, word: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(word))
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(word.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let word = map.next_key::<Cow<'de, str>>()?.ok_or_else(|| A::Error::custom("its body is empty"))?;
                map.next_value::<Sound>()?;
                match map.next_key::<IgnoredAny>()? {
                    None => Ok(word),
                    Some(_) => Err(A::Error::custom("its body has more than one field")),
                }
            }
        }
        let word = deserializer.deserialize_any(One)?;
        let fits = !word.is_empty()
            && word.len() <= LONGEST_KIND
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fits { Ok(Self(word)) } else { Err(D::Error::custom("its kind is not a word of a to z and _")) }
    }
}

/// Any JSON that is sound, looked through and not kept.
struct Sound;

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Sound;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("JSON")
            }
            fn visit_bool<E>(self, _: bool) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_str<E>(self, _: &str) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_unit<E>(self) -> Result<Sound, E> {
                Ok(Sound)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Sound, A::Error> {
                while seq.next_element::<Sound>()?.is_some() {}
                Ok(Sound)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sound, A::Error> {
                while map.next_entry::<Sound, Sound>()?.is_some() {}
                Ok(Sound)
            }
        }
        deserializer.deserialize_any(All)
    }
}

/// Reads the first line.
///
/// # Errors
/// Why it is no heading of an export that this program reads.
pub fn read_heading(text: &str) -> Result<Heading, String> {
    let heading: Heading =
        object(text).and_then(|()| serde_json::from_str(text).map_err(|why| in_words(&why))).map_err(|why| {
            format!("the file does not begin as an export does, with a line such as {{\"rekindle_record\":1}} ({why})")
        })?;
    match heading.rekindle_record {
        1..=FORMAT => Ok(heading),
        newer => Err(format!(
            "a newer rekindle wrote it (its format is version {newer}, this program reads {FORMAT}); update rekindle"
        )),
    }
}

/// Lines of a file, one at a time and never more than [`LONGEST_LINE`] of one.
pub struct Lines<R> {
    from: R,
    buffer: Vec<u8>,
    number: u64,
}

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum OneLine<'a> {
    /// Text, without its end.
    Text(&'a str),
    /// It cannot be read, and why.
    Bad(String),
}

impl<R: BufRead> Lines<R> {
    /// Reads lines from a source.
    pub const fn new(from: R) -> Self {
        Self { from, buffer: Vec::new(), number: 0 }
    }

    /// Returns the number of the line that was read last, from 1.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Reads the next line that holds anything; `None` at the end. A byte order mark before the first is left out.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<OneLine<'_>>> {
        loop {
            self.buffer.clear();
            let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX) + 2;
            let read = self.from.by_ref().take(most).read_until(b'\n', &mut self.buffer)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.buffer.last() == Some(&b'\n') {
                self.buffer.pop();
            } else if self.buffer.len() > LONGEST_LINE {
                self.pass_over()?;
            }
            if self.buffer.last() == Some(&b'\r') {
                self.buffer.pop();
            }
            if !self.buffer.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        Ok(Some(self.judge()))
    }

    /// Reads on to the end of a line without keeping it.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let part = self.from.fill_buf()?;
            let end = part.iter().position(|byte| *byte == b'\n');
            let read = end.map_or(part.len(), |at| at + 1);
            self.from.consume(read);
            if end.is_some() || read == 0 {
                return Ok(());
            }
        }
    }

    fn judge(&self) -> OneLine<'_> {
        if self.buffer.len() > LONGEST_LINE {
            return OneLine::Bad(format!("it is longer than {} MiB", LONGEST_LINE >> 20));
        }
        let mut bytes = self.buffer.as_slice();
        if self.number == 1 {
            if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]) {
                return OneLine::Bad("the file is UTF-16; save it again as UTF-8".to_owned());
            }
            bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => OneLine::Text(text),
            Err(why) => OneLine::Bad(format!("it is not UTF-8 at byte {}", why.valid_up_to() + 1)),
        }
    }
}

/// Takes what is to be left out of a body, without touching anything else that it holds; `None` when the whole event
/// is to be left out. What a kind that this program does not know would have to lose cannot be told, so it goes whole.
pub fn leave_out<'a>(kind: &str, body: &'a str, without: &[LeftOut]) -> Option<Cow<'a, str>> {
    let kind = Body::KINDS.iter().find(|known| **known == kind)?;
    if matches!(*kind, "people_changed" | "plan_written") && without.contains(&LeftOut::People) {
        return None;
    }
    if !without.contains(&LeftOut::Notes) || !matches!(*kind, "practised" | "amended") || !body.contains("\"note\"") {
        return Some(Cow::Borrowed(body));
    }
    let mut value: serde_json::Value = serde_json::from_str(body).ok()?;
    value.get_mut(kind)?.as_object_mut()?.remove("note");
    serde_json::to_string(&value).ok().map(Cow::Owned)
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
