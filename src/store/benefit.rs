//! The views by which statistics of what helped are read at once: cells (one a card and state), groups (all that the
//! pool needs of them), check-ins and waits.
//!
//! Everything is whole numbers, so that adding and taking away is exact and rebuilt equals stored. When a use of a
//! card changes, the cells of that card are folded again from its uses, and of cards that were used within half an
//! hour after it.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{CachedStatement, Connection, Row, params, params_from_iter};

use super::append::read_body;
use super::beside::beside;
use super::failure::{Doing, StoreError};
use super::practices::Place;
use crate::deck::kinds::State;
use crate::helped::by_word::ByWord;
use crate::helped::harm::Why;
use crate::helped::known::View;
use crate::helped::levels::{Axis, Change, Helped};
use crate::helped::sums::{Group, Sums};
use crate::helped::uses::{AxisSums, CARRY_OVER_MS, Cell, Cells, Rest, Use, fold};
use crate::record::event::{Body, CheckedIn, Event};

const DOING: &str = "save that";

/// Stands for a state that nobody named and no level spoke for.
const NO_STATE: i64 = -1;

/// Columns of a use, as [`read_use`] takes them.
pub(super) const USE: &str =
    "at, day, state, distress_before, distress_after, connection_before, connection_after, helped, alone";

/// Columns of a cell after card and state, as [`read_cell`] takes them.
pub(super) const CELL: &str = "uses, judged, worse, \
    d_n, d_x, d_y, d_xx, d_xy, d_yy, d_unrated, d_unrated_x, d_unrated_xx, d_both, d_no_room, d_carried, \
    c_n, c_x, c_y, c_xx, c_xy, c_yy, c_unrated, c_unrated_x, c_unrated_xx, c_both, c_no_room, c_carried, \
    said_helped, said_same, said_worse, said_unsure, rest_until, rest_why, rest_since";

/// How many those are, and how many of them every cell has.
pub(super) const CELL_COLUMNS: usize = 34;
const CELL_COUNTS: usize = 31;

/// Reads a use from a row, from column `first` on.
pub(super) fn read_use(row: &Row<'_>, first: usize) -> rusqlite::Result<Use> {
    let change = |at: usize| Ok::<_, rusqlite::Error>(Change { before: row.get(at)?, after: row.get(at + 1)? });
    Ok(Use {
        at: row.get(first)?,
        day: row.get(first + 1)?,
        named: row.get::<_, Option<i64>>(first + 2)?.and_then(state),
        distress: change(first + 3)?,
        connection: change(first + 5)?,
        helped: row.get::<_, Option<u8>>(first + 7)?.and_then(|at| Helped::ALL.get(usize::from(at)).copied()),
        alone: row.get(first + 8)?,
    })
}

/// Finds a state by its number.
pub(super) fn state(number: i64) -> Option<State> {
    State::ALL.get(usize::try_from(number).ok()?).copied()
}

fn number(state: Option<State>) -> i64 {
    state.map_or(NO_STATE, |state| state as i64)
}

/// Reads a cell from a row, from column `first` on.
pub(super) fn read_cell(row: &Row<'_>, first: usize) -> rusqlite::Result<Cell> {
    let count = |at: usize| row.get::<_, u32>(first + at);
    let axis = |at: usize| -> rusqlite::Result<AxisSums> {
        let sum = |n: usize| row.get::<_, i64>(first + at + n);
        let (un, ux, uxx) = (sum(6)?, sum(7)?, sum(8)?);
        Ok(AxisSums {
            rated: Sums { n: sum(0)?, x: sum(1)?, y: sum(2)?, xx: sum(3)?, xy: sum(4)?, yy: sum(5)? },
            unrated: Sums { n: un, x: ux, y: ux, xx: uxx, xy: uxx, yy: uxx },
            both: count(at + 9)?,
            no_room: count(at + 10)?,
            carried: count(at + 11)?,
        })
    };
    let rest = match (row.get::<_, Option<i32>>(first + 31)?, row.get::<_, Option<u8>>(first + 32)?) {
        (Some(until), Some(why)) => {
            let why = Why::ALL.get(usize::from(why)).copied().unwrap_or(Why::Soft);
            Some(Rest { until, why, since: row.get(first + 33)? })
        }
        _ => None,
    };
    Ok(Cell {
        uses: count(0)?,
        judged: count(1)?,
        worse: count(2)?,
        distress: axis(3)?,
        connection: axis(15)?,
        words: ByWord { helped: count(27)?, same: count(28)?, worse: count(29)?, unsure: count(30)? },
        rest,
    })
}

