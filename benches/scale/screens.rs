//! What a person feels of the screens: from a key to its frame in a real pseudo-terminal, and what a breath costs.

use std::cell::Cell;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use rekindle::app::keys::Key;
use rekindle::app::{App, Msg, Shown, Start};
use rekindle::deck::help_lines::HelpLines;
use rekindle::memory::days::Moment;
use rekindle::record::event::{Kind, Planned, SessionBegun, SessionId};
use rekindle::session::Session;
use rekindle::store::FILE;
use rekindle::term::{Screen, Theme};

use crate::generate::Made;
use crate::histories::{NOW, TODAY};
use crate::measure::{PROGRAM, arguments};
use crate::table::middle;

/// How often each row of keys is pressed.
const ROUNDS: usize = 25;

/// How long nothing has to be written before the next key is pressed.
const PAUSE: Duration = Duration::from_millis(30);
/// The same once a list of all cards is opened that is to be read to its end.
const READ: Duration = Duration::from_millis(700);
/// What a key does, after which all is waited for.
const TO_ITS_END: &str = "the list again, read to its end";

/// Keys in the order in which they are pressed, and what they do.
const KEYS: &[(&str, &str)] = &[
    ("?", "every key of the page"),
    ("q", "back"),
    ("!", "people to reach"),
    ("q", "back"),
    ("f", "how I am"),
    ("j", "walk the choices"),
    ("1", "pick one"),
    ("5", "mark a level"),
    ("\r", "the next question"),
    ("\r", "kept, and back to today"),
    ("g", "settings"),
    ("j", "walk a list"),
    ("q", "back"),
    ("p", "my plan"),
    ("q", "back"),
    ("c", "the list of all cards"),
    ("c", "first letter in it, while it is read"),
    ("a", "second letter"),
    ("\u{1b}", "back to today"),
    ("c", TO_ITS_END),
    ("c", "first letter"),
    ("a", "second letter"),
    ("r", "third letter"),
    ("\u{1b}[B", "walk the list of cards"),
    ("\u{1b}[B", "walk on"),
    ("\u{7f}", "one letter less"),
    ("\u{7f}", "another less"),
    ("\u{1b}[D", "to the left"),
    ("\u{1b}[3~", "the letter ahead goes, and nothing is typed"),
    ("\u{1b}[200~numb breath\u{1b}[201~", "paste two words"),
    ("\t", "to the families"),
    ("\u{1b}[C", "one family"),
    ("\u{1b}[C", "another"),
    ("\u{1b}[D", "back to the first"),
    ("\u{1b}[200~zq\u{1b}[201~", "paste what no card has"),
    ("\u{1b}[200~o r e a\u{1b}[201~", "paste letters that many cards have"),
    ("\u{1b}", "back to today"),
    ("\r", "the first cue"),
    ("\r", "the card behind it"),
    ("\r", "the first step"),
    ("x", "stop here"),
];

