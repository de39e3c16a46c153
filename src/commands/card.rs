//! `rekindle card`: look at cards, rest them, make them favourites, put them into own words.

mod edit;

use anyhow::Context;
use serde::Serialize;

use super::log::MemoryJson;
use super::{Outcome, World, WrongUsage};
use crate::deck::edit::{Slot, gate_words, slots, words};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card as Text;
use crate::deck::text::SafeText;
use crate::language::Language;
use crate::memory::days::Day;
use crate::record::catalog::{Entry, FOR_GOOD, Filter, rests_on};
use crate::record::event::{Body, EventId, Practised};
use crate::store::{CardRow, Store};

/// The most practices that `card show` prints.
const MOST_PRACTICES: u32 = 100;

/// What to do with cards.
#[derive(Debug, clap::Subcommand)]
pub enum Card {
    /// List the cards
    List(List),
    /// Show a card, what is remembered of it, and its practices
    Show {
        /// The card
        card: String,
    },
    /// Put a card into your own words; updates of its deck leave them alone
    Edit(edit::Edit),
    /// Print a card's words, to change them and give them back with `card edit --from`
    Export {
        /// The card
        card: String,
    },
    /// Let a card rest, until a day or until you resume it
    Rest {
        /// The card
        card: String,
        /// First day on which it may come up again, as in 2026-12-24
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// Let a resting card come up again
    Resume {
        /// The card
        card: String,
    },
    /// Make a card a favourite: it comes round more often, and first after a time away
    Favourite {
        /// The card
        card: String,
        /// Make it a favourite no longer
        #[arg(long)]
        off: bool,
    },
}

/// What the list of cards is narrowed down to.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only cards of this family
    #[arg(long, value_name = "F")]
    family: Option<String>,
    /// Only cards for this state: numb, flooded, critical, flat, disconnected or steady
    #[arg(long, value_name = "S")]
    state: Option<State>,
    /// Only cards that take no longer than this
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    minutes: Option<u32>,
    /// Only cards that need this gate
    #[arg(long, value_name = "G")]
    gate: Option<Gate>,
    /// Only cards that need no consent
    #[arg(long)]
    ungated: bool,
    /// Only cards whose title, id, family or states contain these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

#[derive(Serialize)]
struct ListReport {
    cards: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    id: CardId,
    title: SafeText,
    family: String,
    seconds: u32,
    gates: Vec<Gate>,
    states: Vec<State>,
    favourite: bool,
    resting: bool,
    rests_until: Option<Day>,
    due: Option<Day>,
    active: bool,
}

impl Item {
    fn new(card: Entry, today: Day) -> Self {
        Self {
            id: card.id,
            title: card.title,
            family: card.family,
            seconds: card.seconds,
            gates: Gate::ALL.iter().copied().filter(|gate| card.gates & gate.bit() != 0).collect(),
            states: State::ALL.iter().copied().filter(|state| card.states & state.bit() != 0).collect(),
            favourite: card.favourite,
            resting: rests_on(card.rests_until, today),
            rests_until: card.rests_until.filter(|until| *until != FOR_GOOD),
            due: card.due,
            active: card.active,
        }
    }
}

#[derive(Serialize)]
struct Show {
    card: CardJson,
    memory: MemoryJson,
    practices: Vec<PracticeJson>,
}

#[derive(Serialize)]
struct CardJson {
    /// The full id; the card's own `id` is its last part.
    card: CardId,
    active: bool,
    favourite: bool,
    resting: bool,
    rests_until: Option<Day>,
    /// The places that hold the person's own words, with what the author wrote there.
    own_words: Vec<Own>,
    #[serde(flatten)]
    text: Option<Text>,
}

/// A place that holds the person's own words.
#[derive(Serialize)]
struct Own {
    place: String,
    author: Option<SafeText>,
    yours: Option<SafeText>,
}

/// Lists the places where a card is in the person's own words.
fn own_words(row: &CardRow) -> Vec<Own> {
    let (Some(authored), Some(shown)) = (&row.authored, &row.text) else { return Vec::new() };
    let own = slots(shown).filter(|slot| words(authored, *slot) != words(shown, *slot)).map(|slot| Own {
        place: slot.to_string(),
        author: words(authored, slot).cloned(),
        yours: words(shown, slot).cloned(),
    });
    let gates = (authored.gates != shown.gates).then(|| Own {
        place: "gates".to_owned(),
        author: Some(gate_words(&authored.gates)),
        yours: Some(gate_words(&shown.gates)),
    });
    own.chain(gates).collect()
}

/// Names the same places as they are said in a language, in the same order.
fn places(row: &CardRow, said: &Language) -> Vec<String> {
    let own = own_words(row).into_iter().map(|own| own.place);
    own.map(|place| place.parse::<Slot>().map_or_else(|_| said.card.own_gates.to_owned(), said.card.slot)).collect()
}

#[derive(Serialize)]
struct PracticeJson {
    practice: EventId,
    #[serde(flatten)]
    practised: Practised,
}

impl Card {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let change = |store: &Store, name: &str, body: fn(CardId) -> Body| -> anyhow::Result<(CardId, Body)> {
            let card = store.find_card(name)?;
            Ok((card.clone(), body(card)))
        };
        match self {
            Self::List(list) => list.run(world, &store)?,
            Self::Show { card } => show(world, &store, &card)?,
            Self::Edit(edit) => edit.run(world, &mut store)?,
            Self::Export { card } => edit::export(world, &store, &card)?,
            Self::Rest { card, until } => {
                let card = store.find_card(&card)?;
                let until = until.map(day).transpose()?;
                store.append(world.now(), vec![Body::CardRested { card: card.clone(), until }])?;
                say(world, &store, &card, |title| (world.language().printed.rests)(title, until))?;
            }
            Self::Resume { card } => {
                let (card, body) = change(&store, &card, |card| Body::CardResumed { card })?;
                store.append(world.now(), vec![body])?;
                say(world, &store, &card, world.language().printed.resumed)?;
            }
            Self::Favourite { card, off } => {
                let card = store.find_card(&card)?;
                store.append(world.now(), vec![Body::CardFavoured { card: card.clone(), on: !off }])?;
                say(world, &store, &card, |title| (world.language().printed.favoured)(title, !off))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn day(text: String) -> anyhow::Result<Day> {
    Day::try_from(text)
        .map_err(|why| WrongUsage(format!("could not read the day of --until: {why}; write it as 2026-12-24")).into())
}

fn say(world: &World, store: &Store, card: &CardId, what: impl Fn(&str) -> String) -> anyhow::Result<()> {
    let row = store.card(card)?;
    if world.json {
        let today = world.now().day(store.settings()?.day_begins);
        return world.print_json(&card_json(&row, today));
    }
    world.say(&what(&title(&row)))
}

fn title(row: &CardRow) -> String {
    row.text.as_ref().map_or_else(|| row.id.to_string(), |text| text.title.to_string())
}

fn card_json(row: &CardRow, today: Day) -> CardJson {
    CardJson {
        card: row.id.clone(),
        active: row.active,
        favourite: row.favourite,
        resting: row.rests_on(today),
        rests_until: row.rests_until_day(),
        own_words: own_words(row),
        text: row.text.clone(),
    }
}

impl List {
    fn run(self, world: &World, store: &Store) -> anyhow::Result<()> {
        let filter = Filter {
            text: self.search.unwrap_or_default(),
            family: self.family,
            state: self.state,
            minutes: self.minutes,
            gate: self.gate,
            ungated: self.ungated,
        };
        let today = world.now().day(store.settings()?.day_begins);
        let cards = store.catalog()?.into_iter().filter(|card| filter.keeps(card));
        if world.json {
            return world.print_json(&ListReport { cards: cards.map(|card| Item::new(card, today)).collect() });
        }
        let words = world.language();
        for card in cards.filter(|card| card.active) {
            let mut marks = vec![format!("{} s", card.seconds)];
            if card.favourite {
                marks.push(words.card.favourite.to_owned());
            }
            match (rests_on(card.rests_until, today), card.due) {
                (true, _) => marks.push(words.printed.resting.to_owned()),
                (false, Some(due)) => marks.push((words.printed.comes_round)(&(words.amounts.when)(due, today))),
                (false, None) => {}
            }
            world.say(&format!("{}  {} ({})", card.id, card.title, marks.join(", ")))?;
        }
        Ok(())
    }
}

fn show(world: &World, store: &Store, name: &str) -> anyhow::Result<()> {
    let card = store.find_card(name)?;
    let row = store.card(&card)?;
    let practices = store.practices(&row, MOST_PRACTICES)?;
    let today = world.now().day(store.settings()?.day_begins);
    if world.json {
        let practices = practices
            .into_iter()
            .map(|past| PracticeJson { practice: past.event, practised: past.practised })
            .collect();
        return world.print_json(&Show { card: card_json(&row, today), memory: row.remembered.into(), practices });
    }
    world.say(&format!("{}  {}", title(&row), row.id))?;
    let words = world.language();
    let text = row.text.as_ref().context("could not show the card: no deck that is left holds its words")?;
    for cue in &text.cues {
        world.say(&format!("  ? {cue}"))?;
    }
    for (number, step) in (1..).zip(&text.steps) {
        let say = step.say.as_ref().map_or(words.card.breathe, SafeText::as_str);
        let time = (words.card.time)(step).map_or_else(String::new, |time| format!(" ({time})"));
        world.say(&format!("  {number}. {say}{time}"))?;
    }
    if let Some(caution) = &text.caution {
        world.say(&format!("  {} {caution}", words.card.caution))?;
    }
    if let Some(why) = &text.why {
        world.say(&format!("  {why}"))?;
    }
    if let Some(evidence) = &text.evidence {
        let sources: Vec<&str> = evidence.sources.iter().map(SafeText::as_str).collect();
        world.say(&format!("  {} {}: {}", words.card.fact_evidence, evidence.grade, sources.join("; ")))?;
    }
    if row.active {
        let reviewed = store.reviewed(card.deck())?;
        let said = (words.card.reviewed)(reviewed.as_ref());
        world.say(&format!("  {}: {said}", words.card.fact_reviewed))?;
    }
    for (place, authored) in places(&row, words).into_iter().zip(own_words(&row)) {
        world.say(&(words.printed.yours)(&place, authored.author.as_ref().map(SafeText::as_str)))?;
    }
    if !row.active {
        world.say(words.printed.no_deck)?;
    } else if let Some(due) = row.remembered.due {
        world.say(&(words.printed.comes_round_then)(&(words.amounts.when)(due, today)))?;
    }
    for past in &practices {
        let recall = past.practised.recall.map_or("", words.names.recall_word);
        let kind = (words.printed.kind)(past.practised.kind);
        world.say(&format!("{}  {kind}  {recall}", past.practised.day))?;
    }
    Ok(())
}
