//! Phone numbers and links in a text. Years, counts, times, pages and large round numbers are neither.

/// Endings of names on the net that are no ordinary words.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "int", "info", "biz", "app", "dev", "online", "site", "shop", "xyz", "link",
    "health", "care", "uk", "de", "fr", "nl", "au", "ca", "eu", "ch", "es", "pl", "ru", "cn", "jp", "br", "se", "dk",
    "fi", "nz", "ie", "za", "ly", "gg", "io", "co", "tv",
];
/// Endings that are words too; such a name is a link only with a third part or a slash after it.
const WORD_ENDINGS: &[&str] = &["it", "is", "in", "to", "me", "no", "so", "at", "my", "be", "us", "am", "do", "by"];
/// What begins an address.
const STARTS: &[&str] = &["http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "file:", "javascript:", "www."];

/// Finds what a reader could take for an address on the net: where, and what.
pub(super) fn links(text: &str) -> Vec<(usize, &str)> {
    let breaks =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | ',' | ';');
    let mut found = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(breaks) {
        if !token.contains(['.', ':', '@']) {
            at += token.len();
            continue;
        }
        let word = token.trim_end_matches(breaks);
        let word = word.trim_end_matches(['.', '!', '?', ':', '…', '\'']);
        let start = word.trim_start_matches(['*', '_', '\'', '-', '.']);
        // The point at the end of a sentence is gone by now.
        if start.contains(['.', ':', '@']) && is_link(start) {
            found.push((at + (word.len() - start.len()), start));
        }
        at += token.len();
    }
    found
}

fn is_link(word: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = STARTS.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    bare || lower.contains("://") || mail(&lower) || domain(word, &lower)
}

fn mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.split_once('.').is_some_and(|(first, last)| !first.is_empty() && !last.is_empty())
    })
}

fn domain(word: &str, lower: &str) -> bool {
    let (host, rest) = lower.split_once(['/', '?', '#', ':']).map_or((lower, false), |(host, _)| (host, true));
    let labels: Vec<&str> = host.split('.').collect();
    let shaped = labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let Some(last) = labels.last().filter(|_| shaped) else { return false };
    // "the floor.In this way" is a slip of the space bar: a capital after the point begins a sentence.
    let ending = word.get(host.len() - last.len()..host.len()).unwrap_or_default();
    let sentence = ending.starts_with(char::is_uppercase) && ending.chars().any(char::is_lowercase);
    if ENDINGS.contains(last) {
        return !sentence || rest;
    }
    WORD_ENDINGS.contains(last) && (rest || (labels.len() >= 3 && !sentence))
}

/// A group of digits inside a possible number.
struct Group<'t> {
    start: usize,
    end: usize,
    digits: String,
    /// What stands between it and the group before.
    joint: &'t str,
}

/// Words that make the number after them one to call.
const CALLS: &[&str] = &["call", "dial", "ring", "phone", "tel", "telephone", "text", "sms", "hotline", "helpline"];
/// Words that make a *number* after them one to call; a number of anything else is a count or a name.
const LINES: &[&str] =
    &["phone", "telephone", "emergency", "crisis", "help", "helpline", "hotline", "lifeline", "line", "mobile", "call"];
/// Words that make the number before them one to call.
const NAMES_OF_LINES: &[&str] = &["lifeline", "helpline", "hotline"];
/// Words that make the number after them one to look up in a library.
const LIBRARY: &[&str] = &["isbn", "issn", "pmid", "pmcid", "doi", "nct", "orcid"];
/// Words whose numbers name or count something, however long they are.
const NUMBERED: &[&str] = &[
    "version",
    "release",
    "build",
    "revision",
    "edition",
    "id",
    "no",
    "nr",
    "item",
    "card",
    "page",
    "pages",
    "p",
    "pp",
    "chapter",
    "section",
    "article",
    "volume",
    "vol",
    "issue",
    "room",
    "form",
    "file",
    "figure",
    "table",
    "trial",
    "study",
    "registration",
    "grant",
    "licence",
    "license",
    "order",
    "ref",
    "reference",
];
/// Words beside which numbers of two digits are breaths and counts.
const COUNTED: &[&str] =
    &["breathe", "breath", "breaths", "breathing", "inhale", "exhale", "count", "counts", "rounds"];
