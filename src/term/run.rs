//! The loop: draws when something changed, and waits otherwise.

use std::error::Error;
use std::io::{self, Write};
use std::sync::PoisonError;
use std::time::Duration;

use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Size;

use super::draw::paint_with;
use super::field::Field;
use super::guard::{Guard, Pen};
use super::keyboard::{Press, press};
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::keys::Key;
use crate::app::page::{Block, Page};
use crate::app::{App, Effect, Msg, Outside};

/// The shortest wait for a page that moves by itself, so that no page can keep the machine busy.
const SHORTEST: Duration = Duration::from_millis(10);

/// How long nothing is pressed on a page of rest before it is a quiet moment.
const QUIET: Duration = Duration::from_millis(400);

/// How long is listened for what was pressed already. The terminal's reader never looks when it is given no time at all.
const ALREADY: Duration = Duration::from_micros(200);

/// Lines that one turn of the wheel moves.
const WHEEL: usize = 3;

/// Shows the app in the terminal until it is left.
///
/// `outside` does what the app asks for and tells the time; `monotonic` is a clock that never goes back; `mouse` takes clicks
/// and the wheel. The caller makes sure that standard input and output are a terminal.
pub fn run(
    app: &mut App,
    outside: &mut Outside<'_>,
    monotonic: &dyn Fn() -> Duration,
    theme: Theme,
    mouse: bool,
) -> io::Result<()> {
    let guard = Guard::new(mouse)?;
    // A frame goes out in one write: no flicker, no half a frame.
    let out = io::BufWriter::with_capacity(1 << 16, io::stdout());
    let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
    let mut next = |wait: Option<Duration>| match wait {
        Some(wait) if !event::poll(wait)? => Ok(None),
        _ => event::read().map(Some),
    };
    let mut ring = || {
        let mut out = io::stdout();
        out.write_all(b"\x07").and_then(|()| out.flush())
    };
    let wires = Wires { next: &mut next, ring: &mut ring, pen: guard.pen() };
    let ended = turn(app, outside, monotonic, theme, &mut terminal, wires);
    // A closed window is a way to leave.
    ended.or_else(|error| if vanished(&error) { Ok(()) } else { Err(error) })
}

/// Whether the terminal is gone: closed, hung up, or no longer ours.
fn vanished(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionReset, NotConnected, UnexpectedEof};
    const EIO: i32 = 5;
    const ENXIO: i32 = 6;
    matches!(error.kind(), BrokenPipe | ConnectionReset | NotConnected | UnexpectedEof)
        || (cfg!(unix) && matches!(error.raw_os_error(), Some(EIO | ENXIO)))
}

/// Returns the error of a back end as one of input and output, which is what it is wherever there is a terminal.
fn plainly(error: impl Error + Send + Sync + 'static) -> io::Error {
    let error: Box<dyn Error + Send + Sync> = Box::new(error);
    error.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error)
}

/// What comes from outside: waits for ever or for some time; `None` when the time is up.
type Next<'a> = &'a mut dyn FnMut(Option<Duration>) -> io::Result<Option<Event>>;

/// What the loop hears and what it makes sound with.
struct Wires<'a> {
    next: Next<'a>,
    ring: &'a mut dyn FnMut() -> io::Result<()>,
    pen: &'a Pen,
}

