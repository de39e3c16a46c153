//! Simulated people, of many kinds: how they remember, how they grade, how they come.

use rekindle::memory::days::Day;
use rekindle::memory::model::{Memory, Model};
use rekindle::memory::recall::Recall;
use rekindle::memory::retention::Retention;
use rekindle::memory::spread::{Limits, choose_day, seed_for};
use rekindle::memory::tuning::Answer;

use super::chance::Chance;

/// How somebody's memory changes over the months.
#[derive(Clone, Copy, PartialEq)]
enum Drift {
    None,
    /// Stability grows or shrinks by this factor over all their answers, little by little.
    Slow(f64),
    /// By this factor, all at once, after this share of their answers.
    Sudden(f64, f64),
    /// Up and down again by this factor, so often.
    Waves(f64, f64),
    /// By this factor, from one share of their answers to another.
    Between(f64, f64, f64),
}

/// How somebody presses the keys.
#[derive(Clone, Copy, PartialEq)]
enum Grades {
    Four,
    PassFail,
    /// *With effort* means that it did not come.
    HardForAgain,
    /// Mostly *easily*.
    Easy,
}

/// Somebody who practises.
pub struct Person {
    weights: Vec<f32>,
    /// How many times longer than the weights say a memory lasts.
    lasting: f64,
    /// How much cards differ in that, as a standard deviation of its logarithm.
    cards_differ: f64,
    /// How much days differ.
    days_differ: f64,
    drift: Drift,
    grades: Grades,
    /// The share of answers that say the opposite of what was so.
    slips: f64,
    /// A steady chance of recall, whatever the gap.
    flat: Option<f64>,
    /// The chance that what was forgotten is guessed.
    guesses: f64,
    /// The factor on what lasts for cards beyond this one.
    later_cards: (u32, f64),
    /// Whether forgetting runs straight down instead of flattening out.
    steep: bool,
    cards: u32,
    new_a_day: u32,
    most_a_day: usize,
    retention: Retention,
    longest: u32,
    /// Mean of days too late.
    late: f64,
    /// Chance of a day without practice.
    away: f64,
}

/// The kinds of people, in the order in which they are drawn.
pub const KINDS: &[&str] = &[
    "matches the defaults",
    "forgets fast",
    "forgets slowly",
    "other weights",
    "pass or fail only",
    "noisy grader",
    "hard for not this time",
    "mostly easily",
    "drifts slowly",
    "changes at once",
    "in waves",
    "cards differ",
    "days differ",
    "steep forgetting",
    "flat chance",
    "few cards",
    "many cards",
    "long breaks",
    "a mix",
];

/// Kinds that the rule was never chosen on: they only judge it.
pub const OTHER_KINDS: &[&str] = &[
    "a second, harder deck",
    "two kinds of cards",
    "asks for more",
    "guesses",
    "learns how to learn",
    "summer and winter",
    "tired for a while",
    "another curve",
];

/// How far the crate lets weights stray (`training.rs`, standard deviations over many users).
const STRAY: [f32; 21] = [
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32,
    0.14, 0.27,
];

