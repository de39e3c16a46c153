//! Work that is shared with a thread beside the one that reads and writes the record.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, TrySendError};
use std::thread;

/// How many items wait for the thread beside before this one takes one itself.
const WAITING: usize = 3;

/// Takes every item through `work`, in this thread and in one beside it, and then through `each`, here and in the order
/// of the items. Once the last item is on its way, this thread does something else in the `meantime`. Unless work is
/// `shared`, all of it is done here, the other thing first.
///
/// # Errors
/// The first error of an item, of `meantime` or of `each`; what comes after it is left undone.
pub(super) fn beside<T: Send, U: Send, E>(
    shared: bool,
    items: impl Iterator<Item = Result<T, E>>,
    work: impl Fn(T) -> U + Sync,
    meantime: impl FnOnce() -> Result<(), E>,
    mut each: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    if !shared {
        meantime()?;
        for item in items {
            each(work(item?))?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let (send, come) = mpsc::sync_channel(WAITING);
        let (back, done) = mpsc::channel();
        let work = &work;
        let worker = scope.spawn(move || {
            for (place, item) in come {
                if back.send((place, work(item))).is_err() {
                    break;
                }
            }
        });
        let mut ready = BTreeMap::new();
        let mut next = 0;
        let mut go_on = |ready: &mut BTreeMap<usize, U>| {
            while let Some(one) = ready.remove(&next) {
                each(one)?;
                next += 1;
            }
            Ok(())
        };
        for (place, item) in items.enumerate() {
            match send.try_send((place, item?)) {
                Ok(()) => {}
                Err(TrySendError::Full((place, item))) => drop(ready.insert(place, work(item))),
                // The other side hangs up only when it panicked, and then joining says so.
                Err(TrySendError::Disconnected(_)) => break,
            }
            ready.extend(done.try_iter());
            go_on(&mut ready)?;
        }
        drop(send);
        meantime()?;
        ready.extend(&done);
        go_on(&mut ready)?;
        worker.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked));
        Ok(())
    })
}

/// Makes something in a thread beside, while this one does something else; returns both. Unless work is `shared`, one
/// comes after the other.
pub(super) fn both<T: Send, U>(shared: bool, make: impl FnOnce() -> T + Send, here: impl FnOnce() -> U) -> (T, U) {
    if !shared {
        return (make(), here());
    }
    thread::scope(|scope| {
        let maker = scope.spawn(make);
        let here = here();
        (maker.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked)), here)
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order_however_it_is_shared() {
        for shared in [false, true] {
            for many in [0_u64, 1, 2, 7, 100, 10_000] {
                let mut done = Vec::new();
                let items = (0..many).map(Ok::<_, Infallible>);
                let Ok(()) = beside(
                    shared,
                    items,
                    |n| n * n,
                    || Ok(()),
                    |n| {
                        done.push(n);
                        Ok(())
                    },
                );
                assert_eq!(done, (0..many).map(|n| n * n).collect::<Vec<_>>());
            }
            assert_eq!(both(shared, || 1, || 2), (1, 2));
        }
    }

    #[test]
    fn the_first_error_ends_it() {
        for shared in [false, true] {
            let items = (0..100).map(|n| if n == 40 { Err("item") } else { Ok(n) });
            let mut most = 0;
            assert_eq!(
                beside(
                    shared,
                    items,
                    |n| n,
                    || Ok(()),
                    |n| {
                        most = n;
                        Ok(())
                    }
                ),
                Err("item")
            );
            assert!(most < 40, "{most} came before the item that failed");
            let items = (0..100).map(Ok);
            assert_eq!(beside(shared, items, |n: u32| n, || Err("meantime"), |_| Ok(())), Err("meantime"));
            let items = (0..100).map(Ok);
            let each = |n| if n == 40 { Err("each") } else { Ok(()) };
            assert_eq!(beside(shared, items, |n| n, || Ok(()), each), Err("each"));
        }
    }
}
