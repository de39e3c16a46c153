//! Every sentence of a report that is not the person's or a deck's. It speaks of the person in the third person, since
//! somebody else reads it.

use super::facts::About;
use super::field::Field;
use crate::helped::harm::{StepBack, Why};
use crate::helped::levels::{Axis, one_use_noise};
use crate::memory::days::Day;

/// The title.
pub const TITLE: &str = "Practice report";

/// Below the title.
pub const SUBTITLE: &str = "One person's own record of skills they practise. Chosen part by part by that person.";

/// Why a card rests that the person laid aside.
pub const LAID_ASIDE: &str = "by the person's own choice";

/// The last line: what the record cannot show.
pub const END: &str =
    "This is one person's own record, not an experiment; part of any change would have happened anyway.";

/// Stands where a part has nothing in it.
pub const NOTHING: &str = "Nothing in the record for these days.";

/// Says what the report is, what it is not, and how to read it.
pub fn about(left_out: &[Field]) -> Vec<About> {
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
    vec![
        About { heading: "What this is", sentences: is },
        About {
            heading: "What this is not",
            sentences: vec![
                "It is not a diagnosis, not a risk assessment, not a measurement of treatment and not monitoring. It says \
                 nothing about danger to life, and nobody watches the entries."
                    .to_owned(),
                "The numbers are self-ratings without a control: part of any change would have happened anyway, and \
                 people rate what they hope for. There is no overall number, since none would mean anything."
                    .to_owned(),
                "The program and its cards are untested as a whole. Skills are scheduled by FSRS, a model of memory that \
                 was made for facts; whether it suits skills is not known."
                    .to_owned(),
            ],
        },
        About {
            heading: "How to read the numbers",
            sentences: vec![
                "Distress goes from 0 (none) to 10 (the most the person can imagine). Connection goes from 0 (nothing gets \
                 through) to 10 (fully here). Changes are in points of these scales; above 0 always means better: less \
                 distress, more connection."
                    .to_owned(),
                format!(
                    "As it looks: the mean of before and after. Corrected: without the drift back to the usual level that \
                     was to be expected anyway, and drawn towards the average of all practices, the more so the fewer uses \
                     there are. 90% range: nine of ten such ranges hold the true mean, if the model's assumptions hold. \
                     A single use may move by about {:.0} points through noise alone.",
                    one_use_noise()
                ),
                "Uses: how often it was used. Rated: the share that was rated before and after. Counted: uses that the \
                 estimate comes from; those with no room to get better, and those that closely followed another practice, \
                 are left out. Under four counted uses nothing is put in an order, and it is too early to say."
                    .to_owned(),
                "Probably helps: a benefit of over half a point is at least 90% likely. Leans helpful, leans unhelpful: a \
                 benefit, or harm, is at least 80% likely. No clear difference: less than half a point either way is more \
                 likely than not. Often worse: a harm rule fired, or harm of over half a point is at least 80% likely. \
                 Depends on unrated uses: it would be another verdict if the uses without a rating had changed nothing."
                    .to_owned(),
            ],
        },
    ]
}

/// Says which days a report covers.
pub fn period(from: Option<Day>, to: Day) -> String {
    match from {
        None => "Nothing is recorded yet.".to_owned(),
        Some(from) if from == to => format!("It covers {}.", date(to)),
        Some(from) => format!("It covers {} to {}.", date(from), date(to)),
    }
}

/// Writes a date as people do: `24 November 2026`.
pub fn date(day: Day) -> String {
    day.date().format("%-d %B %Y").to_string()
}

/// Writes a date in few letters: `24 Nov 2026`.
pub fn short_date(day: Day) -> String {
    day.date().format("%-d %b %Y").to_string()
}

/// Says why a card rests.
pub const fn rested(why: Why) -> &'static str {
    match why {
        Why::Soft => "two of the last three rated uses were worse",
        Why::Statistical => "too many of all rated uses were worse",
    }
}

/// Says that heavier check-ins were spoken of.
pub fn told_of_drift(day: Day) -> String {
    format!(
        "On {} the program said that check-ins had been heavier than usual, and that it may be a good time to tell \
         someone trusted or a professional.",
        date(day)
    )
}

/// Says why the program names a person before any card.
pub const fn steps_back(why: StepBack) -> &'static str {
    match why {
        StepBack::Sittings => {
            "On the last day covered, people to reach come before any card: three sittings in a row ended with worse."
        }
        StepBack::Heights => {
            "On the last day covered, people to reach come before any card: distress was nine or more, twice that day."
        }
        StepBack::Drift => {
            "On the last day covered, people to reach come before any card: check-ins were heavier than usual."
        }
    }
}

/// Names an axis at the beginning of a sentence.
pub const fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Distress => "Distress",
        Axis::Connection => "Connection",
    }
}

/// Says a verdict of somebody else than the reader.
pub fn verdict(verdict: &str) -> &str {
    verdict.trim_end_matches(" for you").trim_end_matches(" you")
}
