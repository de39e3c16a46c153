//! From what is known to a report: what was chosen, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{
    About, Days, Helped, InState, InWords, Level, Levels, Notice, OnAxis, PracticeDay, Report, Rest, Span, Technique,
    Worse, WorseUses,
};
use super::field::Field;
use crate::deck::ids::CardId;
use crate::deck::kinds::State;
use crate::deck::text::SafeText;
use crate::helped::by_word::ByWord;
use crate::helped::harm::StepBack;
use crate::helped::known::Estimate;
use crate::helped::levels::Axis;
use crate::language::EN;
use crate::memory::days::Day;
use crate::record::benefit::{CheckIn, Technique as Used, WhatHelped};
use crate::record::event::Person;
use crate::record::summary::{Answered, FamilyTotals, Note};

/// The deck whose cards are named only when the person says so.
pub const SAFETY: &str = "safety";

/// More days with a check-in than this are shown week by week. Our judgement: about two pages.
const MOST_SPANS: usize = 60;

/// All that a report may be made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The program and its version.
    pub made_by: String,
    /// The first day it covers, when the person named one.
    pub since: Option<Day>,
    /// The hour at which a practice day begins.
    pub day_begins: u32,
    /// What helped, with check-ins and practice days, of the days that are covered.
    pub helped: WhatHelped,
    /// Kinds of practice, the most practised first.
    pub families: Vec<FamilyTotals>,
    /// What is remembered of cards that were answered on those days, by title.
    pub remembered: Vec<Answered>,
    /// Cards that the person lets rest, and until when.
    pub laid_aside: Vec<(CardId, SafeText, Option<Day>)>,
    /// Why a person comes before any card today, if one does.
    pub step_back: Option<StepBack>,
    /// The day on which heavier check-ins were last spoken of.
    pub told_of_drift: Option<Day>,
    /// Notes, in order of time.
    pub notes: Vec<Note>,
    /// The person's own people.
    pub people: Vec<Person>,
}

/// Makes a report of the chosen parts.
pub fn report(known: &Known, chosen: &BTreeSet<Field>) -> Report {
    let has = |field: Field| chosen.contains(&field);
    let named = |card: &CardId| has(Field::Safety) || card.deck() != SAFETY;
    let (from, to) = (first_day(known), known.helped.today);
    let parts: Vec<Field> = Field::ALL.iter().copied().filter(|field| has(*field)).collect();
    let left_out: Vec<Field> = Field::ALL.iter().copied().filter(|field| !has(*field)).collect();
    Report {
        rekindle_report: 1,
        made_by: known.made_by.clone(),
        made_on: to,
        from,
        to,
        about: (EN.report.about)(&left_out)
            .into_iter()
            .map(|(heading, sentences)| About { heading, sentences })
            .collect(),
        days: has(Field::Days).then(|| days(&known.helped)),
        // The safety cards are a family of their own, which would say that they were used.
        families: has(Field::Families)
            .then(|| known.families.iter().filter(|one| has(Field::Safety) || one.family != SAFETY).cloned().collect()),
        remembered: has(Field::Remembered)
            .then(|| known.remembered.iter().filter(|row| named(&row.card)).cloned().collect()),
        helped: has(Field::Helped).then(|| helped(&known.helped, &named)),
        worse: has(Field::Worse).then(|| worse(known, &named)),
        rests: has(Field::Rests).then(|| rests(known, &named, has(Field::States))),
        states: has(Field::States).then(|| states(&known.helped, &named)),
        levels: has(Field::Levels).then(|| levels(known)),
        notes: has(Field::Notes).then(|| known.notes.iter().filter(|note| named(&note.card)).cloned().collect()),
        people: has(Field::People).then(|| known.people.clone()),
        parts,
        left_out,
    }
}

/// The first day on which anything was recorded, or the one that the person named.
fn first_day(known: &Known) -> Option<Day> {
    let practised = known.helped.days.first().map(|(day, _)| *day);
    let said = known.helped.check_ins.first().map(|said| said.at.day(known.day_begins));
    known.since.or_else(|| practised.into_iter().chain(said).min())
}

fn days(known: &WhatHelped) -> Days {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Days {
        days_with_practice: count(known.days.len()),
        practices: known.days.iter().map(|(_, practices)| *practices).sum(),
        days: known.days.iter().map(|(day, practices)| PracticeDay { day: *day, practices: *practices }).collect(),
    }
}

fn technique(used: &Used, known: &Estimate) -> Technique {
    let (low, high) = known.benefit.ninety();
    Technique {
        card: used.card.clone(),
        title: used.title.clone(),
        uses: known.uses,
        rated: known.both,
        rated_share: known.rated_share(),
        n: known.n,
        raw_mean: known.raw_mean,
        corrected_mean: known.corrected_mean,
        mean: known.benefit.mean,
        sd: known.benefit.sd(),
        low,
        high,
        verdict: known.verdict,
        ranked: known.can_be_ranked(),
        depends_on_unrated: known.depends_on_unrated,
    }
}

