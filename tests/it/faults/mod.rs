//! The world failing on purpose: broken and full disks, kills, lost power, damaged files, clocks that jump, windows of
//! any size. Every test here says how much it tried; `docs/faults.md` says how to try more.

mod calls;
mod clock;
mod company;
mod cut_short;
mod damage;
mod disk;
mod kills;
mod life;
mod power;
mod room;
mod trace;
mod windows;

/// How much is tried: `REKINDLE_FAULTS` is not set, `gate` or `long`.
pub fn sized(usual: u64, gate: u64, long: u64) -> u64 {
    match std::env::var("REKINDLE_FAULTS").as_deref() {
        Ok("long") => long,
        Ok("gate") => gate,
        _ => usual,
    }
}

/// Says how much was tried, where a run can be quoted from (`cargo test … -- --nocapture`).
pub fn tell(what: &str) {
    println!("faults: {what}");
}

/// A folder of its own, in memory where there is such a place: what is tested here is not the disk.
pub fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let builder = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix("rekindle-faults-");
        builder
    };
    builder().tempdir_in(memory).or_else(|_| builder().tempdir()).unwrap()
}

/// Shares out work between two threads: `work` is given every number below `end`.
pub fn halves(end: u64, work: impl Fn(u64) + Sync) {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| (1..end).step_by(2).for_each(&work));
        (0..end).step_by(2).for_each(&work);
        if let Err(why) = other.join() {
            std::panic::resume_unwind(why);
        }
    });
}
