//! A life of the record in this process, deed by deed, and what must hold of it after anything went wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rekindle::clock::Chance;
use rekindle::deck::formats;
use rekindle::deck::model::Deck;
use rekindle::memory::days::{Day, Moment};
use rekindle::memory::recall::Recall;
use rekindle::record::event::{
    Body, Change, CheckedIn, Event, EventId, Helped, Kind, Planned, Practised, Rated, SessionBegun, SessionId,
};
use rekindle::store::{Scope, Store, StoreError, backups};
use uuid::Uuid;

const BEGIN: Moment = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 60 };
const SESSION: SessionId = SessionId(Uuid::nil());

/// One thing that is asked of the record.
#[derive(Clone)]
pub enum Deed {
    /// Open it.
    Open,
    /// Leave it as a session does, in a hurry.
    Leave,
    /// Close it.
    Close,
    /// Do what can wait.
    Tidy,
    /// Make the views again.
    Rebuild,
    /// Write these down.
    Write(Vec<Body>),
    /// Rate the practice that was kept last.
    RateLast(Helped),
    /// Take back so many.
    Undo(usize),
    /// Take in these from elsewhere.
    TakeIn(Vec<Event>),
    /// Erase all that was recorded of a card.
    Erase(&'static str),
    /// Make the backup of a day, unless there is one.
    BackUp(i32),
    /// Take in the decks that ship, as the first start does.
    Shipped(Vec<Body>),
}

/// What was asked, and whether it was acknowledged.
struct Batch {
    /// When its events were written down; nothing else was written then.
    at: Moment,
    /// How many events it is, when that is known before.
    events: Option<usize>,
    /// Whether it was acknowledged.
    kept: bool,
    what: &'static str,
}

/// A record in a folder, and what was acknowledged of it.
pub struct Life {
    folder: PathBuf,
    store: Option<Store>,
    batches: Vec<Batch>,
    taken_in: Option<(Vec<EventId>, bool)>,
    erased: Option<(Vec<EventId>, bool)>,
    last: Option<EventId>,
    /// Every error that was shown.
    pub said: Vec<String>,
    clock: i64,
    /// How often a deed is tried when it fails.
    tries: u32,
}

pub fn deck(version: &str, cards: &[&str]) -> Deck {
    let cards: Vec<String> = cards
        .iter()
        .map(|id| {
            format!(
                r#"{{"id": "{id}", "title": "The card {id}", "family": "grounding", "cues": ["What do the feet do?"],
                "steps": [{{"do": "Press the feet.", "seconds": 10}}]}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"rekindle": 1, "id": "org.example.small", "version": "{version}", "title": "Small", "language": "en",
        "authors": [{{"name": "A. Author"}}], "license": "CC-BY-4.0", "cards": [{}]}}"#,
        cards.join(",")
    );
    formats::read(text.as_bytes()).deck.unwrap()
}

pub fn added(deck: Deck, shipped: bool) -> Body {
    Body::DeckAdded { deck: Box::new(deck), shipped, source: None }
}

pub fn practised(card: &str, kind: Kind, recall: Option<Recall>, at: Moment) -> Practised {
    Practised {
        card: format!("org.example.small/{card}").parse().unwrap(),
        kind,
        at,
        day: at.day(4),
        recall,
        due: None,
        state: None,
        distress: Change::default(),
        connection: Change::default(),
        helped: None,
        seconds: Some(40),
        note: Some("what I noticed".into()),
        session: Some(SESSION),
        done: false,
    }
}

fn answer(card: &str, recall: Recall) -> Body {
    Body::Practised(practised(card, Kind::Review, Some(recall), BEGIN))
}

fn begun() -> Body {
    let planned = |card: &str| Planned {
        card: format!("org.example.small/{card}").parse().unwrap(),
        kind: Kind::Review,
        seconds: 40,
    };
    Body::SessionBegun(SessionBegun {
        session: SESSION,
        day: BEGIN.day(4),
        budget_seconds: 300,
        items: vec![planned("a"), planned("b"), planned("c")],
    })
}

/// A whole session as a person has it: answers, ratings, taking back, leaving, coming back.
pub fn session() -> Vec<Deed> {
    vec![
        Deed::Open,
        Deed::Write(vec![Body::CheckedIn(CheckedIn { distress: Some(4), ..CheckedIn::default() })]),
        Deed::Write(vec![begun(), answer("a", Recall::Good)]),
        Deed::RateLast(Helped::Helped),
        Deed::Write(vec![answer("b", Recall::Again)]),
        Deed::Undo(1),
        Deed::Write(vec![answer("b", Recall::Hard)]),
        Deed::Tidy,
        Deed::Write(vec![Body::Skipped { session: SESSION, card: "org.example.small/c".parse().unwrap() }]),
        Deed::Leave,
        Deed::Open,
        Deed::Write(vec![answer("c", Recall::Easy)]),
        Deed::Write(vec![Body::SettingChanged { key: "minutes".into(), value: Some("7".into()) }]),
        Deed::Close,
    ]
}