/// The techniques with a use on an axis: those with enough uses, the best first, then the others by title.
fn table(known: &WhatHelped, axis: Axis, state: Option<State>, named: &impl Fn(&CardId) -> bool) -> Vec<Technique> {
    let used = known.techniques.iter().filter(|used| named(&used.card));
    let (mut ranked, mut others): (Vec<Technique>, Vec<Technique>) = used
        .map(|used| (used, known.estimate(axis, state, used)))
        .filter(|(_, estimate)| estimate.both + estimate.unrated > 0)
        .map(|(used, estimate)| technique(used, &estimate))
        .partition(|one| one.ranked);
    ranked.sort_by(|one, other| other.mean.total_cmp(&one.mean).then_with(|| one.card.cmp(&other.card)));
    others.sort_by(|one, other| (&one.title, &one.card).cmp(&(&other.title, &other.card)));
    ranked.into_iter().chain(others).collect()
}

fn helped(known: &WhatHelped, named: &impl Fn(&CardId) -> bool) -> Helped {
    let on = |axis: &Axis| {
        let usual = known.pools(*axis).usual();
        OnAxis {
            axis: *axis,
            usual: usual.level,
            usual_ratings: usual.ratings,
            rho: usual.rho,
            rho_pairs: usual.pairs,
            techniques: table(known, *axis, None, named),
        }
    };
    let said = |used: &Used| used.cells.values().fold(ByWord::default(), |all, cell| all.with(cell.words));
    let mut words: Vec<InWords> = known
        .techniques
        .iter()
        .filter(|used| named(&used.card) && said(used) != ByWord::default())
        .map(|used| InWords::new(used.card.clone(), used.title.clone(), said(used)))
        .collect();
    words.sort_by(|one, other| (&one.title, &one.card).cmp(&(&other.title, &other.card)));
    Helped { axes: Axis::ALL.iter().map(on).collect(), words }
}

fn states(known: &WhatHelped, named: &impl Fn(&CardId) -> bool) -> Vec<InState> {
    let mut all = Vec::new();
    for state in State::ALL {
        for axis in Axis::ALL {
            let techniques = table(known, *axis, Some(*state), named);
            if !techniques.is_empty() {
                all.push(InState { state: *state, axis: *axis, techniques });
            }
        }
    }
    all
}

fn worse(known: &Known, named: &impl Fn(&CardId) -> bool) -> Worse {
    let mut techniques: Vec<WorseUses> = known
        .helped
        .techniques
        .iter()
        .filter(|used| named(&used.card))
        .map(|used| WorseUses {
            card: used.card.clone(),
            title: used.title.clone(),
            worse: used.cells.values().map(|cell| cell.worse).sum(),
            judged: used.cells.values().map(|cell| cell.judged).sum(),
        })
        .filter(|used| used.worse > 0)
        .collect();
    techniques.sort_by(|one, other| (&one.title, &one.card).cmp(&(&other.title, &other.card)));
    let told = known.told_of_drift.filter(|day| known.since.is_none_or(|since| *day >= since));
    let notices = told.map(Notice::Drift).into_iter().chain(known.step_back.map(Notice::StepBack)).collect();
    Worse { techniques, notices }
}

fn rests(known: &Known, named: &impl Fn(&CardId) -> bool, states: bool) -> Vec<Rest> {
    let by_rule = known.helped.resting.iter().map(|rest| Rest {
        card: rest.card.clone(),
        title: rest.title.clone(),
        state: rest.state.filter(|_| states),
        until: Some(rest.until),
        why: Some(rest.why),
    });
    let by_hand = known.laid_aside.iter().map(|(card, title, until)| Rest {
        card: card.clone(),
        title: title.clone(),
        state: None,
        until: *until,
        why: None,
    });
    let mut all: Vec<Rest> = by_rule.chain(by_hand).filter(|rest| named(&rest.card)).collect();
    all.sort_by(|one, other| (&one.title, &one.card, one.state).cmp(&(&other.title, &other.card, other.state)));
    all
}

fn levels(known: &Known) -> Levels {
    let said: Vec<&CheckIn> =
        known.helped.check_ins.iter().filter(|said| said.distress.is_some() || said.connection.is_some()).collect();
    let day = |said: &CheckIn| said.at.day(known.day_begins);
    let by_day: BTreeSet<Day> = said.iter().map(|said| day(said)).collect();
    let days_in_a_row: u32 = if by_day.len() > MOST_SPANS { 7 } else { 1 };
    let begins = |day: Day| if days_in_a_row == 7 { day.plus(-i64::from(day.weekday())) } else { day };
    let mut spans: BTreeMap<Day, Vec<&CheckIn>> = BTreeMap::new();
    for one in said {
        spans.entry(begins(day(one))).or_default().push(one);
    }
    let level = |said: &[&CheckIn], axis: Axis| {
        let levels: Vec<u8> = said.iter().filter_map(|one| one.on(axis)).collect();
        let (low, high) = levels.iter().min().copied().zip(levels.iter().max().copied())?;
        let sum: u32 = levels.iter().map(|level| u32::from(*level)).sum();
        Some(Level { mean: f64::from(sum) / levels.len() as f64, low, high })
    };
    Levels {
        days_in_a_row,
        usual: [known.helped.distress.usual().level, known.helped.connection.usual().level],
        spans: spans
            .into_iter()
            .map(|(day, said)| Span {
                day,
                check_ins: u32::try_from(said.len()).unwrap_or(u32::MAX),
                distress: level(&said, Axis::Distress),
                connection: level(&said, Axis::Connection),
            })
            .collect(),
    }
}
