//! From rows to a deck, one row at a time, so that a table of a hundred thousand cards is never held twice.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::{MOST_CARDS, unguarded};
use crate::deck::check::{self, Draft, DraftCard};
use crate::deck::formats::cursor::{At, Cursor};
use crate::deck::formats::fields::{self, Part};
use crate::deck::formats::fill::{self, Filler, Given, Name, Value};
use crate::deck::formats::found::{Fault, Found};
use crate::deck::formats::node::{Field, Node, Spot};
use crate::deck::formats::notes::{About, Notes};
use crate::deck::formats::places::Places;
use crate::deck::formats::{Import, Reading, decode};
use crate::deck::problem::{Severity, shown, why};

/// Most problems of one kind that rows give before the rest is only counted by the card.
const MOST_FLAGGED: usize = 200;

/// The spot of a byte of a cell: sheet, row, column, byte; each as large as fits.
pub(in crate::deck::formats) fn spot(sheet: usize, row: u32, column: usize, byte: usize) -> Spot {
    let part = |value: usize, bits: u32| u64::try_from(value).unwrap_or(u64::MAX).min((1 << bits) - 1);
    let row = u64::from(row).min((1 << 24) - 1);
    Spot(part(sheet, 8) << 56 | row << 32 | part(column, 12) << 20 | part(byte, 20))
}

impl Spot {
    /// Sheet, row, column and byte of a spot in a table, all from 0.
    pub(in crate::deck::formats) fn cell(self) -> (usize, usize, usize, usize) {
        let part = |shift: u32, bits: u32| usize::try_from(self.0 >> shift & ((1 << bits) - 1)).unwrap_or(0);
        (part(56, 8), part(32, 24), part(20, 12), part(0, 20))
    }

    /// The spot of a later byte of the same text.
    pub(in crate::deck::formats) fn further(self, bytes: usize) -> Self {
        Self(self.0.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX).min((1 << 20) - 1)))
    }
}

/// What a column holds.
#[derive(Debug, Clone)]
enum Column {
    Part(Part),
    /// The author's own, with its name.
    Own(String),
    LeftOut,
}

/// Finds the row that names the columns: the one with the most names, of equals the first. Above it may stand a title,
/// remarks, or names of groups of columns.
pub(in crate::deck::formats) fn header_among<'r, S: AsRef<str> + 'r>(
    rows: impl Iterator<Item = &'r [S]>,
) -> Option<usize> {
    let mut best = None;
    for (number, row) in rows.enumerate() {
        let cells: Vec<&str> = row.iter().map(AsRef::as_ref).collect();
        let names = cells.iter().filter(|cell| cell.len() < 60 && fields::part(cell).is_some()).count();
        if Table::names(&cells) && best.is_none_or(|(_, most)| names > most) {
            best = Some((number, names));
        }
    }
    best.map(|(number, _)| number)
}

/// Makes a deck of rows.
pub(in crate::deck::formats) struct Table<'p> {
    sheet: usize,
    columns: Rc<[Column]>,
    /// The last row, until it is known whether the next one goes on with it; and room for its cells.
    pending: (Option<u32>, Vec<String>),
    /// The names of the columns as the table writes them; none when no row does.
    names: Vec<String>,
    /// Every header, with the first card that stands under it.
    headers: Vec<(usize, Rc<[Column]>)>,
    deck: Given<'static>,
    paths: Vec<Given<'static>>,
    filler: Filler,
    cursor: Cursor<'p>,
    cards: Vec<DraftCard>,
    /// The sheet and row of each card.
    rows: Vec<(usize, u32)>,
    notes: Notes,
    left_out: BTreeSet<String>,
    flagged: usize,
    too_many: bool,
}

