//! Pictures of numbers, drawn as lines: with ratatui's own chart and canvas where a grid of dots does it best.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::canvas::{Canvas, Line as Stroke};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

use super::blocks::Piece;
use super::prose::{set, width};
use super::sweep::clean;
use super::theme::Theme;
use crate::app::plot::{Curve, Interval, Levels, Plot, Week, WeekAhead};
use crate::language::Language;

/// Returns the lines of a picture, in a column of `room` cells.
pub(super) fn plot(plot: &Plot, room: usize, words: &Language, theme: &Theme) -> Piece {
    match plot {
        Plot::Intervals(rows) => intervals(rows, room, words, theme),
        Plot::Slopes(slopes) => lines(slopes_of(slopes, room, words, theme)),
        Plot::Calendar(weeks) => lines(calendar(weeks, room, words, theme)),
        Plot::Levels(levels) => lines(levels_of(levels, room, words, theme)),
        Plot::Curve(curve) => lines(curve_of(curve, room, words, theme)),
        Plot::Weeks(weeks) => lines(weeks_ahead(weeks, room, words, theme)),
    }
}

fn lines(lines: Vec<Line<'static>>) -> Piece {
    Piece { lines, ..Piece::default() }
}

/// Two lines a technique, its name with the verdict and its interval, and the scale below them all.
fn intervals(rows: &[Interval], room: usize, words: &Language, theme: &Theme) -> Piece {
    let mut piece = Piece::default();
    if rows.is_empty() {
        return piece;
    }
    let scale = Plot::scale(rows);
    for row in rows {
        let style = if row.chosen { theme.chosen } else { theme.text };
        if row.chosen {
            piece.focus = Some((0, piece.lines.len()));
        }
        let marker = if row.chosen { "> " } else { "  " };
        let (label, verdict) = (clean(&row.label).into_owned(), clean(&row.verdict).into_owned());
        let uses = clean(&row.uses).into_owned();
        let beside = format!("{verdict} · {uses}");
        if 2 + width(&label) + 2 + width(&beside) <= room {
            let gap = room - 2 - width(&label) - width(&beside);
            piece.lines.push(Line::from(vec![
                Span::styled(marker, theme.chosen),
                Span::styled(label, style),
                Span::raw(" ".repeat(gap)),
                Span::styled(beside, theme.aside),
            ]));
        } else {
            let mut head = set(&label, room.saturating_sub(2).max(8), style, theme.stress).into_iter();
            if let Some(mut first) = head.next() {
                first.spans.insert(0, Span::styled(marker, theme.chosen));
                piece.lines.push(first);
            }
            for mut line in head.chain(set(&beside, room.saturating_sub(2).max(8), theme.aside, theme.stress)) {
                line.spans.insert(0, Span::raw("  "));
                piece.lines.push(line);
            }
        }
        piece.lines.push(track(row, scale, room, theme));
    }
    piece.lines.extend(ruler(scale, room, words, theme));
    piece.lines.push(Line::default());
    piece.lines.extend(set(words.helped.legend_intervals, room, theme.aside, theme.stress));
    piece
}

/// Returns the cell of a value on a scale.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the column")]
fn cell(value: f64, (low, high): (f64, f64), room: usize) -> usize {
    let last = room.saturating_sub(1);
    let share = ((value - low) / (high - low).max(f64::EPSILON)).clamp(0.0, 1.0);
    (share * last as f64).round() as usize
}

fn track(row: &Interval, scale: (f64, f64), room: usize, theme: &Theme) -> Line<'static> {
    let inner = room.saturating_sub(4).max(8);
    let at = |value: f64| cell(value, scale, inner);
    let (low, high, mean, zero) = (at(row.interval.0), at(row.interval.1), at(row.mean), at(0.0));
    // The mark of what it looks like never hides an end of the range: it stands beside it.
    let beside = |cell: usize| match cell {
        cell if cell == low && low > 0 && low != high => low - 1,
        cell if cell == high && high + 1 < inner => high + 1,
        cell => cell,
    };
    let raw = row.raw.map(|value| beside(at(value)));
    let mut line = Line::from(Span::raw("  "));
    for index in 0..inner {
        let (glyph, style) = if index == mean {
            ("●", theme.chosen)
        } else if raw == Some(index) {
            ("○", theme.text)
        } else if index == low {
            ("├", theme.pacer)
        } else if index == high {
            ("┤", theme.pacer)
        } else if index == zero {
            ("┊", theme.text)
        } else if (low..high).contains(&index) {
            ("─", theme.pacer)
        } else {
            (" ", theme.text)
        };
        line.spans.push(Span::styled(glyph, style));
    }
    line
}

