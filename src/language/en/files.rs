//! What commands print about the files of a record, in English.

use crate::language::files::FileWords;

pub(super) const FILES: FileWords = FileWords {
    copied: |file, holds| format!("Copied to {file}, opened and read through: {holds}."),
    no_backup: |folder| format!("There is no backup yet. One is made each day on which you practise, in {folder}."),
    backup: |name, when, of, holds| {
        let of = of.map_or_else(String::new, |of| format!(", {of}"));
        format!("{name}: {when}{of}; {holds}")
    },
    before_version: "kept before the program brought the record up to date",
    replaced_by_restore: "replaced by a restore",
    unusable: |why| format!("cannot be used ({why})"),
    folder: |folder| format!("They are in {folder}."),
    holds: |practices, entries, last| {
        let s = if practices == 1 { "" } else { "s" };
        let last = last.map_or_else(String::new, |last| format!(", the last {last}"));
        format!("{practices} practice{s}, {entries} entries{last}")
    },
    how_to_restore: "`rekindle restore` with one of these names puts it in the place of your record, and asks first.",
    backup_holds: |file, holds| format!("{file} holds {holds}."),
    record_holds: |holds| format!("Your record holds {holds}."),
    no_record: "There is no record that can be read now.",
    restore: "What is there now is kept beside it. Put the backup in its place?",
    restored: |file| format!("Your record is the one of {file} now."),
    replaced: |file| format!("What it replaced is in {file}."),
    trouble: |_, said| said.to_owned(),
    closed: |_, said| said.to_owned(),
    people_stay: "`rekindle help-lines` still shows people to reach",
    only_copy_missing: "what you did is saved, only its copy is missing",
    answer_not_taken: "could not save the last answer: the record did not take it; every answer before it is safe, start \
                       again to go on",
    mark: |fine| if fine { "fine" } else { "look here" },
    check: str::to_owned,
    left_alone: "Nothing was changed that you did not ask for, and no file was removed.",
    sound: "sound",
    repair: "run `rekindle doctor --repair`: it makes a new file of every entry that can be read here or in a backup, and \
             keeps this one aside",
    entries: |all| format!("{all} of them, each as it was written"),
    damaged: |damaged, all| format!("{damaged} of {all} are not as they were written"),
    ahead: |ahead| {
        if ahead {
            "the last entry was written in a time that is still to come; look at the clock of this machine, the order of \
             what you did does not depend on it"
        } else {
            "the last entry is not from a time to come"
        }
    },
    view: |rows| {
        if rows == 0 {
            "equals a rebuild".to_owned()
        } else {
            format!("{rows} rows differ from a rebuild; run `rekindle doctor --rebuild`, nothing of yours is lost")
        }
    },
    rebuilt: "every view was made again from the record",
    version: |version| format!("version {version} of the record, the newest this program knows"),
    still_there: |readable, copies| {
        format!("{readable} entries can still be read from it, and {copies} backups are there")
    },
    mended: |from_file, from_backups, aside| {
        format!(
            "the record was made whole again: {from_file} entries from the damaged file, {from_backups} more from backups; \
             the damaged file is kept as {aside}"
        )
    },
    missing: |count, numbers| format!("{count} entries were found nowhere (numbers {numbers})"),
    no_backups: "none yet; one is made each day on which you practise",
    backups: |count, when, entries| {
        format!("{count}, the newest made {when}, with {entries} entries, opened and read through")
    },
    private: "readable by you alone",
    open_to_others: |files| format!("others on this machine can read {files}; run `rekindle doctor --repair`"),
    closed_to_others: |count| format!("{count} files and folders that others could read are for you alone now"),
};
