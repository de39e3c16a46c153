//! What each screen says.

mod after;
mod begin;
mod beside;
mod card;
mod guide;

use super::keys::Binding;
use super::over::Over;
use super::page::{Block, Page};
use super::{About, App, Place, Screen, about, keys, now, own, people};
use crate::language::keys::Does;
use crate::session::Turn;
pub(super) use begin::states;
pub(super) use beside::{typing_keys, writing_keys};
pub(super) use card::{asked, steps, whole};

/// Makes the page of the screen in hand, or of what lies over it.
pub(super) fn page(app: &App) -> Page {
    let words = app.words();
    match app.over.last() {
        Some(Over::HelpLines) => {
            let today = app.today().date();
            return people::page(
                &app.start.help,
                app.start.region.as_deref(),
                app.start.home.as_deref(),
                &app.start.people,
                today,
                words,
            );
        }
        Some(Over::Stop) => return beside::stop_signs(app),
        Some(Over::Keys(place)) => return beside::all_keys(app, *place),
        Some(Over::Typing { name, line }) => return beside::typing(name.as_deref(), line, words),
        Some(Over::Cards(browse)) => return browse.page(words),
        Some(Over::Rewording(rewording)) => return rewording.page(words),
        Some(Over::Card(opened)) => return opened.page(app.today(), words),
        Some(Over::Hidden) => return Page { words, ..Page::default() },
        Some(Over::Clock { last }) => return begin::clock(app, *last),
        Some(Over::Weeks(weeks)) => return weeks.page(words),
        Some(Over::Life(cards)) => return now::life(cards, words),
        Some(Over::Helped(helping)) => return helping.page(words),
        Some(Over::Closer(closer)) => return now::closer_page(app, closer),
        Some(Over::List(list)) => return app.list_page(list),
        Some(Over::Setting(setting)) => return app.setting_page(setting),
        Some(Over::SettingLine { setting, line, wrong }) => {
            return App::setting_line_page(setting, line, wrong.as_deref(), words);
        }
        Some(Over::GateOf(gate)) => return app.gate_page(*gate),
        Some(Over::Deck(deck)) => return own::deck_page(deck, words),
        Some(Over::About) => return about::page(words),
        Some(Over::Plan { at }) => return app.plan_page(*at),
        Some(Over::HeadingLine(line)) => return beside::heading(line, words),
        Some(Over::Writing(writing)) => return writing.page(app.start.timed, words),
        None => {}
    }
    if let Some(why) = &app.trouble {
        return beside::failed(why, app.unsaved(), words);
    }
    let (title, blocks) = match &app.screen {
        Screen::Welcome => begin::welcome(app),
        Screen::Today => begin::today(app),
        Screen::CheckIn => begin::check_in(words),
        Screen::Level(axis, about, marked) => begin::level(app, *axis, *about, *marked),
        Screen::Gate(gate) => card::consent(app, *gate),
        Screen::Learn => card::learn(app),
        Screen::Cue => card::cue(app),
        Screen::Revealed => card::revealed(app),
        Screen::Guide(guide) => guide::guiding(app, guide),
        Screen::Recall => after::recall(app),
        Screen::After(_) => after::after(app),
        Screen::Worse(_) => after::worse(app),
        Screen::Stuck(_) => after::stuck(app),
        Screen::PassedOver => after::passed_over(app),
        Screen::End => after::end(app),
        Screen::NowState => now::state_page(words),
        Screen::Now(suggestions) => now::offers_page(suggestions, words),
        Screen::Kept => now::kept_page(app.nothing, words),
        Screen::Wait(waiting) => now::wait_page(waiting, app.now, words),
        Screen::Rested(_) => now::rested(app),
    };
    let place = app.place();
    Page { title, place: counted(app, place), blocks, keys: help_line(app, place), words }
}

/// Returns the keys of the screen in hand, without those that would do nothing now.
fn help_line(app: &App, place: Place) -> Vec<Binding> {
    let words = app.words();
    let session = &app.start.session;
    let checking_in = matches!(app.screen, Screen::Level(_, About::CheckIn | About::Now | About::Wait, _));
    let (lighter, timed) = match &app.screen {
        Screen::Guide(guide) => (guide.lighter, guide.timed()),
        _ => (false, true),
    };
    let instead = app.shown().is_some_and(|shown| shown.instead.is_some());
    let undoes = if place == Place::Kept {
        !app.nothing && app.used.is_some()
    } else {
        app.outside || !session.progress().is_empty()
    };
    let mut keys = keys::help_line(place, words);
    keys.retain(|binding| match binding.does {
        Does::Undo => undoes && !checking_in,
        Does::ComeAgain => app.rest.is_some(),
        Does::WithoutThese if place == Place::Rested => app.rest.as_ref().is_some_and(|rest| rest.gate.is_some()),
        Does::ShortWait => app.start.offer_wait && app.said_a_moment_ago(),
        Does::TheFirst => matches!(&app.screen, Screen::Now(found) if !found.offers.is_empty()),
        Does::Pause | Does::Timer => timed,
        Does::Slower => matches!(&app.screen, Screen::Guide(guide) if guide.can_slow_down()),
        Does::Lighter | Does::LighterSteps => !lighter,
        Does::AnotherWay => instead,
        _ => true,
    });
    for binding in keys.iter_mut().filter(|binding| binding.does == Does::HowItCame && !app.start.four_grades) {
        binding.key = words.keys.two_grades.into();
    }
    if matches!(&app.screen, Screen::Guide(guide) if guide.paused) {
        let pauses = keys.iter_mut().filter(|binding| binding.does == Does::Pause);
        pauses.for_each(|binding| binding.turn_into(Does::RunAgain, words));
    }
    if let (Place::Today, Some(first)) = (place, keys.first_mut()) {
        first.turn_into(
            match session.current() {
                None => Does::Close,
                Some(_) if session.progress().is_empty() => Does::BeginToday,
                Some(_) => Does::GoOnToday,
            },
            words,
        );
    }
    keys
}

/// Says which card of how many this is.
fn counted(app: &App, place: Place) -> String {
    let words = app.words();
    if let Screen::Guide(guide) = &app.screen {
        let of = guide.steps().len();
        return guide.beat().map_or_else(String::new, |beat| (words.card.step_of)(beat.step + 1, of));
    }
    if app.aside.is_some() {
        return words.moment.place.to_owned();
    }
    if !matches!(place, Place::Learn | Place::Gate | Place::Cue | Place::Revealed | Place::Recall) {
        return String::new();
    }
    let items = &app.start.session.begun().items;
    match app.start.session.current() {
        Some((_, Turn::FirstRecall | Turn::OnceMore)) => words.card.once_more_place.to_owned(),
        Some((card, _)) => items
            .iter()
            .position(|item| item.card == *card)
            .map_or_else(String::new, |index| (words.amounts.of)(index + 1, items.len())),
        None => String::new(),
    }
}

pub(super) fn text(words: &str) -> Block {
    Block::Text(words.to_owned())
}

pub(super) fn aside(words: &str) -> Block {
    Block::Aside(words.to_owned())
}

pub(super) fn lead(words: &str) -> Block {
    Block::Lead(words.to_owned())
}

fn title(app: &App) -> String {
    app.card().map_or_else(String::new, |card| card.title.to_string())
}

/// Returns the title of the card that was practised last.
pub(super) fn last_title(app: &App) -> String {
    app.used.as_ref().map_or_else(String::new, |used| used.title.clone())
}
