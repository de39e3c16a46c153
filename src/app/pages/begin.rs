//! What stands before the cards: the first run, today, how the person is.

use super::{aside, last_title, lead, text};
use crate::app::page::{Block, Choice, Page};
use crate::app::{About, App, Place, keys, now};
use crate::deck::kinds::State;
use crate::helped::levels::Axis;
use crate::language::Language;
use crate::memory::days::Moment;
use crate::record::event::Told;
use crate::session::Done;

/// Asks whether a clock that jumped is right, before anything is counted from it.
pub(super) fn clock(app: &App, last: Moment) -> Page {
    let words = app.words();
    let blocks = vec![
        lead(words.today.is_the_time_right),
        Block::Gap,
        Block::Facts(vec![
            (words.today.clock_now.to_owned(), (words.amounts.at)(app.now)),
            (words.today.clock_before.to_owned(), (words.amounts.at)(last)),
        ]),
        Block::Gap,
        text(words.today.if_the_time_is_wrong),
    ];
    Page {
        title: words.today.clock_title.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(Place::Clock, words),
        words,
    }
}

/// Says first that answers cannot be kept, where that is so.
pub(super) fn viewed(app: &App, blocks: &mut Vec<Block>) {
    if app.start.view_only {
        blocks.push(lead(app.words().today.only_to_look_at));
        blocks.push(Block::Gap);
    }
}

/// The first page: what can be done comes before what to be careful with, so that it is seen in the lowest window.
pub(super) fn welcome(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
    let items = &app.start.session.begun().items;
    let seconds = items.iter().map(|item| item.seconds).sum();
    let next = match items.len() {
        0 => words.today.leave_any_time.to_owned(),
        n => format!("{} {}", (words.today.next_comes)(n, seconds), words.today.leave_any_time),
    };
    let mut blocks = Vec::new();
    viewed(app, &mut blocks);
    blocks.extend([
        lead(words.today.what_it_is),
        Block::Gap,
        Block::Text(next),
        Block::Gap,
        text(words.today.what_it_is_not),
        Block::Gap,
        text(words.today.whom_to_ask),
    ]);
    if !words.today.cards_speak.is_empty() {
        blocks.extend([Block::Gap, aside(words.today.cards_speak)]);
    }
    (words.today.welcome_title.to_owned(), blocks)
}

pub(super) fn today(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
    let session = &app.start.session;
    let mut blocks = now::before_cards(app);
    viewed(app, &mut blocks);
    let began = !session.progress().is_empty();
    if app.start.away_days > crate::session::plan::LONG_AWAY && !began {
        blocks.push(lead(words.today.good_to_see_you));
        blocks.push(Block::Gap);
    }
    let items = &session.begun().items;
    if session.current().is_none() {
        let next = app.start.next_day.map(|day| (words.today.next_round)(&(words.amounts.when)(day, app.today())));
        blocks.push(lead(if app.start.done_today { words.today.all_for_today } else { words.today.nothing_waits }));
        blocks.extend(next.map(Block::Text));
        return (words.today.title.to_owned(), blocks);
    }
    if began {
        let (behind, all) = session.place();
        blocks.push(lead(words.today.where_you_were));
        blocks.push(Block::Gap);
        blocks.push(Block::Text((words.today.ahead)(all - behind)));
    } else {
        if app.start.done_today {
            blocks.push(aside(words.today.done_today));
            blocks.push(Block::Gap);
        }
        let new = items.iter().filter(|item| item.kind == crate::record::event::Kind::Learn).count();
        let seconds = items.iter().map(|item| item.seconds).sum();
        let known = items.len() - new;
        blocks.push(Block::Lead((words.today.holds)(known, new, seconds)));
    }
    blocks.push(Block::Gap);
    let facts = items
        .iter()
        .filter_map(|item| {
            let shown = app.start.cards.get(&item.card)?;
            let done = !session.open(&item.card);
            let mine = || session.progress().iter().filter(|progress| progress.card == item.card);
            let skipped = mine().any(|progress| progress.done == Done::Skipped);
            let mark = match (done, item.kind == crate::record::event::Kind::Learn) {
                (true, _) if skipped => words.today.mark_skipped,
                (true, _) => words.today.mark_done,
                (false, true) if mine().next().is_some() => words.today.mark_question,
                (false, true) => words.today.mark_new,
                (false, false) => "",
            };
            Some((shown.card.title.to_string(), mark.to_owned()))
        })
        .collect();
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Gap);
    if app.start.hint == Some(Told::Grades) {
        blocks.extend([text(words.today.effort_means), Block::Gap]);
    }
    blocks.push(aside(words.today.leave_any_time));
    (words.today.title.to_owned(), blocks)
}

/// The states as choices.
pub(in crate::app) fn states(words: &Language) -> Block {
    let choices = State::ALL
        .iter()
        .zip(1..)
        .map(|(state, key)| Choice::new(key.to_string(), (words.names.state_line)(*state).to_owned()));
    Block::Choices(choices.collect())
}

pub(super) fn check_in(words: &Language) -> (String, Vec<Block>) {
    let blocks = vec![lead(words.today.how_are_you), Block::Gap, states(words)];
    (words.today.how_title.to_owned(), blocks)
}

pub(super) fn level(app: &App, axis: Axis, about: About, marked: Option<u8>) -> (String, Vec<Block>) {
    let words = app.words();
    let after = matches!(about, About::Practice(_));
    let (question, ends) = match axis {
        Axis::Distress => (words.today.distress, words.today.distress_ends),
        Axis::Connection => (words.today.connection, words.today.connection_ends),
    };
    let ends = ends.iter().map(|(level, words)| ((*level).to_owned(), (*words).to_owned()));
    let mut blocks = vec![lead(question), Block::Gap, Block::Facts(ends.collect())];
    blocks.push(Block::Gap);
    match marked {
        Some(level) => blocks.push(Block::Lead(format!("{level}. {}", words.today.enter_keeps))),
        None if after => blocks.push(aside(words.after.skip_any)),
        None => {}
    }
    let title = if after { last_title(app) } else { words.today.how_title.to_owned() };
    (title, blocks)
}
