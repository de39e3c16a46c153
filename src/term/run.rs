//! The loop: draws when something changed, and waits otherwise.

use std::error::Error;
use std::io;
use std::sync::PoisonError;
use std::time::Duration;

use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Size;

use super::draw::paint;
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

/// Shows the app in the terminal until it is left.
///
/// `outside` does what the app asks for and tells the time; `monotonic` is a clock that never goes back. The caller makes
/// sure that standard input and output are a terminal.
pub fn run(app: &mut App, outside: &mut Outside<'_>, monotonic: &dyn Fn() -> Duration, theme: Theme) -> io::Result<()> {
    let guard = Guard::new()?;
    // A frame goes out in one write: no flicker, no half a frame.
    let out = io::BufWriter::with_capacity(1 << 16, io::stdout());
    let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
    let mut next = |wait: Option<Duration>| match wait {
        Some(wait) if !event::poll(wait)? => Ok(None),
        _ => event::read().map(Some),
    };
    let ended = turn(app, outside, monotonic, theme, &mut terminal, guard.pen(), &mut next);
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

fn turn<B: Backend>(
    app: &mut App,
    outside: &mut Outside<'_>,
    monotonic: &dyn Fn() -> Duration,
    theme: Theme,
    terminal: &mut Terminal<B>,
    pen: &Pen,
    next: Next<'_>,
) -> io::Result<()>
where
    B::Error: Send + Sync + 'static,
{
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
            terminal.draw(|frame| paint(frame, &view.sheet, view.scroll)).map_err(plainly)?;
        }
        let wait = app.wakes_in().map(|wakes| {
            let now = monotonic();
            let began = *since.get_or_insert(now);
            began.saturating_add(wakes).saturating_sub(now).max(SHORTEST)
        });
        if wait.is_none() {
            since = None;
        }
        let event = if kept.is_some() {
            kept.take()
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
        let msg = match event {
            Some(Event::Key(key)) => match press(&key) {
                Some(Press::Leave) => return Ok(()),
                Some(Press::Redraw) => {
                    // Resizing to the same size clears the window; `clear` would ask it for the cursor and wait.
                    let area = ratatui::layout::Rect::from((ratatui::layout::Position::ORIGIN, view.size));
                    terminal.resize(area).map_err(plainly)?;
                    view.changed = true;
                    None
                }
                Some(Press::Key(key)) if view.scrolls(&key) => None,
                Some(Press::Key(key)) => Some(Msg::Pressed(key)),
                None => None,
            },
            Some(Event::Paste(text)) => Some(Msg::Pressed(Key::Paste(text))),
            Some(Event::Resize(..)) => {
                // The terminal may have moved what stood there even when the size is the same again.
                view.changed = true;
                None
            }
            _ => None,
        };
        if let Some(msg) = msg
            && outside.tell(app, msg)
        {
            return Ok(());
        }
        // Before the new page is drawn: what is pressed once it can be seen is meant for it.
        if std::mem::take(&mut outside.slow) {
            kept = drain(next)?;
        }
        view.show(app.page());
    }
}

/// Takes away keys that were pressed while the disk kept the person waiting: they were meant for a page that is gone.
/// The last one that leaves or shows people to reach stays.
fn drain(next: Next<'_>) -> io::Result<Option<Event>> {
    let mut kept = None;
    while let Some(event) = next(Some(Duration::ZERO))? {
        let stays = match &event {
            Event::Key(key) => {
                matches!(press(key), Some(Press::Leave | Press::Key(Key::Esc | Key::F(1) | Key::Char('q' | 'Q' | '!'))))
            }
            _ => false,
        };
        if stays {
            kept = Some(event);
        }
    }
    Ok(kept)
}

/// What is on the screen now.
struct View {
    theme: Theme,
    size: Size,
    page: Page,
    sheet: Sheet,
    scroll: u16,
    /// Whether the screen differs from what was drawn last.
    changed: bool,
}

impl View {
    fn new(theme: Theme, size: Size, page: Page) -> Self {
        let sheet = Sheet::new(&page, &theme, size);
        let scroll = sheet.follow(0);
        Self { theme, size, page, sheet, scroll, changed: true }
    }

    fn show(&mut self, page: Page) {
        if page != self.page {
            let same = heading(&page) == heading(&self.page);
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

    /// Scrolls when there is more than fits and the key is one that scrolls; returns whether it was.
    fn scrolls(&mut self, key: &Key) -> bool {
        let furthest = self.sheet.furthest();
        let typing = self.page.blocks.iter().any(|block| matches!(block, Block::Input { .. }));
        let leaf = self.sheet.seen().saturating_sub(1).max(1);
        let to = match key {
            _ if furthest == 0 => return false,
            // Where a line of a list is in hand, the arrows move it and the view follows.
            Key::Up | Key::Down if self.sheet.follows() => return false,
            Key::Up => self.scroll.saturating_sub(1),
            Key::Down => self.scroll.saturating_add(1),
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
mod tests {
    use std::cell::Cell;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::app::sample;
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
        let ended = turn(&mut app, &mut outside, &|| Duration::ZERO, theme, &mut terminal, &pen, &mut next);
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
        let kept = drain(&mut |_| Ok(waiting.next().and_then(pressed))).unwrap();
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
        turn(&mut app, &mut outside, &clock, Theme::COLOURLESS, &mut terminal, &Pen::default(), &mut next).unwrap();
        assert_eq!(asked.get(), 0);
    }
}
