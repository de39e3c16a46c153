//! What commands print about the files of a record: copies of it, and whether it is whole.

/// Why a file of the record cannot be used, where the language has words of its own for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble<'a> {
    /// It is damaged.
    Damaged,
    /// It is something else; its path.
    Foreign(&'a str),
    /// A newer program wrote it: its path, its version, the newest one that is known.
    Newer(&'a str, i64, i64),
    /// Its folder cannot be used: the path, and what the system says.
    Folder(&'a str, &'a str),
    /// Another program has it.
    Locked,
    /// There is no room left.
    Full,
    /// It cannot be written.
    ReadOnly,
    /// The disk did not do what it was asked.
    Disk,
    /// Neither it nor any backup holds anything that can be read; its path.
    NothingLeft(&'a str),
    /// Anything else.
    Other,
}

/// What commands print about the files of a record. Each is a line or a sentence of its own unless it says otherwise.
pub struct FileWords {
    /// A copy was made: its file, and what it holds.
    pub copied: fn(&str, &str) -> String,
    /// There is no backup yet, from the folder in which they will be.
    pub no_backup: fn(&str) -> String,
    /// A backup in the list: its name, when it was made, what it is there for unless it is that of its day, what it holds.
    pub backup: fn(&str, &str, Option<&str>, &str) -> String,
    /// What a backup is there for: it was made before the record was brought to a newer version.
    pub before_version: &'static str,
    /// The same: a restore put another one in its place.
    pub replaced_by_restore: &'static str,
    /// In place of what a backup holds: it cannot be used, and why.
    pub unusable: fn(&str) -> String,
    /// Where the backups are.
    pub folder: fn(&str) -> String,
    /// What a record holds, in a sentence: practices, entries, when the last one was.
    pub holds: fn(u64, u64, Option<&str>) -> String,
    /// After the list: how one of them comes back.
    pub how_to_restore: &'static str,
    /// What a backup holds: its file, and that.
    pub backup_holds: fn(&str, &str) -> String,
    /// What the record holds.
    pub record_holds: fn(&str) -> String,
    /// There is no record, or none that can be read.
    pub no_record: &'static str,
    /// Asks whether the backup takes the place of the record.
    pub restore: &'static str,
    /// It took it, from its file.
    pub restored: fn(&str) -> String,
    /// Where what it replaced is.
    pub replaced: fn(&str) -> String,
    /// Why a file cannot be used, in a sentence; what the program says of it in English is given too.
    pub trouble: fn(Trouble<'_>, &str) -> String,
    /// The same where nothing else is said, so that it says what to do.
    pub closed: fn(Trouble<'_>, &str) -> String,
    /// After that: what is still there.
    pub people_stay: &'static str,
    /// After why a backup could not be made: the rest is safe.
    pub only_copy_missing: &'static str,
    /// On leaving, an answer was not taken.
    pub answer_not_taken: &'static str,
    /// Whether what was looked at is fine, as a line begins.
    pub mark: fn(bool) -> &'static str,
    /// The name of what was looked at, from its name in JSON.
    pub check: fn(&str) -> String,
    /// Something was not fine: what the program left alone.
    pub left_alone: &'static str,
    /// The file is sound; in a sentence.
    pub sound: &'static str,
    /// What to do about a damaged file, in a sentence.
    pub repair: &'static str,
    /// So many entries, none of them damaged.
    pub entries: fn(u64) -> String,
    /// So many are damaged, of how many.
    pub damaged: fn(u64, u64) -> String,
    /// Whether the last entry is from a time to come.
    pub ahead: fn(bool) -> &'static str,
    /// A view has so many rows that differ from a rebuild.
    pub view: fn(u64) -> String,
    /// Every view was made again.
    pub rebuilt: &'static str,
    /// The version of the record.
    pub version: fn(i64) -> String,
    /// What is left of a record that cannot be opened: entries that can be read, and backups.
    pub still_there: fn(u64, usize) -> String,
    /// A record was made whole again: entries from the file, from backups, and the name of the damaged file.
    pub mended: fn(u64, u64, &str) -> String,
    /// After that: so many entries were found nowhere, and their numbers.
    pub missing: fn(usize, &str) -> String,
    /// There are no backups yet, where a check says so.
    pub no_backups: &'static str,
    /// How many backups there are, when the newest was made, how many entries it holds.
    pub backups: fn(usize, &str, u64) -> String,
    /// Nobody else can read the files.
    pub private: &'static str,
    /// Somebody else can read these.
    pub open_to_others: fn(&str) -> String,
    /// So many files and folders can be read by nobody else any more.
    pub closed_to_others: fn(usize) -> String,
}
