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
}
