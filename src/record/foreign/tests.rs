use super::table::{Map, Options, Table, read, time};
use super::*;
use crate::record::catalog::Entry;

const NOW: Moment = Moment { utc_ms: 1_800_000_000_000, offset_minutes: 60 };

fn entry(id: &str, title: &str, active: bool) -> Entry {
    Entry {
        id: id.parse().unwrap(),
        title: title.into(),
        family: "grounding".to_owned(),
        seconds: 60,
        gates: 0,
        states: 0,
        favourite: false,
        rests_until: None,
        due: None,
        active,
    }
}

fn names(deck: Option<&str>) -> Names {
    let cards = [
        entry("a/k", "Feet down", true),
        entry("a/m", "Look around", true),
        entry("b/k", "Hands warm", true),
        entry("b/old", "Feet down", false),
        entry("b/gone", "Something old", false),
    ];
    Names::new(cards, deck)
}

fn options(map: &str) -> Options {
    Options { map: map.parse().unwrap(), header: true, offset_minutes: 60 }
}

fn table(text: &str) -> Table {
    read(text.as_bytes(), &options("")).unwrap()
}

fn converted(table: Table) -> Converted {
    let mut converted = convert(table.reviews, &names(None), |_| false, &Model::default(), NOW, 4);
    converted.refused.extend(table.refused);
    converted
}

fn practices(converted: &Converted) -> Vec<&Practised> {
    let of = |event: &'_ Event| match &event.body {
        Body::Practised(_) => (),
        other => panic!("{other:?}"),
    };
    converted.events.iter().for_each(|(_, event)| of(event));
    converted
        .events
        .iter()
        .filter_map(|(_, event)| if let Body::Practised(practised) = &event.body { Some(practised) } else { None })
        .collect()
}

#[test]
fn a_card_is_known_by_id_slug_or_title() {
    let names = names(None);
    let found = |name: &str| names.find(name).map(ToString::to_string);
    assert_eq!(found("a/k").unwrap(), "a/k");
    assert_eq!(found(" m ").unwrap(), "a/m");
    assert_eq!(found("Hands warm").unwrap(), "b/k");
    assert_eq!(found("Feet down").unwrap(), "a/k", "a card that a deck holds goes before one that is only remembered");
    assert_eq!(found("Something old").unwrap(), "b/gone");
    assert_eq!(found("k").unwrap_err(), "`k` may be a/k or b/k; write the id of one of them");
    assert_eq!(found("feet down").unwrap_err(), "no card has the id or title `feet down`");
    let of_b = Names::new([entry("a/k", "Feet down", true), entry("b/k", "Hands warm", true)], Some("b"));
    assert_eq!(of_b.find("k").unwrap().as_str(), "b/k");
}

#[test]
fn times_are_read_in_every_usual_form() {
    let ms = 1_795_449_600_000;
    for text in [
        "2026-11-23T17:00:00+01:00",
        "2026-11-23T16:00:00Z",
        "2026-11-23 17:00:00",
        "2026-11-23T17:00",
        "2026-11-23 11:00:00 -0500",
        "1795449600",
        "1795449600000",
        "1795449600.0",
    ] {
        assert_eq!(time(text, 60).unwrap().utc_ms, ms, "{text}");
    }
    assert_eq!(time("1795449600.25", 60).unwrap().utc_ms, ms + 250);
    assert_eq!(time("2026-11-23", 60).unwrap().utc_ms, ms - 5 * 3_600_000);
    for text in ["yesterday", "23.11.2026", "2026-13-01", "1e400", "99999999999999999999"] {
        assert!(time(text, 60).is_err(), "{text}");
    }
}

