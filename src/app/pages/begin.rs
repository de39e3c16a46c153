//! What stands before the cards: the first run, today, how the person is.

use super::{aside, last_title, lead, text};
use crate::app::page::{Block, Choice, Page};
use crate::app::{About, App, Place, dates, keys, now, words};
use crate::deck::kinds::State;
use crate::helped::levels::Axis;
use crate::memory::days::Moment;
use crate::record::event::Told;
use crate::session::Done;

/// Asks whether a clock that jumped is right, before anything is counted from it.
pub(super) fn clock(app: &App, last: Moment) -> Page {
    let blocks = vec![
        lead(words::IS_THE_TIME_RIGHT),
        Block::Gap,
        Block::Facts(vec![
            (words::CLOCK_NOW.to_owned(), dates::at(app.now)),
            (words::CLOCK_BEFORE.to_owned(), dates::at(last)),
        ]),
        Block::Gap,
        text(words::IF_THE_TIME_IS_WRONG),
    ];
    Page { title: "The clock".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Clock) }
}

/// Says first that answers cannot be kept, where that is so.
pub(super) fn viewed(app: &App, blocks: &mut Vec<Block>) {
    if app.start.view_only {
        blocks.push(lead(words::ONLY_TO_LOOK_AT));
        blocks.push(Block::Gap);
    }
}

pub(super) fn welcome(app: &App) -> (String, Vec<Block>) {
    let items = &app.start.session.begun().items;
    let seconds = items.iter().map(|item| item.seconds).sum();
    let next = match items.len() {
        0 => words::LEAVE_ANY_TIME.to_owned(),
        1 => format!("Next comes one short practice, {}. {}", words::minutes(seconds), words::LEAVE_ANY_TIME),
        n => format!(
            "Next come {} short practices, {}. {}",
            words::number(n),
            words::minutes(seconds),
            words::LEAVE_ANY_TIME
        ),
    };
    let mut blocks = Vec::new();
    viewed(app, &mut blocks);
    blocks.extend([
        lead(words::WHAT_IT_IS),
        Block::Gap,
        text(words::WHAT_IT_IS_NOT),
        Block::Gap,
        text(words::WHOM_TO_ASK),
        Block::Gap,
        Block::Aside(next),
    ]);
    ("Welcome".to_owned(), blocks)
}

pub(super) fn today(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let mut blocks = now::before_cards(app);
    viewed(app, &mut blocks);
    let began = !session.progress().is_empty();
    if app.start.away_days > crate::session::plan::LONG_AWAY && !began {
        blocks.push(lead(words::GOOD_TO_SEE_YOU));
        blocks.push(Block::Gap);
    }
    let items = &session.begun().items;
    if session.current().is_none() {
        let next =
            app.start.next_day.map(|day| format!("The next practice comes round {}.", dates::when(day, app.today())));
        blocks.push(lead(if app.start.done_today { words::ALL_FOR_TODAY } else { words::NOTHING_WAITS }));
        blocks.extend(next.map(Block::Text));
        return ("Today".to_owned(), blocks);
    }
    if began {
        let (behind, all) = session.place();
        blocks.push(lead(words::WHERE_YOU_WERE));
        blocks.push(Block::Gap);
        blocks.push(Block::Text(format!("{} ahead.", words::sentence(&words::count(all - behind, "practice")))));
    } else {
        if app.start.done_today {
            blocks.push(aside(words::DONE_TODAY));
            blocks.push(Block::Gap);
        }
        let new = items.iter().filter(|item| item.kind == crate::record::event::Kind::Learn).count();
        let seconds = items.iter().map(|item| item.seconds).sum();
        let known = items.len() - new;
        let what = match (known, new) {
            (0, new) => format!("{} new {}", words::number(new), if new == 1 { "practice" } else { "practices" }),
            (known, 0) => words::count(known, "practice"),
            (known, new) => format!("{} and {} new", words::count(known, "practice"), words::number(new)),
        };
        blocks.push(Block::Lead(format!("{}, {}.", words::sentence(&what), words::minutes(seconds))));
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
                (true, _) if skipped => "not today",
                (true, _) => "done",
                (false, true) if mine().next().is_some() => "one question left",
                (false, true) => "new",
                (false, false) => "",
            };
            Some((shown.card.title.to_string(), mark.to_owned()))
        })
        .collect();
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Gap);
    if app.start.hint == Some(Told::Grades) {
        blocks.extend([text(words::EFFORT_MEANS), Block::Gap]);
    }
    blocks.push(aside(words::LEAVE_ANY_TIME));
    ("Today".to_owned(), blocks)
}

/// The states as choices.
pub(in crate::app) fn states() -> Block {
    let choices =
        State::ALL.iter().zip(1..).map(|(state, key)| Choice::new(key.to_string(), state_words(*state).to_owned()));
    Block::Choices(choices.collect())
}

pub(super) fn check_in() -> (String, Vec<Block>) {
    let blocks = vec![lead(words::HOW_ARE_YOU), Block::Gap, states()];
    ("How you are".to_owned(), blocks)
}

pub(super) const fn state_words(state: State) -> &'static str {
    match state {
        State::Numb => "numb: little or nothing gets through",
        State::Flooded => "flooded: too much at once",
        State::Critical => "critical: hard on yourself",
        State::Flat => "flat: low, without drive",
        State::Disconnected => "disconnected: far away from people or yourself",
        State::Steady => "steady: fine as it is",
    }
}

pub(super) fn level(app: &App, axis: Axis, about: About, marked: Option<u8>) -> (String, Vec<Block>) {
    let after = matches!(about, About::Practice(_));
    let (question, ends) = match axis {
        Axis::Distress => (words::DISTRESS, words::DISTRESS_ENDS),
        Axis::Connection => (words::CONNECTION, words::CONNECTION_ENDS),
    };
    let ends = ends.iter().map(|(level, words)| ((*level).to_owned(), (*words).to_owned()));
    let mut blocks = vec![lead(question), Block::Gap, Block::Facts(ends.collect())];
    blocks.push(Block::Gap);
    match marked {
        Some(level) => blocks.push(Block::Lead(format!("{level}. {}", words::ENTER_KEEPS))),
        None if after => blocks.push(aside(words::SKIP_ANY)),
        None => {}
    }
    let title = if after { last_title(app) } else { "How you are".to_owned() };
    (title, blocks)
}
