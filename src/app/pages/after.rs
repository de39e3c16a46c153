//! What comes after a practice, and the end.

use super::card::grades;
use super::{aside, last_title, lead, text, title};
use crate::app::page::{Block, Choice};
use crate::app::{App, now};
use crate::record::event::Helped;
use crate::session::Done;

pub(super) fn recall(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
    let blocks =
        vec![lead(words.card.did_it_come), Block::Gap, grades(app), Block::Gap, aside(words.card.about_remembering)];
    (title(app), blocks)
}

pub(super) fn after(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
    // Letters, so that a grade pressed twice never says what helped.
    let choices = Helped::ALL
        .iter()
        .zip(["y", "c", "w", "d"])
        .map(|(one, key)| Choice::new(key.to_owned(), (words.names.helped)(*one).to_owned()));
    let blocks = vec![
        lead(words.after.did_it_help),
        Block::Gap,
        Block::Choices(choices.collect()),
        Block::Gap,
        aside(words.after.skip_any),
    ];
    (last_title(app), blocks)
}

pub(super) fn worse(app: &App) -> (String, Vec<Block>) {
    let mut blocks = Vec::new();
    for (index, line) in app.words().after.worse.iter().enumerate() {
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
    let words = app.words();
    let blocks = vec![
        lead(words.after.stuck),
        Block::Gap,
        Block::Text((words.after.stuck_edit)(&card)),
        Block::Gap,
        text(words.after.stuck_rest),
        Block::Gap,
        aside(words.after.stuck_or),
    ];
    (last_title(app), blocks)
}

pub(super) fn passed_over(app: &App) -> (String, Vec<Block>) {
    let card = app.start.session.progress().last().and_then(|progress| app.start.cards.get(&progress.card));
    let words = app.words();
    let title = card.map_or_else(String::new, |shown| shown.card.title.to_string());
    let blocks = vec![
        lead(words.after.passed_over),
        Block::Gap,
        text(words.after.passed_over_or),
        Block::Gap,
        aside(words.after.stuck_or),
    ];
    (title, blocks)
}

pub(super) fn end(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
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
            let when = due
                .next_back()
                .map_or_else(|| words.after.next_time.to_owned(), |due| (words.amounts.when)(due, today));
            facts.push((shown.card.title.to_string(), when));
        }
    }
    let mut blocks = if facts.is_empty() {
        vec![lead(words.after.looked_in)]
    } else {
        vec![Block::Lead((words.after.practised)(facts.len())), Block::Gap, Block::Facts(facts)]
    };
    if let Some(said) = &app.looked_back {
        blocks.extend([Block::Gap, Block::Aside(words.after.once_a_month.to_owned()), Block::Aside(said.clone())]);
    }
    (words.after.end_title.to_owned(), blocks)
}
