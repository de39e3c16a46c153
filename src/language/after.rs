//! What comes after a practice, and the end.

/// What comes after a practice, and the end.
pub struct AfterWords {
    /// Asks whether it helped.
    pub did_it_help: &'static str,
    /// Below the questions after a practice.
    pub skip_any: &'static str,
    /// After *worse*: the lead, and two sentences below it.
    pub worse: &'static [&'static str],
    /// After the fifth *not this time* of a card.
    pub stuck: &'static str,
    /// How to change such a card, from its id.
    pub stuck_edit: fn(&str) -> String,
    /// How to let it rest.
    pub stuck_rest: &'static str,
    /// Nothing has to be done.
    pub stuck_or: &'static str,
    /// After a card was passed over three times in a row.
    pub passed_over: &'static str,
    /// What may be done about it.
    pub passed_over_or: &'static str,
    /// When a card without a day comes round.
    pub next_time: &'static str,
    /// The end of a session without a practice.
    pub looked_in: &'static str,
    /// How many skills were practised.
    pub practised: fn(usize) -> String,
    /// Title of the last page.
    pub end_title: &'static str,
    /// Before how the last weeks compare with what was foreseen.
    pub once_a_month: &'static str,
}
