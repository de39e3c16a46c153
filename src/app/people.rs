//! The page of people to reach, the same in the app and on the command line.

use chrono::NaiveDate;

use super::keys;
use super::page::{Block, Page};
use crate::deck::help_lines::{HelpLine, HelpLines, Region};
use crate::language::Language;
use crate::record::event::Person;

/// Makes the page: emergency first, then the person's own people, then lines, then where to look for more.
pub fn page(
    help: &HelpLines,
    region: Option<&str>,
    people: &[Person],
    today: NaiveDate,
    words: &'static Language,
) -> Page {
    let chosen = region.and_then(|letters| help.region(letters));
    let mut blocks = vec![Block::Lead(words.people.emergency.to_owned())];
    if let Some(region) = chosen {
        blocks.push(Block::Text((words.people.emergency_in)(region.name.as_str(), region.emergency.as_str())));
    }
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
        for region in &help.regions {
            lines(&mut blocks, region, true, today, words);
        }
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Text(format!("{}: {}", help.directory.name, help.directory.note)));
    blocks.push(Block::Gap);
    blocks.push(Block::Text(words.people.cannot_tell.to_owned()));
    Page {
        title: words.people.people_to_reach.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(super::Place::HelpLines, words),
        words,
    }
}

fn lines(blocks: &mut Vec<Block>, region: &Region, with_emergency: bool, today: NaiveDate, words: &Language) {
    blocks.push(Block::Heading(region.name.to_string()));
    if with_emergency {
        blocks.push(Block::Text((words.people.emergency_number)(region.emergency.as_str())));
    }
    for line in &region.lines {
        blocks.push(Block::Text(text(line, today, words)));
    }
}

fn text(line: &HelpLine, today: NaiveDate, words: &Language) -> String {
    let checked = (words.people.looked_up)(&(words.amounts.date)(line.checked_on));
    let first = if line.old(today) { format!("{} ", words.people.check_number) } else { String::new() };
    let said = format!("{}: {}; {}; {}. {checked}", line.name, line.reach, line.hours, line.language);
    // A number stays in one piece wherever the line ends.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letters: Vec<char> = said.chars().collect();
    let joined = letters.iter().enumerate().map(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if *c == ' ' && digit(before) && digit(letters.get(at + 1).copied()) { '\u{a0}' } else { *c }
    });
    first + &joined.collect::<String>()
}
