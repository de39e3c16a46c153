//! Backups, restores and repairs, as a person meets them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::env::{DECK, TestEnv};
use crate::older::oldest;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn practices(env: &TestEnv) -> usize {
    env.card("heels-down")["practices"].as_array().unwrap().len()
}

#[test]
fn one_backup_is_made_a_practice_day_for_the_owner_alone() {
    let env = TestEnv::lived();
    let backups = env.data().join("backups");
    assert_eq!(names(&backups), ["2026-11-23.db", "2026-11-24.db", "2026-11-25.db"]);
    assert_eq!(fs::metadata(&backups).unwrap().permissions().mode() & 0o777, 0o700);
    for name in names(&backups) {
        assert_eq!(fs::metadata(backups.join(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let listed = env.json(&["backup", "--list"]);
    assert_eq!(listed["backups"][0]["practices"], 5, "the day's backup is made after its first practice");
    assert!(listed["backups"].as_array().unwrap().iter().all(|backup| backup["sound"] == true));
}

#[test]
fn looking_never_makes_a_backup() {
    let env = TestEnv::new();
    for args in [&["status"][..], &["today", "--plan"], &["card", "list"], &["settings"], &["help-lines"], &["doctor"]]
    {
        let _ = env.run(args);
    }
    assert!(!env.data().join("backups").exists());
}

#[test]
fn a_backup_is_shown_asked_about_and_put_in_place() {
    let env = TestEnv::lived();
    env.run(&["log", "heels-down", "--recall", "good"]).text();
    assert_eq!(practices(&env), 4);
    let declined = env.run_with(&["restore", "2026-11-24"], "\n").text();
    assert!(declined.contains("Your record holds 7 practices"), "{declined}");
    assert!(declined.ends_with("That's fine. Nothing was changed.\n"), "{declined}");
    assert_eq!(practices(&env), 4);
    let done = env.run_with(&["restore", "2026-11-24"], "y\n").text();
    assert!(done.contains("What it replaced is in [FOLDER]/data/backups/2026-11-26-replaced.db."), "{done}");
    assert_eq!(practices(&env), 2);
    env.assert_sound();
    // And back to what it replaced.
    env.run(&["restore", "2026-11-26-replaced.db", "--yes"]).text();
    assert_eq!(practices(&env), 4);
    env.assert_sound();
    env.run(&["restore", "2020-01-01"]).fails_with(2, "could not find the backup `2020-01-01`");
}

#[test]
fn a_copy_elsewhere_is_made_once_and_never_over_another_file() {
    let env = TestEnv::lived();
    let to = env.folder().join("stick.db").display().to_string();
    env.run(&["backup", "--to", &to]).text();
    assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&to).unwrap();
    env.run(&["backup", "--to", &to]).fails_with(2, "there is a file of that name");
    assert!(fs::read(&to).unwrap() == before);
    fs::remove_dir_all(env.data()).unwrap();
    env.run(&["restore", &to, "--yes"]).text();
    assert_eq!(practices(&env), 3);
    env.assert_sound();
}

#[test]
fn a_damaged_record_is_found_by_the_doctor_and_mended() {
    for harm in [cut_in_half, without_head, one_word_changed] {
        let env = TestEnv::lived();
        let before = env.card("heels-down");
        harm(&env);
        let damaged = fs::read(env.record()).unwrap();
        let ill = env.run(&["doctor"]);
        ill.assert_calm();
        assert_eq!(ill.code, Some(1), "{}", ill.out);
        assert!(ill.out.contains("rekindle doctor --repair"), "{}", ill.out);
        assert!(fs::read(env.record()).unwrap() == damaged, "looking changes nothing");
        let well = env.run(&["doctor", "--repair"]);
        well.assert_calm();
        assert_eq!((well.code, well.err.as_str()), (Some(0), ""), "{}", well.out);
        assert!(well.out.contains("the record was made whole again"), "{}", well.out);
        assert!(fs::read(env.data().join("rekindle.db.damaged-1")).unwrap() == damaged, "kept as it was");
        assert_eq!(env.card("heels-down")["practices"], before["practices"]);
        assert_eq!(env.card("heels-down")["memory"], before["memory"]);
        env.assert_sound();
        env.run(&["log", "heels-down", "--recall", "good"]).text();
        env.assert_sound();
    }
}

fn cut_in_half(env: &TestEnv) {
    let bytes = fs::read(env.record()).unwrap();
    fs::write(env.record(), &bytes[..bytes.len() / 2]).unwrap();
}

fn without_head(env: &TestEnv) {
    let mut bytes = fs::read(env.record()).unwrap();
    bytes[..100].fill(0);
    fs::write(env.record(), bytes).unwrap();
}

fn one_word_changed(env: &TestEnv) {
    let mut bytes = fs::read(env.record()).unwrap();
    let places: Vec<usize> = (0..bytes.len() - 13).filter(|at| bytes[*at..].starts_with(b"note of day 1")).collect();
    bytes[places[0]] ^= 4;
    fs::write(env.record(), bytes).unwrap();
}

#[test]
fn the_doctor_closes_what_others_could_read() {
    let env = TestEnv::lived();
    fs::set_permissions(env.data(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(env.data().join("backups/2026-11-24.db"), fs::Permissions::from_mode(0o644)).unwrap();
    let ill = env.run(&["doctor"]);
    assert_eq!(ill.code, Some(1));
    assert!(ill.out.contains("look here: private:"), "{}", ill.out);
    let well = env.run(&["doctor", "--repair"]);
    assert_eq!(well.code, Some(0), "{}", well.out);
    env.assert_sound();
}

#[test]
fn views_that_differ_are_made_again() {
    let env = TestEnv::lived();
    env.open_record().execute("UPDATE card SET stability = 1.0 WHERE stability IS NOT NULL", []).unwrap();
    let ill = env.run(&["doctor"]);
    assert_eq!(ill.code, Some(1));
    assert!(ill.out.contains("look here: view card: "), "{}", ill.out);
    let well = env.run(&["doctor", "--repair"]);
    assert_eq!(well.code, Some(0), "{}", well.out);
    env.assert_sound();
    assert_eq!(names(&env.data()), ["backups", "rekindle.db"], "nothing had to be moved");
}

#[test]
fn an_older_record_is_copied_before_it_is_changed() {
    let env = oldest();
    env.run(&["status"]).text();
    let kept = names(&env.data().join("backups"));
    assert_eq!(kept, [format!("2026-10-10-before-version-{}.db", rekindle::store::newest())]);
    env.run(&["restore", &kept[0], "--yes"]).text();
    assert_eq!(env.json(&["card", "show", &format!("{DECK}/heels-down")])["practices"].as_array().unwrap().len(), 6);
    env.assert_sound();
}

#[test]
fn a_backup_that_cannot_be_made_is_told_and_the_practice_is_saved() {
    let env = TestEnv::with_deck();
    fs::remove_dir_all(env.data().join("backups")).unwrap();
    fs::write(env.data().join("backups"), "in the way").unwrap();
    let run = env.run(&["log", "heels-down", "--recall", "good"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.starts_with("Kept: "), "{}", run.out);
    assert!(run.err.contains("what you did is saved, only its copy is missing"), "{}", run.err);
    assert_eq!(practices(&env), 1);
}
