//! The screens of what helped: intervals by technique, by state and in words, days and levels, one technique in full.

use super::keys::{Action, Way};
use super::page::{Block, Page};
use super::plot::{Curve, Interval, Levels, Plot, Week};
use super::{Place, keys};
use crate::deck::kinds::State;
use crate::helped::constants::{FAIR_PAIRS, FEWEST, WIDEST};
use crate::helped::known::Estimate;
use crate::helped::levels::{Axis, one_use_noise};
use crate::helped::uses::{Cell, Use};
use crate::helped::verdict::Verdict;
use crate::language::keys::Does;
use crate::language::{Language, sentence};
use crate::memory::days::Day;
use crate::record::benefit::{Technique, Testing, WhatHelped};

/// Weeks in the calendar.
const WEEKS: i64 = 16;

/// A page of what helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Axis(Axis),
    Words,
    Days,
    Resting,
    Testing,
}

const TABS: [Tab; 6] =
    [Tab::Axis(Axis::Distress), Tab::Axis(Axis::Connection), Tab::Words, Tab::Days, Tab::Resting, Tab::Testing];

/// What helped, and where the person is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Helping {
    known: WhatHelped,
    tab: usize,
    state: Option<State>,
    at: usize,
}

/// One technique in full.
#[derive(Debug, Clone, PartialEq)]
pub struct Closer {
    /// The technique.
    pub technique: Technique,
    /// Its last uses, in order.
    pub uses: Vec<Use>,
    /// The chance that it comes to mind; `None` when it was never answered.
    pub curve: Option<Curve>,
}

impl Helping {
    /// Begins at the first page that has something to show.
    pub fn new(known: WhatHelped) -> Self {
        let mut helping = Self { known, tab: 0, state: None, at: 0 };
        let first = TABS.iter().position(|tab| match tab {
            Tab::Axis(axis) => !helping.known.table(*axis, None).is_empty(),
            Tab::Words => helping.known.techniques.iter().any(|technique| all(technique).words.said() > 0),
            _ => false,
        });
        helping.tab = first.unwrap_or(0);
        helping
    }

    /// Begins at an axis or a state that was asked for.
    #[must_use]
    pub fn at(mut self, axis: Option<Axis>, state: Option<State>) -> Self {
        if let Some(axis) = axis {
            self.tab = TABS.iter().position(|tab| *tab == Tab::Axis(axis)).unwrap_or(0);
        }
        self.state = state;
        self
    }

    fn tab(&self) -> Tab {
        TABS.get(self.tab).copied().unwrap_or(Tab::Days)
    }

    /// Returns the pages one after another, for those who read from top to bottom.
    pub fn every_page(&self, words: &'static Language) -> Vec<Page> {
        (0..TABS.len()).map(|tab| Self { tab, at: usize::MAX, ..self.clone() }.page(words)).collect()
    }

    /// Returns the state that the tables are of; `None` for all.
    pub const fn state(&self) -> Option<State> {
        self.state
    }

    /// Returns the technique in hand.
    pub(super) fn picked(&self) -> Option<&Technique> {
        let rows = self.rows();
        rows.get(self.at.min(rows.len().checked_sub(1)?)).copied()
    }

    fn rows(&self) -> Vec<&Technique> {
        match self.tab() {
            Tab::Axis(axis) => self.known.table(axis, self.state).into_iter().map(|(technique, _)| technique).collect(),
            Tab::Words => self.in_words().into_iter().map(|(technique, _)| technique).collect(),
            _ => Vec::new(),
        }
    }

