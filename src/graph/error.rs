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
    /// Another process builds it.
    #[error("{} is locked: another process is building it", .0.display())]
    Locked(PathBuf),
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
    /// An export that cannot be restored.
    #[error("{file}{}: {reason}", line.map_or_else(String::new, |line| format!(", line {line}")))]
    Exported {
        /// The file.
        file: String,
        /// Where in it, if at one place.
        line: Option<u64>,
        /// What is wrong.
        reason: String,
    },
    /// An export is restored where nothing is.
    #[error("{} is a store already", .0.display())]
    Taken(PathBuf),
    /// A store of an export is as it is.
    #[error("{} was restored from an export, which does not tell which page said what", .0.display())]
    Restored(PathBuf),
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
                "build the pages into a new folder with this program, by `fangzhi build PAGES --store \
                NEW`; the old store stays as it is"
                    .to_owned()
            }
            Self::Manifest { file, .. } => repair(file.parent()),
            Self::Damaged { file, .. } => repair(file.parent().and_then(Path::parent)),
            Self::Decisions { .. } => {
                "correct the row, or put # before it; the columns are explained in docs/architecture.md".to_owned()
            }
            Self::NoDecisions(_) => {
                "put the file back, or name another with `fangzhi build --decisions FILE`".to_owned()
            }
            Self::Locked(_) => {
                "wait until it is done; a store can be read meanwhile, once it holds anything".to_owned()
            }
            Self::Unwritable { .. } => "check that the folder is yours and the disk has room".to_owned(),
            Self::Unreadable { .. } => "check that the file is there and yours to read".to_owned(),
            Self::Engine(_) => "the index can be deleted at any time; it is made again from the segments".to_owned(),
            Self::Export(_) => "give a file that `fangzhi export nquads` or `export trig` has written".to_owned(),
            Self::Exported { .. } => "give a whole file that `fangzhi export nquads` has written".to_owned(),
            Self::Taken(_) => "name a folder that does not exist yet with --store".to_owned(),
            Self::Restored(_) => {
                "it can be asked and exported; to add pages or decide, build the pages themselves into a new \
                folder, by `fangzhi build PAGES --store NEW`"
                    .to_owned()
            }
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

/// How to come by a store again of which a file is damaged.
fn repair(store: Option<&Path>) -> String {
    let store = store.unwrap_or(Path::new("")).display();
    format!("put the file back from a copy, or read its pages anew with `fangzhi build PAGES --repair --store {store}`")
}
