//! How long practices take this person: learned from what they took, with the time of the steps as a first guess.

use std::collections::BTreeMap;

/// Seconds to read a cue, answer it and grade it, beside doing the steps: the first guess. Our judgement.
pub const ANSWER_SECONDS: u32 = 15;

/// Seconds to read a new card whole, and to answer its cue at the end: the first guess. Our judgement.
pub const NEW_SECONDS: u32 = 40;

/// What took more times longer than expected than this counts as this much: somebody was at the door. Our judgement.
const AT_MOST_TIMES: f64 = 2.0;

/// The same for a card beside what is known of it: some days its steps are done, on others they are only looked at.
const CARD_AT_MOST_TIMES: f64 = 3.0;

/// As many practices as the first guess counts for: of a card beside the person's usual, of new cards. Our judgement.
const GUESS_COUNTS: (f64, f64) = (0.7, 3.0);

/// The same for means: of the person, of a card. Our judgement.
const MEANS_COUNT: (f64, f64) = (8.0, 1.0);

/// What took more times longer than a mean expects counts as this much. Our judgement.
const MEANS_AT_MOST: f64 = 4.0;

/// So many reviews, about a session, say together how well each way foretells; the latest count most. Our judgement.
const TOGETHER: u32 = 6;
const LATEST: f64 = 0.15;
/// An error of which nothing is known, and the largest that counts, as logarithms. Our judgement.
const ERRORS: (f64, f64) = (0.3, 0.6);

/// As many practices as there are in the mean that makes logarithms into times again. Our judgement.
const MEAN_COUNTS: f64 = 4.0;

/// How much of that mean an older practice keeps with each later one. Our judgement.
const MEAN_KEEPS: f64 = 0.98;

/// The shortest that anything is expected to take, in seconds.
const SHORTEST: f64 = 5.0;

/// The longest: an hour and a half.
const LONGEST: f64 = 5_400.0;

/// Variances, of logarithms of times, chosen on the simulated people below: of a person's pace before anything is known,
/// of how much the length of the steps matters, of a card beside the person's usual, of one practice; and how much a
/// person's pace moves from one practice to the next.
const OF_PERSON: f64 = 0.5;
const OF_LENGTH: f64 = 0.1;
const OF_CARD: f64 = 0.2;
const OF_PRACTICE: f64 = 0.4;
const MOVES: f64 = 0.0007;

/// A surprise beyond so many standard deviations counts as this many (half as much again where it was quick).
const SURPRISE: f64 = 2.0;

/// A practice of this many seconds is what lengths are compared with.
const USUAL_SECONDS: f64 = 60.0;

/// How long one card took in one session, with everything that was asked of it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// The card, by the row by which the store finds it.
    pub card: i64,
    /// How long its steps take, in seconds.
    pub steps: u32,
    /// Whether it was new.
    pub new: bool,
    /// How long it took, in seconds.
    pub seconds: u32,
}

/// What was learned of a person's time, in two ways. Means hold for those whose cards differ much; what follows the
/// practices holds for those who are far from the first guess or change. Which foretold the latest sessions better
/// weighs more.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    means: Means,
    following: Following,
    /// The share of the means, 0 to 1.
    share: f64,
    /// How many times longer than a review of that length a new card takes.
    new: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self::new()
    }
}

fn guess(steps: u32, new: bool) -> f64 {
    f64::from(steps.saturating_add(if new { NEW_SECONDS } else { ANSWER_SECONDS }))
}

impl Pace {
    /// Knows nothing yet.
    pub const fn new() -> Self {
        Self { means: Means::new(), following: Following::new(), share: 0.5, new: 1.0 }
    }

