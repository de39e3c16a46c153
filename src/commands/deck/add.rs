//! `rekindle deck add`: a deck comes in, or a newer version of one, and nothing of the person's is lost.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::super::record::import;
use super::super::{Outcome, World, WrongUsage, intake};
use super::{check, introduce};
use crate::deck::diff::Difference;
use crate::deck::edit::{Change, Clash, Edit, GateChange};
use crate::deck::formats::Reading;
use crate::deck::ids::{CardId, CardSlug, DeckId};
use crate::deck::lookalike;
use crate::deck::merge::{self, Edits, SafetyChange, Update};
use crate::deck::model::Deck as Text;
use crate::deck::problem::Problem;
use crate::deck::shipped;
use crate::deck::text::SafeText;
use crate::deck::version::Version;
use crate::language::decks::Updated;
use crate::record::event::Body;
use crate::store::{DeckRow, Store};

/// Options of `rekindle deck add`.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Add {
    /// The file
    file: PathBuf,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Do not ask, unless gates, cautions or holds of a deck that you have are other than before
    #[arg(long)]
    yes: bool,
    /// With --yes: take other gates, cautions and holds too
    #[arg(long)]
    safety: bool,
    /// Take it although its version is older, its authors are others, or it differs under the same version
    #[arg(long)]
    allow: bool,
    /// Where you and the author both changed something: keep your words, take theirs, or ask card by card
    #[arg(long, value_enum, value_name = "WHOSE")]
    conflicts: Option<Whose>,
    /// For a package of Anki: take the answers that were given there into the record without asking
    #[arg(long, conflicts_with_all = ["no_history", "dry_run"])]
    history: bool,
    /// For a package of Anki: leave the answers that were given there out without asking
    #[arg(long)]
    no_history: bool,
}

/// Whose words stay where two stand against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Whose {
    /// The person's
    Mine,
    /// The author's
    Theirs,
    /// Ask, card by card
    Ask,
}

#[derive(Serialize)]
struct Refused {
    ok: bool,
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct Report {
    deck: DeckId,
    from: Option<Version>,
    to: Version,
    added: Vec<CardSlug>,
    changed: Vec<CardSlug>,
    retired: Vec<CardSlug>,
    conflicts: Vec<CardSlug>,
    clashes: BTreeMap<CardSlug, Vec<Clash>>,
    safety: Vec<SafetyChange>,
    dry_run: bool,
    /// Answers that were given in Anki; left out where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<History>,
}

/// What became of the answers that were given in Anki.
#[derive(Serialize)]
struct History {
    /// How many the package holds.
    answers: usize,
    /// What was taken into the record; none when they were left out.
    taken_in: Option<import::Report>,
}

/// Cards from which adding them may take longer than a person waits without a word.
const MANY_CARDS: usize = 5_000;

impl Add {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json && !self.yes && !self.dry_run {
            return Err(WrongUsage(
                "could not ask before adding: --json prints facts alone; give --yes or --dry-run with it".to_owned(),
            )
            .into());
        }
        let file = self.file.display();
        let opened = intake::open(&self.file)?;
        let source = opened.digest.clone();
        // What is read from the same file as before is the same deck: it need not be read again. Without a record there
        // is nothing to look into, and a file that cannot be used makes none.
        let mut store = if world.has_record()? { Some(world.open()?) } else { None };
        if let (Some(store), Some(source), false) = (&store, &source, self.history)
            && let Some((id, version, title)) = store.deck_of_file(source.as_str())?
        {
            return self.have_already(world, &id, version, &title);
        }
        let intake = opened.read(world.language())?;
        let answers: Vec<i64> = intake.history.iter().map(|(_, answer)| answer.at).collect();
        let new = self.usable(world, intake.reading())?;
        let mut store = match store.take() {
            Some(store) => store,
            None => world.open()?,
        };
        let edits = store.edits(&new.id)?;
        let update = self.weigh(world, &store, &new, &edits)?;
        if !world.json {
            introduce(world, &update.deck)?;
            say_update(world, &update)?;
        }
        if self.yes && !self.safety && !self.dry_run && !update.safety.is_empty() {
            bail!(
                "could not add {file} without asking: gates, cautions or holds are other than before; add it without \
                 --yes and look at them, or give --safety too; nothing was changed"
            );
        }
        let go = !update.unchanged && !self.dry_run && (self.yes || world.agrees(world.language().decks.add)?);
        let settled = if go { self.settle(world, &update, &new, &edits)? } else { Vec::new() };
        let mut report = Report {
            deck: new.id.clone(),
            from: update.from,
            to: update.to,
            added: update.added,
            changed: update.changed,
            retired: update.retired,
            conflicts: update.conflicts,
            clashes: update.clashes,
            safety: update.safety,
            dry_run: self.dry_run,
            history: None,
        };
        let (unchanged, title, schedules) =
            (update.unchanged, new.title.clone(), new.cards.iter().any(|card| !card.pinned));
        drop(update.deck);
        if go {
            // The copy of the day is made of the record as it was: what comes in now stands in its file too.
            world.back_up();
            if new.cards.len() > MANY_CARDS {
                intake::say_what_takes_long(&(world.language().decks.adding)(new.cards.len()));
            }
            let mut bodies = vec![Body::DeckAdded { deck: Box::new(new), shipped: false, source }];
            bodies.extend(settled);
            store.append(world.now(), bodies)?;
        }
        let import = import::Import::of_answers(&self.file);
        if let (Some(first), Some(last)) = (answers.iter().min(), answers.iter().max()) {
            let have = go || (unchanged && self.history);
            let take = have && self.takes_history(world, answers.len(), *first, *last)?;
            let taken_in = if take { Some(import.take_in_answers(world, &mut store)?) } else { None };
            report.history = Some(History { answers: answers.len(), taken_in });
        }
        let words = world.language();
        if world.json {
            world.print_json(&report)?;
        } else if unchanged {
            world.say(words.decks.have_already)?;
        } else if go {
            world.say(&(words.decks.added)(title.as_str(), &report.to.to_string()))?;
            if report.from.is_none() && schedules {
                world.say(&(words.decks.comes_first)(super::USUAL_PATH))?;
            }
        } else {
            world.say(words.printed.nothing_changed)?;
        }
        match &report.history {
            _ if world.json => {}
            Some(History { taken_in: Some(taken_in), .. }) => import.say_answers(world, taken_in)?,
            Some(History { answers, .. }) if go => {
                world.say(&(words.decks.answers_left_out)(*answers, &file.to_string()))?;
            }
            _ => {}
        }
        Ok(if go || self.dry_run || unchanged { Outcome::Done } else { Outcome::Not })
    }

