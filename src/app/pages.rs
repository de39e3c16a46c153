//! What each screen says.

use super::guide::{Guide, Phase, phases};
use super::keys::Binding;
use super::over::Over;
use super::page::{Block, Choice, Pacer, Page, Progress as Mark, StepLine};
use super::{About, App, Place, Screen, dates, keys, now, people, words};
use crate::deck::kinds::{Gate, State};
use crate::deck::model::{Breath, Card, Step};
use crate::helped::levels::Axis;
use crate::memory::days::Moment;
use crate::memory::recall::Recall;
use crate::record::event::{Helped, Told};
use crate::session::{Done, Turn};

/// Makes the page of the screen in hand, or of what lies over it.
pub(super) fn page(app: &App) -> Page {
    match app.over.last() {
        Some(Over::HelpLines) => {
            let today = app.today().date();
            return people::page(&app.start.help, app.start.region.as_deref(), &app.start.people, today);
        }
        Some(Over::Stop) => return stop_signs(app),
        Some(Over::Keys(place)) => return all_keys(*place),
        Some(Over::Typing { name, line }) => return typing(name.as_deref(), line),
        Some(Over::Cards(browse)) => return browse.page(),
        Some(Over::Rewording(rewording)) => return rewording.page(words::IN_YOUR_WORDS),
        Some(Over::Card(opened)) => return opened.page(app.today()),
        Some(Over::Hidden) => return Page::default(),
        Some(Over::Clock { last }) => return clock(app, *last),
        Some(Over::Weeks(weeks)) => return weeks.page(),
        Some(Over::Life(cards)) => return now::life(cards),
        Some(Over::Helped(helping)) => return helping.page(),
        Some(Over::Closer(closer)) => return now::closer_page(app, closer),
        None => {}
    }
    if let Some(why) = &app.trouble {
        return failed(why, app.unsaved());
    }
    let (title, blocks) = match &app.screen {
        Screen::Welcome => welcome(app),
        Screen::Today => today(app),
        Screen::CheckIn => check_in(),
        Screen::Level(axis, about, marked) => level(app, *axis, *about, *marked),
        Screen::Gate(gate) => consent(app, *gate),
        Screen::Learn => learn(app),
        Screen::Cue => cue(app),
        Screen::Revealed => revealed(app),
        Screen::Guide(guide) => guiding(app, guide),
        Screen::Recall => recall(app),
        Screen::After(_) => after(app),
        Screen::Worse(_) => worse(app),
        Screen::Stuck(_) => stuck(app),
        Screen::End => end(app),
        Screen::NowState => now::state_page(),
        Screen::Now(suggestions) => now::offers_page(suggestions),
        Screen::Kept => now::kept_page(app.nothing),
        Screen::Wait(waiting) => now::wait_page(waiting, app.now),
        Screen::Rested(_) => now::rested(app),
    };
    let place = app.place();
    Page { title, place: counted(app, place), blocks, keys: help_line(app, place) }
}

/// Returns the keys of the screen in hand, without those that would do nothing now.
fn help_line(app: &App, place: Place) -> Vec<Binding> {
    let session = &app.start.session;
    let checking_in = matches!(app.screen, Screen::Level(_, About::CheckIn | About::Now | About::Wait, _));
    let (lighter, timed) = match &app.screen {
        Screen::Guide(guide) => (guide.lighter, guide.timed()),
        _ => (false, true),
    };
    let instead = app.shown().is_some_and(|shown| shown.instead.is_some());
    let undoes = if place == Place::Kept {
        !app.nothing && app.used.is_some()
    } else {
        app.outside || !session.progress().is_empty()
    };
    let mut keys = keys::help_line(place);
    keys.retain(|binding| match binding.label {
        "undo" => undoes && !checking_in,
        "come again" => app.rest.is_some(),
        "without these" if place == Place::Rested => app.rest.as_ref().is_some_and(|rest| rest.gate.is_some()),
        "short wait" => app.start.offer_wait && app.said_a_moment_ago(),
        "the first" => matches!(&app.screen, Screen::Now(found) if !found.offers.is_empty()),
        "pause" | "slower" | "timer" => timed,
        "lighter" => !lighter,
        "another way" => instead,
        _ => true,
    });
    for binding in keys.iter_mut().filter(|binding| binding.label == "how it came" && !app.start.four_grades) {
        binding.key = "1 or 3";
    }
    if let (Place::Today, Some(first)) = (place, keys.first_mut()) {
        first.label = match session.current() {
            None => "close",
            Some(_) if session.progress().is_empty() => "begin",
            Some(_) => "go on",
        };
    }
    keys
}

