//! Several programs at once on one record: none waits for long, none loses or doubles a row.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::{sized, tell};
use crate::chance::Chance;
use crate::env::TestEnv;
use crate::terminal::Terminal;

/// How long SQLite waits for another program; whoever waits longer is told so and fails.
const PATIENCE: Duration = Duration::from_secs(5);

/// The program as another window would start it, from any thread.
struct Elsewhere {
    folder: PathBuf,
    surroundings: Vec<(&'static str, String)>,
}

impl Elsewhere {
    fn of(env: &TestEnv) -> Self {
        // Chance of their own: the same seed at the same time would make the same ids.
        let surroundings = env.surroundings().into_iter().filter(|(name, _)| *name != "REKINDLE_SEED").collect();
        Self { folder: env.folder().to_owned(), surroundings }
    }

    fn begin(&self, args: &[&str]) -> Child {
        let mut command = Command::new(crate::env::PROGRAM);
        command.env_clear().envs(self.surroundings.iter().map(|(name, value)| (name, value)));
        command.current_dir(&self.folder).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// What a program said on both ways, and how it ended: `None` when it was killed.
fn ended(mut child: Child) -> (String, String, Option<i32>) {
    let (mut said, mut ill) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut ill).unwrap();
    (said, ill, child.wait().unwrap().code())
}

/// Practices of each card, by how many times it was logged.
fn practices(env: &TestEnv, card: &str) -> usize {
    env.card(card)["practices"].as_array().unwrap().len()
}

#[test]
fn a_session_and_a_row_of_logged_practices_do_not_disturb_each_other() {
    let env = TestEnv::with_deck();
    env.run(&["settings", "new", "0"]).text();
    let cards = ["heels-down", "warm-cup", "kind-tone"];
    for card in cards {
        env.run(&["log", card, "--recall", "good"]).text();
    }
    env.pass_days(20);
    let mut term = Terminal::start(&env, &[], 80, 24);
    term.wait_for("how I am");
    let rounds = sized(12, 40, 400);
    let begin = Instant::now();
    let done = Mutex::new(false);
    let elsewhere = Elsewhere::of(&env);
    let (longest, logged) = std::thread::scope(|scope| {
        let logging = scope.spawn(|| {
            let (mut longest, mut logged) = (Duration::ZERO, 0);
            while logged < rounds || !*done.lock().unwrap() {
                let start = Instant::now();
                let (said, ill, code) = ended(elsewhere.begin(&["log", "far-sound", "--helped", "same"]));
                longest = longest.max(start.elapsed());
                assert_eq!((ill.as_str(), code), ("", Some(0)), "{said}");
                logged += 1;
            }
            (longest, logged)
        });
        let mut slowest = Duration::ZERO;
        term.press_for("\r", "1 of 3");
        for (keys, next) in [("3", "2 of 3"), ("2", "3 of 3"), ("4", "The end for today")] {
            term.press_for("\r", "Did it come to mind?");
            let start = Instant::now();
            term.press_for(keys, next);
            slowest = slowest.max(start.elapsed());
        }
        *done.lock().unwrap() = true;
        let (longest, logged) = logging.join().unwrap();
        (longest.max(slowest), logged)
    });
    term.press("\r");
    assert_eq!(term.end(), 0);
    for card in cards {
        assert_eq!(practices(&env, card), 2, "{card}");
    }
    assert_eq!(practices(&env, "far-sound") as u64, logged);
    assert!(longest < PATIENCE, "{longest:?}");
    env.assert_sound();
    tell(&format!(
        "a session and {logged} logged practices at once in {:.1} s: the longest wait was {longest:?}, 0 rows lost, 0 doubled",
        begin.elapsed().as_secs_f64()
    ));
}

#[test]
fn four_writers_of_which_some_are_killed_lose_and_double_nothing() {
    let env = TestEnv::with_deck();
    let cards = ["heels-down", "warm-cup", "kind-tone", "far-sound"];
    let rounds = sized(10, 40, 600);
    let elsewhere = Elsewhere::of(&env);
    let write = &|card: &str, seed: u64| {
        let mut chance = Chance::seeded(seed);
        let (mut kept, mut cut_short, mut killed) = (0_u64, 0_u64, 0_u64);
        for _ in 0..rounds {
            let mut child = elsewhere.begin(&["log", card, "--recall", "good"]);
            if chance.below(3) == 0 {
                std::thread::sleep(Duration::from_micros(chance.below(60_000)));
                child.kill().unwrap();
            }
            let (said, ill, code) = ended(child);
            assert_eq!(ill, "", "{card}");
            killed += u64::from(code.is_none());
            if said.starts_with("Kept: ") {
                kept += 1;
            } else {
                assert_eq!(code, None, "only one that was killed says nothing");
                cut_short += 1;
            }
        }
        (kept, cut_short, killed)
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> =
            cards.iter().zip(7..).map(|(card, seed)| scope.spawn(move || write(card, seed))).collect();
        running.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let (mut acknowledged, mut killed) = (0, 0);
    for (card, (kept, cut_short, dead)) in cards.iter().zip(found) {
        let there = practices(&env, card) as u64;
        assert!(there >= kept && there <= kept + cut_short, "{card}: {there} of {kept} kept and {cut_short} cut short");
        (acknowledged, killed) = (acknowledged + kept, killed + dead);
    }
    env.assert_sound();
    tell(&format!(
        "four writers, {killed} of {} killed: {acknowledged} acknowledged, 0 rows lost, 0 doubled",
        rounds * 4
    ));
}
