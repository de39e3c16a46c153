//! A past practice written anew in part: what is given replaces what was there, and for each field the last word counts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::event::{EventId, Helped, Practised, Rated};
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;

/// What becomes of one field. In JSON: left out, `null`, or the new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// Nothing stands there any more.
    Clear,
    /// This stands there.
    Set(T),
}

impl<T> Field<T> {
    /// Tells whether the field stays as it is.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Returns the new value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Lets a field become what is given.
    pub fn put(&self, field: &mut Option<T>)
    where
        T: Clone,
    {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value.clone()),
        }
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

/// What is written anew of one practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// The event of the practice.
    pub practice: EventId,
    /// When it was done; always together with `day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// The practice day that it counts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// How well it came to mind.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub recall: Field<Recall>,
    /// The day the card comes round again, decided when it was written anew.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub due: Field<Day>,
    /// How the person was.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub state: Field<State>,
    /// Distress before, 0 to 10.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub distress_before: Field<u8>,
    /// Distress after, 0 to 10.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub distress_after: Field<u8>,
    /// Connection before, 0 to 10.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub connection_before: Field<u8>,
    /// Connection after, 0 to 10.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub connection_after: Field<u8>,
    /// What the person says it did.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub helped: Field<Helped>,
    /// How long it took, in seconds.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub seconds: Field<u32>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Field::is_keep")]
    pub note: Field<SafeText>,
}

impl Amended {
    /// Makes one that changes nothing yet.
    pub const fn of(practice: EventId) -> Self {
        Self {
            practice,
            at: None,
            day: None,
            recall: Field::Keep,
            due: Field::Keep,
            state: Field::Keep,
            distress_before: Field::Keep,
            distress_after: Field::Keep,
            connection_before: Field::Keep,
            connection_after: Field::Keep,
            helped: Field::Keep,
            seconds: Field::Keep,
            note: Field::Keep,
        }
    }

    /// Tells whether nothing is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::of(self.practice)
    }

    /// Tells whether the card's memory or schedule follows from what is given.
    pub fn moves_memory(&self) -> bool {
        !self.recall.is_keep() || self.at.is_some() || self.day.is_some()
    }

    /// Returns every level that is given.
    pub fn levels(&self) -> [Option<u8>; 4] {
        [&self.distress_before, &self.distress_after, &self.connection_before, &self.connection_after]
            .map(|level| level.value().copied())
    }
}

impl Practised {
    /// Writes what is given over what was there.
    pub fn amend(&mut self, amended: &Amended) {
        self.at = amended.at.unwrap_or(self.at);
        self.day = amended.day.unwrap_or(self.day);
        amended.recall.put(&mut self.recall);
        amended.due.put(&mut self.due);
        amended.state.put(&mut self.state);
        amended.distress_before.put(&mut self.distress.before);
        amended.distress_after.put(&mut self.distress.after);
        amended.connection_before.put(&mut self.connection.before);
        amended.connection_after.put(&mut self.connection.after);
        amended.helped.put(&mut self.helped);
        amended.seconds.put(&mut self.seconds);
        amended.note.put(&mut self.note);
    }

    /// Adds ratings that were given afterwards. Only what is given replaces what was there.
    pub fn rate(&mut self, rated: &Rated) {
        self.distress.after = rated.distress.or(self.distress.after);
        self.connection.after = rated.connection.or(self.connection.after);
        self.helped = rated.helped.or(self.helped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_left_out_cleared_or_given() {
        let nil = EventId(uuid::Uuid::nil());
        let amended = Amended { recall: Field::Set(Recall::Hard), note: Field::Clear, ..Amended::of(nil) };
        let json = serde_json::to_string(&amended).unwrap();
        assert_eq!(json, r#"{"practice":"00000000-0000-0000-0000-000000000000","recall":"hard","note":null}"#);
        assert_eq!(serde_json::from_str::<Amended>(&json).unwrap(), amended);
        assert!(Amended::of(nil).is_empty() && !amended.is_empty());
        assert!(amended.moves_memory() && !Amended { note: Field::Clear, ..Amended::of(nil) }.moves_memory());
    }
}