/// Says which card of how many this is.
fn counted(app: &App, place: Place) -> String {
    if let Screen::Guide(guide) = &app.screen {
        let of = guide.steps().len();
        return guide.beat().map_or_else(String::new, |beat| format!("step {} of {of}", beat.step + 1));
    }
    if app.aside.is_some() {
        return "right now".to_owned();
    }
    if !matches!(place, Place::Learn | Place::Gate | Place::Cue | Place::Revealed | Place::Recall) {
        return String::new();
    }
    let items = &app.start.session.begun().items;
    match app.start.session.current() {
        Some((_, Turn::FirstRecall | Turn::OnceMore)) => "once more".to_owned(),
        Some((card, _)) => items
            .iter()
            .position(|item| item.card == *card)
            .map_or_else(String::new, |index| format!("{} of {}", index + 1, items.len())),
        None => String::new(),
    }
}

pub(super) fn text(words: &str) -> Block {
    Block::Text(words.to_owned())
}

pub(super) fn aside(words: &str) -> Block {
    Block::Aside(words.to_owned())
}

pub(super) fn lead(words: &str) -> Block {
    Block::Lead(words.to_owned())
}

/// Asks whether a clock that jumped is right, before anything is counted from it.
fn clock(app: &App, last: Moment) -> Page {
    let blocks = vec![
        lead(words::IS_THE_TIME_RIGHT),
        Block::Gap,
        Block::Facts(vec![
            (words::CLOCK_NOW.to_owned(), dates::at(app.now)),
            (words::CLOCK_BEFORE.to_owned(), dates::at(last)),
        ]),
        Block::Gap,
        text(words::IF_THE_TIME_IS_WRONG),
    ];
    Page { title: "The clock".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Clock) }
}

/// Says first that answers cannot be kept, where that is so.
fn viewed(app: &App, blocks: &mut Vec<Block>) {
    if app.start.view_only {
        blocks.push(lead(words::ONLY_TO_LOOK_AT));
        blocks.push(Block::Gap);
    }
}

fn welcome(app: &App) -> (String, Vec<Block>) {
    let items = &app.start.session.begun().items;
    let seconds = items.iter().map(|item| item.seconds).sum();
    let next = match items.len() {
        0 => words::LEAVE_ANY_TIME.to_owned(),
        1 => format!("Next comes one short practice, {}. {}", words::minutes(seconds), words::LEAVE_ANY_TIME),
        n => format!(
            "Next come {} short practices, {}. {}",
            words::number(n),
            words::minutes(seconds),
            words::LEAVE_ANY_TIME
        ),
    };
    let mut blocks = Vec::new();
    viewed(app, &mut blocks);
    blocks.extend([
        lead(words::WHAT_IT_IS),
        Block::Gap,
        text(words::WHAT_IT_IS_NOT),
        Block::Gap,
        text(words::WHOM_TO_ASK),
        Block::Gap,
        Block::Aside(next),
    ]);
    ("Welcome".to_owned(), blocks)
}

