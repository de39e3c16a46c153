//! Figures, as a table for people and as JSON.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use crate::measure::Flushes;

/// One figure and its bare counterpart, both medians.
pub struct Figure {
    name: &'static str,
    ours: Duration,
    bare: Option<Duration>,
}

/// Everything that was measured at one size.
pub struct Size {
    pub cards: u32,
    pub figures: Vec<Figure>,
    pub flushes: Option<Flushes>,
    pub peak_kib: u64,
}

impl Figure {
    pub fn new(name: &'static str, ours: &[Duration], bare: &[Duration]) -> Self {
        Self { name, ours: middle(ours), bare: Some(middle(bare)) }
    }

    pub fn alone(name: &'static str, ours: &[Duration]) -> Self {
        Self { name, ours: middle(ours), bare: None }
    }

    fn ratio(&self) -> Option<f64> {
        self.bare.map(|bare| self.ours.as_secs_f64() / bare.as_secs_f64().max(f64::EPSILON))
    }
}

/// The median; zero of nothing.
pub fn middle(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Figures as a table with a title.
pub fn figures(title: &str, figures: &[Figure]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "\n{title}");
    let _ = writeln!(out, "  {:<46} {:>10} {:>10} {:>7}", "medians, in ms", "rekindle", "bare", "ratio");
    for figure in figures {
        let bare = figure.bare.map_or_else(|| "-".to_owned(), |bare| format!("{:.3}", millis(bare)));
        let ratio = figure.ratio().map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
        let _ = writeln!(out, "  {:<46} {:>10.3} {:>10} {:>7}", figure.name, millis(figure.ours), bare, ratio);
    }
    out
}

pub fn readable(sizes: &[Size], binary: u64) -> String {
    let mut out = String::new();
    for size in sizes {
        out.push_str(&figures(&format!("{} cards, ten times as many practices", size.cards), &size.figures));
        let flushes = size.flushes.map_or_else(
            || "not measured".to_owned(),
            |f| {
                format!(
                    "{:.3} an answer ({} in {} answers); {} before the first page, {} after the last answer",
                    f.between as f64 / f.answers.max(1) as f64,
                    f.between,
                    f.answers,
                    f.start,
                    f.end
                )
            },
        );
        let _ = writeln!(out, "  flushes: {flushes}");
        let _ = writeln!(out, "  peak memory: {:.1} MiB", size.peak_kib as f64 / 1024.0);
    }
    let start = |size: &Size| size.figures.first().map(|figure| figure.ours.as_secs_f64());
    if let (Some(least), Some(most)) = (sizes.first().and_then(start), sizes.last().and_then(start)) {
        let _ = writeln!(out, "\nfirst frame, largest beside smallest: {:.2}", most / least);
    }
    let _ = write!(out, "binary: {:.2} MB", binary as f64 / 1e6);
    out
}

pub fn json(sizes: &[Size], binary: u64) -> Result<String> {
    let sizes: Vec<_> = sizes
        .iter()
        .map(|size| {
            let figures: Vec<_> = size
                .figures
                .iter()
                .map(|figure| {
                    json!({
                        "name": figure.name,
                        "milliseconds": millis(figure.ours),
                        "bare_milliseconds": figure.bare.map(millis),
                        "ratio": figure.ratio(),
                    })
                })
                .collect();
            let flushes = size
                .flushes
                .map(|f| json!({"answers": f.answers, "between": f.between, "at_start": f.start, "at_end": f.end}));
            json!({"cards": size.cards, "figures": figures, "flushes": flushes, "peak_kib": size.peak_kib})
        })
        .collect();
    Ok(serde_json::to_string_pretty(&json!({"sizes": sizes, "binary_bytes": binary}))?)
}
