//! What the program asked of the disk and said to the person, as `strace` saw it, and the disks that could be left
//! behind if the power went at any moment of it.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::chance::Chance;
use crate::env::TestEnv;

/// One thing that the program did.
#[derive(Debug, Clone)]
pub enum Step {
    /// A folder was made.
    Folder(PathBuf),
    /// A file was opened, and made if it was not there.
    Make(PathBuf),
    /// Bytes were written at a place.
    Write(PathBuf, usize, Vec<u8>),
    /// A file was cut or stretched to a length.
    Length(PathBuf, usize),
    /// A file, or a folder's list of names, was flushed to the disk.
    Flush(PathBuf),
    /// A name was taken away.
    Remove(PathBuf),
    /// A name was given to what another name stood for.
    Rename(PathBuf, PathBuf),
    /// Something was said to the person.
    Said(String),
}

/// The calls that matter: whatever changes files, flushes them, or speaks.
const CALLS: &str = "openat,pwrite64,write,writev,pwritev,fsync,fdatasync,sync_file_range,ftruncate,fallocate,unlink,\
                     unlinkat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,copy_file_range,sendfile";

/// Whether there is an `strace` to see with.
pub fn can_trace() -> bool {
    let asked = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// Runs the program under the eyes of `strace`, to its end, and returns what it did.
pub fn traced(env: &TestEnv, args: &[&str], input: &str) -> Vec<Step> {
    let out = env.folder().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-xx", "-s", "1000000", "-e"]).arg(format!("trace={CALLS}")).arg("-o").arg(&out);
    command.arg("--").arg(crate::env::PROGRAM).args(args);
    command.env_clear().envs(env.surroundings()).current_dir(env.folder());
    let run = env.finish(command, input);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    let text = std::fs::read_to_string(&out).unwrap();
    let steps: Vec<Step> = text.lines().filter_map(|line| step(line, env.folder())).collect();
    std::fs::remove_file(out).unwrap();
    steps
}

/// Reads one line of a trace; `None` when it changed nothing of ours.
fn step(line: &str, ours: &Path) -> Option<Step> {
    let call = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    assert!(!call.contains("<unfinished") && !call.contains("resumed>"), "two threads at once: {line}");
    let (name, rest) = call.split_once('(')?;
    let (args, result) = rest.rsplit_once(") = ")?;
    if result.starts_with('-') {
        return None;
    }
    let texts: Vec<&str> = args.split('"').skip(1).step_by(2).collect();
    let path = |text: &str| PathBuf::from(String::from_utf8(bytes(text)).unwrap());
    // `3<\x2f…>`: the file that a number stands for.
    let of_number =
        |text: &str| text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(name, _)| path(name));
    let numbers: Vec<&str> = args.rsplit('"').next().unwrap_or("").split(", ").collect();
    let own = |path: &PathBuf| path.starts_with(ours);
    Some(match name {
        "write" if args.starts_with("1<") => Step::Said(String::from_utf8_lossy(&bytes(texts[0])).into_owned()),
        "openat" => {
            let file = path(texts[0]);
            if !own(&file) || !args.contains("O_CREAT") {
                assert!(!args.contains("O_TRUNC") || !own(&file), "{line}");
                return None;
            }
            Step::Make(file)
        }
        "mkdir" | "mkdirat" => Step::Folder(path(texts[0])),
        "unlink" | "unlinkat" => Step::Remove(path(texts[0])),
        "rename" | "renameat" | "renameat2" => Step::Rename(path(texts[0]), path(texts[1])),
        "fsync" | "fdatasync" => Step::Flush(of_number(args)?),
        "pwrite64" => {
            let at = numbers.last()?.trim().parse().ok()?;
            let (file, written) = (of_number(args)?, bytes(texts[0]));
            assert_eq!(Some(written.len()), result.trim().parse().ok(), "all of it was written");
            Step::Write(file, at, written)
        }
        "ftruncate" => Step::Length(of_number(args)?, numbers.last()?.trim().parse().ok()?),
        _ => {
            let file = of_number(args);
            assert!(
                !file.as_ref().is_some_and(own),
                "a call that the simulator does not know: {}",
                &line[..line.len().min(200)]
            );
            return None;
        }
    })
    .filter(|step| !step.of_shared_memory())
}

/// Reads `\x2f\x61…`.
fn bytes(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).map(|two| u8::from_str_radix(two, 16).unwrap()).collect()
}

impl Step {
    /// Whether it is about the memory that programs share: it is gone with the power, and never read back.
    fn of_shared_memory(&self) -> bool {
        let of = |path: &PathBuf| path.to_string_lossy().ends_with("-shm");
        match self {
            Self::Folder(path)
            | Self::Make(path)
            | Self::Write(path, ..)
            | Self::Length(path, _)
            | Self::Flush(path)
            | Self::Remove(path)
            | Self::Rename(path, _) => of(path),
            Self::Said(_) => false,
        }
    }
}

/// A change of a file that may not have reached the disk.
#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Folder,
    File(usize),
}

/// A file: what is on the disk for certain, and what may be.
#[derive(Debug, Clone, Default)]
struct File {
    certain: Vec<u8>,
    may_be: Vec<Change>,
    /// How often it was flushed.
    flushed: u64,
}

/// A change of a folder's names that may not have reached the disk.
#[derive(Debug, Clone)]
struct Naming {
    path: PathBuf,
    entry: Option<Entry>,
}

/// How a sector that was not flushed fares when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// All that was written is there.
    Nothing,
    /// Nothing that was not flushed is there.
    Everything,
    /// Each sector is there, or not, or half of it is.
    AnySector,
}

