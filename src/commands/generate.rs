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
            Self::Man => man(&mut out)?,
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

/// Writes one page for the program and all its subcommands, one after the other.
fn man(out: &mut dyn io::Write) -> io::Result<()> {
    let mut program = Cli::command();
    program.build();
    let page = clap_mangen::Man::new(program.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        section(command, out)?;
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            section(inner, out)?;
        }
    }
    page.render_version_section(out)
}

/// Writes what a subcommand does and takes.
fn section(command: &clap::Command, out: &mut dyn io::Write) -> io::Result<()> {
    let own = command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
    let name = own.get_bin_name().unwrap_or(own.get_name()).to_uppercase().replace('-', "\\-");
    writeln!(out, ".SH \"{name}\"")?;
    clap_mangen::Man::new(own.clone()).render_description_section(&mut Under(out))?;
    clap_mangen::Man::new(own).render_options_section(&mut Under(out))
}

/// Makes the sections that the generator writes stand under the one of their command.
struct Under<'a>(&'a mut dyn io::Write);

impl io::Write for Under<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(String::from_utf8_lossy(bytes).replace(".SH ", ".SS ").as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
