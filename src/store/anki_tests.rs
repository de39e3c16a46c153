use super::*;
use crate::deck::formats::anki::package::database;

fn packages() -> [(&'static str, Vec<u8>); 3] {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/decks/formats");
        database(std::fs::File::open(format!("{folder}/{name}")).expect("a package")).expect("a database")
    };
    ["anki-old.apkg", "anki-new.apkg", "anki-new.colpkg"].map(|name| (name, read(name)))
}

#[test]
fn packages_of_every_age_hold_the_same_notes() {
    let found: Vec<Collection> =
        packages().into_iter().map(|(_, database)| collection(database, true).expect("a collection")).collect();
    for collection in &found {
        assert_eq!(collection.notes, found[0].notes);
        let fields =
            |note: &Note| collection.kinds.iter().find(|kind| kind.id == note.kind).map(|kind| kind.fields.clone());
        assert_eq!(fields(&collection.notes[2]), Some(["Front", "Back", "Why", "Caution"].map(str::to_owned).to_vec()));
        assert_eq!(collection.name.as_deref(), Some("Steady skills"));
    }
    for collection in &found {
        assert_eq!(collection.reviews.len(), 3);
        assert!(collection.reviews.iter().all(|review| review.ease == 3 && review.at > 1_600_000_000_000));
    }
}

/// The bytes of a database made by these statements.
fn made(sql: &str) -> Vec<u8> {
    let connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch(sql).expect("made");
    connection.serialize("main").expect("bytes").to_vec()
}

const NOTES: &str = "CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{}', '{}'); \
    CREATE TABLE notes (id integer primary key, guid text, mid integer, flds text, tags text);";

/// A virtual table as another program's SQLite made it: the one that is built in here knows no module.
const VIRTUAL: &str = "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) \
    VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING fts5(x)');";

/// What threats of the design name: each is refused, at once, and runs nothing.
#[test]
fn databases_that_bring_along_more_than_tables_are_refused() {
    let more = "CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{}', '{}');";
    for (name, sql) in [
        ("a view over endless recursion", format!("{more} CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, 'f' AS flds, '' AS tags FROM n;")),
        ("a view of a huge text", format!("{more} CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, hex(zeroblob(400000000)) AS flds, '' AS tags;")),
        ("a view over a cross join", format!("{more} CREATE TABLE a (x); INSERT INTO a VALUES (1), (2), (3); CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, 'f' AS flds, '' AS tags FROM a, a AS b, a AS c, a AS d;")),
        ("a view that calls a function", format!("{more} CREATE VIEW notes AS SELECT random() AS id, 'g' AS guid, 1 AS mid, load_extension('x') AS flds, '' AS tags;")),
        ("a trigger", format!("{NOTES} CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;")),
        ("a virtual table", format!("{NOTES} {VIRTUAL}")),
        ("a generated text of eight hundred megabytes", format!("{more} CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text AS (hex(zeroblob(400000000)))); INSERT INTO notes VALUES (1, 'g', 1, '');")),
        ("a blob for text", format!("{NOTES} INSERT INTO notes VALUES (1, 'g', 1, x'ff00', '');")),
        ("nothing for text", format!("{NOTES} INSERT INTO notes VALUES (1, NULL, 1, 'f', '');")),
        ("a number for text", format!("{more} CREATE TABLE notes (id, guid, mid, flds, tags); INSERT INTO notes VALUES (1, 5, 1, 'f', '');")),
        ("text for a number", format!("{more} CREATE TABLE notes (id, guid, mid, flds, tags); INSERT INTO notes VALUES ('one', 'g', 1, 'f', '');")),
        ("no notes at all", "CREATE TABLE other (x);".to_owned()),
        ("models that are no JSON", "CREATE TABLE col (models, decks); INSERT INTO col VALUES ('[', '{}'); CREATE TABLE notes (id, guid, mid, flds, tags);".to_owned()),
        ("a text longer than four megabytes", format!("{NOTES} INSERT INTO notes VALUES (1, 'g', 1, hex(zeroblob(3000000)), '');")),
    ] {
        assert!(collection(made(&sql), true).is_err(), "{name}");
    }
    assert!(collection(made(NOTES), true).is_ok(), "and a plain one is read");
}

#[test]
fn any_change_of_a_database_is_read_or_refused() {
    let (_, whole) = packages().into_iter().next().expect("a package");
    // The header and every hundredth byte, turned over one at a time.
    for at in (0..100).chain((100..whole.len()).step_by(997)) {
        let mut changed = whole.clone();
        changed[at] ^= 0xFF;
        let _ = collection(changed, true);
    }
    for long in (0..whole.len()).step_by(4_001) {
        let _ = collection(whole[..long].to_vec(), true);
    }
}
