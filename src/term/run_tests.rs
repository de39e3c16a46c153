//! The loop with a terminal, a clock and a person that are made up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::TestBackend;

use super::*;
use crate::app::sample;
use crate::record::catalog::{After, Entry, Stretch};
use crate::samples;

fn pressed(code: KeyCode) -> Event {
    Event::Key(KeyEvent::from(code))
}

/// Runs the loop over these events, then a terminal that is gone; returns how it ended and how many were taken.
fn played(events: Vec<Event>) -> (io::Result<()>, usize) {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut events = events.into_iter();
    let mut taken = 0;
    let mut next = |_: Option<Duration>| {
        taken += 1;
        events.next().map(Some).ok_or_else(|| io::Error::from_raw_os_error(5))
    };
    let mut perform = |_: Effect| Msg::Recorded(Vec::new());
    let (pen, theme) = (Pen::default(), Theme::COLOURLESS);
    let mut app = sample::app();
    let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
    let wires = Wires { next: &mut next, ring: &mut || Ok(()), pen: &pen };
    let ended = turn(&mut app, &mut outside, &|| Duration::ZERO, theme, &mut terminal, wires);
    (ended, taken)
}

#[test]
fn control_c_leaves_at_once_and_a_lost_terminal_is_no_error() {
    let control = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    let (ended, taken) = played(vec![control('l'), Event::Resize(40, 12), control('c'), control('c')]);
    assert!(ended.is_ok());
    assert_eq!(taken, 3);
    let (ended, _) = played(vec![]);
    assert!(vanished(&ended.unwrap_err()));
    assert!(!vanished(&io::Error::other("disk")));
}

#[test]
fn keys_meant_for_a_page_that_is_gone_are_passed_over() {
    let pressed = |code| Some(pressed(code));
    let mut waiting = [KeyCode::Char('3'), KeyCode::Char('!'), KeyCode::Enter, KeyCode::Char('w')].into_iter();
    let kept = drain(&mut |_| Ok(waiting.next().and_then(pressed)), &sample::app()).unwrap();
    assert_eq!(kept, pressed(KeyCode::Char('!')), "people to reach are not");
}

fn view(name: &str, size: Size) -> View {
    let (_, page) = samples::all().into_iter().find(|(other, _)| *other == name).unwrap();
    View::new(Theme::COLOURLESS, size, page)
}

#[test]
fn keys_scroll_only_what_does_not_fit() {
    let mut short = view("cue", Size::new(80, 24));
    assert!(!short.scrolls(&Key::Down), "the app takes it");
    let mut long = view("long", Size::new(40, 12));
    let furthest = long.sheet.furthest();
    assert!(long.scrolls(&Key::Down) && long.scroll == 1);
    assert!(long.scrolls(&Key::End) && long.scroll == furthest);
    assert!(long.scrolls(&Key::PageDown) && long.scroll == furthest);
    assert!(long.scrolls(&Key::Home) && long.scroll == 0);
    assert!(!long.scrolls(&Key::Enter));
}

#[test]
fn nothing_is_drawn_again_when_nothing_changed() {
    let mut view = view("long", Size::new(40, 12));
    view.changed = false;
    view.show(view.page.clone());
    assert!(!view.changed);
    view.scrolls(&Key::Home);
    assert!(!view.changed, "it was there already");
    view.scrolls(&Key::Down);
    assert!(std::mem::take(&mut view.changed));
    let mut other = view.page.clone();
    other.blocks.push(Block::Text("one more".into()));
    view.show(other.clone());
    assert!(view.changed && view.scroll == 1, "the same screen keeps its place");
    other.title = "Another".into();
    view.show(other);
    assert_eq!(view.scroll, 0, "another begins at its top");
}

#[test]
fn the_clock_is_asked_for_only_while_something_moves() {
    let asked = Cell::new(0);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut next = |wait: Option<Duration>| {
        assert!(matches!(wait, None | Some(QUIET)));
        Ok(Some(pressed(KeyCode::Char('q'))))
    };
    let clock = || {
        asked.set(asked.get() + 1);
        Duration::ZERO
    };
    let mut perform = |_: Effect| Msg::Recorded(Vec::new());
    let mut app = sample::app();
    let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
    let pen = Pen::default();
    let wires = Wires { next: &mut next, ring: &mut || Ok(()), pen: &pen };
    turn(&mut app, &mut outside, &clock, Theme::COLOURLESS, &mut terminal, wires).unwrap();
    assert_eq!(asked.get(), 0);
}

