//! Files made to harm whoever opens them: each is refused with a clear word, or read as plain text; none takes more than
//! two seconds of the processor or 200 MiB, changes anything, or prints a raw control byte.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::process::Command;

use rusqlite::Connection;
use serde_json::{Value, json};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::env::{PROGRAM, TestEnv, deck_text};

/// Most memory that a run may map, in KiB: what it uses is less.
const MEMORY: u32 = 200 * 1024;

struct Hostile {
    name: String,
    bytes: Vec<u8>,
}

fn hostile(name: &str, bytes: impl Into<Vec<u8>>) -> Hostile {
    Hostile { name: name.to_owned(), bytes: bytes.into() }
}

/// Text that wants to make a terminal act, or to hide.
const PAYLOADS: &[(&str, &str)] = &[
    ("osc-52", "clip \u{1b}]52;c;cm0gLXJm\u{7}"),
    ("osc-8", "link \u{1b}]8;;x\u{1b}\\here"),
    ("csi", "clear \u{1b}[2J\u{1b}[31m"),
    ("dcs", "device \u{1b}Pq#0\u{1b}\\"),
    ("c1", "c1 \u{9b}2J \u{9d}0;x\u{9c}"),
    ("bidi", "bidi \u{202e}drawkcab\u{2066}\u{200f}"),
    ("zero-width", "zero\u{200b}width\u{2060}"),
    ("tags", "tag \u{e0041}\u{2028}\u{2029}"),
];

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str, shared: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<workbook xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheets = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared),
    ])
}

fn cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn sheet(title: &str) -> String {
    format!(
        "<worksheet><sheetData><row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row></sheetData></worksheet>",
        cell("A1", "title"),
        cell("B1", "cue"),
        cell("C1", "steps"),
        cell("A2", title),
        cell("B2", "Where?"),
        cell("C2", "Sit.")
    )
}

fn ods(content: &[u8]) -> Vec<u8> {
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content),
    ])
}

fn ods_rows(rows: &str) -> Vec<u8> {
    ods(format!(
        "<office:document-content><table:table table:name=\"S\">{rows}</table:table></office:document-content>"
    )
    .as_bytes())
}

const LAUGHS: &str = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

/// A package of Anki around a database made by these statements.
fn apkg(sql: &str) -> Vec<u8> {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(sql).unwrap();
    archive(&[("collection.anki2", &connection.serialize("main").unwrap())])
}

const COL: &str = r#"CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{"1": {"name": "Basic", "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}]}}', '{}');"#;
const NOTES: &str = "CREATE TABLE notes (id integer primary key, guid text, mid integer, flds text, tags text);";

/// A virtual table as another program's SQLite made it: the one that is built in here knows no module.
const VIRTUAL: &str = "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) \
    VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING fts5(x)');";

/// A frame of zstd that says a few letters a thousand times a thousand times.
fn zstd_bomb(blocks: usize) -> Vec<u8> {
    // Magic, a window of 128 KiB and no size; then blocks that repeat one byte (RFC 8878).
    let mut bytes = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38];
    for block in 0..blocks {
        let last = u32::from(block + 1 == blocks);
        let header = last | 1 << 1 | (128 * 1024) << 3;
        bytes.extend_from_slice(&header.to_le_bytes()[..3]);
        bytes.push(0);
    }
    bytes
}

fn with(change: impl FnOnce(&mut Value)) -> String {
    let mut deck: Value = serde_json::from_str(&deck_text()).unwrap();
    change(&mut deck);
    deck.to_string()
}

