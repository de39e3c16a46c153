//! A whole card on one page: every cue, the steps, the lighter steps, and all that stands around them.

use super::page::{Block, Page};
use super::pages;
use crate::deck::model::Card;
use crate::deck::text::SafeText;
use crate::language::{Language, sentence};

/// Makes the page of a card as an author reads it, with nothing left out.
pub fn page(card: &Card, words: &'static Language) -> Page {
    let mut blocks: Vec<Block> = card.cues.iter().map(|cue| Block::Lead(cue.to_string())).collect();
    blocks.extend(pages::whole(card, words));
    blocks.push(Block::Heading(words.card.lighter.to_owned()));
    blocks.push(pages::steps(&card.lighter_steps(), words));
    blocks.push(Block::Facts(facts(card, words)));
    Page { title: card.title.to_string(), place: format!("{} s", card.seconds()), blocks, keys: Vec::new(), words }
}

/// Makes the pages of a card in the order in which a learner meets them: consent, gate by gate, then the card.
pub fn pages(card: &Card, words: &'static Language) -> Vec<Page> {
    let bare =
        |title: &str, blocks| Page { title: title.to_owned(), place: String::new(), blocks, keys: Vec::new(), words };
    let gates = card.gates.iter().filter(|gate| !gate.strong());
    let mut all: Vec<Page> = gates.map(|gate| bare(card.title.as_str(), pages::asked(card, *gate, words))).collect();
    all.push(page(card, words));
    all
}

/// Lists what a card is for, what it needs and what is known of it.
pub fn facts(card: &Card, words: &Language) -> Vec<(String, String)> {
    let mut facts = vec![(words.card.fact_family.to_owned(), sentence((words.names.family)(&card.family)))];
    if !card.states.is_empty() {
        let states: Vec<&str> = card.states.iter().map(|state| (words.names.state)(*state)).collect();
        facts.push((words.card.fact_states.to_owned(), (words.amounts.listed)(&states)));
    }
    if !card.gates.is_empty() {
        let gates: Vec<&str> = card.gates.iter().map(|gate| (words.names.gate)(*gate)).collect();
        facts.push((words.card.fact_gates.to_owned(), (words.amounts.listed)(&gates)));
    }
    if let Some(instead) = &card.instead {
        facts.push((words.card.fact_instead.to_owned(), SafeText::new(instead).to_string()));
    }
    if let Some(evidence) = &card.evidence {
        let sources: Vec<&str> = evidence.sources.iter().map(SafeText::as_str).collect();
        facts.push((words.card.fact_evidence.to_owned(), format!("{}: {}", evidence.grade, sources.join("; "))));
    }
    facts
}
