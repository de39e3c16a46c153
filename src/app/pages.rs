//! What each screen says.

use super::guide::{Guide, Phase, phases};
use super::page::{Block, Choice, Pacer, Page, Progress as Mark, StepLine};
use super::{App, Axis, Over, Place, Screen, dates, keys, people, words};
use crate::deck::kinds::{Gate, State};
use crate::deck::model::{Breath, Card, Step};
use crate::memory::recall::Recall;
use crate::record::event::Helped;
use crate::session::{Done, Turn};

/// Makes the page of the screen in hand, or of what lies over it.
pub(super) fn page(app: &App) -> Page {
    match &app.over {
        Some(Over::HelpLines) => {
            let mut page =
                people::page(&app.start.help, app.start.region.as_deref(), &app.start.people, app.today().date());
            if app.trouble.is_some() {
                page.blocks.insert(0, Block::Caution(words::NOT_SAVED.to_owned()));
            }
            return page;
        }
        Some(Over::Stop) => return stop_signs(),
        Some(Over::Keys(place)) => return all_keys(*place),
        Some(Over::Typing { name, line }) => return typing(name.as_deref(), line),
        None => {}
    }
    if let Some(why) = &app.trouble {
        return failed(why);
    }
    let (title, blocks) = match &app.screen {
        Screen::Welcome => welcome(),
        Screen::Today => today(app),
        Screen::CheckIn => check_in(),
        Screen::Level(axis, practice) => level(app, *axis, practice.is_some()),
        Screen::Gate(gate) => consent(app, *gate),
        Screen::Learn => learn(app),
        Screen::Cue => cue(app),
        Screen::Revealed => revealed(app),
        Screen::Guide(guide) => guiding(app, guide),
        Screen::Recall => recall(app),
        Screen::After(_) => after(app),
        Screen::Worse => worse(app),
        Screen::End => end(app),
    };
    let place = app.place();
    let mut keys = keys::help_line(place);
    if app.start.session.progress().is_empty() {
        keys.retain(|binding| binding.label != "undo");
    }
    Page { title, place: counted(app, place), blocks, keys }
}

/// Says which card of how many this is.
fn counted(app: &App, place: Place) -> String {
    match place {
        Place::Welcome | Place::Today | Place::CheckIn | Place::End => String::new(),
        // These are about the card that was answered last, not about the one in hand.
        Place::After | Place::Level | Place::Worse => answered(app),
        _ => {
            let (behind, all) = app.start.session.place();
            match app.start.session.current() {
                Some((_, Turn::FirstRecall | Turn::OnceMore)) => "once more".to_owned(),
                _ if all == 0 => String::new(),
                _ => format!(
                    "{} of {all}",
                    (app.start.session.begun().items.len().min(open_before(app) + 1)).max(behind)
                ),
            }
        }
    }
}

/// Says which card of how many the questions after a practice are about; nothing before the first practice.
fn answered(app: &App) -> String {
    let progress = app.start.session.progress();
    match (&app.screen, progress.split_last()) {
        (Screen::Level(_, None), _) | (_, None) => String::new(),
        (_, Some((last, before))) if before.iter().any(|done| done.card == last.card) => "once more".to_owned(),
        _ => format!("{} of {}", open_before(app), app.start.session.begun().items.len()),
    }
}

/// Counts the cards of the plan that had their first turn.
fn open_before(app: &App) -> usize {
    let items = &app.start.session.begun().items;
    let progress = app.start.session.progress();
    items.iter().filter(|item| progress.iter().any(|done| done.card == item.card)).count()
}

fn text(words: &str) -> Block {
    Block::Text(words.to_owned())
}

fn aside(words: &str) -> Block {
    Block::Aside(words.to_owned())
}

fn lead(words: &str) -> Block {
    Block::Lead(words.to_owned())
}

