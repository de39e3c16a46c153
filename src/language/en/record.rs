//! What commands print about the record in the person's own hands, in English.

use super::amounts;
use crate::language::record::{Brought, RecordWords};
use crate::language::sentence;
use crate::record::event::Helped;

pub(super) const RECORD: RecordWords = RecordWords {
    nothing_listed: "There is nothing of that in the record.",
    with_note: "  with a note",
    recalled: |recall| format!("recalled: {}", recall.words()),
    it: |helped| match helped {
        Helped::Helped => "it helped",
        Helped::Same => "it changed nothing",
        Helped::Worse => "it made it worse",
        Helped::Unsure => "it cannot be told",
    },
    old_erased: |id| format!("How it was written before is erased. Its id is now {id}."),
    old_words_stay: |id| {
        format!(
            "The words that stood there before are still in the log; `rekindle record edit {id} --erase-old` erases them."
        )
    },
    nothing_to_erase: "There is nothing there to erase.",
    goes: |what| format!("This goes: {what}."),
    reach: |practices, others| {
        let practices = amounts::count(practices, "practice");
        if others == 0 {
            return practices;
        }
        format!("{practices}, and {} with ratings, changes, plans and the like", amounts::count(others, "event"))
    },
    copies_go: |number| format!("{} of the record as well.", copies(number)),
    erase: "Erase it for good? It cannot be taken back.",
    all_goes: |folder| {
        format!(
            "This goes, for good: the whole record in {folder}, its backups and everything else that rekindle keeps there."
        )
    },
    erase_everything: "erase everything",
    type_it: |words| format!("`rekindle record export` would take it along first. To go on, type: {words}"),
    all_gone: |folder| format!("Everything is erased. Nothing of rekindle is left in {folder}."),
    not_ours: |names| format!("Left alone, since rekindle did not make it: {names}."),
    out_of_reach: "Out of reach: exports and copies that you made elsewhere, snapshots and backups of the disk, and what a \
                   terminal still shows of earlier commands.",
    erased: |what| format!("Erased: {what}."),
    in_use: "Another program is using the record, so the bytes may still stand in the journal beside it; they go when it is \
             closed.",
    copies_deleted: |number| format!("{} of the record deleted, and a new backup made.", copies(number)),
    copies_stay: |number, command| {
        format!(
            "{} of the record may still hold what was erased; `{command}` deletes what is older and makes a new one.",
            copies(number)
        )
    },
    exported: |file, what| format!("Written: {file} ({what}). Only you can read it."),
    entries: |number| format!("{number} events"),
    practices: |number| format!("{number} practices"),
    columns: |columns| {
        let columns = columns.iter().map(|(field, column)| format!("{field} from {column}"));
        format!("Read as: {}.", columns.collect::<Vec<_>>().join(", "))
    },
    more_problems: |number| format!("and {number} more like these"),
    brings,
    imported: |taken, sums, problems| {
        let bad = many(problems, "problem");
        match (taken, problems > 0) {
            (true, false) => format!("Taken in: {sums}."),
            (true, true) => format!("Taken in: {sums}. {} left out.", sentence(&bad)),
            (false, false) => format!("It would bring {sums}. Nothing was changed."),
            (false, true) => format!("Nothing was taken in: {bad}. --skip-bad takes in the rest ({sums})."),
        }
    },
};

fn many(number: u64, thing: &str) -> String {
    amounts::count(usize::try_from(number).unwrap_or(usize::MAX), thing)
}

/// Names older copies of the record, as a sentence begins.
fn copies(number: usize) -> String {
    sentence(&if number == 1 { "one older copy".to_owned() } else { amounts::count(number, "older copie") })
}

fn brings(brought: Brought) -> String {
    let mut sums = vec![many(brought.new, "new event")];
    for (number, what) in [
        (brought.already_there, "were here already"),
        (brought.erased_before, "were erased by you before and stay away"),
        (brought.erased, "were erased on another device and are gone here too"),
    ] {
        if number > 0 {
            sums.push(format!("{number} {what}"));
        }
    }
    sums.join(", ")
}
