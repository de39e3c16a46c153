//! What a person decides for themselves: settings, consent, and the decks there are to look at.

use super::keys::{Action, Key, Keymap};
use super::line::Line;
use super::over::Over;
use super::page::{Block, Choice, Page, Progress, StepLine};
use super::saving::Then;
use super::{App, Effect, Place, keys};
use crate::deck::kinds::Gate;
use crate::deck::model::Reviewed;
use crate::deck::text::SafeText;
use crate::language::{Language, sentence};
use crate::record::event::Body;
use crate::record::settings::{SETTINGS, Setting, Settings};

/// A deck as it is listed and looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckLine {
    /// Its title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its version.
    pub version: String,
    /// Its licence.
    pub licence: String,
    /// Who reviewed it, and when; `None` where nothing is said of it.
    pub reviewed: Option<Reviewed>,
    /// When it is not for use; `None` where nothing is said of it.
    pub cautions: Option<String>,
    /// Its id.
    pub id: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// How many cards it holds.
    pub cards: u32,
}

/// A list to walk: what it is of, and the place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) of: Of,
    pub(super) at: usize,
}

/// What a list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    Settings,
    Gates,
    Decks(Vec<DeckLine>),
}

impl List {
    pub(super) const fn new(of: Of) -> Self {
        Self { of, at: 0 }
    }

    fn len(&self) -> usize {
        match &self.of {
            // Consent stands first.
            Of::Settings => SETTINGS.len() + 1,
            Of::Gates => Gate::ALL.len(),
            Of::Decks(decks) => decks.len(),
        }
    }
}

/// Moves through a list of `len` lines. Returns whether the key moved, and whether it opens as well.
pub(super) fn walk(at: &mut usize, len: usize, key: &Key) -> (bool, bool) {
    let last = len.saturating_sub(1);
    *at = match key {
        Key::Down => (*at + 1).min(last),
        Key::Up => at.saturating_sub(1),
        Key::Home => 0,
        Key::End => last,
        Key::Row(row) if *row < len => *row,
        _ => return (false, false),
    };
    (true, matches!(key, Key::Row(_)))
}

impl App {
    /// Takes a key that moves in the list on top; tells whether it was one, and opens a line that was clicked.
    pub(super) fn walk_list(&mut self, key: &Key) -> bool {
        let Some(Over::List(list)) = self.over.last_mut() else { return false };
        let len = list.len();
        let (moved, opens) = walk(&mut list.at, len, key);
        if opens {
            self.open_line();
        }
        moved
    }

    /// Opens the line in hand.
    pub(super) fn open_line(&mut self) {
        let Some(Over::List(list)) = self.over.last() else { return };
        let at = list.at;
        match &list.of {
            Of::Settings => match at.checked_sub(1).and_then(|at| SETTINGS.get(at)) {
                None => self.over.push(Over::List(List::new(Of::Gates))),
                // Which paths there are, the record knows.
                Some(setting) if setting.choices.is_empty() && setting.key != "path" => {
                    let line = Line::holding(&self.value(setting));
                    self.over.push(Over::SettingLine { setting, line, wrong: None });
                }
                Some(setting) => self.over.push(Over::Setting(setting)),
            },
            Of::Gates => self.over.extend(Gate::ALL.get(at).map(|gate| Over::GateOf(*gate))),
            Of::Decks(decks) => self.over.extend(decks.get(at).cloned().map(|deck| Over::Deck(Box::new(deck)))),
        }
    }

    fn value(&self, setting: &Setting) -> String {
        self.start.stored.get(setting.key).cloned().unwrap_or_else(|| setting.default.to_owned())
    }

