//! Reviews as a table: comma-separated values with a header, from other programs or from our own export.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use super::{Ours, Refused, Review};
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::memory::days::Moment;
use crate::memory::recall::Recall;
use crate::record::event::{Change, EventId, Helped, Kind};
use crate::record::sheet::from_spreadsheets;

/// Longest row that is read, in bytes.
const LONGEST_ROW: u64 = 1 << 20;

/// Most rows of one file.
pub const MOST_ROWS: u64 = 2_000_000;

/// Longest practice that is taken, in seconds: a day.
const LONGEST: f64 = 86_400.0;

/// What a column may hold, with the names by which its header is known. The first that is found counts.
const FIELDS: &[(&str, &[&str])] = &[
    ("card", &["card", "cardid", "item", "itemid", "skill", "technique", "front", "question", "title", "name"]),
    (
        "time",
        &["time", "at", "timestamp", "reviewtime", "reviewedat", "reviewdate", "datetime", "date", "when", "createdat"],
    ),
    ("grade", &["grade", "rating", "ease", "recall", "button", "buttonchosen", "reviewrating", "answer", "score"]),
    ("seconds", &["seconds", "secs", "duration", "durationseconds", "timetaken", "timespent", "elapsedseconds"]),
    ("ms", &["ms", "milliseconds", "durationms", "timems", "takenms", "takenmillis", "reviewduration"]),
    ("practice", &["practice"]),
    ("kind", &["kind"]),
    ("state", &["state"]),
    ("distress_before", &["distressbefore"]),
    ("distress_after", &["distressafter"]),
    ("connection_before", &["connectionbefore"]),
    ("connection_after", &["connectionafter"]),
    ("helped", &["helped"]),
    ("note", &["note", "notes", "comment"]),
];

/// Which column holds what, as the person says it: `card=COL,time=COL,grade=COL`, a column by its header or its number
/// from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map(Vec<(&'static str, String)>);

impl FromStr for Map {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut map = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (name, column) = part.split_once('=').ok_or("write it as card=COLUMN,time=COLUMN,grade=COLUMN")?;
            let name = name.trim();
            let known = FIELDS.iter().map(|(field, _)| *field).find(|field| *field == name).ok_or_else(|| {
                let all: Vec<_> = FIELDS.iter().map(|(field, _)| *field).collect();
                format!("`{}` is none of: {}", SafeText::new(name), all.join(", "))
            })?;
            if map.iter().any(|(field, _)| *field == known) {
                return Err(format!("`{known}` stands there twice"));
            }
            map.push((known, column.trim().to_owned()));
        }
        Ok(Self(map))
    }
}

/// How a table is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Columns that the person named; the others are known by their header.
    pub map: Map,
    /// Whether the first row is a header.
    pub header: bool,
    /// Minutes that local time is ahead of UTC where a time does not say so.
    pub offset_minutes: i32,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Table {
    /// Which column was taken for what, in words.
    pub columns: Vec<String>,
    /// Reviews, in the order of the file.
    pub reviews: Vec<Review>,
    /// Rows that are no review.
    pub refused: Vec<Refused>,
}

impl Table {
    fn take(&mut self, row: u64, review: Result<Review, String>) {
        match review {
            Ok(review) => self.reviews.push(review),
            Err(why) => self.refused.push(Refused { row, why }),
        }
    }
}

/// Where each field stands.
#[derive(Debug, Default)]
struct Columns {
    at: Vec<(&'static str, usize)>,
}

impl Columns {
    fn of(&self, field: &str) -> Option<usize> {
        self.at.iter().find(|(name, _)| *name == field).map(|(_, at)| *at)
    }
}

/// Reads a table.
///
/// # Errors
/// In words for the person: when it cannot be read at all, or nothing says which column holds the card or the time.
pub fn read(mut from: impl BufRead, options: &Options) -> Result<Table, String> {
    let unread = |why: &dyn std::fmt::Display| format!("it cannot be read: {why}");
    let start = from.fill_buf().map_err(|why| unread(&why))?;
    if matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]) {
        return Err("it is UTF-16; save it again as UTF-8".to_owned());
    }
    if start.starts_with(b"\xEF\xBB\xBF") {
        from.consume(3);
    }
    let delimiter = delimiter(from.fill_buf().map_err(|why| unread(&why))?);
    let budget = Rc::new(Cell::new(0));
    let bounded = Bounded { from, read: Rc::clone(&budget) };
    let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bounded);
    let mut cells = csv::ByteRecord::new();
    let mut table = Table::default();
    let mut columns = None;
    let mut rows = 0;
    while csv.read_byte_record(&mut cells).map_err(|why| in_words(&why))? {
        budget.set(0);
        let row = cells.position().map_or(0, csv::Position::line);
        rows += 1;
        if rows > MOST_ROWS {
            return Err(format!("it has more than {MOST_ROWS} rows; split it"));
        }
        let Some(columns) = &columns else {
            let found = columns.insert(recognise(&cells, options)?);
            table.columns = said(found, &cells, options.header);
            if !options.header {
                table.take(row, review(row, &cells, found, options));
            }
            continue;
        };
        table.take(row, review(row, &cells, columns, options));
    }
    if columns.is_none() {
        return Err("it is empty".to_owned());
    }
    Ok(table)
}

