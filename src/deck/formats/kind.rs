//! Which format a file has: by what it holds, then by its name.

use super::{Import, crowdanki, csv, json, markdown, text};
use crate::deck::kinds::words;

words!(
    /// A format of deck files.
    Format {
        /// Our own.
        Json = "json",
        /// A document.
        Markdown = "markdown",
        /// A table with commas, semicolons or tabs.
        Csv = "csv",
        /// A workbook of Excel.
        Xlsx = "xlsx",
        /// A workbook of LibreOffice.
        Ods = "ods",
        /// Lines of question and answer.
        Text = "text",
        /// JSON of the Anki extension CrowdAnki.
        CrowdAnki = "crowdanki",
        /// A package of Anki.
        Apkg = "apkg",
    }
);

/// Bytes at the start of a file that are enough to tell its format.
pub const ENOUGH: usize = 64 * 1024;

impl Format {
    /// Tells the format of a file by its beginning and its name. What cannot be told is JSON, whose reader says so.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        if bytes.starts_with(b"PK") {
            return match ending.as_str() {
                "ods" | "fods" => Self::Ods,
                "apkg" | "colpkg" => Self::Apkg,
                "xlsx" | "xlsm" => Self::Xlsx,
                _ => Self::of_archive(bytes),
            };
        }
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let start = start.trim_ascii_start();
        if start.starts_with(b"{") {
            let crowd = [&b"\"__type__\""[..], b"\"crowdanki_uuid\"", b"\"note_models\""];
            let holds = |word: &&[u8]| start.windows(word.len()).take(ENOUGH).any(|part| part == *word);
            return if crowd.iter().any(holds) { Self::CrowdAnki } else { Self::Json };
        }
        match ending.as_str() {
            "md" | "markdown" | "mkd" => Self::Markdown,
            "csv" | "tsv" | "tab" => Self::Csv,
            "txt" | "text" => Self::Text,
            "xlsx" | "xlsm" => Self::Xlsx,
            "ods" => Self::Ods,
            "apkg" | "colpkg" => Self::Apkg,
            "json" => Self::Json,
            _ if start.starts_with(b"# ") => Self::Markdown,
            _ => Self::Json,
        }
    }

    fn of_archive(bytes: &[u8]) -> Self {
        let holds = |word: &[u8]| bytes.windows(word.len()).take(ENOUGH).any(|part| part == word);
        if holds(b"collection.anki2") {
            Self::Apkg
        } else if holds(b"opendocument.spreadsheet") {
            Self::Ods
        } else {
            Self::Xlsx
        }
    }

    /// Tells whether it is an archive, which is opened in a process of its own.
    pub const fn archive(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods | Self::Apkg)
    }

    /// What a person calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "a deck file (JSON)",
            Self::Markdown => "a document (Markdown)",
            Self::Csv => "a table (CSV)",
            Self::Xlsx => "a workbook (XLSX)",
            Self::Ods => "a workbook (ODS)",
            Self::Text => "lines of question and answer",
            Self::CrowdAnki => "a deck of CrowdAnki",
            Self::Apkg => "a package of Anki",
        }
    }
}

/// Reads a file that is no archive. `name` is the name of the file without its ending.
pub fn read_plain(format: Format, bytes: &[u8], name: &str) -> Import {
    match format {
        Format::Markdown => markdown::read(bytes, name),
        Format::Csv => csv::read(bytes, name),
        Format::Text => text::read(bytes, name),
        Format::CrowdAnki => crowdanki::read(bytes, name),
        Format::Json | Format::Xlsx | Format::Ods | Format::Apkg => json::read(bytes).into(),
    }
}
