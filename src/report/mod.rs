//! What a person may show to somebody who treats them: a report of chosen parts of the record. Pure.
//!
//! - [`field`]: what can be in it, one table
//! - [`facts`]: the report as a value, all its numbers in full; this is what JSON holds
//! - [`gather`]: how that value is made from what is known
//! - [`sheet`], [`lay_out`]: the same as headings, sentences and tables in a language, which every other format writes out
//! - [`text`], [`markdown`], [`csv`], [`html`]: one a format; [`figure`] draws for the page
//!
//! Every format shows the same numbers: JSON and CSV in full, the others with one digit after the point. No overall
//! number is made, no diagnosis, nothing about risk.

pub mod csv;
pub mod facts;
pub mod field;
pub mod figure;
pub mod gather;
pub mod html;
pub mod lay_out;
pub mod markdown;
pub mod sheet;
pub mod text;

#[cfg(test)]
mod tests;

use crate::deck::kinds::words;
use crate::deck::write;
use crate::language::Language;

words!(
    /// How a report is written.
    Format {
        /// Markdown.
        Markdown = "md",
        /// One page for a browser and for paper, with nothing outside it.
        Html = "html",
        /// A table of all numbers, one a row.
        Csv = "csv",
        /// Everything in full, for programs.
        Json = "json",
    }
);

/// Writes a report in a format and a language; JSON is the same in all of them. The same report gives the same bytes.
pub fn write(report: &facts::Report, format: Format, words: &'static Language) -> String {
    match format {
        Format::Markdown => markdown::write(&lay_out::sheet(report, words)),
        Format::Html => html::write(&lay_out::sheet(report, words)),
        Format::Csv => csv::write(&lay_out::sheet(report, words)),
        Format::Json => {
            // Writing fails only for maps whose keys are no texts; a report has none.
            let mut json = write::calm(&serde_json::to_string_pretty(report).unwrap_or_default());
            json.push('\n');
            json
        }
    }
}
