//! Whether the store on disk is still the one that was opened. A server in memory goes on with what it opened when a build
//! changes the store; it says so on its first page, and once in its log.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::State;
use crate::graph::{decisions, manifest};

/// How often the log's watcher looks.
const PAUSE: Duration = Duration::from_secs(5);

/// The files that change with a store's state, as they were.
pub struct Edition(Vec<(PathBuf, Option<Metadata>)>);

impl Edition {
    /// That of the store in `folder`. To be taken before the store is read: what changes meanwhile counts as a change.
    pub fn of(folder: &Path) -> Self {
        let look = |name: &str| {
            let file = folder.join(name);
            let seen = std::fs::metadata(&file).ok();
            (file, seen)
        };
        Self([manifest::NAME, decisions::NAME].map(look).into())
    }

    /// Whether the store has another state now.
    pub fn is_past(&self) -> bool {
        let mark = |seen: &Metadata| (seen.len(), seen.modified().ok());
        self.0.iter().any(|(file, seen)| std::fs::metadata(file).ok().as_ref().map(mark) != seen.as_ref().map(mark))
    }
}

/// Says once, in the log, that the store has changed.
pub async fn tell(state: Arc<State>) {
    while !state.edition.is_past() {
        tokio::time::sleep(PAUSE).await;
    }
    eprintln!(
        "the store has changed since this server opened it: it goes on with what it opened; start it again to serve the new state"
    );
}
