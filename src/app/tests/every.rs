//! Every screen of the program, reached as people reach it.

use super::*;
use crate::app::keys::{self, Action, Key, Way};
use crate::app::page::Block;
use crate::helped::harm::Why;
use crate::language::keys::Does;
use crate::language::{EN, Language};
use crate::record::settings::Bell;

const NEW_TEXTURE: (&str, Kind) = ("grounding/texture-hold", Kind::Learn);
const BREATH: (&str, Kind) = ("breathwork/long-out", Kind::Review);

fn after(start: Start, keys: &str) -> App {
    let mut played = Played::new(start);
    played.press(keys);
    played.app
}

/// Presses keys on an app with two cards that come round.
fn usual(keys: &str) -> App {
    after(session(&[FEET, TEXTURE]), keys)
}

fn allowed(cards: &[(&str, Kind)]) -> Start {
    Start { gates: Gate::ALL.iter().map(|gate| (*gate, true)).collect(), ..session(cards) }
}

fn worse_and_resting() -> Played {
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.rest = Some(RestOf {
        card: FEET.0.parse().unwrap(),
        title: "Press and release the feet".to_owned(),
        state: State::Numb,
        until: NOW.day(4).plus(30),
        why: Why::Soft,
        gate: None,
    });
    played
}

/// Every screen in a language.
pub fn apps_in(words: &'static Language) -> Vec<(&'static str, App)> {
    let said = |(name, mut app): (&'static str, App)| {
        app.start.words = words;
        (name, app)
    };
    apps().into_iter().map(said).collect()
}

