//! Draws screens of the real program as pictures: `cargo build --release && cargo run --example pictures`, or with
//! another build, `cargo run --example pictures -- target/debug/rekindle`.
//!
//! The program runs in a pseudo-terminal on a record of its own; what the terminal would show is written to
//! `docs/pictures/` as SVG.

#![allow(clippy::expect_used, clippy::panic, reason = "a script for people who build the program")]
#![allow(clippy::disallowed_methods, reason = "it waits for a real program")]

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const COLUMN: usize = 9;
const ROW: usize = 20;

/// The program in a terminal.
struct Show {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn std::io::Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    dark: bool,
}

impl Show {
    fn new(data: &Path, (width, height): (u16, u16), dark: bool, now: &str) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let here = std::env::current_dir().expect("a folder");
        let program = std::env::args().nth(1).unwrap_or_else(|| "target/release/rekindle".to_owned());
        let mut command = CommandBuilder::new(here.join(program));
        command.args(["--now", now, "--seed", "7", "--data-dir"]);
        command.arg(data);
        command.cwd(here);
        command.env("TERM", "xterm-256color");
        command.env("COLORFGBG", if dark { "15;0" } else { "0;15" });
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).expect("the program is there");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(height, width, 0)));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let seen = Arc::clone(&screen);
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                seen.lock().expect("the screen").process(bytes.get(..count).unwrap_or_default());
            }
        });
        Self { screen, keys, child, dark }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the program takes keys");
    }

    fn wait(&self, text: &str) {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            let shown = self.screen.lock().expect("the screen").screen().contents();
            if shown.contains(text) {
                return;
            }
            assert!(Instant::now() < until, "`{text}` never came:\n{shown}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn picture(&self, name: &str) {
        let file = Path::new("docs/pictures").join(format!("{name}.svg"));
        let picture = svg(self.screen.lock().expect("the screen").screen(), self.dark);
        std::fs::write(&file, picture).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    }
}

impl Drop for Show {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    std::fs::create_dir_all("docs/pictures").expect("the folder of pictures can be made");
    let first = tempfile::tempdir().expect("a folder");
    let morning = "2026-11-23T09:00:00+00:00";
    for (size, dark, name) in [((80, 24), true, ""), ((80, 24), false, "-light"), ((40, 12), true, "-small")] {
        let show = Show::new(first.path(), size, dark, morning);
        show.wait("keys");
        show.picture(&format!("welcome{name}"));
    }
    {
        let mut show = Show::new(first.path(), (80, 24), true, morning);
        show.wait("Welcome");
        show.press("\r");
        show.wait("new one");
        show.picture("new-card");
        show.press("\r");
        show.wait("2 s left");
        show.picture("step");
        show.press(".");
        show.wait("When to stop");
        show.wait("Stopping takes nothing away");
        show.picture("stop");
        show.press("q");
        show.wait("step 1");
        // Through the steps of the first card, its question, and the second card without doing it.
        show.press("\r\r\r");
        show.wait("Did it help");
        show.picture("after");
        show.press("y");
        show.wait("distress");
        show.press("4");
        show.wait("Enter keeps");
        show.picture("level");
        show.press("\r");
        show.wait("gets through");
        show.press("\r");
        show.wait("new one");
        show.press("o");
        show.wait("A moment to recall");
        show.picture("cue");
        show.press("\r");
        show.wait("Did it come");
        show.picture("revealed");
        show.press("3");
        show.wait("A moment to recall");
        show.press("\r");
        show.wait("Did it come");
        show.press("3");
        show.wait("comes round");
        show.picture("end");
        show.press("!");
        show.wait("People to reach");
        show.picture("people");
        show.press("qc");
        show.wait("Search:");
        show.press("numb");
        show.wait("numb");
        show.picture("cards");
        own_pages(&mut show);
    }
    beside(first.path());
    breaths(first.path());
}

/// Settings and a plan of one's own, from the last page.
fn own_pages(show: &mut Show) {
    show.press("\u{1b}");
    show.wait("comes round");
    show.press("g");
    show.wait("Settings");
    show.picture("settings");
    show.press("q");
    show.wait("comes round");
    show.press("p\r");
    show.wait("How I notice");
    show.press("My shoulders come up.\rI stop answering messages.");
    show.wait("messages");
    show.picture("writing");
    show.press("\u{1b}");
    show.wait("walk the list");
    show.picture("plan");
}

