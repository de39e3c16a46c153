//! The same app over standard input and output, line by line: for screen readers, scripts and small terminals.
//!
//! Nothing is redrawn, nothing moves, no escape code is written. Each page is printed whole, top to bottom, then a
//! line is read; what was typed stands for keys.

mod heard;
mod print;

use std::io::{self, BufRead, Write};

use crate::app::keys::Key;
use crate::app::{App, Msg, Outside};

pub use print::print;

/// Columns that lines are wrapped at, unless asked otherwise.
pub const WIDTH: usize = 72;

/// Empty lines that move what was shown out of sight; more than most windows have.
const HIDING: usize = 100;

/// Runs the app line by line, wrapped at `width` columns; 0 leaves the lines as long as they are.
///
/// `outside` does what the app asks for and tells the time. The end of the input ends the run: everything acknowledged is
/// on disk by then. A reader that went away ends it too.
pub fn run(
    app: &mut App,
    outside: &mut Outside<'_>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    width: usize,
) -> io::Result<()> {
    match turn(app, outside, input, output, width) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

fn turn(
    app: &mut App,
    outside: &mut Outside<'_>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    width: usize,
) -> io::Result<()> {
    let mut page = app.page();
    print(&page, width, output)?;
    loop {
        write!(output, "> ")?;
        output.flush()?;
        let Some(line) = read(input)? else {
            return writeln!(output);
        };
        if page.is_empty() {
            // Whatever is typed shows the page again.
            outside.tell(app, Msg::Pressed(heard::heard(&line, &page).into_iter().next().unwrap_or(Key::Enter)));
            page = app.page();
            print(&page, width, output)?;
            continue;
        }
        let keys = heard::heard(&line, &page);
        if keys.is_empty() {
            print::say(page.words.lines.not_a_key, width, output)?;
            continue;
        }
        for key in keys {
            if outside.tell(app, Msg::Pressed(key)) {
                return output.flush();
            }
            // What is printed stays, so all of it is waited for.
            while app.goes_on() {
                if outside.tell(app, Msg::Quiet) {
                    return output.flush();
                }
            }
        }
        let next = app.page();
        if next.is_empty() {
            // Line by line nothing can be taken back; it can only be moved out of sight.
            output.write_all(&[b'\n'; HIDING])?;
            page = next;
        } else if next == page {
            print::say(page.words.lines.nothing_changed, width, output)?;
        } else {
            writeln!(output)?;
            print(&next, width, output)?;
            page = next;
        }
    }
}

/// Reads a line without its end; `None` at the end of the input. What is not UTF-8 is read as well as it can be.
fn read(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
}

#[cfg(test)]
mod tests;
