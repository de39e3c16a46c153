//! Puts a set page into a frame, and sweeps every cell before it can reach the terminal.

use ratatui::Frame;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::field::Field;
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::page::Page;

/// A page as a widget, scrolled by some lines.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    /// What to show.
    pub page: &'a Page,
    /// In which styles.
    pub theme: &'a Theme,
    /// How many lines of the body are above what is seen.
    pub scroll: u16,
}

impl Widget for Screen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let sheet = Sheet::new(self.page, self.theme, Size::new(area.width, area.height));
        Scrolled(&sheet, self.scroll).render(area, buf);
    }
}

/// A sheet with its scroll, as a widget; what lies outside the area is left out.
struct Scrolled<'a>(&'a Sheet, u16);

impl Widget for Scrolled<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self(sheet, scroll) = self;
        let column = sheet.column;
        let scroll = scroll.min(sheet.furthest());
        let area = area.intersection(buf.area);
        let mut put = |row: u16, line: &Line<'_>| {
            let (x, y) = (area.x.saturating_add(column.x), area.y.saturating_add(row));
            if y < area.bottom() && x < area.right() {
                buf.set_line(x, y, line, area.right() - x);
            }
        };
        for (row, line) in (column.y..).zip(&sheet.head) {
            put(row, line);
        }
        let body = sheet.body.iter().skip(usize::from(scroll)).take(usize::from(sheet.body_rows));
        for (row, line) in (column.y + sheet.body_top..).zip(body) {
            put(row, line);
        }
        if let Some((row, line)) = sheet.more(scroll) {
            put(row, &line);
        }
        let help = u16::try_from(sheet.help.len()).unwrap_or(u16::MAX);
        for (row, line) in (column.bottom().saturating_sub(help)..).zip(&sheet.help) {
            put(row, line);
        }
    }
}

/// Draws a sheet into a frame, puts the cursor on the focus and sweeps every cell.
pub fn paint(frame: &mut Frame<'_>, sheet: &Sheet, scroll: u16) {
    paint_with(frame, sheet, scroll, None);
}

/// The same with the field that one writes in.
pub(super) fn paint_with(frame: &mut Frame<'_>, sheet: &Sheet, scroll: u16, field: Option<&Field>) {
    let area = frame.area();
    Scrolled(sheet, scroll).render(area, frame.buffer_mut());
    let written = field.zip(sheet.field(scroll)).and_then(|(field, at)| field.draw(at, frame.buffer_mut()));
    if let Some((x, y)) = written.or_else(|| sheet.cursor(scroll))
        && x < area.width
        && y < area.height
    {
        frame.set_cursor_position((area.x + x, area.y + y));
    }
    sweep_cells(frame.buffer_mut());
}

/// Replaces whatever a terminal would act on or a reader could not see, whichever widget let it through.
pub fn sweep_cells(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if let Some(safe) = crate::deck::text::sweep(cell.symbol()) {
            let took = if cell.symbol().contains(char::is_control) { 1 } else { cell.symbol().cell_width() };
            // A replacement of another width would move the rest of the line.
            cell.set_symbol(if safe.cell_width() == took { &safe } else { "\u{fffd}" });
        }
    }
}
