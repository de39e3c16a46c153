//! From notes to cards: the names of their fields are the columns of a table.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cloze;
use crate::deck::excerpt::Excerpt;
use crate::deck::formats::Import;
use crate::deck::formats::fields::{self, Part};
use crate::deck::formats::node::Spot;
use crate::deck::formats::notes::About;
use crate::deck::formats::places::{Place, Places};
use crate::deck::formats::table::{self, Table};

/// A kind of note: the names of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its fields in order.
    pub fields: Vec<String>,
}

/// A note: values for the fields of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// The name that it keeps wherever it goes.
    pub guid: String,
    /// The number of its kind.
    pub kind: i64,
    /// HTML, a value for each field.
    pub fields: Vec<String>,
    /// Words with spaces between.
    pub tags: String,
}

/// One answer that was given in Anki.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The number of the note.
    pub note: i64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// 1 again, 2 hard, 3 good, 4 easy.
    pub ease: u8,
    /// The interval that followed, in days; below 0 in seconds.
    pub interval: i64,
    /// How long it took, in milliseconds.
    pub took: i64,
    /// 0 learning, 1 review, 2 relearning, 3 filtered.
    pub kind: u8,
}

/// What a collection of Anki holds, as far as it matters here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// The name of its deck, when it has one of its own.
    pub name: Option<String>,
    /// Kinds of notes.
    pub kinds: Vec<Kind>,
    /// Notes, in the order in which they were made.
    pub notes: Vec<Note>,
    /// Answers, in the order in which they were given.
    pub reviews: Vec<Review>,
}

/// The places of notes: each is a sheet's row by its number, a field by its name.
struct Fields<'c>(&'c Collection);

impl Places for Fields<'_> {
    fn places(&self, stretches: &[Range<Spot>]) -> Vec<Place> {
        let place = |stretch: &Range<Spot>| {
            let (_, row, column, from) = stretch.start.cell();
            let note = self.0.notes.get(row);
            let kind = note.and_then(|note| self.0.kinds.iter().find(|kind| kind.id == note.kind));
            let name = kind.and_then(|kind| kind.fields.get(column)).map(|name| crate::deck::problem::shown(name));
            let cell = format!("note {}{}", row + 1, name.map(|name| format!(", {name}")).unwrap_or_default());
            let text = note.and_then(|note| note.fields.get(column));
            let to = stretch.end.cell().3.max(from);
            let excerpt = text.filter(|text| !text.trim().is_empty()).map(|text| Excerpt::new(text, from, to));
            Place { line: row + 1, column: column + 1, cell: Some(cell), excerpt }
        };
        stretches.iter().map(place).collect()
    }

    fn inside(&self, text: Spot, _: &str, byte: usize) -> Spot {
        text.further(byte)
    }
}

/// Makes a deck of notes. `name` is what it is called when the collection does not say. Never panics.
pub fn read(collection: &Collection, name: &str) -> Import {
    let places = Fields(collection);
    let mut table = Table::new(&places);
    let kinds: BTreeMap<i64, &Kind> = collection.kinds.iter().map(|kind| (kind.id, kind)).collect();
    let mut last = None;
    for (number, note) in (0_u32..).zip(&collection.notes) {
        let Some(kind) = kinds.get(&note.kind) else {
            table.notes().deck(About::LeftOut, "notes of which the kind is not in the file");
            continue;
        };
        let mut cells: Vec<String> = note.fields.iter().map(|field| super::plain(field, table.notes())).collect();
        cells.resize(kind.fields.len(), String::new());
        let gap =
            cells.iter().position(|cell| cell.contains("{{c")).and_then(|at| Some((at, cloze::split(cells.get(at)?)?)));
        let header = (note.kind, gap.is_some());
        if let Some((at, (cue, whole))) = gap {
            if let Some(cell) = cells.get_mut(at) {
                *cell = cue;
            }
            cells.extend([whole, note.tags.clone(), note.guid.clone()]);
            if last != Some(header) {
                // The second field of a cloze note is what is told besides.
                let mut names = columns(kind, Some(at));
                names.extend(["steps".to_owned(), "tags".to_owned(), "x-anki".to_owned()]);
                table.header(&names.iter().map(String::as_str).collect::<Vec<_>>());
            }
        } else {
            cells.extend([note.tags.clone(), note.guid.clone()]);
            if last != Some(header) {
                let mut names = columns(kind, None);
                names.extend(["tags".to_owned(), "x-anki".to_owned()]);
                table.header(&names.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
        last = Some(header);
        // The name is text, whatever it looks like.
        if let Some(guid) = cells.last_mut() {
            *guid = serde_json::Value::from(guid.as_str()).to_string();
        }
        table.row(number, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if collection.notes.is_empty() {
        table.error(table::spot(0, 0, 0, 0), "no note is in this file".to_owned(), "export the deck again from Anki");
    }
    if !collection.reviews.is_empty() {
        let what = format!("the history of {} answers, which convert --history writes down", collection.reviews.len());
        table.notes().deck(About::LeftOut, &what);
    }
    table.finish(collection.name.as_deref().unwrap_or(name))
}

/// The names of a kind's fields as columns. Where none is a cue or none are steps, the first two fields are.
fn columns(kind: &Kind, gap: Option<usize>) -> Vec<String> {
    let mut names = kind.fields.clone();
    if let Some(at) = gap {
        if let Some(name) = names.get_mut(at) {
            "cue".clone_into(name);
        }
        for (number, name) in names.iter_mut().enumerate() {
            let extra = fields::plain(name);
            if number != at && (extra == "back extra" || extra == "extra") {
                "why".clone_into(name);
            }
        }
        return names;
    }
    let has = |names: &[String], part| names.iter().any(|name| fields::part(name) == Some(part));
    if !has(&names, Part::Steps) {
        let free = names.iter().position(|name| fields::part(name).is_none());
        let at = if has(&names, Part::Cues) || has(&names, Part::Title) { free } else { Some(1) };
        if let Some(name) = at.and_then(|at| names.get_mut(at)) {
            "steps".clone_into(name);
        }
    }
    if !has(&names, Part::Cues)
        && !has(&names, Part::Title)
        && let Some(name) = names.first_mut()
    {
        "cue".clone_into(name);
    }
    names
}
