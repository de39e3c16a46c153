//! A page set for one size of window: where the column stands, what fits, what scrolls.

use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::blocks::{self, Piece, Touch};
use super::help::help;
use super::pacer::pacer;
use super::plot;
use super::prose::{set, set_plain, width};
use super::sweep::clean;
use super::theme::Theme;
use crate::app::keys::Key;
use crate::app::page::{Block, Pacer, Page, Progress};
use crate::app::plot::Plot;
use crate::language::Language;
use crate::language::keys::Does;

/// The widest that text gets: longer lines are hard to come back from.
const COLUMN: u16 = 68;
/// The height beyond which a page no longer grows, but stands a little above the middle.
const TALL: u16 = 30;

/// A page set for a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub(super) column: Rect,
    pub(super) head: Vec<Line<'static>>,
    pub(super) body: Vec<Line<'static>>,
    /// The first row of the body, from the top of the column.
    pub(super) body_top: u16,
    /// How many rows of the body are seen at once.
    pub(super) body_rows: u16,
    pub(super) help: Vec<Line<'static>>,
    focus: Option<(u16, u16)>,
    follows: bool,
    /// Whether the arrows move something on the page.
    walks: bool,
    /// What clicks on the body mean, and clicks on the help line.
    touches: Vec<Touch>,
    help_touches: Vec<Touch>,
    /// The first row of the body that is a field to write in, and how many rows it has.
    field: Option<(usize, u16)>,
    pub(super) too_small: bool,
    pub(super) text: Style,
    words: &'static Language,
}

/// How generously a page is set.
#[derive(Clone, Copy)]
struct Density {
    /// Empty lines below the title.
    under_title: u16,
    /// Whether blocks of different kinds stand apart even when the page does not ask for it.
    apart: bool,
    /// Whether the page's own gaps are kept.
    gaps: bool,
    /// Empty lines above the help line.
    over_help: u16,
    /// Lines for the shape of a breath.
    shape: u16,
}

const AIRY: Density = Density { under_title: 2, apart: true, gaps: true, over_help: 2, shape: 7 };
const EVEN: Density = Density { under_title: 1, apart: true, gaps: true, over_help: 1, shape: 5 };
const LOW: Density = Density { shape: 3, ..EVEN };
const SNUG: Density = Density { under_title: 1, apart: false, gaps: true, over_help: 1, shape: 3 };
const CLOSE: Density = Density { under_title: 0, apart: false, gaps: true, over_help: 0, shape: 1 };
const TIGHT: Density = Density { gaps: false, ..CLOSE };

impl Sheet {
    /// Sets a page for a window: as generously as fits, and scrolling when nothing does.
    pub fn new(page: &Page, theme: &Theme, size: Size) -> Self {
        let wide = column_width(size.width);
        let outer = if size.height >= 20 { 2 } else { 0 };
        let column = Rect::new((size.width - wide) / 2, outer / 2, wide, size.height.saturating_sub(outer));
        if size.width < 20 || size.height < 5 {
            return Self::too_small(page.words, size, theme);
        }
        let room = usize::from(wide);
        let (help, help_touches) = help(&page.keys, room, help_rows(size), size.width < 60, page.words, theme);
        let mut head = head(page, room, theme);
        let mut before = Vec::new();
        if head.len() * 3 > usize::from(column.height) {
            // A title this long would leave no room to read, so it scrolls with the rest.
            before = std::mem::take(&mut head);
        }
        let mut sheet = Self {
            column,
            head,
            body: Vec::new(),
            body_top: 0,
            body_rows: 0,
            help,
            focus: None,
            follows: page.blocks.iter().any(|block| match block {
                Block::Input { .. } | Block::Pacer(_) | Block::Writing { .. } => true,
                Block::Steps(steps) => steps.iter().any(|step| step.progress == Progress::Now),
                Block::Plot(Plot::Intervals(rows)) => rows.iter().any(|row| row.chosen),
                Block::Choices(choices) => choices.iter().any(|choice| choice.here),
                _ => false,
            }),
            walks: page.keys.iter().any(|binding| binding.does == Does::Level)
                || page.blocks.iter().any(|block| match block {
                    Block::Choices(_) | Block::Input { .. } | Block::Writing { .. } => true,
                    Block::Steps(steps) => steps.iter().any(|step| step.progress != Progress::Listed),
                    Block::Plot(Plot::Intervals(rows)) => rows.iter().any(|row| row.chosen),
                    _ => false,
                }),
            touches: Vec::new(),
            help_touches,
            field: None,
            too_small: false,
            text: theme.text,
            words: page.words,
        };
        let densities: &[Density] = match size.height {
            34.. => &[AIRY, EVEN, LOW, SNUG, CLOSE, TIGHT],
            20.. => &[EVEN, LOW, SNUG, CLOSE, TIGHT],
            _ => &[LOW, SNUG, CLOSE, TIGHT],
        };
        // A list that is longer than the window fits at no density; setting it once is enough.
        let may_fit = least(page) <= usize::from(sheet.column.height);
        let fits = may_fit && densities.iter().any(|&density| sheet.fill(page, theme, density, &before));
        if !fits {
            sheet.fill(page, theme, if size.height >= 20 { LOW } else { CLOSE }, &before);
        }
        sheet.stand(size);
        sheet
    }

