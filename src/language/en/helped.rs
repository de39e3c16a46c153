//! What helped, its pictures, and the weeks ahead, in English.

use super::amounts;
use crate::helped::known::OWN_RECORD;
use crate::language::helped::HelpedWords;
use crate::language::sentence;

pub(super) const HELPED: HelpedWords = HelpedWords {
    no_rated: "Nothing is rated yet, so there is nothing to say. That is how everyone begins.",
    no_rated_here: "Nothing is rated in this state yet.",
    how_to_rate: "After a practice you can say whether it helped, and how much there is now. A level before comes from the key f, how I am. All of it may be left out.",
    too_early: "Too early to say, and that is fine. A few more rated uses will tell more than a quick guess.",
    how_to_read: "Beyond the drift means: without the change that comes by itself, and borrowed a little from your other techniques. The range holds the truth about nine times in ten. Those with fewer than four uses are not ranked.",
    depends: "Some answers depend on uses that were not rated afterwards.",
    cannot_show: "It cannot show what would have happened without it, what you hoped for, or why. Different moments call for different techniques; the key s shows one state at a time.",
    no_test: "No fair test goes on. Nobody needs one.",
    what_a_test_is: "A fair test compares two cards that feel all right to you. Chance gives the order of six pairs, one card a moment, when there is not too much. It says more than the everyday record can, and still not much.",
    how_to_test: "`rekindle fair-test CARD CARD` begins one, and `rekindle fair-test --stop` ends it at any time.",
    test_goes_on: "When you look for something right now, the card whose turn it is comes first. You can always take another one.",
    test_is_over: "All pairs are there. `rekindle fair-test --stop` puts it away.",
    test_cannot_show: "Nobody can be kept from knowing which card it is, so what you hope for counts too.",
    one_cannot_show: "It cannot show what would have happened without it, what you hoped for, or why a moment was hard.",
    no_words: "Nothing was said in words yet.",
    words_order: "A longer record stands higher than a short one that looks the same. Not sure counts for neither side.",
    days_say: "Days with practice, and how you said you were. A day without either is a day like any other.",
    nothing_rests: "No card rests.",
    why_rest: "When two of the last three rated uses in a state were worse, or too many over time, a card rests there for thirty days. You can let it come again at any time.",
    weeks_ahead: "What the weeks ahead are likely to bring.",
    weeks_change: "It moves with every practice, and a week away is a week away.",
    own_record: OWN_RECORD,
    title: |axis| format!("What helped: {axis}"),
    words_title: "What helped: in your words",
    days_title: "Days and levels",
    rest_title: "Cards at rest",
    test_title: "A fair test",
    when: |state| format!("when {state}"),
    page_of: |at, of| format!("page {at} of {of}"),
    usual: |axis, level, ratings, pairs, rho| {
        let rho = if pairs == 0 {
            format!("how levels drift by themselves is assumed ({rho:.2})")
        } else {
            format!("how levels drift by themselves comes from {} ({rho:.2})", amounts::count(pairs, "wait"))
        };
        format!("Your usual {axis} is taken as {level:.1}, from {}; {rho}.", amounts::count(ratings, "check-in"))
    },
    not_shown: |n| format!("{} used less often are not shown.", sentence(&amounts::count(n, "technique"))),
    said: |helped, of, worse, unsure, early| {
        let mut parts = vec![format!("helped {helped} of {of}")];
        parts.extend((worse > 0).then(|| format!("worse {worse}")));
        parts.extend((unsure > 0).then(|| format!("not sure {unsure}")));
        format!("{}{}", parts.join(", "), if early { "; too early to say" } else { "" })
    },
    unnamed_state: "in a state without a name",
    resting: |state, until, why| format!("rests {state}, and may come again {until}: {why} rated uses were worse"),
    test_between: "Between",
    test_axis: "Looked at",
    test_pairs: "Pairs",
    test_next: "Next",
    both: |one, other| format!("{one} and {other}"),
    pair: |n| format!("Pair {n}"),
    test_said: |fair, one, other| fair.words(one, other),
    test_numbers: |mean, low, high, share| {
        format!(
            "The first beside the second: {mean}, between {low} and {high}. If the two were alike, chance alone would make a difference as large {share:.0} times in 100."
        )
    },
    signed: |points| {
        let rounded = (points * 10.0).round() / 10.0;
        if rounded > 0.0 {
            format!("+{rounded:.1}")
        } else if rounded < 0.0 {
            format!("−{:.1}", -rounded)
        } else {
            "0.0".to_owned()
        }
    },
    uses: |n| if n == 1 { "1 use".to_owned() } else { format!("{n} uses") },
    rated: |uses, rated| {
        let n = if uses == 1 { "1 use".to_owned() } else { format!("{uses} uses") };
        if rated == uses { format!("{n}, all rated") } else { format!("{n}, {rated} rated") }
    },
    by_state: "By state",
    stateless: "without a state",
    remembering: "Remembering",
    noise: |points| format!("One use by itself may move by about {points:.0} points of chance alone."),
    in_short: "In short",
    label_uses: "Uses",
    as_it_looks: "As it looks",
    points: |points| format!("{points} points"),
    beyond: "Beyond the usual drift",
    range: |mean, low, high| format!("{mean}, between {low} and {high}"),
    early_because: "Too early because",
    early_uses: |n, least| format!("{n} of at least {least} uses that count"),
    early_wide: |points| format!("the range is wider than {points:.0} points"),
    left_out: "Left out",
    left_out_too: "Left out too",
    no_room: |n| format!("{n} with no room to get better"),
    carried: |n| format!("{n} within half an hour after another practice"),
    unrated: "Not rated after",
    unrated_uses: |n, depends| format!("{n}{}", if depends { "; the answer depends on them" } else { "" }),
    weeks_title: "The weeks ahead",
    week: |cards, seconds, low, high| {
        format!("{}, {} ({} to {})", about(cards), in_minutes(seconds), minutes(low), minutes(high))
    },
    workload: |(own, minutes), others| {
        let others: Vec<String> =
            others.iter().map(|(retention, minutes)| format!("{retention:.2} {}", tenths(*minutes))).collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let also = if others.is_empty() { String::new() } else { format!("; {}", amounts::listed(&others)) };
        format!("To keep each practice at a chance of {own:.2} takes {} minutes a day{also}.", tenths(minutes))
    },
    foreseen: |days, (practices, likely, low, high), (cards, seconds)| {
        let came = match (cards, seconds) {
            (0, _) => "It was a quiet time".to_owned(),
            // What is logged afterwards often comes without its time.
            (_, 0) => format!("There were {cards}"),
            _ => format!("There were {cards}, and {}", in_minutes(f64::from(seconds))),
        };
        format!(
            "For the last {days} days, {} and {} ({} to {}) were foreseen. {came}.",
            about(practices),
            in_minutes(likely),
            minutes(low),
            minutes(high),
        )
    },
    slopes: |pairs| {
        let pairs: Vec<String> = pairs.iter().map(|(before, after)| format!("{before} to {after}")).collect();
        format!("Before and after, in order: {}.", pairs.join(", "))
    },
    change: |looks, mean, low, high| match looks {
        Some(looks) => format!("As it looks {looks}; beyond the usual drift {mean}, between {low} and {high}."),
        None => format!("Beyond the usual drift {mean}, between {low} and {high}."),
    },
    calendar_week: |begins, days| {
        let days: Vec<String> = days.iter().map(|(day, n)| format!("{} {n}", amounts::weekday(*day))).collect();
        let days = if days.is_empty() { "a quiet week".to_owned() } else { days.join(", ") };
        format!("Week of {begins}: {days}.")
    },
    no_check_ins: |name| format!("{}: no check-ins in these weeks.", sentence(name)),
    levels: |name, usual, days| format!("{}, usually about {usual:.1}: {days}.", sentence(name)),
    levels_below: |name, usual| format!("{}, usually about {usual:.1} (the line)", sentence(name)),
    chances: |days| {
        let parts = days.iter().map(|(day, chance)| {
            let when = match day {
                0 => "today",
                7 => "in a week",
                30 => "in a month",
                _ => "in three months",
            };
            format!("{when} {:.0}%", chance * 100.0)
        });
        format!("The chance that it comes to mind: {}.", parts.collect::<Vec<_>>().join(", "))
    },
    legend_intervals: "● beyond the drift, with its range   ○ as it looks",
    worse: "← worse",
    better: "better →",
    before: "before",
    after: "after",
    legend_slopes: "● one use; a number counts several at that level",
    legend_calendar: "· none   ▪ one or two   ■ a few   █ more",
    legend_weeks: |most| format!("minutes: █ as good as sure   ░ likely range; the widest is {most:.0}"),
    from_today: "today",
    in_days: |days| format!("in {days} days"),
    legend_curve: "Chance that it comes to mind",
    legend_curve_due: "Chance that it comes to mind; dots: when it comes round",
};

fn minutes(seconds: f64) -> String {
    format!("{:.0}", seconds / 60.0)
}

fn about(cards: f64) -> String {
    let count = cards.round();
    match count {
        count if count < 1.0 => "hardly any practices".to_owned(),
        1.0 => "about one practice".to_owned(),
        count => format!("about {count} practices"),
    }
}

/// Minutes with their word: `1 minute`, `12 minutes`.
fn in_minutes(seconds: f64) -> String {
    let said = minutes(seconds);
    if said == "1" { format!("{said} minute") } else { format!("{said} minutes") }
}

/// Minutes to one tenth, and little as little.
fn tenths(minutes: f64) -> String {
    if minutes < 0.1 { "less than 0.1".to_owned() } else { format!("about {minutes:.1}") }
}
