//! Lives: what a person may do with the program, in any order, as chance has it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use uuid::Uuid;

use crate::clock::Chance;
use crate::deck::edit::{Change as Reworded, Edit, GateChange, Slot};
use crate::deck::ids::CardId;
use crate::deck::kinds::{Family, Gate, State};
use crate::deck::model::{Deck, Path};
use crate::deck::sample;
use crate::deck::version::Version;
use crate::helped::levels::Axis;
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::amend::{Amended, Field};
use crate::record::event::{
    Body, Change, CheckedIn, Event, EventId, FairTest, Helped, Kind, ParametersAdopted, Person, Planned, Practised,
    Rated, SessionBegun, SessionId,
};
use crate::store::{Scope, Store, StoreError};

/// Decks whose ids begin alike: ranges over the cards of one must not touch those of another.
pub const DECKS: [&str; 4] = ["a", "a-b", "a.b", "a0"];

/// The cards that each of them may hold.
pub const SLUGS: [&str; 4] = ["k", "k.l", "m", "0"];

/// The first day of every life.
pub const FIRST: Day = Day(20_600);

/// One thing that happens in a life.
#[derive(Debug, Clone)]
pub enum Step {
    /// Time goes on; back when below 0.
    Wait { minutes: i64 },
    /// Something is written down.
    Write(Body),
    /// A card is practised, some minutes ago.
    Practise { practised: Practised, late: i64 },
    /// An earlier practice is rated.
    Rate { which: Index, rated: Rated },
    /// An earlier practice is written anew in part; on another day when `moved` is not 0.
    Amend { which: Index, amended: Amended, moved: i64 },
    /// An earlier entry is erased.
    Erase(Index),
    /// All that was recorded of a card is erased.
    EraseCard(CardId),
    /// The last things are taken back.
    Undo(usize),
    /// Any earlier event is taken back.
    UndoEvent(Index),
    /// Every view is made again.
    Rebuild,
}

/// A life that is going on.
pub struct Life {
    pub store: Store,
    pub now: Moment,
    /// Every event that was written.
    pub events: Vec<Event>,
}

impl Life {
    pub fn new(seed: u64) -> Self {
        Self::with(Store::in_memory(Chance::seeded(seed)).unwrap())
    }

    pub fn with(store: Store) -> Self {
        Self { store, now: noon(FIRST), events: Vec::new() }
    }

    /// Begins a life in which every deck is there and holds every card.
    pub fn with_decks(seed: u64) -> Self {
        let mut life = Self::new(seed);
        for id in DECKS {
            life.write(Body::DeckAdded { deck: Box::new(deck(id)), shipped: false, source: None });
        }
        life
    }

    /// Writes something that has to be taken.
    pub fn write(&mut self, body: Body) -> EventId {
        let events = self.store.append(self.now, vec![body]).unwrap();
        let id = events[0].id;
        self.events.extend(events);
        id
    }

    fn try_write(&mut self, body: Body) {
        match self.store.append(self.now, vec![body]) {
            Ok(events) => self.events.extend(events),
            Err(StoreError::NoCard(_) | StoreError::NoPractice) => {}
            Err(other) => panic!("{other}"),
        }
    }

    pub fn step(&mut self, step: Step) {
        match step {
            Step::Wait { minutes } => self.now.utc_ms += minutes * 60_000,
            Step::Write(body) => self.try_write(body),
            Step::Practise { mut practised, late } => {
                practised.at = Moment { utc_ms: self.now.utc_ms - late * 60_000, ..self.now };
                practised.day = practised.at.day(4);
                self.try_write(Body::Practised(practised));
            }
            Step::Rate { which, mut rated } => {
                if let Some((practice, _)) = self.practice(which) {
                    rated.practice = practice;
                    self.try_write(Body::Rated(rated));
                }
            }
            Step::Amend { which, mut amended, moved } => {
                if let Some((practice, at)) = self.practice(which) {
                    amended.practice = practice;
                    if moved != 0 {
                        let at = Moment { utc_ms: at.utc_ms + moved * 60_000, ..at };
                        (amended.at, amended.day) = (Some(at), Some(at.day(4)));
                    }
                    self.try_write(Body::Amended(Box::new(amended)));
                }
            }
            Step::Erase(which) => {
                if let Some((practice, _)) = self.practice(which) {
                    self.erase(&Scope::Entry(practice));
                }
            }
            Step::EraseCard(card) => self.erase(&Scope::Card(card)),
            Step::Undo(steps) => {
                self.store.undo(self.now, steps).unwrap();
                self.read_events();
            }
            Step::UndoEvent(which) => {
                if !self.events.is_empty() {
                    let event = which.get(&self.events).id;
                    self.store.undo_event(self.now, event).unwrap();
                    self.read_events();
                }
            }
            Step::Rebuild => self.store.rebuild().unwrap(),
        }
    }

