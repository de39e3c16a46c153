//! `rekindle helped`: what helped, as screens, as lines, as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Outcome, World, prepare, today};
use crate::app::App;
use crate::app::helping::Helping;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::helped::by_word::ByWord;
use crate::helped::constants::WORD_POINT;
use crate::helped::known::{Estimate, OWN_RECORD, View};
use crate::helped::levels::{Axis, Change, Helped as Said};
use crate::helped::uses::Use;
use crate::memory::days::{Day, Moment};
use crate::record::benefit::{Technique, WhatHelped};
use crate::record::settings::Settings;
use crate::store::{Store, StoreError};

/// Techniques that are read unless all are asked for, the most used first.
pub(super) const MOST: u32 = 500;

/// Weeks of days and check-ins, in days.
pub(super) const DAYS: i32 = 7 * 17;

/// Options of `rekindle helped`.
#[derive(Debug, clap::Args)]
pub struct Helped {
    /// Only this state: numb, flooded, critical, flat, disconnected or steady
    #[arg(long, value_name = "S")]
    state: Option<State>,
    /// Only this axis: distress or connection
    #[arg(long, value_name = "A")]
    axis: Option<Axis>,
    /// Every technique, not only the 500 that were used most
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    day: Day,
    note: &'static str,
    axes: Axes<'a>,
    by_state: Vec<InState<'a>>,
    words: Vec<InWords<'a>>,
    rested: Vec<Rested<'a>>,
    techniques_in_all: u32,
    days: Vec<PracticeDay>,
    levels: Vec<LevelsAt>,
    techniques: Vec<Closely<'a>>,
    weeks: Vec<super::forecast::Told>,
    fair_test: Option<super::fair_test::Told>,
}

/// What the pictures of one technique are drawn from.
#[derive(Serialize)]
struct Closely<'a> {
    card: &'a CardId,
    uses: Vec<UseTold>,
    /// The chance that it comes to mind, today and on each day after it.
    recall: Vec<f64>,
    /// Days from today until it comes round again.
    due_in: Option<u32>,
}

#[derive(Serialize)]
struct UseTold {
    day: Day,
    state: Option<State>,
    distress: Change,
    connection: Change,
    helped: Option<Said>,
}

#[derive(Serialize)]
struct Axes<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    distress: Option<AxisReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<AxisReport<'a>>,
}

#[derive(Serialize)]
struct AxisReport<'a> {
    usual: f64,
    usual_ratings: u32,
    rho: f64,
    rho_pairs: u32,
    sigma2: f64,
    mu: f64,
    mu_sd: f64,
    techniques: Vec<Told<'a>>,
    untried: Untried,
}

#[derive(Serialize)]
struct Untried {
    mean: f64,
    sd: f64,
}

#[derive(Serialize)]
struct Told<'a> {
    card: &'a CardId,
    title: &'a SafeText,
    uses: u32,
    rated: u32,
    n: u32,
    rated_share: Option<f64>,
    raw_mean: Option<f64>,
    corrected_mean: Option<f64>,
    mean: f64,
    sd: f64,
    low: f64,
    high: f64,
    p_positive: f64,
    p_half: f64,
    verdict: &'static str,
    ranked: bool,
    unrated: u32,
    depends_on_unrated: bool,
    left_out_no_room: u32,
    left_out_carry_over: u32,
}

#[derive(Serialize)]
struct InState<'a> {
    state: State,
    axis: Axis,
    #[serde(flatten)]
    told: Told<'a>,
}

#[derive(Serialize)]
struct InWords<'a> {
    card: &'a CardId,
    title: &'a SafeText,
    helped: u32,
    same: u32,
    worse: u32,
    unsure: u32,
    share: f64,
    low: f64,
}

#[derive(Serialize)]
struct Rested<'a> {
    card: &'a CardId,
    title: &'a SafeText,
    state: Option<State>,
    until: Day,
    why: &'static str,
}

#[derive(Serialize)]
struct PracticeDay {
    day: Day,
    practices: u32,
}

#[derive(Serialize)]
struct LevelsAt {
    day: Day,
    distress: Option<u8>,
    connection: Option<u8>,
}

fn told<'a>(technique: &'a Technique, known: &Estimate) -> Told<'a> {
    let (low, high) = known.benefit.ninety();
    Told {
        card: &technique.card,
        title: &technique.title,
        uses: known.uses,
        rated: known.both,
        n: known.n,
        rated_share: known.rated_share(),
        raw_mean: known.raw_mean,
        corrected_mean: known.corrected_mean,
        mean: known.benefit.mean,
        sd: known.benefit.sd(),
        low,
        high,
        p_positive: known.benefit.above(0.0),
        p_half: known.benefit.above(crate::helped::constants::NOTICEABLE),
        verdict: known.verdict.as_str(),
        ranked: known.can_be_ranked(),
        unrated: known.unrated,
        depends_on_unrated: known.depends_on_unrated,
        left_out_no_room: known.no_room,
        left_out_carry_over: known.carried,
    }
}