/// Short numbers that are known lines.
const KNOWN: &[&str] = &["116123", "116111", "116117", "131114", "741741"];

/// Finds what a reader could take for a phone number: where, and what. In a source only plain cases count, since
/// years, volumes and pages stand there.
pub(super) fn phones(text: &str, source: bool) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(groups) = next_number(text, rest) {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else { break };
        rest = last.end;
        if groups.iter().map(|group| group.digits.len()).sum::<usize>() < 3 {
            continue;
        }
        let (before, after) = (text.get(..first.start).unwrap_or_default(), text.get(last.end..).unwrap_or_default());
        if is_phone(&groups, before, after, source) {
            let start = if before.ends_with(['+', '(']) { first.start - 1 } else { first.start };
            found.push((start, text.get(start..last.end).unwrap_or_default()));
        }
    }
    found
}

fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// Takes the next run of digit groups that only spaces, dashes, points, slashes and brackets keep apart.
fn next_number(text: &str, from: usize) -> Option<Vec<Group<'_>>> {
    let tail = text.get(from..)?;
    let mut at = from + tail.find(|c| digit(c).is_some())?;
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut joint = "";
    loop {
        let here = text.get(at..)?;
        let digits: String = here.chars().map_while(digit).collect();
        let long = here.char_indices().find(|(_, c)| digit(*c).is_none()).map_or(here.len(), |(long, _)| long);
        let end = at + long;
        groups.push(Group { start: at, end, digits, joint });
        let after = text.get(end..)?;
        let gap = after.find(|c: char| !between(c)).unwrap_or(after.len());
        joint = after.get(..gap)?;
        let goes_on = after.get(gap..)?.starts_with(|c| digit(c).is_some());
        if !goes_on || gap == 0 || joint.chars().count() > 3 || joint.contains(". ") {
            return Some(groups);
        }
        at = end + gap;
    }
}

fn between(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '-' | '\u{2010}' | '\u{2011}' | '.' | '/' | '(' | ')' | '*')
}

