//! The log read once, from beginning to end: every practice with all that was said of it later, in memory, ready to be
//! put into its table in order.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Rows};
use serde::Deserialize;

use super::append::{read_body, uuid};
use super::beside::beside;
use super::failure::{Doing, StoreError};
use super::practices::Place;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::helped::uses::Use;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::amend::Amended;
use crate::record::event::{Body, Change, DeviceId, EventId, Helped, Kind, Practised, Rated};
use crate::record::remembered::Turn;

pub(super) mod decks;
mod write;

const DOING: &str = "rebuild the views";

/// The part of a practice's body that the views need; what else stands there is passed over unread.
#[derive(Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    card: Cow<'a, str>,
    kind: Kind,
    at: Moment,
    day: Day,
    #[serde(default)]
    done: bool,
    #[serde(default)]
    recall: Option<Recall>,
    #[serde(default)]
    due: Option<Day>,
    #[serde(default)]
    state: Option<State>,
    #[serde(default)]
    distress: Change,
    #[serde(default)]
    connection: Change,
    #[serde(default)]
    helped: Option<Helped>,
    #[serde(default)]
    seconds: Option<u32>,
}

#[derive(Deserialize)]
struct Outer<'a> {
    #[serde(borrow)]
    practised: Kept<'a>,
}

/// A practice as the views keep it. A million of them take some 130 MB.
#[derive(Clone, Copy)]
struct Row {
    id: EventId,
    place: Place,
    /// Its card: by the order in which cards were met, later by the card's row.
    card: i64,
    kind: Kind,
    done: bool,
    at: Moment,
    day: Day,
    recall: Option<Recall>,
    due: Option<Day>,
    state: Option<State>,
    distress: Change,
    connection: Change,
    helped: Option<Helped>,
    seconds: Option<u32>,
    /// Whether no other technique was used in the half hour before; false when it was not used.
    alone: bool,
}

impl Row {
    /// A practice whose card is still to be found.
    fn new(id: EventId, place: Place, kept: &Kept<'_>) -> Self {
        let Kept { card: _, kind, done, at, day, recall, due, state, distress, connection, helped, seconds } = *kept;
        Self {
            id,
            place,
            card: 0,
            kind,
            done,
            at,
            day,
            recall,
            due,
            state,
            distress,
            connection,
            helped,
            seconds,
            alone: false,
        }
    }

    /// Lets something that was said later change the practice.
    fn change(&mut self, card: &CardId, change: impl FnOnce(&mut Practised)) {
        let mut practised = Practised {
            card: card.clone(),
            kind: self.kind,
            done: self.done,
            at: self.at,
            day: self.day,
            recall: self.recall,
            due: self.due,
            state: self.state,
            distress: self.distress,
            connection: self.connection,
            helped: self.helped,
            seconds: self.seconds,
            note: None,
            session: None,
        };
        change(&mut practised);
        let Practised { at, day, recall, due, state, distress, connection, helped, seconds, .. } = practised;
        *self = Self { at, day, recall, due, state, distress, connection, helped, seconds, ..*self };
    }

    /// As [`Practised::used`].
    const fn used(&self) -> bool {
        self.done
            || matches!(self.kind, Kind::Now | Kind::Life)
            || self.distress.after.is_some()
            || self.connection.after.is_some()
            || self.helped.is_some()
    }

    const fn turn(&self) -> Turn {
        Turn { day: self.day, recall: self.recall, due: self.due }
    }

    const fn as_use(&self) -> Use {
        Use {
            at: self.at.utc_ms,
            day: self.day.0,
            named: self.state,
            distress: self.distress,
            connection: self.connection,
            helped: self.helped,
            alone: self.alone,
        }
    }
}

/// Something that was said of a practice later.
enum Later {
    Rated(Rated),
    Amended(Box<Amended>),
}

/// Everything that the views need of the log but for subjects, which have their own index.
#[derive(Default)]
pub(super) struct Log {
    rows: Vec<Row>,
    /// Cards in the order in which practices met them.
    cards: Vec<CardId>,
    undone: HashSet<EventId>,
    erased: HashSet<EventId>,
    /// What was said later, by its own id, and how many practices had been read by then.
    later: Vec<(EventId, usize, Later)>,
    /// Cards in the order in which decks brought them.
    brought: Vec<CardId>,
    /// Decks as they came in.
    pub decks: Vec<Brought>,
}

/// A deck as it stands in the log.
pub(super) struct Brought {
    id: EventId,
    place: Place,
    deck: String,
    body: String,
}

