//! Problems as they are found: by spot in the file; lines, columns and cells are worked out once, at the end.

use std::ops::Range;

use crate::deck::check::Finding;
use crate::deck::ids::CardId;
use crate::deck::problem::{Problem, Severity, why};

use super::node::Spot;
use super::places::{Place, Places};

/// Most problems that are reported.
const MOST_REPORTED: usize = 200;
/// Most problems that are kept while reading; what comes after is only counted.
const MOST_KEPT: usize = 4_000;

/// Something to mend, before its place is counted.
pub(super) struct Fault {
    severity: Severity,
    path: String,
    message: String,
    hint: Option<String>,
    why: &'static str,
    outward: Option<CardId>,
}

impl Fault {
    /// A fault in the shape of the file; an empty hint is none.
    pub(super) fn shape(severity: Severity, path: String, message: String, hint: &str) -> Self {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        Self { severity, path, message, hint, why: why::SHAPE, outward: None }
    }

    /// Gives it another reason than the shape of the file.
    pub(super) fn because(self, why: &'static str) -> Self {
        Self { why, ..self }
    }
}

impl From<Finding> for Fault {
    fn from(finding: Finding) -> Self {
        let Finding { severity, path, message, hint, why, outward, .. } = finding;
        Self { outward, ..Self::shape(severity, path, message, &hint).because(why) }
    }
}

struct Kept {
    fault: Fault,
    place: Range<Spot>,
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Found {
    kept: Vec<Kept>,
    errors: usize,
    dropped: usize,
}

impl Found {
    /// Adds one at a spot.
    pub(super) fn add(&mut self, fault: Fault, spot: Spot) {
        self.add_range(fault, spot..spot);
    }

    /// Adds one that has a beginning and an end.
    pub(super) fn add_range(&mut self, fault: Fault, place: Range<Spot>) {
        self.errors += usize::from(fault.severity == Severity::Error && fault.outward.is_none());
        if self.kept.len() == MOST_KEPT {
            self.dropped += 1;
            return;
        }
        self.kept.push(Kept { fault, place });
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
    /// References to other decks, which nobody can judge from this file, come apart.
    pub(super) fn report(self, places: &dyn Places) -> (Vec<Problem>, Vec<Problem>) {
        let (waiting, mut kept): (Vec<Kept>, Vec<Kept>) =
            self.kept.into_iter().partition(|kept| kept.fault.outward.is_some());
        let all = kept.len() + self.dropped;
        if all > MOST_REPORTED {
            kept.sort_by_key(|kept| (kept.fault.severity, kept.place.start));
            kept.truncate(MOST_REPORTED);
        }
        kept.sort_by_key(|kept| kept.place.start);
        let mut problems = placed(kept, places);
        if let (Some(last), true) = (problems.last(), all > MOST_REPORTED) {
            let severity = if self.errors > 0 { Severity::Error } else { Severity::Advice };
            problems.push(Problem {
                severity,
                path: String::new(),
                message: format!("and {} more problems", all - MOST_REPORTED),
                hint: Some("mend these first, then check again".to_owned()),
                excerpt: None,
                ..last.clone()
            });
        }
        (problems, placed(waiting, places))
    }
}

fn placed(kept: Vec<Kept>, places: &dyn Places) -> Vec<Problem> {
    let stretches: Vec<Range<Spot>> = kept.iter().map(|kept| kept.place.clone()).collect();
    let found = places.places(&stretches);
    let problem = |(Kept { fault, .. }, place): (Kept, Place)| {
        let Fault { severity, path, message, hint, why, outward } = fault;
        let Place { line, column, cell, excerpt } = place;
        Problem { severity, path, line, column, message, hint, why, cell, excerpt, outward }
    };
    kept.into_iter().zip(found).map(problem).collect()
}
