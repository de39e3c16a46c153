//! The language of the screens, from the environment and from the setting; JSON is the same in all of them.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

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
    let deck = env.file("deck.json", german_deck("1.0.0").to_string()).display().to_string();
    for args in [
        &["deck", "list", "--json"][..],
        &["deck", "check", &deck, "--json"],
        &["deck", "add", &deck, "--dry-run", "--json"],
        &["about", "--json"],
        &["now", "--json"],
        &["today", "--plan", "--json"],
        &["helped", "--json"],
        &["settings", "--json"],
        &["help-lines", "--json"],
        &["forecast", "--json"],
        &["status", "--json"],
        &["report", "--with", "notes,states,people", "--json"],
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
    let printed = said.lines().filter(|line| !line.starts_with("$ "));
    let said = printed.map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join(" "));
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

/// A deck in German, so that whatever is English was said by the program.
fn german_deck(version: &str) -> Value {
    json!({
        "rekindle": 1,
        "id": "org.example.boden",
        "version": version,
        "title": "Boden",
        "summary": "Kleine Wege in den Raum.",
        "language": "de",
        "authors": [{"name": "A. Beispiel", "role": "Therapeutin"}],
        "license": "CC-BY-4.0",
        "reviewed": {"by": "not yet clinically reviewed", "on": "2026-01-01"},
        "contraindications": "Nicht beim Fahren.",
        "cards": [
            {
                "id": "ferse",
                "title": "Fersen in den Boden",
                "family": "grounding",
                "cues": ["Du sitzt und der Boden ist fern. Was machen die Fersen?"],
                "steps": [{"do": "Die Fersen leicht in den Boden, dann lockern.", "seconds": 10}],
                "why": "Druck ist leicht zu merken.",
                "states": ["numb"],
            },
            {
                "id": "atem",
                "title": "Ein langer Atemzug",
                "family": "breathwork",
                "cues": ["Der Atem ist schnell. Was kann er tun?"],
                "steps": [{"breathe": {"in": 4, "out": 6, "rounds": 4}}],
                "why": "Ein langer Atem macht das Herz langsamer.",
                "states": ["flooded"],
                "gates": ["breath"],
                "caution": "Wird dir schwindlig, lass es.",
                "instead": "ferse",
            },
        ],
        "paths": [{"id": "anfang", "title": "Der Anfang", "cards": ["ferse", "atem"]}],
    })
}

