//! Archives from strangers are opened in a process of its own: the program starts itself again with little memory, little
//! time, no files to write and no environment, hands it the open file, and takes plain rows from it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{anyhow, bail};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::deck::formats::Format;
use crate::deck::formats::anki::package::{Refused, database};
use crate::deck::formats::anki::{Collection, Kind, Note, Review};
use crate::deck::formats::sheets::{Row, Sheet, ods, xlsx};
use crate::store::anki::collection;

/// Memory of the process, in bytes.
const MEMORY: u64 = 200 * 1024 * 1024;

/// Time of the process on the processor, in seconds.
const SECONDS: u64 = 2;

/// Most bytes of rows that come out.
const MOST: u64 = 48 * 1024 * 1024;

/// The hidden subcommand: reads an archive from standard input, writes rows to standard output.
#[derive(Debug, clap::Args)]
pub struct Archive {
    /// What it is
    format: Format,
}

/// One line of what comes out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    Sheet(String),
    Row(Row),
    Name(String),
    Kind(Kind),
    Note(Note),
    Review(Review),
    Refused(String, String),
    /// Everything was said.
    End,
}

/// What was in an archive.
#[derive(Debug)]
pub enum Content {
    /// Sheets of a workbook.
    Sheets(Vec<Sheet>),
    /// Notes of Anki.
    Notes(Collection),
    /// Nothing that can be used: what is wrong, and how to mend it.
    Refused(String, String),
}

impl Archive {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        for (what, most) in
            [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Fsize, 0), (Resource::Core, 0)]
        {
            setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
        let mut out = BufWriter::new(io::stdout().lock().take_at_most(MOST));
        let mut say = |line: &Line| -> anyhow::Result<()> {
            serde_json::to_writer(&mut out, line)?;
            out.write_all(b"\n")?;
            Ok(())
        };
        match self.lines(&mut say) {
            Ok(()) => say(&Line::End)?,
            Err(why) => match why.downcast::<Refusal>() {
                Ok(Refusal(refused)) => say(&Line::Refused(refused.message, refused.hint.to_owned()))?,
                Err(other) => return Err(other),
            },
        }
        out.flush()?;
        Ok(Outcome::Done)
    }

    fn lines(&self, say: &mut dyn FnMut(&Line) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        file.seek(SeekFrom::Start(0))?;
        let file = BufReader::new(file);
        match self.format {
            Format::Xlsx | Format::Ods => {
                let sheets = if self.format == Format::Ods { ods::sheets(file) } else { xlsx::sheets(file) };
                for sheet in sheets.map_err(Refusal)? {
                    say(&Line::Sheet(sheet.name))?;
                    sheet.rows.into_iter().try_for_each(|row| say(&Line::Row(row)))?;
                }
            }
            _ => {
                let found = collection(database(file).map_err(Refusal)?, true).map_err(Refusal)?;
                found.name.into_iter().try_for_each(|name| say(&Line::Name(name)))?;
                found.kinds.into_iter().try_for_each(|kind| say(&Line::Kind(kind)))?;
                found.notes.into_iter().try_for_each(|note| say(&Line::Note(note)))?;
                found.reviews.into_iter().try_for_each(|review| say(&Line::Review(review)))?;
            }
        }
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{}", .0.message)]
struct Refusal(Refused);

/// A writer that stops after so many bytes.
struct AtMost<W>(W, u64);

trait TakeAtMost: Sized {
    fn take_at_most(self, most: u64) -> AtMost<Self>;
}

impl<W: Write> TakeAtMost for W {
    fn take_at_most(self, most: u64) -> AtMost<Self> {
        AtMost(self, most)
    }
}

impl<W: Write> Write for AtMost<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let long = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.1 = self.1.checked_sub(long).ok_or(io::ErrorKind::FileTooLarge)?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Reads an archive in a process of its own.
///
/// # Errors
/// When the file cannot be read or the process cannot be started.
pub fn read(file: &Path, format: Format) -> anyhow::Result<Content> {
    let shown = file.display();
    let open =
        File::open(file).map_err(|why| anyhow!("could not read {shown}: {why}; check the name and who may read it"))?;
    let program = std::env::current_exe()
        .map_err(|why| anyhow!("could not read {shown}: the program cannot find itself ({why})"))?;
    let mut command = Command::new(program);
    command.env_clear().current_dir("/").args(["read-archive", format.as_str()]);
    let child = command.stdin(open).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child =
        child.map_err(|why| anyhow!("could not read {shown}: a process for it cannot be started ({why})"))?;
    let Some(out) = child.stdout.take() else { bail!("could not read {shown}: its process says nothing") };
    let content = content(format, BufReader::new(out.take(MOST + 1)));
    // What is still being said after an end or a fault is of no interest.
    let _ = child.kill();
    child.wait()?;
    Ok(content.unwrap_or_else(|| {
        let message = "it is damaged, or takes more memory or time to open than a deck may".to_owned();
        Content::Refused(message, "save or export it again, with the cards alone".to_owned())
    }))
}

fn content(format: Format, lines: impl BufRead) -> Option<Content> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut notes = Collection::default();
    for line in lines.lines() {
        match serde_json::from_str(&line.ok()?).ok()? {
            Line::Sheet(name) => sheets.push(Sheet { name, rows: Vec::new() }),
            Line::Row(row) => sheets.last_mut()?.rows.push(row),
            Line::Name(name) => notes.name = Some(name),
            Line::Kind(kind) => notes.kinds.push(kind),
            Line::Note(note) => notes.notes.push(note),
            Line::Review(review) => notes.reviews.push(review),
            Line::Refused(message, hint) => return Some(Content::Refused(message, hint)),
            Line::End if format == Format::Apkg => return Some(Content::Notes(notes)),
            Line::End => return Some(Content::Sheets(sheets)),
        }
    }
    None
}