/// Reads no more than one row may have before that row is at its end: a quote that is never closed takes no memory.
struct Bounded<R> {
    from: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > LONGEST_ROW {
            return Err(io::Error::other("a row is longer than 1 MiB; a quote may not be closed"));
        }
        let read = self.from.read(buffer)?;
        self.read.set(self.read.get() + u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

fn in_words(why: &csv::Error) -> String {
    match why.kind() {
        csv::ErrorKind::Io(why) => format!("it cannot be read: {why}"),
        _ => format!("it cannot be read: {why}"),
    }
}

/// Tells what stands between the cells, from the first line: whichever of comma, semicolon and tab there is most of.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| line.split(|byte| *byte == wanted).count();
    // The last of those with the most would win; the comma is to.
    [b'\t', b';', b','].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

/// A header as it is compared: letters and digits alone, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn recognise(first: &csv::ByteRecord, options: &Options) -> Result<Columns, String> {
    let header: Vec<String> = if options.header {
        first.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
    } else {
        Vec::new()
    };
    let mut columns = Columns::default();
    for (field, column) in &options.map.0 {
        let by_name = header.iter().position(|name| name == column);
        let by_number = || column.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < first.len());
        let at = by_name.or_else(by_number).ok_or_else(|| {
            format!("it has no column `{}`; its columns are: {}", SafeText::new(column), listed(&header, first.len()))
        })?;
        columns.at.push((field, at));
    }
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    for (field, synonyms) in FIELDS {
        if columns.of(field).is_some() {
            continue;
        }
        let found = synonyms.iter().find_map(|synonym| names.iter().position(|name| name == synonym));
        if let Some(at) = found.filter(|at| columns.at.iter().all(|(_, taken)| taken != at)) {
            columns.at.push((field, at));
        }
    }
    for (field, what) in [("card", "the card"), ("time", "the time"), ("grade", "the grade")] {
        if columns.of(field).is_none() {
            return Err(format!(
                "nothing says which column holds {what}; its columns are: {}; name it with --map {field}=COLUMN",
                listed(&header, first.len())
            ));
        }
    }
    Ok(columns)
}

fn listed(header: &[String], count: usize) -> String {
    if header.is_empty() {
        return format!("1 to {count}");
    }
    let names: Vec<String> = header.iter().take(40).map(|name| format!("`{}`", SafeText::new(name))).collect();
    names.join(", ")
}

/// Says which column was taken for what.
fn said(columns: &Columns, first: &csv::ByteRecord, header: bool) -> Vec<String> {
    let name = |at: usize| match first.get(at).filter(|_| header) {
        Some(name) => format!("`{}`", SafeText::new(&String::from_utf8_lossy(name))),
        None => format!("column {}", at + 1),
    };
    columns.at.iter().map(|(field, at)| format!("{field} from {}", name(*at))).collect()
}

