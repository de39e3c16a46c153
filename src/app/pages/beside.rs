//! Pages beside the cards: stop signs, keys, a line being typed, what could not be saved.

use super::{aside, lead, text};
use crate::app::keys::Binding;
use crate::app::line::Line;
use crate::app::page::{Block, Page};
use crate::app::{App, Place, keys, words};

pub(super) fn stop_signs(app: &App) -> Page {
    let mut blocks = vec![lead("Any of these is a reason to stop:"), Block::Gap];
    blocks.extend(words::STOP_SIGNS.iter().map(|sign| text(sign)));
    blocks.extend([Block::Gap, lead(words::STOP_THEN), text(words::STOP_MEDICAL), Block::Gap, aside(words::STOP_FREE)]);
    // While the steps run, the card's own caution is not in sight.
    if let Some(caution) = app.card().and_then(|card| card.caution.as_ref()) {
        blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
    }
    Page { title: words::WHEN_TO_STOP.to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Stop) }
}

pub(super) fn all_keys(app: &App, place: Place) -> Page {
    let map = &app.start.keys;
    let facts = keys::TABLE
        .iter()
        .filter(|row| row.places.contains(&place) && !row.about.is_empty() && !row.keys.is_empty())
        .map(|row| (map.shown(place, row).into_owned(), words::sentence(row.about)))
        .collect();
    let blocks = vec![Block::Facts(facts), Block::Gap, aside(words::KEYS_BELOW)];
    Page { title: "Keys here".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Keys) }
}

/// The keys of a page on which a line is typed.
pub(in crate::app) fn typing_keys(enter: &'static str) -> Vec<Binding> {
    vec![always("Enter", enter), always("Esc", "back"), always("F1", "people to reach")]
}

/// The keys of a page on which lines are written.
pub(in crate::app) fn writing_keys(timed: bool) -> Vec<Binding> {
    let keep = if timed { always("Esc", "keep it and go back") } else { always("Enter", "keep it and go back") };
    vec![keep, always("F1", "people to reach"), Binding { always: false, ..always("F2", "hide") }]
}

fn always(key: &'static str, label: &'static str) -> Binding {
    Binding { key: key.into(), label, always: true }
}

fn typed(title: &str, label: String, line: &Line) -> Page {
    let blocks = vec![Block::Input { label, text: line.text(), cursor: line.cursor() }];
    Page { title: title.to_owned(), place: String::new(), blocks, keys: typing_keys("keep") }
}

pub(super) fn typing(name: Option<&str>, line: &Line) -> Page {
    let label = name.map_or_else(|| "A name".to_owned(), |name| format!("How to reach {name}"));
    typed(words::PEOPLE_TO_REACH, label, line)
}

/// A heading of one's own.
pub(super) fn heading(line: &Line) -> Page {
    typed(words::PLAN_TITLE, words::PLAN_HEADING.to_owned(), line)
}

pub(super) fn failed(why: &str, at_stake: bool) -> Page {
    let (title, what) = if at_stake { ("Not saved yet", words::NOT_SAVED) } else { ("Not shown", words::NOT_SHOWN) };
    let blocks = vec![lead(what), Block::Gap, Block::Text(words::sentence(why))];
    Page { title: title.to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Failed) }
}
