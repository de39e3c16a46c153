//! One entry of the record: something that the person did, never changed afterwards.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::deck::edit::Edit;
use crate::deck::ids::{CardId, DeckId};
use crate::deck::kinds::{Gate, State, words};
use crate::deck::model::Deck;
use crate::deck::text::SafeText;
use crate::helped::levels::Axis;
pub use crate::helped::levels::{Change, Helped};
use crate::memory::days::{Day, Moment};
use crate::memory::recall::Recall;
use crate::record::amend::Amended;

/// Id of an event: a version 7 UUID, unique everywhere and made where the event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

/// Id of a session: the id of the event that began it would come too late, so it has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub Uuid);

/// Id of the device on which an event was made; random, made with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub Uuid);

/// Place of an event in the one order that is the same on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Order {
    /// Logical clock: one more than the highest that was known when the event was made.
    pub clock: u64,
    /// The device that made it.
    pub device: DeviceId,
    /// How many events that device had made before.
    pub number: u64,
}

/// An event with its place in the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique id.
    pub id: EventId,
    /// Place in the order.
    #[serde(flatten)]
    pub order: Order,
    /// When it was written down.
    #[serde(flatten)]
    pub at: Moment,
    /// What happened.
    pub body: Body,
}

words!(
    /// What a practice was.
    Kind {
        /// A new card, shown whole and tried.
        Learn = "learn",
        /// A card answered from its cue.
        Review = "review",
        /// Picked for the moment.
        Now = "now",
        /// Used out in life and logged afterwards.
        Life = "life",
    }
);

/// One logged use of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Practised {
    /// Which card.
    pub card: CardId,
    /// What kind of use.
    pub kind: Kind,
    /// When it was done. Usually the time of the event; earlier when it was logged afterwards.
    pub at: Moment,
    /// The practice day it counts for.
    pub day: Day,
    /// How well it came to mind; `None` leaves the memory as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall: Option<Recall>,
    /// The day the card comes round again, decided when it was answered; given exactly when `recall` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// How the person was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Distress, 0 none to 10 the most imaginable.
    #[serde(default, skip_serializing_if = "Change::is_empty")]
    pub distress: Change,
    /// Connection, 0 nothing gets through to 10 fully here.
    #[serde(default, skip_serializing_if = "Change::is_empty")]
    pub connection: Change,
    /// What the person says it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped: Option<Helped>,
    /// How long it took, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<SafeText>,
    /// The session it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// Whether its steps were done to the end; a cue that was only answered is no use of the technique.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
}

/// Ratings given after a practice was already safe. Only what is given replaces what was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The event of the practice.
    pub practice: EventId,
    /// Distress after, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distress: Option<u8>,
    /// Connection after, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<u8>,
    /// What the person says it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped: Option<Helped>,
}

/// A session that was begun: enough to go on with it after a kill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionBegun {
    /// Its id, carried by what is practised in it.
    pub session: SessionId,
    /// Its practice day.
    pub day: Day,
    /// The minutes it was planned for, in seconds.
    pub budget_seconds: u32,
    /// The cards in the order planned.
    pub items: Vec<Planned>,
}

/// A card in a session's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Which card.
    pub card: CardId,
    /// [`Kind::Learn`] for a new one, [`Kind::Review`] otherwise.
    pub kind: Kind,
    /// How long it is expected to take, in seconds.
    pub seconds: u32,
}

/// How the person says they are, at the beginning of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CheckedIn {
    /// How they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Distress, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distress: Option<u8>,
    /// Connection, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<u8>,
}

/// Parameters of the memory model that were adopted, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParametersAdopted {
    /// All 21 as they are used; `None` for the defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Vec<f32>>,
    /// How many answers the record held then.
    pub answers: u32,
    /// The share of one's own training in them, 0 to 1.
    pub weight: f64,
    /// Log loss of the defaults on answers that nothing was trained on.
    pub log_loss_default: f64,
    /// Log loss of what was adopted, on the same answers.
    pub log_loss: f64,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// A card was practised.
    Practised(Practised),
    /// A practice was rated afterwards.
    Rated(Rated),
    /// A card was passed over in a session; feeds neither schedule nor statistics.
    Skipped {
        /// The session.
        session: SessionId,
        /// The card.
        card: CardId,
    },
    /// A session was begun.
    SessionBegun(SessionBegun),
    /// The person said how they are.
    CheckedIn(CheckedIn),
    /// An earlier event was taken back.
    Undone {
        /// Which one.
        event: EventId,
    },
    /// A deck was added, or a newer version of it.
    DeckAdded {
        /// The deck as it was checked.
        deck: Box<Deck>,
        /// Whether it ships with the program.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        shipped: bool,
        /// Digest of the file that it was read from, see [`crate::deck::formats::digest`]; the same file need not be
        /// read again. None where there was no file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<SafeText>,
    },
    /// A deck was removed; what was practised stays.
    DeckRemoved {
        /// Which one.
        deck: DeckId,
    },
    /// A card rests: it does not come up until it is resumed or the day comes.
    CardRested {
        /// Which one.
        card: CardId,
        /// First day on which it may come up again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// A resting card may come up again.
    CardResumed {
        /// Which one.
        card: CardId,
    },
    /// The person put a card into their own words, or went back to the author's.
    CardEdited {
        /// Which one.
        card: CardId,
        /// What they changed.
        edit: Edit,
    },
    /// A card was made a favourite, or is one no longer.
    CardFavoured {
        /// Which one.
        card: CardId,
        /// Whether it is one now.
        on: bool,
    },
    /// Consent for a gate was given.
    GateAllowed {
        /// Which one.
        gate: Gate,
    },
    /// Consent for a gate was declined or withdrawn.
    GateWithdrawn {
        /// Which one.
        gate: Gate,
    },
    /// A setting was changed, or put back to its default.
    SettingChanged {
        /// A key of the settings table.
        key: String,
        /// The new value; `None` for the default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<SafeText>,
    },
    /// Two ratings with a wait and no practice between them: how far levels drift by themselves.
    Waited {
        /// Distress before and after.
        #[serde(default, skip_serializing_if = "Change::is_empty")]
        distress: Change,
        /// Connection before and after.
        #[serde(default, skip_serializing_if = "Change::is_empty")]
        connection: Change,
    },
    /// A card that the record lets rest in a state may come again there.
    RestLifted {
        /// Which one.
        card: CardId,
        /// In which state.
        state: State,
    },
    /// Something was said that is not said again for a while.
    Told {
        /// What.
        what: Told,
    },
    /// Parameters of one's own were adopted, or the defaults again.
    ParametersAdopted(ParametersAdopted),
    /// Somebody looked whether the answers speak for other parameters; they do not.
    ParametersKept {
        /// How many answers the record held then.
        answers: u32,
    },
    /// The person's own people and services to reach were written anew.
    PeopleChanged {
        /// All of them, in the person's order.
        people: Vec<Person>,
    },
    /// The person's own plan for hard times was written anew.
    PlanWritten {
        /// All of it, in the person's order.
        parts: Vec<Part>,
    },
    /// A fair test of two techniques was begun, or ended.
    FairTest {
        /// Which one; `None` ends the one that goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        test: Option<FairTest>,
    },
    /// A past practice was written anew in part.
    Amended(Box<Amended>),
    /// Entries were erased. Nothing but their ids stays, so that no import brings them back.
    Erased {
        /// Which ones.
        entries: Vec<EventId>,
    },
}

