//! The help lines that ship, in German: countries, ways to reach somebody, hours, languages. Numbers stay as they are.

/// Each text as it stands in the file, and in German.
const ROWS: &[(&str, &str)] = &[
    ("Austria", "Österreich"),
    ("Australia", "Australien"),
    ("Canada", "Kanada"),
    ("Germany", "Deutschland"),
    ("Spain", "Spanien"),
    ("France", "Frankreich"),
    ("United Kingdom", "Vereinigtes Königreich"),
    ("Ireland", "Irland"),
    ("India", "Indien"),
    ("Netherlands", "Niederlande"),
    ("New Zealand", "Neuseeland"),
    ("United States", "Vereinigte Staaten"),
    ("112 or 144", "112 oder 144"),
    ("112 or 15", "112 oder 15"),
    ("999 or 112", "999 oder 112"),
    ("112 or 999", "112 oder 999"),
    ("call 142", "142 anrufen"),
    ("call 13 11 14, or text 0477 13 11 14", "13 11 14 anrufen, oder eine SMS an 0477 13 11 14"),
    ("call or text 988", "988 anrufen, oder eine SMS dorthin"),
    ("call 0800 1110111 or 0800 1110222", "0800 1110111 oder 0800 1110222 anrufen"),
    ("call 024", "024 anrufen"),
    ("call 3114", "3114 anrufen"),
    ("call 116 123", "116 123 anrufen"),
    ("text SHOUT to 85258", "SHOUT als SMS an 85258"),
    ("call 111 and choose the mental health option", "111 anrufen und die Auswahl für seelische Nöte nehmen"),
    ("call 14416", "14416 anrufen"),
    ("call 113 or 0800-0113", "113 oder 0800-0113 anrufen"),
    ("call or text 1737", "1737 anrufen, oder eine SMS dorthin"),
    ("day and night, every day; free", "Tag und Nacht, jeden Tag; kostet nichts"),
    ("day and night, every day", "Tag und Nacht, jeden Tag"),
    ("German", "Deutsch"),
    ("English", "Englisch"),
    ("English and French", "Englisch und Französisch"),
    ("Spanish", "Spanisch"),
    ("French", "Französisch"),
    ("Dutch", "Niederländisch"),
    ("about 20 languages, by state", "etwa 20 Sprachen, je nach Bundesstaat"),
    ("English; interpreters for others", "Englisch; andere Sprachen mit Dolmetscher"),
    ("English and Spanish; phone interpreters for others", "Englisch und Spanisch; andere Sprachen mit Dolmetscher"),
    (
        "A free public directory of help lines in many countries. Search for its name in a browser, or ask someone to look \
         for you.",
        "Ein freies Verzeichnis von Nummern in vielen Ländern. Such im Browser nach dem Namen, oder bitte jemanden, für dich \
         nachzusehen.",
    ),
];

/// Returns a text of the help lines in German; one that is not in the table stays as it is.
pub(super) fn of(text: &str) -> &str {
    ROWS.iter().find(|(english, _)| *english == text).map_or(text, |(_, german)| german)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::help_lines::HelpLines;

    fn digits(text: &str) -> Vec<String> {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        numbers.map(str::to_owned).collect()
    }

    /// Every text that ships is in the table, but a name and a bare number, and every number comes out as it went in.
    #[test]
    fn help_lines_speak_german_and_no_number_changes() {
        let help = HelpLines::shipped().expect("the shipped file holds its form");
        let mut texts = vec![help.directory.note.to_string()];
        for region in &help.regions {
            texts.extend([region.name.to_string(), region.emergency.to_string()]);
            for line in &region.lines {
                texts.extend([&line.reach, &line.hours, &line.language].map(ToString::to_string));
            }
        }
        for text in texts {
            let german = of(&text);
            assert!(german != text || text.chars().all(|c| c.is_ascii_digit()), "{text}");
            assert_eq!(digits(german), digits(&text), "{text}");
        }
        for (english, _) in ROWS {
            let written = include_str!("../../../decks/help-lines.json");
            assert!(written.contains(english), "{english} is in no line");
        }
    }
}