fn review(row: u64, cells: &csv::ByteRecord, columns: &Columns, options: &Options) -> Result<Review, String> {
    let cell = |field: &str| -> Result<Option<&str>, String> {
        let Some(bytes) = columns.of(field).and_then(|at| cells.get(at)) else { return Ok(None) };
        let text = std::str::from_utf8(bytes).map_err(|_why| format!("its {field} is not UTF-8"))?.trim();
        Ok(Some(text).filter(|text| !text.is_empty()))
    };
    let card = cell("card")?.ok_or("it names no card")?;
    let at = time(cell("time")?.ok_or("it has no time")?, options.offset_minutes)?;
    let kind = word::<Kind>("kind", cell("kind")?)?;
    let recall = cell("grade")?.map(grade).transpose()?;
    // Only a table of our own says of what kind a practice without a grade was.
    if recall.is_none() && kind.is_none() {
        return Err("it has no grade".to_owned());
    }
    let seconds = match (cell("seconds")?, cell("ms")?) {
        (Some(seconds), _) => Some(duration(seconds, 1.0)?),
        (None, Some(ms)) => Some(duration(ms, 1_000.0)?),
        (None, None) => None,
    };
    let level = |field: &str| -> Result<Option<u8>, String> {
        let level = cell(field)?.map(|text| text.parse::<u8>().ok().filter(|level| *level <= 10));
        level.map(|level| level.ok_or_else(|| format!("its {field} is not 0 to 10"))).transpose()
    };
    let note = cells.get(columns.of("note").unwrap_or(usize::MAX)).map(String::from_utf8_lossy);
    let ours = Ours {
        practice: cell("practice")?.and_then(|id| id.parse().ok()).map(EventId),
        kind,
        state: word::<State>("state", cell("state")?)?,
        distress: Change { before: level("distress_before")?, after: level("distress_after")? },
        connection: Change { before: level("connection_before")?, after: level("connection_after")? },
        helped: word::<Helped>("helped", cell("helped")?)?,
        note: note.filter(|note| !note.is_empty()).map(|note| SafeText::new(from_spreadsheets(&note))),
    };
    Ok(Review { row, card: from_spreadsheets(card).to_owned(), at, recall, seconds, ours })
}

fn word<T: FromStr<Err = String>>(field: &str, cell: Option<&str>) -> Result<Option<T>, String> {
    cell.map(|cell| cell.parse().map_err(|why| format!("its {field} is not {why}"))).transpose()
}

/// Reads a grade: 1 to 4, or its word, as FSRS or as the screen has it.
fn grade(cell: &str) -> Result<Recall, String> {
    let lower = cell.to_lowercase();
    let number = lower.strip_suffix(".0").unwrap_or(&lower).parse().ok().and_then(Recall::from_rating);
    number
        .or_else(|| {
            Recall::ALL.iter().copied().find(|recall| [recall.as_str(), recall.words()].contains(&lower.as_str()))
        })
        .ok_or_else(|| format!("its grade `{}` is neither 1 to 4 nor again, hard, good or easy", SafeText::new(cell)))
}

fn duration(cell: &str, per_second: f64) -> Result<u32, String> {
    let seconds = cell.parse::<f64>().map(|number| (number / per_second).round());
    match seconds {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 86,400")]
        Ok(seconds) if (0.0..=LONGEST).contains(&seconds) => Ok(seconds as u32),
        _ => Err(format!("its duration `{}` is not between nothing and a day", SafeText::new(cell))),
    }
}

/// Reads a time: RFC 3339; seconds or milliseconds since 1970 (milliseconds from 100,000,000,000 on); or a local date,
/// with or without a time of day, noon without.
pub fn time(cell: &str, offset_minutes: i32) -> Result<Moment, String> {
    let wrong = || {
        format!(
            "its time `{}` is not one; write it as 2026-11-23T18:00:00+01:00, 2026-11-23 18:00:00, or as seconds since 1970",
            SafeText::new(cell)
        )
    };
    if let Ok(number) = cell.parse::<i64>() {
        let utc_ms = if number.abs() < 100_000_000_000 { number.checked_mul(1_000) } else { Some(number) };
        return Ok(Moment { utc_ms: utc_ms.ok_or_else(wrong)?, offset_minutes });
    }
    if let Some((seconds, part)) = cell.split_once('.').filter(|(seconds, _)| seconds.parse::<u32>().is_ok()) {
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        let ms = seconds.parse::<i64>().ok().zip(part.parse::<u16>().ok());
        let (seconds, ms) = ms.ok_or_else(wrong)?;
        return Ok(Moment { utc_ms: seconds * 1_000 + i64::from(ms), offset_minutes });
    }
    if let Ok(at) =
        DateTime::parse_from_rfc3339(cell).or_else(|_| DateTime::parse_from_str(cell, "%Y-%m-%d %H:%M:%S%.f %z"))
    {
        return Ok(Moment::from(at));
    }
    let forms = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    let local = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(cell, form).ok())
        .or_else(|| NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok()?.and_hms_opt(12, 0, 0))
        .ok_or_else(wrong)?;
    let utc_ms = local.and_utc().timestamp_millis() - i64::from(offset_minutes) * 60_000;
    Ok(Moment { utc_ms, offset_minutes })
}
