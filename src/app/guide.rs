//! Guided steps: what to do this moment, for how long, which breath of how many. Time comes in as a value.

use std::time::Duration;

use crate::deck::model::{Breath, Card, Step};

/// How often a moving breath is drawn anew. Fast enough to look smooth, slow enough to cost nothing.
pub const FRAME: Duration = Duration::from_millis(100);

/// A part of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// In-breath.
    In,
    /// A small second sip.
    Sip,
    /// Pause with air in.
    Hold,
    /// Out-breath.
    Out,
    /// Out-breath with a hum.
    Hum,
    /// Pause with air out.
    Rest,
}

/// One stretch of time with one thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// The step it belongs to, from 0.
    pub step: usize,
    /// Its length; `None` runs until the person goes on.
    pub length: Option<Duration>,
    /// The part of a breath; `None` for a sentence.
    pub phase: Option<Phase>,
    /// Which time of how many, from 1.
    pub round: (u32, u32),
}

/// Guided steps and where the person is in them.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch that the person turns by itself")]
pub struct Guide {
    steps: Vec<Step>,
    beats: Vec<Beat>,
    at: usize,
    elapsed: Duration,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether the seconds are hidden.
    pub hidden: bool,
    /// Whether these are the lighter steps.
    pub lighter: bool,
    /// Whether steps end by themselves. Without, each waits for the person.
    timed: bool,
    slower: bool,
}

impl Guide {
    /// Begins the steps of a card. Without `timed`, every step waits for the person (plain mode).
    pub fn new(card: &Card, lighter: bool, timed: bool) -> Self {
        let steps = if lighter { card.lighter_steps().into_owned() } else { card.steps.clone() };
        let beats = beats(&steps, timed);
        Self {
            steps,
            beats,
            at: 0,
            elapsed: Duration::ZERO,
            paused: false,
            hidden: false,
            lighter,
            timed,
            slower: false,
        }
    }

    /// Returns the steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Returns the beat in hand; `None` at the end.
    pub fn beat(&self) -> Option<Beat> {
        self.beats.get(self.at).copied()
    }

    /// Lets time go by. Time left over at the end of a beat counts for the next one, so nothing drifts.
    pub fn pass(&mut self, time: Duration) {
        if self.paused {
            return;
        }
        self.elapsed += time;
        while let Some(length) = self.beat().and_then(|beat| beat.length) {
            if self.elapsed < length {
                return;
            }
            self.elapsed -= length;
            self.at += 1;
        }
        // A beat without an end does not save up time for what comes after it.
        self.elapsed = Duration::ZERO;
    }

    /// Goes to the next step, whatever is left of this one.
    pub fn next_step(&mut self) {
        if let Some(step) = self.beat().map(|beat| beat.step) {
            while self.beat().is_some_and(|beat| beat.step == step) {
                self.at += 1;
            }
        }
        self.elapsed = Duration::ZERO;
        self.paused = false;
    }

    /// Gives every beat half as long again; once.
    pub fn slow_down(&mut self) {
        if !self.slower {
            self.slower = true;
            for length in self.beats.iter_mut().filter_map(|beat| beat.length.as_mut()) {
                *length = *length * 3 / 2;
            }
        }
    }

    /// Tells whether the steps are over.
    pub fn over(&self) -> bool {
        self.at >= self.beats.len()
    }

    /// Tells whether steps end by themselves.
    pub const fn timed(&self) -> bool {
        self.timed
    }

    /// Returns whole seconds left in the beat, at least 1; `None` when it has no end.
    pub fn seconds_left(&self) -> Option<u64> {
        let length = self.beat()?.length?;
        Some(length.saturating_sub(self.elapsed).as_millis().div_ceil(1000).max(1).try_into().unwrap_or(u64::MAX))
    }

    /// Returns how full the shape is, 0 to 1: air in the lungs for a breath, time gone by for a step.
    pub fn fill(&self) -> f32 {
        let Some(beat) = self.beat() else { return 1.0 };
        let part = beat.length.map_or(0.0, |length| {
            (self.elapsed.as_secs_f32() / length.as_secs_f32().max(f32::EPSILON)).clamp(0.0, 1.0)
        });
        // A breath turns gently at both ends, as breathing does.
        let eased = part * part * (3.0 - 2.0 * part);
        match beat.phase {
            None => part,
            Some(Phase::In) => eased * 0.9,
            Some(Phase::Sip) => 0.9 + eased * 0.1,
            Some(Phase::Hold) => 1.0,
            Some(Phase::Out | Phase::Hum) => 1.0 - eased,
            Some(Phase::Rest) => 0.0,
        }
    }

    /// Returns how long until the picture changes by itself; `None` while nothing moves.
    pub fn wakes_in(&self) -> Option<Duration> {
        let beat = self.beat()?;
        let length = beat.length?;
        if self.paused {
            return None;
        }
        let left = length.saturating_sub(self.elapsed);
        if beat.phase.is_some() {
            return Some(left.min(FRAME));
        }
        // A step changes with each whole second.
        let to_second = Duration::from_millis(u64::try_from(left.as_millis() % 1000).unwrap_or(0));
        Some(if to_second.is_zero() { left.min(Duration::from_secs(1)) } else { to_second })
    }
}

fn beats(steps: &[Step], timed: bool) -> Vec<Beat> {
    let mut beats = Vec::new();
    for (step, what) in steps.iter().enumerate() {
        let length = |seconds: u32| Some(Duration::from_secs(u64::from(seconds)));
        match &what.breathe {
            Some(breath) if timed => {
                for round in 1..=breath.rounds.max(1) {
                    for (phase, seconds) in phases(breath) {
                        beats.push(Beat {
                            step,
                            length: length(seconds),
                            phase: Some(phase),
                            round: (round, breath.rounds),
                        });
                    }
                }
            }
            _ => {
                let repeats = if timed { what.times.unwrap_or(1).max(1) } else { 1 };
                for round in 1..=repeats {
                    let length = what.seconds.filter(|_| timed).and_then(length);
                    beats.push(Beat { step, length, phase: None, round: (round, repeats) });
                }
            }
        }
    }
    beats
}

/// Returns the parts of a breath that take any time.
pub fn phases(breath: &Breath) -> Vec<(Phase, u32)> {
    let out = if breath.hum { Phase::Hum } else { Phase::Out };
    [
        (Phase::In, breath.inward),
        (Phase::Sip, breath.sip),
        (Phase::Hold, breath.hold),
        (out, breath.out),
        (Phase::Rest, breath.rest),
    ]
    .into_iter()
    .filter(|(_, seconds)| *seconds > 0)
    .collect()
}
