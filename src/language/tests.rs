//! What holds for the words of every language.

use super::*;

#[test]
fn the_environment_names_a_language() {
    for (around, tag) in [
        ([None, None, None], "en"),
        ([None, None, Some("de_DE.UTF-8")], "de"),
        ([None, Some("de_AT@euro"), Some("en_US.UTF-8")], "de"),
        ([Some("C"), Some("de_DE"), Some("de_DE")], "en"),
        ([Some(""), None, Some("DE")], "de"),
        ([None, Some("fr_FR.UTF-8"), Some("de_DE")], "en"),
        ([None, None, Some("den_CA")], "en"),
        ([None, None, Some("POSIX")], "en"),
    ] {
        assert_eq!(of_locale(around).tag, tag, "{around:?}");
    }
}

#[test]
fn a_language_that_was_set_comes_first() {
    for (set, around, tag) in [(None, &DE, "de"), (Some("en"), &DE, "en"), (Some("de"), &EN, "de"), (None, &EN, "en")] {
        assert_eq!(chosen(set, around).tag, tag, "{set:?}");
    }
}