fn today(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let mut blocks = now::before_cards(app);
    viewed(app, &mut blocks);
    let began = !session.progress().is_empty();
    if app.start.away_days > crate::session::plan::LONG_AWAY && !began {
        blocks.push(lead(words::GOOD_TO_SEE_YOU));
        blocks.push(Block::Gap);
    }
    let items = &session.begun().items;
    if session.current().is_none() {
        let next =
            app.start.next_day.map(|day| format!("The next practice comes round {}.", dates::when(day, app.today())));
        blocks.push(lead(if app.start.done_today { words::ALL_FOR_TODAY } else { words::NOTHING_WAITS }));
        blocks.extend(next.map(Block::Text));
        return ("Today".to_owned(), blocks);
    }
    if began {
        let (behind, all) = session.place();
        blocks.push(lead(words::WHERE_YOU_WERE));
        blocks.push(Block::Gap);
        blocks.push(Block::Text(format!("{} ahead.", words::sentence(&words::count(all - behind, "practice")))));
    } else {
        if app.start.done_today {
            blocks.push(aside(words::DONE_TODAY));
            blocks.push(Block::Gap);
        }
        let new = items.iter().filter(|item| item.kind == crate::record::event::Kind::Learn).count();
        let seconds = items.iter().map(|item| item.seconds).sum();
        let known = items.len() - new;
        let what = match (known, new) {
            (0, new) => format!("{} new {}", words::number(new), if new == 1 { "practice" } else { "practices" }),
            (known, 0) => words::count(known, "practice"),
            (known, new) => format!("{} and {} new", words::count(known, "practice"), words::number(new)),
        };
        blocks.push(Block::Lead(format!("{}, {}.", words::sentence(&what), words::minutes(seconds))));
    }
    blocks.push(Block::Gap);
    let facts = items
        .iter()
        .filter_map(|item| {
            let shown = app.start.cards.get(&item.card)?;
            let done = !session.open(&item.card);
            let mine = || session.progress().iter().filter(|progress| progress.card == item.card);
            let skipped = mine().any(|progress| progress.done == Done::Skipped);
            let mark = match (done, item.kind == crate::record::event::Kind::Learn) {
                (true, _) if skipped => "not today",
                (true, _) => "done",
                (false, true) if mine().next().is_some() => "one question left",
                (false, true) => "new",
                (false, false) => "",
            };
            Some((shown.card.title.to_string(), mark.to_owned()))
        })
        .collect();
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Gap);
    if app.start.hint == Some(Told::Grades) {
        blocks.extend([text(words::EFFORT_MEANS), Block::Gap]);
    }
    blocks.push(aside(words::LEAVE_ANY_TIME));
    ("Today".to_owned(), blocks)
}

/// The states as choices.
pub(super) fn states() -> Block {
    let choices = State::ALL.iter().zip(1..).map(|(state, key)| Choice {
        key: key.to_string(),
        text: state_words(*state).to_owned(),
        chosen: false,
    });
    Block::Choices(choices.collect())
}

fn check_in() -> (String, Vec<Block>) {
    let blocks = vec![lead(words::HOW_ARE_YOU), Block::Gap, states()];
    ("How you are".to_owned(), blocks)
}

const fn state_words(state: State) -> &'static str {
    match state {
        State::Numb => "numb: little or nothing gets through",
        State::Flooded => "flooded: too much at once",
        State::Critical => "critical: hard on yourself",
        State::Flat => "flat: low, without drive",
        State::Disconnected => "disconnected: far away from people or yourself",
        State::Steady => "steady: fine as it is",
    }
}

fn level(app: &App, axis: Axis, about: About, marked: Option<u8>) -> (String, Vec<Block>) {
    let after = matches!(about, About::Practice(_));
    let (question, ends) = match axis {
        Axis::Distress => (words::DISTRESS, words::DISTRESS_ENDS),
        Axis::Connection => (words::CONNECTION, words::CONNECTION_ENDS),
    };
    let ends = ends.iter().map(|(level, words)| ((*level).to_owned(), (*words).to_owned()));
    let mut blocks = vec![lead(question), Block::Gap, Block::Facts(ends.collect())];
    blocks.push(Block::Gap);
    match marked {
        Some(level) => blocks.push(Block::Lead(format!("{level}. {}", words::ENTER_KEEPS))),
        None if after => blocks.push(aside(words::SKIP_ANY)),
        None => {}
    }
    let title = if after { last_title(app) } else { "How you are".to_owned() };
    (title, blocks)
}

