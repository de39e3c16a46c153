//! The decks that ship with the program, taken into the record once and again when they have a higher version.

use rusqlite::{Connection, OptionalExtension};

use super::failure::{Doing, StoreError};
use super::{Store, subjects};
use crate::deck::model::Deck;
use crate::memory::days::Moment;
use crate::record::event::Body;

const DOING: &str = "take in the decks that ship with the program";

impl Store {
    /// Returns the digest of the shipped decks that were looked at last.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn shipped_digest(&self) -> Result<Option<u64>, StoreError> {
        let digest: Option<i64> = self
            .connection
            .prepare_cached("SELECT digest FROM shipped")
            .and_then(|mut s| s.query_row([], |row| row.get(0)).optional())
            .doing(DOING)?;
        Ok(digest.map(i64::cast_unsigned))
    }

    /// Tells whether a shipped deck is to be taken in: it is new, or newer than the one that is there. A deck that
    /// the person removed stays away, and one of the same name that the person added stays theirs.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn wants_shipped(&self, deck: &Deck) -> Result<bool, StoreError> {
        wanted(&self.connection, deck)
    }

    /// Takes in those of the decks that are still wanted, and remembers that they were looked at.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn add_shipped(&mut self, at: Moment, bodies: Vec<Body>, digest: u64) -> Result<(), StoreError> {
        self.append_what(at, |connection| {
            // Another program may have taken them in meanwhile, and the person removed them again.
            let mut still = Vec::with_capacity(bodies.len());
            for body in bodies {
                if !matches!(&body, Body::DeckAdded { deck, .. } if !wanted(connection, deck)?) {
                    still.push(body);
                }
            }
            Ok(still)
        })?;
        self.connection
            .execute_batch(&format!(
                "DELETE FROM shipped; INSERT INTO shipped (digest) VALUES ({})",
                digest.cast_signed()
            ))
            .doing(DOING)
    }
}

fn wanted(connection: &Connection, deck: &Deck) -> Result<bool, StoreError> {
    Ok(match subjects::last(connection, &format!("deck:{}", deck.id))? {
        None => true,
        Some(Body::DeckAdded { deck: have, shipped, .. }) => shipped && have.version < deck.version,
        Some(_) => false,
    })
}
