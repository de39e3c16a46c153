//! The database inside a package of Anki, read as what it is: a file from a stranger.
//!
//! It is opened in memory, with everything off that a database can bring along to act: views, triggers, virtual tables,
//! functions. Its schema is looked at before its rows, and the type of every value before its use. The caller sees to
//! it that all this happens in a process of its own, with limits on memory and time.

use std::collections::BTreeMap;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::Deserialize;

use crate::clock;
use crate::deck::formats::anki::package::Refused;
use crate::deck::formats::anki::{Collection, Kind, Note, Review};

/// Most notes that are read.
const MOST_NOTES: usize = 100_000;

/// Most answers that are read.
const MOST_REVIEWS: usize = 1_000_000;

/// Longest that reading may take, in seconds.
const PATIENCE: u64 = 2;

/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

/// SQLite's own limits for databases that are not trusted (its page "Defense against the dark arts"), somewhat lower
/// where Anki needs less.
const LIMITS: &[(Limit, i32)] = &[
    (Limit::SQLITE_LIMIT_LENGTH, 4_000_000),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (Limit::SQLITE_LIMIT_COLUMN, 100),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 20),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
    (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 10),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
];

const AGAIN: &str = "export the deck again from Anki";

fn damaged(_: rusqlite::Error) -> Refused {
    refused("the collection in the package is damaged, or takes too long to read")
}

fn refused(message: impl Into<String>) -> Refused {
    Refused { message: message.into(), hint: AGAIN }
}

/// Reads a collection of any age. `history` also reads the answers that were given.
///
/// # Errors
/// When the database is damaged, takes longer than two seconds, or holds anything but plain tables of plain values.
pub fn collection(database: Vec<u8>, history: bool) -> Result<Collection, Refused> {
    let connection = open(database)?;
    let tables = schema(&connection)?;
    for table in ["notes", "cards", "revlog", "col"].into_iter().filter(|table| tables.iter().any(|name| name == table))
    {
        let verdict: String =
            connection.query_row(&format!("PRAGMA quick_check({table})"), [], |row| row.get(0)).map_err(damaged)?;
        if verdict != "ok" {
            return Err(refused("the collection in the package is damaged"));
        }
    }
    let read_only = |context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { function_name: "count" } => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    };
    connection.authorizer(Some(read_only)).map_err(damaged)?;
    // Newer collections sort names by a rule that only Anki has, and SQLite reads their tables only when it knows one of
    // that name. What is read here is sorted by numbers alone, so plain bytes will do.
    connection.create_collation("unicase", |one: &str, other: &str| one.cmp(other)).map_err(damaged)?;
    let has = |table: &str| tables.iter().any(|name| name == table);
    if !has("notes") {
        return Err(refused("the database in the package is no collection of Anki"));
    }
    let kinds = if has("notetypes") && has("fields") { new_kinds(&connection)? } else { old_kinds(&connection)? };
    Ok(Collection {
        name: if has("cards") { name(&connection, has("decks"))? } else { None },
        kinds,
        notes: notes(&connection)?,
        reviews: if history && has("revlog") && has("cards") { reviews(&connection)? } else { Vec::new() },
    })
}

fn open(mut database: Vec<u8>) -> Result<Connection, Refused> {
    // A file that was written with a log beside it says so in two bytes; there is no such log here.
    if let Some(versions) = database.get_mut(18..20) {
        versions.fill(1);
    }
    let mut connection = Connection::open_in_memory().map_err(damaged)?;
    for (limit, most) in LIMITS {
        connection.set_limit(*limit, *most).map_err(damaged)?;
    }
    let long = database.len();
    connection.deserialize_read_exact("main", database.as_slice(), long, true).map_err(damaged)?;
    drop(database);
    for (switch, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(switch, on).map_err(damaged)?;
    }
    let passed = clock::monotonic();
    connection.progress_handler(STEPS, Some(move || passed().as_secs() >= PATIENCE)).map_err(damaged)?;
    connection
        .execute_batch(
            "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
        )
        .map_err(damaged)?;
    Ok(connection)
}

/// Looks at everything that the database declares; returns the names of its tables.
fn schema(connection: &Connection) -> Result<Vec<String>, Refused> {
    let mut tables = Vec::new();
    let mut statement = connection.prepare("SELECT type, name, rootpage FROM sqlite_schema").map_err(damaged)?;
    let mut rows = statement.query([]).map_err(damaged)?;
    while let Some(row) = rows.next().map_err(damaged)? {
        let (kind, name) = (text(row, 0)?, text(row, 1)?);
        // A virtual table has no page of its own.
        if !matches!(kind.as_str(), "table" | "index") || whole(row, 2)? < 1 {
            return Err(refused(
                "the database in the package holds more than tables: a view, a trigger or a virtual table",
            ));
        }
        if kind == "table" {
            tables.push(name);
        }
        if tables.len() > 100 {
            return Err(refused("the database in the package has too many tables"));
        }
    }
    Ok(tables)
}

fn text(row: &Row<'_>, column: usize) -> Result<String, Refused> {
    match row.get_ref(column).map_err(damaged)? {
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(refused("a text in the package is not UTF-8")),
        },
        _ => Err(refused("the package holds something else where text belongs")),
    }
}

fn whole(row: &Row<'_>, column: usize) -> Result<i64, Refused> {
    match row.get_ref(column).map_err(damaged)? {
        ValueRef::Integer(number) => Ok(number),
        _ => Err(refused("the package holds something else where a number belongs")),
    }
}

