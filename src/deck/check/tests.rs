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
        // As they are written in Germany, Austria, Switzerland, France, the Netherlands, Spain, Italy.
        "(030) 123456-7",
        "030/1234567",
        "0043 1 40400 0",
        "044 668 18 00",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "020-123 4567",
        "912 34 56 78",
        "02 1234 5678",
        // In Britain, Ireland, Sweden, Denmark, Norway, Poland, Russia.
        "07700 900123",
        "01 234 5678",
        "08-123 456 78",
        "12 34 57 89",
        "123 45 678",
        "600 123 457",
        "8 (800) 200-01-22",
        // In Japan, Korea, China, India, Brazil, Australia, North America.
        "03-1234-5678",
        "010-1234-5678",
        "138 0013 8000",
        "98765 43210",
        "(11) 91234-5678",
        "0412 345 678",
        "1-800-273-8255",
        "202.555.0143",
        // Short ones that somebody says are to be called.
        "the emergency number is 112",
        "phone number 12345",
        "call the number 1177",
        "988 Lifeline",
        "Helpline: 13 11 14",
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
        "release number 123",
        "The number 512 is on the door.",
        "number 1234 of the list",
        "Pick the number 777.",
        "version 2026.11.25",
        "version 10.0.19045",
        "v10.15.7001",
        "card 20260001",
        "item no. 4815162",
        "PMC1234567 and NCT01234567",
        "pages 10112-10125",
        "pp. 1411-23, 1433-40",
        "1000-2500 steps",
        "1 234 567 stars",
        "at 10.30-11.30",
        "from 09.00 - 17.30",
        "1.11.2026 - 5.11.2026",
        "2026-11-01 10.30",
        "11/25/2026",
        "breathe 4-6 x8",
        "breathe 4-4-6-2 x10",
        "Breathe 10-12-14-16-20.",
        "12-14-18-22 counts",
        "90-60-90",
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

