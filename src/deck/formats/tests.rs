use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::{LARGEST, Reading, read};
use crate::deck::problem::Severity;
use crate::deck::text::unsafe_parts;
use crate::deck::{sample, write};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decks/broken")
}

fn good() -> String {
    std::fs::read_to_string(folder().join("00-good.json")).expect("the good deck")
}

/// Every problem of every broken deck, as one text: what an author would read.
#[test]
fn broken_decks_say_what_where_and_how() {
    let mut names: Vec<_> = std::fs::read_dir(folder())
        .expect("the folder of broken decks")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    names.sort();
    assert!(names.len() >= 40, "{} decks", names.len());
    let mut told = String::new();
    for path in &names {
        let Reading { deck, problems, .. } = read(&std::fs::read(path).expect("a file"));
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        writeln!(told, "{name}: {}", if deck.is_some() { "can be used" } else { "refused" }).expect("written");
        for problem in &problems {
            writeln!(told, "  {} {problem}", problem.severity).expect("written");
            assert_eq!(unsafe_parts(&problem.to_string()), [], "{name}");
        }
        assert_eq!(deck.is_none(), problems.iter().any(|problem| problem.severity == Severity::Error), "{name}");
    }
    let file = folder().join("problems.txt");
    if option_env!("REKINDLE_WRITE_PROBLEMS").is_some() {
        std::fs::write(&file, &told).expect("written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    for (line, (told, expected)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(told, expected, "line {} of problems.txt", line + 1);
    }
    assert_eq!(told, expected, "write problems.txt anew with REKINDLE_WRITE_PROBLEMS=1, and read the difference");
}

fn only(text: &str) -> String {
    let reading = read(text.as_bytes());
    assert_eq!(reading.deck, None);
    assert_eq!(reading.problems.len(), 1, "{:#?}", reading.problems);
    reading.problems[0].to_string()
}

#[test]
fn ten_thousand_brackets_give_one_clear_problem() {
    let text = format!("{{\"x-a\": {}", "[".repeat(10_000));
    assert_eq!(only(&text), "1:24: more than 16 brackets are nested here (a deck needs at most 6)");
}

#[test]
fn a_file_over_four_mebibytes_is_not_read() {
    let text = format!("{{{}", " ".repeat(LARGEST));
    assert_eq!(
        only(&text),
        "1:1: the file is larger than 4 MiB, the most a deck may have (split it into several decks)"
    );
}

#[test]
fn a_number_of_a_million_digits_is_one_short_problem() {
    let text = good().replace("10}", &format!("{}}}", "9".repeat(1_000_000)));
    let problem = only(&text);
    assert!(problem.starts_with("12:53: cards[0].steps[0].seconds: 999999"), "{problem}");
    assert!(problem.ends_with("9… is more than 3600 (write a whole number from 1 to 3600)"), "{problem}");
}

#[test]
fn problems_are_capped_and_the_rest_is_counted() {
    let extra: Vec<_> = (0..5_000).map(|number| format!("\"y{number}\": 1,")).collect();
    let reading = read(good().replace("\"cards\"", &format!("{}\"cards\"", extra.concat())).as_bytes());
    assert_eq!(reading.problems.len(), 201);
    let last = reading.problems.last().expect("a last problem");
    assert_eq!((last.message.as_str(), last.severity), ("and 4800 more problems", Severity::Error));
    assert!(reading.deck.is_none());
}

#[test]
fn errors_come_before_advice_when_some_must_go() {
    let card = |number: usize| {
        format!(
            "{{\"id\": \"c{number}\", \"title\": \"T\", \"family\": \"own\", \"cues\": [\"c\"], \"steps\": [{{\"do\": \"d\"}}]}}"
        )
    };
    let cards: Vec<_> = (0..300).map(card).collect();
    let text = good();
    let (head, _) = text.split_once("\"cards\"").expect("cards");
    let text = format!("{}\"cards\": [{}, 7]}}", head, cards.join(", "));
    let reading = read(text.as_bytes());
    assert!(reading.problems.iter().any(|problem| problem.path == "cards[300]"));
    assert_eq!(reading.problems.len(), 201);
}

#[test]
fn too_many_cards_are_counted() {
    let card = r#"{"id": "a", "title": "T", "family": "grounding", "cues": ["c"], "steps": [{"do": "d"}]}"#;
    let text = good();
    let (head, _) = text.split_once("\"cards\"").expect("cards");
    let text = format!("{}\"cards\": [{}]}}", head, vec![card; 2_001].join(","));
    let first = read(text.as_bytes()).problems[0].to_string();
    assert_eq!(first, "10:12: cards: 2001 cards; at most 2000 are allowed");
}

#[test]
fn a_sampled_deck_has_no_problem() {
    assert_eq!(read(write::to_json(&sample::deck()).as_bytes()).problems, []);
}

/// Files made to be slow. Run as [`the_largest_deck`].
#[test]
#[ignore = "a measurement"]
fn the_slowest_files() {
    let fill = |piece: &str| piece.repeat((LARGEST - 1_000) / piece.len());
    for (name, text) in [
        ("lists", good().replace("\"cards\"", &format!("\"x-a\": [{}1], \"cards\"", fill("[],")))),
        ("same keys", good().replace("\"cards\"", &format!("{} \"cards\"", fill("\"a\":1,")))),
        (
            "same keys inside",
            good().replace("\"cards\"", &format!("\"x-a\": {{{} \"b\": 1}}, \"cards\"", fill("\"a\":1,"))),
        ),
        ("numbers for cards", good().replace("    {\"id\"", &format!("{} {{\"id\"", fill("1,")))),
        ("marks", good().replace("Press", &fill("e\u{301}"))),
        ("hidden", good().replace("Press", &fill("\u{202E}"))),
        ("hidden kept", good().replace("\"cards\"", &format!("\"x-a\": \"{}\", \"cards\"", fill("\u{202E}")))),
        ("digits", good().replace("Press", &fill("1 "))),
        ("words", good().replace("\"cards\"", &format!("\"authors\": [{}1], \"cards\"", fill("\"\",")))),
    ] {
        #[allow(clippy::disallowed_methods, reason = "a measurement")]
        let start = std::time::Instant::now();
        let problems = read(text.as_bytes()).problems;
        println!("{name}: {} bytes, {} problems in {:?}", text.len(), problems.len(), start.elapsed());
    }
}

/// Reading a deck of 4 MiB and 2,000 cards. Run with `--release -- --ignored --nocapture` for the time.
#[test]
#[ignore = "a measurement"]
fn the_largest_deck() {
    let mut deck = sample::deck();
    deck.paths.clear();
    deck.cards = (0..2_000)
        .map(|number| {
            let mut card = sample::card(&format!("card-{number}"));
            card.why = Some("Press the feet, then let go; it is easy to feel. ".repeat(35).as_str().into());
            card
        })
        .collect();
    let json = write::to_json(&deck);
    #[allow(clippy::disallowed_methods, reason = "a measurement")]
    let start = std::time::Instant::now();
    let reading = read(json.as_bytes());
    println!("{} bytes in {:?}", json.len(), start.elapsed());
    assert_eq!(reading.problems, []);
    assert!(reading.deck == Some(deck));
}

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), 0..5_u8, any::<u8>(), 1..40_usize);
    (sample::decks(), prop::collection::vec(change, 1..8)).prop_map(|(deck, changes)| {
        let mut bytes = write::to_json(&deck).into_bytes();
        for (at, what, byte, long) in changes {
            let at = at.index(bytes.len());
            let end = (at + long).min(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b"{}[]\":,\\0-e"[usize::from(byte) % 11]),
                2 => drop(bytes.drain(at..end)),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let piece = bytes[at..end].to_vec();
                    drop(bytes.splice(at..at, piece));
                }
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        bytes
    })
}

