//! The help line: keys and what they do, drawn from the page's own table.

use ratatui::text::{Line, Span};

use super::prose::width;
use super::sweep::clean;
use super::theme::Theme;
use crate::app::keys::Binding;

const MORE: Binding = Binding { key: "?", label: "more", always: true };

/// Returns the help line over at most `most` lines. Keys that matter always stay; when others are left out, `?` says
/// that there are more; when even the ones that stay do not fit with their words, they stand alone.
pub(super) fn help(keys: &[Binding], room: usize, most: usize, theme: &Theme) -> Vec<Line<'static>> {
    let (all, ask): (Vec<_>, Vec<_>) = keys.iter().partition(|binding| binding.key != "?");
    let ask = ask.first().copied();
    if keys.is_empty() || most == 0 {
        return Vec::new();
    }
    // What Enter does comes first on a page and stays, whatever its table says.
    let kept = |index: usize, binding: &Binding| binding.always || index == 0;
    let mut chosen: Vec<bool> = all.iter().enumerate().map(|(index, binding)| kept(index, binding)).collect();
    let pick = |chosen: &[bool]| -> Vec<Binding> {
        let some = chosen.iter().any(|&shown| !shown);
        let shown = all.iter().zip(chosen).filter(|(_, shown)| **shown).map(|(binding, _)| *binding);
        shown.chain(ask.or(some.then_some(MORE))).collect()
    };
    let fits = |keys: &[Binding], words: bool| rows(keys, room, words).len() <= most;
    let every = vec![true; all.len()];
    if fits(&pick(&every), true) {
        return drawn(&pick(&every), room, true, theme);
    }
    if !fits(&pick(&chosen), true) {
        let mut keys = if fits(&pick(&every), false) { pick(&every) } else { pick(&chosen) };
        while keys.len() > 1 && !fits(&keys, false) {
            // The last one says that there are more, so the one before it goes.
            keys.remove(keys.len() - 2);
        }
        return drawn(&keys, room, false, theme);
    }
    for index in 0..chosen.len() {
        let mut more = chosen.clone();
        if let Some(shown) = more.get_mut(index) {
            *shown = true;
        }
        if fits(&pick(&more), true) {
            chosen = more;
        }
    }
    drawn(&pick(&chosen), room, true, theme)
}

fn takes(binding: &Binding, words: bool) -> usize {
    let label = if words && !binding.label.is_empty() { 1 + width(&clean(binding.label)) } else { 0 };
    width(&clean(binding.key)) + label
}

const fn apart(room: usize, words: bool) -> usize {
    if room >= 44 && words { 3 } else { 2 }
}

fn rows(keys: &[Binding], room: usize, words: bool) -> Vec<Vec<Binding>> {
    let mut rows: Vec<Vec<Binding>> = Vec::new();
    let mut used = 0;
    for binding in keys {
        let wide = takes(binding, words);
        let with = used + apart(room, words) + wide;
        match rows.last_mut() {
            Some(row) if with <= room => {
                row.push(*binding);
                used = with;
            }
            _ => {
                rows.push(vec![*binding]);
                used = wide;
            }
        }
    }
    rows
}

fn drawn(keys: &[Binding], room: usize, words: bool, theme: &Theme) -> Vec<Line<'static>> {
    let gap = " ".repeat(apart(room, words));
    rows(keys, room, words)
        .into_iter()
        .map(|row| {
            let mut spans = Vec::new();
            for binding in row {
                if !spans.is_empty() {
                    spans.push(Span::raw(gap.clone()));
                }
                spans.push(Span::styled(clean(binding.key).into_owned(), theme.key));
                if words && !binding.label.is_empty() {
                    spans.push(Span::styled(format!(" {}", clean(binding.label)), theme.label));
                }
            }
            Line::from(spans)
        })
        .collect()
}
