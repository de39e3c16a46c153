//! Keys as the app knows them, and the one table that maps them and feeds every help line.

use super::Place;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// A key, a paste or a click, free of any terminal library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A printable character, space included.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A function key, by its number.
    F(u8),
    /// Text that was pasted.
    Paste(String),
}

/// A key with its words, as shown in the help line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The key as shown: `Enter`, `l`, `!`.
    pub key: &'static str,
    /// What it does, in one to three words.
    pub label: &'static str,
    /// Whether the help line shows it even when there is little room.
    pub always: bool,
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Go on: whatever Enter does here.
    Go,
    /// Say how you are.
    CheckIn,
    /// Pick the n-th choice of the page, from 0.
    Pick(u8),
    /// Give consent.
    Allow,
    /// Look at the card that is named in place of a gated one.
    OtherWay,
    /// Decline.
    Decline,
    /// Do the steps, shorter.
    Lighter,
    /// Pass this card over today.
    NotToday,
    /// Grade.
    Grade(Recall),
    /// Say what it did.
    Helped(Helped),
    /// A level, 0 to 10.
    Level(u8),
    /// Leave this question out.
    SkipQuestion,
    /// Let the timer stand still, or run again.
    Pause,
    /// Give each step half as long again.
    Slower,
    /// Show or hide the seconds.
    HideTimer,
    /// End the steps here.
    StopHere,
    /// Take back the last answer.
    TakeBack,
    /// Show people to reach.
    HelpLines,
    /// Show when to stop a practice.
    StopSigns,
    /// Show every key.
    Keys,
    /// Write down somebody to reach.
    AddPerson,
    /// Take somebody off the list.
    RemovePerson,
    /// Look for a card.
    Cards,
    /// Look at the weeks ahead.
    Weeks,
    /// Make the card a favourite, or not.
    Favourite,
    /// Let the card rest, or come again.
    Rest,
    /// Put the card into own words.
    Reword,
    /// Something for right now.
    Now,
    /// Say how much, for right now.
    HowMuch,
    /// Nothing right now.
    Nothing,
    /// Do the card now.
    DoNow,
    /// A card was used in life: pick it, or it is the one looked at.
    Life,
    /// What helped.
    WhatHelped,
    /// Let a card that rests come again.
    ComeAgain,
    /// One card that turns outward.
    Outward,
    /// A short wait without a practice.
    Wait,
    /// Let go of what cannot be saved, and go on.
    GoWithout,
    /// Show nothing until a key is pressed.
    Hide,
    /// Leave this page, or the program.
    Leave,
}

/// One row of the table: where a key works, what it means, how it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The screens.
    pub places: &'static [Place],
    /// The keys.
    pub keys: &'static [Key],
    /// What they mean.
    pub action: Action,
    /// How the help line shows them; an empty label is not shown there.
    pub binding: Binding,
    /// What the page of all keys says.
    pub about: &'static str,
}

const fn row(
    places: &'static [Place],
    keys: &'static [Key],
    action: Action,
    (key, label, always): (&'static str, &'static str, bool),
    about: &'static str,
) -> Row {
    Row { places, keys, action, binding: Binding { key, label, always }, about }
}

use Place as P;

const SCREENS: &[Place] = &[
    P::Welcome,
    P::Today,
    P::CheckIn,
    P::Gate,
    P::Learn,
    P::Cue,
    P::Revealed,
    P::Guide,
    P::Recall,
    P::After,
    P::Level,
    P::Worse,
    P::Stuck,
    P::End,
    P::NowState,
    P::Now,
    P::Kept,
    P::Wait,
    P::Rested,
    P::Failed,
    P::Clock,
];
const OVER: &[Place] = &[P::HelpLines, P::Stop, P::Keys, P::Card, P::Weeks, P::Life, P::Closer];
/// Where a person stays for a while.
const REST: &[Place] = &[P::Welcome, P::Today, P::End, P::Kept];
const PICKS: &[Place] = &[P::CheckIn, P::NowState, P::Life, P::Now];
const SIX: &[Place] = &[P::CheckIn, P::NowState, P::Life];
const ENTER: &[Key] = &[Key::Enter, Key::Char(' ')];