/// Measures keys on a copy of a record, and a breath, and prints both.
pub fn run(made: &Made, scratch: &Path) -> Result<()> {
    if scratch.exists() {
        fs::remove_dir_all(scratch)?;
    }
    fs::create_dir_all(scratch)?;
    fs::copy(made.folder.join(FILE), scratch.join(FILE))?;
    println!(
        "From a key to its frame, {} cards, a pseudo-terminal of 80 by 24: median and worst of {ROUNDS}\n",
        made.cards
    );
    let mut times = vec![Vec::new(); KEYS.len()];
    for _ in 0..ROUNDS {
        for (all, took) in times.iter_mut().zip(sitting(scratch)?) {
            all.push(took);
        }
    }
    println!("| key | | median, ms | worst, ms |\n|---|---|---|---|");
    for ((key, what), all) in KEYS.iter().zip(&times) {
        let worst = all.iter().max().copied().unwrap_or_default();
        println!("| {} | {what} | {:.2} | {:.2} |", key.escape_debug(), ms(middle(all)), ms(worst));
    }
    fs::remove_dir_all(scratch)?;
    println!(
        "\nA breath, in 4 and out 6, a minute of it\n\n| window | a frame, µs | the dearest, µs | bytes a frame | frames |"
    );
    println!("|---|---|---|---|---|");
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for still in [false, true] {
            let breath = breath(width, height, still)?;
            println!(
                "| {width} by {height}{} | {:.0} | {:.0} | {:.0} | {} |",
                if still { ", without motion" } else { "" },
                ms(middle(&breath.frames)) * 1000.0,
                ms(breath.frames.iter().max().copied().unwrap_or_default()) * 1000.0,
                breath.bytes as f64 / breath.frames.len() as f64,
                breath.frames.len(),
            );
        }
    }
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Opens the program, presses every key of the row and returns how long each frame took.
fn sitting(folder: &Path) -> Result<Vec<Duration>> {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })?;
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut chunk = vec![0; 1 << 16];
        while let Ok(1..) = reader.read(&mut chunk) {
            let _ = tell.send(Instant::now());
        }
    });
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(arguments(folder, &[]));
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command)?;
    told.recv_timeout(Duration::from_secs(60)).context("no first frame came")?;
    quiet(&told, Duration::from_millis(700));
    let mut times = Vec::new();
    for (key, what) in KEYS {
        let pressed = Instant::now();
        writer.write_all(key.as_bytes())?;
        let drawn = told.recv_timeout(Duration::from_secs(20)).with_context(|| format!("no frame came of: {what}"))?;
        times.push(drawn.duration_since(pressed));
        quiet(&told, if *what == TO_ITS_END { READ } else { PAUSE });
    }
    ensure!(child.try_wait()?.is_none(), "a key left the program");
    writer.write_all(b"\x03")?;
    child.wait()?;
    Ok(times)
}

/// Waits until nothing was written for a while.
fn quiet(told: &Receiver<Instant>, time: Duration) {
    while told.recv_timeout(time).is_ok() {}
}

/// What a minute of a breath cost.
struct Breath {
    frames: Vec<Duration>,
    bytes: usize,
}

struct Counted<'a>(&'a Cell<usize>);

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn breath(width: u16, height: u16, still: bool) -> Result<Breath> {
    let card = serde_json::from_value(serde_json::json!({
        "id": "out", "title": "A longer breath out", "family": "breathwork", "cues": ["How might it go?"],
        "steps": [{"do": "In through the nose, out past soft lips.", "breathe": {"in": 4, "out": 6, "rounds": 6}}]
    }))?;
    let id: rekindle::deck::ids::CardId = "sample/out".parse()?;
    let items = vec![Planned { card: id.clone(), kind: Kind::Learn, seconds: 60 }];
    let session = SessionId(uuid::Builder::from_random_bytes([7; 16]).into_uuid());
    let begun = SessionBegun { session, day: TODAY, budget_seconds: 300, items };
    let cards = [(id, Shown { card, reviews: 0, lapses: 0, instead: None })].into();
    let now: Moment = chrono::DateTime::parse_from_rfc3339(NOW)?.into();
    let start = Start { cards, timed: true, still, ..Start::new(Session::new(begun), HelpLines::shipped()?) };
    let mut app = App::new(start, now);
    for _ in 0..2 {
        app.update(Msg::Pressed(Key::Enter), now);
    }
    ensure!(app.wakes_in().is_some(), "the breath moves");
    let bytes = Cell::new(0);
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(Counted(&bytes)), options)?;
    let mut draw = |app: &App| -> Result<()> {
        let page = app.page();
        terminal.draw(|frame| {
            frame.render_widget(Screen { page: &page, theme: &Theme::DARK, scroll: 0 }, frame.area());
        })?;
        Ok(())
    };
    draw(&app)?;
    bytes.set(0);
    let mut frames = Vec::new();
    while let Some(wait) = app.wakes_in() {
        let woken = Instant::now();
        app.update(Msg::Passed(wait), now);
        if app.wakes_in().is_some() {
            draw(&app)?;
            frames.push(woken.elapsed());
        }
    }
    Ok(Breath { frames, bytes: bytes.get() })
}
