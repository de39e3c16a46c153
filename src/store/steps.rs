//! The steps that bring an older record up to date, each inside a transaction that its caller ends.
//!
//! Views are made again from the log whenever a step changes them, so that a step only ever has to carry the log over.

use rusqlite::Connection;

use super::append::{self, WRITE};
use super::failure::{Doing, StoreError};
use super::sum::Row;
use super::{open, rebuild};

const DOING: &str = "bring the record up to date";

/// The newest version of the schema. A new record begins there.
pub(super) const NEWEST: i64 = 2;

/// Tables that are no views.
const KEPT: &str = "('event', 'device', 'shipped')";

/// Takes the step that leads on from a version, and returns the version that it leads to.
pub(super) fn take(connection: &Connection, version: i64) -> Result<i64, StoreError> {
    if version == 1 {
        sums(connection)?;
    }
    views_again(connection)?;
    Ok(version + 1)
}

/// Version 2: every row of the log carries a sum.
fn sums(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("ALTER TABLE event RENAME TO event_before; DROP INDEX event_id; DROP INDEX event_subject;")
        .doing(DOING)?;
    connection.execute_batch(open::LOG).doing(DOING)?;
    {
        let mut statement = connection
            .prepare(
                "SELECT clock, device, number, id, at, offset, kind, subject, body FROM event_before \
                 ORDER BY clock, device, number",
            )
            .doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        while let Some(row) = rows.next().doing(DOING)? {
            let (device, id): ([u8; 16], [u8; 16]) = (row.get(1).doing(DOING)?, row.get(3).doing(DOING)?);
            let (kind, subject, body): (String, Option<String>, String) =
                (row.get(6).doing(DOING)?, row.get(7).doing(DOING)?, row.get(8).doing(DOING)?);
            let row = Row {
                clock: row.get(0).doing(DOING)?,
                device: &device,
                number: row.get(2).doing(DOING)?,
                id: &id,
                at: row.get(4).doing(DOING)?,
                offset: row.get(5).doing(DOING)?,
                kind: &kind,
                subject: subject.as_deref(),
                body: &body,
            };
            append::write_row(connection, WRITE, &row)?;
        }
    }
    connection.execute_batch("DROP TABLE event_before").doing(DOING)
}

/// Drops every view, makes them as this program has them, and fills them from the log.
fn views_again(connection: &Connection) -> Result<(), StoreError> {
    let views: Vec<String> = {
        let sql = format!("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN {KEPT}");
        let mut statement = connection.prepare(&sql).doing(DOING)?;
        let rows = statement.query_map([], |row| row.get(0)).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)?
    };
    // Triggers go first: emptying one view must not write into another that is gone.
    let triggers: Vec<String> = {
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").doing(DOING)?;
        let rows = statement.query_map([], |row| row.get(0)).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)?
    };
    for (kind, names) in [("TRIGGER", triggers), ("TABLE", views)] {
        for name in names {
            connection.execute_batch(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\""))).doing(DOING)?;
        }
    }
    connection.execute_batch(open::VIEWS).doing(DOING)?;
    rebuild::again(connection)
}
