//! `rekindle deck add`: a deck comes in, or a newer version of one, and nothing of the person's is lost.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::super::{Outcome, World, WrongUsage};
use super::{check, introduce, read};
use crate::deck::diff::Difference;
use crate::deck::edit::{Change, Clash, Edit, GateChange};
use crate::deck::ids::{CardId, CardSlug, DeckId};
use crate::deck::merge::{self, Edits, SafetyChange, Update};
use crate::deck::model::Deck as Text;
use crate::deck::problem::Problem;
use crate::deck::shipped;
use crate::deck::text::SafeText;
use crate::deck::version::Version;
use crate::record::event::Body;
use crate::store::Store;

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
struct Report<'u> {
    deck: &'u DeckId,
    from: Option<Version>,
    to: Version,
    added: &'u [CardSlug],
    changed: &'u [CardSlug],
    retired: &'u [CardSlug],
    conflicts: &'u [CardSlug],
    clashes: &'u BTreeMap<CardSlug, Vec<Clash>>,
    safety: &'u [SafetyChange],
    dry_run: bool,
}

impl Add {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        if world.json && !self.yes && !self.dry_run {
            return Err(WrongUsage(
                "could not ask before adding: --json prints facts alone; give --yes or --dry-run with it".to_owned(),
            )
            .into());
        }
        let file = self.file.display();
        let reading = read(&self.file)?;
        let Some(new) = reading.deck else {
            if world.json {
                world.print_json(&Refused { ok: false, problems: reading.problems })?;
            } else {
                check::say_problems(&self.file, &reading.problems, &mut io::stderr().lock())?;
            }
            bail!("could not add {file}: it has errors; mend them and add it again, nothing was changed");
        };
        let mut store = world.open()?;
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
        let go = !update.unchanged && !self.dry_run && (self.yes || world.agrees("Add it?")?);
        if go {
            let mut bodies = vec![Body::DeckAdded { deck: Box::new(new.clone()), shipped: false }];
            bodies.extend(self.settle(world, &update, &new, &edits)?);
            store.append(world.now(), bodies)?;
        }
        if world.json {
            world.print_json(&Report {
                deck: &update.deck.id,
                from: update.from,
                to: update.to,
                added: &update.added,
                changed: &update.changed,
                retired: &update.retired,
                conflicts: &update.conflicts,
                clashes: &update.clashes,
                safety: &update.safety,
                dry_run: self.dry_run,
            })?;
        } else if update.unchanged {
            world.say("You have this version already. Nothing was changed.")?;
        } else if go {
            world.say(&format!("Added: {} {}.", update.deck.title, update.to))?;
            if update.from.is_none() && update.deck.cards.iter().any(|card| !card.pinned) {
                world.say(&format!(
                    "New cards come from it first now; `rekindle settings path {}` puts the usual ones first.",
                    super::USUAL_PATH
                ))?;
            }
        } else {
            world.say("Nothing was changed.")?;
        }
        Ok(if go || self.dry_run || update.unchanged { Outcome::Done } else { Outcome::Not })
    }

    /// Makes the update, unless who wrote the deck, or its version, speaks against it.
    fn weigh(&self, world: &World, store: &Store, new: &Text, edits: &Edits) -> anyhow::Result<Update> {
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
                for line in Difference::between(&known.deck, new).lines() {
                    writeln!(io::stderr().lock(), "{}", SafeText::new(&line))?;
                }
            }
            return Err(anyhow!("could not add {file}: {refused}; nothing was changed; --allow takes it all the same"));
        }
        let update = merge::merge(&known.deck, new, edits);
        Ok(if known.removed { Update { unchanged: false, ..update } } else { update })
    }

    /// Lets the person choose where their words and the author's stand against each other; returns what that changes.
    fn settle(&self, world: &World, update: &Update, new: &Text, edits: &Edits) -> anyhow::Result<Vec<Body>> {
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
    world.agrees("Take the author's words? Without a yes, yours stay.").map(|theirs| !theirs)
}

fn say_clash(world: &World, card: &CardSlug, clash: &Clash) -> anyhow::Result<()> {
    let place = clash.slot.map_or_else(|| "gates".to_owned(), |slot| slot.to_string());
    world.say(&format!("  {card}, {place}:"))?;
    if let Some(was) = &clash.was {
        world.say(&format!("    it was:      {was}"))?;
    }
    let theirs = clash.theirs.as_ref().map_or("nothing any more", |theirs| theirs.as_str());
    world.say(&format!("    the author:  {theirs}"))?;
    world.say(&format!("    yours:       {}", clash.mine))
}

/// Says what an update changes, before anything does.
fn say_update(world: &World, update: &Update) -> anyhow::Result<()> {
    let Some(from) = update.from.filter(|_| !update.unchanged) else { return Ok(()) };
    world.say(&format!("From version {from} to {}:", update.to))?;
    for (what, cards) in [
        ("added", &update.added),
        ("changed", &update.changed),
        ("retired, with their record kept", &update.retired),
        ("in conflict with your own words", &update.conflicts),
    ] {
        if !cards.is_empty() {
            let names: Vec<&str> = cards.iter().map(CardSlug::as_str).collect();
            world.say(&format!("  {what}: {}", names.join(", ")))?;
        }
    }
    for SafetyChange { card, what } in &update.safety {
        for what in what {
            world.say(&format!("  please look, {card}: {what}"))?;
        }
    }
    for (card, clashes) in &update.clashes {
        for clash in clashes {
            say_clash(world, card, clash)?;
        }
    }
    Ok(())
}