/// Fewer words, and something for right now.
fn beside(record: &Path) {
    let mut show = Show::new(record, (80, 24), true, "2026-11-24T09:00:00+00:00");
    show.wait("Today");
    show.press("m");
    show.wait("all words");
    show.picture("fewer-words");
    show.press("m");
    show.wait("how I am");
    show.press("n2");
    show.wait("may suit");
    show.picture("right-now");
}

/// A breath in three windows, and what comes before it.
fn breaths(record: &Path) {
    for (size, name) in [((80, 24), "breath"), ((40, 12), "breath-small"), ((120, 40), "breath-large")] {
        let mut show = Show::new(record, size, true, "2026-11-24T09:00:00+00:00");
        show.wait("Today");
        if name == "breath" {
            show.picture("today");
        }
        show.press("\r");
        show.wait("reath");
        if name == "breath" {
            show.picture("gate");
        }
        show.press("y");
        show.wait("do it now");
        show.press("\r");
        show.wait("out  5");
        show.picture(name);
    }
}

/// Writes a screen as SVG.
fn svg(screen: &vt100::Screen, dark: bool) -> String {
    let (back, front) = if dark { ("#14171c", "#d9dde3") } else { ("#fbfaf7", "#22262c") };
    let (height, width) = screen.size();
    let (wide, high) = (usize::from(width) * COLUMN + 24, usize::from(height) * ROW + 24);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{back}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n"
    );
    for row in 0..height {
        for column in 0..width {
            if let Some(cell) = screen.cell(row, column) {
                draw(&mut out, cell, 12 + usize::from(column) * COLUMN, 12 + usize::from(row) * ROW, (back, front));
            }
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Returns the parts of a cell that a block fills, in eighths of it: left, top, right, bottom.
fn block(symbol: char) -> Option<Vec<[usize; 4]>> {
    let from_left = |at: usize| vec![[0, 0, at + 1, 8]];
    let from_below = |at: usize| vec![[0, 7 - at, 8, 8]];
    let [upper_left, upper_right, lower_left, lower_right] = [[0, 0, 4, 4], [4, 0, 8, 4], [0, 4, 4, 8], [4, 4, 8, 8]];
    match symbol {
        '▘' => Some(vec![upper_left]),
        '▝' => Some(vec![upper_right]),
        '▖' => Some(vec![lower_left]),
        '▗' => Some(vec![lower_right]),
        '▙' => Some(vec![[0, 0, 4, 8], lower_right]),
        '▟' => Some(vec![[4, 0, 8, 8], lower_left]),
        '▛' => Some(vec![[0, 0, 4, 8], upper_right]),
        '▜' => Some(vec![[4, 0, 8, 8], upper_left]),
        _ => "▏▎▍▌▋▊▉█"
            .chars()
            .position(|block| block == symbol)
            .map(from_left)
            .or_else(|| "▁▂▃▄▅▆▇".chars().position(|block| block == symbol).map(from_below)),
    }
}

fn draw(out: &mut String, cell: &vt100::Cell, x: usize, y: usize, (back, front): (&str, &str)) {
    let accent = match cell.fgcolor() {
        vt100::Color::Idx(14) => "#7fd6d6",
        vt100::Color::Idx(4) => "#2050b8",
        _ => front,
    };
    let symbol = cell.contents();
    if cell.inverse() {
        let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{COLUMN}\" height=\"{ROW}\" fill=\"{accent}\"/>");
    }
    if symbol.trim().is_empty() {
        return;
    }
    let colour = if cell.inverse() { back } else { accent };
    // Blocks are drawn as blocks, whatever the font makes of them.
    if let Some(parts) = symbol.chars().next().and_then(block) {
        for [left, top, right, bottom] in parts {
            let share = |eighths: usize, whole: usize| (eighths * whole) as f64 / 8.0;
            let (at, down) = (x as f64 + share(left, COLUMN), y as f64 + share(top, ROW));
            let (width, height) = (share(right - left, COLUMN), share(bottom - top, ROW));
            let _ = writeln!(
                out,
                "<rect x=\"{at}\" y=\"{down}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>"
            );
        }
        return;
    }
    let weight = if cell.bold() { " font-weight=\"bold\"" } else { "" };
    let faint = if cell.dim() { " opacity=\"0.55\"" } else { "" };
    let symbol = symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{}\" fill=\"{colour}\"{weight}{faint}>{symbol}</text>", y + 15);
}
