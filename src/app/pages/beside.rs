//! Pages beside the cards: stop signs, keys, a line being typed, what could not be saved.

use super::{aside, lead, text};
use crate::app::keys::Binding;
use crate::app::line::Line;
use crate::app::page::{Block, Page};
use crate::app::{App, Place, keys};
use crate::language::{Language, sentence};

pub(super) fn stop_signs(app: &App) -> Page {
    let words = app.words();
    let mut blocks = vec![lead(words.people.stop_lead), Block::Gap];
    blocks.extend(words.people.stop_signs.iter().map(|sign| text(sign)));
    blocks.extend([
        Block::Gap,
        lead(words.people.stop_then),
        text(words.people.stop_medical),
        Block::Gap,
        aside(words.people.stop_free),
    ]);
    // While the steps run, the card's own caution is not in sight.
    if let Some(caution) = app.card().and_then(|card| card.caution.as_ref()) {
        blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
    }
    Page {
        title: words.people.when_to_stop.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(Place::Stop, words),
        words,
    }
}

pub(super) fn all_keys(app: &App, place: Place) -> Page {
    let (map, words) = (&app.start.keys, app.words());
    let facts = keys::TABLE
        .iter()
        .filter(|row| row.places.contains(&place) && !row.about(words).is_empty() && !row.keys.is_empty())
        .map(|row| (map.shown(place, row, words).into_owned(), sentence(row.about(words))))
        .collect();
    let blocks = vec![Block::Facts(facts), Block::Gap, aside(words.own.keys_below)];
    Page {
        title: words.own.keys_title.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(Place::Keys, words),
        words,
    }
}

/// The keys of a page on which a line is typed.
pub(in crate::app) fn typing_keys(words: &Language) -> Vec<Binding> {
    keys::help_line(Place::Typing, words)
}

/// The keys of a page on which lines are written.
pub(in crate::app) fn writing_keys(timed: bool, words: &Language) -> Vec<Binding> {
    let mut keys = keys::help_line(Place::Writing, words);
    // Line by line, an empty line ends it.
    if let (false, Some(keep)) = (timed, keys.first_mut()) {
        keep.key = "Enter".into();
    }
    keys
}

fn typed(title: &str, label: String, line: &Line, words: &'static Language) -> Page {
    let blocks = vec![Block::Input { label, text: line.text(), cursor: line.cursor() }];
    Page { title: title.to_owned(), place: String::new(), blocks, keys: typing_keys(words), words }
}

pub(super) fn typing(name: Option<&str>, line: &Line, words: &'static Language) -> Page {
    let label = name.map_or_else(|| words.people.a_name.to_owned(), |name| (words.people.how_to_reach)(name));
    typed(words.people.people_to_reach, label, line, words)
}

/// A heading of one's own.
pub(super) fn heading(line: &Line, words: &'static Language) -> Page {
    typed(words.people.plan_title, words.people.plan_heading.to_owned(), line, words)
}

pub(super) fn failed(why: &str, at_stake: bool, words: &'static Language) -> Page {
    let own = &words.own;
    let (title, what) =
        if at_stake { (own.not_saved_title, own.not_saved) } else { (own.not_shown_title, own.not_shown) };
    let blocks = vec![lead(what), Block::Gap, Block::Text(sentence(why))];
    Page { title: title.to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Failed, words), words }
}
