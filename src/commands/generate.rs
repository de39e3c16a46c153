//! `rekindle generate`: what packagers need.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Outcome};
use crate::deck::schema;

/// What to print.
#[derive(Debug, clap::Subcommand)]
pub enum Generate {
    /// A manual page
    Man,
    /// Completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// The JSON Schema of deck files
    Schema,
}

impl Generate {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let mut out = io::stdout().lock();
        match self {
            Self::Man => clap_mangen::Man::new(Cli::command()).render(&mut out)?,
            Self::Completions { shell } => {
                // The generator writes by itself and panics when it cannot: it writes to memory first.
                let mut text = Vec::new();
                clap_complete::generate(shell, &mut Cli::command(), "rekindle", &mut text);
                io::Write::write_all(&mut out, &text)?;
            }
            Self::Schema => io::Write::write_all(&mut out, schema::schema_json().as_bytes())?,
        }
        Ok(Outcome::Done)
    }
}