/// What is refused.
fn refused() -> Vec<Hostile> {
    let mut files = Vec::new();
    for (name, payload) in PAYLOADS {
        files.push(hostile(&format!("{name}.json"), with(|deck| deck["cards"][0]["why"] = json!(payload))));
        files.push(hostile(
            &format!("{name}.md"),
            format!("# Deck\n\n## Card\n\n### Cues\n\n- {payload}\n\n### Steps\n\n1. Sit.\n"),
        ));
        files.push(hostile(&format!("{name}.csv"), format!("title,cue,steps\nA,\"{payload}\",Sit.\n")));
        files.push(hostile(&format!("{name}.txt"), format!("Where?\tSit. {payload}\n")));
        let note = json!({"guid": "g", "note_model_uuid": "m", "tags": [], "fields": [payload, "Sit."]});
        let models = json!([{"crowdanki_uuid": "m", "name": "Basic", "flds": [{"name": "Front"}, {"name": "Back"}]}]);
        let deck = json!({"__type__": "Deck", "name": "D", "note_models": models, "notes": [note]});
        files.push(hostile(&format!("{name}-crowdanki.json"), deck.to_string()));
    }
    files.extend(texts());
    files.extend(odd());
    files.extend(workbooks());
    files.extend(packages());
    files
}

fn texts() -> Vec<Hostile> {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let mark = std::iter::once(0xFEFF).chain(text.encode_utf16());
        mark.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let table = "title,cue,steps\nA,Where?,Sit.\n";
    let seconds = |digits: &str| {
        deck_text().replacen("\"seconds\": 5", &format!("\"seconds\": {digits}"), 1).replacen(
            "\"seconds\":5",
            &format!("\"seconds\":{digits}"),
            1,
        )
    };
    vec![
        hostile("not-utf8.md", b"# Deck \xFF\xFE\n".to_vec()),
        hostile("not-utf8.csv", b"title,cue,steps\nA,\xC3\x28,Sit.\n".to_vec()),
        hostile("not-utf8.txt", b"Where?\tSit \xF0\x28\x8C\xBC\n".to_vec()),
        hostile("utf16-little.csv", utf16(table, false)),
        hostile("utf16-big.csv", utf16(table, true)),
        hostile("utf16-little.md", utf16("# Deck\n", false)),
        hostile("utf16-big.json", utf16(&deck_text(), true)),
        hostile("marks-inside.csv", "title,cue,steps\nA,Where\u{feff}?,Sit.\n"),
        hostile("deep.json", format!("{{\"x-a\": {}", "[".repeat(10_000))),
        hostile("deep-crowdanki.json", format!("{{\"__type__\": \"Deck\", \"children\": {}", "[".repeat(10_000))),
        hostile("gigantic-number.json", seconds(&"9".repeat(1_000_000))),
        hostile("infinite-number.json", with(|deck| deck["x-a"] = json!(1)).replacen("\"x-a\":1", "\"x-a\":1e400", 1)),
        hostile(
            "gigantic-number.md",
            format!("# D\n\n## C\n\n### Cues\n\n- c\n\n### Steps\n\n1. Sit ({} s)\n", "9".repeat(80)),
        ),
        hostile("gigantic-number.csv", format!("title,cue,steps,seconds\nA,b,c,{}\n", "9".repeat(100_000))),
        hostile("twice.json", deck_text().replacen('{', "{\"id\": \"other\", ", 1)),
        hostile("same-ids.csv", "id,title,cue,steps\na,A,b,c\na,B,b,c\n"),
        hostile(
            "same-ids.md",
            "# D\n\n## A {#a}\n\n### Cues\n- c\n### Steps\n1. s\n\n## B {#a}\n\n### Cues\n- c\n### Steps\n1. s\n",
        ),
        hostile("takes-the-id-of-another-deck.json", with(|deck| deck["id"] = json!("grounding"))),
        hostile(
            "takes-the-card-of-another-deck.json",
            with(|deck| deck["cards"][0]["id"] = json!("grounding/feet-press")),
        ),
        hostile("one-long-cell.csv", format!("title,cue,steps\nA,{},Sit.\n", "x".repeat(5_000_000))),
        hostile("quote-that-never-ends.csv", format!("title,cue,steps\nA,\"{}", "b\n".repeat(1_500_000))),
        hostile("hundred-thousand-columns.csv", format!("{}\n", "a,".repeat(100_000))),
        hostile("hashes.md", "#".repeat(4 * 1024 * 1024)),
        hostile("headings.md", "## a\n".repeat(800_000)),
        hostile("quotes.md", format!("# D\n\n{}deep\n", "> ".repeat(100_000))),
        hostile("larger-than-allowed.md", "a\n".repeat(2_200_000)),
        hostile("nulls.csv", vec![0; 100_000]),
        hostile("link.csv", "title,cue,steps\nA,Look at www.example.org,Sit.\n"),
        hostile("empty.csv", ""),
        hostile("empty.md", ""),
        hostile("empty.txt", ""),
    ]
}