    fn in_words(&self) -> Vec<(&Technique, Cell)> {
        let mut rows: Vec<(&Technique, Cell)> = self
            .known
            .techniques
            .iter()
            .map(|technique| {
                let cell = self.state.map_or_else(
                    || all(technique),
                    |state| technique.cells.get(&Some(state)).copied().unwrap_or_default(),
                );
                (technique, cell)
            })
            .filter(|(_, cell)| cell.words.said() + cell.words.unsure > 0)
            .collect();
        let rank = |cell: &Cell| (cell.words.said() >= FEWEST).then(|| cell.words.rank());
        rows.sort_by(|(_, one), (_, other)| match (rank(one), rank(other)) {
            (Some(one), Some(other)) => other.total_cmp(&one),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        rows
    }

    /// Returns the rest that one key lifts: the first of the list.
    pub(super) fn first_rest(&self) -> Option<(crate::deck::ids::CardId, State)> {
        let first = self.known.resting.iter().find(|rest| rest.state.is_some())?;
        (self.tab() == Tab::Resting).then(|| first.state.map(|state| (first.card.clone(), state)))?
    }

    /// Acts on what moves.
    pub(super) fn pressed(&mut self, action: Action) {
        let rows = self.rows().len();
        match action {
            Action::Move(Way::Right) => (self.tab, self.at) = ((self.tab + 1) % TABS.len(), 0),
            Action::Move(Way::Left) => (self.tab, self.at) = ((self.tab + TABS.len() - 1) % TABS.len(), 0),
            Action::Move(Way::Down) => self.at = (self.at + 1).min(rows.saturating_sub(1)),
            Action::Move(Way::Up) => self.at = self.at.min(rows.saturating_sub(1)).saturating_sub(1),
            Action::OneState => {
                let next = self.state.map_or(0, |state| state as usize + 1);
                (self.state, self.at) = (State::ALL.get(next).copied(), 0);
            }
            _ => {}
        }
    }

    /// Makes the page in hand.
    pub(super) fn page(&self, words: &'static Language) -> Page {
        let said = &words.helped;
        let (title, blocks) = match self.tab() {
            Tab::Axis(axis) => ((said.title)(axis), self.axis_page(axis, words)),
            Tab::Words => (said.words_title.to_owned(), self.words_page(words)),
            Tab::Days => (said.days_title.to_owned(), self.days_page(words)),
            Tab::Resting => (said.rest_title.to_owned(), self.resting_page(words)),
            Tab::Testing => (said.test_title.to_owned(), testing_page(self.known.testing.as_ref(), words)),
        };
        let mut keys = keys::help_line(Place::Helped, words);
        let rows = !self.rows().is_empty();
        let lifts = self.first_rest().is_some();
        keys.retain(|binding| match binding.does {
            Does::LookCloser | Does::WalkListKeys => rows,
            Does::FirstComeAgain => lifts,
            Does::OneState => matches!(self.tab(), Tab::Axis(_) | Tab::Words),
            _ => true,
        });
        let place = match (self.tab(), self.state) {
            (Tab::Axis(_) | Tab::Words, Some(state)) => (said.when)(state),
            _ => (said.page_of)(self.tab + 1, TABS.len()),
        };
        Page { title, place, blocks, keys, words }
    }

    fn axis_page(&self, axis: Axis, words: &Language) -> Vec<Block> {
        let table = self.known.table(axis, self.state);
        let usual = self.known.pools(axis).usual();
        let mut blocks = Vec::new();
        if table.is_empty() {
            let what = if self.state.is_some() { words.helped.no_rated_here } else { words.helped.no_rated };
            return vec![Block::Lead(what.to_owned()), Block::Gap, Block::Text(words.helped.how_to_rate.to_owned())];
        }
        if table.iter().all(|(_, known)| known.verdict == Verdict::TooEarly) {
            blocks.extend([Block::Lead(words.helped.too_early.to_owned()), Block::Gap]);
        }
        let at = if self.at == usize::MAX { None } else { Some(self.at.min(table.len() - 1)) };
        let rows = table.iter().enumerate().map(|(index, (technique, known))| Interval {
            label: technique.title.to_string(),
            verdict: (words.names.verdict)(known.verdict).to_owned(),
            uses: (words.helped.rated)(known.uses, known.both),
            raw: known.raw_mean,
            mean: known.benefit.mean,
            interval: known.benefit.ninety(),
            chosen: at == Some(index),
        });
        blocks.push(Block::Plot(Plot::Intervals(rows.collect())));
        blocks.extend([Block::Gap, Block::Aside(words.helped.how_to_read.to_owned()), Block::Gap]);
        blocks.push(Block::Aside((words.helped.usual)(
            axis,
            usual.level,
            usual.ratings as usize,
            usual.pairs as usize,
            usual.rho,
        )));
        if table.iter().any(|(_, known)| known.depends_on_unrated) {
            blocks.extend([Block::Gap, Block::Text(words.helped.depends.to_owned())]);
        }
        let left = self.known.techniques_in_all as usize
            - self.known.techniques.len().min(self.known.techniques_in_all as usize);
        if left > 0 {
            blocks.extend([Block::Gap, Block::Aside((words.helped.not_shown)(left))]);
        }
        blocks.extend([Block::Gap, Block::Text(words.helped.own_record.to_owned())]);
        blocks.extend([Block::Gap, Block::Aside(words.helped.cannot_show.to_owned())]);
        blocks
    }

    fn words_page(&self, words: &Language) -> Vec<Block> {
        let rows = self.in_words();
        if rows.is_empty() {
            return vec![
                Block::Lead(words.helped.no_words.to_owned()),
                Block::Gap,
                Block::Text(words.helped.how_to_rate.to_owned()),
            ];
        }
        let facts = rows.iter().enumerate().map(|(index, (technique, cell))| {
            let said = cell.words;
            let early = said.said() < FEWEST;
            let said = (words.helped.said)(said.helped, said.said(), said.worse, said.unsure, early);
            // A plain mark: a number would look like a rank.
            let mark = if index == self.at { "> " } else { "  " };
            (format!("{mark}{}", technique.title), said)
        });
        vec![
            Block::Facts(facts.collect()),
            Block::Gap,
            Block::Aside(words.helped.words_order.to_owned()),
            Block::Gap,
            Block::Text(words.helped.own_record.to_owned()),
            Block::Gap,
            Block::Aside(words.helped.cannot_show.to_owned()),
        ]
    }

    fn days_page(&self, words: &Language) -> Vec<Block> {
        let mut blocks = vec![Block::Plot(Plot::Calendar(weeks(&self.known, words))), Block::Gap];
        for axis in Axis::ALL {
            blocks.push(Block::Plot(Plot::Levels(levels(&self.known, *axis, words))));
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Aside(words.helped.days_say.to_owned()));
        blocks
    }

    fn resting_page(&self, words: &Language) -> Vec<Block> {
        if self.known.resting.is_empty() {
            return vec![
                Block::Lead(words.helped.nothing_rests.to_owned()),
                Block::Gap,
                Block::Aside(words.helped.why_rest.to_owned()),
            ];
        }
        let facts = self.known.resting.iter().map(|rest| {
            let when = rest.state.map_or_else(|| words.helped.unnamed_state.to_owned(), words.helped.when);
            let until = (words.amounts.when)(rest.until, self.known.today);
            (rest.title.to_string(), (words.helped.resting)(&when, &until, rest.why))
        });
        vec![Block::Facts(facts.collect()), Block::Gap, Block::Aside(words.helped.why_rest.to_owned())]
    }
}

/// What a fair test shows so far, or what it is.
pub fn testing_page(testing: Option<&Testing>, words: &Language) -> Vec<Block> {
    let said = &words.helped;
    let Some(testing) = testing else {
        return vec![
            Block::Lead(words.helped.no_test.to_owned()),
            Block::Gap,
            Block::Text(words.helped.what_a_test_is.to_owned()),
            Block::Gap,
            Block::Aside(words.helped.how_to_test.to_owned()),
        ];
    };
    let (first, second) = (testing.titles.0.to_string(), testing.titles.1.to_string());
    let progress = &testing.progress;
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let mut facts = vec![
        fact(said.test_between, (said.both)(&first, &second)),
        fact(said.test_axis, (words.names.axis)(testing.test.axis).to_owned()),
        fact(said.test_pairs, (words.amounts.of)(progress.pairs.len(), FAIR_PAIRS)),
    ];
    if let Some(is_first) = progress.next {
        facts.push(fact(said.test_next, if is_first { first.clone() } else { second.clone() }));
    }
    facts.extend(
        (1..)
            .zip(&progress.pairs)
            .map(|(n, (one, other))| ((said.pair)(n), (said.both)(&(said.signed)(*one), &(said.signed)(*other)))),
    );
    let mut blocks = vec![Block::Facts(facts), Block::Gap];
    if let Some(shown) = testing.shown() {
        let (low, high) = shown.difference.ninety();
        blocks.push(Block::Text((said.test_said)(&shown, &first, &second)));
        blocks.push(Block::Aside((said.test_numbers)(
            &(said.signed)(shown.difference.mean),
            &(said.signed)(low),
            &(said.signed)(high),
            shown.sign_flip * 100.0,
        )));
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Text(
        if progress.next.is_some() { words.helped.test_goes_on } else { words.helped.test_is_over }.to_owned(),
    ));
    blocks.extend([Block::Gap, Block::Aside(words.helped.test_cannot_show.to_owned())]);
    blocks
}

/// Returns all uses of a technique in one cell.
fn all(technique: &Technique) -> Cell {
    technique.cells.values().fold(Cell::default(), |all, cell| all.with(*cell))
}

fn weeks(known: &WhatHelped, words: &Language) -> Vec<Week> {
    let today = known.today;
    let first = today.plus(-i64::from(today.weekday()) - 7 * (WEEKS - 1));
    let count = |day: Day| known.days.iter().find(|(other, _)| *other == day).map_or(0, |(_, count)| *count);
    (0..WEEKS)
        .map(|week| {
            let monday = first.plus(7 * week);
            let mut days = [None; 7];
            for (day, practices) in (0..).zip(&mut days) {
                let day = monday.plus(day);
                // Days before the record began say nothing, not even that they were quiet.
                let known = known.first_day.is_some_and(|first| first <= day) && day <= today;
                *practices = known.then(|| count(day));
            }
            Week { month: (words.amounts.short_month)(monday.date()), begins: (words.amounts.day)(monday.date()), days }
        })
        .collect()
}

fn levels(known: &WhatHelped, axis: Axis, words: &Language) -> Levels {
    let first = known.today.plus(-7 * WEEKS);
    let rating = |said: &crate::record::benefit::CheckIn| {
        let day = said.at.day(crate::memory::days::ROLLOVER_HOUR);
        let when = (words.amounts.short_day)(day.date());
        said.on(axis).map(|level| (day.since(first), when, level))
    };
    Levels {
        name: (words.names.axis)(axis).to_owned(),
        ends: ((words.amounts.short_day)(first.date()), words.helped.from_today.to_owned()),
        days: known.today.since(first),
        ratings: known.check_ins.iter().filter_map(rating).collect(),
        usual: known.pools(axis).usual().level,
    }
}

impl Closer {
    /// Makes the page of one technique.
    pub(super) fn page(&self, helping: &Helping, words: &'static Language) -> Page {
        let said = &words.helped;
        let known = &helping.known;
        let mut blocks = Vec::new();
        for axis in Axis::ALL {
            let estimate = known.estimate(*axis, helping.state, &self.technique);
            if estimate.n + estimate.unrated == 0 {
                continue;
            }
            blocks.push(Block::Heading(sentence((words.names.axis)(*axis))));
            blocks.push(Block::Facts(facts(&estimate, words)));
            let slopes: Vec<(u8, u8)> = self.uses.iter().filter_map(|one| one.on(*axis).both()).collect();
            blocks.extend([Block::Gap, Block::Plot(Plot::Slopes(slopes)), Block::Gap]);
        }
        let by_state = self.technique.cells.iter().filter(|(_, cell)| cell.uses > 0).map(|(state, cell)| {
            let name = state.map_or(said.stateless, words.names.state);
            let verdict = state.map(|state| {
                let axis = if crate::helped::now::weights(state).is_some_and(|(d, c)| c > d) {
                    Axis::Connection
                } else {
                    Axis::Distress
                };
                known.estimate(axis, Some(state), &self.technique).verdict
            });
            let verdict =
                verdict.map_or_else(String::new, |verdict| format!("; {}", (words.names.verdict_within)(verdict)));
            (sentence(name), format!("{}{verdict}", (said.uses)(cell.uses)))
        });
        blocks.push(Block::Heading(said.by_state.to_owned()));
        blocks.push(Block::Facts(by_state.collect()));
        if let Some(curve) = &self.curve {
            blocks.extend([Block::Gap, Block::Heading(said.remembering.to_owned())]);
            blocks.push(Block::Plot(Plot::Curve(curve.clone())));
        }
        blocks.extend([Block::Gap, Block::Aside((said.noise)(one_use_noise()))]);
        blocks.extend([Block::Gap, Block::Text(words.helped.own_record.to_owned())]);
        blocks.extend([Block::Gap, Block::Aside(words.helped.one_cannot_show.to_owned())]);
        Page {
            title: self.technique.title.to_string(),
            place: helping.state.map_or_else(String::new, said.when),
            blocks,
            keys: keys::help_line(Place::Closer, words),
            words,
        }
    }
}

/// Everything that has to stand beside an estimate.
fn facts(known: &Estimate, words: &Language) -> Vec<(String, String)> {
    let (said, signed) = (&words.helped, words.helped.signed);
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let (low, high) = known.benefit.ninety();
    let mut facts = vec![
        fact(said.in_short, (words.names.verdict)(known.verdict).to_owned()),
        fact(said.label_uses, (said.rated)(known.uses, known.both)),
    ];
    if let Some(raw) = known.raw_mean {
        facts.push(fact(said.as_it_looks, (said.points)(&signed(raw))));
    }
    facts.push(fact(said.beyond, (said.range)(&signed(known.benefit.mean), &signed(low), &signed(high))));
    if known.verdict == Verdict::TooEarly {
        let why = if known.n < FEWEST { (said.early_uses)(known.n, FEWEST) } else { (said.early_wide)(WIDEST) };
        facts.push(fact(said.early_because, why));
    }
    if known.no_room > 0 {
        facts.push(fact(said.left_out, (said.no_room)(known.no_room)));
    }
    if known.carried > 0 {
        facts.push(fact(said.left_out_too, (said.carried)(known.carried)));
    }
    if known.unrated > 0 {
        facts.push(fact(said.unrated, (said.unrated_uses)(known.unrated, known.depends_on_unrated)));
    }
    facts
}

/// Tells whether an action of the key table is taken here; the arrows walk.
pub(super) const fn claims(action: Action) -> bool {
    matches!(action, Action::Go | Action::Leave | Action::HelpLines | Action::Keys | Action::ComeAgain | Action::Hide)
}