/// The very first start, and the first practice.
pub fn first_run() -> Vec<Deed> {
    vec![
        Deed::Open,
        Deed::Shipped(vec![added(deck("1.0.0", &["a", "b", "c"]), true)]),
        Deed::Write(vec![begun(), Body::Practised(practised("a", Kind::Learn, None, BEGIN))]),
        Deed::Leave,
    ]
}

/// Practices of another device are taken in.
pub fn import() -> Vec<Deed> {
    let mut other = Store::in_memory(Chance::seeded(77)).unwrap();
    other.append(BEGIN, vec![added(deck("1.0.0", &["a", "b", "c"]), false)]).unwrap();
    for n in 0..40 {
        let at = Moment { utc_ms: BEGIN.utc_ms + n * 86_400_000, ..BEGIN };
        let card = ["a", "b", "c"][usize::try_from(n % 3).unwrap()];
        other.append(at, vec![Body::Practised(practised(card, Kind::Review, Some(Recall::Good), at))]).unwrap();
    }
    let mut events = Vec::new();
    other.for_each_event(|event| events.push(event)).unwrap();
    vec![Deed::Open, Deed::TakeIn(events), Deed::Close]
}

/// A deck comes in a new version, with a card more and a card less.
pub fn update() -> Vec<Deed> {
    vec![
        Deed::Open,
        Deed::Write(vec![added(deck("1.1.0", &["a", "b", "d", "e"]), false)]),
        Deed::Write(vec![Body::DeckRemoved { deck: "org.example.small".parse().unwrap() }]),
        Deed::Write(vec![added(deck("1.2.0", &["a", "b", "c", "d"]), false)]),
        Deed::Close,
    ]
}

/// Many steps are taken back, and the views made again.
pub fn undo() -> Vec<Deed> {
    vec![Deed::Open, Deed::Undo(3), Deed::Rebuild, Deed::Undo(2), Deed::Close]
}

/// A card's practices are erased, and life goes on.
pub fn erase() -> Vec<Deed> {
    vec![Deed::Open, Deed::Erase("b"), Deed::Write(vec![answer("a", Recall::Good)]), Deed::Close]
}

/// Two days with an answer and a backup each.
pub fn back_up() -> Vec<Deed> {
    vec![
        Deed::Open,
        Deed::Write(vec![answer("a", Recall::Good)]),
        Deed::BackUp(20_833),
        Deed::Open,
        Deed::Write(vec![answer("b", Recall::Hard)]),
        Deed::BackUp(20_834),
    ]
}

/// A record with a deck and some weeks of practice, closed: its one file.
pub fn practised_for_weeks() -> Vec<u8> {
    let folder = super::folder();
    let mut store = Store::open(folder.path(), Chance::seeded(5)).unwrap();
    store.append(BEGIN, vec![added(deck("1.0.0", &["a", "b", "c"]), false)]).unwrap();
    for n in 0..24 {
        let at = Moment { utc_ms: BEGIN.utc_ms - (30 - n) * 86_400_000, ..BEGIN };
        let card = ["a", "b", "c"][usize::try_from(n % 3).unwrap()];
        let answer = Practised { session: None, ..practised(card, Kind::Review, Some(Recall::Good), at) };
        store.append(at, vec![Body::Practised(answer)]).unwrap();
    }
    drop(store);
    fs::read(folder.path().join(rekindle::store::FILE)).unwrap()
}

impl Life {
    /// A life in a folder, in which a deed that fails is tried so many times.
    pub fn new(folder: &Path, tries: u32) -> Self {
        Self {
            folder: folder.to_owned(),
            store: None,
            batches: Vec::new(),
            taken_in: None,
            erased: None,
            last: None,
            said: Vec::new(),
            clock: 0,
            tries,
        }
    }

