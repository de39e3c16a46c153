//! Versions of a deck: three numbers, compared as numbers.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of a deck, `major.minor.patch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", inline, extend("pattern" = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"))]
pub struct Version {
    /// First number.
    pub major: u32,
    /// Second number.
    pub minor: u32,
    /// Third number.
    pub patch: u32,
}

/// Says that a text is not three numbers with dots between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a version is three numbers with dots, such as 1.2.0")]
pub struct BadVersion;

impl FromStr for Version {
    type Err = BadVersion;
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let number = |part: Option<&str>| -> Result<u32, BadVersion> {
            let part = part.ok_or(BadVersion)?;
            let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            if !plain || (part.len() > 1 && part.starts_with('0')) {
                return Err(BadVersion);
            }
            part.parse().or(Err(BadVersion))
        };
        let mut parts = text.split('.');
        let version = Self { major: number(parts.next())?, minor: number(parts.next())?, patch: number(parts.next())? };
        if parts.next().is_some() { Err(BadVersion) } else { Ok(version) }
    }
}

impl TryFrom<String> for Version {
    type Error = BadVersion;
    fn try_from(text: String) -> Result<Self, BadVersion> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}.{}", self.major, self.minor, self.patch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        let parse = |text: &str| text.parse::<Version>();
        assert!(parse("1.10.0").ok() > parse("1.9.9").ok());
        for bad in ["1", "1.2", "1.2.3.4", "1.02.0", "a.b.c", "1..2", "-1.0.0", "1.2.99999999999"] {
            assert_eq!(parse(bad), Err(BadVersion), "{bad}");
        }
    }
}
