//! Ids that can be taken for one another. An id is plain (`a` to `z`, digits, dash, dot), so letters of other scripts are
//! refused when it is read; what is left are dashes, dots, and letters that look like others.

use super::ids::check_id;

/// Letters of other scripts that look like plain ones, in small letters; after Unicode's table of confusables (TS 39),
/// those that a keyboard or a copied word brings.
const LETTERS: &[(char, char)] = &[
    ('а', 'a'),
    ('α', 'a'),
    ('ɑ', 'a'),
    ('в', 'b'),
    ('ь', 'b'),
    ('с', 'c'),
    ('ϲ', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('ё', 'e'),
    ('ε', 'e'),
    ('ɡ', 'g'),
    ('һ', 'h'),
    ('н', 'h'),
    ('і', 'i'),
    ('ι', 'i'),
    ('ı', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('κ', 'k'),
    ('ӏ', 'l'),
    ('м', 'm'),
    ('п', 'n'),
    ('η', 'n'),
    ('о', 'o'),
    ('ο', 'o'),
    ('σ', 'o'),
    ('р', 'p'),
    ('ρ', 'p'),
    ('ԛ', 'q'),
    ('г', 'r'),
    ('ѕ', 's'),
    ('т', 't'),
    ('τ', 't'),
    ('υ', 'u'),
    ('ν', 'v'),
    ('ѵ', 'v'),
    ('ԝ', 'w'),
    ('ω', 'w'),
    ('х', 'x'),
    ('χ', 'x'),
    ('у', 'y'),
    ('γ', 'y'),
];

/// The plain letter that a letter of another script looks like.
fn plain(c: char) -> Option<char> {
    match c {
        // Full-width forms.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '_' | ' ' => Some('-'),
        '․' | '。' => Some('.'),
        _ => LETTERS.iter().find(|(other, _)| *other == c).map(|(_, plain)| *plain),
    }
}

/// What an id looks like: ids with one look are easily taken for each other. Signs between words are left out, and
/// letters, digits and pairs that look alike in many typefaces become one.
pub fn look(id: &str) -> String {
    let mut look = String::with_capacity(id.len());
    for c in id.chars().flat_map(char::to_lowercase) {
        match plain(c).unwrap_or(c) {
            '-' | '.' => {}
            '0' => look.push('o'),
            '1' | 'i' => look.push('l'),
            other => look.push(other),
        }
    }
    look.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

/// Says how an id that does not hold its form can be mended: what it would be in plain letters, and which of its letters
/// only look plain. None when it holds its form.
pub fn mended(id: &str) -> Option<String> {
    check_id(id).err()?;
    let posing = id.chars().find(|c| !c.is_ascii() && c.to_lowercase().all(|c| plain(c).is_some()));
    let plain: String = id.trim().chars().flat_map(char::to_lowercase).map(|c| plain(c).unwrap_or(c)).collect();
    let plain = plain.trim_matches(['-', '.']);
    let fits = check_id(plain).is_ok();
    let named = posing.map(|c| format!("the character U+{:04X} in it only looks plain", u32::from(c)));
    match (named, fits) {
        (Some(named), true) => Some(format!("{named}; write \"{plain}\"")),
        (Some(named), false) => Some(named),
        (None, true) => Some(format!("write \"{plain}\"")),
        (None, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_can_be_taken_for_each_other_have_one_look() {
        for (one, other) in [
            ("org.example.steady-ground", "org.example.steadyground"),
            ("org.example.steady-ground", "org.example.steady.ground"),
            ("org.example.steady-ground", "org.exarnple.steady-ground"),
            ("calm-1", "calm-l"),
            ("go0d", "good"),
            ("steady_ground", "steady-ground"),
            ("Steady-Ground", "steady-ground"),
            ("ѕteаdy-ground", "steady-ground"),
            ("ｓｔｅａｄｙ", "steady"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in [("calm-1", "calm-2"), ("feet", "feel"), ("org.a.deck", "org.b.deck"), ("core", "cone")] {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }

    #[test]
    fn an_id_out_of_form_is_mended_where_that_is_clear() {
        for (id, hint) in [
            ("steady-ground", None),
            ("Steady_Ground", Some("write \"steady-ground\"")),
            (" steady ground ", Some("write \"steady-ground\"")),
            ("steаdy", Some("the character U+0430 in it only looks plain; write \"steady\"")),
            ("füße", None),
        ] {
            assert_eq!(mended(id).as_deref(), hint, "{id}");
        }
    }
}
