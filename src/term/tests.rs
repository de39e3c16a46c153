//! Every sample page on screens of many sizes.

use std::fmt::Write as _;

use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::draw::{Screen, paint};
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::page::{Block, Page};
use crate::app::tests::every;
use crate::language::keys::Does;
use crate::language::{DE, EN};
use crate::samples;

fn shown(page: &Page, width: u16, height: u16, scroll: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let sheet = Sheet::new(page, &Theme::COLOURLESS, Size::new(width, height));
    terminal.draw(|frame| paint(frame, &sheet, scroll)).unwrap();
    terminal
}

fn words(page: &Page, width: u16, height: u16, scroll: u16) -> String {
    shown(page, width, height, scroll).backend().to_string()
}

fn sample(name: &str) -> Page {
    samples::all().into_iter().find(|(other, _)| *other == name).map(|(_, page)| page).unwrap()
}

fn cells(page: &Page, theme: &Theme, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    Screen { page, theme, scroll: 0 }.render(buffer.area, &mut buffer);
    buffer
}

#[test]
fn every_page_at_every_usual_size() {
    for (name, page) in samples::all() {
        for (width, height) in [(80, 24), (40, 12), (120, 40)] {
            let mut terminal = shown(&page, width, height, 0);
            let cursor = terminal.get_cursor_position().unwrap();
            let text = terminal.backend().to_string();
            insta::assert_snapshot!(
                format!("{name}_{width}x{height}"),
                format!("{text}cursor {},{}\n", cursor.x, cursor.y)
            );
        }
    }
}

#[test]
fn no_size_makes_a_page_panic() {
    let draw = |page: &Page, width, height| {
        let sheet = Sheet::new(page, &Theme::DARK, Size::new(width, height));
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        for scroll in [0, u16::MAX] {
            terminal.draw(|frame| paint(frame, &sheet, scroll)).unwrap();
        }
    };
    // One of each kind at every size, everything at some: at all of the smallest when the gate asks for it.
    let kinds = ["guided", "breath_paused", "rated", "help_lines", "scripts"].map(sample);
    for (width, height) in (1..=60).flat_map(|width| (1..=20).map(move |height| (width, height))) {
        for page in &kinds {
            draw(page, width, height);
        }
    }
    #[allow(clippy::disallowed_methods, reason = "how much a test tries is no matter of the program")]
    let step = if std::env::var_os("REKINDLE_FAULTS").is_some() { 1 } else { 23 };
    let everything = samples::all();
    let small = (1..=40).flat_map(|width| (1..=15).map(move |height| (width, height)));
    for (number, (width, height)) in small.enumerate() {
        for (_, page) in everything.iter().skip(number % step).step_by(step) {
            draw(page, width, height);
        }
    }
    let mut pages: Vec<Page> = samples::all().into_iter().map(|(_, page)| page).collect();
    pages.push(samples::with(&samples::hostile()));
    pages.push(Page::default());
    for (width, height) in [(1, 1), (20, 5), (21, 7), (29, 9), (47, 13), (60, 20), (200, 60), (400, 100)] {
        for page in &pages {
            draw(page, width, height);
        }
    }
    assert_eq!(words(&pages[0], 18, 4, 0).replace([' ', '"', '\n'], ""), "Windowtoosmall");
}

/// Every letter of every page is on the screen at some scroll: nothing is cut without a word.
#[test]
fn all_of_a_page_can_be_reached_by_scrolling() {
    for (name, page) in samples::all() {
        for (width, height) in [(20, 5), (24, 8), (40, 12), (80, 24)] {
            let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(width, height));
            let mut seen = String::new();
            for scroll in 0..=sheet.furthest() {
                let text = words(&page, width, height, scroll);
                assert_eq!(text.contains("↓ more"), scroll < sheet.furthest(), "{name} {width}x{height}");
                assert_eq!(text.contains("↑ more"), scroll > 0, "{name} {width}x{height}");
                seen.push_str(&text);
            }
            for line in sheet.body.iter().chain(&sheet.help).map(ToString::to_string) {
                assert!(seen.contains(line.trim()), "{name} {width}x{height}: {line}");
                assert!(
                    super::prose::width(&line) <= usize::from(sheet.column.width),
                    "{name} {width}x{height}: {line}"
                );
            }
        }
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    for (name, page) in samples::all() {
        let buffer = cells(&page, &Theme::COLOURLESS, 80, 24);
        let coloured = |cell: &&Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
        assert_eq!(buffer.content.iter().find(coloured), None, "{name}");
    }
}

