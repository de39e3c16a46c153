//! Cards, decks and past practices, read for showing.

use rusqlite::{OptionalExtension, Row, params};

use super::append::read_body;
use super::failure::{Doing, StoreError};
use super::{Store, history, practices, subjects};
use crate::deck::edit::Edit;
use crate::deck::ids::{CardId, DeckId};
use crate::deck::merge::Edits;
use crate::deck::model::{Card, Deck, Reviewed};
use crate::deck::text::SafeText;
use crate::deck::version::Version;
use crate::memory::days::{Day, Moment};
use crate::record::catalog::{After, Entry, FOR_GOOD, Stretch, rests_on};
use crate::record::event::{Body, EventId, Practised};
use crate::record::remembered::Remembered;

const DOING: &str = "read the record";

/// What an [`Entry`] is read from.
const ENTRY: &str = "card.id, title, word, seconds, gates, states, favourite, rests_until, due, active";

/// A card with its words and all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRow {
    /// Its row, by which the store finds it again.
    pub number: i64,
    /// Its id.
    pub id: CardId,
    /// Its words; `None` when no deck that is left holds it.
    pub text: Option<Card>,
    /// What the author wrote, where the person has words of their own.
    pub authored: Option<Card>,
    /// Whether it is in a deck now.
    pub active: bool,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// First day on which it may come up again, if it rests; the last day there is when it rests until resumed.
    pub rests_until: Option<Day>,
    /// What is remembered.
    pub remembered: Remembered,
}

impl CardRow {
    /// Tells whether the card rests on a day.
    pub fn rests_on(&self, day: Day) -> bool {
        rests_on(self.rests_until, day)
    }

    /// Returns the day from which it may come up again, when it rests until a day.
    pub fn rests_until_day(&self) -> Option<Day> {
        self.rests_until.filter(|until| *until != FOR_GOOD)
    }
}

/// A deck in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckRow {
    /// Its id.
    pub id: DeckId,
    /// Its version.
    pub version: Version,
    /// Its title.
    pub title: SafeText,
    /// Whether it ships with the program.
    pub shipped: bool,
    /// How many cards it holds.
    pub cards: u32,
}

/// What is known of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownDeck {
    /// The version that came last.
    pub deck: Deck,
    /// Whether that one ships with the program.
    pub shipped: bool,
    /// The highest version that was ever there.
    pub highest: Version,
    /// Whether it was removed since.
    pub removed: bool,
}

/// A practice of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct PastPractice {
    /// Its event.
    pub event: EventId,
    /// What was recorded, with later ratings.
    pub practised: Practised,
}

/// Text that did not hold its form in the record is passed over rather than stopping a list.
fn id<T: TryFrom<String>>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(T::try_from(row.get::<_, String>(column)?).ok())
}

/// Reads [`ENTRY`].
fn entry(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let Some(id) = id(row, 0)? else { return Ok(None) };
    Ok(Some(Entry {
        id,
        title: SafeText::from(row.get::<_, String>(1)?),
        family: row.get(2)?,
        seconds: row.get(3)?,
        gates: row.get(4)?,
        states: row.get(5)?,
        favourite: row.get(6)?,
        rests_until: row.get::<_, Option<i32>>(7)?.map(Day),
        due: row.get::<_, Option<i32>>(8)?.map(Day),
        active: row.get(9)?,
    }))
}

/// Cards in the order of the list after a place in it, by the index of decks alone.
pub(super) fn catalog_after_sql() -> String {
    format!(
        "SELECT {ENTRY}, deck, position FROM card CROSS JOIN family ON family.number = card.family \
         WHERE (deck, position, card.id) > (?1, ?2, ?3) ORDER BY deck, position, card.id LIMIT ?4"
    )
}

impl Store {
    /// Returns a card by its id.
    ///
    /// # Errors
    /// [`StoreError::NoCard`] when there is none; otherwise when the record cannot be read.
    pub fn card(&self, id: &CardId) -> Result<CardRow, StoreError> {
        let number = practices::card_number(&self.connection, id)?.ok_or_else(|| StoreError::NoCard(id.to_string()))?;
        self.card_by_number(number)?.ok_or_else(|| StoreError::NoCard(id.to_string()))
    }

