//! Problems as they are found: by offset in the file; lines and columns are counted once, at the end.

use crate::deck::problem::{Problem, Severity};

use super::source::Source;

/// Most problems that are reported.
const MOST_REPORTED: usize = 200;
/// Most problems that are kept while reading; what comes after is only counted.
const MOST_KEPT: usize = 4_000;

struct Kept {
    severity: Severity,
    path: String,
    offset: usize,
    message: String,
    hint: Option<String>,
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Found {
    kept: Vec<Kept>,
    errors: usize,
    dropped: usize,
}

impl Found {
    /// Adds one.
    pub(super) fn add(&mut self, severity: Severity, path: String, offset: usize, message: String, hint: &str) {
        self.errors += usize::from(severity == Severity::Error);
        if self.kept.len() == MOST_KEPT {
            self.dropped += 1;
            return;
        }
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        self.kept.push(Kept { severity, path, offset, message, hint });
    }

    /// Counts an error without keeping it, once enough are kept; tells whether it did. Saves the words for a file that
    /// is wrong a million times over.
    pub(super) fn only_counted(&mut self) -> bool {
        let full = self.kept.len() == MOST_KEPT;
        if full {
            self.errors += 1;
            self.dropped += 1;
        }
        full
    }

    /// Tells whether an error is among them.
    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Turns them into problems with line and column, in the order of the file; errors first in line when some must go.
    pub(super) fn report(mut self, source: &Source<'_>) -> Vec<Problem> {
        let all = self.kept.len() + self.dropped;
        if all > MOST_REPORTED {
            self.kept.sort_by_key(|kept| (kept.severity, kept.offset));
            self.kept.truncate(MOST_REPORTED);
        }
        self.kept.sort_by_key(|kept| kept.offset);
        let lines = source.lines();
        let mut problems: Vec<Problem> = self
            .kept
            .into_iter()
            .map(|Kept { severity, path, offset, message, hint }| {
                let (line, column) = source.place(&lines, offset);
                Problem { severity, path, line, column, message, hint }
            })
            .collect();
        if let (Some(last), true) = (problems.last(), all > MOST_REPORTED) {
            let severity = if self.errors > 0 { Severity::Error } else { Severity::Advice };
            let (line, column) = (last.line, last.column);
            let message = format!("and {} more problems", all - MOST_REPORTED);
            let hint = Some("mend these first, then check again".to_owned());
            problems.push(Problem { severity, path: String::new(), line, column, message, hint });
        }
        problems
    }
}