/// A card that names another one, with a slip of the pen: every name has to be looked for among all.
fn dead_name(number: usize) -> Value {
    json!({
        "id": format!("card-number-{number}-of-many"), "title": format!("Card {number}"), "family": "grounding",
        "cues": ["Where?"], "steps": [{"do": "Sit.", "seconds": 10}], "instead": format!("card-nomber-{number}-of-manny"),
    })
}

/// Kinds that stand apart: names that pose, words that pile up, files that pretend.
fn odd() -> Vec<Hostile> {
    let card = |number: usize| format!("## Card {number}\n\n### Cues\n\n- c\n\n### Steps\n\n1. s\n\n");
    let id = |id: &str| with(|deck| deck["id"] = json!(id));
    let many = |count: usize| (0..count).map(|number| format!("state-{number}")).collect::<Vec<_>>().join(",");
    vec![
        // Letters of another alphabet, capitals and underscores in the id of a deck that is well known.
        hostile("posing-id.json", id("gr\u{43e}unding")),
        hostile("posing-width.json", id("ｇrounding")),
        hostile("posing-case.json", id("Grounding")),
        hostile("posing-underscore.json", id("org_example")),
        hostile("posing-look.json", id("ground1ng")),
        hostile("id-as-path.json", id("../../grounding")),
        hostile("reference-out.json", with(|deck| deck["cards"][0]["instead"] = json!("../../etc/passwd"))),
        // Marks that climb over the lines above, and a letter that is as wide as a page.
        hostile(
            "piled-marks.json",
            with(|deck| deck["cards"][0]["title"] = json!(format!("a{}", "\u{301}".repeat(900)))),
        ),
        hostile("wide-letter.csv", format!("title,cue,steps\n{},b,c\n", "\u{fdfd}".repeat(3_000))),
        // A number that a table repeats, a name that only hides, a page of states that nobody knows.
        hostile("hangul-filler.csv", "title,cue,steps\n\u{3164},b,c\n"),
        hostile(
            "states.csv",
            format!("title,cue,steps,states,link\nA,b,see https://x.example,\"{}\",\n", many(50_000)),
        ),
        hostile(
            "paths.json",
            with(|deck| {
                deck["paths"] = json!(
                    (0..2_001).map(|_| json!({"id": "a", "title": "b", "cards": ["heels-down"]})).collect::<Vec<_>>()
                );
            }),
        ),
        hostile(
            "a-thousand-names-of-no-card.json",
            with(|deck| deck["cards"] = json!((0..1_000).map(dead_name).collect::<Vec<_>>())),
        ),
        hostile("three-thousand-cards.md", format!("# D\n\n{}", (0..3_000).map(card).collect::<String>())),
        hostile(
            "emoji-numbers.json",
            with(|deck| deck["cards"][0]["why"] = json!("Call 0\u{fe0f}\u{20e3} 800 111 0 111")),
        ),
        hostile("digits-of-others.md", "# D\n\n## C\n\n### Cues\n\n- c\n\n### Steps\n\n1. Ring ०८०० १११ ०१११.\n"),
        // A table that says that it is a package, a package that says that it is a table, and one inside another.
        hostile("table.apkg", "title,cue,steps\nA,b,c\n"),
        hostile("package.ods", apkg(&format!("{COL}{NOTES}"))),
        hostile("workbook-in-a-workbook.xlsx", archive(&[("a.xlsx", &xlsx(&sheet("A"), b"<sst/>"))])),
        hostile("backwards.xlsx", xlsx(&format!("<worksheet><dimension ref=\"Y9:B2\"/>{}", sheet("A")), b"<sst/>")),
        hostile("repeated-names.ods", ods_rows(&"<table:table table:name=\"S\"/>".repeat(40_000))),
    ]
}

