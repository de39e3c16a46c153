//! The power goes at any moment of real runs of the program: whatever disk that leaves behind, what was acknowledged
//! is on it.
//!
//! The program runs once under `strace`. Then every cut of what it did is played with many fates of what was not
//! flushed: all of it there, nothing of it, each sector of 512 bytes there, gone or torn; names in folders that were
//! not flushed there or gone. What is left is opened and compared with what the program had said by then.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

use rekindle::clock::Chance as Source;
use rekindle::store::{FILE, Store, backups};
use rusqlite::{Connection, OpenFlags};

use super::trace::{Disk, Loss, Step, can_trace, traced};
use super::{halves, sized, tell};
use crate::chance::Chance;
use crate::env::{DECK, TestEnv};
use crate::older::oldest;

/// Real runs of the program, one after the other, and what they wrote.
#[derive(Clone)]
struct Film {
    name: &'static str,
    data: PathBuf,
    /// The disk at the beginning.
    disk: Disk,
    /// What was done, and how many events had been acknowledged by then.
    steps: Vec<(Step, usize)>,
    /// Ids of every event, in order, after it all.
    events: Vec<Vec<u8>>,
    /// Ids of the events before it, where they are not the first of those after it.
    before: Vec<Vec<u8>>,
    /// Numbers of events between which something is half done.
    halves: Vec<usize>,
}

/// What a run acknowledges.
#[derive(Clone, Copy)]
enum Acknowledges {
    /// This many events, with the last thing that it says.
    AtTheEnd(usize),
    /// Events written by then, from all that it has said so far.
    AsItGoes(fn(&str) -> usize),
}

fn film(name: &'static str, env: &TestEnv, halves: Vec<usize>, runs: &[(&[&str], &str, Acknowledges)]) -> Film {
    let disk = Disk::of(&env.data());
    let mut known = ids_of_copy(env).map_or(0, |ids| ids.len());
    let mut steps = Vec::new();
    for (args, input, acknowledges) in runs {
        let (mut said, mut so_far) = (String::new(), 0);
        let run = traced(env, args, input);
        let last = run.iter().rposition(|step| matches!(step, Step::Said(_)));
        for (number, step) in run.into_iter().enumerate() {
            if let Step::Said(more) = &step {
                said.push_str(more);
                match acknowledges {
                    Acknowledges::AsItGoes(by_then) => so_far = by_then(&said),
                    Acknowledges::AtTheEnd(events) if last == Some(number) => so_far = *events,
                    Acknowledges::AtTheEnd(_) => {}
                }
            }
            steps.push((step, known + so_far));
        }
        known = ids_of_copy(env).unwrap().len();
        if let Some((_, last)) = steps.last() {
            assert_eq!(*last, known, "{args:?} acknowledged all that it wrote: {said}");
        }
        env.pass(chrono::Duration::minutes(1));
    }
    Film { name, data: env.data(), disk, steps, events: ids_of_copy(env).unwrap(), before: Vec::new(), halves }
}

/// The ids of all events, read from a copy: reading the record itself would tidy it up behind the program's back.
fn ids_of_copy(env: &TestEnv) -> Result<Vec<Vec<u8>>, String> {
    let folder = super::folder();
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        let _ = fs::copy(env.data().join(&name), folder.path().join(&name));
    }
    ids(&folder.path().join(FILE))
}

/// The ids of all events of a sound record, in order.
fn ids(record: &Path) -> Result<Vec<Vec<u8>>, String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(record, flags).map_err(|why| why.to_string())?;
    let unsound = |why: rusqlite::Error| why.to_string();
    let check: String = connection.query_row("PRAGMA quick_check", [], |row| row.get(0)).map_err(unsound)?;
    if check != "ok" {
        return Err(check);
    }
    let mut statement = connection.prepare("SELECT id FROM event ORDER BY clock, device, number").map_err(unsound)?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(unsound)?;
    rows.collect::<Result<_, _>>().map_err(unsound)
}

