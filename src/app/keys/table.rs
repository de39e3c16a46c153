//! The one table of keys.

use super::{Action, Key, Way};
use crate::app::Place;
use crate::language::Language;
use crate::language::keys::Does;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

/// One row of the table: where a key works, what it means, how it is shown.
#[derive(Debug, Clone)]
pub struct Row {
    /// The screens.
    pub places: &'static [Place],
    /// The keys.
    pub keys: &'static [Key],
    /// What they mean.
    pub action: Action,
    /// The key as the help line shows it, by its English name.
    pub key: &'static str,
    /// What it does, for the help line and the page of all keys; `None` where neither shows it.
    pub does: Option<Does>,
    /// Whether the help line shows it even when there is little room.
    pub always: bool,
}

impl Row {
    /// Returns the words of the help line; empty when it is not shown there.
    pub fn label(&self, words: &Language) -> &'static str {
        self.does.map_or("", |does| (words.keys.does)(does).label)
    }

    /// Returns what the page of all keys says; empty when it is not listed there.
    pub fn about(&self, words: &Language) -> &'static str {
        self.does.map_or("", |does| (words.keys.does)(does).about)
    }
}

const fn row(
    places: &'static [Place],
    keys: &'static [Key],
    action: Action,
    (key, does, always): (&'static str, Option<Does>, bool),
) -> Row {
    Row { places, keys, action, key, does, always }
}

use Does as D;
use Place as P;

pub(super) const SCREENS: &[Place] = &[
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
pub(super) const OVER: &[Place] =
    &[P::HelpLines, P::Stop, P::Keys, P::Card, P::Weeks, P::Life, P::Closer, P::Deck, P::About];
/// Pages laid over, on which Enter does something of its own.
pub(super) const OWN: &[Place] = &[P::List, P::Setting, P::Consent, P::Plan];
/// Where a person stays for a while.
const REST: &[Place] = &[P::Welcome, P::Today, P::End, P::Kept];
const PICKS: &[Place] = &[P::CheckIn, P::NowState, P::Life, P::Now, P::Setting];
const SIX: &[Place] = &[P::CheckIn, P::NowState, P::Life];
/// Where choices are walked, and Enter takes the one in hand.
const CHOICES: &[Place] =
    &[P::CheckIn, P::NowState, P::Life, P::Now, P::Setting, P::Consent, P::After, P::Revealed, P::Recall];
/// Where a line or some lines are typed, and letters are no keys.
const TYPED: &[Place] = &[P::Typing, P::Writing];
const UP: &[Key] = &[Key::Up, Key::Char('k')];
const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
const ENTER: &[Key] = &[Key::Enter, Key::Char(' ')];

/// Every key of every screen. The first row of a screen is what Enter does there.
pub const TABLE: &[Row] = &[
    row(&[P::Welcome], ENTER, Action::Go, ("Enter", Some(D::Begin), true)),
    row(&[P::Today], ENTER, Action::Go, ("Enter", Some(D::BeginToday), true)),
    row(&[P::Gate], &[Key::Char('y')], Action::Allow, ("y", Some(D::ShowIt), true)),
    row(&[P::Gate], &[Key::Char('a')], Action::OtherWay, ("a", Some(D::AnotherWay), false)),
    row(&[P::Gate], &[Key::Char('w')], Action::Decline, ("w", Some(D::WithoutThese), true)),
    row(&[P::Learn, P::Revealed], ENTER, Action::Go, ("Enter", Some(D::DoSteps), true)),
    row(&[P::Cue], ENTER, Action::Go, ("Enter", Some(D::Show), true)),
    row(&[P::Guide], ENTER, Action::Go, ("Enter", Some(D::NextStep), true)),
    row(&[P::Worse], ENTER, Action::Leave, ("Enter", Some(D::CloseForToday), true)),
    row(&[P::Worse], &[Key::Char('g')], Action::Go, ("g", Some(D::GoOnSession), true)),
    row(&[P::CheckIn, P::After, P::Level, P::Stuck], ENTER, Action::Go, ("Enter", Some(D::GoOn), true)),
    row(&[P::End], ENTER, Action::Go, ("Enter", Some(D::Close), true)),
    row(&[P::NowState], ENTER, Action::Go, ("Enter", Some(D::NotSure), true)),
    row(&[P::Now], ENTER, Action::Go, ("Enter", Some(D::TheFirst), true)),
    row(&[P::Kept, P::Rested], ENTER, Action::Go, ("Enter", Some(D::GoOn), true)),
    row(&[P::Wait], ENTER, Action::Go, ("Enter", Some(D::RateAgain), true)),
    row(&[P::Helped], &[Key::Enter], Action::Go, ("Enter", Some(D::LookCloser), true)),
    row(&[P::Failed], ENTER, Action::Go, ("Enter", Some(D::TryAgain), true)),
    row(&[P::Failed], &[Key::Char('n')], Action::GoWithout, ("n", Some(D::GoOnWithout), true)),
    row(&[P::Clock], ENTER, Action::Go, ("Enter", Some(D::TimeIsRight), true)),
    row(OVER, ENTER, Action::Leave, ("Enter", Some(D::GoBackHidden), false)),
    row(&[P::Learn, P::Revealed], &[Key::Char('l')], Action::Lighter, ("l", Some(D::Lighter), true)),
    row(&[P::Learn], &[Key::Char('o')], Action::SkipQuestion, ("o", Some(D::OnlyRead), false)),
    row(&[P::Revealed, P::Recall], &[Key::Char('1')], Action::Grade(Recall::Again), ("1", Some(D::GradeAgain), false)),
    row(&[P::Revealed, P::Recall], &[Key::Char('2')], Action::Grade(Recall::Hard), ("2", Some(D::GradeHard), false)),
    row(&[P::Revealed, P::Recall], &[Key::Char('3')], Action::Grade(Recall::Good), ("3", Some(D::GradeGood), false)),
    row(&[P::Revealed, P::Recall], &[Key::Char('4')], Action::Grade(Recall::Easy), ("4", Some(D::GradeEasy), false)),
    row(&[P::Revealed, P::Recall], &[], Action::Grade(Recall::Good), ("1 to 4", Some(D::HowItCame), true)),
    row(&[P::Guide], &[Key::Char('p')], Action::Pause, ("p", Some(D::Pause), true)),
    row(&[P::Guide], &[Key::Char('s')], Action::Slower, ("s", Some(D::Slower), false)),
    row(&[P::Guide], &[Key::Char('l')], Action::Lighter, ("l", Some(D::LighterSteps), false)),
    row(&[P::Guide], &[Key::Char('t')], Action::HideTimer, ("t", Some(D::Timer), false)),
    row(&[P::Guide], &[Key::Char('x')], Action::StopHere, ("x", Some(D::StopHere), true)),
    row(PICKS, &[Key::Char('1')], Action::Pick(0), ("1", Some(D::First), false)),
    row(PICKS, &[Key::Char('2')], Action::Pick(1), ("2", Some(D::Second), false)),
    row(PICKS, &[Key::Char('3')], Action::Pick(2), ("3", Some(D::Third), false)),
    row(SIX, &[Key::Char('4')], Action::Pick(3), ("4", Some(D::Fourth), false)),
    row(SIX, &[Key::Char('5')], Action::Pick(4), ("5", Some(D::Fifth), false)),
    row(SIX, &[Key::Char('6')], Action::Pick(5), ("6", Some(D::Sixth), false)),
    row(&[P::Life], &[Key::Char('7')], Action::Pick(6), ("7", Some(D::Seventh), false)),
    row(&[P::Life], &[Key::Char('8')], Action::Pick(7), ("8", Some(D::Eighth), false)),
    row(&[P::Life], &[Key::Char('9')], Action::Pick(8), ("9", Some(D::Ninth), false)),
    row(&[P::NowState, P::Now], &[Key::Char('0')], Action::Nothing, ("0", Some(D::NothingNow), true)),
    row(&[P::NowState, P::Now], &[Key::Char('d')], Action::HowMuch, ("d", Some(D::HowMuch), false)),
    row(&[P::Now], &[Key::Char('s')], Action::Now, ("s", Some(D::AnotherState), false)),
    row(&[P::After], &[Key::Char('y')], Action::Helped(Helped::Helped), ("y", Some(D::ItHelped), false)),
    row(&[P::After], &[Key::Char('c')], Action::Helped(Helped::Same), ("c", Some(D::NoChange), false)),
    row(&[P::After], &[Key::Char('w')], Action::Helped(Helped::Worse), ("w", Some(D::ItWasWorse), false)),
    row(&[P::After], &[Key::Char('d')], Action::Helped(Helped::Unsure), ("d", Some(D::DoNotKnow), false)),
    row(&[P::Level], &[Key::Char('0')], Action::Level(0), ("0 to 10", Some(D::Level), true)),
    row(&[P::Level], &[Key::Char('1')], Action::Level(1), ("1", None, false)),
    row(&[P::Level], &[Key::Char('2')], Action::Level(2), ("2", None, false)),
    row(&[P::Level], &[Key::Char('3')], Action::Level(3), ("3", None, false)),
    row(&[P::Level], &[Key::Char('4')], Action::Level(4), ("4", None, false)),
    row(&[P::Level], &[Key::Char('5')], Action::Level(5), ("5", None, false)),
    row(&[P::Level], &[Key::Char('6')], Action::Level(6), ("6", None, false)),
    row(&[P::Level], &[Key::Char('7')], Action::Level(7), ("7", None, false)),
    row(&[P::Level], &[Key::Char('8')], Action::Level(8), ("8", None, false)),
    row(&[P::Level], &[Key::Char('9')], Action::Level(9), ("9", None, false)),
    row(&[P::Level], &[Key::Up, Key::Right, Key::Char('k')], Action::Move(Way::Up), ("Up", Some(D::LevelUp), true)),
    row(
        &[P::Level],
        &[Key::Down, Key::Left, Key::Char('j')],
        Action::Move(Way::Down),
        ("Down", Some(D::LevelDown), false),
    ),
    row(&[P::CheckIn, P::After, P::Level], &[Key::Tab], Action::SkipQuestion, ("Tab", Some(D::NextQuestion), false)),
    row(&[P::Today, P::End, P::Kept, P::Now], &[Key::Char('m')], Action::FewerWords, ("m", Some(D::FewerWords), false)),
    row(&[P::List], ENTER, Action::Go, ("Enter", Some(D::OpenLine), true)),
    row(&[P::Plan], ENTER, Action::Go, ("Enter", Some(D::Write), true)),
    row(&[P::Setting, P::Consent], ENTER, Action::Leave, ("Enter", Some(D::BackOrTake), true)),
    row(&[P::List, P::Plan], DOWN, Action::Move(Way::Down), ("Down", Some(D::WalkListKeys), true)),
    row(&[P::List, P::Plan], UP, Action::Move(Way::Up), ("Up", Some(D::WalkUp), false)),
    row(CHOICES, DOWN, Action::Move(Way::Down), ("Down", Some(D::NextChoice), false)),
    row(CHOICES, UP, Action::Move(Way::Up), ("Up", Some(D::ChoiceBefore), false)),
    row(&[P::Consent], &[Key::Char('y')], Action::Allow, ("y", Some(D::Allow), true)),
    row(&[P::Consent], &[Key::Char('w')], Action::Decline, ("w", Some(D::LeaveOut), true)),
    row(&[P::Plan], &[Key::Char('a')], Action::AddHeading, ("a", Some(D::OwnHeading), true)),
    row(&[P::Plan], &[Key::Char('r')], Action::RemovePerson, ("r", Some(D::TakeAway), false)),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('g')], Action::Settings, ("g", Some(D::Settings), false)),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('d')], Action::Decks, ("d", Some(D::Decks), false)),
    row(&[P::Today, P::End, P::Kept, P::HelpLines], &[Key::Char('p')], Action::Plan, ("p", Some(D::MyPlan), false)),
    row(REST, &[Key::Char('b')], Action::About, ("b", Some(D::About), false)),
    row(&[P::After], &[Key::Char('e')], Action::Note, ("e", Some(D::Note), false)),
    row(&[P::Today], &[Key::Char('f')], Action::CheckIn, ("f", Some(D::HowIAm), true)),
    row(
        &[P::Gate, P::Learn, P::Cue, P::Revealed, P::Recall],
        &[Key::Char('n')],
        Action::NotToday,
        ("n", Some(D::NotToday), true),
    ),
    row(
        &[P::Today, P::Gate, P::Learn, P::Cue, P::After, P::Level, P::Worse, P::End, P::Kept],
        &[Key::Char('u')],
        Action::TakeBack,
        ("u", Some(D::Undo), false),
    ),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('w')], Action::Weeks, ("w", Some(D::WeeksAhead), false)),
    row(REST, &[Key::Char('n')], Action::Now, ("n", Some(D::RightNow), true)),
    row(&[P::Worse], &[Key::Char('o')], Action::Outward, ("o", Some(D::LookOutward), true)),
    row(&[P::Worse, P::Rested], &[Key::Char('a')], Action::ComeAgain, ("a", Some(D::ComeAgain), true)),
    row(&[P::Rested], &[Key::Char('w')], Action::Decline, ("w", Some(D::WithoutThese), false)),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('l')], Action::Life, ("l", Some(D::UsedInLife), false)),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('s')], Action::WhatHelped, ("s", Some(D::WhatHelped), true)),
    row(&[P::Today], &[Key::Char('t')], Action::Wait, ("t", Some(D::ShortWait), false)),
    row(&[P::Today, P::End, P::Kept], &[Key::Char('c')], Action::Cards, ("c", Some(D::Cards), true)),
    row(&[P::Now, P::Life], &[Key::Char('c')], Action::Cards, ("c", Some(D::ChooseMyself), true)),
    row(&[P::Card], &[Key::Char('d')], Action::DoNow, ("d", Some(D::DoCardNow), true)),
    row(&[P::Card], &[Key::Char('l')], Action::Life, ("l", Some(D::ThisUsedInLife), true)),
    row(
        &[P::Helped],
        &[Key::Right, Key::Tab, Key::Char('l')],
        Action::Move(Way::Right),
        ("Right", Some(D::NextPage), true),
    ),
    row(&[P::Helped], &[Key::Left], Action::Move(Way::Left), ("Left", Some(D::PageBefore), false)),
    row(&[P::Helped], DOWN, Action::Move(Way::Down), ("Down", Some(D::WalkListKeys), false)),
    row(&[P::Helped], UP, Action::Move(Way::Up), ("Up", Some(D::WalkUp), false)),
    row(&[P::Helped], &[Key::Char('s')], Action::OneState, ("s", Some(D::OneState), true)),
    row(&[P::Helped], &[Key::Char('a')], Action::ComeAgain, ("a", Some(D::FirstComeAgain), true)),
    row(&[P::Helped], &[Key::Char('!'), Key::F(1)], Action::HelpLines, ("!", Some(D::PeopleToReach), true)),
    row(&[P::Helped], &[Key::Char('?'), Key::F(3)], Action::Keys, ("?", Some(D::Keys), true)),
    row(&[P::Helped], &[Key::Char('q'), Key::Esc], Action::Leave, ("q", Some(D::Back), true)),
    row(&[P::Cards], &[Key::Enter], Action::Go, ("Enter", Some(D::OpenCard), true)),
    row(&[P::Cards], &[Key::Down], Action::Move(Way::Down), ("Down", Some(D::WalkList), true)),
    row(&[P::Cards], &[Key::Up], Action::Move(Way::Up), ("Up", Some(D::WalkUp), false)),
    row(&[P::Cards], &[Key::Tab], Action::SkipQuestion, ("Tab", Some(D::NarrowDown), true)),
    row(&[P::Cards], &[Key::Right], Action::Move(Way::Right), ("Right", Some(D::Change), false)),
    row(&[P::Cards], &[Key::Left], Action::Move(Way::Left), ("Left", Some(D::ChangeBack), false)),
    row(&[P::Cards], &[Key::Char('!'), Key::F(1)], Action::HelpLines, ("!", Some(D::PeopleToReach), true)),
    row(&[P::Cards], &[Key::Char('?'), Key::F(3)], Action::Keys, ("?", Some(D::Keys), true)),
    row(&[P::Cards], &[Key::Esc], Action::Leave, ("Esc", Some(D::EscBack), true)),
    row(&[P::Card], &[Key::Char('v')], Action::Favourite, ("v", Some(D::Favourite), true)),
    row(&[P::Card], &[Key::Char('r')], Action::Rest, ("r", Some(D::Rest), true)),
    row(&[P::Stuck], &[Key::Char('r')], Action::Rest, ("r", Some(D::LetItRest), true)),
    row(&[P::Card, P::Stuck], &[Key::Char('e')], Action::Reword, ("e", Some(D::YourWords), false)),
    row(&[P::HelpLines], &[Key::Char('a')], Action::AddPerson, ("a", Some(D::AddSomeone), true)),
    row(&[P::HelpLines], &[Key::Char('r')], Action::RemovePerson, ("r", Some(D::RemoveLast), false)),
    row(
        &[P::Learn, P::Cue, P::Revealed, P::Guide, P::Recall, P::Gate],
        &[Key::Char('.'), Key::F(4)],
        Action::StopSigns,
        (".", Some(D::WhenToStop), true),
    ),
    row(SCREENS, &[Key::Char('!'), Key::F(1)], Action::HelpLines, ("!", Some(D::PeopleToReach), true)),
    row(
        &[P::Stop, P::Keys, P::Card, P::Weeks, P::Life, P::Closer, P::Deck, P::About],
        &[Key::Char('!'), Key::F(1)],
        Action::HelpLines,
        ("!", Some(D::PeopleToReach), true),
    ),
    row(
        &[P::HelpLines, P::Stop, P::Card, P::Weeks, P::Life, P::Closer, P::Deck, P::About],
        &[Key::Char('?'), Key::F(3)],
        Action::Keys,
        ("?", Some(D::Keys), true),
    ),
    row(SCREENS, &[Key::Char('?'), Key::F(3)], Action::Keys, ("?", Some(D::Keys), true)),
    row(SCREENS, &[Key::Char('h'), Key::F(2)], Action::Hide, ("h", Some(D::HideTyping), false)),
    row(OVER, &[Key::Char('h'), Key::F(2)], Action::Hide, ("h", Some(D::Hide), false)),
    row(&[P::Helped], &[Key::Char('h'), Key::F(2)], Action::Hide, ("h", Some(D::Hide), false)),
    row(&[P::Typing], &[Key::Enter], Action::Go, ("Enter", Some(D::Keep), true)),
    row(&[P::Typing], &[Key::Esc], Action::Leave, ("Esc", Some(D::EscBack), true)),
    row(&[P::Writing], &[Key::Esc], Action::Leave, ("Esc", Some(D::KeepAndBack), true)),
    row(TYPED, &[Key::F(1)], Action::HelpLines, ("F1", Some(D::PeopleToReach), true)),
    row(TYPED, &[Key::F(2)], Action::Hide, ("F2", Some(D::Hide), false)),
    row(TYPED, &[Key::F(3)], Action::Keys, ("F3", Some(D::Keys), false)),
    row(&[P::Cards], &[Key::F(2)], Action::Hide, ("F2", Some(D::Hide), false)),
    row(OWN, &[Key::Char('!'), Key::F(1)], Action::HelpLines, ("!", Some(D::PeopleToReach), true)),
    row(OWN, &[Key::Char('?'), Key::F(3)], Action::Keys, ("?", Some(D::Keys), true)),
    row(OWN, &[Key::Char('h'), Key::F(2)], Action::Hide, ("h", Some(D::Hide), false)),
    row(OWN, &[Key::Char('q'), Key::Esc], Action::Leave, ("q", Some(D::Back), true)),
    row(OVER, &[Key::Char('q'), Key::Esc], Action::Leave, ("q", Some(D::Back), true)),
    row(SCREENS, &[Key::Char('q'), Key::Esc], Action::Leave, ("q", Some(D::Leave), true)),
];
