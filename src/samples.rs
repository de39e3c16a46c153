//! Pages as the app makes them, for the tests of the two rooms that show them.

use crate::app::keys::Binding;
use crate::app::page::{Block, Choice, Pacer, Page, Progress, StepLine};
use crate::app::plot::{Curve, Interval, Levels, Plot, Week, WeekAhead};
use crate::language::EN;
use crate::language::keys::Does;

/// A key with words of its own, or with those of the program where it has them.
fn binding(key: &'static str, label: &'static str, always: bool) -> Binding {
    let known = Does::ALL.iter().find(|does| (EN.keys.does)(**does).label == label);
    let brief = known.map_or(label, |does| (EN.keys.does)(*does).brief);
    let does = known.copied().unwrap_or(Does::Begin);
    Binding { key: std::borrow::Cow::Borrowed(key), does, label, brief, always }
}

fn key(key: &'static str, label: &'static str) -> Binding {
    binding(key, label, false)
}

fn always(key: &'static str, label: &'static str) -> Binding {
    binding(key, label, true)
}

const fn of(key: &'static str, does: Does, label: &'static str, brief: &'static str) -> Binding {
    Binding { key: std::borrow::Cow::Borrowed(key), does, label, brief, always: true }
}

const LEAVE: Binding = of("q", Does::Leave, "leave", "leave");
const HELP: Binding = of("!", Does::PeopleToReach, "people to reach", "people");
const KEYS: Binding = of("?", Does::Keys, "keys", "keys");

fn page(title: &str, place: &str, blocks: Vec<Block>, keys: Vec<Binding>) -> Page {
    Page { title: title.into(), place: place.into(), blocks, keys, words: &EN }
}

fn lead(text: &str) -> Block {
    Block::Lead(text.into())
}

fn text(text: &str) -> Block {
    Block::Text(text.into())
}

fn aside(text: &str) -> Block {
    Block::Aside(text.into())
}

fn step(text: &str, time: &str, progress: Progress) -> StepLine {
    StepLine { text: text.into(), time: time.into(), progress }
}

fn choice(key: &str, text: &str, chosen: bool) -> Choice {
    Choice { chosen, ..Choice::new(key, text) }
}

fn facts(facts: &[(&str, &str)]) -> Block {
    Block::Facts(facts.iter().map(|(label, value)| ((*label).into(), (*value).into())).collect())
}

fn feet(now: Option<usize>) -> Block {
    let at = |index| match now {
        None => Progress::Listed,
        Some(now) if index < now => Progress::Done,
        Some(now) if index == now => Progress::Now,
        Some(_) => Progress::Ahead,
    };
    Block::Steps(vec![
        step("Both soles flat on the floor.", "5 s", at(0)),
        step("Press down gently, then let go.", "4 × 10 s", at(1)),
        step("Look for the place where the floor meets your heels, and stay with it for a moment.", "20 s", at(2)),
    ])
}

fn recall() -> Block {
    Block::Choices(vec![
        choice("1", "not this time", false),
        choice("2", "with effort", false),
        choice("3", "yes", false),
        choice("4", "easily", false),
    ])
}

pub(crate) fn breath(word: &str, seconds: Option<u32>, fill: f32, paused: bool) -> Block {
    Block::Pacer(Pacer {
        word: word.into(),
        seconds_left: seconds,
        fill,
        round: "breath 2 of 6".into(),
        paused,
        breath: true,
        still: false,
    })
}

/// Every sample with its name.
pub(crate) fn all() -> Vec<(&'static str, Page)> {
    let mut pages = practice();
    pages.extend(around());
    pages.extend(pictures());
    pages
}

