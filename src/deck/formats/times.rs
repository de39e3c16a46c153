//! The notation of times: `5 s`, `2 min`, `10 s x4`, `x3`, `breathe 4-6 x8`. One notation for Markdown and tables.

use std::fmt::Write;

use crate::deck::model::{Breath, Step};

use super::node::{Field, Node, Spot};

/// Longest text that is looked at as a time, in bytes.
const LONGEST: usize = 120;

/// What a notation says of a step. Numbers stay as written; whether they fit is said where steps are decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Timing {
    /// Seconds for once, and how often.
    Plain { seconds: Option<String>, times: Option<String> },
    /// The parts of a breathing pattern.
    Breath { parts: Vec<(&'static str, String)>, hum: bool },
    /// `()`: the step has no time, whatever its words look like.
    None,
}

impl Timing {
    /// Its fields of a step, all at one spot.
    pub(super) fn fields<'a>(self, at: Spot) -> Vec<Field<'a>> {
        let number = |name: &'static str, number: String| Field::new(at, name, Node::Number(at, number.into()));
        match self {
            Self::None => Vec::new(),
            Self::Plain { seconds, times } => [("seconds", seconds), ("times", times)]
                .into_iter()
                .filter_map(|(name, value)| Some(number(name, value?)))
                .collect(),
            Self::Breath { parts, hum } => {
                let mut fields: Vec<Field<'a>> = parts.into_iter().map(|(name, value)| number(name, value)).collect();
                if hum {
                    fields.push(Field::new(at, "hum", Node::Truth(at, true)));
                }
                vec![Field::new(at, "breathe", Node::Fields(at, fields))]
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

/// Splits a text into numbers, words and signs; a dash of any length is one sign.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let run = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
        let (long, token) = if first.is_ascii_digit() {
            let long = run(|c| c.is_ascii_digit());
            (long, Token::Number(rest.get(..long)?))
        } else if first.is_alphabetic() {
            let long = run(char::is_alphabetic);
            (long, Token::Word(rest.get(..long)?))
        } else {
            let sign = match first {
                '×' | '*' => 'x',
                '-' | '–' | '—' | '‑' => '-',
                '+' | ':' | ',' | '.' => first,
                _ => return None,
            };
            (first.len_utf8(), Token::Sign(sign))
        };
        tokens.push(token);
        rest = rest.get(long..)?.trim_start();
    }
    Some(tokens)
}

/// Seconds in one of a unit.
fn unit(word: &str) -> Option<u64> {
    let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&["s", "sec", "secs", "second", "seconds"]) {
        Some(1)
    } else if is(&["m", "min", "mins", "minute", "minutes"]) {
        Some(60)
    } else if is(&["h", "hr", "hour", "hours"]) {
        Some(3_600)
    } else {
        None
    }
}

fn is_times(token: &Token<'_>) -> bool {
    match token {
        Token::Sign('x') => true,
        Token::Word(word) => word.eq_ignore_ascii_case("x"),
        _ => false,
    }
}

/// `digits` seconds of a unit, as digits; far too large numbers stay large.
fn seconds(digits: &str, unit: u64) -> String {
    if unit == 1 {
        digits.to_owned()
    } else {
        digits.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(unit).to_string()
    }
}

/// Reads a text that is a time and nothing else.
pub(super) fn parse(text: &str) -> Option<Timing> {
    if text.trim().is_empty() {
        return Some(Timing::None);
    }
    let tokens = tokens(text)?;
    match tokens.split_first() {
        Some((Token::Word(word), rest))
            if matches!(word.to_lowercase().as_str(), "breathe" | "breath" | "breathing") =>
        {
            breath(rest)
        }
        _ => plain(&tokens),
    }
}

/// Reads a text that is a breathing pattern and nothing else.
pub(super) fn parse_breath(text: &str) -> Option<Timing> {
    // Most steps begin with another word.
    let begins = text.trim_start().get(..6).is_some_and(|start| start.eq_ignore_ascii_case("breath"));
    begins.then(|| parse(text)).flatten().filter(|timing| matches!(timing, Timing::Breath { .. }))
}

fn plain(tokens: &[Token<'_>]) -> Option<Timing> {
    let (mut total, mut times) = (None::<String>, None::<String>);
    let mut rest = tokens;
    let mut add = |found: String| {
        total = Some(match total.take() {
            None => found,
            Some(before) => {
                let sum = before.parse::<u64>().ok()?.saturating_add(found.parse::<u64>().unwrap_or(u64::MAX));
                sum.to_string()
            }
        });
        Some(())
    };
    let mut colon = false;
    while !rest.is_empty() {
        rest = match rest {
            // 1:30, minutes and seconds.
            [Token::Number(minutes), Token::Sign(':'), Token::Number(few), more @ ..] if few.len() == 2 && !colon => {
                colon = true;
                add(seconds(minutes, 60))?;
                add((*few).to_owned())?;
                match more {
                    [Token::Word(word), more @ ..] if unit(word) == Some(60) => more,
                    more => more,
                }
            }
            [Token::Number(number), Token::Word(word), more @ ..] if unit(word).is_some() => {
                add(seconds(number, unit(word)?))?;
                if let [Token::Sign('.'), more @ ..] = more { more } else { more }
            }
            [sign, Token::Number(number), more @ ..] if is_times(sign) && times.is_none() => {
                times = Some((*number).to_owned());
                more
            }
            [Token::Number(number), sign, more @ ..] if is_times(sign) && times.is_none() => {
                times = Some((*number).to_owned());
                more
            }
            [Token::Number(number), Token::Word(word), more @ ..]
                if times.is_none() && matches!(word.to_lowercase().as_str(), "time" | "times") =>
            {
                times = Some((*number).to_owned());
                more
            }
            [Token::Sign(','), more @ ..] if !more.is_empty() && more.len() < tokens.len() => more,
            [Token::Word(word), more @ ..] if word.eq_ignore_ascii_case("each") && more.is_empty() => more,
            _ => return None,
        };
    }
    (total.is_some() || times.is_some()).then_some(Timing::Plain { seconds: total, times })
}

fn breath(tokens: &[Token<'_>]) -> Option<Timing> {
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    let (mut rest, mut hum) = (tokens, false);
    if let [Token::Number(inward), ..] = rest {
        parts.push(("in", (*inward).to_owned()));
        rest = rest.get(1..)?;
        if let [Token::Sign('+'), Token::Number(sip), more @ ..] = rest {
            parts.push(("sip", (*sip).to_owned()));
            rest = more;
        }
        let mut after = Vec::new();
        while let [Token::Sign('-'), Token::Number(number), more @ ..] = rest {
            after.push((*number).to_owned());
            rest = more;
        }
        let names: &[&'static str] = match after.len() {
            1 => &["out"],
            2 => &["hold", "out"],
            3 => &["hold", "out", "rest"],
            _ => return None,
        };
        parts.extend(names.iter().copied().zip(after));
    }
    while !rest.is_empty() {
        rest = match rest {
            [Token::Sign(','), more @ ..] if !more.is_empty() => more,
            [Token::Word(word), more @ ..] if word.eq_ignore_ascii_case("hum") => {
                hum = true;
                more
            }
            [sign, Token::Number(rounds), more @ ..] if is_times(sign) => {
                parts.push(("rounds", (*rounds).to_owned()));
                more
            }
            [Token::Number(rounds), Token::Word(word), more @ ..]
                if matches!(word.to_lowercase().as_str(), "breath" | "breaths" | "rounds" | "times" | "x") =>
            {
                parts.push(("rounds", (*rounds).to_owned()));
                more
            }
            [Token::Word(word), Token::Number(number), more @ ..] => {
                let name =
                    ["in", "sip", "hold", "out", "rest"].into_iter().find(|name| word.eq_ignore_ascii_case(name))?;
                parts.push((name, (*number).to_owned()));
                match more {
                    [Token::Word(word), more @ ..] if unit(word) == Some(1) => more,
                    more => more,
                }
            }
            _ => return None,
        };
    }
    let mut names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    let whole = names.len() == parts.len() && names.contains(&"in") && names.contains(&"out");
    whole.then_some(())?;
    if !names.contains(&"rounds") {
        parts.push(("rounds", "1".to_owned()));
    }
    Some(Timing::Breath { parts, hum })
}

/// Takes a time off the end of a line: `Press down. (10 s x4)`, `Press down. 10 s`, `Press down – 10 s`. Returns the rest
/// of the line and the time.
pub(super) fn at_end(line: &str) -> Option<(&str, Timing)> {
    let line = line.trim_end();
    if !line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '`' | '.')) {
        return None;
    }
    for (open, close) in [('(', ')'), ('[', ']'), ('`', '`')] {
        let Some(inner) = line.strip_suffix(close) else { continue };
        let at = inner.rfind(open)?;
        let timing = parse(inner.get(at + open.len_utf8()..)?)?;
        if timing == Timing::None && open != '(' {
            return None;
        }
        let before = inner.get(..at)?;
        return Some((before.strip_suffix(' ').unwrap_or(before), timing));
    }
    let tail_start = line.len().saturating_sub(LONGEST);
    let tail_start = (tail_start..=line.len()).find(|at| line.is_char_boundary(*at))?;
    let tail = line.get(tail_start..)?;
    // The longest ending that is a time and follows the end of a sentence or a dash.
    for (at, _) in tail.match_indices(' ') {
        let before = line.get(..tail_start + at)?;
        let ends = before.ends_with(['.', '!', '?', ':', ';', ',', '–', '—', '|']) || before.ends_with(" -");
        let after = tail.get(at + 1..)?;
        if ends && after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'x' | '×' | 'b' | 'B')) {
            let timing = parse(after).filter(|timing| *timing != Timing::None);
            if let Some(timing) = timing {
                let before = before.trim_end_matches(['–', '—', '|', ';', ',', ':']);
                let before = before.strip_suffix(" -").unwrap_or(before);
                return Some((before.trim_end_matches(' '), timing));
            }
        }
    }
    None
}