    /// Returns the id of the one card that `name` means: a full id, or a slug that only one deck has.
    ///
    /// # Errors
    /// [`StoreError::NoCard`] when there is none, or more than one.
    pub fn find_card(&self, name: &str) -> Result<CardId, StoreError> {
        if let Ok(id) = name.parse::<CardId>() {
            return match practices::card_number(&self.connection, &id)? {
                Some(_) => Ok(id),
                None => Err(StoreError::NoCard(name.to_owned())),
            };
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM card WHERE substr(id, instr(id, '/') + 1) = ?1 AND active = 1 LIMIT 2")
            .doing(DOING)?;
        let found =
            statement.query_map([name], |row| row.get::<_, String>(0)).doing(DOING)?.collect::<Result<Vec<_>, _>>();
        match found.doing(DOING)?.as_slice() {
            [one] => one.parse().map_err(|_not_an_id| StoreError::NoCard(SafeText::new(name).to_string())),
            [] => Err(StoreError::NoCard(SafeText::new(name).to_string())),
            many => Err(StoreError::ManyCards { name: SafeText::new(name).to_string(), ids: many.to_vec() }),
        }
    }

    /// Returns the id of a card by its row.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn card_id(&self, number: i64) -> Result<Option<CardId>, StoreError> {
        self.connection
            .prepare_cached("SELECT id FROM card WHERE number = ?1")
            .and_then(|mut s| s.query_row([number], |row| id(row, 0)).optional())
            .doing(DOING)
            .map(Option::flatten)
    }

