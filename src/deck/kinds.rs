//! The closed lists of the field: families, states, gates, evidence grades. One table each.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{BadId, check_id};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every one, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word used in files and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Finds the one with this word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                Self::parse(word).ok_or_else(|| {
                    let all: Vec<_> = Self::ALL.iter().map(|one| one.as_str()).collect();
                    format!("one of: {}", all.join(", "))
                })
            }
        }
    };
}
pub(crate) use words;

words!(
    /// How the person is.
    State {
        /// Little or nothing gets through.
        Numb = "numb",
        /// Too much at once.
        Flooded = "flooded",
        /// Hard on oneself.
        Critical = "critical",
        /// Low, without drive.
        Flat = "flat",
        /// Far away from people or from oneself.
        Disconnected = "disconnected",
        /// Fine; time to keep a skill in reach.
        Steady = "steady",
    }
);

words!(
    /// Consent that a card needs.
    Gate {
        /// Attention to the breath.
        Breath = "breath",
        /// Attention to the body, or moving it.
        Body = "body",
        /// Touching oneself.
        Touch = "touch",
        /// Pictures in the mind.
        Imagery = "imagery",
        /// Holding the breath.
        Hold = "hold",
        /// Cold on the skin.
        Cold = "cold",
        /// Getting the heart to work.
        Exertion = "exertion",
        /// Going through the whole body.
        Scan = "scan",
        /// Coming near a hard memory.
        Memory = "memory",
    }
);

impl Gate {
    /// Strong gates are off until the person switches them on; the others are asked once.
    pub const fn strong(self) -> bool {
        matches!(self, Self::Hold | Self::Cold | Self::Exertion | Self::Scan | Self::Memory)
    }

    /// The bit that stands for this gate in a set of gates.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl State {
    /// The bit that stands for this state in a set of states.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

words!(
    /// How firm the evidence for a card is.
    Grade {
        /// A meta-analysis or several controlled trials of this practice or a near-identical one.
        A = "A",
        /// At least one controlled study of a near-identical brief practice.
        B = "B",
        /// Part of a larger tested package, or a mechanism seen in the laboratory.
        C = "C",
        /// Clinical tradition.
        D = "D",
        /// Information, with its source named.
        I = "I",
    }
);

/// The families of the shipped decks: word, name on screen, and whether the practices turn to the body.
pub const FAMILIES: &[(&str, &str, bool)] = &[
    ("grounding", "Grounding", false),
    ("breathwork", "Breathing", true),
    ("movement", "Slow movement", false),
    ("somatic-awareness", "Noticing the body", true),
    ("noticing", "Noticing feelings, bit by bit", false),
    ("understanding", "Understanding numbness", false),
    ("relating", "Being with others", false),
    ("self-compassion", "Kindness to yourself", false),
    ("therapy", "Using therapy", false),
    ("enduring", "Getting through hard moments", false),
    ("settling", "Settling", false),
    ("upkeep", "Everyday upkeep", false),
];

/// The family words, for editors to offer.
fn family_words() -> Vec<&'static str> {
    FAMILIES.iter().map(|(word, ..)| *word).collect()
}

/// Kind of technique: a word of [`FAMILIES`], or one that a deck names itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", inline, extend("pattern" = r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?$", "examples" = family_words()))]
pub struct Family(Cow<'static, str>);

impl Family {
    /// Takes a family word; a shipped one, or any id-like word that a deck chose.
    ///
    /// # Errors
    /// When the word does not have the shape of an id.
    pub fn parse(word: &str) -> Result<Self, BadId> {
        if let Some((known, ..)) = FAMILIES.iter().find(|(known, ..)| *known == word) {
            return Ok(Self(Cow::Borrowed(known)));
        }
        check_id(word)?;
        Ok(Self(Cow::Owned(word.to_owned())))
    }

    /// Returns the word used in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name shown to people.
    pub fn name(&self) -> &str {
        FAMILIES.iter().find(|(known, ..)| *known == self.0).map_or(self.as_str(), |(_, name, _)| name)
    }

    /// Tells whether it is one of [`FAMILIES`].
    pub fn known(&self) -> bool {
        FAMILIES.iter().any(|(known, ..)| *known == self.0)
    }

    /// Tells whether its practices turn to the body (care: never more than two of those in a row).
    pub fn turns_to_body(&self) -> bool {
        FAMILIES.iter().any(|(known, _, body)| *known == self.0 && *body)
    }
}

impl TryFrom<String> for Family {
    type Error = BadId;
    fn try_from(word: String) -> Result<Self, BadId> {
        Self::parse(&word)
    }
}

impl From<Family> for String {
    fn from(family: Family) -> Self {
        family.0.into_owned()
    }
}

impl std::fmt::Display for Family {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
