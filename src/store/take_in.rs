//! Taking in finished events, many at once: from another device, from an export, from a generator.

use rusqlite::{Connection, TransactionBehavior};

use super::append;
use super::failure::{Doing, StoreError};
use super::{Store, rebuild};
use crate::record::event::Event;

const DOING: &str = "take in those practices";

/// Cache while many rows are written in an order that is not that of the tables, in KiB (SQLite counts it negative).
const ROOMY: i64 = -65_536;

impl Store {
    /// Puts finished events into the log and makes every view again, in one transaction: all of it, or nothing.
    /// Events that are there already are passed over, so that taking in the same log twice is taking it in once.
    /// Returns how many were new.
    ///
    /// The order of `events` does not matter: they stand where their own place in the order puts them. A practice is
    /// taken as it is, with the day that was decided where it was made.
    ///
    /// # Errors
    /// When the disk is full, another program holds the record, or the views cannot be made again.
    pub fn take_in(&mut self, events: impl IntoIterator<Item = Event>) -> Result<u64, StoreError> {
        let new = with_room(&mut self.connection, |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(DOING)?;
            let mut new = 0;
            for event in events {
                new += append::write_if_new(&transaction, &event)?;
            }
            if new > 0 {
                rebuild::again(&transaction)?;
            }
            transaction.commit().doing(DOING)?;
            Ok(new)
        })?;
        // Parameters may have come with them.
        self.source.follow(&self.connection)?;
        Ok(new)
    }
}

/// Gives SQLite more memory for `work`, and takes it back afterwards: sessions do well with little.
pub(super) fn with_room<T>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let before: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0)).doing(DOING)?;
    connection.pragma_update(None, "cache_size", ROOMY).doing(DOING)?;
    let done = work(connection);
    connection.pragma_update(None, "cache_size", before).doing(DOING)?;
    done
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
        one.append(AT, vec![Body::DeckAdded { deck: Box::new(sample::deck()), shipped: false }]).unwrap();
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
