//! The page of people to reach, the same in the app and on the command line.

use chrono::NaiveDate;

use super::page::{Block, Page};
use super::{keys, words};
use crate::deck::help_lines::{HelpLine, HelpLines, Region};
use crate::record::event::Person;

/// Makes the page: emergency first, then the person's own people, then lines, then where to look for more.
pub fn page(help: &HelpLines, region: Option<&str>, people: &[Person], today: NaiveDate) -> Page {
    let chosen = region.and_then(|letters| help.region(letters));
    let mut blocks = vec![Block::Lead(words::EMERGENCY.to_owned())];
    if let Some(region) = chosen {
        blocks.push(Block::Text(format!("Emergency number, {}: {}", region.name, region.emergency)));
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Heading(words::OWN_PEOPLE.to_owned()));
    if people.is_empty() {
        blocks.push(Block::Aside(words::NO_PEOPLE.to_owned()));
    } else {
        let facts = people.iter().map(|person| (person.name.to_string(), person.reach.to_string()));
        blocks.push(Block::Facts(facts.collect()));
    }
    blocks.push(Block::Gap);
    if let Some(region) = chosen {
        lines(&mut blocks, region, false, today);
    } else {
        if region.is_some() {
            blocks.push(Block::Text(words::NO_LINES.to_owned()));
        }
        for region in &help.regions {
            lines(&mut blocks, region, true, today);
        }
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Text(format!("{}: {}", help.directory.name, help.directory.note)));
    blocks.push(Block::Gap);
    blocks.push(Block::Text(words::CANNOT_TELL.to_owned()));
    Page {
        title: words::PEOPLE_TO_REACH.to_owned(),
        place: String::new(),
        blocks,
        keys: keys::help_line(super::Place::HelpLines),
    }
}

fn lines(blocks: &mut Vec<Block>, region: &Region, with_emergency: bool, today: NaiveDate) {
    blocks.push(Block::Heading(region.name.to_string()));
    if with_emergency {
        blocks.push(Block::Text(format!("Emergency: {}", region.emergency)));
    }
    for line in &region.lines {
        blocks.push(Block::Text(text(line, today)));
    }
}

fn text(line: &HelpLine, today: NaiveDate) -> String {
    let checked = line.checked_on.format("%-d %B %Y");
    let first = if line.old(today) { format!("{} ", words::CHECK_NUMBER) } else { String::new() };
    let said = format!("{}: {}; {}; {}. Looked up on {checked}.", line.name, line.reach, line.hours, line.language);
    // A number stays in one piece wherever the line ends.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letters: Vec<char> = said.chars().collect();
    let joined = letters.iter().enumerate().map(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if *c == ' ' && digit(before) && digit(letters.get(at + 1).copied()) { '\u{a0}' } else { *c }
    });
    first + &joined.collect::<String>()
}