#[test]
fn colours_are_one_accent_and_never_red() {
    for (theme, accent) in [(Theme::DARK, Color::LightCyan), (Theme::LIGHT, Color::Blue)] {
        for (name, page) in samples::all() {
            let buffer = cells(&page, &theme, 80, 24);
            assert!(buffer.content.iter().all(|cell| cell.bg == Color::Reset), "{name}");
            assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset || cell.fg == accent), "{name}");
        }
    }
}

#[test]
fn weight_says_what_matters() {
    let buffer = cells(&sample("guided"), &Theme::DARK, 80, 24);
    let bold = |x, y| buffer[(x, y)].modifier.contains(Modifier::BOLD);
    assert!(bold(6, 4) && bold(12, 4), "the step being done");
    assert!(!bold(12, 3) && !bold(12, 5), "the steps around it");
    assert!(bold(6, 21) && !bold(12, 21), "a key, and what it does");
    assert_eq!(buffer[(6, 1)].fg, Color::LightCyan, "the title");
    let caution = cells(&sample("new_card"), &Theme::COLOURLESS, 80, 24);
    let dim = caution.content.iter().any(|cell| cell.modifier.contains(Modifier::DIM));
    assert!(!dim, "no words are dim");
}

/// How much of a cell a block fills, in sixty-fourths of it.
fn filled(cell: &Cell) -> u32 {
    let symbol = cell.symbol().chars().next().unwrap_or(' ');
    let nth = |blocks: &str| blocks.chars().position(|block| block == symbol).and_then(|at| u32::try_from(at).ok());
    let drawn = match (nth("▏▎▍▌▋▊▉█").or_else(|| nth("▁▂▃▄▅▆▇")), symbol) {
        (Some(eighths), _) => (eighths + 1) * 8,
        (None, '▘' | '▝' | '▖' | '▗') => 16,
        (None, '▙' | '▟' | '▛' | '▜') => 48,
        _ => 0,
    };
    if cell.modifier.contains(Modifier::REVERSED) { 64 - drawn } else { drawn }
}

/// The breath alone, as full as that, and how much of each of its cells is filled, row by row.
fn breath(fill: f32, width: u16, height: u16) -> Vec<Vec<u32>> {
    let page = Page { blocks: vec![samples::breath("in", Some(3), fill, false)], ..Page::default() };
    let buffer = cells(&page, &Theme::COLOURLESS, width, height);
    let row = |y: u16| (0..width).map(|x| filled(&buffer[(x, y)])).collect::<Vec<_>>();
    (0..height).map(row).filter(|row| row.iter().any(|part| *part > 0)).collect()
}

#[test]
fn a_breath_grows_and_shrinks_smoothly_on_every_side() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let area = |fill: f32| breath(fill, width, height).iter().flatten().sum::<u32>();
        let sizes: Vec<u32> = (0..=50u8).map(|fill| area(f32::from(fill) / 50.0)).collect();
        assert!(sizes.is_sorted(), "{width}x{height}: {sizes:?}");
        assert!(sizes[0] >= 64 && sizes[50] > 64 * 50, "{sizes:?}");
        let last = sizes[50];
        assert!(sizes.windows(2).all(|two| two[1] - two[0] < last / 12), "nothing jumps: {sizes:?}");
        assert_eq!((area(f32::NAN), area(7.0)), (sizes[0], last));
        let mut tops = std::collections::BTreeSet::new();
        for fill in 0..=100u8 {
            let rows = breath(f32::from(fill) / 100.0, width, height);
            for (row, other) in rows.iter().zip(rows.iter().rev()) {
                assert_eq!(row, other, "above as below, {width}x{height} at {fill}");
                let mirrored: Vec<u32> = row.iter().rev().copied().collect();
                assert_eq!(row, &mirrored, "left as right, {width}x{height} at {fill}");
            }
            tops.insert((rows.len(), rows[0][usize::from(width) / 2]));
        }
        assert!(tops.len() >= 9, "the top edge moves by eighths: {tops:?}");
    }
}

