//! The commands that the front page names are the ones that work.

fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let begin = text.find(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("README.md has no section `{title}`"));
    let section = &text[begin + 4..];
    &section[..section.find("\n## ").unwrap_or(section.len())]
}

/// The lines of the code blocks of a section.
fn commands(section: &str) -> Vec<&str> {
    section.split("```").skip(1).step_by(2).flat_map(|block| block.lines().skip(1)).map(str::trim).collect()
}

#[test]
fn the_readme_runs_and_tests_with_cargo_alone() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md");
    assert_eq!(commands(section(&text, "Run")).first(), Some(&"cargo run --release"));
    assert_eq!(commands(section(&text, "Test")).first(), Some(&"cargo test"));
}
