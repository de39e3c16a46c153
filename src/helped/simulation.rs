//! Do the claims hold? Simulated people whose truth is known, with seeded generators.
//!
//! The suite simulates two thousand; ten thousand by
//! `REKINDLE_PEOPLE=10000 cargo test --release --lib helped::simulation -- --nocapture`.

use super::chance::Draws;
use super::levels::{Axis, Usual};
use super::pool::Pool;
use super::sums::Sums;
use super::verdict::Verdict;

/// Usual distress, its spread, how much of it is left after the gap, the noise of a rating.
const USUAL: f64 = 4.0;
const SPREAD: f64 = 2.2;
const STAYS: f64 = 0.8;
const RATING: f64 = 0.7;
/// A technique is reached for from this rating on.
const REACHED_FOR: u8 = 6;
/// Techniques of a person.
const TECHNIQUES: usize = 12;

/// How many people each simulation has.
fn people(usual: u32) -> u32 {
    std::option_env!("REKINDLE_PEOPLE").and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// What somebody rates who feels like this.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
fn rated(draws: &mut Draws, level: f64) -> u8 {
    (level + RATING * draws.normal()).round().clamp(0.0, 10.0) as u8
}

/// One use at a moment that is bad enough: levels before and after, with what a technique truly does.
fn one_use(draws: &mut Draws, stays: f64, effect: f64) -> (u8, u8) {
    loop {
        let level = SPREAD * draws.normal();
        let before = rated(draws, USUAL + level);
        if before >= REACHED_FOR {
            let later = stays * level + SPREAD * (1.0 - stays * stays).sqrt() * draws.normal();
            return (before, rated(draws, USUAL + later - effect));
        }
    }
}

/// A person's uses of their techniques, each once to `most` times, and what each truly does.
fn person(draws: &mut Draws, most: u64, effect: impl Fn(&mut Draws) -> f64) -> Vec<(f64, Sums)> {
    (0..TECHNIQUES)
        .map(|_| {
            let truth = effect(draws);
            let mut sums = Sums::default();
            for _ in 0..=draws.bits() % most {
                let (before, after) = one_use(draws, STAYS, truth);
                sums.add(before, after);
            }
            (truth, sums)
        })
        .collect()
}

/// What the estimates of many people come to.
#[derive(Debug, Default)]
struct Found {
    people: f64,
    intervals: f64,
    held: f64,
    probably: f64,
    probably_wrong: f64,
    said_probably: f64,
    best_raw: f64,
    best_pooled: f64,
}

fn simulate(count: u32, seed: u64, most: u64, average: impl Fn(&mut Draws) -> f64, tau: f64) -> Found {
    let mut draws = Draws::new(seed);
    let usual = Usual::assumed(Axis::Distress);
    let mut found = Found { people: f64::from(count), ..Found::default() };
    for _ in 0..count {
        let mu = average(&mut draws);
        let known = person(&mut draws, most, |draws| mu + tau * draws.normal());
        let pool = Pool::of(usual, known.iter().map(|(_, sums)| sums));
        let mut any = false;
        let (mut raw, mut pooled) = ((f64::MIN, 0.0), (f64::MIN, 0.0));
        for (truth, sums) in &known {
            let benefit = pool.believed(sums).benefit;
            let (low, high) = benefit.ninety();
            found.intervals += 1.0;
            found.held += f64::from(u8::from((low..=high).contains(truth)));
            let verdict = Verdict::of(u32::try_from(sums.n).unwrap(), &benefit, false);
            if verdict == Verdict::ProbablyHelps {
                any = true;
                found.said_probably += 1.0;
                found.probably_wrong += f64::from(u8::from(*truth <= 0.0));
            }
            let mean = sums.raw_mean(&usual).unwrap();
            raw = if mean > raw.0 { (mean, *truth) } else { raw };
            pooled = if benefit.mean > pooled.0 { (benefit.mean, *truth) } else { pooled };
        }
        found.probably += f64::from(u8::from(any));
        found.best_raw += raw.0 - raw.1;
        found.best_pooled += pooled.0 - pooled.1;
    }
    found
}

#[test]
fn intervals_hold_the_truth_about_nine_times_in_ten() {
    let found = simulate(people(2_000), 11, 12, |draws| 0.5 + draws.normal(), 1.0);
    let share = found.held / found.intervals;
    let (raw, pooled) = (found.best_raw / found.people, found.best_pooled / found.people);
    println!(
        "{} people, {} techniques: the 90% interval held the truth {:.1}%; the best overstated itself by {raw:.2} raw \
         and {pooled:.2} pooled; of `probably helps` {:.2}% truly do nothing or harm",
        found.people,
        found.intervals,
        share * 100.0,
        found.probably_wrong / found.said_probably * 100.0
    );
    assert!((0.87..=0.93).contains(&share), "{share}");
    assert!(raw > 1.0, "the winner's curse is there: {raw}");
    assert!(pooled.abs() < 0.25, "and nearly gone: {pooled}");
}

#[test]
fn when_nothing_works_hardly_anything_probably_helps() {
    for (most, told) in [(6, 0.08), (12, 0.13)] {
        let found = simulate(people(2_000), 12, most, |_| 0.0, 0.0);
        let (share, each) = (found.probably / found.people, found.said_probably / found.intervals);
        let (raw, pooled) = (found.best_raw / found.people, found.best_pooled / found.people);
        println!(
            "{} people with twelve techniques that do nothing, used up to {most} times: {:.2}% of techniques probably \
             help, {:.1}% of people have one such; the best looks like {raw:.2} raw and {pooled:.2} pooled",
            found.people,
            each * 100.0,
            share * 100.0
        );
        assert!(each < 0.012 && share < told, "{each} {share}");
        assert!(raw > 1.5 && pooled < 1.0, "{raw} {pooled}");
    }
}

#[test]
fn the_drift_back_to_usual_is_most_of_what_nothing_seems_to_do() {
    let count = people(2_000) * 12;
    for (stays, looks_like) in [(0.8, 0.84), (0.6, 1.35)] {
        let mut draws = Draws::new(13);
        let usual = Usual::assumed(Axis::Distress);
        let (mut raw, mut corrected) = (0.0, 0.0);
        for _ in 0..count {
            let (before, after) = one_use(&mut draws, stays, 0.0);
            raw += usual.raw(before, after) / f64::from(count);
            corrected += usual.corrected(before, after) / f64::from(count);
        }
        println!("{count} uses of nothing, correlation {stays}: {raw:.2} raw, {corrected:.2} corrected");
        assert!((raw - looks_like).abs() < 0.12, "{raw}");
        assert!(corrected.abs() < if stays > 0.7 { 0.2 } else { 0.75 }, "{corrected}");
    }
}
