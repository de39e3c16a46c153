//! What a file says, whatever its format: names and values, each with the spot where it stands. Every reader makes this
//! tree, and [`super::decode`] makes a deck of it, so that the same checks run over every format.

use std::borrow::Cow;

/// A spot in a file: an offset in bytes, or a cell with an offset in its text. Spots of one file order as a reader meets
/// them. Only [`super::places`] knows what one means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Spot(pub(super) u64);

impl Spot {
    /// A spot by its offset in bytes.
    pub(super) fn byte(offset: usize) -> Self {
        Self(u64::try_from(offset).unwrap_or(u64::MAX))
    }
}

/// A value, with the spot where it begins.
#[derive(Debug, Clone)]
pub(super) enum Node<'a> {
    /// Text.
    Text(Spot, Cow<'a, str>),
    /// A number, as it is written.
    Number(Spot, Cow<'a, str>),
    /// True or false.
    Truth(Spot, bool),
    /// Nothing, said in so many words.
    Null(Spot),
    /// Values in order.
    List(Spot, Vec<Node<'a>>),
    /// Values with names.
    Fields(Spot, Vec<Field<'a>>),
}

/// A value with a name.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    /// Where the name stands.
    pub(super) at: Spot,
    pub(super) name: Cow<'a, str>,
    pub(super) value: Node<'a>,
}

impl<'a> Field<'a> {
    pub(super) fn new(at: Spot, name: impl Into<Cow<'a, str>>, value: Node<'a>) -> Self {
        Self { at, name: name.into(), value }
    }
}

impl Node<'_> {
    /// Where it begins.
    pub(super) const fn at(&self) -> Spot {
        match self {
            Self::Text(at, _)
            | Self::Number(at, _)
            | Self::Truth(at, _)
            | Self::Null(at)
            | Self::List(at, _)
            | Self::Fields(at, _) => *at,
        }
    }

    /// What it is called in messages.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(..) => "text",
            Self::Number(..) => "a number",
            Self::Truth(..) => "true or false",
            Self::Fields(..) => "an object",
            Self::List(..) => "a list",
            Self::Null(..) => "null",
        }
    }

    /// The value with this name, when it has names.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Fields(_, fields) => field(fields, name),
            _ => None,
        }
    }

    /// Finds what stands at a path such as `cards[3].caution`; where a part is missing, what would hold it.
    pub(super) fn locate(&self, path: &str) -> &Self {
        let mut node = self;
        for part in path.split(['.', '[']).filter(|part| !part.is_empty()) {
            let next = match (node, part.strip_suffix(']')) {
                (Node::List(_, items), Some(index)) => index.parse::<usize>().ok().and_then(|index| items.get(index)),
                (Node::Fields(_, fields), None) => field(fields, part),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node
    }
}

/// Finds the value with this name; the first, when there are several.
pub(super) fn field<'v, 'a>(fields: &'v [Field<'a>], name: &str) -> Option<&'v Node<'a>> {
    fields.iter().find(|field| field.name == name).map(|field| &field.value)
}
