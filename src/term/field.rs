//! A field to write some lines in: the text widget of the ratatui project, fed with our keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{Input, Key as Typed, TextArea, WrapMode};

use crate::app::keys::Key;
use crate::app::page::{Block, Page};
use crate::deck::text::SafeText;

/// Marks the cell of the cursor until the terminal's own cursor stands there.
const MARK: Modifier = Modifier::SLOW_BLINK;

/// A field with the lines in it.
pub(super) struct Field {
    area: TextArea<'static>,
    label: String,
}

impl Field {
    /// Makes the field of a page, if it has one.
    pub(super) fn of(page: &Page) -> Option<Self> {
        let (label, text) = page.blocks.iter().find_map(|block| match block {
            Block::Writing { label, text } => Some((label, text)),
            _ => None,
        })?;
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new().add_modifier(MARK));
        area.move_cursor(ratatui_textarea::CursorMove::Bottom);
        area.move_cursor(ratatui_textarea::CursorMove::End);
        Some(Self { area, label: label.clone() })
    }

    /// Tells whether this is the field of that page.
    pub(super) fn belongs(&self, page: &Page) -> bool {
        page.blocks.iter().any(|block| matches!(block, Block::Writing { label, .. } if *label == self.label))
    }

    /// Takes a key that writes or moves; returns whether it was one.
    pub(super) fn press(&mut self, key: &Key) -> bool {
        let key = match key {
            Key::Char(c) => Typed::Char(*c),
            Key::Enter => Typed::Enter,
            Key::Tab => Typed::Char(' '),
            Key::Backspace => Typed::Backspace,
            Key::Delete => Typed::Delete,
            Key::Up => Typed::Up,
            Key::Down => Typed::Down,
            Key::Left => Typed::Left,
            Key::Right => Typed::Right,
            Key::Home => Typed::Home,
            Key::End => Typed::End,
            Key::PageUp => Typed::PageUp,
            Key::PageDown => Typed::PageDown,
            Key::Paste(text) => {
                // Nothing that a terminal acts on gets into the widget.
                self.area.insert_str(SafeText::new(&text.replace("\r\n", "\n").replace('\r', "\n")).as_str());
                return true;
            }
            Key::Esc | Key::F(_) | Key::Row(_) | Key::Written(_) => return false,
        };
        self.area.input(Input { key, ctrl: false, alt: false, shift: false });
        true
    }

    /// Returns the lines.
    pub(super) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Draws the field and returns the cell of the cursor.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        (&self.area).render(area, buf);
        let mut cursor = None;
        for position in area.positions() {
            if let Some(cell) = buf.cell_mut(position)
                && cell.modifier.contains(MARK)
            {
                cell.modifier.remove(MARK);
                cursor = Some((position.x, position.y));
            }
        }
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(text: &str) -> Field {
        let blocks = vec![Block::Writing { label: "For you".into(), text: text.into() }];
        Field::of(&Page { blocks, ..Page::default() }).unwrap()
    }

    #[test]
    fn lines_are_written_and_hostile_ones_are_swept() {
        let mut field = field("one");
        for key in [Key::Enter, Key::Char('é'), Key::Char('足'), Key::Backspace, Key::Char('2')] {
            assert!(field.press(&key));
        }
        field.press(&Key::Paste("a\u{1b}[2J\u{202e}b\r\nc".into()));
        assert_eq!(field.text(), "one\né2a\u{fffd}[2J\u{fffd}b\nc");
        assert!(!field.press(&Key::Esc) && !field.press(&Key::F(1)));
    }

    #[test]
    fn the_cursor_is_found_and_no_cell_blinks_at_any_size() {
        for text in ["", "short", "سلام دنیا", "足の裏を床に置いてみる", &"word ".repeat(80)] {
            for (width, height) in [(1, 1), (2, 3), (7, 2), (38, 6), (66, 12)] {
                let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
                let area = buf.area;
                let cursor = field(text).draw(area, &mut buf);
                assert!(width < 3 || cursor.is_some(), "{text:?} {width}x{height}");
                assert!(buf.content.iter().all(|cell| !cell.modifier.contains(MARK)));
            }
        }
    }
}
