//! Whole reports in every format, of a fixed record, and what holds for every record.

use std::collections::BTreeSet;

use serde_json::Value;

use super::facts::Report;
use super::field::Field;
use super::gather::{Known, report};
use super::sheet::Block;
use super::{Format, lay_out, text};
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::{SafeText, unsafe_parts};
use crate::helped::harm::{StepBack, Why};
use crate::helped::known::Pools;
use crate::helped::levels::{Axis, Change, Helped, Usual};
use crate::helped::uses::{Use, fold};
use crate::helped::verdict::Verdict;
use crate::language::{ALL, EN};
use crate::memory::days::{Day, Moment};
use crate::record::benefit::{CheckIn, Resting, Technique, WhatHelped};
use crate::record::event::Person;
use crate::record::summary::{Answered, FamilyTotals, Note};

fn write(report: &Report, format: Format) -> String {
    super::write(report, format, &EN)
}

fn points_shown(points: f64) -> String {
    super::sheet::points_shown(points, &EN.report)
}

/// 24 November 2026.
const TODAY: i32 = 20_781;

fn card(id: &str) -> CardId {
    id.parse().unwrap()
}

/// Uses of one card in one state, two days apart, the last one six days ago.
fn uses(state: State, distress: &[(u8, Option<u8>)], connection: &[(u8, Option<u8>)]) -> Vec<Use> {
    let last = distress.len().max(connection.len());
    let at = |pairs: &[(u8, Option<u8>)], n: usize| {
        pairs.get(n).map_or(Change::default(), |(before, after)| Change { before: Some(*before), after: *after })
    };
    (0..last)
        .map(|n| {
            let day = TODAY - 6 - 2 * i32::try_from(last - 1 - n).unwrap();
            let helped = [Helped::Helped, Helped::Same, Helped::Unsure][n % 3];
            Use {
                at: i64::from(day) * 86_400_000,
                day,
                named: Some(state),
                distress: at(distress, n),
                connection: at(connection, n),
                helped: (n % 2 == 0).then_some(helped),
                alone: true,
            }
        })
        .collect()
}

fn technique(number: i64, id: &str, title: &str, uses: Vec<Use>) -> Technique {
    Technique { number, card: card(id), title: SafeText::new(title), turns_to_body: false, cells: fold(uses, &[]) }
}

fn check_in(ago: i32, distress: Option<u8>, connection: Option<u8>) -> CheckIn {
    let at = Moment { utc_ms: i64::from(TODAY - ago) * 86_400_000 + 36_000_000, offset_minutes: 60 };
    CheckIn { at, state: None, distress, connection }
}

