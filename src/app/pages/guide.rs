//! The steps while they are done.

use super::card::step_text;
use super::title;
use crate::app::App;
use crate::app::guide::{Guide, Phase, phases};
use crate::app::page::{Block, Pacer};
use crate::deck::model::Breath;
use crate::language::{Language, sentence};

pub(super) fn phase_word(phase: Phase, words: &Language) -> &'static str {
    match phase {
        Phase::In => words.card.breath_in,
        Phase::Sip => words.card.breath_sip,
        Phase::Hold => words.card.breath_hold,
        Phase::Out => words.card.breath_out,
        Phase::Hum => words.card.breath_hum,
        Phase::Rest => words.card.breath_rest,
    }
}

/// Writes a breath for those who go without a moving shape: `in… 4, out… 6`.
pub(super) fn breath_words(breath: &Breath, words: &Language) -> String {
    let parts: Vec<String> =
        phases(breath).into_iter().map(|(phase, seconds)| format!("{}… {seconds}", phase_word(phase, words))).collect();
    format!("{}; {}", parts.join(", "), (words.amounts.breaths)(breath.rounds as usize))
}

pub(super) fn guiding(app: &App, guide: &Guide) -> (String, Vec<Block>) {
    let words = app.words();
    let Some(beat) = guide.beat() else { return (title(app), Vec::new()) };
    let Some(step) = guide.steps().get(beat.step) else { return (title(app), Vec::new()) };
    let mut blocks = Vec::new();
    match (&step.breathe, beat.phase) {
        (Some(_), Some(_)) => blocks.extend(step.say.as_ref().map(|say| Block::Text(say.to_string()))),
        (Some(breath), None) => {
            blocks.push(Block::Lead(step_text(step, words)));
            blocks.push(Block::Text(sentence(&breath_words(breath, words))));
        }
        (None, _) => blocks.push(Block::Lead(step_text(step, words))),
    }
    blocks.push(Block::Gap);
    let (at, of) = beat.round;
    if beat.length.is_some() {
        let round = match (beat.phase.is_some(), of) {
            (true, _) => (words.card.breath_of)(at, of),
            (false, 2..) => (words.amounts.of)(at as usize, of as usize),
            (false, _) => String::new(),
        };
        blocks.push(Block::Pacer(Pacer {
            word: beat.phase.map_or_else(String::new, |phase| phase_word(phase, words).to_owned()),
            seconds_left: guide.seconds_left().filter(|_| !guide.hidden).and_then(|s| u32::try_from(s).ok()),
            fill: guide.fill(),
            round,
            paused: guide.paused,
            breath: beat.phase.is_some(),
            still: guide.is_still(),
        }));
    } else {
        let time =
            (words.card.time)(step).map_or_else(String::new, |time| format!(" {}", (words.card.about_time)(&time)));
        let time = if step.breathe.is_some() { String::new() } else { time };
        blocks.push(Block::Aside(format!("{}{time}", words.card.own_pace)));
    }
    blocks.push(Block::Gap);
    let next = guide.steps().get(beat.step + 1);
    blocks.push(Block::Aside(
        next.map_or_else(|| words.card.last_step.to_owned(), |next| (words.card.then)(&step_text(next, words))),
    ));
    (title(app), blocks)
}