/// Counts what is written.
struct Counted<'a>(&'a std::cell::Cell<usize>);

impl std::io::Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_frame_of_a_breath_is_a_few_hundred_bytes() {
    for (width, height, most) in [(40, 12, 130), (80, 24, 220), (120, 40, 300)] {
        let count = std::cell::Cell::new(0);
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
        let mut terminal = Terminal::with_options(CrosstermBackend::new(Counted(&count)), options).unwrap();
        let mut frame = |fill: f32, left: u32| {
            let page = Page { blocks: vec![samples::breath("in", Some(left), fill, false)], ..Page::default() };
            let sheet = Sheet::new(&page, &Theme::DARK, Size::new(width, height));
            terminal.draw(|frame| paint(frame, &sheet, 0)).unwrap();
        };
        frame(0.0, 4);
        count.set(0);
        // Four seconds in and six out, twenty frames a second.
        for at in 0..200_u16 {
            let (part, left) =
                if at < 80 { (f32::from(at) / 80.0, 80 - at) } else { (f32::from(200 - at) / 120.0, 200 - at) };
            frame(part * part * (3.0 - 2.0 * part), u32::from(left.div_ceil(20)));
        }
        let average = count.get() / 200;
        println!("{width}x{height}: {average} bytes a frame");
        assert!(average <= most, "{width}x{height}: {average} bytes a frame");
    }
}

#[test]
fn keys_that_matter_stay_when_the_window_is_narrow() {
    let page = sample("guided");
    for (width, height) in [(20, 5), (20, 8), (30, 10), (40, 12)] {
        let text = words(&page, width, height, 0);
        let help = text.lines().rev().take(2).collect::<String>();
        for key in ["Enter", "q", "!", "?"] {
            assert!(help.contains(key), "{key} at {width}x{height}: {text}");
        }
    }
}

#[test]
fn when_to_stop_and_people_are_on_the_help_line_while_steps_run() {
    let does = [Does::WhenToStop, Does::StopHere, Does::PeopleToReach, Does::Leave];
    for (words, pages) in [(&EN, every_screen()), (&DE, every_screen_in_german())] {
        let runs = |page: &Page| page.keys.iter().any(|binding| binding.does == Does::StopHere);
        let running: Vec<_> = pages.into_iter().filter(|(_, page)| runs(page)).collect();
        assert!(running.len() >= 6, "steps and breaths, moving, still, paused, with fewer words");
        for (name, page) in running {
            let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(40, 12));
            let help: Vec<String> = sheet.help.iter().map(|line| format!("{line}  ")).collect();
            let help = help.concat();
            assert!(help.contains("  ? "), "{name}: {help}");
            for said in does.map(words.keys.does) {
                assert!(help.contains(&format!(" {}  ", said.brief)), "{name} hides {}: {help}", said.brief);
            }
        }
    }
}

#[test]
fn the_cursor_follows_what_is_typed() {
    let mut page = sample("typing");
    for letters in [0_usize, 5, 60, 300] {
        page.blocks[1] = Block::Input { label: "Words:".into(), text: "x".repeat(letters), cursor: letters };
        for (width, height) in [(20, 5), (40, 12), (80, 24)] {
            let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(width, height));
            let scroll = sheet.follow(0);
            let (x, y) = sheet.cursor(scroll).unwrap();
            let terminal = shown(&page, width, height, scroll);
            assert_eq!(terminal.backend().buffer()[(x, y)].symbol(), " ", "{letters} at {width}x{height}");
            assert!(letters == 0 || terminal.backend().buffer()[(x - 1, y)].symbol() == "x" || x == sheet.column.x + 2);
        }
    }
}