/// A deck with one card whose first step says this; returns the messages of the check.
fn messages(say: &str) -> Vec<String> {
    let mut deck = crate::deck::sample::deck();
    deck.cards.truncate(1);
    deck.cards[0].steps[0].say = Some(say.into());
    deck.cards[0].steps[0].seconds = Some(60);
    let reading = crate::deck::formats::read(crate::deck::write::to_json(&deck).as_bytes());
    reading.problems.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn a_title_that_says_it_alone_calls_for_a_strong_gate() {
    for (title, gate) in [("Cold water", Some("cold")), ("Body scan", Some("scan")), ("A slower breath", None)] {
        let mut deck = crate::deck::sample::deck();
        deck.cards.truncate(1);
        deck.cards[0].title = title.into();
        deck.cards[0].steps[0].say = Some("Begin when it suits you.".into());
        let reading = crate::deck::formats::read(crate::deck::write::to_json(&deck).as_bytes());
        let found = reading.problems.into_iter().find_map(|problem| {
            let (_, gate) = problem.message.split_once(" without the gate ")?;
            Some(gate.trim_matches('"').to_owned())
        });
        assert_eq!(found.as_deref(), gate, "{title}");
    }
}

#[test]
fn what_calls_for_a_gate_is_found() {
    for (say, gate) in [
        ("Hold your breath.", "hold"),
        ("Take a breath in and hold it for 4.", "hold"),
        ("Breathe in, hold for a count of 4, breathe out.", "hold"),
        ("Keep the air in.", "hold"),
        ("Pause with your lungs full.", "hold"),
        ("Hold an ice cube.", "cold"),
        ("Splash your face with cold water.", "cold"),
        ("Put a cold pack on your neck.", "cold"),
        ("Take a cold shower.", "cold"),
        ("Put your face in the bowl of water.", "cold"),
        ("Dip your face for a moment.", "cold"),
        ("Do 20 push-ups.", "exertion"),
        ("Run on the spot.", "exertion"),
        ("Sprint to the corner.", "exertion"),
        ("Do ten jumping jacks.", "exertion"),
        ("Scan your body.", "scan"),
        ("Do a short body scan.", "scan"),
        ("Move your attention from head to toe.", "scan"),
        ("Notice each part of your body.", "scan"),
        ("Bring the trauma memory to mind.", "memory"),
        ("Go back to that day in your mind.", "memory"),
        ("Think about your worst memory.", "memory"),
        ("Remember what happened.", "memory"),
        ("Take three deep breaths.", "breath"),
        ("Slowly inhale.", "breath"),
        ("Follow your breath.", "breath"),
        ("Where do you feel it in your body?", "body"),
        ("Tense your fists.", "body"),
        ("Put one hand on your chest.", "touch"),
        ("Give yourself a pat: stroke your arm.", "touch"),
        ("Hug yourself.", "touch"),
        ("Imagine a warm beach.", "imagery"),
        ("Visualise a door.", "imagery"),
    ] {
        let wanted = format!("without the gate \"{gate}\"");
        let found = messages(say);
        assert!(found.iter().any(|message| message.ends_with(&wanted)), "{say}: {found:?}");
    }
    for say in ["Close your eyes.", "Sit with eyes closed.", "With closed eyes, listen."] {
        assert_eq!(messages(say), ["closed eyes", "closed eyes without a caution"], "{say}");
    }
}

#[test]
fn what_only_sounds_like_it_is_left_alone() {
    for say in [
        "Hold a warm cup in both hands.",
        "Hold on to the rail.",
        "Find a wall that holds you.",
        "Do not hold your breath.",
        "Breathe as usual, without holding your breath.",
        "Say it as you breathe out.",
        "Let one breath go by.",
        "Sip some cold water.",
        "Drink a glass of ice water.",
        "Are you cold, or hungry?",
        "Run a finger along the edge.",
        "Run through the list once.",
        "Sit up slowly.",
        "Look from the left wall to the right.",
        "Scan the room for something blue.",
        "Recall a kind word.",
        "Keep your eyes open.",
        "There is no need to close your eyes.",
        "Close the door.",
        "Close your fists, then let them open.",
        "Put a hand on the table.",
        "Look at a picture.",
        "Adjust the chair. Mustard, justice, unbroken.",
        "Say: \"I should have known.\"",
        "You might say *I must not cry*, and let it pass.",
        "Wait a second, then look up.",
        "Ten minutes is plenty to ask for.",
        "Think of the last ten minutes.",
        "Come back in half an hour.",
    ] {
        assert_eq!(messages(say), Vec::<String>::new(), "{say}");
    }
}

#[test]
fn a_time_in_the_text_is_held_against_the_timer() {
    for (say, seconds, times, fits) in [
        ("Press for 30 seconds.", 5, None, false),
        ("Press for 30 seconds.", 30, None, true),
        ("Press for about 30s.", 5, None, false),
        ("Press for 30 seconds.", 10, Some(3), true),
        ("Press for 5 seconds, three times.", 5, Some(3), true),
        ("Press for 5 seconds, four times.", 5, Some(3), false),
        ("Press for 5 seconds, then rest for 10 seconds.", 15, None, true),
        ("Press for 5 seconds each side.", 10, None, true),
        ("Press for 5 seconds.", 60, None, false),
        ("Walk for two minutes.", 120, None, true),
        ("Walk for two minutes.", 60, None, false),
        ("Walk for a minute.", 60, None, true),
        ("Rest for half a minute.", 30, None, true),
        ("Rest for 20-30 seconds.", 25, None, true),
        ("Rest for 20 to 30 seconds.", 60, None, false),
        ("Rest for forty-five seconds.", 45, None, true),
        ("Look up every 5 seconds.", 60, None, true),
        ("Bleib für 30 Sekunden.", 5, None, false),
    ] {
        let mut deck = crate::deck::sample::deck();
        deck.cards.truncate(1);
        let step = &mut deck.cards[0].steps[0];
        (step.say, step.seconds, step.times) = (Some(say.into()), Some(seconds), times);
        let found = crate::deck::formats::read(crate::deck::write::to_json(&deck).as_bytes()).problems;
        assert_eq!(found.is_empty(), fits, "{say} in {seconds} s: {found:#?}");
    }
}
