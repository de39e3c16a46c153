//! Compares parameters on answers that none of them has seen: the defaults, what the crate `fsrs` trains, and what
//! rekindle would have in use.
//!
//! ```sh
//! cargo run --release --example compare-parameters                        # simulated people of every kind
//! cargo run --release --example compare-parameters -- --people 20 --seed 5000
//! cargo run --release --example compare-parameters -- LOG.csv MORE.csv    # review logs of your own
//! cargo run --release --example compare-parameters -- --speed 100000      # how long tuning takes
//! ```
//!
//! After the first n answers each side says what it would use; the next 1,000 answers judge it by log loss. A log is a
//! text file with a heading: a column for the card (`card`, `card_id`, …), one for the grade (1 to 4, or `again`,
//! `hard`, `good`, `easy`), and one for the time (a date, an RFC 3339 time, milliseconds, seconds or a day's number) or
//! for the days since the card's last answer (`delta_t`, `elapsed_days`).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a mistake in a comparison may stop it"
)]
#![allow(clippy::disallowed_methods, reason = "measuring is asking the clock")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "simulated numbers are small")]

mod chance;
mod log;
mod people;
mod speed;
mod table;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use fsrs::DEFAULT_PARAMETERS;
use rekindle::memory::tuning::{History, Rule, Verdict, Watch, Way, measure, train, tune};

use chance::Chance;
use table::Row;

/// After how many answers the sides are compared.
const AT: [usize; 13] = [50, 100, 150, 200, 300, 400, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000];
/// How many of the next answers judge.
const NEXT: usize = 1_000;
/// With fewer left than this, nothing is compared.
const FEWEST: usize = 200;

fn main() {
    let (mut people_each, mut seed, mut logs) = (6, 1, Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number =
            || words.next().and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{word} takes a number"));
        match word.as_str() {
            "--people" => people_each = number(),
            "--seed" => seed = number(),
            "--speed" => {
                let most = usize::try_from(number()).expect("so many answers");
                let mut chance = Chance::new(1);
                let person = people::busy(&mut chance);
                return speed::measure(&History::new(people::practise(&person, most, &mut chance)));
            }
            _ => logs.push(word),
        }
    }
    if logs.is_empty() {
        simulated(people_each, seed);
    }
    for log in logs {
        let answers = log::read(Path::new(&log)).unwrap_or_else(|why| panic!("{log}: {why}"));
        let history = History::new(answers);
        println!("{log}: {} answers to learn from\n", history.len());
        println!("{}", table::by_count(&rows(&log, &history)));
    }
}

/// Compares on simulated people: `each` of every kind.
fn simulated(each: u64, seed: u64) {
    let kinds: Vec<&str> = people::KINDS.iter().chain(people::OTHER_KINDS).copied().collect();
    let all: Vec<(usize, u64)> =
        (0..kinds.len()).flat_map(|kind| (seed..seed + each).map(move |at| (kind, at))).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((kind, seed)) = all.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                    let mut chance = Chance::new(seed * 1_000 + kind as u64);
                    let person = people::person(kinds[kind], &mut chance);
                    let history = History::new(people::practise(&person, AT[AT.len() - 1] + NEXT, &mut chance));
                    found.lock().expect("no thread stopped").extend(rows(kinds[kind], &history));
                }
            });
        }
    });
    let rows = found.into_inner().expect("no thread stopped");
    println!("{} simulated people, {each} of each kind, from seed {seed} on\n", all.len());
    println!("{}\n{}", table::by_count(&rows), table::by_kind(&rows, &kinds));
}

/// Compares after each number of answers that leaves enough to judge.
fn rows(who: &str, history: &History) -> Vec<Row> {
    let enough = |n: &&usize| history.len() >= **n + FEWEST;
    AT.iter()
        .filter(enough)
        .map(|n| {
            let (known, judging) = (history.first(*n), history.first(*n + NEXT));
            let unseen = |weights: &[f32; 21]| measure(&judging, *n, weights).log_loss;
            let watch = Watch::default();
            let tuned = tune(&known, &DEFAULT_PARAMETERS, &Rule::OURS, &watch).expect("nobody stops it");
            let raw = train(&known, *n, Way::ByAnswer, &watch).expect("nobody stops it");
            Row {
                who: who.to_owned(),
                n: *n,
                default: unseen(&DEFAULT_PARAMETERS),
                raw: unseen(&raw),
                ours: unseen(&tuned.candidate),
                adopted: tuned.verdict == Verdict::Adopt,
            }
        })
        .collect()
}
