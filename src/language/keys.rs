//! What keys do, and how that is said.

/// What a key does on a screen: the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Begin.
    Begin,
    /// Begin, or go on.
    BeginToday,
    /// Allow it and see the card.
    ShowIt,
    /// Look at a card that does without.
    AnotherWay,
    /// Leave such cards out from now on.
    WithoutThese,
    /// Do the steps.
    DoSteps,
    /// Show the card.
    Show,
    /// Go to the next step.
    NextStep,
    /// Close for today.
    CloseForToday,
    /// Go on with the session.
    GoOnSession,
    /// Go on.
    GoOn,
    /// Close.
    Close,
    /// Go on without a word for it.
    NotSure,
    /// Begin the first one.
    TheFirst,
    /// Rate once more, when it was long enough.
    RateAgain,
    /// Look closer at the technique in hand.
    LookCloser,
    /// Try again.
    TryAgain,
    /// Go on without saving it.
    GoOnWithout,
    /// The time is right; go on.
    TimeIsRight,
    /// Go back.
    GoBackHidden,
    /// Do a shorter version.
    Lighter,
    /// Keep the card without doing it now.
    OnlyRead,
    /// It did not come to mind this time.
    GradeAgain,
    /// It came to mind with effort.
    GradeHard,
    /// It came to mind.
    GradeGood,
    /// It came to mind easily.
    GradeEasy,
    /// Grade how it came to mind.
    HowItCame,
    /// Let the timer stand still, or run again.
    Pause,
    /// Half as long again for each step.
    Slower,
    /// Change to a shorter version.
    LighterSteps,
    /// Hide or show the seconds.
    Timer,
    /// End the steps here.
    StopHere,
    /// Pick the first.
    First,
    /// Pick the second.
    Second,
    /// Pick the third.
    Third,
    /// Pick the fourth.
    Fourth,
    /// Pick the fifth.
    Fifth,
    /// Pick the sixth.
    Sixth,
    /// Pick the seventh.
    Seventh,
    /// Pick the eighth.
    Eighth,
    /// Pick the ninth.
    Ninth,
    /// Nothing right now.
    NothingNow,
    /// Say how much there is.
    HowMuch,
    /// Say again how it is.
    AnotherState,
    /// It helped.
    ItHelped,
    /// No change.
    NoChange,
    /// It made things worse.
    ItWasWorse,
    /// Do not know.
    DoNotKnow,
    /// A level from 0 to 10; Enter keeps it.
    Level,
    /// Leave this question out.
    NextQuestion,
    /// Fewer words and one thing on a screen, or as many as usual.
    FewerWords,
    /// Open the line in hand.
    OpenLine,
    /// Write under the heading in hand.
    Write,
    /// Go back, or take the choice in hand.
    BackOrTake,
    /// Walk down the list; Up goes back, j and k too.
    WalkListKeys,
    /// Allow such practices.
    Allow,
    /// Leave such practices out.
    LeaveOut,
    /// Write under a heading of your own.
    OwnHeading,
    /// Take the heading in hand and what stands there away.
    TakeAway,
    /// Look at the settings and at what you consented to.
    Settings,
    /// Look at the decks.
    Decks,
    /// Your own plan for hard times.
    MyPlan,
    /// What this is, what it is not, who made it.
    About,
    /// Write a note, for yourself.
    Note,
    /// Say how you are, if you like.
    HowIAm,
    /// Pass this card over; nothing changes.
    NotToday,
    /// Take back the last answer.
    Undo,
    /// Look at the weeks ahead.
    WeeksAhead,
    /// Something for this moment.
    RightNow,
    /// One short practice that looks outward.
    LookOutward,
    /// Let the card that rests come again.
    ComeAgain,
    /// Write down a card you used in life.
    UsedInLife,
    /// See what helped.
    WhatHelped,
    /// Wait a little without a practice, then rate once more.
    ShortWait,
    /// Look for a card.
    Cards,
    /// Choose a card yourself.
    ChooseMyself,
    /// Do its steps now.
    DoCardNow,
    /// Write down that you used it in life.
    ThisUsedInLife,
    /// The next page.
    NextPage,
    /// Walk down the list.
    WalkList,
    /// Walk up the list.
    WalkUp,
    /// To the next choice.
    NextChoice,
    /// To the choice before.
    ChoiceBefore,
    /// One more on a scale.
    LevelUp,
    /// One less on a scale.
    LevelDown,
    /// The page before.
    PageBefore,
    /// Change it, the other way round.
    ChangeBack,
    /// Only one state, one after another.
    OneState,
    /// Let the first of these cards come again.
    FirstComeAgain,
    /// People to reach; F1 too.
    PeopleToReach,
    /// Show every key; F3 too.
    Keys,
    /// Go back; Esc too.
    Back,
    /// Open the card in hand, or the first.
    OpenCard,
    /// Go to what narrows the list.
    NarrowDown,
    /// Change it.
    Change,
    /// Go back.
    EscBack,
    /// Make it a favourite, or not.
    Favourite,
    /// Let it rest, or come again.
    Rest,
    /// Let it rest until you resume it.
    LetItRest,
    /// Put its title, cues and caution into your own words.
    YourWords,
    /// Write down somebody to reach.
    AddSomeone,
    /// Take the last person off the list.
    RemoveLast,
    /// Show when to stop a practice; F4 too.
    WhenToStop,
    /// Show nothing until you press a key; F2 too, also while you type.
    HideTyping,
    /// Show nothing until you press a key.
    Hide,
    /// Leave at once; Esc too.
    Leave,
    /// All words.
    AllWords,
    /// All keys.
    AllKeys,
    /// Run again.
    RunAgain,
    /// Go on.
    GoOnToday,
    /// Resume.
    Resume,
    /// Keep.
    Keep,
    /// Keep it and go back.
    KeepAndBack,
    /// Next.
    Next,
    /// Leave as it was.
    LeaveAsItWas,
}