fn turn<B: Backend>(
    app: &mut App,
    outside: &mut Outside<'_>,
    monotonic: &dyn Fn() -> Duration,
    theme: Theme,
    terminal: &mut Terminal<B>,
    wires: Wires<'_>,
) -> io::Result<()>
where
    B::Error: Send + Sync + 'static,
{
    let Wires { next, ring, pen } = wires;
    let size = terminal.size().map_err(plainly)?;
    let mut view = View::new(theme, size, app.page());
    // When the last `Passed` was sent, while something moves by itself.
    let mut since: Option<Duration> = None;
    // A key that was pressed while the disk kept the person waiting, and that counts all the same.
    let mut kept = None;
    // Whether this page had its quiet moment.
    let mut rested = false;
    loop {
        if std::mem::take(&mut view.changed) {
            let _held = pen.lock().unwrap_or_else(PoisonError::into_inner);
            let (sheet, scroll, field) = (&view.sheet, view.scroll, view.field.as_ref());
            terminal.draw(|frame| paint_with(frame, sheet, scroll, field)).map_err(plainly)?;
        }
        if app.take_bell() {
            let _held = pen.lock().unwrap_or_else(PoisonError::into_inner);
            ring()?;
        }
        let wait = app.wakes_in().map(|wakes| {
            let now = monotonic();
            let began = *since.get_or_insert(now);
            began.saturating_add(wakes).saturating_sub(now).max(SHORTEST)
        });
        if wait.is_none() {
            since = None;
        }
        let goes_on = kept.is_none() && app.goes_on();
        let event = if kept.is_some() {
            kept.take()
        } else if goes_on {
            next(Some(ALREADY))?
        } else if wait.is_none() && app.rests() && !std::mem::replace(&mut rested, true) {
            match next(Some(QUIET))? {
                None => {
                    (outside.perform)(Effect::Tidy);
                    next(None)?
                }
                event => event,
            }
        } else {
            next(wait)?
        };
        rested &= app.rests();
        // A key is never kept waiting for what can be done after it.
        if goes_on && event.is_none() && outside.tell(app, Msg::Quiet) {
            return Ok(());
        }
        // Time first, so that a key finds the clock where the person saw it.
        if let Some(began) = since {
            let now = monotonic();
            since = Some(now);
            if outside.tell(app, Msg::Passed(now.saturating_sub(began))) {
                return Ok(());
            }
        }
        // A new size that comes together with a key may not be told as an event of its own.
        let size = terminal.size().map_err(plainly)?;
        if size != view.size {
            view.resize(size);
        }
        let keys = match view.heard(event, app) {
            Heard::Keys(keys) => keys,
            Heard::Leave(keys) => {
                tell(app, outside, keys);
                return Ok(());
            }
            Heard::Redraw => {
                // Resizing to the same size clears the window; `clear` would ask it for the cursor and wait.
                let area = ratatui::layout::Rect::from((ratatui::layout::Position::ORIGIN, view.size));
                terminal.resize(area).map_err(plainly)?;
                view.changed = true;
                Vec::new()
            }
        };
        if tell(app, outside, keys) {
            return Ok(());
        }
        // Before the new page is drawn: what is pressed once it can be seen is meant for it.
        if std::mem::take(&mut outside.slow) {
            kept = drain(next, app)?;
        }
        view.show(app.page());
    }
}

/// Tells the app of keys, one after another; returns whether to leave.
fn tell(app: &mut App, outside: &mut Outside<'_>, keys: Vec<Key>) -> bool {
    keys.into_iter().any(|key| outside.tell(app, Msg::Pressed(key)))
}

/// Takes away keys that were pressed while the disk kept the person waiting: they were meant for a page that is gone.
/// The last one that leaves or shows people to reach stays.
fn drain(next: Next<'_>, app: &App) -> io::Result<Option<Event>> {
    let mut kept = None;
    while let Some(event) = next(Some(ALREADY))? {
        let stays = match &event {
            Event::Key(key) => match press(key) {
                Some(Press::Leave) => true,
                Some(Press::Key(key)) => app.is_urgent(&key),
                _ => false,
            },
            _ => false,
        };
        if stays {
            kept = Some(event);
        }
    }
    Ok(kept)
}

/// What is to be done about something from outside.
enum Heard {
    /// Tell the app of these keys.
    Keys(Vec<Key>),
    /// Tell the app of these, and leave.
    Leave(Vec<Key>),
    /// Draw everything again.
    Redraw,
}

/// What is on the screen now.
struct View {
    theme: Theme,
    size: Size,
    page: Page,
    sheet: Sheet,
    scroll: u16,
    /// Where one writes, on a page that asks for it.
    field: Option<Field>,
    /// Whether the screen differs from what was drawn last.
    changed: bool,
}

impl View {
    fn new(theme: Theme, size: Size, page: Page) -> Self {
        let sheet = Sheet::new(&page, &theme, size);
        let scroll = sheet.follow(0);
        let field = Field::of(&page);
        Self { theme, size, page, sheet, scroll, field, changed: true }
    }

    fn show(&mut self, page: Page) {
        if page != self.page {
            let same = heading(&page) == heading(&self.page);
            if !self.field.as_ref().is_some_and(|field| field.belongs(&page)) {
                self.field = Field::of(&page);
            }
            self.page = page;
            self.set(if same { self.scroll } else { 0 });
        }
    }

    fn resize(&mut self, size: Size) {
        self.size = size;
        self.set(self.scroll);
        self.changed = true;
    }

