//! Work that goes on in a thread beside while this one reads and writes the record.

use std::sync::mpsc;
use std::thread;

/// Takes every item through `work` beside, at most `ahead` of them before this thread has taken the oldest through
/// `each`; both in the order of the items. Once the last item is on its way, this thread does something else in the
/// `meantime`. With nothing ahead, all of it is done here, the other thing first.
///
/// # Errors
/// The first error of an item, of `meantime` or of `each`; what comes after it is left undone.
pub(super) fn beside<T: Send, U: Send, E>(
    ahead: usize,
    items: impl Iterator<Item = Result<T, E>>,
    mut work: impl FnMut(T) -> U + Send,
    meantime: impl FnOnce() -> Result<(), E>,
    mut each: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    if ahead == 0 {
        meantime()?;
        for item in items {
            each(work(item?))?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let (send, come) = mpsc::sync_channel(ahead);
        let (back, done) = mpsc::sync_channel(ahead + 1);
        let worker = scope.spawn(move || {
            for item in come {
                if back.send(work(item)).is_err() {
                    break;
                }
            }
        });
        let mut out = 0;
        for item in items {
            // The other side hangs up only when it panicked, and then joining says so.
            if send.send(item?).is_err() {
                break;
            }
            out += 1;
            if out > ahead
                && let Ok(one) = done.recv()
            {
                out -= 1;
                each(one)?;
            }
        }
        drop(send);
        meantime()?;
        for one in &done {
            each(one)?;
        }
        drop(done);
        worker.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked));
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order_however_far_ahead() {
        for ahead in 0..5 {
            for many in [0_u64, 1, 2, 7, 100] {
                let mut done = Vec::new();
                let items = (0..many).map(Ok::<_, Infallible>);
                let Ok(()) = beside(
                    ahead,
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
        }
    }

    #[test]
    fn the_first_error_ends_it() {
        for ahead in 0..5 {
            let items = (0..100).map(|n| if n == 40 { Err("item") } else { Ok(n) });
            assert_eq!(beside(ahead, items, |n| n, || Ok(()), |_| Ok(())), Err("item"));
            let items = (0..100).map(Ok);
            assert_eq!(
                beside(ahead, items, |n| n, || Ok(()), |n| if n == 40 { Err("each") } else { Ok(()) }),
                Err("each")
            );
            let items = (0..100).map(Ok);
            assert_eq!(beside(ahead, items, |n| n, || Err("meantime"), |_| Ok(())), Err("meantime"));
        }
    }
}
