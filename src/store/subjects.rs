//! Views that the last event on a subject decides: decks, settings, gates, people, resting and favourite cards.
//!
//! `refresh` makes one of them from the log, whatever the order in which events came.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::practices::Place;
use crate::deck::edit::Edit;
use crate::deck::ids::CardId;
use crate::deck::model::{Card, Deck};
use crate::deck::text::SafeText;
use crate::record::catalog::FOR_GOOD;
use crate::record::event::{Body, DeviceId, EventId};
use crate::record::remembered::Remembered;

const DOING: &str = "save that";

/// Writes what the author wrote of a card, unless it stands there already and alone.
pub(super) const WRITE_TEXT: &str = "INSERT INTO card_text (card, text) VALUES (?1, ?2) ON CONFLICT (card) DO UPDATE \
                                     SET text = excluded.text, own = NULL WHERE text <> excluded.text OR own IS NOT NULL";

/// The subject under which sessions stand in the log.
pub(super) const SESSION: &str = "session";

/// The subject under which the person says how they are.
pub(super) const CHECK_IN: &str = "check-in";

/// The subject under which cards stand that were passed over.
pub(super) const SKIPPED: &str = "skipped";

/// The subject under which fair tests stand.
pub(super) const FAIR_TEST: &str = "fair-test";

/// The subject under which waits without a practice stand.
pub(super) const WAITED: &str = "waited";

/// The subject under which stands what was written anew of a practice.
pub(super) fn practice(practice: EventId) -> String {
    format!("practice:{}", practice.0)
}

/// Returns the subject of an event, if it has one.
pub(super) fn of(body: &Body) -> Option<String> {
    Some(match body {
        Body::SessionBegun(_) => SESSION.to_owned(),
        Body::DeckAdded { deck, .. } => format!("deck:{}", deck.id),
        Body::DeckRemoved { deck } => format!("deck:{deck}"),
        Body::CardRested { card, .. } | Body::CardResumed { card } => format!("rest:{card}"),
        Body::CardFavoured { card, .. } => format!("favourite:{card}"),
        Body::CardEdited { card, .. } => format!("edit:{card}"),
        Body::GateAllowed { gate } | Body::GateWithdrawn { gate } => format!("gate:{gate}"),
        Body::SettingChanged { key, .. } => format!("setting:{key}"),
        Body::PeopleChanged { .. } => "people".to_owned(),
        Body::PlanWritten { .. } => PLAN.to_owned(),
        Body::ParametersAdopted(_) => super::parameters::ADOPTED.to_owned(),
        Body::ParametersKept { .. } => super::parameters::LOOKED.to_owned(),
        Body::CheckedIn(_) => CHECK_IN.to_owned(),
        Body::Skipped { .. } => SKIPPED.to_owned(),
        Body::Waited { .. } => WAITED.to_owned(),
        Body::RestLifted { card, .. } => format!("lift:{card}"),
        Body::Told { what } => format!("told:{what}"),
        Body::FairTest { .. } => FAIR_TEST.to_owned(),
        Body::Amended(amended) => practice(amended.practice),
        Body::Practised(_) | Body::Rated(_) | Body::Undone { .. } | Body::Erased { .. } => {
            return None;
        }
    })
}

/// The subject of the person's own plan for hard times: the last event on it is the plan.
pub(super) const PLAN: &str = "plan";

