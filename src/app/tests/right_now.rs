//! Something for right now, a use in life, a wait, and cards that rest.

use super::*;
use crate::helped::harm::Why;

#[test]
fn a_practice_for_right_now_is_three_keys_from_the_first_page() {
    for keys in ["n11", "n\n1", "n6\n"] {
        let mut played = Played::new(session(&[FEET]));
        played.press(keys);
        assert_eq!(played.app.place(), Place::Guide, "{keys:?}");
        assert!(played.disk.kept.is_empty());
        while let Some(wait) = played.app.wakes_in() {
            played.tell(Msg::Passed(wait));
        }
        assert_eq!(played.app.place(), Place::After);
        assert_eq!(played.practised(), [(Kind::Now, None)]);
        assert_eq!(played.kinds(), ["practised"], "it begins no session");
        played.press("y\n");
        assert_eq!(played.app.place(), Place::Kept);
        played.press("\n");
        assert_eq!(played.app.place(), Place::Today, "and the session is where it was");
        assert_eq!(played.app.session().progress().len(), 0);
    }
}

#[test]
fn right_now_has_nothing_and_choosing_oneself_beside_every_offer() {
    let mut played = Played::new(session(&[FEET]));
    played.press("n10");
    assert_eq!(played.app.place(), Place::Kept);
    assert!(played.disk.kept.is_empty());
    played.press("nc");
    assert_eq!(played.app.place(), Place::Cards);
    let mut alone = Played::new(session(&[FEET]));
    let asked =
        Asked { state: Some(State::Numb), distress: None, connection: None, seconds: None, rated: 0, said: 0, seed: 1 };
    alone.app = App::new(session(&[FEET]), NOW).right_now(asked, NOW);
    let Some(Effect::Suggest(asked)) = alone.app.first() else { panic!("it asks at once") };
    alone.tell(Msg::Suggested(Box::new(Played::offers(asked))));
    alone.press("0\n");
    assert!(alone.left, "what was opened for right now closes after it");
}

#[test]
fn a_level_for_right_now_goes_with_the_practice() {
    let mut played = Played::new(session(&[FEET]));
    played.press("nd8\n2\n");
    assert_eq!(played.app.place(), Place::Now);
    let page = played.app.page();
    assert!(page.blocks.contains(&Block::Lead(EN.moment.a_lot_right_now.to_owned())));
    played.press("1");
    while let Some(wait) = played.app.wakes_in() {
        played.tell(Msg::Passed(wait));
    }
    let Some(Body::Practised(practised)) = played.disk.kept.last().map(|event| &event.body) else { panic!("kept") };
    assert_eq!((practised.distress.before, practised.connection.before), (Some(8), Some(2)));
    assert!(practised.done && practised.session.is_none());
}

#[test]
fn what_was_used_in_life_is_written_down_with_two_keys() {
    let mut played = Played::new(session(&[FEET]));
    played.press("l1");
    assert_eq!(played.practised(), [(Kind::Life, None)]);
    assert_eq!(played.app.place(), Place::After, "it may be rated, and need not be");
    played.press("u");
    assert_eq!(played.kinds(), ["practised", "undone"]);
    assert_eq!(played.app.place(), Place::Kept);
}

#[test]
fn a_card_that_rests_is_told_once_and_comes_again_by_one_key() {
    let rest = || RestOf {
        card: FEET.0.parse().unwrap(),
        title: "Feet".to_owned(),
        state: State::Flooded,
        until: NOW.day(4).plus(30),
        why: Why::Soft,
        gate: Some(Gate::Body),
    };
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n\n\n\n\n3");
    played.rest = Some(rest());
    played.press("c");
    assert_eq!(played.app.place(), Place::Level, "the questions go on");
    played.press("\n");
    assert_eq!(played.app.place(), Place::Rested);
    played.press("a");
    assert_eq!(played.app.place(), Place::Cue);
    assert_eq!(played.kinds().last(), Some(&"rest_lifted"));

    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n\n\n\n\n3");
    played.rest = Some(rest());
    played.press("w");
    assert_eq!(played.app.place(), Place::Worse);
    let words: Vec<Block> = played.app.page().blocks;
    assert!(words.iter().any(|block| matches!(block, Block::Text(line) if line.contains("may come again"))));
    played.press("g");
    assert_eq!(played.app.place(), Place::Cue, "told once");

    let mut played = Played::new(session(&[FEET, TEXTURE]));
    played.press("\n\n\n\n\n\n3");
    played.rest = Some(rest());
    played.press("c\nw");
    assert_eq!(played.kinds().last(), Some(&"gate_withdrawn"), "the family, when it was asked");
}

#[test]
fn after_worse_one_outward_practice_is_offered_and_no_more() {
    let mut played = Played::new(session(&[FEET]));
    played.press("\n\n\n\n\n\n3w");
    assert_eq!(played.app.place(), Place::Worse);
    played.press("o");
    assert_eq!(played.app.place(), Place::Guide);
    while let Some(wait) = played.app.wakes_in() {
        played.tell(Msg::Passed(wait));
    }
    played.press("\n");
    assert_eq!(played.app.place(), Place::Kept);
}

#[test]
fn the_last_weeks_are_looked_back_on_at_the_end_and_only_when_it_is_time() {
    let said = |app: &App| app.page().blocks.contains(&Block::Aside("Much as foreseen.".to_owned()));
    let mut played = Played::new(Start { look_back: true, ..session(&[FEET]) });
    played.press("\n\n");
    assert!(!said(&played.app), "not before the end");
    played.press("3");
    assert_eq!(played.app.place(), Place::End);
    assert!(said(&played.app));
    let mut other = Played::new(session(&[FEET]));
    other.press("\n\n3");
    assert_eq!(other.app.place(), Place::End);
    assert!(!said(&other.app));
}

#[test]
fn two_ratings_with_a_wait_between_them_are_kept_as_a_pair() {
    let mut played = Played::new(Start { offer_wait: true, ..session(&[FEET]) });
    played.press("f25\n4\n");
    assert_eq!(played.app.place(), Place::Today);
    played.press("t\n");
    assert_eq!(played.app.place(), Place::Wait, "not yet");
    played.now.utc_ms += 6 * 60_000;
    played.press("\n");
    assert_eq!(played.app.place(), Place::Level);
    played.press("3\n5\n");
    let change = |before, after| Change { before: Some(before), after: Some(after) };
    let expected = Body::Waited { distress: change(5, 3), connection: change(4, 5) };
    assert_eq!(played.disk.kept.last().map(|event| &event.body), Some(&expected));
    assert_eq!(played.app.place(), Place::Today);
}

#[test]
fn a_card_that_rests_in_the_state_that_was_said_leaves_the_session() {
    let resting = vec![(FEET.0.parse().unwrap(), State::Numb)];
    let mut played = Played::new(Start { resting, ..session(&[FEET, TEXTURE]) });
    played.press("f1\n");
    assert!(!played.app.session().open(&FEET.0.parse().unwrap()));
    assert!(played.app.session().open(&TEXTURE.0.parse().unwrap()));
}
