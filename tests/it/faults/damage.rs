//! A record whose bytes changed behind the program's back: it either reads as before, or is said to be damaged. What can
//! be read of it is made into a whole one, and what cannot comes from a backup.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use rekindle::clock::Chance as Source;
use rekindle::memory::days::Day;
use rekindle::record::event::Event;
use rekindle::store::{FILE, Store, backups, salvage};

use super::{halves, life, sized, tell};
use crate::chance::Chance;
use crate::env::TestEnv;

/// A sound record and all that it says.
struct Whole {
    bytes: Vec<u8>,
    events: Vec<Event>,
    known: String,
}

impl Whole {
    fn new() -> Self {
        let bytes = life::practised_for_weeks();
        let folder = super::folder();
        fs::write(folder.path().join(FILE), &bytes).unwrap();
        let store = Store::open(folder.path(), Source::seeded(1)).unwrap();
        let (events, known) = (events(&store).unwrap(), known(&store).unwrap());
        Self { bytes, events, known }
    }
}

fn events(store: &Store) -> Result<Vec<Event>, String> {
    let mut events = Vec::new();
    store.for_each_event(|event| events.push(event)).map_err(|why| why.to_string())?;
    Ok(events)
}

/// Everything that the views say to a person.
fn known(store: &Store) -> Result<String, String> {
    let ask = || -> Result<String, rekindle::store::StoreError> {
        let today = Day(20_800);
        let cards = store.catalog()?;
        let mut text = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {cards:?}",
            store.stored_settings()?,
            store.gates()?,
            store.people()?,
            store.totals(today)?,
            store.last_practice_day(today)?,
            store.next_due_day(today, 0)?,
        );
        for card in ["a", "b", "c"] {
            let row = store.card(&format!("org.example.small/{card}").parse().unwrap())?;
            text.push_str(&format!("{:?} {:?}", row.remembered, row.text));
        }
        Ok(text)
    };
    ask().map_err(|why| why.to_string())
}

/// What a record with changed bytes does.
enum Verdict {
    /// It reads as before: every entry, and all that a person is told.
    Same,
    /// It is said to be damaged, or to be something else, in a sentence.
    Said,
}

/// Reads a record and all checks of it. Fails when it neither reads as before nor says so; a panic is a failure too.
fn reads_same_or_says_so(folder: &Path, whole: &Whole) -> Result<Verdict, String> {
    let sentence = |said: String| {
        let fine = said.starts_with("could not ") && said.contains("; ");
        if fine { Ok(Verdict::Said) } else { Err(format!("no sentence: {said}")) }
    };
    let store = match Store::open(folder, Source::seeded(1)) {
        Ok(store) => store,
        Err(why) => return sentence(why.to_string()),
    };
    match (store.unsound(), store.damaged_entries(), store.compare_with_rebuild()) {
        (Ok(unsound), Ok(0), Ok(views)) if unsound.is_empty() && views.iter().all(|(_, rows)| *rows == 0) => {}
        (Err(why), ..) | (_, Err(why), _) | (_, _, Err(why)) => return sentence(why.to_string()),
        _ => return Ok(Verdict::Said),
    }
    match (events(&store), known(&store)) {
        (Err(why), _) | (_, Err(why)) => sentence(why),
        (Ok(events), _) if events != whole.events => {
            Err(format!("{} entries in place of {}, and nobody says so", events.len(), whole.events.len()))
        }
        (_, Ok(known)) if known != whole.known => Err(format!("another answer, and nobody says so: {known}")),
        _ => Ok(Verdict::Same),
    }
}

/// Counts verdicts, and keeps the first failure.
#[derive(Default)]
struct Tally {
    same: u64,
    said: u64,
    silent: Option<String>,
}

impl Tally {
    fn count(tally: &Mutex<Self>, what: impl FnOnce() -> String, verdict: Result<Verdict, String>) {
        let mut tally = tally.lock().unwrap();
        match verdict {
            Ok(Verdict::Same) => tally.same += 1,
            Ok(Verdict::Said) => tally.said += 1,
            Err(why) => {
                tally.silent.get_or_insert_with(|| format!("{}: {why}", what()));
            }
        }
    }
}