/// Makes the view of one subject again from the log.
pub(super) fn refresh(connection: &Connection, subject: &str) -> Result<(), StoreError> {
    let (kind, name) = subject.split_once(':').unwrap_or((subject, ""));
    match kind {
        "deck" => {
            // The totals of past days follow a card to its new family.
            if deck(connection, name)? { super::rebuild::count_days(connection) } else { Ok(()) }
        }
        "edit" => reword(connection, name),
        "setting" => setting(connection, name, last(connection, subject)?),
        "gate" => gate(connection, name, last(connection, subject)?),
        "people" => people(connection, last(connection, subject)?),
        "rest" => {
            let until = match last(connection, subject)? {
                Some(Body::CardRested { until, .. }) => Some(until.unwrap_or(FOR_GOOD).0),
                _ => None,
            };
            run(connection, "UPDATE card SET rests_until = ?2 WHERE id = ?1", params![name, until])
        }
        "favourite" => {
            let on = matches!(last(connection, subject)?, Some(Body::CardFavoured { on: true, .. }));
            run(connection, "UPDATE card SET favourite = ?2 WHERE id = ?1", params![name, on])
        }
        "lift" => {
            match super::practices::card_number(connection, &name.parse().map_err(|_bad| StoreError::NoPractice)?)? {
                Some(card) => super::benefit::refresh(connection, card),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// Tells whether a subject stands for ratings that are kept one by one.
pub(super) fn is_note(subject: &str) -> bool {
    [CHECK_IN, WAITED].contains(&subject)
}

fn run(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
    connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).doing(DOING)?;
    Ok(())
}

/// Finds the last event on a subject that was not taken back.
pub(super) fn last(connection: &Connection, subject: &str) -> Result<Option<Body>, StoreError> {
    let body: Option<String> = connection
        .prepare_cached(
            "SELECT body FROM event WHERE subject = ?1 \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
             ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
        )
        .and_then(|mut s| s.query_row([subject], |row| row.get(0)).optional())
        .doing(DOING)?;
    Ok(body.and_then(|body| read_body(&body)))
}

fn setting(connection: &Connection, key: &str, last: Option<Body>) -> Result<(), StoreError> {
    match last {
        Some(Body::SettingChanged { value: Some(value), .. }) => {
            run(connection, "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)", params![key, value.as_str()])
        }
        _ => run(connection, "DELETE FROM setting WHERE key = ?1", [key]),
    }
}

fn gate(connection: &Connection, gate: &str, last: Option<Body>) -> Result<(), StoreError> {
    match last {
        Some(body @ (Body::GateAllowed { .. } | Body::GateWithdrawn { .. })) => run(
            connection,
            "INSERT OR REPLACE INTO gate (gate, allowed) VALUES (?1, ?2)",
            params![gate, matches!(body, Body::GateAllowed { .. })],
        ),
        _ => run(connection, "DELETE FROM gate WHERE gate = ?1", [gate]),
    }
}

fn people(connection: &Connection, last: Option<Body>) -> Result<(), StoreError> {
    run(connection, "DELETE FROM person", [])?;
    let Some(Body::PeopleChanged { people }) = last else { return Ok(()) };
    for (position, person) in (0_i64..).zip(&people) {
        run(
            connection,
            "INSERT INTO person (position, name, reach) VALUES (?1, ?2, ?3)",
            params![position, person.name.as_str(), person.reach.as_str()],
        )?;
    }
    Ok(())
}

/// Makes a deck, its cards and paths again from every version of it in the log.
///
/// Versions that were taken back still give a title to what was practised from them: the first of them, so that
/// adding one more and taking it back changes nothing. Returns whether a card moved to another family.
pub(super) fn deck(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let mut moved = false;
    run(connection, "DELETE FROM deck WHERE id = ?1", [id])?;
    run(connection, "DELETE FROM path WHERE deck = ?1", [id])?;
    let mut live = None;
    let marked = marked(connection, id)?;
    let mut families = BTreeMap::new();
    for undone in [true, false] {
        for (place, body) in versions(connection, id, undone)? {
            if let Body::DeckAdded { deck, shipped, source } = body {
                for (position, card) in (0_i64..).zip(&deck.cards) {
                    let known = families.get(&card.family).copied();
                    let family = known.map_or_else(|| family_number(connection, card.family.as_str()), Ok)?;
                    families.insert(card.family.clone(), family);
                    moved |= add_card(connection, &deck, position, card, (family, marked))?;
                }
                live = (!undone).then_some((deck, (shipped, source, place)));
            } else if !undone {
                live = None;
            }
        }
    }
    run(connection, "UPDATE card SET active = 0 WHERE deck = ?1", [id])?;
    if let Some((deck, coming)) = &live {
        let ids: Vec<String> = deck.cards.iter().map(|card| deck.card_id(card).to_string()).collect();
        let ids = serde_json::to_string(&ids).doing(DOING)?;
        run(
            connection,
            "UPDATE card SET active = 1 WHERE deck = ?1 AND id IN (SELECT value FROM json_each(?2))",
            params![id, ids],
        )?;
        add_deck(connection, deck, coming, None)?;
    }
    for card in edited(connection, id)? {
        reword(connection, &card)?;
    }
    // A card that the deck does not hold any more stays only for its practices.
    run(
        connection,
        "DELETE FROM card WHERE deck = ?1 AND active = 0 \
         AND NOT EXISTS (SELECT 1 FROM practice WHERE practice.card = card.number)",
        [id],
    )?;
    wait_for(connection, id)?;
    Ok(moved)
}

/// Sets, in every path, which cards of a deck wait for their turn as new cards.
pub(super) fn wait_for(connection: &Connection, deck: &str) -> Result<(), StoreError> {
    run(
        connection,
        "UPDATE path_card SET waiting = (SELECT count(*) FROM card WHERE card.id = path_card.card AND active = 1 \
         AND pinned = 0 AND due IS NULL) WHERE card >= ?1 || '/' AND card < ?1 || '0'",
        [deck],
    )
}

/// Tells whether any card of a deck was ever set to rest or made a favourite; of most decks that come in, none was.
pub(super) fn marked(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE subject >= ?1 || '/' AND subject < ?1 || '0')")
        .doing(DOING)?;
    for kind in ["rest", "favourite"] {
        if statement.query_row([format!("{kind}:{id}")], |row| row.get(0)).doing(DOING)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads what happened to a deck, so that what counts comes last: the latest, or of what was taken back the first.
fn versions(connection: &Connection, id: &str, undone: bool) -> Result<Vec<(Place, Body)>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT clock, device, number, body FROM event WHERE subject = 'deck:' || ?1 \
             AND ?2 = EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
        )
        .doing(DOING)?;
    let rows = statement
        .query_map(params![id, undone], |row| {
            let place = Place { clock: row.get(0)?, device: DeviceId(uuid(row.get(1)?)), number: row.get(2)? };
            Ok((place, row.get::<_, String>(3)?))
        })
        .doing(DOING)?;
    let mut versions = Vec::new();
    for row in rows {
        let (place, body) = row.doing(DOING)?;
        versions.extend(read_body(&body).map(|body| (place, body)));
    }
    if undone {
        versions.reverse();
    }
    Ok(versions)
}

pub(super) fn family_number(connection: &Connection, word: &str) -> Result<i64, StoreError> {
    run(connection, "INSERT INTO family (word) VALUES (?1) ON CONFLICT (word) DO NOTHING", [word])?;
    connection
        .prepare_cached("SELECT number FROM family WHERE word = ?1")
        .and_then(|mut s| s.query_row([word], |row| row.get(0)))
        .doing(DOING)
}

fn add_card(
    connection: &Connection,
    deck: &Deck,
    position: i64,
    card: &Card,
    (family, marked): (i64, bool),
) -> Result<bool, StoreError> {
    let id = deck.card_id(card);
    let before: Option<i64> = connection
        .prepare_cached("SELECT family FROM card WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_str()], |row| row.get(0)).optional())
        .doing(DOING)?;
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO card (id, deck, position, title, family, seconds, gates, states, body, pinned, active) \
             VALUES (?1, ?2, ?10, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1) \
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title, family = excluded.family, \
             seconds = excluded.seconds, gates = excluded.gates, states = excluded.states, body = excluded.body, \
             pinned = excluded.pinned, active = 1 RETURNING number",
        )
        .and_then(|mut s| {
            s.query_row(
                params![
                    id.as_str(),
                    deck.id.as_str(),
                    card.title.as_str(),
                    family,
                    card.seconds(),
                    card.gate_bits(),
                    card.state_bits(),
                    card.turns_to_body(),
                    card.pinned,
                    position,
                ],
                |row| row.get(0),
            )
        })
        .doing(DOING)?;
    let text = serde_json::to_string(card).doing(DOING)?;
    run(connection, WRITE_TEXT, params![number, text])?;
    if before.is_none() && marked {
        refresh(connection, &format!("rest:{id}"))?;
        refresh(connection, &format!("favourite:{id}"))?;
    }
    Ok(before.is_some_and(|before| before != family))
}

/// Lists the cards of a deck that the person ever put into their own words.
pub(super) fn edited(connection: &Connection, deck: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT DISTINCT substr(subject, 6) FROM event WHERE subject >= 'edit:' || ?1 || '/' AND subject < 'edit:' || ?1 || '0'",
        )
        .doing(DOING)?;
    let rows = statement.query_map([deck], |row| row.get(0)).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// Returns what the person changed of a card, all edits together.
pub(super) fn edit(connection: &Connection, card: &str) -> Result<Edit, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT body FROM event WHERE subject = 'edit:' || ?1 \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) ORDER BY clock, device, number",
        )
        .doing(DOING)?;
    let mut rows = statement.query([card]).doing(DOING)?;
    let mut all = Edit::default();
    while let Some(row) = rows.next().doing(DOING)? {
        if let Some(Body::CardEdited { edit, .. }) = read_body(&row.get::<_, String>(0).doing(DOING)?) {
            all = all.then(&edit);
        }
    }
    Ok(all)
}

