//! Pages laid over the screen in hand: people, stop signs, keys, cards. Leaving one shows what was beneath.

use super::browse::{Browse, Opened};
use super::keys::{self, Action, Key};
use super::line::Line;
use super::rewording::Rewording;
use super::weeks::Weeks;
use super::{App, Effect, Place, Then};
use crate::memory::days::Moment;
use crate::record::event::{Body, Person};

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
}

/// Tells whether an action lays a page over whatever is shown.
pub(super) const fn takes(action: Action) -> bool {
    matches!(
        action,
        Action::HelpLines | Action::StopSigns | Action::Keys | Action::Cards | Action::Hide | Action::Weeks
    )
}

impl App {
    /// Lays a page over, or acts on the one on top.
    pub(super) fn lay_over(&mut self, action: Action) -> Option<Effect> {
        match (action, self.over.last()) {
            (Action::Cards, _) => return Some(Effect::List),
            (Action::Weeks, _) => return Some(Effect::Foresee),
            (Action::HelpLines, over) if over != Some(&Over::HelpLines) => self.over.push(Over::HelpLines),
            (Action::Hide, _) => self.over.push(Over::Hidden),
            (Action::StopSigns, _) => self.over.push(Over::Stop),
            (Action::Keys, over) if !matches!(over, Some(Over::Keys(_))) => self.over.push(Over::Keys(self.place())),
            (Action::AddPerson, _) => self.over.push(Over::Typing { name: None, line: Line::default() }),
            (Action::RemovePerson, _) => {
                let mut people = self.start.people.clone();
                people.pop()?;
                return self.record(vec![Body::PeopleChanged { people }], Then::People);
            }
            (Action::Go, Some(Over::Clock { .. })) => {
                self.over.pop();
            }
            (Action::Go, Some(Over::Cards(browse))) => return browse.picked().map(Effect::Open),
            (Action::Favourite | Action::Rest, _) => return self.mark(action),
            (Action::Reword, _) => self.reword(),
            _ => {}
        }
        None
    }

    /// Shows again what was hidden. The key means nothing else, apart from the one that shows people to reach.
    pub(super) fn show_again(&mut self, key: &Key) {
        self.over.pop();
        if keys::meaning(Place::Today, key) == Some(Action::HelpLines) {
            self.lay_over(Action::HelpLines);
        }
    }

    /// Takes a key while somebody is written down.
    pub(super) fn typed(&mut self, key: Key) -> Option<Effect> {
        let Some(Over::Typing { name, line }) = self.over.last_mut() else { return None };
        match key {
            Key::Esc | Key::F(1) => {
                self.over.pop();
            }
            Key::F(2) => self.over.push(Over::Hidden),
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
                        return self.record(vec![Body::PeopleChanged { people }], Then::People);
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
}