/// Writes the time of a step in the notation; nothing for one without.
pub(super) fn write(step: &Step) -> Option<String> {
    if let Some(breath) = &step.breathe {
        return Some(write_breath(breath));
    }
    let mut text = match step.seconds {
        Some(seconds) if seconds % 60 == 0 => format!("{} min", seconds / 60),
        Some(seconds) => format!("{seconds} s"),
        None => String::new(),
    };
    if let Some(times) = step.times {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}x{times}");
    }
    (!text.is_empty()).then_some(text)
}

fn write_breath(breath: &Breath) -> String {
    let mut text = format!("breathe {}", breath.inward);
    if breath.sip > 0 {
        let _ = write!(text, "+{}", breath.sip);
    }
    if breath.hold > 0 || breath.rest > 0 {
        let _ = write!(text, "-{}", breath.hold);
    }
    let _ = write!(text, "-{}", breath.out);
    if breath.rest > 0 {
        let _ = write!(text, "-{}", breath.rest);
    }
    let _ = write!(text, " x{}{}", breath.rounds, if breath.hum { " hum" } else { "" });
    text
}

/// Finds the one time that a sentence names in passing, as in `Press for ten seconds`: seconds, and how often. Nothing
/// when it names several, since then it takes a reader to say which.
pub(super) fn in_sentence(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let (mut seconds, mut times) = (None, None);
    let mut before: Option<u32> = None;
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '–' | ':' | '/'))) {
        if word.is_empty() {
            continue;
        }
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (number, rest) = word.split_at_checked(digits)?;
        let number: Option<u32> = if number.is_empty() { spelled(word) } else { number.parse().ok() };
        let rest = if digits == 0 { word } else { rest };
        let count = if digits > 0 { number } else { before };
        if let (Some(count), Some(unit)) = (count, unit(rest).filter(|_| rest.len() > 1 || rest == "s" || digits > 0)) {
            if seconds.replace(count.saturating_mul(u32::try_from(unit).unwrap_or(1))).is_some() {
                return None;
            }
        } else if let (Some(count), "times") = (before, rest) {
            if times.replace(count).is_some() {
                return None;
            }
        } else if matches!(rest, "once" | "twice") && times.replace(if rest == "once" { 1 } else { 2 }).is_some() {
            return None;
        }
        // `10-15 seconds` is a choice, which is the reader's.
        before = if rest.is_empty() || digits == 0 { number } else { None };
    }
    let fits = |found: Option<u32>, most| found.is_none_or(|found| (1..=most).contains(&found));
    let some = seconds.is_some() || times.is_some();
    (some && fits(seconds, 3_600) && fits(times, 100)).then_some((seconds, times.filter(|times| *times > 1)))
}