/// Every key of every screen. The first row of a screen is what Enter does there.
pub const TABLE: &[Row] = &[
    row(&[P::Welcome], ENTER, Action::Go, ("Enter", "begin", true), "begin"),
    row(&[P::Today], ENTER, Action::Go, ("Enter", "begin", true), "begin, or go on"),
    row(&[P::Gate], &[Key::Char('y')], Action::Allow, ("y", "yes, show it", true), "allow it and see the card"),
    row(
        &[P::Gate],
        &[Key::Char('a')],
        Action::OtherWay,
        ("a", "another way", false),
        "look at a card that does without",
    ),
    row(
        &[P::Gate],
        &[Key::Char('w')],
        Action::Decline,
        ("w", "without these", true),
        "leave such cards out from now on",
    ),
    row(&[P::Learn, P::Revealed], ENTER, Action::Go, ("Enter", "do it now", true), "do the steps"),
    row(&[P::Cue], ENTER, Action::Go, ("Enter", "show", true), "show the card"),
    row(&[P::Guide], ENTER, Action::Go, ("Enter", "next", true), "go to the next step"),
    row(&[P::Worse], ENTER, Action::Leave, ("Enter", "close", true), "close for today"),
    row(&[P::Worse], &[Key::Char('g')], Action::Go, ("g", "go on", true), "go on with the session"),
    row(&[P::CheckIn, P::After, P::Level, P::Stuck], ENTER, Action::Go, ("Enter", "go on", true), "go on"),
    row(&[P::End], ENTER, Action::Go, ("Enter", "close", true), "close"),
    row(&[P::NowState], ENTER, Action::Go, ("Enter", "not sure", true), "go on without a word for it"),
    row(&[P::Now], ENTER, Action::Go, ("Enter", "the first", true), "begin the first one"),
    row(&[P::Kept, P::Rested], ENTER, Action::Go, ("Enter", "go on", true), "go on"),
    row(&[P::Wait], ENTER, Action::Go, ("Enter", "once more", true), "rate once more, when it was long enough"),
    row(
        &[P::Helped],
        &[Key::Enter],
        Action::Go,
        ("Enter", "look closer", true),
        "look closer at the technique in hand",
    ),
    row(&[P::Failed], ENTER, Action::Go, ("Enter", "try again", true), "try again"),
    row(&[P::Failed], &[Key::Char('n')], Action::GoWithout, ("n", "go on without", true), "go on without saving it"),
    row(&[P::Clock], ENTER, Action::Go, ("Enter", "it is right", true), "the time is right; go on"),
    row(OVER, ENTER, Action::Leave, ("Enter", "", false), "go back"),
    row(&[P::Learn, P::Revealed], &[Key::Char('l')], Action::Lighter, ("l", "lighter", true), "do a shorter version"),
    row(
        &[P::Learn],
        &[Key::Char('o')],
        Action::SkipQuestion,
        ("o", "only read it", false),
        "keep the card without doing it now",
    ),
    row(
        &[P::Revealed, P::Recall],
        &[Key::Char('1')],
        Action::Grade(Recall::Again),
        ("1", "", false),
        "it did not come to mind this time",
    ),
    row(
        &[P::Revealed, P::Recall],
        &[Key::Char('2')],
        Action::Grade(Recall::Hard),
        ("2", "", false),
        "it came to mind with effort",
    ),
    row(&[P::Revealed, P::Recall], &[Key::Char('3')], Action::Grade(Recall::Good), ("3", "", false), "it came to mind"),
    row(
        &[P::Revealed, P::Recall],
        &[Key::Char('4')],
        Action::Grade(Recall::Easy),
        ("4", "", false),
        "it came to mind easily",
    ),
    row(
        &[P::Revealed, P::Recall],
        &[],
        Action::Grade(Recall::Good),
        ("1 to 4", "how it came", true),
        "grade how it came to mind",
    ),
    row(&[P::Guide], &[Key::Char('p')], Action::Pause, ("p", "pause", true), "let the timer stand still, or run again"),
    row(&[P::Guide], &[Key::Char('s')], Action::Slower, ("s", "slower", false), "half as long again for each step"),
    row(&[P::Guide], &[Key::Char('l')], Action::Lighter, ("l", "lighter", false), "change to a shorter version"),
    row(&[P::Guide], &[Key::Char('t')], Action::HideTimer, ("t", "timer", false), "hide or show the seconds"),
    row(&[P::Guide], &[Key::Char('x')], Action::StopHere, ("x", "stop here", true), "end the steps here"),
    row(PICKS, &[Key::Char('1')], Action::Pick(0), ("1", "", false), "pick the first"),
    row(PICKS, &[Key::Char('2')], Action::Pick(1), ("2", "", false), "pick the second"),
    row(PICKS, &[Key::Char('3')], Action::Pick(2), ("3", "", false), "pick the third"),
    row(SIX, &[Key::Char('4')], Action::Pick(3), ("4", "", false), "pick the fourth"),
    row(SIX, &[Key::Char('5')], Action::Pick(4), ("5", "", false), "pick the fifth"),
    row(SIX, &[Key::Char('6')], Action::Pick(5), ("6", "", false), "pick the sixth"),
    row(&[P::Life], &[Key::Char('7')], Action::Pick(6), ("7", "", false), "pick the seventh"),
    row(&[P::Life], &[Key::Char('8')], Action::Pick(7), ("8", "", false), "pick the eighth"),
    row(&[P::Life], &[Key::Char('9')], Action::Pick(8), ("9", "", false), "pick the ninth"),
    row(&[P::NowState, P::Now], &[Key::Char('0')], Action::Nothing, ("0", "nothing now", true), "nothing right now"),
    row(&[P::NowState, P::Now], &[Key::Char('d')], Action::HowMuch, ("d", "how much", false), "say how much there is"),
    row(&[P::Now], &[Key::Char('s')], Action::Now, ("s", "another state", false), "say again how it is"),
    row(&[P::After], &[Key::Char('y')], Action::Helped(Helped::Helped), ("y", "", false), "it helped"),
    row(&[P::After], &[Key::Char('c')], Action::Helped(Helped::Same), ("c", "", false), "no change"),
    row(&[P::After], &[Key::Char('w')], Action::Helped(Helped::Worse), ("w", "", false), "it made things worse"),
    row(&[P::After], &[Key::Char('d')], Action::Helped(Helped::Unsure), ("d", "", false), "do not know"),
    row(
        &[P::Level],
        &[Key::Char('0')],
        Action::Level(0),
        ("0 to 10", "how much", true),
        "a level from 0 to 10; Enter keeps it",
    ),
    row(&[P::Level], &[Key::Char('1')], Action::Level(1), ("1", "", false), ""),
    row(&[P::Level], &[Key::Char('2')], Action::Level(2), ("2", "", false), ""),
    row(&[P::Level], &[Key::Char('3')], Action::Level(3), ("3", "", false), ""),
    row(&[P::Level], &[Key::Char('4')], Action::Level(4), ("4", "", false), ""),
    row(&[P::Level], &[Key::Char('5')], Action::Level(5), ("5", "", false), ""),
    row(&[P::Level], &[Key::Char('6')], Action::Level(6), ("6", "", false), ""),
    row(&[P::Level], &[Key::Char('7')], Action::Level(7), ("7", "", false), ""),
    row(&[P::Level], &[Key::Char('8')], Action::Level(8), ("8", "", false), ""),
    row(&[P::Level], &[Key::Char('9')], Action::Level(9), ("9", "", false), ""),
    row(
        &[P::CheckIn, P::After, P::Level],
        &[Key::Tab],
        Action::SkipQuestion,
        ("Tab", "next question", false),
        "leave this question out",
    ),
    row(&[P::Today], &[Key::Char('f')], Action::CheckIn, ("f", "how I am", true), "say how you are, if you like"),
    row(
        &[P::Gate, P::Learn, P::Cue, P::Revealed, P::Recall],
        &[Key::Char('n')],
        Action::NotToday,
        ("n", "not today", true),
        "pass this card over; nothing changes",
    ),
    row(
        &[P::Today, P::Gate, P::Learn, P::Cue, P::After, P::Level, P::Worse, P::End, P::Kept],
        &[Key::Char('u')],
        Action::TakeBack,
        ("u", "undo", false),
        "take back the last answer",
    ),
    row(
        &[P::Today, P::End, P::Kept],
        &[Key::Char('w')],
        Action::Weeks,
        ("w", "weeks ahead", false),
        "look at the weeks ahead",
    ),
    row(REST, &[Key::Char('n')], Action::Now, ("n", "right now", true), "something for this moment"),
    row(
        &[P::Worse],
        &[Key::Char('o')],
        Action::Outward,
        ("o", "look outward", true),
        "one short practice that looks outward",
    ),
    row(
        &[P::Worse, P::Rested],
        &[Key::Char('a')],
        Action::ComeAgain,
        ("a", "come again", true),
        "let the card that rests come again",
    ),
    row(
        &[P::Rested],
        &[Key::Char('w')],
        Action::Decline,
        ("w", "without these", false),
        "leave such cards out from now on",
    ),
    row(
        &[P::Today, P::End, P::Kept],
        &[Key::Char('l')],
        Action::Life,
        ("l", "used in life", false),
        "write down a card you used in life",
    ),
    row(
        &[P::Today, P::End, P::Kept],
        &[Key::Char('s')],
        Action::WhatHelped,
        ("s", "what helped", true),
        "see what helped",
    ),
    row(
        &[P::Today],
        &[Key::Char('t')],
        Action::Wait,
        ("t", "short wait", false),
        "wait a little without a practice, then rate once more",
    ),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('c')], Action::Cards, ("c", "cards", true), "look for a card"),
    row(&[P::Now, P::Life], &[Key::Char('c')], Action::Cards, ("c", "choose myself", true), "choose a card yourself"),
    row(&[P::Card], &[Key::Char('d')], Action::DoNow, ("d", "do it now", true), "do its steps now"),
    row(
        &[P::Card],
        &[Key::Char('l')],
        Action::Life,
        ("l", "used in life", true),
        "write down that you used it in life",
    ),
    row(
        &[P::Helped],
        &[Key::Right],
        Action::SkipQuestion,
        ("Right", "next page", true),
        "the next page; Left goes back",
    ),
    row(
        &[P::Helped],
        &[Key::Down],
        Action::SkipQuestion,
        ("Down", "walk the list", false),
        "walk down the list; Up goes back",
    ),
    row(
        &[P::Helped],
        &[Key::Char('s')],
        Action::SkipQuestion,
        ("s", "state", true),
        "only one state, one after another",
    ),
    row(
        &[P::Helped],
        &[Key::Char('a')],
        Action::ComeAgain,
        ("a", "come again", true),
        "let the first of these cards come again",
    ),
    row(
        &[P::Helped],
        &[Key::Char('!'), Key::F(1)],
        Action::HelpLines,
        ("!", "people to reach", true),
        "people to reach; F1 too",
    ),
    row(&[P::Helped], &[Key::Char('?')], Action::Keys, ("?", "keys", true), "show every key"),
    row(&[P::Helped], &[Key::Char('q'), Key::Esc], Action::Leave, ("q", "back", true), "go back; Esc too"),
    row(&[P::Cards], &[Key::Enter], Action::Go, ("Enter", "open", true), "open the card in hand, or the first"),
    row(
        &[P::Cards],
        &[Key::Down],
        Action::SkipQuestion,
        ("Down", "walk the list", true),
        "walk down the list; Up goes back",
    ),
    row(&[P::Cards], &[Key::Tab], Action::SkipQuestion, ("Tab", "narrow down", true), "go to what narrows the list"),
    row(&[P::Cards], &[Key::Right], Action::SkipQuestion, ("Right", "change", false), "change it; Left goes back"),
    row(
        &[P::Cards],
        &[Key::Char('!'), Key::F(1)],
        Action::HelpLines,
        ("!", "people to reach", true),
        "people to reach; F1 too",
    ),
    row(&[P::Cards], &[Key::Char('?')], Action::Keys, ("?", "keys", true), "show every key"),
    row(&[P::Cards], &[Key::Esc], Action::Leave, ("Esc", "back", true), "go back"),
    row(&[P::Card], &[Key::Char('v')], Action::Favourite, ("v", "favourite", true), "make it a favourite, or not"),
    row(&[P::Card], &[Key::Char('r')], Action::Rest, ("r", "rest", true), "let it rest, or come again"),
    row(&[P::Stuck], &[Key::Char('r')], Action::Rest, ("r", "let it rest", true), "let it rest until you resume it"),
    row(
        &[P::Card],
        &[Key::Char('e')],
        Action::Reword,
        ("e", "your words", false),
        "put its title, cues and caution into your own words",
    ),
    row(
        &[P::HelpLines],
        &[Key::Char('a')],
        Action::AddPerson,
        ("a", "add someone", true),
        "write down somebody to reach",
    ),
    row(
        &[P::HelpLines],
        &[Key::Char('r')],
        Action::RemovePerson,
        ("r", "remove last", false),
        "take the last person off the list",
    ),
    row(
        &[P::Learn, P::Cue, P::Revealed, P::Guide, P::Recall, P::Gate],
        &[Key::Char('.')],
        Action::StopSigns,
        (".", "when to stop", false),
        "show when to stop a practice",
    ),
    row(
        SCREENS,
        &[Key::Char('!'), Key::F(1)],
        Action::HelpLines,
        ("!", "people to reach", true),
        "people to reach; F1 too",
    ),
    row(
        &[P::Stop, P::Keys, P::Card, P::Weeks, P::Life, P::Closer],
        &[Key::Char('!'), Key::F(1)],
        Action::HelpLines,
        ("!", "people to reach", true),
        "people to reach; F1 too",
    ),
    row(
        &[P::HelpLines, P::Stop, P::Card, P::Weeks, P::Life, P::Closer],
        &[Key::Char('?')],
        Action::Keys,
        ("?", "keys", true),
        "show every key",
    ),
    row(SCREENS, &[Key::Char('?')], Action::Keys, ("?", "keys", true), "show every key"),
    row(
        SCREENS,
        &[Key::Char('h'), Key::F(2)],
        Action::Hide,
        ("h", "hide", false),
        "show nothing until you press a key; F2 too, also while you type",
    ),
    row(OVER, &[Key::Char('h'), Key::F(2)], Action::Hide, ("h", "hide", false), "show nothing until you press a key"),
    row(
        &[P::Helped],
        &[Key::Char('h'), Key::F(2)],
        Action::Hide,
        ("h", "hide", false),
        "show nothing until you press a key",
    ),
    row(&[P::Cards], &[Key::F(2)], Action::Hide, ("F2", "hide", false), "show nothing until you press a key"),
    row(OVER, &[Key::Char('q'), Key::Esc], Action::Leave, ("q", "back", true), "go back; Esc too"),
    row(SCREENS, &[Key::Char('q'), Key::Esc], Action::Leave, ("q", "leave", true), "leave at once; Esc too"),
];