/// The numbers of a cell in the order of its columns.
fn numbers(cell: &Cell) -> [i64; CELL_COUNTS] {
    let mut all = [0; CELL_COUNTS];
    let axis = |sums: &AxisSums| {
        let Sums { n, x, y, xx, xy, yy } = sums.rated;
        let un = sums.unrated;
        [n, x, y, xx, xy, yy, un.n, un.x, un.xx, sums.both.into(), sums.no_room.into(), sums.carried.into()]
    };
    let words = cell.words;
    let counts = [cell.uses, cell.judged, cell.worse].map(i64::from).into_iter();
    let values = counts
        .chain(axis(&cell.distress))
        .chain(axis(&cell.connection))
        .chain([words.helped, words.same, words.worse, words.unsure].map(i64::from));
    all.iter_mut().zip(values).for_each(|(to, from)| *to = from);
    all
}

/// Brings everything up to date after a use of a card at a moment came, changed or went.
pub(super) fn changed(connection: &Connection, card: i64, at: i64) -> Result<(), StoreError> {
    let mut cards = attribute(connection, at, at.saturating_add(CARRY_OVER_MS))?;
    cards.push(card);
    cards.sort_unstable();
    cards.dedup();
    cards.into_iter().try_for_each(|card| refresh(connection, card))
}

/// Decides again which uses between two moments stand alone; returns the cards of those that changed.
fn attribute(connection: &Connection, from: i64, to: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "UPDATE practice AS p INDEXED BY practice_used SET alone = NOT p.alone WHERE used = 1 AND at BETWEEN ?1 AND ?2 AND alone = \
             EXISTS (SELECT 1 FROM practice AS q INDEXED BY practice_used WHERE q.used = 1 AND q.at >= p.at - ?3 AND \
             (q.at, q.clock, q.device, q.number) < (p.at, p.clock, p.device, p.number)) RETURNING card",
        )
        .doing(DOING)?;
    let rows = statement.query_map(params![from, to, CARRY_OVER_MS], |row| row.get(0)).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// Folds the cells of a card again from its uses.
pub(super) fn refresh(connection: &Connection, card: i64) -> Result<(), StoreError> {
    let before = cells(connection, card)?;
    let uses: Vec<Use> = {
        let mut statement = connection
            .prepare_cached(&format!(
                "SELECT {USE} FROM practice WHERE card = ?1 AND used = 1 ORDER BY at, clock, device, number"
            ))
            .doing(DOING)?;
        let rows = statement.query_map([card], |row| read_use(row, 0)).doing(DOING)?;
        rows.collect::<rusqlite::Result<_>>().doing(DOING)?
    };
    let lifts = if before.is_empty() && uses.is_empty() { Vec::new() } else { lifts(connection, card)? };
    let after = fold(uses, &lifts);
    if before == after {
        return Ok(());
    }
    for view in View::all() {
        for axis in Axis::ALL {
            let (old, new) = (view.sums(*axis, &before), view.sums(*axis, &after));
            if old != new {
                count(connection, view, *axis, Group::of(&old), -1)?;
                count(connection, view, *axis, Group::of(&new), 1)?;
            }
        }
    }
    run(connection, "DELETE FROM helped WHERE card = ?1", [card])?;
    run(connection, "DELETE FROM helped_card WHERE card = ?1", [card])?;
    Writing::new(connection)?.write(card, &after)
}

