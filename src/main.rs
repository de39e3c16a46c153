//! Reads arguments, environment and clock once; prints one error; gives the exit code.

#![forbid(unsafe_code)]

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use rekindle::commands::trouble::failed;
use rekindle::commands::{self, Cli, Outcome, World};
use rekindle::deck::text::SafeText;
use rekindle::language::{self, Language};
use rekindle::store::StoreError;

fn main() -> ExitCode {
    // Whatever is written is for the owner alone, also under a lax umask.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    no_dumps();
    // A panic says where, never what: the text could hold something private.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let _ = writeln!(
            std::io::stderr(),
            "rekindle: something went wrong inside the program{place}; every answer that was acknowledged is on disk, \
             start again to go on"
        );
    }));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(said) => return usage(&said),
    };
    let world = match world(&cli) {
        Ok(world) => world,
        Err(error) => return fail(&error, &language::EN),
    };
    let words = world.surroundings.words;
    match commands::run(cli, world) {
        Ok(outcome) => match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Not => ExitCode::from(1),
            Outcome::NothingToDo => ExitCode::from(3),
        },
        Err(error) if commands::reader_went_away(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error, words),
    }
}

/// Keeps what is in memory out of the files that systems write when a program ends badly.
fn no_dumps() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Core).maximum;
    // A limit can always be lowered; where it cannot, the program is no worse off.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[allow(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn world(cli: &Cli) -> anyhow::Result<World> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let [all, messages, usual] = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    let locale = [all.as_deref(), messages.as_deref(), usual.as_deref()];
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    World::new(
        cli,
        commands::Surroundings {
            no_color: set("NO_COLOR"),
            no_motion: set("NO_MOTION"),
            dark: std::env::var("COLORFGBG").ok().and_then(|colours| dark(&colours)),
            words: language::of_locale(locale),
            country: language::country_of(locale),
            terminal: std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !dumb,
        },
    )
}

/// Reads what some terminals say of themselves: the colours of text and background, as in `15;0`.
fn dark(colours: &str) -> Option<bool> {
    let background: u8 = colours.rsplit(';').next()?.parse().ok()?;
    Some(!matches!(background, 7 | 9..=15))
}

/// Prints help where it was asked for, and what was wrong with the words otherwise.
fn usage(said: &clap::Error) -> ExitCode {
    let text = SafeText::new(&said.to_string()).to_string();
    if !said.use_stderr() {
        let _ = write!(std::io::stdout(), "{text}");
        return ExitCode::SUCCESS;
    }
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let _ = write!(std::io::stderr(), "rekindle: could not read the command: {text}");
    ExitCode::from(2)
}

fn fail(error: &anyhow::Error, words: &Language) -> ExitCode {
    // Whatever text an error carries came from outside.
    let _ = writeln!(std::io::stderr(), "rekindle: {}", SafeText::new(&failed(words, error)));
    if error.downcast_ref::<StoreError>().is_some_and(StoreError::closes_the_record) {
        let _ = writeln!(std::io::stderr(), "rekindle: {}", words.files.people_stay);
    }
    ExitCode::from(if error.is::<commands::WrongUsage>() { 2 } else { 1 })
}