/// Finds what a key means on a screen.
pub fn meaning(place: Place, key: &Key) -> Option<Action> {
    let key = match key {
        // Whoever has Caps Lock on means the same key.
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other.clone(),
    };
    TABLE.iter().find(|row| row.places.contains(&place) && row.keys.contains(&key)).map(|row| row.action)
}

/// Returns the keys that the help line of a screen shows, Enter first.
pub fn help_line(place: Place) -> Vec<Binding> {
    TABLE
        .iter()
        .filter(|row| row.places.contains(&place) && !row.binding.label.is_empty())
        .map(|row| row.binding)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        for place in SCREENS.iter().chain(OVER).chain(&[P::Cards, P::Helped]) {
            let mut seen: Vec<&Key> = Vec::new();
            for key in TABLE.iter().filter(|row| row.places.contains(place)).flat_map(|row| row.keys) {
                assert!(!seen.contains(&key), "{place:?}: {key:?} stands twice");
                seen.push(key);
            }
        }
    }

    #[test]
    fn people_keys_and_the_way_out_work_on_every_screen() {
        for place in SCREENS.iter().chain(OVER).filter(|place| **place != P::HelpLines) {
            assert_eq!(meaning(*place, &Key::Char('!')), Some(Action::HelpLines), "{place:?}");
            assert_eq!(meaning(*place, &Key::F(1)), Some(Action::HelpLines), "{place:?}");
            let keys = (*place != P::Keys).then_some(Action::Keys);
            assert_eq!(meaning(*place, &Key::Char('?')), keys, "{place:?}");
            assert_eq!(meaning(*place, &Key::Esc), Some(Action::Leave), "{place:?}");
            assert_eq!(meaning(*place, &Key::Char('Q')), Some(Action::Leave), "{place:?}");
            let shown = help_line(*place);
            for key in ["!", "?", "q"].into_iter().filter(|key| *place != P::Keys || *key != "?") {
                assert!(shown.iter().any(|binding| binding.key == key && binding.always), "{place:?} hides {key}");
            }
        }
    }

    #[test]
    fn every_key_that_works_is_shown_or_explained() {
        for row in TABLE.iter().filter(|row| row.binding.label.is_empty()) {
            let twin = |other: &Row| {
                !other.binding.label.is_empty()
                    && other.action == row.action
                    && row.places.iter().all(|place| other.places.contains(place))
            };
            if TABLE.iter().any(twin) {
                continue;
            }
            let choice = row.places.iter().all(|place| {
                matches!(
                    place,
                    P::CheckIn | P::After | P::Level | P::Revealed | P::Recall | P::NowState | P::Now | P::Life
                )
            });
            assert!(choice, "{:?} is neither on the help line nor a choice on its page", row.binding.key);
        }
    }
}