/// Lays the person's own words over what the author wrote, or takes them off again.
fn reword(connection: &Connection, id: &str) -> Result<(), StoreError> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT number, text FROM card JOIN card_text ON card_text.card = card.number WHERE id = ?1")
        .and_then(|mut s| s.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .doing(DOING)?;
    let Some((number, text)) = found else { return Ok(()) };
    let Ok(authored) = serde_json::from_str::<Card>(&text) else { return Ok(()) };
    let edit = edit(connection, id)?;
    let own = (!edit.is_empty()).then(|| edit.over(&authored).card).filter(|own| *own != authored);
    let shown = own.as_ref().unwrap_or(&authored);
    run(
        connection,
        "UPDATE card SET title = ?2, gates = ?3, body = ?4 WHERE number = ?1",
        params![number, shown.title.as_str(), shown.gate_bits(), shown.turns_to_body()],
    )?;
    let own = own.map(|own| serde_json::to_string(&own)).transpose().doing(DOING)?;
    run(connection, "UPDATE card_text SET own = ?2 WHERE card = ?1", params![number, own])
}

/// Puts a deck and its paths into the views; `cards` are those of the deck, with whether they wait, where that is known
/// without looking.
pub(super) fn add_deck(
    connection: &Connection,
    deck: &Deck,
    (shipped, source, place): &(bool, Option<SafeText>, Place),
    cards: Option<Vec<(CardId, bool)>>,
) -> Result<(), StoreError> {
    run(
        connection,
        "INSERT INTO deck (id, version, title, shipped, clock, device, number, source) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            deck.id.as_str(),
            deck.version.to_string(),
            deck.title.as_str(),
            shipped,
            place.clock,
            place.device.0.as_bytes(),
            place.number,
            source.as_ref().map(SafeText::as_str),
        ],
    )?;
    for (position, path) in (0_i64..).zip(&deck.paths) {
        let cards = path.cards.iter().filter_map(|card| deck.resolve(card)).map(|id| (id.to_string(), None));
        let number = add_path(
            connection,
            deck,
            path.id.as_str(),
            path.title.as_str(),
            (*shipped, place.clock, false, position),
        )?;
        add_path_cards(connection, number, cards)?;
    }
    let none = cards.as_ref().map_or(deck.cards.is_empty(), Vec::is_empty);
    if deck.paths.iter().all(|path| path.id.as_str() != "all") && !none {
        let number = add_path(connection, deck, "all", deck.title.as_str(), (*shipped, place.clock, true, 0))?;
        match cards {
            Some(cards) => {
                add_path_cards(connection, number, cards.into_iter().map(|(card, waits)| (card.into(), Some(waits))))?;
            }
            None => {
                add_path_cards(connection, number, deck.cards.iter().map(|card| (deck.card_id(card).into(), None)))?;
            }
        }
    }
    Ok(())
}