    /// Does everything asked. A deed that fails for good is passed over, and life goes on.
    pub fn run(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            self.clock += 1;
            for _ in 0..self.tries {
                if self.store.is_none() && !matches!(deed, Deed::Open) && self.attempt(&Deed::Open).is_err() {
                    continue;
                }
                if self.attempt(deed).is_ok() {
                    break;
                }
            }
        }
        self.store = None;
    }

    fn attempt(&mut self, deed: &Deed) -> Result<(), StoreError> {
        let done = self.try_deed(deed);
        if let Err(why) = &done {
            self.said.push(why.to_string());
        }
        done
    }

    fn asked(&mut self, what: &'static str, events: Option<usize>) -> Moment {
        let at = Moment { utc_ms: BEGIN.utc_ms + self.clock, ..BEGIN };
        if self.batches.last().is_none_or(|batch| batch.at != at) {
            self.batches.push(Batch { at, events, kept: false, what });
        }
        at
    }

    fn acknowledged(&mut self, events: usize) {
        let batch = self.batches.last_mut().unwrap();
        (batch.events, batch.kept) = (Some(events), true);
    }

    fn try_deed(&mut self, deed: &Deed) -> Result<(), StoreError> {
        match deed {
            Deed::Open => {
                self.store = None;
                let seed = 100 + u64::try_from(self.clock).unwrap();
                self.store = Some(Store::open(&self.folder, Chance::seeded(seed))?);
            }
            Deed::Leave => self.store.take().into_iter().for_each(Store::leave),
            Deed::Close => self.store = None,
            Deed::Tidy => self.store.as_mut().unwrap().tidy()?,
            Deed::Rebuild => self.store.as_mut().unwrap().rebuild()?,
            Deed::Write(bodies) => {
                let at = self.asked("write", Some(bodies.len()));
                let events = self.store.as_mut().unwrap().append(at, bodies.clone())?;
                self.last = events.last().map(|event| event.id);
                self.acknowledged(events.len());
            }
            Deed::RateLast(helped) => {
                let Some(practice) = self.last else { return Ok(()) };
                let at = self.asked("rate", Some(1));
                let rated = Rated { practice, distress: Some(2), connection: None, helped: Some(*helped) };
                match self.store.as_mut().unwrap().append(at, vec![Body::Rated(rated)]) {
                    Ok(_) => self.acknowledged(1),
                    // What it rates was not kept.
                    Err(StoreError::NoPractice) => {}
                    Err(other) => return Err(other),
                }
            }
            Deed::Undo(steps) => {
                let at = self.asked("undo", None);
                let taken = self.store.as_mut().unwrap().undo(at, *steps)?;
                self.acknowledged(taken.len());
            }
            Deed::TakeIn(events) => {
                self.taken_in = Some((events.iter().map(|event| event.id).collect(), false));
                self.store.as_mut().unwrap().take_in(events.clone())?;
                self.taken_in = self.taken_in.take().map(|(ids, _)| (ids, true));
            }
            Deed::Erase(card) => {
                let at = self.asked("erase", None);
                let store = self.store.as_mut().unwrap();
                let card = format!("org.example.small/{card}").parse().unwrap();
                let all = store.reach(&Scope::Card(card), 4)?.all();
                // When only the cleaning up failed, there is nothing left to find, and the next try cleans up.
                let (ids, _) = self.erased.get_or_insert((all, false)).clone();
                store.erase(at, &ids)?;
                self.erased = Some((ids, true));
                self.batches.last_mut().unwrap().kept = true;
            }
            Deed::BackUp(day) => {
                self.store = None;
                backups::daily(&self.folder, Day(*day))?;
            }
            Deed::Shipped(bodies) => {
                // What was looked at is remembered in a step of its own; only the decks are asked for here.
                let at = self.asked("shipped", Some(bodies.len()));
                self.store.as_mut().unwrap().add_shipped(at, bodies.clone(), 1)?;
                self.acknowledged(bodies.len());
            }
        }
        Ok(())
    }

    /// Whether everything asked was acknowledged in the end.
    pub fn all_kept(&self) -> bool {
        self.batches.iter().all(|batch| batch.kept) && self.taken_in.as_ref().is_none_or(|(_, kept)| *kept)
    }

    /// Opens the record on a disk that is well again, and holds: the file is sound, every view equals a rebuild, what
    /// was acknowledged is there once, what was not is wholly there or not at all, and errors were sentences.
    pub fn holds(&self, when: &str) {
        for said in &self.said {
            assert!(said.starts_with("could not ") && said.contains("; "), "{when}: {said}");
        }
        let store = Store::open(&self.folder, Chance::seeded(1)).unwrap_or_else(|why| panic!("{when}: {why}"));
        assert_eq!(store.unsound().unwrap(), Vec::<String>::new(), "{when}");
        assert_eq!(store.damaged_entries().unwrap(), 0, "{when}");
        for backup in backups::list(&self.folder).unwrap() {
            assert!(backups::verify(&backup.path).is_ok(), "{when}: a backup bears its name and cannot be used");
        }
        let differing: Vec<_> =
            store.compare_with_rebuild().unwrap().into_iter().filter(|(_, rows)| *rows > 0).collect();
        assert!(differing.is_empty(), "{when}: {differing:?}");
        let mut events: BTreeMap<Moment, usize> = BTreeMap::new();
        let mut ids = Vec::new();
        store
            .for_each_event(|event| {
                *events.entry(event.at).or_default() += 1;
                ids.push(event.id);
            })
            .unwrap();
        for batch in &self.batches {
            let found = events.get(&batch.at).copied().unwrap_or(0);
            match (batch.kept, batch.events) {
                (true, Some(whole)) => assert_eq!(found, whole, "{when}: acknowledged, {}", batch.what),
                (false, Some(whole)) => assert!(found == 0 || found == whole, "{when}: half of it, {}", batch.what),
                (_, None) => {}
            }
        }
        if let Some((asked, kept)) = &self.erased {
            let there = asked.iter().filter(|id| ids.contains(id)).count();
            assert!(there == 0 || (!kept && there == asked.len()), "{when}: {there} of {} left", asked.len());
        }
        if let Some((asked, kept)) = &self.taken_in {
            let there = asked.iter().filter(|id| ids.contains(id)).count();
            assert!(there == asked.len() || (!kept && there == 0), "{when}: {there} of {} taken in", asked.len());
        }
    }
}