    fn consent_of(&self, gate: Gate) -> &'static str {
        let own = &self.words().own;
        match (self.start.gates.get(&gate), gate.strong()) {
            (Some(true), _) => own.allowed,
            (Some(false), _) => own.withdrawn,
            (None, true) => own.off,
            (None, false) => own.asks,
        }
    }

    /// Keeps a value of a setting; the usual one is kept as none.
    fn set(&mut self, setting: &'static Setting, value: &str) -> Option<Effect> {
        let value = (value != setting.default).then(|| SafeText::new(value));
        self.record(vec![Body::SettingChanged { key: setting.key.to_owned(), value }], Then::Stay)
    }

    /// Acts on a choice of a setting or of consent.
    pub(super) fn choose_own(&mut self, action: Action) -> Option<Effect> {
        match (self.over.last()?, action) {
            (Over::Setting(setting), Action::Pick(n)) => {
                let setting = *setting;
                let value = setting.choices.get(usize::from(n))?;
                self.over.pop();
                self.set(setting, value)
            }
            (Over::GateOf(gate), Action::Allow | Action::Decline) => {
                let gate = *gate;
                self.over.pop();
                let allow = action == Action::Allow;
                let body = if allow { Body::GateAllowed { gate } } else { Body::GateWithdrawn { gate } };
                self.record(vec![body], Then::Stay)
            }
            _ => None,
        }
    }

    /// Takes a key while a value is typed.
    pub(super) fn set_typed(&mut self, key: &Key) -> Option<Effect> {
        // Line by line, what was typed takes the place of what stood there.
        let (replaces, words) = (!self.start.timed, self.words());
        let Some(Over::SettingLine { setting, line, wrong }) = self.over.last_mut() else { return None };
        match key {
            Key::Esc => {
                self.over.pop();
            }
            Key::Enter => {
                let (setting, value) = (*setting, line.text().trim().to_owned());
                let value = if value == "default" { setting.default.to_owned() } else { value };
                let mut tried = Settings::default();
                let fits = tried.change(setting.key, &value).map_err(|why| why.to_string());
                let clash = fits.and_then(|()| Keymap::new(&tried.keys).map_err(|why| why.to_string())).err();
                let Some(why) = clash else {
                    self.over.pop();
                    return self.set(setting, &value);
                };
                *wrong = Some((words.own.does_not_fit)((words.own.setting_takes)(setting), &why));
            }
            Key::Paste(text) if replaces => *line = Line::holding(text),
            key => line.take(key),
        }
        None
    }

    /// Takes up a setting that was changed.
    pub(super) fn take_up(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.start.stored.insert(key.to_owned(), value.to_owned()),
            None => self.start.stored.remove(key),
        };
        let stored = self.start.stored.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let settings = Settings::from_stored(stored);
        self.start.still = settings.still || self.start.no_motion;
        self.start.four_grades = settings.four_grades;
        (self.start.bell, self.start.numb, self.start.region) = (settings.bell, settings.numb, settings.region);
        self.start.words = crate::language::chosen(settings.language.as_deref(), self.start.around);
        self.start.keys = Keymap::new(&settings.keys).unwrap_or_default();
        self.outward_first();
    }

    /// Keeps whether there are fewer words.
    pub(super) fn fewer_words(&mut self) -> Option<Effect> {
        let value = (!self.start.numb).then(|| SafeText::new("on"));
        self.record(vec![Body::SettingChanged { key: "numb-mode".to_owned(), value }], Then::Stay)
    }

    /// Makes the page of a list.
    pub(super) fn list_page(&self, list: &List) -> Page {
        let words = self.words();
        let own = &words.own;
        let (title, above, rows): (_, _, Vec<(String, String)>) = match &list.of {
            Of::Settings => {
                let consent = std::iter::once((own.consent_row.to_owned(), (own.kinds)(Gate::ALL.len())));
                let rows = SETTINGS
                    .iter()
                    .map(|setting| ((own.setting)(setting), (own.value)(&self.value(setting)).to_owned()));
                (own.settings_title, words.own.settings_above, consent.chain(rows).collect())
            }
            Of::Gates => {
                let rows = Gate::ALL
                    .iter()
                    .map(|gate| ((words.names.gate)(*gate).to_owned(), self.consent_of(*gate).to_owned()));
                (own.consent_title, words.own.gates_above, rows.collect())
            }
            Of::Decks(decks) => {
                let cards = |deck: &DeckLine| (own.cards)(deck.cards as usize);
                (
                    own.decks_title,
                    words.own.decks_above,
                    decks.iter().map(|deck| (deck.title.clone(), cards(deck))).collect(),
                )
            }
        };
        let lines = rows.into_iter().enumerate().map(|(index, (text, time))| StepLine {
            text,
            time,
            progress: if index == list.at { Progress::Now } else { Progress::Ahead },
        });
        Page {
            title: title.to_owned(),
            place: (words.amounts.of)(list.at + 1, list.len()),
            blocks: vec![Block::Aside(above.to_owned()), Block::Gap, Block::Steps(lines.collect())],
            keys: keys::help_line(Place::List, words),
            words,
        }
    }

    /// Makes the page of one setting.
    pub(super) fn setting_page(&self, setting: &Setting) -> Page {
        let words = self.words();
        let own = &words.own;
        let now = self.value(setting);
        let choices = setting.choices.iter().zip(1..).map(|(value, key)| {
            let shown = (own.value)(value);
            let shown = if *value == setting.default { (own.as_usual)(shown) } else { shown.to_owned() };
            Choice { chosen: now == *value, ..Choice::new(key.to_string(), shown) }
        });
        let mut blocks = vec![Block::Lead(sentence((words.own.setting_about)(setting))), Block::Gap];
        if setting.choices.is_empty() {
            let said = (own.now_set)(&now, (own.setting_takes)(setting), setting.key);
            blocks.push(Block::Text(said));
        } else {
            blocks.push(Block::Choices(choices.collect()));
        }
        if matches!(setting.key, "background" | "mouse") {
            blocks.extend([Block::Gap, Block::Aside(words.own.next_start.to_owned())]);
        }
        let title = sentence(&(words.own.setting)(setting));
        Page { title, place: String::new(), blocks, keys: keys::help_line(Place::Setting, words), words }
    }

    /// Makes the page on which a value is typed.
    pub(super) fn setting_line_page(
        setting: &Setting,
        line: &Line,
        wrong: Option<&str>,
        words: &'static Language,
    ) -> Page {
        let mut blocks = vec![
            Block::Text(sentence((words.own.setting_about)(setting))),
            Block::Input {
                label: (words.own.takes)((words.own.setting_takes)(setting)),
                text: line.text(),
                cursor: line.cursor(),
            },
        ];
        if let Some(wrong) = wrong {
            blocks.extend([Block::Gap, Block::Text(wrong.to_owned())]);
        }
        let title = sentence(&(words.own.setting)(setting));
        Page { title, place: String::new(), blocks, keys: super::pages::typing_keys(words), words }
    }

    /// Makes the page of one kind of consent.
    pub(super) fn gate_page(&self, gate: Gate) -> Page {
        let words = self.words();
        let choice = |key: &str, text: &str, chosen: bool| Choice { chosen, ..Choice::new(key, text) };
        let allowed = self.start.gates.get(&gate).copied();
        let blocks = vec![
            Block::Lead((words.names.gate_asks)(gate).to_owned()),
            Block::Gap,
            Block::Choices(vec![
                choice("y", words.own.gate_allow, allowed == Some(true)),
                choice("w", words.own.gate_withdraw, allowed == Some(false)),
            ]),
        ];
        Page {
            title: sentence((words.names.gate)(gate)),
            place: self.consent_of(gate).to_owned(),
            blocks,
            keys: keys::help_line(Place::Consent, words),
            words,
        }
    }
}

/// Makes the page of one deck.
pub(super) fn deck_page(deck: &DeckLine, words: &'static Language) -> Page {
    let own = &words.own;
    let authors: Vec<&str> = deck.authors.iter().map(String::as_str).collect();
    let facts = [
        (own.deck_by, Some((words.amounts.listed)(&authors))),
        (own.deck_version, Some(deck.version.clone())),
        (own.deck_licence, Some(deck.licence.clone())),
        (own.deck_reviewed, deck.reviewed.as_ref().map(|by| (words.card.reviewed)(Some(by)))),
        (own.deck_cautions, deck.cautions.clone()),
        (own.deck_id, Some(deck.id.clone())),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(label, value)| Some((label.to_owned(), value.filter(|value| !value.is_empty())?)));
    let mut blocks = Vec::new();
    if !deck.summary.is_empty() {
        blocks.extend([Block::Lead(deck.summary.clone()), Block::Gap]);
    }
    blocks.extend([Block::Facts(facts.collect()), Block::Gap, Block::Aside(words.own.deck_commands.to_owned())]);
    Page {
        title: deck.title.clone(),
        place: (own.cards)(deck.cards as usize),
        blocks,
        keys: keys::help_line(Place::Deck, words),
        words,
    }
}
