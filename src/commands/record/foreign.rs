//! `rekindle record import` of a review log: a table that another program wrote, or our own table of practices.

use std::io::BufRead;

use super::super::World;
use super::import::{Import, Report};
use crate::deck::text::SafeText;
use crate::memory::days::Moment;
use crate::record::event::EventId;
use crate::record::export::Line;
use crate::record::foreign::names::Names;
use crate::record::foreign::table::{self, Options};
use crate::record::foreign::{Converted, Refused, convert};
use crate::store::{Put, Store};

impl Import {
    /// Reads a table and takes in what can be.
    pub(super) fn take_in_table(
        &self,
        world: &World,
        store: &mut Store,
        from: impl BufRead,
        shown: &SafeText,
    ) -> anyhow::Result<Report> {
        let now = world.now();
        let options = Options {
            map: self.map.clone().unwrap_or_default(),
            header: !self.no_header,
            offset_minutes: self.offset.unwrap_or(now.offset_minutes),
        };
        let table = table::read(from, &options)
            .map_err(|why| anyhow::anyhow!("could not take in {shown}: {why}; nothing was changed"))?;
        let mut report = Report::new(self.dry_run);
        report.columns = table.columns;
        let names = Names::new(store.catalog()?, self.deck.as_deref());
        let day_begins = store.settings()?.day_begins;
        let converted = {
            let here = |practice: EventId| store.has_entry(practice).unwrap_or(false);
            convert(table.reviews, &names, here, store.model(), now, day_begins)
        };
        let mut refused = table.refused;
        refused.extend(converted.refused.iter().cloned());
        self.take_in_converted(store, &converted, refused, &mut report)?;
        Ok(report)
    }

    /// Takes in events that were made of reviews, and tells of those that could not be.
    pub(super) fn take_in_converted(
        &self,
        store: &mut Store,
        converted: &Converted,
        mut refused: Vec<Refused>,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        refused.sort_by_key(|refused| refused.row);
        for refused in &refused {
            report.problem(refused.row, &refused.why);
        }
        report.already_there = converted.repeated;
        self.put(store, converted, report)
    }

    fn put(&self, store: &mut Store, converted: &Converted, report: &mut Report) -> anyhow::Result<()> {
        let taken = store.taking::<anyhow::Error>(|taking| {
            for (row, event) in &converted.events {
                let body = serde_json::to_string(&event.body)?;
                match taking.put(&Line::of(event, &body), Some(&event.body))? {
                    Put::New => report.new += 1,
                    Put::Erased => report.erased_before += 1,
                    // The day may have been decided from another part of the same log; the one that is here stays.
                    Put::There | Put::Differs => report.already_there += 1,
                    Put::Taken => {
                        report.problem(*row, "another practice has its place by chance; it cannot stand there");
                    }
                }
            }
            report.taken = !self.dry_run && (self.skip_bad || !report.has_problems());
            Ok(report.taken)
        })?;
        report.erased = taken.erased;
        Ok(())
    }
}

/// Reads an offset from UTC as `+02:00`.
pub(super) fn offset(text: &str) -> Result<i32, String> {
    let wrong = || "write it as +02:00 or -05:30".to_owned();
    let probe = format!("2026-01-01T00:00:00{text}");
    chrono::DateTime::parse_from_rfc3339(&probe).map(|at| Moment::from(at).offset_minutes).map_err(|_why| wrong())
}