    /// Learns from what practices took, in order.
    pub fn learn(took: &[Took]) -> Self {
        let mut pace = Self::new();
        let (mut together, mut errors) = ((0.0, 0.0, 0.0, 0), (ERRORS.0, ERRORS.0));
        for one in took.iter().filter(|one| !one.new) {
            let long = guess(one.steps, false);
            let (by_means, by_following) = (pace.means.seconds(one.card, long), pace.following.seconds(one.card, long));
            let seconds = f64::from(one.seconds.max(1));
            together = (together.0 + by_means, together.1 + by_following, together.2 + seconds, together.3 + 1);
            if together.3 == TOGETHER {
                let error = |foretold: f64| (foretold / together.2).ln().abs().min(ERRORS.1);
                errors.0 += LATEST * (error(together.0) - errors.0);
                errors.1 += LATEST * (error(together.1) - errors.1);
                together = (0.0, 0.0, 0.0, 0);
            }
            pace.means.take(one.card, long, seconds);
            pace.following.take(one.card, long, seconds);
        }
        let (means, following) = (errors.0.max(1e-3).powi(4), errors.1.max(1e-3).powi(4));
        pace.share = following / (means + following);
        let new = took.iter().filter(|one| one.new).fold((0.0, 0.0), |(sum, n), one| {
            let expected = pace.usual(guess(one.steps, true));
            (sum + (f64::from(one.seconds) / expected).min(MEANS_AT_MOST), n + 1.0)
        });
        pace.new = (new.0 + GUESS_COUNTS.1) / (new.1 + GUESS_COUNTS.1);
        pace
    }

    /// What the person usually takes for something whose first guess is this long, in seconds.
    fn usual(&self, guess: f64) -> f64 {
        self.share * self.means.usual(guess) + (1.0 - self.share) * self.following.usual(guess)
    }

    /// Returns how long a card is expected to take, in seconds: a new one, or one that is answered from its cue.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
    pub fn seconds(&self, card: i64, steps: u32, new: bool) -> u32 {
        let guess = guess(steps, new);
        let seconds = if new {
            self.usual(guess) * self.new
        } else {
            self.share * self.means.seconds(card, guess) + (1.0 - self.share) * self.following.seconds(card, guess)
        };
        seconds.clamp(SHORTEST, LONGEST).round() as u32
    }
}

/// A factor for the person and one for each card, both means, since the times of a session add up; cut off at the top, so
/// that one long pause does not stretch every plan after it; and drawn to 1 as long as there are few.
#[derive(Debug, Clone, PartialEq)]
struct Means {
    /// What was guessed and what it took, summed, and how many.
    all: (f64, f64, f64),
    /// The same for each card.
    cards: BTreeMap<i64, (f64, f64, f64)>,
}

impl Means {
    const fn new() -> Self {
        Self { all: (0.0, 0.0, 0.0), cards: BTreeMap::new() }
    }

    fn take(&mut self, card: i64, guess: f64, seconds: f64) {
        let person = self.person();
        let add = |sums: &mut (f64, f64, f64), most: f64| {
            *sums = (sums.0 + guess, sums.1 + seconds.min(most), sums.2 + 1.0);
        };
        add(&mut self.all, guess * MEANS_AT_MOST);
        add(self.cards.entry(card).or_default(), guess * person * MEANS_AT_MOST);
    }

    fn person(&self) -> f64 {
        let (guessed, took, count) = self.all;
        let prior = MEANS_COUNT.0 * guessed / count.max(1.0);
        if count > 0.0 { (took + prior) / (guessed + prior) } else { 1.0 }
    }

    fn usual(&self, guess: f64) -> f64 {
        guess * self.person()
    }

    fn seconds(&self, card: i64, guess: f64) -> f64 {
        let person = self.person();
        let own = self.cards.get(&card).map_or(1.0, |(guessed, took, count)| {
            let prior = MEANS_COUNT.1 * person * guessed / count.max(1.0);
            (took + prior) / (person * guessed + prior)
        });
        guess * person * own
    }
}