    /// One of the practices that were ever written down, and when it was.
    fn practice(&self, which: Index) -> Option<(EventId, Moment)> {
        let practices: Vec<_> = self
            .events
            .iter()
            .filter_map(|event| match &event.body {
                Body::Practised(practised) => Some((event.id, practised.at)),
                _ => None,
            })
            .collect();
        (!practices.is_empty()).then(|| *which.get(&practices))
    }

    fn erase(&mut self, scope: &Scope) {
        let reach = self.store.reach(scope, 4).unwrap();
        if !reach.is_empty() {
            self.store.erase(self.now, &reach.all()).unwrap();
        }
        self.read_events();
    }

    pub fn run(&mut self, steps: impl IntoIterator<Item = Step>) {
        for step in steps {
            self.step(step);
        }
    }

    pub fn read_events(&mut self) {
        self.events.clear();
        self.store.for_each_event(|event| self.events.push(event)).unwrap();
    }

    /// Fails when any view differs from a rebuild.
    pub fn holds_law_one(&self) -> Result<(), TestCaseError> {
        let differing: Vec<_> =
            self.store.compare_with_rebuild().unwrap().into_iter().filter(|(_, rows)| *rows > 0).collect();
        prop_assert!(differing.is_empty(), "rebuilt is not stored: {differing:?}");
        Ok(())
    }
}

/// How many lives a law is tried on: so many, or as many as the environment asks for.
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if asked.cases == 256 { usual } else { asked.cases };
    ProptestConfig { cases, max_shrink_iters: 2_000, ..asked }
}

/// Noon of a day, an hour ahead of UTC.
pub fn noon(day: Day) -> Moment {
    Moment { utc_ms: i64::from(day.0) * 86_400_000 + 11 * 3_600_000, offset_minutes: 60 }
}

/// A deck with this id that holds every card.
pub fn deck(id: &str) -> Deck {
    Deck { id: id.parse().unwrap(), cards: SLUGS.map(sample::card).to_vec(), paths: Vec::new(), ..sample::deck() }
}

/// A plain practice of a card, at a moment.
pub fn practised(card: &str, kind: Kind, recall: Option<Recall>, at: Moment) -> Practised {
    Practised {
        card: card.parse().unwrap(),
        kind,
        at,
        day: at.day(4),
        recall,
        due: None,
        state: None,
        distress: Change::default(),
        connection: Change::default(),
        helped: None,
        seconds: None,
        note: None,
        session: None,
        done: false,
    }
}

pub fn card_ids() -> impl Strategy<Value = CardId> {
    (select(&DECKS[..]), select(&SLUGS[..])).prop_map(|(deck, slug)| format!("{deck}/{slug}").parse().unwrap())
}

/// Any deck of those, with some of the cards, changed in what a view shows of them, and paths across decks.
fn decks() -> impl Strategy<Value = Deck> {
    let slugs = subsequence(SLUGS.to_vec(), 0..=SLUGS.len()).prop_shuffle();
    let cards = slugs.prop_flat_map(|slugs| {
        slugs
            .into_iter()
            .map(|slug| {
                let families = select(vec!["grounding", "breathwork", "odd"]);
                let gates = subsequence(vec![Gate::Breath, Gate::Hold], 0..=2);
                (families, gates, prop::bool::weighted(0.2), 0..3_u8).prop_map(move |(family, gates, pinned, title)| {
                    let mut card = sample::card(slug);
                    card.family = Family::parse(family).unwrap();
                    card.gates = gates;
                    card.pinned = pinned;
                    card.title = format!("Title {title}").as_str().into();
                    card
                })
            })
            .collect::<Vec<_>>()
    });
    let references = prop_oneof![
        select(&SLUGS[..]).prop_map(str::to_owned),
        (select(&DECKS[..]), select(&SLUGS[..])).prop_map(|(deck, slug)| format!("{deck}/{slug}")),
    ];
    let paths =
        (subsequence(vec!["all", "start", "more"], 0..=2), vec(vec(references, 1..5), 2)).prop_map(|(ids, cards)| {
            ids.into_iter()
                .zip(cards)
                .map(|(id, cards)| Path { id: id.parse().unwrap(), title: id.into(), cards })
                .collect::<Vec<_>>()
        });
    (select(&DECKS[..]), cards, paths, 0..4_u32).prop_map(|(id, cards, paths, minor)| Deck {
        version: Version { major: 1, minor, patch: 0 },
        cards,
        paths,
        ..deck(id)
    })
}