/// Draws somebody of a kind.
pub fn person(kind: &str, chance: &mut Chance) -> Person {
    let between = |chance: &mut Chance, low: f64, high: f64| low + (high - low) * chance.unit();
    let times = |chance: &mut Chance, low: f64, high: f64| (low.ln() + (high / low).ln() * chance.unit()).exp();
    let mut one = Person {
        weights: fsrs::DEFAULT_PARAMETERS.to_vec(),
        lasting: times(chance, 0.9, 1.1),
        cards_differ: between(chance, 0.0, 0.3),
        days_differ: 0.0,
        drift: Drift::None,
        grades: Grades::Four,
        slips: 0.01,
        flat: None,
        guesses: 0.0,
        later_cards: (u32::MAX, 1.0),
        steep: false,
        cards: 60 + u32::try_from(chance.below(300)).unwrap_or(0),
        new_a_day: 2,
        most_a_day: 12,
        retention: Retention::new(if chance.happens(0.6) { 0.85 } else { 0.9 }),
        longest: 90,
        late: between(chance, 0.2, 3.0),
        away: between(chance, 0.0, 0.4),
    };
    match kind {
        "matches the defaults" => (one.lasting, one.cards_differ, one.slips) = (1.0, 0.0, 0.0),
        "forgets fast" => one.lasting = times(chance, 0.15, 0.8),
        "forgets slowly" => one.lasting = times(chance, 1.25, 8.0),
        "other weights" => stray(&mut one, chance, 0.5),
        "pass or fail only" => {
            one.grades = Grades::PassFail;
            one.lasting = times(chance, 0.3, 3.0);
        }
        "noisy grader" => {
            one.slips = between(chance, 0.05, 0.15);
            one.lasting = times(chance, 0.5, 2.0);
        }
        "hard for not this time" => {
            one.grades = Grades::HardForAgain;
            one.lasting = times(chance, 0.5, 2.0);
        }
        "mostly easily" => one.grades = Grades::Easy,
        "drifts slowly" => {
            one.drift = Drift::Slow(times(chance, 0.25, 4.0));
            one.lasting = times(chance, 0.5, 2.0);
        }
        "changes at once" => {
            one.drift = Drift::Sudden(times(chance, 0.4, 2.5), between(chance, 0.05, 0.95));
            one.lasting = times(chance, 0.6, 1.6);
        }
        "in waves" => {
            one.drift = Drift::Waves(times(chance, 1.2, 2.5), between(chance, 1.0, 8.0));
            one.lasting = times(chance, 0.6, 1.6);
        }
        "cards differ" => one.cards_differ = between(chance, 0.4, 1.2),
        "days differ" => one.days_differ = between(chance, 0.3, 1.0),
        "steep forgetting" => one.steep = true,
        "flat chance" => one.flat = Some(between(chance, 0.6, 0.99)),
        "few cards" => {
            one.cards = 15 + u32::try_from(chance.below(40)).unwrap_or(0);
            one.longest = 30;
            one.lasting = times(chance, 0.4, 2.5);
        }
        "many cards" => {
            (one.cards, one.new_a_day, one.most_a_day, one.longest) = (3_000, 20, 150, 365);
            one.lasting = times(chance, 0.4, 2.5);
        }
        "long breaks" => {
            (one.away, one.late) = (between(chance, 0.5, 0.9), between(chance, 3.0, 20.0));
            one.lasting = times(chance, 0.4, 2.5);
        }
        "a second, harder deck" => {
            one.later_cards = (one.cards / 2, times(chance, 0.2, 0.8));
            one.lasting = times(chance, 0.7, 1.5);
        }
        // Every other card.
        "two kinds of cards" => one.later_cards = (0, times(chance, 0.1, 10.0)),
        "asks for more" => {
            one.retention = Retention::new([0.7, 0.8, 0.95][usize::try_from(chance.below(3)).unwrap_or(0)]);
            one.lasting = times(chance, 0.4, 2.5);
        }
        "guesses" => {
            one.guesses = between(chance, 0.1, 0.6);
            one.lasting = times(chance, 0.4, 1.5);
        }
        "learns how to learn" => one.drift = Drift::Slow(times(chance, 1.5, 5.0)),
        "summer and winter" => one.drift = Drift::Waves(times(chance, 1.3, 2.0), between(chance, 2.0, 6.0)),
        "tired for a while" => {
            let from = between(chance, 0.0, 0.9);
            one.drift = Drift::Between(times(chance, 0.3, 0.8), from, from + between(chance, 0.03, 0.2));
        }
        "another curve" => one.weights[20] = between(chance, 0.1, 0.8) as f32,
        _ => {
            stray(&mut one, chance, 0.3);
            one.lasting = times(chance, 0.3, 3.0);
            one.slips = between(chance, 0.0, 0.08);
            one.cards_differ = between(chance, 0.0, 0.6);
            one.days_differ = between(chance, 0.0, 0.5);
            one.drift = Drift::Slow(times(chance, 0.5, 2.0));
            one.grades = if chance.happens(0.5) { Grades::PassFail } else { Grades::Four };
        }
    }
    one
}

/// Draws somebody with thousands of cards and hundreds of practices a day.
pub fn busy(chance: &mut Chance) -> Person {
    Person { cards: 20_000, new_a_day: 40, most_a_day: 400, away: 0.0, ..person("many cards", chance) }
}

/// Moves the weights by up to `by` of what the crate thinks usual.
fn stray(one: &mut Person, chance: &mut Chance, by: f64) {
    for (place, (weight, stray)) in one.weights.iter_mut().zip(STRAY).enumerate() {
        let normal = (0..12).map(|_| chance.unit()).sum::<f64>() - 6.0;
        if place < 4 {
            *weight *= (normal * by).exp() as f32;
        } else {
            *weight += stray * (normal * by) as f32;
        }
    }
    // A first answer that came more easily lasts at least as long.
    for place in 1..4 {
        one.weights[place] = one.weights[place].max(one.weights[place - 1]);
    }
}

#[derive(Clone)]
struct Held {
    memory: Option<Memory>,
    kept: Option<Memory>,
    last: Day,
    due: Day,
    differs: f64,
    reviews: u32,
}