    fn set(&mut self, scroll: u16) {
        let sheet = Sheet::new(&self.page, &self.theme, self.size);
        let scroll = sheet.follow(scroll);
        if sheet != self.sheet || scroll != self.scroll {
            (self.sheet, self.scroll) = (sheet, scroll);
            self.changed = true;
        }
    }

    /// Takes what came from outside, and returns what is to be done about it.
    fn heard(&mut self, event: Option<Event>, app: &App) -> Heard {
        Heard::Keys(match event {
            Some(Event::Key(key)) => match press(&key) {
                // What was being written is kept, as with every other way out.
                Some(Press::Leave) if self.field.is_some() => return Heard::Leave(self.handed(Key::Esc)),
                Some(Press::Leave) => return Heard::Leave(Vec::new()),
                Some(Press::Redraw) => return Heard::Redraw,
                Some(Press::Key(key)) => self.pressed(key, app),
                None => Vec::new(),
            },
            Some(Event::Paste(text)) => self.pressed(Key::Paste(text), app),
            Some(Event::Mouse(mouse)) => self.moused(mouse),
            Some(Event::Resize(..)) => {
                // The terminal may have moved what stood there even when the size is the same again.
                self.changed = true;
                Vec::new()
            }
            _ => Vec::new(),
        })
    }

    /// Takes a key that writes or scrolls, and returns what is for the app.
    fn pressed(&mut self, key: Key, app: &App) -> Vec<Key> {
        if let Some(field) = &mut self.field {
            if field.press(&key) {
                self.changed = true;
                return Vec::new();
            }
            return self.handed(key);
        }
        // Letters scroll only where they mean nothing else.
        let free = !matches!(key, Key::Char(_)) || app.meaning(&key).is_none();
        if free && self.scrolls(&key) { Vec::new() } else { vec![key] }
    }

    /// Hands what was written to the app before a key that leaves the field.
    fn handed(&self, key: Key) -> Vec<Key> {
        self.field.iter().map(|field| Key::Written(field.text())).chain([key]).collect()
    }

    /// Takes a click or a turn of the wheel, and returns what is for the app.
    fn moused(&mut self, mouse: MouseEvent) -> Vec<Key> {
        let key = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) if self.page == Page::default() => return vec![Key::Row(0)],
            MouseEventKind::Down(MouseButton::Left) => {
                return match self.sheet.key_at(mouse.column, mouse.row, self.scroll) {
                    Some(key) => self.handed(key),
                    None => Vec::new(),
                };
            }
            MouseEventKind::ScrollUp => Key::Up,
            MouseEventKind::ScrollDown => Key::Down,
            _ => return Vec::new(),
        };
        if self.sheet.furthest() == 0 {
            // A list walks by a line; anything else has nowhere to go.
            return if self.sheet.walks() && self.field.is_none() { vec![key] } else { Vec::new() };
        }
        for _ in 0..WHEEL {
            self.move_by(&key);
        }
        Vec::new()
    }

    /// Scrolls when there is more than fits and the key is one that scrolls; returns whether it was.
    fn scrolls(&mut self, key: &Key) -> bool {
        // Where the arrows walk a list or choices, the view follows them.
        let arrow = matches!(key, Key::Up | Key::Down | Key::Char('j' | 'k'));
        self.sheet.furthest() > 0 && !(arrow && self.sheet.walks()) && self.move_by(key)
    }

    /// Moves what is seen; returns whether the key is one that does.
    fn move_by(&mut self, key: &Key) -> bool {
        let furthest = self.sheet.furthest();
        let typing = self.page.blocks.iter().any(|block| matches!(block, Block::Input { .. }));
        let leaf = self.sheet.seen().saturating_sub(1).max(1);
        let to = match key {
            Key::Up | Key::Char('k') => self.scroll.saturating_sub(1),
            Key::Down | Key::Char('j') => self.scroll.saturating_add(1),
            Key::PageUp => self.scroll.saturating_sub(leaf),
            Key::PageDown => self.scroll.saturating_add(leaf),
            // Where something is typed, these move in the line.
            Key::Home if !typing => 0,
            Key::End if !typing => furthest,
            _ => return false,
        };
        let to = to.min(furthest);
        self.changed |= to != self.scroll;
        self.scroll = to;
        true
    }
}

/// What tells one screen from another: its title and its lead.
fn heading(page: &Page) -> (&str, Option<&str>) {
    let lead = page.blocks.iter().find_map(|block| match block {
        Block::Lead(text) => Some(text.as_str()),
        _ => None,
    });
    (&page.title, lead)
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
