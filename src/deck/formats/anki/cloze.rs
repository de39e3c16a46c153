//! Cloze texts: `{{c1::feet::where}}` is a gap in the cue and a word in the steps.

/// The text with gaps, and the text without; `None` when there is no gap in it.
pub(super) fn split(text: &str) -> Option<(String, String)> {
    let (mut cue, mut whole) = (String::with_capacity(text.len()), String::with_capacity(text.len()));
    // Gaps may stand inside gaps: what is open, with whether it is in the cue.
    let mut rest = text;
    let mut open = 0_usize;
    let mut found = false;
    let mut hint: Option<String> = None;
    while !rest.is_empty() {
        if let Some(after) = gap(rest) {
            found = true;
            open += 1;
            hint = None;
            rest = after;
        } else if open > 0 && rest.starts_with("}}") {
            open -= 1;
            if open == 0 {
                cue.push('[');
                cue.push_str(hint.take().as_deref().unwrap_or("…"));
                cue.push(']');
            }
            rest = rest.get(2..).unwrap_or_default();
        } else if let (true, Some(after)) = (open > 0, rest.strip_prefix("::")) {
            let end = after.find("}}").unwrap_or(after.len());
            hint = after.get(..end).map(str::to_owned);
            rest = after.get(end..).unwrap_or_default();
        } else {
            let long = rest.chars().next().map_or(1, char::len_utf8);
            let letter = rest.get(..long).unwrap_or_default();
            whole.push_str(letter);
            if open == 0 {
                cue.push_str(letter);
            }
            rest = rest.get(long..).unwrap_or_default();
        }
    }
    found.then_some((cue, whole))
}

/// Takes `{{c1::` off the start.
fn gap(text: &str) -> Option<&str> {
    let after = text.strip_prefix("{{c")?;
    let digits = after.find(|c: char| !c.is_ascii_digit())?;
    (1..=3).contains(&digits).then_some(())?;
    after.get(digits..)?.strip_prefix("::")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn gaps_are_in_the_cue_and_words_in_the_steps() {
        for (text, cue, whole) in [
            ("Press {{c1::both feet}} down", "Press […] down", "Press both feet down"),
            ("{{c1::In}} 4, {{c2::out::longer}} 6", "[…] 4, [longer] 6", "In 4, out 6"),
            ("{{c1::a {{c2::b}} c}}", "[…]", "a b c"),
        ] {
            assert_eq!(split(text), Some((cue.to_owned(), whole.to_owned())), "{text}");
        }
        assert_eq!(split("{{c::no}} {{x}}"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_split(text in "(\\{\\{c1::|\\}\\}|::|[a-z\u{e9}{}:]){0,40}") {
            let _ = split(&text);
        }
    }
}
