//! What a person decides for themselves: settings, consent, and the decks there are to look at.

use super::keys::{Action, Key, Keymap};
use super::line::Line;
use super::over::Over;
use super::page::{Block, Choice, Page, Progress, StepLine};
use super::saving::Then;
use super::{App, Effect, Place, keys, words};
use crate::deck::kinds::Gate;
use crate::deck::text::SafeText;
use crate::record::event::Body;
use crate::record::settings::{SETTINGS, Setting, Settings};

/// A deck as it is listed and looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckLine {
    /// Its title.
    pub title: String,
    /// Everything else that is said of it: a label and a value each.
    pub facts: Vec<(String, String)>,
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
        Key::Down | Key::Char('j') => (*at + 1).min(last),
        Key::Up | Key::Char('k') => at.saturating_sub(1),
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
        match (self.start.gates.get(&gate), gate.strong()) {
            (Some(true), _) => "allowed",
            (Some(false), _) => "withdrawn",
            (None, true) => "off",
            (None, false) => "asks first",
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
        let replaces = !self.start.timed;
        let Some(Over::SettingLine { setting, line, wrong }) = self.over.last_mut() else { return None };
        match key {
            Key::Esc => {
                self.over.pop();
            }
            Key::F(1) => self.over.push(Over::HelpLines),
            Key::F(2) => self.over.push(Over::Hidden),
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
                *wrong = Some(words::sentence(&why));
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
        let (title, above, rows): (_, _, Vec<(String, String)>) = match &list.of {
            Of::Settings => {
                let consent = std::iter::once(("consent".to_owned(), words::count(Gate::ALL.len(), "kind")));
                let rows = SETTINGS.iter().map(|setting| (setting.key.replace('-', " "), self.value(setting)));
                ("Settings", words::SETTINGS_ABOVE, consent.chain(rows).collect())
            }
            Of::Gates => {
                let rows = Gate::ALL.iter().map(|gate| (gate.to_string(), self.consent_of(*gate).to_owned()));
                ("Consent", words::GATES_ABOVE, rows.collect())
            }
            Of::Decks(decks) => {
                let cards = |deck: &DeckLine| words::count(deck.cards as usize, "card");
                ("Decks", words::DECKS_ABOVE, decks.iter().map(|deck| (deck.title.clone(), cards(deck))).collect())
            }
        };
        let lines = rows.into_iter().enumerate().map(|(index, (text, time))| StepLine {
            text,
            time,
            progress: if index == list.at { Progress::Now } else { Progress::Ahead },
        });
        Page {
            title: title.to_owned(),
            place: format!("{} of {}", list.at + 1, list.len()),
            blocks: vec![Block::Aside(above.to_owned()), Block::Gap, Block::Steps(lines.collect())],
            keys: keys::help_line(Place::List),
        }
    }

    /// Makes the page of one setting.
    pub(super) fn setting_page(&self, setting: &Setting) -> Page {
        let now = self.value(setting);
        let choices = setting.choices.iter().zip(1..).map(|(value, key)| {
            let usual = if *value == setting.default { " (as usual)" } else { "" };
            Choice { chosen: now == *value, ..Choice::new(key.to_string(), format!("{value}{usual}")) }
        });
        let mut blocks = vec![Block::Lead(words::sentence(setting.about)), Block::Gap];
        if setting.choices.is_empty() {
            let said = format!("Now {now}. It takes {}: `rekindle settings {} …`.", setting.takes, setting.key);
            blocks.push(Block::Text(said));
        } else {
            blocks.push(Block::Choices(choices.collect()));
        }
        if matches!(setting.key, "background" | "mouse") {
            blocks.extend([Block::Gap, Block::Aside(words::NEXT_START.to_owned())]);
        }
        let title = words::sentence(&setting.key.replace('-', " "));
        Page { title, place: String::new(), blocks, keys: keys::help_line(Place::Setting) }
    }

    /// Makes the page on which a value is typed.
    pub(super) fn setting_line_page(setting: &Setting, line: &Line, wrong: Option<&str>) -> Page {
        let mut blocks = vec![
            Block::Text(words::sentence(setting.about)),
            Block::Input { label: format!("It takes {}", setting.takes), text: line.text(), cursor: line.cursor() },
        ];
        if let Some(wrong) = wrong {
            blocks.extend([Block::Gap, Block::Text(wrong.to_owned())]);
        }
        let title = words::sentence(&setting.key.replace('-', " "));
        Page { title, place: String::new(), blocks, keys: super::pages::typing_keys("keep") }
    }

    /// Makes the page of one kind of consent.
    pub(super) fn gate_page(&self, gate: Gate) -> Page {
        let choice = |key: &str, text: &str, chosen: bool| Choice { chosen, ..Choice::new(key, text) };
        let allowed = self.start.gates.get(&gate).copied();
        let blocks = vec![
            Block::Lead(words::gate(gate).to_owned()),
            Block::Gap,
            Block::Choices(vec![
                choice("y", words::GATE_ALLOW, allowed == Some(true)),
                choice("w", words::GATE_WITHDRAW, allowed == Some(false)),
            ]),
        ];
        Page {
            title: words::sentence(gate.as_str()),
            place: self.consent_of(gate).to_owned(),
            blocks,
            keys: keys::help_line(Place::Consent),
        }
    }
}

/// Makes the page of one deck.
pub(super) fn deck_page(deck: &DeckLine) -> Page {
    let mut blocks = Vec::new();
    if !deck.summary.is_empty() {
        blocks.extend([Block::Lead(deck.summary.clone()), Block::Gap]);
    }
    blocks.extend([Block::Facts(deck.facts.clone()), Block::Gap, Block::Aside(words::DECK_COMMANDS.to_owned())]);
    Page {
        title: deck.title.clone(),
        place: words::count(deck.cards as usize, "card"),
        blocks,
        keys: keys::help_line(Place::Deck),
    }
}