/// A clock and a person in simulated time: whoever waits is woken late by some of the jitter, and keys come when asked.
struct Simulated {
    now: Cell<Duration>,
    /// How late each wake comes, one after another, over and over.
    late: Vec<Duration>,
    wakes: Cell<usize>,
    until: Duration,
}

impl Simulated {
    fn new(late: &[u64], until: Duration) -> Self {
        let late = late.iter().map(|ms| Duration::from_micros(*ms)).collect();
        Self { now: Cell::new(Duration::ZERO), late, wakes: Cell::new(0), until }
    }

    /// Waits; a lost terminal ends it when its time is up.
    fn wait(&self, wait: Option<Duration>) -> io::Result<Option<Event>> {
        let wakes = self.wakes.replace(self.wakes.get() + 1);
        let late = self.late.get(wakes % self.late.len().max(1)).copied().unwrap_or_default();
        let next = self.now.get() + wait.map_or(self.until, |wait| wait + late);
        self.now.set(next);
        if next >= self.until { Err(io::Error::from_raw_os_error(5)) } else { Ok(None) }
    }
}

/// A terminal that counts what is written to it.
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

/// Runs the loop in simulated time from the app as it is, and returns the bytes written after the first frame and the
/// number of wakes.
fn idle(app: &mut App, time: &Simulated) -> (usize, usize) {
    let written = Cell::new(0);
    let after_first = Cell::new(None);
    let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 80, 24));
    let options = ratatui::TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(Counted(&written)), options).unwrap();
    let mut next = |wait: Option<Duration>| {
        after_first.set(after_first.get().or(Some(written.get())));
        time.wait(wait)
    };
    let mut perform = |_: Effect| Msg::Recorded(Vec::new());
    let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
    let pen = Pen::default();
    let wires = Wires { next: &mut next, ring: &mut || Ok(()), pen: &pen };
    let ended = turn(app, &mut outside, &|| time.now.get(), Theme::DARK, &mut terminal, wires);
    assert!(ended.is_err(), "the time was up");
    (written.get() - after_first.get().unwrap(), time.wakes.get())
}

/// A breath of ten minutes, begun: in 4, out 6, sixty rounds.
fn ten_minutes(still: bool) -> App {
    let app = sample::with_breath(60, still, crate::record::settings::Bell::Off);
    assert!(app.wakes_in().is_some(), "a breath moves");
    app
}

#[test]
fn nothing_is_written_in_ten_idle_seconds_on_any_page_of_rest() {
    let seconds = Duration::from_secs(10);
    // Bare pages, and pages laid over them.
    let ways = ["", "f", "!", "?", "c", "w", "g", "p", "d", "n", "!p", "g?", "m", "\n", "h"];
    for keys in ways {
        let mut app = sample::app();
        for key in keys.chars() {
            let key = if key == '\n' { Key::Enter } else { Key::Char(key) };
            app.update(Msg::Pressed(key), sample::NOW);
        }
        let (bytes, wakes) = idle(&mut app, &Simulated::new(&[0], seconds));
        assert_eq!(bytes, 0, "{keys:?}");
        assert!(wakes <= 2, "{keys:?}: it waits for a key, and for nothing else but a quiet moment");
    }
    let mut paused = ten_minutes(false);
    paused.update(Msg::Pressed(Key::Char('p')), sample::NOW);
    assert_eq!(idle(&mut paused, &Simulated::new(&[0], seconds)).0, 0, "a breath that is paused");
}

/// Wakes that come up to 15 ms late, never twice in the same way: what adds up would show.
fn lateness() -> Vec<u64> {
    (0..97).map(|n| n * 7_919 % 15_000).collect()
}

/// Every part of sixty breaths of four seconds in and six out begins when it is due, to twenty milliseconds.
fn on_time(turns: &[(Duration, String)]) {
    assert!(turns.len() >= 120, "sixty breaths of two parts: {}", turns.len());
    for (index, (at, word)) in turns.iter().take(120).enumerate().skip(1) {
        let index = u64::try_from(index).unwrap();
        let due = Duration::from_secs(index / 2 * 10 + index % 2 * 4);
        assert!(at.abs_diff(due) < Duration::from_millis(20), "{word}: at {at:?}, due at {due:?}");
    }
}

