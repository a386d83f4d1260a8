//! An opened store: the engine, filled from the segments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::Store as Engine;

use super::contribution::Contribution;
use super::error::StoreError;
use super::fold::Fold;
use super::lock::Lock;
use super::manifest::Manifest;
use super::vocabulary as v;
use super::{reference, segment};

/// How many quads go to the engine at a time.
const CHUNK: usize = 100_000;

/// A store that can be asked.
pub struct Store {
    engine: Engine,
    manifest: Manifest,
    folder: Option<PathBuf>,
    _lock: Option<Lock>,
}

impl Store {
    /// Opens the store in `folder`: fills the engine from the segments or, with the feature `rocksdb`, opens the index
    /// beside them, which is made again where it does not fit the manifest.
    ///
    /// # Errors
    /// The folder is no store, of another format, damaged, or locked by a build.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let lock = Lock::reading(folder)?;
        let manifest = Manifest::read(folder)?;
        // An index answers without its segments, but they are the record: a store that lost one is none.
        for (name, entry) in &manifest.segments {
            segment::stands(folder, name, entry)?;
        }
        #[cfg(feature = "rocksdb")]
        let engine = super::index::open(folder, &manifest)?;
        #[cfg(not(feature = "rocksdb"))]
        let engine = {
            let engine = Engine::new()?;
            fill(&engine, folder, &manifest)?;
            engine
        };
        // What is in memory stays when the segments change; an index on disk must not be replaced under us.
        let lock = cfg!(feature = "rocksdb").then_some(lock);
        Ok(Self { engine, manifest, folder: Some(folder.to_owned()), _lock: lock })
    }

    /// A store in memory alone, of these contributions.
    ///
    /// # Errors
    /// The engine fails.
    pub fn in_memory(contributions: impl IntoIterator<Item = Contribution>) -> Result<Self, StoreError> {
        let engine = Engine::new()?;
        let mut loading = Loading::of(&engine);
        for quad in contributions.into_iter().flat_map(|told| told.into_quads("")) {
            loading.take(quad)?;
        }
        loading.finish()?;
        Ok(Self { engine, manifest: Manifest::default(), folder: None, _lock: None })
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
        Ok(Self { engine, manifest: Manifest::default(), folder: None, _lock: None })
    }

    /// The engine, to ask.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What the store holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its folder, if it is on disk.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
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

/// Fills an empty engine with a store's segments.
pub(super) fn fill(engine: &Engine, folder: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let mut loading = Loading { untold: manifest.untold(), ..Loading::of(engine) };
    for (name, entry) in &manifest.segments {
        segment::quads(folder, name, entry, |quad| loading.take(quad))?;
    }
    loading.finish()
}

/// Quads on their way into the engine, facts folded.
struct Loading<'a> {
    engine: &'a Engine,
    /// Articles, each with a page that prints it, which another page tells already.
    untold: BTreeSet<&'a str>,
    fold: Fold,
    chunk: Vec<Quad>,
}

impl<'a> Loading<'a> {
    fn of(engine: &'a Engine) -> Self {
        Self { engine, untold: BTreeSet::new(), fold: Fold::default(), chunk: Vec::new() }
    }

    fn take(&mut self, mut quad: Quad) -> Result<(), StoreError> {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return Ok(()) };
        let Some(printed) = segment::printed(graph.as_str()) else { return Ok(()) };
        if self.untold.contains(printed) {
            return Ok(());
        }
        if graph.as_str().starts_with(v::FACT_GRAPHS) {
            self.chunk.extend(self.fold.pass(quad));
        } else {
            let article = printed.split('/').next().unwrap_or(printed);
            quad.graph_name = NamedNode::new_unchecked(format!("{}{article}", v::ARTICLE_GRAPHS)).into();
            self.chunk.push(quad);
        }
        if self.chunk.len() >= CHUNK { self.pour() } else { Ok(()) }
    }

    fn pour(&mut self) -> Result<(), StoreError> {
        let mut loader = self.engine.bulk_loader();
        loader.load_quads(std::mem::take(&mut self.chunk))?;
        Ok(loader.commit()?)
    }

    fn finish(mut self) -> Result<(), StoreError> {
        self.chunk.extend(std::mem::take(&mut self.fold).finish());
        self.chunk.extend(reference::quads()?);
        self.pour()
    }
}
