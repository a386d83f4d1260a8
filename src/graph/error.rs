//! What can be wrong with a store, and what to do about it.

use std::path::{Path, PathBuf};

/// Why a store cannot be opened, read or built. [`StoreError::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No manifest there.
    #[error("{} is no store: it holds no manifest.json", .0.display())]
    Missing(PathBuf),
    /// A folder with other things in it is not turned into a store.
    #[error("{} is a folder with other files in it, not a store", .0.display())]
    Foreign(PathBuf),
    /// Written in another format.
    #[error("{} is a store of format {found}; this program reads format {wanted}", .folder.display())]
    Format {
        /// The store.
        folder: PathBuf,
        /// Its format.
        found: u64,
        /// The one of this program.
        wanted: u64,
    },
    /// The manifest cannot be understood.
    #[error("{}, line {line}: {reason}", .file.display())]
    Manifest {
        /// The file.
        file: PathBuf,
        /// Where in it.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A segment is not what was written.
    #[error("the segment {} is damaged: {reason}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// How it differs.
        reason: String,
    },
    /// A row of the decisions cannot be read.
    #[error("{}, line {line}: {reason}", .file.display())]
    Decisions {
        /// The file.
        file: PathBuf,
        /// Where in it.
        line: u64,
        /// What is wrong there.
        reason: String,
    },
    /// The file of decisions that a build was told of is gone.
    #[error("the decisions of the store are missing: {}", .0.display())]
    NoDecisions(PathBuf),
    /// Another process builds or reads.
    #[error("{} is locked: another process is {}", .folder.display(), if *.writing { "building it" } else { "reading it" })]
    Locked {
        /// The store.
        folder: PathBuf,
        /// Whether that process writes, as far as can be told.
        writing: bool,
    },
    /// A file cannot be written.
    #[error("cannot write {}", .path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read {}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The engine failed.
    #[error("the engine failed")]
    Engine(#[from] oxigraph::store::StorageError),
    /// What was given is no N-Quads or TriG.
    #[error("not an export: {0}")]
    Export(String),
    /// A file of the embedded ontology does not parse; never as they are committed, which a test reads.
    #[error("the ontology does not parse: {0}")]
    Ontology(String),
}

impl StoreError {
    /// What the user can do.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing(folder) => {
                format!(
                    "build one with `fangzhi build PAGES --store {}`, or name another with --store",
                    folder.display()
                )
            }
            Self::Foreign(_) => "name a folder that does not exist yet, or an empty one".to_owned(),
            Self::Format { .. } => {
                "build the pages into a new folder with this program; the old store stays as it is".to_owned()
            }
            Self::Manifest { .. } | Self::Damaged { .. } => {
                "put the file back from a copy, or read its pages anew with `fangzhi build PAGES --repair`".to_owned()
            }
            Self::Decisions { .. } => {
                "correct the row, or put # before it; the columns are explained in docs/architecture.md".to_owned()
            }
            Self::NoDecisions(_) => {
                "put the file back, or name another with `fangzhi build --decisions FILE`".to_owned()
            }
            Self::Locked { writing: true, .. } => "wait until it is done, or use a copy of the folder".to_owned(),
            Self::Locked { .. } => {
                "wait until it is done (`fangzhi serve` reads until it is stopped), or use a copy of the folder"
                    .to_owned()
            }
            Self::Unwritable { .. } => "check that the folder is yours and the disk has room".to_owned(),
            Self::Unreadable { .. } => "check that the file is there and yours to read".to_owned(),
            Self::Engine(_) => "the index can be deleted at any time; it is made again from the segments".to_owned(),
            Self::Export(_) => "give a file that `fangzhi export nquads` or `export trig` has written".to_owned(),
            Self::Ontology(_) => "this is a defect of the program".to_owned(),
        }
    }

    /// Turns an error of reading `path` into one of ours.
    pub(super) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Unreadable { path, source }
    }

    /// Turns an error of writing `path` into one of ours.
    pub(super) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Unwritable { path, source }
    }
}
