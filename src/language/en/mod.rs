//! The words in English.

mod after;
mod amounts;
mod card;
mod decks;
mod files;
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
mod today;

use super::Language;
pub use amounts::{count, number};

/// English.
pub static EN: Language = Language {
    tag: "en",
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