fn holds(bytes: &[u8]) {
    let Reading { deck, problems, .. } = read(bytes);
    assert_eq!(deck.is_none(), problems.iter().any(|problem| problem.severity == Severity::Error));
    assert!(problems.iter().all(|problem| problem.line > 0 && problem.column > 0));
    assert!(problems.iter().all(|problem| unsafe_parts(&problem.to_string()).is_empty()));
    if let Some(deck) = deck {
        assert_eq!(read(write::to_json(&deck).as_bytes()).deck, Some(deck));
    }
}

proptest! {
    #[test]
    fn reading_any_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds(&bytes);
    }

    #[test]
    fn reading_any_text_never_panics(text in "\\{[\\{\\}\\[\\]\",:\\\\a-z0-9eu.\\-+é\u{202E} ]{0,80}") {
        holds(text.as_bytes());
    }

    #[test]
    fn reading_a_damaged_deck_never_panics(bytes in mutated()) {
        holds(&bytes);
    }
}

#[test]
fn the_example_on_the_format_page_has_no_problem() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deck-format.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let (_, example) = page.split_once("```json\n").expect("an example");
    let (example, _) = example.split_once("```").expect("its end");
    let reading = read(example.as_bytes());
    assert_eq!(reading.problems, []);
    assert!(reading.deck.is_some());
}
