//! What is said line by line, without a screen.

/// What is said line by line, without a screen.
pub struct LineWords {
    /// A line that stands for nothing here.
    pub not_a_key: &'static str,
    /// A line that changed nothing.
    pub nothing_changed: &'static str,
    /// The keys of a page.
    pub keys: fn(&str) -> String,
    /// Above the keys where a line is typed.
    pub type_a_line: &'static str,
    /// What stands there already.
    pub so_far: fn(&str) -> String,
    /// Before the line in hand.
    pub now: &'static str,
    /// Before a step that is done.
    pub done: &'static str,
    /// After a choice that is picked.
    pub chosen: &'static str,
    /// How a multiplication is read.
    pub times: &'static str,
    /// A mark as it is named for those who hear it.
    pub aloud: fn(&str) -> &str,
    /// Words that stand for a key: the word, the key.
    pub means: &'static [(&'static str, &'static str)],
}
