//! People to reach: the one reviewed file of help lines that ships with the program.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::SafeText;

/// Days after which a number that nobody looked up again is shown with a note.
pub const FRESH_DAYS: i64 = 180;

/// The file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLines {
    /// Who looked the numbers up, and how.
    pub checked_by: SafeText,
    /// Lines by country.
    pub regions: Vec<Region>,
    /// Where to look for more.
    pub directory: Directory,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Two letters.
    pub region: SafeText,
    /// Name.
    pub name: SafeText,
    /// Emergency number or numbers.
    pub emergency: SafeText,
    /// Lines, the widest first.
    pub lines: Vec<HelpLine>,
}

/// A help line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Name of the service.
    pub name: SafeText,
    /// How to reach it.
    pub reach: SafeText,
    /// When it answers.
    pub hours: SafeText,
    /// In which language.
    pub language: SafeText,
    /// At least two independent public sources.
    pub sources: Vec<SafeText>,
    /// The day on which it was looked up.
    pub checked_on: NaiveDate,
}

/// A public directory to look up more lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Name.
    pub name: SafeText,
    /// What it is.
    pub note: SafeText,
}

impl HelpLine {
    /// Tells whether the number was looked up too long ago to be shown without a note.
    pub fn old(&self, today: NaiveDate) -> bool {
        today.signed_duration_since(self.checked_on).num_days() > FRESH_DAYS
    }
}

impl HelpLines {
    /// Returns the lines that ship with the program.
    ///
    /// # Errors
    /// When the file does not hold its form; a test sees to it that the shipped one does.
    pub fn shipped() -> serde_json::Result<Self> {
        serde_json::from_str(include_str!("../../decks/help-lines.json"))
    }

    /// Finds a country by its two letters.
    pub fn region(&self, letters: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.region.as_str().eq_ignore_ascii_case(letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_two_sources_and_what_a_caller_needs() {
        let lines = HelpLines::shipped().expect("the shipped file holds its form");
        for region in &lines.regions {
            assert_eq!(region.region.as_str().len(), 2, "{}", region.name);
            assert!(!region.emergency.as_str().is_empty() && !region.lines.is_empty(), "{}", region.name);
            for line in &region.lines {
                assert!(line.sources.len() >= 2, "{}: one source is not enough", line.name);
                for text in [&line.name, &line.reach, &line.hours, &line.language] {
                    assert!(!text.as_str().is_empty(), "{}: something is left out", line.name);
                }
            }
        }
    }

    #[test]
    fn a_number_grows_old_after_half_a_year() {
        let lines = HelpLines::shipped().expect("the shipped file holds its form");
        let line = lines.regions.iter().flat_map(|region| &region.lines).next().expect("a line");
        assert!(!line.old(line.checked_on + chrono::Days::new(180)));
        assert!(line.old(line.checked_on + chrono::Days::new(181)));
    }
}
