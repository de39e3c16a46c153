//! What [`super::text`] needs to know of writing systems: which letters join, which signs are pictures, what piles up.

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthChar;

/// Tells whether the letter belongs to a script in which joiners change how a word reads: Arabic, Syriac, the Indic
/// scripts and those of South-East Asia, Mongolian.
pub(super) fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1700}'..='\u{18AF}'
        | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{A82F}' | '\u{A840}'..='\u{A8FF}' | '\u{A930}'..='\u{A9FF}'
        | '\u{AA00}'..='\u{AAFF}' | '\u{ABC0}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{10A5F}' | '\u{10D00}'..='\u{10D3F}' | '\u{11000}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
        && c.is_alphabetic()
        || virama(c)
}

/// Vowel killers of the Indic scripts are not letters, yet joiners mostly follow them.
fn virama(c: char) -> bool {
    matches!(
        c,
        '\u{94D}'
            | '\u{9CD}'
            | '\u{A4D}'
            | '\u{ACD}'
            | '\u{B4D}'
            | '\u{BCD}'
            | '\u{C4D}'
            | '\u{CCD}'
            | '\u{D3B}'
            | '\u{D3C}'
            | '\u{D4D}'
            | '\u{DCA}'
            | '\u{F84}'
            | '\u{1039}'
            | '\u{103A}'
            | '\u{17D2}'
            | '\u{1A60}'
            | '\u{1B44}'
            | '\u{1BAA}'
            | '\u{A806}'
            | '\u{A8C4}'
            | '\u{A953}'
            | '\u{A9C0}'
            | '\u{AAF6}'
            | '\u{ABED}'
            | '\u{11046}'
            | '\u{110B9}'
            | '\u{111C0}'
            | '\u{11235}'
            | '\u{1134D}'
            | '\u{11442}'
            | '\u{114C2}'
    )
}

/// Tells whether the sign is a picture, so that a joiner or a presentation selector may follow.
pub(super) fn emoji(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2934}' | '\u{2935}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Tells whether the character is drawn on a key by the keycap sign.
pub(super) fn keycap(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '*')
}

/// Tells whether the letter is Mongolian, where variation selectors choose between shapes.
pub(super) fn mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18AF}')
}

/// Tells whether the letter is Han, where a variation selector chooses the shape that a name is written with.
pub(super) fn letter_with_variants(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Tells whether the character sits on the letter before it. Emoji joiners do not: what follows them is a letter again.
pub(super) fn mark(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{200D}' => false,
        // Of these blocks, marks that take room are not of width 0; ask where a letter ends.
        '\u{900}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}' | '\u{10A00}'..='\u{1E95F}' => {
            c.width() == Some(0) || extends(c)
        }
        _ => c.width() == Some(0),
    }
}

fn extends(c: char) -> bool {
    let mut pair = String::from("a");
    pair.push(c);
    let ends = GraphemeCursor::new(1, pair.len(), true).is_boundary(&pair, 0);
    ends.is_ok_and(|boundary| !boundary)
}
