//! A report as one page: nothing outside it is asked for, no script runs in it, every word from outside is escaped by
//! the template. It reads in a browser, to a screen reader and on paper.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::figure::Figure;
use super::markdown::is_numbers;
use super::sheet::{Block, Cell, Part, Sheet, Table};
use crate::deck::text::SafeText;
use crate::language::Language;

/// The style of the page. Each colour pair has a contrast of 4.5 to 1 or more; `tests/browser` measures it.
const STYLE: &str = include_str!("page.css");

/// A table with at most so many rows is printed on one page. Our judgement: a third of it.
const SHORT: usize = 14;

/// What the page may do: show itself, with its own style. Nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a report.
pub fn write(sheet: &Sheet) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(sheet.words.tag) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (sheet.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (sheet.title) }
                    @for lead in &sheet.lead { p { (lead) } }
                }
                main {
                    section.about aria-label=(sheet.words.report.about_it) {
                        @for (heading, sentences) in &sheet.about {
                            h2 { (heading) }
                            @for sentence in sentences { p { (sentence) } }
                        }
                    }
                    @for (number, one) in sheet.parts.iter().enumerate() { (part(number, one, sheet.words)) }
                }
                footer { p { (sheet.end) } }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn part(number: usize, part: &Part, words: &Language) -> Markup {
    let name = part.field.as_str();
    html! {
        section aria-labelledby=(name) {
            h2 id=(name) { ((words.report.heading)(part.field)) }
            @for (place, block) in part.blocks.iter().enumerate() {
                @match block {
                    Block::Words(said) => p { (said) },
                    Block::Heading(heading) => h3 { (heading) },
                    Block::Figure(figure) => (drawn(&format!("figure-{number}-{place}"), figure, words)),
                    Block::Table(table) => (rows(&format!("table-{number}-{place}"), table, words)),
                    Block::Quote(above, note) => {
                        p.above { (above) }
                        blockquote dir="auto" { (lines(note)) }
                    },
                }
            }
        }
    }
}

fn lines(words: &SafeText) -> Markup {
    html! {
        @for (number, line) in words.as_str().lines().enumerate() {
            @if number > 0 { br; }
            (line)
        }
    }
}

fn drawn(id: &str, figure: &Figure, words: &Language) -> Markup {
    let (width, height) = figure.size();
    let (title, description) = (format!("{id}-title"), format!("{id}-about"));
    html! {
        figure {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) role="img"
                aria-labelledby=(title) aria-describedby=(description) {
                title id=(title) { (figure.title()) }
                desc id=(description) { (figure.description(&words.report)) }
                (PreEscaped(figure.draw(words)))
            }
            figcaption { b { (figure.title()) } " " (figure.signs(&words.report)) }
        }
    }
}

fn rows(id: &str, table: &Table, words: &Language) -> Markup {
    // On a narrow screen each row becomes a list of names and values; in between, a wide table scrolls by itself, by
    // keyboard too, and its region has a name.
    html! {
        div.wide.short[table.rows.len() <= SHORT] role="region" aria-labelledby=(id) tabindex="0" {
            table class=[table.calendar.then_some("calendar")] {
                caption id=(id) { (table.caption) }
                thead {
                    tr {
                        @for (column, name) in table.columns.iter().enumerate() {
                            th scope="col" class=[is_numbers(table, column).then_some("number")] { (name) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            th scope="row" { bdi { (row.name.one_line()) } }
                            @for (column, cell) in row.cells.iter().enumerate() {
                                td class=[class(table, column + 1, cell)]
                                    data-name=[table.columns.get(column + 1).filter(|_| *cell != Cell::Empty)] {
                                    @if *cell != Cell::Empty { bdi { (cell.shown(words)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How a cell stands in its column: numbers at the right, days on one line.
fn class(table: &Table, column: usize, cell: &Cell) -> Option<&'static str> {
    match cell {
        Cell::Day(_) => Some("day"),
        Cell::Words(_) => Some("words"),
        _ => is_numbers(table, column).then_some("number"),
    }
}
