//! Key presses as the app knows them.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::keys::Key;

/// What a key press means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// A key for the app or for scrolling.
    Key(Key),
    /// Leave at once.
    Leave,
    /// Draw everything again.
    Redraw,
}

/// Returns what a key press means; `None` when it means nothing.
pub(super) fn press(event: &KeyEvent) -> Option<Press> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    let key = match event.code {
        KeyCode::Char(c) if held == KeyModifiers::CONTROL => {
            return match c.to_ascii_lowercase() {
                'c' | 'd' => Some(Press::Leave),
                'l' => Some(Press::Redraw),
                // Some terminals send this for Backspace.
                'h' => Some(Press::Key(Key::Backspace)),
                _ => None,
            };
        }
        KeyCode::Char(_) if held == KeyModifiers::ALT => return None,
        // Both at once is AltGr on some keyboards: the character is meant.
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    Some(Press::Key(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_become_keys_and_releases_nothing() {
        let with = |code, modifiers| KeyEvent::new(code, modifiers);
        let (none, control) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        assert_eq!(press(&with(KeyCode::Char('!'), KeyModifiers::SHIFT)), Some(Press::Key(Key::Char('!'))));
        assert_eq!(press(&with(KeyCode::F(1), none)), Some(Press::Key(Key::F(1))));
        assert_eq!(press(&with(KeyCode::Char('c'), control)), Some(Press::Leave));
        assert_eq!(press(&with(KeyCode::Char('l'), control)), Some(Press::Redraw));
        assert_eq!(press(&with(KeyCode::Char('x'), control)), None);
        assert_eq!(press(&with(KeyCode::Char('@'), control | KeyModifiers::ALT)), Some(Press::Key(Key::Char('@'))));
        let mut up = with(KeyCode::Enter, none);
        up.kind = KeyEventKind::Release;
        assert_eq!(press(&up), None);
    }
}
