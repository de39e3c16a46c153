//! People to reach, when to stop, the plan for hard times, notes.

/// People to reach, when to stop, the plan for hard times, notes.
pub struct PeopleWords {
    /// When to stop a practice.
    pub stop_signs: &'static [&'static str],
    /// Title of the page of stop signs.
    pub when_to_stop: &'static str,
    /// What to do then.
    pub stop_then: &'static str,
    /// When stopping is not enough.
    pub stop_medical: &'static str,
    /// Stopping costs nothing.
    pub stop_free: &'static str,
    /// Above the stop signs.
    pub stop_lead: &'static str,
    /// Title of the page of help lines.
    pub people_to_reach: &'static str,
    /// Help lines, first of all.
    pub emergency: &'static str,
    /// Above the person's own people.
    pub own_people: &'static str,
    /// When there are none yet.
    pub no_people: &'static str,
    /// When no line is known for a region.
    pub no_lines: &'static str,
    /// In front of an old number.
    pub check_number: &'static str,
    /// Last on the page.
    pub cannot_tell: &'static str,
    /// The emergency number of a place: its name and the number.
    pub emergency_in: fn(&str, &str) -> String,
    /// The emergency number, below the name of a place.
    pub emergency_number: fn(&str) -> String,
    /// When a number was looked up, from the day in words.
    pub looked_up: fn(&str) -> String,
    /// A text of the help lines that ship, in this language: a country, a way to reach them, hours, a language. One that it
    /// does not know stays as it is, and no number changes.
    pub shipped: fn(&str) -> &str,
    /// Asks for a name.
    pub a_name: &'static str,
    /// Asks how to reach somebody.
    pub how_to_reach: fn(&str) -> String,
    /// Title of a note.
    pub note_title: &'static str,
    /// What a note is for.
    pub note_label: &'static str,
    /// Below a field in which one writes.
    pub writing_below: &'static str,
    /// The same, line by line.
    pub writing_lines: &'static str,
    /// Title of the person's own plan for hard times.
    pub plan_title: &'static str,
    /// Above it.
    pub plan_above: &'static str,
    /// Asks for a heading.
    pub plan_heading: &'static str,
    /// Headings on offer.
    pub plan_headings: &'static [&'static str],
}