/// A record of some weeks: one practice that helps, one with few uses, one that was worse, one that nobody rated.
fn known() -> Known {
    let rated = |pairs: &[(u8, u8)]| pairs.iter().map(|(b, a)| (*b, Some(*a))).collect::<Vec<_>>();
    let techniques = vec![
        technique(
            1,
            "breathwork/long-out",
            "A longer breath out",
            uses(State::Flooded, &rated(&[(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)]), &rated(&[(3, 4), (4, 4), (2, 4)])),
        ),
        technique(2, "grounding/five-senses", "Five senses", uses(State::Flooded, &rated(&[(8, 3), (6, 4)]), &[])),
        technique(
            3,
            "somatic-awareness/short-scan",
            "A short scan",
            uses(
                State::Numb,
                &[(5, Some(6)), (6, Some(8)), (4, Some(5)), (5, None)],
                &rated(&[(2, 2), (3, 1), (2, 2)]),
            ),
        ),
        technique(
            4,
            "grounding/feet-press",
            "Press and release the feet",
            uses(State::Flooded, &[(6, Some(3)), (7, Some(4)), (6, Some(3)), (7, Some(5)), (6, None), (7, None)], &[]),
        ),
        technique(5, "safety/reach-person", "Reach a person", uses(State::Flooded, &rated(&[(9, 6)]), &[])),
    ];
    let check_ins: Vec<CheckIn> = (0..9)
        .map(|n| check_in(40 - 5 * n, Some(u8::try_from(3 + (n * 2) % 5).unwrap()), (n % 3 > 0).then_some(5)))
        .collect();
    let usual = |axis: Axis| {
        let ratings: Vec<u8> = check_ins.iter().filter_map(|said| said.on(axis)).collect();
        Usual::from_ratings(axis, &ratings, &[])
    };
    let pools = |axis: Axis| Pools::of(usual(axis), techniques.iter().map(|one| &one.cells));
    let helped = WhatHelped {
        today: Day(TODAY),
        distress: pools(Axis::Distress),
        connection: pools(Axis::Connection),
        resting: vec![Resting {
            number: 3,
            card: card("somatic-awareness/short-scan"),
            title: SafeText::new("A short scan"),
            state: Some(State::Numb),
            until: Day(TODAY + 24),
            why: Why::Soft,
            turns_to_body: true,
        }],
        days: (0..14).map(|n| (Day(TODAY - 40 + 3 * n), 1 + u32::try_from(n % 3).unwrap())).collect(),
        first_day: Some(Day(TODAY - 40)),
        testing: None,
        techniques_in_all: u32::try_from(techniques.len()).unwrap(),
        techniques,
        check_ins,
    };
    Known {
        made_by: "rekindle 0.0.0".to_owned(),
        since: None,
        day_begins: 4,
        helped,
        families: vec![
            family("grounding", "Grounding", 15),
            family("breathwork", "Breathing", 8),
            family("org.example", "org.example", 1),
            family("safety", "safety", 1),
        ],
        remembered: vec![
            answered("breathwork/long-out", "A longer breath out", 0.912_345),
            answered("safety/reach-person", "Reach a person", 0.99),
        ],
        laid_aside: vec![(card("grounding/five-senses"), SafeText::new("Five senses"), None)],
        step_back: Some(StepBack::Heights),
        told_of_drift: Some(Day(TODAY - 3)),
        notes: vec![
            note("grounding/five-senses", "Five senses", "By the window.\nThe blue cup."),
            note("safety/reach-person", "Reach a person", "Called."),
        ],
        people: vec![Person { name: SafeText::new("Mia"), reach: SafeText::new("next door") }],
    }
}

fn family(word: &str, name: &str, practices: u32) -> FamilyTotals {
    FamilyTotals {
        family: word.to_owned(),
        name: name.to_owned(),
        practices,
        days: practices.div_ceil(2),
        answers: practices / 2,
        came_to_mind: practices / 3,
        seconds: u64::from(practices) * 65,
    }
}

fn answered(id: &str, title: &str, chance_today: f64) -> Answered {
    Answered {
        card: card(id),
        title: SafeText::new(title),
        last_answered: Day(TODAY - 6),
        answers: 4,
        came_to_mind: 3,
        chance_today,
        due: Some(Day(TODAY + 2)),
    }
}

fn note(id: &str, title: &str, words: &str) -> Note {
    Note { day: Day(TODAY - 6), card: card(id), title: SafeText::new(title), note: SafeText::new(words) }
}

fn everything() -> BTreeSet<Field> {
    Field::ALL.iter().copied().collect()
}

fn nothing_known() -> Known {
    let empty = |axis: Axis| Pools::of(Usual::assumed(axis), []);
    Known {
        helped: WhatHelped {
            today: Day(TODAY),
            distress: empty(Axis::Distress),
            connection: empty(Axis::Connection),
            techniques: Vec::new(),
            techniques_in_all: 0,
            resting: Vec::new(),
            check_ins: Vec::new(),
            days: Vec::new(),
            first_day: None,
            testing: None,
        },
        families: Vec::new(),
        remembered: Vec::new(),
        laid_aside: Vec::new(),
        step_back: None,
        told_of_drift: None,
        notes: Vec::new(),
        people: Vec::new(),
        ..known()
    }
}

#[test]
fn a_whole_report_in_every_format() {
    let report = report(&known(), &everything());
    for format in Format::ALL {
        insta::assert_snapshot!(format!("everything_{format}"), write(&report, *format));
        assert_eq!(write(&report, *format), write(&report, *format), "the same bytes");
    }
    insta::assert_snapshot!("everything_text", text::write(&lay_out::sheet(&report, &EN)));
}

#[test]
fn a_whole_report_in_german() {
    let words = ALL.iter().find(|language| language.tag == "de").unwrap();
    let report = report(&known(), &everything());
    insta::assert_snapshot!("everything_de_text", text::write(&lay_out::sheet(&report, words)));
    let page = super::write(&report, Format::Html, words);
    assert!(page.contains("<html lang=\"de\">") && page.contains("Alle Zahlen stehen in der Tabelle danach."));
    assert_eq!(super::write(&report, Format::Json, words), write(&report, Format::Json));
}

