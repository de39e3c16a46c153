//! What a command works with: where the record is, what time it is, how to print.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use anyhow::Context;
use chrono::DateTime;
use etcetera::AppStrategy;
use serde::Serialize;

use super::trouble::failed;
use super::{Cli, Color, WrongUsage};
use crate::clock::{Chance, Clock};
use crate::deck::shipped;
use crate::deck::text::SafeText;
use crate::deck::write;
use crate::language::{self, Language};
use crate::memory::days::{Day, Moment};
use crate::memory::jump::{AWAY_HOURS, jump};
use crate::record::event::Body;
use crate::record::settings::Settings;
use crate::store::{Store, backups, settings_of};

/// What the environment says, read once.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// Whether `NO_COLOR` is set to anything.
    pub no_color: bool,
    /// Whether `NO_MOTION` is set and not empty.
    pub no_motion: bool,
    /// Whether a person sits at a terminal that can draw.
    pub terminal: bool,
    /// Whether the terminal's background is dark, where it says so.
    pub dark: Option<bool>,
    /// The language that the environment asks for, or English.
    pub words: &'static Language,
    /// The country that it names, in two letters.
    pub country: Option<[u8; 2]>,
}

impl Surroundings {
    /// Returns the country that the environment names.
    pub fn home(&self) -> Option<&str> {
        self.country.as_ref().and_then(|letters| std::str::from_utf8(letters).ok())
    }
}

/// What a command works with.
pub struct World {
    data_dir: Option<PathBuf>,
    /// When the last entry was written down before the record was opened.
    pub last_entry: Option<Moment>,
    clock: Clock,
    chance: Chance,
    /// Breaks ties in plans, and makes choices for right now.
    pub seed: u64,
    /// Whether that seed was given, so that the same choices come again.
    pub seeded: bool,
    /// Whether facts are printed as JSON.
    pub json: bool,
    /// Whether screens are shown line by line.
    pub plain: bool,
    /// When to use colour.
    pub color: Color,
    /// What the environment says.
    pub surroundings: Surroundings,
    /// The language of what is printed: that of the environment, and the one that was set once the record is open.
    language: &'static Language,
}

impl World {
    /// Makes a world from the command line and the environment.
    ///
    /// # Errors
    /// When an option does not hold its form, or no data folder can be found.
    pub fn new(cli: &Cli, surroundings: Surroundings) -> anyhow::Result<Self> {
        // Nothing that stands in the environment may come between a person and people to reach.
        let lenient = matches!(cli.command, Some(super::Command::HelpLines(_)));
        let wrong = |what: &str, why: String| WrongUsage(format!("could not read {what}: {why}"));
        let clock = match cli.global.now.as_deref().map(moment) {
            None => Clock::Machine,
            Some(Ok(moment)) => Clock::starting_at(moment),
            Some(Err(_)) if lenient => Clock::Machine,
            Some(Err(why)) => return Err(wrong("the time of --now", why).into()),
        };
        let seed = match cli.global.seed.as_deref().map(str::parse::<u64>) {
            None => None,
            Some(Ok(seed)) => Some(seed),
            Some(Err(_)) if lenient => None,
            Some(Err(why)) => return Err(wrong("the number of --seed", why.to_string()).into()),
        };
        // The same seed at another time makes other ids, so that a script can give one seed to all its commands.
        let from_time = clock.began().utc_ms.unsigned_abs();
        let chance = seed.map_or_else(Chance::machine, |seed| Chance::seeded(seed.wrapping_add(from_time)));
        Ok(Self {
            data_dir: cli.global.data_dir.clone().filter(|dir| !dir.as_os_str().is_empty()),
            last_entry: None,
            clock,
            chance,
            seed: seed.unwrap_or(0),
            seeded: seed.is_some(),
            json: cli.global.json,
            plain: cli.global.plain || !surroundings.terminal,
            color: cli.global.color,
            surroundings,
            language: surroundings.words,
        })
    }

    /// Returns the folder of the record: the one that was named, or the usual one of this system.
    ///
    /// # Errors
    /// When there is no home folder.
    pub fn data_dir(&self) -> anyhow::Result<PathBuf> {
        if let Some(dir) = &self.data_dir {
            return Ok(dir.clone());
        }
        let strategy = etcetera::choose_app_strategy(etcetera::AppStrategyArgs {
            top_level_domain: "org".to_owned(),
            author: "rekindle".to_owned(),
            app_name: "rekindle".to_owned(),
        });
        Ok(strategy.context("could not find your home folder; name a folder with --data-dir")?.data_dir())
    }

