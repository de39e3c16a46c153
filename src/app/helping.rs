//! The screens of what helped: intervals by technique, by state and in words, days and levels, one technique in full.

use super::keys::{Action, Key};
use super::page::{Block, Page};
use super::plot::{Curve, Interval, Levels, Plot, Week, signed};
use super::{Place, dates, keys, words};
use crate::deck::kinds::State;
use crate::helped::constants::{FAIR_PAIRS, FEWEST, WIDEST};
use crate::helped::known::{Estimate, OWN_RECORD};
use crate::helped::levels::{Axis, one_use_noise};
use crate::helped::uses::{Cell, Use};
use crate::helped::verdict::Verdict;
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
    pub fn every_page(&self) -> Vec<Page> {
        (0..TABS.len()).map(|tab| Self { tab, at: usize::MAX, ..self.clone() }.page()).collect()
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

    /// Takes a key that moves.
    pub(super) fn pressed(&mut self, key: &Key) {
        let rows = self.rows().len();
        match key {
            Key::Right | Key::Tab => (self.tab, self.at) = ((self.tab + 1) % TABS.len(), 0),
            Key::Left => (self.tab, self.at) = ((self.tab + TABS.len() - 1) % TABS.len(), 0),
            Key::Down => self.at = (self.at + 1).min(rows.saturating_sub(1)),
            Key::Up => self.at = self.at.min(rows.saturating_sub(1)).saturating_sub(1),
            Key::Char('s' | 'S') => {
                let next = self.state.map_or(0, |state| state as usize + 1);
                (self.state, self.at) = (State::ALL.get(next).copied(), 0);
            }
            _ => {}
        }
    }

    /// Makes the page in hand.
    pub(super) fn page(&self) -> Page {
        let (title, blocks) = match self.tab() {
            Tab::Axis(axis) => (format!("What helped: {axis}"), self.axis_page(axis)),
            Tab::Words => ("What helped: in your words".to_owned(), self.words_page()),
            Tab::Days => ("Days and levels".to_owned(), self.days_page()),
            Tab::Resting => ("Cards at rest".to_owned(), self.resting_page()),
            Tab::Testing => ("A fair test".to_owned(), testing_page(self.known.testing.as_ref())),
        };
        let mut keys = keys::help_line(Place::Helped);
        let rows = !self.rows().is_empty();
        let lifts = self.first_rest().is_some();
        keys.retain(|binding| match binding.label {
            "look closer" | "walk the list" => rows,
            "come again" => lifts,
            "state" => matches!(self.tab(), Tab::Axis(_) | Tab::Words),
            _ => true,
        });
        let place = match (self.tab(), self.state) {
            (Tab::Axis(_) | Tab::Words, Some(state)) => format!("when {state}"),
            _ => format!("page {} of {}", self.tab + 1, TABS.len()),
        };
        Page { title, place, blocks, keys }
    }

    fn axis_page(&self, axis: Axis) -> Vec<Block> {
        let table = self.known.table(axis, self.state);
        let usual = self.known.pools(axis).usual();
        let mut blocks = Vec::new();
        if table.is_empty() {
            let what = if self.state.is_some() { words::NO_RATED_HERE } else { words::NO_RATED };
            return vec![Block::Lead(what.to_owned()), Block::Gap, Block::Text(words::HOW_TO_RATE.to_owned())];
        }
        if table.iter().all(|(_, known)| known.verdict == Verdict::TooEarly) {
            blocks.extend([Block::Lead(words::TOO_EARLY.to_owned()), Block::Gap]);
        }
        let at = if self.at == usize::MAX { None } else { Some(self.at.min(table.len() - 1)) };
        let rows = table.iter().enumerate().map(|(index, (technique, known))| Interval {
            label: technique.title.to_string(),
            verdict: known.verdict.to_string(),
            uses: uses(known),
            raw: known.raw_mean,
            mean: known.benefit.mean,
            interval: known.benefit.ninety(),
            chosen: at == Some(index),
        });
        blocks.push(Block::Plot(Plot::Intervals(rows.collect())));
        blocks.extend([Block::Gap, Block::Aside(words::HOW_TO_READ.to_owned()), Block::Gap]);
        let rho = if usual.pairs == 0 {
            format!("how levels drift by themselves is assumed ({:.2})", usual.rho)
        } else {
            format!(
                "how levels drift by themselves comes from {} ({:.2})",
                words::count(usual.pairs as usize, "wait"),
                usual.rho
            )
        };
        blocks.push(Block::Aside(format!(
            "Your usual {axis} is taken as {:.1}, from {}; {rho}.",
            usual.level,
            words::count(usual.ratings as usize, "check-in"),
        )));
        if table.iter().any(|(_, known)| known.depends_on_unrated) {
            blocks.extend([Block::Gap, Block::Text(words::DEPENDS.to_owned())]);
        }
        let left = self.known.techniques_in_all as usize
            - self.known.techniques.len().min(self.known.techniques_in_all as usize);
        if left > 0 {
            blocks.extend([
                Block::Gap,
                Block::Aside(format!(
                    "{} used less often are not shown.",
                    words::sentence(&words::count(left, "technique"))
                )),
            ]);
        }
        blocks.extend([Block::Gap, Block::Text(OWN_RECORD.to_owned())]);
        blocks.extend([Block::Gap, Block::Aside(words::CANNOT_SHOW.to_owned())]);
        blocks
    }

    fn words_page(&self) -> Vec<Block> {
        let rows = self.in_words();
        if rows.is_empty() {
            return vec![
                Block::Lead(words::NO_WORDS.to_owned()),
                Block::Gap,
                Block::Text(words::HOW_TO_RATE.to_owned()),
            ];
        }
        let facts = rows.iter().enumerate().map(|(index, (technique, cell))| {
            let said = cell.words;
            let mut parts = vec![format!("helped {} of {}", said.helped, said.said())];
            if said.worse > 0 {
                parts.push(format!("worse {}", said.worse));
            }
            if said.unsure > 0 {
                parts.push(format!("not sure {}", said.unsure));
            }
            let early = if said.said() < FEWEST { "; too early to say" } else { "" };
            // A plain mark: a number would look like a rank.
            let mark = if index == self.at { "> " } else { "  " };
            (format!("{mark}{}", technique.title), format!("{}{early}", parts.join(", ")))
        });
        vec![
            Block::Facts(facts.collect()),
            Block::Gap,
            Block::Aside(words::WORDS_ORDER.to_owned()),
            Block::Gap,
            Block::Text(OWN_RECORD.to_owned()),
            Block::Gap,
            Block::Aside(words::CANNOT_SHOW.to_owned()),
        ]
    }

    fn days_page(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Plot(Plot::Calendar(weeks(&self.known))), Block::Gap];
        for axis in Axis::ALL {
            blocks.push(Block::Plot(Plot::Levels(levels(&self.known, *axis))));
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Aside(words::DAYS_SAY.to_owned()));
        blocks
    }

    fn resting_page(&self) -> Vec<Block> {
        if self.known.resting.is_empty() {
            return vec![
                Block::Lead(words::NOTHING_RESTS.to_owned()),
                Block::Gap,
                Block::Aside(words::WHY_REST.to_owned()),
            ];
        }
        let facts = self.known.resting.iter().map(|rest| {
            let when =
                rest.state.map_or_else(|| "in a state without a name".to_owned(), |state| format!("when {state}"));
            let until = dates::when(rest.until, self.known.today);
            (
                rest.title.to_string(),
                format!("rests {when}, and may come again {until}: {} rated uses were worse", rest.why),
            )
        });
        vec![Block::Facts(facts.collect()), Block::Gap, Block::Aside(words::WHY_REST.to_owned())]
    }
}