fn levels() -> impl Strategy<Value = Option<u8>> {
    option::of(0..=10_u8)
}

/// Any edit of a card, made of what stands there now or not.
fn edits() -> impl Strategy<Value = Edit> {
    let slots = select(vec![Slot::Title, Slot::Cue(0), Slot::Cue(3), Slot::Step(0), Slot::Why, Slot::Caution]);
    let change =
        (option::of(sample::texts()), option::of(sample::texts())).prop_map(|(was, now)| Reworded { was, now });
    let gates = || subsequence(Gate::ALL.to_vec(), 0..3);
    let gates = (gates(), option::of(gates())).prop_map(|(was, now)| GateChange { was, now });
    (prop::bool::weighted(0.2), prop::collection::btree_map(slots, change, 0..3), option::of(gates))
        .prop_map(|(afresh, words, gates)| Edit { afresh, words, gates })
}

fn changes() -> impl Strategy<Value = Change> {
    (levels(), levels()).prop_map(|(before, after)| Change { before, after })
}

fn sessions() -> impl Strategy<Value = SessionId> {
    (0..3_u128).prop_map(|n| SessionId(Uuid::from_u128(n)))
}

pub fn practices() -> impl Strategy<Value = Practised> {
    let head =
        (card_ids(), select(Kind::ALL), option::weighted(0.7, select(Recall::ALL)), option::of(select(State::ALL)));
    let rated = (changes(), changes(), option::of(select(Helped::ALL)), any::<bool>());
    let tail = (rated, option::of(0..600_u32), option::of(sessions()));
    (head, tail).prop_map(|((card, kind, recall, state), ((distress, connection, helped, done), seconds, session))| {
        Practised {
            card,
            state,
            distress,
            connection,
            helped,
            seconds,
            session,
            done,
            ..practised("a/k", kind, recall, noon(FIRST))
        }
    })
}

fn settings() -> impl Strategy<Value = Body> {
    let pairs = vec![
        ("retention", "0.70"),
        ("retention", "0.97"),
        ("longest", "7"),
        ("longest", "365"),
        ("longest-favourite", "10"),
        ("rest-days", "sat,sun"),
        ("rest-days", "mon,tue,wed,thu,fri,sat"),
        ("holidays", "2026-06-01..2026-06-09, 2026-07-01"),
        ("path-retention", "a/start=0.95, b/all=0.7"),
        ("path", "a/start"),
        ("day-begins", "0"),
        ("a:key/of another:version", "with: colons"),
    ];
    (select(pairs), prop::bool::weighted(0.8))
        .prop_map(|((key, value), set)| Body::SettingChanged { key: key.into(), value: set.then(|| value.into()) })
}

/// Anything that is written down and that `undo` takes back as one step, but for practices.
pub fn choices() -> impl Strategy<Value = Body> {
    let days = (0..200_i64).prop_map(|days| FIRST.plus(days));
    let people = vec((select(vec!["Ann", "Ben: b/c"]), select(vec!["at home", "1"])), 0..3).prop_map(|people| {
        let person = |(name, reach): (&str, &str)| Person { name: name.into(), reach: reach.into() };
        Body::PeopleChanged { people: people.into_iter().map(person).collect() }
    });
    prop_oneof![
        6 => decks().prop_map(|deck| Body::DeckAdded { deck: Box::new(deck), shipped: false, source: None }),
        3 => select(&DECKS[..]).prop_map(|id| Body::DeckRemoved { deck: id.parse().unwrap() }),
        2 => (card_ids(), option::of(days)).prop_map(|(card, until)| Body::CardRested { card, until }),
        1 => card_ids().prop_map(|card| Body::CardResumed { card }),
        2 => (card_ids(), any::<bool>()).prop_map(|(card, on)| Body::CardFavoured { card, on }),
        3 => (card_ids(), edits()).prop_map(|(card, edit)| Body::CardEdited { card, edit }),
        1 => select(Gate::ALL).prop_map(|gate| Body::GateAllowed { gate }),
        1 => select(Gate::ALL).prop_map(|gate| Body::GateWithdrawn { gate }),
        3 => settings(),
        1 => people,
        1 => (sessions(), card_ids()).prop_map(|(session, card)| Body::Skipped { session, card }),
        1 => (option::of(select(State::ALL)), levels(), levels())
            .prop_map(|(state, distress, connection)| Body::CheckedIn(CheckedIn { state, distress, connection })),
        1 => (changes(), changes()).prop_map(|(distress, connection)| Body::Waited { distress, connection }),
        1 => (card_ids(), select(State::ALL)).prop_map(|(card, state)| Body::RestLifted { card, state }),
        1 => (card_ids(), card_ids(), any::<u64>()).prop_map(|(first, second, seed)| Body::FairTest {
            test: (first != second).then_some(FairTest { first, second, axis: Axis::Distress, seed }),
        }),
    ]
}

