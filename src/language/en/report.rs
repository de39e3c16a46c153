//! What a report says, in English.

use super::names::NAMES;
use crate::helped::harm::{StepBack, Why};
use crate::helped::levels::one_use_noise;
use crate::language::report::{AskedWords, Headed, ReportWords};
use crate::language::sentence;
use crate::memory::days::Day;
use crate::report::field::Field;

const ASKED: AskedWords = AskedWords {
    each_part: "Here is each part that a report can have. Only what you answer with y is kept.",
    name_safety: "Name cards of the safety deck where you used them?",
    look_further: |part| format!("Look at a further part? {part}"),
    about: Field::about,
    keep: "Keep this part?",
    write: |file| format!("Write it to {file}?"),
    not_written: "Nothing was written.",
    written: |file| format!("Written, for you alone to read: {file}"),
};

pub(super) const REPORT: ReportWords = ReportWords {
    asked: ASKED,
    title: "Practice report",
    subtitle: "One person's own record of skills they practise. Chosen part by part by that person.",
    period: |from, to| match from {
        None => "Nothing is recorded yet.".to_owned(),
        Some(from) if from == to => format!("It covers {}.", date(to)),
        Some(from) => format!("It covers {} to {}.", date(from), date(to)),
    },
    made: |by, on| format!("Made by {by} on {}.", date(on)),
    about_it: "About this report",
    about,
    end: "This is one person's own record, not an experiment; part of any change would have happened anyway.",
    nothing: "Nothing in the record for these days.",
    nothing_here: "nothing",
    heading: Field::heading,
    date,
    short_date: |day| day.date().format("%-d %b %Y").to_string(),
    month: |date| date.format("%B %Y").to_string(),
    number: |number, digits| format!("{number:.digits$}"),
    range: |low, high| format!("{low} to {high}"),
    share: |share| format!("{:.0}%", share * 100.0),
    low_and_high: [", low", ", high"],
    column: str::to_lowercase,
    days: |days, practices| {
        format!(
            "Practice on {}, {} in all. A quiet day is a normal day; nothing here counts days in a row.",
            plural(days, "day"),
            plural(practices, "practice")
        )
    },
    months: ("By month", ["Month", "Days with practice", "Practices"]),
    weeks: ("Practices on each day, week by week", "Week of"),
    families: (
        "How often each kind was practised",
        ["Kind", "Practices", "Days", "Answers from memory", "Came to mind", "Minutes"],
    ),
    remembering: "All answers up to the last day covered. Chance today: how likely it comes to mind on that day, as the \
                  memory model estimates it. Remembering a skill says nothing about whether it helps.",
    remembered: (
        "Cards answered from memory",
        ["Practice", "Answers", "Came to mind", "Last answered", "Chance today", "Comes round"],
    ),
    technique: ["Practice", "Uses", "Rated", "Counted", "As it looks", "Corrected", "90% range", "Verdict"],
    verdict: |verdict, depends| {
        let said = verdict.as_str().trim_end_matches(" for you").trim_end_matches(" you");
        format!("{said}{}", if depends { " (depends on unrated uses)" } else { "" })
    },
    on: |axis, state| {
        let place = state.map_or_else(String::new, |state| format!(" when {state}"));
        format!("{}{place}", sentence((NAMES.axis)(axis)))
    },
    changes: |on| format!("{on}: change with each practice"),
    ranked: |on| format!("{on}: practices with four counted uses or more, in points"),
    others: |on| format!("{on}: practices with fewer, by title and in no order, in points"),
    usual: |level, ratings, rho, assumed| {
        format!(
            "Usual level {level:.1}, from {}. Correlation of two ratings with no practice between them: {rho:.2}{}.",
            plural(ratings, "routine rating"),
            if assumed { ", assumed" } else { "" }
        )
    },
    in_words: "In words",
    words: (
        "What the person said a practice did, by title and in no order",
        ["Practice", "Helped", "No change", "Worse", "Not sure"],
    ),
    state: |state, axis| format!("When {state}: {axis}"),
    states: "The state is the person's own word for how they were, or what their two ratings before a practice spoke for. A \
             practice also borrows from its uses in other states.",
    worse: ("Uses that were worse, by title", ["Practice", "Worse", "Uses with an answer afterwards"]),
    worse_rule: "A use counts as worse when distress rose by two or more, connection fell by two or more, or the person \
                 said so. When numb, flat or disconnected, a rise of distress counts from three, or when it is seven or \
                 more afterwards and did not fall.",
    told_of_drift: |day| {
        format!(
            "On {} the program said that check-ins had been heavier than usual, and that it may be a good time to tell \
             someone trusted or a professional.",
            date(day)
        )
    },
    steps_back: |why| match why {
        StepBack::Sittings => {
            "On the last day covered, people to reach come before any card: three sittings in a row ended with worse."
        }
        StepBack::Heights => {
            "On the last day covered, people to reach come before any card: distress was nine or more, twice that day."
        }
        StepBack::Drift => {
            "On the last day covered, people to reach come before any card: check-ins were heavier than usual."
        }
    },
    rests: ("Cards that rest", ["Practice", "Rests until", "Why"]),
    only_when: "Only when",
    until_resumed: "the person resumes it",
    rested: |why| match why {
        Some(Why::Soft) => "two of the last three rated uses were worse",
        Some(Why::Statistical) => "too many of all rated uses were worse",
        None => "by the person's own choice",
    },
    levels: |axis, weekly| {
        format!("{} at check-ins, by {}", sentence((NAMES.axis)(axis)), if weekly { "week" } else { "day" })
    },
    usual_levels: |[distress, connection]| {
        format!(
            "Usual level: distress {distress:.1}, connection {connection:.1}, from the check-ins of 60 days, drawn a little \
             towards what is assumed."
        )
    },
    levels_above: "Levels at check-ins, 0 to 10",
    day_or_week: ["Day", "Week of"],
    single_levels: ["Distress", "Connection"],
    many_levels: [
        "Check-ins",
        "Distress, mean",
        "lowest distress",
        "highest distress",
        "Connection, mean",
        "lowest connection",
        "highest connection",
    ],
    people: ("As the person entered them", ["Name", "How to reach them"]),
    interval: |title, mean, low, high| format!("{title}: corrected {mean}, 90% range {low} to {high}"),
    table_follows: "The table that follows has all the numbers.",
    points: |points, first, usual| {
        format!(
            "{} of check-ins from {} on, on a scale of 0 to 10, with the usual level at {usual:.1}. The table that follows \
             has all the numbers.",
            if points == 1 { "One point".to_owned() } else { format!("{points} points") },
            date(first)
        )
    },
    change_signs: "Filled dot: corrected mean. Line: its 90% range. Open square: the mean as it looks. Right of 0 is better.",
    level_signs: "Dots: the mean. Upright lines: lowest to highest. Dashed line: the usual level.",
    change_scale: "Change in points; right of 0 is better",
};