fn welcome() -> (String, Vec<Block>) {
    let blocks = vec![
        lead(words::WHAT_IT_IS),
        Block::Gap,
        text(words::WHAT_IT_IS_NOT),
        Block::Gap,
        text(words::WHOM_TO_ASK),
        Block::Gap,
        aside(words::WHAT_COMES),
    ];
    ("Welcome".to_owned(), blocks)
}

fn today(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let mut blocks = Vec::new();
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
        blocks.push(Block::Text(format!(
            "{} of {} behind you, {} ahead.",
            words::sentence(&words::number(behind)),
            words::count(all, "practice"),
            words::number(all - behind)
        )));
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
        blocks.push(Block::Lead(format!("Today: {what}, {}.", words::minutes(seconds))));
    }
    blocks.push(Block::Gap);
    let facts = items
        .iter()
        .filter_map(|item| {
            let shown = app.start.cards.get(&item.card)?;
            let done = !session.open(&item.card);
            let mark = match (done, item.kind == crate::record::event::Kind::Learn) {
                (true, _) => "done",
                (false, true) => "new",
                (false, false) => "",
            };
            Some((shown.card.title.to_string(), mark.to_owned()))
        })
        .collect();
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Gap);
    blocks.push(aside(words::LEAVE_ANY_TIME));
    ("Today".to_owned(), blocks)
}

