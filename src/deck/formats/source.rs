//! From bytes to text: size, encoding, nesting, and where a byte of a quoted text came from.

/// How a file of another encoding is mended.
const UTF8: &str = "save it again as UTF-8";

/// What a person who keeps tables is told in the place of a hint: spreadsheets have a name of their own for it.
pub(super) fn for_tables(hint: &'static str) -> &'static str {
    if hint == UTF8 { "save it as \"CSV UTF-8\", or as XLSX or ODS, which hold every letter as it is" } else { hint }
}

/// Largest deck file, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Largest table, in bytes.
pub const LARGEST_TABLE: usize = 64 * 1024 * 1024;

/// Deepest nesting of brackets in a deck file.
pub const DEEPEST: usize = 16;

/// The text of a deck file.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
}

/// Why bytes are not read at all: offset in `text`, message, hint.
pub(super) struct Unreadable<'a> {
    pub(super) before: &'a str,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

impl<'a> Source<'a> {
    /// Takes the bytes of a file that is small enough and UTF-8; a UTF-8 byte order mark is left out.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Unreadable<'a>> {
        Self::of_size(bytes, LARGEST)
    }

    /// The same for a file of at most `largest` bytes.
    pub(super) fn of_size(bytes: &'a [u8], largest: usize) -> Result<Self, Unreadable<'a>> {
        let refuse = |message: String, hint| Err(Unreadable { before: "", message, hint });
        if bytes.len() > largest {
            let message = format!("the file is larger than {} MiB, the most a deck may have", largest / 1024 / 1024);
            return refuse(message, "split it into several decks");
        }
        if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=127, ..] | [1..=127, 0, ..]) {
            return refuse("the file is UTF-16; a deck is UTF-8".to_owned(), UTF8);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { text }),
            Err(error) => {
                let at = error.valid_up_to();
                let before = bytes.get(..at).and_then(|start| std::str::from_utf8(start).ok()).unwrap_or_default();
                let message = format!("the file is not UTF-8: the byte at offset {at} belongs to no character");
                Err(Unreadable { before, message, hint: UTF8 })
            }
        }
    }

    /// Looks at the outline before anything is parsed: nesting, and stray characters that JSON has no use for between
    /// its values. Returns the first offence: offset, message, hint.
    pub(super) fn outline(&self) -> Result<(), (usize, String, &'static str)> {
        let mut depth = 0_usize;
        let (mut quoted, mut escaped) = (false, false);
        for (at, byte) in self.text.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => {
                    depth += 1;
                    if depth > DEEPEST {
                        let message = format!("more than {DEEPEST} brackets are nested here");
                        return Err((at, message, "a deck needs at most 6"));
                    }
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'\t' | b'\n' | b'\r' | b' '..=b'~' => {}
                _ => {
                    let stray = self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                    let message = format!("stray character U+{:04X} between values", u32::from(stray));
                    return Err((at, message, "delete it, or put it inside quotes"));
                }
            }
        }
        Ok(())
    }

    /// Finds where in the file a byte of a decoded string came from. `start` is the quote that opens the literal.
    pub(super) fn inside(&self, start: usize, wanted: usize) -> usize {
        let raw = self.text.get(start.saturating_add(1)..).unwrap_or_default();
        let (mut at, mut decoded) = (0, 0);
        while decoded < wanted {
            let Some(rest) = raw.get(at..) else { break };
            let Some(first) = rest.chars().next() else { break };
            let (long, means) = if first == '\\' { escape(rest) } else { (first.len_utf8(), first.len_utf8()) };
            if decoded + means > wanted {
                break;
            }
            at += long;
            decoded += means;
        }
        start.saturating_add(1 + at).min(self.text.len())
    }
}

/// Length of an escape in the file, and of what it means in UTF-8.
fn escape(rest: &str) -> (usize, usize) {
    let unit = |at: usize| rest.get(at + 2..at + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match rest.as_bytes().get(1) {
        Some(b'u') => match unit(0) {
            Some(0xD800..=0xDFFF) => (12, 4),
            Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 1),
        },
        _ => (2, 1),
    }
}
