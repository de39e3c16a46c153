//! Pictures for the page, drawn by a plotting crate as SVG. Colours are roles that the style sheet of the page fills in,
//! so that one picture suits light, dark and paper; shapes differ too, so that nothing hangs on colour alone.

use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::sheet::points_shown;
use crate::deck::text::SafeText;
use crate::language::Language;
use crate::language::report::ReportWords;
use crate::memory::days::Day;

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A row with a 90% range for each practice, around 0.
    Intervals {
        /// What it shows.
        title: String,
        /// Its rows.
        rows: Vec<Interval>,
    },
    /// Levels over time, 0 to 10.
    Levels(Line),
}

/// A row of a picture of ranges, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Its title.
    pub label: SafeText,
    /// Mean change as it looks.
    pub raw: Option<f64>,
    /// Corrected mean.
    pub mean: f64,
    /// The 90% range.
    pub ends: (f64, f64),
}

/// Levels of one axis over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it shows.
    pub title: String,
    /// The first day.
    pub first: Day,
    /// Its points, in order.
    pub points: Vec<Point>,
    /// The usual level.
    pub usual: f64,
}

/// Levels of a day or a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its first day.
    pub day: Day,
    /// The mean.
    pub mean: f64,
    /// Lowest and highest.
    pub ends: (f64, f64),
}

/// The width of every picture, in units of the page; narrow, so that its letters stay readable on a telephone.
pub const WIDTH: u32 = 480;

/// Letters and what they say.
pub const INK: RGBColor = RGBColor(0x11, 0x11, 0x11);
/// Lines that only guide the eye.
pub const GUIDE: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);
/// The line at 0 and the axes.
pub const AXIS: RGBColor = RGBColor(0x77, 0x77, 0x77);
/// What is believed.
pub const MAIN: RGBColor = RGBColor(0x00, 0x55, 0x88);
/// What only looks so.
pub const SECOND: RGBColor = RGBColor(0x99, 0x55, 0x00);

const FONT: &str = "sans-serif";
/// The crate makes letters smaller by this factor.
const SHRINKS: f64 = 1.24;
const LETTERS: f64 = 13.0 * SHRINKS;
const SMALL: f64 = 12.0 * SHRINKS;

/// The height of a row of ranges.
const ROW: u32 = 46;
/// The height of a picture of levels.
const HIGH: u32 = 220;
/// Labels longer than this, in letters, are cut short in the picture; the table has them whole.
const LONGEST_LABEL: usize = 60;

impl Figure {
    /// Returns what it shows, in a few words.
    pub fn title(&self) -> &str {
        match self {
            Self::Intervals { title, .. } => title,
            Self::Levels(line) => &line.title,
        }
    }

    /// Says what it shows in words, for whoever does not see it.
    pub fn description(&self, words: &ReportWords) -> String {
        match self {
            Self::Intervals { rows, .. } => {
                let rows = rows.iter().map(|row| {
                    let (low, high) = row.ends;
                    let [mean, low, high] = [row.mean, low, high].map(|points| points_shown(points, words));
                    (words.interval)(row.label.one_line().as_str(), &mean, &low, &high)
                });
                format!("{}. {}", rows.collect::<Vec<_>>().join("; "), words.table_follows)
            }
            Self::Levels(line) => (words.points)(line.points.len(), line.first, line.usual),
        }
    }

    /// Explains its signs.
    pub const fn signs(&self, words: &ReportWords) -> &'static str {
        match self {
            Self::Intervals { .. } => words.change_signs,
            Self::Levels(_) => words.level_signs,
        }
    }

    /// Returns its size: width, height.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Intervals { rows, .. } => {
                (WIDTH, u32::try_from(rows.len()).unwrap_or(u32::MAX / ROW - 2).saturating_mul(ROW).saturating_add(58))
            }
            Self::Levels(_) => (WIDTH, HIGH),
        }
    }

    /// Draws it: what stands between the tags of its `svg` element. Everything in it is escaped by the crate.
    pub fn draw(&self, words: &Language) -> String {
        let mut svg = String::new();
        // Drawing into a text fails only where a font cannot be measured, and none is: letters are the reader's own.
        let _ = match self {
            Self::Intervals { rows, .. } => intervals(&mut svg, self.size(), rows, &words.report),
            Self::Levels(line) => levels(&mut svg, self.size(), line, words),
        };
        let inside = svg.split_once('>').map_or("", |(_, inside)| inside);
        inside.trim().trim_end_matches("</svg>").trim().to_owned()
    }
}

type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

fn letters(size: f64, across: HPos, down: VPos) -> TextStyle<'static> {
    (FONT, size).into_font().color(&INK).pos(Pos::new(across, down))
}