fn run(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
    connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).doing(DOING)?;
    Ok(())
}

/// Reads the cells of a card.
pub(super) fn cells(connection: &Connection, card: i64) -> Result<Cells, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT state, {CELL} FROM helped WHERE card = ?1")).doing(DOING)?;
    let rows = statement.query_map([card], |row| Ok((state(row.get(0)?), read_cell(row, 1)?))).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// Reads when the person let a card come again, and in which state.
fn lifts(connection: &Connection, card: i64) -> Result<Vec<(State, i64)>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT body, at FROM event WHERE subject = 'lift:' || (SELECT id FROM card WHERE number = ?1) \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id)",
        )
        .doing(DOING)?;
    let rows = statement.query_map([card], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).doing(DOING)?;
    let mut lifts = Vec::new();
    for row in rows {
        let (body, at) = row.doing(DOING)?;
        if let Some(Body::RestLifted { state, .. }) = read_body(&body) {
            lifts.push((state, at));
        }
    }
    Ok(lifts)
}

/// Writes the cells of cards that have none.
struct Writing<'c> {
    cell: CachedStatement<'c>,
    card: CachedStatement<'c>,
}

impl<'c> Writing<'c> {
    fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        let places = (1..=CELL_COLUMNS + 2).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let cell = format!("INSERT INTO helped (card, state, {CELL}) VALUES ({places})");
        let card = "INSERT INTO helped_card (card, uses, said) VALUES (?1, ?2, ?3)";
        Ok(Self {
            cell: connection.prepare_cached(&cell).doing(DOING)?,
            card: connection.prepare_cached(card).doing(DOING)?,
        })
    }

    fn write(&mut self, card: i64, cells: &Cells) -> Result<(), StoreError> {
        if cells.is_empty() {
            return Ok(());
        }
        for (state, cell) in cells {
            let rest = cell.rest.map(|rest| (i64::from(rest.until), rest.why as i64, rest.since));
            let rest = [rest.map(|rest| rest.0), rest.map(|rest| rest.1), rest.map(|rest| rest.2)];
            let values = [card, number(*state)].into_iter().chain(numbers(cell)).map(Some).chain(rest);
            self.cell.execute(params_from_iter(values)).doing(DOING)?;
        }
        let all = cells.values().fold(Cell::default(), |all, cell| all.with(*cell));
        self.card.execute(params![card, all.uses, all.words.said()]).doing(DOING)?;
        Ok(())
    }
}

/// Adds a technique to its group, or takes it out with `sign` −1.
fn count(connection: &Connection, view: View, axis: Axis, group: Group, sign: i64) -> Result<(), StoreError> {
    if group.cards == 0 {
        return Ok(());
    }
    let Group { n, cards, x, y, qxx, qxy, qyy } = group;
    run(
        connection,
        "INSERT INTO helped_group (view, axis, n, cards, x, y, qxx, qxy, qyy) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (view, axis, n) DO UPDATE SET \
         cards = cards + excluded.cards, x = x + excluded.x, y = y + excluded.y, qxx = qxx + excluded.qxx, \
         qxy = qxy + excluded.qxy, qyy = qyy + excluded.qyy",
        params![view.number(), axis as u8, n, sign * cards, sign * x, sign * y, sign * qxx, sign * qxy, sign * qyy],
    )?;
    if sign < 0 {
        run(
            connection,
            "DELETE FROM helped_group WHERE view = ?1 AND axis = ?2 AND n = ?3 AND cards = 0",
            params![view.number(), axis as u8, n],
        )?;
    }
    Ok(())
}

