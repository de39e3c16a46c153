//! Names that never change: of a deck, of a card inside it, of a path.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Longest id that is accepted, in bytes.
pub const LONGEST_ID: usize = 128;

/// Says why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadId {
    /// Nothing was given.
    #[error("an id needs at least one character")]
    Empty,
    /// More than [`LONGEST_ID`] bytes.
    #[error("an id has at most {LONGEST_ID} characters")]
    TooLong,
    /// Something outside `[a-z0-9-.]`.
    #[error("an id uses only a to z, 0 to 9, dot and dash")]
    Character,
    /// A dot or dash at an end, or two dots together.
    #[error("an id starts and ends with a letter or digit, and has no two dots together")]
    Shape,
    /// A card id without the slash between deck and card.
    #[error("a card id is written deck-id/card-id")]
    NoDeck,
}

/// Tells whether `text` is an id: `[a-z0-9-.]`, letter or digit at both ends.
///
/// # Errors
/// The first rule that `text` breaks.
pub fn check_id(text: &str) -> Result<(), BadId> {
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if text.is_empty() {
        Err(BadId::Empty)
    } else if text.len() > LONGEST_ID {
        Err(BadId::TooLong)
    } else if !text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.') {
        Err(BadId::Character)
    } else if !ends(text.chars().next()) || !ends(text.chars().last()) || text.contains("..") {
        Err(BadId::Shape)
    } else {
        Ok(())
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $check:path, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String", inline, extend("pattern" = $pattern, "maxLength" = LONGEST_ID))]
        pub struct $name(String);

        impl $name {
            /// Returns the id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                $check(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                $check(&text)?;
                Ok(Self(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// Id of a deck: reverse-domain or a slug, such as `org.example.steady-ground`.
    DeckId,
    check_id,
    r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?$"
);
id!(
    /// Id of a card inside its deck, such as `feet-press`.
    CardSlug,
    check_id,
    r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?$"
);
id!(
    /// Id of a path inside its deck, such as `start`.
    PathId,
    check_id,
    r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?$"
);
id!(
    /// Full id of a card, `deck-id/card-slug`. It never changes; what is remembered hangs on it.
    CardId,
    check_card_id,
    r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?/[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?$"
);

fn check_card_id(text: &str) -> Result<(), BadId> {
    let (deck, card) = text.split_once('/').ok_or(BadId::NoDeck)?;
    check_id(deck)?;
    check_id(card)
}

impl CardId {
    /// Joins a deck and a card of it.
    pub fn new(deck: &DeckId, card: &CardSlug) -> Self {
        Self(format!("{deck}/{card}"))
    }

    /// Returns the part before the slash.
    pub fn deck(&self) -> &str {
        self.0.split_once('/').map_or("", |(deck, _)| deck)
    }

    /// Returns the part after the slash.
    pub fn slug(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, card)| card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hold_their_shape() {
        for good in ["a", "feet-press", "org.example.steady-ground", "7"] {
            assert_eq!(check_id(good), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("", BadId::Empty),
            ("Feet", BadId::Character),
            ("feet press", BadId::Character),
            ("füße", BadId::Character),
            ("-a", BadId::Shape),
            ("a.", BadId::Shape),
            ("a..b", BadId::Shape),
        ] {
            assert_eq!(check_id(bad), Err(why), "{bad}");
        }
        assert_eq!(check_id(&"a".repeat(LONGEST_ID + 1)), Err(BadId::TooLong));
    }

    #[test]
    fn a_card_id_is_deck_and_slug() {
        let id: CardId = "grounding/feet-press".parse().expect("a card id");
        assert_eq!((id.deck(), id.slug()), ("grounding", "feet-press"));
        assert_eq!("feet-press".parse::<CardId>(), Err(BadId::NoDeck));
        assert_eq!("a/b/c".parse::<CardId>(), Err(BadId::Character));
    }
}
