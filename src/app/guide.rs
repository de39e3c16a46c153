//! Guided steps: what to do this moment, for how long, which breath of how many. Time comes in as a value.

use std::time::Duration;

use crate::deck::model::{Breath, Card, Step};

/// How often a moving breath is drawn anew. Fast enough to look smooth, slow enough to cost nothing (our judgement; what a
/// frame costs is measured in the benchmarks).
pub const FRAME: Duration = Duration::from_millis(50);

/// While something moves, time comes at least once a second. So much at once means that the program or the machine stood
/// still: the person was away, and the steps wait for them.
pub const AWAY: Duration = Duration::from_secs(10);

/// How slow steps can become: the first length is two halves, and each press of *slower* adds one, up to three times it.
const SLOWEST: u32 = 6;

/// How full the lungs are before a second sip, 0 to 1. Our judgement: the sip is to be seen.
const BEFORE_SIP: f32 = 0.9;

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
    /// Whether nothing moves but a count in whole seconds.
    still: bool,
    /// How long a beat takes, in halves of its first length.
    pace: u32,
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
            still: false,
            pace: 2,
        }
    }

    /// Lets nothing move but a count in whole seconds.
    #[must_use]
    pub const fn still(mut self, still: bool) -> Self {
        self.still = still;
        self
    }

    /// Tells whether nothing moves but a count.
    pub const fn is_still(&self) -> bool {
        self.still
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
        if time > AWAY {
            self.paused = true;
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

    /// Gives every beat half of its first length more, up to three times that. The shape stays where it is.
    pub fn slow_down(&mut self) {
        if self.pace < SLOWEST {
            let longer = |time: Duration| time * (self.pace + 1) / self.pace;
            self.elapsed = longer(self.elapsed);
            for length in self.beats.iter_mut().filter_map(|beat| beat.length.as_mut()) {
                *length = longer(*length);
            }
            self.pace += 1;
        }
    }

    /// Tells whether the beats can still become longer.
    pub const fn can_slow_down(&self) -> bool {
        self.timed && self.pace < SLOWEST
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
        let sip_follows = self.beats.get(self.at + 1).is_some_and(|next| next.phase == Some(Phase::Sip));
        match beat.phase {
            None => part,
            Some(Phase::In) if sip_follows => eased * BEFORE_SIP,
            Some(Phase::In) => eased,
            Some(Phase::Sip) => BEFORE_SIP + eased * (1.0 - BEFORE_SIP),
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
        if beat.phase.is_some() && !self.still {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::shipped;

    /// Every shipped card with a breath in it.
    fn breaths() -> Vec<Card> {
        let cards = shipped::decks().into_iter().flat_map(|deck| deck.cards);
        let breathes = |card: &Card| card.steps.iter().any(|step| step.breathe.is_some());
        cards.filter(breathes).collect()
    }

    #[test]
    fn the_shape_never_jumps() {
        for card in breaths() {
            let mut guide = Guide::new(&card, false, true);
            let mut last = None;
            while !guide.over() {
                if guide.beat().is_some_and(|beat| beat.length.is_none()) {
                    guide.next_step();
                    last = None;
                    continue;
                }
                let now = guide.beat().and_then(|beat| beat.phase).map(|_| guide.fill());
                if let Some((last, now)) = last.flatten().zip(now) {
                    let step: f32 = now - last;
                    assert!(step.abs() < 0.04, "{}: from {last} to {now}", card.title);
                }
                last = Some(now);
                guide.pass(Duration::from_millis(20));
            }
        }
        let mut guide = Guide::new(&breaths()[0], false, true);
        while guide.beat().is_some_and(|beat| beat.phase != Some(Phase::In)) {
            guide.next_step();
        }
        guide.pass(Duration::from_millis(1_500));
        let before = guide.fill();
        guide.slow_down();
        assert!((guide.fill() - before).abs() < 1e-5, "slower keeps the shape where it is");
    }

    #[test]
    fn slower_ends_at_three_times_the_length_and_lengths_add_up() {
        for card in breaths() {
            let mut guide = Guide::new(&card, false, true);
            let total = |guide: &Guide| guide.beats.iter().filter_map(|beat| beat.length).sum::<Duration>();
            let first = total(&guide);
            for _ in 0..20 {
                guide.slow_down();
            }
            assert!(!guide.can_slow_down());
            let now = total(&guide);
            assert!(now.abs_diff(first * 3) < Duration::from_micros(1), "{}: {first:?} became {now:?}", card.title);
        }
    }

    #[test]
    fn a_long_absence_pauses_and_never_finishes_a_practice() {
        let mut guide = Guide::new(&breaths()[0], false, true);
        let before = guide.beat();
        guide.pass(AWAY + Duration::from_secs(3_600));
        assert!(guide.paused && guide.beat() == before);
    }

    #[test]
    fn without_motion_only_whole_seconds_change_the_page() {
        for card in breaths() {
            let mut guide = Guide::new(&card, false, true).still(true);
            let mut wakes = 0;
            while let Some(wait) = guide.wakes_in() {
                assert!(wait <= Duration::from_secs(1));
                guide.pass(wait);
                wakes += 1;
            }
            let seconds: u64 =
                guide.beats.iter().take(guide.at).filter_map(|beat| beat.length).map(|l| l.as_secs()).sum();
            assert_eq!(wakes, seconds, "{}: one frame a second", card.title);
        }
    }
}
