//! How the program does at 1,000, 10,000 and 100,000 cards with ten times as many practices, beside what the same
//! machine does without it. See `benches/README.md`.

#![allow(missing_docs, reason = "a program of its own")]
#![allow(clippy::disallowed_methods, reason = "measuring is asking the clock")]
#![allow(clippy::indexing_slicing, reason = "a mistake in a measurement may stop it")]

mod bare;
mod chance;
mod generate;
mod histories;
mod inside;
mod measure;
mod record;
mod screens;
mod table;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use rekindle::store::FILE;

use generate::Made;
use measure::{Flushes, PROGRAM, arguments};
use table::{Figure, Size, middle};

/// The word on the command line by which this program becomes its own bare counterpart.
const BARE: &str = "--bare-frame";

/// The word that asks for the figures of the record as a whole alone.
const RECORD: &str = "record";

/// The word that asks for the figures of keys and of a breath alone.
const SCREENS: &str = "screens";

/// Starts of each kind.
const STARTS: usize = 41;
/// Answers of each kind, inside this process.
const ANSWERS: usize = 400;
/// Sessions on pipes whose end is measured.
const SITTINGS: usize = 9;

fn main() -> Result<()> {
    let words: Vec<OsString> = std::env::args_os().collect();
    if let Some(at) = words.iter().position(|word| word == BARE) {
        return bare::frame(Path::new(words.get(at + 1).context("a record")?));
    }
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("..");
    let cache = target.join("bench-data");
    fs::create_dir_all(&cache)?;
    let sizes: Vec<u32> = words.iter().filter_map(|word| word.to_str()?.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    if words.iter().any(|word| word == RECORD) {
        return record_as_a_whole(&cache);
    }
    if words.iter().any(|word| word == SCREENS) {
        let largest = sizes.iter().copied().max().unwrap_or(100_000);
        return screens::run(&generate::record(&cache, largest)?, &cache.join("scratch-screens"));
    }
    let made = sizes.iter().map(|cards| generate::record(&cache, *cards)).collect::<Result<Vec<_>>>()?;
    let sizes = made.iter().map(|made| one_size(made, &cache.join("scratch"))).collect::<Result<Vec<_>>>()?;
    let binary = fs::metadata(PROGRAM)?.len();
    println!("{}", table::readable(&sizes, binary));
    let json = target.join("bench-scale.json");
    fs::write(&json, table::json(&sizes, binary)?)?;
    Ok(())
}

/// Export, import and rebuild, at the sizes that the targets name.
fn record_as_a_whole(cache: &Path) -> Result<()> {
    let (hundred_thousand, million) = (generate::record(cache, 10_000)?, generate::record(cache, 100_000)?);
    let scratch = cache.join("scratch-record");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    println!(
        "{}",
        table::figures("100,000 practices of 10,000 cards", &record::to_and_fro(&hundred_thousand, &scratch)?)
    );
    println!("{}", table::figures("1,000,000 practices of 100,000 cards", &record::rebuild(&million, &scratch)?));
    Ok(())
}

fn one_size(made: &Made, scratch: &Path) -> Result<Size> {
    eprintln!("measuring {} cards …", made.cards);
    let mut figures = Vec::new();
    let (first_frame, peak_kib) = starts(made)?;
    figures.push(first_frame);
    let (ours, bare) = inside::plans(&made.folder, 200)?;
    figures.push(Figure::new("plan, in process", &ours, &bare));
    figures.push(Figure::alone(
        "`today --plan --json`, process",
        &processes(&made.folder, &["today", "--plan", "--json"])?,
    ));
    figures.push(Figure::alone("what helped, first opening, in process", &inside::helped(&made.folder, 21)?));
    figures.push(Figure::alone("right now, from key to offers, in process", &inside::right_now(&made.folder, 200)?));
    figures.push(Figure::alone("`helped --json`, process", &processes(&made.folder, &["helped", "--json"])?));
    figures
        .push(Figure::alone("`now --json`, process", &processes(&made.folder, &["now", "--state", "numb", "--json"])?));
    figures.push(Figure::alone("`status`, process", &processes(&made.folder, &["status"])?));
    figures.push(Figure::alone("`help-lines`, process", &processes(&made.folder, &["help-lines"])?));

    // What writes works on a copy, so that the next run finds the record as it was made.
    if scratch.exists() {
        fs::remove_dir_all(scratch)?;
    }
    fs::create_dir_all(scratch)?;
    fs::copy(made.folder.join(FILE), scratch.join(FILE))?;
    let other = scratch.join("bare.db");
    fs::copy(&made.bare, &other)?;
    rustix::fs::sync();
    let times = inside::answers(scratch, &other, made.cards, ANSWERS)?;
    figures.push(Figure::new("one durable answer and the next card", &times.whole, &times.bare));
    figures.push(Figure::new("  of it, until it is on disk", &times.stored, &times.bare));
    let (ours, bare) = inside::memories(scratch, 5)?;
    figures.push(Figure::new("all memory again, after new parameters", &ours, &bare));
    let card = "org.example.scale-0/card-5";
    figures.push(Figure::alone("`log`, process", &processes(scratch, &["log", card, "--recall", "good"])?));
    for setting in [["settings", "cards", "30"], ["settings", "minutes", "60"]] {
        measure::run(&arguments(scratch, &setting))?;
    }
    let Sittings { copies, ends, answers, peak_kib: peak_session } = sittings(scratch)?;
    figures.push(Figure::alone("`backup`, process: the copy of a day", &copies));
    figures.push(Figure::new("end of a session beside one of its answers", &ends, &answers));
    let flushes = flushed(scratch)?;
    fs::remove_dir_all(scratch)?;
    Ok(Size { cards: made.cards, figures, flushes, peak_kib: peak_kib.max(peak_session) })
}

fn starts(made: &Made) -> Result<(Figure, u64)> {
    let this = std::env::current_exe()?;
    let (mut ours, mut bare, mut peak) = (Vec::new(), Vec::new(), 0);
    let bare_arguments = [BARE.into(), made.folder.join(FILE).into()];
    for _ in 0..STARTS {
        let start = measure::start(Path::new(PROGRAM), &arguments(&made.folder, &[]))?;
        ours.push(start.first_frame);
        peak = peak.max(start.peak_kib);
        bare.push(measure::start(&this, &bare_arguments)?.first_frame);
    }
    Ok((Figure::new("start to first frame", &ours, &bare), peak))
}

fn processes(folder: &Path, words: &[&str]) -> Result<Vec<Duration>> {
    (0..21).map(|_| measure::run(&arguments(folder, words))).collect()
}

/// Copies of a day, and sessions of a usual length on days that have theirs.
#[derive(Default)]
struct Sittings {
    copies: Vec<Duration>,
    ends: Vec<Duration>,
    answers: Vec<Duration>,
    peak_kib: u64,
}

fn sittings(folder: &Path) -> Result<Sittings> {
    let Sittings { mut copies, mut ends, mut answers, peak_kib: mut peak } = Sittings::default();
    for days in (10..).step_by(10).take(SITTINGS) {
        copies.push(measure::copy_of_the_day(folder, days)?);
        let sitting = measure::sit(&[], folder, days, 8)?;
        // The first answer carries the plan of the session with it.
        answers.extend(sitting.answers.iter().skip(1));
        if sitting.answers.len() > 1 {
            ends.push(sitting.end);
        }
        peak = peak.max(sitting.peak_kib);
    }
    eprintln!("  an answer on pipes {:?}, an end {:?}", middle(&answers), middle(&ends));
    Ok(Sittings { copies, ends, answers, peak_kib: peak })
}

fn flushed(folder: &Path) -> Result<Option<Flushes>> {
    let mut all = Flushes::default();
    for days in (200..).step_by(20).take(8) {
        measure::copy_of_the_day(folder, days)?;
        let Some(one) = measure::flushes(folder, days, &folder.join("trace"))? else { return Ok(None) };
        all.answers += one.answers;
        all.between += one.between;
        (all.start, all.end) = (one.start, one.end);
        if all.answers >= 120 || one.answers == 0 {
            break;
        }
    }
    Ok(Some(all))
}