/// The time of a review as `60·e^(pace + length·ln(guess/60))` seconds times a factor of the card. Pace and length follow
/// the practices one after another (a Kalman filter that no single surprise moves far); the factor of a card is a mean,
/// drawn to 1 while there are few.
#[derive(Debug, Clone, PartialEq)]
struct Following {
    /// The person's pace, as the logarithm of a factor, and how much the length of the steps matters, 0 to 1.5.
    pace: f64,
    length: f64,
    /// How unsure both are: their variances, and what they share.
    unsure: (f64, f64, f64),
    /// Ratios of what came to what was expected, summed, and their count: how much longer the mean is than the middle.
    mean: (f64, f64),
    /// Of each card: ratios to the person's usual, summed, and how many.
    cards: BTreeMap<i64, (f64, f64)>,
}

/// The logarithm of a guess beside the usual length.
fn length(guess: f64) -> f64 {
    (guess / USUAL_SECONDS).ln()
}

impl Following {
    const fn new() -> Self {
        Self {
            pace: 0.0,
            length: 1.0,
            unsure: (OF_PERSON, 0.0, OF_LENGTH),
            mean: (MEAN_COUNTS, MEAN_COUNTS),
            cards: BTreeMap::new(),
        }
    }

    fn take(&mut self, card: i64, guess: f64, seconds: f64) {
        let long = length(guess);
        let (sum, count) = self.cards.get(&card).copied().unwrap_or((0.0, 0.0));
        let own = self.own(card);
        let took = (seconds / USUAL_SECONDS).ln();
        let surprise = took - self.pace - self.length * long - own.ln();
        let (of_pace, shared, of_length) = (self.unsure.0 + MOVES, self.unsure.1, self.unsure.2);
        let (to_pace, to_length) = (of_pace + long * shared, shared + long * of_length);
        let of_card = OF_CARD * GUESS_COUNTS.0 / (count + GUESS_COUNTS.0);
        let variance = to_pace + long * to_length + of_card + OF_PRACTICE;
        let most = SURPRISE * variance.sqrt();
        let counts = surprise.clamp(-1.5 * most, most);
        self.pace += to_pace / variance * counts;
        self.length = (self.length + to_length / variance * counts).clamp(0.0, 1.5);
        self.unsure = (
            of_pace - to_pace * to_pace / variance,
            shared - to_pace * to_length / variance,
            of_length - to_length * to_length / variance,
        );
        let beside = (took - self.pace - self.length * long).exp();
        self.cards.insert(card, (sum + beside.min(CARD_AT_MOST_TIMES * own.max(1.0)), count + 1.0));
        self.mean.0 = self.mean.0 * MEAN_KEEPS + surprise.exp().min(AT_MOST_TIMES);
        self.mean.1 = self.mean.1 * MEAN_KEEPS + 1.0;
    }

    /// The factor of a card.
    fn own(&self, card: i64) -> f64 {
        let (sum, count) = self.cards.get(&card).copied().unwrap_or((0.0, 0.0));
        (sum + GUESS_COUNTS.0) / (count + GUESS_COUNTS.0)
    }

    fn usual(&self, guess: f64) -> f64 {
        let mean = (self.mean.0 / self.mean.1).clamp(0.7, 1.5);
        USUAL_SECONDS * (self.pace + self.length * length(guess)).exp() * mean
    }

