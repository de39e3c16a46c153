//! A page as lines of text.

use std::io::{self, Write};

use textwrap::Options;

use crate::app::page::{Block, Choice, Pacer, Page, Progress, StepLine};
use crate::deck::text::SafeText;
use crate::language::Language;

/// Prints a page whole: title and place, the blocks in their order, and the keys.
pub fn print(page: &Page, width: usize, output: &mut dyn Write) -> io::Result<()> {
    let mut head = page.title.clone();
    if !page.place.is_empty() {
        head = if head.is_empty() { page.place.clone() } else { format!("{head} ({})", page.place) };
    }
    if !head.is_empty() {
        say(&head, width, output)?;
    }
    let words = page.words;
    for block in &page.blocks {
        if !matches!(block, Block::Gap) {
            writeln!(output)?;
        }
        print_block(block, words, width, output)?;
    }
    if !page.keys.is_empty() {
        writeln!(output)?;
        say(&keys(page), width, output)?;
    }
    Ok(())
}

/// Prints a sentence, wrapped.
pub(super) fn say(text: &str, width: usize, output: &mut dyn Write) -> io::Result<()> {
    hung(text, "", width, output)
}

fn keys(page: &Page) -> String {
    let lines = &page.words.lines;
    let keys: Vec<String> =
        page.keys.iter().map(|key| format!("{}: {}", (lines.aloud)(&key.key), key.label).trim().to_owned()).collect();
    let keys = (lines.keys)(&keys.join("; "));
    if page.blocks.iter().any(|block| matches!(block, Block::Input { .. } | Block::Writing { .. })) {
        format!("{} {keys}", lines.type_a_line)
    } else {
        keys
    }
}

fn print_block(block: &Block, words: &Language, width: usize, output: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Lead(text) | Block::Heading(text) | Block::Text(text) | Block::Aside(text) => say(text, width, output),
        Block::Caution(text) => {
            let bare = text.trim_start().trim_start_matches(words.card.caution).trim_start();
            say(&format!("{} {bare}", words.card.caution), width, output)
        }
        Block::Steps(steps) => {
            (1..).zip(steps).try_for_each(|(number, step)| print_step(number, step, words, width, output))
        }
        Block::Choices(choices) => choices.iter().try_for_each(|choice| print_choice(choice, words, width, output)),
        Block::Facts(facts) => facts.iter().try_for_each(|(label, value)| print_fact(label, value, width, output)),
        Block::Pacer(pacer) => say(&moment(pacer, words), width, output),
        Block::Input { label, text, .. } => {
            say(label, width, output)?;
            // What stands there is said only when something does.
            if text.is_empty() { Ok(()) } else { say(&(words.lines.so_far)(text), width, output) }
        }
        Block::Plot(picture) => picture.words(words).iter().try_for_each(|line| hung(line, "  ", width, output)),
        Block::Writing { label, text } => {
            say(label, width, output)?;
            if text.is_empty() { Ok(()) } else { say(&(words.lines.so_far)(text), width, output) }
        }
        Block::Gap => Ok(()),
    }
}

fn print_step(
    number: usize,
    step: &StepLine,
    words: &Language,
    width: usize,
    output: &mut dyn Write,
) -> io::Result<()> {
    let state = match step.progress {
        Progress::Now => words.lines.now,
        Progress::Done => words.lines.done,
        Progress::Listed | Progress::Ahead => "",
    };
    let time = if step.time.is_empty() {
        String::new()
    } else {
        format!(" ({})", step.time.replace(" × ", words.lines.times))
    };
    hung(&format!("{number}. {state}{}{time}", step.text), "   ", width, output)
}

/// A fact without a value is a plain line: nothing is left hanging after a colon.
fn print_fact(label: &str, value: &str, width: usize, output: &mut dyn Write) -> io::Result<()> {
    let fact = if value.is_empty() { label.to_owned() } else { format!("{label}: {value}") };
    hung(&fact, "  ", width, output)
}

fn print_choice(choice: &Choice, words: &Language, width: usize, output: &mut dyn Write) -> io::Result<()> {
    let chosen = if choice.chosen { words.lines.chosen } else { "" };
    hung(&format!("{}) {}{chosen}", choice.key, choice.text), "   ", width, output)
}

/// A pacer in words: `in … 4; breath 2 of 6; paused`.
fn moment(pacer: &Pacer, words: &Language) -> String {
    let left = words.amounts.seconds_left;
    let mut parts = Vec::new();
    match pacer.seconds_left {
        Some(seconds) if pacer.breath => parts.push(format!("{}… {seconds}", pacer.word)),
        Some(seconds) if pacer.word.is_empty() => parts.push(left(seconds)),
        Some(seconds) => parts.push(format!("{} ({})", pacer.word, left(seconds))),
        None => parts.push(pacer.word.clone()),
    }
    parts.push(pacer.round.clone());
    if pacer.paused {
        parts.push(words.amounts.paused.to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// Takes out the stars of `*stress*`, and writes a multiplication as it is read.
fn spoken(text: &str) -> String {
    let bare = if text.matches('*').count().is_multiple_of(2) { text.replace('*', "") } else { text.to_owned() };
    bare.replace(" × ", " times ")
}

/// Prints text with every line after the first standing in, and nothing in it that a terminal would act on.
fn hung(text: &str, indent: &str, width: usize, output: &mut dyn Write) -> io::Result<()> {
    for paragraph in spoken(SafeText::new(text).as_str()).split('\n') {
        if width == 0 {
            writeln!(output, "{}", paragraph.trim_end())?;
            continue;
        }
        let indent = if paragraph.starts_with("- ") { "  " } else { indent };
        for line in textwrap::wrap(paragraph, Options::new(width.max(8)).subsequent_indent(indent)) {
            writeln!(output, "{}", line.trim_end())?;
        }
    }
    Ok(())
}
