//! The server's side: hands a job to the keeper and takes the answer, within the limits.

use std::io;
use std::os::unix::net::{UnixListener, UnixStream as StdStream};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use fork::Fork;
use hyper::body::{Body, Bytes, Frame};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, timeout_at};

use super::super::problem::Problem;
use super::super::{Limits, ServeError};
use super::{Head, Job, LARGEST_FRAME, keeper};
use crate::graph::{Ready, Store};

/// Hands jobs to processes of their own.
pub struct Apart {
    /// The socket's folder, which is its owner's alone.
    folder: tempfile::TempDir,
    /// Closes when the server ends, and the keeper with it.
    _control: StdStream,
    /// One for each query that may be here, running or waiting.
    queue: Arc<Semaphore>,
    /// One for each that may run.
    places: Arc<Semaphore>,
    limits: Limits,
}

/// The answer to a job.
pub struct Reply {
    /// Media type.
    pub media: String,
    /// It, as it comes.
    pub body: Answer,
}

/// How many queries may wait for each that runs, before more are turned away.
const WAITING: usize = 16;

impl Apart {
    /// Forks the keeper, which asks `store`, or opens the one that is `ready` for each query. Must be called while the process
    /// has one thread.
    ///
    /// # Errors
    /// The system gives no process or socket.
    pub fn start(ready: &Ready, store: Option<&Store>, limits: Limits) -> Result<Self, ServeError> {
        let own = tempfile::Builder::new().prefix("fangzhi-").tempdir()?;
        let listener = UnixListener::bind(socket(own.path()))?;
        let (ours, theirs) = StdStream::pair()?;
        match fork::fork()? {
            Fork::Child => {
                drop(ours);
                keeper::keep(&listener, theirs, ready, store, limits)
            }
            Fork::Parent(_) => {
                let [queue, places] =
                    [limits.at_once * (1 + WAITING), limits.at_once].map(|n| Arc::new(Semaphore::new(n)));
                Ok(Self { folder: own, _control: ours, queue, places, limits })
            }
        }
    }

    /// Does `job` in a process of its own. The process ends when the answer does, or is dropped.
    ///
    /// # Errors
    /// The job is refused, takes too long or too much, or too many wait already.
    pub async fn ask(&self, job: &Job) -> Result<Reply, Problem> {
        let deadline = Instant::now() + self.limits.time;
        let seconds = self.limits.time.as_secs_f64();
        let late = move |_| Problem::new(504, format!("the query was stopped: it took longer than {seconds} s"));
        let mut running = timeout_at(deadline, self.start_job(job)).await.map_err(late)??;
        let head = timeout_at(deadline, running.frame()).await.map_err(late)?.map_err(|_| {
            let memory = self.limits.memory / (1024 * 1024);
            Problem::new(507, format!("the query was stopped: it needed more than {memory} MiB of memory, or failed"))
        })?;
        let head: Head = serde_json::from_slice(&head).map_err(|e| Problem::new(500, e.to_string()))?;
        if let Some(problem) = head.problem {
            return Err(Problem::new(head.status, problem));
        }
        let (sender, frames) = mpsc::channel(4);
        tokio::spawn(async move {
            // Nobody who takes it: the socket closes with `running`, and the process is killed.
            tokio::select! {
                () = sender.closed() => {}
                _ = running.send(&sender, deadline) => {}
            }
        });
        Ok(Reply { media: head.media, body: Answer { frames, ended: false } })
    }

    async fn start_job(&self, job: &Job) -> Result<Running, Problem> {
        let failed = |e: io::Error| Problem::new(503, format!("no process for the query: {e}"));
        let queued = Arc::clone(&self.queue).try_acquire_owned();
        let queued = queued.map_err(|_| Problem::new(503, "too many queries are waiting; try again later"))?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|e| failed(io::Error::other(e)))?;
        let mut stream = UnixStream::connect(socket(self.folder.path())).await.map_err(failed)?;
        let job = serde_json::to_vec(job).map_err(|e| failed(e.into()))?;
        let length = u32::try_from(job.len()).map_err(|e| failed(io::Error::other(e)))?;
        stream.write_all(&length.to_be_bytes()).await.map_err(failed)?;
        stream.write_all(&job).await.map_err(failed)?;
        Ok(Running { stream, _places: [queued, place] })
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("queries")
}

/// A job under way.
struct Running {
    stream: UnixStream,
    _places: [OwnedSemaphorePermit; 2],
}

impl Running {
    async fn frame(&mut self) -> io::Result<Vec<u8>> {
        let length = self.stream.read_u32().await? as usize;
        if length > LARGEST_FRAME {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).await?;
        Ok(bytes)
    }

    /// Sends the rest of the answer; one that breaks off ends with an error, and so the client's connection does.
    async fn send(&mut self, sender: &mpsc::Sender<io::Result<Bytes>>, deadline: Instant) -> Option<()> {
        loop {
            let late = || io::Error::new(io::ErrorKind::TimedOut, "the query's time is up");
            match timeout_at(deadline, self.frame()).await.unwrap_or_else(|_| Err(late())) {
                Ok(frame) => {
                    let last = frame.is_empty();
                    timeout_at(deadline, sender.send(Ok(frame.into()))).await.ok()?.ok()?;
                    if last {
                        return Some(());
                    }
                }
                Err(e) => return sender.send(Err(e)).await.ok(),
            }
        }
    }
}

/// The bytes of an answer. An empty frame ends it; where it ends without one, it was cut, and is an error.
pub struct Answer {
    frames: mpsc::Receiver<io::Result<Bytes>>,
    ended: bool,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, at: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        self.frames.poll_recv(at).map(|next| match next {
            Some(Ok(frame)) if frame.is_empty() => {
                self.ended = true;
                None
            }
            Some(frame) => Some(frame.map(Frame::data)),
            None => Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut"))),
        })
    }
}