#[test]
fn a_bit_that_flips_anywhere_is_harmless_or_noticed() {
    let whole = Whole::new();
    let tally = Mutex::new(Tally::default());
    let flips = sized(600, 6_000, 200_000);
    let bits = whole.bytes.len() as u64 * 8;
    halves(flips, |number| {
        let folder = super::folder();
        let mut bytes = whole.bytes.clone();
        // Every bit of the header of the file; then bits all over it.
        let bit = if number < 800 { number } else { Chance::seeded(number).below(bits) };
        bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        fs::write(folder.path().join(FILE), &bytes).unwrap();
        Tally::count(&tally, || format!("bit {bit}"), reads_same_or_says_so(folder.path(), &whole));
    });
    let tally = tally.into_inner().unwrap();
    assert_eq!(tally.silent, None);
    assert!(tally.said > 0 && tally.same > 0);
    tell(&format!(
        "{flips} single bits flipped: {} read as before, {} said to be damaged, 0 silent",
        tally.same, tally.said
    ));
}

#[test]
fn a_record_cut_short_or_overwritten_anywhere_is_noticed() {
    let whole = Whole::new();
    let tally = Mutex::new(Tally::default());
    let length = whole.bytes.len();
    let step = usize::try_from(sized(2_048, 128, 16)).unwrap();
    // Every length near an end of something, and many between.
    let near = |at: usize| [at.saturating_sub(1), at, at + 1];
    let mut cuts: Vec<usize> = (0..length).step_by(step).chain((0..=length).step_by(4_096).flat_map(near)).collect();
    cuts.extend([2, 15, 16, 17, 18, 20, 24, 60, 68, 99, 100, 101]);
    cuts.retain(|cut| *cut > 1 && *cut < length);
    let spoilt = length / 512;
    halves((cuts.len() + spoilt) as u64, |number| {
        let number = usize::try_from(number).unwrap();
        let folder = super::folder();
        let mut bytes = whole.bytes.clone();
        if let Some(cut) = cuts.get(number) {
            bytes.truncate(*cut);
        } else {
            // A sector that came back as something else.
            let at = (number - cuts.len()) * 512;
            let end = (at + 512).min(length);
            bytes[at..end].fill(if number % 2 == 0 { 0 } else { 0xa5 });
        }
        fs::write(folder.path().join(FILE), &bytes).unwrap();
        Tally::count(&tally, || format!("change {number}"), reads_same_or_says_so(folder.path(), &whole));
    });
    let tally = tally.into_inner().unwrap();
    assert_eq!(tally.silent, None);
    tell(&format!(
        "{} cuts and {spoilt} sectors overwritten: {} read as before, {} said to be damaged, 0 silent",
        cuts.len(),
        tally.same,
        tally.said
    ));
}