    /// Takes the deck out of what was read; without one, says what is to be mended.
    fn usable(&self, world: &World, reading: Reading) -> anyhow::Result<Text> {
        let Some(deck) = reading.deck else {
            if world.json {
                world.print_json(&Refused { ok: false, problems: reading.problems })?;
            } else {
                check::say_problems(&world.language().decks, &self.file, &reading.problems, &mut io::stderr().lock())?;
            }
            let file = self.file.display();
            bail!("could not add {file}: it has errors; mend them and add it again, nothing was changed");
        };
        Ok(deck)
    }

    /// Asks whether the answers that were given in Anki come into the record, unless that was said already. With --yes
    /// alone they stay out: nobody was asked.
    fn takes_history(&self, world: &World, answers: usize, first: i64, last: i64) -> anyhow::Result<bool> {
        if self.history || self.no_history || self.yes {
            return Ok(self.history);
        }
        let day = |at: i64| {
            let at = chrono::DateTime::from_timestamp_millis(at);
            at.map_or_else(|| "?".to_owned(), |at| at.format("%Y-%m-%d").to_string())
        };
        let words = &world.language().decks;
        world.say(&(words.holds_answers)(answers, &day(first), &day(last)))?;
        world.agrees(words.take_answers)
    }

    /// Says that the deck is there, read from this very file.
    fn have_already(&self, world: &World, id: &DeckId, version: Version, title: &SafeText) -> anyhow::Result<Outcome> {
        if world.json {
            world.print_json(&Report {
                deck: id.clone(),
                from: Some(version),
                to: version,
                added: Vec::new(),
                changed: Vec::new(),
                retired: Vec::new(),
                conflicts: Vec::new(),
                clashes: BTreeMap::new(),
                safety: Vec::new(),
                dry_run: self.dry_run,
                history: None,
            })?;
        } else {
            world.say(&format!("{title} {version} ({id})"))?;
            world.say(world.language().decks.have_already)?;
        }
        Ok(Outcome::Done)
    }

