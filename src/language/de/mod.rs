//! The words in German.

mod after;
mod amounts;
mod card;
mod decks;
mod files;
mod help_lines;
mod helped;
mod keys;
mod lines;
mod moment;
mod names;
mod own;
mod people;
mod printed;
mod record;
mod report;
mod settings;
mod today;

use super::Language;

/// German: plain words, and *du*.
pub static DE: Language = Language {
    tag: "de",
    today: today::TODAY,
    card: card::CARD,
    after: after::AFTER,
    moment: moment::MOMENT,
    helped: helped::HELPED,
    people: people::PEOPLE,
    own: own::OWN,
    names: names::NAMES,
    amounts: amounts::AMOUNTS,
    lines: lines::LINES,
    keys: keys::KEYS,
    printed: printed::PRINTED,
    files: files::FILES,
    record: record::RECORD,
    decks: decks::DECKS,
    report: report::REPORT,
};
