//! A fair test of two techniques: the one that goes on, and the uses that it may take.

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::append::read_body;
use super::benefit::{USE, read_use};
use super::failure::{Doing, StoreError};
use super::practices::card_number;
use super::subjects::FAIR_TEST;
use crate::deck::ids::CardId;
use crate::deck::text::SafeText;
use crate::helped::fair::gather;
use crate::helped::levels::Axis;
use crate::helped::uses::Use;
use crate::memory::days::Moment;
use crate::record::benefit::Testing;
use crate::record::event::{Body, FairTest, Kind};

const DOING: &str = "read the record";

/// Uses of one card that are looked at; a test takes twelve in all.
const USES: u32 = 400;

impl Store {
    /// Returns the fair test that goes on, with how far it is; `None` when there is none.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn fair_test(&self, now: Moment, day_begins: u32) -> Result<Option<Testing>, StoreError> {
        let found: Option<(String, i64)> = self
            .connection
            .prepare_cached(
                "SELECT body, at FROM event WHERE subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
                 ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
            )
            .and_then(|mut s| s.query_row([FAIR_TEST], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .doing(DOING)?;
        let Some((body, since)) = found else { return Ok(None) };
        let Some(Body::FairTest { test: Some(test) }) = read_body(&body) else { return Ok(None) };
        let mut uses: Vec<(bool, Use)> = Vec::new();
        for (is_first, card) in [(true, &test.first), (false, &test.second)] {
            uses.extend(self.picked_since(card, since)?.into_iter().map(|one| (is_first, one)));
        }
        uses.sort_by_key(|(_, one)| one.at);
        let (distress, connection) = self.pools(now, day_begins)?;
        let usual = match test.axis {
            Axis::Distress => *distress.usual(),
            Axis::Connection => *connection.usual(),
        };
        let progress = gather(&usual, test.seed, uses);
        let title = |card: &CardId| -> Result<SafeText, StoreError> {
            match self.card(card) {
                Ok(row) => Ok(row.text.map_or_else(|| SafeText::new(card.slug()), |text| text.title)),
                Err(StoreError::NoCard(_)) => Ok(SafeText::new(card.slug())),
                Err(other) => Err(other),
            }
        };
        let titles = (title(&test.first)?, title(&test.second)?);
        Ok(Some(Testing { test, titles, progress }))
    }

    /// Returns the uses of a card that were picked for the moment from a time on, the first ones.
    fn picked_since(&self, card: &CardId, since: i64) -> Result<Vec<Use>, StoreError> {
        let Some(number) = card_number(&self.connection, card)? else { return Ok(Vec::new()) };
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT {USE} FROM practice WHERE card = ?1 AND at >= ?2 AND used = 1 AND kind = ?3 \
                 ORDER BY at, clock, device, number LIMIT {USES}"
            ))
            .doing(DOING)?;
        let rows = statement.query_map(params![number, since, Kind::Now as u8], |row| read_use(row, 0)).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Begins a fair test, or ends the one that goes on.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn test_fairly(&mut self, at: Moment, test: Option<FairTest>) -> Result<(), StoreError> {
        self.append(at, vec![Body::FairTest { test }]).map(|_events| ())
    }
}