fn is_phone(groups: &[Group<'_>], before: &str, after: &str, source: bool) -> bool {
    let all: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let words: Vec<String> = before
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .rev()
        .take(4)
        .map(str::to_lowercase)
        .collect();
    let near = |list: &[&str], most: usize| words.iter().take(most).any(|word| list.contains(&word.as_str()));
    let international = before.ends_with('+') || (all.starts_with("00") && all.len() >= 9);
    if near(LIBRARY, 2) || before.ends_with('=') {
        return false;
    }
    // "call 112", "text HOME to 741741", "the emergency number is 112"; "call 100 friends" would be caught too, and is
    // easily reworded.
    let short = groups.len() == 1 && (3..=6).contains(&all.len());
    let of_a_line = words.iter().take(2).position(|word| word == "number").is_some_and(|at| {
        let mut whose =
            words.iter().skip(at + 1).filter(|word| !["the", "this", "that", "your"].contains(&word.as_str()));
        whose.next().is_some_and(|whose| LINES.contains(&whose.as_str()))
    });
    let next = after.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let line = NAMES_OF_LINES.contains(&next.to_lowercase().as_str());
    let calls = near(CALLS, if near(&["text", "sms"], 4) { 4 } else { 2 }) || of_a_line;
    let called = short && ((calls && !before.ends_with(':')) || line);
    let library = groups.first().is_some_and(|first| first.digits == "10")
        && groups.get(1).is_some_and(|next| next.joint == "." && next.digits.len() >= 4);
    if library {
        return false;
    }
    if called && !source || KNOWN.contains(&all.as_str()) {
        return true;
    }
    if !(7..=15).contains(&all.len()) {
        return international && all.len() >= 7;
    }
    if international || near(CALLS, 2) || of_a_line {
        return true;
    }
    if source {
        return all.starts_with('0') && groups.len() > 1 || all.starts_with("1800");
    }
    // What hangs on a letter, as in PMC1234567 or v10.0.19045, names something.
    let named = before.ends_with(|c: char| c.is_ascii_alphabetic())
        || words.first().is_some_and(|word| NUMBERED.contains(&word.as_str()));
    let small = lengths.iter().all(|length| *length <= 2) && !groups.iter().any(|group| group.digits.starts_with('0'));
    let breaths = small && (near(COUNTED, 4) || COUNTED.contains(&next.to_lowercase().as_str()));
    !(named
        || breaths
        || counts(groups, &lengths)
        || years(groups)
        || moments(groups)
        || round(groups, &lengths)
        || version(groups)
        || decimal(groups))
}

/// Counting: single digits, or steps of the same size ("100 93 86 79").
fn counts(groups: &[Group<'_>], lengths: &[usize]) -> bool {
    if lengths.iter().all(|length| *length == 1) {
        return true;
    }
    let zero = groups.iter().any(|group| group.digits.len() > 1 && group.digits.starts_with('0'));
    let numbers: Vec<i64> = groups.iter().filter_map(|group| group.digits.parse().ok()).collect();
    let steps: Vec<i64> = numbers.iter().zip(numbers.iter().skip(1)).map(|(one, next)| next - one).collect();
    let even = steps.len() >= 2 && steps.iter().zip(steps.iter().skip(1)).all(|(one, next)| one == next);
    let mixed = lengths.iter().all(|length| *length <= 2) && lengths.contains(&1);
    !zero && (even || mixed)
}

fn years(groups: &[Group<'_>]) -> bool {
    let year = |digits: &str| digits.len() == 4 && matches!(digits.get(..2), Some("18" | "19" | "20"));
    groups.iter().all(|group| year(&group.digits))
}

/// Nothing but days, years and times of the clock, as in "1.11.2026 - 5.11.2026" or "10.30-11.30".
fn moments(groups: &[Group<'_>]) -> bool {
    let mut rest = groups;
    while !rest.is_empty() {
        let Some(taken) = moment(rest) else { return false };
        rest = rest.get(taken..).unwrap_or_default();
    }
    true
}

/// How many groups at the start are a day or a time.
fn moment(groups: &[Group<'_>]) -> Option<usize> {
    let number = |group: &Group<'_>| group.digits.parse::<u32>().unwrap_or(u32::MAX);
    let year = |group: &Group<'_>| group.digits.len() == 4 && matches!(group.digits.get(..2), Some("19" | "20"));
    let small = |group: &Group<'_>, most: u32| group.digits.len() <= 2 && (1..=most).contains(&number(group));
    match groups {
        [first, second, third, ..] if year(first) && small(second, 12) && small(third, 31) => Some(3),
        [first, second, third, ..]
            if year(third) && ((small(first, 31) && small(second, 12)) || (small(first, 12) && small(second, 31))) =>
        {
            Some(3)
        }
        [hour, minute, ..]
            if minute.joint == "."
                && hour.digits.len() <= 2
                && number(hour) < 24
                && minute.digits.len() == 2
                && number(minute) < 60 =>
        {
            Some(2)
        }
        _ => None,
    }
}

/// "10.0.19045": points between all of it, and a single digit after one of them.
fn version(groups: &[Group<'_>]) -> bool {
    groups.len() > 2
        && groups.iter().skip(1).all(|group| group.joint == ".")
        && groups.iter().skip(1).any(|group| group.digits.len() == 1)
}

/// "1 000 000", "1 234 567", "1000-2500", and a span of pages such as "1411-1423".
fn round(groups: &[Group<'_>], lengths: &[usize]) -> bool {
    let thousands = lengths.len() > 1
        && lengths.iter().skip(1).all(|length| *length == 3)
        && groups.last().is_some_and(|group| group.digits == "000");
    let grouped = matches!(lengths, [1, 3, 3, ..])
        && groups.first().is_none_or(|group| group.digits != "0")
        && groups.iter().skip(1).all(|group| {
            group.digits.len() == 3 && matches!(group.joint, " " | "\u{A0}" | "\u{202F}" | "\u{2009}" | ".")
        });
    let hundreds = groups.iter().all(|group| group.digits.len() > 2 && group.digits.ends_with("00"))
        && !groups.first().is_some_and(|group| group.digits.starts_with('0'));
    let pages = match groups {
        [from, to] if to.joint == "-" && from.digits.len() == 4 && to.digits.len() == 4 => {
            from.digits < to.digits && from.digits.get(..1) == to.digits.get(..1)
        }
        _ => false,
    };
    thousands || grouped || hundreds || pages
}

fn decimal(groups: &[Group<'_>]) -> bool {
    matches!(groups, [_, fraction] if fraction.joint == ".")
}
