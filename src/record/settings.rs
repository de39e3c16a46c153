//! The settings: one table that parses, documents and lists them.

use std::collections::BTreeMap;

use crate::deck::text::SafeText;
use crate::memory::days::{Day, ROLLOVER_HOUR};
use crate::memory::retention::Retention;
use crate::memory::spread::Limits;

/// Says why a setting was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSetting {
    /// There is no such key.
    #[error("could not find the setting `{0}`: there is none of that name; `rekindle settings` lists them all")]
    Unknown(SafeText),
    /// The value does not fit.
    #[error("could not set `{key}` to `{given}`: it takes {takes}; nothing was changed")]
    Value {
        /// The key.
        key: &'static str,
        /// What it takes, in words.
        takes: &'static str,
        /// What was given.
        given: SafeText,
    },
}

/// One setting: its key, default, what it takes, what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The key on the command line and in the record.
    pub key: &'static str,
    /// The value when nothing was chosen.
    pub default: &'static str,
    /// What it takes, in words.
    pub takes: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The values there are to choose from; empty where one is typed.
    pub choices: &'static [&'static str],
    set: fn(&mut Settings, &str) -> Option<()>,
}

/// A key stands once in the table, so it tells one from another.
impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Setting {}

/// Every setting with its value as the program uses it.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// Length of a session, in seconds.
    pub budget_seconds: u32,
    /// Most cards in a session.
    pub most_cards: u32,
    /// Most new cards a day.
    pub most_new: u32,
    /// Desired retention.
    pub retention: Retention,
    /// Longest interval, in days.
    pub longest: u32,
    /// Longest interval of a favourite, in days.
    pub longest_favourite: u32,
    /// Hour at which a practice day begins.
    pub day_begins: u32,
    /// Weekdays to rest, a bit each from Monday.
    pub rest_weekdays: u8,
    /// Stretches of days to rest, first and last included.
    pub holidays: Vec<(Day, Day)>,
    /// Desired retention of the cards of some paths, by the path's id.
    pub path_retention: BTreeMap<String, Retention>,
    /// Whether *did it come to mind* takes four answers rather than two.
    pub four_grades: bool,
    /// Whether the schedule learns from the person's own answers by itself.
    pub learns: bool,
    /// The path that new cards come from; `None` for the usual order.
    pub path: Option<String>,
    /// Region for help lines; `None` shows all.
    pub region: Option<String>,
    /// Colours for a dark or a light background; `None` for colours that suit both.
    pub dark: Option<bool>,
    /// Whether to say that check-ins have been heavier than usual.
    pub drift_message: bool,
    /// Whether nothing moves by itself but a count in words.
    pub still: bool,
    /// When the bell rings.
    pub bell: Bell,
    /// Whether there are fewer words, and one thing on a screen.
    pub numb: bool,
    /// Whether clicks and the wheel are taken.
    pub mouse: bool,
    /// Other letters for what keys do, by name.
    pub keys: Vec<(String, char)>,
    /// The language of the screens, by its tag; `None` for the one of the environment.
    pub language: Option<String>,
}

