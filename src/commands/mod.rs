//! The command line: one file a subcommand.

mod about;
mod archive;
mod background;
mod backup;
mod card;
mod deck;
mod doctor;
mod fair_test;
mod forecast;
mod gates;
mod generate;
mod help_lines;
mod helped;
mod intake;
mod log;
mod now;
mod prepare;
mod private_file;
mod record;
mod report;
mod restore;
mod settings;
mod status;
mod today;
pub mod trouble;
mod tune;
mod undo;
mod world;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use world::{Surroundings, World};

/// Keeps the skills that steady you within reach
///
/// Without a subcommand it opens today's session. Everything stays on this machine, in files that only you can read.
#[derive(Debug, Parser)]
#[command(name = "rekindle", version, max_term_width = 100)]
pub struct Cli {
    /// What to do; today's session when left out
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every subcommand takes
    #[command(flatten)]
    pub global: Global,
}

/// Options that every subcommand takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Folder that holds the record
    #[arg(long, global = true, env = "REKINDLE_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Act as if it were this time, as in 2026-11-23T18:00:00+01:00; for scripts and tests
    #[arg(long, global = true, env = "REKINDLE_NOW", value_name = "RFC3339")]
    pub now: Option<String>,
    /// Make the same choices again for the same number; for scripts and tests
    #[arg(long, global = true, env = "REKINDLE_SEED", value_name = "N")]
    pub seed: Option<String>,
    /// Line by line, without redrawing, colour or motion
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Print facts as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open today's session
    Today(today::Today),
    /// Find something for this moment, and do it
    Now(now::Now),
    /// Record a practice without a screen
    Log(log::Log),
    /// See what helped, how surely, and what the numbers cannot show
    Helped(helped::Helped),
    /// Compare two cards in pairs, in an order that chance gives
    FairTest(fair_test::FairTestOptions),
    /// Take back what was done last
    Undo(undo::Undo),
    /// Look at cards, rest them, make them favourites, put them into your own words
    #[command(subcommand)]
    Card(card::Card),
    /// Look at decks, check, add and remove them
    #[command(subcommand)]
    Deck(deck::Deck),
    /// Say in one line what today holds
    Status(status::Status),
    /// Show people to reach
    HelpLines(help_lines::HelpLines),
    /// What this is, what it is not, who made it
    About(about::About),
    /// Let the schedule learn from your answers, or see how well it foretells them
    Tune(tune::Tune),
    /// Look at the weeks ahead
    Forecast(forecast::ForecastOptions),
    /// Look at the settings, or change one
    Settings(settings::Settings),
    /// Look at the gates, allow or withdraw one
    Gates(gates::Gates),
    /// Write chosen parts of the record for somebody who treats you, looked at first
    Report(report::Report),
    /// Make a copy of the record, or list the copies there are
    Backup(backup::Backup),
    /// Put a backup in the place of the record
    Restore(restore::Restore),
    /// Take the record along, bring it back, change or erase what is in it
    #[command(subcommand)]
    Record(record::Record),
    /// Check the record, and put right what can be without losing anything
    Doctor(doctor::Doctor),
    /// Read an archive that stands open as standard input; the program calls this itself
    #[command(hide = true)]
    ReadArchive(archive::Archive),
    /// Print a manual page, completions or the schema of decks
    #[command(subcommand)]
    Generate(generate::Generate),
}

impl Command {
    /// Tells whether it writes into the record, apart from a session, which finds a quiet moment for its backup itself, and
    /// from adding a deck, which makes it before.
    const fn writes(&self) -> bool {
        matches!(self, Self::Log(_) | Self::Undo(_) | Self::Deck(deck::Deck::Remove(_)))
    }
}

/// How a command ended, when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// It could not, and said so already.
    Not,
    /// There is nothing to do.
    NothingToDo,
}

/// Words on the command line that do not go together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongUsage(pub String);

/// Runs a command in a world.
///
/// # Errors
/// When it could not be done, in one sentence for the person.
pub fn run(cli: Cli, mut world: World) -> anyhow::Result<Outcome> {
    let command = cli.command.unwrap_or_else(|| Command::Today(today::Today::default()));
    let writes = command.writes();
    let ended = match command {
        Command::Today(today) => today.run(&mut world),
        Command::Now(now) => now.run(&mut world),
        Command::Log(log) => log.run(&mut world),
        Command::Helped(helped) => helped.run(&mut world),
        Command::FairTest(test) => test.run(&mut world),
        Command::Undo(undo) => undo.run(&mut world),
        Command::Card(card) => card.run(&mut world),
        Command::Deck(deck) => deck.run(&mut world),
        Command::Status(status) => status.run(&mut world),
        Command::HelpLines(lines) => lines.run(&mut world),
        Command::Tune(tune) => tune.run(&mut world),
        Command::Forecast(forecast) => forecast.run(&mut world),
        Command::Settings(settings) => settings.run(&mut world),
        Command::Gates(gates) => gates.run(&mut world),
        Command::About(about) => about.run(&world),
        Command::Report(report) => report.run(&mut world),
        Command::Backup(backup) => backup.run(&mut world),
        Command::Restore(restore) => restore.run(&mut world),
        Command::Record(record) => record.run(&mut world),
        Command::Doctor(doctor) => doctor.run(&mut world),
        Command::ReadArchive(archive) => archive.run(),
        Command::Generate(generate) => generate.run(),
    };
    if writes && ended.is_ok() {
        world.back_up();
    }
    ended.map_err(|error| {
        // An input or output error without a word on what it was about comes from printing.
        let bare = error.chain().nth(1).is_none() && error.is::<std::io::Error>();
        if bare && !reader_went_away(&error) {
            return anyhow::anyhow!("could not print that: {error}; send it somewhere else and try again");
        }
        error
    })
}

/// Tells whether an error only means that nobody reads the output any more.
pub fn reader_went_away(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