/// Draws through the real back end and returns the bytes that would reach the terminal.
fn bytes(draw: impl FnOnce(&mut ratatui::Frame<'_>)) -> String {
    let mut bytes = Vec::new();
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 100, 400)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut bytes), options).unwrap();
    terminal.draw(draw).unwrap();
    drop(terminal);
    String::from_utf8(bytes).unwrap()
}

/// Takes away the escapes that the back end itself writes: cursor moves, styles, showing and hiding the cursor.
fn without_styling(bytes: &str) -> String {
    let mut rest = bytes;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        let (numbers, _) = after.split_once(|c: char| c.is_ascii_alphabetic()).unwrap();
        let (escape, after) = after.split_at(numbers.len() + 1);
        assert!(escape.ends_with(['H', 'm', 'l', 'h']), "an escape of its own: {escape:?}");
        rest = after;
    }
    text + rest
}

#[test]
fn nothing_a_terminal_acts_on_gets_through() {
    let page = samples::with(&samples::hostile());
    let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(100, 400));
    let drawn = without_styling(&bytes(|frame| paint(frame, &sheet, 0)));
    assert_eq!(drawn.chars().find(|c| samples::acts(*c)), None);
    assert!(drawn.split(|c| c != '\u{301}').all(|marks| marks.chars().count() <= 8));
    assert!(drawn.contains("clip \u{fffd}]52;c;cm0gLXJm\u{fffd} board"), "replaced where it can be seen");
}

#[test]
fn the_last_sweep_catches_what_a_widget_lets_through() {
    let drawn = bytes(|frame| {
        for (x, text) in (0..).step_by(4).zip(samples::hostile()) {
            if let Some(cell) = frame.buffer_mut().cell_mut((x, 0)) {
                cell.set_symbol(&text);
            }
        }
        super::draw::sweep_cells(frame.buffer_mut());
    });
    assert_eq!(without_styling(&drawn).chars().find(|c| samples::acts(*c)), None);
}

/// Every screen that there is: the app's own, and those of what helped, which need a long record.
fn every_screen() -> Vec<(&'static str, Page)> {
    let apps = every::apps().into_iter().map(|(name, app)| (name, app.page()));
    let long = ["helped", "closer", "days", "words"].into_iter();
    let known = samples::all();
    apps.chain(long.filter_map(|name| known.iter().find(|(other, _)| *other == name).cloned())).collect()
}

/// Every screen of the app in German.
fn every_screen_in_german() -> Vec<(&'static str, Page)> {
    every::apps_in(&DE).into_iter().map(|(name, app)| (name, app.page())).collect()
}

/// The screens that a person meets first, in German, in the smallest usual window and in the usual one.
#[test]
fn main_screens_in_german() {
    const MAIN: &[&str] = &[
        "welcome", "today", "check_in", "level", "gate", "new_card", "cue", "revealed", "step", "breath", "stop",
        "after", "worse", "stuck", "end", "now", "kept", "people", "keys", "settings", "consent", "weeks",
    ];
    let screens = every_screen_in_german();
    for main in MAIN {
        let (name, page) = screens.iter().find(|(name, _)| name == main).unwrap();
        let said = format!("{}\n{}", words(page, 40, 12, 0), words(page, 80, 24, 0));
        insta::with_settings!({ snapshot_path => "screens_de" }, { insta::assert_snapshot!(*name, said); });
    }
}

/// In the smallest usual window the help line keeps its words, people to reach among them.
#[test]
fn german_help_lines_fit_in_forty_columns() {
    for (name, page) in every_screen_in_german() {
        let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(40, 12));
        assert!(sheet.help.len() <= 2, "{name}: {:?}", sheet.help);
        if page.keys.iter().any(|binding| binding.does == Does::PeopleToReach) {
            let help: Vec<String> = sheet.help.iter().map(ToString::to_string).collect();
            assert!(help.concat().contains("Menschen"), "{name}: {help:?}");
        }
    }
}

