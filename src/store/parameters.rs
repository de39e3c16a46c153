//! The memory model that the record holds: which parameters are in use, and all memory made again when they change.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::append::{read_body, uuid};
use super::failure::{Doing, StoreError};
use super::{Store, open, practices, rebuild};
use crate::memory::days::{Day, Moment};
use crate::memory::model::{Memory, Model};
use crate::memory::recall::Recall;
use crate::memory::tuning::Answer;
use crate::record::event::{Body, EventId, ParametersAdopted};

const DOING: &str = "read what is remembered";

/// Steps of SQLite's machine between two questions whether to go on: well under a millisecond.
const STEPS: i32 = 10_000;

/// The subject under which adopted parameters stand in the log.
pub(super) const ADOPTED: &str = "parameters";

/// The subject under which it stands that somebody looked, and nothing changed.
pub(super) const LOOKED: &str = "parameters-looked";

/// What was adopted last, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct InUse {
    /// The event.
    pub event: EventId,
    /// When it was.
    pub at: Moment,
    /// What it said.
    pub adopted: ParametersAdopted,
}

/// Finds what was adopted last and not taken back.
pub(super) fn in_use(connection: &Connection) -> Result<Option<InUse>, StoreError> {
    let found = connection
        .prepare_cached(
            "SELECT id, at, offset, body FROM event WHERE subject = ?1 \
             AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = event.id) \
             ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
        )
        .and_then(|mut s| {
            s.query_row([ADOPTED], |row| {
                let at = Moment { utc_ms: row.get(1)?, offset_minutes: row.get(2)? };
                Ok((EventId(uuid(row.get(0)?)), at, row.get::<_, String>(3)?))
            })
            .optional()
        })
        .doing(DOING)?;
    Ok(found.and_then(|(event, at, body)| match read_body(&body)? {
        Body::ParametersAdopted(adopted) => Some(InUse { event, at, adopted }),
        _ => None,
    }))
}

/// The model with the event that it comes from; the defaults come from none.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    pub model: Model,
    event: Option<EventId>,
}

impl Source {
    /// Reads the model in use. Numbers that are no parameters count as the defaults.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        let Some(found) = in_use(connection)? else { return Ok(Self::default()) };
        let model = found.adopted.parameters.as_deref().and_then(|parameters| Model::new(parameters).ok());
        Ok(Self { model: model.unwrap_or_default(), event: Some(found.event) })
    }

    /// Reads the model again if another one is in use by now; returns whether it is.
    pub fn follow(&mut self, connection: &Connection) -> Result<bool, StoreError> {
        let now = in_use(connection)?.map(|found| found.event);
        let changed = now != self.event;
        if changed {
            *self = Self::read(connection)?;
        }
        Ok(changed)
    }
}

/// Makes the memory of every card again in one reading of the answers by card. Nothing else of a card depends on the
/// parameters: the day it comes round again was decided when it was answered.
pub(super) fn remember_again(connection: &Connection, model: &Model) -> Result<(), StoreError> {
    let memories = memories(connection, model)?;
    // The index holds what is remembered: made anew in one go, it costs less than two changes for each card.
    let due = rebuild::put_off(connection, &["card_due"])?;
    {
        let mut update = connection.prepare_cached(practices::REMEMBER_MEMORY).doing(DOING)?;
        for (card, memory) in memories {
            let (stability, difficulty) = (f64::from(memory.stability()), f64::from(memory.difficulty()));
            update.execute(params![card, stability, difficulty]).doing(DOING)?;
        }
    }
    rebuild::make_up(connection, &due)
}

