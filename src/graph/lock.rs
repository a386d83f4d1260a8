//! The lock that keeps two builds of one store apart, and a build from pulling segments away under a reader.

use std::fs::{File, OpenOptions};
use std::path::Path;

use fs4::{FileExt, TryLockError};

use super::error::StoreError;

const NAME: &str = "lock";

/// Held as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// For one who writes: nobody else may read or write.
    ///
    /// # Errors
    /// Somebody does, or the folder is not writable.
    pub fn writing(store: &Path) -> Result<Self, StoreError> {
        let path = store.join(NAME);
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = open.map_err(StoreError::writing(&path))?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => {
                // If it can be shared, only readers are there.
                let writing = FileExt::try_lock_shared(&file).is_err();
                Err(StoreError::Locked { folder: store.to_owned(), writing })
            }
            Err(TryLockError::Error(e)) => Err(StoreError::writing(&path)(e)),
        }
    }

    /// For one who reads: others may read too. A store on a read-only disk has nobody writing to it and needs no lock.
    ///
    /// # Errors
    /// A build is under way.
    pub fn reading(store: &Path) -> Result<Self, StoreError> {
        let path = store.join(NAME);
        let Ok(file) = File::open(&path) else { return Ok(Self { _file: None }) };
        match FileExt::try_lock_shared(&file) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked { folder: store.to_owned(), writing: true }),
            // A file system without locks.
            Err(TryLockError::Error(_)) => Ok(Self { _file: None }),
        }
    }
}
