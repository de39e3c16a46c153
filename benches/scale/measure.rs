//! Measurements from outside: the program in a pseudo-terminal, as a process, on pipes, under strace.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::bare::MARK;
use crate::histories::NOW;

/// Longer than this and something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program that is measured.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_rekindle");

/// Arguments that open the record in `folder` as if it were the day that is measured.
pub fn arguments(folder: &Path, more: &[&str]) -> Vec<OsString> {
    arguments_at(NOW, folder, more)
}

fn arguments_at(now: &str, folder: &Path, more: &[&str]) -> Vec<OsString> {
    let head = ["--data-dir".into(), folder.into(), "--now".into(), now.into(), "--seed".into(), "1".into()];
    head.into_iter().chain(more.iter().map(OsString::from)).collect()
}

/// The time that is measured, some days later, so that something has come round again.
fn after(days: u64) -> Result<String> {
    Ok((chrono::DateTime::parse_from_rfc3339(NOW)? + chrono::Days::new(days)).to_rfc3339())
}

/// Makes the copy that the first session of a day makes, with the time that it takes.
pub fn copy_of_the_day(folder: &Path, days: u64) -> Result<Duration> {
    run(&arguments_at(&after(days)?, folder, &["backup"]))
}

/// What was seen of one start.
pub struct Start {
    /// From before the process began until the last text of the first frame arrived.
    pub first_frame: Duration,
    /// The most memory that was resident until then, in KiB.
    pub peak_kib: u64,
}

/// Starts a program in a pseudo-terminal of 80 by 24, waits for its first frame and leaves with `q`.
pub fn start(program: &Path, arguments: &[OsString]) -> Result<Start> {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })?;
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let (tell, told) = mpsc::channel();
    let reading = thread::spawn(move || {
        let mut screen = vt100::Parser::new(24, 80, 0);
        let mut chunk = vec![0; 1 << 16];
        let mut drawn = false;
        // The terminal is read to its end, so that the program never waits for somebody to read.
        while let Ok(read @ 1..) = reader.read(&mut chunk) {
            let now = Instant::now();
            screen.process(&chunk[..read]);
            if !drawn && screen.screen().rows(0, 80).any(|line| line.contains(MARK)) {
                drawn = true;
                let _ = tell.send(now);
            }
        }
    });
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_remove("NO_COLOR");
    command.env("TERM", "xterm-256color");
    let began = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let drawn = told.recv_timeout(PATIENCE).context("no first frame came")?;
    let peak_kib = child.process_id().map_or(0, peak);
    writer.write_all(b"q")?;
    child.wait()?;
    drop((pair, writer));
    let _ = reading.join();
    Ok(Start { first_frame: drawn.duration_since(began), peak_kib })
}

/// Reads the peak of resident memory of a process, in KiB; 0 where the system does not tell.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Runs the program to its end and returns how long that took.
pub fn run(arguments: &[OsString]) -> Result<Duration> {
    let began = Instant::now();
    let status = Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).stdin(Stdio::null()).status()?;
    let took = began.elapsed();
    ensure!(status.success(), "{arguments:?} ended with {status}");
    Ok(took)
}

/// What was seen of a session on pipes.
#[derive(Default)]
pub struct Sitting {
    /// From each answer until the next card was there.
    pub answers: Vec<Duration>,
    /// From the word to leave until the process was gone.
    pub end: Duration,
    /// Peak of resident memory at the end, in KiB.
    pub peak_kib: u64,
}

/// Goes through a session in plain mode: every cue answered with *yes*, new cards only read.
///
/// It is held `days` after the day that is measured; `before` is a program with its arguments to run it under.
pub fn sit(before: &[OsString], folder: &Path, days: u64, most: usize) -> Result<Sitting> {
    let now = after(days)?;
    let ours = [PROGRAM.into()].into_iter().chain(arguments_at(&now, folder, &["--plain", "today"]));
    let words: Vec<OsString> = before.iter().cloned().chain(ours).collect();
    let (program, rest) = words.split_first().context("a program")?;
    let mut child = Command::new(program).args(rest).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("its input")?;
    let mut output = child.stdout.take().context("its output")?;
    let mut sitting = Sitting::default();
    let mut page = prompt(&mut output)?;
    while sitting.answers.len() < most {
        let (key, counts) = match page.as_str() {
            page if page.contains("all for today") || page.contains("Enter: close") => break,
            page if page.contains("1 or 3: how it came") => ("3\n", true),
            page if page.contains("o: only read") => ("o\n", true),
            page if page.contains("y: yes") => ("y\n", true),
            _ => ("\n", false),
        };
        let began = Instant::now();
        input.write_all(key.as_bytes())?;
        page = prompt(&mut output)?;
        if counts {
            sitting.answers.push(began.elapsed());
        }
    }
    sitting.peak_kib = peak(child.id());
    let began = Instant::now();
    input.write_all(b"q\n")?;
    child.wait()?;
    sitting.end = began.elapsed();
    Ok(sitting)
}

/// Reads until the program asks for the next line.
fn prompt(output: &mut impl Read) -> Result<String> {
    let mut page = Vec::new();
    let mut chunk = [0; 1 << 14];
    while !page.ends_with(b"> ") {
        let read = output.read(&mut chunk)?;
        ensure!(read > 0, "the session ended early: {}", String::from_utf8_lossy(&page));
        page.extend_from_slice(&chunk[..read]);
    }
    Ok(String::from_utf8(page)?.replace('\n', " "))
}

/// Flushes of a session, counted as system calls.
#[derive(Debug, Default, Clone, Copy)]
pub struct Flushes {
    /// Answers that were acknowledged.
    pub answers: usize,
    /// Flushes from the first page on until the last answer was acknowledged.
    pub between: usize,
    /// Flushes before the first page.
    pub start: usize,
    /// Flushes after the last answer.
    pub end: usize,
}

/// Counts the flushes of a session under strace; `None` when there is no strace or it may not trace.
pub fn flushes(folder: &Path, days: u64, trace: &Path) -> Result<Option<Flushes>> {
    if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
        return Ok(None);
    }
    let calls = "trace=fsync,fdatasync,sync_file_range,msync,syncfs,write";
    let strace: [OsString; 6] =
        ["strace".into(), "-f".into(), "-e".into(), calls.into(), "-o".into(), PathBuf::from(trace).into()];
    let Ok(sitting) = sit(&strace, folder, days, usize::MAX) else { return Ok(None) };
    let text = String::from_utf8_lossy(&std::fs::read(trace)?).into_owned();
    let is_page = |line: &str| line.contains("write(1,");
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| is_page(line)).unwrap_or(0);
    // What is written last is the farewell, after the word to leave.
    let pages: Vec<usize> = (0..lines.len()).filter(|at| is_page(lines[*at])).collect();
    let farewell = pages.last().copied().unwrap_or(0);
    let flush = |line: &&&str| !line.contains("write(") && line.contains("sync");
    let count = |part: &[&str]| part.iter().filter(flush).count();
    Ok(Some(Flushes {
        answers: sitting.answers.len(),
        start: count(&lines[..first]),
        between: count(&lines[first..farewell]),
        end: count(&lines[farewell..]),
    }))
}