/// Takes in an event that says how levels are without a practice.
pub(super) fn note(connection: &Connection, event: &Event) -> Result<(), StoreError> {
    let place = Place::of(event);
    match &event.body {
        Body::CheckedIn(CheckedIn { state, distress, connection: level }) => run(
            connection,
            "INSERT INTO check_in (at, clock, device, number, offset, state, distress, connection) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                event.at.utc_ms,
                place.clock,
                place.device.0.as_bytes(),
                place.number,
                event.at.offset_minutes,
                state.map(|state| state as u8),
                distress,
                level
            ],
        ),
        Body::Waited { distress, connection: level } => run(
            connection,
            "INSERT INTO waited (at, clock, device, number, distress_before, distress_after, connection_before, \
             connection_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                event.at.utc_ms,
                place.clock,
                place.device.0.as_bytes(),
                place.number,
                distress.before,
                distress.after,
                level.before,
                level.after
            ],
        ),
        _ => Ok(()),
    }
}

/// Takes out what [`note`] took in, by where its event stands in the log.
pub(super) fn forget(connection: &Connection, at: i64, place: Place) -> Result<(), StoreError> {
    for table in ["check_in", "waited"] {
        run(
            connection,
            &format!("DELETE FROM {table} WHERE at = ?1 AND clock = ?2 AND device = ?3 AND number = ?4"),
            params![at, place.clock, place.device.0.as_bytes(), place.number],
        )?;
    }
    Ok(())
}

/// Groups of techniques, each by the number of its view, its axis and how often they were used.
type Groups = BTreeMap<(u8, u8, i64), Group>;

/// Makes cells and groups again. The `uses` of every card that has some come from stretches of cards; where work is
/// `shared`, they are folded in two threads.
pub(super) fn again<T: Send>(
    connection: &Connection,
    shared: bool,
    stretches: impl Iterator<Item = T>,
    uses: impl Fn(T) -> Vec<(i64, Vec<Use>)> + Sync,
) -> Result<(), StoreError> {
    let lifts = all_lifts(connection)?;
    let mut writing = Writing::new(connection)?;
    let mut groups = Groups::new();
    let folded = |stretch| {
        let folded = uses(stretch).into_iter().map(|(card, uses)| {
            let cells = fold(uses, lifts.get(&card).map_or(&[], Vec::as_slice));
            (card, cells)
        });
        let folded: Vec<(i64, Cells)> = folded.collect();
        let groups = grouped(folded.iter().map(|(_, cells)| cells));
        (folded, groups)
    };
    beside(
        shared,
        stretches.map(Ok),
        folded,
        || Ok(()),
        |(folded, some)| {
            for (key, one) in some {
                let all = groups.entry(key).or_default();
                *all = all.with(one);
            }
            folded.iter().try_for_each(|(card, cells)| writing.write(*card, cells))
        },
    )?;
    for ((view, axis, _), group) in groups {
        if let (Some(view), Some(axis)) = (View::from_number(view), Axis::ALL.get(usize::from(axis))) {
            count(connection, view, *axis, group, 1)?;
        }
    }
    Ok(())
}

fn grouped<'c>(cards: impl Iterator<Item = &'c Cells>) -> Groups {
    let mut groups = Groups::new();
    for cells in cards {
        for view in View::all() {
            for axis in Axis::ALL {
                let one = Group::of(&view.sums(*axis, cells));
                let all = groups.entry((view.number(), *axis as u8, one.n)).or_default();
                *all = all.with(one);
            }
        }
    }
    groups
}

/// Reads the same as [`lifts`] of all cards at once.
fn all_lifts(connection: &Connection) -> Result<HashMap<i64, Vec<(State, i64)>>, StoreError> {
    let mut statement = connection
        .prepare(
            "SELECT card.number, event.body, event.at FROM event JOIN card ON card.id = substr(subject, 6) \
             WHERE subject >= 'lift:' AND subject < 'lift;' \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id)",
        )
        .doing(DOING)?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?)))
        .doing(DOING)?;
    let mut lifts: HashMap<i64, Vec<_>> = HashMap::new();
    for row in rows {
        let (card, body, at) = row.doing(DOING)?;
        if let Some(Body::RestLifted { state, .. }) = read_body(&body) {
            lifts.entry(card).or_default().push((state, at));
        }
    }
    Ok(lifts)
}
