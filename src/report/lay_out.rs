//! From a report to its headings, sentences, tables and pictures.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::facts::{Days, Helped, InState, Levels, Report, Rest, Technique, Worse};
use super::field::Field;
use super::figure::{Figure, Interval, Line, Point};
use super::sheet::{Block, Cell, Part, Row, Sheet, Table};
use crate::deck::kinds::Family;
use crate::deck::text::SafeText;
use crate::helped::levels::Axis;
use crate::language::Language;
use crate::language::report::ReportWords;
use crate::memory::days::Day;
use crate::record::event::Person;
use crate::record::summary::{Answered, FamilyTotals, Note};

/// A calendar of weeks is at most this long; what lies before is told by months. Our judgement: half a page.
const MOST_WEEKS: u32 = 26;

/// Lays a report out in a language.
pub fn sheet(report: &Report, words: &'static Language) -> Sheet {
    let said = &words.report;
    let period = (said.period)(report.from, report.to);
    Sheet {
        words,
        title: said.title,
        lead: vec![said.subtitle.to_owned(), format!("{period} {}", (said.made)(&report.made_by, report.made_on))],
        about: (said.about)(&report.left_out),
        parts: report.parts.iter().filter_map(|field| part(report, *field, words)).collect(),
        end: said.end,
    }
}

/// Lays one part out; `None` for a field that only names what stands in other parts.
fn part(report: &Report, field: Field, words: &'static Language) -> Option<Part> {
    let said = &words.report;
    let mut blocks = match field {
        Field::Days => days(report.days.as_ref()?, report.to, words),
        Field::Families => families(report.families.as_ref()?, words),
        Field::Remembered => remembered(report.remembered.as_ref()?, said),
        Field::Helped => helped(report.helped.as_ref()?, said),
        Field::Worse => worse(report.worse.as_ref()?, said),
        Field::Rests => rests(report.rests.as_ref()?, words),
        Field::States => states(report.states.as_ref()?, said),
        Field::Levels => levels(report.levels.as_ref()?, said),
        Field::Notes => notes(report.notes.as_ref()?, said),
        Field::People => people(report.people.as_ref()?, said),
        Field::Safety => return None,
    };
    if blocks.is_empty() {
        blocks.push(Block::Words(said.nothing.to_owned()));
    }
    Some(Part { field, blocks })
}

fn row(name: impl AsRef<str>, cells: Vec<Cell>) -> Row {
    Row { name: SafeText::new(name.as_ref()), card: None, cells }
}

fn card_row(card: &crate::deck::ids::CardId, title: &SafeText, cells: Vec<Cell>) -> Row {
    Row { name: title.clone(), card: Some(card.to_string()), cells }
}

/// Makes a table, or nothing when it has no rows.
fn table(caption: &str, columns: &[&'static str], rows: Vec<Row>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Table(Table { caption: caption.to_owned(), columns: columns.to_vec(), rows, calendar: false })]
}

/// The same with words for caption and columns.
fn worded<const COLUMNS: usize>(
    (caption, columns): &(&'static str, [&'static str; COLUMNS]),
    rows: Vec<Row>,
) -> Vec<Block> {
    table(caption, columns, rows)
}

fn count(n: u32) -> Cell {
    Cell::Count(n.into())
}

fn days(days: &Days, to: Day, words: &Language) -> Vec<Block> {
    let said = &words.report;
    if days.days.is_empty() {
        return Vec::new();
    }
    let practices: BTreeMap<Day, u32> = days.days.iter().map(|one| (one.day, one.practices)).collect();
    let monday = |day: Day| day.plus(-i64::from(day.weekday()));
    let first = practices.keys().next().copied().map_or(to, monday);
    let weeks = to.since(first) / 7 + 1;
    let mut blocks = vec![Block::Words((said.days)(days.days_with_practice, days.practices))];
    if weeks > MOST_WEEKS {
        let mut months: BTreeMap<String, (Day, u32, u32)> = BTreeMap::new();
        for one in &days.days {
            let month = months.entry(one.day.date().format("%Y-%m").to_string()).or_insert((one.day, 0, 0));
            (month.1, month.2) = (month.1 + 1, month.2 + one.practices);
        }
        let rows = months
            .values()
            .map(|(day, with, practices)| row((said.month)(day.date()), vec![count(*with), count(*practices)]));
        blocks.extend(worded(&said.months, rows.collect()));
    }
    let last = monday(to);
    let shown = weeks.min(MOST_WEEKS);
    let cell = |day: Day| match practices.get(&day) {
        Some(practices) => count(*practices),
        None => Cell::Empty,
    };
    let rows = (0..shown).map(|week| {
        let begins = last.plus(-7 * i64::from(shown - 1 - week));
        row((said.short_date)(begins), (0..7).map(|day| cell(begins.plus(day))).collect())
    });
    let (caption, week) = said.weeks;
    blocks.push(Block::Table(Table {
        caption: caption.to_owned(),
        columns: std::iter::once(week).chain(words.amounts.short_weekdays).collect(),
        rows: rows.collect(),
        calendar: true,
    }));
    blocks
}