fn title(app: &App) -> String {
    app.card().map_or_else(String::new, |card| card.title.to_string())
}

/// Returns the title of the card that was practised last.
pub(super) fn last_title(app: &App) -> String {
    app.used.as_ref().map_or_else(String::new, |used| used.title.clone())
}

/// Asks for consent to a card.
pub(super) fn asked(card: &Card, gate: Gate) -> Vec<Block> {
    let mut blocks = vec![lead(words::IS_THAT_ALL_RIGHT), Block::Gap, text(words::gate(gate))];
    if let Some(caution) = &card.caution {
        blocks.push(Block::Gap);
        blocks.push(Block::Caution(caution.to_string()));
    }
    blocks
}

fn consent(app: &App, gate: Gate) -> (String, Vec<Block>) {
    let mut blocks = app.card().map(|card| asked(card, gate)).unwrap_or_default();
    if let Some((_, instead)) = app.shown().and_then(|shown| shown.instead.as_ref()) {
        blocks.push(Block::Gap);
        blocks.push(Block::Text(format!("Another way, without it: {instead}.")));
    }
    blocks.push(Block::Gap);
    blocks.push(aside(words::GATE_BELOW));
    (title(app), blocks)
}

fn step_text(step: &Step) -> String {
    match (&step.say, &step.breathe) {
        (Some(say), _) => say.to_string(),
        (None, Some(_)) => "Breathe".to_owned(),
        (None, None) => String::new(),
    }
}

pub(super) fn steps(steps: &[Step]) -> Block {
    let lines = steps.iter().map(|step| StepLine {
        text: step_text(step),
        time: step.time_words().unwrap_or_default(),
        progress: Mark::Listed,
    });
    Block::Steps(lines.collect())
}

pub(super) fn whole(card: &Card) -> Vec<Block> {
    let mut blocks = vec![steps(&card.steps)];
    if let Some(caution) = &card.caution {
        blocks.push(Block::Gap);
        blocks.push(Block::Caution(caution.to_string()));
    }
    if let Some(why) = &card.why {
        blocks.push(Block::Gap);
        blocks.push(Block::Aside(why.to_string()));
    }
    blocks
}

fn learn(app: &App) -> (String, Vec<Block>) {
    let mut blocks = vec![aside(words::NEW_CARD), Block::Gap];
    blocks.extend(app.card().map(whole).unwrap_or_default());
    (title(app), blocks)
}

/// Picks the cue: another one each time.
fn cue_text(app: &App) -> String {
    let Some(shown) = app.start.session.current().and_then(|(card, _)| app.start.cards.get(card)) else {
        return String::new();
    };
    let count = u32::try_from(shown.card.cues.len()).unwrap_or(1).max(1);
    let index = usize::try_from(shown.reviews % count).unwrap_or(0);
    shown.card.cues.get(index).map_or_else(String::new, ToString::to_string)
}

fn cue(app: &App) -> (String, Vec<Block>) {
    let above = match app.start.session.current() {
        Some((_, Turn::FirstRecall)) => Some(words::ONE_MORE_LOOK),
        Some((_, Turn::OnceMore)) => Some(words::ONCE_MORE),
        _ => None,
    };
    let mut blocks = Vec::new();
    if let Some(above) = above {
        blocks.extend([aside(above), Block::Gap]);
    }
    blocks.extend([Block::Lead(cue_text(app)), Block::Gap, aside(words::THINK)]);
    ("A moment to recall".to_owned(), blocks)
}