impl<'p> Table<'p> {
    pub(in crate::deck::formats) fn new(places: &'p dyn Places) -> Self {
        Self {
            sheet: 0,
            columns: Rc::new([]),
            names: Vec::new(),
            pending: (None, Vec::new()),
            headers: Vec::new(),
            deck: Given::default(),
            paths: Vec::new(),
            filler: Filler::new(std::iter::empty()),
            cursor: Cursor { places, found: Found::default() },
            cards: Vec::new(),
            rows: Vec::new(),
            notes: Notes::default(),
            left_out: BTreeSet::new(),
            flagged: 0,
            too_many: false,
        }
    }

    /// What was noted so far, to note more.
    pub(in crate::deck::formats) const fn notes(&mut self) -> &mut Notes {
        &mut self.notes
    }

    /// Begins another sheet, which has a header of its own.
    pub(in crate::deck::formats) fn sheet(&mut self, sheet: usize) {
        self.flush();
        self.sheet = sheet;
        self.columns = Rc::new([]);
        self.names.clear();
    }

    /// Sets the header without reading one.
    pub(in crate::deck::formats) fn header(&mut self, names: &[&str]) {
        self.flush();
        self.columns = names.iter().map(|name| self.column(name)).collect();
        self.names = names.iter().map(|name| (*name).to_owned()).collect();
        self.headers.push((self.cards.len(), Rc::clone(&self.columns)));
    }

    /// Takes the first two columns as question and answer, since nothing names them.
    pub(in crate::deck::formats) fn no_header(&mut self) {
        self.notes
            .deck(About::Guessed, "the first column as cues and the second as steps, since no row names the columns");
        self.header(&["cue", "steps"]);
        self.names.clear();
    }

    /// Whether a header is set.
    pub(in crate::deck::formats) fn has_header(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Where the ids of cards stand, if anywhere.
    pub(in crate::deck::formats) fn id_column(&self) -> Option<usize> {
        self.columns.iter().position(|column| matches!(column, Column::Part(Part::Id)))
    }

    /// Keeps an id that a later row names from being given to another card.
    pub(in crate::deck::formats) fn keep_id(&mut self, id: &str) {
        self.filler.keep(id.trim());
    }

    /// Tells how many cards there are so far.
    pub(in crate::deck::formats) const fn count(&self) -> usize {
        self.cards.len()
    }

    fn column(&mut self, name: &str) -> Column {
        let name = unguarded(name.trim());
        if name.starts_with("x-") {
            return Column::Own(name.to_owned());
        }
        if let Some(part) = fields::part(name) {
            return Column::Part(part);
        }
        if !name.is_empty() && self.left_out.insert(name.to_owned()) && self.left_out.len() < 50 {
            self.notes.deck(About::LeftOut, &format!("the column \"{}\"", shown(name)));
        }
        Column::LeftOut
    }

    /// Tells whether a row names columns: at least one of the parts that a card is made of, and not one word among
    /// sentences, as on a sheet of help.
    pub(in crate::deck::formats) fn names(cells: &[&str]) -> bool {
        let part =
            |cell: &&str| cell.len() < 60 && matches!(fields::part(cell), Some(Part::Title | Part::Cues | Part::Steps));
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
        let named = filled.clone().filter(|cell| fields::part(cell).is_some()).count();
        cells.iter().any(part) && (named > 1 || filled.count() == 1)
    }

    /// Takes a row of the deck itself, as in `#title`, `Steady ground`. Tells whether it was one.
    pub(in crate::deck::formats) fn deck_row(&mut self, row: u32, cells: &[&str]) -> bool {
        let Some(name) = cells.first().and_then(|cell| cell.trim().strip_prefix('#')) else { return false };
        let name = name.trim();
        let at = |column| spot(self.sheet, row, column, 0);
        let value = cells.get(1).copied().unwrap_or_default();
        let text = unguarded(value).to_owned();
        if let Some(id) = name.strip_prefix("path ") {
            let mut path = Given { at: at(0), ..Given::default() };
            path.fields.push(Field::new(at(0), "id", Node::Text(at(0), id.trim().to_owned().into())));
            path.text(at(1), "title", text);
            for card in
                cells.get(2).copied().unwrap_or_default().split(['\n', ' ', ',']).filter(|card| !card.is_empty())
            {
                path.push(at(2), "cards", Node::Text(at(2), card.to_owned().into()));
            }
            self.paths.push(path);
        } else if name.starts_with("x-") {
            self.deck.own_owned(at(0), name.to_owned(), at(1), &text);
        } else if let Some(field) = fields::deck(name) {
            self.deck.deck_field(at(1), field, &Value { at: at(1), raw: "", text: Cow::Owned(text) });
        } else {
            let what = format!("the row \"#{}\", which is no field of a deck", shown(name));
            self.notes.deck(About::LeftOut, &what);
        }
        true
    }

    /// Notes what stands above the names of the columns, and is no part of a deck.
    pub(in crate::deck::formats) fn above(&mut self, cells: &[&str]) {
        if let Some(said) = cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()) {
            self.notes.deck(About::LeftOut, &format!("above the names of the columns: \"{}\"", shown(said)));
        }
    }