/// The name of a family as the language has it; one that a deck chose has its own.
fn family_name<'f>(totals: &'f FamilyTotals, words: &Language) -> Cow<'f, str> {
    match Family::parse(&totals.family) {
        Ok(family) if family.known() => Cow::Owned((words.names.family)(&family).to_owned()),
        _ => Cow::Borrowed(&totals.name),
    }
}

fn families(families: &[FamilyTotals], words: &Language) -> Vec<Block> {
    let rows = families.iter().map(|family| {
        row(
            family_name(family, words),
            vec![
                count(family.practices),
                count(family.days),
                count(family.answers),
                count(family.came_to_mind),
                if family.seconds == 0 { Cell::Empty } else { Cell::Count(family.seconds.div_ceil(60)) },
            ],
        )
    });
    worded(&words.report.families, rows.collect())
}

fn remembered(cards: &[Answered], said: &ReportWords) -> Vec<Block> {
    let rows = cards.iter().map(|card| {
        card_row(
            &card.card,
            &card.title,
            vec![
                count(card.answers),
                count(card.came_to_mind),
                Cell::Day(card.last_answered),
                Cell::Share(card.chance_today),
                card.due.map_or(Cell::Empty, Cell::Day),
            ],
        )
    });
    let mut blocks = worded(&said.remembered, rows.collect());
    if !blocks.is_empty() {
        blocks.insert(0, Block::Words(said.remembering.to_owned()));
    }
    blocks
}

fn technique(one: &Technique, said: &ReportWords) -> Row {
    let verdict = (said.verdict)(one.verdict, one.depends_on_unrated);
    card_row(
        &one.card,
        &one.title,
        vec![
            count(one.uses),
            one.rated_share.map_or(Cell::Empty, Cell::Share),
            count(one.n),
            one.raw_mean.map_or(Cell::Empty, Cell::Points),
            Cell::Points(one.mean),
            Cell::Range(one.low, one.high),
            Cell::words(&verdict),
        ],
    )
}

/// What is believed on one axis, or on it in one state: a picture and a table of those with enough uses, and a table of
/// the others.
fn techniques(on: &str, all: &[Technique], said: &ReportWords) -> Vec<Block> {
    let ranked: Vec<&Technique> = all.iter().filter(|one| one.ranked).collect();
    let others: Vec<&Technique> = all.iter().filter(|one| !one.ranked).collect();
    let mut blocks = Vec::new();
    if !ranked.is_empty() {
        let rows = ranked.iter().map(|one| Interval {
            label: one.title.clone(),
            raw: one.raw_mean,
            mean: one.mean,
            ends: (one.low, one.high),
        });
        blocks.push(Block::Figure(Figure::Intervals { title: (said.changes)(on), rows: rows.collect() }));
    }
    let rows = |some: &[&Technique]| some.iter().map(|one| technique(one, said)).collect::<Vec<_>>();
    blocks.extend(table(&(said.ranked)(on), &said.technique, rows(&ranked)));
    blocks.extend(table(&(said.others)(on), &said.technique, rows(&others)));
    blocks
}

fn helped(helped: &Helped, said: &ReportWords) -> Vec<Block> {
    let mut blocks = Vec::new();
    for on in helped.axes.iter().filter(|on| !on.techniques.is_empty()) {
        let axis = (said.on)(on.axis, None);
        blocks.push(Block::Heading(axis.clone()));
        blocks.push(Block::Words((said.usual)(on.usual, on.usual_ratings, on.rho, on.rho_pairs == 0)));
        blocks.extend(techniques(&axis, &on.techniques, said));
    }
    let words = helped.words.iter().map(|said| {
        card_row(&said.card, &said.title, [said.helped, said.same, said.worse, said.unsure].map(count).to_vec())
    });
    let words = worded(&said.words, words.collect());
    if !words.is_empty() {
        blocks.push(Block::Heading(said.in_words.to_owned()));
        blocks.extend(words);
    }
    blocks
}

