//! Styles by meaning, for dark, light and colourless terminals.
//!
//! Most text keeps the terminal's own foreground, so that it reads well wherever the person reads everything else.
//! One accent marks what can be acted on or moves. Nothing is red, and no meaning rests on colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What the person asked for about colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// Colour where it is wanted and can be read.
    #[default]
    Auto,
    /// Colour, whatever the environment says.
    Always,
    /// No colour.
    Never,
}

/// The styles of a screen, named by what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Where the person is.
    pub title: Style,
    /// The sentence that matters most.
    pub lead: Style,
    /// A paragraph, and most of everything.
    pub text: Style,
    /// A paragraph of lesser weight.
    pub aside: Style,
    /// The word that opens a caution.
    pub caution: Style,
    /// Words that an author stressed.
    pub stress: Style,
    /// A key to press.
    pub key: Style,
    /// What a key does.
    pub label: Style,
    /// What is picked, or where the person is.
    pub chosen: Style,
    /// The moving shape.
    pub pacer: Style,
    /// Decoration that may be missed, such as the track of a timer; never words.
    pub faint: Style,
}

impl Theme {
    /// For terminals with a dark background.
    pub const DARK: Self = Self::accented(Color::LightCyan);
    /// For terminals with a light background.
    pub const LIGHT: Self = Self::accented(Color::Blue);
    /// Without any colour: crossterm under `NO_COLOR` writes a reset in place of a colour, which would wipe bold and
    /// reverse, so this theme sets modifiers only.
    pub const COLOURLESS: Self = {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            title: plain,
            lead: bold,
            text: plain,
            aside: plain,
            caution: bold,
            stress: bold,
            key: bold,
            label: plain,
            chosen: bold,
            pacer: plain,
            faint: plain.add_modifier(Modifier::DIM),
        }
    };

    const fn accented(accent: Color) -> Self {
        let mut theme = Self::COLOURLESS;
        theme.title = theme.title.fg(accent);
        theme.key = theme.key.fg(accent);
        theme.chosen = theme.chosen.fg(accent);
        theme.pacer = theme.pacer.fg(accent);
        theme
    }

    /// Returns the theme for a terminal.
    ///
    /// `no_color` is whether `NO_COLOR` is set and not empty; `dark` is whether the background is dark, where that is
    /// known. No ANSI colour reads well on both black and white, so an unknown background gets no colour unless it is
    /// asked for.
    pub fn choose(color: ColorChoice, no_color: bool, dark: Option<bool>) -> Self {
        match (color, no_color, dark) {
            (ColorChoice::Never, ..) | (ColorChoice::Auto, true, _) | (ColorChoice::Auto, _, None) => Self::COLOURLESS,
            (ColorChoice::Auto, false, Some(dark)) => Self::coloured(dark),
            (ColorChoice::Always, _, dark) => {
                crossterm::style::force_color_output(true);
                Self::coloured(dark.unwrap_or(true))
            }
        }
    }

    const fn coloured(dark: bool) -> Self {
        if dark { Self::DARK } else { Self::LIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_used_only_where_it_is_wanted_and_can_be_read() {
        let auto = ColorChoice::Auto;
        assert_eq!(Theme::choose(auto, false, Some(true)), Theme::DARK);
        assert_eq!(Theme::choose(auto, false, Some(false)), Theme::LIGHT);
        assert_eq!(Theme::choose(auto, false, None), Theme::COLOURLESS);
        assert_eq!(Theme::choose(auto, true, Some(true)), Theme::COLOURLESS);
        assert_eq!(Theme::choose(ColorChoice::Never, false, Some(true)), Theme::COLOURLESS);
    }

    /// The relative luminance of a colour (WCAG 2.2).
    fn luminance([red, green, blue]: [u8; 3]) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast of two colours, 1 to 21 (WCAG 2.2).
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    const fn rgb(hex: u32) -> [u8; 3] {
        let [_, red, green, blue] = hex.to_be_bytes();
        [red, green, blue]
    }

    /// A palette that a terminal comes with: its background and text, blue (4) and bright cyan (14).
    struct Palette {
        name: &'static str,
        dark: bool,
        back: u32,
        text: u32,
        blue: u32,
        bright_cyan: u32,
    }

    const fn palette(name: &'static str, dark: bool, [back, text, blue, bright_cyan]: [u32; 4]) -> Palette {
        Palette { name, dark, back, text, blue, bright_cyan }
    }

    /// What common terminals come with, from their own sources and settings. Palettes whose blue is paler than 4.5:1 on
    /// their own background (Solarized Light, One Half Light) are for `--color never` or the setting `background any`.
    const PALETTES: &[Palette] = &[
        palette("xterm, dark", true, [0x00_0000, 0xe5_e5e5, 0x00_00ee, 0x00_ffff]),
        palette("xterm, light", false, [0xff_ffff, 0x00_0000, 0x00_00ee, 0x00_ffff]),
        palette("Linux console", true, [0x00_0000, 0xaa_aaaa, 0x00_00aa, 0x55_ffff]),
        palette("GNOME (Tango), dark", true, [0x17_1421, 0xd0_cfcc, 0x12_488b, 0x33_c7de]),
        palette("GNOME (Tango), light", false, [0xff_ffff, 0x17_1421, 0x12_488b, 0x33_c7de]),
        palette("Konsole (Breeze)", true, [0x23_2627, 0xfc_fcfc, 0x1d_99f3, 0x16_a085]),
        palette("macOS Terminal, Basic", false, [0xff_ffff, 0x00_0000, 0x00_00b2, 0x00_e6e6]),
        palette("macOS Terminal, Pro", true, [0x00_0000, 0xf2_f2f2, 0x2c_09b2, 0x00_e6e6]),
        palette("Windows Terminal (Campbell)", true, [0x0c_0c0c, 0xcc_cccc, 0x00_37da, 0x61_d6d6]),
        palette("Visual Studio Code, dark", true, [0x1e_1e1e, 0xcc_cccc, 0x24_72c8, 0x29_b8db]),
        palette("Visual Studio Code, light", false, [0xff_ffff, 0x33_3333, 0x04_51a5, 0x05_98bc]),
        palette("Alacritty", true, [0x18_1818, 0xd8_d8d8, 0x6a_9fb5, 0x93_d3c3]),
        palette("kitty", true, [0x00_0000, 0xdd_dddd, 0x0d_73cc, 0x14_ffff]),
        palette("Solarized Dark", true, [0x00_2b36, 0x83_9496, 0x26_8bd2, 0x93_a1a1]),
    ];

    /// Every style of a theme.
    fn styles(theme: &Theme) -> [(&'static str, Style); 11] {
        let Theme { title, lead, text, aside, caution, stress, key, label, chosen, pacer, faint } = *theme;
        [
            ("title", title),
            ("lead", lead),
            ("text", text),
            ("aside", aside),
            ("caution", caution),
            ("stress", stress),
            ("key", key),
            ("label", label),
            ("chosen", chosen),
            ("pacer", pacer),
            ("faint", faint),
        ]
    }

    #[test]
    fn every_pair_of_colours_reads_well() {
        for palette in PALETTES {
            let theme = if palette.dark { Theme::DARK } else { Theme::LIGHT };
            for (name, style) in styles(&theme) {
                assert_eq!(style.bg, None, "{name} keeps the background of the terminal");
                let front = match style.fg {
                    None => palette.text,
                    Some(Color::LightCyan) => palette.bright_cyan,
                    Some(Color::Blue) => palette.blue,
                    other => panic!("{name}: {other:?} is in no palette here"),
                };
                let found = contrast(rgb(front), rgb(palette.back));
                assert!(found >= 4.5, "{name} on {}: {found:.1}", palette.name);
            }
        }
        assert!((contrast(rgb(0), rgb(0xff_ffff)) - 21.0).abs() < 0.01);
        assert!(contrast(rgb(0x77_7777), rgb(0xff_ffff)) < 4.5, "a pair that is known to be too pale");
    }

    #[test]
    fn without_colour_no_style_has_one_and_only_decoration_is_faint() {
        for (name, style) in styles(&Theme::COLOURLESS) {
            assert_eq!((style.fg, style.bg), (None, None), "{name}");
        }
        for theme in [Theme::COLOURLESS, Theme::DARK, Theme::LIGHT] {
            for (name, style) in styles(&theme) {
                assert_eq!(style.add_modifier.contains(Modifier::DIM), name == "faint", "{name}");
                assert!(!style.add_modifier.intersects(Modifier::SLOW_BLINK | Modifier::RAPID_BLINK), "{name}");
            }
        }
    }
}