/// What a fair test shows so far, or what it is.
pub fn testing_page(testing: Option<&Testing>) -> Vec<Block> {
    let Some(testing) = testing else {
        return vec![
            Block::Lead(words::NO_TEST.to_owned()),
            Block::Gap,
            Block::Text(words::WHAT_A_TEST_IS.to_owned()),
            Block::Gap,
            Block::Aside(words::HOW_TO_TEST.to_owned()),
        ];
    };
    let (first, second) = (testing.titles.0.to_string(), testing.titles.1.to_string());
    let progress = &testing.progress;
    let fact = |label: String, value: String| (label, value);
    let mut facts = vec![
        fact("Between".to_owned(), format!("{first} and {second}")),
        fact("Looked at".to_owned(), testing.test.axis.to_string()),
        fact("Pairs".to_owned(), format!("{} of {FAIR_PAIRS}", progress.pairs.len())),
    ];
    if let Some(is_first) = progress.next {
        facts.push(fact("Next".to_owned(), if is_first { first.clone() } else { second.clone() }));
    }
    facts.extend(
        (1..)
            .zip(&progress.pairs)
            .map(|(n, (one, other))| fact(format!("Pair {n}"), format!("{} and {}", signed(*one), signed(*other)))),
    );
    let mut blocks = vec![Block::Facts(facts), Block::Gap];
    if let Some(shown) = testing.shown() {
        let (low, high) = shown.difference.ninety();
        blocks.push(Block::Text(shown.words(&first, &second)));
        blocks.push(Block::Aside(format!(
            "The first beside the second: {}, between {} and {}. If the two were alike, chance alone would make a difference as large {:.0} times in 100.",
            signed(shown.difference.mean),
            signed(low),
            signed(high),
            shown.sign_flip * 100.0
        )));
        blocks.push(Block::Gap);
    }
    blocks
        .push(Block::Text(if progress.next.is_some() { words::TEST_GOES_ON } else { words::TEST_IS_OVER }.to_owned()));
    blocks.extend([Block::Gap, Block::Aside(words::TEST_CANNOT_SHOW.to_owned())]);
    blocks
}

/// Returns all uses of a technique in one cell.
fn all(technique: &Technique) -> Cell {
    technique.cells.values().fold(Cell::default(), |all, cell| all.with(*cell))
}

/// Says how often a technique was used, and how many of the uses were rated.
fn uses(known: &Estimate) -> String {
    let n = if known.uses == 1 { "1 use".to_owned() } else { format!("{} uses", known.uses) };
    if known.both == known.uses { format!("{n}, all rated") } else { format!("{n}, {} rated", known.both) }
}

