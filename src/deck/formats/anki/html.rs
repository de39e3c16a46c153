//! From the HTML of a flashcard to plain text. One pass, no nesting, nothing fetched.

use std::borrow::Cow;
use std::fmt::Write;

/// Plain text, and what had no place in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    /// Names of pictures and sounds.
    pub(super) media: Vec<String>,
}

/// Longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 4_096;

/// Tags after which a line begins.
const LINES: &[&str] = &["br", "div", "p", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"];

/// Tags whose content is not shown.
const HIDDEN: &[&str] = &["script", "style", "head", "title", "template"];

/// Makes HTML plain.
pub(super) fn plain(html: &str) -> Plain {
    let mut plain = Plain::default();
    let mut rest = html;
    let mut hidden: Option<&'static str> = None;
    let mut numbers: Option<u32> = None;
    while let Some(at) = rest.find(['<', '[']) {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if hidden.is_none() {
            words(before, &mut plain.text);
        }
        if let Some(sound) = tail.strip_prefix("[sound:").and_then(|tail| tail.get(..tail.find(']')?)) {
            if hidden.is_none() {
                plain.media.push(sound.to_owned());
            }
            rest = tail.get("[sound:".len() + sound.len() + 1..).unwrap_or_default();
            continue;
        }
        if let Some(comment) = tail.strip_prefix("<!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end + 3..)).unwrap_or_default();
            continue;
        }
        let Some(tag) = tag(tail) else {
            if hidden.is_none() {
                plain.text.push_str(tail.get(..1).unwrap_or_default());
            }
            rest = tail.get(1..).unwrap_or_default();
            continue;
        };
        rest = tail.get(tag.len() + 2..).unwrap_or_default();
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if let Some(until) = hidden {
            hidden = (!(closes && name == until)).then_some(until);
            continue;
        }
        if !closes && let Some(found) = HIDDEN.iter().find(|hidden| **hidden == name) {
            hidden = Some(found);
            continue;
        }
        match name.as_str() {
            "img" | "audio" | "video" | "source" if !closes => {
                plain.media.push(attribute(tag, "src").unwrap_or_else(|| "a picture".to_owned()));
            }
            "ol" => numbers = (!closes).then_some(0),
            "li" if !closes => {
                line(&mut plain.text);
                match &mut numbers {
                    Some(number) => {
                        *number = number.saturating_add(1);
                        let _ = write!(plain.text, "{number}. ");
                    }
                    None => plain.text.push_str("- "),
                }
                continue;
            }
            "td" | "th" if closes => plain.text.push(' '),
            _ => {}
        }
        if LINES.contains(&name.as_str()) {
            line(&mut plain.text);
        }
    }
    if hidden.is_none() {
        words(rest, &mut plain.text);
    }
    plain.text = tidy(&plain.text);
    plain
}

/// The inside of the tag that a text begins with.
fn tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')).then_some(())?;
    let mut quote = None;
    for (at, c) in inner.char_indices().take(LONGEST_TAG) {
        match (quote, c) {
            (None, '>') => return inner.get(..at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = tag.get(at + name.len() + 1..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split([' ', '>', '/']).next()?,
    };
    Some(value.to_owned())
}

/// Adds words with their entities read; a line break in HTML is a space.
fn words(text: &str, to: &mut String) {
    let text: Cow<'_, str> = html_escape::decode_html_entities(text);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{a0}' => to.push(' '),
            c => to.push(c),
        }
    }
}

fn line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Takes out spaces at the ends of lines, and all but one between words.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.split('\n') {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { continue };
        if !tidy.is_empty() {
            tidy.push('\n');
        }
        tidy.push_str(first);
        for word in words {
            tidy.push(' ');
            tidy.push_str(word);
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_lines() {
        for (html, text) in [
            ("Press &amp; hold<br>then let go", "Press & hold\nthen let go"),
            ("<div>Sit.</div><div><b>Breathe</b>&nbsp;out.</div>", "Sit.\nBreathe out."),
            ("<ol><li>Sit.</li><li>Look.</li></ol><ul><li>a</li></ul>", "1. Sit.\n2. Look.\n- a"),
            ("a < b and [x]", "a < b and [x]"),
            ("<script>alert(1)</script><style>b{}</style>Sit<!-- no -->.", "Sit."),
            ("&eacute; &#x202e;", "é \u{202e}"),
        ] {
            assert_eq!(plain(html).text, text, "{html}");
        }
        let found = plain("Look <img src=\"feet.png\" alt='x'> [sound:sea.mp3] now");
        assert_eq!(found.text, "Look now");
        assert_eq!(found.media, ["feet.png", "sea.mp3"]);
    }

    proptest! {
        #[test]
        fn any_html_is_read(html in "(<|>|/|\"|'|&#?[a-z0-9]{0,4};?|<[a-z]{1,3}|</?(ol|li|img src=|script)|[a-z \u{e9}]|!--|\\[sound:){0,60}") {
            let found = plain(&html);
            prop_assert!(!found.text.contains("<script>"));
        }
    }
}