    fn too_small(words: &'static Language, size: Size, theme: &Theme) -> Self {
        let column = Rect::new(0, 0, size.width, size.height);
        let body = set_plain(words.own.too_small, usize::from(size.width.max(1)), theme.text);
        Self {
            column,
            head: Vec::new(),
            body,
            body_top: 0,
            body_rows: size.height,
            help: Vec::new(),
            focus: None,
            follows: false,
            walks: false,
            touches: Vec::new(),
            help_touches: Vec::new(),
            field: None,
            too_small: true,
            text: theme.text,
            words,
        }
    }

    /// Fills the body at this density; returns whether all of it can be seen at once.
    fn fill(&mut self, page: &Page, theme: &Theme, density: Density, before: &[Line<'static>]) -> bool {
        let room = usize::from(self.column.width);
        let mut body = body(page, room, density, self.column.height, theme);
        if !before.is_empty() {
            for touch in &mut body.touches {
                touch.row += before.len();
            }
            body.focus = body.focus.map(|(column, row)| (column, row + before.len()));
            body.lines.splice(0..0, before.iter().cloned());
        }
        let head = rows(&self.head);
        let under = if head == 0 { 0 } else { density.under_title };
        let help = rows(&self.help);
        let over = if help == 0 { 0 } else { density.over_help };
        self.body_top = head + under;
        self.body_rows = self.column.height.saturating_sub(head + under + help + over);
        self.focus = body.focus.and_then(|(x, y)| Some((u16::try_from(x).ok()?, u16::try_from(y).ok()?)));
        let needed = rows(&body.lines);
        self.touches = body.touches;
        self.field = page.blocks.iter().any(|block| matches!(block, Block::Writing { .. })).then(|| {
            let (_, row) = body.focus.unwrap_or_default();
            (row, field_rows(self.column.height))
        });
        self.body = body.lines;
        let fits = needed <= self.body_rows;
        if fits && page.blocks.iter().any(|block| matches!(block, Block::Pacer(Pacer { breath: true, .. }))) {
            // A breath stands nearer the middle, where the eyes rest.
            let down = ((self.body_rows - needed) / 3).min(3);
            self.body_top += down;
            self.body_rows -= down;
        }
        if !fits {
            // One row says that there is more.
            self.body_rows = self.body_rows.saturating_sub(1).max(1);
        }
        fits
    }

    /// Keeps a short page in a tall window together, a little above the middle.
    fn stand(&mut self, size: Size) {
        let used = self.body_top + rows(&self.body) + rows(&self.help) + 2;
        let tall = used.max(TALL).min(self.column.height);
        let spare = self.column.height - tall;
        if spare > 0 && size.height > TALL {
            self.column.y += spare / 3;
            self.column.height = tall;
            self.body_rows = self.body_rows.saturating_sub(spare);
        }
    }

    /// Tells whether the arrows move something on the page, rather than the page.
    pub const fn walks(&self) -> bool {
        self.walks
    }

    /// Returns the key that a click on a cell of the window stands for.
    pub fn key_at(&self, x: u16, y: u16, scroll: u16) -> Option<Key> {
        let at = usize::from(x.checked_sub(self.column.x)?);
        let y = y.checked_sub(self.column.y)?;
        let found = |touches: &[Touch], row: usize| {
            touches.iter().find(|touch| touch.row == row && touch.columns.contains(&at)).map(|touch| touch.key.clone())
        };
        let help_top = self.column.height.saturating_sub(rows(&self.help));
        if y >= help_top {
            return found(&self.help_touches, usize::from(y - help_top));
        }
        let row = y.checked_sub(self.body_top).filter(|row| *row < self.body_rows)?;
        found(&self.touches, usize::from(row) + usize::from(scroll.min(self.furthest())))
    }

    /// Returns where a field to write in stands, in cells of the window.
    pub fn field(&self, scroll: u16) -> Option<Rect> {
        let (row, height) = self.field?;
        let row = u16::try_from(row).ok()?.checked_sub(scroll.min(self.furthest()))?;
        let height = height.min(self.body_rows.saturating_sub(row));
        let (x, y) = (self.column.x + 2, self.column.y + self.body_top + row);
        (height > 0).then(|| Rect::new(x, y, self.column.width.saturating_sub(2), height))
    }

    /// Returns how far the body can scroll; 0 when all of it is seen.
    pub fn furthest(&self) -> u16 {
        if self.too_small { 0 } else { rows(&self.body).saturating_sub(self.body_rows) }
    }

    /// Returns how many rows of the body are seen at once.
    pub const fn seen(&self) -> u16 {
        self.body_rows
    }

    /// Returns a scroll that shows the focus, as near to `scroll` as can be, when the focus moves with what is done:
    /// a line being typed, a step being followed.
    pub fn follow(&self, scroll: u16) -> u16 {
        let scroll = scroll.min(self.furthest());
        match self.focus {
            Some((_, row)) if self.follows => {
                scroll.clamp(row.saturating_sub(self.body_rows.saturating_sub(1)), row).min(self.furthest())
            }
            _ => scroll,
        }
    }

    /// Returns the row of the screen that says that there is more, when there is.
    pub(super) fn more(&self, scroll: u16) -> Option<(u16, Line<'static>)> {
        let furthest = self.furthest();
        if furthest == 0 {
            return None;
        }
        let (long, short) = match scroll.min(furthest) {
            0 => self.words.own.more_below,
            last if last == furthest => self.words.own.more_above,
            _ => self.words.own.more_around,
        };
        let words = if self.column.width >= 30 { long } else { short };
        let row = self.column.y + self.body_top + self.body_rows;
        Some((row, Line::from(Span::styled(words, self.text))))
    }

    /// Returns where the cursor stands, in cells of the window.
    pub fn cursor(&self, scroll: u16) -> Option<(u16, u16)> {
        if self.too_small {
            return None;
        }
        let scroll = scroll.min(self.furthest());
        let (x, y) = match self.focus {
            Some((x, y)) if y >= scroll && y - scroll < self.body_rows => (x, self.body_top + y - scroll),
            // What matters is out of sight; the line that says so is the next best place.
            Some(_) => (0, self.body_top + self.body_rows),
            None => (0, 0),
        };
        Some((self.column.x + x.min(self.column.width.saturating_sub(1)), self.column.y + y))
    }
}

/// Rows for a field to write in: half of the window, and enough of it in a low one.
const fn field_rows(height: u16) -> u16 {
    let half = height / 2;
    if half < 3 {
        3
    } else if half > 12 {
        12
    } else {
        half
    }
}

/// Rows for the keys: a narrow window needs more of them to keep their words.
const fn help_rows(size: Size) -> usize {
    match (size.width, size.height) {
        (_, 0..8) => 1,
        (0..60, 16..) => 3,
        _ => 2,
    }
}

const fn column_width(width: u16) -> u16 {
    let margin = match width {
        0..24 => 0,
        24..60 => 1,
        _ => 2,
    };
    let room = width - 2 * margin;
    if room < COLUMN { room } else { COLUMN }
}

pub(super) fn rows(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// The title with the place at its right, or below it where both do not fit on a line.
fn head(page: &Page, room: usize, theme: &Theme) -> Vec<Line<'static>> {
    let place = clean(&page.place).replace('\n', " ");
    let mut lines = if page.title.is_empty() { Vec::new() } else { set_plain(&page.title, room, theme.title) };
    if place.is_empty() {
        return lines;
    }
    match lines.as_mut_slice() {
        [only] if only.width() + 2 + width(&place) <= room => {
            only.spans.push(Span::raw(" ".repeat(room - only.width() - width(&place))));
            only.spans.push(Span::styled(place, theme.aside));
        }
        _ => lines.extend(set_plain(&place, room, theme.aside)),
    }
    lines
}

/// Returns how many rows a page takes at least.
fn least(page: &Page) -> usize {
    let rows = |block: &Block| match block {
        Block::Steps(steps) => steps.len(),
        _ => 0,
    };
    page.blocks.iter().map(rows).sum()
}

fn body(page: &Page, room: usize, density: Density, height: u16, theme: &Theme) -> Piece {
    let mut whole = Piece::default();
    let mut best = 0;
    let mut last: Option<&Block> = None;
    for block in &page.blocks {
        if matches!(block, Block::Gap) {
            if density.gaps && !whole.lines.is_empty() {
                blank(&mut whole.lines);
            }
            continue;
        }
        if last.is_some_and(|last| density.apart || (density.gaps && stands_apart(last, block))) {
            blank(&mut whole.lines);
        }
        let (piece, weight) = piece(block, room, density, height, page.words, theme);
        let top = whole.lines.len();
        whole.touches.extend(piece.touches.into_iter().map(|touch| Touch { row: touch.row + top, ..touch }));
        if let Some((column, row)) = piece.focus
            && weight > best
        {
            best = weight;
            whole.focus = Some((column, whole.lines.len() + row));
        }
        whole.lines.extend(piece.lines);
        last = Some(block);
    }
    while whole.lines.last().is_some_and(|line| line.width() == 0) {
        whole.lines.pop();
    }
    whole
}

/// Adds an empty line, never a second one.
fn blank(lines: &mut Vec<Line<'static>>) {
    if lines.last().is_none_or(|line| line.width() > 0) {
        lines.push(Line::default());
    }
}

/// Whether two blocks would run together without an empty line.
fn stands_apart(before: &Block, after: &Block) -> bool {
    let prose = |block: &Block| matches!(block, Block::Lead(_) | Block::Text(_) | Block::Aside(_) | Block::Caution(_));
    prose(before) && prose(after)
}

/// Returns the lines of a block, and how much a claim to the focus weighs.
fn piece(block: &Block, room: usize, density: Density, height: u16, words: &Language, theme: &Theme) -> (Piece, u8) {
    let plain = |lines| Piece { lines, ..Piece::default() };
    match block {
        Block::Lead(text) => {
            (Piece { lines: set(text, room, theme.lead, theme.stress), focus: Some((0, 0)), ..Piece::default() }, 1)
        }
        Block::Heading(text) => (plain(set(text, room, theme.title, theme.stress)), 0),
        Block::Text(text) => (plain(set(text, room, theme.text, theme.stress)), 0),
        Block::Aside(text) => (plain(blocks::aside(text, room, theme)), 0),
        Block::Caution(text) => (plain(blocks::caution(text, room, words, theme)), 0),
        Block::Steps(steps) => (blocks::steps(steps, room, theme), 3),
        Block::Choices(choices) => (blocks::choices(choices, room, height < 16, theme), 2),
        Block::Facts(facts) => (plain(blocks::facts(facts, room, theme)), 0),
        Block::Pacer(state) => {
            let lines = pacer(state, room, density.shape, words, theme);
            // What moves is what has to be seen; its last line says how long and which breath.
            let focus = Some((0, lines.len().saturating_sub(1)));
            (Piece { lines, focus, ..Piece::default() }, 3)
        }
        Block::Input { label, text, cursor } => (blocks::input(label, text, *cursor, room, theme), 4),
        Block::Writing { label, .. } => {
            let mut lines = set(label, room, theme.lead, theme.stress);
            let focus = Some((2, lines.len()));
            lines.extend((0..field_rows(height)).map(|_| Line::from(Span::styled("│", theme.chosen))));
            (Piece { lines, focus, ..Piece::default() }, 4)
        }
        Block::Plot(picture) => (plot::plot(picture, room, words, theme), 3),
        Block::Gap => (Piece::default(), 0),
    }
}
