//! The log read once, from beginning to end: every practice with all that was said of it later, in memory, ready to be
//! put into its table in order.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, params};
use serde::Deserialize;

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::practices::{self, Place};
use super::subjects;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::memory::days::{Day, Moment};
use crate::memory::model::Model;
use crate::memory::recall::Recall;
use crate::record::amend::Amended;
use crate::record::event::{Body, Change, DeviceId, EventId, Helped, Kind, Practised, Rated};
use crate::record::remembered::{Remembered, Turn};

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
}

impl Row {
    fn new(id: EventId, place: Place, card: i64, kept: &Kept<'_>) -> Self {
        let Kept { card: _, kind, done, at, day, recall, due, state, distress, connection, helped, seconds } = *kept;
        Self { id, place, card, kind, done, at, day, recall, due, state, distress, connection, helped, seconds }
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

impl Log {
    /// Reads the log.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut log = Self::default();
        let mut met: HashMap<String, i64> = HashMap::new();
        let mut statement = connection
            .prepare("SELECT kind, clock, device, number, id, body FROM event ORDER BY clock, device, number")
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        while let Some(row) = rows.next().doing(DOING)? {
            let kind = row.get_ref(0).doing(DOING)?.as_bytes().unwrap_or_default();
            if !matches!(kind, b"practised" | b"rated" | b"amended" | b"undone" | b"erased" | b"deck_added") {
                continue;
            }
            let place = Place {
                clock: row.get(1).doing(DOING)?,
                device: DeviceId(uuid(row.get(2).doing(DOING)?)),
                number: row.get(3).doing(DOING)?,
            };
            let id = EventId(uuid(row.get(4).doing(DOING)?));
            let body = row.get_ref(5).doing(DOING)?.as_str().unwrap_or_default();
            log.take(kind, id, place, body, &mut met);
        }
        log.settle();
        Ok(log)
    }

    fn take(&mut self, kind: &[u8], id: EventId, place: Place, body: &str, met: &mut HashMap<String, i64>) {
        match kind {
            b"practised" => {
                let Ok(Outer { practised }) = serde_json::from_str(body) else { return };
                let card = if let Some(card) = met.get(practised.card.as_ref()) {
                    *card
                } else {
                    let Ok(card) = practised.card.parse::<CardId>() else { return };
                    let number = i64::try_from(self.cards.len()).unwrap_or(i64::MAX);
                    met.insert(practised.card.to_string(), number);
                    self.cards.push(card);
                    number
                };
                self.rows.push(Row::new(id, place, card, &practised));
            }
            b"deck_added" => {
                let Ok(DeckAdded { deck_added: Added { deck } }) = serde_json::from_str(body) else { return };
                let ids = deck.cards.iter().filter_map(|card| format!("{}/{}", deck.id, card.id).parse().ok());
                self.brought.extend(ids);
            }
            _ => match read_body(body) {
                Some(Body::Rated(rated)) => self.later.push((id, self.rows.len(), Later::Rated(rated))),
                Some(Body::Amended(amended)) => self.later.push((id, self.rows.len(), Later::Amended(amended))),
                Some(Body::Undone { event }) => drop(self.undone.insert(event)),
                Some(Body::Erased { entries }) => self.erased.extend(entries),
                _ => {}
            },
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
            self.rows.retain(|row| !self.undone.contains(&row.id) && !self.erased.contains(&row.id));
        }
    }

    /// Takes out of the log what was erased.
    pub fn erase(&self, connection: &Connection) -> Result<(), StoreError> {
        let ids: Vec<EventId> = self.erased.iter().copied().collect();
        super::erase::from_log(connection, &ids).map(|_| ())
    }

    /// Writes down what was taken back and what was erased.
    pub fn write_marks(&self, connection: &Connection) -> Result<(), StoreError> {
        for (sql, ids) in [
            ("INSERT INTO undone (event) VALUES (?1)", &self.undone),
            ("INSERT INTO erased (event) VALUES (?1)", &self.erased),
        ] {
            for id in ids {
                connection.prepare_cached(sql).and_then(|mut s| s.execute([id.0.as_bytes()])).doing(DOING)?;
            }
        }
        Ok(())
    }

    /// Gives cards their rows: in the order in which decks brought them, as they came at first, since plans break ties
    /// by it; then those that only practices know. Sorts the practices by card and time.
    pub fn number_cards(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut numbers: HashMap<&CardId, i64> = HashMap::new();
        for card in &self.brought {
            if !numbers.contains_key(card) {
                numbers.insert(card, subjects::stand_in(connection, card)?);
            }
        }
        let mut met: Vec<Option<i64>> = self.cards.iter().map(|card| numbers.get(card).copied()).collect();
        for row in &mut self.rows {
            let at = usize::try_from(row.card).unwrap_or(usize::MAX);
            let (Some(card), Some(number)) = (self.cards.get(at), met.get_mut(at)) else { continue };
            let known = match number {
                Some(known) => *known,
                None => *number.insert(subjects::stand_in(connection, card)?),
            };
            row.card = known;
        }
        let key = |row: &Row| (row.card, row.at.utc_ms, row.place.clock, row.place.device, row.place.number);
        self.rows.sort_unstable_by_key(key);
        Ok(())
    }

    /// Writes every practice and what is remembered of every card.
    pub fn write_practices(&self, connection: &Connection, model: &Model) -> Result<(), StoreError> {
        let mut insert = connection.prepare(practices::INSERT).doing(DOING)?;
        for of_card in self.rows.chunk_by(|one, next| one.card == next.card) {
            let mut known = Remembered::default();
            for row in of_card {
                insert
                    .execute(params![
                        row.card,
                        row.at.utc_ms,
                        row.place.clock,
                        row.place.device.0.as_bytes(),
                        row.place.number,
                        row.at.offset_minutes,
                        row.day.0,
                        row.kind as u8,
                        row.recall.map(Recall::rating),
                        row.due.map(|day| day.0),
                        row.seconds,
                        row.state.map(|state| state as u8),
                        row.distress.before,
                        row.distress.after,
                        row.connection.before,
                        row.connection.after,
                        row.helped.map(|helped| helped as u8),
                        row.used(),
                    ])
                    .doing(DOING)?;
                known = known.after(model, row.turn());
            }
            if let Some(row) = of_card.first() {
                practices::remember(connection, row.card, &known)?;
            }
        }
        Ok(())
    }

    /// Writes the totals of every day, once it is known which family each card belongs to.
    pub fn write_days(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement = connection.prepare("SELECT number, family FROM card").doing(DOING)?;
        let families = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(DOING)?;
        let families: HashMap<i64, i64> = families.collect::<rusqlite::Result<_>>().doing(DOING)?;
        let mut days: BTreeMap<(Day, i64), [i64; 5]> = BTreeMap::new();
        for of_card in self.rows.chunk_by(|one, next| one.card == next.card) {
            let Some(family) = of_card.first().and_then(|row| families.get(&row.card)) else { continue };
            for row in of_card {
                let totals = days.entry((row.day, *family)).or_default();
                let recalled = row.recall.is_some_and(|recall| recall != Recall::Again);
                let one = [
                    1,
                    i64::from(row.kind == Kind::Learn),
                    i64::from(row.recall.is_some()),
                    i64::from(recalled),
                    i64::from(row.seconds.unwrap_or(0)),
                ];
                totals.iter_mut().zip(one).for_each(|(total, one)| *total += one);
            }
        }
        let mut insert = connection
            .prepare(
                "INSERT INTO day_family (day, family, practices, learned, reviews, recalled, seconds) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .doing(DOING)?;
        for ((day, family), [practices, learned, reviews, recalled, seconds]) in days {
            insert.execute(params![day.0, family, practices, learned, reviews, recalled, seconds]).doing(DOING)?;
        }
        Ok(())
    }
}
