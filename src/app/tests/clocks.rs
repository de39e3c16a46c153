//! A clock that jumps, before a session and in it.

use super::*;

#[test]
fn a_clock_that_jumped_is_asked_about_before_anything_is_counted() {
    let hours = |n: i64| Moment { utc_ms: NOW.utc_ms + n * 3_600_000, ..NOW };
    let start = |last: Moment| Start { last_entry: Some(last), ..session(&[FEET, TEXTURE]) };
    for usual in [-24 * 30, -1, 0, 36] {
        assert_eq!(Played::new(start(hours(usual))).app.place(), Place::Today, "{usual}");
    }
    for odd in [-24 * 365, 37, 24 * 365] {
        let mut played = Played::new(start(hours(odd)));
        assert_eq!(played.app.place(), Place::Clock, "{odd}");
        played.press("3 !");
        assert_eq!(played.app.place(), Place::HelpLines);
        played.press("q");
        assert_eq!((played.app.place(), played.disk.kept.len()), (Place::Today, 0), "space goes on like Enter");
        let mut played = Played::new(start(hours(odd)));
        played.press("q");
        assert!(played.left && played.disk.kept.is_empty(), "one key leaves");
    }
    let viewed = Start { view_only: true, ..start(hours(-24 * 365)) };
    assert_eq!(Played::new(viewed).app.place(), Place::Today, "where nothing is written, nothing is counted");
}

#[test]
fn a_clock_that_jumps_while_a_session_is_open_is_asked_about_once() {
    for hours in [-48, 37, 24 * 400] {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        played.press("\n\n");
        assert_eq!(played.app.place(), Place::Revealed);
        played.now.utc_ms += hours * 3_600_000;
        played.press("3");
        assert_eq!((played.app.place(), played.disk.kept.len()), (Place::Clock, 0), "{hours}: the key waits");
        played.press("\n");
        assert_eq!(played.app.place(), Place::Revealed);
        played.press("3");
        assert_eq!((played.app.place(), played.practised().len()), (Place::Cue, 1), "{hours}");
    }
}
