//! Entries read from the bytes of a damaged file, page by page, without trusting anything in it but each entry's sum.
//!
//! The log is a table without row numbers, which SQLite keeps as an index tree: cells stand on leaf and on interior
//! pages alike, each with its length, its columns and, when it is long, the number of a page on which it goes on
//! (SQLite, "Database File Format", sections 1.5 and 1.6). Every offset of every page is tried as the beginning of a cell,
//! so that a page whose own table of cells is damaged gives its entries all the same. Where a page says that a cell begins
//! and none can be read, one byte of it after another is tried with every other value, until the sum fits.

use std::collections::{BTreeMap, HashMap};

use super::super::sum::Row;

/// How far a cell may reach on its page, in bytes: no more than what an index keeps before it goes on elsewhere, with
/// page number, length and a child's number around it.
const CELL: usize = 1_100;

/// The longest entry that is read, in bytes: a deck is at most 4 MiB.
const LONGEST: u64 = 8 << 20;

/// The longest entry of which every byte is tried with every value; of longer ones, every bit is turned over.
const TRIED: usize = 2_000;

/// The longest entry that is tried at all.
const TRIED_BITS: usize = 64_000;

/// Columns of the log.
const COLUMNS: usize = 10;

/// An entry as it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Entry {
    pub(in crate::store) clock: i64,
    pub(in crate::store) device: [u8; 16],
    pub(in crate::store) number: i64,
    pub(in crate::store) id: [u8; 16],
    pub(in crate::store) at: i64,
    pub(in crate::store) offset: i64,
    pub(in crate::store) kind: String,
    pub(in crate::store) subject: Option<String>,
    pub(in crate::store) body: String,
}

impl Entry {
    /// Returns the row that is written again.
    pub(in crate::store) fn row(&self) -> Row<'_> {
        Row {
            clock: self.clock,
            device: &self.device,
            number: self.number,
            id: &self.id,
            at: self.at,
            offset: self.offset,
            kind: &self.kind,
            subject: self.subject.as_deref(),
            body: &self.body,
        }
    }
}

/// The pages of a file and of the log beside it.
pub(super) struct Pages<'a> {
    size: usize,
    /// Every version of every page that is there, by number.
    all: Vec<(u32, &'a [u8])>,
    /// The latest of each.
    latest: HashMap<u32, &'a [u8]>,
}

impl<'a> Pages<'a> {
    /// Takes a file and its write-ahead log apart.
    pub(super) fn new(file: &'a [u8], log: &'a [u8]) -> Self {
        let size = page_size(file, log);
        let mut pages: Vec<(u32, &[u8])> = (1..).zip(file.chunks(size)).collect();
        // Each frame has a head of 24 bytes that begins with the number of its page.
        for frame in log.get(32..).unwrap_or_default().chunks(size + 24) {
            if let (Some(number), Some(page)) = (number_at(frame, 0), frame.get(24..)) {
                pages.push((number, page));
            }
        }
        let latest = pages.iter().copied().collect();
        Self { size, all: pages, latest }
    }

    /// Reads every entry that any page holds, the damaged ones too where one byte changed, by their ids.
    pub(super) fn entries(&self) -> BTreeMap<[u8; 16], Entry> {
        let mut found = BTreeMap::new();
        for (number, page) in &self.all {
            let mut begins = Vec::new();
            for at in 0..page.len() {
                if let Some(entry) = self.cell(page, at) {
                    begins.push(at);
                    found.insert(entry.id, entry);
                }
            }
            let said = cells(page, *number);
            for at in said.iter().filter(|at| !begins.contains(at)) {
                let next = said.iter().chain(&begins).filter(|other| *other > at).min();
                let end = next.map_or(page.len(), |next| *next).min(at + CELL);
                if let Some(entry) = self.mended(page, *at, end) {
                    found.entry(entry.id).or_insert(entry);
                }
            }
        }
        found
    }

    /// Reads the cell that begins at an offset of a page.
    fn cell(&self, page: &[u8], at: usize) -> Option<Entry> {
        let rest = page.get(at..)?;
        let (length, head) = varint(rest)?;
        if !(40..=LONGEST).contains(&length) {
            return None;
        }
        let rest = rest.get(head..)?;
        // Looked at before anything is copied: nearly every offset ends here.
        looks_like_an_entry(rest)?;
        let length = usize::try_from(length).ok()?;
        let local = self.local(length);
        if local == length {
            return read(rest.get(..length)?);
        }
        read(&self.assembled(rest, length, local, None)?)
    }

