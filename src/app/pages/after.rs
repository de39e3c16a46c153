//! What comes after a practice, and the end.

use super::card::grades;
use super::{aside, last_title, lead, text, title};
use crate::app::page::{Block, Choice};
use crate::app::{App, dates, now, words};
use crate::record::event::Helped;
use crate::session::Done;

pub(super) fn recall(app: &App) -> (String, Vec<Block>) {
    let blocks = vec![lead(words::DID_IT_COME), Block::Gap, grades(app), Block::Gap, aside(words::ABOUT_REMEMBERING)];
    (title(app), blocks)
}

pub(super) fn after(app: &App) -> (String, Vec<Block>) {
    // Letters, so that a grade pressed twice never says what helped.
    let choices = Helped::ALL
        .iter()
        .zip(["y", "c", "w", "d"])
        .map(|(one, key)| Choice::new(key.to_owned(), words::helped(*one).to_owned()));
    let blocks = vec![
        lead(words::DID_IT_HELP),
        Block::Gap,
        Block::Choices(choices.collect()),
        Block::Gap,
        aside(words::SKIP_ANY),
    ];
    (last_title(app), blocks)
}

pub(super) fn worse(app: &App) -> (String, Vec<Block>) {
    let mut blocks = Vec::new();
    for (index, line) in words::WORSE.iter().enumerate() {
        if index > 0 {
            blocks.push(Block::Gap);
        }
        blocks.push(if index == 0 { lead(line) } else { text(line) });
    }
    let rest = now::rest_line(app);
    if !rest.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(rest);
    }
    (last_title(app), blocks)
}

pub(super) fn stuck(app: &App) -> (String, Vec<Block>) {
    let card = app.start.session.progress().last().map(|progress| progress.card.to_string()).unwrap_or_default();
    let edit = format!("{} `rekindle card edit {card}`.", words::STUCK_EDIT);
    let blocks = vec![
        lead(words::STUCK),
        Block::Gap,
        Block::Text(edit),
        Block::Gap,
        text(words::STUCK_REST),
        Block::Gap,
        aside(words::STUCK_OR),
    ];
    (last_title(app), blocks)
}

pub(super) fn passed_over(app: &App) -> (String, Vec<Block>) {
    let card = app.start.session.progress().last().and_then(|progress| app.start.cards.get(&progress.card));
    let title = card.map_or_else(String::new, |shown| shown.card.title.to_string());
    let blocks =
        vec![lead(words::PASSED_OVER), Block::Gap, text(words::PASSED_OVER_OR), Block::Gap, aside(words::STUCK_OR)];
    (title, blocks)
}

pub(super) fn end(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let today = app.today();
    let mut facts = Vec::new();
    for item in &session.begun().items {
        let mine = || session.progress().iter().filter(|progress| progress.card == item.card);
        let practised = mine().any(|progress| progress.done != Done::Skipped);
        let mut due = mine().filter_map(|progress| match progress.done {
            Done::Answered(_, due) => due,
            _ => None,
        });
        if let (true, Some(shown)) = (practised, app.start.cards.get(&item.card)) {
            let when = due.next_back().map_or_else(|| "next time".to_owned(), |due| dates::when(due, today));
            facts.push((shown.card.title.to_string(), when));
        }
    }
    let mut blocks = if facts.is_empty() {
        vec![lead("You looked in. That is fine.")]
    } else {
        let said =
            format!("You practised {}. Here is when each comes round again.", words::count(facts.len(), "skill"));
        vec![Block::Lead(said), Block::Gap, Block::Facts(facts)]
    };
    if let Some(said) = &app.looked_back {
        blocks.extend([Block::Gap, Block::Aside(words::ONCE_A_MONTH.to_owned()), Block::Aside(said.clone())]);
    }
    ("The end for today".to_owned(), blocks)
}
