//! Takes the terminal and gives it back, whatever happens in between: an error, a panic, a signal, a closed window.

use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::sync::{Arc, Mutex};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{Command, execute, queue};

/// Held by whoever writes to the terminal, so that a signal never cuts a frame in half.
pub(super) type Pen = Arc<Mutex<()>>;

/// Asks for clicks and the wheel (1000), written so that every width of window fits (1006). crossterm's own command asks
/// for every move as well, which would wake the program for nothing.
struct Clicks(bool);

impl Command for Clicks {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal in our hands; dropping it gives it back.
pub(super) struct Guard {
    pen: Pen,
}

impl Guard {
    /// Takes the terminal: raw mode, a screen of its own, pastes as one piece, a cursor that does not blink; clicks and
    /// the wheel with `mouse`. Moves of the mouse are never asked for, and text is selected with Shift.
    pub(super) fn new(mouse: bool) -> io::Result<Self> {
        let pen = Pen::default();
        outside::watch(&pen)?;
        // Release builds abort on a panic without unwinding, so the hook is the only place that still runs.
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        let guard = Self { pen };
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetCursorStyle::SteadyBar)?;
        if mouse {
            execute!(io::stdout(), Clicks(true))?;
        }
        Ok(guard)
    }

    /// Returns the pen, to hold while writing.
    pub(super) const fn pen(&self) -> &Pen {
        &self.pen
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back. There is nobody left to tell when that fails.
fn give_back() {
    let mut out = io::stdout();
    // Also where they were not taken: it does nothing then.
    let _ =
        queue!(out, Clicks(false), SetCursorStyle::DefaultUserShape, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

#[cfg(unix)]
mod outside {
    use std::time::Duration;
    use std::{io, process, thread};

    use crossterm::terminal::disable_raw_mode;
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::{Pen, give_back};

    /// Watches for signals and for a terminal that vanishes. Everything acknowledged is on disk already, so both may
    /// end the process at once.
    pub(super) fn watch(pen: &Pen) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
        let held = Pen::clone(pen);
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                leave(&held, signal);
            }
        })?;
        let held = Pen::clone(pen);
        // crossterm reads a closed terminal over and over without telling, so the hang-up is watched for here. It
        // wakes up for nothing else.
        thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
            let input = io::stdin();
            let gone = PollFlags::HUP | PollFlags::ERR;
            loop {
                let mut watched = [PollFd::new(&input, PollFlags::empty())];
                match poll(&mut watched, None) {
                    Err(rustix::io::Errno::INTR) => {}
                    Ok(_) if watched.iter().any(|fd| fd.revents().intersects(gone)) => leave(&held, SIGHUP),
                    // Not every system can watch a terminal like this; signals still work there.
                    _ => return,
                }
            }
        })?;
        Ok(())
    }

    fn leave(pen: &Pen, signal: i32) {
        // Waits for a frame in the making, but not for a terminal that no longer takes one.
        for _ in 0..20 {
            if let Ok(_held) = pen.try_lock() {
                give_back();
                process::exit(128 + signal);
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = disable_raw_mode();
        process::exit(128 + signal);
    }
}

#[cfg(not(unix))]
mod outside {
    use std::io;

    use super::Pen;

    /// Nothing to watch for here.
    pub(super) fn watch(_pen: &Pen) -> io::Result<()> {
        Ok(())
    }
}
