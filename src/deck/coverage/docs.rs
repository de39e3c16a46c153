//! What the documents say of the cards.

use super::reading::mean_grade;
use super::*;
use crate::deck::reading::{Count, prose};

/// The cells of every row of the tables of a document, heads and lines left out.
fn rows(document: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines: Vec<&str> = document.lines().collect();
    let row = |line: &str| line.starts_with('|');
    let rule = move |line: &str| row(line) && line.chars().all(|c| "|-: ".contains(c));
    let kept: Vec<&str> = (0..lines.len())
        .filter(|n| row(lines[*n]) && !rule(lines[*n]) && !lines.get(n + 1).is_some_and(|next| rule(next)))
        .map(|n| lines[n])
        .collect();
    kept.into_iter().map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

/// The card ids named in a text, between backticks.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|code| code.contains('/'))
}

#[test]
fn every_row_on_the_article_is_full_and_names_shipped_cards() {
    let cards = by_id();
    let mut faults: Vec<_> =
        named(ARTICLE).filter(|id| !cards.contains_key(*id)).map(|id| format!("{id} does not ship")).collect();
    let mut count = 0;
    for row in rows(ARTICLE) {
        count += 1;
        if row.len() != 3 || row.iter().any(|cell| cell.is_empty()) || named(row[1]).next().is_none() {
            faults.push(format!("not full: {row:?}"));
        }
    }
    none(&faults);
    assert!(count > 20, "{count} rows were read");
}

/// How a card stands in the table of docs/content.md.
fn line(id: &str, card: &Card) -> String {
    let join = |words: Vec<String>| words.join(", ");
    let states = if card.states.len() == State::ALL.len() {
        "all".to_owned()
    } else {
        join(card.states.iter().map(ToString::to_string).collect())
    };
    let gates = join(card.gates.iter().map(ToString::to_string).collect());
    let gates = if gates.is_empty() { "none" } else { &gates };
    let grade = card.evidence.as_ref().map_or("", |evidence| evidence.grade.as_str());
    let pinned = if card.pinned { ", pinned" } else { "" };
    let (full, light) = (card.seconds(), card.lighter_seconds());
    format!("| `{id}` | {}{pinned} | {states} | {gates} | {grade} | {full} ({light}) |", card.family)
}

#[test]
fn the_table_in_the_docs_says_of_every_card_what_the_card_says() {
    let shown: Vec<&str> =
        CONTENT.lines().filter(|line| line.starts_with('|') && named(line).next().is_some()).collect();
    let lines = lines();
    let missing: Vec<_> = lines.iter().filter(|line| !shown.contains(&line.as_str())).cloned().collect();
    none(&missing);
    assert_eq!(shown, lines, "in the order of the decks");
}

fn lines() -> Vec<String> {
    cards().iter().map(|(id, card)| line(id, card)).collect()
}

#[test]
fn the_docs_count_the_cards_of_every_path_and_every_deck() {
    let last = |row: &[&str], n: usize| row.get(n).and_then(|cell| cell.parse::<usize>().ok());
    let of_paths: Vec<_> = rows(CONTENT)
        .filter(|row| row.len() == 3)
        .filter_map(|row| Some((row[0].trim_matches('`').to_owned(), last(&row, 2)?)))
        .collect();
    let of_decks: Vec<_> =
        rows(READ_ME).filter_map(|row| Some((row[0].trim_matches('`').to_owned(), last(&row, 1)?))).collect();
    let decks = decks();
    let paths = decks.iter().flat_map(|deck| &deck.paths);
    assert_eq!(of_paths, paths.map(|path| (path.id.to_string(), path.cards.len())).collect::<Vec<_>>());
    let files = SHIPPED.iter().map(|(name, _)| (*name).to_owned());
    assert_eq!(of_decks, files.zip(decks.iter().map(|deck| deck.cards.len())).collect::<Vec<_>>());
}

/// Prints the rows for docs/content.md: `cargo test --lib coverage::docs::table -- --ignored --nocapture`.
#[test]
#[ignore = "prints the table, holds nothing"]
fn table() {
    println!("{}", lines().join("\n"));
}

#[test]
#[ignore = "prints figures, holds nothing"]
fn figures() {
    let mut out = String::new();
    let mut grades: Vec<(f64, String, usize)> = Vec::new();
    for (id, card) in cards() {
        let count = Count::of(prose(&card));
        let _ = writeln!(out, "{id:<40}{:>6} words{:>7.1}", count.words, count.grade());
        grades.push((count.grade(), id, count.words));
    }
    let words: usize = grades.iter().map(|(.., words)| words).sum();
    let (hardest, id, _) = grades.iter().max_by(|one, other| one.0.total_cmp(&other.0)).expect("a card");
    let mean = mean_grade();
    println!("{out}{} cards, {words} words, grade {mean:.2} on average, {hardest:.2} at most ({id})", grades.len());
    for state in State::ALL {
        println!("{state}: {} cards", cards().iter().filter(|(_, card)| card.states.contains(state)).count());
    }
}
