//! A real pseudo-terminal with the program in it, and a screen to look at.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::env::{PROGRAM, TestEnv};

/// How long to wait for a screen before giving up; far longer than it ever takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that runs in a terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Every byte that the program wrote.
    pub raw: Vec<u8>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The size of the screen that is looked at: the parser does not bear the smallest windows.
fn held(columns: u16, rows: u16) -> (u16, u16) {
    (rows.max(5), columns.max(20))
}

impl Terminal {
    /// Starts the program with these arguments.
    pub fn start(env: &TestEnv, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_with(env, args, columns, rows, &[])
    }

    /// Starts the program with more in its environment.
    pub fn start_with(env: &TestEnv, args: &[&str], columns: u16, rows: u16, more: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.env_clear();
        command.cwd(env.folder());
        for (name, value) in env.surroundings() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in more {
            command.env(name, value);
        }
        command.args(args);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 13];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let (rows, columns) = held(columns, rows);
        let parser = vt100::Parser::new(rows, columns, 0);
        Self { master: pair.master, writer, child, output, parser, raw: Vec::new() }
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        // A program that has left takes no keys.
        let _ = self.writer.write_all(keys.as_bytes());
        let _ = self.writer.flush();
    }

    /// Takes in what was written until `wait` is over; tells whether the program still writes.
    fn take(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.parse(&bytes);
                self.raw.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Draws what was written. The parser does not bear every frame that was meant for another size; it begins with an
    /// empty screen then, and the program's next frame fills it.
    fn parse(&mut self, bytes: &[u8]) {
        let parser = &mut self.parser;
        if catch_unwind(AssertUnwindSafe(|| parser.process(bytes))).is_err() {
            let (rows, columns) = self.parser.screen().size();
            self.parser = vt100::Parser::new(rows, columns, 0);
        }
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn wait(&mut self, wanted: &str, is: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is(self.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let writes = self.take(left.min(Duration::from_millis(200)));
            if is(self.parser.screen()) {
                return;
            }
            assert!(writes && !left.is_zero(), "waited in vain for {wanted}\n{}", self.screen());
        }
    }

    /// Waits until this stands on the screen. Ask for what is painted last.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| flat(screen).contains(text));
    }

    /// Waits until this no longer stands on the screen.
    #[track_caller]
    pub fn wait_gone(&mut self, text: &str) {
        self.wait(&format!("{text} to go"), |screen| !flat(screen).contains(text));
    }

    /// Presses keys and waits for what comes.
    #[track_caller]
    pub fn press_for(&mut self, keys: &str, text: &str) {
        self.press(keys);
        self.wait_for(text);
    }

    /// Tells whether this stands on the screen now.
    pub fn shows(&self, text: &str) -> bool {
        flat(self.parser.screen()).contains(text)
    }

    /// What the screen shows, without spaces at the ends of lines.
    pub fn screen(&self) -> String {
        let (_, columns) = self.parser.screen().size();
        let lines: Vec<String> = self.parser.screen().rows(0, columns).map(|line| line.trim_end().to_owned()).collect();
        format!("{}\n", lines.join("\n").trim_end())
    }

    /// The screen as the terminal holds it.
    pub fn grid(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Waits until a frame that has begun is whole.
    pub fn settle(&mut self) {
        while self.bytes_within(Duration::from_millis(15)) > 0 {}
    }

    /// How many bytes are written while the program has this long and nothing to do.
    pub fn bytes_within(&mut self, time: Duration) -> usize {
        let (before, end) = (self.raw.len(), Instant::now() + time);
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            if !self.take(left) {
                break;
            }
        }
        self.raw.len() - before
    }

    /// Tells whether the program still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Clicks where this stands on the screen.
    #[track_caller]
    pub fn click(&mut self, words: &str) {
        self.settle();
        let (_, columns) = self.parser.screen().size();
        let found = (0_u16..).zip(self.parser.screen().rows(0, columns)).find_map(|(row, line)| {
            let at = line.find(words)?;
            Some((u16::try_from(line[..at].chars().count()).unwrap(), row))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("{words} is not on the screen\n{}", self.screen()));
        self.press(&format!("\u{1b}[<0;{};{}M\u{1b}[<0;{};{}m", x + 1, y + 1, x + 1, y + 1));
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
        let (rows, columns) = held(columns, rows);
        self.parser.screen_mut().set_size(rows, columns);
    }

    /// Sends a signal.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Kills the program at once, and takes in what it wrote before.
    pub fn kill(&mut self) {
        self.signal(rustix::process::Signal::KILL);
        self.child.wait().unwrap();
        while self.take(PATIENCE) {}
    }

    /// Waits until the program ends, and returns its exit code.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while self.take(Duration::from_millis(50)) {
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(Duration::from_millis(50)) && self.bytes_within(Duration::from_millis(1)) > 0 {}
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.screen());
        }
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The screen as one line, so that a wrapped sentence is found.
fn flat(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    let words: Vec<String> =
        screen.rows(0, columns).flat_map(|row| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    words.join(" ")
}