/// The scale, and what its ends mean.
fn ruler(scale: (f64, f64), room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let inner = room.saturating_sub(4).max(8);
    let mut marks = vec![' '; inner + 2];
    let mut put = |at: usize, text: &str| {
        let length = text.chars().count();
        let start = (2 + at).saturating_sub(length / 2).min((inner + 2).saturating_sub(length)).max(2);
        for (to, letter) in marks.iter_mut().skip(start).zip(text.chars()) {
            *to = letter;
        }
    };
    let whole = |value: f64| (words.helped.signed)(value).trim_end_matches(".0").trim_end_matches(",0").to_owned();
    put(cell(scale.0, scale, inner), &whole(scale.0));
    put(cell(scale.1, scale, inner), &whole(scale.1));
    put(cell(0.0, scale, inner), "0");
    let numbers: String = marks.into_iter().collect();
    let (worse, better) = (words.helped.worse, words.helped.better);
    let gap = inner.saturating_sub(width(worse) + width(better)).max(1);
    vec![
        Line::from(Span::styled(numbers.trim_end().to_owned(), theme.aside)),
        Line::from(Span::styled(format!("  {worse}{}{better}", " ".repeat(gap)), theme.aside)),
    ]
}

/// Draws a widget into cells of its own and returns them as lines.
fn drawn(widget: impl Widget, room: usize, rows: u16) -> Vec<Line<'static>> {
    let area = Rect::new(0, 0, u16::try_from(room).unwrap_or(u16::MAX).min(400), rows);
    let mut buffer = Buffer::empty(area);
    widget.render(area, &mut buffer);
    (0..rows)
        .map(|row| {
            let mut spans: Vec<Span<'static>> = Vec::new();
            for column in 0..area.width {
                let Some(cell) = buffer.cell((column, row)) else { continue };
                let style = Style::new().add_modifier(cell.modifier);
                let style = if cell.fg == Color::Reset { style } else { style.fg(cell.fg) };
                match spans.last_mut() {
                    Some(last) if last.style == style => last.content.to_mut().push_str(cell.symbol()),
                    _ => spans.push(Span::styled(cell.symbol().to_owned(), style)),
                }
            }
            Line::from(spans)
        })
        .collect()
}

fn accent(theme: &Theme) -> Color {
    theme.pacer.fg.unwrap_or(Color::Reset)
}

/// A line from before to after for each use, the latest in the accent, and the levels at both sides.
fn slopes_of(slopes: &[(u8, u8)], room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    if slopes.is_empty() {
        return Vec::new();
    }
    let rows = 11;
    let wide = room.saturating_sub(7).clamp(4, 40);
    let colour = accent(theme);
    let canvas =
        Canvas::default().marker(Marker::Braille).x_bounds([0.0, 1.0]).y_bounds([-0.3, 10.3]).paint(|context| {
            for (before, after) in slopes {
                context.draw(&Stroke::new(0.0, f64::from(*before), 1.0, f64::from(*after), colour));
            }
        });
    let body = drawn(canvas, wide, rows);
    let count =
        |level: u16, pick: fn(&(u8, u8)) -> u8| slopes.iter().filter(|slope| u16::from(pick(slope)) == level).count();
    let mark = |n: usize| {
        if n == 0 {
            "  ".to_owned()
        } else if n == 1 {
            " ●".to_owned()
        } else {
            format!("{n:>2}")
        }
    };
    let mut lines: Vec<Line<'static>> = body
        .into_iter()
        .zip((0..=10_u16).rev())
        .map(|(mut line, level)| {
            let before = format!("{level:>2}{} ", mark(count(level, |slope| slope.0)));
            line.spans.insert(0, Span::styled(before, theme.aside));
            line.spans.push(Span::styled(mark(count(level, |slope| slope.1)), theme.aside));
            line
        })
        .collect();
    let (before, after) = (words.helped.before, words.helped.after);
    let gap = (wide + 4).saturating_sub(width(before) + width(after));
    lines.push(Line::from(Span::styled(format!("   {before}{}{after}", " ".repeat(gap)), theme.aside)));
    lines.extend(set(words.helped.legend_slopes, room, theme.aside, theme.stress));
    lines
}