    /// Tells whether a row says the names of the columns once more, as tables of several pages do.
    fn repeats_header(&self, cells: &[&str]) -> bool {
        let said = |(name, cell): (&String, &&str)| name.trim().eq_ignore_ascii_case(cell.trim());
        !self.names.is_empty() && cells.len() == self.names.len() && self.names.iter().zip(cells).all(said)
    }

    /// Takes a row of a card. An empty row is none.
    pub(in crate::deck::formats) fn row(&mut self, row: u32, cells: &[&str]) {
        if cells.iter().all(|cell| cell.trim().is_empty()) || self.repeats_header(cells) {
            return;
        }
        let last = self.pending.0;
        if last.is_some() && self.continues(cells) {
            self.notes.deck(About::Guessed, "rows with steps alone, as more steps of the card above them");
            for (kept, cell) in self.pending.1.iter_mut().zip(cells).filter(|(_, cell)| !cell.trim().is_empty()) {
                if !kept.is_empty() {
                    kept.push('\n');
                }
                kept.push_str(cell);
            }
            return;
        }
        self.flush();
        let (number, kept) = &mut self.pending;
        *number = Some(row);
        kept.resize_with(cells.len(), String::new);
        for (kept, cell) in kept.iter_mut().zip(cells) {
            kept.clear();
            kept.push_str(cell);
        }
    }

