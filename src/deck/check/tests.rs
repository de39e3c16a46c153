use super::contact::{links, phones};
use super::*;

#[test]
fn phone_numbers_are_found() {
    for text in [
        "Ring +44 20 7946 0958 now.",
        "(202) 555-0123",
        "202-555-0123",
        "202.555.0123",
        "2025550123",
        "0800 1110",
        "0800 123 456",
        "01 23 45 67 89",
        "00 49 30 1234567",
        "12 38 56 71",
        "6123 4567",
        "612 345 678",
        "call 988",
        "Dial 112.",
        "text HOME to 741741",
        "116 123",
        "13 11 14",
        "+1-800-273-8255",
        "٠٨٠٠ ١١١ ٢٢٢",
    ] {
        assert_eq!(phones(text, false).len(), 1, "{text}");
    }
}

#[test]
fn numbers_that_are_not_for_calling_pass() {
    for text in [
        "5 4 3 2 1",
        "10 9 8 7 6 5 4 3 2 1",
        "1 2 3 4 5 6 7 8 9 10",
        "100 93 86 79 72",
        "10 20 30 40 50",
        "In 2023, not 1999.",
        "1990 2000 2010",
        "2011-2015",
        "2023-05-17",
        "17.05.2023",
        "17/05/2023",
        "at 10:30 or 22:45:00",
        "4-7-8",
        "4 7 8 4 7 8 4",
        "1 000 000 grains",
        "1,000,000 grains",
        "3.1415926",
        "10000 steps",
        "Count to 100. 20 seconds.",
        "in 4, out 6, 8 breaths",
        "Call 3 friends",
        "page 1411-1423",
        "24/7",
        "Name 5 things, then 4, 3, 2, 1.",
    ] {
        assert_eq!(phones(text, false), [], "{text}");
    }
}

#[test]
fn sources_hold_numbers_of_other_kinds() {
    for text in [
        "Behav Res Ther 2005;43:121-134",
        "doi 10.1016/0005-7967(90)90135-6",
        "10.1176/appi.ajp.2012.12030322",
        "PMID 12345678",
        "ISBN 978-0-306-40615-7",
        "J Trauma Stress 2012 25 241-251",
        "Balban et al. 2023; Fincham et al. 2023",
    ] {
        assert_eq!(phones(text, true), [], "{text}");
        assert_eq!(links(text), [], "{text}");
    }
    assert_eq!(phones("ask at +44 20 7946 0958", true).len(), 1);
}

#[test]
fn links_are_found_and_sentences_are_not() {
    for (text, link) in [
        ("see https://example.org/a.", "https://example.org/a"),
        ("HTTP://X.Y", "HTTP://X.Y"),
        ("www.example.org", "www.example.org"),
        ("(example.org)", "example.org"),
        ("go to example.co.uk today", "example.co.uk"),
        ("EXAMPLE.COM", "EXAMPLE.COM"),
        ("write to a.b@example.org!", "a.b@example.org"),
        ("youtu.be/abc", "youtu.be/abc"),
        ("ask.me.now.it", "ask.me.now.it"),
        ("mailto:x", "mailto:x"),
    ] {
        assert_eq!(links(text).iter().map(|(_, link)| *link).collect::<Vec<_>>(), [link], "{text}");
    }
    for text in [
        "Feel the floor. It holds you.",
        "the floor.It holds",
        "e.g. this, i.e. that",
        "Wait… what?",
        "at 4.5 seconds",
        "a.m. or p.m.",
        "Ehlers & Clark et al.",
        "look at it.in a moment",
        "Note: this",
        "@ home",
        "steps 1.-3.",
    ] {
        assert_eq!(links(text), [], "{text}");
    }
}

#[test]
fn findings_say_where() {
    let found = text("Look up.\nSee www.example.org", Kind::Body);
    assert_eq!((found[0].at, found[0].severity), (13, Severity::Error));
    let found = text("two\nlines", Kind::Line);
    assert_eq!(found[0].at, 3);
    let found = text("*soft* and **hard**", Kind::Body);
    assert_eq!((found.len(), found[0].at, found[0].severity), (1, 11, Severity::Advice));
    assert_eq!(text("- one\n- two\n1. three", Kind::Body), []);
}