#[allow(clippy::too_many_lines)] // A list.
fn practice() -> Vec<(&'static str, Page)> {
    let doing =
        || vec![always("Enter", "next"), key("p", "pause"), key("l", "lighter"), key("s", "skip"), LEAVE, HELP, KEYS];
    let caution = || Block::Caution("If the feet have little feeling, press palms on a table.".into());
    vec![
        (
            "new_card",
            page(
                "Press and release the feet",
                "new · 1 of 4",
                vec![
                    lead("You are sitting but cannot feel the ground. What do your feet do?"),
                    feet(None),
                    aside("Pressure is easy to feel when little else is. *Gently* is enough."),
                    caution(),
                ],
                vec![always("Enter", "do it now"), key("l", "lighter"), key("n", "not now"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "cue",
            page(
                "Today",
                "2 of 4",
                vec![
                    lead("You are sitting but cannot feel the ground. What do your feet do?"),
                    Block::Gap,
                    text("Think of it, or type it for yourself. There is no hurry."),
                ],
                vec![
                    always("Enter", "show the steps"),
                    key("t", "type an answer"),
                    key("s", "skip"),
                    LEAVE,
                    HELP,
                    KEYS,
                ],
            ),
        ),
        (
            "typing",
            page(
                "Today",
                "2 of 4",
                vec![
                    lead("You are sitting but cannot feel the ground. What do your feet do?"),
                    Block::Input {
                        label: "In your own words, for yourself:".into(),
                        text: "press down, let".into(),
                        cursor: 15,
                    },
                ],
                vec![always("Enter", "show the steps"), always("Esc", "back"), always("F1", "people to reach")],
            ),
        ),
        (
            "revealed",
            page(
                "Press and release the feet",
                "2 of 4",
                vec![feet(None), Block::Gap, text("Would you like to do it now?")],
                vec![always("Enter", "do it now"), key("l", "lighter"), key("n", "not now"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "guided",
            page(
                "Press and release the feet",
                "2 of 4",
                vec![
                    feet(Some(1)),
                    Block::Pacer(Pacer {
                        word: String::new(),
                        seconds_left: Some(7),
                        fill: 0.33,
                        round: "2 of 4".into(),
                        paused: false,
                        breath: false,
                        still: false,
                    }),
                ],
                doing(),
            ),
        ),
        ("breath", page("Longer out", "3 of 4", vec![breath("in", Some(2), 0.62, false)], doing())),
        (
            "breath_paused",
            page(
                "Longer out",
                "3 of 4",
                vec![lead("Let the out-breath take its time."), breath("out", None, 0.25, true)],
                doing(),
            ),
        ),
        (
            "recall",
            page(
                "Press and release the feet",
                "2 of 4",
                vec![lead("Did it come back to you?"), recall()],
                vec![always("Enter", "yes"), key("u", "undo"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "rated",
            page(
                "Press and release the feet",
                "2 of 4",
                vec![
                    lead("How was it?"),
                    Block::Choices(vec![
                        choice("h", "helped", true),
                        choice("s", "same", false),
                        choice("w", "worse", false),
                        choice("u", "unsure", false),
                    ]),
                    text("Distress now, 0 to 10:"),
                    Block::Choices((0..=10).map(|n| choice(&n.to_string(), &n.to_string(), n == 4)).collect()),
                    aside("Both may be left out."),
                ],
                vec![always("Enter", "go on"), key("u", "undo"), LEAVE, HELP, KEYS],
            ),
        ),
    ]
}

#[allow(clippy::too_many_lines)] // A list.
fn around() -> Vec<(&'static str, Page)> {
    let back = || vec![always("Enter", "back"), LEAVE];
    vec![
        (
            "welcome",
            page(
                "Welcome",
                "",
                vec![
                    lead("rekindle keeps the skills that steady you within reach."),
                    text("You practise a few cards, five minutes or less. Each comes back shortly before it would be forgotten."),
                    text("It is a practice aid. It is not treatment, and it is not for emergencies. As a whole it is untested."),
                    aside("Leave whenever you like, with q. Nothing is lost."),
                ],
                vec![always("Enter", "begin"), key("d", "decks"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "today",
            page(
                "Today",
                "about 4 minutes",
                vec![
                    lead("Good to see you. Here are three."),
                    Block::Steps(vec![
                        step("Press and release the feet", "1 min", Progress::Done),
                        step("Longer out", "2 min", Progress::Now),
                        step("Name five things", "1 min", Progress::Ahead),
                    ]),
                ],
                vec![always("Enter", "begin"), key("n", "now"), key("b", "browse"), key("s", "settings"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "end",
            page(
                "Today",
                "",
                vec![
                    lead("You practised three skills."),
                    facts(&[
                        ("Press and release the feet", "comes round in 12 days"),
                        ("Longer out", "comes round in 5 days"),
                        ("Name five things", "comes round tomorrow"),
                    ]),
                    text("That is all for today."),
                ],
                vec![always("Enter", "close"), key("u", "undo"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "help_lines",
            page(
                "People to reach",
                "",
                vec![
                    lead("If you may act on thoughts of ending your life, or are in danger: contact your local emergency number, or go where people are."),
                    facts(&[("Ana", "after six, or any time by message"), ("The practice", "weekdays 9 to 17")]),
                    text("More lines, for other countries: the directory Find A Helpline."),
                    aside("This app cannot tell if you are in danger, and nobody sees what you type."),
                ],
                back(),
            ),
        ),
        (
            "keys",
            page(
                "Keys",
                "",
                vec![facts(&[
                    ("Enter", "what the screen offers first"),
                    ("q, Esc", "leave, from anywhere; nothing is lost"),
                    ("!, F1", "people to reach"),
                    ("l", "a lighter way to do it"),
                    ("s", "skip, without a reason"),
                    ("p, Space", "pause and go on"),
                    ("u", "take the last answer back"),
                    ("x", "blank the screen"),
                ])],
                back(),
            ),
        ),
        (
            "error",
            page(
                "Could not save",
                "2 of 4",
                vec![
                    lead("Your answer is still here, but it could not be put on disk."),
                    text("The disk is full. Free some space, then try again."),
                ],
                vec![always("Enter", "try again"), LEAVE, HELP, KEYS],
            ),
        ),
        (
            "long",
            page(
                "About this deck, with a title that goes on for longer than most and needs room",
                "page 1",
                (1..=6)
                    .flat_map(|n| {
                        [
                            text(&format!("{n}. Steadiness is a skill, and skills fade when they are not used. A card asks, you remember, then you do the steps, which take a minute or two.")),
                            text("- first, look around\n- then name what you see, slowly, one thing after another, as long as it takes"),
                        ]
                    })
                    .collect(),
                back(),
            ),
        ),
        (
            "scripts",
            page(
                "足の裏を床につける",
                "۲ از ۴",
                vec![
                    lead("پاهایت روی زمین است. چه حس می‌کنی؟"),
                    text("床の硬さや温度を感じてみてください。ゆっくりで大丈夫です。急がなくてもいいので、息をしながら続けましょう。"),
                    text("Cafe\u{301} cre\u{300}me, नमस्ते दुनिया, 👩‍👩‍👧‍👦 and ❤️ stay whole."),
                    facts(&[("時間", "十秒"), ("זמן", "עשר שניות")]),
                    Block::Input { label: "名前".into(), text: "あいう e\u{301}".into(), cursor: 3 },
                ],
                back(),
            ),
        ),
    ]
}

fn interval(label: &str, verdict: &str, raw: f64, mean: f64, interval: (f64, f64), chosen: bool) -> Interval {
    let uses = "5 uses, all rated".into();
    Interval { label: label.into(), verdict: verdict.into(), uses, raw: Some(raw), mean, interval, chosen }
}

fn ahead(label: &str, practices: u32, minutes: f64, range: (f64, f64)) -> WeekAhead {
    let said = format!("about {practices} practices, {minutes:.0} minutes ({:.0} to {:.0})", range.0, range.1);
    WeekAhead { label: label.into(), said, minutes, range }
}

fn pictures() -> Vec<(&'static str, Page)> {
    let keys = || vec![always("Enter", "look closer"), key("Right", "next page"), always("q", "back"), HELP, KEYS];
    let intervals = vec![
        interval("Longer out", "Leans helpful", 2.0, 1.18, (0.22, 2.14), true),
        interval("Five senses, counting down", "Too early to say", 3.5, 1.73, (0.43, 3.03), false),
        interval("A short scan", "Often worse for you", -0.67, -0.19, (-1.34, 0.97), false),
    ];
    let week =
        |begins: &str, month: &str, days: [Option<u32>; 7]| Week { begins: begins.into(), month: month.into(), days };
    let some = |days: [u32; 7]| days.map(Some);
    let weeks = vec![
        week("19 October", "Oct", some([0, 2, 0, 1, 0, 0, 4])),
        week("26 October", "Oct", some([0; 7])),
        week("2 November", "Nov", some([3, 0, 0, 8, 0, 0, 0])),
        week("9 November", "Nov", [Some(1), Some(0), None, None, None, None, None]),
    ];
    let rating = |day: u32, level: u8| (day, format!("{day} Nov"), level);
    let levels = Levels {
        name: "distress".into(),
        ends: ("19 Oct".into(), "today".into()),
        days: 28,
        ratings: vec![rating(1, 4), rating(5, 6), rating(9, 3), rating(20, 5), rating(28, 4)],
        usual: 4.3,
    };
    let curve = Curve {
        points: (0..=90).map(|day| (day, 0.985_f64.powi(i32::try_from(day).unwrap_or(0)))).collect(),
        due: Some(12),
    };
    vec![
        (
            "helped",
            page(
                "What helped: distress",
                "page 1 of 5",
                vec![
                    Block::Plot(Plot::Intervals(intervals)),
                    Block::Gap,
                    text("This is your own record, not an experiment; part of any change would have happened anyway."),
                ],
                keys(),
            ),
        ),
        (
            "days",
            page(
                "Days and levels",
                "page 4 of 5",
                vec![Block::Plot(Plot::Calendar(weeks)), Block::Gap, Block::Plot(Plot::Levels(levels))],
                keys(),
            ),
        ),
        (
            "weeks",
            page(
                "The weeks ahead",
                "",
                vec![
                    Block::Plot(Plot::Weeks(vec![
                        ahead("from 23 November", 22, 32.0, (31.0, 33.0)),
                        ahead("from 30 November", 12, 18.4, (11.0, 27.5)),
                        ahead("from 7 December", 2, 2.0, (0.0, 4.0)),
                        ahead("from 14 December", 0, 0.0, (0.0, 0.0)),
                    ])),
                    Block::Gap,
                    text("It moves with every practice, and a week away is a week away."),
                ],
                vec![always("q", "back"), HELP, KEYS],
            ),
        ),
        (
            "closer",
            page(
                "Longer out",
                "",
                vec![
                    facts(&[("In short", "Leans helpful"), ("Uses", "5 uses, all rated")]),
                    Block::Plot(Plot::Slopes(vec![(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)])),
                    Block::Gap,
                    Block::Plot(Plot::Curve(curve)),
                ],
                vec![always("q", "back"), HELP, KEYS],
            ),
        ),
    ]
}

/// What a deck might carry to make a terminal act, to hide, or to mislead.
pub(crate) fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "clip \u{1b}]52;c;cm0gLXJm\u{7} board",
        "link \u{1b}]8;;http://example.com\u{1b}\\here\u{1b}]8;;\u{1b}\\",
        "title \u{1b}]0;owned\u{7} and clear \u{1b}[2J",
        "c1 \u{9b}2J \u{9d}52;c;eA==\u{9c} \u{90}q\u{9c}",
        "back\u{8}space\rreturn\u{0}null\u{7f}delete",
        "bidi \u{202e}drawkcab\u{202c} \u{2066}isolate\u{2069} \u{200f}mark \u{61c}",
        "zero\u{200b}width\u{feff}\u{2060}joined\u{200d}here",
        "tag \u{e0041}\u{e0042}\u{e007f} line\u{2028}and\u{2029}paragraph",
    ]
    .map(String::from)
    .to_vec();
    texts.push(format!("a{}b", "\u{301}".repeat(5000)));
    texts
}

/// Whether a character makes a terminal act or hides from the reader.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A page with these texts in every place that takes text.
pub(crate) fn with(texts: &[String]) -> Page {
    let mut blocks = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        blocks.extend([
            Block::Lead(text.clone()),
            Block::Text(text.clone()),
            Block::Aside(text.clone()),
            Block::Caution(text.clone()),
            Block::Steps(vec![step(text, text, Progress::Now)]),
            Block::Choices(vec![choice(text, text, true), choice("2", text, false)]),
            Block::Facts(vec![(text.clone(), text.clone())]),
            Block::Pacer(Pacer {
                word: text.clone(),
                seconds_left: Some(3),
                fill: f32::NAN,
                round: text.clone(),
                paused: true,
                breath: index % 2 == 0,
                still: index % 3 == 0,
            }),
            Block::Input { label: text.clone(), text: text.clone(), cursor: index * 3 },
            Block::Plot(Plot::Intervals(vec![Interval {
                uses: text.clone(),
                ..interval(text, text, f64::NAN, f64::INFINITY, (f64::NAN, f64::MAX), true)
            }])),
        ]);
    }
    page(&texts.concat(), &texts.concat(), blocks, vec![always("Enter", "go on"), LEAVE])
}
