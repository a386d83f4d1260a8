//! An opened store: the engine, filled from the segments.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use oxigraph::io::RdfFormat;
use oxigraph::store::Store as Engine;

use super::contribution::Contribution;
use super::decisions::Decisions;
use super::error::StoreError;
use super::loading::Loading;
use super::lock::Lock;
use super::manifest::Manifest;
use super::texts::{self, PageText};
use super::{reference, segment};

/// A store that can be asked.
pub struct Store {
    engine: Engine,
    manifest: Arc<Manifest>,
    decisions: Arc<Decisions>,
    snapshot: String,
    folder: Option<PathBuf>,
    _lock: Option<Arc<Lock>>,
}

/// A store on disk whose manifest was read: it can be opened, as often as is wanted, each time in the state that it had then.
/// The manifest of many pages takes longer to read than an index to open.
pub struct Ready {
    folder: PathBuf,
    manifest: Arc<Manifest>,
    decisions: Arc<Decisions>,
    snapshot: String,
    #[cfg(feature = "rocksdb")]
    index: PathBuf,
    lock: Option<Arc<Lock>>,
}

impl Ready {
    /// Reads the manifest and the decisions of the store in `folder`.
    ///
    /// # Errors
    /// The folder is no store, not yet one, of another format, or damaged.
    pub fn of(folder: &Path) -> Result<Self, StoreError> {
        let lock = Lock::reading(folder);
        let manifest = match Manifest::read(folder) {
            Err(StoreError::Missing(_)) if Lock::is_building(folder) => Err(StoreError::Locked(folder.to_owned())),
            read => read,
        }?;
        let decisions = Decisions::of(folder, &manifest)?;
        // An index answers without its segments, but they are the record: a store that lost one is none.
        for (name, entry) in &manifest.segments {
            segment::stands(folder, name, entry)?;
        }
        Ok(Self {
            folder: folder.to_owned(),
            snapshot: manifest.snapshot(&decisions),
            #[cfg(feature = "rocksdb")]
            index: super::index::path(folder, &manifest, &decisions),
            manifest: Arc::new(manifest),
            decisions: Arc::new(decisions),
            lock: Some(Arc::new(lock)),
        })
    }

    /// Whether opening it takes no more than opening files: whether there is an index on disk, and it is made.
    pub fn is_indexed(&self) -> bool {
        #[cfg(feature = "rocksdb")]
        let indexed = self.index.is_dir();
        #[cfg(not(feature = "rocksdb"))]
        let indexed = false;
        indexed
    }

    /// Lets builds change the store from now on. Only for one who opens it no more: what is in memory stays as it is.
    pub fn let_go(&mut self) {
        self.lock = None;
    }

    /// Opens it: see [`Store::open`].
    ///
    /// # Errors
    /// A segment is damaged, or the engine fails.
    pub fn open(&self) -> Result<Store, StoreError> {
        #[cfg(feature = "rocksdb")]
        let engine = super::index::open(&self.folder, &self.manifest, &self.decisions, &self.index)?;
        #[cfg(not(feature = "rocksdb"))]
        let engine = {
            let engine = Engine::new()?;
            super::loading::fill(&engine, &self.folder, &self.manifest, &self.decisions)?;
            engine
        };
        Ok(Store {
            engine,
            manifest: Arc::clone(&self.manifest),
            decisions: Arc::clone(&self.decisions),
            snapshot: self.snapshot.clone(),
            folder: Some(self.folder.clone()),
            // What is in memory stays when the segments go; an index on disk must not go under us.
            _lock: self.lock.clone().filter(|_| cfg!(feature = "rocksdb")),
        })
    }
}

impl Store {
    /// Opens the store in `folder`: fills the engine from the segments or, with the feature `rocksdb`, opens the index
    /// beside them, which is made again where it does not fit the manifest. While a build is under way, this is what its
    /// last manifest names.
    ///
    /// # Errors
    /// The folder is no store, not yet one, of another format, or damaged.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ready::of(folder)?.open()
    }

    /// A store in memory alone, of these contributions.
    ///
    /// # Errors
    /// The engine fails.
    pub fn in_memory(contributions: impl IntoIterator<Item = Contribution>) -> Result<Self, StoreError> {
        let engine = Engine::new()?;
        let none = Decisions::default();
        let mut loading = Loading::of(&engine, &none);
        for quad in contributions.into_iter().flat_map(|told| told.into_quads("")) {
            loading.take(quad)?;
        }
        loading.finish()?;
        Ok(Self::without_folder(engine))
    }

    /// A store in memory alone, of what another store exported, with this program's ontology.
    ///
    /// # Errors
    /// What is read is not in that format, or cannot be read, or the engine fails.
    pub fn of_export(input: impl std::io::Read, format: RdfFormat) -> Result<Self, StoreError> {
        let engine = Engine::new()?;
        let mut loader = engine.bulk_loader();
        loader.load_from_reader(format, input).map_err(|e| StoreError::Export(e.to_string()))?;
        loader.load_quads(reference::quads()?)?;
        loader.commit()?;
        Ok(Self::without_folder(engine))
    }

    fn without_folder(engine: Engine) -> Self {
        let (manifest, decisions) = (Manifest::default(), Decisions::default());
        let snapshot = manifest.snapshot(&decisions);
        let (manifest, decisions) = (Arc::new(manifest), Arc::new(decisions));
        Self { engine, manifest, decisions, snapshot, folder: None, _lock: None }
    }

    /// The engine, to ask.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What the store holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What people decided about it.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// The name of this build, which every export carries: see [`Manifest::snapshot`].
    pub fn snapshot(&self) -> &str {
        &self.snapshot
    }

    /// Its folder, if it is on disk.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The page that tells of `article` (the digits of its IRI), with its text; none in memory alone and in stores that
    /// were built without.
    ///
    /// # Errors
    /// The file is missing or damaged: a build that came after this store was opened may have replaced it.
    pub fn text(&self, article: &str) -> Result<Option<PageText>, StoreError> {
        self.folder.as_deref().map_or(Ok(None), |folder| texts::of(folder, &self.manifest, article))
    }

    /// All quads as sorted lines of N-Quads: the same store, the same lines.
    ///
    /// # Errors
    /// The engine fails.
    pub fn sorted_lines(&self) -> Result<Vec<String>, StoreError> {
        let mut lines = Vec::new();
        for quad in self.engine.iter() {
            lines.push(segment::line(&quad?));
        }
        lines.sort_unstable();
        Ok(lines)
    }
}