/// A deck with nothing but the names of its cards.
#[derive(Deserialize)]
struct DeckNames<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    cards: Vec<CardName<'a>>,
}

#[derive(Deserialize)]
struct CardName<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Added<'a> {
    #[serde(borrow)]
    deck: DeckNames<'a>,
}

#[derive(Deserialize)]
struct DeckAdded<'a> {
    #[serde(borrow)]
    deck_added: Added<'a>,
}

/// Cards from which it is worth while to start a thread beside.
pub(super) const MANY: usize = 4_096;

/// Entries of a stretch, and bytes of their bodies, after which the next begins.
const ENTRIES: usize = 4_096;
const BYTES: usize = 1 << 20;

/// Some entries of the log, one after the other, as they stand there.
struct Stretch {
    entries: Vec<Found>,
    bodies: String,
}

struct Found {
    id: EventId,
    place: Place,
    kind: Told,
    /// Where its body ends.
    end: usize,
}

/// What an entry is about, as far as the views ask.
#[derive(Clone, Copy)]
enum Told {
    Practice,
    Other,
}

impl Stretch {
    /// Reads the next entries. Decks are few and large: they are taken out here, since the one who reads has time.
    fn read(rows: &mut Rows<'_>, decks: &mut Decks) -> Result<Self, StoreError> {
        let mut stretch =
            Self { entries: Vec::with_capacity(ENTRIES), bodies: String::with_capacity(BYTES + BYTES / 8) };
        while !stretch.is_full() {
            let Some(row) = rows.next().doing(DOING)? else { break };
            let kind = match row.get_ref(0).doing(DOING)?.as_bytes().unwrap_or_default() {
                b"practised" => Some(Told::Practice),
                b"rated" | b"amended" | b"undone" | b"erased" => Some(Told::Other),
                b"deck_added" => None,
                _ => continue,
            };
            let place = Place {
                clock: row.get(1).doing(DOING)?,
                device: DeviceId(uuid(row.get(2).doing(DOING)?)),
                number: row.get(3).doing(DOING)?,
            };
            let id = EventId(uuid(row.get(4).doing(DOING)?));
            let Some(kind) = kind else {
                decks.take(id, place, row.get(5).doing(DOING)?);
                continue;
            };
            stretch.bodies.push_str(row.get_ref(5).doing(DOING)?.as_str().unwrap_or_default());
            stretch.entries.push(Found { id, place, kind, end: stretch.bodies.len() });
        }
        Ok(stretch)
    }

    const fn is_full(&self) -> bool {
        self.entries.len() >= ENTRIES || self.bodies.len() >= BYTES
    }

    const fn is_last(&self) -> bool {
        !self.is_full()
    }
}

/// A stretch that was taken apart.
#[derive(Default)]
struct Apart {
    /// Practices, each with where the name of its card ends in `names`.
    rows: Vec<(Row, usize)>,
    names: String,
    /// What was said of practices, and how many of them stand before it in this stretch.
    others: Vec<(EventId, usize, Body)>,
}

impl Apart {
    fn of(stretch: &Stretch) -> Self {
        let mut apart = Self { rows: Vec::with_capacity(stretch.entries.len()), ..Self::default() };
        let mut from = 0;
        for Found { id, place, kind, end } in &stretch.entries {
            let body = stretch.bodies.get(from..*end).unwrap_or_default();
            from = *end;
            match kind {
                Told::Practice => {
                    let Ok(Outer { practised }) = serde_json::from_str(body) else { continue };
                    apart.names.push_str(&practised.card);
                    apart.rows.push((Row::new(*id, *place, &practised), apart.names.len()));
                }
                Told::Other => apart.others.extend(read_body(body).map(|body| (*id, apart.rows.len(), body))),
            }
        }
        apart
    }
}

/// A log that is being read.
#[derive(Default)]
struct Reading {
    log: Log,
    /// Cards that were met, with their places in the log's list.
    met: HashMap<String, i64>,
}

impl Reading {
    fn take(&mut self, apart: Apart) {
        let mut others = apart.others.into_iter().peekable();
        let mut from = 0;
        for (before, (row, end)) in apart.rows.into_iter().enumerate() {
            while let Some((id, _, body)) = others.next_if(|(_, at, _)| *at <= before) {
                self.log.note(id, body);
            }
            let name = apart.names.get(from..end).unwrap_or_default();
            from = end;
            if let Some(card) = self.card(name) {
                self.log.rows.push(Row { card, ..row });
            }
        }
        others.for_each(|(id, _, body)| self.log.note(id, body));
    }

