//! Pages laid over the screen in hand: people, stop signs, keys, cards. Leaving one shows what was beneath.

use super::browse::{Browse, Opened};
use super::helping::{Closer, Helping};
use super::keys::{Action, Key};
use super::line::Line;
use super::own::{DeckLine, List, Of};
use super::rewording::Rewording;
use super::weeks::Weeks;
use super::writing::Writing;
use super::{App, Effect, Place, Screen, Shown, Then};
use crate::deck::ids::CardId;
use crate::deck::kinds::Gate;
use crate::memory::days::Moment;
use crate::record::event::{Body, Person};
use crate::record::settings::Setting;

/// A page laid over the screen in hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Over {
    HelpLines,
    Stop,
    Keys(Place),
    /// Somebody is written down: first a name, then how to reach them.
    Typing {
        name: Option<String>,
        line: Line,
    },
    Cards(Box<Browse>),
    Card(Box<Opened>),
    Rewording(Box<Rewording>),
    /// Nothing to see, because somebody may be looking.
    Hidden,
    /// The clock jumped since the last entry, or since the last key.
    Clock {
        last: Moment,
    },
    Weeks(Box<Weeks>),
    /// Which card was used in life: those used most.
    Life(Vec<(CardId, String)>),
    Helped(Box<Helping>),
    Closer(Box<Closer>),
    /// Settings, consent or decks.
    List(List),
    Setting(&'static Setting),
    /// The value of a setting being typed; what was wrong with the last one.
    SettingLine {
        setting: &'static Setting,
        line: Line,
        wrong: Option<String>,
    },
    GateOf(Gate),
    Deck(Box<DeckLine>),
    /// The person's own plan, and the line in hand.
    Plan {
        at: usize,
    },
    HeadingLine(Line),
    About,
    Writing(Box<Writing>),
}

/// Tells whether an action lays a page over whatever is shown.
pub(super) const fn takes(action: Action) -> bool {
    matches!(
        action,
        Action::HelpLines
            | Action::StopSigns
            | Action::Keys
            | Action::Cards
            | Action::Hide
            | Action::Weeks
            | Action::WhatHelped
            | Action::Settings
            | Action::Decks
            | Action::Plan
            | Action::About
    )
}

impl App {
    /// Lays a page over, or acts on the one on top.
    pub(super) fn lay_over(&mut self, action: Action) -> Option<Effect> {
        match (action, self.over.last()) {
            (Action::Cards, _) => return Some(Effect::List(None)),
            (Action::Weeks, _) => return Some(Effect::Foresee),
            (Action::WhatHelped, _) => return Some(Effect::WhatHelped),
            (Action::Decks, _) => return Some(Effect::Decks),
            (Action::Settings, _) => self.over.push(Over::List(List::new(Of::Settings))),
            (Action::About, _) => self.over.push(Over::About),
            (Action::Plan, _) => self.over.push(Over::Plan { at: 0 }),
            (Action::Go, Some(Over::List(_))) => self.open_line(),
            (action, Some(Over::Setting(_) | Over::GateOf(_))) if Self::chooses(action) => {
                return self.choose_own(action);
            }
            (Action::Go | Action::AddHeading | Action::RemovePerson, Some(Over::Plan { .. })) => {
                return self.on_plan(action);
            }
            (Action::Go, Some(Over::Helped(helping))) => {
                return helping.picked().map(|technique| Effect::Closer(technique.card.clone()));
            }
            (Action::ComeAgain, Some(Over::Helped(helping))) => {
                let (card, state) = helping.first_rest()?;
                return self.record(vec![Body::RestLifted { card, state }], Then::KnowAgain);
            }
            (Action::Pick(n), Some(Over::Life(cards))) => {
                let (card, title) = cards.get(usize::from(n))?.clone();
                return self.lived(card, title);
            }
            (Action::Life, Some(Over::Card(opened))) => {
                let (card, title) = (opened.id.clone(), opened.card.title.to_string());
                return self.lived(card, title);
            }
            (Action::DoNow, Some(Over::Card(opened))) => {
                let shown = Shown { card: opened.card.clone(), reviews: 0, lapses: 0, instead: None };
                let card = opened.id.clone();
                return self.begin_aside(card, shown);
            }
            (Action::HelpLines, over) if over != Some(&Over::HelpLines) => self.over.push(Over::HelpLines),
            (Action::Hide, _) => self.over.push(Over::Hidden),
            (Action::StopSigns, _) => self.over.push(Over::Stop),
            (Action::Keys, over) if !matches!(over, Some(Over::Keys(_))) => self.over.push(Over::Keys(self.place())),
            (Action::AddPerson, _) => self.over.push(Over::Typing { name: None, line: Line::default() }),
            (Action::RemovePerson, _) => {
                let mut people = self.start.people.clone();
                people.pop()?;
                return self.record(vec![Body::PeopleChanged { people }], Then::Stay);
            }
            (Action::Go, Some(Over::Clock { .. })) => {
                self.over.pop();
            }
            (Action::Go, Some(Over::Cards(_))) => {
                let Some(Over::Cards(browse)) = self.over.last_mut() else { return None };
                return browse.open().map(Effect::Open);
            }
            (Action::Favourite | Action::Rest, _) => return self.mark(action),
            (Action::Reword, _) => self.reword(),
            _ => {}
        }
        None
    }