fn states(states: &[InState], said: &ReportWords) -> Vec<Block> {
    let mut blocks = Vec::new();
    for here in states {
        blocks.push(Block::Heading((said.state)(here.state, here.axis)));
        blocks.extend(techniques(&(said.on)(here.axis, Some(here.state)), &here.techniques, said));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Words(said.states.to_owned()));
    }
    blocks
}

fn worse(worse: &Worse, said: &ReportWords) -> Vec<Block> {
    let rows =
        worse.techniques.iter().map(|one| card_row(&one.card, &one.title, vec![count(one.worse), count(one.judged)]));
    let mut blocks = worded(&said.worse, rows.collect());
    if !blocks.is_empty() {
        blocks.insert(0, Block::Words(said.worse_rule.to_owned()));
    }
    blocks.extend(worse.notices.iter().map(|notice| Block::Words(notice.said(said))));
    blocks
}

fn rests(rests: &[Rest], words: &Language) -> Vec<Block> {
    let said = &words.report;
    let with_states = rests.iter().any(|rest| rest.state.is_some());
    let rows = rests.iter().map(|rest| {
        let until = rest.until.map_or_else(|| Cell::words(said.until_resumed), Cell::Day);
        let mut cells = vec![until, Cell::words((said.rested)(rest.why))];
        if with_states {
            cells.push(rest.state.map_or(Cell::Empty, |state| Cell::words((words.names.state)(state))));
        }
        card_row(&rest.card, &rest.title, cells)
    });
    let (caption, columns) = said.rests;
    let mut columns = columns.to_vec();
    if with_states {
        columns.push(said.only_when);
    }
    table(caption, &columns, rows.collect())
}

fn levels(levels: &Levels, said: &ReportWords) -> Vec<Block> {
    let Some(first) = levels.spans.first().map(|span| span.day) else { return Vec::new() };
    let weekly = levels.days_in_a_row > 1;
    let mut blocks = Vec::new();
    for (axis, usual) in Axis::ALL.iter().zip(levels.usual) {
        let points = levels.spans.iter().filter_map(|span| {
            let level = span.on(*axis)?;
            let ends = (f64::from(level.low), f64::from(level.high));
            Some(Point { day: span.day, mean: level.mean, ends })
        });
        let points: Vec<Point> = points.collect();
        if !points.is_empty() {
            let title = (said.levels)(*axis, weekly);
            blocks.push(Block::Figure(Figure::Levels(Line { title, first, points, usual })));
        }
    }
    blocks.push(Block::Words((said.usual_levels)(levels.usual)));
    // Where each row is one check-in, its lowest and highest say nothing more.
    let single = levels.spans.iter().all(|span| span.check_ins == 1);
    let rows = levels.spans.iter().map(|span| {
        let mut cells = if single { Vec::new() } else { vec![count(span.check_ins)] };
        for axis in Axis::ALL {
            match span.on(*axis) {
                Some(level) if single => cells.push(Cell::Level(level.mean)),
                Some(level) => {
                    cells.extend([Cell::Level(level.mean), count(level.low.into()), count(level.high.into())]);
                }
                None if single => cells.push(Cell::Empty),
                None => cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]),
            }
        }
        row((said.short_date)(span.day), cells)
    });
    let [day, week] = said.day_or_week;
    let others = if single { said.single_levels.as_slice() } else { said.many_levels.as_slice() };
    let columns = [&[if weekly { week } else { day }], others].concat();
    blocks.extend(table(said.levels_above, &columns, rows.collect()));
    blocks
}

fn notes(notes: &[Note], said: &ReportWords) -> Vec<Block> {
    let above = |note: &Note| format!("{}, {}", (said.date)(note.day), note.title.one_line());
    notes.iter().map(|note| Block::Quote(above(note), note.note.clone())).collect()
}

fn people(people: &[Person], said: &ReportWords) -> Vec<Block> {
    let rows = people.iter().map(|person| row(&person.name, vec![Cell::Words(person.reach.clone())]));
    worded(&said.people, rows.collect())
}