    fn seconds(&self, card: i64, guess: f64) -> f64 {
        self.usual(guess) * self.own(card)
    }
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small simulated numbers")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn took(card: i64, steps: u32, seconds: u32) -> Took {
        Took { card, steps, new: false, seconds }
    }

    #[test]
    fn nothing_known_is_the_first_guess() {
        let pace = Pace::default();
        assert_eq!((pace.seconds(1, 45, false), pace.seconds(1, 45, true)), (60, 85));
        assert_eq!(pace, Pace::learn(&[]));
    }

    #[test]
    fn a_long_pause_stretches_little() {
        let usual: Vec<Took> = (0..40).map(|card| took(card % 10, 45, 60)).collect();
        let mut with_pause = usual.clone();
        with_pause.push(took(3, 45, 3_000));
        let (before, after) = (Pace::learn(&usual), Pace::learn(&with_pause));
        assert_eq!(before.seconds(99, 45, false), 60);
        assert!(after.seconds(99, 45, false) <= 66, "{}", after.seconds(99, 45, false));
        assert!(after.seconds(3, 45, false) < 100);
    }

    /// A kind of person: how quick, how much cards, days and practices differ (standard deviations of logarithms), how
    /// often the screen stays open, how many cards are only looked at, and how their pace changes over the sessions.
    #[derive(Clone, Copy)]
    struct Someone {
        slow: f64,
        cards: f64,
        days: f64,
        practices: f64,
        away: f64,
        skips: f64,
        becomes: f64,
        only_reads: bool,
    }

    const USUAL: Someone = Someone {
        slow: 1.0,
        cards: 0.2,
        days: 0.06,
        practices: 0.2,
        away: 0.01,
        skips: 0.0,
        becomes: 1.0,
        only_reads: false,
    };

    /// The median error of a session's minutes, from the eleventh session on, and that of somebody who knows the person:
    /// what is left is chance.
    fn median_error(kind: Someone) -> (f64, f64) {
        let mut state = 11_u64;
        let mut chance = move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        };
        let mut normal = {
            let mut chance = chance;
            chance();
            move || (0..12).map(|_| chance()).sum::<f64>() - 6.0
        };
        let (mut errors, mut by_chance) = (Vec::new(), Vec::new());
        for _ in 0..60 {
            let quick = kind.slow * (0.25 * normal()).exp();
            let cards: Vec<(i64, u32, f64, bool)> = (0..25)
                .map(|card| {
                    (card, 20 + (chance() * 100.0) as u32, (kind.cards * normal()).exp(), chance() < kind.skips)
                })
                .collect();
            let mut known: Vec<Took> = Vec::new();
            for session in 0..25 {
                let pace = Pace::learn(known.get(known.len().saturating_sub(240)..).unwrap());
                let (mut planned, mut actual, mut meant, mut today) = (0.0, 0.0, 0.0, Vec::new());
                let of_day = (kind.days * normal()).exp();
                let by_now = kind.becomes.powf(f64::from(session) / 25.0);
                let first = (chance() * 25.0) as usize;
                for nth in 0..6 {
                    let (card, steps, own, only_looks) = cards[(first + nth * 4) % 25];
                    let looks = kind.only_reads || (only_looks != (kind.skips > 0.0 && chance() < 0.1));
                    let whole = if looks { ANSWER_SECONDS } else { steps + ANSWER_SECONDS };
                    let usual = f64::from(whole) * quick * own * by_now;
                    let left_open = if chance() < kind.away { 400.0 } else { 0.0 };
                    let took = usual * of_day * (kind.practices * normal()).exp() + left_open;
                    planned += f64::from(pace.seconds(card, steps, false));
                    meant += usual * (kind.practices.powi(2) / 2.0).exp();
                    actual += took;
                    today.push(Took { card, steps, new: false, seconds: took as u32 });
                }
                known.extend(today);
                if session >= 10 {
                    errors.push(((planned - actual) / actual).abs());
                    by_chance.push(((meant - actual) / actual).abs());
                }
            }
        }
        let median = |mut errors: Vec<f64>| {
            errors.sort_by(f64::total_cmp);
            errors[errors.len() / 2]
        };
        (median(errors), median(by_chance))
    }

    #[test]
    fn sessions_take_about_as_long_as_planned() {
        for (name, kind) in [
            ("usual", USUAL),
            ("slow", Someone { slow: 2.2, ..USUAL }),
            ("quick", Someone { slow: 0.45, ..USUAL }),
            ("becomes much quicker", Someone { becomes: 0.4, ..USUAL }),
            ("becomes slower", Someone { becomes: 1.8, ..USUAL }),
            ("only reads", Someone { only_reads: true, ..USUAL }),
            ("cards differ much", Someone { cards: 0.5, ..USUAL }),
            ("differs from day to day", Someone { days: 0.1, practices: 0.25, ..USUAL }),
            ("now and then away", Someone { away: 0.02, ..USUAL }),
        ] {
            let (median, by_chance) = median_error(kind);
            println!("{name}: {:.1} %, of which chance {:.1} %", median * 100.0, by_chance * 100.0);
            assert!(median < 0.15, "{name}: {median}");
        }
        // Here chance alone is about as large: nobody could plan much better.
        for (name, kind) in [
            ("skips steps of half the cards", Someone { skips: 0.5, ..USUAL }),
            ("everything differs", Someone { cards: 0.4, days: 0.12, practices: 0.35, away: 0.02, ..USUAL }),
        ] {
            let (median, by_chance) = median_error(kind);
            println!("{name}: {:.1} %, of which chance {:.1} %", median * 100.0, by_chance * 100.0);
            assert!(median < 0.25, "{name}: {median}");
        }
    }

    /// Sessions of people who are quick or slow, do the steps of most cards and only look at others, mostly the same ones,
    /// differ from day to day and card to card, and now and then leave the screen open.
    #[test]
    fn sessions_of_people_of_all_kinds_together_do_too() {
        let mut seed = 11_u64;
        let mut chance = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((seed >> 33) as u32) / f64::from(1_u32 << 31)
        };
        let mut errors = Vec::new();
        for _ in 0..100 {
            let quick = 0.4 + 1.8 * chance();
            let skips = chance() * 0.6;
            let cards: Vec<(i64, u32, f64, bool)> = (0..25)
                .map(|card| (card, 20 + (chance() * 100.0) as u32, 0.6 + 0.8 * chance(), chance() < skips))
                .collect();
            let mut known: Vec<Took> = Vec::new();
            for session in 0..25 {
                let pace = Pace::learn(known.get(known.len().saturating_sub(240)..).unwrap());
                let (mut planned, mut actual, mut today) = (0.0, 0.0, Vec::new());
                let of_day = 0.9 + 0.2 * chance();
                for _ in 0..7 {
                    let (card, steps, own, only_looks) = cards[(chance() * 25.0) as usize % 25];
                    let looks = only_looks != (chance() < 0.1);
                    let whole = if looks { ANSWER_SECONDS } else { steps + ANSWER_SECONDS };
                    let noise = 0.75 + 0.5 * chance();
                    let left_open = if chance() < 0.01 { 400.0 } else { 0.0 };
                    let took = f64::from(whole) * quick * own * of_day * noise + left_open;
                    planned += f64::from(pace.seconds(card, steps, false));
                    actual += took;
                    today.push(Took { card, steps, new: false, seconds: took as u32 });
                }
                known.extend(today);
                if session >= 10 {
                    errors.push(((planned - actual) / actual).abs());
                }
            }
        }
        errors.sort_by(f64::total_cmp);
        let median = errors[errors.len() / 2];
        println!("median error of a session's minutes: {:.1} %", median * 100.0);
        assert!(median < 0.15, "{median}");
    }

    proptest! {
        #[test]
        fn every_expectation_is_a_time(
            all in prop::collection::vec((0..5_i64, 0..2_000_u32, any::<bool>(), any::<u32>()), 0..60),
            steps in any::<u32>(),
        ) {
            let took: Vec<Took> =
                all.into_iter().map(|(card, steps, new, seconds)| Took { card, steps, new, seconds }).collect();
            let pace = Pace::learn(&took);
            for new in [false, true] {
                let seconds = pace.seconds(2, steps % 4_000, new);
                prop_assert!((5..=5_400).contains(&seconds), "{seconds}");
            }
        }
    }
}
