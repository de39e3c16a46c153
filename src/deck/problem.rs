//! What is wrong with a deck file, where, and how to mend it.

use std::fmt;

use serde::Serialize;

use super::excerpt::Excerpt;
use super::ids::CardId;
use super::kinds::words;
use super::text::SafeText;

words!(
    /// How much a problem matters.
    Severity {
        /// The deck cannot be used until it is mended.
        Error = "error",
        /// The deck can be used; somebody should look.
        Warning = "warning",
        /// A thought for the author.
        Advice = "advice",
    }
);

/// Something to mend in a deck file. Its texts are safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What it concerns, such as `cards[3].steps[0].seconds`; empty when it is the whole file.
    pub path: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
    /// Why it matters.
    pub why: &'static str,
    /// Where in a workbook, such as `Cards!C4`; none in a file of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The line or the cell that it stands in, to show; none when there is nothing to show.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
    /// The card of another deck that is named here. Then it is a problem only when that deck has no such card, which
    /// the file itself cannot say.
    #[serde(skip)]
    pub outward: Option<CardId>,
}

/// Why a problem matters, where a whole group of them shares the reason.
pub mod why {
    /// The shape of the file.
    pub const SHAPE: &str =
        "what is not understood for certain is not guessed: a guess could change what a person does";
    /// What another format left open.
    pub const GUESS: &str = "the file does not say it, and only its author knows whether this is what was meant";
    /// Characters that hide or act.
    pub const HIDDEN: &str = "such a character can make a screen show something else than what the file holds";
    /// Ids and references.
    pub const NAMES: &str = "what a person remembers of a card, and what is offered in its place, is found by its id";
    /// Phone numbers and links.
    pub const CONTACT: &str = "a number or address that is old or wrong can cost help when it is needed most";
    /// Consent.
    pub const CONSENT: &str =
        "some people are hurt by this; a gate asks them first and keeps it out of sight until they agree";
    /// Cautions.
    pub const CAUTION: &str = "a person decides by the caution whether this is for them today";
    /// Words.
    pub const VOICE: &str = "at a bad moment, pressure and blame are heard where none was meant";
    /// Promises.
    pub const PROMISE: &str = "what is promised and does not come leaves a person more alone with it";
    /// Times.
    pub const TIME: &str = "the timer ends the step while the person still follows its words";
    /// Rights.
    pub const RIGHTS: &str = "names and texts of others have owners; their wording needs permission";
    /// Reading.
    pub const READING: &str = "a person who is flooded or numb reads far below what they can on other days";
    /// Nothing more than how it looks.
    pub const LOOKS: &str = "it is shown letter by letter, signs included";
}

impl Problem {
    /// Tells whether it keeps the deck from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Problem {
    /// Says what is wrong and how to mend it, without the place in the file.
    pub fn what(&self) -> String {
        let path = if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) };
        let hint = self.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        format!("{path}{}{hint}", self.message)
    }
}

impl Problem {
    /// Says where it is: `12:40`, or the cell.
    pub fn place(&self) -> String {
        self.cell.clone().unwrap_or_else(|| format!("{}:{}", self.line, self.column))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.what())
    }
}

/// Most characters of a value that a message repeats.
const MOST_SHOWN: usize = 40;

/// Makes a value from a file fit to stand in a message: safe, on one line, short.
pub fn shown(value: &str) -> String {
    let start: String = value.chars().take(MOST_SHOWN + 1).collect();
    let safe = SafeText::new(&start).one_line();
    if safe.as_str().chars().count() <= MOST_SHOWN {
        return safe.into();
    }
    let mut short: String = safe.as_str().chars().take(MOST_SHOWN - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_one_line_and_as_json() {
        let problem = Problem {
            severity: Severity::Error,
            path: "cards[3].steps[0].seconds".into(),
            line: 12,
            column: 40,
            message: "9000 is more than 3600".into(),
            hint: Some("write 1 to 3600".into()),
            why: "it matters",
            cell: None,
            excerpt: None,
            outward: None,
        };
        assert_eq!(problem.to_string(), "12:40: cards[3].steps[0].seconds: 9000 is more than 3600 (write 1 to 3600)");
        assert_eq!(
            serde_json::to_string(&problem).expect("json"),
            r#"{"severity":"error","path":"cards[3].steps[0].seconds","line":12,"column":40,"message":"9000 is more than 3600","hint":"write 1 to 3600","why":"it matters"}"#
        );
    }

    #[test]
    fn values_are_shown_short_and_safe() {
        assert_eq!(shown("a\u{1B}[2J\nb"), "a\u{FFFD}[2J b");
        assert_eq!(shown(&"x".repeat(5_000)).chars().count(), 40);
    }
}
