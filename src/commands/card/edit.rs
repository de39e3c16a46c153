//! `rekindle card edit`: a card in the person's own words.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::super::{World, WrongUsage};
use super::title;
use crate::deck::check::calls_for;
use crate::deck::edit::{Edit as Words, Slot, Wanted, gate_words, slots, words};
use crate::deck::kinds::Gate;
use crate::deck::model::Card;
use crate::record::event::Body;
use crate::store::Store;

/// Most bytes that are read of a card's words.
const MOST: u64 = 256 * 1024;

/// Options of `rekindle card edit`.
#[derive(Debug, clap::Args)]
pub struct Edit {
    /// The card
    card: String,
    /// The title; empty words have the author's again, here and below
    #[arg(long, value_name = "T")]
    title: Option<String>,
    /// A cue by its number, as in 1=Where are your feet?
    #[arg(long, value_name = "N=T")]
    cue: Vec<String>,
    /// The sentence of a step by its number
    #[arg(long, value_name = "N=T")]
    step: Vec<String>,
    /// The sentence of a lighter step by its number
    #[arg(long, value_name = "N=T")]
    lighter: Vec<String>,
    /// Why it may help
    #[arg(long, value_name = "T")]
    why: Option<String>,
    /// The caution
    #[arg(long, value_name = "T")]
    caution: Option<String>,
    /// Ask for this gate too
    #[arg(long, value_name = "G")]
    gate: Vec<Gate>,
    /// Do without this gate
    #[arg(long, value_name = "G")]
    no_gate: Vec<Gate>,
    /// Take the words from a file as `card export` prints it, plain or JSON; - reads standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Have all of the author's words again
    #[arg(long, conflicts_with_all = ["title", "cue", "step", "lighter", "why", "caution", "gate", "no_gate", "from"])]
    reset: bool,
}

impl Edit {
    pub(super) fn run(self, world: &World, store: &mut Store) -> anyhow::Result<()> {
        let id = store.find_card(&self.card)?;
        let row = store.card(&id)?;
        let shown = row.text.as_ref().context("could not change the card: no deck that is left holds its words")?;
        let authored = row.authored.as_ref().unwrap_or(shown);
        let before = store.edit(&id)?;
        let edit = if self.reset {
            Words { afresh: true, ..Words::default() }
        } else {
            let (wanted, gates) = self.wanted(shown)?;
            Words::of(authored, &before, &wanted, gates).map_err(|why| anyhow!("could not change the card: {why}"))?
        };
        let nothing = if self.reset { before.is_empty() } else { edit.is_empty() };
        if !nothing {
            store.append(world.now(), vec![Body::CardEdited { card: id.clone(), edit }])?;
        }
        let row = store.card(&id)?;
        if world.json {
            let today = world.now().day(store.settings()?.day_begins);
            return world.print_json(&super::card_json(&row, today));
        }
        let said = &world.language().printed;
        if nothing {
            return world.say(said.as_it_stands);
        }
        if self.reset {
            return world.say(&(said.authors_words)(&title(&row)));
        }
        let places = super::places(&row, world.language());
        world.say(&(said.own_words)(&title(&row), &places.join(", ")))?;
        let called = row.text.as_ref().map(calls_for).unwrap_or_default();
        let gates = row.text.map(|text| text.gates).unwrap_or_default();
        for (gate, called_for) in called.iter().filter(|(gate, _)| !gates.contains(gate)) {
            world.say(&(said.asks_for_gate)(called_for, gate.as_str()))?;
        }
        Ok(())
    }

