//! A card: consent, its steps, its cue, and whether it came to mind.

use super::{aside, lead, text, title};
use crate::app::App;
use crate::app::page::{Block, Choice, Progress as Mark, StepLine};
use crate::deck::kinds::Gate;
use crate::deck::model::{Card, Step};
use crate::language::{Language, sentence};
use crate::memory::recall::Recall;
use crate::session::Turn;

/// Asks for consent to a card.
pub(in crate::app) fn asked(card: &Card, gate: Gate, words: &Language) -> Vec<Block> {
    let mut blocks = vec![lead(words.card.is_that_all_right), Block::Gap, text((words.names.gate_asks)(gate))];
    if let Some(caution) = &card.caution {
        blocks.push(Block::Gap);
        blocks.push(Block::Caution(caution.to_string()));
    }
    blocks
}

pub(super) fn consent(app: &App, gate: Gate) -> (String, Vec<Block>) {
    let words = app.words();
    let mut blocks = app.card().map(|card| asked(card, gate, words)).unwrap_or_default();
    if let Some((_, instead)) = app.shown().and_then(|shown| shown.instead.as_ref()) {
        blocks.push(Block::Gap);
        blocks.push(Block::Text((words.card.without_it)(instead)));
    }
    blocks.push(Block::Gap);
    blocks.push(aside(words.card.gate_below));
    (title(app), blocks)
}

pub(super) fn step_text(step: &Step, words: &Language) -> String {
    match (&step.say, &step.breathe) {
        (Some(say), _) => say.to_string(),
        (None, Some(_)) => words.card.breathe.to_owned(),
        (None, None) => String::new(),
    }
}

pub(in crate::app) fn steps(steps: &[Step], words: &Language) -> Block {
    let lines = steps.iter().map(|step| StepLine {
        text: step_text(step, words),
        time: (words.card.time)(step).unwrap_or_default(),
        progress: Mark::Listed,
    });
    Block::Steps(lines.collect())
}

pub(in crate::app) fn whole(card: &Card, words: &Language) -> Vec<Block> {
    let mut blocks = vec![steps(&card.steps, words)];
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
    let words = app.words();
    if let (true, Some(card)) = (app.start.numb, app.card()) {
        // The steps come one by one; what keeps a person safe comes first all the same.
        let mut blocks = vec![
            lead(words.card.one_small_thing),
            Block::Gap,
            text(&sentence(&(words.amounts.minutes)(card.seconds()))),
        ];
        if let Some(caution) = &card.caution {
            blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
        }
        return (title(app), blocks);
    }
    let mut blocks = vec![aside(words.card.new_card), Block::Gap];
    blocks.extend(app.card().map(|card| whole(card, words)).unwrap_or_default());
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
    let words = app.words();
    let above = match app.start.session.current() {
        Some((_, Turn::FirstRecall)) => Some(words.card.one_more_look),
        Some((_, Turn::OnceMore)) => Some(words.card.once_more),
        _ => None,
    };
    let mut blocks = Vec::new();
    if let Some(above) = above {
        blocks.extend([aside(above), Block::Gap]);
    }
    blocks.extend([Block::Lead(cue_text(app)), Block::Gap, aside(words.card.think)]);
    (words.card.cue_title.to_owned(), blocks)
}

/// The answers to whether it came: two, or four for those who want them. Each keeps its key.
pub(super) fn grades(app: &App) -> Block {
    let (four, words) = (app.start.four_grades, app.words());
    Block::Choices(
        Recall::ALL
            .iter()
            .filter(|recall| four || matches!(recall, Recall::Again | Recall::Good))
            .map(|recall| {
                Choice::new(
                    recall.rating().to_string(),
                    if four { (words.names.recall)(*recall) } else { (words.names.one_of_two)(*recall) }.to_owned(),
                )
            })
            .collect(),
    )
}

pub(super) fn revealed(app: &App) -> (String, Vec<Block>) {
    let words = app.words();
    let mut blocks = vec![Block::Aside(cue_text(app)), Block::Gap];
    if let Some(card) = app.card() {
        blocks.push(steps(&card.steps, words));
        if let Some(caution) = &card.caution {
            blocks.extend([Block::Gap, Block::Caution(caution.to_string())]);
        }
    }
    blocks.extend([Block::Gap, lead(words.card.did_it_come), grades(app)]);
    (title(app), blocks)
}
