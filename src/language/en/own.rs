//! What a person decides for themselves, and what the program says of itself, in English.

use super::amounts;
use crate::language::own::OwnWords;
use crate::language::sentence;

pub(super) const OWN: OwnWords = OwnWords {
    settings_above: "All of this is yours to change, at any time.",
    gates_above: "What practices may turn to. You can change your mind at any time.",
    gate_allow: "allow such practices",
    gate_withdraw: "leave them out",
    decks_above: "The decks here. Each is a file that somebody wrote.",
    deck_commands: "The command `rekindle deck` checks, adds, compares and takes out decks. What you learned stays with you.",
    next_start: "This changes the next time you begin.",
    keys_below: "The arrows, j and k walk through choices and long pages. Any key can be another one: the setting `keys`.",
    about: &[
        (
            "What was tried, and what was not",
            "The timing comes from FSRS. It was tested on flashcards, not on skills like these. No clinician has reviewed the \
         cards yet. People with lived experience have not tried it yet. Nobody has tested it as a whole.",
        ),
        (
            "Who made it",
            "rekindle is free software. You may read, change and share it. It takes no money, has no ads and sells nothing. No \
         maker of a treatment paid for it or had a say in it. Each deck names its own authors: look there with the key d.",
        ),
        (
            "What is kept",
            "What you do stays in files on this machine that only you can read. Nothing is sent anywhere. You can take it with \
         you or erase it: `rekindle record`.",
        ),
    ],
    about_title: "About",
    keys_title: "Keys here",
    not_saved: "Your answer is not saved yet. It is kept here; Enter tries again.",
    not_shown: "That cannot be shown now. Nothing of yours is touched; Enter goes back.",
    not_saved_title: "Not saved yet",
    not_shown_title: "Not shown",
    settings_title: "Settings",
    consent_title: "Consent",
    decks_title: "Decks",
    consent_row: "consent",
    kinds: |n| amounts::count(n, "kind"),
    allowed: "allowed",
    withdrawn: "withdrawn",
    off: "off",
    asks: "asks first",
    setting: |setting| setting.key.replace('-', " "),
    setting_about: |setting| setting.about,
    setting_takes: |setting| setting.takes,
    value: |value| value,
    as_usual: |value| format!("{value} (as usual)"),
    now_set: |now, takes, key| format!("Now {now}. It takes {takes}: `rekindle settings {key} …`."),
    takes: |takes| format!("It takes {takes}"),
    does_not_fit: |_, why| sentence(why),
    cards: |n| amounts::count(n, "card"),
    deck_by: "By",
    deck_version: "Version",
    deck_licence: "Licence",
    deck_reviewed: "Reviewed",
    deck_cautions: "Cautions",
    deck_id: "Id",
    too_small: "Window too small",
    more_below: ("↓ more below (Page Down)", "↓ more below"),
    more_above: ("↑ more above (Page Up)", "↑ more above"),
    more_around: ("↑ more above  ↓ more below", "↑ more ↓ more"),
};
