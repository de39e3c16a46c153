//! How long a card takes, what its lighter form is, and the words for a time.

use std::borrow::Cow;

use super::kinds::{Gate, State};
use super::model::{Breath, Card, Step};

/// Seconds that a step without a time is taken to need.
pub const UNTIMED_SECONDS: u32 = 10;

/// Gates that turn attention to the body.
const BODY_GATES: &[Gate] =
    &[Gate::Breath, Gate::Body, Gate::Touch, Gate::Hold, Gate::Scan, Gate::Exertion, Gate::Cold];

impl Breath {
    /// Returns the seconds of one breath.
    pub const fn round_seconds(&self) -> u32 {
        self.inward
            .saturating_add(self.sip)
            .saturating_add(self.hold)
            .saturating_add(self.out)
            .saturating_add(self.rest)
    }

    /// Returns the seconds of all breaths.
    pub const fn seconds_total(&self) -> u32 {
        self.round_seconds().saturating_mul(self.rounds)
    }

    /// Returns the pattern in words, such as `in 4, out 6, 8 breaths`.
    pub fn words(&self) -> String {
        let parts = [
            ("in", self.inward),
            ("sip", self.sip),
            ("hold", self.hold),
            (if self.hum { "hum out" } else { "out" }, self.out),
            ("rest", self.rest),
        ];
        let mut words: Vec<String> = parts
            .into_iter()
            .filter(|(_, seconds)| *seconds > 0)
            .map(|(part, seconds)| format!("{part} {seconds}"))
            .collect();
        words.push(if self.rounds == 1 { "1 breath".to_owned() } else { format!("{} breaths", self.rounds) });
        words.join(", ")
    }
}

impl Step {
    /// Returns the seconds that the whole step takes; [`UNTIMED_SECONDS`] once for each time when it has no time.
    pub fn seconds_total(&self) -> u32 {
        self.breathe.map_or_else(
            || self.seconds.unwrap_or(UNTIMED_SECONDS).saturating_mul(self.times.unwrap_or(1)),
            |breath| breath.seconds_total(),
        )
    }

    /// Tells whether the step runs by the clock rather than at the person's own pace.
    pub const fn is_timed(&self) -> bool {
        self.seconds.is_some() || self.breathe.is_some()
    }

    /// Returns its time in words: `10 s`, `4 × 10 s`, `in 4, out 6, 8 breaths`, `3 times`; nothing when it has none.
    pub fn time_words(&self) -> Option<String> {
        if let Some(breath) = self.breathe {
            return Some(breath.words());
        }
        match (self.times.unwrap_or(1), self.seconds) {
            (1, None) => None,
            (times, None) => Some(format!("{times} times")),
            (1, Some(seconds)) => Some(format!("{seconds} s")),
            (times, Some(seconds)) => Some(format!("{times} × {seconds} s")),
        }
    }

    /// Returns the step with half its repeats, or half its seconds when it is done once; never less than one.
    #[must_use]
    pub fn halved(&self) -> Self {
        let half = |count: u32| (count / 2).max(1);
        let mut step = self.clone();
        if let Some(breath) = &mut step.breathe {
            breath.rounds = half(breath.rounds);
        } else if let Some(times) = step.times.filter(|times| *times > 1) {
            step.times = Some(half(times));
        } else {
            step.seconds = step.seconds.map(half);
        }
        step
    }
}

impl Card {
    /// Returns the seconds that its steps take.
    pub fn seconds(&self) -> u32 {
        total(&self.steps)
    }

    /// Returns the lighter steps: the author's, or its own halved.
    pub fn lighter_steps(&self) -> Cow<'_, [Step]> {
        if self.lighter.is_empty() {
            Cow::Owned(self.steps.iter().map(Step::halved).collect())
        } else {
            Cow::Borrowed(&self.lighter)
        }
    }

    /// Returns the seconds that its lighter steps take.
    pub fn lighter_seconds(&self) -> u32 {
        total(&self.lighter_steps())
    }

    /// Tells whether it turns to the body; never more than two such cards come in a row.
    pub fn turns_to_body(&self) -> bool {
        self.family.turns_to_body() || self.gates.iter().any(|gate| BODY_GATES.contains(gate))
    }

    /// Returns its gates as a set of bits, see [`Gate::bit`].
    pub fn gate_bits(&self) -> u32 {
        self.gates.iter().fold(0, |bits, gate| bits | gate.bit())
    }

    /// Returns its states as a set of bits, see [`State::bit`].
    pub fn state_bits(&self) -> u32 {
        self.states.iter().copied().map(State::bit).fold(0, |bits, bit| bits | bit)
    }
}

fn total(steps: &[Step]) -> u32 {
    steps.iter().map(Step::seconds_total).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::sample;

    fn step(seconds: Option<u32>, times: Option<u32>, breathe: Option<Breath>) -> Step {
        Step { say: None, seconds, times, breathe }
    }

    const LONG_OUT: Breath = Breath { inward: 4, sip: 0, hold: 0, out: 6, rest: 0, rounds: 8, hum: false };

    #[test]
    fn times_add_up_and_read_as_words() {
        let every = Breath { inward: 4, sip: 1, hold: 2, out: 7, rest: 3, rounds: 1, hum: true };
        for (step, seconds, words) in [
            (step(Some(10), None, None), 10, Some("10 s")),
            (step(Some(10), Some(4), None), 40, Some("4 × 10 s")),
            (step(None, None, None), 10, None),
            (step(None, Some(3), None), 30, Some("3 times")),
            (step(None, None, Some(LONG_OUT)), 80, Some("in 4, out 6, 8 breaths")),
            (step(None, None, Some(every)), 17, Some("in 4, sip 1, hold 2, hum out 7, rest 3, 1 breath")),
        ] {
            assert_eq!(step.seconds_total(), seconds);
            assert_eq!(step.time_words().as_deref(), words);
        }
    }

    #[test]
    fn lighter_is_half() {
        let halves = |before: Step, after: Step| assert_eq!(before.halved(), after);
        halves(step(Some(10), Some(4), None), step(Some(10), Some(2), None));
        halves(step(Some(10), Some(1), None), step(Some(5), Some(1), None));
        halves(step(Some(1), None, None), step(Some(1), None, None));
        halves(step(None, None, Some(LONG_OUT)), step(None, None, Some(Breath { rounds: 4, ..LONG_OUT })));
        let mut card = sample::card("one");
        card.lighter = vec![step(Some(7), None, None)];
        assert_eq!(card.lighter_seconds(), 7);
    }

    proptest! {
        #[test]
        fn lighter_is_never_longer(mut card in sample::cards_like("one")) {
            card.lighter.clear();
            prop_assert!(card.lighter_seconds() <= card.seconds());
            prop_assert!(card.lighter_seconds() > 0);
        }
    }
}
