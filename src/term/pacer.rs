//! A breath as a soft shape that grows and shrinks, and a timed step as a thin line that runs along.

use std::sync::LazyLock;

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::blocks::centred;
use super::prose::{set, width};
use super::sweep::clean;
use super::theme::Theme;
use crate::app::page::Pacer;
use crate::language::Language;

/// A cell filled from the left by no to eight eighths.
const EIGHTHS: [&str; 9] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// Returns the lines of a pacer; a breath takes `height` lines for its shape.
pub(super) fn pacer(pacer: &Pacer, room: usize, height: u16, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let fill = if pacer.fill.is_finite() { pacer.fill.clamp(0.0, 1.0) } else { 0.0 };
    if pacer.breath { breath(pacer, fill, room, height, words, theme) } else { step(pacer, fill, room, words, theme) }
}

fn breath(pacer: &Pacer, fill: f32, room: usize, height: u16, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let word = clean(&pacer.word);
    let widest = room.min(if height > 5 { 60 } else { 52 });
    let below = below(pacer, words);
    let mut lines = Vec::new();
    // The seconds keep two columns, so that the word does not move when they go from 10 to 9.
    let above = pacer.seconds_left.map_or_else(|| word.to_string(), |left| format!("{word}  {left:<2}"));
    if width(&above) <= room {
        let left = Line::from(vec![Span::raw(" ".repeat((room - width(&above)) / 2)), Span::styled(above, theme.lead)]);
        lines.push(left);
    } else {
        lines.extend(set(&above, room, theme.lead, theme.stress));
    }
    if height > 1 {
        lines.push(Line::default());
    }
    if !pacer.still {
        lines.extend(shape(fill, room, widest, height, theme));
        if height > 1 {
            lines.push(Line::default());
        }
    }
    if width(&below) <= room {
        lines.push(centred(&below, room, theme.aside));
    } else {
        lines.extend(set(&below, room, theme.aside, theme.stress));
    }
    lines
}

/// What stands below the shape: how far along, and whether the clock stands still.
fn below(pacer: &Pacer, words: &Language) -> String {
    let paused = words.amounts.paused;
    let round = clean(&pacer.round);
    match (pacer.paused, round.is_empty()) {
        (true, true) => paused.to_owned(),
        (true, false) => format!("{paused} · {round}"),
        (false, _) => round.into_owned(),
    }
}

/// How many parts a cell has each way: the blocks of a terminal fill it by eighths.
const PARTS: usize = 8;

/// How a cell is filled from its lower right corner: for each of its eighths from top to bottom, how many from the right.
type Filled = [u8; PARTS];