    /// Returns the language of the screens: the one that was set, or that of the environment.
    pub fn words(&self, settings: &Settings) -> &'static Language {
        language::chosen(settings.language.as_deref(), self.surroundings.words)
    }

    /// Returns the language of what commands print for people. JSON is the same in all of them.
    pub const fn language(&self) -> &'static Language {
        self.language
    }

    /// Takes up the language that was set, for a command that does not open the record, or only later. One that cannot be
    /// read leaves the language of the environment.
    pub fn learn_language(&mut self) {
        if let Some(settings) = self.data_dir().ok().and_then(|data| settings_of(&data)) {
            self.language = self.words(&settings);
        }
    }

    /// Returns the time now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Returns the hours by which the clock jumped since the last entry, below 0 for back; `None` when it did not.
    pub fn clock_jump(&self) -> Option<i64> {
        jump(self.last_entry?, self.clock.began(), AWAY_HOURS)
    }

    /// Returns the clock, for what goes on while it runs.
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Returns 128 bits of chance.
    ///
    /// # Errors
    /// When the machine has none to give.
    pub fn chance(&mut self) -> anyhow::Result<u128> {
        self.chance.bits().context("could not make an id: the system gave no random numbers")
    }

    /// Takes a source of chance out of this world's.
    ///
    /// # Errors
    /// When the machine has none to give.
    pub fn split_chance(&mut self) -> anyhow::Result<Chance> {
        self.chance.split().context("could not make an id: the system gave no random numbers")
    }

    /// Tells whether there is a record.
    ///
    /// # Errors
    /// When there is no home folder.
    pub fn has_record(&self) -> anyhow::Result<bool> {
        Ok(Store::is_in(&self.data_dir()?))
    }

    /// Opens the record, with the decks that ship with the program in it.
    ///
    /// # Errors
    /// When the record cannot be used.
    pub fn open(&mut self) -> anyhow::Result<Store> {
        let chance = self.split_chance()?;
        let mut store = Store::open(&self.data_dir()?, chance)?;
        // Decks that came with the program are no sign of what time it was for the person.
        self.last_entry = store.last_entry()?;
        self.language = self.words(&store.settings()?);
        let digest = shipped::digest();
        if !store.view_only() && store.shipped_digest()? != Some(digest) {
            let mut bodies = Vec::new();
            for deck in shipped::decks() {
                if store.wants_shipped(&deck)? {
                    bodies.push(Body::DeckAdded { deck: Box::new(deck), shipped: true, source: None });
                }
            }
            store.add_shipped(self.now(), bodies, digest)?;
        }
        Ok(store)
    }

    /// Makes the backup of the day, unless there is one. Whatever is wrong is said, and changes nothing else.
    pub fn back_up(&self) {
        let copied = self.data_dir().and_then(|data| {
            let opened = Store::open(&data, Chance::machine())?;
            let day = self.now().day(opened.settings()?.day_begins);
            if opened.view_only() {
                return Ok(None);
            }
            drop(opened);
            Ok(backups::daily(&data, day)?)
        });
        if let Err(error) = copied {
            self.no_backup(&error);
        }
    }

    /// Makes the backup of a day on leaving, unless there is one or it would take a moment; whatever is wrong is said.
    pub fn copy_of_the_day(&self, day: Day) {
        let copied = self.data_dir().and_then(|data| {
            if backups::is_quick(&data) {
                backups::daily(&data, day)?;
            }
            Ok(())
        });
        if let Err(error) = copied {
            self.no_backup(&error);
        }
    }

    /// Says that a backup could not be made, and why.
    pub fn no_backup(&self, error: &anyhow::Error) {
        let _ = writeln!(
            io::stderr(),
            "rekindle: {}; {}",
            SafeText::new(&failed(self.language, error)),
            self.language.files.only_copy_missing
        );
    }

    /// Opens an empty record in memory, to show something that is not to be kept.
    ///
    /// # Errors
    /// When the machine has no random numbers to give.
    pub fn forgetful(&mut self) -> anyhow::Result<Store> {
        let chance = self.chance.split().context("could not make an id: the system gave no random numbers")?;
        Ok(Store::in_memory(chance)?)
    }

    /// Prints a value as JSON, with nothing in it that a terminal would act on.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn print_json(&self, value: &impl Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(value).context("could not write that as JSON")?;
        let mut calm = write::calm(&text);
        calm.push('\n');
        io::stdout().lock().write_all(calm.as_bytes())?;
        Ok(())
    }

    /// Prints a line. Text from outside loses whatever a terminal would act on.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn say(&self, line: &str) -> anyhow::Result<()> {
        writeln!(io::stdout().lock(), "{}", SafeText::new(line))?;
        Ok(())
    }

    /// Asks a question that is answered with yes or no; anything but yes is no.
    ///
    /// # Errors
    /// When the answer cannot be read.
    pub fn agrees(&self, question: &str) -> anyhow::Result<bool> {
        let mut out = io::stdout().lock();
        let words = &self.language.printed;
        write!(out, "{question} {} ", words.yes_or_no)?;
        out.flush()?;
        let answer = self.line()?.unwrap_or_default();
        Ok(words.yes.contains(&answer.trim().to_lowercase().as_str()))
    }

    /// Reads a line; `None` at the end of the input.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn line(&self) -> anyhow::Result<Option<String>> {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).context("could not read the answer")?;
        Ok((read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

/// Reads a time as it is written on the command line.
///
/// # Errors
/// When it is not a time with a date, hours and an offset.
pub fn moment(text: &str) -> Result<Moment, String> {
    DateTime::parse_from_rfc3339(text).map(Moment::from).map_err(|why| {
        format!("`{}` is not a time ({why}); write it as 2026-11-23T18:00:00+01:00", SafeText::new(text))
    })
}
