//! A screen as words and shapes: what `term` draws and `plain` prints. No layout, no colour, no escape codes.

use super::keys::Binding;
use super::plot::Plot;
use crate::language::Language;

/// Everything that one screen shows, in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Where the person is, a few words: `Today`, or a card's title.
    pub title: String,
    /// How far along, a few words at the right of the title: `2 of 4`. May be empty.
    pub place: String,
    /// The body, from top to bottom.
    pub blocks: Vec<Block>,
    /// The keys that work here, in the order to show them. The first is what Enter does.
    pub keys: Vec<Binding>,
    /// The language of its words, for those that stand around them.
    pub words: &'static Language,
}

/// One piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The sentence that matters most here: a cue, a question.
    Lead(String),
    /// A heading inside the page.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph of lesser weight: a why, a hint.
    Aside(String),
    /// A caution, set apart by a word, never by colour alone.
    Caution(String),
    /// Numbered things to do, read only.
    Steps(Vec<StepLine>),
    /// Choices, each with the key that picks it; `chosen` marks those already picked.
    Choices(Vec<Choice>),
    /// A label and a value in two columns.
    Facts(Vec<(String, String)>),
    /// A breath or a timed step in motion.
    Pacer(Pacer),
    /// A picture of numbers.
    Plot(Plot),
    /// A line being typed.
    Input {
        /// What is asked for.
        label: String,
        /// What stands there, on one line.
        text: String,
        /// Where the cursor stands, in characters from the beginning.
        cursor: usize,
    },
    /// A field for some lines of the person's own.
    Writing {
        /// What it is for.
        label: String,
        /// What stands there, lines and all.
        text: String,
    },
    /// An empty line where a pause helps reading.
    Gap,
}

impl Page {
    /// Tells whether it shows nothing at all.
    pub const fn is_empty(&self) -> bool {
        self.title.is_empty() && self.place.is_empty() && self.blocks.is_empty() && self.keys.is_empty()
    }

    /// Returns the choices of the page in their order.
    pub fn choices_mut(&mut self) -> impl Iterator<Item = &mut Choice> {
        self.blocks.iter_mut().flat_map(|block| match block {
            Block::Choices(choices) => choices.as_mut_slice(),
            _ => &mut [],
        })
    }
}

/// A step in a list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// The sentence.
    pub text: String,
    /// Its time in words, `10 s` or `4 × 10 s`; empty when untimed.
    pub time: String,
    /// Where the person is with it.
    pub progress: Progress,
}

/// Where the person is with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Only listed.
    Listed,
    /// Behind.
    Done,
    /// Being done now; the cursor stands here.
    Now,
    /// Still to come.
    Ahead,
}

/// A choice with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key to press, as shown: `1`.
    pub key: String,
    /// The words.
    pub text: String,
    /// Whether it is picked already.
    pub chosen: bool,
    /// Whether the arrows have come to it, so that Enter picks it.
    pub here: bool,
}

impl Choice {
    /// Makes a choice that is neither picked nor in hand.
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), text: text.into(), chosen: false, here: false }
    }
}

/// A breath or a timed step in motion.
#[derive(Debug, Clone, PartialEq)]
pub struct Pacer {
    /// What to do this moment, in a word or a sentence: `in`, `out`, or the step itself.
    pub word: String,
    /// Whole seconds left in this phase; `None` when the timer is hidden or the step untimed.
    pub seconds_left: Option<u32>,
    /// How full the shape is, 0.0 (empty) to 1.0 (full).
    pub fill: f32,
    /// `breath 2 of 6`, or empty.
    pub round: String,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether this is a breath (grows and shrinks) or a step (runs along).
    pub breath: bool,
    /// Whether nothing is to move: the words and the count alone say how far along.
    pub still: bool,
}
