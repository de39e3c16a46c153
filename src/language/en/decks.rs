//! What commands print about decks, in English.

use super::amounts::{count, number};
use crate::deck::formats::Format;
use crate::deck::formats::notes::About;
use crate::deck::kinds::Gate;
use crate::deck::problem::Severity;
use crate::language::decks::{Checked, DeckWords, Updated};

pub(super) const DECKS: DeckWords = DeckWords {
    from: |shipped| if shipped { "ships with rekindle" } else { "added by you" },
    by: "by",
    licence: "licence",
    review: "clinical review",
    reviewed: |review| {
        review.map_or_else(|| "not stated".to_owned(), |reviewed| format!("{}, {}", reviewed.by, reviewed.on))
    },
    caution: "Caution",
    gate: |gate, cards| format!("gate {gate}: {cards}; {}", how(gate)),
    path: "path",
    add: "Add it?",
    added: |title, version| format!("Added: {title} {version}."),
    comes_first: |usual| {
        format!("New cards come from it first now; `rekindle settings path {usual}` puts the usual ones first.")
    },
    have_already: "You have this version already. Nothing was changed.",
    update: |from, to| format!("From version {from} to {to}:"),
    updated: |updated| match updated {
        Updated::Added => "added",
        Updated::Changed => "changed",
        Updated::Retired => "retired, with their record kept",
        Updated::InConflict => "in conflict with your own words",
    },
    please_look: |card, what| format!("please look, {card}: {what}"),
    safety: ToString::to_string,
    was_theirs_yours: ["it was:     ", "the author: ", "yours:      "],
    nothing_any_more: "nothing any more",
    take_theirs: "Take the author's words? Without a yes, yours stay.",
    holds_answers: |answers, first, last| {
        format!("The package also holds {} that were given in Anki, from {first} to {last}.", count(answers, "answer"))
    },
    take_answers: "Take them into your record, so that the schedule knows what you remember?",
    answers_left_out: |answers, file| {
        format!(
            "Left out: {} that were given in Anki; they can come in later: rekindle record import {file} --skip-bad",
            count(answers, "answer")
        )
    },
    severity: Severity::as_str,
    why: "why",
    mend: "mend",
    checked,
    no_difference: "There is no difference.",
    card: "card",
    other_order: "the cards stand in another order",
    read: |format, cards| format!("Read: {}, {cards}.", Format::name(format)),
    notes: |about| match about {
        About::Guessed => "Guessed; write it into the file where it is not what you mean:",
        About::LeftOut => "Left out:",
        About::FillIn => "For you to fill in:",
    },
    note: ToString::to_string,
    written: |file| format!("Written: {}", file.display()),
    answers_written: |file| {
        let file = file.display();
        format!("Written: {file}; add the deck first, then: rekindle record import {file}")
    },
    more_to_say: |file, things| {
        format!("`rekindle deck check {}` has more to say: {}.", file.display(), count(things, "thing"))
    },
    write_your_cards: |file| format!("Open it, write your cards, then: rekindle deck check {}", file.display()),
    what_it_answers: "What it answers",
    what_to_do: |seconds| format!("What to do, about {seconds} seconds"),
    lighter: |seconds| format!("Lighter, about {seconds} seconds"),
    own_pace: |seconds| format!("at your own pace, about {seconds} s"),
    asks: |gate| format!("{gate}: {}", how(gate)),
    reading: |megabytes| format!("Reading {megabytes} MB"),
    adding: |cards| format!("Adding {cards} cards"),
    remove: |title| format!("Remove {title}? What you practised from it stays in the record."),
    removed: |title| format!("Removed: {title}. `rekindle undo` brings it back."),
    removed_for_good: |title| format!("Removed: {title}."),
    nothing_to_remove: "There is nothing there to remove or to erase.",
    nothing_recorded: "The record holds nothing of its cards.",
    record_goes: |what| format!("This goes from the record, for good: {what}."),
    remove_with_record: "Remove and erase it? What is erased cannot be taken back.",
};

const fn how(gate: Gate) -> &'static str {
    if gate.strong() { "off until you switch it on" } else { "you are asked first" }
}

fn checked(checked: Checked) -> String {
    let what = match (checked.many, checked.usable) {
        (false, true) => "This deck can be added",
        (false, false) => "This deck cannot be added yet",
        (true, true) => "These decks can be added",
        (true, false) => "Not all of these decks can be added yet",
    };
    let advice = match checked.advice {
        0 => "no advice".to_owned(),
        1 => "one piece of advice".to_owned(),
        many => format!("{} pieces of advice", number(many)),
    };
    format!("{what}: {}, {}, {advice}", count(checked.errors, "error"), count(checked.warnings, "warning"))
}