fn memories(connection: &Connection, model: &Model) -> Result<Vec<(i64, Memory)>, StoreError> {
    let mut statement = connection
        .prepare(
            "SELECT card, day, recall FROM practice WHERE recall IS NOT NULL ORDER BY card, at, clock, device, number",
        )
        .doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mut all = Vec::new();
    let mut current = None;
    let mut history: Vec<(Day, Recall)> = Vec::new();
    while let Some(row) = rows.next().doing(DOING)? {
        let card: i64 = row.get(0).doing(DOING)?;
        if current != Some(card) {
            all.extend(current.zip(model.replay(&history)));
            current = Some(card);
            history.clear();
        }
        let recall = Recall::from_rating(row.get(2).doing(DOING)?);
        let day = Day(row.get(1).doing(DOING)?);
        history.extend(recall.map(|recall| (day, recall)));
    }
    all.extend(current.zip(model.replay(&history)));
    Ok(all)
}

impl Store {
    /// Returns the parameters that were adopted last; `None` while the defaults were never left.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn parameters_in_use(&self) -> Result<Option<InUse>, StoreError> {
        in_use(&self.connection)
    }

    /// Returns how many answers there were when somebody looked last whether they speak for other parameters, and how
    /// many there are.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn answers_then_and_now(&self) -> Result<(u32, u32), StoreError> {
        let now = self
            .connection
            .prepare_cached("SELECT coalesce(sum(reviews), 0) FROM day_family")
            .and_then(|mut s| s.query_row([], |row| row.get(0)))
            .doing(DOING)?;
        Ok((looked_at(&self.connection)?, now))
    }

    /// Reads every answer, in the order in which they were given, and the model in use.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn answers(&self) -> Result<Answers, StoreError> {
        Ok(Answers { answers: answers(&self.connection)?, model: self.source.model.clone() })
    }
}

/// Returns how many answers there were when somebody looked last, whatever came of it; 0 when nobody did.
fn looked_at(connection: &Connection) -> Result<u32, StoreError> {
    let mut most = 0;
    for subject in [ADOPTED, LOOKED] {
        // Taken back or not: whoever took it back does not want the same again at once.
        let body: Option<String> = connection
            .prepare_cached(
                "SELECT body FROM event WHERE subject = ?1 ORDER BY clock DESC, device DESC, number DESC LIMIT 1",
            )
            .and_then(|mut s| s.query_row([subject], |row| row.get(0)).optional())
            .doing(DOING)?;
        most = most.max(match body.and_then(|body| read_body(&body)) {
            Some(Body::ParametersAdopted(adopted)) => adopted.answers,
            Some(Body::ParametersKept { answers }) => answers,
            _ => 0,
        });
    }
    Ok(most)
}

fn answers(connection: &Connection) -> Result<Vec<Answer>, StoreError> {
    let mut statement = connection
        .prepare(
            "SELECT card, at, day, recall FROM practice WHERE recall IS NOT NULL \
             ORDER BY card, at, clock, device, number",
        )
        .doing(DOING)?;
    let rows = statement
        .query_map([], |row| {
            let (card, at, day): (i64, i64, i32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let recall = Recall::from_rating(row.get(3)?);
            Ok(recall.map(|recall| (at, Answer { card, day: Day(day), recall })))
        })
        .doing(DOING)?;
    let mut answers: Vec<(i64, Answer)> =
        rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>().doing(DOING)?;
    // Stable: one card's answers of the same moment keep their order.
    answers.sort_by_key(|(at, _)| *at);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// The answers of a record and what is in use, read beside whoever writes to it.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Every answer, in the order in which they were given.
    pub answers: Vec<Answer>,
    /// The model in use.
    pub model: Model,
}

impl Answers {
    /// Reads the answers of the record at `path`, on a connection of its own that only reads, until it is `stopped`.
    ///
    /// # Errors
    /// When the record cannot be read, or it was stopped.
    pub fn beside(path: &Path, stopped: impl FnMut() -> bool + Send + 'static) -> Result<Self, StoreError> {
        let connection = open::open_to_read(path)?;
        connection.progress_handler(STEPS, Some(stopped)).doing(DOING)?;
        Ok(Self { answers: answers(&connection)?, model: Source::read(&connection)?.model })
    }
}