impl Does {
    /// Every one, in the order of the key table.
    pub const ALL: &'static [Self] = &[
        Self::Begin,
        Self::BeginToday,
        Self::ShowIt,
        Self::AnotherWay,
        Self::WithoutThese,
        Self::DoSteps,
        Self::Show,
        Self::NextStep,
        Self::CloseForToday,
        Self::GoOnSession,
        Self::GoOn,
        Self::Close,
        Self::NotSure,
        Self::TheFirst,
        Self::RateAgain,
        Self::LookCloser,
        Self::TryAgain,
        Self::GoOnWithout,
        Self::TimeIsRight,
        Self::GoBackHidden,
        Self::Lighter,
        Self::OnlyRead,
        Self::GradeAgain,
        Self::GradeHard,
        Self::GradeGood,
        Self::GradeEasy,
        Self::HowItCame,
        Self::Pause,
        Self::Slower,
        Self::LighterSteps,
        Self::Timer,
        Self::StopHere,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Fifth,
        Self::Sixth,
        Self::Seventh,
        Self::Eighth,
        Self::Ninth,
        Self::NothingNow,
        Self::HowMuch,
        Self::AnotherState,
        Self::ItHelped,
        Self::NoChange,
        Self::ItWasWorse,
        Self::DoNotKnow,
        Self::Level,
        Self::NextQuestion,
        Self::FewerWords,
        Self::OpenLine,
        Self::Write,
        Self::BackOrTake,
        Self::WalkListKeys,
        Self::Allow,
        Self::LeaveOut,
        Self::OwnHeading,
        Self::TakeAway,
        Self::Settings,
        Self::Decks,
        Self::MyPlan,
        Self::About,
        Self::Note,
        Self::HowIAm,
        Self::NotToday,
        Self::Undo,
        Self::WeeksAhead,
        Self::RightNow,
        Self::LookOutward,
        Self::ComeAgain,
        Self::UsedInLife,
        Self::WhatHelped,
        Self::ShortWait,
        Self::Cards,
        Self::ChooseMyself,
        Self::DoCardNow,
        Self::ThisUsedInLife,
        Self::NextPage,
        Self::WalkList,
        Self::WalkUp,
        Self::NextChoice,
        Self::ChoiceBefore,
        Self::LevelUp,
        Self::LevelDown,
        Self::PageBefore,
        Self::ChangeBack,
        Self::OneState,
        Self::FirstComeAgain,
        Self::PeopleToReach,
        Self::Keys,
        Self::Back,
        Self::OpenCard,
        Self::NarrowDown,
        Self::Change,
        Self::EscBack,
        Self::Favourite,
        Self::Rest,
        Self::LetItRest,
        Self::YourWords,
        Self::AddSomeone,
        Self::RemoveLast,
        Self::WhenToStop,
        Self::HideTyping,
        Self::Hide,
        Self::Leave,
        Self::AllWords,
        Self::AllKeys,
        Self::RunAgain,
        Self::GoOnToday,
        Self::Resume,
        Self::Keep,
        Self::KeepAndBack,
        Self::Next,
        Self::LeaveAsItWas,
    ];
}

/// The words of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// On the help line, in one to three words; empty when it is not shown there.
    pub label: &'static str,
    /// The same where there is little room.
    pub brief: &'static str,
    /// On the page of all keys; empty where it is not listed there.
    pub about: &'static str,
}

/// The words of keys.
pub struct KeyWords {
    /// What a key does.
    pub does: fn(Does) -> Said,
    /// A key as it is shown, from its English name: `Down`, `0 to 10`.
    pub shown: fn(&'static str) -> &'static str,
    /// The keys of the two answers that there usually are.
    pub two_grades: &'static str,
    /// What stands before a key that a sentence names.
    pub before: &'static [&'static str],
}

/// A key whose words are as long everywhere.
pub(super) const fn said(label: &'static str, about: &'static str) -> Said {
    Said { label, brief: label, about }
}

/// A key with a shorter word for where there is little room.
pub(super) const fn briefly(label: &'static str, brief: &'static str, about: &'static str) -> Said {
    Said { label, brief, about }
}
