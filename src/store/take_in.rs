//! Taking in finished events, many at once: from another device, from an export, from a generator.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::append::{self, signed, uuid};
use super::failure::{Doing, StoreError};
use super::sum::Row;
use super::{Store, erase, rebuild, subjects};
use crate::memory::days::Moment;
use crate::record::event::{Body, DeviceId, Event, EventId, Order};
use crate::record::export::Line;

const DOING: &str = "take in those practices";

/// Cache while many rows are written in an order that is not that of the tables, in KiB (SQLite counts it negative).
const ROOMY: i64 = -65_536;

/// What became of one event that was to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was new and is in the log.
    New,
    /// It is there already, the same in every byte.
    There,
    /// The person erased it before; it stays away.
    Erased,
    /// An event with its id is there already and says something else; that one stays.
    Differs,
    /// Another event stands in its place in the order.
    Taken,
}

/// A door for events while it is open: what came through counts when it closes well.
pub struct Taking<'a> {
    connection: &'a Connection,
    erased: HashSet<EventId>,
    new: u64,
    to_erase: Vec<EventId>,
}

/// What a taking-in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenIn {
    /// Events that were new.
    pub new: u64,
    /// Events that were here and that another device erased.
    pub erased: u64,
}

impl Taking<'_> {
    /// Puts one event into the log, where its place in the order is.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn put(&mut self, line: &Line<'_>, body: Option<&Body>) -> Result<Put, StoreError> {
        if self.erased.contains(&line.id) {
            return Ok(Put::Erased);
        }
        let subject = body.map_or_else(
            || line.subject.as_ref().map(|subject| Cow::Borrowed(subject.as_ref())),
            |body| subjects::of(body).map(Cow::Owned),
        );
        let row = Row {
            clock: signed(line.order.clock),
            device: line.order.device.0.as_bytes(),
            number: signed(line.order.number),
            id: line.id.0.as_bytes(),
            at: line.at.utc_ms,
            offset: i64::from(line.at.offset_minutes),
            kind: &line.kind,
            subject: subject.as_deref(),
            body: line.body,
        };
        let rows = append::write_row(self.connection, append::WRITE_IF_NEW, &row)?;
        if rows == 0 {
            return self.why_not(line);
        }
        self.new += 1;
        if let Some(Body::Erased { entries }) = body {
            self.erased.extend(entries);
            self.to_erase.extend(entries);
        }
        Ok(Put::New)
    }

    /// Finds out why an event found no room: it is there, or another one is.
    fn why_not(&self, line: &Line<'_>) -> Result<Put, StoreError> {
        let there = self
            .connection
            .prepare_cached(
                "SELECT clock = ?2 AND device = ?3 AND number = ?4 AND at = ?5 AND offset = ?6 AND kind = ?7 \
                 AND body = ?8 FROM event WHERE id = ?1",
            )
            .and_then(|mut s| {
                s.query_row(
                    params![
                        line.id.0.as_bytes(),
                        signed(line.order.clock),
                        line.order.device.0.as_bytes(),
                        signed(line.order.number),
                        line.at.utc_ms,
                        line.at.offset_minutes,
                        line.kind,
                        line.body,
                    ],
                    |row| row.get(0),
                )
                .optional()
            })
            .doing(DOING)?;
        Ok(match there {
            Some(true) => Put::There,
            Some(false) => Put::Differs,
            None => Put::Taken,
        })
    }
}

impl Store {
    /// Opens the door for finished events in one transaction: all that `feed` puts through it, or nothing when it
    /// returns `false` or fails. The order in which they come does not matter: they stand where their own place in the
    /// order puts them. A practice is taken as it is, with the day that was decided where it was made. What another
    /// device erased is erased here too, every byte of it.
    ///
    /// # Errors
    /// When the disk is full, another program holds the record, the views cannot be made again, or `feed` fails.
    pub fn taking<E: From<StoreError>>(
        &mut self,
        feed: impl FnOnce(&mut Taking<'_>) -> Result<bool, E>,
    ) -> Result<TakenIn, E> {
        let taken = with_room(&mut self.connection, |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
            let erased = erase::erased(&transaction)?;
            let mut taking = Taking { connection: &transaction, erased, new: 0, to_erase: Vec::new() };
            if !feed(&mut taking)? {
                return Ok(TakenIn { new: 0, erased: 0 });
            }
            let Taking { new, to_erase, .. } = taking;
            let erased = erase::from_log(&transaction, &to_erase)?;
            if new > 0 {
                rebuild::again(&transaction)?;
            }
            transaction.commit().doing(DOING)?;
            Ok::<_, E>(TakenIn { new, erased })
        })?;
        // Parameters may have come with them.
        self.source.follow(&self.connection)?;
        self.tidy = false;
        if taken.erased > 0 {
            self.clean_up()?;
        }
        Ok(taken)
    }

    /// Takes in events that this program made itself. Those that are there already, or stand where another one does,
    /// are passed over. Returns how many were new.
    ///
    /// # Errors
    /// As [`Store::taking`].
    pub fn take_in(&mut self, events: impl IntoIterator<Item = Event>) -> Result<u64, StoreError> {
        let taken = self.taking(|taking| {
            for event in events {
                let body = serde_json::to_string(&event.body).doing(DOING)?;
                let line = Line::of(&event, &body);
                taking.put(&line, Some(&event.body))?;
            }
            Ok::<_, StoreError>(true)
        })?;
        Ok(taken.new)
    }