/// Every screen with its name. Each place of the program is among them.
#[allow(clippy::too_many_lines, reason = "a list")]
pub fn apps() -> Vec<(&'static str, App)> {
    let mut stuck = session(&[FEET, TEXTURE]);
    for shown in stuck.cards.values_mut() {
        shown.lapses = 4;
    }
    let skipped = {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        let id: CardId = FEET.0.parse().unwrap();
        let skipped = Body::Skipped { session: played.app.session().id(), card: id };
        for _ in 0..2 {
            let event = played.event(skipped.clone());
            played.disk.kept.push(event);
        }
        played.press("\nn");
        played.app
    };
    let failed = {
        let mut played = Played::new(session(&[FEET]));
        played.disk.full = true;
        played.press("\n\n3");
        played.app
    };
    let rested = {
        let mut played = worse_and_resting();
        played.press("\n\n\n\n\n\n3y");
        played.press("\n");
        played.app
    };
    let worse = {
        let mut played = worse_and_resting();
        played.press("\n\n\n\n\n\n3w");
        played.app
    };
    let typed = |keys: &str, more: &[Key]| {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        played.press(keys);
        for key in more {
            played.tell(Msg::Pressed(key.clone()));
        }
        played.app
    };
    let last = Moment { utc_ms: NOW.utc_ms - 3_600_000 * 24 * 365, ..NOW };
    let done = Start { done_today: true, next_day: Some(NOW.day(4).plus(1)), ..sample::start() };
    let away = Start { away_days: 60, ..session(&[FEET, TEXTURE]) };
    let part = |heading: &str, text: &str| Part { heading: heading.into(), text: text.into() };
    let own = vec![
        part("What helps me, even a little", "The warm cup.\nMusic without words."),
        part("Mittwoch", "Anna anrufen, 足の裏, سلام"),
    ];
    vec![
        ("welcome", after(Start { first_run: true, ..session(&[NEW_FEET, NEW_TEXTURE]) }, "")),
        ("today", usual("")),
        ("today_away", after(away, "")),
        ("today_done", after(done, "")),
        ("today_on", usual("\n\n3q")),
        ("today_fewer", after(Start { numb: true, ..session(&[BREATH, FEET]) }, "")),
        ("check_in", usual("f")),
        ("check_in_walked", typed("f", &[Key::Down, Key::Down])),
        ("level", usual("f1")),
        ("level_marked", usual("f15")),
        ("gate", after(session(&[NEW_BREATH]), "\n")),
        ("new_card", after(session(&[NEW_FEET]), "\n")),
        ("new_card_fewer", after(Start { numb: true, ..session(&[NEW_FEET]) }, "\n")),
        ("cue", usual("\n")),
        ("revealed", usual("\n\n")),
        ("step", usual("\n\n\n")),
        ("step_paused", usual("\n\n\np")),
        ("breath", after(allowed(&[BREATH]), "\n\n\n")),
        ("breath_still", after(Start { still: true, bell: Bell::Steps, ..allowed(&[BREATH]) }, "\n\n\n")),
        ("breath_untimed", after(Start { timed: false, ..allowed(&[BREATH]) }, "\n\n\n")),
        ("breath_fewer", after(Start { numb: true, ..allowed(&[BREATH]) }, "\n\n\n")),
        ("stop", usual("\n\n\n.")),
        ("recall", usual("\n\n\n\n\n\n")),
        ("recall_two", after(Start { four_grades: false, ..session(&[FEET]) }, "\n\n\n\n\n\n")),
        ("after", usual("\n\n\n\n\n\n3")),
        ("after_level", usual("\n\n\n\n\n\n3y")),
        ("note", usual("\n\n\n\n\n\n3e")),
        ("worse", worse),
        ("stuck", after(stuck, "\n\n1")),
        ("passed_over", skipped),
        ("end", usual("\n\n3\n3")),
        ("weeks", usual("w")),
        ("now_state", usual("n")),
        ("now", usual("n1")),
        ("kept", usual("n0")),
        ("wait", after(Start { offer_wait: true, ..session(&[FEET]) }, "f\t5\n\tt")),
        ("rested", rested),
        ("life", usual("l")),
        ("people", usual("!")),
        ("person", usual("!a")),
        ("keys", usual("?")),
        ("keys_of_a_card", usual("\n\n?")),
        ("cards", usual("c")),
        ("card", typed("c", &[Key::Enter])),
        ("rewording", typed("c", &[Key::Enter, Key::Char('e')])),
        ("settings", usual("g")),
        ("setting", typed("g", &[Key::Row(10)])),
        ("setting_typed", typed("g", &[Key::Row(1)])),
        ("setting_refused", typed("g", &[Key::Row(1), Key::Char('x'), Key::Enter])),
        ("consent", typed("g", &[Key::Row(0)])),
        ("consent_of", typed("g", &[Key::Row(0), Key::Row(4)])),
        ("decks", usual("d")),
        ("deck", usual("d\n")),
        ("plan", usual("p")),
        ("plan_own", after(Start { plan: own, ..session(&[FEET]) }, "p")),
        ("heading", usual("pa")),
        ("part", usual("p\n")),
        ("not_saved", failed),
        ("about", usual("b")),
        ("hidden", usual("h")),
        ("clock", after(Start { last_entry: Some(last), ..session(&[FEET]) }, "")),
    ]
}

#[test]
fn every_place_is_among_the_screens() {
    let all = apps();
    // Their pages are made from a record; tests/it/helping.rs goes there.
    let elsewhere = [Place::Helped, Place::Closer];
    let missing: Vec<&Place> = Place::ALL
        .iter()
        .filter(|place| !elsewhere.contains(place) && all.iter().all(|(_, app)| app.place() != **place))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Keys that one finger reaches on most keyboards, without holding Shift, Ctrl or Alt.
fn needs_no_chord(key: &Key) -> bool {
    !matches!(key, Key::Char(c) if !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | ' ')))
}