/// The table of settings. The command line, its help and the documentation are drawn from it.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "minutes",
        default: "5",
        takes: "1 to 60",
        about: "how long a session is, in minutes",
        choices: &[],
        set: |s, v| number(v, 1, 60).map(|n| s.budget_seconds = n * 60),
    },
    Setting {
        key: "cards",
        default: "8",
        takes: "1 to 30",
        about: "the most cards in a session",
        choices: &[],
        set: |s, v| number(v, 1, 30).map(|n| s.most_cards = n),
    },
    Setting {
        key: "new",
        default: "2",
        takes: "0 to 10",
        about: "the most new cards a day",
        choices: &[],
        set: |s, v| number(v, 0, 10).map(|n| s.most_new = n),
    },
    Setting {
        key: "retention",
        default: "0.85",
        takes: "0.70 to 0.97",
        about: "how likely you want a skill to come to mind when it comes round again",
        choices: &[],
        set: |s, v| v.parse().ok().map(|r| s.retention = r),
    },
    Setting {
        key: "longest",
        default: "90",
        takes: "7 to 365",
        about: "the most days until a skill comes round again",
        choices: &[],
        set: |s, v| number(v, 7, 365).map(|n| s.longest = n),
    },
    Setting {
        key: "longest-favourite",
        default: "45",
        takes: "7 to 365",
        about: "the same for your favourites",
        choices: &[],
        set: |s, v| number(v, 7, 365).map(|n| s.longest_favourite = n),
    },
    Setting {
        key: "day-begins",
        default: "4",
        takes: "0 to 23",
        about: "the hour at which a new practice day begins",
        choices: &[],
        set: |s, v| number(v, 0, 23).map(|n| s.day_begins = n),
    },
    Setting {
        key: "rest-days",
        default: "none",
        takes: "`none`, or weekdays such as `sat,sun`, at most six",
        about: "weekdays on which nothing is planned to come round",
        choices: &[],
        set: |s, v| weekdays(v).map(|days| s.rest_weekdays = days),
    },
    Setting {
        key: "holidays",
        default: "none",
        takes: "`none`, or days such as `2026-12-20..2027-01-03`, several with commas between",
        about: "days on which nothing is planned to come round",
        choices: &[],
        set: |s, v| holidays(v).map(|days| s.holidays = days),
    },
    Setting {
        key: "grades",
        default: "two",
        takes: "`two` or `four`",
        about: "how many answers there are to whether a practice came to mind",
        choices: &["two", "four"],
        set: |s, v| {
            s.four_grades = match v {
                "two" => false,
                "four" => true,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "learning",
        default: "on",
        takes: "`on` or `off`",
        about: "whether the schedule learns from your answers by itself",
        choices: &["on", "off"],
        set: |s, v| {
            s.learns = match v {
                "on" => true,
                "off" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "path-retention",
        default: "none",
        takes: "`none`, or paths with a retention such as `paths/start=0.9`, several with commas between",
        about: "another retention for the cards of a path",
        choices: &[],
        set: |s, v| path_retention(v).map(|paths| s.path_retention = paths),
    },
    Setting {
        key: "path",
        default: "usual",
        takes: "`usual`, or a path such as `paths/start`",
        about: "where new cards come from",
        choices: &[],
        set: |s, v| path(v).map(|p| s.path = p),
    },
    Setting {
        key: "region",
        default: "all",
        takes: "`all`, or two letters such as `GB`",
        about: "the country whose help lines are shown",
        choices: &[],
        set: |s, v| region(v).map(|r| s.region = r),
    },
    Setting {
        key: "background",
        default: "any",
        takes: "`any`, `dark` or `light`",
        about: "the background of your terminal, for colours that read well on it",
        choices: &["any", "dark", "light"],
        set: |s, v| {
            s.dark = match v {
                "any" => None,
                "dark" => Some(true),
                "light" => Some(false),
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "heavier-days",
        default: "on",
        takes: "`on` or `off`",
        about: "whether to say, at most once in two weeks, that your check-ins have been heavier than usual",
        choices: &["on", "off"],
        set: |s, v| {
            s.drift_message = match v {
                "on" => true,
                "off" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "motion",
        default: "full",
        takes: "`full` or `still`",
        about: "whether the shape of a breath moves; `still` counts in words, as `NO_MOTION` does",
        choices: &["full", "still"],
        set: |s, v| {
            s.still = match v {
                "full" => false,
                "still" => true,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "bell",
        default: "off",
        takes: "`off`, `steps` or `turns`",
        about: "a soft bell of the terminal when a step ends; `turns` also when the breath turns",
        choices: &["off", "steps", "turns"],
        set: |s, v| {
            s.bell = match v {
                "off" => Bell::Off,
                "steps" => Bell::Steps,
                "turns" => Bell::Turns,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "numb-mode",
        default: "off",
        takes: "`on` or `off`",
        about: "fewer words, one thing on a screen, nothing to type, and practices that look outward first",
        choices: &["on", "off"],
        set: |s, v| {
            s.numb = match v {
                "on" => true,
                "off" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "mouse",
        default: "on",
        takes: "`on` or `off`",
        about: "whether clicks and the wheel come here; hold Shift to select text",
        choices: &["on", "off"],
        set: |s, v| {
            s.mouse = match v {
                "on" => true,
                "off" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        key: "keys",
        default: "usual",
        takes: "`usual`, or keys such as `people=i,hide=z`; `rekindle settings keys` lists their names",
        about: "other letters for what keys do; Enter, Esc, Tab, arrows and F1 to F4 always stay",
        choices: &[],
        set: |s, v| moved_keys(v).map(|keys| s.keys = keys),
    },
    Setting {
        key: "language",
        default: "auto",
        takes: "`auto`, `en` or `de`",
        about: "the language of the screens; `auto` takes that of your system, where there are words in it",
        choices: &["auto", "en", "de"],
        set: |s, v| {
            s.language = match v {
                "auto" => None,
                "en" | "de" => Some(v.to_owned()),
                _ => return None,
            };
            Some(())
        },
    },
];

/// Reads other letters for keys: a name and one printable character each.
fn moved_keys(text: &str) -> Option<Vec<(String, char)>> {
    if text == "usual" {
        return Some(Vec::new());
    }
    text.split([',', ' '])
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, key) = pair.split_once('=')?;
            let mut letters = key.chars();
            let letter = letters.next().filter(|c| !c.is_control() && !c.is_whitespace())?;
            (letters.next().is_none() && !name.is_empty()).then(|| (name.to_owned(), letter))
        })
        .collect()
}

/// When the terminal's bell rings while steps are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bell {
    /// Never.
    #[default]
    Off,
    /// When a step ends by itself.
    Steps,
    /// Also when the breath turns.
    Turns,
}

fn number(text: &str, low: u32, high: u32) -> Option<u32> {
    text.parse().ok().filter(|n| (low..=high).contains(n))
}

fn weekdays(text: &str) -> Option<u8> {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if text == "none" {
        return Some(0);
    }
    let bits = text.split(',').try_fold(0_u8, |bits, word| {
        let index = NAMES.iter().position(|name| *name == word.trim())?;
        Some(bits | 1_u8.checked_shl(u32::try_from(index).ok()?)?)
    })?;
    (bits.count_ones() < 7).then_some(bits)
}

/// Reads stretches of days; a day alone is a stretch of one.
fn holidays(text: &str) -> Option<Vec<(Day, Day)>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let day = |text: &str| Day::try_from(text.trim().to_owned()).ok();
    text.split(',')
        .map(|stretch| {
            let (first, last) = stretch.split_once("..").unwrap_or((stretch, stretch));
            Some((day(first)?, day(last)?)).filter(|(first, last)| first <= last)
        })
        .collect()
}

fn path_retention(text: &str) -> Option<BTreeMap<String, Retention>> {
    if text == "none" {
        return Some(BTreeMap::new());
    }
    text.split(',')
        .map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some((path(name.trim())??, value.parse().ok()?))
        })
        .collect()
}

#[allow(clippy::option_option, reason = "outer: whether the value fits; inner: whether a path was chosen")]
fn path(text: &str) -> Option<Option<String>> {
    match text {
        "usual" => Some(None),
        _ => text.parse::<crate::deck::ids::CardId>().ok().map(|_| Some(text.to_owned())),
    }
}

#[allow(clippy::option_option, reason = "outer: whether the value fits; inner: whether a region was chosen")]
fn region(text: &str) -> Option<Option<String>> {
    match text {
        "all" => Some(None),
        // The United Kingdom's code is GB; most people write UK.
        _ if text.eq_ignore_ascii_case("uk") => Some(Some("GB".to_owned())),
        _ if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) => Some(Some(text.to_uppercase())),
        _ => None,
    }
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            budget_seconds: 0,
            most_cards: 0,
            most_new: 0,
            retention: Retention::default(),
            longest: 0,
            longest_favourite: 0,
            day_begins: ROLLOVER_HOUR,
            rest_weekdays: 0,
            holidays: Vec::new(),
            path_retention: BTreeMap::new(),
            four_grades: false,
            learns: true,
            path: None,
            region: None,
            dark: None,
            drift_message: true,
            still: false,
            bell: Bell::Off,
            numb: false,
            mouse: true,
            keys: Vec::new(),
            language: None,
        };
        for setting in SETTINGS {
            // A test holds that every default fits.
            let _ = (setting.set)(&mut settings, setting.default);
        }
        settings
    }
}

impl Settings {
    /// Finds a setting by its key.
    ///
    /// # Errors
    /// When there is no such key.
    pub fn find(key: &str) -> Result<&'static Setting, BadSetting> {
        SETTINGS.iter().find(|setting| setting.key == key).ok_or_else(|| BadSetting::Unknown(SafeText::new(key)))
    }

    /// Changes one value.
    ///
    /// # Errors
    /// When there is no such key, or the value does not fit; nothing is changed then.
    pub fn change(&mut self, key: &str, value: &str) -> Result<(), BadSetting> {
        let setting = Self::find(key)?;
        (setting.set)(self, value).ok_or_else(|| BadSetting::Value {
            key: setting.key,
            takes: setting.takes,
            given: SafeText::new(value),
        })
    }

    /// Makes the settings from what is stored. A key or value this version does not know is passed over.
    pub fn from_stored<'a>(stored: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut settings = Self::default();
        for (key, value) in stored {
            let _ = settings.change(key, value);
        }
        settings
    }

    /// Returns the limits of spreading for a card.
    pub fn limits(&self, favourite: bool) -> Limits<'_> {
        Limits {
            shortest: 1,
            longest: if favourite { self.longest_favourite.min(self.longest) } else { self.longest },
            rest_weekdays: self.rest_weekdays,
            rest_ranges: &self.holidays,
        }
    }
}

/// Returns every key with its value: the stored one, or the default.
pub fn listed(stored: &BTreeMap<String, String>) -> Vec<(&'static Setting, String)> {
    SETTINGS
        .iter()
        .map(|setting| (setting, stored.get(setting.key).cloned().unwrap_or_else(|| setting.default.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_fits_and_every_key_stands_once() {
        for (index, setting) in SETTINGS.iter().enumerate() {
            let mut settings = Settings::default();
            assert_eq!(settings.change(setting.key, setting.default), Ok(()), "{}", setting.key);
            assert_eq!(settings, Settings::default());
            assert!(SETTINGS.iter().skip(index + 1).all(|other| other.key != setting.key));
        }
    }

    #[test]
    fn holidays_and_paths_are_read_in_lists() {
        let mut settings = Settings::default();
        settings.change("holidays", "2026-12-20..2027-01-03, 2027-05-01").unwrap();
        let day = |text: &str| Day::try_from(text.to_owned()).unwrap();
        let christmas = (day("2026-12-20"), day("2027-01-03"));
        assert_eq!(settings.holidays, [christmas, (day("2027-05-01"), day("2027-05-01"))]);
        assert!(
            settings.limits(false).rests_on(day("2026-12-31")) && !settings.limits(false).rests_on(day("2027-01-04"))
        );
        settings.change("path-retention", "paths/start=0.9, a.deck/all=75%").unwrap();
        assert_eq!(settings.path_retention.len(), 2);
        assert_eq!(settings.path_retention.get("a.deck/all"), Some(&Retention::new(0.75)));
    }

    #[test]
    fn a_value_that_does_not_fit_changes_nothing() {
        for (key, value) in [
            ("minutes", "0"),
            ("minutes", "sixty"),
            ("retention", "1.0"),
            ("rest-days", "mon,tue,wed,thu,fri,sat,sun"),
            ("rest-days", "someday"),
            ("holidays", "2027-01-03..2026-12-20"),
            ("holidays", "christmas"),
            ("path-retention", "paths/start=0.5"),
            ("path-retention", "start"),
            ("path-retention", "usual=0.9"),
            ("grades", "3"),
            ("learning", "maybe"),
            ("motion", "fast"),
            ("bell", "loud"),
            ("keys", "people"),
            ("keys", "people=pp"),
            ("keys", "=p"),
            ("region", "Britain"),
            ("nothing", "1"),
        ] {
            let mut settings = Settings::default();
            assert!(settings.change(key, value).is_err(), "{key} {value}");
            assert_eq!(settings, Settings::default());
        }
    }
}