fn check_in() -> (String, Vec<Block>) {
    let choices = State::ALL.iter().zip(1..).map(|(state, key)| Choice {
        key: key.to_string(),
        text: state_words(*state).to_owned(),
        chosen: false,
    });
    let blocks = vec![lead(words::HOW_ARE_YOU), Block::Gap, Block::Choices(choices.collect())];
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

fn level(app: &App, axis: Axis, after: bool) -> (String, Vec<Block>) {
    let (question, ends) = match axis {
        Axis::Distress => (words::DISTRESS, words::DISTRESS_ENDS),
        Axis::Connection => (words::CONNECTION, words::CONNECTION_ENDS),
    };
    let mut blocks = vec![lead(question), Block::Gap, text(ends)];
    if after {
        blocks.push(Block::Gap);
        blocks.push(aside(words::SKIP_ANY));
    }
    let title = if after { last_title(app) } else { "How you are".to_owned() };
    (title, blocks)
}

fn title(app: &App) -> String {
    app.card().map_or_else(String::new, |card| card.title.to_string())
}

/// Returns the title of the card that was practised last.
fn last_title(app: &App) -> String {
    let last = app.start.session.progress().last();
    last.and_then(|progress| app.start.cards.get(&progress.card))
        .map_or_else(String::new, |shown| shown.card.title.to_string())
}

fn consent(app: &App, gate: Gate) -> (String, Vec<Block>) {
    let mut blocks = vec![lead(words::IS_THAT_ALL_RIGHT), Block::Gap, text(words::gate(gate))];
    if let Some(caution) = app.card().and_then(|card| card.caution.as_ref()) {
        blocks.push(Block::Gap);
        blocks.push(Block::Caution(caution.to_string()));
    }
    let current = app.start.session.current();
    if let Some(instead) =
        current.and_then(|(card, _)| app.start.cards.get(card)).and_then(|shown| shown.instead.as_ref())
    {
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

fn steps(steps: &[Step], now: Option<usize>) -> Block {
    let lines = steps.iter().enumerate().map(|(index, step)| StepLine {
        text: step_text(step),
        time: step.time_words().unwrap_or_default(),
        progress: match now {
            None => Mark::Listed,
            Some(now) if index < now => Mark::Done,
            Some(now) if index == now => Mark::Now,
            Some(_) => Mark::Ahead,
        },
    });
    Block::Steps(lines.collect())
}

fn whole(card: &Card) -> Vec<Block> {
    let mut blocks = vec![steps(&card.steps, None)];
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

fn grades() -> Block {
    Block::Choices(
        Recall::ALL
            .iter()
            .map(|recall| Choice {
                key: recall.rating().to_string(),
                text: words::recall(*recall).to_owned(),
                chosen: false,
            })
            .collect(),
    )
}

fn revealed(app: &App) -> (String, Vec<Block>) {
    let mut blocks = vec![Block::Aside(cue_text(app)), Block::Gap];
    if let Some(card) = app.card() {
        blocks.push(steps(&card.steps, None));
        if let Some(caution) = &card.caution {
            blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
        }
    }
    blocks.extend([Block::Gap, lead(words::DID_IT_COME), grades()]);
    (title(app), blocks)
}

fn recall(app: &App) -> (String, Vec<Block>) {
    let blocks = vec![lead(words::DID_IT_COME), Block::Gap, grades(), Block::Gap, aside(words::ABOUT_REMEMBERING)];
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
    let Some(beat) = guide.beat() else {
        // A new card waits here, so that nothing is written while nobody looks.
        return (title(app), vec![lead("That is all of it."), Block::Gap, steps(guide.steps(), Some(usize::MAX))]);
    };
    let step = guide.steps().get(beat.step);
    let (at, of) = beat.round;
    let word = match (beat.phase, step) {
        (Some(phase), _) => phase_word(phase).to_owned(),
        (None, Some(step)) => match &step.breathe {
            Some(breath) => breath_words(breath),
            None => step_text(step),
        },
        (None, None) => String::new(),
    };
    let round = match (beat.phase.is_some(), of) {
        (true, _) => format!("breath {at} of {of}"),
        (false, 2..) => format!("{at} of {of}"),
        (false, _) => String::new(),
    };
    let seconds_left = guide.seconds_left().filter(|_| !guide.hidden).and_then(|s| u32::try_from(s).ok());
    let pacer = Pacer {
        word,
        seconds_left,
        fill: guide.fill(),
        round,
        paused: guide.paused,
        breath: beat.phase.is_some(),
        moving: beat.length.is_some(),
    };
    let mut blocks = Vec::new();
    // A step that breathes may have a sentence of its own.
    if let Some(say) = step.filter(|step| step.breathe.is_some()).and_then(|step| step.say.as_ref()) {
        blocks.extend([Block::Text(say.to_string()), Block::Gap]);
    }
    blocks.extend([Block::Pacer(pacer), Block::Gap, steps(guide.steps(), Some(beat.step))]);
    (title(app), blocks)
}

fn after(app: &App) -> (String, Vec<Block>) {
    let choices = Helped::ALL.iter().zip(1..).map(|(one, key)| Choice {
        key: key.to_string(),
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
    (last_title(app), blocks)
}

fn end(app: &App) -> (String, Vec<Block>) {
    let session = &app.start.session;
    let today = app.today();
    let mut facts = Vec::new();
    for item in &session.begun().items {
        let mine = || session.progress().iter().filter(|progress| progress.card == item.card);
        let practised = mine().any(|progress| progress.done != Done::Skipped);
        let due = mine().filter_map(|progress| match progress.done {
            Done::Answered(_, due) => due,
            _ => None,
        });
        if let (true, Some(shown)) = (practised, app.start.cards.get(&item.card)) {
            let when = due.last().map_or_else(|| "next time".to_owned(), |due| dates::when(due, today));
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

fn stop_signs() -> Page {
    let mut blocks = vec![lead("Any of these is a reason to stop:"), Block::Gap];
    blocks.extend(words::STOP_SIGNS.iter().map(|sign| text(sign)));
    blocks.extend([Block::Gap, lead(words::STOP_THEN), text(words::STOP_MEDICAL), Block::Gap, aside(words::STOP_FREE)]);
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
    let key = |key, label| keys::Binding { key, label, always: true };
    Page {
        title: words::PEOPLE_TO_REACH.to_owned(),
        place: String::new(),
        blocks,
        keys: vec![key("Enter", "keep"), key("Esc", "back")],
    }
}

fn failed(why: &str) -> Page {
    let blocks = vec![lead(words::NOT_SAVED), Block::Gap, Block::Text(words::sentence(why))];
    Page { title: "Not saved yet".to_owned(), place: String::new(), blocks, keys: keys::help_line(Place::Failed) }
}
