use std::io::Cursor;

use super::heard::heard;
use super::*;
use crate::app::keys::Key;
use crate::app::page::{Block, Page, Progress};
use crate::app::sample;
use crate::app::tests::every;
use crate::samples;

fn printed(page: &Page, width: usize) -> String {
    let mut output = Vec::new();
    print(page, width, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

#[test]
fn every_page_reads_from_top_to_bottom() {
    let all: Vec<String> =
        samples::all().iter().map(|(name, page)| format!("=== {name}\n{}", printed(page, 72))).collect();
    insta::assert_snapshot!("pages", all.join("\n"));
}

#[test]
fn no_line_is_longer_than_asked_for_and_none_is_broken_when_not_asked() {
    for (name, page) in samples::all() {
        for width in [20, 40, 72] {
            let long = printed(&page, width)
                .lines()
                .find(|line| textwrap::core::display_width(line) > width)
                .map(String::from);
            assert_eq!(long, None, "{name} at {width}");
        }
        assert!(printed(&page, 0).lines().count() <= printed(&page, 72).lines().count(), "{name}");
    }
}

#[test]
fn no_control_byte_is_ever_printed() {
    let hostile = samples::hostile();
    let page = samples::with(&hostile);
    for width in [0, 40] {
        let text = printed(&page, width);
        let found: Vec<char> = text.chars().filter(|c| *c != '\n' && samples::acts(*c)).collect();
        assert!(found.is_empty(), "{found:?}");
        assert!(text.matches('\u{301}').count() <= 8 * 40);
    }
}

#[test]
fn a_line_stands_for_keys() {
    let pages = samples::all();
    let page = |name: &str| pages.iter().find(|(other, _)| *other == name).map(|(_, page)| page.clone()).unwrap();
    let recall = page("recall");
    let cases = [
        ("", vec![Key::Enter]),
        (" ", vec![Key::Char(' ')]),
        ("3", vec![Key::Char('3')]),
        (" Q ", vec![Key::Char('Q')]),
        ("esc", vec![Key::Esc]),
        ("PgDn", vec![Key::PageDown]),
        ("f1", vec![Key::F(1)]),
        ("easily", vec![Key::Char('4')]),
        ("Not this time", vec![Key::Char('1')]),
        ("people to reach", vec![Key::Char('!')]),
        ("yes", vec![Key::Char('3')]),
        ("f99", vec![]),
        ("banana", vec![]),
    ];
    for (line, keys) in cases {
        assert_eq!(heard(line, &recall), keys, "{line:?}");
    }
    let typing = page("typing");
    assert_eq!(heard("q", &typing), [Key::Paste("q".into()), Key::Enter]);
    assert_eq!(heard("", &typing), [Key::Enter]);
    assert_eq!(heard("/esc", &typing), [Key::Esc]);
    assert_eq!(heard("/F1", &typing), [Key::F(1)]);
    assert_eq!(heard("//esc", &typing), [Key::Paste("/esc".into()), Key::Enter]);
    assert_eq!(heard("/no such key", &typing), [Key::Paste("/no such key".into()), Key::Enter]);
}

#[test]
fn the_end_of_the_input_ends_the_run_and_so_does_leaving() {
    for input in ["", "q\n", "no such key\nq\n", "\u{0}\u{1b}[2J\nq\n"] {
        let mut output = Vec::new();
        let mut answer = |_| Msg::Recorded(Vec::new());
        run(
            &mut sample::app(),
            &mut Outside { perform: &mut answer, now: &|| sample::NOW, slow: false },
            &mut Cursor::new(input),
            &mut output,
            72,
        )
        .unwrap();
        assert!(!output.contains(&0x1b));
    }
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut answer = |_| Msg::Recorded(Vec::new());
    run(
        &mut sample::app(),
        &mut Outside { perform: &mut answer, now: &|| sample::NOW, slow: false },
        &mut Cursor::new("q\n"),
        &mut Gone,
        72,
    )
    .unwrap();
}

#[test]
fn a_breath_reads_as_words() {
    let page = Page { blocks: vec![samples::breath("in", Some(4), 0.0, true)], ..Page::default() };
    assert_eq!(printed(&page, 72), "\nin… 4; breath 2 of 6; paused\n");
    let page = Page { blocks: vec![Block::Gap], ..Page::default() };
    assert_eq!(printed(&page, 72), "");
}

/// The screens of what helped are printed in `tests/it/helping.rs`, which makes a record for them.
#[test]
fn every_screen_is_printed_without_an_escape() {
    let mut all = String::new();
    for (name, app) in every::apps() {
        let page = app.page();
        let text = printed(&page, 72);
        assert_eq!(text.find(|c: char| c != '\n' && samples::acts(c)), None, "{name}");
        assert!(page == Page::default() || text.contains("Keys:"), "{name}: what can be done is said");
        // Whatever can be picked can be typed: each choice, each line of a list, each key.
        for block in &page.blocks {
            match block {
                Block::Choices(choices) => {
                    for choice in choices {
                        assert!(!heard(&choice.key, &page).is_empty(), "{name}: {}", choice.key);
                    }
                }
                Block::Steps(steps) if steps.iter().any(|step| step.progress != Progress::Listed) => {
                    let typed = page.blocks.iter().any(|block| matches!(block, Block::Input { .. }));
                    assert!(typed || heard("1", &page) == [Key::Row(0)], "{name}");
                }
                _ => {}
            }
        }
        for binding in page.keys.iter().filter(|binding| !binding.label.is_empty()) {
            let several = [" to ", " or "].iter().any(|part| binding.key.contains(part));
            assert!(several || !heard(&binding.key, &page).is_empty(), "{name}: {}", binding.key);
        }
        all.extend(["=== ", name, "\n", &text, "\n"]);
    }
    insta::assert_snapshot!("screens", all);
}