#[test]
fn the_usual_parts_alone() {
    let report = report(&known(), &Field::usual_ones());
    insta::assert_snapshot!("usual_md", write(&report, Format::Markdown));
}

#[test]
fn a_record_with_nothing_in_it() {
    let report = report(&nothing_known(), &everything());
    insta::assert_snapshot!("empty_md", write(&report, Format::Markdown));
    insta::assert_snapshot!("empty_html", write(&report, Format::Html));
    for format in Format::ALL {
        let text = write(&report, *format);
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    }
}

#[test]
fn a_single_use_is_too_early_and_stands_in_no_order() {
    let mut known = nothing_known();
    let one = technique(1, "grounding/five-senses", "Five senses", uses(State::Flooded, &[(8, Some(3))], &[]));
    known.helped.distress = Pools::of(Usual::assumed(Axis::Distress), [&one.cells]);
    known.helped.connection = Pools::of(Usual::assumed(Axis::Connection), [&one.cells]);
    known.helped.techniques = vec![one];
    known.helped.days = vec![(Day(TODAY), 1)];
    let report = report(&known, &Field::usual_ones());
    let helped = report.helped.as_ref().unwrap();
    assert_eq!(helped.axes[0].techniques[0].verdict, Verdict::TooEarly);
    assert!(!helped.axes[0].techniques[0].ranked);
    let sheet = lay_out::sheet(&report, &EN);
    let pictures = sheet.parts.iter().flat_map(|part| &part.blocks).filter(|block| matches!(block, Block::Figure(_)));
    assert_eq!(pictures.count(), 0, "no picture puts it in an order");
    insta::assert_snapshot!("one_use_md", write(&report, Format::Markdown));
}

#[test]
fn notes_people_states_levels_and_safety_cards_are_in_only_when_named() {
    let usual = report(&known(), &Field::usual_ones());
    for format in Format::ALL {
        let text = write(&usual, *format);
        for kept in [
            "window",
            "Mia",
            "next door",
            "Reach a person",
            "safety/",
            "safety |",
            "<bdi>safety",
            "safety,",
            "\"family\": \"safety",
            "flooded",
            "Called",
        ] {
            assert!(!text.contains(kept), "{format}: {kept}");
        }
    }
    // A note beside a safety card names it too.
    let notes = report(&known(), &[Field::Notes].into());
    let text = write(&notes, Format::Markdown);
    assert!(text.contains("The blue cup") && !text.contains("Called"), "{text}");
}

#[test]
fn leaving_everything_out_leaves_what_it_is_and_is_not() {
    let none = report(&known(), &BTreeSet::new());
    let text = write(&none, Format::Markdown);
    assert!(text.contains("not a risk assessment") && text.contains("## What this is not"));
    assert!(!text.contains("Five senses"));
    let json: Value = serde_json::from_str(&write(&none, Format::Json)).unwrap();
    for field in Field::ALL {
        assert!(json.get(field.as_str()).is_none(), "{field}");
    }
}

/// Every number of a report with the words that stand for it where numbers are rounded.
fn numbers(report: &Report) -> Vec<String> {
    let mut all = Vec::new();
    let axes = report.helped.iter().flat_map(|helped| helped.axes.iter().map(|on| &on.techniques));
    let states = report.states.iter().flatten().map(|here| &here.techniques);
    for one in axes.chain(states).flatten() {
        all.extend([one.uses.to_string(), one.n.to_string(), points_shown(one.mean)]);
        all.push(format!("{} to {}", points_shown(one.low), points_shown(one.high)));
        all.extend(one.raw_mean.map(points_shown));
        all.extend(one.rated_share.map(|share| format!("{:.0}%", share * 100.0)));
        all.push((EN.report.verdict)(one.verdict, false));
    }
    for span in report.levels.iter().flat_map(|levels| &levels.spans) {
        all.extend([span.distress, span.connection].into_iter().flatten().map(|level| format!("{:.1}", level.mean)));
    }
    all.extend(report.remembered.iter().flatten().map(|card| format!("{:.0}%", card.chance_today * 100.0)));
    all.extend(report.families.iter().flatten().flat_map(|f| [f.practices.to_string(), f.came_to_mind.to_string()]));
    all
}

