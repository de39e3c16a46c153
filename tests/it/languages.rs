//! The language of the screens, from the environment and from the setting; JSON is the same in all of them.

use std::fs;
use std::os::unix::fs::PermissionsExt;

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
        &["record", "list", "--show", "--json"],
        &["backup", "--json"],
        &["backup", "--list", "--json"],
        &["doctor", "--json"],
        &["doctor", "--repair", "--json"],
    ] {
        let english = env.finish(env.command(args), "").text();
        assert_eq!(in_german(&env, args, "").text(), english, "{args:?}");
    }
}

/// Words that no German sentence has.
const ENGLISH: &[&str] = &["the", "and", "your", "you", "is", "it", "again", "with", "of", "nothing", "practice"];

/// Says what is English in what was printed, apart from titles and words of cards, and from what is typed as it stands.
fn english_in(said: &str) -> Vec<String> {
    let said = said.lines().map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join(" "));
    let said = said.collect::<Vec<_>>().join("\n");
    let from_a_card = ["Press your feet, let them go", "An object in your hands"];
    let said = from_a_card.iter().fold(said, |said, title| said.replace(title, ""));
    let word = |word: &str| ENGLISH.contains(&word.to_lowercase().as_str());
    let english = |line: &&str| line.split(|c: char| !c.is_alphanumeric()).any(word);
    said.lines().filter(english).map(str::to_owned).collect()
}

#[test]
fn what_commands_print_about_practising_is_german_too() {
    let env = TestEnv::new();
    let mut all = String::new();
    for (args, input) in [
        (&["today", "--plan"][..], ""),
        (&["status"], ""),
        (&["log", "grounding/feet-press", "--recall", "good"], ""),
        (&["log", "grounding/feet-press", "--helped", "worse"], ""),
        (&["log", "grounding/feet-press", "--recall", "good", "--at", "2026-11-20T10:00:00+01:00"], ""),
        (&["card", "favourite", "feet-press"], ""),
        (&["card", "favourite", "feet-press", "--off"], ""),
        (&["card", "rest", "feet-press", "--until", "2026-12-24"], ""),
        (&["card", "rest", "feet-press"], ""),
        (&["card", "resume", "feet-press"], ""),
        (&["card", "edit", "texture-hold", "--title", "Etwas in der Hand"], ""),
        (&["card", "edit", "texture-hold", "--reset"], ""),
        (&["card", "edit", "texture-hold", "--reset"], ""),
        (&["gates", "breath", "allow"], ""),
        (&["gates"], ""),
        (&["settings"], ""),
        (&["help-lines", "--add"], "Anna\n0123\n"),
        (&["help-lines", "--add"], "\n\n"),
        (&["help-lines"], ""),
        (&["tune"], ""),
        (&["tune", "--undo"], ""),
        (&["fair-test", "--stop"], ""),
        (&["fair-test"], ""),
        (&["helped"], ""),
        (&["forecast"], ""),
        (&["about"], ""),
        (&["undo", "--steps", "20"], ""),
        (&["undo", "--steps", "20"], ""),
        (&["undo"], ""),
    ] {
        let said = in_german(&env, args, input).whole();
        assert_eq!(english_in(&said), [""; 0], "{args:?}");
        all += &said;
    }
    for sentence in [
        "Behalten: Press your feet, let them go. Sie kommt am ",
        "Danke, dass du es sagst.",
        "Sie steht nun an ihrem Platz unter den anderen.",
        "ruht bis zum 24. Dezember 2026.",
        "Atem (breath): erlaubt",
        "Anna steht jetzt auf deiner Liste.",
        "Es gibt nichts zurückzunehmen.",
    ] {
        assert!(all.contains(sentence), "{sentence}");
    }
}

/// Runs commands one after another where the environment asks for German, and fails where one of them says English.
fn all_in_german(env: &TestEnv, commands: &[(&[&str], &str)]) -> String {
    let mut all = String::new();
    for (args, input) in commands {
        let said = in_german(env, args, input).whole();
        assert_eq!(english_in(&said), [""; 0], "{args:?}");
        all += &said;
    }
    all
}

