//! The index on disk: oxigraph over RocksDB, in `index/DIGEST`, where DIGEST is the hash of the manifest and of the
//! decisions that are followed in it.
//!
//! An index is loaded into a fresh folder `index/.new-…` and renamed when it is whole, so that a load that is killed
//! leaves no half index and none of RocksDB's `bulk-*.sst` files in one. One index is made at a time; who makes it clears
//! away what killed loads left, and the next build all that fits its manifest no more.

use std::path::Path;

use super::decisions::Decisions;
use super::manifest::{Manifest, hex};

pub(super) const FOLDER: &str = "index";

/// Removes all indexes but the one of `manifest` and `decisions`. Only for one who holds the store's lock for clearing: then
/// nobody reads from an index, and nobody makes one.
pub(super) fn clear(store: &Path, manifest: &Manifest, decisions: &Decisions) {
    let wanted = name(manifest, decisions);
    for entry in std::fs::read_dir(store.join(FOLDER)).into_iter().flatten().filter_map(Result::ok) {
        if entry.path().is_dir() && entry.file_name().to_string_lossy() != wanted {
            // What cannot be removed costs room only.
            std::fs::remove_dir_all(entry.path()).ok();
        }
    }
}

fn name(manifest: &Manifest, decisions: &Decisions) -> String {
    hex([manifest.digest(), decisions.digest()].concat().as_bytes())[..16].to_owned()
}

#[cfg(feature = "rocksdb")]
pub(super) use on_disk::{open, path};

#[cfg(feature = "rocksdb")]
mod on_disk {
    use std::path::{Path, PathBuf};

    use oxigraph::store::Store as Engine;

    use super::super::decisions::Decisions;
    use super::super::error::StoreError;
    use super::super::loading::fill;
    use super::super::lock::Lock;
    use super::super::manifest::Manifest;

    /// How the names of folders begin in which an index is being made.
    const FRESH: &str = ".new-";

    /// The folder of the index that fits `manifest` and `decisions`.
    pub fn path(store: &Path, manifest: &Manifest, decisions: &Decisions) -> PathBuf {
        store.join(super::FOLDER).join(super::name(manifest, decisions))
    }

    /// Opens the index `wanted`, which fits `manifest` and `decisions`; makes it first if it is not there or does not open.
    pub fn open(store: &Path, manifest: &Manifest, decisions: &Decisions, wanted: &Path) -> Result<Engine, StoreError> {
        if wanted.is_dir() {
            match Engine::open_read_only(wanted) {
                Ok(engine) => return Ok(engine),
                Err(_) => std::fs::remove_dir_all(wanted).map_err(StoreError::writing(wanted))?,
            }
        }
        match make(store, manifest, decisions, wanted) {
            Ok(()) => Ok(Engine::open_read_only(wanted)?),
            // A store on a disk that cannot be written to is asked in memory.
            Err(StoreError::Unwritable { .. }) => {
                let engine = Engine::new()?;
                fill(&engine, store, manifest, decisions)?;
                Ok(engine)
            }
            Err(e) => Err(e),
        }
    }

    fn make(store: &Path, manifest: &Manifest, decisions: &Decisions, wanted: &Path) -> Result<(), StoreError> {
        let folder = store.join(super::FOLDER);
        std::fs::create_dir_all(&folder).map_err(StoreError::writing(&folder))?;
        let _making = Lock::making(&folder)?;
        if wanted.is_dir() {
            // Another reader was faster.
            return Ok(());
        }
        for entry in std::fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(FRESH) {
                // What cannot be removed costs room only.
                std::fs::remove_dir_all(entry.path()).ok();
            }
        }
        let fresh = tempfile::Builder::new().prefix(FRESH).tempdir_in(&folder);
        let fresh = fresh.map_err(StoreError::writing(&folder))?;
        {
            let engine = Engine::open(fresh.path())?;
            fill(&engine, store, manifest, decisions)?;
            engine.flush()?;
        }
        match std::fs::rename(fresh.path(), wanted) {
            // The folder has another name now; there is nothing left to clear.
            Ok(()) => drop(fresh.keep()),
            Err(e) => return Err(StoreError::writing(wanted)(e)),
        }
        Ok(())
    }
}