/// Lets somebody practise until they have given `most` answers that can be learned from, or ten years are over.
pub fn practise(one: &Person, most: usize, chance: &mut Chance) -> Vec<Answer> {
    let truth = Model::new(&one.weights).expect("weights in range");
    let scheduler = Model::default();
    let limits = Limits { longest: one.longest, ..Limits::default() };
    let mut held: Vec<Held> = Vec::new();
    let mut answers = Vec::with_capacity(most + 1_000);
    let mut learned = 0;
    let mut waited = chance.days(one.late);
    for day in 0..3_650 {
        if learned >= most {
            break;
        }
        let today = Day(20_000 + day);
        waited -= 1;
        if waited >= 0 || chance.happens(one.away) {
            continue;
        }
        if chance.happens(0.01) {
            waited = chance.days(one.late * 5.0);
        }
        let of_day = (normal(chance) * one.days_differ).exp();
        let mut due: Vec<usize> = (0..held.len()).filter(|at| held[*at].due <= today).collect();
        due.sort_by_key(|at| held[*at].due);
        due.truncate(one.most_a_day);
        for _ in 0..one.new_a_day {
            if held.len() < one.cards as usize && due.len() < one.most_a_day {
                let mut differs = (normal(chance) * one.cards_differ).exp();
                let (from, factor) = one.later_cards;
                let place = u32::try_from(held.len()).expect("few cards");
                if if from == 0 { place % 2 == 0 } else { place >= from } {
                    differs *= factor;
                }
                due.push(held.len());
                held.push(Held { memory: None, kept: None, last: today, due: today, differs, reviews: 0 });
            }
        }
        for at in due {
            for again in 0..2 {
                let card = &held[at];
                let gap = today.since(card.last);
                let behind = learned as f64 / most as f64;
                let remembered = chance.happens(chance_of_recall(one, &truth, card, gap, of_day, behind));
                let came = remembered || chance.happens(one.guesses);
                let true_recall = grade(chance, came, Grades::Four);
                let told = if chance.happens(one.slips) { !came } else { came };
                let recall = grade_given(one, chance, told, true_recall);
                learned += usize::from(card.kept.is_some() && gap > 0);
                answers.push(Answer { card: i64::try_from(at).expect("few cards"), day: today, recall });
                let kept = scheduler.after(card.kept, gap, recall);
                let interval = scheduler.interval(kept.stability(), one.retention);
                let reviews = card.reviews + 1;
                let due = choose_day(today, interval, &limits, seed_for("card", reviews ^ at as u32), |_| 0);
                let memory = truth.after(card.memory, gap, true_recall);
                let differs = card.differs;
                held[at] = Held { memory: Some(memory), kept: Some(kept), last: today, due, differs, reviews };
                // What did not come is asked once more before the session ends.
                if again > 0 || recall != Recall::Again || !chance.happens(0.8) {
                    break;
                }
            }
        }
    }
    answers
}

fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| chance.unit()).sum::<f64>() - 6.0
}

fn chance_of_recall(one: &Person, truth: &Model, card: &Held, gap: u32, of_day: f64, behind: f64) -> f64 {
    let Some(memory) = card.memory else { return 0.8 };
    if gap == 0 {
        return 0.92;
    }
    if let Some(flat) = one.flat {
        return flat;
    }
    let drift = match one.drift {
        Drift::None => 1.0,
        Drift::Slow(factor) => factor.powf(behind),
        Drift::Sudden(factor, at) => {
            if behind < at {
                1.0
            } else {
                factor
            }
        }
        Drift::Between(factor, from, to) => {
            if (from..to).contains(&behind) {
                factor
            } else {
                1.0
            }
        }
        Drift::Waves(factor, often) => factor.powf((behind * often * std::f64::consts::TAU).sin()),
    };
    let stability = f64::from(memory.stability()) * one.lasting * card.differs * of_day * drift;
    if one.steep {
        return 0.9_f64.powf(f64::from(gap) / stability);
    }
    let scaled = Memory::new(stability.clamp(0.001, 36_500.0) as f32, memory.difficulty()).expect("sound");
    f64::from(truth.recall_chance(scaled, gap))
}

fn grade(chance: &mut Chance, came: bool, grades: Grades) -> Recall {
    if !came {
        return Recall::Again;
    }
    let (hard, easy) = match grades {
        Grades::Easy => (5, 60),
        _ => (15, 12),
    };
    match chance.below(100) {
        n if n < hard => Recall::Hard,
        n if n < 100 - easy => Recall::Good,
        _ => Recall::Easy,
    }
}

/// What is pressed: not always what was so.
fn grade_given(one: &Person, chance: &mut Chance, told: bool, as_it_was: Recall) -> Recall {
    match (one.grades, told) {
        (Grades::PassFail | Grades::HardForAgain, true) => Recall::Good,
        (Grades::HardForAgain, false) if chance.happens(0.8) => Recall::Hard,
        (_, false) => Recall::Again,
        (Grades::Easy, true) => grade(chance, true, Grades::Easy),
        (Grades::Four, true) if as_it_was == Recall::Again => Recall::Good,
        (Grades::Four, true) => as_it_was,
    }
}
