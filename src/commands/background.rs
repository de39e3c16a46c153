//! Looking for better parameters while a session goes on, on a thread of its own; what it finds waits for its end.

use std::path::PathBuf;
use std::thread::{self, JoinHandle};

use super::World;
use super::tune::Found;
use crate::memory::days::Moment;
use crate::memory::retention::Retention;
use crate::memory::tuning::{Rule, Verdict, Watch};
use crate::store::{Answers, Store};

/// A search that goes on.
pub struct Background {
    watch: Watch,
    thread: JoinHandle<Option<Found>>,
}

/// Answers from which nobody looks beside a session any more, so that it stays small: by then parameters hardly move, and
/// `rekindle tune` looks whenever it is asked. Our judgement; ten answers a day are so many after seven years.
const MOST: u32 = 25_000;

/// Tells whether enough answers are new to look again: a tenth more, and fifty at least. Our judgement.
fn enough(looked_at: u32, answers: u32) -> bool {
    answers as usize >= Rule::OURS.least
        && answers <= MOST
        && answers >= looked_at.saturating_add((looked_at / 10).max(50))
}

impl Background {
    /// Begins to look, if enough answers are new and the record is a file. Nothing is shown when it cannot.
    pub fn begin(store: &Store, retention: Retention) -> Option<Self> {
        let (looked_at, answers) = store.answers_then_and_now().ok()?;
        let path: PathBuf = store.path().filter(|_| enough(looked_at, answers))?.to_owned();
        let watch = Watch::default();
        let watching = watch.clone();
        let search = move || {
            let asked = watching.clone();
            let answers = Answers::beside(&path, move || asked.stopped()).ok()?;
            Found::look(&answers, retention, &watching)
        };
        let thread = thread::Builder::new().name("tuning".to_owned()).spawn(search).ok()?;
        Some(Self { watch, thread })
    }

    /// Ends the search. What was found is adopted when `between` sessions, and said in a sentence when it changes the
    /// schedule; a search that is not through by now is stopped, and nobody waits for it.
    pub fn end(self, store: &mut Store, at: Moment, between: bool, world: &World) -> Option<String> {
        if !between || !self.thread.is_finished() {
            self.watch.stop();
            return None;
        }
        let found = self.thread.join().ok().flatten()?;
        // Whatever is wrong with the disk, nothing of the person's is at stake; the next session looks again.
        store.append(at, vec![found.body()]).ok()?;
        (found.tuned.verdict != Verdict::Keep).then(|| {
            let words = store.settings().map_or_else(|_| world.language(), |settings| world.words(&settings));
            found.sentence(words)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_when_a_tenth_is_new_and_never_at_little_or_very_much() {
        for (looked_at, answers, wanted) in [
            (0, 0, false),
            (0, 199, false),
            (0, 200, true),
            (200, 249, false),
            (200, 250, true),
            (5_000, 5_400, false),
            (5_000, 5_500, true),
            (5_000, 25_000, true),
            (5_000, 25_001, false),
        ] {
            assert_eq!(enough(looked_at, answers), wanted, "{looked_at} {answers}");
        }
    }
}
