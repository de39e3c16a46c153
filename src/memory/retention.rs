//! How likely recall should still be on the day a card comes back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Desired retention: the chance of recall at which a card comes back, 0.70 to 0.97.
///
/// FSRS takes any number here and answers with infinite, zero, negative or absent intervals outside 0 to 1, and with
/// decades for low values inside, so this type cannot hold any of those. Reading a stored number clamps it; text that
/// a person typed is refused instead, so that nobody is given a value they did not ask for.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(from = "f32", into = "f32")]
pub struct Retention(f32);

impl Retention {
    /// The lowest that can be asked for. Below it, intervals outgrow the season in which a skill should be touched.
    pub const LOWEST: Self = Self(0.70);
    /// The highest that can be asked for. Above it, most cards would come back daily.
    pub const HIGHEST: Self = Self(0.97);
    /// What is used unless the person chose another: 0.85.
    pub const DEFAULT: Self = Self(0.85);

    /// Makes a retention of the nearest allowed value; what is not a number becomes the default.
    pub const fn new(chance: f32) -> Self {
        if chance.is_nan() { Self::DEFAULT } else { Self(chance.clamp(Self::LOWEST.0, Self::HIGHEST.0)) }
    }

    /// Returns the chance of recall, 0.70 to 0.97.
    pub const fn get(self) -> f32 {
        self.0
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl From<f32> for Retention {
    fn from(chance: f32) -> Self {
        Self::new(chance)
    }
}

impl From<Retention> for f32 {
    fn from(retention: Retention) -> Self {
        retention.0
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Says why a text is no retention.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadRetention {
    /// The text is not a number.
    #[error("`{0}` is not a number; retention is a number from 0.70 to 0.97, such as 0.85")]
    NotANumber(String),
    /// The number is below 0.70 or above 0.97.
    #[error("retention can be 0.70 to 0.97, not {0}")]
    Outside(f32),
}

impl FromStr for Retention {
    type Err = BadRetention;

    /// Reads `0.85` or `85%`; spaces around it do not matter.
    fn from_str(text: &str) -> Result<Self, BadRetention> {
        let text = text.trim();
        let (digits, unit) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), 100.0),
            None => (text, 1.0),
        };
        let Ok(number) = digits.parse::<f32>() else { return Err(BadRetention::NotANumber(text.to_owned())) };
        if number.is_nan() {
            return Err(BadRetention::NotANumber(text.to_owned()));
        }
        let chance = number / unit;
        if (Self::LOWEST.0..=Self::HIGHEST.0).contains(&chance) {
            Ok(Self(chance))
        } else {
            Err(BadRetention::Outside(chance))
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
mod tests {
    use super::*;

    #[test]
    fn every_number_becomes_an_allowed_one() {
        assert_eq!(Retention::new(0.9).get(), 0.9);
        assert_eq!(Retention::new(0.1).get(), 0.70);
        assert_eq!(Retention::new(-3.0).get(), 0.70);
        assert_eq!(Retention::new(f32::NEG_INFINITY).get(), 0.70);
        assert_eq!(Retention::new(0.99).get(), 0.97);
        assert_eq!(Retention::new(f32::INFINITY).get(), 0.97);
        assert_eq!(Retention::new(f32::NAN).get(), 0.85);
        assert_eq!(Retention::default().get(), 0.85);
    }

    #[test]
    fn text_is_read_or_refused_in_words() {
        assert_eq!("0.85".parse(), Ok(Retention::DEFAULT));
        assert_eq!(" .9 ".parse(), Ok(Retention::new(0.9)));
        assert_eq!("85%".parse(), Ok(Retention::DEFAULT));
        assert_eq!("0.70".parse(), Ok(Retention::LOWEST));
        assert_eq!("70 %".parse(), Ok(Retention::LOWEST));
        assert_eq!("0.97".parse(), Ok(Retention::HIGHEST));
        assert_eq!("97%".parse(), Ok(Retention::HIGHEST));
        let refused = |text: &str| text.parse::<Retention>().unwrap_err().to_string();
        assert_eq!(refused("0.98"), "retention can be 0.70 to 0.97, not 0.98");
        assert_eq!(refused("85"), "retention can be 0.70 to 0.97, not 85");
        assert_eq!(refused("inf"), "retention can be 0.70 to 0.97, not inf");
        assert_eq!(refused("most"), "`most` is not a number; retention is a number from 0.70 to 0.97, such as 0.85");
        for text in ["", "%", "nan", "0,85", "0.8.5"] {
            assert!(matches!(text.parse::<Retention>(), Err(BadRetention::NotANumber(_))), "{text}");
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for percent in 70_u8..=97 {
            let retention: Retention = format!("0.{percent}").parse().unwrap();
            assert_eq!(retention.to_string().parse(), Ok(retention));
            let stored = serde_json::to_string(&retention).unwrap();
            assert_eq!(serde_json::from_str::<Retention>(&stored).unwrap(), retention);
        }
        assert_eq!(serde_json::from_str::<Retention>("0.2").unwrap(), Retention::LOWEST);
    }
}