    /// Gathers what is wanted in each place, and the gates.
    fn wanted(&self, shown: &Card) -> anyhow::Result<(Wanted, Option<Vec<Gate>>)> {
        let (mut wanted, mut gates) = match &self.from {
            Some(file) => parse(&read(file)?, shown)?,
            None => (Wanted::new(), None),
        };
        for (slot, text) in [(Slot::Title, &self.title), (Slot::Why, &self.why), (Slot::Caution, &self.caution)] {
            wanted.extend(text.iter().map(|text| (slot, text.clone())));
        }
        let lists: [(&str, &[String]); 3] = [("cue", &self.cue), ("step", &self.step), ("lighter", &self.lighter)];
        for (name, texts) in lists {
            for text in texts {
                let place = text.split_once('=').and_then(|(number, text)| {
                    Some((format!("{name} {}", number.trim()).parse::<Slot>().ok()?, text.to_owned()))
                });
                wanted.push(place.ok_or_else(|| {
                    WrongUsage(format!("could not read --{name}: write it as its number, =, and the words, as in 1=…"))
                })?);
            }
        }
        if !self.gate.is_empty() || !self.no_gate.is_empty() {
            let all = gates.get_or_insert_with(|| shown.gates.clone());
            all.retain(|gate| !self.no_gate.contains(gate));
            let more: Vec<Gate> = self.gate.iter().copied().filter(|gate| !all.contains(gate)).collect();
            all.extend(more);
        }
        if wanted.is_empty() && gates.is_none() {
            return Err(WrongUsage(
                "could not change the card: nothing was given; name a place, as in --title T, or give --from FILE"
                    .to_owned(),
            )
            .into());
        }
        Ok((wanted, gates))
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let mut reader: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let why = |why| anyhow!("could not read {}: {why}; check the name and who may read it", file.display());
        Box::new(File::open(file).map_err(why)?)
    };
    reader
        .by_ref()
        .take(MOST)
        .read_to_string(&mut text)
        .with_context(|| format!("could not read {}; save it as UTF-8", file.display()))?;
    Ok(text)
}

/// Reads words as they were exported: JSON, or lines such as `cue 1: …`; a line that begins with a space goes on with
/// the one before it.
fn parse(text: &str, shown: &Card) -> anyhow::Result<(Wanted, Option<Vec<Gate>>)> {
    if text.trim_start().starts_with('{') {
        let card: Card = serde_json::from_str(text)
            .map_err(|why| anyhow!("could not read the card: {why}; `rekindle card export --json` shows its form"))?;
        let same = Card {
            title: shown.title.clone(),
            why: shown.why.clone(),
            caution: shown.caution.clone(),
            cues: shown.cues.clone(),
            steps: shown.steps.clone(),
            lighter: shown.lighter.clone(),
            gates: shown.gates.clone(),
            ..card.clone()
        };
        let bare = |card: &Card| -> Vec<_> {
            let steps = card.steps.iter().chain(&card.lighter);
            steps.map(|step| (step.seconds, step.times, step.breathe)).collect()
        };
        anyhow::ensure!(
            same == *shown && bare(&card) == bare(shown) && card.cues.len() == shown.cues.len(),
            "could not change the card: only its words and gates can be yours, not its times, family or number of \
             steps; `rekindle card export --json` shows it as it is"
        );
        let wanted = slots(shown).map(|slot| (slot, words(&card, slot).map(ToString::to_string).unwrap_or_default()));
        return Ok((wanted.collect(), Some(card.gates)));
    }
    let mut wanted = Wanted::new();
    let mut gates = None;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let (true, Some((_, last))) = (line.starts_with(' '), wanted.last_mut()) {
            last.push('\n');
            last.push_str(line.trim());
            continue;
        }
        let wrong = |why: &str| anyhow!("could not read line {number}: {why}");
        let (name, rest) = line.split_once(':').ok_or_else(|| wrong("it is no place with a colon, as in cue 1: …"))?;
        if name.trim() == "gates" {
            let words = rest.split([',', ' ']).filter(|word| !word.is_empty() && *word != "none");
            let all: Result<Vec<Gate>, String> = words.map(str::parse).collect();
            gates = Some(all.map_err(|why| wrong(&format!("gates are {why}")))?);
        } else {
            let slot: Slot = name.trim().parse().map_err(|why| wrong(&format!("{why}")))?;
            wanted.push((slot, rest.trim().to_owned()));
        }
    }
    Ok((wanted, gates))
}

/// Prints a card's words, place by place, or the whole card as JSON.
pub(super) fn export(world: &World, store: &Store, name: &str) -> anyhow::Result<()> {
    let row = store.card(&store.find_card(name)?)?;
    let card = row.text.context("could not print the card: no deck that is left holds its words")?;
    if world.json {
        return world.print_json(&card);
    }
    world.say(&format!(
        "# {}: the words after each colon are yours to change; none there, and it is the author's again",
        row.id
    ))?;
    for slot in slots(&card) {
        let text = words(&card, slot).map(|text| text.as_str().replace('\n', "\n  ")).unwrap_or_default();
        world.say(format!("{slot}: {text}").trim_end())?;
    }
    world.say(&format!("gates: {}", gate_words(&card.gates)))
}
