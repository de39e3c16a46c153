//! From a report to its headings, sentences, tables and pictures.

use std::collections::BTreeMap;

use super::facts::{Days, Helped, InState, Levels, Report, Rest, Technique, Worse};
use super::field::Field;
use super::figure::{Figure, Interval, Line, Point};
use super::sheet::{Block, Cell, Part, Row, Sheet, Table};
use super::wording;
use crate::deck::text::SafeText;
use crate::helped::levels::Axis;
use crate::memory::days::Day;
use crate::record::event::Person;
use crate::record::summary::{Answered, FamilyTotals, Note};

/// A calendar of weeks is at most this long; what lies before is told by months. Our judgement: half a page.
const MOST_WEEKS: u32 = 26;

/// Lays a report out.
pub fn sheet(report: &Report) -> Sheet {
    Sheet {
        title: wording::TITLE,
        lead: vec![
            wording::SUBTITLE.to_owned(),
            format!(
                "{} Made by {} on {}.",
                wording::period(report.from, report.to),
                report.made_by,
                wording::date(report.made_on)
            ),
        ],
        about: report.about.iter().map(|about| (about.heading, about.sentences.clone())).collect(),
        parts: report.parts.iter().filter_map(|field| part(report, *field)).collect(),
        end: wording::END,
    }
}