#[test]
fn a_log_is_read_and_what_cannot_be_taken_is_told_by_row() {
    let text = "Card ID;Review time;Rating;Duration\n\
                a/k;2026-11-20 08:00:00;3;12.4\n\
                \"Look around\";1795449600;Hard;\n\
                a/k;2026-11-20 08:00:00;3;12.4\n\
                nowhere;2026-11-20 08:00:00;3;1\n\
                a/k;sometime;3;1\n\
                a/k;2026-11-21 08:00:00;5;1\n\
                a/k;2026-11-21 08:00:00;;1\n\
                a/k;2026-11-21 08:00:00;4;-1\n\
                a/k;2226-11-21 08:00:00;4;1\n\
                a/k\n";
    let table = table(text);
    assert_eq!(
        table.columns,
        ["card from `Card ID`", "time from `Review time`", "grade from `Rating`", "seconds from `Duration`"]
    );
    let converted = converted(table);
    let refused: Vec<String> =
        converted.refused.iter().map(|refused| format!("{} {}", refused.row, refused.why)).collect();
    assert_eq!(refused.len(), 7, "{refused:#?}");
    for part in [
        "5 no card",
        "6 its time",
        "7 its grade",
        "8 it has no grade",
        "9 its duration",
        "10 its time is still",
        "11 it has no time",
    ] {
        assert!(refused.iter().any(|why| why.starts_with(part)), "{part}: {refused:#?}");
    }
    assert_eq!(converted.repeated, 1);
    let practices = practices(&converted);
    assert_eq!(practices.len(), 2);
    let k = practices.iter().find(|one| one.card.as_str() == "a/k").unwrap();
    assert_eq!((k.recall, k.seconds, k.kind), (Some(Recall::Good), Some(12), Kind::Review));
    assert!(k.due > Some(k.day) && k.due <= Some(k.day.plus(90)));
}

#[test]
fn the_same_review_makes_the_same_event_wherever_it_comes_in() {
    let one = converted(table("card,time,grade\na/k,2026-11-20T08:00:00+01:00,3\na/k,2026-11-22T08:00:00+01:00,1\n"));
    let other = converted(table("grade,time,card\n3,2026-11-20T07:00:00Z,Feet down\n"));
    assert_eq!(one.events[0].1.id.0.get_version_num(), 5);
    let first = one.events.iter().find(|(row, _)| *row == 2).unwrap();
    assert_eq!(other.events[0].1.id, first.1.id);
    assert_eq!(other.events[0].1.order, first.1.order);
}

#[test]
fn memory_follows_from_the_log() {
    let converted =
        converted(table("card,time,grade\na/k,2026-11-22 08:00,2\na/k,2026-11-10 08:00,3\na/k,2026-11-14 08:00,1\n"));
    let mut practices = practices(&converted);
    practices.sort_by_key(|one| one.at.utc_ms);
    let model = Model::default();
    let mut known = Remembered::default();
    for one in practices {
        known = known.after(&model, Turn { day: one.day, recall: one.recall, due: None });
        let days = model.interval(known.memory.unwrap().stability(), Retention::DEFAULT).round().max(1.0);
        #[allow(clippy::cast_possible_truncation, reason = "a few days")]
        let due = one.day.plus(days as i64);
        assert_eq!(one.due, Some(due));
    }
}

#[test]
fn columns_can_be_named() {
    let named = read("when,what,how\n2026-11-20,a/k,3\n".as_bytes(), &options("card=what,grade=3")).unwrap();
    assert_eq!(named.reviews.len(), 1);
    let bare = Options { header: false, ..options("card=2,time=1,grade=3") };
    assert_eq!(read("2026-11-20,a/k,3\n".as_bytes(), &bare).unwrap().reviews.len(), 1);
    for (map, text, why) in [
        ("", "what,when\n", "which column holds the card"),
        ("card=what", "what,day\n", "which column holds the time"),
        ("", "card,time\n", "which column holds the grade"),
        ("card=where", "what,when\n", "it has no column `where`; its columns are: `what`, `when`"),
        ("", "", "it is empty"),
        ("", "\u{feff}", "it is empty"),
        ("", "c\0a\0r\0d\0", "UTF-16"),
    ] {
        let said = read(text.as_bytes(), &options(map)).unwrap_err();
        assert!(said.contains(why), "{map} {text}: {said}");
    }
    for map in ["card", "colour=1", "card=1,card=2"] {
        assert!(map.parse::<Map>().is_err(), "{map}");
    }
}

#[test]
fn a_quote_that_is_never_closed_takes_no_memory() {
    let mut text = "card,time,grade\n\"".to_owned();
    text.push_str(&"x\n".repeat(2 << 20));
    assert!(read(text.as_bytes(), &options("")).unwrap_err().contains("a quote may not be closed"));
    let not_utf8 = read(&b"card,time,grade\n\xff,2026-11-20,3\na/k,2026-11-20,3\n"[..], &options("")).unwrap();
    assert_eq!((not_utf8.reviews.len(), not_utf8.refused[0].why.as_str()), (1, "its card is not UTF-8"));
}