    /// Calls `each` for every event as it stands in the log, in order; `most` is told before the first of them. Only
    /// events that were written down on `since` or later come, when a moment is given.
    ///
    /// # Errors
    /// When the record cannot be read, or `each` fails.
    pub fn each_line<E: From<StoreError>>(
        &self,
        since: Option<i64>,
        most: impl FnOnce(u64) -> Result<(), E>,
        mut each: impl FnMut(Line<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        const DOING: &str = "read the record";
        // One reading for both questions, so that what is counted is what comes.
        let reading = self.connection.unchecked_transaction().doing(DOING)?;
        let count: i64 = match since {
            None => reading.query_row("SELECT count(*) FROM event", [], |row| row.get(0)),
            Some(since) => reading.query_row("SELECT count(*) FROM event WHERE at >= ?1", [since], |row| row.get(0)),
        }
        .doing(DOING)?;
        most(u64::try_from(count).unwrap_or(0))?;
        let mut statement = reading
            .prepare(
                "SELECT id, clock, device, number, at, offset, kind, subject, body FROM event WHERE at >= ?1 \
                 ORDER BY clock, device, number",
            )
            .doing(DOING)?;
        let mut rows = statement.query([since.unwrap_or(i64::MIN)]).doing(DOING)?;
        while let Some(row) = rows.next().doing(DOING)? {
            let text = |column: usize| -> rusqlite::Result<Option<&str>> {
                row.get_ref(column)?.as_str_or_null().map_err(|why| {
                    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(why))
                })
            };
            let count =
                |column: usize| -> rusqlite::Result<u64> { Ok(row.get::<_, i64>(column)?.try_into().unwrap_or(0)) };
            let line = Line {
                id: EventId(uuid(row.get(0).doing(DOING)?)),
                order: Order {
                    clock: count(1).doing(DOING)?,
                    device: DeviceId(uuid(row.get(2).doing(DOING)?)),
                    number: count(3).doing(DOING)?,
                },
                at: Moment { utc_ms: row.get(4).doing(DOING)?, offset_minutes: row.get(5).doing(DOING)? },
                kind: Cow::Borrowed(text(6).doing(DOING)?.unwrap_or_default()),
                subject: text(7).doing(DOING)?.map(Cow::Borrowed),
                body: text(8).doing(DOING)?.unwrap_or_default(),
            };
            each(line)?;
        }
        Ok(())
    }
}

/// Gives SQLite more memory for `work`, and takes it back afterwards: sessions do well with little. Meanwhile nothing
/// looks whether rows that name each other are there: what makes every view again sees to that by itself.
pub(super) fn with_room<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<T, E> {
    let before = make_room(connection, ROOMY)?;
    connection.pragma_update(None, "foreign_keys", false).doing(DOING)?;
    let done = work(connection);
    connection.pragma_update(None, "foreign_keys", true).doing(DOING)?;
    give_room_back(connection, before)?;
    done
}

/// Lets SQLite keep more of the file in memory; returns how much it kept before.
pub(super) fn make_room(connection: &Connection, room: i64) -> Result<i64, StoreError> {
    let before: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0)).doing(DOING)?;
    connection.pragma_update(None, "cache_size", room).doing(DOING)?;
    Ok(before)
}

pub(super) fn give_room_back(connection: &Connection, before: i64) -> Result<(), StoreError> {
    connection.pragma_update(None, "cache_size", before).doing(DOING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;
    use crate::deck::sample;
    use crate::memory::days::Moment;
    use crate::memory::recall::Recall;
    use crate::record::event::{Body, Kind, Practised};

    const AT: Moment = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 60 };

    fn answer(hours: i64, recall: Recall) -> Body {
        let at = Moment { utc_ms: AT.utc_ms + hours * 3_600_000, ..AT };
        Body::Practised(Practised {
            card: "org.example.sample/one".parse().unwrap(),
            kind: Kind::Review,
            at,
            day: at.day(4),
            recall: Some(recall),
            due: None,
            state: None,
            distress: crate::record::event::Change::default(),
            connection: crate::record::event::Change::default(),
            helped: None,
            seconds: Some(20),
            note: None,
            session: None,
            done: false,
        })
    }

    fn log(store: &Store) -> Vec<Event> {
        let mut events = Vec::new();
        store.for_each_event(|event| events.push(event)).unwrap();
        events
    }

    #[test]
    fn a_whole_log_gives_the_same_record_in_any_order_and_only_once() {
        let mut one = Store::in_memory(Chance::seeded(1)).unwrap();
        one.append(AT, vec![Body::DeckAdded { deck: Box::new(sample::deck()), shipped: false, source: None }]).unwrap();
        for (hours, recall) in [(0, Recall::Good), (50, Recall::Again), (51, Recall::Hard)] {
            one.append(AT, vec![answer(hours, recall)]).unwrap();
        }
        let mut events = log(&one);
        events.reverse();
        let mut other = Store::in_memory(Chance::seeded(2)).unwrap();
        assert_eq!(other.take_in(events.clone()).unwrap(), 4);
        assert_eq!(other.take_in(events).unwrap(), 0, "the same again");
        assert_eq!(log(&other), log(&one));
        let id = "org.example.sample/one".parse().unwrap();
        assert_eq!(other.card(&id).unwrap().remembered, one.card(&id).unwrap().remembered);
        assert!(other.compare_with_rebuild().unwrap().iter().all(|(_, rows)| *rows == 0));
        other.append(AT, vec![answer(80, Recall::Easy)]).unwrap();
        assert!(other.compare_with_rebuild().unwrap().iter().all(|(_, rows)| *rows == 0), "and goes on from there");
    }
}