/// Lays one part out; `None` for a field that only names what stands in other parts.
fn part(report: &Report, field: Field) -> Option<Part> {
    let mut blocks = match field {
        Field::Days => days(report.days.as_ref()?, report.to),
        Field::Families => families(report.families.as_ref()?),
        Field::Remembered => remembered(report.remembered.as_ref()?),
        Field::Helped => helped(report.helped.as_ref()?),
        Field::Worse => worse(report.worse.as_ref()?),
        Field::Rests => rests(report.rests.as_ref()?),
        Field::States => states(report.states.as_ref()?),
        Field::Levels => levels(report.levels.as_ref()?),
        Field::Notes => notes(report.notes.as_ref()?),
        Field::People => people(report.people.as_ref()?),
        Field::Safety => return None,
    };
    if blocks.is_empty() {
        blocks.push(Block::Words(wording::NOTHING.to_owned()));
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
fn table(caption: &str, columns: Vec<&'static str>, rows: Vec<Row>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Table(Table { caption: caption.to_owned(), columns, rows, calendar: false })]
}

fn count(n: u32) -> Cell {
    Cell::Count(n.into())
}

fn days(days: &Days, to: Day) -> Vec<Block> {
    if days.days.is_empty() {
        return Vec::new();
    }
    let practices: BTreeMap<Day, u32> = days.days.iter().map(|one| (one.day, one.practices)).collect();
    let monday = |day: Day| day.plus(-i64::from(day.weekday()));
    let first = practices.keys().next().copied().map_or(to, monday);
    let weeks = to.since(first) / 7 + 1;
    let mut blocks = vec![Block::Words(format!(
        "Practice on {}, {} in all. A quiet day is a normal day; nothing here counts days in a row.",
        plural(days.days_with_practice, "day"),
        plural(days.practices, "practice")
    ))];
    if weeks > MOST_WEEKS {
        let mut months: BTreeMap<String, (Day, u32, u32)> = BTreeMap::new();
        for one in &days.days {
            let month = months.entry(one.day.date().format("%Y-%m").to_string()).or_insert((one.day, 0, 0));
            (month.1, month.2) = (month.1 + 1, month.2 + one.practices);
        }
        let rows = months.values().map(|(day, with, practices)| {
            row(day.date().format("%B %Y").to_string(), vec![count(*with), count(*practices)])
        });
        blocks.extend(table("By month", vec!["Month", "Days with practice", "Practices"], rows.collect()));
    }
    let last = monday(to);
    let shown = weeks.min(MOST_WEEKS);
    let cell = |day: Day| match practices.get(&day) {
        Some(practices) => count(*practices),
        None => Cell::Empty,
    };
    let rows = (0..shown).map(|week| {
        let begins = last.plus(-7 * i64::from(shown - 1 - week));
        row(wording::short_date(begins), (0..7).map(|day| cell(begins.plus(day))).collect())
    });
    blocks.push(Block::Table(Table {
        caption: "Practices on each day, week by week".to_owned(),
        columns: vec!["Week of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        rows: rows.collect(),
        calendar: true,
    }));
    blocks
}

fn families(families: &[FamilyTotals]) -> Vec<Block> {
    let rows = families.iter().map(|family| {
        row(
            &family.name,
            vec![
                count(family.practices),
                count(family.days),
                count(family.answers),
                count(family.came_to_mind),
                if family.seconds == 0 { Cell::Empty } else { Cell::Count(family.seconds.div_ceil(60)) },
            ],
        )
    });
    table(
        "How often each kind was practised",
        vec!["Kind", "Practices", "Days", "Answers from memory", "Came to mind", "Minutes"],
        rows.collect(),
    )
}

fn remembered(cards: &[Answered]) -> Vec<Block> {
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
    let mut blocks = table(
        "Cards answered from memory",
        vec!["Practice", "Answers", "Came to mind", "Last answered", "Chance today", "Comes round"],
        rows.collect(),
    );
    if !blocks.is_empty() {
        blocks.insert(
            0,
            Block::Words(
                "All answers up to the last day covered. Chance today: how likely it comes to mind on that day, as the \
                 memory model estimates it. Remembering a skill says nothing about whether it helps."
                    .to_owned(),
            ),
        );
    }
    blocks
}

const TECHNIQUE: [&str; 8] =
    ["Practice", "Uses", "Rated", "Counted", "As it looks", "Corrected", "90% range", "Verdict"];

fn technique(one: &Technique) -> Row {
    let depends = if one.depends_on_unrated { " (depends on unrated uses)" } else { "" };
    let verdict = format!("{}{depends}", wording::verdict(one.verdict));
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

/// What is believed on one axis: a picture and a table of those with enough uses, and a table of the others.
fn techniques(axis: Axis, place: &str, all: &[Technique]) -> Vec<Block> {
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
        blocks.push(Block::Figure(Figure::Intervals {
            title: format!("{}{place}: change with each practice", wording::axis(axis)),
            rows: rows.collect(),
        }));
    }
    let rows = |some: &[&Technique]| some.iter().map(|one| technique(one)).collect::<Vec<_>>();
    let axis = wording::axis(axis);
    blocks.extend(table(
        &format!("{axis}{place}: practices with four counted uses or more, in points"),
        TECHNIQUE.to_vec(),
        rows(&ranked),
    ));
    blocks.extend(table(
        &format!("{axis}{place}: practices with fewer, by title and in no order, in points"),
        TECHNIQUE.to_vec(),
        rows(&others),
    ));
    blocks
}

fn helped(helped: &Helped) -> Vec<Block> {
    let mut blocks = Vec::new();
    for on in helped.axes.iter().filter(|on| !on.techniques.is_empty()) {
        blocks.push(Block::Heading(wording::axis(on.axis).to_owned()));
        let pairs = if on.rho_pairs == 0 { ", assumed" } else { "" };
        blocks.push(Block::Words(format!(
            "Usual level {:.1}, from {}. Correlation of two ratings with no practice between them: {:.2}{pairs}.",
            on.usual,
            plural(on.usual_ratings, "routine rating"),
            on.rho
        )));
        blocks.extend(techniques(on.axis, "", &on.techniques));
    }
    let words = helped.words.iter().map(|said| {
        card_row(&said.card, &said.title, [said.helped, said.same, said.worse, said.unsure].map(count).to_vec())
    });
    let words = table(
        "What the person said a practice did, by title and in no order",
        vec!["Practice", "Helped", "No change", "Worse", "Not sure"],
        words.collect(),
    );
    if !words.is_empty() {
        blocks.push(Block::Heading("In words".to_owned()));
        blocks.extend(words);
    }
    blocks
}

fn states(states: &[InState]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for here in states {
        blocks.push(Block::Heading(format!("When {}: {}", here.state, here.axis)));
        blocks.extend(techniques(here.axis, &format!(" when {}", here.state), &here.techniques));
    }
    if !blocks.is_empty() {
        let borrowed = "The state is the person's own word for how they were, or what their two ratings before a practice \
                        spoke for. A practice also borrows from its uses in other states.";
        blocks.insert(0, Block::Words(borrowed.to_owned()));
    }
    blocks
}

fn worse(worse: &Worse) -> Vec<Block> {
    let rows =
        worse.techniques.iter().map(|one| card_row(&one.card, &one.title, vec![count(one.worse), count(one.judged)]));
    let mut blocks = table(
        "Uses that were worse, by title",
        vec!["Practice", "Worse", "Uses with an answer afterwards"],
        rows.collect(),
    );
    if !blocks.is_empty() {
        let rule = "A use counts as worse when distress rose by two or more, connection fell by two or more, or the person \
                    said so. When numb, flat or disconnected, a rise of distress counts from three, or when it is seven or more \
                    afterwards and did not fall.";
        blocks.insert(0, Block::Words(rule.to_owned()));
    }
    blocks.extend(worse.notices.iter().cloned().map(Block::Words));
    blocks
}

fn rests(rests: &[Rest]) -> Vec<Block> {
    let with_states = rests.iter().any(|rest| rest.state.is_some());
    let rows = rests.iter().map(|rest| {
        let until = rest.until.map_or_else(|| Cell::words("the person resumes it"), Cell::Day);
        let mut cells = vec![until, Cell::words(rest.why)];
        if with_states {
            cells.push(rest.state.map_or(Cell::Empty, |state| Cell::words(state.as_str())));
        }
        card_row(&rest.card, &rest.title, cells)
    });
    let mut columns = vec!["Practice", "Rests until", "Why"];
    if with_states {
        columns.push("Only when");
    }
    table("Cards that rest", columns, rows.collect())
}

fn levels(levels: &Levels) -> Vec<Block> {
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
            let each = if weekly { "week" } else { "day" };
            blocks.push(Block::Figure(Figure::Levels(Line {
                title: format!("{} at check-ins, by {each}", wording::axis(*axis)),
                first,
                points,
                usual,
            })));
        }
    }
    blocks.push(Block::Words(format!(
        "Usual level: distress {:.1}, connection {:.1}, from the check-ins of 60 days, drawn a little towards what is assumed.",
        levels.usual[0], levels.usual[1]
    )));
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
        row(wording::short_date(span.day), cells)
    });
    let first = if weekly { "Week of" } else { "Day" };
    let columns = if single {
        vec![first, "Distress", "Connection"]
    } else {
        vec![
            first,
            "Check-ins",
            "Distress, mean",
            "lowest distress",
            "highest distress",
            "Connection, mean",
            "lowest connection",
            "highest connection",
        ]
    };
    blocks.extend(table("Levels at check-ins, 0 to 10", columns, rows.collect()));
    blocks
}

fn notes(notes: &[Note]) -> Vec<Block> {
    let above = |note: &Note| format!("{}, {}", wording::date(note.day), note.title.one_line());
    notes.iter().map(|note| Block::Quote(above(note), note.note.clone())).collect()
}

fn people(people: &[Person]) -> Vec<Block> {
    let rows = people.iter().map(|person| row(&person.name, vec![Cell::Words(person.reach.clone())]));
    table("As the person entered them", vec!["Name", "How to reach them"], rows.collect())
}

/// Says how many of something there are: `1 day`, `3 days`.
fn plural(n: u32, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
