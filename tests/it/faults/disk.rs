//! A disk that fails on purpose: a layer between SQLite and the system's files that lets one call, or every call from
//! one on, end in an error. Tricks that swap functions of the C library miss some of these calls; this layer sees all.
//!
//! It stands under every connection of the process, and does nothing on a thread that did not ask for a fault.

#![allow(unsafe_code, reason = "SQLite takes its files as tables of C functions; nothing outside this file is unsafe")]

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Once;
use std::sync::atomic::{AtomicPtr, Ordering};

use rusqlite::ffi;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The disk cannot be read, written, locked or flushed.
    Broken,
    /// There is no room: only what asks for room fails.
    Full,
}

/// Which calls fail.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// What goes wrong.
    pub fault: Fault,
    /// The first call that fails, counted from 1; 0 for none.
    pub from: u64,
    /// Whether every call after it fails too.
    pub for_ever: bool,
}

impl Plan {
    /// Nothing fails; calls that could are counted.
    pub const fn only_count(fault: Fault) -> Self {
        Self { fault, from: 0, for_ever: false }
    }
}

/// What became of a plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Calls that could have failed.
    pub calls: u64,
    /// Calls that did.
    pub failed: u64,
}

thread_local! {
    static NOW: Cell<Option<(Plan, Seen)>> = const { Cell::new(None) };
}

/// Does something on a disk that fails as planned, on this thread alone.
pub fn failing<T>(plan: Plan, work: impl FnOnce() -> T) -> (T, Seen) {
    stand_under_sqlite();
    NOW.set(Some((plan, Seen::default())));
    let done = work();
    let (_, seen) = NOW.take().unwrap();
    (done, seen)
}

/// A call that SQLite makes, by what it would say if it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Open,
    Delete,
    Access,
    Read,
    Write,
    Truncate,
    Sync,
    Size,
    Lock,
    SharedMemory,
    SharedLock,
}

impl Call {
    const fn broken(self) -> c_int {
        match self {
            Self::Open => ffi::SQLITE_CANTOPEN,
            Self::Delete => ffi::SQLITE_IOERR_DELETE,
            Self::Access => ffi::SQLITE_IOERR_ACCESS,
            Self::Read => ffi::SQLITE_IOERR_READ,
            Self::Write => ffi::SQLITE_IOERR_WRITE,
            Self::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
            Self::Sync => ffi::SQLITE_IOERR_FSYNC,
            Self::Size => ffi::SQLITE_IOERR_FSTAT,
            Self::Lock => ffi::SQLITE_IOERR_LOCK,
            Self::SharedMemory => ffi::SQLITE_IOERR_SHMMAP,
            Self::SharedLock => ffi::SQLITE_IOERR_SHMLOCK,
        }
    }
}

/// The code to fail with; `None` when the call goes through.
fn fails(call: Call) -> Option<c_int> {
    let (plan, mut seen) = NOW.get()?;
    if plan.fault == Fault::Full && !matches!(call, Call::Write | Call::SharedMemory) {
        return None;
    }
    seen.calls += 1;
    let now = plan.from > 0 && (seen.calls == plan.from || (plan.for_ever && seen.calls > plan.from));
    seen.failed += u64::from(now);
    NOW.set(Some((plan, seen)));
    now.then_some(if plan.fault == Fault::Full { ffi::SQLITE_FULL } else { call.broken() })
}

/// The system's own files.
static REAL: AtomicPtr<ffi::sqlite3_vfs> = AtomicPtr::new(std::ptr::null_mut());

fn stand_under_sqlite() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| unsafe {
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        REAL.store(real, Ordering::SeqCst);
        let own = c_int::try_from(size_of::<ffi::sqlite3_file>()).unwrap();
        let ours = ffi::sqlite3_vfs {
            szOsFile: own + (*real).szOsFile,
            pNext: std::ptr::null_mut(),
            zName: c"failing".as_ptr(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            ..std::ptr::read(real)
        };
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1), ffi::SQLITE_OK);
    });
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Version 2 leaves memory maps out, which would be read without a call.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The system's file, which lies in memory right behind ours.
unsafe fn inner(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    unsafe { file.add(1) }
}

/// Calls a method of the system's file.
macro_rules! pass_on {
    ($file:expr, $method:ident $(, $value:expr)*) => {
        unsafe {
            let inner = inner($file);
            (*(*inner).pMethods).$method.unwrap()(inner $(, $value)*)
        }
    };
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        (*file).pMethods = std::ptr::null();
        if let Some(code) = fails(Call::Open) {
            return code;
        }
        let real = REAL.load(Ordering::SeqCst);
        let inner = inner(file);
        let code = (*real).xOpen.unwrap()(real, name, inner, flags, out);
        if !(*inner).pMethods.is_null() {
            (*file).pMethods = &raw const METHODS;
        }
        code
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    fails(Call::Delete).unwrap_or_else(|| unsafe {
        let real = REAL.load(Ordering::SeqCst);
        (*real).xDelete.unwrap()(real, name, sync)
    })
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, name: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    fails(Call::Access).unwrap_or_else(|| unsafe {
        let real = REAL.load(Ordering::SeqCst);
        (*real).xAccess.unwrap()(real, name, flags, out)
    })
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    pass_on!(file, xClose)
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, amount: c_int, at: i64) -> c_int {
    fails(Call::Read).unwrap_or_else(|| pass_on!(file, xRead, to, amount, at))
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    match fails(Call::Write) {
        None => pass_on!(file, xWrite, from, amount, at),
        Some(code) => {
            // Every other one leaves half of it on the disk.
            if NOW.get().is_some_and(|(_, seen)| seen.calls % 2 == 0) {
                let _ = pass_on!(file, xWrite, from, amount / 2, at);
            }
            code
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    fails(Call::Truncate).unwrap_or_else(|| pass_on!(file, xTruncate, size))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    fails(Call::Sync).unwrap_or_else(|| pass_on!(file, xSync, flags))
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    fails(Call::Size).unwrap_or_else(|| pass_on!(file, xFileSize, out))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    fails(Call::Lock).unwrap_or_else(|| pass_on!(file, xLock, level))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    pass_on!(file, xUnlock, level)
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    fails(Call::Lock).unwrap_or_else(|| pass_on!(file, xCheckReservedLock, out))
}

unsafe extern "C" fn file_control(file: *mut ffi::sqlite3_file, what: c_int, value: *mut c_void) -> c_int {
    pass_on!(file, xFileControl, what, value)
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    pass_on!(file, xSectorSize)
}

unsafe extern "C" fn device_characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    pass_on!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    fails(Call::SharedMemory).unwrap_or_else(|| pass_on!(file, xShmMap, region, size, extend, out))
}

unsafe extern "C" fn shm_lock(file: *mut ffi::sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    let takes = flags & ffi::SQLITE_SHM_LOCK != 0;
    let failed = if takes { fails(Call::SharedLock) } else { None };
    failed.unwrap_or_else(|| pass_on!(file, xShmLock, offset, count, flags))
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    pass_on!(file, xShmBarrier);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    pass_on!(file, xShmUnmap, delete)
}