#[test]
fn what_commands_print_about_decks_is_german_too() {
    let env = TestEnv::new();
    let file = |name: &str, deck: &Value| env.file(name, deck.to_string()).display().to_string();
    let first = file("eins.json", &german_deck("1.0.0"));
    let mut changed = german_deck("1.1.0");
    changed["cards"][0]["title"] = "Fersen am Boden".into();
    changed["cards"][0]["gates"] = json!(["cold"]);
    changed["cards"][0]["caution"] = "Nicht auf Eis.".into();
    changed["cards"][1]["steps"] = json!([{"breathe": {"in": 4, "hold": 4, "out": 6, "rounds": 4}}]);
    changed["cards"][1]["gates"] = json!(["hold"]);
    for gone in ["caution", "instead"] {
        changed["cards"][1].as_object_mut().unwrap().remove(gone);
    }
    let mut new = changed["cards"][0].clone();
    (new["id"], new["title"]) = ("neu".into(), "Etwas Neues".into());
    changed["cards"].as_array_mut().unwrap().push(new);
    let second = file("zwei.json", &changed);
    let mut gone = changed.clone();
    gone["version"] = "1.2.0".into();
    gone["cards"].as_array_mut().unwrap().remove(2);
    gone["cards"].as_array_mut().unwrap().reverse();
    let third = file("drei.json", &gone);
    let at = |name: &str| env.folder().join(name).display().to_string();
    let mut all = all_in_german(
        &env,
        &[
            (&["deck", "new", &at("neu.md")], ""),
            (&["deck", "preview", &first], ""),
            (&["deck", "preview", &first, "--html", &at("blatt.html")], ""),
            (&["deck", "convert", &first, &at("eins.csv")], ""),
            (&["deck", "diff", &first, &second], ""),
            (&["deck", "diff", &second, &third], ""),
            (&["deck", "diff", &first, &first], ""),
            (&["deck", "add", &first], "\n"),
            (&["deck", "add", &first], "ja\n"),
            (&["deck", "add", &first], ""),
            (&["deck", "show", "org.example.boden"], ""),
            (&["deck", "export", "org.example.boden", "--out", &at("boden.json")], ""),
            (&["card", "edit", "ferse", "--title", "Meine Fersen"], ""),
            (&["deck", "add", &second], "ja\nja\n"),
            (&["deck", "add", &third], "ja\n"),
            (&["log", "ferse", "--recall", "good"], ""),
            (&["deck", "remove", "org.example.boden"], "\n"),
            (&["deck", "remove", "org.example.boden"], "ja\n"),
            (&["undo"], ""),
            (&["deck", "remove", "org.example.boden", "--with-record", "--backups"], "\n"),
            (&["deck", "remove", "org.example.boden", "--with-record"], "ja\n"),
            (&["deck", "remove", "org.example.boden", "--with-record"], ""),
        ],
    );
    let listed = in_german(&env, &["deck", "list"], "").text();
    assert!(listed.lines().all(|line| line.ends_with(", kommt mit rekindle)")), "{listed}");
    let checked = in_german(&env, &["deck", "check", &first], "").text();
    all += checked.lines().last().unwrap();
    // What is wrong with a deck is told in English for now; what stands around it is not.
    let mut odd = german_deck("1.0.0");
    odd["cards"][0]["caution"] = "Ruf 0800 111 0 111 an.".into();
    let odd = in_german(&env, &["deck", "check", &file("fehlt.json", &odd), &first], "");
    assert!(odd.out.contains(": zu ändern: ") && odd.out.contains("  warum: ") && odd.out.contains("  Abhilfe: "));
    all += odd.out.lines().last().unwrap();
    assert_says(
        &all,
        &[
            "danach: `rekindle deck check [FOLDER]/neu.md`",
            "Dieses Deck kann dazukommen: nichts zu ändern, nichts zu prüfen, ein Vorschlag",
            "  von: A. Beispiel, Therapeutin\n  Lizenz: CC-BY-4.0\n  Prüfung: noch nicht klinisch geprüft, 1. Januar 2026\n",
            "  Hinweis: Nicht beim Fahren.\n  zwei Karten\n  Erlaubnis Atem (`breath`): eine Karte; du wirst vorher gefragt\n",
            "  Pfad org.example.boden/anfang  Der Anfang: ",
            "Gelesen: eine Deck-Datei (JSON), zwei Karten.\n",
            "sagt noch mehr dazu, an einer Stelle.",
            "+ Karte neu\n",
            "~ die Karten stehen in anderer Reihe",
            "Sie sind gleich.",
            "Hinzufügen? [j/N] Nichts hat sich geändert.",
            "Hinzufügen? [j/N] Hinzugefügt: Boden 1.0.0.",
            "stellt die üblichen wieder nach vorn.",
            "Diese Version hast du schon. Nichts hat sich geändert.",
            "Von Version 1.0.0 zu 1.1.0:\n  neu: neu\n  geändert: ferse, atem\n  auch von dir geändert: ferse\n",
            "  bitte ansehen, ferse: fragt jetzt nach der Erlaubnis Kälte (`cold`)\n",
            "  bitte ansehen, ferse: im Hinweis steht jetzt: Nicht auf Eis.\n",
            "  bitte ansehen, atem: fragt nicht mehr nach der Erlaubnis Atem (`breath`)\n",
            "  bitte ansehen, atem: der Hinweis ist weg: Wird dir schwindlig, lass es.\n",
            "  bitte ansehen, atem: an ihrer Stelle wird nichts mehr angeboten; bisher war es ferse\n",
            "  bitte ansehen, atem: der Atem wird länger gehalten: 4 s, bisher 0 s\n",
            "  ferse, Titel:\n    bisher:   Fersen in den Boden\n    im Deck:  Fersen am Boden\n    von dir:  Meine Fersen\n",
            "Die Worte aus dem Deck nehmen? Ohne ein Ja bleiben deine. [j/N] ",
            "  nicht mehr dabei (was du damit getan hast, bleibt): neu\n",
            "Boden wegnehmen? Was du damit geübt hast, bleibt in der Aufzeichnung. [j/N] Nichts hat sich geändert.",
            "Weggenommen: Boden. `rekindle undo` holt es zurück.",
            "Wegnehmen und löschen? Was gelöscht ist, lässt sich nicht zurückholen. [j/N] ",
            "Da ist nichts wegzunehmen und nichts zu löschen.",
            "Noch können nicht alle diese Decks dazukommen: ",
        ],
    );
}

