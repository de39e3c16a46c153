//! `rekindle deck check`: everything that is wrong with deck files, at once, with where, why and how to mend it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::{Outcome, World};
use super::read;
use crate::deck::check::among;
use crate::deck::model::Deck;
use crate::deck::problem::{Problem, Severity};
use crate::deck::shipped;
use crate::deck::text::SafeText;
use crate::language::decks::{Checked, DeckWords};

/// Options of `rekindle deck check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The files; what one names of another is looked up there
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// End with 1 on warnings too
    #[arg(long)]
    strict: bool,
}

#[derive(Serialize)]
struct Report {
    ok: bool,
    problems: Vec<InFile>,
    files: Vec<FileReport>,
}

#[derive(Serialize)]
struct InFile {
    file: SafeText,
    #[serde(flatten)]
    problem: Problem,
}

#[derive(Serialize)]
struct FileReport {
    file: SafeText,
    ok: bool,
    errors: usize,
    warnings: usize,
    advice: usize,
}

/// How many problems of each severity there are.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl Tally {
    fn of(problems: &[Problem]) -> Self {
        let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), advice: count(Severity::Advice) }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            advice: self.advice + other.advice,
        }
    }

    /// Tells whether nothing stands in the way.
    const fn ok(self, strict: bool) -> bool {
        self.errors == 0 && (!strict || self.warnings == 0)
    }
}

impl Check {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        world.learn_language();
        let words = world.language();
        let readings = self.files.iter().map(|file| read(file, words)).collect::<anyhow::Result<Vec<_>>>()?;
        let shipped = shipped::decks();
        let decks: BTreeMap<&str, &Deck> = shipped
            .iter()
            .chain(readings.iter().filter_map(|reading| reading.deck.as_ref()))
            .map(|deck| (deck.id.as_str(), deck))
            .collect();
        let problems = readings.iter().enumerate().map(|(number, reading)| {
            let mut problems = among::problems(reading, |id| decks.get(id).copied());
            if let Some(deck) = &reading.deck {
                let before = readings.iter().take(number).filter_map(|reading| reading.deck.as_ref());
                problems.splice(0..0, among::names(deck, shipped.iter().chain(before)));
            }
            problems
        });
        let problems: Vec<Vec<Problem>> = problems.collect();
        let tallies: Vec<Tally> = problems.iter().map(|problems| Tally::of(problems)).collect();
        let all = tallies.iter().copied().fold(Tally::default(), Tally::plus);
        let ok = all.ok(self.strict);
        if world.json {
            let name = |file: &Path| SafeText::new(&file.display().to_string());
            let files = self.files.iter().zip(&tallies).map(|(file, tally)| FileReport {
                file: name(file),
                ok: tally.ok(self.strict),
                errors: tally.errors,
                warnings: tally.warnings,
                advice: tally.advice,
            });
            let files = files.collect();
            let of_file = |(file, problems): (&PathBuf, Vec<Problem>)| {
                let file = name(file);
                problems.into_iter().map(move |problem| InFile { file: file.clone(), problem })
            };
            let problems = self.files.iter().zip(problems).flat_map(of_file).collect();
            world.print_json(&Report { ok, problems, files })?;
        } else {
            let mut out = io::stdout().lock();
            for (file, problems) in self.files.iter().zip(&problems) {
                say_problems(&words.decks, file, problems, &mut out)?;
            }
            drop(out);
            let Tally { errors, warnings, advice } = all;
            let (many, usable) = (self.files.len() > 1, errors == 0);
            world.say(&(words.decks.checked)(Checked { many, usable, errors, warnings, advice }))?;
        }
        Ok(if ok { Outcome::Done } else { Outcome::Not })
    }
}

/// Prints problems, each with its line, marks under the place, the reason and the way to mend it.
pub(super) fn say_problems(
    words: &DeckWords,
    file: &Path,
    problems: &[Problem],
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = SafeText::new(&file.display().to_string());
    for problem in problems {
        let path = if problem.path.is_empty() { String::new() } else { format!("{}: ", problem.path) };
        let severity = (words.severity)(problem.severity);
        writeln!(out, "{name}:{}: {severity}: {path}{}", problem.place(), problem.message)?;
        if let Some(excerpt) = &problem.excerpt {
            let number = if problem.cell.is_some() { String::new() } else { problem.line.to_string() };
            let gutter = " ".repeat(number.len());
            writeln!(out, "  {number} | {}", excerpt.line)?;
            writeln!(out, "  {gutter} | {}", excerpt.marks())?;
        }
        writeln!(out, "  {}: {}", words.why, problem.why)?;
        if let Some(hint) = &problem.hint {
            writeln!(out, "  {}: {hint}", words.mend)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