fn assert_says(all: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(all.contains(sentence), "{sentence}\n{all}");
    }
}

#[test]
fn what_commands_print_about_files_is_german_too() {
    let env = TestEnv::new();
    let mut all = all_in_german(
        &env,
        &[
            (&["backup", "--list"], ""),
            (&["log", "grounding/feet-press", "--recall", "good"], ""),
            (&["backup"], ""),
            (&["backup", "--list"], ""),
            (&["restore"], ""),
            (&["restore", "latest"], "\n"),
            (&["restore", "latest"], "ja\n"),
            (&["backup", "--list"], ""),
            (&["doctor"], ""),
            (&["doctor", "--rebuild"], ""),
        ],
    );
    fs::set_permissions(env.data(), fs::Permissions::from_mode(0o755)).unwrap();
    env.open_record().execute("UPDATE deck SET title = 'other'", []).unwrap();
    all += &all_in_german(&env, &[(&["doctor"], ""), (&["doctor", "--repair"], "")]);
    let harmed = fs::read(env.record()).unwrap();
    fs::write(env.record(), &harmed[..harmed.len() / 2]).unwrap();
    all +=
        &all_in_german(&env, &[(&["doctor"], ""), (&["restore", "latest"], "nein\n"), (&["doctor", "--repair"], "")]);
    fs::write(env.record(), "something else").unwrap();
    fs::remove_dir_all(env.data().join("backups")).unwrap();
    all += &all_in_german(&env, &[(&["doctor"], "")]);
    assert_says(
        &all,
        &[
            "Noch gibt es keine Sicherung.",
            "geöffnet und ganz gelesen: eine Übung, ",
            "fragt vorher.",
            "Soll die Sicherung an seine Stelle kommen? [j/N] ",
            "Das ist in Ordnung. Nichts hat sich geändert.",
            "Deine Aufzeichnung ist jetzt die aus ",
            "aufgehoben, als eine Sicherung an ihre Stelle kam",
            "in Ordnung: Datei: heil",
            "bitte ansehen: Zugriff: andere an diesem Gerät können lesen: ",
            "etwas, das andere lesen konnten, ist jetzt nur für dich",
            "bitte ansehen: Datei: die Datei ist beschädigt",
            "die Aufzeichnung ist wieder heil",
            "ist keine Aufzeichnung von rekindle",
            "Geändert wurde nur, worum du gebeten hast",
        ],
    );
}

