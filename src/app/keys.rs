//! Keys as the app knows them, and the one table that maps them and feeds every help line.

/// A key, a paste or a click, free of any terminal library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A printable character, space included.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, by its number.
    F(u8),
    /// Text that was pasted.
    Paste(String),
}

/// A key with its words, as shown in the help line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The key as shown: `Enter`, `l`, `!`.
    pub key: &'static str,
    /// What it does, in one to three words.
    pub label: &'static str,
    /// Whether the help line shows it even when there is little room.
    pub always: bool,
}