    /// Puts an entry together that goes on on other pages; `turned` names a link and a bit of it to turn over.
    fn assembled(&self, rest: &[u8], length: usize, local: usize, turned: Option<(usize, u32)>) -> Option<Vec<u8>> {
        let mut payload = rest.get(..local)?.to_vec();
        let mut next = number_at(rest, local)?;
        let mut link = 0;
        while payload.len() < length {
            let page = self.latest.get(&next)?;
            let part = page.get(4..)?;
            payload.extend_from_slice(part.get(..part.len().min(length - payload.len()))?);
            let mask = turned.filter(|(at, _)| *at == link).map_or(0, |(_, bit)| 1 << bit);
            next = number_at(page, 0)? ^ mask;
            link += 1;
        }
        Some(payload)
    }

    /// How much of an entry stands on the page itself (SQLite, "Database File Format", section 1.6).
    const fn local(&self, length: usize) -> usize {
        let most = (self.size - 12) * 64 / 255 - 23;
        if length <= most {
            return length;
        }
        let least = (self.size - 12) * 32 / 255 - 23;
        let kept = least + (length - least) % (self.size - 4);
        if kept <= most { kept } else { least }
    }

    /// Reads the cell at an offset where one byte is not what was written.
    fn mended(&self, page: &[u8], at: usize, end: usize) -> Option<Entry> {
        let mut tried = page.get(at..end)?.to_vec();
        // Pages of other tables are passed over quickly: an entry holds names in quotes, more than one byte can hide.
        tried.windows(2).filter(|two| matches!(two, [b'"', b':'] | [b'{', b'"'])).nth(1)?;
        for place in 0..tried.len() {
            let was = *tried.get(place)?;
            for value in 0..=255 {
                *tried.get_mut(place)? = value;
                if value != was
                    && let Some(entry) = self.short_cell(&tried)
                {
                    return Some(entry);
                }
            }
            *tried.get_mut(place)? = was;
        }
        self.mended_long(page, at, tried)
    }

    /// The same for one that goes on on other pages: a bit may be turned on its own page, in what stands on the others,
    /// or in the number of the next one.
    fn mended_long(&self, page: &[u8], at: usize, mut tried: Vec<u8>) -> Option<Entry> {
        for place in 0..tried.len() {
            let was = *tried.get(place)?;
            for bit in 0..8 {
                *tried.get_mut(place)? = was ^ (1 << bit);
                if let Some(entry) = self.cell(&tried, 0) {
                    return Some(entry);
                }
            }
            *tried.get_mut(place)? = was;
        }
        let rest = page.get(at..)?;
        let (length, head) = varint(rest)?;
        let length = usize::try_from(length).ok().filter(|length| *length <= TRIED_BITS)?;
        let rest = rest.get(head..)?;
        looks_like_an_entry(rest)?;
        let local = self.local(length);
        for link in 0..length / (self.size - 4) {
            for bit in 0..32 {
                let entry = self.assembled(rest, length, local, Some((link, bit))).and_then(|payload| read(&payload));
                if entry.is_some() {
                    return entry;
                }
            }
        }
        let mut payload = self.assembled(rest, length, local, None)?;
        for place in local..payload.len() {
            let was = *payload.get(place)?;
            for bit in 0..8 {
                *payload.get_mut(place)? = was ^ (1 << bit);
                if let Some(entry) = read(&payload) {
                    return Some(entry);
                }
            }
            *payload.get_mut(place)? = was;
        }
        None
    }

    /// Reads a cell that stands on its page as a whole.
    fn short_cell(&self, bytes: &[u8]) -> Option<Entry> {
        let (length, head) = varint(bytes)?;
        let length = usize::try_from(length).ok().filter(|length| (40..=TRIED).contains(length))?;
        (self.local(length) == length).then(|| read(bytes.get(head..head + length)?))?
    }
}