/// Returns whole ends of a scale that hold every range and 0.
fn scale(rows: &[Interval]) -> (f64, f64) {
    let ends = rows.iter().flat_map(|row| [row.ends.0, row.ends.1, row.raw.unwrap_or(0.0)]);
    let (low, high) = ends.fold((-1.0_f64, 1.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    (low.floor().max(-12.0), high.ceil().min(12.0))
}

fn intervals<'a>(svg: &'a mut String, size: (u32, u32), rows: &[Interval], words: &ReportWords) -> Drawn<'a> {
    let area = SVGBackend::with_string(svg, size).into_drawing_area();
    let (low, high) = scale(rows);
    let mut chart = ChartBuilder::on(&area)
        .margin_left(16)
        .margin_right(16)
        .margin_top(6)
        .x_label_area_size(50)
        .build_cartesian_2d(low..high, 0.0..rows.len().max(1) as f64)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GUIDE)
        .axis_style(AXIS)
        .x_labels(9)
        .x_label_formatter(&|points| whole(*points, words))
        .x_desc(words.change_scale)
        .label_style(letters(SMALL, HPos::Center, VPos::Top))
        .axis_desc_style(letters(SMALL, HPos::Center, VPos::Top))
        .draw()?;
    chart.draw_series([PathElement::new(vec![(0.0, 0.0), (0.0, rows.len() as f64)], AXIS.stroke_width(2))])?;
    let within = |points: f64| points.clamp(low, high);
    for (place, row) in rows.iter().rev().enumerate() {
        let (bottom, y) = (place as f64, place as f64 + 0.3);
        let label = cut(&row.label.one_line());
        chart.draw_series([Text::new(label, (low, bottom + 0.92), letters(LETTERS, HPos::Left, VPos::Top))])?;
        let ends = vec![(within(row.ends.0), y), (within(row.ends.1), y)];
        chart.draw_series([PathElement::new(ends.clone(), MAIN.stroke_width(3))])?;
        for end in ends {
            chart
                .draw_series([EmptyElement::at(end) + PathElement::new(vec![(0, -5), (0, 5)], MAIN.stroke_width(2))])?;
        }
        if let Some(raw) = row.raw {
            let square = Rectangle::new([(-5, -5), (5, 5)], SECOND.stroke_width(2));
            chart.draw_series([EmptyElement::at((within(raw), y)) + square])?;
        }
        chart.draw_series([Circle::new((within(row.mean), y), 5, MAIN.filled())])?;
    }
    area.present()
}

fn levels<'a>(svg: &'a mut String, size: (u32, u32), line: &Line, words: &Language) -> Drawn<'a> {
    let area = SVGBackend::with_string(svg, size).into_drawing_area();
    let at = |point: &Point| f64::from(point.day.0.saturating_sub(line.first.0));
    let last = line.points.last().map_or(1.0, at).max(1.0);
    let mut chart = ChartBuilder::on(&area)
        .margin_left(6)
        .margin_right(26)
        .margin_top(12)
        .x_label_area_size(30)
        .y_label_area_size(30)
        .build_cartesian_2d(0.0..last, 0.0..10.0)?;
    #[allow(clippy::cast_possible_truncation, reason = "days of a calendar")]
    let day = |days: &f64| (words.amounts.short_day)(line.first.plus(days.round() as i64).date());
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GUIDE)
        .axis_style(AXIS)
        .x_labels(5)
        .y_labels(6)
        .x_label_formatter(&day)
        .y_label_formatter(&|level| format!("{level:.0}"))
        .label_style(letters(SMALL, HPos::Center, VPos::Top))
        .y_label_style(letters(SMALL, HPos::Right, VPos::Center))
        .draw()?;
    let usual = line.usual.clamp(0.0, 10.0);
    let ends = [(0.0, usual), (last, usual)];
    chart.draw_series([DashedPathElement::new(ends, 8, 5, SECOND.stroke_width(2))])?;
    let joined: Vec<(f64, f64)> = line.points.iter().map(|point| (at(point), point.mean)).collect();
    chart.draw_series([PathElement::new(joined, MAIN.stroke_width(1))])?;
    for point in &line.points {
        if point.ends.0 < point.ends.1 {
            let ends = vec![(at(point), point.ends.0), (at(point), point.ends.1)];
            chart.draw_series([PathElement::new(ends, MAIN.stroke_width(1))])?;
        }
        chart.draw_series([Circle::new((at(point), point.mean), 4, MAIN.filled())])?;
    }
    area.present()
}

/// Writes a change in points, without a digit after the point where it is 0.
fn whole(points: f64, words: &ReportWords) -> String {
    let shown = points_shown(points, words);
    let nothing = (words.number)(0.0, 1);
    let end = nothing.trim_start_matches('0');
    shown.strip_suffix(end).map(str::to_owned).unwrap_or(shown)
}

/// Cuts a label short, between letters.
fn cut(label: &SafeText) -> String {
    let label = label.as_str();
    if label.chars().count() <= LONGEST_LABEL {
        return label.to_owned();
    }
    let mut cut: String = label.chars().take(LONGEST_LABEL - 1).collect();
    cut.push('…');
    cut
}