fn workbooks() -> Vec<Hostile> {
    let zeros = vec![b' '; 65 * 1024 * 1024];
    let wide = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"/></table:table-row>";
    let empty = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>";
    let tall = format!("{wide}{empty}{wide}");
    let external = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let mut cut = xlsx(&sheet("A"), b"<sst/>");
    cut.truncate(cut.len() / 2);
    vec![
        hostile("bomb.xlsx", xlsx(&sheet("A"), &zeros)),
        hostile("bomb.ods", ods(&zeros)),
        hostile("unclosed.ods", ods(b"<office:document-content><table:table table:name=\"S\"><table:table-row/>")),
        hostile("laughs.xlsx", xlsx(&format!("{LAUGHS}{}", sheet("&c;")), b"<sst/>")),
        hostile("laughs.ods", ods(format!("{LAUGHS}<office:document-content/>").as_bytes())),
        hostile("external-entity.xlsx", xlsx(&format!("{external}{}", sheet("&x;")), b"<sst/>")),
        hostile("wide.ods", ods_rows(&wide.repeat(5_000))),
        hostile("tall.ods", ods_rows(&tall)),
        hostile("payload.xlsx", xlsx(&sheet("clear &#x202e;x"), b"<sst/>")),
        hostile("wild-address.xlsx", xlsx(&sheet("A").replace("\"A2\"", "\"AAAAAAAAAAAAAAAA2\""), b"<sst/>")),
        hostile(
            "corner.xlsx",
            xlsx(
                &format!(
                    "<worksheet><sheetData><row r=\"1048576\">{}</row></sheetData></worksheet>",
                    cell("XFD1048576", "x")
                ),
                b"<sst/>",
            ),
        ),
        hostile(
            "no-such-text.xlsx",
            xlsx(
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>4000000000</v></c></row></sheetData></worksheet>",
                b"<sst count=\"4000000000\" uniqueCount=\"4000000000\"/>",
            ),
        ),
        hostile("cut.xlsx", cut),
        hostile("no-workbook.xlsx", archive(&[("a.txt", b"a")])),
        hostile("only-a-mark.xlsx", b"PK\x03\x04".to_vec()),
        hostile("old-excel.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64)),
    ]
}

fn packages() -> Vec<Hostile> {
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..10_001 {
        many.start_file(number.to_string(), SimpleFileOptions::default()).unwrap();
    }
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("collection.anki2", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let recursion = "AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, 'f' AS flds, '' AS tags FROM n;";
    let sql = |name: &str, sql: String| hostile(&format!("{name}.apkg"), apkg(&sql));
    vec![
        hostile("bomb.apkg", archive(&[("collection.anki2", &vec![0; 65 * 1024 * 1024])])),
        hostile("zstd-bomb.apkg", archive(&[("collection.anki21b", &zstd_bomb(8_000))])),
        hostile("zstd-damaged.apkg", archive(&[("collection.anki21b", b"\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF")])),
        hostile("ten-thousand-files.apkg", many.finish().unwrap().into_inner()),
        hostile("path-traversal.apkg", archive(&[("../../etc/evil", b"x"), ("/tmp/evil", b"x"), ("..\\evil", b"x")])),
        hostile("symlink.apkg", link.finish().unwrap().into_inner()),
        hostile("no-database.apkg", archive(&[("collection.anki2", b"SQLite format 3\0 and no more")])),
        sql("view-over-recursion", format!("{COL} CREATE VIEW notes {recursion}")),
        sql(
            "view-of-a-huge-text",
            format!(
                "{COL} CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, hex(zeroblob(400000000)) AS flds, '' AS tags;"
            ),
        ),
        sql(
            "view-over-a-cross-join",
            format!(
                "{COL} CREATE TABLE a (x); INSERT INTO a VALUES (1), (2); CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, 'f' AS flds, '' AS tags FROM a, a AS b, a AS c, a AS d;"
            ),
        ),
        sql(
            "view-that-calls",
            format!(
                "{COL} CREATE VIEW notes AS SELECT 1 AS id, 'g' AS guid, 1 AS mid, load_extension('x') AS flds, '' AS tags;"
            ),
        ),
        sql(
            "generated-huge-text",
            format!(
                "{COL} CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text, flds text AS (hex(zeroblob(400000000)))); INSERT INTO notes VALUES (1, 'g', 1, '');"
            ),
        ),
        sql("trigger", format!("{COL}{NOTES} CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;")),
        sql("virtual-table", format!("{COL}{NOTES} {VIRTUAL}")),
        sql("blob-for-text", format!("{COL}{NOTES} INSERT INTO notes VALUES (1, 'g', 1, x'00ff', '');")),
        sql("nothing-for-text", format!("{COL}{NOTES} INSERT INTO notes VALUES (1, NULL, 1, 'f', '');")),
        sql(
            "payload",
            format!(
                "{COL}{NOTES} INSERT INTO notes VALUES (1, 'g', 1, 'clear ' || char(27) || '[2J' || char(31) || 'Sit.', '');"
            ),
        ),
        sql("no-notes", "CREATE TABLE a (x);".to_owned()),
    ]
}

/// What looks harmful and is read as plain text.
fn harmless() -> Vec<Hostile> {
    let formula = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>title</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>cue</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>steps</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><f>CONCAT(\"A\")</f><v>A</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>b</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>Sit.</t></is></c></row></sheetData></worksheet>";
    vec![
        hostile("byte-order-mark.csv", "\u{feff}title,cue,steps\nA,Where?,Sit.\n"),
        hostile("byte-order-mark.md", "\u{feff}# D\n\n## C\n\n### Cues\n- c\n\n### Steps\n1. s\n"),
        hostile("formulas.csv", "title,cue,steps\n=cmd|' /C calc'!A0,@SUM(1),+1\n"),
        hostile("formula.xlsx", xlsx(formula, b"<sst/>")),
        hostile(
            "scripts.txt",
            "#separator:tab\n#html:true\n<script>alert(1)</script>Where?\t<img src=x onerror=y>Sit.\n",
        ),
        sql_note("html.apkg"),
    ]
}

fn sql_note(name: &str) -> Hostile {
    let sql = format!(
        "{COL}{NOTES} INSERT INTO notes VALUES (1, 'g', 1, '<b>Where?</b>{{{{c1::here' || char(31) || '<script>x</script>Sit.', '');"
    );
    hostile(name, apkg(&sql))
}

/// Runs the program with little memory and little time.
fn bounded(env: &TestEnv, args: &[&str]) -> crate::env::Run {
    let mut command = Command::new("sh");
    let limits = format!("ulimit -v {MEMORY} && ulimit -t 2 && exec \"$0\" \"$@\"");
    command.env_clear().current_dir(env.folder()).arg("-c").arg(limits).arg(PROGRAM).args(args);
    for (name, value) in env.surroundings() {
        command.env(name, value);
    }
    env.finish(command, "")
}

#[test]
fn hostile_files_are_refused_in_words_and_change_nothing() {
    let env = TestEnv::new();
    let decks = env.json(&["deck", "list"]);
    let (refused, harmless) = (refused(), harmless());
    assert!(refused.len() + harmless.len() >= 60, "{} files", refused.len() + harmless.len());
    let mut told = String::new();
    for Hostile { name, bytes } in &refused {
        let file = env.file(name, bytes).display().to_string();
        let run = bounded(&env, &["deck", "add", &file, "--yes"]);
        run.assert_calm();
        assert_eq!(run.code, Some(1), "{name}: {}{}", run.out, run.err);
        let said = run.named_err();
        let line = said.lines().find(|line| line.contains(": error: ")).or_else(|| said.lines().last());
        let line = line.unwrap_or_default();
        assert!(line.contains(": error: ") || line.starts_with("rekindle: could not"), "{name}: {}", run.err);
        writeln!(told, "{}", line.chars().take(160).collect::<String>()).unwrap();
        std::fs::remove_file(file).unwrap();
    }
    for Hostile { name, bytes } in &harmless {
        let file = env.file(name, bytes).display().to_string();
        let run = bounded(&env, &["deck", "check", &file]);
        run.assert_calm();
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}: {}", run.out);
        writeln!(told, "[FOLDER]/{name}: read").unwrap();
    }
    assert_eq!(env.json(&["deck", "list"]), decks, "nothing came in");
    insta::assert_snapshot!(told);
}
