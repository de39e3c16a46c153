//! The package around a collection: a zip with one database in it that is read, and media that are not.

#![allow(clippy::map_err_ignore, reason = "what a damaged archive says of itself helps nobody to mend it")]

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

/// Largest database that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Most entries of an archive.
pub const MOST_ENTRIES: usize = 10_000;

/// Names of the database, the newest form first; whether it is compressed on its own. The oldest holds only a word of
/// excuse when a newer one is there.
const NAMES: &[(&str, bool)] =
    &[("collection.anki21b", true), ("collection.anki21", false), ("collection.anki2", false)];

/// Why nothing could be taken out of a package: what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, in a sentence.
    pub message: String,
    /// How to mend it.
    pub hint: &'static str,
}

impl Refused {
    pub(in crate::deck::formats) fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self { message: message.into(), hint }
    }
}

/// What every damaged archive asks for.
pub(in crate::deck::formats) const AGAIN: &str = "export or save it again from the program it comes from";

/// Opens an archive of at most [`MOST_ENTRIES`] entries.
pub(in crate::deck::formats) fn archive<R: Read + Seek>(mut file: R) -> Result<ZipArchive<R>, Refused> {
    let damaged = || Refused::new("the archive is damaged or none at all", AGAIN);
    // How many there are is looked at before room is made for them.
    if entries(&mut file).is_some_and(|entries| entries > MOST_ENTRIES) {
        let message = format!("the archive has more than {MOST_ENTRIES} files in it");
        return Err(Refused::new(message, "export the deck without media"));
    }
    ZipArchive::new(file).map_err(|_| damaged())
}

/// Reads from the end of an archive how many entries it claims; with 64-bit marks it always claims too many.
fn entries<R: Read + Seek>(file: &mut R) -> Option<usize> {
    let long = file.seek(SeekFrom::End(0)).ok()?;
    let tail = long.min(66_000);
    file.seek(SeekFrom::Start(long - tail)).ok()?;
    let mut bytes = Vec::new();
    file.take(tail).read_to_end(&mut bytes).ok()?;
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count: [u8; 2] = bytes.get(at + 10..at + 12)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(count)))
}

/// Reads at most `most` bytes of what comes; one byte more is an error. What is claimed of its size counts for nothing.
pub(in crate::deck::formats) fn counted(mut from: impl Read, most: usize) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        let read = from.read(&mut piece).map_err(|_| Refused::new("a file inside the archive is damaged", AGAIN))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
        if bytes.len() > most {
            let message = format!("a file inside the archive is larger than {} MiB", most / 1024 / 1024);
            return Err(Refused::new(message, "export a single deck, without media and history"));
        }
    }
}

/// Takes the database out of a package: exactly one entry, by its exact name, into memory. Nothing is ever written.
///
/// # Errors
/// When the archive is damaged, holds no collection, or holds too much.
pub fn database(package: impl Read + Seek) -> Result<Vec<u8>, Refused> {
    let mut archive = archive(package)?;
    for (name, compressed) in NAMES {
        let Some(index) = archive.index_for_name(name) else { continue };
        let entry =
            archive.by_index(index).map_err(|_| Refused::new("the collection in the package cannot be read", AGAIN))?;
        if entry.is_symlink() || entry.is_dir() {
            return Err(Refused::new("the collection in the package is a link, not a file", AGAIN));
        }
        if !compressed {
            return counted(entry, LARGEST);
        }
        let decoder = ruzstd::decoding::StreamingDecoder::new(entry);
        return counted(decoder.map_err(|_| Refused::new("the collection in the package is damaged", AGAIN))?, LARGEST);
    }
    Err(Refused::new("no collection is in this package", "a package of Anki ends in .apkg or .colpkg; export it again"))
}