#[test]
fn what_commands_print_about_the_record_is_german_too() {
    let env = TestEnv::new();
    let at = |name: &str| env.folder().join(name).display().to_string();
    let (lines, table, odd) = (at("alles.jsonl"), at("tabelle.csv"), at("fremd.csv"));
    fs::write(&odd, "Karte,Zeit,Note\ngrounding/feet-press,2026-11-01 08:00:00,3\nanderswo,2026-11-01 08:00:00,3\n")
        .unwrap();
    let map = "card=Karte,time=Zeit,grade=3";
    let log =
        &["log", "feet-press", "--recall", "hard", "--helped", "worse", "--distress", "4:5", "--note", "so war es"];
    let mut all = all_in_german(
        &env,
        &[
            (&["record", "list"], ""),
            (&["record", "erase", "--card", "feet-press"], ""),
            (log, ""),
            (&["record", "list"], ""),
            (&["record", "list", "--show"], ""),
            (&["record", "edit", "last", "--note", "anders"], ""),
            (&["record", "edit", "last", "--helped", "same", "--erase-old"], ""),
            (&["record", "export", "--out", &lines], ""),
            (&["record", "export", "--out", &table, "--format", "csv"], ""),
            (&["record", "import", &lines], ""),
            (&["record", "import", &table, "--dry-run"], ""),
            (&["record", "erase", "--card", "feet-press", "--backups"], "\n"),
            (&["record", "erase", "--card", "feet-press"], "j\n"),
            (&["record", "erase", "--backups"], "j\n"),
            (&["record", "import", &lines], ""),
        ],
    );
    for more in [&[][..], &["--skip-bad"]] {
        let said = in_german(&env, &[&["record", "import", &odd, "--map", map], more].concat(), "");
        assert_eq!(english_in(&said.named_out()), [""; 0], "{more:?}");
        all += &said.named_out();
    }
    let ids = env.json(&["record", "list"]);
    let id = ids["practices"][0]["practice"].as_str().unwrap();
    fs::write(env.data().join("mein.txt"), "").unwrap();
    all += &all_in_german(
        &env,
        &[
            (&["record", "erase", "--entry", id], "ja\n"),
            (&["record", "erase", "--everything"], "ja\n"),
            (&["record", "erase", "--everything"], "alles löschen\n"),
            (&["record", "erase", "--everything"], ""),
        ],
    );
    assert_says(
        &all,
        &[
            "Gelöscht wird auch eine ältere Kopie der Aufzeichnung.",
            "So etwas steht nicht in der Aufzeichnung.",
            "wiederholt  mit Notiz\n",
            "    eingefallen: mit Mühe, Belastung 4:5, es wurde schlechter\n    | so war es\n",
            "Die Worte, die vorher dastanden, sind noch in der Aufzeichnung",
            "Wie es vorher dastand, ist gelöscht.",
            "Nur du kannst es lesen.",
            "Für immer löschen? Das lässt sich nicht zurücknehmen. [j/N] ",
            "Gelöscht: eine Übung",
            "eine neue Sicherung gemacht.",
            "Gelesen als: `card` aus `Karte`, `time` aus `Zeit`, `grade` aus `Note`.",
            "Nichts wurde aufgenommen: eine Zeile passt nicht.",
            "Aufgenommen: ein neuer Eintrag. Eine Zeile blieb draußen.",
            "Zum Weitergehen tippe: alles löschen",
            "ist nichts mehr von rekindle.",
            "Das ist noch da, weil es nicht von rekindle kommt: ",
        ],
    );
}

#[test]
fn the_language_that_was_set_is_heard_where_the_record_is_not_opened() {
    let env = TestEnv::new();
    env.run(&["settings", "language", "de"]).text();
    assert!(env.run(&["backup", "--list"]).text().contains("Noch gibt es keine Sicherung."));
    assert!(env.run(&["restore"]).text().contains("fragt vorher."));
}

#[test]
fn a_card_says_who_reviewed_it_and_when_in_each_language() {
    let env = TestEnv::new();
    env.run(&["log", "grounding/texture-hold", "--recall", "good"]).text();
    let shown = |language: &str, lines: &str| {
        let mut command = env.command(&["--plain"]);
        command.env("LANG", language);
        env.finish(command, lines).text()
    };
    assert!(shown("en_GB.UTF-8", "c\nfeet\n\n").contains("Reviewed: not yet clinically reviewed, 23 November 2026"));
    assert!(shown("de_DE.UTF-8", "c\nfeet\n\n").contains("Geprüft: noch nicht klinisch geprüft, 23. November 2026"));
    let said = in_german(&env, &["card", "show", "feet-press"], "").text();
    assert!(said.contains("Geprüft: noch nicht klinisch geprüft, 23. November 2026"), "{said}");
}

#[test]
fn lines_of_the_country_that_the_environment_names_come_first_and_hide_no_other() {
    let env = TestEnv::new();
    let said = in_german(&env, &["help-lines"], "").text();
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text} in {said}"));
    assert!(at("Deutschland") < at("Österreich") && at("TelefonSeelsorge") < at("Vereinigte Staaten"));
    env.run(&["settings", "region", "GB"]).text();
    assert!(!in_german(&env, &["help-lines"], "").text().contains("Deutschland"), "what was set comes first");
}