fn date(day: Day) -> String {
    day.date().format("%-d %B %Y").to_string()
}

/// Says how many of something there are: `1 day`, `3 days`.
fn plural(n: u32, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

fn about(left_out: &[Field]) -> Headed {
    let mut is = vec![
        "It is a self-report of one person. It shows which skills they practised, how well the skills came to mind, and \
         how they rated distress and connection before and after. It comes from entries they made themselves, on their \
         own machine."
            .to_owned(),
    ];
    if !left_out.is_empty() {
        let names: Vec<String> = left_out.iter().map(|field| field.heading().to_lowercase()).collect();
        is.push(format!(
            "The person chose its parts. Not in it, by choice or because it is left out unless named: {}.",
            names.join("; ")
        ));
    }
    let is_not = [
        "It is not a diagnosis, not a risk assessment, not a measurement of treatment and not monitoring. It says nothing \
         about danger to life, and nobody watches the entries.",
        "The numbers are self-ratings without a control: part of any change would have happened anyway, and people rate \
         what they hope for. There is no overall number, since none would mean anything.",
        "The program and its cards are untested as a whole. Skills are scheduled by FSRS, a model of memory that was made \
         for facts; whether it suits skills is not known.",
    ];
    let to_read = vec![
        "Distress goes from 0 (none) to 10 (the most the person can imagine). Connection goes from 0 (nothing gets \
         through) to 10 (fully here). Changes are in points of these scales; above 0 always means better: less distress, \
         more connection."
            .to_owned(),
        format!(
            "As it looks: the mean of before and after. Corrected: without the drift back to the usual level that was to \
             be expected anyway, and drawn towards the average of all practices, the more so the fewer uses there are. 90% \
             range: nine of ten such ranges hold the true mean, if the model's assumptions hold. A single use may move by \
             about {:.0} points through noise alone.",
            one_use_noise()
        ),
        "Uses: how often it was used. Rated: the share that was rated before and after. Counted: uses that the estimate \
         comes from; those with no room to get better, and those that closely followed another practice, are left out. \
         Under four counted uses nothing is put in an order, and it is too early to say."
            .to_owned(),
        "Probably helps: a benefit of over half a point is at least 90% likely. Leans helpful, leans unhelpful: a benefit, \
         or harm, is at least 80% likely. No clear difference: less than half a point either way is more likely than not. \
         Often worse: a harm rule fired, or harm of over half a point is at least 80% likely. Depends on unrated uses: it \
         would be another verdict if the uses without a rating had changed nothing."
            .to_owned(),
    ];
    vec![
        ("What this is", is),
        ("What this is not", is_not.map(str::to_owned).to_vec()),
        ("How to read the numbers", to_read),
    ]
}
