//! What the same machine does without rekindle: one due query and one drawn frame; one transaction on two tables.

use std::io;
use std::path::Path;

use anyhow::Result;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::widgets::{Paragraph, Wrap};
use rusqlite::{Connection, params};

use crate::chance::Chance;
use crate::histories::TODAY;

/// The words by which a frame is known to be whole: the end of its last line, here and in rekindle.
pub const MARK: &str = "q leave";

/// The bare start: opens the record, asks what is due, draws a frame, waits for a key.
pub fn frame(record: &Path) -> Result<()> {
    let connection = Connection::open(record)?;
    let due = due(&connection)?;
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::BufWriter::with_capacity(1 << 16, io::stdout())))?;
    terminal.draw(|frame| {
        let mut area = frame.area();
        let text = format!(
            "Today\n\n{} cards\n\nThis page says about as much as the other.\n\nBegin when it suits.",
            due.len()
        );
        frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: false }), area);
        area.y = area.bottom() - 1;
        area.height = 1;
        frame
            .render_widget(Paragraph::new(format!("Enter begin  f how I am  ! people to reach  ? keys  {MARK}")), area);
    })?;
    while !matches!(event::read()?, Event::Key(_)) {}
    disable_raw_mode()?;
    execute!(io::stdout(), LeaveAlternateScreen)?;
    Ok(())
}

/// One due query, as bare as it can be.
pub fn due(connection: &Connection) -> Result<Vec<(i64, i32, f64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT number, due, stability, difficulty, last_day, seconds, family FROM card INDEXED BY card_due \
         WHERE due IS NOT NULL AND active = 1 AND pinned = 0 AND due <= ?1 ORDER BY due LIMIT 300",
    )?;
    let due = statement.query_map([TODAY.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(due.collect::<rusqlite::Result<_>>()?)
}

/// Reads every answer by card, and lets the crate replay each card.
pub fn replay(connection: &Connection, parameters: &[f32]) -> Result<f32> {
    let fsrs = fsrs::FSRS::new(parameters)?;
    let mut statement = connection.prepare(
        "SELECT card, day, recall FROM practice WHERE recall IS NOT NULL ORDER BY card, at, clock, device, number",
    )?;
    let mut rows = statement.query([])?;
    let (mut card, mut last, mut reviews, mut sum) = (None, 0, Vec::new(), 0.0);
    while let Some(row) = rows.next()? {
        let (this, day, rating): (i64, i32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if card.replace(this) != Some(this) {
            if !reviews.is_empty() {
                sum += fsrs.memory_state(fsrs::FSRSItem { reviews: std::mem::take(&mut reviews) }, None)?.stability;
            }
            last = day;
        }
        reviews.push(fsrs::FSRSReview { rating, delta_t: u32::try_from(day - last).unwrap_or(0) });
        last = day;
    }
    Ok(sum)
}

/// The bare answer: one row into a log, one card changed, in tables of the same number of rows.
pub struct Answers {
    connection: Connection,
    cards: u32,
    chance: Chance,
}

impl Answers {
    pub fn open(path: &Path, cards: u32) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA synchronous = FULL")?;
        Ok(Self { connection, cards, chance: Chance::new(u64::from(cards)) })
    }

    /// Writes one answer with a log entry as long as rekindle's.
    pub fn write(&mut self, body: &str) -> Result<()> {
        let card = self.chance.below(u64::from(self.cards)).cast_signed();
        let due = i64::from(TODAY.0) + self.chance.below(90).cast_signed();
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.prepare_cached("INSERT INTO log (body) VALUES (?1)")?.execute([body])?;
        transaction
            .prepare_cached("UPDATE card SET due = ?2, stability = ?3, difficulty = ?4 WHERE number = ?1")?
            .execute(params![card, due, 12.5, 5.5])?;
        transaction.commit()?;
        Ok(())
    }
}

/// Makes the database of the bare answers.
pub fn make(path: &Path, cards: u32) -> Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
         CREATE TABLE log (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
         CREATE TABLE card (number INTEGER PRIMARY KEY, due INTEGER, stability REAL, difficulty REAL);
         CREATE INDEX card_due ON card (due);",
    )?;
    let mut chance = Chance::new(1);
    let transaction = connection.transaction()?;
    for card in 0..i64::from(cards) {
        let due = i64::from(TODAY.0) - 30 + chance.below(120).cast_signed();
        transaction.prepare_cached("INSERT INTO card VALUES (?1, ?2, 12.5, 5.5)")?.execute(params![card, due])?;
    }
    let body = "x".repeat(260);
    for _ in 0..u64::from(cards) * 10 {
        transaction.prepare_cached("INSERT INTO log (body) VALUES (?1)")?.execute([&body])?;
    }
    transaction.commit()?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}