fn add_path(
    connection: &Connection,
    deck: &Deck,
    id: &str,
    title: &str,
    (shipped, added, implied, position): (bool, i64, bool, i64),
) -> Result<i64, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO path (id, deck, title, shipped, added, implied, position) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number",
        )
        .and_then(|mut s| {
            let id = format!("{}/{id}", deck.id);
            s.query_row(params![id, deck.id.as_str(), title, shipped, added, implied, position], |row| row.get(0))
        })
        .doing(DOING)
}

/// Puts cards into a path, each with whether it waits where that is known.
fn add_path_cards(
    connection: &Connection,
    path: i64,
    cards: impl Iterator<Item = (String, Option<bool>)>,
) -> Result<(), StoreError> {
    let mut insert = connection
        .prepare_cached(
            "INSERT INTO path_card (path, position, card, waiting) VALUES (?1, ?2, ?3, coalesce(?4, \
             (SELECT count(*) FROM card WHERE id = ?3 AND active = 1 AND pinned = 0 AND due IS NULL)))",
        )
        .doing(DOING)?;
    let mut seen = HashSet::new();
    for (position, (card, waits)) in (0_i64..).zip(cards) {
        // A card that stands in a path twice comes at its first place.
        if !seen.contains(card.as_str()) {
            insert.execute(params![path, position, card, waits]).doing(DOING)?;
            seen.insert(card);
        }
    }
    Ok(())
}

/// Sets whether a card still waits for its turn as a new card.
pub(super) fn wait_or_not(connection: &Connection, card: i64) -> Result<(), StoreError> {
    run(
        connection,
        "UPDATE path_card SET waiting = (SELECT active = 1 AND pinned = 0 AND due IS NULL FROM card WHERE number = ?1) \
         WHERE card = (SELECT id FROM card WHERE number = ?1)",
        [card],
    )
}

/// Makes a row for a card of which no deck is left, so that its practices have a place.
pub(super) fn stand_in(
    connection: &Connection,
    number: i64,
    card: &CardId,
    known: &Remembered,
) -> Result<(), StoreError> {
    let family = family_number(connection, "unknown")?;
    run(
        connection,
        "INSERT INTO card (number, id, deck, position, title, family, seconds, gates, states, body, pinned, active, \
         stability, difficulty, last_day, due, reviews, lapses) \
         VALUES (?1, ?2, ?3, 0, ?4, ?5, 0, 0, 0, 0, 0, 0, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            number,
            card.as_str(),
            card.deck(),
            card.slug(),
            family,
            known.memory.map(|m| f64::from(m.stability())),
            known.memory.map(|m| f64::from(m.difficulty())),
            known.last_day.map(|day| day.0),
            known.due.map(|day| day.0),
            known.reviews,
            known.lapses,
        ],
    )
}
