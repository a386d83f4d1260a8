//! Two locks. One keeps two builds of one store apart. By the other, readers keep a build from clearing files away that they
//! read: a build writes beside what is there, so a reader needs nobody to wait, and sees the last whole state.

use std::fs::{File, OpenOptions};
use std::path::Path;

use fs4::{FileExt, TryLockError};

use super::error::StoreError;

/// Held by the one who builds.
pub(super) const BUILDING: &str = "lock";

/// Shared by those who read; held by a build for the moment in which it clears away what no manifest names.
pub(super) const READING: &str = "readers";

/// Held as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// For one who builds: nobody else may.
    ///
    /// # Errors
    /// Somebody does, or the folder is not writable.
    pub fn building(store: &Path) -> Result<Self, StoreError> {
        let path = store.join(BUILDING);
        let file = opened(&path).map_err(StoreError::writing(&path))?;
        // Whoever comes to read finds this one there, and so can hold it even in a folder that is not theirs.
        opened(&store.join(READING)).map_err(StoreError::writing(&path))?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(store.to_owned())),
            Err(TryLockError::Error(e)) => Err(StoreError::writing(&path)(e)),
        }
    }

    /// Whether somebody builds.
    pub fn is_building(store: &Path) -> bool {
        let file = File::open(store.join(BUILDING));
        file.is_ok_and(|file| matches!(FileExt::try_lock_shared(&file), Err(TryLockError::WouldBlock)))
    }

    /// For one who reads: what the manifest names now stays. A store without this file, or on a file system without locks, is
    /// read without.
    pub fn reading(store: &Path) -> Self {
        let file = File::open(store.join(READING)).ok();
        // It waits for a build that clears files away, which is a matter of a moment.
        Self { _file: file.filter(|file| FileExt::lock_shared(file).is_ok()) }
    }

    /// For a build that clears files away; none while somebody reads, so that they stay until the next build.
    pub fn clearing(store: &Path) -> Option<Self> {
        let Ok(file) = opened(&store.join(READING)) else { return Some(Self { _file: None }) };
        match FileExt::try_lock(&file) {
            Ok(()) => Some(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(_)) => Some(Self { _file: None }),
        }
    }

    /// For one who makes an index in `folder`: waits until nobody else does.
    ///
    /// # Errors
    /// The folder is not writable.
    #[cfg(feature = "rocksdb")]
    pub fn making(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(BUILDING);
        let file = opened(&path).map_err(StoreError::writing(&path))?;
        Ok(Self { _file: Some(file).filter(|file| FileExt::lock(file).is_ok()) })
    }
}

/// The file, which is made if it is not there.
fn opened(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}
