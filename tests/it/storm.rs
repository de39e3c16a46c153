//! Keys, clicks, turns of the wheel, pastes and new sizes, in any order: nothing breaks, and the terminal is given back.

use std::time::Duration;

use crate::chance::Chance;
use crate::env::TestEnv;
use crate::terminal::Terminal;
use crate::tty::{assert_calm, given_back};

/// How many events a run of the tests sends; `REKINDLE_STORM` asks for more.
const EVENTS: u32 = 10_000;

/// Keys that do not leave.
const KEYS: &[&str] = &[
    "\r",
    "\r",
    "\r",
    " ",
    "!",
    "?",
    ".",
    "1",
    "2",
    "3",
    "4",
    "5",
    "0",
    "t",
    "u",
    "n",
    "l",
    "o",
    "y",
    "f",
    "c",
    "w",
    "d",
    "g",
    "a",
    "r",
    "x",
    "p",
    "s",
    "m",
    "e",
    "v",
    "h",
    "j",
    "k",
    "\t",
    "\u{7f}",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[H",
    "\u{1b}[F",
    "\u{1b}OP",
    "\u{1b}OQ",
    "é",
    "足",
    "\u{1b}[200~two\nlines سلام\u{1b}[201~",
    "\u{c}",
    "\u{0}",
];

/// One event, whatever it is; returns whether a size was among them.
fn event(term: &mut Terminal, chance: &mut Chance) {
    let mut below = |n: u64| u16::try_from(chance.below(n)).unwrap();
    match below(20) {
        0..=1 => term.resize(1 + below(150), 1 + below(50)),
        2..=5 => {
            let (x, y) = (1 + below(120), 1 + below(40));
            // A press and its release, the wheel both ways, a move with the button held.
            let button = [0, 0, 0, 64, 65, 32][usize::from(below(6))];
            term.press(&format!("\u{1b}[<{button};{x};{y}M"));
            if button == 0 {
                term.press(&format!("\u{1b}[<{button};{x};{y}m"));
            }
        }
        6 if below(12) == 0 => term.press(if below(2) == 0 { "q" } else { "\u{1b}" }),
        _ => term.press(KEYS[usize::from(below(KEYS.len() as u64))]),
    }
}

#[test]
fn ten_thousand_events_break_nothing_and_the_terminal_is_given_back() {
    let events = std::env::var("REKINDLE_STORM").ok().and_then(|n| n.parse().ok()).unwrap_or(EVENTS);
    let mut chance = Chance::seeded(20_261_125);
    let mut sent = 0;
    while sent < events {
        let env = TestEnv::with_deck();
        for _ in 0..3 {
            let mut term = Terminal::start(&env, &[], 80, 24);
            term.wait("anything at all", |screen| !screen.contents().trim().is_empty());
            let mut here = 0;
            while here < 600 && sent < events && term.runs() {
                event(&mut term, &mut chance);
                (here, sent) = (here + 1, sent + 1);
                if here % 24 == 0 {
                    term.bytes_within(Duration::from_millis(1));
                }
            }
            // The end of a paste, and away.
            term.press("\u{1b}[201~\u{3}");
            assert_eq!(term.end(), 0, "after {sent} events\n{}", term.screen());
            given_back(&term);
            assert_calm(&term);
        }
        env.assert_sound();
    }
}

#[test]
fn a_whole_session_goes_with_the_mouse_alone() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let env = TestEnv::with_deck();
        let mut term = Terminal::start(&env, &[], columns, rows);
        term.wait_for("Enter begin");
        term.click("begin");
        term.wait_for("Heels into the floor");
        term.wait_for("do it now");
        term.click("Enter do it now");
        for step in ["step 1", "step 2", "step 3"] {
            term.wait_for(step);
            term.click("Enter next");
        }
        term.wait_for("Did it help");
        term.click("it helped");
        term.wait_for("How much distress");
        term.click("Enter go on");
        term.wait_for("Is that all right for you?");
        term.click("y yes");
        term.wait_for("do it now");
        term.click("! people");
        term.wait_for("add someone");
        term.click("q back");
        term.wait_gone("add someone");
        term.click("q leave");
        assert_eq!(term.end(), 0, "{columns}x{rows}\n{}", term.screen());
        given_back(&term);
        let practices = env.card("heels-down")["practices"].clone();
        assert_eq!((practices.as_array().unwrap().len(), &practices[0]["helped"]), (1, &"helped".into()));
        env.assert_sound();
    }
}

#[test]
fn without_the_mouse_no_click_is_asked_for() {
    let env = TestEnv::with_deck();
    env.run(&["settings", "mouse", "off"]).text();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press("q");
    assert_eq!(term.end(), 0);
    let raw = String::from_utf8_lossy(&term.raw);
    assert!(!raw.contains("\u{1b}[?1000h"));
    let env = TestEnv::with_deck();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("q leave");
    term.press("q");
    assert_eq!(term.end(), 0);
    let raw = String::from_utf8_lossy(&term.raw);
    assert!(raw.contains("\u{1b}[?1000h") && !raw.contains("\u{1b}[?1003h"), "clicks, but no moves");
    assert!(raw.rfind("\u{1b}[?1000l") > raw.rfind("\u{1b}[?1000h"), "and given back");
}
