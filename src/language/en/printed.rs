//! What commands print about practising, in English.

use super::amounts;
use crate::deck::text::SafeText;
use crate::language::printed::PrintedWords;
use crate::language::sentence;
use crate::memory::tuning::Verdict;
use crate::record::event::{Body, Kind};

pub(super) const PRINTED: PrintedWords = PrintedWords {
    yes_or_no: "[y/N]",
    yes: &["y", "yes"],
    nothing_done: "That's fine. Nothing was changed.",
    nothing_changed: "Nothing was changed.",
    plan_of: |day, time| format!("{day}: {time}"),
    plan_card: |title, seconds, new| format!("{title} ({seconds} s{})", if new { ", new" } else { "" }),
    next: |when| format!(" Next: {when}."),
    ready: |n, time| format!("{} ready, {time}.", sentence(&amounts::practices(n))),
    kept: |title| format!("Kept: {title}."),
    changed: |title| format!("Changed: {title}."),
    comes_again: |when| format!(" It comes round again {when}."),
    thank_you: " Thank you for saying so.",
    put_in_place: " It was put in its place among the others.",
    nothing_to_undo: "There is nothing to take back.",
    taken_back: |what, at| format!("Taken back: {what} ({at})"),
    done,
    rests: |title, until| {
        let when = until.map_or_else(|| "until you resume it".to_owned(), |day| format!("until {day}"));
        format!("{title} rests {when}.")
    },
    resumed: |title| format!("{title} may come up again."),
    favoured: |title, on| {
        if on { format!("{title} is a favourite.") } else { format!("{title} is no favourite any more.") }
    },
    resting: "resting",
    comes_round: |when| format!("comes round {when}"),
    comes_round_then: |when| format!("Comes round {when}."),
    yours: |place, author| format!("Your words: {place}. The author's: {}", author.unwrap_or("nothing")),
    no_deck: "No deck holds it now; your record of it stays.",
    kind: Kind::as_str,
    as_it_stands: "That is how it stands already. Nothing was changed.",
    authors_words: |title| format!("{title} is in the author's words again."),
    own_words: |title, places| format!("{title} is in your words: {places}."),
    asks_for_gate: |said, gate| format!("It says \"{said}\". With `--gate {gate}` it asks before it comes up."),
    a_name: "A name:",
    how_to_reach: "How to reach them:",
    nobody_added: "Nothing was written down.",
    added: |name| format!("{name} is on your list now."),
    own_not_shown: |why| format!("your own people are not shown: {why}"),
    key_names: |names| format!("    the names, with their usual keys: {names}"),
    gate: |_, typed| typed.to_owned(),
    no_test: "No fair test goes on.",
    test_ended: "The fair test is over. What was practised stays in your record.",
    tuned: |verdict, items, least, factor| match verdict {
        Verdict::Keep if items < least => format!(
            "The schedule stays as it is: it can begin to learn from you after {least} answers on later days, and there are {items}."
        ),
        Verdict::Keep => "The schedule stays as it is: your answers do not speak clearly for another.".to_owned(),
        Verdict::Adopt => format!("The schedule follows your own answers more closely now: {}.", pace(factor)),
        Verdict::Return => {
            format!("The usual schedule fits your latest answers better and is back: {}.", pace(factor))
        }
    },
    would_be: "This is what would be; nothing was changed. `rekindle tune` makes it so.",
    may_be_undone: "`rekindle tune --undo` takes it back.",
    usual_already: "There is nothing to take back: the schedule is the usual one.",
    looking: |percent| format!("Looking at your answers: {percent:.0} % (Ctrl-C stops, nothing is changed)"),
    fits: |items, foretold| {
        format!(
            "{items} answers to learn from. How well each foretells {foretold} of them that it was not made from (lower is \
             better):"
        )
    },
    fits_head: "                 log loss   RMSE (bins)",
    fits_names: ["the defaults", "now in use", "candidate"],
    fit: |name, log_loss, rmse| format!("  {name:<13}  {log_loss:.4}     {rmse:.4}"),
    learned: |percent, way| {
        format!("The candidate is {percent:.0} percent your own training, {}; the rest is the defaults.", way.as_str())
    },
    untuned: |usual| {
        if usual {
            "Taken back. The schedule is the usual one again."
        } else {
            "Taken back. The schedule is as it was before that change."
        }
    },
};

fn pace(factor: f64) -> String {
    match ((factor - 1.0) * 20.0).round() * 5.0 {
        percent if percent >= 5.0 => format!("on the whole, practices come round about {percent} percent later"),
        percent if percent <= -5.0 => format!("on the whole, practices come round about {} percent sooner", -percent),
        _ => "on the whole, practices come round about as often as before".to_owned(),
    }
}

fn done(body: &Body) -> String {
    match body {
        Body::Practised(practised) => format!("practice of {}", practised.card),
        Body::Skipped { card, .. } => format!("passing over {card}"),
        Body::CheckedIn(_) => "how you were".to_owned(),
        Body::DeckAdded { deck, .. } => format!("adding {} {}", deck.id, deck.version),
        Body::DeckRemoved { deck } => format!("removing {deck}"),
        Body::CardRested { card, .. } => format!("resting {card}"),
        Body::CardResumed { card } => format!("resuming {card}"),
        Body::CardFavoured { card, on: true } => format!("making {card} a favourite"),
        Body::CardFavoured { card, on: false } => format!("making {card} no favourite"),
        Body::CardEdited { card, .. } => format!("your words for {card}"),
        Body::GateAllowed { gate } => format!("allowing {gate}"),
        Body::GateWithdrawn { gate } => format!("withdrawing {gate}"),
        Body::SettingChanged { key, value } => {
            let value = value.as_ref().map_or("its default", SafeText::as_str);
            format!("setting {key} to {value}")
        }
        Body::Waited { .. } => "a wait between two ratings".to_owned(),
        Body::RestLifted { card, state } => format!("letting {card} come again when {state}"),
        Body::FairTest { test: Some(test) } => format!("beginning a fair test of {} and {}", test.first, test.second),
        Body::FairTest { test: None } => "ending a fair test".to_owned(),
        Body::Told { what } => format!("a message ({what})"),
        Body::PeopleChanged { .. } => "the list of your people".to_owned(),
        Body::PlanWritten { .. } => "what you wrote in your plan".to_owned(),
        Body::ParametersAdopted(_) => "the change of the schedule".to_owned(),
        Body::Amended(_) => "changing a past practice".to_owned(),
        Body::Rated(_)
        | Body::SessionBegun(_)
        | Body::Undone { .. }
        | Body::ParametersKept { .. }
        | Body::Erased { .. } => body.kind().to_owned(),
    }
}