    /// The place of a card in the log's list; none for what is no name of a card.
    fn card(&mut self, name: &str) -> Option<i64> {
        if let Some(card) = self.met.get(name) {
            return Some(*card);
        }
        let card = name.parse().ok()?;
        let number = i64::try_from(self.log.cards.len()).unwrap_or(i64::MAX);
        self.met.insert(name.to_owned(), number);
        self.log.cards.push(card);
        Some(number)
    }

    fn end(mut self, decks: Decks) -> Log {
        self.log.brought = decks.cards;
        self.log.decks = decks.decks;
        self.log.settle();
        self.log
    }
}

/// Decks, as the log is read.
#[derive(Default)]
struct Decks {
    cards: Vec<CardId>,
    decks: Vec<Brought>,
}

impl Decks {
    fn take(&mut self, id: EventId, place: Place, body: String) {
        let Ok(DeckAdded { deck_added: Added { deck } }) = serde_json::from_str(&body) else { return };
        let ids = deck.cards.iter().filter_map(|card| format!("{}/{}", deck.id, card.id).parse().ok());
        self.cards.extend(ids);
        let deck = deck.id.into_owned();
        self.decks.push(Brought { id, place, deck, body });
    }
}

impl Log {
    /// Reads the log. A long one is taken apart in two threads while it is read, and its end while something else is done
    /// in the meantime.
    pub fn read(
        connection: &Connection,
        meantime: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let mut statement = connection
            .prepare("SELECT kind, clock, device, number, id, body FROM event ORDER BY clock, device, number")
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        let (mut reading, mut decks) = (Reading::default(), Decks::default());
        let first = Stretch::read(&mut rows, &mut decks)?;
        let mut last = first.is_last();
        reading.take(Apart::of(&first));
        let shared = !last;
        let stretches = std::iter::from_fn(|| {
            (!last).then(|| Stretch::read(&mut rows, &mut decks).inspect(|stretch| last = stretch.is_last()))
        });
        beside(
            shared,
            stretches,
            |stretch| Apart::of(&stretch),
            meantime,
            |apart| {
                reading.take(apart);
                Ok(())
            },
        )?;
        Ok(reading.end(decks))
    }

    fn note(&mut self, id: EventId, body: Body) {
        match body {
            Body::Rated(rated) => self.later.push((id, self.rows.len(), Later::Rated(rated))),
            Body::Amended(amended) => self.later.push((id, self.rows.len(), Later::Amended(amended))),
            Body::Undone { event } => drop(self.undone.insert(event)),
            Body::Erased { entries } => self.erased.extend(entries),
            _ => {}
        }
    }

    /// Lets what was said later change the practices, and leaves out what was taken back.
    fn settle(&mut self) {
        let targets: HashSet<EventId> = self
            .later
            .iter()
            .map(|(_, _, later)| match later {
                Later::Rated(rated) => rated.practice,
                Later::Amended(amended) => amended.practice,
            })
            .collect();
        let mut places: HashMap<EventId, usize> = HashMap::with_capacity(targets.len());
        if !targets.is_empty() {
            places.extend(
                self.rows.iter().enumerate().filter(|(_, row)| targets.contains(&row.id)).map(|(at, row)| (row.id, at)),
            );
        }
        for (id, read, later) in std::mem::take(&mut self.later) {
            let practice = match &later {
                Later::Rated(rated) => rated.practice,
                Later::Amended(amended) => amended.practice,
            };
            // Only what comes after a practice in the order can speak of it.
            let Some(at) = places.get(&practice).copied().filter(|at| *at < read) else { continue };
            if self.undone.contains(&id) || self.erased.contains(&id) {
                continue;
            }
            let Some(row) = self.rows.get_mut(at) else { continue };
            let Some(card) = usize::try_from(row.card).ok().and_then(|card| self.cards.get(card)) else { continue };
            row.change(card, |practised| match &later {
                Later::Rated(rated) => practised.rate(rated),
                Later::Amended(amended) => practised.amend(amended),
            });
        }
        if !self.undone.is_empty() || !self.erased.is_empty() {
            self.decks.retain(|deck| !self.undone.contains(&deck.id) && !self.erased.contains(&deck.id));
            self.rows.retain(|row| !self.undone.contains(&row.id) && !self.erased.contains(&row.id));
        }
    }
}
