//! The sum that every row of the log carries: whether an entry still is what was written can be told from itself.

use rusqlite::Connection;
use xxhash_rust::xxh3::Xxh3Default;

use super::failure::{Doing, StoreError};

/// A row of the log as it is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) clock: i64,
    pub(super) device: &'a [u8; 16],
    pub(super) number: i64,
    pub(super) id: &'a [u8; 16],
    pub(super) at: i64,
    pub(super) offset: i64,
    pub(super) kind: &'a str,
    pub(super) subject: Option<&'a str>,
    pub(super) body: &'a str,
}

impl Row<'_> {
    /// Returns the sum of a row: XXH3 with 64 bits over its columns, each text with its length before it.
    pub(super) fn sum(&self) -> i64 {
        let mut sum = Xxh3Default::new();
        for number in [self.clock, self.number, self.at, self.offset] {
            sum.update(&number.to_le_bytes());
        }
        sum.update(self.device);
        sum.update(self.id);
        for text in [Some(self.kind), self.subject, Some(self.body)] {
            // No text is as long as what stands for none.
            let length = text.map_or(u64::MAX, |text| text.len() as u64);
            sum.update(&length.to_le_bytes());
            sum.update(text.unwrap_or_default().as_bytes());
        }
        sum.digest().cast_signed()
    }
}

/// Reads the whole log and counts the entries that are not what was written.
pub(super) fn damaged(connection: &Connection) -> Result<u64, StoreError> {
    const DOING: &str = "check the entries of the record";
    let mut statement = connection
        .prepare("SELECT clock, device, number, id, at, offset, kind, subject, body, sum FROM event")
        .doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mut count = 0;
    while let Some(row) = rows.next().doing(DOING)? {
        // A column that is no longer of its kind counts as damaged too.
        count += u64::from(!matches!(holds(row), Ok(true)));
    }
    Ok(count)
}

/// Tells whether a row of the log, with all its columns in their order, carries the right sum.
fn holds(row: &rusqlite::Row<'_>) -> rusqlite::Result<bool> {
    let text = |column| row.get_ref(column).and_then(|value| value.as_str_or_null().map_err(Into::into));
    let (device, id): ([u8; 16], [u8; 16]) = (row.get(1)?, row.get(3)?);
    let found = Row {
        clock: row.get(0)?,
        device: &device,
        number: row.get(2)?,
        id: &id,
        at: row.get(4)?,
        offset: row.get(5)?,
        kind: text(6)?.unwrap_or_default(),
        subject: text(7)?,
        body: text(8)?.unwrap_or_default(),
    };
    Ok(found.sum() == row.get::<_, i64>(9)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Row<'static> = Row {
        clock: 3,
        device: &[1; 16],
        number: 2,
        id: &[7; 16],
        at: 1_800_000_000_000,
        offset: 60,
        kind: "skipped",
        subject: Some("skipped"),
        body: "{}",
    };

    #[test]
    fn the_sum_of_a_row_never_changes() {
        // Written out, since every record holds such sums.
        assert_eq!(ROW.sum(), SUM);
    }

    const SUM: i64 = -859_425_544_023_684_512;

    #[test]
    fn every_column_counts() {
        for row in [
            Row { clock: 4, ..ROW },
            Row { device: &[2; 16], ..ROW },
            Row { number: 3, ..ROW },
            Row { id: &[8; 16], ..ROW },
            Row { at: 1_800_000_000_001, ..ROW },
            Row { offset: 61, ..ROW },
            Row { kind: "skippeD", ..ROW },
            Row { subject: Some("skippe"), ..ROW },
            Row { subject: None, ..ROW },
            Row { body: "{ }", ..ROW },
        ] {
            assert_ne!(row.sum(), ROW.sum(), "{row:?}");
        }
    }
}
