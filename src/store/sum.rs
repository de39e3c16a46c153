//! The sum that every row of the log carries: whether an entry still is what was written can be told from itself.

use xxhash_rust::xxh3::Xxh3Default;

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