fn closely<'a>(
    store: &Store,
    settings: &Settings,
    now: Moment,
    technique: &'a Technique,
) -> Result<Closely<'a>, StoreError> {
    let (uses, curve) = super::now::drawn(store, settings, now, technique)?;
    let told = |one: &Use| UseTold {
        day: Day(one.day),
        state: one.state(),
        distress: one.distress,
        connection: one.connection,
        helped: one.helped,
    };
    Ok(Closely {
        card: &technique.card,
        uses: uses.iter().map(told).collect(),
        due_in: curve.as_ref().and_then(|curve| curve.due),
        recall: curve.map(|curve| curve.points.into_iter().map(|(_, chance)| chance).collect()).unwrap_or_default(),
    })
}

fn axis_report(known: &WhatHelped, axis: Axis) -> AxisReport<'_> {
    let (pool, usual) = (known.pools(axis).pool(View::All), known.pools(axis).usual());
    let untried = pool.untried();
    AxisReport {
        usual: usual.level,
        usual_ratings: usual.ratings,
        rho: usual.rho,
        rho_pairs: usual.pairs,
        sigma2: pool.sigma2,
        mu: pool.mu,
        mu_sd: pool.mu_variance.sqrt(),
        techniques: known.table(axis, None).iter().map(|(technique, estimate)| told(technique, estimate)).collect(),
        untried: Untried { mean: untried.mean, sd: untried.sd() },
    }
}

impl Helped {
    fn report<'a>(
        &self,
        known: &'a WhatHelped,
        day_begins: u32,
        techniques: Vec<Closely<'a>>,
        weeks: Vec<super::forecast::Told>,
    ) -> Report<'a> {
        let wanted = |axis: Axis| self.axis.is_none_or(|only| only == axis);
        let axis = |axis: Axis| wanted(axis).then(|| axis_report(known, axis));
        let mut by_state = Vec::new();
        for state in State::ALL.iter().filter(|state| self.state.is_none_or(|only| only == **state)) {
            for axis in Axis::ALL.iter().filter(|axis| wanted(**axis)) {
                let here = known.table(*axis, Some(*state));
                by_state.extend(here.iter().map(|(technique, estimate)| InState {
                    state: *state,
                    axis: *axis,
                    told: told(technique, estimate),
                }));
            }
        }
        let words = known.techniques.iter().filter_map(|technique| {
            let said = technique.cells.values().fold(ByWord::default(), |all, cell| all.with(cell.words));
            (said.said() + said.unsure > 0).then(|| InWords {
                card: &technique.card,
                title: &technique.title,
                helped: said.helped,
                same: said.same,
                worse: said.worse,
                unsure: said.unsure,
                share: said.share().mean(),
                low: said.share().point(WORD_POINT),
            })
        });
        Report {
            day: known.today,
            note: OWN_RECORD,
            axes: Axes { distress: axis(Axis::Distress), connection: axis(Axis::Connection) },
            by_state,
            words: words.collect(),
            rested: known
                .resting
                .iter()
                .map(|rest| Rested {
                    card: &rest.card,
                    title: &rest.title,
                    state: rest.state,
                    until: rest.until,
                    why: rest.why.as_str(),
                })
                .collect(),
            techniques_in_all: known.techniques_in_all,
            days: known.days.iter().map(|(day, practices)| PracticeDay { day: *day, practices: *practices }).collect(),
            levels: known
                .check_ins
                .iter()
                .map(|said| LevelsAt {
                    day: said.at.day(day_begins),
                    distress: said.distress,
                    connection: said.connection,
                })
                .collect(),
            techniques,
            weeks,
            fair_test: known.testing.as_ref().map(super::fair_test::Told::from),
        }
    }

    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        let day_begins = store.settings()?.day_begins;
        let most = if self.all { u32::MAX } else { MOST };
        let known = store.what_helped(world.now(), day_begins, most, DAYS)?;
        if world.json {
            let settings = store.settings()?;
            let techniques = known.techniques.iter().map(|one| closely(&store, &settings, world.now(), one));
            let techniques = techniques.collect::<Result<_, StoreError>>()?;
            let prepared = prepare::Known::read(world, &store)?;
            let weeks = super::forecast::weeks(&store, &prepared, world.seed)?;
            world.print_json(&self.report(&known, day_begins, techniques, weeks))?;
            return Ok(Outcome::Done);
        }
        let words = world.words(&store.settings()?);
        let helping = Helping::new(known).at(self.axis, self.state);
        if world.plain {
            let mut output = io::stdout().lock();
            for page in helping.every_page(words) {
                crate::plain::print(
                    &crate::app::page::Page { keys: Vec::new(), ..page },
                    crate::plain::WIDTH,
                    &mut output,
                )?;
                writeln!(output)?;
            }
            return Ok(Outcome::Done);
        }
        let start = prepare::start(world, &mut store, &prepare::Wish::default(), true)?;
        let shown = today::show(world, &mut store, App::new(start, world.now()).showing(helping));
        store.leave();
        shown.map(|()| Outcome::Done)
    }
}