    /// Tells whether a row goes on with the card above it: it says steps, and neither who it is nor when.
    fn continues(&self, cells: &[&str]) -> bool {
        let is = |column: &Column, parts: &[Part]| matches!(column, Column::Part(part) if parts.contains(part));
        let titled = self.columns.iter().any(|column| is(column, &[Part::Title]));
        let mut filled = self.columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty()).peekable();
        titled && filled.peek().is_some() && filled.all(|(column, _)| is(column, &[Part::Steps, Part::Lighter]))
    }

    /// Makes a card of the row that waited for what may go on with it.
    fn flush(&mut self) {
        let (Some(row), kept) = std::mem::take(&mut self.pending) else { return };
        let cells: Vec<&str> = kept.iter().map(String::as_str).collect();
        self.card(row, &cells);
        self.pending.1 = kept;
    }

    fn card(&mut self, row: u32, cells: &[&str]) {
        if self.cards.len() == MOST_CARDS {
            if !std::mem::replace(&mut self.too_many, true) {
                let message = format!("more than {MOST_CARDS} cards; a table holds no more");
                self.cursor.error(&At::Root, spot(self.sheet, row, 0, 0), message, "make several decks of it");
            }
            return;
        }
        let mut card = Given { at: spot(self.sheet, row, 0, 0), lenient: true, ..Given::default() };
        let columns = Rc::clone(&self.columns);
        card.knows_gates = columns.iter().any(|column| matches!(column, Column::Part(Part::Gates)));
        for (number, (column, cell)) in columns.iter().zip(cells).enumerate() {
            if cell.trim().is_empty() {
                continue;
            }
            let at = spot(self.sheet, row, number, 0);
            let text = unguarded(cell);
            if matches!(column, Column::Part(_)) && text.len() == cell.len() && text.starts_with(['=', '@', '＝', '＠'])
            {
                self.flag(at);
            }
            match column {
                Column::Part(part) => card.part(at, *part, &Value::plain(at, text), &mut self.notes),
                Column::Own(name) => card.own(Name { at, text: Cow::Borrowed(name) }, &Value::plain(at, text)),
                Column::LeftOut => {}
            }
        }
        let node = self.filler.card(card, &mut self.notes);
        let place = At::Field(&At::Root, "cards");
        let draft = decode::card(&mut self.cursor, &At::Item(&place, self.cards.len()), &node);
        self.cards.push(draft);
        self.rows.push((self.sheet, row));
    }

    /// Says of a cell that it begins like a formula.
    pub(in crate::deck::formats) fn flag(&mut self, at: Spot) {
        self.flagged += 1;
        if self.flagged <= MOST_FLAGGED {
            let message = "this cell is a formula, or begins like one; it is taken as text".to_owned();
            let hint = "put what it is meant to say into the cell";
            let fault = Fault::shape(Severity::Warning, String::new(), message, hint);
            self.cursor.found.add(fault.because(why::SHAPE), at);
        }
    }

    /// Says that something cannot be used.
    pub(in crate::deck::formats) fn error(&mut self, at: Spot, message: String, hint: &str) {
        self.cursor.error(&At::Root, at, message, hint);
    }

    /// Makes the deck.
    pub(in crate::deck::formats) fn finish(mut self, name: &str) -> Import {
        self.flush();
        // The ids that were given out are not needed any more.
        self.filler = Filler::new(std::iter::empty());
        fill::deck(&mut self.deck, name, &mut self.notes);
        let at = self.deck.at;
        let mut fields = std::mem::take(&mut self.deck.fields);
        fields.push(Field::new(at, "cards", Node::List(at, Vec::new())));
        if !self.paths.is_empty() {
            let paths = self.paths.into_iter().map(fill::path).collect();
            fields.push(Field::new(at, "paths", Node::List(at, paths)));
        }
        let root = Node::Fields(at, fields);
        let mut cursor = self.cursor;
        let draft: Draft = decode::deck(&mut cursor, &root, Some(self.cards));
        for finding in check::relations(&draft) {
            let card = finding.path.strip_prefix("cards[").and_then(|rest| rest.split_once(']'));
            let card = card.and_then(|(index, rest)| Some((index.parse::<usize>().ok()?, rest)));
            let place = card.and_then(|(index, rest)| {
                let (sheet, row) = self.rows.get(index)?;
                let under = self.headers.partition_point(|(first, _)| *first <= index);
                let columns = under.checked_sub(1).and_then(|at| self.headers.get(at)).map(|(_, columns)| columns);
                let rest = rest.trim_start_matches('.');
                let rest = rest.strip_prefix("evidence.").unwrap_or(rest);
                let part = rest.split(['.', '[']).next().and_then(fields::part);
                let holds = |column: &Column| matches!(column, Column::Part(other) if Some(*other) == part);
                let column = columns.and_then(|columns| columns.iter().position(holds)).unwrap_or(0);
                Some(spot(*sheet, *row, column, 0))
            });
            let place = place.unwrap_or_else(|| root.locate(&finding.path).at());
            cursor.found.add(finding.into(), place);
        }
        let deck = if cursor.found.has_errors() { None } else { draft.whole() };
        let (problems, outward) = cursor.found.report(cursor.places);
        Import { reading: Reading { deck, problems, outward }, notes: self.notes.finish() }
    }
}
