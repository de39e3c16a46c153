//! Pages as the app makes them, for the tests of the two rooms that show them.

use crate::app::keys::Binding;
use crate::app::page::{Block, Choice, Pacer, Page, Progress, StepLine};

const fn key(key: &'static str, label: &'static str) -> Binding {
    Binding { key, label, always: false }
}

const fn always(key: &'static str, label: &'static str) -> Binding {
    Binding { key, label, always: true }
}

const LEAVE: Binding = always("q", "leave");
const HELP: Binding = always("!", "people to reach");
const KEYS: Binding = always("?", "keys");

fn page(title: &str, place: &str, blocks: Vec<Block>, keys: Vec<Binding>) -> Page {
    Page { title: title.into(), place: place.into(), blocks, keys }
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
    Choice { key: key.into(), text: text.into(), chosen }
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
    })
}

/// Every sample with its name.
pub(crate) fn all() -> Vec<(&'static str, Page)> {
    let mut pages = practice();
    pages.extend(around());
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
            }),
            Block::Input { label: text.clone(), text: text.clone(), cursor: index * 3 },
        ]);
    }
    page(&texts.concat(), &texts.concat(), blocks, vec![always("Enter", "go on"), LEAVE])
}