/// A fair test of two techniques that the person asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairTest {
    /// One technique.
    pub first: CardId,
    /// The other.
    pub second: CardId,
    /// What is looked at.
    pub axis: Axis,
    /// Gives the order of each pair.
    pub seed: u64,
}

words!(
    /// Something that is not said again for a while.
    Told {
        /// Check-ins have been heavier than usual.
        Drift = "drift",
        /// *With effort* seems to stand for *not this time*.
        Grades = "grades",
        /// How the last weeks compare with what was foreseen.
        Weeks = "weeks",
    }
);

/// Somebody to reach, as the person entered them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// A name.
    pub name: SafeText,
    /// How to reach them.
    pub reach: SafeText,
}

/// A part of the person's own plan for hard times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its heading: the person's own, or one that was offered.
    pub heading: SafeText,
    /// What they wrote; may hold line breaks.
    pub text: SafeText,
}

impl Practised {
    /// Tells whether the technique was used, and not only remembered: its steps were done, it was picked for the moment
    /// or used in life, or something was said of what it did.
    pub const fn used(&self) -> bool {
        self.done
            || matches!(self.kind, Kind::Now | Kind::Life)
            || self.distress.after.is_some()
            || self.connection.after.is_some()
            || self.helped.is_some()
    }
}

impl Body {
    /// The word of every kind that this program knows, as [`Body::kind`] gives it.
    pub const KINDS: &[&str] = &[
        "practised",
        "rated",
        "skipped",
        "session_begun",
        "checked_in",
        "undone",
        "deck_added",
        "deck_removed",
        "card_rested",
        "card_resumed",
        "card_favoured",
        "card_edited",
        "gate_allowed",
        "gate_withdrawn",
        "setting_changed",
        "people_changed",
        "plan_written",
        "waited",
        "rest_lifted",
        "told",
        "fair_test",
        "parameters_adopted",
        "parameters_kept",
        "amended",
        "erased",
    ];

    /// Tells whether every level in it is 0 to 10.
    pub fn levels_fit(&self) -> bool {
        let levels = match self {
            Self::Practised(Practised { distress, connection, .. }) | Self::Waited { distress, connection } => {
                [distress.before, distress.after, connection.before, connection.after]
            }
            Self::Rated(Rated { distress, connection, .. })
            | Self::CheckedIn(CheckedIn { distress, connection, .. }) => [*distress, *connection, None, None],
            Self::Amended(amended) => amended.levels(),
            _ => [None; 4],
        };
        levels.into_iter().flatten().all(|level| level <= 10)
    }

    /// Returns the word that stands for the kind of event in the record.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Practised(_) => "practised",
            Self::Rated(_) => "rated",
            Self::Skipped { .. } => "skipped",
            Self::SessionBegun(_) => "session_begun",
            Self::CheckedIn(_) => "checked_in",
            Self::Undone { .. } => "undone",
            Self::DeckAdded { .. } => "deck_added",
            Self::DeckRemoved { .. } => "deck_removed",
            Self::CardRested { .. } => "card_rested",
            Self::CardResumed { .. } => "card_resumed",
            Self::CardEdited { .. } => "card_edited",
            Self::CardFavoured { .. } => "card_favoured",
            Self::GateAllowed { .. } => "gate_allowed",
            Self::GateWithdrawn { .. } => "gate_withdrawn",
            Self::SettingChanged { .. } => "setting_changed",
            Self::ParametersAdopted(_) => "parameters_adopted",
            Self::ParametersKept { .. } => "parameters_kept",
            Self::PeopleChanged { .. } => "people_changed",
            Self::PlanWritten { .. } => "plan_written",
            Self::Waited { .. } => "waited",
            Self::RestLifted { .. } => "rest_lifted",
            Self::Told { .. } => "told",
            Self::FairTest { .. } => "fair_test",
            Self::Amended(_) => "amended",
            Self::Erased { .. } => "erased",
        }
    }
}
