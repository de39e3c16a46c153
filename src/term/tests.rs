//! Every sample page on screens of many sizes.

use ratatui::Terminal;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;
use ratatui::widgets::Widget;
use ratatui::{TerminalOptions, Viewport};

use super::draw::{Screen, paint};
use super::sheet::Sheet;
use super::theme::Theme;
use crate::app::page::{Block, Page};
use crate::samples;

fn shown(page: &Page, width: u16, height: u16, scroll: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let sheet = Sheet::new(page, &Theme::COLOURLESS, Size::new(width, height));
    terminal.draw(|frame| paint(frame, &sheet, scroll)).unwrap();
    terminal
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
