//! The store over HTTP: SPARQL 1.1 protocol at `/sparql`, graphs at `/graph`, linked data under `/id/`, the vocabulary at
//! `/ns`, and pages for people. It reads and never writes: the record is the store's segments, and `build` makes them.
//!
//! Whatever a stranger's query may cost, it runs apart, in a process of its own that can be killed.

mod apart;
mod edition;
mod graphs;
mod http;
mod index;
mod linked;
mod negotiate;
mod pages;
mod problem;
mod request;
mod sparql;
mod statics;

use std::mem::ManuallyDrop;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use apart::Apart;
use edition::Edition;
use index::Index;

use crate::graph::{Ready, Store, StoreError};

/// How the server is reached, and what a query may cost.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where it listens. Port 0 takes one that is free.
    pub bind: SocketAddr,
    /// Names, beside those of this machine alone, by which clients may call it where it listens on loopback. A page of
    /// another site that points its own name here is refused.
    pub hosts: Vec<String>,
    /// What a query may cost.
    pub limits: Limits,
}

/// What a query may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From its arrival to the last byte of its answer.
    pub time: Duration,
    /// Rows or triples of its answer.
    pub rows: usize,
    /// Memory beside the store's own, in bytes; held on Linux.
    pub memory: u64,
    /// Queries that run at one time; others wait, within their time.
    pub at_once: usize,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing can be listened to there.
    #[error("cannot listen at {0}")]
    Bind(SocketAddr, #[source] std::io::Error),
    /// The system gives no process, socket or thread.
    #[error("the server cannot start")]
    System(#[from] std::io::Error),
}

/// What all requests share.
struct State {
    /// Never given back: the keeper shares its memory, and to free it piece by piece would copy all of it first.
    store: ManuallyDrop<Store>,
    index: Index,
    edition: Edition,
    apart: Apart,
    options: Options,
    /// Where it listens in truth.
    address: SocketAddr,
}

/// Serves the store in `folder` until the process is told to end (SIGINT, SIGTERM), then lets requests under way come to
/// their end. `ready` is told the address once clients can come.
///
/// Call it before the process has other threads: the processes of queries are forked from this one.
///
/// # Errors
/// The store does not open, or the address is taken.
pub fn serve(folder: &Path, options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let listener = std::net::TcpListener::bind(options.bind).map_err(|e| ServeError::Bind(options.bind, e))?;
    let edition = Edition::of(folder);
    let mut kept = Ready::of(folder)?;
    make_index(&kept);
    // A store in memory is opened once, and the processes share it. One on disk is opened by each, after it is forked:
    // RocksDB has threads of its own, which no fork takes along.
    let in_memory = if cfg!(feature = "rocksdb") { None } else { Some(kept.open()?) };
    if in_memory.is_some() {
        // Before the keeper is forked: its copy of the lock would hold, too.
        kept.let_go();
    }
    let apart = Apart::start(&kept, in_memory.as_ref(), options.limits)?;
    let store = in_memory.map_or_else(|| kept.open(), Ok)?;
    let address = listener.local_addr()?;
    let index = Index::of(&store)?;
    let state = Arc::new(State { store: ManuallyDrop::new(store), index, edition, apart, options, address });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        ready(address);
        tokio::spawn(edition::tell(Arc::clone(&state)));
        http::run(listener, state).await;
        Ok(())
    })
}

/// Makes the index on disk, where there is to be one and it is not there, in a process of its own: what that takes of memory,
/// some bytes for each letter of the store, would stay with the server. What goes wrong shows when the store is opened.
fn make_index(ready: &Ready) {
    if !cfg!(feature = "rocksdb") || ready.is_indexed() {
        return;
    }
    match fork::fork() {
        Ok(fork::Fork::Child) => {
            drop(ready.open());
            std::process::exit(0)
        }
        Ok(fork::Fork::Parent(child)) => {
            let child = rustix::process::Pid::from_raw(child);
            rustix::process::waitpid(child, rustix::process::WaitOptions::empty()).ok();
        }
        Err(_) => {}
    }
}