/// Finds the size of pages: the head of the file says it, or else the head of the log.
fn page_size(file: &[u8], log: &[u8]) -> usize {
    let of_file = file.get(16..18).and_then(|bytes| Some(u16::from_be_bytes(bytes.try_into().ok()?)));
    let of_log = number_at(log, 8).and_then(|size| u16::try_from(size).ok());
    [of_file, of_log]
        .into_iter()
        .flatten()
        .find(|size| size.is_power_of_two() && *size >= 512)
        .map_or(4096, usize::from)
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Returns where a page says that its cells begin. On interior pages a child's number comes first.
fn cells(page: &[u8], number: u32) -> Vec<usize> {
    // The first page begins with the head of the file.
    let head = if number == 1 { 100 } else { 0 };
    let Some(kind) = page.get(head) else { return Vec::new() };
    let (table, child) = match kind {
        2 => (head + 12, 4),
        10 => (head + 8, 0),
        _ => return Vec::new(),
    };
    let short = |at: usize| Some(usize::from(u16::from_be_bytes(page.get(at..at + 2)?.try_into().ok()?)));
    let count = short(head + 3).unwrap_or(0).min(page.len() / 2);
    (0..count).filter_map(|cell| short(table + 2 * cell)).filter(|at| *at > table).map(|at| at + child).collect()
}

/// Reads SQLite's number of one to nine bytes; returns it and how many they were.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0_u64;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        if at == 8 {
            return Some((number << 8 | u64::from(*byte), 9));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, at + 1));
        }
    }
    None
}

/// The type of a blob of sixteen bytes, as ids are.
const ID: u64 = 12 + 2 * 16;

fn looks_like_an_entry(payload: &[u8]) -> Option<()> {
    // Head length, clock, device, number, id: one byte each.
    let types = payload.get(..5)?;
    (matches!(types, [_, _, device, _, id] if u64::from(*device) == ID && u64::from(*id) == ID)).then_some(())
}

/// Reads an entry from its columns, if its sum says that they are what was written.
fn read(payload: &[u8]) -> Option<Entry> {
    let (head, mut at) = varint(payload)?;
    let head = usize::try_from(head).ok().filter(|head| *head <= 40)?;
    let mut types = [0; COLUMNS];
    for kind in &mut types {
        let (value, length) = varint(payload.get(at..head)?)?;
        *kind = value;
        at += length;
    }
    if at != head {
        return None;
    }
    let mut rest = payload.get(head..)?;
    let mut take = |length: u64| {
        let (value, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        rest = after;
        Some(value)
    };
    let [clock, device, number, id, at, offset, kind, subject, body, sum] = types;
    let clock = integer(clock, take(width(clock)?)?)?;
    let device: [u8; 16] = (device == ID).then(|| take(16)).flatten()?.try_into().ok()?;
    let number = integer(number, take(width(number)?)?)?;
    let id: [u8; 16] = (id == ID).then(|| take(16)).flatten()?.try_into().ok()?;
    let at = integer(at, take(width(at)?)?)?;
    let offset = integer(offset, take(width(offset)?)?)?;
    let kind = take(text(kind)?)?;
    let subject = if subject == 0 { None } else { Some(take(text(subject)?)?) };
    let body = take(text(body)?)?;
    let sum = integer(sum, take(width(sum)?)?)?;
    if !rest.is_empty() {
        return None;
    }
    let row = Row {
        clock,
        device: &device,
        number,
        id: &id,
        at,
        offset,
        kind: str::from_utf8(kind).ok()?,
        subject: subject.map(str::from_utf8).transpose().ok()?,
        body: str::from_utf8(body).ok()?,
    };
    (row.sum() == sum).then(|| Entry {
        clock,
        device,
        number,
        id,
        at,
        offset,
        kind: row.kind.to_owned(),
        subject: row.subject.map(str::to_owned),
        body: row.body.to_owned(),
    })
}

/// How many bytes an integer of a type takes (SQLite, "Database File Format", section 2.1).
const fn width(kind: u64) -> Option<u64> {
    match kind {
        1..=4 => Some(kind),
        5 => Some(6),
        6 => Some(8),
        8 | 9 => Some(0),
        _ => None,
    }
}

/// How many bytes a text of a type takes.
const fn text(kind: u64) -> Option<u64> {
    if kind >= 13 && kind % 2 == 1 { Some((kind - 13) / 2) } else { None }
}

fn integer(kind: u64, bytes: &[u8]) -> Option<i64> {
    match kind {
        8 => Some(0),
        9 => Some(1),
        _ => {
            let (first, rest) = bytes.split_first()?;
            Some(rest.iter().fold(i64::from(first.cast_signed()), |number, byte| number << 8 | i64::from(*byte)))
        }
    }
}
