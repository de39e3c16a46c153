//! `rekindle record import` of a package of Anki: the answers that were given there, for cards that came from it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::bail;

use super::super::World;
use super::super::archive::{self, Content};
use super::import::{Import, Report};
use crate::deck::formats::Format;
use crate::deck::formats::anki::Collection;
use crate::deck::text::SafeText;
use crate::memory::days::Moment;
use crate::memory::recall::Recall;
use crate::record::event::EventId;
use crate::record::foreign::names::Names;
use crate::record::foreign::{Ours, Refused, Review, convert};
use crate::store::Store;

/// The field of a card under which the name of its note stands.
const NOTE: &str = "x-anki";

/// Longest time that an answer is said to have taken, in milliseconds: a day.
const LONGEST_MS: i64 = 86_400_000;

impl Import {
    /// Reads the answers in a package and takes in what can be.
    pub(super) fn take_in_anki(
        &self,
        world: &World,
        store: &mut Store,
        file: &Path,
        shown: &SafeText,
    ) -> anyhow::Result<Report> {
        let found = match archive::read(file, Format::Apkg)? {
            Content::Notes(found) => found,
            Content::Refused(why, hint) => bail!("could not take in {shown}: {why}; {hint}"),
            Content::Sheets(_) => bail!("could not take in {shown}: it is no package of Anki"),
        };
        if found.reviews.is_empty() {
            bail!(
                "could not take in {shown}: no answers are in it; export it again from Anki with the scheduling \
                 information, nothing was changed"
            );
        }
        let mut report = Report::new(self.dry_run);
        let (reviews, mut refused) = reviews(&found, &cards(store)?, world.now().offset_minutes);
        let names = Names::new(store.catalog()?, None);
        let day_begins = store.settings()?.day_begins;
        let here = |_: EventId| false;
        let converted = convert(reviews, &names, here, store.model(), world.now(), day_begins);
        refused.extend(converted.refused.iter().cloned());
        self.take_in_converted(store, &converted, refused, &mut report)?;
        Ok(report)
    }
}

/// The cards in the record that came from notes of Anki, by the names of the notes.
fn cards(store: &Store) -> anyhow::Result<HashMap<String, String>> {
    let mut cards = HashMap::new();
    for row in store.decks()?.into_iter().filter(|deck| !deck.shipped) {
        let Some((deck, _)) = store.deck(row.id.as_str())? else { continue };
        for card in &deck.cards {
            if let Some(note) = card.extra.get(NOTE).and_then(serde_json::Value::as_str) {
                cards.insert(note.to_owned(), deck.card_id(card).to_string());
            }
        }
    }
    Ok(cards)
}

/// Makes reviews of answers; their rows are the numbers of the answers, from 1.
fn reviews(found: &Collection, cards: &HashMap<String, String>, offset_minutes: i32) -> (Vec<Review>, Vec<Refused>) {
    let notes: HashMap<i64, &str> = found.notes.iter().map(|note| (note.id, note.guid.as_str())).collect();
    let (mut reviews, mut refused) = (Vec::new(), Vec::new());
    for (row, answer) in (1..).zip(&found.reviews) {
        let card = notes.get(&answer.note).and_then(|note| cards.get(*note));
        let recall = Recall::from_rating(u32::from(answer.ease));
        let (Some(card), Some(recall)) = (card, recall) else {
            let why = if recall.is_none() {
                "it is no grade but a change that was made by hand"
            } else {
                "its card is in no deck here; add the deck first (`rekindle deck add`)"
            };
            refused.push(Refused { row, why: why.to_owned() });
            continue;
        };
        let seconds = u32::try_from(answer.took.clamp(0, LONGEST_MS) / 1_000).ok();
        let at = Moment { utc_ms: answer.at, offset_minutes };
        let ours = Ours::default();
        reviews.push(Review { row, card: card.clone(), at, recall: Some(recall), seconds, ours });
    }
    (reviews, refused)
}
