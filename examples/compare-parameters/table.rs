//! The comparison as text.

use std::fmt::Write as _;

/// One comparison.
pub struct Row {
    pub who: String,
    pub n: usize,
    /// Log loss of the defaults on the unseen answers.
    pub default: f64,
    /// Of what the crate trained.
    pub raw: f64,
    /// Of what rekindle would have in use.
    pub ours: f64,
    /// Whether that is anything but the defaults.
    pub adopted: bool,
}

const HEAD: &str = "| compared | adopted | defaults | crate | rekindle | crate − defaults: mean | worst \
                    | rekindle − defaults: mean | worst |";

/// One line for each number of answers, and one for all of them.
pub fn by_count(rows: &[Row]) -> String {
    let mut counts: Vec<usize> = rows.iter().map(|row| row.n).collect();
    counts.sort_unstable();
    counts.dedup();
    let mut text = format!("| after {HEAD}\n|---|---|---|---|---|---|---|---|---|---|\n");
    for n in counts {
        line(&mut text, &n.to_string(), &rows.iter().filter(|row| row.n == n).collect::<Vec<_>>());
    }
    line(&mut text, "all", &rows.iter().collect::<Vec<_>>());
    text
}

/// One line for each kind of person.
pub fn by_kind(rows: &[Row], kinds: &[&str]) -> String {
    let mut text = format!("| kind {HEAD}\n|---|---|---|---|---|---|---|---|---|---|\n");
    for kind in kinds {
        line(&mut text, kind, &rows.iter().filter(|row| row.who == **kind).collect::<Vec<_>>());
    }
    text
}

fn line(text: &mut String, name: &str, rows: &[&Row]) {
    let count = rows.len() as f64;
    let mean = |value: fn(&Row) -> f64| rows.iter().map(|row| value(row)).sum::<f64>() / count.max(1.0);
    let worst = |value: fn(&Row) -> f64| rows.iter().map(|row| value(row)).fold(f64::NEG_INFINITY, f64::max);
    let adopted = rows.iter().filter(|row| row.adopted).count();
    let _ = writeln!(
        text,
        "| {name} | {count} | {adopted} | {:.4} | {:.4} | {:.4} | {:+.5} | {:+.5} | {:+.5} | {:+.5} |",
        mean(|row| row.default),
        mean(|row| row.raw),
        mean(|row| row.ours),
        mean(|row| row.raw - row.default),
        worst(|row| row.raw - row.default),
        mean(|row| row.ours - row.default),
        worst(|row| row.ours - row.default),
    );
}
