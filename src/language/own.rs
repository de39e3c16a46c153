//! What a person decides for themselves, and what the program says of itself.

use crate::record::settings::Setting;

/// What a person decides for themselves, and what the program says of itself.
pub struct OwnWords {
    /// Above the settings.
    pub settings_above: &'static str,
    /// Above the kinds of consent.
    pub gates_above: &'static str,
    /// Consent is given.
    pub gate_allow: &'static str,
    /// Consent is withdrawn.
    pub gate_withdraw: &'static str,
    /// Above the decks.
    pub decks_above: &'static str,
    /// Below a deck.
    pub deck_commands: &'static str,
    /// Below a setting that is read at the start.
    pub next_start: &'static str,
    /// Below the keys of a page.
    pub keys_below: &'static str,
    /// What the program says of itself, beside what it is and is not: a heading and some sentences each.
    pub about: &'static [(&'static str, &'static str)],
    /// Title of the page about the program.
    pub about_title: &'static str,
    /// Title of the page of keys.
    pub keys_title: &'static str,
    /// When an answer could not be saved.
    pub not_saved: &'static str,
    /// When something could not be read.
    pub not_shown: &'static str,
    /// Title of the page of what is not saved.
    pub not_saved_title: &'static str,
    /// Title of the page of what cannot be shown.
    pub not_shown_title: &'static str,
    /// Title of the settings.
    pub settings_title: &'static str,
    /// Title of the kinds of consent.
    pub consent_title: &'static str,
    /// Title of the decks.
    pub decks_title: &'static str,
    /// The line of consent among the settings.
    pub consent_row: &'static str,
    /// A number of kinds of consent.
    pub kinds: fn(usize) -> String,
    /// Consent is given.
    pub allowed: &'static str,
    /// Consent is withdrawn.
    pub withdrawn: &'static str,
    /// Consent is off until it is given.
    pub off: &'static str,
    /// Consent is asked for first.
    pub asks: &'static str,
    /// The name of a setting, from its row.
    pub setting: fn(&Setting) -> String,
    /// What a setting is for.
    pub setting_about: fn(&Setting) -> &'static str,
    /// What a setting takes.
    pub setting_takes: fn(&Setting) -> &'static str,
    /// A value as it is shown; what has no word of its own stays.
    pub value: fn(&str) -> &str,
    /// A value that is the usual one.
    pub as_usual: fn(&str) -> String,
    /// The value of a setting that is changed on the command line: now, what it takes, its key.
    pub now_set: fn(&str, &str, &str) -> String,
    /// Asks for a value.
    pub takes: fn(&str) -> String,
    /// Says that a value does not fit: what it takes, and what the command line says.
    pub does_not_fit: fn(&str, &str) -> String,
    /// A number of cards.
    pub cards: fn(usize) -> String,
    /// Before the authors of a deck.
    pub deck_by: &'static str,
    /// Before the version of a deck.
    pub deck_version: &'static str,
    /// Before the licence of a deck.
    pub deck_licence: &'static str,
    /// Before who reviewed a deck.
    pub deck_reviewed: &'static str,
    /// Before when not to use a deck.
    pub deck_cautions: &'static str,
    /// Before the id of a deck.
    pub deck_id: &'static str,
    /// A window in which nothing fits.
    pub too_small: &'static str,
    /// The line that says that there is more below: in full, and where there is little room.
    pub more_below: (&'static str, &'static str),
    /// That there is more above.
    pub more_above: (&'static str, &'static str),
    /// That there is more on both sides.
    pub more_around: (&'static str, &'static str),
}
