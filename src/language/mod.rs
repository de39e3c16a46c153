//! The words of the screens, in every language there is. A language is one value: a text that is missing does not compile.
//!
//! Words of cards and decks are not here: they stay in the language in which somebody wrote them. Most errors and
//! the help of the command line are in English for now. What is printed as JSON is the same in every language.
//!
//! The voice is that of care: an invitation, the present tense, no guilt, nothing that a tired reader trips over.

pub mod after;
pub mod amounts;
pub mod card;
mod de;
pub mod decks;
mod en;
pub mod files;
pub mod helped;
pub mod keys;
pub mod lines;
pub mod moment;
pub mod names;
pub mod own;
pub mod people;
pub mod printed;
pub mod record;
pub mod report;
pub mod today;

#[cfg(test)]
pub(crate) mod tests;

use std::fmt;

pub use de::DE;
pub use en::{EN, count, number};

/// A language of the screens.
pub struct Language {
    /// Its tag, the first part of BCP 47: `en`.
    pub tag: &'static str,
    /// Before the cards.
    pub today: today::TodayWords,
    /// A card.
    pub card: card::CardWords,
    /// After a practice.
    pub after: after::AfterWords,
    /// Right now.
    pub moment: moment::MomentWords,
    /// What helped.
    pub helped: helped::HelpedWords,
    /// People, stop signs, the plan, notes.
    pub people: people::PeopleWords,
    /// What is the person's to decide.
    pub own: own::OwnWords,
    /// The closed lists of the field.
    pub names: names::NameWords,
    /// Numbers, times, days.
    pub amounts: amounts::AmountWords,
    /// Line by line.
    pub lines: lines::LineWords,
    /// Keys.
    pub keys: keys::KeyWords,
    /// What commands print about practising.
    pub printed: printed::PrintedWords,
    /// What they print about the files of a record.
    pub files: files::FileWords,
    /// What they print about the record in the person's own hands.
    pub record: record::RecordWords,
    /// What they print about decks.
    pub decks: decks::DeckWords,
    /// What a report says.
    pub report: report::ReportWords,
}

/// Every language, English first.
pub const ALL: &[&Language] = &[&EN, &DE];

/// A tag tells one language from another.
impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.tag).finish()
    }
}

impl Default for &'static Language {
    fn default() -> Self {
        &EN
    }
}

/// Finds the language of a tag or of a locale: `de`, `de_AT.UTF-8`, `de-CH`.
pub fn of(locale: &str) -> Option<&'static Language> {
    let first = locale.split(['_', '-', '.', '@']).next()?;
    ALL.iter().copied().find(|language| language.tag.eq_ignore_ascii_case(first))
}

/// Returns the locale that decides.
fn deciding(variables: [Option<&str>; 3]) -> Option<&str> {
    variables.into_iter().flatten().find(|locale| !locale.is_empty())
}

/// Returns the country that an environment names, in two capital letters: `AT` of `de_AT.UTF-8`.
pub fn country_of(variables: [Option<&str>; 3]) -> Option<[u8; 2]> {
    let named = deciding(variables)?.split(['.', '@']).next()?.split(['_', '-']).nth(1)?;
    let letters: [u8; 2] = named.as_bytes().try_into().ok()?;
    letters.iter().all(u8::is_ascii_alphabetic).then(|| letters.map(|letter| letter.to_ascii_uppercase()))
}

/// Returns the language of an environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says anything decides
/// (POSIX.1-2017, 8.2); one that there are no words in, `C` and none at all mean English.
pub fn of_locale(variables: [Option<&str>; 3]) -> &'static Language {
    deciding(variables).and_then(of).unwrap_or(&EN)
}

/// Returns the language that was set, or else the one of the environment.
pub fn chosen(setting: Option<&str>, around: &'static Language) -> &'static Language {
    setting.and_then(of).unwrap_or(around)
}

/// Makes the first letter large.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