/// A session of six answers line by line, then a practice logged, a step taken back, a setting, a last practice.
fn session() -> Film {
    static FILM: OnceLock<Film> = OnceLock::new();
    FILM.get_or_init(film_session).clone()
}

fn film_session() -> Film {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    env.run(&["settings", "minutes", "30"]).text();
    for card in ["heels-down", "count-the-blue", "warm-cup", "kind-tone", "far-sound", "one-notch"] {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    // Each prompt acknowledges the line before it: the fourth is the first that comes after an answer, and the first
    // answer brings the session's plan with it.
    let of_session = Acknowledges::AsItGoes(|said| {
        let answers = (said.matches("\n> ").count().saturating_sub(2) / 2).min(6);
        answers + usize::from(answers > 0)
    });
    let of_one = Acknowledges::AtTheEnd(1);
    let before = ids(&env.record()).unwrap().len();
    let answers = ["", "", "3", "", "2", "", "4", "", "3", "", "2", "", "4", "q", ""].join("\n");
    film(
        "session",
        &env,
        vec![before + 1],
        &[
            (&["--plain"], &answers, of_session),
            (&["log", "warm-cup", "--recall", "good", "--distress", "6:3"], "", of_one),
            (&["undo"], "", of_one),
            (&["settings", "minutes", "7"], "", of_one),
            (&["log", "kind-tone", "--helped", "helped", "--note", "by the window"], "", of_one),
        ],
    )
}

/// The very first start on a machine: folder, file, the decks that ship, and a practice.
fn first_start() -> Film {
    let env = TestEnv::new();
    let decks = rekindle::deck::shipped::decks().len();
    let card =
        rekindle::deck::shipped::decks().iter().find_map(|deck| Some(deck.card_id(deck.cards.first()?))).unwrap();
    film("first start", &env, (1..decks).collect(), &[(&["log", card.as_str()], "", Acknowledges::AtTheEnd(decks + 1))])
}

/// Many things at once: a deck is added, comes in another version, and is removed.
fn decks() -> Film {
    let env = TestEnv::new();
    env.run(&["status"]).text();
    let newer = crate::env::deck_text().replace(r#""version": "1.2.0""#, r#""version": "1.3.0""#);
    let newer = env.file("newer.json", newer).display().to_string();
    let of_one = Acknowledges::AtTheEnd(1);
    film(
        "decks",
        &env,
        Vec::new(),
        &[
            (&["deck", "add", &crate::env::deck_file(), "--yes"], "", of_one),
            (&["deck", "add", &newer, "--yes"], "", of_one),
            (&["deck", "remove", DECK, "--yes"], "", of_one),
        ],
    )
}

/// The record of another device comes in: its events go between those that are there.
fn import() -> Film {
    let elsewhere = TestEnv::with_deck();
    for card in ["heels-down", "warm-cup"] {
        elsewhere.run(&["log", card, "--recall", "good", "--note", "by the window"]).text();
    }
    let file = elsewhere.folder().join("mine.jsonl").display().to_string();
    elsewhere.run(&["record", "export", "--out", &file]).text();
    let env = TestEnv::new();
    env.pass(elsewhere.now() - env.now());
    let mut first = env.command(&["settings", "minutes", "9"]);
    first.env("REKINDLE_SEED", "8");
    env.finish(first, "").text();
    let before = ids_of_copy(&env).unwrap();
    let new = env.json(&["record", "import", &file, "--dry-run"])["new"].as_u64().unwrap();
    let all = Acknowledges::AtTheEnd(usize::try_from(new).unwrap());
    let taken_in = film("import", &env, Vec::new(), &[(&["record", "import", &file], "", all)]);
    let halves = (0..taken_in.events.len()).filter(|events| *events != before.len()).collect();
    Film { before, halves, ..taken_in }
}

/// A record of the first version is copied, and brought up to date.
fn migration() -> Film {
    let env = oldest();
    film("migration", &env, Vec::new(), &[(&["card", "list"], "", Acknowledges::AtTheEnd(0))])
}

/// A backup takes the place of the record: the events of both are the first of the record's, so that what is left is the
/// one or the other.
fn restore() -> Film {
    let env = TestEnv::with_deck();
    for _ in 0..3 {
        env.run(&["log", "heels-down", "--recall", "good"]).text();
        env.pass_days(1);
    }
    let events = ids_of_copy(&env).unwrap();
    let (data, disk) = (env.data(), Disk::of(&env.data()));
    let steps = traced(&env, &["restore", "2026-11-24", "--yes"], "");
    let restored = ids_of_copy(&env).unwrap().len();
    assert!(restored < events.len());
    let halves = (restored + 1..events.len()).collect();
    let steps = steps.into_iter().map(|step| (step, restored)).collect();
    Film { name: "restore", data, disk, steps, events, before: Vec::new(), halves }
}

/// What was found on all the disks that were left behind.
#[derive(Default)]
struct Found {
    tried: AtomicU64,
    lost: AtomicU64,
    unreadable: AtomicU64,
    first: Mutex<Option<String>>,
    distinct: Mutex<BTreeSet<(u64, usize)>>,
}

impl Film {
    /// Lets the power go at every moment, `fates` times each, and looks at what is left.
    fn cut_everywhere(&self, fates: u64) -> Found {
        let found = Found::default();
        // Disks before each step; those of the other thread are skipped over quickly.
        let steps = self.steps.len() as u64;
        halves(2, |half| {
            let folder = super::folder();
            let mut disk = self.disk.clone();
            let mut acknowledged = self.acknowledged_at_first();
            for cut in 0..=steps {
                if cut % 2 == half {
                    let mut chance = Chance::seeded(cut);
                    for fate in 0..fates {
                        self.look(&disk, acknowledged, fate, &mut chance, folder.path(), &found, cut);
                    }
                }
                if let Some((step, by_then)) = self.steps.get(usize::try_from(cut).unwrap()) {
                    disk.take(step);
                    acknowledged = *by_then;
                }
            }
        });
        found
    }

    fn acknowledged_at_first(&self) -> usize {
        self.steps.first().map_or(0, |(_, known)| *known)
    }

    #[allow(clippy::too_many_arguments, reason = "one moment, with all that belongs to it")]
    fn look(
        &self,
        disk: &Disk,
        acknowledged: usize,
        fate: u64,
        chance: &mut Chance,
        at: &Path,
        found: &Found,
        cut: u64,
    ) {
        let (sectors, names) = match fate {
            0 => (Loss::Everything, Loss::Everything),
            1 => (Loss::Nothing, Loss::Nothing),
            2 => (Loss::Nothing, Loss::Everything),
            3 => (Loss::Everything, Loss::Nothing),
            odd if odd % 2 == 0 => (Loss::AnySector, Loss::Nothing),
            _ => (Loss::AnySector, Loss::AnySector),
        };
        let (files, outcome) = disk.after(sectors, names, chance);
        let tried = found.tried.fetch_add(1, Ordering::Relaxed);
        if !found.distinct.lock().unwrap().insert((outcome, acknowledged)) {
            return;
        }
        fs::remove_dir_all(at).unwrap();
        fs::create_dir(at).unwrap();
        for (path, bytes) in &files {
            if let Ok(name) = path.strip_prefix(&self.data) {
                fs::create_dir_all(at.join(name).parent().unwrap()).unwrap();
                fs::write(at.join(name), bytes).unwrap();
            }
        }
        let wrong = |kind: &AtomicU64, what: &str| {
            kind.fetch_add(1, Ordering::Relaxed);
            let told = format!(
                "{}: cut {cut} of {}, fate {fate}: {what}; {acknowledged} acknowledged",
                self.name,
                self.steps.len()
            );
            found.first.lock().unwrap().get_or_insert(told);
        };
        let record = at.join(FILE);
        let empty = || !record.exists() || fs::metadata(&record).is_ok_and(|file| file.len() == 0);
        let kept = match ids(&record) {
            Ok(kept) => kept,
            // Before there is anything in it, there need not be a record.
            Err(_) if acknowledged == 0 && empty() => Vec::new(),
            Err(why) if acknowledged == 0 && why.contains("no such table") => Vec::new(),
            Err(why) => return wrong(&found.unreadable, &why),
        };
        if kept.len() < acknowledged {
            wrong(&found.lost, &format!("{} kept", kept.len()));
        } else if kept != self.events[..kept.len()] && kept != self.before {
            wrong(&found.lost, "other events, or in another order");
        } else if self.halves.contains(&kept.len()) {
            wrong(&found.lost, "half of what belongs together");
        }
        // The next start goes on; looked at now and then, since it takes longer than all of the above.
        if tried.is_multiple_of(64) {
            for backup in backups::list(at).unwrap() {
                if let Err(why) = backups::verify(&backup.path) {
                    wrong(&found.unreadable, &format!("{}: {why}", backup.path.display()));
                }
            }
            match Store::open(at, Source::seeded(1)) {
                Ok(store) => {
                    let rows: u64 = store.compare_with_rebuild().unwrap().iter().map(|(_, rows)| rows).sum();
                    if rows > 0 || !store.unsound().unwrap().is_empty() {
                        wrong(&found.unreadable, "views differ from a rebuild");
                    }
                }
                Err(why) => wrong(&found.unreadable, &why.to_string()),
            }
        }
    }

    /// The same runs by a program that never flushes.
    fn without_flushes(mut self) -> Self {
        self.steps.retain(|(step, _)| !matches!(step, Step::Flush(_)));
        self
    }

    /// The same runs by a program that flushes its file, but not every answer (`synchronous = NORMAL`).
    fn without_flushed_answers(mut self) -> Self {
        let of_log = |path: &Path| path.to_string_lossy().ends_with("-wal");
        self.steps.retain(|(step, _)| !matches!(step, Step::Flush(path) if of_log(path)));
        self
    }
}

impl Found {
    fn tell(&self, film: &Film) -> (u64, u64) {
        let (lost, unreadable) = (self.lost.load(Ordering::Relaxed), self.unreadable.load(Ordering::Relaxed));
        tell(&format!(
            "power lost in {}: {} states of {} cuts, {} of them distinct, {lost} answers lost, {unreadable} files unreadable",
            film.name,
            self.tried.load(Ordering::Relaxed),
            film.steps.len() + 1,
            self.distinct.lock().unwrap().len(),
        ));
        (lost, unreadable)
    }
}

#[test]
fn power_lost_at_any_moment_loses_no_acknowledged_answer() {
    if !can_trace() {
        tell("power loss NOT TESTED: there is no strace that may trace here; install it");
        return;
    }
    for (film, fates) in [
        (session(), sized(5, 20, 320)),
        (first_start(), sized(3, 6, 100)),
        (decks(), sized(3, 6, 60)),
        (import(), sized(5, 8, 60)),
        (migration(), sized(5, 8, 60)),
        (restore(), sized(5, 8, 60)),
    ] {
        let found = film.cut_everywhere(fates);
        let wrong = found.tell(&film);
        assert_eq!(wrong, (0, 0), "{:?}", found.first.lock().unwrap());
    }
}

#[test]
fn the_same_disks_lose_answers_of_a_program_that_does_not_flush_them() {
    if !can_trace() {
        tell("power loss NOT TESTED: there is no strace that may trace here; install it");
        return;
    }
    let film = session().without_flushed_answers();
    let (lost, _) = film.cut_everywhere(5).tell(&film);
    assert!(lost > 10, "the simulator sees what a flush is for");
    let film = session().without_flushes();
    let (lost, unreadable) = film.cut_everywhere(5).tell(&film);
    assert!(lost > 10 && unreadable > 10);
}