/// A glyph for the upper left quarter of the shape, and what stands for it in the quarters beside, below and across.
struct Corner {
    fills: Filled,
    /// Left above, right above, left below, right below; each with whether its colours are swapped.
    glyphs: [(&'static str, bool); 4],
}

/// All of the eighths of a row.
const WHOLE: u8 = 8;

/// A cell filled from below by no to eight eighths.
const LOWER: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The glyphs that the edge is drawn with. No block grows from the right or from above in every font, so their opposites
/// are drawn with the colours swapped: the terminal swaps its own, and nothing need be known of the background.
static CORNERS: LazyLock<Vec<Corner>> = LazyLock::new(|| {
    let plain = |glyphs: [&'static str; 4]| glyphs.map(|glyph| (glyph, false));
    let (half, whole) = (WHOLE / 2, WHOLE);
    let mut corners = vec![
        Corner { fills: [0; PARTS], glyphs: plain([" "; 4]) },
        Corner { fills: [WHOLE; PARTS], glyphs: plain(["█"; 4]) },
        Corner { fills: [0, 0, 0, 0, half, half, half, half], glyphs: plain(["▗", "▖", "▝", "▘"]) },
        Corner {
            fills: [half, half, half, half, whole, whole, whole, whole], glyphs: plain(["▟", "▙", "▜", "▛"])
        },
    ];
    for part in 1..WHOLE {
        let (some, rest) = (usize::from(part), usize::from(WHOLE - part));
        let glyph = |of: &[&'static str; 9], part: usize| of.get(part).copied().unwrap_or(" ");
        let (left, right) = ((glyph(&EIGHTHS, rest), true), (glyph(&EIGHTHS, some), false));
        corners.push(Corner { fills: [part; PARTS], glyphs: [left, right, left, right] });
        let (above, below) = ((glyph(&LOWER, some), false), (glyph(&LOWER, rest), true));
        let mut fills = [0; PARTS];
        fills.iter_mut().skip(rest).for_each(|fill| *fill = WHOLE);
        corners.push(Corner { fills, glyphs: [above, above, below, below] });
    }
    corners
});

/// An ellipse in the middle of the column, smooth to an eighth of a cell on every side.
///
/// Only its upper left quarter is looked at; the others mirror it, so that no side ever runs ahead of another.
fn shape(fill: f32, room: usize, widest: usize, height: u16, theme: &Theme) -> Vec<Line<'static>> {
    let height = usize::from(height);
    let (across, down) = (1.0 + fill * (widest as f32 / 2.0 - 1.0), 0.5 + fill * (height as f32 / 2.0 - 0.5));
    let edge = (room - widest) / 2;
    let track = edge..edge + widest;
    let mut lines: Vec<Line<'static>> = Vec::with_capacity(height);
    for row in 0..height {
        let above = row.min(height - 1 - row);
        let middle = above * 2 + 1 == height;
        // How far the shape reaches from the middle of the column, at each eighth of the row.
        let reach: [f32; PARTS] = std::array::from_fn(|part| {
            let off = height as f32 / 2.0 - above as f32 - (part as f32 + 0.5) / PARTS as f32;
            // The row in the middle is a bar with its full height: ends that taper would flicker.
            let off = if middle { 0.0 } else { off / down };
            across * (1.0 - off * off).max(0.0).sqrt()
        });
        let mut spans: Vec<Span<'static>> = Vec::new();
        for cell in 0..room {
            let left = cell.min(room - 1 - cell);
            let inner = room as f32 / 2.0 - left as f32;
            let fills = reach.map(|reach| eighths(reach + 1.0 - inner));
            let quarter = usize::from(cell != left) + 2 * usize::from(row != above);
            let (glyph, style) = match nearest(fills, middle) {
                Some(corner) => {
                    let (glyph, swapped) = corner.glyphs.get(quarter).copied().unwrap_or((" ", false));
                    let swap = if swapped { Modifier::REVERSED } else { Modifier::empty() };
                    (glyph, theme.pacer.add_modifier(swap))
                }
                // Dots on every other cell from both ends inwards read as a quiet ruler.
                None if middle
                    && track.contains(&cell)
                    && (cell - track.start).min(track.end - 1 - cell).is_multiple_of(2) =>
                {
                    ("·", theme.faint)
                }
                None => (" ", theme.text),
            };
            match spans.last_mut() {
                Some(last) if last.style == style => last.content.to_mut().push_str(glyph),
                _ => spans.push(Span::styled(glyph, style)),
            }
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// Returns the glyph that comes nearest to what is filled; `None` for an empty cell.
fn nearest(fills: Filled, middle: bool) -> Option<&'static Corner> {
    if fills == [0; PARTS] {
        return None;
    }
    let far = |corner: &&Corner| -> u32 {
        corner.fills.into_iter().zip(fills).map(|(one, other)| u32::from(one.abs_diff(other))).sum()
    };
    // In the row in the middle only the sides move.
    let fits = |corner: &&Corner| !middle || corner.fills.first() == corner.fills.last();
    let whole = CORNERS.iter().find(|corner| corner.fills == fills);
    let best = whole.or_else(|| CORNERS.iter().filter(fits).min_by_key(far))?;
    (best.fills != [0; PARTS]).then_some(best)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 8, whatever the share.
fn eighths(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * PARTS as f32).round() as u8
}

fn step(pacer: &Pacer, fill: f32, room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !pacer.word.is_empty() {
        lines.extend(set(&pacer.word, room, theme.lead, theme.stress));
    }
    if !pacer.still {
        lines.push(line(fill, room, theme));
    }
    let left = pacer.seconds_left.map(words.amounts.seconds_left).unwrap_or_default();
    let said: Vec<String> = [left, below(pacer, words)].into_iter().filter(|said| !said.is_empty()).collect();
    if !said.is_empty() {
        lines.extend(set(&said.join(" · "), room, theme.aside, theme.stress));
    }
    lines
}

/// A thin line that runs along, smooth to half a cell.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within the column, as the fill is 0 to 1.
fn line(fill: f32, room: usize, theme: &Theme) -> Line<'static> {
    let halves = (fill * room as f32 * 2.0).round() as usize;
    let (whole, half) = (halves / 2, halves % 2);
    let mut run = "━".repeat(whole);
    run.push_str(if half == 1 { "╸" } else { "" });
    Line::from(vec![Span::styled(run, theme.pacer), Span::styled("─".repeat(room - whole - half), theme.faint)])
}
