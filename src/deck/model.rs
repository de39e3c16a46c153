//! What an author wrote: a deck, its cards, their steps. See `docs/deck-format.md`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{CardId, CardSlug, DeckId, PathId};
use super::kinds::{Family, Gate, Grade, State};
use super::text::SafeText;
use super::version::Version;

/// The version of the deck file that this program writes and reads, under the key `rekindle`.
pub const FORMAT: u32 = 1;

/// A deck: cards that somebody wrote, with authors, licence and version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "additionalProperties" = false,
    "patternProperties" = {"^x-": true},
    "anyOf" = [{"properties": {"cards": {"minItems": 1}}}, {"required": ["paths"], "properties": {"paths": {"minItems": 1}}}]
))]
pub struct Deck {
    /// Version of the deck file format; always 1.
    #[schemars(extend("const" = 1))]
    pub rekindle: u32,
    /// Reverse-domain name or slug; never changes.
    pub id: DeckId,
    /// Three numbers, such as `1.2.0`; an update has a higher one.
    pub version: Version,
    /// Name of the deck.
    pub title: SafeText,
    /// One or two sentences on what the deck is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<SafeText>,
    /// Language tag of the text, such as `en` or `pt-BR`.
    #[schemars(extend("pattern" = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "maxLength" = 35))]
    pub language: SafeText,
    /// Who wrote it; at least one.
    #[schemars(length(min = 1, max = 100))]
    pub authors: Vec<Author>,
    /// Licence of the text, such as `CC-BY-4.0`.
    pub license: SafeText,
    /// Who reviewed it clinically, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Reviewed>,
    /// When the deck is not to be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contraindications: Option<SafeText>,
    /// The cards; 1 to 2,000 (a deck that holds only paths has none).
    #[schemars(length(max = 2000))]
    pub cards: Vec<Card>,
    /// Orders in which new cards come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 2000))]
    pub paths: Vec<Path>,
    /// Whatever stood under keys that begin with `x-`; kept as it was.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// Somebody who wrote a deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Name, in any script.
    pub name: SafeText,
    /// Profession or part in the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SafeText>,
}

/// What a deck says that nobody reviewed yet.
pub const NOT_YET_REVIEWED: &str = "not yet clinically reviewed";

/// Clinical review of a deck, or the plain statement that there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// Name and qualification, or `not yet clinically reviewed`.
    pub by: SafeText,
    /// Day of the review, `YYYY-MM-DD`.
    pub on: chrono::NaiveDate,
}

/// One technique.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("additionalProperties" = false, "patternProperties" = {"^x-": true}))]
pub struct Card {
    /// Id inside the deck; never changes.
    pub id: CardSlug,
    /// Short name.
    pub title: SafeText,
    /// Kind of technique.
    pub family: Family,
    /// Situations or questions that the card is answered from; 1 to 5.
    #[schemars(length(min = 1, max = 5))]
    pub cues: Vec<SafeText>,
    /// What to do; 1 to 12.
    #[schemars(length(min = 1, max = 12))]
    pub steps: Vec<Step>,
    /// Why it may help, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<SafeText>,
    /// How the person may be when it fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("uniqueItems" = true))]
    pub states: Vec<State>,
    /// Consents that it needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("uniqueItems" = true))]
    pub gates: Vec<Gate>,
    /// When to leave it out or change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<SafeText>,
    /// Another card to offer in its place: a slug of this deck, or `deck-id/card-slug`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(
        pattern = r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?(?:/[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?)?$"
    ))]
    pub instead: Option<String>,
    /// Shorter steps. Without them, *lighter* halves the times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 12))]
    pub lighter: Vec<Step>,
    /// What is known about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Always within reach and never scheduled: for safety cards.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// Whatever stood under keys that begin with `x-`; kept as it was.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// One thing to do: a sentence with a time, or a breathing pattern, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend(
    "anyOf" = [
        {"required": ["do"], "not": {"required": ["breathe"]}},
        {"required": ["breathe"], "properties": {"seconds": false, "times": false}}
    ]
))]
pub struct Step {
    /// The sentence. Needed unless there is a breathing pattern.
    #[serde(rename = "do", default, skip_serializing_if = "Option::is_none")]
    pub say: Option<SafeText>,
    /// How long it takes once, 1 to 3,600 seconds. Left out: at the person's own pace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3600))]
    pub seconds: Option<u32>,
    /// How often it is done, 1 to 100. Left out: once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub times: Option<u32>,
    /// A breathing pattern; has its own times, so `seconds` and `times` are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breathe: Option<Breath>,
}

/// A breathing pattern, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Breath {
    /// In-breath, 1 to 20.
    #[serde(rename = "in")]
    #[schemars(range(min = 1, max = 20))]
    pub inward: u32,
    /// A small second sip of air after the in-breath, 0 to 5.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = 0, max = 5))]
    pub sip: u32,
    /// Pause with air in, 0 to 20; needs the gate `hold`.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = 0, max = 20))]
    pub hold: u32,
    /// Out-breath, 1 to 30.
    #[schemars(range(min = 1, max = 30))]
    pub out: u32,
    /// Pause with air out, 0 to 20; needs the gate `hold`.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(min = 0, max = 20))]
    pub rest: u32,
    /// How many breaths, 1 to 100.
    #[schemars(range(min = 1, max = 100))]
    pub rounds: u32,
    /// Whether the out-breath is hummed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hum: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(seconds: &u32) -> bool {
    *seconds == 0
}

/// What is known about a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A (several trials) to D (clinical tradition), or I (information).
    pub grade: Grade,
    /// Where the idea comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub sources: Vec<SafeText>,
}

/// An order in which new cards come, across decks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// Id inside the deck.
    pub id: PathId,
    /// Short name.
    pub title: SafeText,
    /// Slugs of this deck or `deck-id/card-slug` of another, in order.
    #[schemars(
        length(min = 1, max = 2000),
        inner(regex(
            pattern = r"^[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?(?:/[a-z0-9](?:(?:\.?[a-z0-9-])*\.?[a-z0-9])?)?$"
        ))
    )]
    pub cards: Vec<String>,
}

impl Deck {
    /// Returns the full id of one of its cards.
    pub fn card_id(&self, card: &Card) -> CardId {
        CardId::new(&self.id, &card.id)
    }

    /// Turns a reference as an author writes it (`slug` or `deck/slug`) into a full id.
    pub fn resolve(&self, reference: &str) -> Option<CardId> {
        if reference.contains('/') {
            reference.parse().ok()
        } else {
            reference.parse().ok().map(|slug| CardId::new(&self.id, &slug))
        }
    }
}