/// A row for each day of the week, a column for each week; more practices, a fuller mark.
fn calendar(weeks: &[Week], room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let fit = room.saturating_sub(5) / 2;
    let weeks = weeks.get(weeks.len().saturating_sub(fit)..).unwrap_or_default();
    let mut lines = Vec::new();
    // The name of a month stands above the week in which it begins.
    let mut above = vec![' '; 5 + 2 * weeks.len() + 3];
    let mut before = String::new();
    let mut free = 0;
    for (index, week) in weeks.iter().enumerate() {
        let month = clean(&week.month).into_owned();
        let at = 5 + 2 * index;
        if month != before && at >= free {
            for (to, letter) in above.iter_mut().skip(at).zip(month.chars()) {
                *to = letter;
            }
            free = at + 4;
            before = month;
        }
    }
    lines.push(Line::from(Span::styled(above.into_iter().collect::<String>().trim_end().to_owned(), theme.aside)));
    for (day, name) in words.amounts.short_weekdays.iter().enumerate() {
        let mut spans = vec![Span::styled(format!("{name:<3}  "), theme.aside)];
        for week in weeks {
            let (glyph, style) = match week.days.get(day).copied().flatten() {
                None => (" ", theme.text),
                Some(0) => ("·", theme.faint),
                Some(1 | 2) => ("▪", theme.pacer),
                Some(3..=5) => ("■", theme.pacer),
                Some(_) => ("█", theme.pacer),
            };
            spans.push(Span::styled(format!("{glyph} "), style));
        }
        lines.push(Line::from(spans));
    }
    lines.extend(set(words.helped.legend_calendar, room, theme.aside, theme.stress));
    lines
}

/// Levels as points on a chart, one for each time they were given, with the usual level as a line.
fn levels_of(levels: &Levels, room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    if levels.ratings.is_empty() {
        return set(&levels.words(words), room, theme.text, theme.stress);
    }
    let last = f64::from(levels.days.max(1));
    let points: Vec<(f64, f64)> =
        levels.ratings.iter().map(|(day, _, level)| (f64::from(*day), f64::from(*level))).collect();
    let usual = [(0.0, levels.usual), (last, levels.usual)];
    let data = vec![
        Dataset::default().data(&usual).marker(Marker::Braille).graph_type(GraphType::Line).style(theme.faint),
        Dataset::default().data(&points).marker(Marker::Dot).graph_type(GraphType::Scatter).style(theme.pacer),
    ];
    let chart = Chart::new(data)
        .x_axis(
            Axis::default()
                .bounds([0.0, last])
                .labels([levels.ends.0.clone(), levels.ends.1.clone()])
                .style(theme.text),
        )
        .y_axis(Axis::default().bounds([0.0, 10.0]).labels(["0", "5", "10"]).style(theme.text));
    // A row for each level, and the two of the axis.
    let mut lines = drawn(chart, room, 13);
    let said = (words.helped.levels_below)(&levels.name, levels.usual);
    lines.splice(0..0, set(&said, room, theme.text, theme.stress));
    lines
}

/// A bar of minutes for each week ahead: full up to what nine of ten plays reach, light up to what they do not exceed.
fn weeks_ahead(weeks: &[WeekAhead], room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let most = weeks.iter().map(|week| week.range.1).fold(1.0, f64::max);
    let wide = room.saturating_sub(4).clamp(8, 60);
    let mut lines = Vec::new();
    for week in weeks {
        let (label, said) = (clean(&week.label).into_owned(), clean(&week.said).into_owned());
        lines.extend(set(&format!("{label}: {said}"), room, theme.text, theme.stress));
        let to = |minutes: f64| cell(minutes, (0.0, most), wide);
        let (low, high) = (to(week.range.0), to(week.range.1));
        lines.push(Line::from(vec![
            Span::raw("  "),
            Span::styled("█".repeat(low), theme.pacer),
            Span::styled("░".repeat(high.saturating_sub(low)), theme.pacer),
        ]));
    }
    if !weeks.is_empty() {
        let legend = (words.helped.legend_weeks)(most);
        lines.extend(set(&legend, room, theme.aside, theme.stress));
    }
    lines
}

/// The chance that a card comes to mind as a falling line.
fn curve_of(curve: &Curve, room: usize, words: &Language, theme: &Theme) -> Vec<Line<'static>> {
    let Some((last, _)) = curve.points.last() else { return Vec::new() };
    let points: Vec<(f64, f64)> = curve.points.iter().map(|(day, chance)| (f64::from(*day), chance * 100.0)).collect();
    let due = curve.due.map(|due| [(f64::from(due), 0.0), (f64::from(due), 100.0)]);
    let mut data =
        vec![Dataset::default().data(&points).marker(Marker::Braille).graph_type(GraphType::Line).style(theme.pacer)];
    if let Some(due) = &due {
        data.push(Dataset::default().data(due).marker(Marker::Dot).graph_type(GraphType::Line).style(theme.faint));
    }
    let chart = Chart::new(data)
        .x_axis(
            Axis::default()
                .bounds([0.0, f64::from(*last).max(1.0)])
                .labels([words.helped.from_today.to_owned(), (words.helped.in_days)(*last)])
                .style(theme.text),
        )
        .y_axis(Axis::default().bounds([0.0, 100.0]).labels(["0%", "50%", "100%"]).style(theme.text));
    let mut lines = drawn(chart, room, 9);
    let title = if due.is_some() { words.helped.legend_curve_due } else { words.helped.legend_curve };
    lines.splice(0..0, set(title, room, theme.text, theme.stress));
    lines
}
