//! The steps while they are done.

use super::card::step_text;
use super::title;
use crate::app::guide::{Guide, Phase, phases};
use crate::app::page::{Block, Pacer};
use crate::app::{App, words};
use crate::deck::model::Breath;

pub(super) fn phase_word(phase: Phase) -> &'static str {
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
pub(super) fn breath_words(breath: &Breath) -> String {
    let parts: Vec<String> =
        phases(breath).into_iter().map(|(phase, seconds)| format!("{}… {seconds}", phase_word(phase))).collect();
    format!("{}; {}", parts.join(", "), words::count(breath.rounds as usize, "breath"))
}

pub(super) fn guiding(app: &App, guide: &Guide) -> (String, Vec<Block>) {
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
            still: guide.is_still(),
        }));
    } else {
        let time = step.time_words().map_or_else(String::new, |time| format!(" About {time}."));
        let time = if step.breathe.is_some() { String::new() } else { time };
        blocks.push(Block::Aside(format!("{}{time}", words::OWN_PACE)));
    }
    blocks.push(Block::Gap);
    let next = guide.steps().get(beat.step + 1);
    blocks.push(Block::Aside(
        next.map_or_else(|| words::LAST_STEP.to_owned(), |next| format!("Then: {}", step_text(next))),
    ));
    (title(app), blocks)
}
