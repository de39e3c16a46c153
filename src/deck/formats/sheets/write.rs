//! From a deck to a workbook: a sheet of cards, a sheet about the deck. And the empty one to start from.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::deck::formats::table::{self, Shape, acts};
use crate::deck::kinds::{FAMILIES, Gate, Grade, State};
use crate::deck::model::Deck;

/// Rows of the starter for which lists are offered.
const OFFERED: u32 = 1_000;

/// What the help sheet says: the name of a column, what goes into it.
const HELP: &[(&str, &str)] = &[
    ("", "Write one card in each row of the sheet Cards. Then run: rekindle deck check FILE.xlsx"),
    ("title", "A short name. Needed."),
    ("family", "The kind of technique; choose from the list, or use a word of your own."),
    ("cues", "One to five situations or questions that the card is answered from, each on a line of its own."),
    ("steps", "What to do, one to twelve steps, each on a line of its own (Alt+Enter). Needed."),
    ("", "A time goes at the end of a step: Press down. (10 s)   Press, let go. (10 s x4)   Walk. (2 min)"),
    ("", "A breathing pattern is a step: breathe 4-6 x8 is in for 4, out for 6, eight times."),
    ("why", "Why it may help, in a sentence or two."),
    ("states", "How a person may be when it fits: numb, flooded, critical, flat, disconnected, steady."),
    (
        "gates",
        "What a person is asked first: breath, body, touch, imagery. Off until switched on: hold, cold, exertion, scan, memory.",
    ),
    ("caution", "When to leave it out, when to stop."),
    ("instead", "The id or the title of the card to offer when a gate is closed; best one without gates."),
    ("lighter", "Shorter steps for a hard day. Without them, times are halved."),
    ("evidence", "A several trials, B one trial, C part of a tested package, D tradition, I information."),
    ("sources", "Where it comes from, each on a line of its own."),
    ("pinned", "yes for a safety card: always within reach, never scheduled."),
    ("id", "Leave it empty at first. It is made from the title and must never change once people use the deck."),
    ("Deck", "The sheet Deck says whose deck it is. Give every version that you hand out a higher number."),
];

/// What the starter says about the deck.
const ABOUT: &[(&str, &str)] = &[
    ("#title", "Name of the deck"),
    ("#id", "org.example.my-deck"),
    ("#version", "1.0.0"),
    ("#language", "en"),
    ("#author", "Your name, your profession"),
    ("#license", "CC-BY-4.0"),
    ("#reviewed", "not yet clinically reviewed, 2026-01-01"),
    ("#summary", "What the deck is for, in a sentence or two."),
];

/// An example of a card, column by column.
const EXAMPLE: &[(&str, &str)] = &[
    ("title", "Press and release the feet"),
    ("family", "grounding"),
    ("cues", "You are sitting but cannot feel the ground. What do your feet do?"),
    ("steps", "Both soles flat on the floor. (5 s)\nPress down gently, then let go. (10 s x4)"),
    ("why", "Pressure is easy to feel when little else is."),
    ("states", "flooded, numb"),
    ("caution", "If the feet have little feeling, press palms on a table."),
];

/// The columns of the starter: those that are needed first.
const COLUMNS: &[&str] = &[
    "title", "family", "cues", "steps", "why", "states", "gates", "caution", "instead", "lighter", "evidence",
    "sources", "pinned", "id",
];

fn book() -> Workbook {
    let mut book = Workbook::new();
    // The same deck gives the same file, whenever it is written.
    if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    book
}

/// Writes a text; one that begins like a formula is marked as text, so that it stays one when it is edited.
fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if acts(text) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Writes a deck as a workbook.
///
/// # Errors
/// When a text is longer than a cell of a workbook may be (32,767 letters), in words.
pub fn write(deck: &Deck) -> Result<Vec<u8>, String> {
    let mut book = book();
    written(&mut book, deck).map_err(|why| why.to_string())?;
    book.save_to_buffer().map_err(|why| why.to_string())
}

fn written(book: &mut Workbook, deck: &Deck) -> Result<(), XlsxError> {
    let (plain, bold) = (wrapped(), wrapped().set_bold());
    let rows = table::rows(deck);
    let cards = book.add_worksheet().set_name("Cards")?;
    cards.set_freeze_panes(1, 0)?;
    let shown = rows.iter().filter(|(shape, _)| *shape != Shape::Deck);
    for (number, (shape, row)) in (0..).zip(shown) {
        for (column, cell) in (0..).zip(row) {
            put(cards, number, column, cell, if *shape == Shape::Header { &bold } else { &plain })?;
        }
    }
    widths(cards)?;
    let about = book.add_worksheet().set_name("Deck")?;
    for (number, (_, row)) in (0..).zip(rows.iter().filter(|(shape, _)| *shape == Shape::Deck)) {
        for (column, cell) in (0..).zip(row) {
            put(about, number, column, cell, &plain)?;
        }
    }
    about.set_column_width(0, 20)?.set_column_width(1, 60)?;
    Ok(())
}

fn widths(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for column in 0..14 {
        sheet.set_column_width(column, if column == 3 || column == 4 { 50 } else { 22 })?;
    }
    Ok(())
}

/// Makes the workbook to start from: lists to choose from, an example, a sheet of help.
///
/// # Errors
/// In words, when it cannot be made.
pub fn starter() -> Result<Vec<u8>, String> {
    let mut book = book();
    started(&mut book).map_err(|why| why.to_string())?;
    book.save_to_buffer().map_err(|why| why.to_string())
}

fn started(book: &mut Workbook) -> Result<(), XlsxError> {
    let (plain, bold) = (wrapped(), wrapped().set_bold());
    let cards = book.add_worksheet().set_name("Cards")?;
    cards.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(COLUMNS) {
        put(cards, 0, column, name, &bold)?;
        if let Some((_, example)) = EXAMPLE.iter().find(|(other, _)| other == name) {
            put(cards, 1, column, example, &plain)?;
        }
        let offered: Vec<&str> = match *name {
            "family" => FAMILIES.iter().map(|(word, ..)| *word).collect(),
            "states" => State::ALL.iter().map(|state| state.as_str()).collect(),
            "gates" => Gate::ALL.iter().map(|gate| gate.as_str()).collect(),
            "evidence" => Grade::ALL.iter().map(|grade| grade.as_str()).collect(),
            "pinned" => vec!["yes"],
            _ => continue,
        };
        // A list offers words and forbids none: several states in one cell are fine.
        let offer = DataValidation::new().allow_list_strings(&offered)?.show_error_message(false);
        cards.add_data_validation(1, column, OFFERED, column, &offer)?;
    }
    widths(cards)?;
    let about = book.add_worksheet().set_name("Deck")?;
    for (row, (name, value)) in (0..).zip(ABOUT) {
        put(about, row, 0, name, &bold)?;
        put(about, row, 1, value, &plain)?;
    }
    about.set_column_width(0, 20)?.set_column_width(1, 60)?;
    let help = book.add_worksheet().set_name("Help")?;
    for (row, (name, words)) in (0..).zip(HELP) {
        put(help, row, 0, name, &bold)?;
        put(help, row, 1, words, &plain)?;
    }
    help.set_column_width(0, 16)?.set_column_width(1, 90)?;
    Ok(())
}
