//! The language of the screens, from the environment and from the setting; JSON is the same in all of them.

use crate::env::{Run, TestEnv};

/// Runs a command where the environment asks for German.
fn in_german(env: &TestEnv, args: &[&str], input: &str) -> Run {
    let mut command = env.command(args);
    command.env("LANG", "de_DE.UTF-8");
    env.finish(command, input)
}

#[test]
fn the_environment_chooses_and_the_setting_comes_first() {
    let env = TestEnv::new();
    let said = in_german(&env, &["--plain"], "").text();
    assert!(said.contains("Willkommen") && said.contains("Tasten: Enter: beginnen"), "{said}");
    assert!(in_german(&env, &["help-lines"], "").text().contains("Menschen, die du erreichen kannst"));
    env.run(&["settings", "language", "en"]).text();
    let said = in_german(&env, &["--plain"], "").text();
    assert!(said.contains("Welcome") && said.contains("Keys: Enter: begin"), "{said}");
    env.run(&["settings", "language", "de"]).text();
    assert!(env.run(&["--plain"]).text().contains("Willkommen"));
}

#[test]
fn german_words_stand_for_keys_line_by_line() {
    let env = TestEnv::new();
    let said = in_german(&env, &["--plain"], "hilfe\nzurück\nbeginnen\n").text();
    assert!(said.contains("Deine eigenen Menschen und Orte"), "{said}");
    assert!(said.contains("Hier ist eine neue."), "{said}");
    assert!(!said.contains("That is not one of the keys"), "{said}");
}

#[test]
fn json_is_the_same_in_every_language() {
    let env = TestEnv::new();
    env.run(&["log", "grounding/feet-press", "--recall", "good", "--helped", "helped"]).text();
    for args in [
        &["about", "--json"][..],
        &["now", "--json"],
        &["today", "--plan", "--json"],
        &["helped", "--json"],
        &["settings", "--json"],
        &["help-lines", "--json"],
        &["forecast", "--json"],
        &["status", "--json"],
    ] {
        let english = env.finish(env.command(args), "").text();
        assert_eq!(in_german(&env, args, "").text(), english, "{args:?}");
    }
}