#[test]
fn what_can_be_read_of_a_damaged_record_is_made_whole_and_a_backup_brings_the_rest() {
    let whole = Whole::new();
    let found = Mutex::new((0_u64, 0_u64, 0_u64, 0_u64));
    let tries = sized(40, 400, 10_000);
    let spoil = |bytes: &mut Vec<u8>, chance: &mut Chance| {
        let at = usize::try_from(chance.below(bytes.len() as u64)).unwrap();
        match chance.below(3) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes.truncate(at.max(512)),
            _ => {
                let (from, to) = (at / 512 * 512, (at / 512 * 512 + 512).min(bytes.len()));
                bytes[from..to].fill(0x5a);
            }
        }
    };
    halves(tries, |number| {
        for with_backup in [true, false] {
            let folder = super::folder();
            let record = folder.path().join(FILE);
            fs::write(&record, &whole.bytes).unwrap();
            if with_backup {
                assert!(backups::daily(folder.path(), Day(20_800)).unwrap().is_some());
            }
            let mut bytes = whole.bytes.clone();
            spoil(&mut bytes, &mut Chance::seeded(number));
            fs::write(&record, &bytes).unwrap();
            if matches!(reads_same_or_says_so(folder.path(), &whole), Ok(Verdict::Same)) {
                continue;
            }
            // Looking changed nothing but what SQLite itself moves; begin from the damaged bytes.
            for end in ["-wal", "-shm"] {
                let _ = fs::remove_file(folder.path().join(format!("{FILE}{end}")));
            }
            fs::write(&record, &bytes).unwrap();
            let readable = salvage::readable(folder.path()).unwrap();
            let when = format!("damage {number}, {readable} entries readable");
            let mended = match salvage::mend(folder.path(), &mut Source::seeded(3)) {
                Ok(mended) => mended,
                Err(why) => {
                    assert!(!with_backup && readable == 0, "{when}: {why}");
                    let mut found = found.lock().unwrap();
                    found.3 += 1;
                    continue;
                }
            };
            assert_eq!(fs::read(&mended.aside).unwrap(), bytes, "{when}: the damaged file is kept as it is");
            let store = Store::open(folder.path(), Source::seeded(1)).unwrap_or_else(|why| panic!("{when}: {why}"));
            assert_eq!(store.unsound().unwrap(), Vec::<String>::new(), "{when}");
            assert_eq!(store.damaged_entries().unwrap(), 0, "{when}");
            assert!(store.compare_with_rebuild().unwrap().iter().all(|(_, rows)| *rows == 0), "{when}");
            let there = events(&store).unwrap();
            assert!(there.iter().all(|event| whole.events.contains(event)), "{when}: none is made up");
            assert!(there.len() as u64 >= readable, "{when}: {} there", there.len());
            let mut found = found.lock().unwrap();
            found.0 += 1;
            if with_backup {
                assert_eq!(there.len(), whole.events.len(), "{when}");
            } else {
                found.1 += there.len() as u64;
                found.2 += (whole.events.len() - there.len()) as u64;
            }
        }
    });
    let (mended, kept, gone, hopeless) = found.into_inner().unwrap();
    tell(&format!(
        "{mended} damaged records made whole: with a backup 0 entries lost; without one {kept} entries were readable and \
         all of them are there, {gone} were not readable any more; {hopeless} had no readable entry at all"
    ));
}

#[test]
fn the_doctor_repairs_what_a_flipped_bit_broke() {
    let env = TestEnv::with_deck();
    for card in ["heels-down", "warm-cup", "kind-tone"] {
        env.run(&["log", card, "--recall", "good", "--note", "by the window"]).text();
    }
    let whole = fs::read(env.record()).unwrap();
    let entries = |env: &TestEnv| {
        let mut found = 0_u64;
        Store::open(&env.data(), Source::seeded(1)).unwrap().for_each_event(|_| found += 1).unwrap();
        found
    };
    let before = entries(&env);
    let mut said = 0;
    for number in 0..sized(6, 40, 400) {
        let mut bytes = whole.clone();
        let mut chance = Chance::seeded(number);
        let bit = chance.below(bytes.len() as u64 * 8);
        bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(env.data().join(format!("{FILE}{end}")));
        }
        fs::write(env.record(), &bytes).unwrap();
        let ill = env.run(&["doctor"]);
        ill.assert_calm();
        if ill.code == Some(0) {
            continue;
        }
        said += 1;
        let readable = salvage::readable(&env.data()).unwrap();
        assert!(ill.out.contains("look here: "), "bit {bit}: {}{}", ill.out, ill.err);
        let mended = env.run(&["doctor", "--repair"]);
        mended.assert_calm();
        assert_eq!(mended.code, Some(0), "bit {bit}: {}{}", mended.out, mended.err);
        // A backup of the day holds what came before it; the rest comes from the damaged file as far as it reads.
        let there = entries(&env);
        assert!(there >= readable && there <= before, "bit {bit}: {there} of {before}, {readable} readable");
        env.assert_sound();
    }
    tell(&format!("{said} damaged records repaired by `doctor --repair`, each sound afterwards"));
}
