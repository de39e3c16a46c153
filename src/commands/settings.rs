//! `rekindle settings`: look at the settings, or change one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Outcome, World, WrongUsage, prepare};
use crate::app::keys::{self, Keymap};
use crate::deck::text::SafeText;
use crate::record::event::Body;
use crate::record::settings::{self, Settings as Values};

/// Options of `rekindle settings`.
#[derive(Debug, clap::Args)]
pub struct Settings {
    /// Which setting
    key: Option<String>,
    /// Its new value; `default` puts it back
    value: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    settings: BTreeMap<&'a str, String>,
}

impl Settings {
    pub(super) fn run(self, world: &mut World) -> anyhow::Result<Outcome> {
        let mut store = world.open()?;
        if let Some(key) = &self.key {
            Values::find(key).map_err(|why| WrongUsage(why.to_string()))?;
        }
        if let (Some(key), Some(value)) = (&self.key, &self.value) {
            let value: Option<SafeText> = if value == "default" {
                None
            } else {
                let mut tried = Values::default();
                tried.change(key, value).map_err(|why| WrongUsage(why.to_string()))?;
                Keymap::new(&tried.keys).map_err(|why| WrongUsage(why.to_string()))?;
                Some(value.as_str().into())
            };
            if let ("path", Some(path)) = (key.as_str(), value.as_ref().filter(|path| path.as_str() != "usual")) {
                prepare::has_path(&store, SafeText::as_str(path))?;
            }
            store.append(world.now(), vec![Body::SettingChanged { key: key.clone(), value }])?;
        }
        let stored = store.stored_settings()?;
        let listed = settings::listed(&stored);
        let mut shown =
            listed.into_iter().filter(|(setting, _)| self.key.as_deref().is_none_or(|key| key == setting.key));
        if world.json {
            let settings = shown.map(|(setting, value)| (setting.key, value)).collect();
            world.print_json(&Report { settings })?;
        } else {
            // A language that was just chosen speaks at once.
            let words = world.words(&store.settings()?);
            shown.try_for_each(|(setting, value)| {
                world.say(&format!("{} = {value}", setting.key))?;
                world.say(&format!(
                    "    {}; {}",
                    (words.own.setting_about)(setting),
                    (words.own.setting_takes)(setting)
                ))
            })?;
            if self.key.as_deref() == Some("keys") {
                let names = keys::names().into_iter().map(|(name, key)| format!("{name} ({key})"));
                world.say(&(words.printed.key_names)(&names.collect::<Vec<_>>().join(", ")))?;
            }
        }
        Ok(Outcome::Done)
    }
}