/// Runs a query and takes each row, at most `most` of them.
fn each<T>(
    connection: &Connection,
    sql: &str,
    most: usize,
    take: impl Fn(&Row<'_>) -> Result<T, Refused>,
) -> Result<Vec<T>, Refused> {
    let mut statement = connection.prepare(sql).map_err(damaged)?;
    let mut rows = statement.query([]).map_err(damaged)?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next().map_err(damaged)? {
        if taken.len() == most {
            return Err(Refused {
                message: format!("the package has more than {most} rows"),
                hint: "export a single deck",
            });
        }
        taken.push(take(row)?);
    }
    Ok(taken)
}

#[derive(Deserialize)]
struct Model {
    #[serde(default)]
    name: String,
    #[serde(default)]
    flds: Vec<ModelField>,
}

#[derive(Deserialize)]
struct ModelField {
    name: String,
    #[serde(default)]
    ord: i64,
}

/// Kinds of notes as older versions keep them: as JSON in one row.
fn old_kinds(connection: &Connection) -> Result<Vec<Kind>, Refused> {
    let models = each(connection, "SELECT models FROM col NOT INDEXED LIMIT 1", 1, |row| text(row, 0))?;
    let models = models.into_iter().next().unwrap_or_default();
    let models: BTreeMap<String, Model> =
        serde_json::from_str(&models).or(Err(refused("the kinds of notes in the package cannot be read")))?;
    let kind = |(id, mut model): (String, Model)| {
        model.flds.sort_by_key(|field| field.ord);
        let fields = model.flds.into_iter().map(|field| field.name).collect();
        Some(Kind { id: id.parse().ok()?, name: model.name, fields })
    };
    Ok(models.into_iter().filter_map(kind).collect())
}

/// Kinds of notes as newer versions keep them.
fn new_kinds(connection: &Connection) -> Result<Vec<Kind>, Refused> {
    let mut kinds = each(connection, "SELECT id, name FROM notetypes NOT INDEXED", 10_000, |row| {
        Ok(Kind { id: whole(row, 0)?, name: text(row, 1)?, fields: Vec::new() })
    })?;
    for kind in &mut kinds {
        let sql = format!("SELECT ord, name FROM fields WHERE ntid = {} LIMIT 256", kind.id);
        let mut fields = each(connection, &sql, 256, |row| Ok((whole(row, 0)?, text(row, 1)?)))?;
        fields.sort();
        kind.fields = fields.into_iter().map(|(_, name)| name).collect();
    }
    Ok(kinds)
}

/// The name of the deck in which most cards are, without the decks around it.
fn name(connection: &Connection, has_table: bool) -> Result<Option<String>, Refused> {
    let sql = "SELECT did, count(*) FROM cards NOT INDEXED GROUP BY did ORDER BY count(*) DESC, did LIMIT 1";
    let Some(id) = each(connection, sql, 1, |row| whole(row, 0))?.into_iter().next() else { return Ok(None) };
    let found = if has_table {
        let names = each(connection, "SELECT id, name FROM decks NOT INDEXED", 10_000, |row| {
            Ok((whole(row, 0)?, text(row, 1)?))
        })?;
        names.into_iter().find(|(other, _)| *other == id).map(|(_, name)| name)
    } else {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let decks = each(connection, "SELECT decks FROM col NOT INDEXED LIMIT 1", 1, |row| text(row, 0))?;
        let decks: BTreeMap<String, Named> =
            serde_json::from_str(&decks.into_iter().next().unwrap_or_default()).unwrap_or_default();
        decks.into_iter().find(|(other, _)| *other == id.to_string()).map(|(_, deck)| deck.name)
    };
    let last = found.and_then(|name| name.rsplit(['\u{1f}', ':']).next().map(str::to_owned));
    Ok(last.filter(|name| !name.trim().is_empty() && name != "Default"))
}

fn notes(connection: &Connection) -> Result<Vec<Note>, Refused> {
    let mut notes = each(connection, "SELECT id, guid, mid, flds, tags FROM notes NOT INDEXED", MOST_NOTES, |row| {
        Ok(Note {
            id: whole(row, 0)?,
            guid: text(row, 1)?,
            kind: whole(row, 2)?,
            fields: text(row, 3)?.split('\u{1f}').take(256).map(str::to_owned).collect(),
            tags: text(row, 4)?.trim().to_owned(),
        })
    })?;
    notes.sort_by_key(|note| note.id);
    Ok(notes)
}

fn reviews(connection: &Connection) -> Result<Vec<Review>, Refused> {
    let cards = each(connection, "SELECT id, nid FROM cards NOT INDEXED", MOST_REVIEWS, |row| {
        Ok((whole(row, 0)?, whole(row, 1)?))
    })?;
    let cards: BTreeMap<i64, i64> = cards.into_iter().collect();
    let small = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
    let sql = "SELECT id, cid, ease, ivl, time, type FROM revlog NOT INDEXED";
    let mut reviews = each(connection, sql, MOST_REVIEWS, |row| {
        let note = cards.get(&whole(row, 1)?).copied();
        let review = |note| -> Result<Review, Refused> {
            Ok(Review {
                note,
                at: whole(row, 0)?,
                ease: small(whole(row, 2)?),
                interval: whole(row, 3)?,
                took: whole(row, 4)?,
                kind: small(whole(row, 5)?),
            })
        };
        note.map(review).transpose()
    })?;
    reviews.sort_by_key(|review| review.as_ref().map(|review| review.at));
    Ok(reviews.into_iter().flatten().collect())
}

#[cfg(test)]
#[path = "anki_tests.rs"]
mod tests;