    /// Makes the update, unless who wrote the deck, or its version, speaks against it.
    fn weigh<'n>(&self, world: &World, store: &Store, new: &'n Text, edits: &Edits) -> anyhow::Result<Update<'n>> {
        let file = self.file.display();
        if new.id.as_str() == super::SAFETY {
            bail!(
                "could not add {file}: `{}` is the deck that says when to stop and whom to reach, and stays as it \
                 is; give yours another id",
                super::SAFETY
            );
        }
        let Some(known) = store.known_deck(new.id.as_str())? else {
            let ships = shipped::decks().iter().any(|deck| deck.id == new.id);
            anyhow::ensure!(
                self.allow || !ships,
                "could not add {file}: a deck that ships with rekindle has the id {}; nothing was changed; give it \
                 another id, or --allow takes it all the same",
                new.id
            );
            let look = lookalike::look(new.id.as_str());
            let alike = |deck: &DeckRow| deck.id != new.id && lookalike::look(deck.id.as_str()) == look;
            if let (Some(other), false) = (store.decks()?.into_iter().find(alike), self.allow) {
                bail!(
                    "could not add {file}: its id {} can be taken for {} ({}), which you have; nothing was changed; a \
                     newer version of that deck has the very same id, another deck is better given one that can be told \
                     apart; --allow takes it all the same",
                    new.id,
                    other.id,
                    other.title
                );
            }
            return Ok(merge::add(new));
        };
        anyhow::ensure!(
            self.allow || !known.shipped || known.deck == *new,
            "could not add {file}: {} ships with rekindle; nothing was changed; give yours another id, or --allow puts \
             it in the place of that one",
            new.id
        );
        if let (Err(refused), false) = (merge::may_follow(&known.deck, new, known.highest), self.allow) {
            // What is different is seen before anybody says that it is fine.
            if !world.json {
                let words = &world.language().decks;
                for line in Difference::between(&known.deck, new).lines(words.card, words.other_order) {
                    writeln!(io::stderr().lock(), "{}", SafeText::new(&line))?;
                }
            }
            return Err(anyhow!("could not add {file}: {refused}; nothing was changed; --allow takes it all the same"));
        }
        let update = merge::merge(&known.deck, new, edits);
        Ok(if known.removed { Update { unchanged: false, ..update } } else { update })
    }

    /// Lets the person choose where their words and the author's stand against each other; returns what that changes.
    fn settle(&self, world: &World, update: &Update<'_>, new: &Text, edits: &Edits) -> anyhow::Result<Vec<Body>> {
        let mut bodies = Vec::new();
        for (slug, clashes) in &update.clashes {
            let Some(card) = new.cards.iter().find(|card| card.id == *slug) else { continue };
            let Some(edit) = edits.get(slug) else { continue };
            let mut theirs = Edit::default();
            for clash in clashes {
                let mine = match self.conflicts {
                    Some(Whose::Mine) => true,
                    Some(Whose::Theirs) => false,
                    None if self.yes => true,
                    Some(Whose::Ask) | None => keeps_mine(world, slug, clash)?,
                };
                match clash.slot {
                    _ if mine => {}
                    Some(slot) => {
                        theirs.words.insert(slot, Change { was: clash.was.clone(), now: None });
                    }
                    None => theirs.gates = Some(GateChange { was: card.gates.clone(), now: None }),
                }
            }
            // What stays is from now on a change of what the author writes now, so that it is asked about once.
            let kept = edit.clone().then(&theirs).onto(card);
            bodies.push(Body::CardEdited { card: CardId::new(&new.id, slug), edit: Edit { afresh: true, ..kept } });
        }
        Ok(bodies)
    }
}

fn keeps_mine(world: &World, card: &CardSlug, clash: &Clash) -> anyhow::Result<bool> {
    say_clash(world, card, clash)?;
    world.agrees(world.language().decks.take_theirs).map(|theirs| !theirs)
}

fn say_clash(world: &World, card: &CardSlug, clash: &Clash) -> anyhow::Result<()> {
    let words = world.language();
    let place = clash.slot.map_or_else(|| words.card.own_gates.to_owned(), words.card.slot);
    let [was, theirs, yours] = words.decks.was_theirs_yours;
    world.say(&format!("  {card}, {place}:"))?;
    if let Some(text) = &clash.was {
        world.say(&format!("    {was} {text}"))?;
    }
    let text = clash.theirs.as_ref().map_or(words.decks.nothing_any_more, |text| text.as_str());
    world.say(&format!("    {theirs} {text}"))?;
    world.say(&format!("    {yours} {}", clash.mine))
}

/// Says what an update changes, before anything does.
fn say_update(world: &World, update: &Update<'_>) -> anyhow::Result<()> {
    let Some(from) = update.from.filter(|_| !update.unchanged) else { return Ok(()) };
    let words = &world.language().decks;
    world.say(&(words.update)(&from.to_string(), &update.to.to_string()))?;
    for (what, cards) in [
        (Updated::Added, &update.added),
        (Updated::Changed, &update.changed),
        (Updated::Retired, &update.retired),
        (Updated::InConflict, &update.conflicts),
    ] {
        if !cards.is_empty() {
            let names: Vec<&str> = cards.iter().map(CardSlug::as_str).collect();
            world.say(&format!("  {}: {}", (words.updated)(what), names.join(", ")))?;
        }
    }
    for SafetyChange { card, what } in &update.safety {
        for what in what {
            world.say(&format!("  {}", (words.please_look)(card.as_str(), &(words.safety)(what))))?;
        }
    }
    for (card, clashes) in &update.clashes {
        for clash in clashes {
            say_clash(world, card, clash)?;
        }
    }
    Ok(())
}
