//! The help line: keys and what they do, drawn from the page's own table.

use ratatui::text::{Line, Span};

use super::blocks::Touch;
use super::prose::width;
use super::sweep::clean;
use super::theme::Theme;
use crate::app::keys::{Binding, named};
use crate::language::Language;
use crate::language::keys::Does;

/// Returns the help line over at most `most` lines, and what a click on it means.
///
/// Keys that matter always stay; when others are left out, `?` says that it shows all. In a narrow window the words are
/// brief, and keys that may be missed take only room that is left: what the page says comes first. When even the ones
/// that stay do not fit with their words, they stand alone.
pub(super) fn help(
    keys: &[Binding],
    room: usize,
    most: usize,
    narrow: bool,
    words: &Language,
    theme: &Theme,
) -> (Vec<Line<'static>>, Vec<Touch>) {
    let mut keys = keys.to_vec();
    if narrow {
        for binding in &mut keys {
            binding.label = binding.brief;
        }
    }
    let (all, ask): (Vec<_>, Vec<_>) = keys.iter().cloned().partition(|binding| binding.does != Does::Keys);
    let ask = ask.into_iter().next();
    if keys.is_empty() || most == 0 {
        return (Vec::new(), Vec::new());
    }
    // What Enter does comes first on a page and stays, whatever its table says.
    let kept = |index: usize, binding: &Binding| binding.always || index == 0;
    let mut chosen: Vec<bool> = all.iter().enumerate().map(|(index, binding)| kept(index, binding)).collect();
    let pick = |chosen: &[bool]| -> Vec<Binding> {
        let some = chosen.iter().any(|&shown| !shown);
        let shown = all.iter().zip(chosen).filter(|(_, shown)| **shown).map(|(binding, _)| binding.clone());
        let more = some.then(|| Binding::new("?", Does::AllKeys, true, words));
        let ask =
            ask.clone().map(|ask| if some { Binding::new(ask.key, Does::AllKeys, ask.always, words) } else { ask });
        shown.chain(ask.or(more)).collect()
    };
    let lines = |keys: &[Binding], labels: bool| rows(keys, room, labels).len();
    let every = vec![true; all.len()];
    // In a narrow window words are worth more than a key that `?` shows as well; these stay whatever happens. While steps
    // run, when to stop and how to stop are among them, and the pause yields.
    let runs = all.iter().any(|binding| binding.does == Does::StopHere);
    let last = |binding: &Binding| {
        use Does as D;
        match binding.does {
            D::PeopleToReach | D::Leave | D::Back | D::BackOrTake | D::EscBack | D::HowItCame => true,
            D::WhenToStop | D::StopHere => runs,
            _ => false,
        }
    };
    while narrow && lines(&pick(&chosen), true) > most {
        let goes = |index: &usize| chosen.get(*index) == Some(&true) && all.get(*index).is_some_and(|key| !last(key));
        match (1..all.len()).rev().find(goes).and_then(|index| chosen.get_mut(index)) {
            Some(shown) => *shown = false,
            None => break,
        }
    }
    // Keys that may be missed never take a line of their own from a narrow window.
    let most = if narrow { lines(&pick(&chosen), true).clamp(1, most) } else { most };
    let fits = |keys: &[Binding], labels: bool| lines(keys, labels) <= most;
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
    width(&clean(&binding.key)) + label
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
                row.push(binding.clone());
                used = with;
            }
            _ => {
                rows.push(vec![binding.clone()]);
                used = wide;
            }
        }
    }
    rows
}

fn drawn(keys: &[Binding], room: usize, words: bool, theme: &Theme) -> (Vec<Line<'static>>, Vec<Touch>) {
    let gap = " ".repeat(apart(room, words));
    let (mut lines, mut touches) = (Vec::new(), Vec::new());
    for bindings in rows(keys, room, words) {
        let (mut spans, mut at) = (Vec::new(), 0);
        for binding in bindings {
            if !spans.is_empty() {
                spans.push(Span::raw(gap.clone()));
                at += gap.len();
            }
            let wide = takes(&binding, words);
            if let Some(key) = named(&binding.key) {
                touches.push(Touch { row: lines.len(), columns: at..at + wide, key });
            }
            at += wide;
            spans.push(Span::styled(clean(&binding.key).into_owned(), theme.key));
            if words && !binding.label.is_empty() {
                spans.push(Span::styled(format!(" {}", clean(binding.label)), theme.label));
            }
        }
        lines.push(Line::from(spans));
    }
    (lines, touches)
}