#[test]
fn a_breath_drifts_by_less_than_twenty_milliseconds_in_ten_minutes() {
    let mut app = ten_minutes(false);
    let time = Simulated::new(&lateness(), Duration::from_secs(620));
    let (mut turns, mut since, mut frames) = (Vec::new(), Duration::ZERO, 0);
    while let Some(wakes) = app.wakes_in() {
        time.wait(Some(wakes)).unwrap();
        app.update(Msg::Passed(time.now.get().saturating_sub(since)), sample::NOW);
        since = time.now.get();
        frames += 1;
        let word = app.page().blocks.iter().find_map(|block| match block {
            Block::Pacer(pacer) => Some(format!("{} {}", pacer.word, pacer.round)),
            _ => None,
        });
        if let Some(word) = word.filter(|word| turns.last().is_none_or(|(_, last)| last != word)) {
            turns.push((since, word));
        }
    }
    assert!(frames > 9_000, "it moves smoothly: {frames}");
    on_time(&turns);
}

#[test]
fn the_loop_keeps_a_breath_on_time_for_ten_minutes() {
    let mut app = ten_minutes(true);
    let time = Simulated::new(&lateness(), Duration::from_secs(605));
    let screen = Shared::default();
    let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 80, 24));
    let options = ratatui::TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(screen.clone()), options).unwrap();
    let turns = RefCell::new(Vec::<(Duration, String)>::new());
    let mut next = |wait: Option<Duration>| {
        // What stands on the screen now was drawn at this time.
        let shown = screen.words();
        let word = shown.lines().find_map(|line| {
            let line = line.trim();
            ["in ", "out "].iter().find(|word| line.starts_with(**word)).map(|word| (*word).to_owned())
        });
        let mut turns = turns.borrow_mut();
        if let Some(word) = word.filter(|word| turns.last().is_none_or(|(_, last)| last != word)) {
            turns.push((time.now.get(), word));
        }
        time.wait(wait)
    };
    let mut perform = |_: Effect| Msg::Recorded(Vec::new());
    let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
    let pen = Pen::default();
    let wires = Wires { next: &mut next, ring: &mut || Ok(()), pen: &pen };
    let ended = turn(&mut app, &mut outside, &|| time.now.get(), Theme::COLOURLESS, &mut terminal, wires);
    assert!(ended.is_err(), "the time was up");
    drop(terminal);
    on_time(&turns.into_inner());
}

/// A terminal that several hands hold, to look at what was written.
#[derive(Clone)]
struct Shared(Rc<RefCell<vt100::Parser>>);

impl Default for Shared {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(vt100::Parser::new(24, 80, 0))))
    }
}

