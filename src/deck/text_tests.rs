use proptest::prelude::*;

use super::*;

/// Text that must come through untouched: Persian with non-joiners, Hindi and Marathi with joiners, families, flags.
const UNTOUCHED: &[&str] = &[
    "Press and release the feet.\n- once\n- again",
    "می‌خواهم نفس بکشم",
    "ه‍.ق",
    "क्‍ष और ज्ञान, नमस्ते",
    "र्‍य",
    "ശാന്തി",
    "မြန်မာ",
    "ខ្មែរ",
    "สวัสดี ที่นี่",
    "שָׁלוֹם",
    "👨‍👩‍👧‍👦 👩🏽‍⚕️ 🏳️‍🌈 🇩🇪 ❤️ 1️⃣",
    "葛󠄀城",
    "e\u{301}\u{323} Å ñ ǖ",
    "\u{E000} private",
    "«quotes» – dash… 10 °C",
];

#[test]
fn writing_of_the_world_reads_as_it_was_written() {
    for text in UNTOUCHED {
        assert_eq!(SafeText::new(text).as_str(), *text);
        assert_eq!(unsafe_parts(text), [], "{text}");
    }
}

#[test]
fn what_acts_or_hides_is_replaced_visibly() {
    for (text, safe) in [
        ("1\u{1B}0", "1\u{FFFD}0"),
        ("a\u{9B}2J", "a\u{FFFD}2J"),
        ("\u{1B}]52;c;aGk=\u{7}", "\u{FFFD}]52;c;aGk=\u{FFFD}"),
        ("a\tb", "a    b"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\u{FFFD}b"),
        ("a\r\r\nb", "a\u{FFFD}\nb"),
        ("abc\u{202E}txt", "abc\u{FFFD}txt"),
        ("pay\u{200B}pal", "pay\u{FFFD}pal"),
        ("pay\u{200D}pal", "pay\u{FFFD}pal"),
        ("pay\u{200C}pal", "pay\u{FFFD}pal"),
        ("👍\u{200D}x", "👍\u{FFFD}x"),
        ("a\u{FE0F}", "a\u{FFFD}"),
        ("1\u{FE0F}", "1\u{FFFD}"),
        ("\u{FEFF}start", "\u{FFFD}start"),
        ("\u{E0041}", "\u{FFFD}"),
        ("a\u{E0100}", "a\u{FFFD}"),
        ("a\u{2028}b\u{2029}c", "a\u{FFFD}b\u{FFFD}c"),
        ("\u{3164}\u{FFA0}\u{115F}\u{1160}\u{AD}\u{180E}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("\0\u{7F}", "\u{FFFD}\u{FFFD}"),
    ] {
        assert_eq!(SafeText::new(text).as_str(), safe, "{text:?}");
    }
}

#[test]
fn five_thousand_marks_become_eight() {
    let text = format!("a{}b", "\u{301}".repeat(5_000));
    assert_eq!(SafeText::new(&text).as_str(), format!("a{}\u{FFFD}b", "\u{301}".repeat(8)));
    let spacing = format!("क{}", "\u{93E}".repeat(50));
    assert_eq!(SafeText::new(&spacing).as_str().chars().count(), 1 + 8 + 1);
}

#[test]
fn what_is_wrong_has_a_name() {
    let found = unsafe_parts("ab\u{202E}c");
    assert_eq!(found, [Unsafe { at: 2, character: '\u{202E}', name: "right-to-left override" }]);
    assert_eq!(found[0].to_string(), "right-to-left override U+202E");
    assert_eq!(unsafe_parts("\u{7}")[0].to_string(), "bell U+0007");
    assert_eq!(unsafe_char('\n'), None);
    assert_eq!(unsafe_char('é'), None);
}

#[test]
fn a_swept_cell_keeps_its_width() {
    for clean in ["a", " ", "é", "漢", "👍🏽", "می", "e\u{301}", ""] {
        assert_eq!(sweep(clean), None, "{clean}");
    }
    for (cell, shown) in [
        ("\n", "\u{FFFD}"),
        ("\u{1B}", "\u{FFFD}"),
        ("a\u{200B}", "\u{FFFD}"),
        ("漢\u{202E}", "\u{FFFD} "),
        ("x\u{E0041}\u{E0042}", "\u{FFFD}"),
        ("\u{1B}]0;title\u{7}", "\u{FFFD} "),
    ] {
        assert_eq!(sweep(cell).as_deref(), Some(shown), "{cell:?}");
    }
    let piled = format!("a{}", "\u{301}".repeat(100));
    assert_eq!(sweep(&piled).as_deref(), Some("\u{FFFD}"));
}

#[test]
fn one_line_has_no_newline() {
    assert_eq!(SafeText::new("a\nb\r\nc").one_line().as_str(), "a b c");
}

/// Text made of what could go wrong: joiners, selectors, marks, pictures, controls beside each other.
fn troubled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\u{200C}",
            "\u{200D}",
            "\u{FE0F}",
            "\u{FE0E}",
            "\u{20E3}",
            "\u{301}",
            "\u{94D}",
            "\u{93E}",
            "क",
            "م",
            "👩",
            "🏽",
            "❤",
            "1",
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\u{1B}",
            "\u{202E}",
            "\u{E0100}",
            "葛",
            "\u{180B}",
            "ᠠ",
            "\u{1160}",
            "\u{1161}",
            "\u{FFFD}",
            "a",
            "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in troubled()) {
        let once = SafeText::new(&text);
        prop_assert_eq!(SafeText::new(once.as_str()), once);
    }

    #[test]
    fn nothing_unsafe_remains(text in troubled()) {
        let safe = SafeText::new(&text);
        prop_assert_eq!(unsafe_parts(safe.as_str()), []);
        prop_assert!(safe.as_str().chars().all(|c| unsafe_char(c).is_none()));
        let acts = safe.as_str().contains(['\t', '\r', '\u{1B}']);
        prop_assert!(!acts);
    }

    #[test]
    fn what_has_no_fault_is_unchanged(text in troubled()) {
        if unsafe_parts(&text).is_empty() {
            let safe = SafeText::new(&text);
            prop_assert_eq!(safe.as_str(), text.as_str());
        }
    }

    #[test]
    fn plain_text_is_unchanged(text in "[ -~\n]{0,80}") {
        let safe = SafeText::new(&text);
        prop_assert_eq!(safe.as_str(), text.as_str());
    }

    #[test]
    fn a_swept_cell_is_clean(cell in troubled()) {
        if let Some(shown) = sweep(&cell) {
            prop_assert_eq!(sweep(&shown), None);
        }
    }
}
