//! What stands before the cards: the first run, today, the clock, how the person is.

/// What stands before the cards: the first run, today, the clock, how the person is.
pub struct TodayWords {
    /// First run: what this is.
    pub what_it_is: &'static str,
    /// First run: what it is not.
    pub what_it_is_not: &'static str,
    /// First run: whom to ask first.
    pub whom_to_ask: &'static str,
    /// Said when the person leaves in the middle.
    pub nothing_lost: &'static str,
    /// Said when the program closes at the end of a session.
    pub all_for_today: &'static str,
    /// Greeting after an absence.
    pub good_to_see_you: &'static str,
    /// A session that was left goes on.
    pub where_you_were: &'static str,
    /// Nothing can be written where the record is.
    pub only_to_look_at: &'static str,
    /// Asks whether a clock that jumped is right.
    pub is_the_time_right: &'static str,
    /// What the clock says.
    pub clock_now: &'static str,
    /// When something was written down or pressed last.
    pub clock_before: &'static str,
    /// What to do when it is wrong.
    pub if_the_time_is_wrong: &'static str,
    /// Nothing is planned.
    pub nothing_waits: &'static str,
    /// Everything planned for today is done.
    pub done_today: &'static str,
    /// A level is marked.
    pub enter_keeps: &'static str,
    /// You can leave.
    pub leave_any_time: &'static str,
    /// Asks for distress.
    pub distress: &'static str,
    /// Asks for connection.
    pub connection: &'static str,
    /// The distress scale: levels and their words.
    pub distress_ends: &'static [(&'static str, &'static str)],
    /// The connection scale: levels and their words.
    pub connection_ends: &'static [(&'static str, &'static str)],
    /// Asks how the person is.
    pub how_are_you: &'static str,
    /// Said once, when *with effort* seems to stand for *not this time*.
    pub effort_means: &'static str,
    /// First run: in which language the cards are; empty where it is that of the screens.
    pub cards_speak: &'static str,
    /// Title of the first page.
    pub welcome_title: &'static str,
    /// Title of the page of today.
    pub title: &'static str,
    /// Title of the page that asks about the clock.
    pub clock_title: &'static str,
    /// Title of the pages that ask how the person is.
    pub how_title: &'static str,
    /// What comes after the first page: a number of practices from one on, and their seconds.
    pub next_comes: fn(usize, u32) -> String,
    /// When the next practice comes round, from the words for the day.
    pub next_round: fn(&str) -> String,
    /// How many practices are ahead.
    pub ahead: fn(usize) -> String,
    /// What a session holds: practices that come round, new ones, and their seconds.
    pub holds: fn(usize, usize, u32) -> String,
    /// Beside a card that was passed over.
    pub mark_skipped: &'static str,
    /// Beside a card that is done.
    pub mark_done: &'static str,
    /// Beside a new card whose cue is still to come.
    pub mark_question: &'static str,
    /// Beside a new card.
    pub mark_new: &'static str,
}
