//! A whole card on one page: every cue, the steps, the lighter steps, and all that stands around them.

use super::page::{Block, Page};
use super::{pages, words};
use crate::deck::model::Card;
use crate::deck::text::SafeText;

/// Makes the page of a card as an author reads it, with nothing left out.
pub fn page(card: &Card) -> Page {
    let mut blocks: Vec<Block> = card.cues.iter().map(|cue| Block::Lead(cue.to_string())).collect();
    blocks.extend(pages::whole(card));
    blocks.push(Block::Heading("Lighter".to_owned()));
    blocks.push(pages::steps(&card.lighter_steps()));
    blocks.push(Block::Facts(facts(card)));
    Page { title: card.title.to_string(), place: format!("{} s", card.seconds()), blocks, keys: Vec::new() }
}

/// Makes the pages of a card in the order in which a learner meets them: consent, gate by gate, then the card.
pub fn pages(card: &Card) -> Vec<Page> {
    let bare = |title: &str, blocks| Page { title: title.to_owned(), place: String::new(), blocks, keys: Vec::new() };
    let gates = card.gates.iter().filter(|gate| !gate.strong());
    let mut all: Vec<Page> = gates.map(|gate| bare(card.title.as_str(), pages::asked(card, *gate))).collect();
    all.push(page(card));
    all
}

/// Lists what a card is for, what it needs and what is known of it.
pub fn facts(card: &Card) -> Vec<(String, String)> {
    let mut facts = vec![("Family".to_owned(), words::sentence(card.family.name()))];
    if !card.states.is_empty() {
        let states: Vec<&str> = card.states.iter().map(|state| state.as_str()).collect();
        facts.push(("For".to_owned(), words::listed(&states)));
    }
    if !card.gates.is_empty() {
        let gates: Vec<&str> = card.gates.iter().map(|gate| gate.as_str()).collect();
        facts.push(("Gate".to_owned(), words::listed(&gates)));
    }
    if let Some(instead) = &card.instead {
        facts.push(("In its place".to_owned(), SafeText::new(instead).to_string()));
    }
    if let Some(evidence) = &card.evidence {
        let sources: Vec<&str> = evidence.sources.iter().map(SafeText::as_str).collect();
        facts.push(("Evidence".to_owned(), format!("{}: {}", evidence.grade, sources.join("; "))));
    }
    facts
}