/// The styles of a screen, run by run: `row:from-to` and what is not plain.
fn styles(buffer: &Buffer) -> String {
    let mut said = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = |x: u16| (buffer[(x, y)].fg, buffer[(x, y)].modifier);
            let (fg, modifier) = style(x);
            let end = (x..buffer.area.width).find(|&at| style(at) != (fg, modifier)).unwrap_or(buffer.area.width);
            if fg != Color::Reset || !modifier.is_empty() {
                let colour = if fg == Color::Reset { String::new() } else { format!(" {fg}") };
                let weight = if modifier.is_empty() { String::new() } else { format!(" {modifier:?}") };
                writeln!(said, "{y}:{x}-{}{colour}{}", end - 1, weight.to_lowercase()).unwrap();
            }
            x = end;
        }
    }
    said
}

/// One file a screen: its words at three sizes, and under each the styles of three themes.
#[test]
fn every_screen_in_three_sizes_and_three_themes() {
    for (name, page) in every_screen() {
        let mut said = String::new();
        for (width, height) in [(40, 12), (80, 24), (120, 40)] {
            let mut terminal = shown(&page, width, height, 0);
            let cursor = terminal.get_cursor_position().unwrap();
            let text = terminal.backend().to_string();
            write!(said, "=== {width}x{height}, cursor {},{}\n{text}", cursor.x, cursor.y).unwrap();
            for (theme, named) in [(Theme::COLOURLESS, "colourless"), (Theme::DARK, "dark"), (Theme::LIGHT, "light")] {
                let styles = styles(&cells(&page, &theme, width, height));
                let runs = styles.replace('\n', "; ");
                writeln!(said, "--- {named}\n{}", runs.trim_end_matches("; ")).unwrap();
            }
        }
        insta::with_settings!({ snapshot_path => "screens" }, { insta::assert_snapshot!(name, said); });
    }
}

/// Every word of every page is on the screen at some scroll: nothing is cut without a word.
#[test]
fn every_word_of_every_screen_can_be_reached_at_every_size() {
    for (name, page) in every_screen().into_iter().chain(every_screen_in_german()) {
        for (width, height) in [(20, 6), (24, 8), (40, 12), (80, 24), (120, 40)] {
            let sheet = Sheet::new(&page, &Theme::COLOURLESS, Size::new(width, height));
            let mut seen = String::new();
            for scroll in 0..=sheet.furthest() {
                seen.push_str(&words(&page, width, height, scroll));
            }
            // Long words break at the end of a line, so letters are compared without what stands between them.
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let seen = bare(&seen);
            for word in texts(&page).iter().flat_map(|text| text.split_whitespace()).map(bare) {
                let short = word.chars().count() <= usize::from(width) / 2;
                // Where no blanks part words, a line ends within one.
                let whole = seen.contains(&word) || (!word.is_ascii() && word.chars().all(|c| seen.contains(c)));
                assert!(!short || whole, "{name} {width}x{height}: {word}");
            }
        }
    }
}

/// What a page says, apart from its help line.
fn texts(page: &Page) -> Vec<String> {
    let mut said = vec![page.title.clone(), page.place.clone()];
    for block in &page.blocks {
        match block {
            Block::Lead(text)
            | Block::Heading(text)
            | Block::Text(text)
            | Block::Aside(text)
            | Block::Caution(text) => {
                said.push(text.clone());
            }
            Block::Steps(steps) => said.extend(steps.iter().flat_map(|step| [step.text.clone(), step.time.clone()])),
            Block::Choices(choices) => said.extend(choices.iter().map(|choice| choice.text.clone())),
            Block::Facts(facts) => said.extend(facts.iter().flat_map(|(label, value)| [label.clone(), value.clone()])),
            Block::Pacer(pacer) => said.extend([pacer.word.clone(), pacer.round.clone()]),
            Block::Input { label, text, .. } => said.extend([label.clone(), text.clone()]),
            Block::Writing { label, .. } => said.push(label.clone()),
            Block::Plot(_) | Block::Gap => {}
        }
    }
    said
}

#[test]
fn a_stop_sign_is_in_sight_in_the_smallest_usual_window() {
    let (_, page) = every_screen().into_iter().find(|(name, _)| *name == "stop").unwrap();
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let text = words(&page, width, height, 0).replace(['"', '\n'], " ");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("You feel faint, have chest pain, or get short of breath."), "{width}x{height}:\n{text}");
    }
}
