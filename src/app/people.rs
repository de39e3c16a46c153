//! The page of people to reach, the same in the app and on the command line.

use chrono::NaiveDate;

use super::keys;
use super::page::{Block, Page};
use crate::deck::help_lines::{HelpLine, HelpLines, Region};
use crate::language::Language;
use crate::language::keys::Does;
use crate::record::event::Person;

/// Makes the page: the emergency number of the place that is chosen, or of the one that the environment names, then when
/// to call it, then the person's own people, then lines, those of `home` first, then where to look for more.
pub fn page(
    help: &HelpLines,
    region: Option<&str>,
    home: Option<&str>,
    people: &[Person],
    today: NaiveDate,
    words: &'static Language,
) -> Page {
    let chosen = region.and_then(|letters| help.region(letters));
    let mut blocks = Vec::new();
    // The number comes before the sentence about it: in a low window, the sentence alone fills what is seen.
    if let Some(region) = chosen.or_else(|| help.region(home?)) {
        blocks.push(Block::Lead((words.people.emergency_in)(
            (words.people.shipped)(region.name.as_str()),
            (words.people.shipped)(region.emergency.as_str()),
        )));
    }
    blocks.push(Block::Lead(words.people.emergency.to_owned()));
    blocks.push(Block::Gap);
    blocks.push(Block::Heading(words.people.own_people.to_owned()));
    if people.is_empty() {
        blocks.push(Block::Aside(words.people.no_people.to_owned()));
    } else {
        let facts = people.iter().map(|person| (person.name.to_string(), person.reach.to_string()));
        blocks.push(Block::Facts(facts.collect()));
    }
    blocks.push(Block::Gap);
    if let Some(region) = chosen {
        lines(&mut blocks, region, false, today, words);
    } else {
        if region.is_some() {
            blocks.push(Block::Text(words.people.no_lines.to_owned()));
        }
        // A place that the environment names is a guess: it comes first, and hides none of the others.
        let near = |region: &&Region| home.is_some_and(|home| region.region.as_str().eq_ignore_ascii_case(home));
        let (first, others): (Vec<_>, Vec<_>) = help.regions.iter().partition(near);
        for region in first.into_iter().chain(others) {
            lines(&mut blocks, region, true, today, words);
        }
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Text(format!(
        "{}: {}",
        help.directory.name,
        (words.people.shipped)(help.directory.note.as_str())
    )));
    blocks.push(Block::Gap);
    blocks.push(Block::Text(words.people.cannot_tell.to_owned()));
    let mut keys = keys::help_line(super::Place::HelpLines, words);
    keys.retain(|binding| binding.does != Does::RemoveLast || !people.is_empty());
    Page { title: words.people.people_to_reach.to_owned(), place: String::new(), blocks, keys, words }
}

fn lines(blocks: &mut Vec<Block>, region: &Region, with_emergency: bool, today: NaiveDate, words: &Language) {
    blocks.push(Block::Heading((words.people.shipped)(region.name.as_str()).to_owned()));
    if with_emergency {
        blocks.push(Block::Text((words.people.emergency_number)((words.people.shipped)(region.emergency.as_str()))));
    }
    for line in &region.lines {
        blocks.push(Block::Text(text(line, today, words)));
    }
}

fn text(line: &HelpLine, today: NaiveDate, words: &Language) -> String {
    let checked = (words.people.looked_up)(&(words.amounts.date)(line.checked_on));
    let first = if line.old(today) { format!("{} ", words.people.check_number) } else { String::new() };
    let [reach, hours, language] =
        [&line.reach, &line.hours, &line.language].map(|text| (words.people.shipped)(text.as_str()));
    let said = format!("{}: {reach}; {hours}; {language}. {checked}", line.name);
    // A number stays in one piece wherever the line ends.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letters: Vec<char> = said.chars().collect();
    let joined = letters.iter().enumerate().map(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if *c == ' ' && digit(before) && digit(letters.get(at + 1).copied()) { '\u{a0}' } else { *c }
    });
    first + &joined.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::help_lines::HelpLines;
    use crate::language::{DE, EN};

    fn made(region: Option<&str>, home: Option<&str>, people: &[Person], words: &'static Language) -> Page {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        page(&HelpLines::shipped().unwrap(), region, home, people, today, words)
    }

    #[test]
    fn a_number_that_is_known_is_the_first_thing_on_the_page() {
        for words in [&EN, &DE] {
            for (region, home) in [(Some("DE"), None), (None, Some("de")), (Some("DE"), Some("GB"))] {
                let first = made(region, home, &[], words).blocks.into_iter().next();
                assert!(matches!(&first, Some(Block::Lead(text)) if text.contains("112")), "{first:?}");
            }
            let unknown = made(None, None, &[], words).blocks.into_iter().next();
            assert_eq!(unknown, Some(Block::Lead(words.people.emergency.to_owned())));
        }
    }

    #[test]
    fn nobody_can_be_taken_off_an_empty_list() {
        let offers = |people: &[Person]| {
            made(None, None, people, &EN).keys.iter().any(|binding| binding.does == Does::RemoveLast)
        };
        assert!(!offers(&[]));
        assert!(offers(&[Person { name: "Anna".into(), reach: "next door".into() }]));
    }
}