    /// Returns the number that stands for a family, if any card has it.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn family(&self, word: &str) -> Result<Option<i64>, StoreError> {
        self.connection
            .prepare_cached("SELECT number FROM family WHERE word = ?1")
            .and_then(|mut s| s.query_row([word], |row| row.get(0)).optional())
            .doing(DOING)
    }

    /// Tells whether there is a path with this id, `deck-id/path-id`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn has_path(&self, path: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM path WHERE id = ?1)")
            .and_then(|mut s| s.query_row([path], |row| row.get(0)))
            .doing(DOING)
    }

    /// Returns a card by its row.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn card_by_number(&self, number: i64) -> Result<Option<CardRow>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT id, active, favourite, rests_until, stability, difficulty, last_day, due, reviews, lapses, text, own \
                 FROM card LEFT JOIN card_text ON card_text.card = card.number WHERE number = ?1",
            )
            .and_then(|mut s| {
                s.query_row([number], |row| {
                    let Some(id) = id(row, 0)? else { return Ok(None) };
                    let read = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
                    let (authored, own): (Option<Card>, Option<Card>) = (read(row.get(10)?), read(row.get(11)?));
                    let (text, authored) = if own.is_some() { (own, authored) } else { (authored, None) };
                    Ok(Some(CardRow {
                        number,
                        id,
                        text,
                        authored,
                        active: row.get(1)?,
                        favourite: row.get(2)?,
                        rests_until: row.get::<_, Option<i32>>(3)?.map(Day),
                        remembered: practices::remembered(row, 4)?,
                    }))
                })
                .optional()
            })
            .doing(DOING)?;
        Ok(found.flatten())
    }

    /// Lists every card, by deck and place in it.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn catalog(&self) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT {ENTRY} FROM card JOIN family ON family.number = card.family ORDER BY deck, position, card.id"
            ))
            .doing(DOING)?;
        let rows = statement.query_map([], entry).doing(DOING)?;
        rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Lists `most` cards in the same order, from the first or from where a stretch before ended. When the decks changed
    /// since, it begins again: cards may stand elsewhere.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn catalog_after(&self, after: Option<&After>, most: u32) -> Result<Stretch, StoreError> {
        let decks: String = self
            .connection
            .prepare_cached(
                "SELECT coalesce(group_concat(id || ' ' || clock || ' ' || hex(device) || ' ' || number), '') FROM deck",
            )
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)?;
        let after = after.filter(|after| after.decks == decks);
        let (deck, position, id) = after.map_or(("", 0, ""), |after| (&*after.deck, after.position, &*after.id));
        let mut statement = self.connection.prepare_cached(&catalog_after_sql()).doing(DOING)?;
        let mut rows = statement.query(params![deck, position, id, most]).doing(DOING)?;
        let mut stretch = Stretch { begins: after.is_none(), ..Stretch::default() };
        let (mut read, mut last) = (0, None);
        while let Some(row) = rows.next().doing(DOING)? {
            stretch.entries.extend(entry(row).doing(DOING)?);
            read += 1;
            if read == most {
                last = Some((row.get(0).doing(DOING)?, row.get(10).doing(DOING)?, row.get(11).doing(DOING)?));
            }
        }
        stretch.rest = last.map(|(id, deck, position)| Box::new(After { deck, position, id, decks }));
        Ok(stretch)
    }

    /// Returns a card's practices, the latest first, `most` at most.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn practices(&self, card: &CardRow, most: u32) -> Result<Vec<PastPractice>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!(
                "SELECT {} FROM practice JOIN event USING (clock, device, number) WHERE card = ?1 \
                     ORDER BY practice.at DESC, clock DESC, device DESC, event.number DESC LIMIT ?2",
                history::COLUMNS
            ))
            .doing(DOING)?;
        let mut rows = statement.query(params![card.number, most]).doing(DOING)?;
        let mut practices = Vec::new();
        while let Some(row) = rows.next().doing(DOING)? {
            let Some((mut past, place)) = history::past(row).doing(DOING)? else { continue };
            self.note_of(&mut past, place)?;
            practices.push(past);
        }
        Ok(practices)
    }

    /// Lists the decks: what the person added first, then what ships with the program.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn decks(&self) -> Result<Vec<DeckRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, version, title, shipped, \
                 (SELECT count(*) FROM card WHERE card.deck = deck.id AND active = 1) FROM deck ORDER BY shipped, id",
            )
            .doing(DOING)?;
        let rows = statement
            .query_map([], |row| {
                let (Some(id), Some(version)) = (id(row, 0)?, id(row, 1)?) else { return Ok(None) };
                Ok(Some(DeckRow {
                    id,
                    version,
                    title: SafeText::new(&row.get::<_, String>(2)?),
                    shipped: row.get(3)?,
                    cards: row.get(4)?,
                }))
            })
            .doing(DOING)?;
        rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>().doing(DOING)
    }

    /// Finds the deck that was read from a file with this digest and is there as it was read, see
    /// [`crate::deck::formats::digest`]: its id, version and title.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn deck_of_file(&self, digest: &str) -> Result<Option<(DeckId, Version, SafeText)>, StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT id, version, title FROM deck WHERE source = ?1")
            .and_then(|mut s| {
                s.query_row([digest], |row| {
                    Ok((id::<DeckId>(row, 0)?, id::<Version>(row, 1)?, SafeText::new(&row.get::<_, String>(2)?)))
                })
                .optional()
            })
            .doing(DOING)?;
        Ok(found.and_then(|(id, version, title)| Some((id?, version?, title))))
    }

    /// Returns a deck as it was added, and whether it ships with the program.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn deck(&self, id: &str) -> Result<Option<(Deck, bool)>, StoreError> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM deck JOIN event USING (clock, device, number) WHERE deck.id = ?1")
            .and_then(|mut s| s.query_row([id], |row| row.get(0)).optional())
            .doing(DOING)?;
        Ok(body.and_then(|body| match read_body(&body)? {
            Body::DeckAdded { deck, shipped, .. } => Some((*deck, shipped)),
            _ => None,
        }))
    }

    /// Returns who reviewed a deck clinically, and when; `None` when it does not say, or is not there.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reviewed(&self, deck: &str) -> Result<Option<Reviewed>, StoreError> {
        let said: Option<Option<String>> = self
            .connection
            .prepare_cached(
                "SELECT json_extract(body, '$.deck_added.deck.reviewed') FROM deck JOIN event USING (clock, device, number) \
                 WHERE deck.id = ?1",
            )
            .and_then(|mut s| s.query_row([deck], |row| row.get(0)).optional())
            .doing(DOING)?;
        Ok(said.flatten().and_then(|said| serde_json::from_str(&said).ok()))
    }

    /// Returns what is known of a deck by its id: the version that came last, even when it was removed since.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn known_deck(&self, id: &str) -> Result<Option<KnownDeck>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT body FROM event WHERE subject = 'deck:' || ?1 \
                 AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
            )
            .doing(DOING)?;
        let mut rows = statement.query([id]).doing(DOING)?;
        let mut known: Option<KnownDeck> = None;
        while let Some(row) = rows.next().doing(DOING)? {
            match read_body(&row.get::<_, String>(0).doing(DOING)?) {
                Some(Body::DeckAdded { deck, shipped, .. }) => {
                    let before = known.map_or(deck.version, |known| known.highest);
                    let highest = before.max(deck.version);
                    known = Some(KnownDeck { deck: *deck, shipped, highest, removed: false });
                }
                Some(Body::DeckRemoved { .. }) => known.iter_mut().for_each(|known| known.removed = true),
                _ => {}
            }
        }
        Ok(known)
    }

    /// Returns what the person changed of a card, all edits together.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn edit(&self, card: &CardId) -> Result<Edit, StoreError> {
        subjects::edit(&self.connection, card.as_str())
    }

    /// Returns what the person changed of the cards of a deck.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn edits(&self, deck: &DeckId) -> Result<Edits, StoreError> {
        let mut edits = Edits::new();
        for card in subjects::edited(&self.connection, deck.as_str())? {
            let edit = subjects::edit(&self.connection, &card)?;
            let slug = card.split_once('/').and_then(|(_, slug)| slug.parse().ok());
            if let (Some(slug), false) = (slug, edit.is_empty()) {
                edits.insert(slug, edit);
            }
        }
        Ok(edits)
    }

    /// Returns the moment at which a card was last practised.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_practised(&self, card: &CardRow) -> Result<Option<Moment>, StoreError> {
        self.connection
            .prepare_cached("SELECT at, offset FROM practice WHERE card = ?1 ORDER BY at DESC LIMIT 1")
            .and_then(|mut s| {
                s.query_row([card.number], |row| Ok(Moment { utc_ms: row.get(0)?, offset_minutes: row.get(1)? }))
                    .optional()
            })
            .doing(DOING)
    }
}
