//! Where the person is, by which keys mean something.

/// A kind of screen; keys mean something by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The first run.
    Welcome,
    /// What today holds.
    Today,
    /// How the person is.
    CheckIn,
    /// Consent.
    Gate,
    /// A new card, shown whole.
    Learn,
    /// A cue to answer.
    Cue,
    /// The card behind the cue.
    Revealed,
    /// Steps being done.
    Guide,
    /// How it came to mind.
    Recall,
    /// Whether it helped.
    After,
    /// A level from 0 to 10.
    Level,
    /// After *worse*.
    Worse,
    /// After the fifth *not this time* of a card.
    Stuck,
    /// The end of a session.
    End,
    /// The weeks ahead.
    Weeks,
    /// How the moment is.
    NowState,
    /// What to offer for the moment.
    Now,
    /// After a practice outside the session.
    Kept,
    /// A wait without a practice.
    Wait,
    /// A card rests now.
    Rested,
    /// Which card was used in life.
    Life,
    /// What helped.
    Helped,
    /// One technique in full.
    Closer,
    /// People to reach.
    HelpLines,
    /// When to stop.
    Stop,
    /// Every key.
    Keys,
    /// The list of cards.
    Cards,
    /// A card looked at from the list.
    Card,
    /// A line being typed.
    Typing,
    /// Something could not be saved.
    Failed,
    /// Nothing is shown.
    Hidden,
    /// The clock jumped.
    Clock,
    /// Some lines being written.
    Writing,
    /// A list of settings, of kinds of consent, or of decks.
    List,
    /// The values of a setting.
    Setting,
    /// One kind of consent.
    Consent,
    /// A deck looked at.
    Deck,
    /// The person's own plan for hard times.
    Plan,
    /// What the program is and is not.
    About,
}

impl Place {
    /// Every place, in the order above.
    pub const ALL: &[Self] = &[
        Self::Welcome,
        Self::Today,
        Self::CheckIn,
        Self::Gate,
        Self::Learn,
        Self::Cue,
        Self::Revealed,
        Self::Guide,
        Self::Recall,
        Self::After,
        Self::Level,
        Self::Worse,
        Self::Stuck,
        Self::End,
        Self::Weeks,
        Self::NowState,
        Self::Now,
        Self::Kept,
        Self::Wait,
        Self::Rested,
        Self::Life,
        Self::Helped,
        Self::Closer,
        Self::HelpLines,
        Self::Stop,
        Self::Keys,
        Self::Cards,
        Self::Card,
        Self::Typing,
        Self::Failed,
        Self::Hidden,
        Self::Clock,
        Self::Writing,
        Self::List,
        Self::Setting,
        Self::Consent,
        Self::Deck,
        Self::Plan,
        Self::About,
    ];

    /// Returns what a person calls it.
    pub const fn called(self) -> &'static str {
        match self {
            Self::Welcome => "the welcome",
            Self::Today => "today's page",
            Self::CheckIn | Self::NowState => "the page of how you are",
            Self::Gate => "the page that asks for consent",
            Self::Learn | Self::Card => "the page of a card",
            Self::Cue => "the page of a cue",
            Self::Revealed | Self::Recall => "the page after a cue",
            Self::Guide => "the page of the steps",
            Self::After | Self::Level | Self::Worse | Self::Stuck => "the page after a practice",
            Self::End | Self::Kept => "the last page",
            Self::Weeks => "the weeks ahead",
            Self::Now => "the page for right now",
            Self::Wait => "the page of a wait",
            Self::Rested => "the page of a card that rests",
            Self::Life => "the page of what you used",
            Self::Helped | Self::Closer => "the page of what helped",
            Self::HelpLines => "the page of people to reach",
            Self::Stop => "the page of when to stop",
            Self::Keys => "the page of keys",
            Self::Cards => "the list of cards",
            Self::Typing | Self::Writing => "the page where you write",
            Self::Failed => "the page of what is not saved",
            Self::Hidden => "the hidden page",
            Self::Clock => "the page of the clock",
            Self::List => "a list",
            Self::Setting => "the page of a setting",
            Self::Consent => "the page of consent",
            Self::Deck => "the page of a deck",
            Self::Plan => "your own plan",
            Self::About => "the page of what this is",
        }
    }
}
