//! Windows of any size, that change, and that go away: nothing breaks, and the answer in hand stays.

use std::io::{Read, Write};
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{sized, tell};
use crate::chance::Chance;
use crate::env::{PROGRAM, TestEnv};
use crate::terminal::Terminal;

fn session() -> TestEnv {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    env
}

/// Changes the window to every size up to 40 columns and 15 rows, or to every `step`th of them, and back.
fn through_small_sizes(term: &mut Terminal, step: usize, first: usize) -> u64 {
    let mut count = 0;
    let sizes = (1..=15_u16).flat_map(|rows| (1..=40_u16).map(move |columns| (columns, rows)));
    for (columns, rows) in sizes.skip(first % step).step_by(step) {
        term.resize(columns, rows);
        term.bytes_within(Duration::from_micros(400));
        count += 1;
    }
    term.resize(80, 24);
    count
}

#[test]
fn every_small_window_on_every_screen_is_borne_and_the_answer_in_hand_stays() {
    let env = session();
    let step = usize::try_from(sized(13, 1, 1)).unwrap();
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("how I am");
    let (mut sizes, mut screens) = (0, 0);
    // Each screen with what brings it, and what stands there before and after.
    for (keys, stands) in [
        ("", "how I am"),
        ("!", "add someone"),
        ("a", "A name"),
        ("Ana", "Ana"),
        ("\r", "How to reach Ana"),
        ("by post\r", "by post"),
        ("q", "how I am"),
        ("?", "Keys here"),
        ("q", "how I am"),
        ("c", "Search:"),
        ("\u{1b}", "how I am"),
        ("\r", "A moment to recall"),
        (".", "When to stop"),
        ("q", "A moment to recall"),
        ("\r", "Did it come to mind?"),
        ("\rp", "paused"),
        ("\r\r\r\r\r\r", "This is about remembering only"),
        ("3", "Did it help"),
        ("y", "How much distress"),
        ("7", "7. Enter keeps it."),
    ] {
        term.press_for(keys, stands);
        term.settle();
        sizes += through_small_sizes(&mut term, step, screens);
        screens += 1;
        // What the window left of the screen before may stand until it is drawn again.
        term.press_for("\u{c}", stands);
    }
    // In the middle of a storm the level in hand is kept.
    let mut chance = Chance::seeded(9);
    let storm = sized(200, 2_000, 20_000);
    for _ in 0..storm {
        let some = |chance: &mut Chance, most: u64| u16::try_from(1 + chance.below(most)).unwrap();
        let (columns, rows) = (some(&mut chance, 160), some(&mut chance, 60));
        term.resize(columns, rows);
    }
    term.press("\r");
    term.resize(80, 24);
    term.press_for("\u{c}", "How much gets through");
    term.press("q");
    assert_eq!(term.end(), 0, "{}", term.screen());
    let practices: Vec<_> = ["heels-down", "warm-cup", "kind-tone"]
        .iter()
        .flat_map(|card| env.card(card)["practices"].as_array().unwrap().clone())
        .filter(|practice| practice["distress"]["after"] == 7)
        .collect();
    assert_eq!(practices.len(), 1, "{practices:#?}");
    env.assert_sound();
    tell(&format!("{sizes} window sizes on {screens} screens and a storm of {storm} more: 0 answers lost"));
}

#[test]
fn a_window_that_is_closed_at_any_moment_ends_the_program_and_loses_nothing() {
    let rounds = sized(10, 40, 400);
    let (mut kept, mut ended) = (0, 0);
    for round in 0..rounds {
        let env = session();
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.env_clear();
        command.cwd(env.folder());
        env.surroundings().iter().for_each(|(name, value)| command.env(name, value));
        command.env("TERM", "xterm-256color");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut reader, mut writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let mut parser = vt100::Parser::new(24, 80, 0);
        let mut until = |words: &[&str]| {
            let mut bytes = [0; 4096];
            while !words.iter().all(|words| parser.screen().contents().contains(words)) {
                let read = reader.read(&mut bytes).unwrap();
                assert!(read > 0, "it left: {}", parser.screen().contents());
                parser.process(&bytes[..read]);
            }
        };
        until(&["how I am", "leave"]);
        let answers = usize::try_from(round % 3).unwrap();
        writer.write_all(b"\r").unwrap();
        until(&["A moment to recall", "1 of 3"]);
        for answered in 1..=answers {
            writer.write_all(b"\r").unwrap();
            until(&["Did it come to mind?"]);
            writer.write_all(b"3").unwrap();
            until(&["A moment to recall", &format!("{} of 3", answered + 1)]);
        }
        // The window goes away: nobody reads, nobody types.
        drop((reader, writer, pair.master));
        let status = child.wait().unwrap();
        // It hears of it as a signal, or finds the terminal gone; both are ways to leave.
        assert!(status.signal().is_some() || matches!(status.exit_code(), 0 | 129), "{status:?}");
        ended += 1;
        let answered: usize = ["heels-down", "warm-cup", "kind-tone"]
            .iter()
            .map(|card| env.card(card)["practices"].as_array().unwrap().len() - 1)
            .sum();
        assert_eq!(answered, answers, "round {round}");
        kept += answered;
        env.assert_sound();
    }
    tell(&format!("{ended} windows closed under a session, {kept} answers acknowledged in them, 0 lost"));
}