/// The cells of the tables of Markdown and of the page, in order.
fn cells_of_markdown(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let (mut cells, mut inside) = (Vec::new(), None);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableCell) => inside = Some(String::new()),
            Event::Text(words) => {
                if let Some(cell) = &mut inside {
                    cell.push_str(&words);
                }
            }
            Event::End(TagEnd::TableCell) => cells.extend(inside.take()),
            _ => {}
        }
    }
    cells
}

fn cells_of_page(page: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for part in page.split("<t").skip(1).filter(|part| part.starts_with('d') || part.starts_with("h ")) {
        let (_, rest) = part.split_once('>').unwrap();
        let (inside, _) = rest.split_once("</t").unwrap();
        let inside = inside.trim_start_matches("<bdi>").trim_end_matches("</bdi>");
        cells.push(html_escape::decode_html_entities(inside).into_owned());
    }
    cells
}

#[test]
fn every_format_shows_the_same_numbers() {
    let report = report(&known(), &everything());
    let (markdown, page) = (write(&report, Format::Markdown), write(&report, Format::Html));
    let cells = cells_of_markdown(&markdown);
    assert_eq!(cells, cells_of_page(&page));
    for number in numbers(&report) {
        assert!(cells.iter().any(|cell| cell.starts_with(&number)), "{number} is not shown");
    }
    // JSON and CSV hold them in full.
    let (json, csv) = (write(&report, Format::Json), write(&report, Format::Csv));
    let values: BTreeSet<String> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(|line| line.unwrap().get(5).unwrap().to_owned())
        .collect();
    let axes = report.helped.iter().flat_map(|helped| helped.axes.iter().map(|on| &on.techniques));
    let states = report.states.iter().flatten().map(|here| &here.techniques);
    for one in axes.chain(states).flatten() {
        let all = [Some(one.mean), Some(one.low), Some(one.high), one.raw_mean, one.rated_share];
        for number in all.into_iter().flatten() {
            assert!(values.contains(&number.to_string()), "{number} is not in the table");
            assert!(json.contains(&format!(": {number}")), "{number} is not in JSON");
        }
    }
}

/// What somebody might put into a title or a note to be more than words.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</title></style><style>*{display:none}</style>",
    "\" onmouseover=\"alert(1)\" x='",
    "]]>&lt;b&gt;--><!--",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1;2)",
    "\t=1+1",
    "[link](http://example.org) ![pic](http://example.org/x.png) <http://example.org>",
    "http://example.org www.example.org a@example.org",
    "# heading\n- item\n1. item\n> quote\n```\ncode\n***\n===",
    "a | b | c\n|---|---|",
    "*bold* _thin_ ~~gone~~ `code` $x$ \\",
    "- item",
    "1. item",
    "1) item",
    "\u{202e}evil\u{202c} \u{2066}x\u{2069} \u{200b}zero \u{e0041}tag",
    "\u{1b}[31mred\u{1b}[0m \u{7} \u{0} \u{9b}2J",
    "    four spaces",
    "&copy; &#x202e; &amp;",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "===",
    "| --- |",
];

fn hostile() -> Known {
    let mut known = known();
    known.helped.techniques.clear();
    for (number, words) in (10..).zip(HOSTILE) {
        let id = format!("grounding/hostile-{number}");
        let uses = uses(State::Flooded, &[(7, Some(4)), (6, Some(3)), (7, Some(4)), (8, Some(9)), (6, Some(3))], &[]);
        known.helped.techniques.push(technique(number, &id, words, uses));
        known.notes.push(note(&id, words, words));
        known.remembered.push(answered(&id, words, 0.5));
        known.families.push(family("custom", words, 1));
        known.people.push(Person { name: SafeText::new(words), reach: SafeText::new(words) });
    }
    known
}

