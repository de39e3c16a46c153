use super::*;

const ID: &str = "01900000-0000-7000-8000-000000000001";

fn line(body: &str) -> String {
    format!(
        r#"{{"id":"{ID}","clock":3,"device":"{ID}","number":2,"utc_ms":1795449600000,"offset_minutes":60,"body":{body}}}"#
    )
}

fn lines(bytes: &[u8]) -> Vec<(u64, Result<String, String>)> {
    let mut lines = Lines::new(bytes);
    let mut read = Vec::new();
    while let Some(line) = lines.next_line().unwrap() {
        let line = match line {
            OneLine::Text(text) => Ok(text.to_owned()),
            OneLine::Bad(why) => Err(why),
        };
        read.push((lines.number(), line));
    }
    read
}

#[test]
fn the_list_of_kinds_is_that_of_the_events() {
    let said = serde_json::from_str::<Body>(r#"{"":1}"#).unwrap_err().to_string();
    let expected = said.split("expected one of ").nth(1).unwrap();
    let mut kinds: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let mut listed = Body::KINDS.to_vec();
    kinds.sort_unstable();
    listed.sort_unstable();
    assert_eq!(kinds, listed);
}

#[test]
fn a_line_is_written_as_it_was_read() {
    let known = r#"{"undone":{"event":"01900000-0000-7000-8000-000000000009","more":[1e3, "\u00e9"]}}"#;
    for body in [known, r#"{"dreamt":{"of":[{}, null, true, -1.5e3, "\ud83d\ude00"]}}"#, r#""rested""#] {
        let text = line(body);
        let (read, _) = read(&text).unwrap();
        let mut written = Vec::new();
        read.write(&mut written);
        assert_eq!(String::from_utf8(written).unwrap(), format!("{text}\n"));
    }
    let subject = line(r#"{"dreamt":1}"#).replace("\"body\"", "\"subject\":\"dream:\\\"x\",\"body\"");
    let (read, _) = read(&subject).unwrap();
    let mut written = Vec::new();
    read.write(&mut written);
    assert_eq!(String::from_utf8(written).unwrap(), format!("{subject}\n"));
}

#[test]
fn what_is_no_event_is_refused_with_a_reason() {
    let plain = line(r#"{"undone":{"event":"01900000-0000-7000-8000-000000000009"}}"#);
    let practised = |at: &str| {
        line(&format!(
            r#"{{"practised":{{"card":"a/k","kind":"now","at":{{"utc_ms":{at},"offset_minutes":0}},"day":"2026-11-23"}}}}"#
        ))
    };
    let deep = format!(r#"{{"dreamt":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    for (text, why) in [
        ("{".to_owned(), "EOF while parsing"),
        ("[]".to_owned(), "no JSON object"),
        (plain.replace("\"clock\":3", "\"clock\":-3"), "invalid value: integer `-3`"),
        (plain.replace("\"clock\":3", "\"clock\":18446744073709551615"), "more than any record counts to"),
        (plain.replace("\"clock\":3", "\"clock\":99999999999999999999"), "invalid type: floating point"),
        (plain.replace("\"number\":2", "\"number\":9223372036854775808"), "more than any record counts to"),
        (plain.replace("\"number\":2", "\"number\":2,\"number\":2"), "duplicate field `number`"),
        (plain.replace("1795449600000", "9223372036854775807"), "outside the years 1900 to 9999"),
        (plain.replace("1795449600000", "-9223372036854775808"), "outside the years 1900 to 9999"),
        (plain.replace("1795449600000", "1e400"), "number out of range"),
        (plain.replace("\"offset_minutes\":60", "\"offset_minutes\":1440"), "more than a day"),
        (plain.replace(ID, "00000000-0000-0000-0000-000000000000"), "all zeros"),
        (plain.replace(ID, "one"), "UUID parsing failed"),
        (plain.replace("\"body\"", "\"extra\":1,\"body\""), "unknown field `extra`"),
        (line("{}"), "its body is empty"),
        (line("7"), "expected a body"),
        (line(r#"{"a":1,"b":2}"#), "more than one field"),
        (line(r#"{"A b":1}"#), "its kind is not a word"),
        (line(r#"{"dreamt":1e400}"#), "number out of range"),
        (line(r#"{"dreamt":"\ud800"}"#), "unexpected end of hex escape"),
        (line(&deep), "recursion limit exceeded"),
        (line(r#"{"undone":{}}"#), "missing field `event`"),
        (line(r#"{"checked_in":{"distress":11}}"#), "0 to 10"),
        (line(r#"{"checked_in":{"distress":1,"distress":2}}"#), "duplicate field"),
        (line(r#"{"checked_in":{"more":1e999}}"#), "number out of range"),
        (practised("253402300800000"), "outside the years"),
    ] {
        let said = read(&text).map(|_| ()).unwrap_err();
        assert!(said.contains(why), "{text}\n{said}");
    }
    assert!(read(&practised("1795449600000")).is_ok());
}

#[test]
fn a_heading_says_what_the_file_is() {
    assert_eq!(read_heading(r#"{"rekindle_record":1,"later":[]}"#).unwrap().events, None);
    for (text, why) in [
        (r#"{"rekindle_record":2}"#, "a newer rekindle wrote it"),
        (r#"{"rekindle":1}"#, "does not begin as an export"),
        ("", "does not begin as an export"),
    ] {
        assert!(read_heading(text).unwrap_err().contains(why), "{text}");
    }
}

#[test]
fn lines_are_counted_and_bad_ones_passed_over() {
    let text = |text: &str| Ok(text.to_owned());
    assert_eq!(lines(b"\xEF\xBB\xBFa\r\n\n  \nb"), [(1, text("a")), (4, text("b"))]);
    assert_eq!(lines(b"a\xFF\nb\n"), [(1, Err("it is not UTF-8 at byte 2".to_owned())), (2, text("b"))]);
    assert_eq!(lines(b"{\0}\0").len(), 1);
    assert!(lines(b"\xFF\xFE{\0")[0].1.as_ref().unwrap_err().contains("UTF-16"));
    let mut long = vec![b'x'; LONGEST_LINE + 10];
    long.extend_from_slice(b"\ny\n");
    let read = lines(&long);
    assert!(read[0].1.as_ref().unwrap_err().contains("longer than 8 MiB"));
    assert_eq!(read[1], (2, text("y")));
}

#[test]
fn notes_and_people_are_left_out_and_nothing_else() {
    let notes = &[LeftOut::Notes][..];
    let body = r#"{"practised":{"card":"a/k","note":"secret","new":1}}"#;
    assert_eq!(leave_out("practised", body, notes).unwrap(), r#"{"practised":{"card":"a/k","new":1}}"#);
    assert_eq!(leave_out("practised", body, &[LeftOut::People]).unwrap(), body);
    assert_eq!(leave_out("people_changed", "{}", &[LeftOut::People]), None);
    assert_eq!(leave_out("dreamt", "{}", notes), None, "who knows what a newer kind holds");
}
