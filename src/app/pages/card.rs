//! A card: consent, its steps, its cue, and whether it came to mind.

use super::{aside, lead, text, title};
use crate::app::page::{Block, Choice, Progress as Mark, StepLine};
use crate::app::{App, words};
use crate::deck::kinds::Gate;
use crate::deck::model::{Card, Step};
use crate::memory::recall::Recall;
use crate::session::Turn;

/// Asks for consent to a card.
pub(in crate::app) fn asked(card: &Card, gate: Gate) -> Vec<Block> {
    let mut blocks = vec![lead(words::IS_THAT_ALL_RIGHT), Block::Gap, text(words::gate(gate))];
    if let Some(caution) = &card.caution {
        blocks.push(Block::Gap);
        blocks.push(Block::Caution(caution.to_string()));
    }
    blocks
}

pub(super) fn consent(app: &App, gate: Gate) -> (String, Vec<Block>) {
    let mut blocks = app.card().map(|card| asked(card, gate)).unwrap_or_default();
    if let Some((_, instead)) = app.shown().and_then(|shown| shown.instead.as_ref()) {
        blocks.push(Block::Gap);
        blocks.push(Block::Text(format!("Another way, without it: {instead}.")));
    }
    blocks.push(Block::Gap);
    blocks.push(aside(words::GATE_BELOW));
    (title(app), blocks)
}

pub(super) fn step_text(step: &Step) -> String {
    match (&step.say, &step.breathe) {
        (Some(say), _) => say.to_string(),
        (None, Some(_)) => "Breathe".to_owned(),
        (None, None) => String::new(),
    }
}

pub(in crate::app) fn steps(steps: &[Step]) -> Block {
    let lines = steps.iter().map(|step| StepLine {
        text: step_text(step),
        time: step.time_words().unwrap_or_default(),
        progress: Mark::Listed,
    });
    Block::Steps(lines.collect())
}

pub(in crate::app) fn whole(card: &Card) -> Vec<Block> {
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

pub(super) fn learn(app: &App) -> (String, Vec<Block>) {
    if let (true, Some(card)) = (app.start.numb, app.card()) {
        // The steps come one by one; what keeps a person safe comes first all the same.
        let mut blocks =
            vec![lead(words::ONE_SMALL_THING), Block::Gap, text(&words::sentence(&words::minutes(card.seconds())))];
        if let Some(caution) = &card.caution {
            blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
        }
        return (title(app), blocks);
    }
    let mut blocks = vec![aside(words::NEW_CARD), Block::Gap];
    blocks.extend(app.card().map(whole).unwrap_or_default());
    (title(app), blocks)
}

/// Picks the cue: another one each time.
pub(super) fn cue_text(app: &App) -> String {
    let Some(shown) = app.start.session.current().and_then(|(card, _)| app.start.cards.get(card)) else {
        return String::new();
    };
    let count = u32::try_from(shown.card.cues.len()).unwrap_or(1).max(1);
    let index = usize::try_from(shown.reviews % count).unwrap_or(0);
    shown.card.cues.get(index).map_or_else(String::new, ToString::to_string)
}

pub(super) fn cue(app: &App) -> (String, Vec<Block>) {
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
pub(super) fn grades(app: &App) -> Block {
    let four = app.start.four_grades;
    Block::Choices(
        Recall::ALL
            .iter()
            .filter(|recall| four || matches!(recall, Recall::Again | Recall::Good))
            .map(|recall| {
                Choice::new(
                    recall.rating().to_string(),
                    if four { words::recall(*recall) } else { words::one_of_two(*recall) }.to_owned(),
                )
            })
            .collect(),
    )
}

pub(super) fn revealed(app: &App) -> (String, Vec<Block>) {
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