/// The answers to whether it came: two, or four for those who want them. Each keeps its key.
fn grades(app: &App) -> Block {
    let four = app.start.four_grades;
    Block::Choices(
        Recall::ALL
            .iter()
            .filter(|recall| four || matches!(recall, Recall::Again | Recall::Good))
            .map(|recall| Choice {
                key: recall.rating().to_string(),
                text: if four { words::recall(*recall) } else { words::one_of_two(*recall) }.to_owned(),
                chosen: false,
            })
            .collect(),
    )
}

fn revealed(app: &App) -> (String, Vec<Block>) {
    let mut blocks = vec![Block::Aside(cue_text(app)), Block::Gap];
    if let Some(card) = app.card() {
        blocks.push(steps(&card.steps));
        if let Some(caution) = &card.caution {
            blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
        }
    }
    blocks.extend([Block::Gap, lead(words::DID_IT_COME), grades(app)]);
    (title(app), blocks)
}

fn recall(app: &App) -> (String, Vec<Block>) {
    let blocks = vec![lead(words::DID_IT_COME), Block::Gap, grades(app), Block::Gap, aside(words::ABOUT_REMEMBERING)];
    (title(app), blocks)
}

fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::In => "in",
        Phase::Sip => "a small sip more",
        Phase::Hold => "hold",
        Phase::Out => "out",
        Phase::Hum => "hum it out",
        Phase::Rest => "rest",
    }
}

/// Writes a breath for those who go without a moving shape: `in… 4, out… 6`.
fn breath_words(breath: &Breath) -> String {
    let parts: Vec<String> =
        phases(breath).into_iter().map(|(phase, seconds)| format!("{}… {seconds}", phase_word(phase))).collect();
    format!("{}; {}", parts.join(", "), words::count(breath.rounds as usize, "breath"))
}

fn guiding(app: &App, guide: &Guide) -> (String, Vec<Block>) {
    let Some(beat) = guide.beat() else { return (title(app), Vec::new()) };
    let Some(step) = guide.steps().get(beat.step) else { return (title(app), Vec::new()) };
    let mut blocks = Vec::new();
    match (&step.breathe, beat.phase) {
        (Some(_), Some(_)) => blocks.extend(step.say.as_ref().map(|say| Block::Text(say.to_string()))),
        (Some(breath), None) => {
            blocks.push(Block::Lead(step_text(step)));
            blocks.push(Block::Text(words::sentence(&breath_words(breath))));
        }
        (None, _) => blocks.push(Block::Lead(step_text(step))),
    }
    blocks.push(Block::Gap);
    let (at, of) = beat.round;
    if beat.length.is_some() {
        let round = match (beat.phase.is_some(), of) {
            (true, _) => format!("breath {at} of {of}"),
            (false, 2..) => format!("{at} of {of}"),
            (false, _) => String::new(),
        };
        blocks.push(Block::Pacer(Pacer {
            word: beat.phase.map_or_else(String::new, |phase| phase_word(phase).to_owned()),
            seconds_left: guide.seconds_left().filter(|_| !guide.hidden).and_then(|s| u32::try_from(s).ok()),
            fill: guide.fill(),
            round,
            paused: guide.paused,
            breath: beat.phase.is_some(),
        }));
    } else {
        let time = step.time_words().map_or_else(String::new, |time| format!(" About {time}."));
        let time = if step.breathe.is_some() { String::new() } else { time };
        blocks.push(Block::Aside(format!("{}{time}", words::OWN_PACE)));
    }
    blocks.push(Block::Gap);
    blocks.extend(guide.steps().get(beat.step + 1).map(|next| Block::Aside(format!("Then: {}", step_text(next)))));
    (title(app), blocks)
}

fn after(app: &App) -> (String, Vec<Block>) {
    // Letters, so that a grade pressed twice never says what helped.
    let choices = Helped::ALL.iter().zip(["y", "c", "w", "d"]).map(|(one, key)| Choice {
        key: key.to_owned(),
        text: words::helped(*one).to_owned(),
        chosen: false,
    });
    let blocks = vec![
        lead(words::DID_IT_HELP),
        Block::Gap,
        Block::Choices(choices.collect()),
        Block::Gap,
        aside(words::SKIP_ANY),
    ];
    (last_title(app), blocks)
}