/// A disk while a program runs.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    certain: BTreeMap<PathBuf, Entry>,
    may_be: Vec<Naming>,
}

/// Bytes that a disk writes as one.
const SECTOR: usize = 512;

impl Disk {
    /// A disk on which everything in this folder has long been.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        disk.hold(folder);
        disk
    }

    fn hold(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            self.certain.insert(folder.to_owned(), Entry::Folder);
            if path.is_dir() {
                self.hold(&path);
            } else {
                self.certain.insert(path.clone(), Entry::File(self.files.len()));
                self.files.push(File { certain: std::fs::read(path).unwrap(), ..File::default() });
            }
        }
    }

    fn entry(&self, path: &Path) -> Option<Entry> {
        let newest = self.may_be.iter().rev().find(|naming| naming.path == path);
        newest.map_or_else(|| self.certain.get(path).copied(), |naming| naming.entry)
    }

    fn file(&mut self, path: &Path) -> Option<&mut File> {
        match self.entry(path) {
            Some(Entry::File(number)) => self.files.get_mut(number),
            _ => None,
        }
    }

    fn name(&mut self, path: &Path, entry: Option<Entry>) {
        self.may_be.push(Naming { path: path.to_owned(), entry });
    }

    /// Takes in what the program did.
    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Folder(path) => self.name(path, Some(Entry::Folder)),
            Step::Make(path) => {
                if self.entry(path).is_none() {
                    self.files.push(File::default());
                    self.name(path, Some(Entry::File(self.files.len() - 1)));
                }
            }
            Step::Write(path, at, bytes) => {
                let change = Change::Write(*at, bytes.clone());
                self.file(path).into_iter().for_each(|file| file.may_be.push(change.clone()));
            }
            Step::Length(path, length) => {
                self.file(path).into_iter().for_each(|file| file.may_be.push(Change::Length(*length)));
            }
            Step::Flush(path) => {
                if let Some(file) = self.file(path) {
                    file.flushed += 1;
                    for change in std::mem::take(&mut file.may_be) {
                        apply(&mut file.certain, &change, || SECTOR);
                    }
                    return;
                }
                let (here, elsewhere) =
                    std::mem::take(&mut self.may_be).into_iter().partition(|naming| naming.path.parent() == Some(path));
                self.may_be = elsewhere;
                let here: Vec<Naming> = here;
                for naming in here {
                    settle(&mut self.certain, naming);
                }
            }
            Step::Remove(path) => self.name(path, None),
            Step::Rename(from, to) => {
                let entry = self.entry(from);
                self.name(to, entry);
                self.name(from, None);
            }
            Step::Said(_) => {}
        }
    }

    /// The files that are there when the power comes back, and a number that is another for every other outcome.
    ///
    /// `sectors` says how what was written fares, `names` how names do: all there, none that was not flushed, or as
    /// far as chance has it (a file system keeps their order).
    pub fn after(&self, sectors: Loss, names: Loss, chance: &mut Chance) -> (BTreeMap<PathBuf, Vec<u8>>, u64) {
        let kept = match names {
            Loss::Nothing => self.may_be.len(),
            Loss::Everything => 0,
            Loss::AnySector => usize::try_from(chance.below(self.may_be.len() as u64 + 1)).unwrap(),
        };
        let mut certain = self.certain.clone();
        for naming in self.may_be.iter().take(kept).cloned() {
            settle(&mut certain, naming);
        }
        let there =
            |path: &Path| path.ancestors().skip(1).all(|above| !self.knows(above) || certain.contains_key(above));
        let (mut files, mut outcome) = (BTreeMap::new(), DefaultHasher::new());
        for (path, entry) in certain.iter().filter(|(path, _)| there(path)) {
            let Entry::File(number) = entry else { continue };
            let file = &self.files[*number];
            (path, number, file.flushed).hash(&mut outcome);
            let (mut bytes, mut place) = (file.certain.clone(), 0);
            for change in &file.may_be {
                apply(&mut bytes, change, || {
                    let much = match sectors {
                        Loss::Nothing => SECTOR,
                        Loss::Everything => 0,
                        Loss::AnySector => match chance.below(5) {
                            0 | 1 => SECTOR,
                            2 | 3 => 0,
                            _ => usize::try_from(chance.below(SECTOR as u64)).unwrap(),
                        },
                    };
                    place += 1;
                    if much > 0 {
                        (place, much).hash(&mut outcome);
                    }
                    much
                });
            }
            files.insert(path.clone(), bytes);
        }
        (files, outcome.finish())
    }

    /// Whether a folder was made while we watched, or was there at first.
    fn knows(&self, folder: &Path) -> bool {
        self.certain.contains_key(folder) || self.may_be.iter().any(|naming| naming.path == folder)
    }
}

fn settle(certain: &mut BTreeMap<PathBuf, Entry>, naming: Naming) {
    match naming.entry {
        Some(entry) => certain.insert(naming.path, entry),
        None => certain.remove(&naming.path),
    };
}

/// Applies a change, sector by sector: of each, as many bytes as `much` says.
fn apply(file: &mut Vec<u8>, change: &Change, mut much: impl FnMut() -> usize) {
    match change {
        Change::Length(length) => {
            if much() > SECTOR / 2 {
                file.resize(*length, 0);
            }
        }
        Change::Write(at, bytes) => {
            let mut from = 0;
            while from < bytes.len() {
                let place = at + from;
                let to = (from + SECTOR - place % SECTOR).min(bytes.len());
                let keep = much().min(to - from);
                if keep > 0 {
                    if file.len() < place + keep {
                        file.resize(place + keep, 0);
                    }
                    file[place..place + keep].copy_from_slice(&bytes[from..from + keep]);
                }
                from = to;
            }
        }
    }
}
