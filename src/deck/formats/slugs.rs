//! Ids made from titles: the same title gives the same id, and no two cards of a deck share one.

use std::collections::HashMap;
use std::fmt::Write;

/// Longest id that is made of a title, in bytes, before a number that tells it from another.
const LONGEST: usize = 60;

/// Makes an id of a title: its Latin letters and digits, with dashes between words. A title without any gives an id by
/// its digest (FNV-1a, 32 bits), so that it still is the same each time.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len().min(LONGEST));
    let mut gap = false;
    for c in title.chars() {
        let plain = latin(c);
        if plain.is_empty() {
            // An apostrophe inside a word is no gap.
            gap |= !matches!(c, '\'' | '\u{2019}');
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        for c in plain.chars() {
            slug.push(c.to_ascii_lowercase());
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.get(..LONGEST).unwrap_or(&slug).trim_end_matches('-').to_owned();
    if !slug.is_empty() {
        return slug;
    }
    let digest = title.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("card-{digest:08x}")
}

/// The plain letters of a Latin letter or digit; nothing for everything else.
fn latin(c: char) -> &'static str {
    const ASCII: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if c.is_ascii_alphanumeric() {
        let at = ASCII.find(c).unwrap_or_default();
        return ASCII.get(at..=at).unwrap_or_default();
    }
    match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => {
            "a"
        }
        'ä' | 'æ' | 'Ä' | 'Æ' => "ae",
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
        'ď' | 'đ' | 'ð' | 'Ď' | 'Đ' | 'Ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => {
            "e"
        }
        'ğ' | 'Ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'İ' => "i",
        'ł' | 'ľ' | 'Ł' | 'Ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'Ñ' | 'Ń' | 'Ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ō' | 'Ő' | 'Ø' => "o",
        'ö' | 'œ' | 'Ö' | 'Œ' => "oe",
        'ř' | 'Ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' | 'Ș' => "s",
        'ß' | 'ẞ' => "ss",
        'ť' | 'ţ' | 'ț' | 'Ť' | 'Ţ' | 'Ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'Ù' | 'Ú' | 'Û' | 'Ū' | 'Ů' | 'Ű' => "u",
        'ü' | 'Ü' => "ue",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        _ => "",
    }
}

/// The ids of one deck as they are given out.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// How often a slug was asked for; those that the file names itself are there too.
    given: HashMap<String, u32>,
}

impl Slugs {
    /// Keeps an id that the file names from being given to another card.
    pub(super) fn keep(&mut self, id: &str) {
        self.given.entry(id.to_owned()).or_insert(1);
    }

    /// Gives an id for a title: its slug, and with a number when that is taken.
    pub(super) fn give(&mut self, title: &str) -> String {
        let slug = slug(title);
        let Some(count) = self.given.get(&slug).copied() else {
            self.given.insert(slug.clone(), 1);
            return slug;
        };
        let mut number = count;
        loop {
            number = number.saturating_add(1);
            let mut numbered = slug.clone();
            let _ = write!(numbered, "-{number}");
            if !self.given.contains_key(&numbered) {
                self.given.insert(slug, number);
                self.given.insert(numbered.clone(), 1);
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::ids::check_id;

    #[test]
    fn titles_become_ids() {
        for (title, id) in [
            ("Press and release the feet", "press-and-release-the-feet"),
            ("  5-4-3-2-1!  ", "5-4-3-2-1"),
            ("Füße fest – jetzt", "fuesse-fest-jetzt"),
            ("What's next?", "whats-next"),
            ("Ångström's élan", "angstroems-elan"),
        ] {
            assert_eq!(slug(title), id);
        }
        assert_eq!(slug("深呼吸"), slug("深呼吸"));
        assert_ne!(slug("深呼吸"), slug("呼吸"));
    }

    proptest! {
        #[test]
        fn every_title_gives_an_id_of_its_own(titles in prop::collection::vec("\\PC{0,90}|a{0,2}|a-?2?", 1..20)) {
            let mut slugs = Slugs::default();
            let mut again = Slugs::default();
            let ids: Vec<String> = titles.iter().map(|title| slugs.give(title)).collect();
            prop_assert_eq!(&ids, &titles.iter().map(|title| again.give(title)).collect::<Vec<_>>());
            for id in &ids {
                prop_assert_eq!(check_id(id), Ok(()));
                prop_assert_eq!(ids.iter().filter(|other| *other == id).count(), 1);
            }
        }
    }
}