#[test]
fn hostile_words_stay_words_on_the_page() {
    let calm: BTreeSet<String> = tags(&write(&report(&known(), &everything()), Format::Html));
    let page = write(&report(&hostile(), &everything()), Format::Html);
    // Opened in a browser by tests/browser too.
    insta::assert_snapshot!("hostile_html", page);
    assert_eq!(tags(&page).difference(&calm).collect::<Vec<_>>(), [""; 0], "tags and attributes that nobody wrote");
    for asks in ["<script", "<img", "javascript:", "url(", "@import", "<link", "<iframe", "onerror=\"", " src="] {
        assert!(!page.replace("src=x", "").contains(asks), "{asks}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the words are still there");
    assert_eq!(unsafe_parts(&page), []);
}

/// Every tag of a page with the names of its attributes.
fn tags(page: &str) -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let (mut tag, mut quoted) = (String::new(), false);
        for c in rest.chars() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => break,
                c if !quoted => tag.push(c),
                _ => {}
            }
        }
        tags.insert(tag);
        rest = rest.split_once('>').map_or("", |(_, rest)| rest);
    }
    tags
}

#[test]
fn hostile_words_stay_words_in_markdown() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let markdown = write(&report(&hostile(), &everything()), Format::Markdown);
    assert_eq!(unsafe_parts(&markdown), []);
    let mut said = String::new();
    for event in Parser::new_ext(&markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(words) => said.push_str(&words),
            Event::SoftBreak | Event::HardBreak => said.push(' '),
            Event::End(_) => said.push('\n'),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::BlockQuote(_),
            ) => {}
            Event::Start(Tag::Emphasis) => said.push_str("EMPHASIS"),
            other => panic!("{other:?} is more than words\n{markdown}"),
        }
    }
    assert_eq!(said.matches("EMPHASIS").count(), 1, "the last line alone");
    for words in HOSTILE {
        let words = SafeText::new(words).one_line();
        let first = words.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&first), "{first} is not said as it is\n{said}");
    }
    for address in ["http://", "www.e"] {
        assert!(!markdown.contains(address), "{address} would become a link by itself");
    }
}

#[test]
fn hostile_words_stay_words_in_a_spreadsheet() {
    let csv = write(&report(&hostile(), &everything()), Format::Csv);
    assert_eq!(unsafe_parts(&csv), []);
    for line in csv::Reader::from_reader(csv.as_bytes()).records() {
        for cell in &line.unwrap() {
            let begins = cell.trim_start().chars().next().unwrap_or(' ');
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !"=+-@＝＋－＠|%\t\r".contains(begins), "{cell:?} may be taken for a formula");
            assert!(!cell.contains('\n'), "{cell:?}");
        }
    }
}

#[test]
fn hostile_words_stay_words_in_json_and_in_the_preview() {
    let report = report(&hostile(), &everything());
    let json = write(&report, Format::Json);
    let read: Value = serde_json::from_str(&json).unwrap();
    for (place, words) in HOSTILE.iter().enumerate() {
        assert_eq!(read["notes"][place + 2]["note"], SafeText::new(words).as_str());
    }
    assert_eq!(unsafe_parts(&json), []);
    assert_eq!(unsafe_parts(&text::write(&lay_out::sheet(&report, &EN))), []);
}

#[test]
fn the_preview_shows_every_row_that_is_written() {
    let sheet = lay_out::sheet(&report(&known(), &everything()), &EN);
    let shown: String = text::write(&sheet).split_whitespace().collect::<Vec<_>>().join(" ");
    for block in sheet.parts.iter().flat_map(|part| &part.blocks) {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let name = row.name.as_str();
            assert!(shown.contains(name), "{name}");
            for cell in &row.cells {
                assert!(shown.contains(&cell.shown(&EN)), "{cell:?} of {name}");
            }
        }
    }
}

#[test]
fn a_long_record_is_told_by_months_and_weeks() {
    let mut known = known();
    known.helped.days = (0..400).map(|n| (Day(TODAY - 399 + n), 1)).collect();
    known.helped.check_ins = (0..400).map(|n| check_in(399 - n, Some(4), Some(6))).collect();
    let report = report(&known, &[Field::Days, Field::Levels].into());
    let levels = report.levels.as_ref().unwrap();
    assert_eq!((levels.days_in_a_row, levels.spans.len()), (7, 58));
    assert!(levels.spans.iter().all(|span| span.day.weekday() == 0));
    assert_eq!(levels.spans.iter().map(|span| span.check_ins).sum::<u32>(), 400);
    let sheet = lay_out::sheet(&report, &EN);
    let rows: Vec<usize> = sheet.parts[0]
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table.rows.len()) } else { None })
        .collect();
    assert_eq!(rows, [14, 26]);
}