#[test]
fn everything_is_reached_without_a_chord() {
    let rows = |place: Place| keys::TABLE.iter().filter(move |row| row.places.contains(&place));
    for place in Place::ALL {
        for row in rows(*place).filter(|row| !row.keys.is_empty()) {
            assert!(row.keys.iter().any(needs_no_chord), "{place:?}: {:?} needs a chord", row.key);
        }
    }
    for (name, app) in apps() {
        let (place, page) = (app.place(), app.page());
        for binding in page.keys.iter().filter(|binding| !matches!(binding.does, Does::Level | Does::HowItCame)) {
            let key = keys::named(&binding.key).unwrap();
            assert!(app.meaning(&key).is_some(), "{name} shows {key:?}, which is not in the table");
        }
        let moves = page.blocks.iter().any(|block| matches!(block, Block::Choices(_)))
            || matches!(place, Place::List | Place::Plan | Place::Level);
        for (way, keys) in [(Way::Up, [Key::Up, Key::Char('k')]), (Way::Down, [Key::Down, Key::Char('j')])] {
            for key in keys.iter().filter(|_| moves) {
                assert_eq!(app.meaning(key), Some(Action::Move(way)), "{name}: {key:?}");
            }
        }
        let all = app.clone();
        let shows = |key: Key| {
            let mut app = all.clone();
            app.update(Msg::Pressed(key), NOW);
            matches!(app.over.last(), Some(Over::Keys(of)) if *of == place)
        };
        assert!(shows(Key::F(3)) || matches!(place, Place::Keys | Place::Hidden), "{name}: every key by F3");
    }
}

#[test]
fn a_level_is_marked_with_keys_that_move() {
    let (up, down) = (Key::Up, Key::Down);
    for (keys, marked) in [
        (vec![&up], "5."),
        (vec![&down], "5."),
        (vec![&up, &Key::Right, &Key::Char('k')], "7."),
        (vec![&down, &Key::Left, &Key::Char('j')], "3."),
        (vec![&up; 20], "10."),
        (vec![&down; 20], "0."),
        (vec![&Key::Char('1'), &up], "2."),
    ] {
        let mut app = usual("f1");
        assert_eq!(app.place(), Place::Level);
        for key in keys.iter().copied().cloned() {
            app.update(Msg::Pressed(key), NOW);
        }
        let lead = format!("{marked} {}", EN.today.enter_keeps);
        assert!(app.page().blocks.contains(&Block::Lead(lead)), "{keys:?}: {:?}", app.page().blocks);
    }
    let moved = |name: &str, letter| keys::Keymap::new(&[(name.to_owned(), letter)]).unwrap();
    let mut app = after(Start { keys: moved("up", 'z'), ..session(&[FEET, TEXTURE]) }, "f1");
    for _ in 0..2 {
        app.update(Msg::Pressed(Key::Char('z')), NOW);
    }
    assert!(app.page().blocks.contains(&Block::Lead(format!("6. {}", EN.today.enter_keeps))));
}

#[test]
fn keys_that_move_are_moved_on_every_page_that_has_them() {
    let moved = keys::Keymap::new(&[("down".to_owned(), 'z')]).unwrap();
    for (from, keys) in [("f", "zz"), ("g", "zz"), ("p", "zz")] {
        let start = || session(&[FEET, TEXTURE]);
        let mut other = after(Start { keys: moved.clone(), ..start() }, from);
        for key in keys.chars() {
            other.update(Msg::Pressed(Key::Char(key)), NOW);
        }
        let usual = after(start(), &format!("{from}jj"));
        assert_eq!(other.page().blocks, usual.page().blocks, "{from}");
    }
}

#[test]
fn one_key_leaves_every_screen_and_people_are_one_key_away() {
    for (name, app) in apps() {
        let writes = matches!(app.place(), Place::Typing | Place::Writing);
        let mut left = app.clone();
        let before = left.place();
        let gone = left.update(Msg::Pressed(Key::Esc), NOW) == Some(Effect::Leave);
        assert!(gone || left.place() != before || name == "hidden" || left.over.len() < app.over.len(), "{name}");
        let mut helped = app.clone();
        helped.update(Msg::Pressed(if writes { Key::F(1) } else { Key::Char('!') }), NOW);
        let over = helped.over.iter().any(|over| matches!(over, Over::HelpLines));
        assert!(over, "{name}: {:?}", helped.place());
    }
}