impl Shared {
    fn words(&self) -> String {
        self.0.borrow().screen().contents()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_bell_rings_when_it_is_asked_for_and_never_otherwise() {
    use crate::record::settings::Bell;
    for (bell, rings) in [(Bell::Off, 0), (Bell::Steps, 1), (Bell::Turns, 120)] {
        let mut app = sample::with_breath(60, true, bell);
        let time = Simulated::new(&[0], Duration::from_secs(605));
        let mut terminal = Terminal::new(TestBackend::new(40, 12)).unwrap();
        let count = Cell::new(0);
        let mut next = |wait: Option<Duration>| time.wait(wait);
        let mut ring = || {
            count.set(count.get() + 1);
            Ok(())
        };
        let mut perform = |_: Effect| Msg::Recorded(Vec::new());
        let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
        let pen = Pen::default();
        let wires = Wires { next: &mut next, ring: &mut ring, pen: &pen };
        let _ = turn(&mut app, &mut outside, &|| time.now.get(), Theme::COLOURLESS, &mut terminal, wires);
        assert_eq!(count.get(), rings, "{bell:?}");
    }
}

fn click(column: u16, row: u16) -> MouseEvent {
    let kind = MouseEventKind::Down(MouseButton::Left);
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

/// Where this stands on the screen.
fn find(view: &View, words: &str) -> (u16, u16) {
    let mut terminal = Terminal::new(TestBackend::new(view.size.width, view.size.height)).unwrap();
    terminal.draw(|frame| paint_with(frame, &view.sheet, view.scroll, None)).unwrap();
    let buffer = terminal.backend().buffer();
    for y in 0..view.size.height {
        let line: String = (0..view.size.width).map(|x| buffer[(x, y)].symbol()).collect();
        if let Some(at) = line.find(words) {
            return (u16::try_from(line.split_at(at).0.chars().count()).unwrap(), y);
        }
    }
    panic!("{words} is not on the screen");
}

#[test]
fn a_click_on_a_key_or_a_choice_is_that_key() {
    let mut app = sample::app();
    let mut view = View::new(Theme::DARK, Size::new(80, 24), app.page());
    for (words, key) in [("right now", Key::Char('n')), ("! people", Key::Char('!')), ("q leave", Key::Char('q'))] {
        let (x, y) = find(&view, words);
        assert_eq!(view.moused(click(x, y)), std::slice::from_ref(&key), "{words}");
        assert_eq!(view.moused(click(x, 0)), [], "above it is nothing");
    }
    app.update(Msg::Pressed(Key::Char('f')), sample::NOW);
    for size in [Size::new(80, 24), Size::new(40, 12), Size::new(120, 40)] {
        view.resize(size);
        view.show(app.page());
        let (x, y) = find(&view, "numb");
        assert_eq!(view.moused(click(x, y)), [Key::Char('1')], "{size:?}");
    }
    app.update(Msg::Pressed(Key::Esc), sample::NOW);
    let mut app = sample::app();
    app.update(Msg::Pressed(Key::Char('g')), sample::NOW);
    view.show(app.page());
    let (x, y) = find(&view, "retention");
    let keys = view.moused(click(x, y));
    assert!(matches!(keys.as_slice(), [Key::Row(_)]), "{keys:?}");
    tell(
        &mut app,
        &mut Outside { perform: &mut |_| Msg::Recorded(Vec::new()), now: &|| sample::NOW, slow: false },
        keys,
    );
    assert_eq!(app.page().title, "Retention", "a click on a line opens it");
}

#[test]
fn the_wheel_scrolls_a_long_page_and_walks_a_list() {
    let wheel = |kind| MouseEvent { kind, ..click(5, 5) };
    let mut long = view("long", Size::new(40, 12));
    assert_eq!(long.moused(wheel(MouseEventKind::ScrollDown)), []);
    assert_eq!(long.scroll, 3);
    assert_eq!(long.moused(wheel(MouseEventKind::ScrollUp)), []);
    assert_eq!(long.scroll, 0);
    assert_eq!(long.moused(wheel(MouseEventKind::Moved)), [], "moves are nothing");
    let app = sample::app();
    assert_eq!(long.pressed(Key::Char('j'), &app), [], "j and k scroll too");
    assert_eq!(long.scroll, 1);
}

#[test]
fn a_long_list_is_seen_at_once_and_counted_while_nobody_presses_anything() {
    let entry = |number: u32| Entry {
        id: format!("a/card-{number}").parse().unwrap(),
        title: format!("Card {number}").as_str().into(),
        family: "grounding".to_owned(),
        seconds: 60,
        gates: 0,
        states: 0,
        favourite: false,
        rests_until: None,
        due: None,
        active: true,
    };
    let told = Cell::new(0);
    let mut perform = |effect: Effect| {
        let Effect::List(after) = effect else { return Msg::Recorded(Vec::new()) };
        let from = told.replace(told.get() + 150);
        let rest = (from < 1350)
            .then(|| Box::new(After { deck: String::new(), position: 0, id: String::new(), decks: String::new() }));
        Msg::Listed(Stretch { entries: (from..from + 150).map(entry).collect(), rest, begins: after.is_none() })
    };
    // Pressed while the list is still being read, and after it.
    let mut keys = vec![pressed(KeyCode::Char('9')), pressed(KeyCode::Char('c'))];
    let screen = Shared::default();
    let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 80, 24));
    let options = ratatui::TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(screen.clone()), options).unwrap();
    let places = RefCell::new(Vec::<String>::new());
    let mut next = |wait: Option<Duration>| {
        let shown = screen.words().lines().find(|line| line.contains("Cards ")).map(|line| line.trim().to_owned());
        let mut places = places.borrow_mut();
        let changed = shown.filter(|shown| places.last() != Some(shown));
        places.extend(changed);
        if wait == Some(ALREADY) && (told.get() != 600 || keys.is_empty()) {
            return Ok(None);
        }
        keys.pop().map(Some).ok_or_else(|| io::Error::from_raw_os_error(5))
    };
    let mut app = sample::app();
    let mut outside = Outside { perform: &mut perform, now: &|| sample::NOW, slow: false };
    let pen = Pen::default();
    let wires = Wires { next: &mut next, ring: &mut || Ok(()), pen: &pen };
    assert!(turn(&mut app, &mut outside, &|| Duration::ZERO, Theme::COLOURLESS, &mut terminal, wires).is_err());
    let places: Vec<String> =
        places.into_inner().iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // Of the 600 that were read when "9" was pressed, more than a hundred have it.
    assert_eq!(places, ["Cards 100 so far", "Cards 366 of 1500"]);
}
