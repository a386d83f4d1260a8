//! The process that forks a process for each query.

use std::io;
use std::os::unix::net::{UnixListener, UnixStream};

use fork::Fork;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{WaitOptions, setsid, waitpid};

use super::super::Limits;
use super::child;
use crate::graph::{Ready, Store};

/// Waits for queries at `listener` until the other end of `control` closes, which it does when the server ends, however it
/// ends. Never gives back: this process is the server's child, and the rest of the program is not its own.
pub fn keep(listener: &UnixListener, control: UnixStream, ready: &Ready, store: Option<&Store>, limits: Limits) -> ! {
    // Ctrl-C at the terminal goes to the server, which lets its requests come to their end.
    setsid().ok();
    loop {
        match next(listener, &control) {
            Ok(Some(stream)) => match fork::fork() {
                Ok(Fork::Child) => {
                    drop(control);
                    child::run(stream, ready, store, limits);
                    std::process::exit(0)
                }
                // Without a process for it, the query finds its socket closed.
                Ok(Fork::Parent(_)) | Err(_) => drop(stream),
            },
            Ok(None) => {}
            Err(_) => std::process::exit(0),
        }
    }
}

/// The next query, if one came in a second; an error when the server is gone.
fn next(listener: &UnixListener, control: &UnixStream) -> io::Result<Option<UnixStream>> {
    let mut watched = [PollFd::new(listener, PollFlags::IN), PollFd::new(control, PollFlags::IN)];
    let second = Timespec { tv_sec: 1, tv_nsec: 0 };
    let ready = poll(&mut watched, Some(&second))?;
    // Queries that ended are taken note of, so that their processes leave the system's list.
    while let Ok(Some(_)) = waitpid(None, WaitOptions::NOHANG) {}
    if ready == 0 {
        return Ok(None);
    }
    if !watched[1].revents().is_empty() {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    listener.accept().map(|(stream, _)| Some(stream))
}
