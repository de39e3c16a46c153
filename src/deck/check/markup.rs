//! Markup that a card does not have: it would be shown as it stands.

/// What gives markup away, and its name.
const MARKS: &[(&str, &str)] = &[
    ("**", "bold markup"),
    ("__", "underline markup"),
    ("~~", "strike-through markup"),
    ("`", "code markup"),
    ("![", "an image"),
    ("](", "a link in Markdown"),
    ("</", "an HTML tag"),
    ("<br", "an HTML tag"),
    ("<b>", "an HTML tag"),
    ("<i>", "an HTML tag"),
    ("<p>", "an HTML tag"),
    ("<a ", "an HTML tag"),
    ("<img", "an HTML tag"),
    ("<script", "an HTML tag"),
    ("<style", "an HTML tag"),
    ("<div", "an HTML tag"),
    ("<span", "an HTML tag"),
    ("<!--", "an HTML comment"),
    ("&nbsp;", "an HTML entity"),
    ("&amp;", "an HTML entity"),
    ("&lt;", "an HTML entity"),
    ("&gt;", "an HTML entity"),
    ("&quot;", "an HTML entity"),
    ("&#", "an HTML entity"),
];

/// What gives markup away at the start of a line.
const LINE_MARKS: &[(&str, &str)] = &[
    ("# ", "a heading"),
    ("## ", "a heading"),
    ("### ", "a heading"),
    ("> ", "a quotation mark of Markdown"),
    ("|", "a table"),
    ("---", "a rule"),
];

/// Finds markup: the first of each sort, where and what.
pub(super) fn marks(text: &str) -> Vec<(usize, &'static str)> {
    let may_hold = |letters: &[u8]| text.bytes().any(|byte| letters.contains(&byte));
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let mut tell = |at, name| {
        if !found.iter().any(|(_, known)| *known == name) {
            found.push((at, name));
        }
    };
    if may_hold(b"*_~`[]<&") {
        for (mark, name) in MARKS {
            if let Some(at) = text.find(mark) {
                tell(at, *name);
            }
        }
    }
    let mut at = 0;
    let lines = if may_hold(b"#>|-") { text } else { "" };
    for line in lines.split_inclusive('\n') {
        for (mark, name) in LINE_MARKS {
            if line.starts_with(mark) {
                tell(at, *name);
            }
        }
        at += line.len();
    }
    found.sort_unstable();
    found
}