fn spelled(word: &str) -> Option<u32> {
    const NUMBERS: &[(&str, u32)] = &[
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("sixty", 60),
        ("ninety", 90),
    ];
    NUMBERS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::sample;

    fn plain(seconds: Option<&str>, times: Option<&str>) -> Timing {
        Timing::Plain { seconds: seconds.map(str::to_owned), times: times.map(str::to_owned) }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds, times) in [
            ("5 s", Some("5"), None),
            ("5s", Some("5"), None),
            ("2 min", Some("120"), None),
            ("1 min 30 s", Some("90"), None),
            ("1:30", Some("90"), None),
            ("10 s x4", Some("10"), Some("4")),
            ("4 × 10 s", Some("10"), Some("4")),
            ("4x", None, Some("4")),
            ("x4", None, Some("4")),
            ("3 times", None, Some("3")),
            ("10 seconds, 4 times", Some("10"), Some("4")),
        ] {
            assert_eq!(parse(text), Some(plain(seconds, times)), "{text}");
        }
        for text in ["ten", "5", "5 s 3", "10-15 s", "feet", "x", "breathe", "breathe 4", "breathe 4-6-7-8-9"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn breathing_is_read_as_people_write_it() {
        let of = |parts: &[(&'static str, &str)], hum| {
            Some(Timing::Breath { parts: parts.iter().map(|(name, n)| (*name, (*n).to_owned())).collect(), hum })
        };
        assert_eq!(parse("breathe 4-6 x8"), of(&[("in", "4"), ("out", "6"), ("rounds", "8")], false));
        assert_eq!(parse("Breathe 4–7–8 ×4"), of(&[("in", "4"), ("hold", "7"), ("out", "8"), ("rounds", "4")], false));
        assert_eq!(
            parse("breathe in 4, hum out 6, 8 breaths"),
            of(&[("in", "4"), ("out", "6"), ("rounds", "8")], true)
        );
        assert_eq!(parse("breathe 4-6"), of(&[("in", "4"), ("out", "6"), ("rounds", "1")], false));
    }

    #[test]
    fn a_time_is_taken_off_the_end_of_a_line() {
        for (line, rest) in [
            ("Press down. (10 s x4)", "Press down."),
            ("Press down. 10 s", "Press down."),
            ("Press down – 10 s x4", "Press down"),
            ("Press down - 2 min", "Press down"),
            ("Press down `10 s`", "Press down"),
            ("Out slowly: breathe 4-6 x8", "Out slowly"),
            ("(breathe 4-6 x8)", ""),
            ("Press (5 s) ()", "Press (5 s)"),
        ] {
            assert_eq!(at_end(line).map(|(rest, _)| rest), Some(rest), "{line}");
        }
        for line in ["Press for 10 s", "Look at 5 things", "Press (gently)", "Room 4.", "A b"] {
            assert_eq!(at_end(line), None, "{line}");
        }
    }

    #[test]
    fn sentences_that_name_one_time_have_it() {
        for (text, found) in [
            ("Press for ten seconds", Some((Some(10), None))),
            ("Press for 10 seconds, four times", Some((Some(10), Some(4)))),
            ("Hold it for 30s.", Some((Some(30), None))),
            ("Walk for 2 minutes", Some((Some(120), None))),
            ("Walk for a minute", Some((Some(60), None))),
            ("In for 4 seconds, out for 6 seconds", None),
            ("Wait 10-15 seconds", None),
            ("Name 5 things", None),
            ("Press for 5 s", Some((Some(5), None))),
        ] {
            assert_eq!(in_sentence(text), found, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(step in sample::steps(true)) {
            if let Some(text) = write(&step) {
                let timing = parse(&text);
                let expected = match step.breathe {
                    None => Timing::Plain { seconds: step.seconds.map(|n| n.to_string()), times: step.times.map(|n| n.to_string()) },
                    Some(breath) => {
                        let Some(Timing::Breath { parts, hum }) = timing.clone() else { panic!("{text}") };
                        let part = |name| parts.iter().find(|(part, _)| *part == name).map_or(0, |(_, n)| n.parse().expect("a number"));
                        let read = Breath { inward: part("in"), sip: part("sip"), hold: part("hold"), out: part("out"), rest: part("rest"), rounds: part("rounds"), hum };
                        prop_assert_eq!(read, breath, "{}", text);
                        return Ok(());
                    }
                };
                prop_assert_eq!(timing, Some(expected), "{}", text);
            }
        }

        #[test]
        fn any_text_is_looked_at_without_panic(text in "\\PC{0,80}|[0-9x:,.\u{d7} breathsomin+-]{0,60}") {
            let _ = parse(&text);
            let _ = at_end(&text);
            let _ = in_sentence(&text);
        }
    }
}
