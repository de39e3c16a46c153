//! What is wrong with a deck file, where, and how to mend it.

use std::fmt;

use serde::Serialize;

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

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.what())
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
        };
        assert_eq!(problem.to_string(), "12:40: cards[3].steps[0].seconds: 9000 is more than 3600 (write 1 to 3600)");
        assert_eq!(
            serde_json::to_string(&problem).expect("json"),
            r#"{"severity":"error","path":"cards[3].steps[0].seconds","line":12,"column":40,"message":"9000 is more than 3600","hint":"write 1 to 3600"}"#
        );
    }

    #[test]
    fn values_are_shown_short_and_safe() {
        assert_eq!(shown("a\u{1B}[2J\nb"), "a\u{FFFD}[2J b");
        assert_eq!(shown(&"x".repeat(5_000)).chars().count(), 40);
    }
}