    /// Shows again what was hidden. The key means nothing else, apart from the one that shows people to reach.
    pub(super) fn show_again(&mut self, key: &Key) {
        self.over.pop();
        if self.start.keys.meaning(Place::Today, key) == Some(Action::HelpLines) {
            self.lay_over(Action::HelpLines);
        }
    }

    const fn chooses(action: Action) -> bool {
        matches!(action, Action::Pick(_) | Action::Allow | Action::Decline)
    }

    /// Takes a key while somebody is written down.
    pub(super) fn typed(&mut self, key: Key) -> Option<Effect> {
        let Some(Over::Typing { name, line }) = self.over.last_mut() else { return None };
        match key {
            Key::Esc => {
                self.over.pop();
            }
            Key::Enter => {
                let text = line.text().trim().to_owned();
                match (name.take(), text.is_empty()) {
                    (_, true) => {
                        self.over.pop();
                    }
                    (None, false) => (*name, *line) = (Some(text), Line::default()),
                    (Some(name), false) => {
                        self.over.pop();
                        let mut people = self.start.people.clone();
                        people.push(Person { name: name.as_str().into(), reach: text.as_str().into() });
                        return self.record(vec![Body::PeopleChanged { people }], Then::Stay);
                    }
                }
            }
            key => line.take(&key),
        }
        None
    }

    /// Makes the card looked at a favourite or not, or lets it rest or come again.
    fn mark(&mut self, action: Action) -> Option<Effect> {
        let Some(Over::Card(opened)) = self.over.last() else { return None };
        let card = opened.id.clone();
        let (mut favourite, mut resting) = (opened.favourite, opened.resting);
        let body = if action == Action::Favourite {
            favourite = !favourite;
            Body::CardFavoured { card, on: favourite }
        } else {
            resting = !resting;
            if resting { Body::CardRested { card, until: None } } else { Body::CardResumed { card } }
        };
        self.record(vec![body], Then::Marked { favourite, resting })
    }

    /// Shows what helped, in the place of what was shown of it before.
    pub(super) fn know(&mut self, known: crate::record::benefit::WhatHelped) {
        self.over.retain(|over| !matches!(over, Over::Helped(_)));
        self.over.push(Over::Helped(Box::new(Helping::new(known))));
    }

    /// Takes in the rest that a practice asked for, and tells of it once.
    pub(super) fn rests_now(&mut self, rest: Option<Box<super::RestOf>>) {
        let practice = self.used.as_ref().map(|used| used.event);
        if self.rest_told == practice {
            return;
        }
        self.rest = rest.map(|rest| *rest);
        let asking = matches!(self.screen, Screen::After(_) | Screen::Level(..) | Screen::Worse(_));
        if self.rest.is_some() && !asking {
            let next = std::mem::replace(&mut self.screen, Screen::Today);
            self.show_rest(next);
        } else if matches!(self.screen, Screen::Worse(_)) && self.rest.is_some() {
            self.rest_told = practice;
        }
    }

    /// Tells of a rest before the next screen.
    pub(super) fn show_rest(&mut self, next: Screen) {
        self.rest_told = self.used.as_ref().map(|used| used.event);
        self.screen = Screen::Rested(Box::new(next));
    }
}
