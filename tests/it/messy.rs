//! Tables and documents as people really keep them: each becomes a deck, or is refused with a word that helps.

use crate::env::TestEnv;

/// Converts a file to a document; returns what was said, and the document.
fn read(name: &str, bytes: &[u8]) -> (String, String) {
    let env = TestEnv::new();
    let file = env.file(name, bytes).display().to_string();
    let said = env.run(&["deck", "convert", &file, "out.md"]).whole();
    let document = std::fs::read_to_string(env.folder().join("out.md")).unwrap_or_default();
    // What cards hold; the head of the deck is the same each time.
    let cards = document.split_once("\n## ").map_or(String::new(), |(_, cards)| format!("## {cards}"));
    (said, cards)
}

#[track_caller]
fn becomes(name: &str, bytes: &[u8], cards: &str) {
    let (said, document) = read(name, bytes);
    assert_eq!(document, cards, "{name}\n{said}");
}

const ONE: &str = "## Feet {#feet}\n\n- family: grounding\n\n### Cues\n\n- What is under you?\n\n### Steps\n\n1. Press both feet down. (10 s)\n2. Let go.\n";

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn tables_as_people_keep_them_are_read() {
    let rows = "\"Press both feet down. (10 s)\nLet go.\"";
    for (name, text) in [
        ("plain.csv", format!("Skill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\n")),
        ("semicolons.csv", format!("Skill;When;Instructions;Category\nFeet;What is under you?;{rows};grounding\n")),
        ("excel.csv", format!("sep=;\r\nSkill;When;Instructions;Category\r\nFeet;What is under you?;{rows};grounding\r\n")),
        ("tabs.tsv", format!("Skill\tWhen\tInstructions\tCategory\nFeet\tWhat is under you?\t{rows}\tgrounding\n")),
        ("mark.csv", format!("\u{feff}Skill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\n")),
        (
            "titled.csv",
            format!(
                "Skills for my clients,,,\n,,,\nSkill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\n"
            ),
        ),
        (
            "two-headers.csv",
            format!("Card,,Practice,\nSkill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\n"),
        ),
        (
            "pages.csv",
            format!(
                "Skill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\nSkill,When,Instructions,Category\n"
            ),
        ),
        (
            "blank-columns.csv",
            format!("Skill,,When,,Instructions,Category,,\nFeet,,What is under you?,,{rows},grounding,,\n,,,,,,,\n"),
        ),
        (
            "numbers.csv",
            format!("Table 1,,,\nSkill,When,Instructions,Category\nFeet,What is under you?,{rows},grounding\n"),
        ),
        (
            "shouting.csv",
            format!(" SKILL ,When:,INSTRUCTIONS,Category\nFeet,What is under you?,{rows},Grounding\n"),
        ),
        (
            "wide.csv",
            "Skill,When,Step 1,Step 2,Category\nFeet,What is under you?,Press both feet down. (10 s),Let go.,grounding\n"
                .to_owned(),
        ),
        (
            "continued.csv",
            "Skill,When,Instructions,Category\nFeet,What is under you?,Press both feet down. (10 s),grounding\n,,Let go.,\n"
                .to_owned(),
        ),
    ] {
        becomes(name, text.as_bytes(), ONE);
    }
}

#[test]
fn text_of_old_programs_is_read_or_refused_with_a_way_out() {
    let table = "Skill,When,Instructions\nFüße,„Wo bin ich?“,Sit.\n";
    let (said, cards) = read("unicode-text.txt", &utf16(&table.replace(',', "\t")));
    assert!(cards.is_empty() && said.contains("UTF-16") && said.contains("CSV UTF-8"), "{said}");
    let windows: Vec<u8> = table
        .chars()
        .map(|c| match c {
            '„' => 0x84,
            '“' => 0x93,
            'ü' => 0xFC,
            'ß' => 0xDF,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let (said, cards) = read("windows-1252.csv", &windows);
    assert!(cards.is_empty() && said.contains("is not UTF-8") && said.contains("CSV UTF-8"), "{said}");
}

#[test]
fn documents_as_people_write_them_are_read_or_say_what_is_missing() {
    for (name, text) in [
        ("windows.md", "# My deck\r\n\r\n## Feet\r\n\r\n### Cues\r\n\r\n- Where?\r\n\r\n### Steps\r\n\r\n1. Sit.\r\n"),
        ("stars.md", "# My deck\n\n## Feet\n\n### Cues\n* Where?\n\n### Steps\n* Sit.\n"),
        ("parens.md", "# My deck\n\n## Feet\n\n### Cues\n\n- Where?\n\n### Steps\n\n1) Sit.\n"),
    ] {
        let (said, cards) = read(name, text.as_bytes());
        assert_eq!(
            cards, "## Feet {#feet}\n\n- family: grounding\n\n### Cues\n\n- Where?\n\n### Steps\n\n1. Sit.\n",
            "{name}: {said}"
        );
    }
}
