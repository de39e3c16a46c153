//! People to reach, when to stop, the plan for hard times, notes, in English.

use crate::language::people::PeopleWords;

pub(super) const PEOPLE: PeopleWords = PeopleWords {
    stop_signs: &[
        "You feel faint, have chest pain, or get short of breath.",
        "You lose track of time or place, or pictures flood in.",
        "You feel an urge to hurt yourself.",
        "A plain *no* is enough.",
    ],
    when_to_stop: "When to stop",
    stop_then: "Stop. Look around. Move a little. Drink some water. Reach a person.",
    stop_medical: "For chest pain, fainting or trouble getting air, get medical help.",
    stop_free: "Stopping takes nothing away.",
    stop_lead: "Any of these is a reason to stop:",
    people_to_reach: "People to reach",
    emergency: "If you may act on thoughts of ending your life, or are in danger, call your local emergency number, or go where \
     people are.",
    own_people: "Your own people and places",
    no_people: "There is room here for your own people and places.",
    no_lines: "No lines are listed for your place yet. These are the lines of other places.",
    check_number: "Check this number first.",
    cannot_tell: "This app cannot tell if you are in danger, and nobody sees what you type.",
    emergency_in: |place, number| format!("Emergency number, {place}: {number}"),
    emergency_number: |number| format!("Emergency: {number}"),
    looked_up: |day| format!("Looked up on {day}."),
    shipped: |text| text,
    a_name: "A name",
    how_to_reach: |name| format!("How to reach {name}"),
    note_title: "A note",
    note_label: "In your own words, for yourself:",
    writing_below: "Esc keeps it. Nobody looks through what you write here.",
    writing_lines: "Type a line at a time; an empty line keeps it. The first one takes the place of what stands there.",
    plan_title: "A plan of your own",
    plan_above: "For hard times, in your own words. Write what you like, leave out what you like.",
    plan_heading: "A heading of your own",
    plan_headings: &[
        "How I notice that it gets hard",
        "What helps me, even a little",
        "Places where I feel all right",
        "People I like to be with",
        "People I can ask for help",
        "What I can put out of reach",
        "What I want to stay for",
    ],
};