/// Parameters are adopted, some of them odd, or the defaults again; or somebody looked and left them.
fn parameters() -> impl Strategy<Value = Body> {
    let odd = vec![
        None,
        Some(fsrs::DEFAULT_PARAMETERS.map(|weight| weight * 0.7).to_vec()),
        Some(fsrs::DEFAULT_PARAMETERS.map(|weight| weight * 1.4).to_vec()),
        Some(vec![1.0; 3]),
    ];
    (select(odd), 0..3_u32).prop_map(|(parameters, answers)| match answers {
        0 => Body::ParametersKept { answers },
        _ => Body::ParametersAdopted(ParametersAdopted {
            parameters,
            answers,
            weight: 0.5,
            log_loss_default: 0.4,
            log_loss: 0.3,
        }),
    })
}

fn begun() -> impl Strategy<Value = Body> {
    (sessions(), vec((card_ids(), select(vec![Kind::Learn, Kind::Review])), 0..5)).prop_map(|(session, items)| {
        let items = items.into_iter().map(|(card, kind)| Planned { card, kind, seconds: 60 }).collect();
        Body::SessionBegun(SessionBegun { session, day: FIRST, budget_seconds: 300, items })
    })
}

/// How long ago a practice was that is logged now, in minutes: mostly it is just done.
pub fn delays() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(0_i64), 1 => 1..300_i64, 1 => 1_440..60_000_i64]
}

/// Time goes on by minutes or days; now and then the clock goes back.
pub fn waits() -> impl Strategy<Value = Step> {
    prop_oneof![2 => 1..60_i64, 6 => 600..30_000_i64, 1 => -20_000..0_i64].prop_map(|minutes| Step::Wait { minutes })
}

fn fields<T: Clone + std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Field<T>> {
    prop_oneof![4 => Just(Field::Keep), 1 => Just(Field::Clear), 4 => values.prop_map(Field::Set)]
}

/// Something of a practice written anew.
fn amendments() -> impl Strategy<Value = Step> {
    let levels = (fields(0..=10_u8), fields(0..=10_u8), fields(0..=10_u8), fields(0..=10_u8));
    let words = (fields(select(Recall::ALL)), fields(select(State::ALL)), fields(select(Helped::ALL)));
    let more = (fields(0..600_u32), fields(select(vec!["one", "another"])));
    let moved = prop_oneof![2 => Just(0_i64), 1 => -300..300_i64, 1 => -60_000..60_000_i64];
    (any::<Index>(), levels, words, more, moved).prop_map(|(which, levels, (recall, state, helped), more, moved)| {
        let note = match more.1 {
            Field::Keep => Field::Keep,
            Field::Clear => Field::Clear,
            Field::Set(text) => Field::Set(text.into()),
        };
        let amended = Amended {
            recall,
            state,
            helped,
            distress_before: levels.0,
            distress_after: levels.1,
            connection_before: levels.2,
            connection_after: levels.3,
            seconds: more.0,
            note,
            ..Amended::of(EventId(Uuid::nil()))
        };
        Step::Amend { which, amended, moved }
    })
}

/// Something that `undo` takes back as one step.
pub fn undoable() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => amendments(),
        5 => (practices(), delays()).prop_map(|(practised, late)| Step::Practise { practised, late }),
        3 => choices().prop_map(Step::Write),
        2 => waits(),
    ]
}

/// Anything at all.
pub fn steps() -> impl Strategy<Value = Step> {
    let rated = (levels(), levels(), option::of(select(Helped::ALL))).prop_map(|(distress, connection, helped)| {
        Rated { practice: EventId(Uuid::nil()), distress, connection, helped }
    });
    let shipped = decks().prop_map(|deck| Body::DeckAdded { deck: Box::new(deck), shipped: true, source: None });
    prop_oneof![
        12 => undoable(),
        2 => (any::<Index>(), rated).prop_map(|(which, rated)| Step::Rate { which, rated }),
        1 => begun().prop_map(Step::Write),
        2 => parameters().prop_map(Step::Write),
        1 => shipped.prop_map(Step::Write),
        1 => (1..4_usize).prop_map(Step::Undo),
        2 => any::<Index>().prop_map(Step::UndoEvent),
        1 => Just(Step::Rebuild),
        1 => any::<Index>().prop_map(Step::Erase),
        1 => card_ids().prop_map(Step::EraseCard),
    ]
}