fn worse(app: &App) -> (String, Vec<Block>) {
    let mut blocks = Vec::new();
    for (index, line) in words::WORSE.iter().enumerate() {
        if index > 0 {
            blocks.push(Block::Gap);
        }
        blocks.push(if index == 0 { lead(line) } else { text(line) });
    }
    let rest = now::rest_line(app);
    if !rest.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(rest);
    }
    (last_title(app), blocks)
}

fn stuck(app: &App) -> (String, Vec<Block>) {
    let card = app.start.session.progress().last().map(|progress| progress.card.to_string()).unwrap_or_default();
    let edit = format!("{} `rekindle card edit {card}`.", words::STUCK_EDIT);
    let blocks = vec![
        lead(words::STUCK),
        Block::Gap,
        Block::Text(edit),
        Block::Gap,
        text(words::STUCK_REST),
        Block::Gap,
        aside(words::STUCK_OR),
    ];
    (last_title(app), blocks)
}

fn end(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let today = app.today();
    let mut facts = Vec::new();
    for item in &session.begun().items {
        let mine = || session.progress().iter().filter(|progress| progress.card == item.card);
        let practised = mine().any(|progress| progress.done != Done::Skipped);
        let mut due = mine().filter_map(|progress| match progress.done {
            Done::Answered(_, due) => due,
            _ => None,
        });
        if let (true, Some(shown)) = (practised, app.start.cards.get(&item.card)) {
            let when = due.next_back().map_or_else(|| "next time".to_owned(), |due| dates::when(due, today));
            facts.push((shown.card.title.to_string(), when));
        }
    }
    let blocks = if facts.is_empty() {
        vec![lead("You looked in. That is fine.")]
    } else {
        let said =
            format!("You practised {}. Here is when each comes round again.", words::count(facts.len(), "skill"));
        vec![Block::Lead(said), Block::Gap, Block::Facts(facts)]
    };
    ("The end for today".to_owned(), blocks)
}

fn stop_signs(app: &App) -> Page {
    let mut blocks = vec![lead("Any of these is a reason to stop:"), Block::Gap];
    blocks.extend(words::STOP_SIGNS.iter().map(|sign| text(sign)));
    blocks.extend([Block::Gap, lead(words::STOP_THEN), text(words::STOP_MEDICAL), Block::Gap, aside(words::STOP_FREE)]);
    // While the steps run, the card's own caution is not in sight.
    if let Some(caution) = app.card().and_then(|card| card.caution.as_ref()) {
        blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
    }
    Page { title: words::WHEN_TO_STOP.to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Stop) }
}

fn all_keys(place: Place) -> Page {
    let facts = keys::TABLE
        .iter()
        .filter(|row| row.places.contains(&place) && !row.about.is_empty() && !row.keys.is_empty())
        .map(|row| (row.binding.key.to_owned(), words::sentence(row.about)))
        .collect();
    let blocks = vec![Block::Facts(facts)];
    Page { title: "Keys here".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Keys) }
}

fn typing(name: Option<&str>, line: &super::line::Line) -> Page {
    let label = name.map_or_else(|| "A name".to_owned(), |name| format!("How to reach {name}"));
    let blocks = vec![Block::Input { label, text: line.text(), cursor: line.cursor() }];
    let key = |key, label| Binding { key, label, always: true };
    Page {
        title: words::PEOPLE_TO_REACH.to_owned(),
        place: String::new(),
        blocks,
        keys: vec![key("Enter", "keep"), key("Esc", "back")],
    }
}

fn failed(why: &str, at_stake: bool) -> Page {
    let (title, what) = if at_stake { ("Not saved yet", words::NOT_SAVED) } else { ("Not shown", words::NOT_SHOWN) };
    let blocks = vec![lead(what), Block::Gap, Block::Text(words::sentence(why))];
    Page { title: title.to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Failed) }
}
