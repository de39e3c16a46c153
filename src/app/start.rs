//! What the app starts from, read once by the shell.

use std::collections::BTreeMap;

use super::keys::Keymap;
use crate::deck::help_lines::HelpLines;
use crate::deck::ids::CardId;
use crate::deck::kinds::{Gate, State};
use crate::deck::model::Card;
use crate::helped::harm::StepBack;
use crate::language::{EN, Language};
use crate::memory::days::{Day, Moment};
use crate::record::event::{CheckedIn, Part, Person, Told};
use crate::record::settings::Bell;
use crate::session::Session;

/// Everything the app starts from.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Start {
    /// Whether this is the first run.
    pub first_run: bool,
    /// The session, new or left earlier today.
    pub session: Session,
    /// Whether the session is on disk already.
    pub begun: bool,
    /// The words of every card of the session.
    pub cards: BTreeMap<CardId, Shown>,
    /// What the person said earlier today of how they are, and when.
    pub checked_in: Option<(CheckedIn, Moment)>,
    /// Gates that the person decided on.
    pub gates: BTreeMap<Gate, bool>,
    /// The person's own people.
    pub people: Vec<Person>,
    /// Help lines that ship with the program.
    pub help: HelpLines,
    /// The country whose help lines are shown; `None` for all.
    pub region: Option<String>,
    /// The country that the environment names, in two letters: its lines come first.
    pub home: Option<String>,
    /// Days since the last practice; 0 on the first day.
    pub away_days: u32,
    /// Whether a session was finished today already.
    pub done_today: bool,
    /// The next day on which something comes round, if nothing does today.
    pub next_day: Option<Day>,
    /// Hour at which a practice day begins.
    pub day_begins: u32,
    /// When the last entry of the record was written down; `None` when there is none.
    pub last_entry: Option<Moment>,
    /// Whether the record can be looked at only.
    pub view_only: bool,
    /// Whether *did it come to mind* takes four answers rather than two.
    pub four_grades: bool,
    /// Something to say once, on today's page.
    pub hint: Option<Told>,
    /// Whether to say at the end, once a month, how the last weeks compare with what was foreseen.
    pub look_back: bool,
    /// Whether steps run by a timer; plain mode waits for the person instead.
    pub timed: bool,
    /// Why a person comes before any card today.
    pub step_back: Option<StepBack>,
    /// Whether to say that check-ins have been heavier than usual.
    pub heavier: bool,
    /// Cards of the session that rest in a state.
    pub resting: Vec<(CardId, State)>,
    /// Whether a short wait without a practice may be offered.
    pub offer_wait: bool,
    /// The time there is for a practice right now, in seconds.
    pub now_seconds: Option<u32>,
    /// Whether the app was opened for right now alone.
    pub only_now: bool,
    /// Makes choices for right now.
    pub seed: u64,
    /// Whether nothing moves by itself but a count in words.
    pub still: bool,
    /// Whether the environment asks for that.
    pub no_motion: bool,
    /// When the bell rings.
    pub bell: Bell,
    /// Whether there are fewer words, and one thing on a screen.
    pub numb: bool,
    /// The keys as the person has them.
    pub keys: Keymap,
    /// The settings that were changed, by key.
    pub stored: BTreeMap<String, String>,
    /// The person's own plan for hard times.
    pub plan: Vec<Part>,
    /// The language of the screens.
    pub words: &'static Language,
    /// The language of the environment, for when none is set.
    pub around: &'static Language,
}

impl Start {
    /// Makes the calmest start there is: a session and nothing else, line by line, with the usual settings.
    pub fn new(session: Session, help: HelpLines) -> Self {
        Self {
            first_run: false,
            session,
            begun: false,
            cards: BTreeMap::new(),
            checked_in: None,
            gates: BTreeMap::new(),
            people: Vec::new(),
            help,
            region: None,
            home: None,
            away_days: 0,
            done_today: false,
            next_day: None,
            day_begins: crate::memory::days::ROLLOVER_HOUR,
            last_entry: None,
            view_only: false,
            four_grades: false,
            hint: None,
            look_back: false,
            timed: false,
            step_back: None,
            heavier: false,
            resting: Vec::new(),
            offer_wait: false,
            now_seconds: None,
            only_now: false,
            seed: 1,
            still: false,
            no_motion: false,
            bell: Bell::Off,
            numb: false,
            keys: Keymap::default(),
            stored: BTreeMap::new(),
            plan: Vec::new(),
            words: &EN,
            around: &EN,
        }
    }
}

/// A card as the session shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its words.
    pub card: Card,
    /// How many answers there were before; decides which cue comes.
    pub reviews: u32,
    /// How many of them were *not this time*.
    pub lapses: u32,
    /// The card to offer in its place, if it names one, and its title.
    pub instead: Option<(CardId, String)>,
}