fn weeks(known: &WhatHelped) -> Vec<Week> {
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
            Week {
                month: monday.date().format("%b").to_string(),
                begins: monday.date().format("%-d %B").to_string(),
                days,
            }
        })
        .collect()
}

fn levels(known: &WhatHelped, axis: Axis) -> Levels {
    let first = known.today.plus(-7 * WEEKS);
    let rating = |said: &crate::record::benefit::CheckIn| {
        let day = said.at.day(crate::memory::days::ROLLOVER_HOUR);
        let when = day.date().format("%-d %b").to_string();
        said.on(axis).map(|level| (day.since(first), when, level))
    };
    Levels {
        name: axis.to_string(),
        ends: (first.date().format("%-d %b").to_string(), "today".to_owned()),
        days: known.today.since(first),
        ratings: known.check_ins.iter().filter_map(rating).collect(),
        usual: known.pools(axis).usual().level,
    }
}

impl Closer {
    /// Makes the page of one technique.
    pub(super) fn page(&self, helping: &Helping) -> Page {
        let known = &helping.known;
        let mut blocks = Vec::new();
        for axis in Axis::ALL {
            let estimate = known.estimate(*axis, helping.state, &self.technique);
            if estimate.n + estimate.unrated == 0 {
                continue;
            }
            blocks.push(Block::Heading(words::sentence(axis.as_str())));
            blocks.push(Block::Facts(facts(&estimate)));
            let slopes: Vec<(u8, u8)> = self.uses.iter().filter_map(|one| one.on(*axis).both()).collect();
            blocks.extend([Block::Gap, Block::Plot(Plot::Slopes(slopes)), Block::Gap]);
        }
        let by_state = self.technique.cells.iter().filter(|(_, cell)| cell.uses > 0).map(|(state, cell)| {
            let name = state.map_or("without a state", State::as_str);
            let verdict = state.map(|state| {
                let axis = if crate::helped::now::weights(state).is_some_and(|(d, c)| c > d) {
                    Axis::Connection
                } else {
                    Axis::Distress
                };
                known.estimate(axis, Some(state), &self.technique).verdict
            });
            let verdict = verdict.map_or_else(String::new, |verdict| format!("; {}", verdict.as_str().to_lowercase()));
            (
                words::sentence(name),
                format!("{}{verdict}", if cell.uses == 1 { "1 use".to_owned() } else { format!("{} uses", cell.uses) }),
            )
        });
        blocks.push(Block::Heading("By state".to_owned()));
        blocks.push(Block::Facts(by_state.collect()));
        if let Some(curve) = &self.curve {
            blocks.extend([Block::Gap, Block::Heading("Remembering".to_owned())]);
            blocks.push(Block::Plot(Plot::Curve(curve.clone())));
        }
        blocks.extend([
            Block::Gap,
            Block::Aside(format!("One use by itself may move by about {:.0} points of chance alone.", one_use_noise())),
        ]);
        blocks.extend([Block::Gap, Block::Text(OWN_RECORD.to_owned())]);
        blocks.extend([Block::Gap, Block::Aside(words::ONE_CANNOT_SHOW.to_owned())]);
        Page {
            title: self.technique.title.to_string(),
            place: helping.state.map_or_else(String::new, |state| format!("when {state}")),
            blocks,
            keys: keys::help_line(Place::Closer),
        }
    }
}

/// Everything that has to stand beside an estimate.
fn facts(known: &Estimate) -> Vec<(String, String)> {
    let fact = |label: &str, value: String| (label.to_owned(), value);
    let (low, high) = known.benefit.ninety();
    let mut facts = vec![fact("In short", known.verdict.to_string()), fact("Uses", uses(known))];
    if let Some(raw) = known.raw_mean {
        facts.push(fact("As it looks", format!("{} points", signed(raw))));
    }
    facts.push(fact(
        "Beyond the usual drift",
        format!("{}, between {} and {}", signed(known.benefit.mean), signed(low), signed(high)),
    ));
    if known.verdict == Verdict::TooEarly {
        let why = if known.n < FEWEST {
            format!("{} of at least {} uses that count", known.n, FEWEST)
        } else {
            format!("the range is wider than {WIDEST:.0} points")
        };
        facts.push(fact("Too early because", why));
    }
    if known.no_room > 0 {
        facts.push(fact("Left out", format!("{} with no room to get better", known.no_room)));
    }
    if known.carried > 0 {
        facts.push(fact("Left out too", format!("{} within half an hour after another practice", known.carried)));
    }
    if known.unrated > 0 {
        let depends = if known.depends_on_unrated { "; the answer depends on them" } else { "" };
        facts.push(fact("Not rated after", format!("{}{depends}", known.unrated)));
    }
    facts
}

/// Tells whether an action of the key table is taken here; the arrows walk.
pub(super) const fn claims(action: Action) -> bool {
    matches!(action, Action::Go | Action::Leave | Action::HelpLines | Action::Keys | Action::ComeAgain | Action::Hide)
}