#[test]
fn what_is_asked_before_a_report_is_german_too() {
    let env = TestEnv::new();
    let log = ["log", "feet-press", "--recall", "good", "--state", "numb", "--distress", "6:4", "--note", "am Fenster"];
    env.run(&log).text();
    env.run(&["log", "reach-person", "--distress", "8:6"]).text();
    let said = in_german(&env, &["report"], "ja\nja\nnein\nnein\nnein\nja\nja\nja\nja\nja\nja\n").text();
    assert_says(
        &said,
        &[
            "Hier ist jeder Teil, den ein Bericht haben kann. Es bleibt nur, wozu du j sagst.\n",
            "Sollen Karten aus dem Deck `safety` beim Namen stehen, wo du sie genutzt hast? [j/N] ",
            "Diesen Teil behalten? [j/N] ",
            "Noch einen Teil ansehen? notes: deine eigenen Worte zu den Übungen [j/N] ",
            "Soll er in diese Datei: rekindle-report-2026-11-23.md? [j/N] ",
            "Geschrieben, und nur du kannst es lesen: rekindle-report-2026-11-23.md\n",
        ],
    );
    assert_eq!(english_in(&said.replace("Reach a person", "")), [""; 0]);
    assert!(in_german(&env, &["report"], "").out.ends_with("Nichts wurde geschrieben.\n"));
    for format in ["md", "csv", "html"] {
        let said =
            in_german(&env, &["report", "--yes", "--with", "states,levels,notes", "--format", format], "").text();
        let (_, body) = said.split_once("</style>").unwrap_or(("", &said));
        assert_says(
            body,
            &["Bericht über Übungen", "Übungen an jedem Tag", "Belastung, wenn taub", "wäre auch so gekommen."],
        );
        assert!(!body.contains("Practice") && !body.contains("distress"), "{body}");
    }
}

#[test]
fn a_record_that_cannot_be_opened_is_told_of_in_german() {
    let env = TestEnv::new();
    env.run(&["log", "feet-press"]).text();
    let record = fs::read(env.record()).unwrap();
    let people = "rekindle: `rekindle help-lines` zeigt dir weiter Menschen, die du erreichen kannst\n";
    for (bytes, said) in [
        (&record[..record.len() / 2], "die Aufzeichnung ist beschädigt; lass die Datei am besten so, wie sie ist. "),
        (
            b"something else",
            "[FOLDER]/data/rekindle.db ist keine Aufzeichnung von rekindle; leg die Datei woanders hin, ",
        ),
    ] {
        fs::write(env.record(), bytes).unwrap();
        for args in [&["--plain"][..], &["status"], &["log", "feet-press"]] {
            let run = in_german(&env, args, "");
            let err = run.named_err();
            assert!(
                run.code == Some(1) && err.starts_with(&format!("rekindle: {said}")) && err.ends_with(people),
                "{err}"
            );
            assert_eq!(english_in(&err), [""; 0]);
        }
        let run = in_german(&env, &["help-lines"], "");
        assert!(run.named_err().starts_with(&format!("rekindle: Deine eigenen Menschen stehen hier nicht: {said}")));
        assert!(run.code == Some(0) && run.out.contains("TelefonSeelsorge"), "{}", run.out);
    }
}

#[test]
fn a_copy_that_is_missing_is_told_of_in_german() {
    let env = TestEnv::new();
    env.run(&["status"]).text();
    fs::write(env.data().join("backups"), "im Weg").unwrap();
    let run = in_german(&env, &["log", "feet-press", "--recall", "good"], "");
    let err = run.named_err();
    assert!(run.code == Some(0) && run.out.starts_with("Behalten: "), "{}", run.out);
    assert!(err.starts_with("rekindle: [FOLDER]/data/backups lässt sich nicht verwenden ("), "{err}");
    assert!(err.ends_with("; was du getan hast, ist gespeichert, nur die Kopie davon fehlt\n"), "{err}");
}

#[test]
fn the_page_of_a_deck_speaks_the_language_of_the_deck() {
    let env = TestEnv::new();
    let file = env.file("deck.json", german_deck("1.0.0").to_string()).display().to_string();
    let out = env.folder().join("blatt.html");
    env.run(&["deck", "preview", &file, "--html", &out.display().to_string()]).text();
    let page = fs::read_to_string(out).unwrap();
    let (_, page) = page.split_once("</style>").unwrap();
    for said in [
        "<h3>Worauf sie antwortet</h3>",
        "<dt>Prüfung</dt>",
        "Atem: du wirst vorher gefragt. ",
        "Wann es gut ist aufzuhören",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("lang=\"en\""), "{page}");
    let words: Vec<&str> = page.split('<').filter_map(|tag| tag.split('>').next_back()).collect();
    assert_eq!(english_in(&words.join("\n")), [""; 0]);
}

#[test]
fn the_language_that_was_set_is_heard_where_the_record_is_not_opened() {
    let env = TestEnv::new();
    env.run(&["settings", "language", "de"]).text();
    assert!(env.run(&["backup", "--list"]).text().contains("Noch gibt es keine Sicherung."));
    assert!(env.run(&["restore"]).text().contains("fragt vorher."));
    let deck = env.file("deck.json", german_deck("1.0.0").to_string()).display().to_string();
    assert!(env.run(&["deck", "check", &deck]).text().contains("Dieses Deck kann dazukommen"));
    assert!(env.run(&["deck", "preview", &deck]).text().contains("Hinweis: Nicht beim Fahren."));
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
